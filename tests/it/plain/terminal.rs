//! Plain lines at a terminal: what was typed too early, what is chosen by itself, and a kill in the middle.

use super::hears_out;
use crate::bench::prelude::*;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

#[test]
fn a_line_typed_before_it_was_asked_for_is_not_taken_at_a_terminal() {
    let (ward, code) = small_case();
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code, "--plain"], "0");
    terminal.sees("> ");
    terminal.send("done\rdone\rdone\r");
    terminal.sees("Typed before this was asked, and not taken: 2");
    assert_eq!(ward.show_json(&code)["entries"], 2, "the opening and one tick");
    terminal.send("leave\r");
    terminal.sees("Say the number or the code of a case, or new.");
    terminal.send("quit\r");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_terminal_that_moves_no_cursor_is_given_plain_lines() {
    let (ward, code) = small_case();
    for (args, words) in
        [(&[][..], "1 open case"), (&["run", &code], "Done, or not-right and why."), (&["demo"], "DEMO. Plain lines.")]
    {
        let mut command = ward.command(NURSE, args);
        command.env("TERM", "dumb");
        let said = hears_out(command, b"quit\n");
        assert!(said.code == 0 && said.out.contains(words), "{args:?}: {said:?}");
    }
    assert!(fs::read_dir(ward.temporary()).expect("a folder").next().is_none(), "the demonstration is gone");
}

#[test]
fn all_that_was_said_as_recorded_is_there_after_a_kill() {
    let (ward, code) = new_case();
    let mut command = ward.command(NURSE, &["run", &code, "--plain"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    let heard = BufReader::new(child.stdout.take().expect("its output"));
    let lines = ["1", "3", "4", "4", "1"];
    writeln!(input, "{}", lines.join("\n")).expect("they are said");
    let recorded = heard.lines().map_while(Result::ok).filter(|line| line.starts_with("Recorded: "));
    assert_eq!(recorded.take(lines.len()).count(), lines.len());
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    assert_eq!(ward.show_json(&code)["entries"], 1 + lines.len());
    assert_eq!(ward.fine(&["verify", &code]).code, 0);
}

//! Plain lines: whole cases through a pipe, at a terminal that cannot move its cursor, and in nobody's sight.

mod lines;
mod people;
mod story;
mod terminal;

use crate::bench::prelude::*;
use std::io::Write;
use std::process::{Command, Stdio};

/// Says lines to the program on plain lines, as somebody who writes them all ahead, and hears it out.
pub(crate) fn pipes(ward: &Ward, by: &str, args: &[&str], lines: &[impl AsRef<str>]) -> Said {
    let said = lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect::<String>();
    hears_out(in_locale("C.UTF-8", ward.command(by, args)), said.as_bytes())
}

fn in_locale(locale: &str, mut command: Command) -> Command {
    command.env("LC_ALL", locale);
    command
}

fn hears_out(mut command: Command, said: &[u8]) -> Said {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    let output = std::thread::scope(|scope| {
        // Whoever stops listening after a refusal does not hear the rest.
        scope.spawn(move || input.write_all(said).ok());
        child.wait_with_output().expect("its output")
    });
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    Said { code, out: text(output.stdout), err: text(output.stderr) }
}

/// The same in a case; every line must be taken.
fn takes(ward: &Ward, code: &str, lines: &[impl AsRef<str>]) -> Said {
    let said = pipes(ward, NURSE, &["run", code, "--plain"], lines);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    said
}

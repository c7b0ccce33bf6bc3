//! Plain lines: whole cases through a pipe, at a terminal that cannot move its cursor, and in nobody's sight.

mod lines;
mod story;
mod terminal;

use crate::bench::prelude::*;
use std::io::Write;
use std::process::Stdio;

/// Says lines to the program on plain lines, as somebody who writes them all ahead, and hears it out.
fn pipes(ward: &Ward, by: &str, args: &[&str], lines: &[impl AsRef<str>]) -> Said {
    let mut command = ward.command(by, args);
    command.env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LC_CTYPE");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut said: String = lines.iter().map(|line| format!("{}\n", line.as_ref())).collect();
    let mut input = child.stdin.take().expect("its input");
    // Whoever stops listening after a refusal does not hear the rest.
    let writer = std::thread::spawn(move || input.write_all(std::mem::take(&mut said).as_bytes()).ok());
    let output = child.wait_with_output().expect("its output");
    writer.join().expect("the lines are said");
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

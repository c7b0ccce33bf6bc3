//! The session that the page about plain lines shows is the program's own.

use super::{is_kept, page};
use crate::bench::prelude::*;
use crate::plain::pipes;

/// What somebody says at the temperature of a case.
const SAID: [&str; 6] = ["38.4", "done", "answer 36.8", "read off the wrong line", "128/76 72 98", "quit"];

#[test]
fn the_session_on_the_page_is_the_programs_own() {
    let (ward, code) = case_at("vitals-temp");
    let said = pipes(&ward, NURSE, &["run", &code, "--plain", "--keep-going"], &SAID);
    assert_eq!(said.code, 0, "{said:?}");
    let mut heard = said.out.split("\n> ");
    let first = heard.next().expect("a beginning").to_owned();
    let session = heard.zip(SAID).fold(first, |told, (then, line)| format!("{told}\n> {line}\n{then}"));
    let spelled = |code: &str| code[..6].chars().map(String::from).collect::<Vec<_>>().join(", ");
    let session = session.replace(&spelled(&code), &spelled("T2B64QXX"));
    let kept = page("docs/plain.md");
    let (before, rest) = kept.split_once("```text\n").expect("a session");
    let (_, after) = rest.split_once("\n```").expect("its end");
    is_kept("docs/plain.md", &format!("{before}```text\n{}\n```{after}", session.trim_end()));
}

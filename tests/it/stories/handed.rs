//! An interrupted case handed from JR to DK, who works on it at another terminal; then both do.

use super::{Day, assert_same_state, between, code_shown, replies, signs_in, state};
use crate::{bench::prelude::*, screens::shows_code};

/// JR opens the case and is called away at the temperature.
fn jr_begins(jr: &mut Day) -> String {
    signs_in(&mut jr.terminal, "JR", "1", None);
    replies(&mut jr.terminal, &[("No open cases", "n1Bay 3\r\r")]);
    let code = code_shown(&jr.terminal);
    jr.terminal.press("\r");
    jr.walks(between("choose-variant", "vitals-temp"));
    jr.sees_next("vitals-temp");
    jr.terminal.press("\x1b");
    jr.terminal.sees("held by JR");
    code
}

/// DK takes it up: the card says who left it, where and how long ago; the section is read again.
fn dk_takes_it_up(dk: &mut Day, code: &str) {
    signs_in(&mut dk.terminal, "DK", "2", None);
    replies(&mut dk.terminal, &[("held by JR", "\r")]);
    let card = ["‖ HELD AT", "re-read this section", "Record the temperature", "Bay 3 by JR nurse at", "just now."];
    for words in card.into_iter().chain(["Check-in: 6 of 9."]) {
        dk.terminal.reads(words);
    }
    dk.terminal.press("r");
    shows_code(&mut dk.terminal, code, "the case is taken up again");
    dk.terminal.wait("the section from its first item", |screen| {
        screen.lines().any(|line| line.contains('▐') && line.contains("Name and birth date match"))
    });
}

/// Both work on it: each sees what the other recorded, and nobody's answer is overwritten unseen.
fn both_work(jr: &mut Day, dk: &mut Day) {
    replies(&mut jr.terminal, &[("in progress", "\r")]);
    jr.sees_next("vitals-temp");
    // JR is in the middle of a number when DK records another.
    jr.terminal.press("36.9");
    jr.terminal.sees("36.9▏");
    dk.terminal.press("g36.8\r");
    dk.terminal.sees("Saved: Temperature");
    let why = ("Why is it corrected?", "measured again at the other ear\r");
    replies(&mut jr.terminal, &[("DK clinician recorded: Temperature: 36.8", "\r"), why]);
    jr.terminal.reads("Not recorded: \"Temperature\" was recorded by DK clinician in the meantime: 36.8 °C");
    // Seen now, the same keys change it.
    jr.terminal.press("\r36.9\r");
    replies(&mut jr.terminal, &[why]);
    // JR left a moment ago and is back: no code.
    jr.terminal.sees("Saved: Temperature");
    dk.terminal.sees("JR nurse recorded: Temperature: 36.9");

    dk.walks(between("vitals", "baseline-pain"));
    jr.sees_next("baseline-pain");
    // Nothing jumps under JR's cursor: g goes to what is next.
    jr.terminal.press("g");
    // The same answer by both is one entry.
    jr.terminal.press("7");
    jr.terminal.sees("7▏");
    dk.walks(between("baseline-pain", "consent-complete"));
    replies(&mut jr.terminal, &[("DK clinician recorded: Pain now", "\r"), ("this is already recorded", "g")]);
    jr.walks(between("consent-complete", "emergency-kit-ready"));
    dk.terminal.sees("JR nurse recorded: Site marked");
}

fn told_by_commands(ward: &Ward) -> String {
    let code = ward.makes(&["new", "spinal-injection", "--label", "Bay 3"]);
    let answers = |by: &str, from: &str, to: &str| {
        for step in between(from, to) {
            ward.fine_as(by, &step.args(&code));
        }
    };
    answers(NURSE, "choose-variant", "vitals-temp");
    ward.fine(&["hold", &code, "vitals-temp"]);
    ward.fine_as(CLINICIAN, &["resume", &code]);
    answers(CLINICIAN, "vitals-temp", "vitals");
    ward.fine(&["answer", &code, "vitals-temp", "36.9", "--reason", "measured again at the other ear"]);
    answers(CLINICIAN, "vitals", "consent-complete");
    let said = ward.fine(&["answer", &code, "baseline-pain", "7"]);
    assert!(said.out.contains("nothing was added"), "{said:?}");
    answers(NURSE, "consent-complete", "emergency-kit-ready");
    code
}

#[test]
fn an_interrupted_case_is_handed_from_jr_to_dk_at_a_second_terminal() {
    let ward = Ward::new();
    let mut jr = Day::new(Terminal::start_at(&ward, "prep", None, &[], "0"));
    let mut dk = Day::new(Terminal::start_at(&ward, "room", None, &[], "0"));
    let code = jr_begins(&mut jr);
    dk_takes_it_up(&mut dk, &code);
    both_work(&mut jr, &mut dk);

    let by_keys = state(&ward, &code);
    assert_eq!(ward.item(&code, "vitals-temp")["answer"]["number"]["value"], "36.9");
    assert_eq!(ward.item(&code, "baseline-pain")["by"]["code"], "DK", "the first of two same answers stands");
    assert_same_state(&by_keys, &state(&ward, &told_by_commands(&ward)), "");
    assert_eq!(ward.run(&["verify"]).code, 0);
}

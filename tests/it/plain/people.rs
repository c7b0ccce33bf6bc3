//! People around plain lines: who is there, who else records, what was checked for others, and an emergency.

use super::lines::{hears, ward};
use super::{hears_out, pipes, takes};
use crate::bench::prelude::*;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// The program on plain lines with nobody signed in.
fn unsigned(ward: &Ward, code: &str, lines: &[&str]) -> Said {
    let mut command = ward.command("", &["run", code, "--plain"]);
    command.env_remove("PERIOP_OPERATOR");
    hears_out(command, (lines.join("\n") + "\n").as_bytes())
}

#[test]
fn who_is_there_is_asked_before_anything_else() {
    let (ward, code) = small_case();
    let said = unsigned(&ward, &code, &["JR", "nurse", "DK clinician", "", "done"]);
    assert_eq!(said.code, 0, "{said:?}");
    for words in [
        "Who is at the keyboard?",
        "JR is not known here. As what? nurse, clinician",
        "JR nurse is at the keyboard, role self-declared.",
    ] {
        assert!(said.out.contains(words), "{words}: {said:?}");
    }
    assert_eq!(ward.show_json(&code)["entries"], 3, "the opening, one tick, the hold");
    // A line that was meant for something else makes nobody of its words.
    for (lines, words) in [
        (["done", "1"], "line 1: \"done\" is nobody here"),
        (["where", "1"], "line 1: \"where\" is nobody here"),
        (["1", "1"], "line 1: \"1\" is nobody here"),
        (["none", "1"], "line 2: Say the role"),
    ] {
        let said = unsigned(&ward, &code, &lines);
        assert!(said.code == 1 && said.err.contains(words), "{said:?}");
    }
}

/// Somebody who answers what they hear, line by line.
struct Live {
    child: Child,
    input: ChildStdin,
    heard: Lines<BufReader<ChildStdout>>,
}

impl Live {
    fn in_case(ward: &Ward, code: &str) -> Self {
        let mut command = ward.command(NURSE, &["run", code, "--plain", "--keep-going"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let input = child.stdin.take().expect("its input");
        let heard = BufReader::new(child.stdout.take().expect("its output")).lines();
        Self { child, input, heard }
    }

    fn says(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("it is said");
    }

    fn hears(&mut self, words: &str) {
        let mut heard = self.heard.by_ref().map_while(Result::ok);
        assert!(heard.any(|line| line.contains(words)), "{words} is never said");
    }

    fn leaves(mut self) {
        drop(self.input);
        self.child.wait().expect("it ends");
    }
}

/// Another terminal.
const THERE: [&str; 2] = ["--station", "there"];

#[test]
fn what_another_terminal_recorded_is_told_and_never_overwritten_unseen() {
    let ward = ward();
    let code = ward.new_case("day");
    let there = |args: &[&str]| ward.fine_as(CLINICIAN, &[args, &THERE[..]].concat());
    let mut live = Live::in_case(&ward, &code);
    live.hears("2 from the back");
    there(&["answer", &code, "approach", "back"]);
    live.says("1");
    live.hears("was recorded by DK clinician in the meantime: from the back");
    live.hears("Now: from the back");
    there(&["answer", &code, "identity"]);
    live.says("where");
    live.hears("DK clinician recorded: Match two identifiers.");
    live.leaves();
    assert_eq!(ward.item(&code, "approach")["by"]["code"], "DK");
}

#[test]
fn what_changed_while_a_second_person_was_asked_for_is_not_overwritten() {
    let (ward, code) = case_at("time-out-agreed");
    let mut live = Live::in_case(&ward, &code);
    live.hears("Two people agree");
    let no = ["answer", &code, "time-out-agreed", "--not-right", "the image is of another day"];
    ward.fine_as(CLINICIAN, &[&no[..], &THERE[..]].concat());
    live.says("done");
    live.hears("Who is the second person?");
    live.says("AB nurse");
    live.hears("was recorded by DK clinician in the meantime");
    live.leaves();
    assert_eq!(ward.item(&code, "time-out-agreed")["by"]["code"], "DK");
}

#[test]
fn a_check_of_the_room_that_was_made_today_is_carried_over_or_made_anew() {
    let (ward, first) = case_at("emergency-kit-ready");
    let [second, third] = [walked_to(&ward, "emergency-kit-ready"), walked_to(&ward, "emergency-kit-ready")];
    ward.fine(&["answer", &first, "emergency-kit-ready"]);
    let said = takes(&ward, &second, &["done", "1"]).out;
    assert!(said.contains("by JR nurse for another case.") && said.contains(", checked "), "{said}");
    assert_eq!(ward.item(&second, "emergency-kit-ready")["carried"]["code"], *first);
    takes(&ward, &third, &["done", "2"]);
    assert!(
        ward.item(&third, "emergency-kit-ready")["carried"].is_null()
            && ward.status(&third, "emergency-kit-ready") == "answered"
    );
}

#[test]
fn a_crisis_waits_for_nobody_and_its_stamps_are_kept() {
    let ward = ward();
    let code = ward.new_case("day");
    let lines = ["crisis", "faint", "called", "", "JR nurse", "", "yes"];
    let said = unsigned(&ward, &code, &lines);
    assert_eq!(said.code, 0, "{said:?}");
    for words in ["Step 1: Lay the patient flat.", "NOT SAVED: called. Nobody has said who they are", "Recorded: faint"]
    {
        assert!(said.out.contains(words), "{words}: {said:?}");
    }
    assert!(ward.fine(&["log", &code]).out.contains("CRISIS Faint: called"));
    let lost = unsigned(&ward, &code, &lines[..3]);
    assert!(lost.code == 1 && lost.err.contains("NOT SAVED: faint card opened"), "{lost:?}");
}

#[test]
fn on_a_crisis_card_a_wrong_word_ends_nothing_and_a_stamp_is_taken_back() {
    let ward = ward();
    let code = ward.new_case("day");
    let told = [
        ("note", "In which words?"),
        ("!", "1 Faint"),
        ("faints", "Say the number of a card"),
        ("1", "Step 1: Lay the patient flat."),
        ("caled", "Say called, arrived"),
        ("called", "Recorded: called."),
        ("arrived", "Recorded: arrived."),
        ("undo", "took back \"CRISIS Faint: arrived\""),
        ("crisis", "1 Faint"),
        ("", "Back. In which words?"),
        ("", "Nothing was recorded.\nChoose the approach."),
        ("where", "CRISIS Faint opened"),
    ];
    let lines: Vec<&str> = told.iter().map(|(line, _)| *line).collect();
    let said = hears(&ward, &["run", &code, "--plain"], &told);
    assert!(said.code == 1 && said.err.contains("line 3 was not taken on a crisis card"), "{lines:?} {said:?}");
}

#[test]
fn cases_are_made_and_planned_from_the_list() {
    let ward = ward();
    let told = [
        ("new", "Which checklist?"),
        ("day", "When does it begin?"),
        ("tomorrow 08:30", "Which bay or room?"),
        ("Room 3", "The code of this case: "),
        ("list", "1 Room 3: planned."),
        ("new", "Which checklist?"),
        ("day", "When does it begin?"),
        ("", "Which bay or room?"),
        ("Bay 9", "Case "),
        ("front", "Recorded: Choose the approach: from the front."),
        ("leave", "1 Bay 9: held by JR. 1 of 12."),
        ("list --all", "planned"),
        ("2", "start begins it"),
        ("quit", ""),
    ];
    hears(&ward, &["--plain"], &told);
}

#[test]
fn whoever_takes_a_case_up_shows_its_code_and_takes_back_nothing_of_an_earlier_visit() {
    let (ward, code) = small_case();
    ward.fine(&["answer", &code, "hands"]);
    let undone = pipes(&ward, NURSE, &["run", &code, "--plain"], &["undo"]);
    assert!(undone.code == 1 && undone.err.contains("line 1: Not recorded: there is nothing of yours"), "{undone:?}");
    ward.fine(&["hold", &code]);
    let args = ["run", &code, "--plain"];
    let wrong = pipes(&ward, CLINICIAN, &args, &["ZZ"]);
    assert!(wrong.code == 1 && wrong.err.contains("line 1: That is not this case's code."), "{wrong:?}");
    let before = ward.show_json(&code)["entries"].clone();
    let looks = pipes(&ward, CLINICIAN, &args, &["", "where"]);
    assert!(looks.code == 0 && looks.out.contains("You may look"), "{looks:?}");
    assert_eq!(ward.show_json(&code)["entries"], before);
    let shown = pipes(&ward, CLINICIAN, &args, &[&code[6..]]);
    assert!(shown.code == 0 && shown.out.contains("Recorded: took the case up again."), "{shown:?}");
}

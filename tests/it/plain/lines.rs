//! What lines mean: every word of the command line, answers, refusals, and what is never printed.

use super::{hears_out, in_locale, pipes, takes};
use crate::bench::prelude::*;

/// A ward whose site folder holds a short day: a plan, check-in, time-out, recovery and a follow-up.
pub(super) fn ward() -> Ward {
    let ward = Ward::new();
    fs::copy(data("commands/day.json"), ward.site().join("day.json")).expect("a copy of day.json");
    ward
}

/// The commands that the command line has.
fn commands(ward: &Ward) -> BTreeSet<String> {
    let help = ward.fine(&["--help"]).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let words: BTreeSet<String> = listed.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(words.len() > 30, "{help}");
    words
}

/// Says lines, each with words that must be heard after it and after those of the line before.
pub(super) fn hears(ward: &Ward, args: &[&str], told: &[(&str, &str)]) -> Said {
    let lines: Vec<&str> = told.iter().map(|(line, _)| *line).collect();
    let said = pipes(ward, NURSE, args, &lines);
    let mut rest = said.out.as_str();
    for (line, words) in told {
        let at =
            rest.find(words).unwrap_or_else(|| panic!("{line:?} should say {words:?} in {rest}\n\nALL\n{}", said.out));
        rest = &rest[at + words.len()..];
    }
    said
}

#[test]
fn every_command_is_taken_on_plain_lines() {
    let ward = ward();
    let code = ward.makes(&["new", "day", "--planned", "tomorrow 08:30", "--room", "3"]);
    let (run, two) = (format!("run {code}"), &code[6..]);
    let told = [
        ("list", "1 open case"),
        ("checklists list", "A day"),
        ("new day --label \"Bay 4\"", "Write it on the chart."),
        ("leave", "2 open cases"),
        (&run, "start begins it"),
        ("start", "The last two characters"),
        (two, "Recorded: started"),
        ("preset usual", "from the back, preset usual"),
        ("team JR:nurse DK:clinician", "Recorded: in the room"),
        ("label Bay 7", "Recorded: now in Bay 7"),
        ("answer done", "Recorded: "),
        ("note the band is wet", "note: the band is wet"),
        ("36.8", "Recorded: "),
        ("again temperature 36.9", "again: "),
        ("told DK by telephone", "told DK: by telephone"),
        ("withdraw temperature --reason \"read the wrong line\"", "withdrawn"),
        ("undo", "took back"),
        ("redo", "put back"),
        ("36.8", "Recorded: "),
        ("none", "STOP. "),
        ("who DK clinician", "DK clinician is at the keyboard"),
        ("override an adult is on the way", "The last two characters"),
        (two, "OVERRIDDEN"),
        ("who JR nurse", "JR nurse is at the keyboard"),
        ("done", "Recorded: "),
        (
            "defer none are left",
            "deferred to Procedure (none are left).\nBefore is complete: sign signs it off.\nSection Time-out",
        ),
        ("go mask", "JR nurse. Begin with answer"),
        ("skip none in the house", "does not apply"),
        ("go time-out", "Section Time-out"),
        ("tick", "The last two characters"),
        (two, "ticked together"),
        ("done", "Who is the second person?"),
        ("DK", "with DK clinician"),
        ("sign before", "signed off Before"),
        ("confirm", "nothing was added"),
        ("resume", "nothing was added"),
        ("needle-moved", "nothing that is checked anew"),
        ("crisis faint called", "CRISIS Faint: called"),
        ("done", "Recorded: "),
        ("now", "Recorded: "),
        ("attempt week-1 retry", "not yet. Record it now all the same?"),
        ("yes", "not reached"),
        ("attempt week-1 letter", "Recorded: "),
        ("contact rang about the dressing", "Recorded: contact"),
        ("lost week-1 moved away", "lost to follow-up"),
        ("status", "After: "),
        ("show", "BEFORE"),
        ("log", "Bay 7"),
        ("export", "WHO TOOK PART"),
        ("due", "given up"),
        ("handout aftercare", "A day has no handouts"),
        ("stats", "begun"),
        ("slip", "The rest stands on its slip"),
        ("reference card/faint", "Lay the patient flat."),
        ("verify", "whole"),
        ("repair", "nothing to repair"),
        ("stop nothing more is done", "PROCEDURE STOPPED"),
        ("close stopped nothing more is done", "Recorded: closed: stopped"),
        ("reopen closed too early", "The last two characters"),
        (two, "Recorded: reopened"),
        ("demo", "is given where the program is started"),
        ("completions bash", "is given where the program is started"),
        ("import case.json", "is given where the program is started"),
        ("man", "is given where the program is started"),
        ("replay", "is given where the program is started"),
        ("practice list", "is given where the program is started"),
        ("config show", "is given where the program is started"),
        ("hold", "left the case: held"),
        ("quit", ""),
    ];
    hears(&ward, &["--plain", "--keep-going"], &told);
    let begun: BTreeSet<String> =
        told.iter().filter_map(|(line, _)| line.split(' ').next()).map(str::to_owned).collect();
    let missed: Vec<String> = commands(&ward).difference(&begun).cloned().collect();
    assert!(missed.is_empty(), "no line begins with {missed:?}");
}

/// How many entries a case has.
fn entries(ward: &Ward, code: &str) -> u64 {
    ward.show_json(code)["entries"].as_u64().expect("a count")
}

#[test]
fn what_is_refused_says_what_is_accepted_and_the_item_stays() {
    let ward = ward();
    let code = ward.new_case("day");
    let told = [
        ("sideways", "\"sideways\" is none of these: 1 from the front; 2 from the back."),
        ("3", "is none of these"),
        ("1", "Recorded: Choose the approach: from the front"),
        ("36.8", "this item is ticked, it takes no value"),
        ("skip", "is critical"),
        ("defer later", "is critical"),
        ("override \"no time\"", "can be overridden by a clinician only"),
        ("not-right", "What is not right?"),
        ("", "Nothing was recorded."),
        ("done", "Recorded: Match two identifiers"),
        ("done", "\"done\" is not a number; give a number from 33 to 42 °C"),
        ("3608", "is outside what is accepted"),
        ("36,8", "Recorded: Record the temperature: 36.8 °C"),
        ("go nowhere", "There is no \"nowhere\" to go to."),
        ("go temperature", "Now: 36.8 °C"),
        ("36.9", "This is answered."),
        ("answer 36.9", "Why is it corrected?"),
        ("x", "Why? In words."),
        ("", "Nothing was recorded."),
        ("note --wrong", "\"note\" has no --wrong"),
        ("late tomorrow", "\"tomorrow\" is not a time; write 09:41"),
        ("undo everything", "\"undo\" takes nothing more: everything"),
        ("go escort", "Find the adult who takes the patient home."),
        ("none", "STOP. "),
        ("present", "A STOP stands here."),
        ("next", "STOP stands at Find the adult"),
        ("done", "Recorded: Check the emergency kit"),
        ("go stop", "STOP. "),
        ("answer 1", "Why is it corrected?"),
        ("the daughter came", "Recorded: Find the adult who takes the patient home: present"),
    ];
    hears(&ward, &["run", &code, "--plain", "--keep-going"], &told);
    assert_eq!(ward.show_json(&code)["critical_open"], 4, "the agreement, and all that comes after");
    // Each line that was recorded, the opening and the hold.
    assert_eq!(entries(&ward, &code), 6 + 2);
}

#[test]
fn what_was_asked_is_said_again_after_what_came_between() {
    let ward = ward();
    let code = ward.new_case("day");
    let told = [
        ("where", "in progress.\n"),
        ("late 00:00", "Asked: Choose the approach."),
        ("1", "from the front; done 00:00, recorded"),
        ("", "A clinician answers this.\nSection Check-in"),
        ("who DK clinician", "> DK clinician is at the keyboard"),
        ("who", "DK clinician is at the keyboard.\nWho is at the keyboard now?"),
        ("", "Asked: Match two identifiers."),
        ("help nonsense", "There is no word \"nonsense\"."),
        ("help defer", "for another item than the one at hand: --reason"),
        ("help tick", "SECTION: The do-confirm section"),
        ("help late", "late TIME: what is recorded next"),
        ("go escort", "2 none, stops"),
        ("nobody", "none of these: 1 present; 2 none, stops."),
        ("leave", "Say the number or the code of a case, or new.\n> "),
        ("new", "Which checklist?"),
        ("", "Say the number or the code of a case, or new."),
    ];
    hears(&ward, &["run", &code, "--plain", "--keep-going"], &told);
}

#[test]
fn a_value_that_is_a_choice_takes_its_number_and_a_timer_is_said_in_words() {
    let (ward, code) = case_at("injectate-record");
    let told = [
        ("1 0 40", "given: done as planned, all given, contrast given 0 mL"),
        ("undo", "done: one of these, by its number.\n1 as planned"),
    ];
    hears(&ward, &["run", &code, "--plain", "--keep-going"], &told);
    let (ward, code) = case_at("antiseptic-dry");
    let told =
        [("start", "timer of 3 minutes started"), ("end", "Not recorded: The timer runs until"), ("where", "minute")];
    hears(&ward, &["run", &code, "--plain", "--keep-going"], &told);
}

#[test]
fn a_refusal_ends_a_script_so_that_no_line_after_it_meets_another_item() {
    let ward = ward();
    for (lines, words) in [
        (&["1", "done", "368", "present", "done"][..], "line 3: Not recorded: 368"),
        (&["1", "done", "39.5", "present", "done"], "line 4: A STOP stands here."),
        (&["1", "done", "36.8", "none", "done", "done"], "line 5: A STOP stands here."),
        (&["1", "done", "36.8", "present", "done", "done", "done", "done"], "line 8: That is not this case's code."),
    ] {
        let code = ward.new_case("day");
        let said = pipes(&ward, NURSE, &["run", &code, "--plain"], lines);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains(words) && said.err.contains("nothing after this line was taken"), "{said:?}");
        let taken = words.strip_prefix("line ").and_then(|rest| rest.split(':').next()?.parse::<u64>().ok());
        // The opening, and that it is held.
        assert_eq!(Some(entries(&ward, &code) - 2), taken.map(|line| line - 1 - u64::from(line == 8)), "{said:?}");
        assert_eq!(ward.show_json(&code)["held"]["by"]["code"], "JR");
    }
}

/// A line that was meant for another item corrects nothing.
#[test]
fn a_bare_value_changes_no_answer() {
    let ward = ward();
    let code = ward.new_case("day");
    let said = pipes(&ward, NURSE, &["run", &code, "--plain"], &["1", "back", "2", "misheard"]);
    assert!(said.code == 1 && said.err.contains("line 3: This is answered. Begin with answer"), "{said:?}");
    assert_eq!(ward.status(&code, "approach"), "answered");
    assert_eq!(entries(&ward, &code), 3, "opened, answered, held");
}

#[test]
fn the_end_of_the_input_leaves_as_quit_does_and_half_a_line_is_not_taken() {
    let ward = ward();
    for last in [None, Some("quit")] {
        let code = ward.new_case("day");
        let lines: Vec<&str> = ["1", "done"].into_iter().chain(last).collect();
        let said = takes(&ward, &code, &lines);
        assert!(said.out.ends_with("The case is held for the next person.\n"), "{said:?}");
        assert_eq!(ward.show_json(&code)["held"]["item"], "temperature");
    }
    let code = ward.new_case("day");
    let said = hears_out(ward.command(NURSE, &["run", &code, "--plain"]), b"1\ndone\n3");
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("line 3: this line has no end, and was not taken"), "{said:?}");
    assert_eq!(ward.status(&code, "temperature"), "open");
}

#[test]
fn nothing_is_printed_but_signs_that_are_seen_whatever_anybody_says() {
    let ward = ward();
    let label = "Bay \u{1b}[31m2\u{202e}";
    let code = ward.makes(&["new", "day", "--label", label]);
    ward.fine(&["note", &code, "approach", "tab\there \u{200b}\u{9b}31m zero"]);
    let told = b"why\nnote \x1b[2J\x07bell\nnote \xff\xfe\xc3\nwhere\nshow\nlog\nlist\nnot\x00hing\n\x1b[A\n";
    let told_in =
        |locale| hears_out(in_locale(locale, ward.command(NURSE, &["run", &code, "--plain", "--keep-going"])), told);
    let said = told_in("C.UTF-8");
    assert!(
        said.out.contains("\u{241b}[31m2\u{27e8}U+202E\u{27e9}") && said.out.contains("tab\u{2409}here"),
        "{said:?}"
    );
    let hostile = said.out.lines().find_map(Text::first_hostile);
    assert_eq!(hostile, None, "{said:?}");
    let ascii = told_in("C");
    assert!(ascii.out.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)), "{ascii:?}");
}

#[test]
fn where_words_are_asked_a_whole_command_is_none() {
    let (ward, code) = case_at("month-1-function");
    let refused = "say it in double quotes";
    let told = [
        ("done", refused),
        ("stop the pain", "Recorded: What can the patient do now: stop the pain"),
        ("undo", "took back"),
        ("\"done\"", "Recorded: What can the patient do now: done"),
        ("undo", "took back"),
        ("periop note stop the pain", "note: stop the pain"),
        ("note", "In which words?"),
        ("undo", "Words are asked, and undo is a command."),
        ("done", refused),
        ("Undo.", refused),
        ("answer 36.8", refused),
        ("skip month-1-function", refused),
        ("defer --reason later", refused),
        ("sign post-procedure", refused),
        ("close completed", refused),
        ("late 20:00", refused),
        ("go stop", refused),
        ("needle-moved again", refused),
        ("periop skip she does not say", refused),
        ("note from ward read", "note: note from ward read"),
        ("note", "In which words?"),
        ("stop clopidogrel asked", "note: stop clopidogrel asked"),
        ("note", "In which words?"),
        ("\"undo\"", "note: undo"),
        ("periop skip she does not say", "does not apply (she does not say)"),
    ];
    hears(&ward, &["run", &code, "--plain", "--keep-going"], &told);
}

#[test]
fn a_command_where_words_are_asked_ends_a_script() {
    let ward = ward();
    for lines in [&["note", "quit"][..], &["new", "day", "", "quit"]] {
        let code = ward.new_case("day");
        let args = if lines[0] == "new" { vec!["--plain"] } else { vec!["run", &code, "--plain"] };
        let said = pipes(&ward, NURSE, &args, lines);
        assert!(said.code == 1 && said.err.contains("Words are asked, and quit is a command."), "{said:?}");
    }
}

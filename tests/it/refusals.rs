//! What is refused, with words that say what would be accepted, and without a trace in the record.

use crate::bench::prelude::*;

/// The arguments after the command and the code, and what the refusal must say.
type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

/// Refuses every row to somebody.
fn refused_to(by: &str, (ward, code): (&Ward, &str), rows: &[Row]) {
    for (command, rest, words) in rows {
        let args: Vec<&str> = [*command, code].into_iter().chain(rest.iter().copied()).collect();
        ward.refused_as(by, code, &args, words);
    }
}

#[test]
fn an_answer_that_does_not_fit_is_refused_with_what_would_fit() {
    let (ward, code) = case_at("vitals-temp");
    let long = "L".repeat(61);
    let rows: &[Row] = &[
        ("answer", &["vitals-temp", "380"], &["380 °C is outside", "33 to 42 °C"]),
        ("answer", &["vitals-temp", "98.6"], &["°F", "°C"]),
        ("answer", &["vitals-temp", "-3"], &["-3 °C is outside", "33 to 42 °C"]),
        ("answer", &["vitals-temp", "36.85"], &["too many decimals", "at most 1"]),
        ("answer", &["vitals-temp", "warm"], &["\"warm\" is not a number", "33 to 42 °C", "or not-measured"]),
        ("answer", &["vitals-temp"], &["nothing was given", "33 to 42 °C"]),
        ("answer", &["vitals", "systolic=128"], &["diastolic is missing", "diastolic=VALUE"]),
        ("answer", &["vitals", "pulse=72"], &["\"pulse\" is not a field", "heart-rate"]),
        ("answer", &["vitals", "301", "80", "72", "98"], &["systolic: 301 mmHg", "20 to 300 mmHg"]),
        ("answer", &["pregnancy-status", "maybe"], &["\"maybe\" is not one of the options", "test-negative"]),
        ("answer", &["pregnancy-status", "possible", "pregnant"], &["one option is taken"]),
        ("answer", &["pregnancy-status", "--not-right", "torn"], &["be answered \"not right\"", "test-negative"]),
        ("answer", &["infection-screen", "none", "fever"], &["\"none\" stands alone"]),
        ("answer", &["two-identifiers", "yes"], &["ticked", "leave the value out"]),
        ("answer", &["two-identifiers", "--not-right", " "], &["nothing was given", "say what is not right"]),
        ("answer", &["left-at", "noon"], &["\"noon\" is not a time", "09:41"]),
        ("answer", &["left-at", "tomorrow", "09:00"], &["lies in the future", "up to now"]),
    ];
    refused_to(NURSE, (&ward, &code), rows);
    let code = walked_with(&ward, "choose-side", LEVEL_TYPED);
    let rows: &[Row] = &[("answer", &["enter-level", &long, "--reason", "typo"], &["61 characters", "at most 60"])];
    refused_to(NURSE, (&ward, &code), rows);
}

#[test]
fn an_item_that_cannot_be_answered_now_is_refused_with_what_comes_first() {
    let ward = Ward::new();
    let fresh = ward.new_case("spinal-injection");
    let rows: &[Row] = &[
        ("skip", &["choose-antiseptic", "--reason", "as last time"], &["choose-antiseptic decides about a stop"]),
        ("answer", &["glucose-now", "120"], &["glucose-now depends on", "answer medicines-reviewed first"]),
        ("override", &["glucose-now", "--reason", "no strips"], &["answer medicines-reviewed first"]),
    ];
    refused_to(NURSE, (&ward, &fresh), rows);
    let code = walked_to(&ward, "vitals-temp");
    let rows: &[Row] = &[
        ("answer", &["vitals-temprature", "36.8"], &["there is no item \"vitals-temprature\"", "did you mean vitals"]),
        ("answer", &["xyz", "36.8"], &["there is no item \"xyz\"", "show the case"]),
        ("answer", &["inr-today", "1.1"], &["inr-today does not apply", "antithrombotic-class"]),
        ("skip", &["inr-today", "--reason", "no thinner"], &["inr-today does not apply"]),
        ("answer", &["say-patient"], &["Time-out is not open yet", "vitals-temp, vitals, pregnancy-status"]),
        ("answer", &["time-out-agreed", "--second", "DK:clinician"], &["still open", "everyone-stops"]),
    ];
    refused_to(NURSE, (&ward, &code), rows);
}

#[test]
fn what_is_recorded_is_not_replaced_without_a_reason() {
    let (ward, code) = case_at("vitals-temp");
    let rows: &[Row] = &[
        ("answer", &["choose-side", "left"], &["already recorded: midline (no side) (by JR nurse)", "give a reason"]),
        ("answer", &["choose-side", "left", "--reason", ""], &["a reason is needed"]),
        ("skip", &["choose-imaging", "--reason", "in a hurry"], &["already recorded", "give a reason"]),
        ("withdraw", &["vitals-temp", "--reason", "wrong bay"], &["nothing recorded for vitals-temp"]),
        ("undo", &[], &["nothing of yours to undo"]),
        ("redo", &[], &["nothing to redo"]),
    ];
    refused_to(CLINICIAN, (&ward, &code), rows);
    let same = ward.fine_as(CLINICIAN, &["answer", &code, "choose-side", "midline"]);
    assert!(same.out.contains("nothing was added"), "{same:?}");
    assert_eq!(ward.item(&code, "choose-side")["by"]["code"], "JR");

    ward.fine_as(CLINICIAN, &["answer", &code, "choose-side", "left", "--reason", "misheard"]);
    ward.fine(&["answer", &code, "vitals-temp", "36.8"]);
    ward.fine_as(CLINICIAN, &["note", &code, "vitals-temp", "taken in the ear"]);
    ward.refused(&code, &["undo", &code], &["vitals-temp was changed by DK clinician since", "correct it"]);
}

#[test]
fn a_critical_item_is_neither_skipped_nor_deferred() {
    let (ward, code) = case_at("vitals-temp");
    let critical: &[&str] = &["vitals-temp is critical", "answered or overridden"];
    let rows: &[Row] = &[
        ("skip", &["vitals-temp", "--reason", "no thermometer"], critical),
        ("defer", &["vitals-temp", "--reason", "later"], critical),
        ("override", &["choose-side", "--reason", "later"], &["nothing to override"]),
    ];
    refused_to(CLINICIAN, (&ward, &code), rows);
    let code = walked_to(&ward, "choose-imaging");
    let rows: &[Row] = &[
        (
            "skip",
            &["choose-imaging", "--reason", "as always"],
            &["choose-imaging decides about a stop", "or put it off"],
        ),
        ("defer", &["choose-imaging", "--reason", " "], &["a reason is needed"]),
        (
            "defer",
            &["choose-imaging", "--reason", "later", "--to", "recovery"],
            &["there is no phase", "post-procedure"],
        ),
        ("override", &["choose-imaging", "--reason", "later"], &["nothing to override"]),
    ];
    refused_to(CLINICIAN, (&ward, &code), rows);
    ward.fine(&["defer", &code, "choose-imaging", "--reason", "the room is not known", "--to", "post-procedure"]);
    assert_eq!(ward.status(&code, "choose-imaging"), "deferred");
    let code = walked_to(&ward, "baseline-pain");
    ward.refused(&code, &["skip", &code, "baseline-pain", "--reason", " "], &["a reason is needed"]);
}

#[test]
fn two_people_are_two_people() {
    let (ward, code) = case_at("time-out-agreed");
    let rows: &[Row] = &[
        ("answer", &["time-out-agreed"], &["two different people", "--second CODE:ROLE"]),
        ("answer", &["time-out-agreed", "--second", "JR:clinician"], &["JR cannot confirm twice"]),
        ("answer", &["time-out-agreed", "--second", "jr:clinician"], &["jr cannot confirm twice"]),
        ("answer", &["time-out-agreed", "--second", "DK"], &["CODE:ROLE"]),
        ("answer", &["time-out-agreed", "--second", "DK:doctor"], &["not a role", "nurse, clinician or trainee"]),
        ("answer", &["everyone-stops", "--second", "DK:clinician"], &["answered by one person"]),
    ];
    refused_to(NURSE, (&ward, &code), rows);
    ward.fine(&["answer", &code, "time-out-agreed", "--second", "DK:clinician"]);
}

#[test]
fn a_case_with_open_items_is_not_closed_as_completed() {
    let (ward, code) = case_at("vitals-temp");
    let rows: &[Row] = &[
        ("close", &["--outcome", "completed"], &["cannot be closed as completed", "vitals-temp", "another outcome"]),
        ("close", &["--outcome", "cancelled"], &["a reason is needed"]),
        ("reopen", &["--reason", "more to do"], &["neither closed nor stopped"]),
    ];
    refused_to(CLINICIAN, (&ward, &code), rows);

    let deferred = walked_to(&ward, "month-3-relief");
    ward.fine(&["defer", &deferred, "month-3-relief", "--reason", "asks the diary first"]);
    for step in WALK.iter().rev().take(4) {
        ward.fine(&step.args(&deferred));
    }
    let open = ["cannot be closed as completed, this is open: month-3-relief; answer it"];
    ward.refused(&deferred, &["close", &deferred, "--outcome", "completed"], &open);
}

#[test]
fn a_closed_case_takes_nothing_but_reopening() {
    let (ward, code) = case_at("vitals-temp");
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "room closed"]);
    let closed: &[&str] = &["the case is closed (cancelled)", "reopen it"];
    let rows: &[Row] = &[
        ("answer", &["vitals-temp", "36.8"], closed),
        ("answer", &["choose-side", "left", "--reason", "misheard"], closed),
        ("skip", &["vitals", "--reason", "later"], closed),
        ("defer", &["vitals", "--reason", "later"], closed),
        ("override", &["vitals-temp", "--reason", "later"], closed),
        ("withdraw", &["choose-side", "--reason", "later"], closed),
        ("note", &["rang"], closed),
        ("undo", &[], closed),
        ("redo", &[], closed),
        ("close", &["--outcome", "cancelled", "--reason", "twice"], closed),
        ("reopen", &["--reason", "  "], &["a reason is needed"]),
    ];
    refused_to(NURSE, (&ward, &code), rows);
    ward.fine(&["reopen", &code, "--reason", "room is free"]);
    ward.fine(&["answer", &code, "vitals-temp", "36.8"]);
}

#[test]
fn a_mistyped_code_reaches_no_case() {
    let (ward, code) = small_case();
    let last = if code.ends_with('A') { "B" } else { "A" };
    let wrong = format!("{}{last}", &code[..7]);
    ward.refused(&code, &["answer", &wrong, "hands"], &["is not a case code", "read it again"]);
    ward.refused(&code, &["show", &wrong], &["is not a case code", "read it again"]);
    ward.refused(&code, &["answer", &code[..7], "hands"], &["it has 7 characters", "a code has 8"]);
    ward.refused(&code, &["answer", &format!("{} {}", &code[..4], &code[4..7]), "hands"], &["it has 7 characters"]);
    ward.refused(&code, &["answer", "O0000000", "hands"], &["\"O\" is never used", "nor are 0"]);
    ward.refused(&code, &["answer", "../../x", "hands"], &["is not a case code"]);
    ward.refused(&code, &["answer", "22222222", "hands"], &["is not a case code", "read it again"]);
    ward.refused(&code, &["answer", "11111111", "hands"], &["there is no case 11111111", "list --all"]);

    let spoken = format!("{}-{}", code[..4].to_lowercase(), &code[4..]);
    ward.fine(&["answer", &spoken, "hands"]);
    assert_eq!(ward.status(&code, "hands"), "answered");
}

#[test]
fn nothing_is_recorded_without_knowing_who() {
    let (ward, code) = small_case();
    let before = fs::read(ward.record(&code)).unwrap();
    for args in [vec!["answer", &code, "hands"], vec!["note", &code, "rang"], vec!["new", "small"]] {
        let mut command = ward.command(NURSE, &args);
        command.env_remove("PERIOP_OPERATOR");
        let said = wait(command);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains("say who is at the keyboard: --as CODE:ROLE"), "{said:?}");
    }
    for (by, words) in
        [("JR", "CODE:ROLE"), ("J R:nurse", "no staff code"), ("JR:surgeon", "nurse, clinician or trainee")]
    {
        let said = ward.run_as(by, &["answer", &code, "hands"]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(words) && said.err.contains("PERIOP_OPERATOR"), "{said:?}");
    }
    assert_eq!(fs::read(ward.record(&code)).unwrap(), before);
    assert_eq!(fs::read_dir(ward.root().join("cases/open")).unwrap().count(), 1, "no second case was opened");
}

#[test]
fn wrong_usage_exits_with_2_and_records_nothing() {
    let (ward, code) = small_case();
    let before = fs::read(ward.record(&code)).unwrap();
    for args in [
        vec!["anwser", &code, "hands"],
        vec!["answer", &code],
        vec!["answer", &code, "hands", "--secnd", "DK:clinician"],
        vec!["answer", &code, "hands", "done", "--secnd", "DK:clinician"],
        vec!["answer", &code, "hands", "done", "--not-right", "no soap"],
        vec!["answer", &code, "hands", "--again", "--reason", "typo"],
        vec!["skip", &code, "mask"],
        vec!["override", &code, "hands"],
        vec!["close", &code],
        vec!["close", &code, "--outcome", "finished"],
        vec!["verify", "--head", "0"],
        vec!["note", &code],
    ] {
        let said = ward.run(&args);
        assert_eq!(said.code, 2, "{args:?}: {said:?}");
        assert!(said.err.contains("Usage: periop") || said.err.contains("try '--help'"), "{args:?}: {said:?}");
    }
    assert_eq!(fs::read(ward.record(&code)).unwrap(), before);
}

#[test]
fn options_after_the_values_are_options() {
    let ward = Ward::new();
    let code = walked_with(&ward, "enter-level", LEVEL_TYPED);
    ward.fine(&["answer", &code, "enter-level", "L4-L5", "right", "paramedian", "--as", "DK:clinician"]);
    assert_eq!(ward.item(&code, "enter-level")["words"], "L4-L5 right paramedian");
    assert_eq!(ward.item(&code, "enter-level")["by"]["code"], "DK");
    ward.fine(&["answer", &code, "enter-level", "L5-S1", "--reason", "misheard"]);
    assert_eq!(ward.item(&code, "enter-level")["words"], "L5-S1");
    ward.fine(&["answer", &code, "--reason", "as the chart says", "enter-level", "--", "- L5", "--reason", "none"]);
    assert_eq!(ward.item(&code, "enter-level")["words"], "- L5 --reason none");
}

#[test]
fn what_happened_earlier_is_recorded_with_its_time_and_with_who_said_it() {
    let (ward, code) = case_at("two-identifiers");
    let at = "2026-01-05T09:20:00Z";
    ward.fine(&["answer", &code, "two-identifiers", "--at", at, "--stated-by", "DK"]);
    let item = ward.item(&code, "two-identifiers");
    assert_eq!((&item["done_at"], &item["stated_by"]), (&"2026-01-05T09:20:00.000Z".into(), &"DK".into()));
    ward.refused(&code, &["answer", &code, "escort-confirmed", "present", "--at", "noon"], &["--at: \"noon\" is not"]);
    let at = ["answer", &code, "escort-confirmed", "present", "--at", "2040-01-01 10:00"];
    ward.refused(&code, &at, &["lies in the future"]);
}

#[test]
fn what_needs_words_says_of_what() {
    let (ward, code) = small_case();
    let rows: &[Row] = &[
        ("note", &["hands", "  "], &["a note needs words; write what there is to say"]),
        ("note", &[""], &["a note needs words"]),
        ("contact", &[" "], &["a contact needs words"]),
        ("told", &["hands", " "], &["nobody is named; say whom you told"]),
        ("told", &["hands", "DK", "--text", ""], &["a remark needs words"]),
        ("skip", &["mask", "--reason", ""], &["a reason is needed"]),
    ];
    refused_to(NURSE, (&ward, &code), rows);
}

#[test]
fn what_is_taken_back_is_called_what_it_was() {
    let (ward, code) = small_case();
    let rows: [(&[&str], &str); 5] = [
        (&["note", &code, "hands", "cold"], "note at hands: cold"),
        (&["told", &code, "hands", "DK"], "told DK about hands"),
        (&["note", &code, "rang"], "note: rang"),
        (&["contact", &code, "rang"], "contact that was not planned: rang"),
        (&["answer", &code, "hands"], "hands"),
    ];
    for (args, words) in rows {
        ward.fine(args);
        for (command, word) in [("undo", "undone"), ("redo", "redone"), ("undo", "undone")] {
            let said = ward.fine(&[command, &code]).out;
            assert_eq!(said.lines().next(), Some(format!("{word}: {words}").as_str()), "{args:?}: {said}");
        }
    }
}

#[test]
fn a_screen_calls_an_item_by_its_name_wherever_its_id_may_stand_in_words() {
    for id in ["a", "is", "nurse", "h"] {
        let json = SMALL.replace("\"hands\"", &format!("\"{id}\""));
        let mut desk = Desk::of(&json, None);
        let item: Id = id.parse().unwrap();
        let answer = Answer::Done;
        let done = Act::Answer { item, answer, second: None, reason: None, again: false, carried: None };
        let author = Author::new(CLINICIAN.parse().unwrap(), "there".into());
        let mut there = desk.stored();
        desk.desk.act(&mut there, &author, done, &desk.time.now).unwrap();
        desk.press("xno soap\r");
        let words = "Not recorded: \"Clean hands\" was recorded by DK clinician in the meantime: done;";
        let said = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(words), "{id}: {}", desk.screen());
    }
}

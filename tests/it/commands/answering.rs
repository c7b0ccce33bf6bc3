//! The commands about items: what each prints and records.

use super::{adds, adds_as, checked_in, kinds, ward};
use crate::ward::{CLINICIAN, TRAINEE, wait};

#[test]
fn answers_corrections_and_findings_are_printed_and_recorded_as_they_were_said() {
    let ward = ward();
    let code = &ward.new_case("day");
    let (said, added) = adds(&ward, &["answer", code, "identity", "--at", "yesterday 22:00", "--stated-by", "DK"]);
    assert!(said.out.contains("[x] Match two identifiers (identity)") && said.out.contains("stated by DK"), "{said:?}");
    assert_eq!((kinds(&added), &added[0]["stated_by"]), (vec!["answered"], &"DK".into()));
    assert!(added[0]["done_at"].as_str().unwrap().ends_with("T22:00:00.000Z"), "{added:?}");

    let (said, _) = adds(&ward, &["answer", code, "temperature", "38,4"]);
    assert!(
        said.out.contains("38.4 °C")
            && said.out.contains("    STOP  Record the temperature: 38.4 °C, at most 37.9. Fever: do not start."),
        "{said:?}"
    );
    let (_, added) = adds(&ward, &["answer", code, "temperature", "36.8", "--reason", "mistyped"]);
    assert_eq!((&added[0]["reason"], &added[0]["answer"]["number"]["value"]), (&"mistyped".into(), &"36.8".into()));
    let (said, added) = adds(&ward, &["again", code, "temperature", "35.2"]);
    assert!(said.out.contains("36.8 °C -> 35.2 °C"), "both stay true: {said:?}");
    assert!(said.out.contains("caution  Cold") && said.out.contains("tell  clinician"), "{said:?}");
    assert_eq!(added[0]["again"], true);

    let (said, added) = adds(&ward, &["told", code, "temperature", "DK", "--text", "warms the room"]);
    assert_eq!(said.out, "recorded: DK was told about temperature\n");
    assert_eq!((kinds(&added), &added[0]["told"]), (vec!["escalated"], &"DK".into()));
    let shown = ward.fine(&["show", code]).out;
    assert!(shown.contains("told  DK: warms the room") && !shown.contains("tell  clinician"), "{shown}");

    let (said, added) = adds(&ward, &["answer", code, "kit", "--not-right", "bag is empty"]);
    assert!(said.out.contains("STOP  Check the emergency kit of the room: Not right: bag is empty"), "{said:?}");
    assert_eq!(added[0]["answer"]["not-right"], "bag is empty");
    let (said, added) = adds(&ward, &["again", code, "kit"]);
    assert!(!said.out.contains("STOP"), "{said:?}");
    assert_eq!(added[0]["again"], true);
}

#[test]
fn items_are_set_aside_overridden_withdrawn_and_noted() {
    let ward = ward();
    let code = &ward.new_case("day");
    let (said, added) = adds(&ward, &["skip", code, "mask", "--reason", "wears a visor"]);
    assert!(said.out.contains("[-] Put on a mask (mask)  n/a: wears a visor"), "{said:?}");
    assert_eq!(kinds(&added), ["not-applicable"]);
    let (said, added) = adds(&ward, &["withdraw", code, "mask", "--reason", "wrong bay"]);
    assert!(said.out.contains("[ ] Put on a mask"), "{said:?}");
    assert_eq!((kinds(&added), &added[0]["reason"]), (vec!["withdrawn"], &"wrong bay".into()));
    let (said, added) = adds(&ward, &["defer", code, "mask", "--reason", "none left", "--to", "after"]);
    assert!(said.out.contains("[>] Put on a mask (mask)  deferred: none left (to After)"), "{said:?}");
    assert_eq!(added[0]["to"], "after");
    ward.refused(
        code,
        &["defer", code, "approach", "--reason", "later", "--to", "noon"],
        &["there is no phase \"noon\""],
    );

    ward.fine(&["answer", code, "escort", "none"]);
    let reason = ["--reason", "stays the night"];
    let nurse = ["escort can be overridden by a clinician only; JR nurse cannot", "escort", "Find the adult"];
    ward.refused(code, &["override", code, "escort", reason[0], reason[1]], &nurse);
    ward.refused_as(TRAINEE, code, &["override", code, "escort", reason[0], reason[1]], &["by a clinician only"]);
    let (said, added) = adds_as(&ward, CLINICIAN, &["override", code, "escort", reason[0], reason[1]]);
    assert!(said.out.contains("[!] Find the adult") && said.out.contains("stays the night"), "{said:?}");
    assert_eq!(kinds(&added).last(), Some(&"overridden"));
    ward.fine(&["answer", code, "temperature", "38.4"]);
    let never = ["temperature cannot be overridden by anybody: Fever"];
    ward.refused_as(CLINICIAN, code, &["override", code, "temperature", "--reason", "well"], &never);

    let (said, added) = adds(&ward, &["note", code, "kit", "moved", "to bay 3"]);
    assert_eq!(said.out, "noted at kit: moved to bay 3\n");
    assert_eq!((&added[0]["item"], &added[0]["text"]), (&"kit".into(), &"moved to bay 3".into()));
    let (_, added) = adds(&ward, &["note", code, "kit"]);
    assert!(added[0].get("item").is_none() && added[0]["text"] == "kit", "one word is a note about the case");
    assert_eq!(ward.fine(&["note", code, "all is well"]).out, "noted: all is well\n");
    for (mistyped, meant) in [("kti", "kit"), ("temprature", "temperature"), ("mist", "Put on a mask"), ("the", "")] {
        let quoted = "words without an item stand in quotes";
        ward.refused(code, &["note", code, mistyped, "some words"], &["there is no item", meant, quoted]);
    }
}

#[test]
fn own_entries_are_taken_back_and_put_back() {
    let ward = ward();
    let code = &ward.new_case("day");
    ward.fine(&["answer", code, "identity"]);
    let (said, added) = adds(&ward, &["undo", code]);
    assert!(said.out.starts_with("undone: identity\n") && said.out.contains("[ ] Match two"), "{said:?}");
    assert_eq!((kinds(&added), &added[0]["entries"]), (vec!["undone"], &serde_json::json!([2])));
    let (said, added) = adds(&ward, &["redo", code]);
    assert!(said.out.starts_with("redone: identity\n") && said.out.contains("[x] Match two"), "{said:?}");
    assert_eq!(kinds(&added), ["redone"]);
    ward.refused(code, &["redo", code], &["there is nothing to redo"]);
    ward.refused_as("AB:nurse", code, &["undo", code], &["nothing of yours to undo"]);
    let other = &ward.new_case("day");
    ward.fine(&["team", other, "JR:nurse", CLINICIAN]);
    ward.refused(other, &["undo", other], &["nothing of yours to undo", "who is in the room", "stay: say them anew"]);
    let log = ward.fine(&["log", code]).out;
    assert_eq!(log.lines().count(), 4, "{log}");
}

#[test]
fn several_answers_are_one_write_and_never_a_critical_item() {
    let ward = ward();
    let code = &checked_in(&ward);
    let (said, added) = adds(&ward, &["preset", code, "usual"]);
    assert!(said.out.contains("from the back"), "{said:?}");
    assert_eq!(added[0]["preset"], "usual");
    ward.refused(code, &["preset", code, "usual"], &["nothing left that \"As usual\" would fill in"]);
    let (said, added) = adds(&ward, &["tick", code, "time-out"]);
    assert!(
        said.out.contains("said-plan") && said.out.contains("said-images") && !said.out.contains("agreed"),
        "{said:?}"
    );
    let grouped: Vec<_> = added.iter().filter(|entry| entry["grouped"] == true).collect();
    assert_eq!(grouped.len(), 2, "{added:?}");
    assert!(added.iter().all(|entry| entry["with"] == added[0]["seq"]), "one action: {added:?}");
    ward.refused(code, &["tick", code, "time-out"], &["nothing in Time-out can be ticked together"]);
    ward.refused(code, &["tick", code, "lunch"], &["there is no section \"lunch\"; use plan, check-in"]);
    ward.refused(code, &["answer", code, "agreed"], &["two different people", "--second CODE:ROLE", "Agree that all"]);
    let (said, added) = adds(&ward, &["answer", code, "agreed", "--second", CLINICIAN]);
    assert!(said.out.contains("JR + DK"), "{said:?}");
    assert_eq!(added[0]["second"]["code"], "DK");
}

#[test]
fn a_refusal_says_the_words_of_the_items_that_it_names() {
    let ward = ward();
    let code = &ward.new_case("day");
    let words = [
        "Time-out is not open yet",
        "\n  identity                 Match two identifiers",
        "\n  temperature              Record the temperature",
    ];
    ward.refused(code, &["answer", code, "said-plan"], &words);
    ward.refused(code, &["answer", code, "identify"], &["did you mean identity?", "Match two identifiers"]);
}

#[test]
fn an_hour_still_to_come_is_offered_as_yesterdays() {
    let ward = ward();
    let code = &ward.new_case("day");
    // In a zone where it is morning, whenever the test runs.
    let hour = periop::clock::now().at.timestamp().as_second() / 3600 % 24;
    let zone = if hour < 12 { "UTC" } else { "Etc/GMT+12" };
    let run = |at: &str| {
        let mut command = ward.command("JR:nurse", &["answer", code, "identity", "--at", at]);
        command.env("TZ", zone);
        wait(command)
    };
    let said = run("23:00");
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("--at: 23:00 lies in the future"), "{said:?}");
    assert!(said.err.contains("write --at \"yesterday 23:00\""), "{said:?}");
    let said = run("2040-01-01 10:00");
    assert!(said.err.contains("lies in the future") && !said.err.contains("yesterday"), "{said:?}");
    assert_eq!(run("yesterday 23:00").code, 0);
}

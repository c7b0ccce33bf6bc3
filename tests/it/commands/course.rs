//! The commands about a case's course: the team, holding, signing, stopping, closing, and what is stamped in a crisis.

use super::{adds, adds_as, checked_in, entries, json, kinds, ward};
use crate::ward::{CLINICIAN, TRAINEE, Ward};

#[test]
fn who_is_in_the_room_is_recorded_once() {
    let ward = ward();
    let code = &ward.new_case("day");
    let (said, added) = adds(&ward, &["team", code, "DK:clinician", "JR:nurse"]);
    assert_eq!(said.out, "in the room: DK clinician, JR nurse\n");
    assert_eq!((kinds(&added), added[0]["members"].as_array().unwrap().len()), (vec!["team"], 2));
    let (said, added) = adds(&ward, &["team", code, "JR:nurse", "DK:clinician"]);
    assert!(said.out.starts_with("this is already recorded; nothing was added\n") && added.is_empty(), "{said:?}");
    ward.refused(code, &["team", code, "DK:surgeon"], &["\"surgeon\" is not a role"]);
    assert_eq!(ward.run(&["team", code]).code, 2);
}

#[test]
fn a_held_case_says_who_left_it_and_is_taken_up_again() {
    let ward = ward();
    let code = &ward.new_case("day");
    let (said, added) = adds(&ward, &["hold", code, "temperature"]);
    assert_eq!(said.out, format!("{code} held\n"));
    assert_eq!((kinds(&added), &added[0]["item"]), (vec!["held"], &"temperature".into()));
    assert!(ward.fine(&["list"]).out.contains("held by JR"));
    for command in ["show", "status"] {
        let said = ward.run(&[command, code]).out;
        assert!(said.contains("\nHELD  since ") && said.contains(" by JR nurse at temperature\n"), "{said}");
    }
    let held = &ward.show_json(code)["held"];
    assert_eq!((&held["item"], &held["by"]["code"]), (&"temperature".into(), &"JR".into()));
    let (said, _) = adds(&ward, &["hold", code, "temperature"]);
    assert!(said.out.contains("nothing was added"), "{said:?}");
    ward.refused(code, &["hold", code, "temprature"], &["did you mean temperature?"]);
    let (said, added) = adds_as(&ward, "AB:nurse", &["resume", code]);
    assert_eq!(said.out, format!("{code} taken up again\n"));
    assert_eq!(kinds(&added), ["code-confirmed", "resumed"], "the code is proven on the way");
    let (said, added) = adds_as(&ward, "AB:nurse", &["confirm", code]);
    assert!(said.out.contains("is the case at hand") && added.len() <= 1, "{said:?} {added:?}");
    assert!(ward.fine(&["list"]).out.contains("in progress"));
    assert!(ward.show_json(code).get("held").is_none());
}

#[test]
fn a_phase_is_signed_off_when_it_is_complete_and_breaks_visibly() {
    let ward = ward();
    let code = &checked_in(&ward);
    ward.refused(code, &["sign", code, "before"], &["Before cannot be signed off", "first answer approach"]);
    ward.refused(code, &["sign", code, "noon"], &["there is no phase \"noon\"; use before, procedure, after"]);
    ward.fine(&["preset", code, "usual"]);
    ward.refused_as(TRAINEE, code, &["sign", code, "before"], &["a nurse or a clinician does"]);
    let count = entries(&ward, code).len();
    let (said, added) = adds(&ward, &["sign", code, "before"]);
    assert!(said.out.starts_with("Before signed off by JR nurse: complete\n"), "{said:?}");
    assert!(said.out.contains(&format!("{count} entries, head ")), "{said:?}");
    assert_eq!((kinds(&added), &added[0]["phase"]), (vec!["signed"], &"before".into()));
    let head = said.out.split_whitespace().next_back().unwrap();
    assert_eq!(added[0]["head"], head);
    assert_eq!(ward.fine(&["verify", code, "--head", head]).code, 0);

    let correct = ["answer", code, "approach", "front", "--reason", "changed at the bedside"];
    ward.fine(&correct);
    let status = ward.run(&["status", code]).out;
    assert!(status.contains("BROKEN, changed since: approach"), "{status}");
    assert!(ward.fine(&["show", code]).out.contains("[~] Choose the approach"));
}

#[test]
fn what_happens_in_a_crisis_is_stamped_also_before_anything_else() {
    let ward = ward();
    let code = &ward.new_case("day");
    for (stamp, word) in [("opened", "opened"), ("called", "called"), ("drug-given", "drug given"), ("ended", "ended")]
    {
        let (said, added) = adds(&ward, &["crisis", code, "faint", stamp, "--text", "pale"]);
        assert_eq!(said.out, format!("{code}  faint  {word}\n"));
        assert_eq!((kinds(&added), &added[0]["text"]), (vec!["crisis"], &"pale".into()));
        assert_eq!(added[0]["stamp"], stamp);
    }
    let shown = ward.fine(&["show", code]).out;
    assert!(shown.contains("CRISIS Faint: "), "what was done in an emergency is in the whole of the case: {shown}");
    assert_eq!(ward.show_json(code)["crisis"][0]["by"]["code"], "JR");
    ward.refused(code, &["crisis", code, "fire", "called"], &["there is no crisis card \"fire\"; use faint"]);
    assert_eq!(ward.run(&["crisis", code, "faint", "shouted"]).code, 2);
}

/// A case after its time-out, in the procedure.
fn in_procedure(ward: &Ward) -> String {
    let code = checked_in(ward);
    ward.fine(&["tick", &code, "time-out"]);
    ward.fine(&["answer", &code, "agreed", "--second", CLINICIAN]);
    code
}

#[test]
fn a_stopped_procedure_leaves_recovery_open() {
    let ward = ward();
    let code = &in_procedure(&ward);
    let (said, added) = adds(&ward, &["stop", code, "--reason", "patient asks to stop"]);
    assert_eq!(said.out, format!("{code} stopped: recovery and follow-up are open\n"));
    assert_eq!(kinds(&added), ["stopped"]);
    let (listed, row) = (ward.fine(&["list"]).out, &json(&ward, &["list", "--json"], 0)[0]);
    let show = ward.show_json(code);
    let sections = show["phases"].as_array().unwrap().iter().flat_map(|phase| phase["sections"].as_array().unwrap());
    let items = sections.flat_map(|section| section["items"].as_array().unwrap());
    let answered = items.filter(|item| item["status"] == "answered").count();
    assert_eq!(row["done"], answered, "what was not done is not counted as done: {listed}");
    assert!(listed.contains("procedure stopped; Recovery: Check the strength"), "{listed}");
    let status = ward.run(&["status", code]);
    assert_eq!(status.code, 3, "{status:?}");
    assert!(status.out.contains("PROCEDURE STOPPED  patient asks to stop"), "{status:?}");
    ward.fine(&["answer", code, "strength"]);
    ward.refused(
        code,
        &["close", code, "--outcome", "completed"],
        &["the procedure was stopped; close the case as stopped"],
    );
    let (said, added) = adds(&ward, &["reopen", code, "--reason", "goes on"]);
    assert_eq!((said.out.as_str(), kinds(&added)), (format!("{code} reopened\n").as_str(), vec!["reopened"]));
    ward.fine(&["stop", code, "--reason", "stops again"]);
    ward.fine(&["close", code, "--outcome", "stopped", "--reason", "patient asks to stop"]);
    assert!(ward.record(code).display().to_string().contains("closed"));

    let early = &ward.new_case("day");
    let (said, added) = adds(&ward, &["stop", early, "--reason", "room closed"]);
    assert_eq!(said.out, format!("{early} stopped: closed\n"), "before the procedure there is nothing to recover from");
    assert_eq!(kinds(&added), ["stopped", "closed"]);
    let told = ward.fine(&["stop", &ward.new_case("day"), "--reason", "Mr Xyzab has left"]).err;
    assert_eq!(told.matches("patient's name or birth date?").count(), 1, "{told}");
}

#[test]
fn a_case_closes_with_each_outcome_and_is_reopened() {
    let ward = ward();
    for outcome in ["stopped", "cancelled", "did-not-attend", "entered-in-error"] {
        let code = &ward.new_case("day");
        ward.refused(code, &["close", code, "--outcome", outcome], &["a reason is needed"]);
        let (said, added) = adds(&ward, &["close", code, "--outcome", outcome, "--reason", "as said"]);
        assert!(said.out.starts_with(&format!("{code} closed: {outcome}  2 entries  head ")), "{said:?}");
        assert_eq!((kinds(&added), &added[0]["outcome"]), (vec!["closed"], &outcome.into()));
        ward.refused(code, &["answer", code, "identity"], &["the case is closed", "reopen it"]);
        assert!(ward.fine(&["show", code]).out.contains(&format!("{outcome}: as said")));
        assert_eq!(ward.run(&["status", code]).code, 0, "nothing is open in a closed case");
        ward.refused(code, &["reopen", code, "--reason", " "], &["a reason is needed"]);
        ward.fine(&["reopen", code, "--reason", "too early"]);
        assert!(ward.record(code).display().to_string().contains("open"));
    }
    let code = &in_procedure(&ward);
    for outcome in ["cancelled", "did-not-attend"] {
        let args = ["close", code, "--outcome", outcome, "--reason", "as said"];
        ward.refused(code, &args, &["does not fit: something was done already"]);
    }
    for args in [&["preset", code, "usual"][..], &["answer", code, "strength"]] {
        ward.fine(args);
    }
    let open =
        ["cannot be closed as completed, this is open: left-at, well; answer it", "Record when the patient leaves"];
    ward.refused(code, &["close", code, "--outcome", "completed"], &open);
    ward.fine(&["answer", code, "left-at", "now"]);
    ward.fine(&["answer", code, "well", "--early"]);
    let said = ward.fine(&["close", code, "--outcome", "completed"]);
    assert!(said.out.starts_with(&format!("{code} closed: completed")), "{said:?}");
    let head = said.out.split_whitespace().next_back().unwrap();
    assert!(ward.fine(&["verify", code, "--head", head]).out.contains("whole"));
}

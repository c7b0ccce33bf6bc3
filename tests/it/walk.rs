//! The shipped checklist walked from the first item to the last: an ordinary lumbar injection.

use crate::ward::Ward;

/// One item answered as on the command line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// The item's id.
    pub(crate) item: &'static str,
    /// The words typed; none for a check.
    pub(crate) values: &'static [&'static str],
    /// The second person, where two are needed.
    pub(crate) second: Option<&'static str>,
}

/// A lumbar interlaminar injection of dexamethasone under fluoroscopy with iodinated contrast, without
/// sedation, in which nothing special happens. Items that do not apply are left out.
pub(crate) const WALK: &[Step] = &[
    says("choose-variant", &["interlaminar"]),
    says("choose-region", &["lumbar"]),
    says("enter-level", &["L4-L5"]),
    says("choose-side", &["midline"]),
    says("choose-sedation", &["none"]),
    says("choose-imaging", &["fluoroscopy"]),
    says("choose-contrast", &["iodinated"]),
    says("choose-injectate", &["dexamethasone"]),
    says("choose-antiseptic", &["chlorhexidine-2-alcohol"]),
    tick("two-identifiers"),
    says("escort-confirmed", &["present"]),
    says("medicines-reviewed", &["none"]),
    says("antithrombotic-status", &["none"]),
    says("allergies-asked", &["none-known"]),
    says("infection-screen", &["none"]),
    says("vitals-temp", &["36.8"]),
    says("vitals", &["systolic=128", "diastolic=76", "heart-rate=72", "spo2=98"]),
    says("pregnancy-status", &["not-possible"]),
    tick("everyone-stops"),
    tick("say-patient"),
    tick("say-procedure-side-level"),
    says("consent-matches", &["midline"]),
    tick("say-allergy-thinner"),
    tick("right-images-up"),
    tick("say-drug"),
    both("time-out-agreed"),
    tick("needle-out-dressed"),
    tick("sharps-counted"),
    says("injectate-record", &["done=as-planned", "given=as-drawn-up", "contrast=1.5", "skin-anaesthetic=3"]),
    says("event-in-room", &["none"]),
    both("handover-given"),
    says("walks-safely", &["as-before"]),
    tick("neuro-documented"),
    says("leaves-with-escort", &["with-escort"]),
    tick("aftercare-given"),
    tick("red-flags-taught"),
    tick("follow-up-booked"),
    says("left-at", &["now"]),
    says("week-1-pain", &["3"]),
    says("week-1-relief", &["60"]),
    says("week-1-complications", &["none"]),
    tick("week-1-diary"),
];

const fn says(item: &'static str, values: &'static [&'static str]) -> Step {
    Step { item, values, second: None }
}

const fn tick(item: &'static str) -> Step {
    says(item, &[])
}

const fn both(item: &'static str) -> Step {
    Step { item, values: &[], second: Some("DK:clinician") }
}

impl Step {
    /// The arguments of the command.
    pub(crate) fn args<'a>(&'a self, code: &'a str) -> Vec<&'a str> {
        let second = self.second.map(|second| ["--second", second]);
        ["answer", code, self.item]
            .into_iter()
            .chain(self.values.iter().copied())
            .chain(second.into_iter().flatten())
            .collect()
    }
}

/// Opens a case and walks it up to, but not including, `item`.
pub(crate) fn walked_to(ward: &Ward, item: &str) -> String {
    let code = ward.new_case("spinal-injection");
    let steps = WALK.iter().position(|step| step.item == item).expect("an item of the walk");
    for step in &WALK[..steps] {
        ward.fine(&step.args(&code));
    }
    code
}

/// What `status` says of the phases, one line each.
fn phases(ward: &Ward, code: &str, exit: i32) -> String {
    let said = ward.run(&["status", code]);
    assert_eq!(said.code, exit, "{said:?}");
    let lines = said.out.lines().filter(|line| line.contains("rocedure: "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_ordinary_case_is_walked_by_commands_from_new_to_completed() {
    let ward = Ward::new();
    let code = ward.new_case("spinal-injection");
    assert!(phases(&ward, &code, 3).lines().all(|line| line.contains(": 0 of ")), "nothing is done yet");
    assert_eq!(ward.show_json(&code)["state"], "in-progress");

    for (n, step) in WALK.iter().enumerate() {
        assert_eq!(ward.status(&code, step.item), "open", "{} before it is answered", step.item);
        let said = ward.fine(&step.args(&code));
        assert!(said.out.starts_with("[x] "), "{said:?}");
        assert!(!said.out.contains("STOP"), "{said:?}");
        let item = ward.item(&code, step.item);
        assert_eq!(item["status"], "answered", "{}", step.item);
        assert_eq!(item["by"]["code"], "JR");
        assert_eq!(item["second"]["code"].as_str(), step.second.map(|_| "DK"));
        let begun = WALK[..=n].iter().any(|step| step.item == "everyone-stops");
        let entries = n + 2 + usize::from(begun);
        assert_eq!(
            ward.show_json(&code)["entries"],
            entries,
            "one entry for each step, and the code for the procedure"
        );
    }

    assert_eq!(phases(&ward, &code, 0), "Pre-procedure: complete\nProcedure: complete\nPost-procedure: complete");
    let shown = ward.show_json(&code);
    assert_eq!(shown["critical_open"], 0);
    assert_eq!(shown["next"], "everything is done: close the case");

    let closed = ward.fine(&["close", &code, "--outcome", "completed"]);
    let shown = ward.show_json(&code);
    assert_eq!(shown["state"], "closed");
    assert_eq!(shown["outcome"], "completed");
    let head = shown["head"].as_str().unwrap();
    assert!(closed.out.contains(head), "closing prints the head: {closed:?}");
    assert_eq!(ward.fine(&["status", &code]).out.lines().next(), Some(format!("{code}  completed").as_str()));
    assert_eq!(ward.fine(&["verify", &code, "--head", head]).code, 0);
}

#[test]
fn the_walk_answers_every_item_that_applies_and_no_other() {
    let ward = Ward::new();
    let code = walked_to(&ward, "week-1-pain");
    for item in
        ["inr-today", "antithrombotic-class", "glucose-now", "fasting-times", "change-noted", "restart-time-given"]
    {
        assert_eq!(ward.status(&code, item), "inactive", "{item}");
        assert!(WALK.iter().all(|step| step.item != item));
    }
    let list = ward.fine(&["list"]);
    assert!(list.out.starts_with(&format!("{code}  waiting ")), "the review is due in a week: {list:?}");
    let due = ward.show_json(&code)["phases"][2]["sections"][1]["due"].clone();
    let left = ward.item(&code, "left-at")["answer"]["time"].clone();
    let [due, left] = [due, left].map(|at| at.as_str().unwrap().parse::<jiff::Timestamp>().unwrap());
    let day = |at: jiff::Timestamp| at.to_zoned(jiff::tz::TimeZone::UTC).start_of_day().unwrap();
    assert_eq!(due, day(left + jiff::SignedDuration::from_hours(7 * 24)).timestamp(), "from the beginning of that day");
}

#[test]
fn a_closed_case_is_listed_only_where_all_are_asked_for() {
    let ward = Ward::small();
    let open = ward.new_case("small");
    let closed = ward.new_case("small");
    ward.fine(&["close", &closed, "--outcome", "did-not-attend", "--reason", "did not come"]);
    let list = ward.fine(&["list"]).out;
    assert!(list.contains(&open) && !list.contains(&closed), "{list}");
    let all = ward.fine(&["list", "--all"]).out;
    assert!(all.contains(&open) && all.contains(&format!("{closed}  did-not-attend")), "{all}");
}

//! Every stop of the shipped content: what it bars, whom it holds, and which ways lead out.

use crate::bench::prelude::*;
use crate::stop_rows::{FOUND_BEFORE, OTHERWISE, Row, rows, set_by_the_site};
use std::path::PathBuf;

/// One case, and its record as it was before each step of the full walk.
struct Bench {
    _ward: Ward,
    record: PathBuf,
    steps: Vec<Step>,
    before: Vec<Vec<u8>>,
    hands: Hands,
}

impl Bench {
    fn new() -> Self {
        let ward = Ward::new();
        ward.sets("spinal-injection", &set_by_the_site());
        let code = ward.new_case("spinal-injection");
        let record = ward.record(&code);
        let mut hands = Hands::on(&ward, &code);
        let (mut steps, mut before) = (Vec::new(), Vec::new());
        for step in steps_with(hands.loaded.case.checklist(), OTHERWISE) {
            if !hands.applies(&step) {
                continue;
            }
            before.push(fs::read(&record).expect("the record"));
            let again = step.item == "aspiration-clear";
            for found in FOUND_BEFORE.into_iter().filter(|_| again) {
                hands.finds(step.item, found);
            }
            hands.answer(&step, None, again).unwrap_or_else(|error| panic!("{}: {error}", step.item));
            if step.item == "dura-decision" {
                hands.goes_past(step.item);
            }
            steps.push(step);
        }
        Self { _ward: ward, record, steps, before, hands }
    }

    /// Puts the case back to where `item` was next.
    fn back_to(&mut self, item: &str) -> ItemIx {
        let at = self.steps.iter().position(|step| step.item == item).unwrap_or_else(|| panic!("{item} is walked"));
        fs::write(&self.record, &self.before[at]).expect("the record as it was");
        self.hands.reload();
        self.hands.loaded.case.checklist().find(item).expect("an item")
    }

    /// Puts the case back and raises the stop.
    fn raise(&mut self, row: &Row) -> ItemIx {
        let ix = self.back_to(row.item);
        for step in &row.given {
            self.hands.answer(step, Some("as it is"), false).unwrap_or_else(|error| panic!("{}: {error}", step.item));
            if row.past == Some(step.item) {
                self.hands.goes_past(step.item);
            }
        }
        ix
    }

    fn standing(&self, ix: ItemIx, say: &str) -> Option<ActiveStop> {
        self.hands.loaded.case.stops(ix).iter().find(|stop| stop.say.as_str().starts_with(say)).cloned()
    }

    /// A first answer of the next section that is not always open; after the last one, closing as completed.
    fn going_on(&self, ix: ItemIx) -> Result<(), Refusal> {
        let checklist = self.hands.loaded.case.checklist();
        let later = self.steps.iter().find(|step| {
            let of = checklist.find(step.item).expect("an item");
            let section = checklist.item(of).section;
            let comes_later = section > checklist.item(ix).section && !checklist.section(section).always_open;
            comes_later && self.hands.loaded.case.status(of).is_open() && !step.is_timer()
        });
        match later {
            Some(step) => self.hands.would(NURSE, self.hands.wish(step, None, false)),
            None => self.hands.would(NURSE, Act::Close { outcome: Outcome::Completed, reason: None }),
        }
    }

    fn bars(&self, ix: ItemIx) -> bool {
        matches!(self.going_on(ix), Err(Refusal::StopStands { .. } | Refusal::NotComplete { .. }))
    }

    fn overridden(&self, by: &str, item: &Id) -> Result<(), Refusal> {
        self.hands.would(by, Act::Override { item: item.clone(), reason: "agreed".into() })
    }

    /// The stop holds for everybody who may not pass it, and the case can always be stopped.
    fn holds(&mut self, ix: ItemIx, say: &str, by: OverrideBy) {
        let item = self.hands.loaded.case.checklist().item(ix).id.clone();
        let name = format!("{item}: {say}");
        let stop = self.standing(ix, say).unwrap_or_else(|| panic!("{name} stands"));
        assert_eq!(stop.override_by, by, "{name}");
        assert!(self.bars(ix), "{name} bars what comes after it: {:?}", self.going_on(ix));
        for role in [NURSE, TRAINEE] {
            let refused = self.overridden(role, &item);
            match by {
                OverrideBy::Clinician => assert!(matches!(refused, Err(Refusal::WrongRole { .. })), "{name}: {role}"),
                OverrideBy::Never => assert!(matches!(refused, Err(Refusal::NeverOverridden { .. })), "{name}: {role}"),
            }
        }
        let stop_the_case = Act::Stop { reason: "not today".into() };
        assert_eq!(self.hands.would(NURSE, stop_the_case), Ok(()), "{name}: the case can be stopped");
        match by {
            OverrideBy::Clinician => {
                let over = Act::Override { item, reason: "agreed".into() };
                self.hands.act(CLINICIAN, over).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(self.standing(ix, say), None, "{name} was overridden");
                let barred = matches!(self.going_on(ix), Err(Refusal::StopStands { item, .. }) if item == self.id(ix));
                assert!(!barred, "{name} bars no longer");
            }
            OverrideBy::Never => {
                let refused = self.overridden(CLINICIAN, &item);
                assert!(matches!(refused, Err(Refusal::NeverOverridden { .. })), "{name}: a clinician");
            }
        }
    }

    fn id(&self, ix: ItemIx) -> Id {
        self.hands.loaded.case.checklist().item(ix).id.clone()
    }

    /// What stands for an item now.
    fn held(&self, ix: ItemIx) -> Option<Content> {
        match self.hands.loaded.case.status(ix) {
            Status::Answered(held, _) => Some(held.content.clone()),
            _ => None,
        }
    }
}

#[test]
fn every_stop_of_the_content_holds_and_each_way_out_leads_out() {
    let mut bench = Bench::new();
    let mut met = BTreeSet::new();
    for row in &rows() {
        let name = format!("{}: {}", row.item, row.say);
        let ix = bench.raise(row);
        let checklist = bench.hands.loaded.case.checklist().clone();
        let says = |n: &usize| checklist.item(ix).stops[*n].say.as_str().starts_with(row.say);
        let which: Vec<usize> = (0..checklist.item(ix).stops.len()).filter(says).collect();
        assert_eq!(which.len(), 1, "{name} names one stop");
        assert!(met.insert((ix, which[0])), "{name} comes once");
        bench.holds(ix, row.say, row.by);

        for again in [false, true] {
            bench.raise(row);
            let last = row.given.last().expect("an answer");
            let finding = bench.held(ix);
            let reason = (!again).then_some("read again");
            bench.hands.answer(&row.cure, reason, again).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(bench.standing(ix, row.say), None, "{name} ends with {:?}", row.cure);
            if row.cure.item == last.item {
                let earlier = bench.hands.loaded.case.earlier(ix);
                let kept = earlier.iter().any(|held| Some(&held.content) == finding.as_ref());
                assert!(kept, "{name}: the finding stays in the record");
            }
        }
    }
    let checklist = bench.hands.loaded.case.checklist();
    for ix in checklist.item_ixs() {
        let item = checklist.item(ix);
        // What a scan alone raises has a test of its own, and so has what was said of a planned case.
        let has_a_row = |stop: &Stop| !is_of_scan(item, stop) && !is_of_the_plan(checklist, stop);
        for (n, stop) in item.stops.iter().enumerate().filter(|(_, stop)| has_a_row(stop)) {
            assert!(met.contains(&(ix, n)), "{} has a stop without a row: {}", checklist.item(ix).id, stop.say);
        }
    }
}

fn is_of_the_plan(checklist: &Checklist, stop: &Stop) -> bool {
    let days_before = checklist.find_section("days-before").expect("a section");
    stop.when.items().into_iter().any(|ix| checklist.item(ix).section == days_before)
}

fn is_of_scan(item: &Item, stop: &Stop) -> bool {
    let on_other_drug = |scan: &Scan| matches!(&stop.when, Condition::Answered { of: Target { field: Some(id), .. }, .. } if *id == scan.other_drug);
    item.answer.scan().is_some_and(on_other_drug)
}

#[test]
fn a_package_of_another_drug_holds_everybody_at_each_drug_line() {
    let mut bench = Bench::new();
    let checklist = bench.hands.loaded.case.checklist().clone();
    let lines: Vec<_> = checklist.item_ixs().filter_map(|ix| Some((ix, checklist.item(ix).answer.scan()?))).collect();
    assert_eq!(lines.len(), 8);
    for (ix, scan) in lines {
        let item = checklist.item(ix);
        bench.back_to(item.id.as_str());
        let right = *bench.steps.iter().find(|step| item.id == *step.item).expect("a step");
        let mut act = bench.hands.wish(&right, None, false);
        let Act::Answer { answer: Answer::Fields(rows), .. } = &mut act else { panic!("{} has rows", item.id) };
        rows[0].insert(scan.other_drug.clone(), Answer::Text("potassium".into()));
        bench.hands.act(NURSE, act).unwrap_or_else(|error| panic!("{}: {error}", item.id));
        bench.holds(ix, "Not the drug of this line", OverrideBy::Never);
        bench.hands.answer(&right, None, true).unwrap_or_else(|error| panic!("{}: {error}", item.id));
        assert_eq!(bench.standing(ix, "Not the drug"), None, "{}: the right one was found", item.id);
    }
}

#[test]
fn every_critical_check_of_the_content_can_say_not_right_and_then_stops() {
    let mut bench = Bench::new();
    let checklist = bench.hands.loaded.case.checklist().clone();
    let is_check = |ix: &ItemIx| {
        let item = checklist.item(*ix);
        item.level == Level::Critical && matches!(item.answer, AnswerType::Check)
    };
    let checks: Vec<ItemIx> = checklist.item_ixs().filter(is_check).collect();
    assert!(checks.len() > 20, "only {} critical checks", checks.len());
    for ix in checks {
        let item = checklist.item(ix);
        let not_right = |bench: &mut Bench| {
            bench.back_to(item.id.as_str());
            let answer = Answer::NotRight("it is not".into());
            let act =
                Act::Answer { item: item.id.clone(), answer, second: None, reason: None, again: false, carried: None };
            bench.hands.act(NURSE, act).unwrap_or_else(|error| panic!("{}: {error}", item.id));
        };
        not_right(&mut bench);
        bench.holds(ix, "Not right: it is not", item.override_by);

        not_right(&mut bench);
        let put_right = *bench.steps.iter().find(|step| item.id == *step.item).expect("a step");
        bench.hands.answer(&put_right, None, true).unwrap_or_else(|error| panic!("{}: {error}", item.id));
        assert_eq!(bench.standing(ix, "Not right"), None, "{} was checked again", item.id);
        assert_eq!(bench.hands.loaded.case.earlier(ix).len(), 1, "{}: both stay in the record", item.id);
    }
}

#[test]
fn nobody_goes_on_past_the_wrong_patient_the_wrong_consent_or_the_wrong_place() {
    let (ward, code) = case_at("two-identifiers");
    let hands = Hands::on(&ward, &code);
    let items = hands.loaded.case.checklist().items.iter();
    let never: Vec<&Id> = items.filter(|item| item.override_by == OverrideBy::Never).map(|item| &item.id).collect();
    assert_eq!(
        never,
        [
            "two-identifiers",
            "consent-complete",
            "drugs-read-aloud",
            "say-patient",
            "say-procedure-side-level",
            "consent-matches",
            "sedation-watch",
            "patient-ok",
            "final-syringe-check",
        ]
    );
    let over = Act::Override { item: never[0].clone(), reason: "I am sure".into() };
    assert!(matches!(hands.would(CLINICIAN, over), Err(Refusal::NeverOverridden { .. })), "nor while it is open");
}

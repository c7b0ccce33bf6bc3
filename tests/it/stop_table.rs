//! Every stop of the shipped content, one row each: how it is met, what it bars, and which ways lead out.

use crate::{
    walk::{Hands, Step, says, steps_with, tick},
    ward::{CLINICIAN, NURSE, TRAINEE, Ward},
};
use periop::domain::{
    Answer, Id, Outcome,
    case::{Act, Refusal, Standing, Status, What},
    checklist::{AnswerType, ItemIx, Level, OverrideBy},
};
use std::{collections::BTreeSet, fs, path::PathBuf};

/// A stop of the content.
struct Row {
    /// The item it stands on.
    item: &'static str,
    /// How its words begin.
    say: &'static str,
    /// The answers that raise it, given when the item is next.
    given: Vec<Step>,
    /// The answer that ends it.
    cure: Step,
    /// Who may go on in spite of it.
    by: OverrideBy,
}

/// Every drug that may be chosen, but the other suspension.
const ALL_DRUGS: &[&str] = &[
    "dexamethasone",
    "betamethasone",
    "triamcinolone",
    "methylprednisolone",
    "lidocaine",
    "bupivacaine",
    "ropivacaine",
    "other",
];

/// What is answered otherwise than in the ordinary walk, so that every item with a stop is asked: in the neck,
/// under sedation, with warfarin held, a latex allergy and every drug.
const OTHERWISE: &[Step] = &[
    says("choose-region", &["cervical"]),
    says("choose-sedation", &["moderate"]),
    says("choose-injectate", ALL_DRUGS),
    says("medicines-reviewed", &["diabetes", "enzyme-inhibitor"]),
    says("antithrombotic-status", &["held-as-agreed"]),
    says("antithrombotic-class", &["vitamin-k-antagonist"]),
    says("antithrombotic-last-dose", &["drug=warfarin", "last-dose=2026-01-05T20:00"]),
    says("inr-today", &["1.1"]),
    says("allergies-asked", &["latex"]),
    says("glucose-now", &["120"]),
    says("fasting-times", &["last-food=2026-01-05T20:00", "last-clear-fluid=2026-01-05T20:00"]),
    tick("cervical-space-checked"),
    says("baseline-neuro", &["deficit"]),
    says("baseline-deficit", &["side=left", "what=biceps reflex weak"]),
    says("antithrombotic-plan", &["held five days, agreed with the prescriber"]),
    tick("interaction-checked"),
    says("latex-free-room", &["latex-free"]),
    says("iv-working", &["in-and-flushed"]),
    tick("reversal-ready"),
    says("drawn-betamethasone", &["dose=6", "volume=1", "lot=B1", "in-date=in-date"]),
    says("drawn-triamcinolone", &["dose=40", "volume=1", "lot=C1", "in-date=in-date"]),
    says("drawn-methylprednisolone", &["dose=40", "volume=1", "lot=D1", "in-date=in-date"]),
    says("drawn-lidocaine", &["dose=20", "volume=2", "lot=E1", "in-date=in-date"]),
    says("drawn-bupivacaine", &["dose=5", "volume=2", "lot=F1", "in-date=in-date"]),
    says("drawn-ropivacaine", &["dose=4", "volume=2", "lot=G1", "in-date=in-date"]),
    says("drawn-other", &["drug=saline", "dose=9", "volume=1", "lot=H1", "in-date=in-date"]),
    says("restart-time-given", &["tomorrow", "10:00"]),
    tick("glucose-plan-given"),
    tick("call-restart-done"),
];

fn row(item: &'static str, say: &'static str, given: &'static [&'static str], cure: &'static [&'static str]) -> Row {
    Row { item, say, given: vec![says(item, given)], cure: says(item, cure), by: OverrideBy::Clinician }
}

fn never(row: Row) -> Row {
    Row { by: OverrideBy::Never, ..row }
}

/// Two answers that do not fit.
fn clash(item: &'static str, say: &'static str, given: &[Step], cure: Step) -> Row {
    Row { item, say, given: given.to_vec(), cure, by: OverrideBy::Clinician }
}

/// A drug past its date: nobody may give it, another vial is the way out.
fn expired(item: &'static str, given: &'static [&'static str], cure: &'static [&'static str]) -> Row {
    never(row(item, "Expired: ", given, cure))
}

fn before_the_needle() -> Vec<Row> {
    let transforaminal = says("choose-variant", &["transforaminal"]);
    let allergy = |to| says("allergies-asked", to);
    let dexamethasone = says("choose-injectate", &["dexamethasone"]);
    vec![
        row("choose-imaging", "No image guidance", &["none"], &["fluoroscopy"]),
        row("choose-contrast", "No contrast planned", &["none"], &["iodinated"]),
        never(clash(
            "choose-injectate",
            "Particulate steroid is chosen",
            &[transforaminal, says("choose-injectate", &["triamcinolone"])],
            dexamethasone,
        )),
        row("escort-confirmed", "No responsible adult", &["none"], &["present"]),
        row("antithrombotic-status", "Blood thinner taken", &["still-taking-no-plan"], &["held-as-agreed"]),
        row("antithrombotic-status", "Blood thinner not known", &["unsure"], &["held-as-agreed"]),
        row("inr-today", "INR above the local limit", &["2.4"], &["1.1"]),
        clash("allergies-asked", "Allergy to contrast", &[allergy(&["contrast"])], allergy(&["latex"])),
        clash(
            "allergies-asked",
            "Allergy to local anaesthetic, and one is chosen",
            &[allergy(&["local-anaesthetic"])],
            allergy(&["latex"]),
        ),
        clash(
            "allergies-asked",
            "Allergy to local anaesthetic, and the skin",
            &[dexamethasone, allergy(&["local-anaesthetic"])],
            allergy(&["latex"]),
        ),
        clash(
            "allergies-asked",
            "Allergy to steroid",
            &[allergy(&["steroid-or-preservative"])],
            says("choose-injectate", &["lidocaine"]),
        ),
        never(clash(
            "allergies-asked",
            "Allergy to chlorhexidine",
            &[allergy(&["chlorhexidine"])],
            says("choose-antiseptic", &["povidone-iodine"]),
        )),
        never(clash(
            "allergies-asked",
            "Reaction to iodine",
            &[says("choose-antiseptic", &["povidone-iodine"]), allergy(&["iodine"])],
            says("choose-antiseptic", &["chlorhexidine-0-5-alcohol"]),
        )),
        row("infection-screen", "Fever: ", &["fever"], &["none"]),
        row("infection-screen", "Infected or broken skin", &["skin-at-site"], &["none"]),
        row("vitals-temp", "Temperature not known", &["not-measured"], &["36.8"]),
        row("vitals-temp", "Fever: ", &["38.0"], &["37.9"]),
        row("pregnancy-status", "Pregnancy possible", &["possible"], &["test-negative"]),
        row("pregnancy-status", "Pregnant", &["pregnant"], &["not-possible"]),
        row("pregnancy-status", "Test declined", &["declined-test"], &["test-negative"]),
        row(
            "fasting-times",
            "Food less than 6 hours ago",
            &["last-food=now", "last-clear-fluid=2026-01-05T20:00"],
            &["last-food=2026-01-05T20:00", "last-clear-fluid=2026-01-05T20:00"],
        ),
        row(
            "fasting-times",
            "Drink less than 2 hours ago",
            &["last-food=2026-01-05T20:00", "last-clear-fluid=now"],
            &["last-food=2026-01-05T20:00", "last-clear-fluid=2026-01-05T20:00"],
        ),
        row("red-flags-excluded", "Red flag", &["present"], &["none"]),
        row("imaging-reviewed", "No test reviewed", &["none"], &["mri"]),
        never(row("consent-complete", "Consent does not match", &["mismatch"], &["midline"])),
        never(row("consent-complete", "No valid consent", &["not-signed"], &["midline"])),
        never(row("consent-complete", "The consent shows another side", &["left"], &["midline"])),
        never(row("latex-free-room", "Latex allergy", &["latex-in-kit"], &["latex-free"])),
        row("iv-working", "No vein access", &["failed"], &["in-and-flushed"]),
    ]
}

fn drawn_up() -> Vec<Row> {
    const fn vial(item: &'static str, given: &'static [&'static str], cure: &'static [&'static str]) -> [Step; 2] {
        [says(item, given), says(item, cure)]
    }
    let vials = [
        vial(
            "drawn-dexamethasone",
            &["dose=10", "volume=1", "lot=A0", "in-date=expired"],
            &["dose=10", "volume=1", "lot=A1", "in-date=in-date"],
        ),
        vial(
            "drawn-betamethasone",
            &["dose=6", "volume=1", "lot=B0", "in-date=expired"],
            &["dose=6", "volume=1", "lot=B1", "in-date=in-date"],
        ),
        vial(
            "drawn-triamcinolone",
            &["dose=40", "volume=1", "lot=C0", "in-date=expired"],
            &["dose=40", "volume=1", "lot=C1", "in-date=in-date"],
        ),
        vial(
            "drawn-methylprednisolone",
            &["dose=40", "volume=1", "lot=D0", "in-date=expired"],
            &["dose=40", "volume=1", "lot=D1", "in-date=in-date"],
        ),
        vial(
            "drawn-lidocaine",
            &["dose=20", "volume=2", "lot=E0", "in-date=expired"],
            &["dose=20", "volume=2", "lot=E1", "in-date=in-date"],
        ),
        vial(
            "drawn-bupivacaine",
            &["dose=5", "volume=2", "lot=F0", "in-date=expired"],
            &["dose=5", "volume=2", "lot=F1", "in-date=in-date"],
        ),
        vial(
            "drawn-ropivacaine",
            &["dose=4", "volume=2", "lot=G0", "in-date=expired"],
            &["dose=4", "volume=2", "lot=G1", "in-date=in-date"],
        ),
        vial(
            "drawn-other",
            &["drug=saline", "dose=9", "volume=1", "lot=H0", "in-date=expired"],
            &["drug=saline", "dose=9", "volume=1", "lot=H1", "in-date=in-date"],
        ),
    ];
    vials.into_iter().map(|[given, cure]| expired(given.item, given.values, cure.values)).collect()
}

fn from_the_time_out_on() -> Vec<Row> {
    let transforaminal = says("choose-variant", &["transforaminal"]);
    let dexamethasone = says("choose-injectate", &["dexamethasone"]);
    let particulate = "Particulate steroid for a cervical transforaminal";
    vec![
        never(row("consent-matches", "Consent does not match", &["mismatch"], &["midline"])),
        never(row("consent-matches", "The consent shows another side", &["right"], &["midline"])),
        never(clash("say-drug", particulate, &[transforaminal], dexamethasone)),
        never(row("aspiration-clear", "Blood", &["blood"], &["clear"])),
        never(row("aspiration-clear", "Spinal fluid", &["csf"], &["clear"])),
        never(row("contrast-live", "Contrast in a vessel", &["vascular"], &["expected-spread"])),
        never(row("contrast-live", "Contrast in the spinal fluid", &["intrathecal"], &["expected-spread"])),
        row("contrast-live", "Subdural", &["subdural"], &["expected-spread"]),
        row("contrast-live", "Contrast outside", &["soft-tissue-or-other"], &["expected-spread"]),
        row("contrast-live", "Contrast was planned and not used", &["no-contrast-used"], &["expected-spread"]),
        row("patient-ok", "Shooting pain", &["new-limb-pain-or-shock"], &["none"]),
        row("patient-ok", "Numbness or weakness", &["numb-or-weak"], &["none"]),
        row("patient-ok", "Signs of local anaesthetic toxicity", &["dizzy-taste-ringing"], &["none"]),
        never(clash("final-syringe-check", particulate, &[transforaminal], dexamethasone)),
        row("motor-sensory-check", "New weakness or numbness", &["new-or-worse-deficit"], &["as-baseline"]),
        row("symptoms-watched", "Possible anaphylaxis", &["breathing-or-faint"], &["none"]),
        row("symptoms-watched", "Signs of stroke", &["vision-speech-face"], &["none"]),
        row("symptoms-watched", "Chest symptoms", &["chest"], &["none"]),
        row("walks-safely", "Cannot walk safely", &["cannot"], &["as-before"]),
        row("leaves-with-escort", "No responsible adult", &["no-escort"], &["with-escort"]),
        row("call-red-flags", "Emergency red flag", &["emergency"], &["none"]),
    ]
}

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
        let code = ward.new_case("spinal-injection");
        let record = ward.record(&code);
        let mut hands = Hands::on(&ward, &code);
        let steps = steps_with(hands.loaded.case.checklist(), OTHERWISE);
        let mut before = Vec::new();
        for step in &steps {
            before.push(fs::read(&record).expect("the record"));
            hands.walk(&[*step]);
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
        }
        ix
    }

    fn standing(&self, ix: ItemIx, say: &str) -> Option<Standing> {
        self.hands.loaded.case.stops(ix).into_iter().find(|stop| stop.say.as_str().starts_with(say))
    }

    /// A first answer of the next section that is not always open; after the last one, closing as completed.
    fn going_on(&self, ix: ItemIx) -> Result<(), Refusal> {
        let checklist = self.hands.loaded.case.checklist();
        let later = self.steps.iter().find(|step| {
            let section = checklist.item(checklist.find(step.item).expect("an item")).section;
            section > checklist.item(ix).section && !checklist.section(section).always_open && !step.is_timer()
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
        let stop_the_case = Act::Close { outcome: Outcome::Stopped, reason: Some("not today".into()) };
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
    fn held(&self, ix: ItemIx) -> Option<What> {
        match self.hands.loaded.case.status(ix) {
            Status::Answered(held, _) => Some(held.what.clone()),
            _ => None,
        }
    }
}

#[test]
fn every_stop_of_the_content_holds_and_each_way_out_leads_out() {
    let mut bench = Bench::new();
    let mut met = BTreeSet::new();
    let rows: Vec<Row> = before_the_needle().into_iter().chain(drawn_up()).chain(from_the_time_out_on()).collect();
    for row in &rows {
        let name = format!("{}: {}", row.item, row.say);
        let ix = bench.raise(row);
        let checklist = bench.hands.loaded.case.checklist().clone();
        let which: Vec<usize> = (0..)
            .zip(&checklist.item(ix).stops)
            .filter(|(_, s)| s.say.as_str().starts_with(row.say))
            .map(|(n, _)| n)
            .collect();
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
                let kept = bench.hands.loaded.case.earlier(ix).iter().any(|held| Some(&held.what) == finding.as_ref());
                assert!(kept, "{name}: the finding stays in the record");
            }
        }
    }
    let checklist = bench.hands.loaded.case.checklist();
    for ix in checklist.item_ixs() {
        for (n, stop) in checklist.item(ix).stops.iter().enumerate() {
            assert!(met.contains(&(ix, n)), "{} has a stop without a row: {}", checklist.item(ix).id, stop.say);
        }
    }
    println!("{} stops", met.len());
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
            let act = Act::Answer { item: item.id.clone(), answer, second: None, reason: None, again: false };
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
    let ward = Ward::new();
    let code = ward.new_case("spinal-injection");
    let hands = Hands::on(&ward, &code);
    let checklist = hands.loaded.case.checklist();
    let never: BTreeSet<&str> = checklist
        .items
        .iter()
        .filter(|item| item.override_by == OverrideBy::Never)
        .map(|item| item.id.as_str())
        .collect();
    let expected =
        ["two-identifiers", "consent-complete", "say-patient", "say-procedure-side-level", "consent-matches"];
    assert_eq!(never, BTreeSet::from(expected));
}

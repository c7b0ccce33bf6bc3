//! The rows of the table of stops: what raises each, what ends it, and who may go on in spite of it.

use crate::bench::prelude::*;

/// A stop of the content.
pub(crate) struct Row {
    /// The item it stands on.
    pub(crate) item: &'static str,
    /// How its words begin.
    pub(crate) say: &'static str,
    /// The answers that raise it, given when the item is next.
    pub(crate) given: Vec<Step>,
    /// The answer that ends it.
    pub(crate) cure: Step,
    /// Who may go on in spite of it.
    pub(crate) by: OverrideBy,
}

/// Every drug that may be chosen, but the other suspension.
#[rustfmt::skip]
const ALL_DRUGS: &[&str] = &[
    "dexamethasone", "betamethasone", "triamcinolone", "methylprednisolone",
    "lidocaine", "bupivacaine", "ropivacaine", "other",
];

const ATE: &str = "last-food=2026-01-05T20:00";
const DRANK: &str = "last-clear-fluid=2026-01-05T20:00";

/// What is answered otherwise than in the ordinary walk, so that every item with a stop is asked: in the neck,
/// under sedation, with warfarin held, a latex allergy and every drug.
pub(crate) const OTHERWISE: &[Step] = &[
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
    says("fasting-times", &[ATE, DRANK]),
    tick("cervical-space-checked"),
    says("baseline-neuro", &["deficit"]),
    says("baseline-deficit", &["side=left", "what=biceps reflex weak"]),
    says("antithrombotic-plan", &["held five days, agreed with the prescriber"]),
    tick("interaction-checked"),
    says("latex-free-room", &["latex-free"]),
    says("iv-working", &["in-and-flushed"]),
    tick("reversal-ready"),
    says("drawn-betamethasone", &["dose=6", "volume=1", "lot=B1", "expiry=12/45"]),
    says("drawn-triamcinolone", &["dose=40", "volume=1", "lot=C1", "expiry=12/45"]),
    says("drawn-methylprednisolone", &["dose=40", "volume=1", "lot=D1", "expiry=12/45"]),
    says("drawn-lidocaine", &["dose=20", "volume=2", "lot=E1", "expiry=12/45"]),
    says("drawn-bupivacaine", &["dose=5", "volume=2", "lot=F1", "expiry=12/45"]),
    says("drawn-ropivacaine", &["dose=4", "volume=2", "lot=G1", "expiry=12/45"]),
    says("drawn-other", &["drug=saline", "dose=9", "volume=1", "lot=H1", "expiry=12/45"]),
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
macro_rules! expired {
    ($item:literal, $lot:literal, $($given:literal),+) => {
        never(row(
            $item,
            "Expired: ",
            &[$($given,)+ concat!("lot=", $lot, "0"), "expiry=01/20"],
            &[$($given,)+ concat!("lot=", $lot, "1"), "expiry=12/45"],
        ))
    };
}

fn before_the_needle() -> Vec<Row> {
    let allergy = |say, to, cure| clash("allergies-asked", say, &[says("allergies-asked", to)], cure);
    let [dexamethasone, lidocaine, triamcinolone] =
        [&["dexamethasone"], &["lidocaine"], &["triamcinolone"]].map(|drug| says("choose-injectate", drug));
    let [latex, iodine, local] =
        [&["latex"], &["iodine"], &["local-anaesthetic"]].map(|to| says("allergies-asked", to));
    let [povidone, alcohol] =
        [&["povidone-iodine"], &["chlorhexidine-0-5-alcohol"]].map(|which| says("choose-antiseptic", which));
    let particulate = [says("choose-variant", &["transforaminal"]), triamcinolone];
    vec![
        row("choose-imaging", "No image guidance", &["none"], &["fluoroscopy"]),
        row("choose-contrast", "No contrast planned", &["none"], &["iodinated"]),
        never(clash("choose-injectate", "Particulate steroid is chosen", &particulate, dexamethasone)),
        row("escort-confirmed", "No responsible adult", &["none"], &["present"]),
        row("antithrombotic-status", "Blood thinner taken", &["still-taking-no-plan"], &["held-as-agreed"]),
        row("antithrombotic-status", "Blood thinner not known", &["unsure"], &["held-as-agreed"]),
        row("inr-today", "INR above the local limit", &["1.21"], &["1.2"]),
        allergy("Allergy to contrast", &["contrast"], latex),
        allergy("Allergy to local anaesthetic, and one is chosen", &["local-anaesthetic"], latex),
        clash("allergies-asked", "Allergy to local anaesthetic, and the skin", &[dexamethasone, local], latex),
        allergy("Allergy to steroid", &["steroid-or-preservative"], lidocaine),
        never(allergy("Allergy to chlorhexidine", &["chlorhexidine"], povidone)),
        never(clash("allergies-asked", "Reaction to iodine", &[povidone, iodine], alcohol)),
        row("infection-screen", "Fever: ", &["fever"], &["none"]),
        row("infection-screen", "Infected or broken skin", &["skin-at-site"], &["none"]),
        row("vitals-temp", "Temperature not known", &["not-measured"], &["36.8"]),
        row("vitals-temp", "Fever: ", &["38.0"], &["37.9"]),
        row("pregnancy-status", "Pregnancy possible", &["possible"], &["test-negative"]),
        row("pregnancy-status", "Pregnant", &["pregnant"], &["not-possible"]),
        row("pregnancy-status", "Test declined", &["declined-test"], &["test-negative"]),
        row("fasting-times", "Food less than 6 hours ago", &["last-food=now", DRANK], &[ATE, DRANK]),
        row("fasting-times", "Drink less than 2 hours ago", &[ATE, "last-clear-fluid=now"], &[ATE, DRANK]),
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
    vec![
        expired!("drawn-dexamethasone", "A", "dose=10", "volume=1"),
        expired!("drawn-betamethasone", "B", "dose=6", "volume=1"),
        expired!("drawn-triamcinolone", "C", "dose=40", "volume=1"),
        expired!("drawn-methylprednisolone", "D", "dose=40", "volume=1"),
        expired!("drawn-lidocaine", "E", "dose=20", "volume=2"),
        expired!("drawn-bupivacaine", "F", "dose=5", "volume=2"),
        expired!("drawn-ropivacaine", "G", "dose=4", "volume=2"),
        expired!("drawn-other", "H", "drug=saline", "dose=9", "volume=1"),
    ]
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

/// Every stop of the content, in the checklist's order.
pub(crate) fn rows() -> Vec<Row> {
    before_the_needle().into_iter().chain(drawn_up()).chain(from_the_time_out_on()).collect()
}

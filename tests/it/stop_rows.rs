//! The rows of the table of stops: what raises each, what ends it, and who may go on in spite of it.

use crate::bench::prelude::*;
use crate::walk::NEEDLE_OUT;

/// A stop of the content.
pub(crate) struct Row {
    /// The item it stands on.
    pub(crate) item: &'static str,
    /// How its words begin.
    pub(crate) say: &'static str,
    /// The answers that raise it, given when the item is next.
    pub(crate) given: Vec<Step>,
    /// The item whose own stop a clinician goes past on the way to it.
    pub(crate) past: Option<&'static str>,
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

/// What the site has set, so that a case goes on where a limit without a value would stand.
pub(crate) fn set_by_the_site() -> Value {
    json!({
        "recovery-score-least": 8, "inr-limit-low": 3, "hold-heparin": "P1D", "hold-fondaparinux": "P4D",
        "saturation-limit": 94, "systolic-limit": 90, "heart-rate-limit": 50, "glucose-limit": 200,
    })
}

/// What is answered otherwise than in the ordinary walk, so that every item with a stop is asked: in the neck,
/// under sedation, with warfarin held, a latex allergy, every drug, and spinal fluid seen.
pub(crate) const OTHERWISE: &[Step] = &[
    says("choose-region", &["cervical"]),
    says("choose-neck-level", &["c7-t1"]),
    says("choose-sedation", &["moderate"]),
    says("choose-injectate", ALL_DRUGS),
    says("medicines-reviewed", &["diabetes", "enzyme-inhibitor"]),
    says("antithrombotic-status", &["held-as-agreed"]),
    says("antithrombotic-class", &["vitamin-k-antagonist"]),
    says("antithrombotic-last-dose", HELD),
    says("inr-today", &["1.1"]),
    says("allergies-asked", &["latex"]),
    says("glucose-now", &["120"]),
    says("fasting-times", &[ATE, DRANK]),
    tick("cervical-space-checked"),
    says("airway-asked", &["none"]),
    says("baseline-neuro", &["weak"]),
    says("baseline-deficit", &["side=left", "what=biceps reflex weak"]),
    says("antithrombotic-plan", &["held-long-enough"]),
    says("interaction-checked", &["changed"]),
    says("latex-free-room", &["latex-free"]),
    says("iv-working", &["in-and-flushed"]),
    tick("reversal-ready"),
    says("sedation-watcher", &["who=AB"]),
    says("drawn-midazolam", &["strength=1", "volume=5", "lot=S1", "expiry=12/45"]),
    says("drawn-fentanyl", &["strength=50", "volume=2", "lot=T1", "expiry=12/45"]),
    says("drawn-betamethasone", &["strength=6", "volume=1", "lot=B1", "expiry=12/45"]),
    says("drawn-triamcinolone", &["strength=40", "volume=1", "lot=C1", "expiry=12/45"]),
    says("drawn-methylprednisolone", &["strength=40", "volume=1", "lot=D1", "expiry=12/45"]),
    says("drawn-lidocaine", &["strength=10", "volume=2", "lot=E1", "expiry=12/45"]),
    says("drawn-bupivacaine", &["strength=2.5", "volume=2", "lot=F1", "expiry=12/45"]),
    says("drawn-ropivacaine", &["strength=2", "volume=2", "lot=G1", "expiry=12/45"]),
    says("drawn-other", &["drug=saline", "looks=clear", "strength=9", "volume=1", "lot=H1", "expiry=12/45"]),
    says("sedation-watch", &["well"]),
    says("dura-decision", &["other"]),
    says("block-ends", &["tomorrow", "10:00"]),
    says("sedation-given", &["midazolam=2"]),
    says("reversal-given", &["none"]),
    says("event-in-room", &["dural-puncture", "vascular-spread"]),
    says("final-vitals", &["systolic=122", "diastolic=74", "heart-rate=70", "spo2=98"]),
    says("recovery-score", &["9"]),
    says("restart-time-given", &["tomorrow", "10:00"]),
    tick("glucose-plan-given"),
    says("call-numbness", &["gone"]),
    says("call-restart-done", &["restarted"]),
];

/// What was found at the needle before what the walk finds there.
pub(crate) const FOUND_BEFORE: [&str; 2] = ["blood", "csf"];

const HELD: &[&str] = &["antithrombotic-class=vitamin-k-antagonist", LONG_AGO];
const LONG_AGO: &str = "last-dose=2026-01-05T20:00";

const CLEAR: &[&str] = &["drug=saline", "looks=clear", "strength=9", "volume=1", "lot=H2", "expiry=12/45"];
const WELL: &[&str] = &["systolic=122", "diastolic=74", "heart-rate=70", "spo2=98"];
const COLLAPSED: &[&str] = &["systolic=45", "diastolic=20", "heart-rate=38", "spo2=95"];
const DESATURATED: &[&str] = &["systolic=122", "diastolic=74", "heart-rate=70", "spo2=93"];

fn row(item: &'static str, say: &'static str, given: &'static [&'static str], cure: &'static [&'static str]) -> Row {
    Row { item, say, given: vec![says(item, given)], past: None, cure: says(item, cure), by: OverrideBy::Clinician }
}

fn never(row: Row) -> Row {
    Row { by: OverrideBy::Never, ..row }
}

/// Two answers that do not fit.
fn clash(item: &'static str, say: &'static str, given: &[Step], cure: Step) -> Row {
    Row { item, say, given: given.to_vec(), past: None, cure, by: OverrideBy::Clinician }
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

/// A dose inside the hold interval of its class.
macro_rules! fresh {
    ($class:literal, $say:literal) => {{
        const EACH: &str = concat!("antithrombotic-class=", $class);
        let class = says("antithrombotic-class", &[$class]);
        let fresh = says("antithrombotic-last-dose", &[EACH, "last-dose=now"]);
        clash("antithrombotic-last-dose", $say, &[class, fresh], says("antithrombotic-last-dose", &[EACH, LONG_AGO]))
    }};
}

/// A dose that is ten times wrong, or more than a site allows.
macro_rules! dose {
    ($item:literal, $say:literal, $strength:literal, $volume:literal) => {
        row(
            $item,
            $say,
            &[$strength, $volume, "lot=L0", "expiry=12/45"],
            &[$strength, "volume=1", "lot=L1", "expiry=12/45"],
        )
    };
}

fn set_up() -> Vec<Row> {
    let [dexamethasone, triamcinolone] =
        [&["dexamethasone"], &["triamcinolone"]].map(|drug| says("choose-injectate", drug));
    let transforaminal = says("choose-variant", &["transforaminal"]);
    let cervical = [transforaminal, triamcinolone];
    let unseen =
        [transforaminal, says("choose-region", &["lumbar"]), says("choose-contrast", &["none"]), triamcinolone];
    vec![
        row("choose-neck-level", "Above C6-C7", &["higher"], &["c6-c7"]),
        row("choose-imaging", "No image guidance", &["none"], &["fluoroscopy"]),
        never(row("choose-contrast", "This contrast is not labelled", &["not-intrathecal"], &["iodinated"])),
        row("choose-contrast", "Gadolinium", &["gadolinium"], &["iodinated"]),
        row("choose-contrast", "No contrast planned", &["none"], &["iodinated"]),
        never(clash("choose-injectate", "Particulate steroid is chosen", &cervical, dexamethasone)),
        never(clash("choose-injectate", "Particulate steroid through the foramen", &unseen, dexamethasone)),
    ]
}

fn blood_thinners() -> Vec<Row> {
    let low = says("choose-variant", &["facet-joint"]);
    let low = [low, says("choose-region", &["lumbar"]), says("enter-level", &["L4-L5"]), says("inr-today", &["3.1"])];
    let unmeasured = [low[0], low[1], low[2], says("inr-today", &["not-measured"])];
    let too_fresh = [
        says("antithrombotic-last-dose", &["antithrombotic-class=vitamin-k-antagonist", "last-dose=now"]),
        says("antithrombotic-plan", &["held-long-enough"]),
    ];
    let goes_on = says("antithrombotic-plan", &["continued-agreed"]);
    let dabigatran = says("antithrombotic-class", &["dabigatran"]);
    // Longer ago than dabigatran is held, not so long as it is in kidney disease.
    let five_days_ago: &str = format!("last-dose={}", hours_ago(5 * 24)).leak();
    let values = Vec::leak(vec!["antithrombotic-class=dabigatran", five_days_ago]);
    let taken = says("antithrombotic-last-dose", values);
    let kidney = says("bleeding-history", &["kidney"]);
    let no_trouble = says("bleeding-history", &["none"]);
    vec![
        row("antithrombotic-status", "Blood thinner taken", &["still-taking-no-plan"], &["held-as-agreed"]),
        row("antithrombotic-status", "Blood thinner not known", &["unsure"], &["held-as-agreed"]),
        row("antithrombotic-class", "Blood thinner of another", &["other"], &["vitamin-k-antagonist"]),
        fresh!("p2y12-inhibitor", "Clopidogrel"),
        fresh!("vitamin-k-antagonist", "Warfarin"),
        fresh!("xa-inhibitor", "Apixaban"),
        fresh!("dabigatran", "Dabigatran"),
        fresh!("lmwh", "Low-molecular"),
        fresh!("heparin", "Heparin"),
        fresh!("fondaparinux", "Fondaparinux"),
        row("inr-today", "INR above the local limit, or", &["1.21"], &["1.2"]),
        clash("inr-today", "INR above the local limit for", &low, says("inr-today", &["3"])),
        row("antithrombotic-last-dose", "Last dose not known", &["not-known"], HELD),
        clash("inr-today", "INR not measured", &unmeasured, says("inr-today", &["2"])),
        Row {
            past: Some("antithrombotic-last-dose"),
            ..never(clash("antithrombotic-plan", "Held long enough is not so", &too_fresh, goes_on))
        },
        row("bleeding-history", "Bleeds easily", &["bleeds-easily"], &["none"]),
        row("bleeding-history", "Low platelets", &["platelets"], &["none"]),
        row("bleeding-history", "Liver disease", &["liver"], &["none"]),
        row("bleeding-history", "Kidney disease", &["kidney"], &["none"]),
        clash("bleeding-history", "Dabigatran and kidney", &[dabigatran, taken, kidney], no_trouble),
        row("antithrombotic-plan", "Blood thinner held too short", &["too-short"], &["held-long-enough"]),
        row("antithrombotic-plan", "No plan agreed", &["prescriber-not-reached"], &["held-long-enough"]),
    ]
}

fn before_the_needle() -> Vec<Row> {
    let allergy = |say, to, cure| clash("allergies-asked", say, &[says("allergies-asked", to)], cure);
    let lidocaine = says("choose-injectate", &["lidocaine"]);
    let [latex, iodine] = [&["latex"], &["iodine"]].map(|to| says("allergies-asked", to));
    let [povidone, alcohol] =
        [&["povidone-iodine"], &["chlorhexidine-0-5-alcohol"]].map(|which| says("choose-antiseptic", which));
    vec![
        row("escort-confirmed", "No responsible adult", &["none"], &["present"]),
        allergy("Allergy to contrast", &["contrast"], latex),
        allergy("Allergy to local anaesthetic, and one is chosen", &["local-anaesthetic"], latex),
        allergy("Allergy to steroid", &["steroid-or-preservative"], lidocaine),
        never(allergy("Allergy to chlorhexidine", &["chlorhexidine"], povidone)),
        never(clash("allergies-asked", "Reaction to iodine", &[povidone, iodine], alcohol)),
        row("infection-screen", "Fever: ", &["fever"], &["none"]),
        row("infection-screen", "Infected or broken skin", &["skin-at-site"], &["none"]),
        row("vitals-temp", "Temperature not known", &["not-measured"], &["36.8"]),
        row("vitals-temp", "Fever: ", &["38.0"], &["37.9"]),
        row("vitals", "Blood pressure, pulse", &["unmeasurable"], WELL),
        row("vitals", "Saturation too low", DESATURATED, WELL),
        row("vitals", "Pressure or pulse too low", COLLAPSED, WELL),
        row("glucose-now", "Very low glucose", &["below-40"], &["120"]),
        row("glucose-now", "Very high glucose", &["above-600"], &["120"]),
        row("glucose-now", "Glucose low", &["69"], &["70"]),
        row("glucose-now", "Glucose high", &["201"], &["200"]),
        row("pregnancy-status", "Pregnancy possible", &["possible"], &["test-negative"]),
        never(row("pregnancy-status", "Pregnant, and X-ray", &["pregnant"], &["not-possible"])),
        clash(
            "pregnancy-status",
            "Pregnant: do not start",
            &[says("choose-imaging", &["ultrasound"]), says("pregnancy-status", &["pregnant"])],
            says("pregnancy-status", &["test-negative"]),
        ),
        row("pregnancy-status", "Test declined", &["declined-test"], &["test-negative"]),
        row("fasting-times", "Food less than 6 hours ago", &["last-food=now", DRANK], &[ATE, DRANK]),
        row("fasting-times", "Drink less than 2 hours ago", &[ATE, "last-clear-fluid=now"], &[ATE, DRANK]),
        row("red-flags-excluded", "New or growing weakness", &["weakness"], &["none"]),
        row("red-flags-excluded", "New numbness", &["numbness"], &["none"]),
        row("red-flags-excluded", "Bladder or bowel", &["bladder-bowel"], &["none"]),
        row("red-flags-excluded", "Fever or infection", &["fever-infection"], &["none"]),
        row("red-flags-excluded", "Cancer", &["cancer"], &["none"]),
        row("red-flags-excluded", "Fall or injury", &["injury"], &["none"]),
        row("red-flags-excluded", "Red flags not excluded", &["not-sure"], &["none"]),
        row("airway-asked", "Sleep apnoea", &["sleep-apnoea"], &["none"]),
        row("airway-asked", "Difficult airway", &["airway"], &["none"]),
        row("airway-asked", "Severe illness", &["severe-illness"], &["none"]),
        row("imaging-reviewed", "No test reviewed", &["none"], &["mri"]),
        never(row("consent-complete", "Consent does not match", &["mismatch"], &["midline"])),
        never(row("consent-complete", "No valid consent", &["not-signed"], &["midline"])),
        never(row("consent-complete", "The consent shows another side", &["left"], &["midline"])),
        never(row("latex-free-room", "Latex allergy", &["latex-in-kit"], &["latex-free"])),
        row("iv-working", "No vein access", &["failed"], &["in-and-flushed"]),
        row("iv-working", "Moderate sedation without", &["not-required-by-policy"], &["in-and-flushed"]),
        row("sedation-watcher", "Nobody only watches", &["nobody"], &["who=AB"]),
        row("interaction-checked", "Steroid kept", &["not-agreed"], &["changed"]),
    ]
}

fn drawn_up() -> Vec<Row> {
    let cloudy =
        says("drawn-other", &["drug=unknown", "looks=cloudy", "strength=9", "volume=1", "lot=H1", "expiry=12/45"]);
    let cloudy = [cloudy, says("choose-variant", &["transforaminal"])];
    let two = |item| Step { second: Some(CLINICIAN), ..tick(item) };
    let read_again = [two("drugs-read-aloud"), tick("say-drug"), two("time-out-agreed")];
    let told_late = [says("choose-injectate", &["dexamethasone"]), says("allergies-asked", &["local-anaesthetic"])];
    let asked_again = [tick("say-allergy-thinner"), tick("say-drug"), two("time-out-agreed"), tick("skin-prepped")];
    let numbed = [says("antiseptic-dry", &["end"]), says("skin-numbed", &["strength=10", "volume=3"])];
    let numbed = [&told_late[..], &[two("drugs-read-aloud")], &asked_again, &numbed].concat();
    let too_much = says("skin-numbed", &["strength=20", "volume=5"]);
    let skin = [&[says("choose-injectate", &["dexamethasone"])][..], &read_again, &[too_much]].concat();
    vec![
        expired!("drawn-midazolam", "S", "strength=1", "volume=5"),
        expired!("drawn-fentanyl", "T", "strength=50", "volume=2"),
        expired!("drawn-dexamethasone", "A", "strength=10", "volume=1"),
        expired!("drawn-betamethasone", "B", "strength=6", "volume=1"),
        expired!("drawn-triamcinolone", "C", "strength=40", "volume=1"),
        expired!("drawn-methylprednisolone", "D", "strength=40", "volume=1"),
        expired!("drawn-lidocaine", "E", "strength=10", "volume=2"),
        expired!("drawn-bupivacaine", "F", "strength=2.5", "volume=2"),
        expired!("drawn-ropivacaine", "G", "strength=2", "volume=2"),
        expired!("drawn-other", "H", "drug=saline", "looks=clear", "strength=9", "volume=1"),
        never(clash("drawn-other", "A suspension for a transforaminal", &cloudy, says("drawn-other", CLEAR))),
        dose!("drawn-dexamethasone", "Dose outside", "strength=10", "volume=10"),
        dose!("drawn-betamethasone", "Dose outside", "strength=6", "volume=10"),
        dose!("drawn-triamcinolone", "Dose outside", "strength=40", "volume=10"),
        dose!("drawn-methylprednisolone", "Dose outside", "strength=40", "volume=0.1"),
        dose!("drawn-lidocaine", "Lidocaine in all", "strength=20", "volume=4.6"),
        dose!("drawn-bupivacaine", "Bupivacaine is much", "strength=5", "volume=5"),
        dose!("drawn-ropivacaine", "Ropivacaine is much", "strength=10", "volume=2"),
        clash("skin-numbed", "Lidocaine in all", &skin, says("skin-numbed", &["not-used"])),
        clash("skin-numbed", "Allergy to local anaesthetic", &numbed, says("skin-numbed", &["not-used"])),
    ]
}

fn from_the_time_out_on() -> Vec<Row> {
    let transforaminal = says("choose-variant", &["transforaminal"]);
    let dexamethasone = says("choose-injectate", &["dexamethasone"]);
    let particulate = "Particulate steroid for a cervical transforaminal";
    let unseen = "Particulate steroid through the foramen";
    let no_contrast = [transforaminal, says("choose-region", &["lumbar"]), says("choose-contrast", &["none"])];
    let not_used = [says("contrast-live", &["no-contrast-used"]), transforaminal, says("choose-region", &["lumbar"])];
    let none_drawn = dexamethasone;
    let unexpected = [none_drawn, says("motor-sensory-check", &["expected-numbness-only"])];
    let two = |item| Step { second: Some(CLINICIAN), ..tick(item) };
    let still_numb = [
        none_drawn,
        two("drugs-read-aloud"),
        tick("say-drug"),
        two("time-out-agreed"),
        two("final-syringe-check"),
        says("injected", &["all-in"]),
        says(NEEDLE_OUT, &["now"]),
        tick("sharps-counted"),
        says("injectate-record", &["done=as-planned"]),
        says("event-in-room", &["dural-puncture", "vascular-spread"]),
        two("handover-given"),
        says("motor-sensory-check", &["as-baseline"]),
        says("symptoms-watched", &["none"]),
        says("post-vitals", WELL),
        says("neuro-documented", &["expected-numbness"]),
    ];
    let disagrees = [says("injectate-record", &["done=nothing"])];
    let in_pain = [says("injected", &["stopped-pain"]), says("event-in-room", &["none"])];
    let other_level = [says("dura-decision", &["other-level"])];
    vec![
        never(row("consent-matches", "Consent does not match", &["mismatch"], &["midline"])),
        never(row("consent-matches", "The consent shows another side", &["right"], &["midline"])),
        never(clash("say-drug", particulate, &[transforaminal], dexamethasone)),
        never(clash("say-drug", unseen, &no_contrast, dexamethasone)),
        never(row("sedation-watch", "Oversedation", &["not-well"], &["well"])),
        never(row("aspiration-clear", "Blood", &["blood"], &["clear"])),
        never(row("aspiration-clear", "Spinal fluid", &["csf"], &["clear"])),
        never(row("contrast-live", "Contrast in a vessel", &["vascular"], &["expected-spread"])),
        never(row("contrast-live", "Contrast in the spinal fluid", &["intrathecal"], &["expected-spread"])),
        never(row("contrast-live", "Subdural", &["subdural"], &["expected-spread"])),
        row("contrast-live", "Contrast outside", &["soft-tissue-or-other"], &["expected-spread"]),
        row("contrast-live", "Contrast was planned and not used", &["no-contrast-used"], &["expected-spread"]),
        never(clash("contrast-live", unseen, &not_used, says("contrast-live", &["expected-spread"]))),
        never(row("patient-ok", "Shooting pain", &["new-limb-pain-or-shock"], &["none"])),
        never(row("patient-ok", "Numbness or weakness", &["numb-or-weak"], &["none"])),
        never(row("patient-ok", "Signs of local anaesthetic toxicity", &["dizzy-taste-ringing"], &["none"])),
        never(clash("final-syringe-check", particulate, &[transforaminal], dexamethasone)),
        never(clash("final-syringe-check", unseen, &no_contrast, dexamethasone)),
        never(row("dura-decision", "The decision is to end", &["end-procedure"], &["other-level"])),
        row("dura-decision", "Another plan", &["other"], &["other-level"]),
        never(clash("dura-decision", "Spinal fluid was seen", &other_level, dexamethasone)),
        never(row("event-in-room", "Spinal fluid was found", &["none"], &["dural-puncture"])),
        never(row("event-in-room", "Blood or a vessel", &["dural-puncture"], &["vascular-spread"])),
        never(clash(
            "event-in-room",
            "Subdural contrast, pain",
            &in_pain,
            says("event-in-room", &["dural-puncture", "vascular-spread"]),
        )),
        row("post-vitals", "Blood pressure, pulse", &["unmeasurable"], WELL),
        row("post-vitals", "Saturation too low", DESATURATED, WELL),
        row("post-vitals", "Pressure or pulse too low", COLLAPSED, WELL),
        row("motor-sensory-check", "New weakness or numbness", &["new-or-worse-deficit"], &["as-baseline"]),
        clash(
            "motor-sensory-check",
            "No local anaesthetic",
            &unexpected,
            says("motor-sensory-check", &["as-baseline"]),
        ),
        never(clash("injectate-record", "What was injected", &disagrees, says("injectate-record", &["done=part"]))),
        row("symptoms-watched", "Possible anaphylaxis", &["breathing-or-faint"], &["none"]),
        row("symptoms-watched", "Signs of stroke", &["vision-speech-face"], &["none"]),
        row("symptoms-watched", "Chest symptoms", &["chest"], &["none"]),
        row("final-vitals", "Blood pressure, pulse", &["unmeasurable"], WELL),
        row("final-vitals", "Saturation too low", DESATURATED, WELL),
        row("final-vitals", "Pressure or pulse too low", COLLAPSED, WELL),
        row("walks-safely", "Cannot stand, walk or transfer", &["cannot"], &["as-before"]),
        row("neuro-documented", "New or worse", &["new-or-worse"], &["as-baseline"]),
        clash("neuro-documented", "No local anaesthetic", &still_numb, says("neuro-documented", &["as-baseline"])),
        row("recovery-score", "Recovery score below", &["7"], &["8"]),
        row("leaves-with-escort", "No responsible adult", &["no-escort"], &["with-escort"]),
        row("call-red-flags", "New weakness", &["nerve-or-worse"], &["none"]),
        row("call-red-flags", "Bladder or bowel", &["bladder-saddle"], &["none"]),
        row("call-red-flags", "Trouble breathing", &["emergency"], &["none"]),
        row("call-red-flags", "Fever with back pain", &["infection-back-pain"], &["none"]),
        row("call-restart-done", "Blood thinner not restarted", &["not-restarted"], &["restarted"]),
        row("call-numbness", "Numbness has not gone", &["not-gone"], &["gone"]),
    ]
}

fn at_the_reviews() -> impl Iterator<Item = Row> {
    let found = [
        ("nerve-or-worse", "New weakness"),
        ("bladder-saddle", "Bladder or bowel"),
        ("infection-back-pain", "Fever with back pain"),
    ];
    let at = |item| {
        move |(id, say): (&'static str, &'static str)| Row {
            item,
            say,
            given: vec![says(item, Vec::leak(vec![id]))],
            past: None,
            cure: says(item, &["none"]),
            by: OverrideBy::Clinician,
        }
    };
    ["week-1-complications", "month-1-complications", "month-3-complications"]
        .into_iter()
        .flat_map(move |item| found.into_iter().map(at(item)))
}

/// Every stop of the content.
pub(crate) fn rows() -> Vec<Row> {
    let parts = [set_up(), blood_thinners(), before_the_needle(), drawn_up(), from_the_time_out_on()];
    parts.into_iter().flatten().chain(at_the_reviews()).collect()
}

//! The four cases that every report is made of: complete; stopped and overridden; deferred and amended after sign-off;
//! practice. Each is the same from run to run, to the last byte.

use crate::bench::rules::*;
use periop::domain::practice::{Exercise, Rehearsal, Seed};
use std::sync::{Arc, LazyLock};

/// The shipped checklist, with what stands beside its items.
pub(crate) static SHEET: LazyLock<(Arc<Checklist>, Beside)> = LazyLock::new(|| {
    let (checklist, beside) = Checklist::load_whole(SHIPPED[0].json).expect("the shipped checklist");
    (Arc::new(checklist), beside)
});

/// All four, by name.
pub(crate) fn all() -> [(&'static str, Bench); 4] {
    [("complete", complete()), ("stopped", stopped()), ("amended", amended()), ("practice", practised())]
}

/// A whole course without an event, to the three-month review; what was noted, and a crisis card that was opened.
pub(crate) fn complete() -> Bench {
    let mut bench = Bench::opened(&SHEET.0, None);
    let members = vec![who(CLINICIAN), who(NURSE)];
    done(bench.nurse().act(Act::Team { members }));
    goes_to(&mut bench, "everyone-stops", &[]);
    done(bench.nurse().sign("pre-procedure"));
    goes_to(&mut bench, "post-vitals", &[]);
    done(bench.clinician().sign("procedure"));
    goes_to(&mut bench, "motor-sensory-check", &[]);
    done(bench.nurse().note(None, "rang the ward about a later pick-up"));
    done(bench.nurse().note(Some("post-vitals"), "sitting up"));
    done(bench.nurse().crisis(CrisisStamp::Opened));
    done(bench.nurse().crisis(CrisisStamp::Ended));
    goes_to(&mut bench, "call-red-flags", &[]);
    for (day, to) in [("2026-11-24T13:30:00Z", "week-1-pain"), ("2026-11-30T09:00:00Z", "month-1-pain")] {
        bench.clock(day);
        goes_to(&mut bench, to, &[("week-1-pain", "2"), ("week-1-relief", "70")]);
    }
    bench.clock("2026-12-23T09:00:00Z");
    goes_to(&mut bench, "month-3-pain", &[("month-1-pain", "3")]);
    bench.clock("2027-02-23T10:00:00Z");
    goes_on(&mut bench, usize::MAX, &[]);
    done(bench.clinician().close(Outcome::Completed));
    bench
}

/// No escort, which a clinician overrode; contrast in a vessel, for which the procedure was stopped.
pub(crate) fn stopped() -> Bench {
    let mut bench = Bench::opened(&SHEET.0, None);
    goes_to(&mut bench, "medicines-reviewed", &[("escort-confirmed", "none")]);
    done(bench.clinician().because("a ward bed is kept for the night").go_on("escort-confirmed"));
    goes_to(&mut bench, "contrast-live", &[]);
    answers(&mut bench, "contrast-live", "vascular");
    done(bench.nurse().tell("contrast-live", "DK"));
    done(bench.clinician().because("contrast in a vessel twice").stop());
    goes_to(&mut bench, "event-in-room", &[("injectate-record", "done=nothing")]);
    answers(&mut bench, "change-noted", "nothing was injected");
    goes_to(&mut bench, "recovery-timer", &[("event-in-room", "vascular-spread")]);
    done(bench.clinician().because("rebooked").close(Outcome::Stopped));
    bench
}

/// The pain before the injection was put off, and an allergy was told after the sign-off, which that broke; the patient
/// could not be reached for the first review.
pub(crate) fn amended() -> Bench {
    let mut bench = Bench::opened(&SHEET.0, None);
    goes_to(&mut bench, "baseline-pain", &[]);
    done(bench.nurse().because("the interpreter is on the way").put_off("baseline-pain", None));
    goes_to(&mut bench, "everyone-stops", &[]);
    done(bench.nurse().sign("pre-procedure"));
    let latex = read(&bench.case.checklist().item(bench.ix("allergies-asked")).answer, &["latex"], &bench.now);
    done(bench.nurse().because("told only when asked again").give("allergies-asked", latex.expect("an answer")));
    answers(&mut bench, "latex-free-room", "latex-free");
    goes_to(&mut bench, "call-red-flags", &[]);
    bench.clock("2026-11-24T13:30:00Z");
    goes_to(&mut bench, "week-1-pain", &[]);
    for day in ["2026-11-30T09:00:00Z", "2026-12-01T09:00:00Z"] {
        bench.clock(day);
        let text = Some(Text::from("no reply"));
        done(bench.nurse().act(Act::Attempt { section: id("week-1"), result: Attempt::Retry, text }));
    }
    bench
}

/// A rehearsal that was broken off behind the time-out.
pub(crate) fn practised() -> Bench {
    let mut bench = Bench::opened_as(Mode::Practice, &SHEET.0, None);
    let rehearsal = Rehearsal { exercise: Exercise::Guided, seed: Seed(7), of: Vec::new() };
    done(bench.by(TRAINEE).act(Act::Rehearse(rehearsal)));
    goes_to(&mut bench, "mask-and-gloves", &[]);
    bench
}

fn done(said: Result<Vec<Fact>, Refusal>) {
    said.unwrap_or_else(|refusal| panic!("{refusal}"));
}

/// Answers what is open before an item as usual, or otherwise.
pub(crate) fn goes_to(bench: &mut Bench, item: &str, otherwise: &[(&str, &str)]) {
    let end = bench.ix(item).0;
    goes_on(bench, end, otherwise);
}

fn goes_on(bench: &mut Bench, end: usize, otherwise: &[(&str, &str)]) {
    for (ix, usual) in SHEET.1.normal.iter().filter(|(ix, _)| ix.0 < end) {
        if bench.case.status(*ix).is_open() {
            let item = SHEET.0.item(*ix).id.as_str();
            let words = otherwise.iter().find(|(other, _)| item == *other).map_or(usual.as_str(), |(_, words)| words);
            answers(bench, item, words);
        }
    }
}

fn answers(bench: &mut Bench, item: &str, words: &str) {
    let ix = bench.ix(item);
    let spec = bench.case.checklist().item(ix).clone();
    if words == "end" {
        if bench.case.timer(ix).is_none() {
            done(bench.nurse().timer(item));
        }
        let ends = bench.case.timer(ix).expect("a timer").ends();
        bench.now.at = bench.now.at.max(ends);
    }
    let (by, other) = if spec.role == Responsible::Clinician { (CLINICIAN, NURSE) } else { (NURSE, CLINICIAN) };
    let hand = bench.by(by);
    let hand = if spec.two_person && words.is_empty() { hand.with(other) } else { hand };
    let said = hand.answer(item, words);
    said.unwrap_or_else(|refusal| panic!("{item} {words}: {refusal}"));
    bench.now.at = bench.now.at.plus_seconds(20);
}

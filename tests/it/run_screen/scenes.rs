//! The moments of a case whose screens are looked at: every status, every panel, everything that is typed.

use crate::bench::keys::Desk;
use crate::walk::{Step, WALK, says};
use crate::ward::{CLINICIAN, NURSE};
use periop::domain::case::{Act, Status};
use periop::domain::{Answer, Attempt, Outcome, Text};

/// A name, and how the screens come to stand so.
type Scene = (&'static str, fn() -> Desk);

pub(super) const SCENES: &[Scene] = &[
    ("open-and-pending", pending),
    ("deferred-not-applicable", set_aside),
    ("answered-caution-overridden", every_answer),
    ("not-right", not_right),
    ("confirmation-broken", confirmation_broken),
    ("not-done", not_done),
    ("stop", stop),
    ("stop-nobody-overrides", stop_never),
    ("stop-left-standing", stop_left),
    ("refused-over-a-stop", refused_over_a_stop),
    ("held", held),
    ("sign-off-complete", sign_complete),
    ("sign-off-incomplete", sign_incomplete),
    ("sign-off-broken", sign_broken),
    ("changed-after-sign-off", changed),
    ("code", code),
    ("code-wrong", code_wrong),
    ("several-picked", several),
    ("many-options", many_options),
    ("fields", fields),
    ("fields-second-row", second_row),
    ("timer-running", timer_running),
    ("timer-ended", timer_ended),
    ("late-and-stated-by", late_and_stated),
    ("late-entry", late_entry),
    ("caution-with-whom-to-tell", caution),
    ("second-person", second_person),
    ("reason", reason),
    ("team", team),
    ("preset", preset),
    ("follow-up", follow_up),
    ("follow-up-item", follow_up_item),
    ("to-close", to_close),
    ("closing", closing),
    ("closed", closed),
    ("why", why),
    ("help", help),
];

fn pending() -> Desk {
    let mut desk = Desk::new();
    desk.press("⇥jjjj");
    desk
}

/// A patient on a blood thinner, with sedation planned, for whom much is not as usual.
const SPECIAL: &[Step] = &[
    says("choose-sedation", &["minimal"]),
    says("medicines-reviewed", &["diabetes", "enzyme-inhibitor"]),
    says("antithrombotic-status", &["held-as-agreed"]),
    says("antithrombotic-class", &["aspirin"]),
    says("antithrombotic-last-dose", &["antithrombotic-class=aspirin", "last-dose=2026-11-16 08:00"]),
    says("glucose-now", &["180"]),
    says("fasting-times", &["last-food=2026-11-22 20:00", "last-clear-fluid=2026-11-23 06:00"]),
];

fn because(item: &str, reason: &str) -> (periop::domain::Id, Text) {
    (item.parse().expect("an id"), Text::from(reason))
}

/// One item put off, one that does not apply, the others open or answered.
fn set_aside() -> Desk {
    let mut desk = Desk::with("indication-confirmed", SPECIAL);
    let (item, reason) = because("indication-confirmed", "confirmed in the letter, see the chart");
    desk.act(CLINICIAN, Act::NotApplicable { item, reason });
    for item in ["red-flags-excluded", "bleeding-history", "imaging-reviewed", "baseline-neuro"] {
        desk.step(WALK.iter().find(|step| step.item == item).expect("a step"));
    }
    let (item, reason) = because("baseline-pain", "the interpreter is on the way");
    desk.act(NURSE, Act::Defer { item, reason, to: None });
    desk.opens();
    desk
}

fn every_answer() -> Desk {
    let mut desk = Desk::with("escort-confirmed", SPECIAL);
    desk.step(&says("escort-confirmed", &["none"]));
    let (item, reason) = because("escort-confirmed", "a ward bed is kept for the night");
    desk.act(CLINICIAN, Act::Override { item, reason });
    for step in crate::walk::steps_with(desk.case().checklist(), SPECIAL) {
        let here = desk.case().checklist().item(desk.ix(step.item)).section
            == desk.case().checklist().item(desk.ix("vitals")).section;
        if !here || matches!(desk.case().status(desk.ix(step.item)), Status::Inactive { .. }) {
            continue;
        }
        match step.item {
            "two-identifiers" | "escort-confirmed" | "vitals" | "pregnancy-status" | "fasting-times" => {}
            _ => desk.step(&step),
        }
    }
    desk.opens();
    desk.press("kkkkkkkkkkkk");
    desk
}

fn not_right() -> Desk {
    let mut desk = Desk::at("positioned");
    desk.press("xthe mark is under the drape\r⇤");
    desk
}

fn confirmation_broken() -> Desk {
    let mut desk = Desk::at("emergency-kit-ready");
    let answer = Answer::Choice(vec!["left".parse().expect("an id")]);
    let (item, reason) = because("choose-side", "the chart says left");
    let consent = "consent-complete".parse().expect("an id");
    let act = |item, answer: &Answer| Act::Answer {
        item,
        answer: answer.clone(),
        second: None,
        reason: Some(reason.clone()),
        again: false,
        carried: None,
    };
    desk.act(NURSE, act(item, &answer));
    desk.act(NURSE, act(consent, &answer));
    desk.opens();
    desk
}

fn not_done() -> Desk {
    let mut desk = Desk::at("contrast-live");
    desk.press("23contrast in a vessel twice\r⇤");
    desk
}

fn stop() -> Desk {
    let mut desk = Desk::at("vitals-temp");
    desk.press("38.4\r");
    desk
}

fn stop_never() -> Desk {
    let mut desk = Desk::at("contrast-live");
    desk.press("2");
    desk
}

fn refused_over_a_stop() -> Desk {
    let mut desk = stop_never();
    desk.press("4seen");
    desk
}

fn stop_left() -> Desk {
    let mut desk = stop();
    desk.press("\x1b");
    desk
}

fn held() -> Desk {
    let mut desk = Desk::at("vitals-temp");
    let item = Some("vitals-temp".parse().expect("an id"));
    desk.act(CLINICIAN, Act::Hold { item });
    desk.minutes(12);
    desk.opens();
    desk
}

/// Signed off with one item put off and one overridden.
fn exceptions() -> Desk {
    let mut desk = Desk::with("escort-confirmed", &[]);
    desk.step(&says("escort-confirmed", &["none"]));
    let (item, reason) = because("escort-confirmed", "a ward bed is kept for the night");
    desk.act(CLINICIAN, Act::Override { item, reason });
    for step in WALK.iter().skip_while(|step| step.item != "medicines-reviewed") {
        match step.item {
            "everyone-stops" => break,
            "baseline-pain" => {
                let (item, reason) = because(step.item, "the interpreter is on the way");
                desk.act(NURSE, Act::Defer { item, reason, to: None });
            }
            _ => desk.step(step),
        }
    }
    desk.opens();
    desk
}

fn sign_complete() -> Desk {
    let mut desk = exceptions();
    desk.press("s");
    desk
}

fn sign_incomplete() -> Desk {
    let mut desk = Desk::at("medicines-reviewed");
    desk.press("s");
    desk
}

fn changed() -> Desk {
    let mut desk = exceptions();
    desk.press("s\r");
    let answer = Answer::Number { value: "37.1".parse().expect("a number"), unit: Text::from("°C") };
    let (item, reason) = because("vitals-temp", "read off the wrong line");
    let act = Act::Answer { item, answer, second: None, reason: Some(reason), again: false, carried: None };
    desk.act(NURSE, act);
    desk.press("⇤jjjjjj");
    desk
}

fn sign_broken() -> Desk {
    let mut desk = changed();
    desk.press("s");
    desk
}

fn code() -> Desk {
    let mut desk = Desk::at("everyone-stops");
    desk.press(" ");
    desk
}

fn code_wrong() -> Desk {
    let mut desk = code();
    desk.press("zz\r");
    desk
}

fn several() -> Desk {
    let mut desk = Desk::at("allergies-asked");
    desk.press("23");
    desk
}

fn many_options() -> Desk {
    Desk::at("choose-injectate")
}

fn fields() -> Desk {
    let mut desk = Desk::at("vitals");
    desk.press("128\r76\r7");
    desk
}

fn second_row() -> Desk {
    let two = says("antithrombotic-class", &["aspirin", "p2y12-inhibitor"]);
    let others = SPECIAL.iter().filter(|step| step.item != two.item);
    let steps: Vec<Step> = others.copied().chain([two]).collect();
    let mut desk = Desk::with("antithrombotic-last-dose", &steps);
    desk.press("2026-11-16 08:00\r");
    desk
}

fn timer_running() -> Desk {
    let mut desk = Desk::at("antiseptic-dry");
    desk.press(" ");
    desk.minutes(1);
    desk
}

fn timer_ended() -> Desk {
    let mut desk = timer_running();
    desk.minutes(3);
    let (case, ix) = (desk.case().clone(), desk.ix("antiseptic-dry"));
    desk.app.timer_ended(&case, ix);
    desk
}

fn late_and_stated() -> Desk {
    let mut desk = Desk::at("red-flags-excluded");
    desk.press("bDK\r2l09:20\r1");
    desk.press("b\rbDK\r2l09:25\r");
    desk
}

fn late_entry() -> Desk {
    let mut desk = Desk::at("red-flags-excluded");
    desk.press("l23:59\r");
    desk
}

fn caution() -> Desk {
    let mut desk = Desk::at("medicines-reviewed");
    desk.press("3\r");
    desk
}

fn second_person() -> Desk {
    let mut desk = Desk::at("drugs-read-aloud");
    desk.press(" ");
    desk
}

fn reason() -> Desk {
    let mut desk = Desk::at("two-identifiers");
    desk.press("xwristband is missing");
    desk
}

fn team() -> Desk {
    let mut desk = Desk::at("two-identifiers");
    desk.press("mDK\r2");
    desk
}

fn preset() -> Desk {
    let mut desk = Desk::new();
    desk.press("p");
    desk
}

/// Ten days after the patient left, the one-week review being late.
fn ten_days_later() -> Desk {
    let mut desk = Desk::at("week-1-pain");
    let section = || "week-1".parse().expect("an id");
    desk.minutes(8 * 24 * 60);
    let text = Some(Text::from("no reply"));
    desk.act(NURSE, Act::Attempt { section: section(), result: Attempt::Retry, text });
    desk.act(NURSE, Act::Contact { text: Text::from("rang about the dressing, all well") });
    desk.minutes(2 * 24 * 60);
    desk.opens();
    desk
}

fn follow_up() -> Desk {
    ten_days_later()
}

fn follow_up_item() -> Desk {
    let mut desk = ten_days_later();
    desk.press("1");
    desk
}

fn to_close() -> Desk {
    let mut desk = ten_days_later();
    for step in WALK.iter().skip_while(|step| step.item != "week-1-pain") {
        desk.step(step);
    }
    desk.opens();
    desk
}

fn closing() -> Desk {
    let mut desk = to_close();
    desk.press("e");
    desk
}

fn closed() -> Desk {
    let mut desk = to_close();
    desk.act(NURSE, Act::Close { outcome: Outcome::Completed, reason: None });
    desk.opens();
    desk
}

fn why() -> Desk {
    let mut desk = Desk::at("vitals-temp");
    desk.step(&says("vitals-temp", &["37.2"]));
    let answer = Answer::Number { value: "37.4".parse().expect("a number"), unit: Text::from("°C") };
    let item = "vitals-temp".parse().expect("an id");
    let act = Act::Answer { item, answer, second: None, reason: None, again: true, carried: None };
    desk.act(NURSE, act);
    let (item, text) = because("vitals-temp", "measured in the ear");
    desk.act(NURSE, Act::Note { item: Some(item), text });
    desk.opens();
    desk.press("ki");
    desk
}

fn help() -> Desk {
    let mut desk = Desk::new();
    desk.press("?");
    desk
}

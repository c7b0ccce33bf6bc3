//! Handouts: sheets for the patient with the times of a case, or all that is missing for them.

mod by_keys;
mod commands;
mod plain_words;
mod times;

use crate::bench::rules::*;
use crate::reports::cases::{SHEET, goes_to};
use periop::domain::reference::{Handed, Missing};
use periop::report::{Page, handout_page};

const ALL: [&str; 3] = ["preparation", "aftercare", "red-flags"];

/// What a site sets for the shipped checklist, with these telephone numbers.
fn site(numbers: &[(&str, &str)]) -> Checklist {
    let set = |words: &str| Set {
        value: Some(LocalValue::Text(Text::from(words))),
        by: Text::from("head nurse"),
        date: jiff::civil::date(2026, 11, 2),
        why: Text::from("policy 12"),
    };
    let locals = numbers.iter().map(|(name, words)| (id(name), set(words))).collect();
    Checklist::clone(&SHEET.0).with(&locals)
}

fn numbers() -> Checklist {
    site(&[("clinic-telephone", "044 255 11 11"), ("out-of-hours-telephone", "044 255 99 99")])
}

fn handed(bench: &Bench, handout: &str, site: &Checklist) -> Result<Handed, BTreeSet<Missing>> {
    let handout = SHEET.1.handouts.iter().find(|of| of.id == handout).expect("a handout");
    Handed::new(handout, &bench.case, site, &bench.now)
}

pub(crate) fn page(bench: &Bench, handout: &str) -> Page {
    let handed = handed(bench, handout, &numbers()).unwrap_or_else(|missing| panic!("{handout}: {missing:?}"));
    handout_page(&handed, &bench.case, &Caveats::default())
}

/// The ids of what is missing, as commands tell them.
fn missing(bench: &Bench, handout: &str, site: &Checklist) -> Vec<String> {
    let missing = handed(bench, handout, site).expect_err("something is missing");
    let said = missing.iter().map(|missing| missing.say(&bench.case, site));
    said.map(|said| said.split([':', ' ', ';']).next().unwrap_or_default().to_owned()).collect()
}

/// A case in which everything before the patient's leaving is in order.
fn at_leaving() -> Bench {
    let mut bench = Bench::opened(&SHEET.0, None);
    goes_to(&mut bench, "left-at", &[]);
    bench
}

fn writes(bench: &mut Bench, item: &str, words: &[&str]) {
    let spec = &bench.case.checklist().item(bench.ix(item)).answer;
    let answer = read(spec, words, &bench.now).unwrap_or_else(|misfit| panic!("{item}: {misfit}"));
    let (second, reason, preset, carried) = (None, None, None, None);
    let fact = ItemFact::Answered { answer, second, reason, again: false, grouped: false, preset, carried };
    bench.writes(&[fact.about(&id(item))]);
}

/// The same with all that adds a line to its sheets, whatever the rules would have asked on the way.
fn with_everything() -> Bench {
    let mut bench = at_leaving();
    for (item, words) in [
        ("choose-sedation", &["moderate"][..]),
        ("choose-injectate", &["dexamethasone", "lidocaine"]),
        ("medicines-reviewed", &["diabetes"]),
        ("antithrombotic-status", &["held-as-agreed"]),
        ("antithrombotic-plan", &["held-long-enough"]),
        ("event-in-room", &["dural-puncture"]),
        ("block-ends", &["2026-11-23", "18:00"]),
        ("restart-time-given", &["2026-11-25", "08:00"]),
    ] {
        writes(&mut bench, item, words);
    }
    bench
}

fn planned() -> Bench {
    Bench::planned_of(&SHEET.0)
}

fn of(handout: &str) -> Bench {
    if handout == "preparation" { planned() } else { with_everything() }
}

/// All three, with every line that a case can have, in both forms.
#[test]
fn each_handout_says_its_times_and_numbers() {
    for handout in ALL {
        let page = page(&of(handout), handout);
        insta::assert_snapshot!(format!("{handout}-text"), page.text());
        insta::assert_snapshot!(
            format!("{handout}-html"),
            page.html().split("<body").nth(1).unwrap().replace("><", ">\n<")
        );
    }
    insta::assert_snapshot!("ordinary-text", page(&at_leaving(), "aftercare").text());
}

/// Each thing by itself, and all at once, in the order of the checklist.
#[test]
fn what_is_missing_is_named_all_at_once() {
    let (all, none) = (numbers(), Checklist::clone(&SHEET.0));
    let clinic = site(&[("clinic-telephone", "044 255 11 11")]);
    let telephones = ["clinic-telephone", "out-of-hours-telephone"];
    assert_eq!(missing(&planned(), "preparation", &none), telephones);
    assert_eq!(missing(&planned(), "preparation", &clinic), telephones[1..]);
    let day = Bench::opened(&SHEET.0, None);
    assert_eq!(missing(&day, "preparation", &all), ["the"]);
    let mut bench = Bench::opened(&SHEET.0, None);
    goes_to(&mut bench, "needle-out-dressed", &[]);
    writes(&mut bench, "choose-injectate", &["dexamethasone", "lidocaine"]);
    assert_eq!(missing(&bench, "red-flags", &all), ["needle-out-dressed", "block-ends"]);
    assert_eq!(missing(&bench, "aftercare", &all), ["needle-out-dressed", "block-ends", "event-in-room"]);
    assert_eq!(
        missing(&bench, "aftercare", &none),
        ["needle-out-dressed", "block-ends", "event-in-room", telephones[0], telephones[1]]
    );
    // What is not asked yet is asked for by what it waits for.
    let early = missing(&day, "aftercare", &all);
    assert!(early.contains(&"choose-sedation".to_owned()) && early.contains(&"choose-variant".to_owned()), "{early:?}");
    assert!(!early.contains(&"facet-purpose".to_owned()), "{early:?}");
    // What was withdrawn is missing again.
    let mut bench = at_leaving();
    let gone = ItemFact::Withdrawn { reason: Text::from("the clock was wrong") }.about(&id("needle-out-dressed"));
    bench.writes(&[gone]);
    assert_eq!(missing(&bench, "red-flags", &all)[0], "needle-out-dressed");
}

/// What a paper of a case may not pass for stands on handouts too.
#[test]
fn handouts_bear_the_marks_of_their_case() {
    let mut practised = Bench::opened_as(Mode::Practice, &SHEET.0, None);
    goes_to(&mut practised, "left-at", &[]);
    for handout in ["aftercare", "red-flags"] {
        let page = page(&practised, handout);
        assert!(page.text().starts_with("PRACTICE · DRAFT CHECKLIST"), "{}", page.text());
        assert!(page.html().contains("<div>PRACTICE</div>"), "{}", page.html());
    }
    let bench = at_leaving();
    let handed = handed(&bench, "aftercare", &numbers()).unwrap();
    let damaged = Caveats { problem: Some(Text::from("line 3")), ..Caveats::default() };
    assert!(handout_page(&handed, &bench.case, &damaged).text().starts_with("DAMAGED · "));
}

/// A telephone number is words, whatever stands in it.
#[test]
fn what_a_site_sets_stays_words() {
    let nasty = "044 <b onload=x>*_`# \u{202e}";
    let site = site(&[("clinic-telephone", nasty), ("out-of-hours-telephone", "044 </table><script>")]);
    let bench = at_leaving();
    let handed = handed(&bench, "red-flags", &site).unwrap();
    let page = handout_page(&handed, &bench.case, &Caveats::default());
    let html = page.html();
    assert!(html.contains("044 &lt;b onload=x&gt;*_`# ⟨U+202E⟩") && !html.contains("<script>"), "{html}");
    assert!(!page.markdown().contains("<script>") && page.markdown().contains("\\<b onload=x\\>\\*\\_\\`\\#"));
}

//! What a trainee sees: every choice at every size, where keys lead, and the way to practice from an empty list.

use super::scenarios::{begun, is_over, play, records, scenarios, step, verdicts};
use crate::bench::keys::lines;
use crate::bench::prelude::*;
use periop::app::{Dialog, Played, Screen};
use periop::domain::checklist::AnswerType;
use periop::domain::practice::{Exercise, Verdict};

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (200, 60)];

/// All that is shown, on as many pages as a key shows.
fn pages(desk: &mut Desk, size: (u16, u16), (on, back): (&str, &str)) -> String {
    let mut all = Vec::new();
    loop {
        let page = lines(&desk.drawn(size, false)).join("\n");
        if all.last() == Some(&page) {
            break;
        }
        all.push(page);
        desk.press(on);
    }
    for _ in &all {
        desk.press(back);
    }
    all.join("\n").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The digits of what can be chosen here, each with the first word of what it stands for.
fn choices(desk: &Desk) -> Vec<String> {
    let first = |n: usize, words: &str| format!("{} {}", n % 10, words.split(' ').next().unwrap_or_default());
    if matches!(desk.app.dialog, Some(Dialog::Played(Played::Decision))) {
        return play(desk).choices().iter().map(|(place, _, choice)| first(place + 1, &choice.text)).collect();
    }
    let here = desk.cursor();
    let answer = &desk.case().checklist().item(here).answer;
    let options = answer.options().iter().zip(1..);
    let is_asked = desk.app.dialog.is_none() && desk.case().status(here).is_open();
    let is_asked = is_asked && matches!(answer, AnswerType::Choice { .. });
    options.filter(|_| is_asked).map(|(option, n)| first(n, option.label.as_str())).collect()
}

#[test]
fn each_choice_of_a_played_case_is_shown_or_scrolled_to_at_every_size() {
    let mut scrolled = 0;
    for (scenario, exercise) in
        scenarios().into_iter().flat_map(|of| [(of.clone(), Exercise::Scenario), (of, Exercise::Exam)])
    {
        let mut desk = begun(exercise, &scenario);
        while !is_over(&desk) {
            let choices = choices(&desk);
            // In an exam the same is shown, and the key must work as well.
            let sizes = if exercise == Exercise::Exam { &SIZES[1..2] } else { &SIZES };
            for size in sizes.iter().filter(|_| !choices.is_empty()) {
                let keys = if desk.app.dialog.is_some() { ("↓", "↑") } else { ("⇟", "⇞") };
                let first = pages(&mut desk, *size, ("", ""));
                let all = pages(&mut desk, *size, keys);
                for choice in &choices {
                    assert!(all.contains(choice.as_str()), "{scenario} at {size:?}, {choice:?}:\n{all}");
                    let is_told = first.contains(" more: page-down") || first.contains("more lines");
                    let is_there = first.contains(choice.as_str());
                    assert!(is_there || is_told, "{scenario} at {size:?}, {choice:?}:\n{first}");
                    scrolled += usize::from(!is_there);
                }
            }
            step(&mut desk);
        }
    }
    assert!(scrolled > 0, "none had to be scrolled to");
}

#[test]
fn an_empty_list_tells_the_way_to_practice() {
    let mut desk = Desk::new();
    (desk.app.screen, desk.app.dialog) = (Screen::Worklist, None);
    desk.app.worklist.complete = true;
    for size in [(80, 24), (40, 12)] {
        let screen = desk.shown(size);
        for words in ["t   practises", "n   opens a case", "periop demo"] {
            assert!(screen.contains(words), "{words} at {size:?}: {screen}");
        }
    }
}

#[test]
fn the_bar_says_where_the_way_back_leads() {
    let mut desk = begun(Exercise::Scenario, "fever");
    assert!(desk.screen().contains("esc end") && !desk.screen().contains("esc list"), "{}", desk.screen());
    desk.press("t");
    assert!(desk.screen().contains("esc back"), "{}", desk.screen());
    let mut desk = Desk::practice(1);
    assert!(desk.screen().contains("esc leave"), "{}", desk.screen());
    for keys in ["5", "\x1bv"] {
        desk.press(keys);
        assert!(desk.screen().contains("esc back"), "{keys}: {}", desk.screen());
    }
}

/// What is found is what has to be recorded, the time as well; the time of what just happened is the trainee's own.
#[test]
fn a_time_that_was_not_found_is_not_right() {
    for (typed, verdict) in [("yesterday 20:00", Verdict::Right), ("yesterday 09:00", Verdict::Wrong)] {
        let mut desk = begun(Exercise::Scenario, "warfarin-inr");
        records(&mut desk);
        desk.press(&format!("\r{typed}\r"));
        let (about, judged) = verdicts(&desk).pop().expect("it is judged");
        assert_eq!((about.as_str(), judged), ("antithrombotic-last-dose", verdict), "{}", desk.screen());
    }
}

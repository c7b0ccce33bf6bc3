//! Many terminals on one case, and terminals that are killed: no acknowledged entry is lost.

use crate::bench::prelude::*;
use std::process::{Child, Stdio};
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

/// Runs commands at once and gives what each said, in order.
fn at_once(ward: &Ward, commands: &[Vec<&str>]) -> Vec<Said> {
    let start = Barrier::new(commands.len());
    thread::scope(|scope| {
        let run = |args| {
            let start = &start;
            move || {
                start.wait();
                ward.run(args)
            }
        };
        let running: Vec<_> = commands.iter().map(|args| scope.spawn(run(args))).collect();
        running.into_iter().map(|said| said.join().expect("the command ran")).collect()
    })
}

/// The entries of a record, which must be whole and numbered without gaps.
fn whole(ward: &Ward, code: &str) -> Vec<Line> {
    let loaded = ward.store().load(code.parse().expect("a code")).expect("the record");
    assert_eq!(loaded.damage, None);
    let entries = loaded.case.entries().to_vec();
    let numbers: Vec<u64> = entries.iter().map(|sealed| sealed.entry.stamp.seq).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    assert!(entries.is_sorted_by_key(|sealed| sealed.entry.stamp.at), "the clock is asked under the lock");
    entries
}

/// The answers to an item, oldest first.
fn answers<'a>(entries: &'a [Line], id: &str) -> Vec<&'a Answer> {
    let facts = entries.iter().filter_map(|sealed| sealed.entry.fact.as_ref());
    let answers = facts.filter_map(|fact| match fact {
        Fact::Item(item, ItemFact::Answered { answer, .. }) if item == id => Some(answer),
        _ => None,
    });
    answers.collect()
}

#[test]
fn eight_terminals_answer_eight_items_at_once_and_nothing_is_lost() {
    const ROUNDS: usize = 6;
    let ward = Ward::new();
    let given: [(&str, [&str; 2]); 8] = [
        ("choose-variant", ["interlaminar", "caudal"]),
        ("choose-region", ["lumbar", "sacral"]),
        ("choose-antiseptic", ["povidone-iodine", "chlorhexidine-0-5-alcohol"]),
        ("choose-side", ["left", "right"]),
        ("choose-sedation", ["none", "minimal"]),
        ("choose-imaging", ["fluoroscopy", "ct"]),
        ("choose-contrast", ["iodinated", "gadolinium"]),
        ("choose-injectate", ["dexamethasone", "lidocaine"]),
    ];
    let code = ward.new_case("spinal-injection");
    for round in 0..ROUNDS {
        let answer = |(item, values): &(&'static str, [&'static str; 2])| {
            vec!["answer", &code, item, values[round % 2], "--reason", "changed"]
        };
        for said in at_once(&ward, &given.iter().map(answer).collect::<Vec<_>>()) {
            assert_eq!(said.code, 0, "{said:?}");
        }
    }
    let entries = whole(&ward, &code);
    assert_eq!(entries.len(), 1 + ROUNDS * given.len());
    for (item, _) in given {
        assert_eq!(answers(&entries, item).len(), ROUNDS, "{item}");
    }
}

#[test]
fn eight_terminals_answer_one_item_at_once_and_one_of_them_is_first() {
    let ward = Ward::new();
    for _ in 0..6 {
        let code = walked_with(&ward, "enter-level", LEVEL_TYPED);
        let levels: Vec<String> = (1..=8).map(|n| format!("level {n}")).collect();
        let answer = |level| vec!["answer", &code, "enter-level", level];
        let said = at_once(&ward, &levels.iter().map(|level| answer(level.as_str())).collect::<Vec<_>>());
        let taken: Vec<_> = said.iter().zip(&levels).filter(|(said, _)| said.code == 0).collect();
        let [(_, first)] = taken[..] else { panic!("{said:?}") };
        for refused in said.iter().filter(|said| said.code != 0) {
            let told = ["in the meantime", "already recorded"].iter().any(|words| refused.err.contains(words));
            assert!(refused.code == 1 && told && refused.err.contains(first), "{refused:?}");
        }
        assert_eq!(answers(&whole(&ward, &code), "enter-level"), [&Answer::Text(first.as_str().into())]);
    }
}

#[test]
fn eight_terminals_correct_one_item_at_once_and_each_acknowledged_correction_is_there() {
    let ward = Ward::new();
    let code = walked_with(&ward, "enter-level", LEVEL_TYPED);
    ward.fine(&["answer", &code, "enter-level", "level 0"]);
    let mut acknowledged = vec!["level 0".to_owned()];
    for round in 1..=4 {
        let levels: Vec<String> = (1..=8).map(|n| format!("level {round}.{n}")).collect();
        let commands: Vec<Vec<&str>> =
            levels.iter().map(|level| vec!["answer", &code, "enter-level", level, "--reason", "misheard"]).collect();
        let said = at_once(&ward, &commands);
        let before = acknowledged.len();
        for (said, level) in said.iter().zip(&levels) {
            match said.code {
                0 => acknowledged.push(level.clone()),
                _ => assert!(said.code == 1 && said.err.contains("in the meantime"), "{said:?}"),
            }
        }
        assert!(acknowledged.len() > before, "somebody comes first: {said:?}");
    }
    let entries = whole(&ward, &code);
    let recorded: BTreeSet<String> =
        answers(&entries, "enter-level").iter().map(|answer| format!("{answer:?}")).collect();
    let expected: BTreeSet<String> =
        acknowledged.iter().map(|level| format!("{:?}", Answer::Text(level.as_str().into()))).collect();
    assert_eq!(recorded, expected, "what was acknowledged, and nothing that was refused");
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn start(ward: &Ward, args: &[&str]) -> Child {
    ward.command(NURSE, args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// Starts one command after another and kills each after a random while. Gives the texts that were
/// acknowledged, and how many commands died of it.
fn killed_at_random(ward: &Ward, seed: u64, rounds: usize, args: &dyn Fn(&str) -> Vec<String>) -> (Vec<String>, usize) {
    let mut dice = Dice(seed);
    let (mut acknowledged, mut killed) = (Vec::new(), 0);
    // The span in which the kill falls follows the machine's pace: about half of the commands come through.
    let mut longest: u64 = 30_000;
    for round in 0..rounds {
        let text = format!("round {seed} {round}");
        let args = args(&text);
        let mut child = start(ward, &args.iter().map(String::as_str).collect::<Vec<_>>());
        thread::sleep(Duration::from_micros(dice.below(longest)));
        child.kill().expect("SIGKILL is sent");
        let status = child.wait().expect("it ends");
        if status.success() {
            acknowledged.push(text);
            longest = (longest * 9 / 10).max(1_000);
        } else {
            assert_eq!(status.code(), None, "it was killed, not refused: {args:?}");
            killed += 1;
            longest = longest * 10 / 9 + 100;
        }
    }
    (acknowledged, killed)
}

#[test]
fn terminals_killed_at_random_lose_nothing_that_was_acknowledged() {
    const ROUNDS: usize = 80;
    let (ward, code) = small_case();
    ward.fine(&["answer", &code, "hands"]);
    let owned = |args: &[&str]| args.iter().map(|&arg| arg.to_owned()).collect::<Vec<String>>();
    let note = |text: &str| owned(&["note", &code, text]);
    let correct = |text: &str| owned(&["answer", &code, "hands", "--not-right", text, "--reason", "looked again"]);
    let ((notes, killed_notes), (corrections, killed_corrections)) = thread::scope(|scope| {
        let one = scope.spawn(|| killed_at_random(&ward, 20_261_123, ROUNDS, &note));
        let other = scope.spawn(|| killed_at_random(&ward, 19_700_101, ROUNDS, &correct));
        (one.join().expect("the notes"), other.join().expect("the corrections"))
    });
    assert!(killed_notes > 0 && killed_corrections > 0, "nothing was killed");
    assert!(!notes.is_empty() && !corrections.is_empty(), "nothing came through");

    let entries = whole(&ward, &code);
    let texts: Vec<String> = entries
        .iter()
        .filter_map(|sealed| match sealed.entry.fact.as_ref()? {
            Fact::Item(_, ItemFact::Noted { text }) | Fact::Case(CaseFact::Noted { text }) => Some(text.to_string()),
            Fact::Item(_, ItemFact::Answered { answer: Answer::NotRight(text), .. }) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    for text in notes.iter().chain(&corrections) {
        let times = texts.iter().filter(|other| *other == text).count();
        assert_eq!(times, 1, "\"{text}\" was acknowledged and is there once");
    }
    assert!(texts.len() <= 2 * ROUNDS);

    ward.fine(&["answer", &code, "mask"]);
    assert_eq!(ward.fine(&["verify", &code]).code, 0, "the next writer goes on");
    whole(&ward, &code);
}

#[test]
fn a_new_case_that_is_killed_leaves_a_whole_case_or_none() {
    let ward = Ward::small();
    let mut dice = Dice(8_675_309);
    for _ in 0..30 {
        let mut child = start(&ward, &["new", "small"]);
        thread::sleep(Duration::from_micros(dice.below(12_000)));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let code = ward.new_case("small");
    let list = ward.fine(&["list"]).out;
    assert!(list.contains(&code), "{list}");
    let verify = ward.fine(&["verify"]).out;
    assert_eq!(verify.lines().count(), list.lines().count(), "{verify}");
    assert!(verify.lines().all(|line| line.contains("  whole  1 entry  ")), "{verify}");
}

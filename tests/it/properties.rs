//! What holds for every sequence of wishes: replay, undo and redo, completion, gates and conditions.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use periop::{
    domain::{
        Answer, Code, Confirmed, Decimal, Entry, Fact, Hash, Id, Mode, Moment, Now, Opened, Operator, Outcome, Pin,
        Role, Sealed, Seq, Staff, Stamp, Text,
        case::{Act, Case, Intent, Refusal, Status},
        checklist::{AnswerType, Checklist, ItemIx, Level, Points, SectionIx, Seen, Truth},
    },
    store::SHIPPED,
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

static SPINAL: LazyLock<Arc<Checklist>> = LazyLock::new(|| loaded(SHIPPED[0].json));
static EVERY_TYPE: LazyLock<Arc<Checklist>> =
    LazyLock::new(|| loaded(include_str!("../data/checklists/every-type.json")));

fn loaded(json: &str) -> Arc<Checklist> {
    Arc::new(Checklist::load(json, &BTreeMap::new()).expect("a checklist without defects"))
}

/// Which item a wish is about: the one that is next (where a stop stands, else the first open one), or any.
#[derive(Debug, Clone, Copy)]
enum At {
    Next,
    Any(usize),
}

/// What somebody may want; numbers pick among what there is.
#[derive(Debug, Clone)]
enum Want {
    Answer { at: At, pick: usize, reason: bool, again: bool, alone: bool },
    NotRight(At),
    NotApplicable(At),
    Defer(At, usize),
    Override(At),
    Withdraw(At),
    Note(At),
    StartTimer(At),
    Undo,
    Redo,
    Hold(At),
    Resume,
    Close(usize),
    Reopen,
}

/// A want, by whom, where, how long after the one before, and whether they look at the newest state.
#[derive(Debug, Clone)]
struct Wish {
    want: Want,
    who: usize,
    station: bool,
    seconds: i64,
    done_earlier: i64,
    stale: bool,
    /// Whether they show the code with it.
    code: Option<Confirmed>,
}

fn at() -> impl Strategy<Value = At> {
    prop_oneof![3 => Just(At::Next), 2 => (0_usize..64).prop_map(At::Any)]
}

fn want() -> impl Strategy<Value = Want> {
    let flag = prop::bool::weighted;
    let answer = (at(), 0_usize..24, flag(0.3), flag(0.2), flag(0.1));
    prop_oneof![
        30 => answer.prop_map(|(at, pick, reason, again, alone)| Want::Answer { at, pick, reason, again, alone }),
        3 => at().prop_map(Want::NotRight),
        2 => at().prop_map(Want::NotApplicable),
        2 => (at(), 0_usize..5).prop_map(|(at, to)| Want::Defer(at, to)),
        4 => at().prop_map(Want::Override),
        2 => at().prop_map(Want::Withdraw),
        1 => at().prop_map(Want::Note),
        2 => at().prop_map(Want::StartTimer),
        5 => Just(Want::Undo),
        3 => Just(Want::Redo),
        1 => at().prop_map(Want::Hold),
        3 => Just(Want::Resume),
        1 => (0_usize..5).prop_map(Want::Close),
        1 => Just(Want::Reopen),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    let seconds = prop_oneof![4 => 0_i64..400, 1 => -120_i64..0, 1 => 0_i64..900_000];
    let rest = (0_usize..4, prop::bool::weighted(0.2), seconds, -60_i64..300, prop::bool::weighted(0.1));
    (want(), rest, prop::bool::weighted(0.8)).prop_map(|(want, (who, station, seconds, done_earlier, stale), code)| {
        Wish { want, who, station, seconds, done_earlier, stale, code: code.then_some(Confirmed::Typed) }
    })
}

/// A case in memory, and the lines that a record of it would hold.
struct Bench {
    case: Case,
    lines: Vec<String>,
    now: Now,
}

impl Bench {
    fn new(checklist: &Arc<Checklist>) -> Self {
        let at: Moment = "2026-11-23T08:30:00Z".parse::<Timestamp>().expect("a moment").into();
        let now = Now { at, zone: TimeZone::get("Europe/Zurich").expect("a zone") };
        let pin = Pin { id: checklist.id.clone(), version: checklist.version.clone(), sha256: Hash::START };
        let opened = Opened {
            format: 1,
            mode: Mode::Case,
            uuid: Text::from("7f3c1f0e-6f3f-4c57-9a44-6a3c4b1d2e5f"),
            code: Code::from_random([1, 2, 3, 4, 5, 6, 7]),
            checklist: pin,
            overlays: Vec::new(),
            label: Some(Text::from("Bay 2")),
            planned: None,
        };
        let stamp = Stamp {
            seq: 1,
            at,
            tz: Text::from(now.zone_name()),
            by: operator(0),
            station: Text::from("one"),
            stated_by: None,
            done_at: None,
            with: None,
        };
        let line = Entry::to_json(&stamp, &Fact::Opened(opened)).expect("an entry");
        let case = Case::open(Arc::clone(checklist), sealed(&line)).expect("an opened case");
        Self { case, lines: vec![line], now }
    }

    fn item(&self, at: At) -> ItemIx {
        let items = self.case.checklist().items.len();
        let stopped = || self.case.all_stops().first().map(|stop| stop.item);
        let first_open = || {
            let open = |ix: &ItemIx| matches!(self.case.status(*ix), Status::Open { .. });
            self.case.checklist().item_ixs().find(open)
        };
        match at {
            At::Next => stopped().or_else(first_open).unwrap_or(ItemIx(0)),
            At::Any(n) => ItemIx(n % items),
        }
    }

    fn id(&self, at: At) -> Id {
        self.case.checklist().item(self.item(at)).id.clone()
    }

    /// The intent of a wish. A stale one saw the case before anything was recorded.
    fn intent(&mut self, wish: &Wish) -> Intent {
        self.now.at = self.now.at.plus_seconds(wish.seconds);
        let why = || Text::from("as the chart says");
        let act = match &wish.want {
            // A closed case refuses all else, which would soon be all that is tried.
            _ if self.case.closed().is_some() && wish.who > 0 => Act::Reopen { reason: why() },
            Want::Answer { at, pick, reason, again, alone } => {
                let ix = self.item(*at);
                let item = self.case.checklist().item(ix);
                let reason = *reason || !self.case.stops(ix).is_empty();
                let second = (item.two_person && !alone).then(|| operator(wish.who + 1));
                let answer = some_answer(&item.answer, *pick, &self.now);
                Act::Answer {
                    item: item.id.clone(),
                    answer,
                    second,
                    reason: reason.then(why),
                    again: *again,
                    carried: None,
                }
            }
            Want::NotRight(at) => {
                let (item, answer) = (self.id(*at), Answer::NotRight(why()));
                Act::Answer { item, answer, second: None, reason: Some(why()), again: false, carried: None }
            }
            Want::NotApplicable(at) => Act::NotApplicable { item: self.id(*at), reason: why() },
            Want::Defer(at, to) => {
                let to = self.case.checklist().phases.get(*to).map(|phase| phase.id.clone());
                Act::Defer { item: self.id(*at), reason: why(), to }
            }
            Want::Override(at) => Act::Override { item: self.id(*at), reason: why() },
            Want::Withdraw(at) => Act::Withdraw { item: self.id(*at), reason: why() },
            Want::Note(at) => Act::Note {
                item: matches!(at, At::Any(_)).then(|| self.id(*at)),
                text: Text::from("10\tmg \u{202e}✓"),
            },
            Want::StartTimer(at) => Act::StartTimer { item: self.id(*at) },
            Want::Undo => Act::Undo,
            Want::Redo => Act::Redo,
            Want::Hold(at) => Act::Hold { item: Some(self.id(*at)) },
            Want::Resume => Act::Resume,
            Want::Close(n) => Act::Close { outcome: Outcome::ALL[*n], reason: (*n > 0).then(why) },
            Want::Reopen => Act::Reopen { reason: why() },
        };
        let by = operator(wish.who);
        let done_at = (wish.done_earlier != 0).then(|| self.now.at.plus_seconds(-wish.done_earlier));
        let station = Text::from(if wish.station { "two" } else { "one" });
        let mut intent = Intent { seen: None, by, station, stated_by: None, done_at, code: wish.code, act };
        if !wish.stale {
            self.look(&mut intent);
        }
        intent
    }

    /// Looks at what is newest about the item.
    fn look(&self, intent: &mut Intent) {
        intent.seen = intent.act.item().and_then(|id| self.case.touched(self.case.checklist().find(id.as_str())?));
    }

    /// Records facts as the store would: written, read again and applied.
    fn record(&mut self, intent: &Intent, facts: &[Fact]) {
        let first = self.case.entries().len() as Seq + 1;
        for (fact, seq) in facts.iter().zip(first..) {
            let stamp = intent.stamp(seq, (facts.len() > 1).then_some(first), &self.now);
            self.lines.push(Entry::to_json(&stamp, fact).expect("an entry"));
            let hash = hash(seq);
            self.case.apply(Sealed { hash, entry: Entry { stamp, fact: Some(fact.clone()) } });
        }
    }
}

fn hash(seq: Seq) -> Hash {
    Hash::from_hex(format!("{seq:064x}").as_bytes()).expect("64 digits")
}

fn sealed(line: &str) -> Sealed {
    let entry = Entry::from_json(line).expect("an entry");
    Sealed { hash: hash(entry.stamp.seq), entry }
}

fn operator(n: usize) -> Operator {
    let all = ["JR:nurse", "DK:clinician", "TR:trainee", "jr:clinician"];
    all[n % all.len()].parse().expect("an operator")
}

/// An answer of the right kind, seldom one that does not fit.
fn some_answer(spec: &AnswerType, pick: usize, now: &Now) -> Answer {
    match spec {
        AnswerType::Check => Answer::Done,
        AnswerType::Choice { options, several } => {
            let one = options[pick % options.len()].id.clone();
            let other = options[(pick / 2) % options.len()].id.clone();
            let both = *several && pick.is_multiple_of(5) && one != other;
            Answer::Choice(if both { vec![one, other] } else { vec![one] })
        }
        AnswerType::Number { alternatives, .. } if pick % 6 == 5 && !alternatives.is_empty() => {
            Answer::Alternative(alternatives[0].id.clone())
        }
        AnswerType::Number { unit, min, max, .. } => {
            let middle = ["1", "1.1", "1.5", "12", "36.8", "38.4", "98", "128"][pick % 8].parse().expect("a number");
            let value: Decimal = if (*min..=*max).contains(&middle) || pick % 7 == 6 { middle } else { *max };
            Answer::Number { value, unit: Text::sanitise(unit) }
        }
        AnswerType::Text { .. } => Answer::Text(Text::from(["L4-L5", "10\tmg", "\u{202e}", "\"\\", "é ✓"][pick % 5])),
        AnswerType::Date { points } => {
            let days = if *points == Points::Future || pick.is_multiple_of(2) { 20 } else { -20 };
            Answer::Date(now.civil().date().saturating_add(days.days()))
        }
        AnswerType::Time { points } => {
            let hours = if *points == Points::Future { 3_600 } else { -3_600 } * i64::try_from(pick % 9).unwrap_or(0);
            Answer::Time(now.at.plus_seconds(hours))
        }
        AnswerType::Timer { .. } => Answer::TimerEnded(now.at),
        AnswerType::Fields { fields, rows } => {
            let row = |n: usize| {
                let given = fields.iter().filter(|field| !field.optional || pick.is_multiple_of(2));
                given.map(|field| (field.id.clone(), some_answer(&field.answer, pick + n, now))).collect()
            };
            Answer::Fields((0..=pick % rows).map(row).collect())
        }
    }
}

/// Whether no answer stands for the item.
fn is_first(case: &Case, ix: ItemIx) -> bool {
    match case.status(ix) {
        Status::Open { .. } | Status::NotApplicable(..) | Status::Deferred(..) | Status::NotDone { .. } => true,
        Status::Overridden { answer, .. } => answer.is_none(),
        Status::Answered(..) | Status::Inactive { .. } | Status::Pending => false,
    }
}

/// Whether nothing at all stands for the item.
fn is_bare(case: &Case, ix: ItemIx) -> bool {
    is_first(case, ix) && !case.is_broken(ix) && !case.status(ix).is_settled()
}

/// A first answer in a later section: everything critical before it is settled and no stop stands.
fn nothing_bars(case: &Case, ix: ItemIx) -> Result<(), TestCaseError> {
    let checklist = case.checklist();
    let section = checklist.item(ix).section;
    if checklist.section(section).always_open {
        return Ok(());
    }
    for before in (0..section.0).map(SectionIx).filter(|before| !checklist.section(*before).always_open) {
        for ix in checklist.section(before).item_ixs() {
            let item = checklist.item(ix);
            prop_assert!(case.stops(ix).is_empty(), "a stop on {} was passed", item.id);
            let settled = case.status(ix).is_settled();
            prop_assert!(item.level != Level::Critical || settled, "{} was left open", item.id);
        }
    }
    Ok(())
}

/// What must be so of every fact that a decision allows, judged on the state before it.
fn allowed(case: &Case, intent: &Intent, fact: &Fact) -> Result<(), TestCaseError> {
    let ix = fact.item().and_then(|id| case.checklist().find(id.as_str()));
    if let (Some(ix), false) = (ix, matches!(fact, Fact::Noted { .. })) {
        let newest = case.touched(ix);
        prop_assert!(newest.is_none() || newest == intent.seen, "somebody's entry was passed over unseen");
    }
    match (fact, ix) {
        (Fact::Answered { answer, second, .. }, Some(ix)) => {
            let item = case.checklist().item(ix);
            let two = second.as_ref().is_some_and(|second| second.code != intent.by.code);
            let not_right = matches!(answer, Answer::NotRight(_));
            prop_assert!(!item.two_person || two || not_right, "{} was confirmed by one person", item.id);
            if is_first(case, ix) && !matches!(answer, Answer::TimerEnded(_)) {
                nothing_bars(case, ix)?;
            }
        }
        (Fact::NotApplicable { .. } | Fact::Deferred { .. }, Some(ix)) => {
            prop_assert!(case.checklist().item(ix).level != Level::Critical);
            if is_bare(case, ix) {
                nothing_bars(case, ix)?;
            }
        }
        (Fact::Overridden { .. }, Some(ix)) => {
            prop_assert_eq!(intent.by.role, Role::Clinician);
            let all = case.stops(ix).iter().all(|stop| stop.override_by.allows(Role::Clinician));
            prop_assert!(all, "a stop that never may be overridden was");
        }
        (Fact::Closed { outcome: Outcome::Completed, .. }, _) => {
            for section in case.checklist().section_ixs() {
                let progress = case.section_progress(section);
                prop_assert!(progress.of == 0 || progress.is_complete() && progress.deferred == 0);
            }
        }
        _ => {}
    }
    Ok(())
}

/// What must be so of every state.
fn sound(case: &Case, now: &Now) -> Result<(), TestCaseError> {
    let checklist = case.checklist();
    for section in checklist.section_ixs() {
        let progress = case.section_progress(section);
        prop_assert!(progress.done <= progress.of);
        for ix in checklist.section(section).item_ixs() {
            let (item, status) = (checklist.item(ix), case.status(ix));
            let must = item.level != Level::Routine && matches!(status, Status::Open { .. });
            let open = must || matches!(status, Status::Pending) || !case.stops(ix).is_empty();
            prop_assert!(!(open && progress.is_complete()), "complete in spite of {}", item.id);
            let aside = matches!(status, Status::NotApplicable(..) | Status::Deferred(..));
            prop_assert!(!(aside && item.level == Level::Critical), "{} was set aside", item.id);
            condition_is_heeded(case, ix)?;
        }
    }
    let outlook = case.outlook(now);
    prop_assert_eq!(outlook.state.word() == "closed", case.closed().is_some());
    Ok(())
}

/// The item's status follows its condition: unknown is pending, never inactive and never open.
fn condition_is_heeded(case: &Case, ix: ItemIx) -> Result<(), TestCaseError> {
    let Some(when) = &case.checklist().item(ix).when else { return Ok(()) };
    if when.items().into_iter().any(|on| case.is_broken(on)) {
        // An answer whose confirmation broke goes on counting until it is confirmed again.
        return Ok(());
    }
    let see = |on: ItemIx| match case.status(on) {
        Status::Open { .. } | Status::Pending | Status::Deferred(..) => Seen::NotYet,
        Status::Inactive { .. } | Status::NotApplicable(..) | Status::NotDone { .. } => Seen::Nothing,
        Status::Answered(held, answer) => Seen::Answer(answer, held.stamp.happened()),
        Status::Overridden { answer: None, .. } => Seen::NotYet,
        Status::Overridden { answer: Some(held), .. } => match &held.what {
            periop::domain::case::What::Answer(answer) => Seen::Answer(answer, held.stamp.happened()),
            _ => Seen::Nothing,
        },
    };
    let status = case.status(ix);
    let fits = match when.truth(&see) {
        Truth::True => !matches!(status, Status::Inactive { .. } | Status::Pending),
        Truth::False => matches!(status, Status::Inactive { .. }),
        Truth::Unknown => matches!(status, Status::Pending),
    };
    prop_assert!(fits, "{} is {}", case.checklist().item(ix).id, status.word());
    Ok(())
}

fn alike(one: &Case, other: &Case, what: &str) -> Result<(), TestCaseError> {
    prop_assert!(one.stands_like(other), "{}", what);
    for ix in one.checklist().item_ixs() {
        prop_assert_eq!(one.status(ix), other.status(ix), "{}", what);
        prop_assert_eq!(one.stops(ix), other.stops(ix), "{}", what);
    }
    Ok(())
}

/// What was taken back is as if it had never been recorded. Only what rested on it (a confirmation, an override, a
/// sign-off) knows that it was there, and is broken.
fn holds_the_same(one: &Case, other: &Case) -> Result<(), TestCaseError> {
    for ix in one.checklist().item_ixs() {
        prop_assert_eq!(one.touched(ix), other.touched(ix));
        prop_assert_eq!(one.readings(ix), other.readings(ix));
        prop_assert_eq!(one.earlier(ix), other.earlier(ix));
        prop_assert!(one.notes(Some(ix)).eq(other.notes(Some(ix))));
    }
    prop_assert_eq!(one.closed(), other.closed());
    prop_assert_eq!(one.stopped(), other.stopped());
    prop_assert_eq!((one.label(), one.planned(), one.pin()), (other.label(), other.planned(), other.pin()));
    prop_assert!(one.team() == other.team() && one.contacts().eq(other.contacts()));
    Ok(())
}

/// Undoing was just allowed: putting it back leads to the state before, unless something bars it by now.
fn redo_is_the_way_back(before: &Case, bench: &Bench, undo: &Intent) -> Result<(), TestCaseError> {
    let mut back = Bench { case: bench.case.clone(), lines: Vec::new(), now: bench.now.clone() };
    let redo = Intent { act: Act::Redo, ..undo.clone() };
    match back.case.decide(&redo, &Staff::default(), &back.now) {
        Ok(facts) => {
            back.record(&redo, &facts);
            alike(before, &back.case, "undo, then redo")
        }
        Err(Refusal::StopStands { .. } | Refusal::Gate { .. }) => Ok(()),
        Err(other) => Err(TestCaseError::fail(format!("redo after undo: {other}"))),
    }
}

/// The state that entries add up to.
fn replayed<'a>(checklist: &Arc<Checklist>, lines: impl Iterator<Item = &'a String>) -> Case {
    let mut entries = lines.map(|line| sealed(line));
    let mut case = Case::open(Arc::clone(checklist), entries.next().expect("a first entry")).expect("an opened case");
    entries.for_each(|entry| case.apply(entry));
    case
}

/// The lines that stand: neither taken back nor about taking back.
fn standing(lines: &[String]) -> Vec<&String> {
    let mut undone: BTreeSet<Seq> = BTreeSet::new();
    let entries: Vec<Entry> = lines.iter().map(|line| sealed(line).entry).collect();
    for entry in &entries {
        match &entry.fact {
            Some(Fact::Undone { entries }) => undone.extend(entries),
            Some(Fact::Redone { entries }) => undone.retain(|seq| !entries.contains(seq)),
            _ => {}
        }
    }
    let stands = |entry: &Entry| {
        let about = matches!(entry.fact, Some(Fact::Undone { .. } | Fact::Redone { .. }));
        !about && !undone.contains(&entry.stamp.seq)
    };
    lines.iter().zip(&entries).filter(|(_, entry)| stands(entry)).map(|(line, _)| line).collect()
}

/// The same wish again, by somebody who looks: it adds nothing.
fn same_again_adds_nothing(bench: &Bench, intent: &Intent) -> Result<(), TestCaseError> {
    let Act::Answer { item, answer, again: false, .. } = &intent.act else { return Ok(()) };
    let ix = bench.case.checklist().find(item.as_str()).expect("an item");
    if matches!(answer, Answer::TimerEnded(_)) || !matches!(bench.case.status(ix), Status::Answered(..)) {
        return Ok(());
    }
    let mut same = intent.clone();
    bench.look(&mut same);
    prop_assert_eq!(bench.case.decide(&same, &Staff::default(), &bench.now), Ok(vec![]), "{} twice", item);
    Ok(())
}

/// Lets the wishes come true one after the other, and checks every state on the way.
fn play(checklist: &Arc<Checklist>, wishes: &[Wish]) -> Result<Bench, TestCaseError> {
    let mut bench = Bench::new(checklist);
    for wish in wishes {
        let intent = bench.intent(wish);
        let Ok(facts) = bench.case.decide(&intent, &Staff::default(), &bench.now) else { continue };
        for fact in &facts {
            allowed(&bench.case, &intent, fact)?;
        }
        let before = bench.case.clone();
        bench.record(&intent, &facts);
        sound(&bench.case, &bench.now)?;
        same_again_adds_nothing(&bench, &intent)?;
        if matches!(intent.act, Act::Undo) {
            redo_is_the_way_back(&before, &bench, &intent)?;
        }
    }
    alike(&bench.case, &replayed(checklist, bench.lines.iter()), "replayed from its lines")?;
    let standing = standing(&bench.lines);
    holds_the_same(&bench.case, &replayed(checklist, standing.into_iter()))?;
    Ok(bench)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_shipped_checklist_stays_sound_whatever_is_wanted(wishes in prop::collection::vec(wish(), 1..90)) {
        play(&SPINAL, &wishes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_type_of_answer_condition_and_stop_stays_sound_whatever_is_wanted(
        wishes in prop::collection::vec(wish(), 1..90),
    ) {
        play(&EVERY_TYPE, &wishes)?;
    }
}

/// The wishes of the tests above reach what the tests are about.
#[test]
fn the_wishes_reach_every_kind_of_entry_that_can_be_wanted() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let wishes = prop::collection::vec(wish(), 90);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..40 {
        let wishes = wishes.new_tree(&mut runner).unwrap().current();
        let bench = play(&EVERY_TYPE, &wishes).unwrap();
        for line in &bench.lines {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            *seen.entry(entry["kind"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        for ix in bench.case.checklist().item_ixs() {
            *seen.entry(format!("status {}", bench.case.status(ix).word())).or_default() += 1;
        }
    }
    for kind in [
        "answered",
        "not-applicable",
        "deferred",
        "overridden",
        "withdrawn",
        "noted",
        "timer-started",
        "undone",
        "redone",
        "held",
        "resumed",
        "closed",
        "reopened",
        "status open",
        "status answered",
        "status not-applicable",
        "status deferred",
        "status overridden",
        "status inactive",
        "status pending",
    ] {
        assert!(seen.contains_key(kind), "no {kind} in {seen:?}");
    }
}

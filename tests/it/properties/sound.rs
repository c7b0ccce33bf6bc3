//! What must be so of every fact that a decision allows and of every state that facts lead to, worked out here
//! from what a case shows, without its own reckoning.

use crate::bench::prelude::*;
use crate::bench::rules::{Bench, read_again};
use proptest::prelude::*;
use std::sync::Arc;

type Fine = Result<(), TestCaseError>;

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
fn nothing_bars(case: &Case, ix: ItemIx) -> Fine {
    let checklist = case.checklist();
    let section = checklist.item(ix).section;
    let ahead = |section: SectionIx| case.is_pinned() && checklist.section(section).ahead;
    let is_taken = |section| case.planned().is_none() || ahead(section);
    prop_assert!(is_taken(section), "nothing is recorded for an item before the start");
    if checklist.section(section).always_open {
        return Ok(());
    }
    let before = (0..section.0).map(SectionIx).filter(|before| is_taken(*before));
    for ix in before.flat_map(|before| checklist.section(before).item_ixs()) {
        let item = checklist.item(ix);
        prop_assert!(case.stops(ix).is_empty(), "a stop on {} was passed", item.id);
        let settled = case.status(ix).is_settled();
        prop_assert!(item.level != Level::Critical || settled, "{} was left open", item.id);
    }
    Ok(())
}

/// The same, and no stop stands beside it where the needle's place is checked.
fn nor_beside(case: &Case, ix: ItemIx) -> Fine {
    let checklist = case.checklist();
    let own = checklist.section(checklist.item(ix).section);
    for on in own.item_ixs().filter(|on| own.restarts && *on != ix) {
        let looks = checklist.item(on).stops.iter().any(|stop| stop.when.items().contains(&ix));
        prop_assert!(looks || case.stops(on).is_empty(), "a stop on {} was passed over", checklist.item(on).id);
    }
    nothing_bars(case, ix)
}

/// Judged on the state before the fact.
pub(super) fn allowed(case: &Case, intent: &Intent, fact: &Fact) -> Fine {
    let ix = fact.item().and_then(|id| case.checklist().find(id.as_str()));
    if let (Some(ix), Some(_)) = (ix, intent.act.item()) {
        prop_assert_eq!(case.touched(ix), intent.seen, "somebody's entry was passed over unseen");
    }
    match (fact, ix) {
        (Fact::Item(_, ItemFact::Answered { answer, grouped, preset, .. }), Some(ix))
            if *grouped || preset.is_some() =>
        {
            let item = case.checklist().item(ix);
            let titles = case.checklist().presets.iter().map(|preset| preset.title.as_str().to_lowercase());
            let labels = answer.ids().iter().map(|id| item.answer.label(id).to_lowercase());
            let says: Vec<String> = labels.filter(|_| preset.is_some()).collect();
            let named = titles.into_iter().any(|title| says.iter().any(|label| title.starts_with(label)));
            let single = item.level == Level::Critical && !named || item.screening || item.two_person;
            prop_assert!(!single, "{} was answered together with others", item.id);
            prop_assert!(!*grouped || item.answer.is_check(), "{} was ticked together with others", item.id);
            prop_assert!(matches!(case.status(ix), Status::Open { .. }), "{} was overwritten", item.id);
            nor_beside(case, ix)
        }
        (Fact::Item(_, ItemFact::Answered { answer, second, carried, .. }), Some(ix)) => {
            let item = case.checklist().item(ix);
            let two = second.as_ref().is_some_and(|second| second.code != intent.by.code);
            let not_right = matches!(answer, Answer::NotRight(_));
            prop_assert!(!item.two_person || two || not_right, "{} was confirmed by one person", item.id);
            prop_assert!(second.as_ref().is_none_or(|second| second.role != Role::Trainee));
            prop_assert!(carried.is_none() || item.carries_over, "{} was carried over", item.id);
            if is_first(case, ix) && !matches!(answer, Answer::TimerEnded(_)) { nor_beside(case, ix) } else { Ok(()) }
        }
        (Fact::Item(_, ItemFact::NotApplicable { .. } | ItemFact::Deferred { .. }), Some(ix)) => {
            prop_assert!(case.checklist().item(ix).level != Level::Critical);
            if is_bare(case, ix) { nor_beside(case, ix) } else { Ok(()) }
        }
        (Fact::Item(_, ItemFact::TimerStarted { .. }), Some(ix)) => nor_beside(case, ix),
        (Fact::Item(_, ItemFact::Overridden { .. }), Some(ix)) => {
            prop_assert_eq!(intent.by.role, Role::Clinician);
            let all = case.stops(ix).iter().all(|stop| stop.override_by.allows(Role::Clinician));
            prop_assert!(all, "a stop that never may be overridden was");
            nor_beside(case, ix)
        }
        (Fact::Case(CaseFact::Signed { entries, head, .. }), _) => {
            prop_assert_eq!((*entries, *head), (case.entries().len() as u64, case.head()));
            Ok(())
        }
        (Fact::Case(CaseFact::Closed { outcome: Outcome::Completed, .. }), _) => {
            for section in case.checklist().section_ixs() {
                let progress = case.section_progress(section);
                prop_assert!(progress.of == 0 || progress.is_complete() && progress.deferred == 0);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What must be so of every state.
pub(super) fn sound(case: &Case, now: &Now) -> Fine {
    let checklist = case.checklist();
    for phase in (0..checklist.phases.len()).map(PhaseIx) {
        let complete = case.phase_progress(phase).is_complete();
        prop_assert_eq!(case.phase_progress(phase).words().starts_with("complete"), complete);
        let sections = checklist.phase(phase).sections.clone().map(SectionIx);
        let parts: Vec<SectionIx> = sections.filter(|ix| case.section_progress(*ix).of > 0).collect();
        let whole = !parts.is_empty() && parts.iter().all(|ix| case.section_progress(*ix).is_complete());
        prop_assert_eq!(complete, whole);
        if let Some(signed) = case.sign_off(phase) {
            prop_assert!(signed.is_broken() || complete, "what is not complete stands as signed off");
        }
    }
    for section in checklist.section_ixs() {
        let progress = case.section_progress(section);
        prop_assert!(progress.done <= progress.of);
        if let Some(first) = checklist.section(section).item_ixs().next().filter(|_| case.is_open(section)) {
            nothing_bars(case, first)?;
        }
        prop_assert_eq!(progress.words().starts_with("complete"), progress.is_complete());
        for ix in checklist.section(section).item_ixs() {
            let (item, status) = (checklist.item(ix), case.status(ix));
            let must = item.level != Level::Routine && matches!(status, Status::Open { .. });
            let open = must || matches!(status, Status::Pending) || !case.stops(ix).is_empty();
            prop_assert!(!(open && progress.is_complete()), "complete in spite of {}", item.id);
            let aside = matches!(status, Status::NotApplicable(..) | Status::Deferred(..));
            prop_assert!(!(aside && item.level == Level::Critical), "{} was set aside", item.id);
            prop_assert!(case.answer(ix).is_none() || !case.is_broken(ix), "{} is broken and counts", item.id);
            condition_is_heeded(case, ix)?;
        }
    }
    let outlook = case.outlook(now);
    prop_assert_eq!(outlook.state.word() == "closed", case.closed().is_some());
    if matches!(outlook.next, Next::Close) {
        prop_assert!(case.keeps_open().next().is_none(), "told to close what is not complete");
    }
    Ok(())
}

/// Whether what is open in the item's section will not be done any more.
fn given_up(case: &Case, ix: ItemIx) -> bool {
    let section = case.checklist().item(ix).section;
    let stopped = case.stopped().is_some_and(|stopped| section < stopped.before);
    case.lost(section).is_some() || stopped && !case.checklist().section(section).always_open
}

/// What a condition may see of an item, told from its status alone.
fn seen(case: &Case, on: ItemIx) -> Seen<'_> {
    let held = match case.status(on) {
        Status::Inactive { .. } => return Seen::Nothing,
        Status::Pending => return Seen::NotYet,
        Status::Open { .. } | Status::NotDone { .. } => None,
        Status::Answered(held, _) | Status::NotApplicable(held, _) | Status::Deferred(held, ..) => Some(held),
        Status::Overridden { answer, .. } => answer,
    };
    match held.map(|held| (held, &held.content)) {
        Some((held, Content::Answer(answer))) if !case.is_broken(on) => Seen::Answer(answer, &held.stamp),
        Some((_, Content::NotApplicable(_))) => Seen::Nothing,
        Some((_, Content::Answer(_) | Content::Deferred(..))) | None if given_up(case, on) => Seen::Nothing,
        Some((_, Content::Answer(_) | Content::Deferred(..))) | None => Seen::NotYet,
    }
}

fn truth(case: &Case, when: &Condition) -> Truth {
    when.truth(&ByStatus(case))
}

struct ByStatus<'a>(&'a Case);

impl Eyes for ByStatus<'_> {
    fn see(&self, ix: ItemIx) -> Seen<'_> {
        seen(self.0, ix)
    }

    fn ever(&self, ix: ItemIx, holds: &dyn Fn(&Answer) -> bool) -> bool {
        self.0.ever(ix, holds)
    }

    fn was_planned(&self) -> bool {
        self.0.opened().planned.is_some()
    }
}

/// The item's status follows its condition: unknown is pending, never inactive and never open. What is remembered
/// of conditions is what they say.
fn condition_is_heeded(case: &Case, ix: ItemIx) -> Fine {
    let Some(when) = &case.checklist().item(ix).when else { return Ok(()) };
    let status = case.status(ix);
    let fits = match truth(case, when) {
        Truth::True => !matches!(status, Status::Inactive { .. } | Status::Pending),
        Truth::False => matches!(status, Status::Inactive { .. }),
        Truth::Unknown => matches!(status, Status::Pending),
    };
    prop_assert!(fits, "{} is {}", case.checklist().item(ix).id, status.word());
    Ok(())
}

/// How items stood when a phase was signed off, and what each override rested on.
#[derive(Default)]
pub(super) struct Shadow {
    signed: BTreeMap<Seq, Vec<String>>,
    overridden: BTreeMap<Seq, Rested>,
}

/// Which stops stood when somebody went on, and the answers that these looked at.
struct Rested {
    stops: BTreeSet<usize>,
    marks: Vec<(ItemIx, Option<Seq>)>,
}

/// Which of an item's stops are true, overridden or not.
fn which_stand(case: &Case, ix: ItemIx) -> BTreeSet<usize> {
    let stops = case.checklist().item(ix).stops.iter().enumerate();
    stops.filter(|(_, stop)| truth(case, &stop.when) == Truth::True).map(|(which, _)| which).collect()
}

fn stands(case: &Case, ix: ItemIx) -> String {
    let held = match case.status(ix) {
        Status::Answered(held, _) | Status::NotApplicable(held, _) | Status::Deferred(held, ..) => Some(held),
        Status::Overridden { answer, .. } => answer,
        Status::Inactive { kept } => kept,
        Status::Open { .. } | Status::NotDone { .. } | Status::Pending => None,
    };
    let by = match case.status(ix) {
        Status::Overridden { by, .. } => Some(by.seq),
        _ => None,
    };
    let stops = case.stops(ix).len();
    format!("{} {:?} {by:?} {stops}", case.status(ix).word(), held.map(|held| held.stamp.seq))
}

fn items(case: &Case, phase: PhaseIx) -> impl Iterator<Item = ItemIx> {
    let sections = case.checklist().phase(phase).sections.clone().map(SectionIx);
    sections.flat_map(|section| case.checklist().section(section).item_ixs())
}

/// Which entry an answer that counts is from.
fn mark(case: &Case, on: ItemIx) -> Option<Seq> {
    case.answer(on).map(|(held, _)| held.stamp.seq)
}

impl Shadow {
    /// Remembers what was signed or overridden, seen before and after it was recorded.
    pub(super) fn remember(&mut self, before: &Case, after: &Case, facts: &[Fact]) {
        let first = before.entries().len() as Seq + 1;
        for (fact, seq) in facts.iter().zip(first..) {
            match fact {
                Fact::Case(CaseFact::Signed { phase, .. }) => {
                    let phases = &after.checklist().phases;
                    let phase = PhaseIx(phases.iter().position(|known| known.id == *phase).expect("a phase"));
                    let stood = items(after, phase).map(|ix| stands(after, ix)).collect();
                    self.signed.insert(seq, stood);
                }
                Fact::Item(item, ItemFact::Overridden { .. }) => {
                    let ix = before.checklist().find(item.as_str()).expect("an item");
                    let (all, stops) = (&before.checklist().item(ix).stops, which_stand(before, ix));
                    let on: BTreeSet<ItemIx> = stops.iter().flat_map(|which| all[*which].when.items()).collect();
                    let marks = on.into_iter().map(|on| (on, mark(before, on))).collect();
                    self.overridden.insert(seq, Rested { stops, marks });
                }
                _ => {}
            }
        }
    }

    /// A sign-off under which something changed shows as broken; an override whose answers changed has lapsed.
    pub(super) fn holds(&self, case: &Case) -> Fine {
        for phase in (0..case.checklist().phases.len()).map(PhaseIx) {
            let Some(signed) = case.sign_off(phase) else { continue };
            let stood = &self.signed[&signed.stamp.seq];
            let changed = items(case, phase).zip(stood).find(|(ix, stood)| stands(case, *ix) != **stood);
            if let Some((ix, stood)) = changed {
                let id = &case.checklist().item(ix).id;
                prop_assert!(signed.is_broken(), "{} stood as {} and now as {}", id, stood, stands(case, ix));
            }
        }
        for ix in case.checklist().item_ixs() {
            if let Status::Overridden { by, .. } = case.status(ix) {
                let id = &case.checklist().item(ix).id;
                let rested = &self.overridden[&by.seq];
                prop_assert!(which_stand(case, ix).is_subset(&rested.stops), "{} is overridden for another stop", id);
                for (on, then) in &rested.marks {
                    let (on_id, now) = (&case.checklist().item(*on).id, mark(case, *on));
                    prop_assert_eq!(now, *then, "{} is overridden though {} changed", id, on_id);
                }
            }
        }
        Ok(())
    }
}

pub(super) fn alike(one: &Case, other: &Case, what: &str) -> Fine {
    prop_assert!(one.stands_like(other), "{}", what);
    for ix in one.checklist().item_ixs() {
        prop_assert_eq!(one.status(ix), other.status(ix), "{}", what);
        prop_assert_eq!(one.stops(ix), other.stops(ix), "{}", what);
    }
    for phase in (0..one.checklist().phases.len()).map(PhaseIx) {
        prop_assert_eq!(one.sign_off(phase), other.sign_off(phase), "{}", what);
    }
    Ok(())
}

/// What was taken back is as if it had never been recorded. Only what rested on it (a confirmation, an override, a
/// sign-off) knows that it was there, and is broken.
pub(super) fn holds_the_same(one: &Case, other: &Case) -> Fine {
    for ix in one.checklist().item_ixs() {
        prop_assert_eq!(one.touched(ix), other.touched(ix));
        prop_assert_eq!(one.readings(ix), other.readings(ix));
        prop_assert_eq!(one.earlier(ix), other.earlier(ix));
        prop_assert!(one.notes(Some(ix)).eq(other.notes(Some(ix))) && one.escalations(ix).eq(other.escalations(ix)));
    }
    for section in one.checklist().section_ixs() {
        prop_assert_eq!(one.lost(section), other.lost(section));
        prop_assert_eq!(one.attempts(section), other.attempts(section));
    }
    prop_assert_eq!((one.closed(), one.hold()), (other.closed(), other.hold()));
    prop_assert_eq!(one.stopped(), other.stopped());
    prop_assert_eq!((one.label(), one.planned(), one.pin()), (other.label(), other.planned(), other.pin()));
    prop_assert!(one.team() == other.team() && one.contacts().eq(other.contacts()));
    Ok(())
}

/// Undoing was just allowed: putting it back leads to the state before, unless something bars it by now.
pub(super) fn redo_is_the_way_back(before: &Case, bench: &Bench, undo: &Intent) -> Fine {
    let mut back = bench.clone();
    let redo = Intent { act: Act::Redo, ..undo.clone() };
    match back.case.decide(&redo, &back.staff, &back.now) {
        Ok(facts) => {
            back.record(&redo, &facts);
            alike(before, &back.case, "undo, then redo")
        }
        // What was taken back may have been what showed that somebody is at the right case.
        Err(Refusal::StopStands { .. } | Refusal::Gate { .. } | Refusal::CodeAsked { .. }) => Ok(()),
        Err(other) => Err(TestCaseError::fail(format!("redo after undo: {other}"))),
    }
}

/// The same wish again, by somebody who looks: it adds nothing.
pub(super) fn same_again_adds_nothing(bench: &Bench, intent: &Intent) -> Fine {
    let Act::Answer { item, answer, again: false, .. } = &intent.act else { return Ok(()) };
    let ix = bench.case.checklist().find(item.as_str()).expect("an item");
    if matches!(answer, Answer::TimerEnded(_)) || !matches!(bench.case.status(ix), Status::Answered(..)) {
        return Ok(());
    }
    let same = Intent { seen: bench.case.touched(ix), ..intent.clone() };
    prop_assert_eq!(bench.case.decide(&same, &bench.staff, &bench.now), Ok(vec![]), "{} twice", item);
    Ok(())
}

/// The state that entries add up to.
pub(super) fn replayed<'a>(checklist: &Arc<Checklist>, lines: impl Iterator<Item = &'a String>) -> Case {
    let mut entries = lines.map(|line| read_again(line));
    let mut case = Case::open(Arc::clone(checklist), entries.next().expect("a first entry")).expect("an opened case");
    entries.for_each(|entry| case.apply(entry));
    case
}

/// The same where a record's first lines are read at once and the others come in later.
pub(super) fn taken_in_at_once(checklist: &Arc<Checklist>, lines: &[String], at_once: usize) -> Case {
    let mut entries = lines.iter().map(|line| read_again(line));
    let mut case = Case::open(Arc::clone(checklist), entries.next().expect("a first entry")).expect("an opened case");
    case.extend(entries.by_ref().take(at_once - 1).collect());
    entries.for_each(|entry| case.apply(entry));
    case
}

/// Lines among which somebody took back or put back entries, also such as nobody could: much earlier ones, those of
/// others, what is already gone, seldom what is still to come.
pub(super) fn taken_back(lines: &[String], taken: &[(usize, bool, Vec<Seq>)]) -> Vec<String> {
    let mut entries: Vec<_> = lines.iter().map(|line| read_again(line).entry).collect();
    for (at, undone, of) in taken {
        let entries_of = of.clone();
        let fact =
            if *undone { CaseFact::Undone { entries: entries_of } } else { CaseFact::Redone { entries: entries_of } };
        let at = 1 + at % entries.len();
        entries.insert(
            at,
            Entry { stamp: Stamp { seq: 0, ..Stamp::clone(&entries[0].stamp) }.into(), fact: Some(fact.into()) },
        );
    }
    let numbered = entries.into_iter().zip(1..).map(|(Entry { stamp, mut fact }, seq)| {
        if let Some(Fact::Case(CaseFact::Undone { entries } | CaseFact::Redone { entries })) = &mut fact
            && stamp.seq == 0
        {
            entries.iter_mut().filter(|of| **of < 500).for_each(|of| *of = 1 + *of % (seq - 1));
        }
        Entry::to_json(&Stamp { seq, with: None, ..Stamp::clone(&stamp) }, &fact.expect("a known kind"))
            .expect("an entry")
    });
    numbered.collect()
}

/// The lines that stand: neither taken back nor about taking back.
pub(super) fn standing(lines: &[String]) -> Vec<&String> {
    let mut undone: BTreeSet<Seq> = BTreeSet::new();
    let entries: Vec<_> = lines.iter().map(|line| read_again(line).entry).collect();
    for entry in &entries {
        match &entry.fact {
            Some(Fact::Case(CaseFact::Undone { entries })) => undone.extend(entries),
            Some(Fact::Case(CaseFact::Redone { entries })) => undone.retain(|seq| !entries.contains(seq)),
            _ => {}
        }
    }
    let stands = |entry: &Entry| {
        let about = matches!(entry.fact, Some(Fact::Case(CaseFact::Undone { .. } | CaseFact::Redone { .. })));
        !about && !undone.contains(&entry.stamp.seq)
    };
    lines.iter().zip(&entries).filter(|(_, entry)| stands(entry)).map(|(line, _)| line).collect()
}

/// The stops that are counted are those that a report tells, and ended as it says, where nothing was taken back.
pub(super) fn counted_as_told(case: &Case, now: &Now) -> Fine {
    let retracted = |fact: &Fact| matches!(fact, Fact::Case(CaseFact::Undone { .. }));
    if case.entries().iter().any(|line| line.entry.fact.as_ref().is_some_and(retracted)) {
        return Ok(());
    }
    // Whatever came back ended as it ended last.
    let told: BTreeMap<_, _> = case.stops_met(now).into_iter().map(|met| ((met.item, met.which), met.end)).collect();
    let counted: BTreeMap<_, _> =
        case.count_stops().into_iter().map(|stop| ((stop.item, stop.which), stop.end)).collect();
    prop_assert_eq!(told, counted);
    Ok(())
}

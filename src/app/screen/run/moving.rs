//! Moving in a case: from item to item, from section to section, to what is next.

use super::AtCase;
use crate::app::{Turn, Way};
use crate::domain::Now;
use crate::domain::case::Case;
use crate::domain::checklist::{ItemIx, PhaseIx, SectionIx};

impl AtCase<'_> {
    pub(super) fn go(&mut self, way: Way) -> Turn {
        let (case, cursor) = (self.case, self.run.cursor);
        let here = case.checklist().item(cursor).section;
        let shown = || visible(case, cursor);
        let arrived = |section: SectionIx| arrival(case, section);
        let sections = case.checklist().section_ixs();
        let to = match way {
            Way::Up => shown().rfind(|ix| *ix < cursor),
            Way::Down => shown().find(|ix| *ix > cursor),
            Way::First => shown().next(),
            Way::Last => shown().next_back(),
            // A section in which nothing applies is passed over; behind the last one this one begins again.
            Way::NextSection => sections.filter(|ix| *ix > here).find_map(arrived).or_else(|| arrived(here)),
            Way::PreviousSection => sections.rev().filter(|ix| *ix < here).find_map(arrived).or_else(|| arrived(here)),
            Way::ToNext => case.next(self.at.now).item(case),
        };
        self.goes_to(to);
        Turn::default()
    }

    /// The cursor goes to the section's first open item.
    pub(in crate::app) fn goes_to_section(&mut self, section: SectionIx) {
        self.run.cursor = arrival(self.case, section).unwrap_or(self.run.cursor);
    }

    /// The cursor goes to an item; whoever goes elsewhere has given up what they began.
    pub(in crate::app) fn goes_to(&mut self, to: Option<ItemIx>) {
        if let Some(to) = to.filter(|to| *to != self.run.cursor) {
            self.run.cursor = to;
            self.run.forgets();
        }
    }
}

/// The item at which somebody arrives in a section: the first one that is open, else the first that applies.
fn arrival(case: &Case, section: SectionIx) -> Option<ItemIx> {
    let mut items = case.checklist().section(section).item_ixs().filter(|ix| case.status(*ix).counts());
    let first = items.next()?;
    let open = |ix: &ItemIx| case.status(*ix).is_open();
    Some(if open(&first) { first } else { items.find(open).unwrap_or(first) })
}

/// The items of the cursor's section that are shown: all that apply or may still apply.
pub fn visible(case: &Case, cursor: ItemIx) -> impl DoubleEndedIterator<Item = ItemIx> + use<'_> {
    let section = case.checklist().section(case.checklist().item(cursor).section);
    section.item_ixs().filter(move |&ix| ix == cursor || case.status(ix).counts())
}

/// Whether an item belongs to a section with a date.
pub(super) fn is_follow_up(case: &Case, ix: ItemIx) -> bool {
    let checklist = case.checklist();
    checklist.section(checklist.item(ix).section).due.is_some()
}

/// The follow-up that somebody at an item means: that of the item, else the next one.
pub(super) fn follow_up_of(case: &Case, ix: ItemIx, now: &Now) -> SectionIx {
    let here = case.checklist().item(ix).section;
    let next = || case.follow_ups(now).first().map(|due| due.section);
    if is_follow_up(case, ix) { here } else { next().unwrap_or(here) }
}

/// The phase to which an item is put off unless another is named.
pub(in crate::app) fn next_phase(case: &Case, ix: ItemIx) -> PhaseIx {
    let own = case.checklist().section(case.checklist().item(ix).section).phase;
    PhaseIx((own.0 + 1).min(case.checklist().phases.len().saturating_sub(1)))
}

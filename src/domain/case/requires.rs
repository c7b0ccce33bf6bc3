//! What an act requires beside itself: the decision asks here, and so does whoever must ask a person for it first.

use super::{Act, Case, Content, NotDoneReason, Recording, Status};
use crate::domain::checklist::{ItemIx, Level, OverrideBy};
use crate::domain::{Answer, Staff};

/// What has to be said with an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Requires {
    pub reason: bool,
    /// A second person who confirms it.
    pub second: bool,
}

impl Case {
    /// What an act requires beside itself as the case stands.
    pub fn requires(&self, act: &Act) -> Requires {
        if let Act::Answer { item, answer, again, .. } = act
            && let Some(ix) = self.checklist.find(item.as_str())
        {
            let reason = self.comes_late(ix) || !again && self.corrects(ix, answer);
            return Requires { reason, second: self.needs_second(ix, answer) };
        }
        Requires { reason: act.nature().needs_reason, second: false }
    }

    /// Whether an answer would stand in the place of another one that still holds; what does not apply takes none.
    fn corrects(&self, ix: ItemIx, answer: &Answer) -> bool {
        let applies = !matches!(self.status(ix), Status::Inactive { .. } | Status::Pending);
        applies && self.answered(ix).is_some_and(|(_, stands)| stands != answer) && !self.is_broken(ix)
    }

    /// Whether the procedure was stopped before this was done: what is recorded of it now says why.
    pub fn comes_late(&self, ix: ItemIx) -> bool {
        matches!(self.status(ix), Status::NotDone { because: NotDoneReason::Stopped, .. })
    }

    /// "Not right" needs one person only: whoever sees it says so.
    fn needs_second(&self, ix: ItemIx, answer: &Answer) -> bool {
        self.checklist.item(ix).two_person && !matches!(answer, Answer::NotRight(_))
    }

    /// The answer that was recorded last for an item and not withdrawn, whether it counts or not.
    pub(super) fn answered(&self, ix: ItemIx) -> Option<(&Recording, &Answer)> {
        match self.state.items[ix.0].held.as_ref()? {
            recording @ Recording { content: Content::Answer(answer), .. } => Some((recording, answer)),
            Recording { content: Content::NotApplicable(_) | Content::Deferred(..), .. } => None,
        }
    }

    /// Whether nobody can override or sign off here: what somebody approved by name is not overridden in a role that
    /// anybody may claim.
    pub fn lacks_staff_list(&self, staff: &Staff) -> bool {
        self.checklist.review.is_signed() && !staff.is_listed()
    }

    /// Who may go on in spite of what stands at an item, a stop or its being open; `None` where nothing does.
    pub fn overridden_by(&self, ix: ItemIx) -> Option<OverrideBy> {
        let item = self.checklist.item(ix);
        let open = (item.level == Level::Critical && self.status(ix).is_open()).then_some(item.override_by);
        self.stops(ix).iter().map(|stop| stop.override_by).chain(open).max()
    }
}

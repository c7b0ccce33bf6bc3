//! The sign-off of a phase: a named person declares it complete.

use crate::app::Turn;
use crate::app::screen::AtCase;
use crate::domain::case::{Act, Case};
use crate::domain::checklist::{ItemIx, PhaseIx};

/// The phase that somebody at an item would sign off: that of the item; the one before, where that one is complete
/// and this one has not begun.
pub(in crate::app) fn phase_to_sign(case: &Case, cursor: ItemIx) -> PhaseIx {
    let here = case.checklist().section(case.checklist().item(cursor).section).phase;
    (0..here.0).map(PhaseIx).find(|phase| case.waits_for_sign_off(*phase)).unwrap_or(here)
}

pub(super) fn act(phase: PhaseIx, at: &mut AtCase<'_>) -> Turn {
    at.record(Act::Sign { phase: at.case.checklist().phase(phase).id.clone() })
}

//! What an answer is compared with: limits, which a site may set, and a lower and an upper one together.

use crate::domain::{Decimal, Id};

/// A number or a duration to compare with.
#[derive(Debug, Clone)]
pub struct Limit<T> {
    /// `None` where only a site can set it, and nobody has.
    pub value: Option<T>,
    /// The local name under which a site sets it.
    pub local: Option<Id>,
}

/// The limits of a number: above the one and below the other it is out of the expected.
#[derive(Debug, Clone)]
pub struct Bounds {
    pub above: Option<Limit<Decimal>>,
    pub below: Option<Limit<Decimal>>,
}

impl Bounds {
    /// Those that a value passes, the upper one first: one that nobody set is passed by whatever was found.
    pub fn passed_by(&self, value: Decimal) -> (Option<&Limit<Decimal>>, Option<&Limit<Decimal>>) {
        let above = self.above.as_ref().filter(|limit| limit.value.is_none_or(|most| value > most));
        (above, self.below.as_ref().filter(|limit| limit.value.is_none_or(|least| value < least)))
    }

    pub(super) fn are_passed_by(&self, value: Decimal) -> bool {
        !matches!(self.passed_by(value), (None, None))
    }

    pub(super) fn each(&self) -> impl Iterator<Item = &Limit<Decimal>> {
        self.above.iter().chain(&self.below)
    }

    /// Without those that nobody set.
    pub(super) fn set(&self) -> Self {
        let set = |limit: &Option<Limit<Decimal>>| limit.clone().filter(|limit| limit.value.is_some());
        Self { above: set(&self.above), below: set(&self.below) }
    }
}

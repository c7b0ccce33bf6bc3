//! A clock in which practice skips what is waited for; among patients' cases it is the workstation's own.

use super::Time;
use crate::domain::{Moment, Now};
use std::ops::{Deref, DerefMut};

#[derive(Debug, Clone)]
pub struct Skipping<T> {
    own: T,
    /// So many seconds ahead.
    skipped: i64,
}

impl<T: Time> Skipping<T> {
    pub(super) fn new(own: T) -> Self {
        Self { own, skipped: 0 }
    }

    pub fn now(&self) -> Now {
        let now = self.own.now();
        Now { at: now.at.plus_seconds(self.skipped), ..now }
    }

    /// It is then now; what has passed does not come back.
    pub(super) fn skips_to(&mut self, at: Moment) {
        // What is less than a second away is there in the next.
        self.skipped += (at.since(self.now().at).as_secs() + 1).max(0);
    }

    /// It is the workstation's time again.
    pub(super) fn comes_back(&mut self) {
        self.skipped = 0;
    }
}

impl<T> Deref for Skipping<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.own
    }
}

impl<T> DerefMut for Skipping<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.own
    }
}

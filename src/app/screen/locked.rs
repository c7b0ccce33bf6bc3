//! The lock card: what stood on the screen is kept inside, so that nothing of a case can be drawn over it.

use super::Screen;
use crate::app::{Dialog, Shell};
use crate::domain::{Moment, Operator};

#[derive(Debug, Clone)]
pub struct Locked {
    pub since: Moment,
    screen: Screen,
    dialog: Option<Dialog>,
    /// Who was at the keyboard.
    by: Option<Operator>,
}

impl Screen {
    /// What stands on it is kept behind the lock card; nobody is at the keyboard any more.
    pub(in crate::app) fn lock(&mut self, dialog: Option<Dialog>, shell: &mut Shell, since: Moment) {
        let screen = std::mem::replace(self, Self::Worklist);
        let by = shell.operator.take();
        *self = Self::Locked(Box::new(Locked { since, screen, dialog, by }));
    }

    /// Somebody says who they are: what was kept comes back. What was half typed, only to whoever typed it.
    pub(in crate::app) fn unlock(&mut self, who: &Operator) -> Option<(Back, Option<Dialog>)> {
        let Self::Locked(locked) = self else { return None };
        let by = locked.by.take();
        let back = match &by {
            Some(by) if by == who => Back::Same,
            Some(_) => Back::Other,
            None => Back::First,
        };
        let dialog = locked.dialog.take().filter(|_| matches!(back, Back::Same));
        *self = std::mem::replace(&mut locked.screen, Self::Worklist);
        if let (Back::Other | Back::First, Some(run)) = (&back, self.run()) {
            run.entry = None;
        }
        Some((back, dialog))
    }
}

/// Who came back to a locked screen.
pub(in crate::app) enum Back {
    /// Whoever was there.
    Same,
    Other,
    /// Nobody had been there before.
    First,
}

//! What is said beside what a command prints, on standard error, so that JSON stays JSON.

use super::{DAMAGED, Done, error::exit_of};
use crate::domain::{Caveats, Code, Text};
use crate::store::{Loaded, StoreError};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io;
use std::io::Write;

pub(super) fn beside(words: impl Display) {
    // Where nobody reads standard error there is nobody to tell.
    let _ = writeln!(io::stderr(), "{words}");
}

/// Says that something did not go as one might think.
pub(super) fn warn(words: impl Display) {
    beside(format_args!("warning: {words}"));
}

/// What must be known of a record, whose case goes by this code.
pub(super) fn say_caveats(code: impl Display, caveats: &Caveats) {
    for line in caveats.lines() {
        beside(format_args!("{code}  {line}"));
    }
}

/// How a look at one record ends: a damage is told last, and decides.
pub(super) fn damage_or(exit: u8, loaded: Loaded) -> Done {
    loaded.damage.map_or(Ok(exit), |damage| Err(StoreError::from(damage).into()))
}

/// What must be known of one record of many.
pub(super) struct Noted {
    pub(super) code: Code,
    pub(super) caveats: Caveats,
    error: Option<StoreError>,
    /// Whether anything of it was read.
    pub(super) is_read: bool,
}

impl Noted {
    /// Nothing where the record is as it should be.
    pub(super) fn of(code: Code, loaded: Result<&Loaded, StoreError>) -> Option<Self> {
        match loaded {
            Ok(loaded) => {
                let error = loaded.damage.clone().map(StoreError::from);
                let caveats = loaded.caveats();
                (caveats != Caveats::default()).then_some(Self { code, caveats, error, is_read: true })
            }
            Err(error) => {
                let problem = Some(Text::sanitise(&error.to_string()));
                let caveats = Caveats { problem, ..Caveats::default() };
                Some(Self { code, caveats, error: Some(error), is_read: false })
            }
        }
    }

    /// Names each record that is not as it should be, and gives the exit code for that.
    pub(super) fn say(all: &[Self]) -> u8 {
        let (mut exit, mut said) = (0, BTreeSet::new());
        for Self { code, caveats, error, .. } in all {
            say_caveats(code, caveats);
            let Some(error) = error else { continue };
            let words = format!("{code}  {}  {error}", error.word());
            exit = exit.max(exit_of(error));
            // Of two records of a case each would say the same.
            if said.insert(words.clone()) {
                beside(words);
            }
        }
        if exit == DAMAGED {
            beside("run \"periop verify\" to see what is damaged or in doubt");
        }
        exit
    }
}

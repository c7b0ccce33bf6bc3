//! The demonstration: a throw-away folder with a morning's cases in every state, told through the rules.

mod cases;
mod many;
mod story;

pub use cases::fill;
pub use many::Many;

use crate::domain::{Code, Id, Misfit, Operator, Text};
use crate::store::{Scratch, StoreError};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use thiserror::Error;

/// The signals that end a program, if they can be caught. Not the faults of the program itself: caught, they come again.
pub const ENDING: [i32; 15] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGXCPU, SIGXFSZ, SIGSYS,
    SIGTRAP, SIGABRT,
];
/// The workstation's name in a demonstration: it stands in every entry.
pub const STATION: &str = "demo";

/// The checklist that its cases follow.
pub const CHECKLIST: &str = "spinal-injection";

/// A demonstration that is about to be shown.
#[derive(Debug)]
pub struct Demo {
    /// Its folder, gone when the program ends.
    pub folder: Scratch,
    /// The signals that end the program: they wait here from before the folder was made.
    pub signals: Signals,
    /// Whom the cases know, proposed to whoever sits down.
    pub people: Vec<Operator>,
}

/// What a case of the demonstration shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    pub code: Code,
    pub shows: &'static str,
}

/// Why the demonstration could not be made.
#[derive(Debug, Error)]
pub enum DemoError {
    /// The rules or the disk said no.
    #[error("the demonstration could not be made: {0}")]
    Store(#[from] StoreError),
    /// The shipped checklist lacks an item.
    #[error("the demonstration does not fit the shipped checklist: there is no {0}; this is a fault of the program")]
    Unknown(Text),
    /// An answer does not fit its item.
    #[error("the demonstration does not fit the shipped checklist: {0}: {1}; this is a fault of the program")]
    Misfit(Id, Misfit),
}

/// Whom the cases know: a nurse and a clinician.
pub fn people() -> Vec<Operator> {
    ["JR:nurse", "DK:clinician"].into_iter().filter_map(|who| who.parse().ok()).collect()
}

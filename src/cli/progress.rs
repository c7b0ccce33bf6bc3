//! How far the reading of many records is, told where it takes longer than a moment and somebody looks.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// What is over sooner shows no progress.
const WORTH_SAYING: Duration = Duration::from_millis(500);
/// So often the progress is told.
const EVERY: Duration = Duration::from_millis(200);

/// Says how far the reading is, on one line of the terminal.
pub(super) struct Progress {
    began: Instant,
    said: Option<Instant>,
    is_terminal: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self { began: Instant::now(), said: None, is_terminal: io::stderr().is_terminal() }
    }

    /// After each record: so many of so many are done.
    pub(super) fn tell(&mut self, done: usize, of: usize) {
        let is_time = self.said.map_or(self.began.elapsed() >= WORTH_SAYING, |said| said.elapsed() >= EVERY);
        if self.is_terminal && is_time {
            self.said = Some(Instant::now());
            let percent = done * 100 / of.max(1);
            // Where nobody reads standard error there is nobody to tell.
            let _ = write!(io::stderr(), "\rread {done} of {of} records, {percent} % (ctrl-c leaves)");
        }
    }

    /// Before anything else is said.
    pub(super) fn ends(&self) {
        if self.said.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

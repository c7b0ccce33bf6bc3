//! What a person types: the terminal's bytes are read as they come, and told from all else that it sends.
//!
//! crossterm's own reader gives the answers of a terminal back as keys, or waits for ever at what it does not know.

mod decoder;
mod sequence;

pub use decoder::{Decoder, Dropped, Event, Mouse, Silences};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use std::collections::VecDeque;
use std::io;
use std::sync::mpsc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// What comes from the terminal.
pub(super) enum Input {
    Bytes(Vec<u8>, Instant),
    /// The window may have another size.
    Resized,
    /// The program is to stop for a while.
    Stops,
    /// It was stopped, and goes on.
    GoesOn,
    Gone(io::Error),
}

/// What the screens wake up for.
pub(super) enum Woken {
    /// What was typed, and when it came.
    Typed(Event, Instant),
    Resized,
    Stops,
    GoesOn,
}

pub(super) struct Keyboard {
    input: Receiver<Input>,
    sender: Sender<Input>,
    decoder: Decoder,
    started: Instant,
    /// What was typed before then was typed for another screen.
    since: Instant,
    typed: VecDeque<(Event, Instant)>,
    listens: bool,
}

impl Keyboard {
    pub(super) fn new(mouse: bool, escape: Option<Duration>) -> Self {
        let (sender, input) = mpsc::channel();
        let mut silences = Silences::default();
        if let Some(escape) = escape {
            silences.escape = escape;
            silences.unfinished = silences.unfinished.max(silences.escape);
        }
        let (mut decoder, now) = (Decoder::new(silences), Instant::now());
        decoder.mouse = mouse;
        Self { input, sender, decoder, started: now, since: now, typed: VecDeque::new(), listens: false }
    }

    /// Where to say that the window has another size.
    pub(super) fn sender(&self) -> Sender<Input> {
        self.sender.clone()
    }

    /// Something new comes on the screen: what was typed until now was for what stood there before, or for nothing.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        if !self.listens {
            rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush)?;
        }
        self.since = Instant::now();
        Ok(())
    }

    /// Begins to read, if nobody does yet. A thread of its own does: what is typed while something is saved keeps its
    /// own time, and so is no burst.
    pub(super) fn listen(&mut self) {
        if std::mem::replace(&mut self.listens, true) {
            return;
        }
        let sender = self.sender.clone();
        std::thread::spawn(move || {
            loop {
                let input = read();
                let is_over = matches!(input, Input::Gone(_));
                if sender.send(input).is_err() || is_over {
                    break;
                }
            }
        });
    }

    /// Waits for what comes next; none where nothing did for so long.
    pub(super) fn next(&mut self, patience: Duration) -> io::Result<Option<Woken>> {
        let until = Instant::now() + patience;
        loop {
            if let Some((event, at)) = self.typed.pop_front() {
                return Ok(Some(Woken::Typed(event, at)));
            }
            let due = self.decoder.due().map(|due| self.started + due);
            let wakes = due.map_or(until, |due| due.min(until));
            match self.input.recv_timeout(wakes.saturating_duration_since(Instant::now())) {
                Ok(Input::Bytes(bytes, at)) => self.take(&bytes, at),
                Ok(Input::Resized) => return Ok(Some(Woken::Resized)),
                Ok(Input::Stops) => return Ok(Some(Woken::Stops)),
                Ok(Input::GoesOn) => return Ok(Some(Woken::GoesOn)),
                Ok(Input::Gone(error)) => return Err(error),
                Err(RecvTimeoutError::Timeout) => {
                    let (events, now) = (self.decoder.rest(self.started.elapsed()), Instant::now());
                    self.typed.extend(events.into_iter().map(|event| (event, now)));
                }
                Err(RecvTimeoutError::Disconnected) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
            if self.typed.is_empty() && Instant::now() >= until {
                return Ok(None);
            }
        }
    }

    /// Whether the terminal has told a key that is pressed from one that it repeats.
    pub(super) fn tells_repeats(&self) -> bool {
        self.decoder.tells_repeats
    }

    fn take(&mut self, bytes: &[u8], at: Instant) {
        let events = self.decoder.take(bytes, at.saturating_duration_since(self.started));
        if at >= self.since {
            self.typed.extend(events.into_iter().map(|event| (event, at)));
        } else if !events.is_empty() {
            self.typed.push_back((Event::Dropped(Dropped::Unseen), at));
        }
    }
}

/// Waits for bytes. A standard input that was made not to wait is waited for all the same.
fn read() -> Input {
    let mut bytes = vec![0; 1024];
    loop {
        let stdin = io::stdin();
        let waited = poll(&mut [PollFd::new(&stdin, PollFlags::IN)], None);
        match waited.and_then(|_| rustix::io::read(&stdin, &mut bytes)) {
            Ok(0) => return Input::Gone(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                bytes.truncate(count);
                return Input::Bytes(bytes, Instant::now());
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Input::Gone(error.into()),
        }
    }
}

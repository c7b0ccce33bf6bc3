//! Bytes of a terminal, turned into what a person typed. Knows no terminal; the time comes with the bytes.
//!
//! A machine of our own: `vte` is made for what programs send to terminals. It has no keys of the kind `ESC O A`, reads
//! into pastes, and does not say whether it is within a sequence, so that a silence could not end one.

use super::sequence;
use crate::app::Key;
use std::{mem, time::Duration};

/// How long nothing must come for what follows.
#[derive(Debug, Clone, Copy)]
pub struct Silences {
    /// Until what comes after an enter is a key again: no hand is that quick, a paste without brackets is.
    pub burst: Duration,
    /// Until an escape is the key, and not the beginning of a sequence that a slow line brings in two pieces.
    pub escape: Duration,
    /// Until what was begun and not ended is dropped.
    pub unfinished: Duration,
}

impl Default for Silences {
    fn default() -> Self {
        let [burst, escape, unfinished] = [20, 150, 250].map(Duration::from_millis);
        Self { burst, escape, unfinished }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Key(Key),
    Mouse(Mouse),
    Paste(String),
    Dropped(Dropped),
}

/// What was done with the mouse: its cells are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    Click(u16, u16),
    WheelUp,
    WheelDown,
}

/// What somebody may have wanted to type, and what is no key all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// What came after an enter, too quickly for a hand.
    Burst,
    /// A paste whose end never came.
    HalfAPaste,
    /// What came before the screen that it would have acted on.
    Unseen,
}

impl Dropped {
    pub fn words(self) -> &'static str {
        match self {
            Self::Burst => "what was pasted after its first line was not taken",
            Self::HalfAPaste => "a paste came without its end, not taken: paste it again",
            Self::Unseen => "typed before this was shown, not taken",
        }
    }
}

/// A field takes less; the end of a paste is looked for all the same.
const LONGEST_PASTE: usize = 1 << 16;
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// No key has as many parameters.
const LONGEST_SEQUENCE: usize = 64;

/// What the bytes so far are the beginning of.
#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    Escape,
    /// An escape within words, most likely the first half of their end.
    WordsEscape,
    /// `ESC O`: the next byte names a key.
    Single,
    /// `ESC [`, with its parameters so far.
    Control(Vec<u8>),
    /// A reply in words: OSC, DCS, APC, PM or SOS.
    Words,
    /// `ESC [ [`: the next byte names a function key of the Linux console.
    Console,
    /// So many bytes belong to what came.
    Skip(u8),
    /// A character that has more than one byte.
    Character {
        bytes: Vec<u8>,
        is_alt: bool,
    },
    Paste(Vec<u8>),
}

/// The burst that an enter stands in.
#[derive(Debug)]
struct Burst {
    last: Duration,
    is_told: bool,
}

#[derive(Debug, Default)]
pub struct Decoder {
    silences: Silences,
    state: State,
    /// When the last byte came.
    last: Duration,
    burst: Option<Burst>,
    events: Vec<Event>,
    /// The mouse works: what a terminal says of it is no reply.
    pub mouse: bool,
    /// The terminal says of keys whether they are pressed, repeated or let go.
    pub tells_repeats: bool,
}

impl Decoder {
    pub fn new(silences: Silences) -> Self {
        Self { silences, ..Self::default() }
    }

    /// Takes bytes that came together.
    pub fn take(&mut self, bytes: &[u8], at: Duration) -> Vec<Event> {
        let mut events = self.rest(at);
        for byte in bytes {
            let state = mem::take(&mut self.state);
            self.state = self.next(state, *byte, at);
            self.last = at;
        }
        events.append(&mut self.events);
        events
    }

    /// Nothing has come until now: what was begun ends, once that took long enough.
    pub fn rest(&mut self, now: Duration) -> Vec<Event> {
        if self.due().is_some_and(|due| due <= now) {
            match mem::take(&mut self.state) {
                State::Escape => self.key(Key::Esc, self.last),
                State::Paste(_) => self.events.push(Event::Dropped(Dropped::HalfAPaste)),
                State::Ground
                | State::Single
                | State::Console
                | State::Control(_)
                | State::Words
                | State::WordsEscape
                | State::Skip(_)
                | State::Character { .. } => {}
            }
        }
        mem::take(&mut self.events)
    }

    /// When a silence from now on would end what was begun.
    pub fn due(&self) -> Option<Duration> {
        let silence = match self.state {
            State::Ground => return None,
            State::Escape => self.silences.escape,
            State::Single
            | State::Console
            | State::Control(_)
            | State::Words
            | State::WordsEscape
            | State::Skip(_)
            | State::Character { .. }
            | State::Paste(_) => self.silences.unfinished,
        };
        Some(self.last + silence)
    }

    fn next(&mut self, state: State, byte: u8, at: Duration) -> State {
        match (state, byte) {
            (State::Paste(bytes), _) => self.pasted(bytes, byte),
            (State::Skip(1), _) => State::Ground,
            (State::Skip(more), _) => State::Skip(more - 1),
            (State::Escape, _) => self.escaped(byte, at),
            (State::WordsEscape, b'\\') => State::Ground,
            (State::WordsEscape, _) => self.escaped(byte, at),
            (State::Words, 0x1b) => State::WordsEscape,
            // Whatever else was begun, an escape begins anew.
            (_, 0x1b) => State::Escape,
            (State::Ground, _) => self.plain(byte, false, at),
            (State::Console, b'A'..=b'E') => self.whole(Some(Key::F(byte - b'A' + 1)), at),
            (State::Console, _) => State::Ground,
            (State::Single, _) => self.whole(sequence::single(byte), at),
            (State::Control(parameters), _) => self.control(parameters, byte, at),
            (State::Words, 0x07 | 0x18 | 0x1a) => State::Ground,
            (State::Words, _) => State::Words,
            (State::Character { bytes, is_alt }, 0x80..) => self.character(bytes, byte, is_alt, at),
            (State::Character { .. }, _) => self.plain(byte, false, at),
        }
    }

    fn escaped(&mut self, byte: u8, at: Duration) -> State {
        match byte {
            b'[' => State::Control(Vec::new()),
            b'O' => State::Single,
            b']' | b'P' | b'_' | b'^' | b'X' => State::Words,
            0x1b => {
                self.key(Key::Esc, at);
                State::Escape
            }
            _ if at.saturating_sub(self.last) < self.silences.burst => self.plain(byte, true, at),
            _ => {
                self.key(Key::Esc, self.last);
                self.plain(byte, false, at)
            }
        }
    }

    /// A byte by itself. A character with alt names nothing here; enter and such are what they are without it.
    fn plain(&mut self, byte: u8, is_alt: bool, at: Duration) -> State {
        let key = match byte {
            b'\r' => Key::Enter,
            b'\t' => Key::Tab,
            // Which of the two the key sends is the terminal's to choose.
            0x7f | 0x08 => Key::Backspace,
            0 => Key::Ctrl(' '),
            0x01..=0x1a => Key::Ctrl((byte - 1 + b'a').into()),
            0x1b => return State::Escape,
            0x1c..=0x1f => Key::Ctrl((byte - 0x1c + b'4').into()),
            b' '..=b'~' if is_alt => return State::Ground,
            b' '..=b'~' => Key::Char(byte.into()),
            0xc2..=0xf4 => return State::Character { bytes: vec![byte], is_alt },
            0x80..=0xc1 | 0xf5.. => return State::Ground,
        };
        self.whole(Some(key), at)
    }

    /// What was begun is whole; a key, if it is one.
    fn whole(&mut self, key: Option<Key>, at: Duration) -> State {
        if let Some(key) = key {
            self.key(key, at);
        }
        State::Ground
    }

    fn character(&mut self, mut bytes: Vec<u8>, byte: u8, is_alt: bool, at: Duration) -> State {
        bytes.push(byte);
        match std::str::from_utf8(&bytes) {
            Ok(whole) => {
                let typed = whole.chars().find(|c| !is_alt && !c.is_control());
                self.whole(typed.map(Key::Char), at)
            }
            Err(error) if error.error_len().is_none() => State::Character { bytes, is_alt },
            Err(_) => self.plain(byte, false, at),
        }
    }

    fn control(&mut self, mut parameters: Vec<u8>, byte: u8, at: Duration) -> State {
        match (byte, parameters.as_slice()) {
            (b' '..=b'?', _) => {
                parameters.truncate(LONGEST_SEQUENCE);
                parameters.push(byte);
                State::Control(parameters)
            }
            (b'[', []) => State::Console,
            // A mouse of the oldest kind.
            (b'M', []) => State::Skip(3),
            (b'~', b"200") => State::Paste(Vec::new()),
            (b'M' | b'm', [b'<', report @ ..]) => {
                let did = sequence::mouse(report, byte).filter(|_| self.mouse);
                self.events.extend(did.map(Event::Mouse));
                State::Ground
            }
            (b'@'..=b'~', _) => {
                let key = sequence::control(&parameters, byte);
                self.tells_repeats |= key.is_some() && sequence::tells_kind(&parameters);
                self.whole(key, at)
            }
            (..b' ' | 0x7f.., _) => State::Ground,
        }
    }

    fn pasted(&mut self, mut bytes: Vec<u8>, byte: u8) -> State {
        bytes.push(byte);
        if let Some(text) = bytes.strip_suffix(PASTE_ENDS) {
            self.events.push(Event::Paste(String::from_utf8_lossy(text).into_owned()));
            return State::Ground;
        }
        if bytes.len() > LONGEST_PASTE + PASTE_ENDS.len() {
            bytes.remove(LONGEST_PASTE);
        }
        State::Paste(bytes)
    }

    /// A key counts, but in a burst after an enter: that is text from somewhere, and its next line is no command. Once
    /// some of it was dropped, only a long silence ends it.
    fn key(&mut self, key: Key, at: Duration) {
        let is_enter = matches!(key, Key::Enter | Key::Ctrl('j'));
        if let Some(burst) = &mut self.burst {
            let silence = if burst.is_told { self.silences.unfinished } else { self.silences.burst };
            if at.saturating_sub(burst.last) < silence {
                burst.last = at;
                // An enter held down, or a scanner's second line end, is nothing to tell of.
                if !burst.is_told && !is_enter {
                    burst.is_told = true;
                    self.events.push(Event::Dropped(Dropped::Burst));
                }
                return;
            }
        }
        self.burst = is_enter.then_some(Burst { last: at, is_told: false });
        self.events.push(Event::Key(key));
    }
}

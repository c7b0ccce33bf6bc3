//! What is said and heard: whole lines out, all of them before an answer is waited for, and whole lines in.

use super::voice::aloud;
use crate::report::{HEARD, wrap};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal, Read, StdinLock, Write};
use unicode_width::UnicodeWidthStr;

/// No answer, note or reason needs a longer line.
const LONGEST: u64 = 16 * 1024;

/// How it ends.
#[derive(Debug)]
pub(super) enum End {
    /// Somebody left, or there is no more input.
    Left,
    /// A line of a script was refused, and nothing after it was taken: it may have been meant for another item.
    Refused(String),
    /// Nobody can be heard any more.
    Io(io::Error),
}

/// What somebody said, unless it is over.
pub(super) type Heard<T> = Result<T, End>;

pub(super) struct Talk<'o> {
    out: &'o mut dyn Write,
    input: StdinLock<'static>,
    is_terminal: bool,
    /// Somebody answers what they hear: what is refused is asked again.
    is_live: bool,
    in_ascii: bool,
    /// So many lines were heard.
    lines: usize,
    /// The last that was refused.
    refused: Option<usize>,
    /// The first of a script that was not taken in an emergency.
    missed: Option<usize>,
}

impl<'o> Talk<'o> {
    /// Over standard input; a script goes on after a refusal only where that is said.
    pub(super) fn new(out: &'o mut dyn Write, keeps_going: bool, in_ascii: bool) -> Self {
        let input = io::stdin().lock();
        let is_terminal = input.is_terminal();
        Self {
            out,
            input,
            is_terminal,
            is_live: is_terminal || keeps_going,
            in_ascii,
            refused: None,
            lines: 0,
            missed: None,
        }
    }

    pub(super) fn say(&mut self, words: impl Display) {
        // A terminal breaks lines within words, and whoever hears it line by line hears halves.
        let size = rustix::termios::tcgetwinsize(io::stdout()).ok();
        let width = size.map(|size| usize::from(size.ws_col)).filter(|width| *width > 0).unwrap_or(HEARD);
        for line in words.to_string().lines() {
            for line in wrap(&aloud(line, self.in_ascii), width, UnicodeWidthStr::width) {
                // Whether it could be printed is told at the end.
                let _ = writeln!(self.out, "{line}");
            }
        }
    }

    pub(super) fn say_all(&mut self, lines: impl IntoIterator<Item = impl Display>) {
        lines.into_iter().for_each(|line| self.say(line));
    }

    /// Says why something is not taken; what a script says after it may be meant for another item.
    pub(super) fn refuse(&mut self, why: impl Display) -> Heard<()> {
        self.say(&why);
        self.refused = Some(self.lines);
        if self.is_live { Ok(()) } else { Err(End::Refused(format!("line {}: {why}", self.lines))) }
    }

    /// Says why something is not taken, and goes on: what is said in an emergency must be heard.
    pub(super) fn misses(&mut self, why: impl Display) {
        self.say(why);
        self.refused = Some(self.lines);
        self.missed = self.missed.or((!self.is_live).then_some(self.lines));
    }

    /// Whether what was heard last was refused.
    pub(super) fn has_refused(&self) -> bool {
        self.refused == Some(self.lines)
    }

    /// What a script said in vain in an emergency.
    pub(super) fn missed(&self) -> Option<String> {
        self.missed.map(|line| format!("line {line} was not taken on a crisis card"))
    }

    /// The next line; nothing of it is left at its ends.
    pub(super) fn hear(&mut self) -> Heard<String> {
        let early = self.drop_early()?;
        if early > 0 {
            self.say(format_args!("Typed before this was asked, and not taken: {early}"));
        }
        if self.is_live {
            let _ = write!(self.out, "> ");
        }
        let _ = self.out.flush();
        let line = self.line()?.ok_or(End::Left)?;
        Ok(line.trim().to_owned())
    }

    /// Lines that came before they were asked for were typed for something else. How many they were.
    fn drop_early(&mut self) -> Heard<usize> {
        let mut early = 0;
        while self.is_terminal && self.is_waiting()? && self.line()?.is_some() {
            early += 1;
        }
        Ok(early)
    }

    /// Whether a whole line waits at the terminal.
    fn is_waiting(&self) -> Heard<bool> {
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        let mut waits = [PollFd::new(&self.input, PollFlags::IN)];
        poll(&mut waits, Some(&at_once)).map_err(|error| End::Io(error.into()))?;
        Ok(waits[0].revents().contains(PollFlags::IN))
    }

    fn line(&mut self) -> Heard<Option<String>> {
        let mut bytes = Vec::new();
        let heard = (&mut self.input).take(LONGEST).read_until(b'\n', &mut bytes).map_err(End::Io)?;
        self.lines += usize::from(heard > 0);
        let whole = bytes.ends_with(b"\n");
        let line = String::from_utf8_lossy(&bytes).into_owned();
        match (heard, whole) {
            (0, _) => Ok(None),
            (_, true) => Ok(Some(line)),
            // Half a number is another number.
            (_, false) => {
                let why = "this line has no end, and was not taken";
                self.say(why);
                Err(End::Refused(format!("line {}: {why}", self.lines)))
            }
        }
    }
}

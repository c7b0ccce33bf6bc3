//! Keys that nobody meant: held down, bouncing, pressed out of habit, or typed ahead of what came up.

use super::{App, Context, Dialog, Key, Notice, Screen};
use crate::domain::{Seq, checklist::ItemIx};
use std::{mem::Discriminant, time::Duration};

/// The times by which the hands at the keys are judged.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// A keyboard repeats a key that is held down at least so often; one that bounces comes again sooner.
    pub repeat: Duration,
    /// So long a keyboard may take until it begins to repeat: until then the same key is in doubt.
    pub doubt: Duration,
    /// So soon after an answer that one key finished an enter comes out of habit.
    pub habit: Duration,
    /// A person sees that something is still being saved, and presses again.
    pub patience: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        let [repeat, doubt, habit, patience] = [120, 700, 1000, 300].map(Duration::from_millis);
        Self { repeat, doubt, habit, patience }
    }
}

impl Pace {
    /// The same where a keyboard takes so long until it repeats; by none at all every key counts.
    #[must_use]
    pub fn doubting_for(self, doubt: Duration) -> Self {
        let habit = if doubt.is_zero() { doubt } else { self.habit };
        Self { doubt, habit, repeat: self.repeat.min(doubt), ..self }
    }
}

/// Which screen or dialog takes a key; of the crisis cards, which one.
pub(super) type Spot = (Discriminant<Screen>, Option<Discriminant<Dialog>>, Option<usize>);

/// The current item, with its newest entry.
pub(super) type LookedAt = Option<(ItemIx, Option<Seq>)>;

#[derive(Debug, Clone, Copy)]
struct Pressed {
    key: Key,
    at: Duration,
    spot: Spot,
}

/// A key that counts unless it comes again meanwhile, and what it was pressed at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) key: Key,
    pub(super) until: Duration,
    pub(super) spot: Spot,
    pub(super) at_item: LookedAt,
}

/// What is remembered of the hands at the keyboard.
#[derive(Debug, Clone)]
pub(super) struct KeyGuard {
    pub(super) pace: Pace,
    /// The newest key, whatever it did.
    last: Option<Pressed>,
    pub(super) held: Option<Held>,
    /// When a key last did something, and when what it recorded was on the disk.
    acted: Duration,
    written: Duration,
    /// When one key finished an answer, if nothing was pressed since.
    finished: Option<Duration>,
    /// A panel came up that nobody called: what is typed on was not meant for it.
    surprised: bool,
    /// The key before that.
    before: Option<Pressed>,
    /// The terminal tells repeated keys from pressed ones.
    pub(super) repeats_are_told: bool,
}

impl KeyGuard {
    pub(super) fn new(pace: Pace) -> Self {
        Self {
            pace,
            last: None,
            held: None,
            acted: Duration::ZERO,
            written: Duration::ZERO,
            finished: None,
            surprised: false,
            before: None,
            repeats_are_told: false,
        }
    }

    /// So soon nobody has seen what the same hand did before.
    pub(super) fn doubt(&self) -> Duration {
        self.pace.doubt
    }

    /// Whether a dialog took the key before this one.
    pub(super) fn left_dialog(&self) -> bool {
        self.before.is_some_and(|before| before.spot.1.is_some())
    }

    pub(super) fn is_after_esc(&self) -> bool {
        self.before.is_some_and(|before| before.key == Key::Esc)
    }

    /// A panel has come up by itself.
    pub(super) fn are_surprised(&mut self) {
        self.surprised = true;
    }

    /// Whoever calls for a crisis card is not surprised by it.
    pub(super) fn are_ready(&mut self) {
        (self.surprised, self.finished, self.last) = (false, None, None);
    }

    /// One key has finished an answer; an enter did so knowingly.
    pub(super) fn finished(&mut self, at: Context<'_>) {
        self.finished = self.last.filter(|last| last.key != Key::Enter).map(|_| at.elapsed);
    }

    /// A scan has filled something: the enter that scanners send behind it is nobody's.
    pub(super) fn scanned(&mut self, at: Context<'_>) {
        self.finished = Some(at.elapsed);
    }

    pub(super) fn acts(&mut self, at: Context<'_>) {
        self.acted = at.elapsed;
    }

    /// What a key recorded has been written, which may have taken its time.
    pub(super) fn written(&mut self, at: Context<'_>) {
        self.written = at.elapsed;
    }

    /// How a key came. Where a panel has come up by itself keys wait until the hands have rested once: a value
    /// typed on for what was thought to be next would decide about a stop that nobody has read.
    pub(super) fn came(&mut self, key: Key, spot: Spot, at: Context<'_>) -> Press {
        let now = at.elapsed;
        // Held back, and here again: it is held down.
        self.held = None;
        let before = self.last.replace(Pressed { key, at: now, spot });
        self.before = before;
        let rested = |since: Duration| now.saturating_sub(since);
        let last = before.map(|before| rested(before.at.max(self.written)));
        self.surprised &= last.is_some_and(|rested| rested < self.pace.doubt);
        let habitual = self.finished.take().is_some_and(|then| rested(then.max(self.written)) < self.pace.habit);
        // Whoever types on after a sign that was a whole answer did not mean the next item.
        let is_sign = |before: Pressed| matches!(before.key, Key::Char('=' | '-'));
        let typed_on = habitual && before.is_some_and(is_sign) && last.is_some_and(|last| last < self.pace.doubt);
        self.surprised |= typed_on && matches!(key, Key::Char(c) if c.is_alphanumeric());
        let Some((before, last)) =
            before.zip(last).filter(|(before, last)| before.key == key && *last < self.pace.doubt)
        else {
            return match (self.surprised, habitual && key == Key::Enter) {
                (true, _) => Press::TypedAhead,
                (false, true) => Press::Habit,
                (false, false) => Press::Fresh,
            };
        };
        let impatient = last.is_zero() && self.written.saturating_sub(self.acted) > self.pace.patience;
        match (self.surprised, before.spot == spot) {
            (true, _) => Press::TypedAhead,
            (false, _) if rested(before.at) < self.pace.repeat || impatient => Press::Repeat,
            (false, false) => Press::Elsewhere,
            (false, true) if self.repeats_are_told => Press::Fresh,
            (false, true) => Press::Doubtful,
        }
    }

    /// Holds a key back that is in doubt: it counts once it does not come again.
    pub(super) fn hold_back(&mut self, key: Key, spot: Spot, at_item: LookedAt, at: Context<'_>) {
        self.held = Some(Held { key, until: at.elapsed + self.pace.repeat, spot, at_item });
    }
}

impl App {
    /// Says why nothing came of a key or a click, behind what the one before came to; a panel covers what was saved.
    pub(super) fn not_taken(&mut self, why: &str) {
        match self.shell.notice {
            Some(Notice::Done(_)) if self.dialog.is_some() => self.shell.say(why),
            Some(Notice::Done(_) | Notice::Info(_) | Notice::Error(_)) | None => self.shell.tell_too(why),
        }
    }
}

/// How a key came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// By itself.
    Fresh,
    /// So soon after itself that it is held down or bounces, or that nobody has seen what it did.
    Repeat,
    /// So soon after itself that it may be the beginning of a repetition, or a quick hand.
    Doubtful,
    /// So soon after itself that nobody has read what it opened, or what it closed was meant.
    Elsewhere,
    /// An enter after an answer that was whole without.
    Habit,
    /// Before anybody can have read the panel that came up.
    TypedAhead,
}

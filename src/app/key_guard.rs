//! Keys that nobody meant: held down, bouncing, or typed ahead of what came up.

use super::{Context, Key};
use std::time::Duration;

type Pressed = (Key, Duration);

/// What is remembered of the hands at the keyboard.
#[derive(Debug, Clone)]
pub(super) struct KeyGuard {
    /// So soon after itself a key may still be the same press.
    bounce: Duration,
    /// The key before this one, whatever it did.
    last: Option<Pressed>,
    /// The last key that recorded something at once.
    last_recording: Option<Pressed>,
    /// A panel came up that nobody called: what is typed on was not meant for it.
    surprised: bool,
}

impl KeyGuard {
    pub(super) fn new(bounce: Duration) -> Self {
        Self { bounce, last: None, last_recording: None, surprised: false }
    }

    /// A panel has come up by itself.
    pub(super) fn are_surprised(&mut self) {
        self.surprised = true;
    }

    /// A key has recorded something.
    pub(super) fn recorded(&mut self, key: Key, at: Context<'_>) {
        self.last_recording = Some((key, at.elapsed));
    }

    /// What a key recorded has been written, which may have taken its time: it counts from now.
    pub(super) fn written(&mut self, at: Context<'_>) {
        for (_, pressed) in [&mut self.last, &mut self.last_recording].into_iter().flatten() {
            *pressed = at.elapsed;
        }
    }

    /// How a key came. Where a panel has come up by itself keys wait until the hands have rested once: a value
    /// typed on for what was thought to be next would decide about a stop that nobody has read.
    pub(super) fn came(&mut self, key: Key, at: Context<'_>) -> Press {
        let before = self.last.replace((key, at.elapsed));
        self.surprised &= self.is_recent(before, at);
        match (self.surprised, self.is_same_press(before, key, at)) {
            (true, _) => Press::TypedAhead,
            (false, true) => Press::Repeat,
            (false, false) => Press::Fresh,
        }
    }

    /// A key that is held down or bounces must not tick the next item: the same recording key is swallowed for a
    /// while after its last press.
    pub(super) fn bounces(&mut self, key: Key, at: Context<'_>) -> bool {
        let last = self.last_recording.replace((key, at.elapsed));
        self.is_same_press(last, key, at)
    }

    fn is_recent(&self, before: Option<Pressed>, at: Context<'_>) -> bool {
        before.is_some_and(|(_, then)| at.elapsed.saturating_sub(then) < self.bounce)
    }

    fn is_same_press(&self, before: Option<Pressed>, key: Key, at: Context<'_>) -> bool {
        self.is_recent(before, at) && before.is_some_and(|(same, _)| same == key)
    }
}

/// How a key came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// By itself.
    Fresh,
    /// So soon after itself that it may be one press, held down or bouncing.
    Repeat,
    /// Before anybody can have read the panel that came up.
    TypedAhead,
}

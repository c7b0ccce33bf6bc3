//! A replay at the terminal: keys step through it, or it goes on by itself.

use super::keyboard::{Event, Keyboard, Woken};
use super::terminal::{self, Screen};
use super::theme::{Looks, Theme};
use super::view::draw;
use crate::app::Replay;
use crate::config::Setup;
use std::io;
use std::time::{Duration, Instant};

/// How long a key is waited for where nothing comes by itself.
const LOOK: Duration = Duration::from_mins(1);

/// Shows a replay until somebody leaves it. There is no record here to write to.
pub fn replay(mut replay: Replay, setup: &Setup) -> io::Result<()> {
    let theme = Theme::new(Looks::of(setup.theme, setup.ascii, |name| std::env::var(name).ok()));
    replay.app.shell.keys = setup.keys.clone();
    let mut screen = Screen::take(None, None, false)?;
    let mut keyboard = Keyboard::new(false, setup.escape);
    screen.heed_signals(keyboard.sender());
    keyboard.listen();
    let mut shown = Instant::now();
    loop {
        let now = replay.now();
        screen.terminal.draw(|frame| draw(frame, &replay.app, Some(&replay.case), &now, &theme))?;
        let left = replay.waits().map_or(LOOK, |waits| waits.saturating_sub(shown.elapsed()));
        match keyboard.next(left)? {
            Some(Woken::Typed(Event::Key(key), _)) => {
                if replay.press(key) {
                    return Ok(());
                }
                shown = Instant::now();
            }
            Some(Woken::Resized) => screen.terminal.resize(screen.terminal.size()?.into())?,
            Some(Woken::Stops) => terminal::stop(false)?,
            Some(Woken::GoesOn) => terminal::take_again(false)?,
            Some(Woken::Typed(Event::Mouse(_) | Event::Paste(_) | Event::Dropped(_), _)) => {}
            None if replay.waits().is_some() => {
                replay.goes_on();
                shown = Instant::now();
            }
            None => {}
        }
    }
}

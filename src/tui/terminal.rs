//! The terminal: taken over with care and given back whatever happens.

use super::wire::Wire;
use crate::store::Scratch;
use crossterm::{
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    style::force_color_output,
    terminal::{EnterAlternateScreen, enable_raw_mode},
};
use ratatui::{Terminal, layout::Size};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};
use std::{
    io::{self, IsTerminal, Write, stdout},
    sync::Weak,
};

/// The screen while periop has it.
pub(super) struct Screen {
    pub(super) terminal: Terminal<Wire<Unbuffered>>,
    signals: Option<Signals>,
    folder: Option<Weak<Scratch>>,
}

impl Screen {
    /// Takes the terminal over, and the signals with it. Says so where there is none.
    pub(super) fn take(signals: Option<Signals>, folder: Option<Weak<Scratch>>) -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(io::Error::other("the screens need a terminal; use the commands instead (periop --help)"));
        }
        // Under NO_COLOR crossterm's own stripping would also wipe bold; the theme sets no colours then.
        force_color_output(true);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
        }));
        let signals = signals.map_or_else(|| Signals::new([SIGTERM, SIGHUP, SIGINT]), Ok)?;
        let taken = enable_raw_mode()
            .and_then(|()| execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste))
            .and_then(|()| Terminal::new(Wire::new(Unbuffered)));
        let terminal = taken.inspect_err(|_| give_back())?;
        Ok(Self { terminal, signals: Some(signals), folder })
    }

    /// From now on a signal gives the terminal back, removes the folder of a demonstration and ends the program; one
    /// that came since the terminal was taken does so at once.
    pub(super) fn heed_signals(&mut self) {
        let Some(mut signals) = self.signals.take() else { return };
        let folder = self.folder.take();
        // A thread of its own: after a hang-up the event loop may never wake again.
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                give_back();
                if let Some(folder) = folder.and_then(|folder| folder.upgrade()) {
                    folder.remove();
                }
                std::process::exit(128 + signal);
            }
        });
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// The window's size. Asked for each frame and each second: crossterm would open the terminal's device anew each time.
pub(super) fn size() -> io::Result<Size> {
    let size = rustix::termios::tcgetwinsize(stdout())?;
    Ok(Size { width: size.ws_col, height: size.ws_row })
}

/// Standard output past the standard library's buffer, which would cut a frame in two at a line feed.
pub(super) struct Unbuffered;

impl Write for Unbuffered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(stdout(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Nothing can be done about a terminal that is gone.
fn give_back() {
    let _ = execute!(stdout(), DisableBracketedPaste);
    let _ = ratatui::try_restore();
}

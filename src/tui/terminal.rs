//! The terminal: taken over with care and given back whatever happens.

use super::{keyboard::Input, wire::Wire};
use crate::{demo::ENDING, store::Scratch};
use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    style::force_color_output,
    terminal::{EnterAlternateScreen, enable_raw_mode},
};
use ratatui::{Terminal, layout::Size};
use signal_hook::{consts::SIGWINCH, iterator::Signals};
use std::{
    io::{self, IsTerminal, Write, stdout},
    sync::{Weak, mpsc::Sender},
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
        let signals = signals.map_or_else(|| Signals::new(ENDING), Ok)?;
        for signal in ENDING.into_iter().chain([SIGWINCH]) {
            signals.add_signal(signal)?;
        }
        let taken = enable_raw_mode()
            .and_then(|()| execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste))
            .and_then(|()| Terminal::new(Wire::new(Unbuffered)));
        let terminal = taken.inspect_err(|_| give_back())?;
        Ok(Self { terminal, signals: Some(signals), folder })
    }

    /// From now on a signal removes the folder of a demonstration, gives the terminal back and ends the program; one
    /// that came since the terminal was taken does so at once. That the window has another size is passed on.
    pub(super) fn heed_signals(&mut self, keyboard: Sender<Input>) {
        let Some(mut signals) = self.signals.take() else { return };
        let folder = self.folder.take();
        // A thread of its own: after a hang-up the event loop may never wake again.
        std::thread::spawn(move || {
            for signal in signals.forever() {
                if signal == SIGWINCH {
                    // Nobody hears it only where the screens are left already.
                    let _ = keyboard.send(Input::Resized);
                    continue;
                }
                if let Some(folder) = folder.and_then(|folder| folder.upgrade()) {
                    folder.remove();
                }
                give_back();
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
    let _ = execute!(stdout(), DisableBracketedPaste, Show);
    let _ = ratatui::try_restore();
}

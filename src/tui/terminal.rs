//! The terminal: taken over with care and given back whatever happens.

use super::{keyboard::Input, wire::Wire};
use crate::{demo::ENDING, store::Scratch};
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::{Print, force_color_output};
use crossterm::terminal::{EnterAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::{Terminal, layout::Size};
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::io;
use std::io::{IsTerminal, Write, stdout};
use std::ops::RangeInclusive;
use std::sync::Weak;
use std::sync::mpsc::Sender;

/// Those that end a program on Linux alone: of an old processor, of the power, and those of real time. Nobody sends
/// them, so that the first frame does not wait for them.
const RARE: [RangeInclusive<i32>; 3] = [16..=16, 30..=30, 34..=64];

/// Buttons and the wheel are told, in numbers; not each movement, as crossterm would have it.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The screen while periop has it.
pub(super) struct Screen {
    pub(super) terminal: Terminal<Wire<Unbuffered>>,
    signals: Option<Signals>,
    folder: Option<Weak<Scratch>>,
}

impl Screen {
    /// Takes the terminal over, and the signals with it. Says so where there is none.
    pub(super) fn take(signals: Option<Signals>, folder: Option<Weak<Scratch>>, mouse: bool) -> io::Result<Self> {
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
        for signal in ENDING.into_iter().chain([SIGWINCH, SIGTSTP, SIGCONT]) {
            signals.add_signal(signal)?;
        }
        let terminal = take(mouse).and_then(|()| Terminal::new(Wire::new(Unbuffered))).inspect_err(|_| give_back())?;
        Ok(Self { terminal, signals: Some(signals), folder })
    }

    /// From now on a signal removes the folder of a demonstration, gives the terminal back and ends the program; one
    /// that came since the terminal was taken does so at once. That the window has another size, or that the program is to
    /// stop or was stopped for a while, is passed on: only whoever draws may give the terminal back and take it again.
    pub(super) fn heed_signals(&mut self, keyboard: Sender<Input>) {
        let Some(mut signals) = self.signals.take() else { return };
        let folder = self.folder.take();
        for signal in RARE.into_iter().flatten().filter(|_| cfg!(target_os = "linux")) {
            // Where the system does not let it be caught it ends the program as it always did.
            let _ = signals.add_signal(signal);
        }
        // A thread of its own: after a hang-up the event loop may never wake again.
        std::thread::spawn(move || {
            for signal in signals.forever() {
                let passed_on = match signal {
                    SIGWINCH => Some(Input::Resized),
                    SIGTSTP => Some(Input::Stops),
                    SIGCONT => Some(Input::GoesOn),
                    _ => None,
                };
                if let Some(input) = passed_on {
                    // Nobody hears it only where the screens are left already.
                    let _ = keyboard.send(input);
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

/// Stops as a shell asks it to: the terminal is the shell's until the program goes on.
pub(super) fn stop(mouse: bool) -> io::Result<()> {
    give_back();
    emulate_default_handler(SIGTSTP)?;
    take_again(mouse)
}

/// Takes the terminal again after a stop, which may have come without a word before.
pub(super) fn take_again(mouse: bool) -> io::Result<()> {
    disable_raw_mode()?;
    take(mouse)
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Print(if mouse { MOUSE_ON } else { "" }))
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
    let _ = execute!(stdout(), DisableBracketedPaste, Print(MOUSE_OFF), Show);
    let _ = ratatui::try_restore();
}

//! The real program in a pseudo-terminal: keys in, screens out.

use crate::ward::Ward;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// How long a screen may take before it counts as never coming.
const PATIENCE: Duration = Duration::from_secs(30);

/// No hand goes on after an enter sooner than this; what does is a paste.
const HAND: Duration = Duration::from_millis(60);
/// Nor after a digit; what does is a scanner.
const NEXT: Duration = Duration::from_millis(40);

type Shared = Arc<(Mutex<vt100::Parser>, Condvar)>;

/// A terminal with periop running in it.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shown: Shared,
    sent: Arc<AtomicUsize>,
    over: Receiver<()>,
    /// Until when the hand rests.
    rests_until: Option<Instant>,
}

impl Terminal {
    /// Starts the program in a terminal of 80 by 24. `by` is who is at the keyboard, if that is said at the start.
    pub(crate) fn start(ward: &Ward, by: Option<&str>, args: &[&str], bounce_ms: &str) -> Self {
        Self::start_at(ward, "test", by, args, bounce_ms)
    }

    /// The same at the station of this name.
    pub(crate) fn start_at(ward: &Ward, station: &str, by: Option<&str>, args: &[&str], bounce_ms: &str) -> Self {
        Self::open(Self::program(ward, station, by, args, bounce_ms), "")
    }

    /// Starts the program where a nurse has typed something before.
    pub(crate) fn start_after(typed: &str, ward: &Ward, args: &[&str]) -> Self {
        Self::open(Self::program(ward, "test", Some(crate::ward::NURSE), args, "0"), typed)
    }

    /// The same with nobody at the keyboard, and locked as soon as nobody presses a key.
    pub(crate) fn locked_soon(ward: &Ward, args: &[&str]) -> Self {
        let mut command = Self::program(ward, "test", None, args, "0");
        command.env("PERIOP_LOCK_AFTER", "0.1");
        Self::open(command, "")
    }

    /// Starts the program where the environment says this about the terminal.
    pub(crate) fn start_where(ward: &Ward, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = Self::program(ward, "test", Some(crate::ward::NURSE), args, "0");
        for (name, value) in environment {
            command.env(name, value);
        }
        Self::open(command, "")
    }

    fn program(ward: &Ward, station: &str, by: Option<&str>, args: &[&str], bounce_ms: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_periop"));
        command.args(args);
        for (name, value) in ward.surroundings() {
            command.env(name, value);
        }
        command.env("PERIOP_STATION", station);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        for name in ["COLORTERM", "COLORFGBG", "NO_COLOR"] {
            command.env_remove(name);
        }
        if !bounce_ms.is_empty() {
            command.env("PERIOP_BOUNCE_MS", bounce_ms);
        }
        match by {
            Some(by) => command.env("PERIOP_OPERATOR", by),
            None => command.env_remove("PERIOP_OPERATOR"),
        }
        command
    }

    pub(crate) fn open(command: CommandBuilder, typed: &str) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pseudo-terminal");
        let mut keyboard = pair.master.take_writer().expect("a keyboard");
        keyboard.write_all(typed.as_bytes()).expect("the keyboard");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("a screen");
        let shown: Shared = Arc::new((Mutex::new(vt100::Parser::new(cells(24), cells(80), 0)), Condvar::new()));
        let drawing = Arc::clone(&shown);
        let sent = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&sent);
        let (until, over) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = output.read(&mut bytes) {
                if count == 0 {
                    break;
                }
                counting.fetch_add(count, Ordering::SeqCst);
                drawing.0.lock().expect("the screen").process(&bytes[..count]);
                drawing.1.notify_all();
            }
            // The program has let go of its terminal.
            drop(until);
        });
        Self { master: pair.master, keyboard, child, shown, sent, over, rests_until: None }
    }

    /// Presses keys as a person does, with a short rest after each enter, esc and digit.
    pub(crate) fn press(&mut self, keys: &str) {
        for keys in keys.split_inclusive(|c: char| c == '\r' || c.is_ascii_digit()) {
            self.types_at_once(keys);
        }
    }

    /// Types as a scanner does, after a person has rested.
    pub(crate) fn types_at_once(&mut self, keys: &str) {
        let rests = self.rests_until.map(|until| until.saturating_duration_since(Instant::now()));
        std::thread::sleep(rests.unwrap_or_default());
        self.send(keys);
        let rest = match keys.chars().next_back() {
            Some('\r' | '\x1b') => Some(HAND),
            Some('0'..='9') => Some(NEXT),
            _ => None,
        };
        self.rests_until = rest.map(|rest| Instant::now() + rest);
    }

    /// Sends bytes as they are, all at once.
    pub(crate) fn send(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the keyboard");
        self.keyboard.flush().expect("the keyboard");
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        self.shown.0.lock().expect("the screen").screen().contents()
    }

    /// Whether every cell has a ground that the program has painted.
    pub(crate) fn is_painted(&self) -> bool {
        let screen = self.shown.0.lock().expect("the screen");
        let cells = (0..24).flat_map(|y| (0..80).map(move |x| (y, x)));
        let mut grounds = cells.filter_map(|(y, x)| Some(screen.screen().cell(y, x)?.bgcolor()));
        grounds.all(|ground| ground != vt100::Color::Default)
    }

    /// Waits until the screen is as wanted, and says what it showed instead where that never comes.
    pub(crate) fn wait(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let screen = self.shown.0.lock().expect("the screen");
        let until = |parser: &mut vt100::Parser| !wanted(&parser.screen().contents());
        let (screen, timed_out) = self.shown.1.wait_timeout_while(screen, PATIENCE, until).expect("the screen");
        let (_, columns) = screen.screen().size();
        let text: Vec<String> = screen.screen().rows(0, columns.get()).collect();
        let text = text.join("\n");
        assert!(!timed_out.timed_out(), "never came: {what}\n{text}");
        text
    }

    /// Waits until some words are on the screen.
    pub(crate) fn sees(&self, words: &str) -> String {
        self.wait(words, |screen| screen.contains(words))
    }

    /// Waits until some words are on the screen, over however many lines they are broken.
    pub(crate) fn reads(&self, words: &str) -> String {
        self.wait(words, |screen| screen.split_whitespace().collect::<Vec<_>>().join(" ").contains(words))
    }

    /// How many bytes the program has sent to its terminal.
    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    /// Another size of the window.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.shown.0.lock().expect("the screen").screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).expect("another size");
    }

    /// The program's process.
    pub(crate) fn process_id(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Whether the terminal is as it was before the program: lines are edited and echoed, the cursor is seen.
    pub(crate) fn is_given_back(&self) -> bool {
        const ECHOED_LINES: u32 = 0o12;
        let modes = self.master.get_termios().expect("a terminal").local_flags.bits();
        let screen = self.shown.0.lock().expect("the screen");
        let screen = screen.screen();
        let is_taken = screen.alternate_screen() || screen.hide_cursor() || screen.bracketed_paste();
        !is_taken && modes & ECHOED_LINES == ECHOED_LINES
    }

    /// Whether the terminal tells what is done with the mouse.
    pub(crate) fn tells_mouse(&self) -> bool {
        let screen = self.shown.0.lock().expect("the screen");
        screen.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
    }

    /// Waits until something is so that the screen alone does not tell.
    pub(crate) fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let then = Instant::now();
        while !is_so(self) {
            assert!(then.elapsed() < PATIENCE, "never came: {what}\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, name: &str) {
        let process = self.process_id().to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &process]).status();
        assert!(sent.expect("kill is there").success());
    }

    /// Kills the program without warning.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ended");
    }

    /// Waits until the program has ended by itself, and says with which code.
    pub(crate) fn ended(&mut self) -> u32 {
        let waited = self.over.recv_timeout(PATIENCE);
        assert_ne!(waited, Err(RecvTimeoutError::Timeout), "it never ended:\n{}", self.screen());
        self.child.wait().expect("it ended").exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

//! The terminal and its events: they become keys for the runtime, and the screens are drawn as they stand then.

mod keyboard;
mod pen;
mod replay;
mod runtime;
mod terminal;
mod theme;
mod view;
mod wire;

pub use keyboard::{Decoder, Dropped, Event, Mouse, Silences};
pub use replay::replay;
pub use runtime::{Runtime, Time};
use view::draw;

use crate::app::{App, Effect, Practise, Targets};
use crate::clock;
use crate::config::Setup;
use crate::demo::Demo;
use crate::desk::Desk;
use crate::domain::case::Case;
use crate::domain::{Code, Now, Operator, Scanner, Text};
use keyboard::{Keyboard, Woken};
use ratatui::{Frame, layout::Size};
use std::io;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};
use terminal::Screen;
use theme::Theme;
pub use theme::{Depth, Looks};

/// How often a case that is open here is looked at for another terminal's entries.
const LOOK: Duration = Duration::from_secs(1);
/// How often something that is being saved is looked at.
const SAVE_LOOK: Duration = Duration::from_millis(20);

/// How often it is looked how far the counting of cases is.
const COUNT_LOOK: Duration = Duration::from_millis(100);

/// Where the screens work, and who is at the keyboard.
#[derive(Debug)]
pub struct Start {
    pub desk: Desk,
    /// Who is at the keyboard, if that was said.
    pub operator: Option<Operator>,
    pub station: Text,
    pub scanner: Scanner,
    pub setup: Setup,
    /// The case to open.
    pub case: Option<Code>,
    /// Practice instead of the cases, and what is rehearsed there at once.
    pub practice: Option<Box<Practise>>,
    /// The demonstration that is shown, if it is one.
    pub demo: Option<Demo>,
}

/// The system's clocks.
#[derive(Clone)]
struct Clock {
    started: Instant,
}

impl Time for Clock {
    fn now(&self) -> Now {
        clock::now()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

struct Ui {
    runtime: Runtime<Clock>,
    /// The cases, while somebody practises.
    aside: Option<Runtime<Clock>>,
    theme: Theme,
    keyboard: Keyboard,
    looked: Instant,
    /// The window has another size, or had one for a moment.
    resized: bool,
    /// The program is to stop for a while, as soon as it holds no record.
    stops: bool,
}

/// Runs the screens until somebody leaves them.
pub fn run(start: Start) -> io::Result<()> {
    let Setup { lock_after, lock_after_theatre, pace, escape, theme, ascii, mouse, keys, retention } = start.setup;
    let (folder, signals, people) = match start.demo {
        Some(Demo { folder, signals, people }) => (Some(Arc::new(folder)), Some(signals), people),
        None => (None, None, Vec::new()),
    };
    let mut app = App::new(start.operator, start.desk.store.staff().clone(), start.station, pace)
        .shows(start.desk.store.mode(), people);
    (app.shell.scanner, app.shell.keys) = (start.scanner, keys);
    app.practice.retention = retention;
    app.shell.mouse = mouse.then(Targets::default);
    let desk = Desk { store: start.desk.store.with_patience(runtime::PATIENCE), ..start.desk };
    let mut ui = Ui {
        runtime: Runtime::new(app, desk, Clock { started: Instant::now() }),
        aside: None,
        theme: Theme::new(Looks::of(theme, ascii, |name| std::env::var(name).ok())),
        keyboard: Keyboard::new(mouse, escape),
        looked: Instant::now(),
        resized: false,
        stops: false,
    };
    (ui.runtime.lock_after, ui.runtime.lock_after_theatre) = (lock_after, lock_after_theatre);
    let first = match (start.practice, start.case) {
        (Some(practise), _) => ui.practises(*practise),
        (None, Some(code)) => Some(Effect::Open(code)),
        (None, None) => Some(Effect::List),
    };
    // Dropped after the screen, the folder of a demonstration goes; a signal removes it as well.
    let mut screen = Screen::take(signals, folder.as_ref().map(Arc::downgrade), mouse)?;
    if first == Some(Effect::List) {
        // The first frame waits for no record: it shows the codes, the records are read behind it.
        ui.runtime.list_codes();
        ui.keyboard.forget()?;
        screen.terminal.draw(|frame| ui.draw(frame))?;
        ui.keyboard.listen();
    }
    screen.heed_signals(ui.keyboard.sender());
    ui.runtime.carry_out(first.into_iter().collect());
    if let Some(trouble) = clock::zone_trouble() {
        ui.runtime.app.shell.failed(&trouble);
    }
    ui.show(&mut screen)?;
    // Said after the screen was left, where it can be read.
    ui.runtime.unsaved.map_or(Ok(()), |words| Err(io::Error::other(words)))
}

/// Draws the screens as they stand into a frame of any terminal, as that shows them.
pub fn draw_screens(frame: &mut Frame<'_>, app: &App, case: Option<&Case>, now: &Now, looks: Looks) {
    draw(frame, app, case, now, &Theme::new(looks));
}

/// Whether the crisis card that is open, if one is, can be read on a screen of this size.
pub fn shows_card(app: &App, case: Option<&Case>, now: &Now, size: Size) -> bool {
    view::shows_card(app, case, now, size, &Theme::new(Looks::default()))
}

impl Ui {
    fn draw(&self, frame: &mut Frame<'_>) {
        draw(frame, &self.runtime.app, self.runtime.case(), &self.runtime.time.now(), &self.theme);
    }

    fn shows_card(&self, size: Size) -> bool {
        let app = &self.runtime.app;
        app.is_in_crisis() && view::shows_card(app, self.runtime.case(), &self.runtime.time.now(), size, &self.theme)
    }

    /// The terminal's bell, where it is asked for. Where the terminal is gone there is nobody to hear it.
    fn ring(&mut self) {
        if std::mem::take(&mut self.runtime.rings) {
            let mut terminal = io::stdout();
            let _ = terminal.write_all(b"\x07").and_then(|()| terminal.flush());
        }
    }

    /// There is nothing but practice, and whoever leaves it leaves the program; what is rehearsed there at once.
    fn practises(&mut self, Practise { checklist, seed, exercise, of }: Practise) -> Option<Effect> {
        self.runtime.app.practice.checklist = checklist;
        self.runtime = self.runtime.practice();
        self.runtime.app.practice.seed = seed;
        exercise.map(|exercise| Effect::Rehearse { exercise, of })
    }

    /// Practice is a room of its own: the cases wait outside.
    fn goes_to_practice(&mut self) {
        if std::mem::take(&mut self.runtime.practises) {
            let practice = self.runtime.practice();
            self.aside = Some(std::mem::replace(&mut self.runtime, practice));
        }
    }

    /// Whether whoever left practice comes back to the cases.
    fn comes_back(&mut self) -> bool {
        let Some(cases) = self.aside.take() else { return false };
        self.runtime = cases;
        self.runtime.is_back();
        self.runtime.carry_out(vec![Effect::List]);
        true
    }

    /// Draws and waits in turn, until somebody leaves.
    fn show(&mut self, screen: &mut Screen) -> io::Result<()> {
        let mut shown = None;
        while !self.runtime.quits || self.comes_back() {
            self.goes_to_practice();
            self.ring();
            if self.stops && !self.runtime.is_saving() {
                terminal::stop(self.runtime.app.shell.mouse.is_some())?;
                (self.stops, self.resized) = (false, true);
            }
            if std::mem::take(&mut self.resized) {
                // The terminal has dropped what did not fit, although it may have its old size again.
                let size = screen.terminal.size()?;
                screen.terminal.resize(size.into())?;
            }
            let case = self.runtime.case().map(Case::code);
            if case.is_some() && case != shown {
                self.keyboard.forget()?;
            }
            shown = case;
            let drawn = screen.terminal.draw(|frame| self.draw(frame))?.area.as_size();
            self.runtime.was_drawn();
            // A card is drawn first and recorded afterwards.
            if self.shows_card(drawn) && self.runtime.card_shown() {
                continue;
            }
            self.keyboard.listen();
            self.wait(drawn)?;
        }
        Ok(())
    }

    /// Waits until something is worth drawing: a key, or what a look each second finds: another terminal's
    /// entry in the open case, a change on the list.
    fn wait(&mut self, drawn: Size) -> io::Result<()> {
        loop {
            let look = match (self.runtime.is_saving(), self.runtime.may_wait()) {
                (true, _) => SAVE_LOOK,
                (false, _) if self.runtime.is_counting() => COUNT_LOOK,
                (false, true) => LOOK.saturating_sub(self.looked.elapsed()),
                (false, false) => Duration::ZERO,
            };
            let held = self.runtime.holds_back_for();
            let Some(woken) = self.keyboard.next(held.map_or(look, |held| held.min(look)))? else {
                if self.runtime.holds_back_for() == Some(Duration::ZERO) {
                    self.runtime.give_held_back();
                    return Ok(());
                }
                if held.is_some_and(|held| held < look) {
                    continue;
                }
                self.looked = Instant::now();
                // Some resizes of a burst are never reported.
                let resized = terminal::size().is_ok_and(|now| now != drawn);
                // A timer is shown counting down; nothing else moves by itself.
                let changed = self.runtime.look();
                if changed || resized {
                    return Ok(());
                }
                continue;
            };
            match woken {
                Woken::Typed(Event::Key(key), at) => {
                    if self.keyboard.tells_repeats() {
                        self.runtime.app.repeats_are_told();
                    }
                    self.runtime.press(key, at.saturating_duration_since(self.runtime.time.started));
                }
                Woken::Typed(Event::Mouse(did), at) => {
                    self.runtime.mouse(did, at.saturating_duration_since(self.runtime.time.started));
                }
                Woken::Typed(Event::Paste(text), _) => {
                    self.runtime.give_held_back();
                    self.runtime.paste(&text);
                }
                Woken::Typed(Event::Dropped(dropped), _) => self.runtime.app.shell.tell_too(dropped.words()),
                Woken::Resized => self.resized = true,
                Woken::Stops => self.stops = true,
                Woken::GoesOn => {
                    terminal::take_again(self.runtime.app.shell.mouse.is_some())?;
                    self.resized = true;
                }
            }
            return Ok(());
        }
    }
}

//! Draws the screens, turns the terminal's events into keys, and carries out what the screens ask for.

mod cases;
mod input;
mod terminal;
mod theme;
mod view;
mod wire;

use view::draw;

use crate::{
    app::{App, Context, Effect},
    clock,
    demo::Demo,
    desk::{Desk, Tried},
    domain::{
        Code, Now, Operator, Text,
        case::{Act, Case, Intent, Timer},
        checklist::ItemIx,
    },
    store::{Loaded, StoreError},
};
use crossterm::event::{self, Event};
use ratatui::{Frame, layout::Size};
use std::{
    io::{self, Write},
    sync::Arc,
    time::{Duration, Instant},
};
use theme::Theme;

/// How often a case that is open here is looked at for another terminal's entries.
const LOOK: Duration = Duration::from_secs(1);
/// How long the same recording key counts as one that is held down.
const BOUNCE: Duration = Duration::from_millis(700);
/// Sets another time than [`BOUNCE`], in milliseconds.
const BOUNCE_VARIABLE: &str = "PERIOP_BOUNCE_MS";

/// Where the screens work, and who is at the keyboard.
#[derive(Debug)]
pub struct Start {
    pub desk: Desk,
    /// Who is at the keyboard, if that was said.
    pub operator: Option<Operator>,
    /// The workstation's name.
    pub station: Text,
    /// The case to open.
    pub case: Option<Code>,
    /// The demonstration that is shown, if it is one.
    pub demo: Option<Demo>,
}

struct Ui {
    app: App,
    desk: Desk,
    open: Option<Loaded>,
    theme: Theme,
    started: Instant,
    looked: Instant,
    /// The timers that were seen to end: each rings once.
    rung: Vec<(ItemIx, Timer)>,
    quits: bool,
    /// The window has another size, or had one for a moment.
    resized: bool,
    cases: cases::Cases,
}

/// Runs the screens until somebody leaves them.
pub fn run(start: Start) -> io::Result<()> {
    let bounce = std::env::var(BOUNCE_VARIABLE).ok().and_then(|ms| ms.parse().ok());
    let bounce = bounce.map_or(BOUNCE, |ms: u64| Duration::from_millis(ms.min(5000)));
    let (folder, signals, people) = match start.demo {
        Some(Demo { folder, signals, people }) => (Some(Arc::new(folder)), Some(signals), people),
        None => (None, None, Vec::new()),
    };
    let mut ui = Ui {
        app: App::new(start.operator, start.desk.store.staff().clone(), start.station, bounce)
            .shows(start.desk.store.mode(), people),
        desk: start.desk,
        open: None,
        theme: Theme::new(std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())),
        started: Instant::now(),
        looked: Instant::now(),
        rung: Vec::new(),
        quits: false,
        resized: false,
        cases: cases::Cases::default(),
    };
    let first = match start.case {
        Some(code) => Effect::Open(code),
        None => Effect::List,
    };
    // Dropped after the screen, the folder of a demonstration goes; a signal removes it as well.
    let mut screen = terminal::Screen::take(signals, folder.as_ref().map(Arc::downgrade))?;
    if first == Effect::List {
        // The first frame waits for no record: it shows the codes, the records are read behind it.
        ui.list_codes();
        screen.terminal.draw(|frame| ui.draw(frame))?;
    }
    screen.heed_signals();
    ui.carry_out(vec![first]);
    while !ui.quits {
        if std::mem::take(&mut ui.resized) {
            // The terminal has dropped what did not fit, although it may have its old size again.
            let size = screen.terminal.size()?;
            screen.terminal.resize(size.into())?;
        }
        let drawn = screen.terminal.draw(|frame| ui.draw(frame))?.area.as_size();
        ui.wait(drawn)?;
    }
    Ok(())
}

/// Draws the screens as they stand into a frame of any terminal, in colours or in none.
pub fn draw_screens(frame: &mut Frame<'_>, app: &App, case: Option<&Case>, now: &Now, no_color: bool) {
    draw(frame, app, case, now, &Theme::new(no_color));
}

/// The terminal's bell. Where it is gone there is nobody to hear it.
fn ring() {
    let mut terminal = io::stdout();
    let _ = terminal.write_all(b"\x07").and_then(|()| terminal.flush());
}

impl Ui {
    fn draw(&self, frame: &mut Frame<'_>) {
        draw(frame, &self.app, self.open.as_ref().map(|open| &open.case), &clock::now(), &self.theme);
    }

    /// Waits until something is worth drawing: a key, or what a look each second finds: another terminal's
    /// entry in the open case, a change on the list.
    fn wait(&mut self, drawn: Size) -> io::Result<()> {
        loop {
            let waits = self.open.is_some() || self.cases.done_today;
            let left = if waits { LOOK.saturating_sub(self.looked.elapsed()) } else { Duration::ZERO };
            if !event::poll(left)? {
                self.looked = Instant::now();
                // Some resizes of a burst are never reported.
                let resized = terminal::size().is_ok_and(|now| now != drawn);
                // A timer is shown counting down; nothing else moves by itself.
                let changed =
                    if self.open.is_some() { self.catch_up() | self.watch_timers() } else { self.look_at_list() };
                if changed || resized {
                    return Ok(());
                }
                continue;
            }
            match event::read()? {
                Event::Key(key) => {
                    let Some(key) = input::key(key) else { continue };
                    let now = clock::now();
                    let case = self.open.as_ref().map(|open| &open.case);
                    let at = Context { case, now: &now, elapsed: self.started.elapsed() };
                    let effects = self.app.press(key, at);
                    self.carry_out(effects);
                    return Ok(());
                }
                Event::Paste(text) => {
                    self.app.paste(&text);
                    return Ok(());
                }
                Event::Resize(..) => {
                    self.resized = true;
                    return Ok(());
                }
                Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
            }
        }
    }

    /// Rings for a timer that has just ended; whether one runs or has ended, so that it must be drawn.
    fn watch_timers(&mut self) -> bool {
        let Some(open) = &self.open else { return false };
        let now = clock::now();
        let timers = open.case.timers();
        let ended = |(_, timer): &(ItemIx, Timer)| timer.ends() <= now.at;
        let fresh: Vec<_> = timers.iter().filter(|timer| ended(timer) && !self.rung.contains(timer)).copied().collect();
        if let Some((ix, _)) = fresh.first() {
            self.app.timer_ended(&open.case, *ix);
            ring();
        }
        let elsewhere = self.app.time_passes(Some(open.case.code()), &now);
        let shown = timers.iter().any(|timer| !ended(timer)) || !fresh.is_empty() || !elsewhere.is_empty();
        self.rung.extend(fresh);
        self.carry_out(elsewhere);
        shown
    }

    /// Takes in what other terminals recorded; whether there was anything.
    fn catch_up(&mut self) -> bool {
        let Some(open) = &mut self.open else {
            return false;
        };
        match self.desk.store.catch_up(open) {
            Ok(others) => {
                let now = clock::now();
                self.app.others_recorded(&others, &open.case, &now);
                !others.is_empty()
            }
            Err(error) => {
                let before = self.app.shell.notice.clone();
                self.failed(&error);
                self.app.shell.notice != before
            }
        }
    }

    /// Says what went wrong with the open record; where that left it damaged, so that it stays said.
    fn failed(&mut self, error: &StoreError) {
        match self.open.as_ref().and_then(|open| open.damage.as_ref()) {
            Some(damage) => self.app.damaged(&damage.to_string()),
            None => self.app.shell.failed(&error.to_string()),
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Record(intent) => self.record(&intent),
                Effect::TickRoom(ix) => self.tick_room(ix),
                Effect::Open(code) => self.open(code),
                Effect::Leave => self.open = None,
                Effect::Create(draft) => self.create(&draft),
                Effect::Start => self.start(),
                Effect::End { code, act, shown } => self.end(code, *act, shown),
                Effect::List => self.list(),
                Effect::ListClosed => self.list_closed(),
                Effect::Bell => ring(),
                Effect::Offer => self.offer(),
                Effect::Quit => self.quits = true,
            }
        }
    }

    fn tick_room(&mut self, ix: ItemIx) {
        let Some(open) = &self.open else { return };
        let now = clock::now();
        let at = Context { case: Some(&open.case), now: &now, elapsed: self.started.elapsed() };
        // What cannot be looked up is checked here.
        let carried = self.desk.room_check(&open.case, ix, &self.app.shell.station, &now).unwrap_or_default();
        let effects = self.app.tick_room(ix, carried, at);
        self.carry_out(effects);
    }

    fn record(&mut self, intent: &Intent) {
        let Some(open) = &mut self.open else { return };
        let now = clock::now();
        let Tried { own, others } = self.desk.record(open, intent, &now);
        match own {
            Ok(own) => {
                let at = Context { case: Some(&open.case), now: &now, elapsed: self.started.elapsed() };
                if matches!(intent.act, Act::Start { .. }) {
                    self.app.started(&open.case, &now);
                } else if !matches!(intent.act, Act::Hold { .. }) {
                    self.app.recorded(&own, at);
                }
            }
            Err(StoreError::Refused(refusal)) => self.app.refused(intent, &refusal, &open.case),
            Err(error) => self.failed(&error),
        }
        if let Some(open) = &self.open {
            self.app.others_recorded_too(&others, &open.case, &now);
        }
    }
}

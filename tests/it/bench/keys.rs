//! Somebody at a keyboard: keys are pressed as at a terminal, the program's own runtime carries out what they ask
//! for, and the screen is drawn at any size. Time is the test's own, and nothing waits for a disk.

use crate::walk::{NEEDLE_OUT, Step, steps_with};
use crate::ward::{CLINICIAN, NURSE, Ward};
use jiff::{Timestamp, tz::TimeZone};
use periop::app::{App, Effect, Key, KeyMap, Pace, Screen, ThemeName, ValueEntry};
use periop::demo::{self, Shown};
use periop::desk::Desk as Records;
use periop::domain::case::{Act, Author, Case, Status};
use periop::domain::checklist::{Checklist, ItemIx};
use periop::domain::practice::Seed;
use periop::domain::{Code, Line, Moment, Now, Operator, Staff, Text, read};
use periop::store::{Library, Loaded, NewCase, SHIPPED, Scratch};
use periop::tui::{Depth, Looks, Runtime, Time, draw_screens, shows_card};
use ratatui::Terminal as Drawing;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell as OneCell};
use ratatui::style::{Color, Modifier};
use std::cell::Cell;
use std::fs;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

const STATION: &str = "Pain clinic 2";
/// The pause after which a key is pressed at leisure.
const LEISURE: Duration = Duration::from_secs(1);
/// No hand presses another key sooner.
const HAND: Duration = Duration::from_millis(30);
/// A pause in which nobody can have read the screen.
const HURRY: Duration = Duration::from_millis(80);

/// The test's own time.
#[derive(Clone)]
pub(crate) struct Clock {
    pub(crate) now: Now,
    elapsed: Cell<Duration>,
    /// How long the next write takes.
    pub(crate) write: Cell<Duration>,
}

impl Time for Clock {
    fn now(&self) -> Now {
        self.now.clone()
    }

    /// Asked after what a key wrote.
    fn elapsed(&self) -> Duration {
        self.elapsed.set(self.elapsed.get() + self.write.take());
        self.elapsed.get()
    }
}

/// A case, the present, and the screens over it.
pub(crate) struct Desk {
    runtime: Runtime<Clock>,
    pub(crate) ward: Ward,
    pub(crate) code: Code,
    json: String,
}

impl Deref for Desk {
    type Target = Runtime<Clock>;

    fn deref(&self) -> &Self::Target {
        &self.runtime
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.runtime
    }
}

/// A moment as it is written here: `2026-11-23 09:41`, in UTC.
pub(crate) fn moment(at: &str) -> Now {
    let at = format!("{}:00Z", at.replacen(' ', "T", 1)).parse::<Timestamp>().expect("a moment");
    Now { at: at.into(), zone: TimeZone::UTC }
}

fn author(by: &str, station: &str) -> Author {
    Author { early: true, ..Author::new(by.parse().expect("somebody"), Text::from(station)) }
}

impl Desk {
    /// A case of Bay 2 by the shipped checklist, opened by the nurse on a Monday morning, and nothing recorded.
    pub(crate) fn new() -> Self {
        let mut desk = Self::of(SHIPPED[0].json, Some("Bay 2"));
        // Which limits the site has not set was read.
        desk.app.shell.notice = None;
        desk
    }

    /// The screens of practice as somebody comes to them from the list, where the next rehearsal has this seed.
    pub(crate) fn practice(seed: u32) -> Self {
        let mut desk = Self::new();
        desk.runtime = desk.runtime.practice();
        desk.app.practice.seed = Some(Seed(seed));
        desk
    }

    /// The same with a checklist of its own.
    pub(crate) fn of(json: &str, label: Option<&str>) -> Self {
        let ward = Ward::in_memory();
        let records = Records { store: ward.store(), library: Library::new(Some(ward.site())) };
        let nurse: Operator = NURSE.parse().expect("a nurse");
        let app = App::new(Some(nurse), Staff::default(), Text::from(STATION), Pace::default());
        let clock = Clock { now: moment("2026-11-23 09:41"), elapsed: Cell::default(), write: Cell::default() };
        let runtime = Runtime::new(app, records, clock);
        let mut desk = Self { runtime, ward, code: Code::from_random([0; 7]), json: json.to_owned() };
        desk.makes(label);
        desk
    }

    /// The list of a demonstration's cases as at a moment, and what each of them shows.
    pub(crate) fn demo(now: &Now) -> (Self, Vec<Shown>) {
        let ward = Ward::in_memory();
        let folder = Scratch::kept(&ward.root(), &[]).expect("a folder");
        let library = Library::new(None);
        let (found, _) = library.catalogue().expect("the checklists");
        let filling = Records { store: folder.filling(), library: library.clone() };
        let shown = demo::fill(&filling, &found[0], now).expect("a demonstration");
        let nurse: Operator = NURSE.parse().expect("a nurse");
        let store = folder.store();
        let app = App::new(Some(nurse), Staff::default(), Text::from(demo::STATION), Pace::default())
            .shows(store.mode(), demo::people());
        let clock = Clock { now: now.clone(), elapsed: Cell::default(), write: Cell::default() };
        let mut runtime = Runtime::new(app, Records { store, library }, clock);
        runtime.carry_out(vec![Effect::List]);
        (Self { runtime, ward, code: shown[0].code, json: String::new() }, shown)
    }

    /// Another case of the same checklist is made, and opened.
    pub(crate) fn makes(&mut self, label: Option<&str>) {
        let checklist = Checklist::load(&self.json).expect("a valid checklist");
        let new = NewCase {
            json: &self.json,
            checklist: &checklist,
            local: None,
            label: label.map(Text::from),
            planned: None,
        };
        let made = self.desk.create(&new, &author(NURSE, STATION), &self.time.now).expect("a case");
        self.code = made.case.code();
        self.opens();
    }

    /// A case in which the walk is done up to, but not including, an item.
    pub(crate) fn at(item: &str) -> Self {
        Self::with(item, &[])
    }

    /// The same, with some items answered otherwise or besides.
    pub(crate) fn with(item: &str, otherwise: &[Step]) -> Self {
        let mut desk = Self::new();
        for step in steps_with(desk.case().checklist(), otherwise).iter().take_while(|step| step.item != item) {
            if !matches!(desk.case().status(desk.ix(step.item)), Status::Inactive { .. }) {
                desk.step(step);
            }
        }
        desk.opens();
        desk
    }

    pub(crate) fn case(&self) -> &Case {
        self.runtime.case().expect("a case is open")
    }

    fn loaded(&mut self) -> (&Records, &mut Loaded, &Now) {
        let Runtime { desk, open, time, .. } = &mut self.runtime;
        (desk, open.as_mut().expect("a case is open"), &time.now)
    }

    /// Opens the case on the screens, as from the list.
    pub(crate) fn opens(&mut self) {
        let code = self.code;
        self.app.dialog = None;
        self.carry_out(vec![Effect::Open(code)]);
    }

    /// Answers an item as the walk does, beside the screens.
    pub(crate) fn step(&mut self, step: &Step) {
        if step.is_timer() {
            self.act(NURSE, Act::StartTimer { item: step.item.parse().expect("an id") });
            self.minutes(31);
        }
        let spec = &self.case().checklist().item(self.ix(step.item)).answer;
        // The present is the test's own.
        let values = if step.item == NEEDLE_OUT { &["now"] } else { step.values };
        let answer = read(spec, values, &self.time.now).unwrap_or_else(|misfit| panic!("{}: {misfit}", step.item));
        let second = step.second.map(|second| second.parse().expect("a second person"));
        let item = step.item.parse().expect("an id");
        self.act(NURSE, Act::Answer { item, answer, second, reason: None, again: false, carried: None });
    }

    /// Records something beside the screens, by somebody who has seen everything.
    pub(crate) fn act(&mut self, by: &str, act: Act) {
        let words = format!("{act:?}");
        let (desk, open, now) = self.loaded();
        desk.act(open, &author(by, STATION), act, now).unwrap_or_else(|error| panic!("{words}: {error}"));
    }

    /// Somebody at another terminal records something; this one finds it at its next look.
    pub(crate) fn elsewhere(&mut self, act: Act) {
        let mut there = self.stored();
        self.desk.act(&mut there, &author(CLINICIAN, "there"), act, &self.time.now).expect("it is recorded there");
        self.look();
    }

    /// The case as it is on the disk.
    pub(crate) fn stored(&self) -> Loaded {
        self.desk.open(self.code).expect("the case")
    }

    /// Does something, then puts the record back as it was.
    pub(crate) fn tries(&mut self, act: impl FnOnce(&mut Self)) {
        let record = self.ward.record(&self.code.to_string());
        let before = fs::read(&record).expect("the record");
        act(self);
        fs::write(&record, before).expect("it is put back");
        self.open = Some(self.stored());
    }

    pub(crate) fn minutes(&mut self, minutes: i64) {
        self.time.now.at = Moment::plus_seconds(self.time.now.at, minutes * 60);
    }

    pub(crate) fn ix(&self, item: &str) -> ItemIx {
        self.case().checklist().find(item).unwrap_or_else(|| panic!("there is no item {item}"))
    }

    pub(crate) fn cursor(&self) -> ItemIx {
        match &self.app.screen {
            Screen::Run(run) => run.cursor,
            Screen::Worklist | Screen::Board | Screen::Practice | Screen::Insight(_) | Screen::Locked(_) => {
                panic!("no case is shown")
            }
        }
    }

    /// What is being typed at an item.
    pub(crate) fn entry(&self) -> Option<&ValueEntry> {
        match &self.app.screen {
            Screen::Run(run) => run.entry.as_ref(),
            Screen::Worklist | Screen::Board | Screen::Practice | Screen::Insight(_) | Screen::Locked(_) => None,
        }
    }

    /// Moves to an item by keys.
    pub(crate) fn go(&mut self, item: &str) {
        let to = self.ix(item);
        for _ in 0..40 {
            let section = |ix: ItemIx| self.case().checklist().item(ix).section;
            let key = match (self.cursor() == to, section(self.cursor()).cmp(&section(to))) {
                (true, _) => return,
                (false, std::cmp::Ordering::Less) => '⇥',
                (false, std::cmp::Ordering::Greater) => '⇤',
                (false, std::cmp::Ordering::Equal) if self.cursor() < to => '↓',
                (false, std::cmp::Ordering::Equal) => '↑',
            };
            self.press(&key.to_string());
        }
        panic!("{item} is not reached");
    }

    /// The theatre view is shown.
    pub(crate) fn in_theatre(&mut self) {
        if let Screen::Run(run) = &mut self.runtime.app.screen {
            run.theatre = true;
        }
    }

    /// Presses keys at leisure; gives every wish that was recorded or asked about.
    pub(crate) fn press(&mut self, keys: &str) -> Vec<Act> {
        self.after(LEISURE, keys)
    }

    /// Presses keys so soon after the last that nobody can have read the screen.
    pub(crate) fn hurries(&mut self, keys: &str) {
        self.after(HURRY, keys);
    }

    pub(crate) fn after(&mut self, pause: Duration, keys: &str) -> Vec<Act> {
        let mut wished = Vec::new();
        for key in keys.chars().map(key) {
            let at = self.time.elapsed.get() + pause;
            while self.app.gives_before(key, at) {
                wished.extend(self.rests());
            }
            self.time.elapsed.set(at);
            let key = self.under_hand(key);
            let effects = self.takes(key, at);
            wished.extend(self.carries_out(effects));
        }
        // A digit that chooses waits for what may follow at once; after a hand's key nothing does.
        let elapsed = self.time.elapsed.get();
        if pause >= HAND && self.app.held_until().is_some_and(|until| until <= elapsed + HAND) {
            wished.extend(self.rests());
            self.time.elapsed.set(elapsed);
        }
        wished
    }

    /// The key that does here what this one usually does.
    fn under_hand(&self, key: Key) -> Key {
        let (context, own, usual) = (self.app.context(), &self.app.shell.keys, KeyMap::default());
        let action = |keys: &KeyMap| keys.row_for(context, key).map(|row| row.action);
        let other = action(&usual).filter(|_| action(own) != action(&usual));
        other.and_then(|action| own.row_of(context, action)?.keys.first().copied()).unwrap_or(key)
    }

    /// A scanner types, then nobody does anything.
    pub(crate) fn scans(&mut self, scanned: &str) {
        self.time.elapsed.set(self.time.elapsed.get() + LEISURE);
        self.after(Duration::from_millis(4), scanned);
        self.rests();
    }

    /// Nothing is pressed until the key that is held back counts, if there is one.
    pub(crate) fn rests(&mut self) -> Vec<Act> {
        let elapsed = self.time.elapsed.get();
        self.time.elapsed.set(self.app.held_until().map_or(elapsed, |until| until.max(elapsed)));
        let effects = self.take_held_back();
        self.carries_out(effects)
    }

    pub(crate) fn carries_out(&mut self, effects: Vec<Effect>) -> Vec<Act> {
        let wished = effects.iter().filter_map(|effect| match effect {
            Effect::Record(intent) => Some(intent.act.clone()),
            _ => None,
        });
        let wished = wished.collect();
        self.carry_out(effects);
        wished
    }

    pub(crate) fn newest(&self) -> &Line {
        self.case().entries().last().expect("an entry")
    }

    /// What stands for an item, in words.
    pub(crate) fn said(&self, item: &str) -> String {
        let ix = self.ix(item);
        match self.case().status(ix) {
            Status::Answered(_, answer) => answer.say(self.case().checklist().item(ix), &self.time.now).to_string(),
            other => other.word().to_owned(),
        }
    }

    pub(crate) fn notice(&self) -> String {
        self.app.shell.notice.as_ref().map(|notice| notice.words().to_string()).unwrap_or_default()
    }

    pub(crate) fn drawn(&self, size: (u16, u16), no_color: bool) -> Buffer {
        drawn(&self.app, self.runtime.case(), &self.time.now(), size, no_color)
    }

    pub(crate) fn drawn_as(&self, size: (u16, u16), looks: Looks) -> Buffer {
        drawn_as(&self.app, self.runtime.case(), &self.time.now(), size, looks)
    }

    /// Draws as the program does: a crisis card that can be read counts as opened.
    pub(crate) fn draws(&mut self, size: (u16, u16)) {
        if shows_card(&self.app, self.runtime.case(), &self.time.now(), size.into()) {
            self.card_shown();
        }
    }

    /// Nobody presses a key for so long.
    pub(crate) fn waits(&mut self, so_long: Duration) {
        self.time.elapsed.set(self.time.elapsed.get() + so_long);
    }

    /// The screen as text, with the same code and head in every run, so that screens can be compared.
    pub(crate) fn shown(&self, size: (u16, u16)) -> String {
        self.as_agreed(&lines(&self.drawn(size, false)).join("\n"))
    }

    pub(crate) fn as_agreed(&self, text: &str) -> String {
        let agreed = Code::from_random([1, 2, 3, 4, 5, 6, 7]);
        let head = self.runtime.case().map(|case| case.head().to_string()).unwrap_or_default();
        // A narrow screen cuts its end off.
        let (own, agreed) = (self.code.masked(), agreed.masked());
        let text = text.replace(&own[..6], &agreed[..6]).replace(&own[..5], &agreed[..5]);
        if head.is_empty() { text } else { text.replace(&head[..12], &"0".repeat(12)) }
    }

    pub(crate) fn screen(&self) -> String {
        self.shown((80, 24))
    }
}

fn key(c: char) -> Key {
    match c {
        '\r' => Key::Enter,
        '\x1b' => Key::Esc,
        '\x03' => Key::Ctrl('c'),
        '⇥' => Key::Tab,
        '⇤' => Key::BackTab,
        '↑' => Key::Up,
        '↓' => Key::Down,
        '⇞' => Key::PageUp,
        '⇟' => Key::PageDown,
        '⤒' => Key::Home,
        '⤓' => Key::End,
        '②' => Key::F(2),
        c => Key::Char(c),
    }
}

/// The keys of a text.
pub(crate) fn keys(text: &str) -> impl Iterator<Item = Key> {
    text.chars().map(key)
}

pub(crate) fn drawn(app: &App, case: Option<&Case>, now: &Now, size: (u16, u16), no_color: bool) -> Buffer {
    let theme = if no_color { ThemeName::Monochrome } else { ThemeName::Dark };
    drawn_as(app, case, now, size, Looks { theme, depth: Depth::Cube, ascii: false })
}

pub(crate) fn drawn_as(app: &App, case: Option<&Case>, now: &Now, (columns, rows): (u16, u16), looks: Looks) -> Buffer {
    let mut screen = Drawing::new(TestBackend::new(columns, rows)).expect("a screen");
    screen.draw(|frame| draw_screens(frame, app, case, now, looks)).expect("it is drawn");
    screen.backend().buffer().clone()
}

/// The whole rows of a screen; the cell behind a wide character is empty.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    rows.map(|row| row.iter().map(OneCell::symbol).collect()).collect()
}

/// The rows without the blanks at their ends.
pub(crate) fn lines(buffer: &Buffer) -> Vec<String> {
    rows(buffer).into_iter().map(|row| row.trim_end().to_owned()).collect()
}

/// What the dark theme means by a look with 256 colours; `.` where it means nothing.
fn meaning(cell: &OneCell) -> String {
    let bold = if cell.modifier.contains(Modifier::BOLD) { "bold" } else { "." };
    let meaning = match (cell.fg, cell.bg) {
        (Color::Reset, Color::Reset) => bold,
        (Color::Indexed(247), Color::Reset) => "muted",
        (Color::LightCyan, Color::Reset) => "focus",
        (Color::LightGreen, Color::Reset) => "done",
        (Color::LightYellow, Color::Reset) => "caution",
        (Color::Indexed(210), Color::Reset) => "alarm",
        (Color::White, Color::Red) => "stop",
        other => panic!("{other:?} means nothing"),
    };
    let reversed = if cell.modifier.contains(Modifier::REVERSED) { " reversed" } else { "" };
    format!("{meaning}{reversed}")
}

/// The runs of a screen that are styled, with what they mean.
pub(crate) fn styles(buffer: &Buffer) -> String {
    let mut said = String::new();
    for (y, row) in buffer.content.chunks(usize::from(buffer.area.width)).enumerate() {
        for run in row.chunk_by(|one, other| meaning(one) == meaning(other)) {
            let text: String = run.iter().map(OneCell::symbol).collect();
            let meaning = meaning(&run[0]);
            if meaning != "." && !text.trim().is_empty() {
                said.push_str(&format!("{y:>2} {meaning} {:?}\n", text.trim()));
            }
        }
    }
    said
}

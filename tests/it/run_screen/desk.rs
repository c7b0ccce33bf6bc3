//! The screens over one case in memory: keys are pressed as at a terminal, what they record is decided and
//! applied as the store does it, and the screen is drawn at any size. Nothing waits and nothing is on a disk.

use crate::walk::{Step, steps_with};
use jiff::{Timestamp, tz::TimeZone};
use periop::{
    app::{App, Context as At, Effect, Key},
    domain::{
        CaseFact, Code, Confirmed, Entry, Fact, Hash, Line, Mode, Moment, Now, Opened, Operator, Pin, Seq, Staff,
        Stamp, Text,
        case::{Act, Case, Intent, Refusal, Status},
        checklist::{Checklist, ItemIx},
        read,
    },
    store::SHIPPED,
    tui::draw_screens,
};
use ratatui::{Terminal as Drawing, backend::TestBackend, buffer::Buffer, style::Color};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
    time::Duration,
};

/// The checklist, read once.
static CHECKLIST: LazyLock<Arc<Checklist>> =
    LazyLock::new(|| Arc::new(Checklist::load(SHIPPED[0].json, &BTreeMap::new()).expect("the shipped checklist")));

const STATION: &str = "Pain clinic 2";

/// A case, the present, and the screens over it.
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) case: Case,
    pub(super) now: Now,
    pub(super) elapsed: Duration,
    /// How long the next write takes.
    pub(super) write: Duration,
}

fn hash(seq: Seq) -> Hash {
    Hash::from_hex(format!("{seq:064x}").as_bytes()).expect("64 digits")
}

impl Desk {
    /// A case of Bay 2, opened by the nurse on a Monday morning, and nothing recorded.
    pub(super) fn new() -> Self {
        let at = "2026-11-23T09:41:00Z".parse::<Timestamp>().expect("a moment");
        let now = Now { at: at.into(), zone: TimeZone::UTC };
        let checklist = &*CHECKLIST;
        let pin = Pin { id: checklist.id.clone(), version: checklist.version.clone(), sha256: Hash::START };
        let opened = Opened {
            format: 1,
            mode: Mode::Case,
            uuid: Text::from("7f3c1f0e-6f3f-4c57-9a44-6a3c4b1d2e5f"),
            code: Code::from_random([1, 2, 3, 4, 5, 6, 7]),
            checklist: pin,
            overlays: Vec::new(),
            label: Some(Text::from("Bay 2")),
            planned: None,
        };
        let by: Operator = crate::ward::NURSE.parse().expect("a nurse");
        let stamp = Stamp::first(by.clone(), Text::from(STATION), &now);
        let entry = Entry { stamp, fact: Some(Fact::Case(CaseFact::Opened(opened))) };
        let case = Case::open(Arc::clone(checklist), Line { hash: hash(1), entry }).expect("an opened case");
        let app = App::new(Some(by), Staff::default(), Text::from(STATION), Duration::ZERO);
        let mut desk = Self { app, case, now, elapsed: Duration::ZERO, write: Duration::ZERO };
        desk.opens();
        desk
    }

    /// A case in which the walk is done up to, but not including, an item.
    pub(super) fn at(item: &str) -> Self {
        Self::with(item, &[])
    }

    /// The same, with some items answered otherwise or besides.
    pub(super) fn with(item: &str, otherwise: &[Step]) -> Self {
        let mut desk = Self::new();
        for step in steps_with(desk.case.checklist(), otherwise).iter().take_while(|step| step.item != item) {
            if !matches!(desk.case.status(desk.ix(step.item)), Status::Inactive { .. }) {
                desk.step(step);
            }
        }
        desk.opens();
        desk
    }

    /// Answers an item as the walk does, beside the screens.
    pub(super) fn step(&mut self, step: &Step) {
        if step.is_timer() {
            self.act(crate::ward::NURSE, Act::StartTimer { item: step.item.parse().expect("an id") });
            self.minutes(31);
        }
        let spec = self.case.checklist().item(self.ix(step.item)).answer.clone();
        let answer = read(&spec, step.values, &self.now).unwrap_or_else(|misfit| panic!("{}: {misfit}", step.item));
        let second = step.second.map(|second| second.parse().expect("a second person"));
        let item = step.item.parse().expect("an id");
        let act = Act::Answer { item, answer, second, reason: None, again: false, carried: None };
        self.act(crate::ward::NURSE, act);
    }

    /// Records something beside the screens, by somebody who has seen everything.
    pub(super) fn act(&mut self, by: &str, act: Act) {
        let about = act.item().and_then(|id| self.case.checklist().find(id.as_str()));
        let intent = Intent {
            seen: about.and_then(|ix| self.case.touched(ix)),
            by: by.parse().expect("somebody"),
            station: Text::from(STATION),
            stated_by: None,
            done_at: None,
            code: Some(Confirmed::Typed),
            act,
        };
        self.record(&intent).unwrap_or_else(|refusal| panic!("{:?}: {refusal}", intent.act));
    }

    fn record(&mut self, intent: &Intent) -> Result<Vec<Line>, Refusal> {
        let facts = self.case.decide(intent, &self.app.shell.staff, &self.now)?;
        let first = self.case.entries().len() as Seq + 1;
        let with = (facts.len() > 1).then_some(first);
        for (fact, seq) in facts.into_iter().zip(first..) {
            let entry = Entry { stamp: intent.stamp(seq, with, &self.now), fact: Some(fact) };
            self.case.apply(Line { hash: hash(seq), entry });
        }
        let before = usize::try_from(first).expect("a count") - 1;
        Ok(self.case.entries()[before..].to_vec())
    }

    /// Opens the case on the screens, as from the list.
    pub(super) fn opens(&mut self) {
        self.app.dialog = None;
        self.app.opened(&self.case, &self.now);
    }

    pub(super) fn minutes(&mut self, minutes: i64) {
        self.now.at = Moment::plus_seconds(self.now.at, minutes * 60);
    }

    pub(super) fn ix(&self, item: &str) -> ItemIx {
        self.case.checklist().find(item).unwrap_or_else(|| panic!("there is no item {item}"))
    }

    /// Presses keys, and carries out what they ask for; gives every wish that was recorded or asked about.
    pub(super) fn press(&mut self, keys: &str) -> Vec<Act> {
        let mut wished = Vec::new();
        for c in keys.chars() {
            let key = match c {
                '\r' => Key::Enter,
                '\x1b' => Key::Esc,
                '⇥' => Key::Tab,
                '⇤' => Key::BackTab,
                c => Key::Char(c),
            };
            let at = At { case: Some(&self.case), now: &self.now, elapsed: self.elapsed };
            for effect in self.app.press(key, at) {
                if let Effect::Record(intent) = effect {
                    wished.push(intent.act.clone());
                    self.carries_out(&intent);
                }
            }
        }
        wished
    }

    fn carries_out(&mut self, intent: &Intent) {
        let done = self.record(intent);
        self.elapsed += std::mem::take(&mut self.write);
        let Self { app, case, now, elapsed, .. } = self;
        match done {
            Ok(own) => app.recorded(&own, At { case: Some(case), now, elapsed: *elapsed }),
            Err(refusal) => app.refused(intent, &refusal, case),
        }
    }

    pub(super) fn drawn(&self, (columns, rows): (u16, u16), no_color: bool) -> Buffer {
        let mut screen = Drawing::new(TestBackend::new(columns, rows)).expect("a screen");
        let draw =
            |frame: &mut ratatui::Frame<'_>| draw_screens(frame, &self.app, Some(&self.case), &self.now, no_color);
        screen.draw(draw).expect("it is drawn");
        screen.backend().buffer().clone()
    }

    pub(super) fn shown(&self, size: (u16, u16)) -> String {
        lines(&self.drawn(size, false)).join("\n")
    }
}

/// The rows of a screen; the cell behind a wide character is empty.
pub(super) fn lines(buffer: &Buffer) -> Vec<String> {
    let row = |row: &[ratatui::buffer::Cell]| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>();
    let rows = buffer.content.chunks(usize::from(buffer.area.width)).map(row);
    rows.map(|row| row.trim_end().to_owned()).collect()
}

/// The runs of a screen that are styled, with how they look.
pub(super) fn styles(buffer: &Buffer) -> String {
    let mut said = String::new();
    for (y, row) in buffer.content.chunks(usize::from(buffer.area.width)).enumerate() {
        for run in row.chunk_by(|one, other| one.style() == other.style()) {
            let text: String = run.iter().map(ratatui::buffer::Cell::symbol).collect();
            let (fg, look) = (run[0].fg, run[0].modifier);
            if (fg != Color::Reset || !look.is_empty()) && !text.trim().is_empty() {
                said.push_str(&format!("{y:>2} {fg:?} {look:?} {:?}\n", text.trim()));
            }
        }
    }
    said
}

//! The screens of practice: what there is to rehearse, a drill, a debrief. They stand where the worklist stands among
//! cases; a guided walk and a scenario are played on the run screen.

mod debrief;
mod drill;
mod menu;

pub use debrief::{Debrief, DebriefStep};
pub use drill::Drill;
pub use menu::{Choice, Menu, MenuRow};

use super::Place;
use crate::app::{
    App, DebriefAction, Effect, Key, KeyMode, MenuAction, PageAction, Played, PracticeAction, Screen, ScrollOf, Turn,
};
use crate::domain::case::{Act, Author, Intent};
use crate::domain::practice::{Exercise, Learner, Lesson, Past, Play, Rehearsal, Retention, Seed, colleagues};
use crate::domain::{Id, Mode, Now, Operator, Role, Staff};
use std::sync::Arc;
use tui_input::Input;

/// Why a key is not taken while what was given is being saved.
const UNSAVED: &str = "not on the disk yet";

/// What is practised here, and which of its screens is shown.
#[derive(Debug, Clone, Default)]
pub struct Practice {
    /// Which checklist is practised, where somebody said it.
    pub checklist: Option<Id>,
    pub lesson: Option<Arc<Lesson>>,
    /// Every rehearsal of every trainee, the oldest first.
    pub past: Vec<Past>,
    /// How likely a step is still known on the day it is asked again.
    pub retention: Retention,
    /// The seed of the next rehearsal, where somebody said one.
    pub seed: Option<Seed>,
    /// What is rehearsed now.
    pub rehearsal: Option<Rehearsal>,
    /// What of it is played on the run screen.
    pub play: Option<Box<Play>>,
    /// What the play goes on with, until it is on the disk.
    pub(in crate::app) unsaved: Option<Box<Intent>>,
    /// From where on a panel about what is played is read.
    pub page: ScrollOf<Played>,
    pub part: Part,
}

/// What somebody goes to at once in practice.
#[derive(Debug, Clone)]
pub struct Practise {
    pub checklist: Option<Id>,
    pub seed: Option<Seed>,
    pub exercise: Option<Exercise>,
    pub of: Vec<Id>,
}

#[derive(Debug, Clone)]
pub enum Part {
    Menu(Menu),
    Drill(Box<Drill>),
    Debrief(Box<Debrief>),
}

impl Default for Part {
    fn default() -> Self {
        Self::Menu(Menu::default())
    }
}

impl Practice {
    /// Whether keys are letters now.
    pub(in crate::app) fn is_typing(&self) -> bool {
        match &self.part {
            Part::Menu(_) => false,
            Part::Drill(drill) => drill.is_typing(),
            Part::Debrief(debrief) => debrief.is_typing(),
        }
    }

    /// Takes a key while something is typed.
    pub(in crate::app) fn types(&mut self, key: Key, place: &mut Place<'_>) -> Turn {
        let turn = match &mut self.part {
            Part::Menu(_) => Turn::default(),
            Part::Drill(drill) => drill.types(key, place),
            Part::Debrief(debrief) => debrief.types(key, place),
        };
        self.goes_on();
        turn
    }

    /// Behind the last task of a drill stands its debrief, in an exam a case.
    fn goes_on(&mut self) {
        if let Part::Drill(drill) = &self.part
            && drill.is_over()
            && !(self.is_exam() && drill.is_done())
        {
            self.part = Part::Debrief(Box::new(Debrief::new(Arc::clone(&drill.lesson))));
        }
    }

    /// Whose keys hold now.
    pub(in crate::app) fn mode(&self) -> KeyMode {
        match &self.part {
            Part::Menu(_) => KeyMode::Practice,
            Part::Drill(_) => KeyMode::Drill,
            Part::Debrief(_) => KeyMode::Debrief,
        }
    }

    pub(in crate::app) fn field(&mut self) -> Option<&mut Input> {
        match &mut self.part {
            Part::Menu(_) => None,
            Part::Drill(drill) => drill.field(),
            Part::Debrief(debrief) => Some(&mut debrief.field),
        }
    }

    /// What a rehearsal gave is on the disk.
    pub(in crate::app) fn recorded(&mut self) {
        self.unsaved = None;
        match &mut self.part {
            Part::Menu(_) => {}
            Part::Drill(drill) => drill.recorded(),
            Part::Debrief(debrief) => debrief.recorded(),
        }
        self.goes_on();
    }

    /// What a rehearsal gave is not on the disk.
    pub fn unrecorded(&mut self) {
        match &mut self.part {
            Part::Menu(_) => {}
            Part::Drill(drill) => drill.unrecorded(),
            Part::Debrief(debrief) => debrief.unrecorded(),
        }
    }

    /// Leaves a drill or a debrief for the menu; whether there was one to leave. A drill in which something was given is
    /// asked about first.
    pub(in crate::app) fn goes_back(&mut self) -> bool {
        let stays = match &mut self.part {
            Part::Menu(menu) => return menu.goes_back(),
            Part::Drill(drill) => drill.asks_whether_it_ends(),
            Part::Debrief(debrief) => debrief.goes_back(),
        };
        if !stays {
            self.part = Part::default();
        }
        true
    }

    /// Whether the way back leads to the exercises, from a part of one or from how it went.
    pub(in crate::app) fn is_within_menu(&self) -> bool {
        matches!(&self.part, Part::Menu(menu) if menu.progress.is_some() || menu.within.is_some())
    }

    /// Whoever sits here, before the checklist that is practised.
    pub fn learner(&self, operator: Option<&Operator>, now: &Now) -> Option<Learner<'_>> {
        let lesson = self.lesson.as_deref()?;
        Some(Learner::new(&self.past, &operator?.code, lesson, self.retention, now))
    }

    fn in_menu(&mut self, place: &Place<'_>, act: impl FnOnce(&mut Menu, &Learner<'_>) -> Option<Effect>) -> Turn {
        let Part::Menu(menu) = &self.part else { return Turn::default() };
        let mut menu = menu.clone();
        let learner = self.learner(place.shell.operator.as_ref(), place.at.now);
        let effect = learner.and_then(|learner| act(&mut menu, &learner));
        self.part = Part::Menu(menu);
        effect.map(Turn::wants).unwrap_or_default()
    }

    pub(in crate::app) fn picks(&mut self, action: MenuAction, place: &mut Place<'_>) -> Turn {
        let turn = self.in_menu(place, |menu, learner| menu.pick(action, learner));
        if action == MenuAction::Missed && turn.effects.is_empty() {
            place.shell.say("Nothing is due, and every step was asked.");
        }
        turn
    }

    /// A case that was played is over: its debrief follows, where there is something to talk about.
    pub(in crate::app) fn shows_debrief(&mut self, lesson: Arc<Lesson>) {
        self.play = None;
        self.part = Part::Debrief(Box::new(Debrief::new(lesson)));
    }

    /// Whether an exam is sat, in which nothing helps.
    pub fn is_exam(&self) -> bool {
        let is_exam = self.rehearsal.as_ref().is_some_and(|rehearsal| rehearsal.exercise == Exercise::Exam);
        is_exam && (self.play.is_some() || matches!(self.part, Part::Drill(_)))
    }

    /// Of what the case is that is still to come, where the drills of an exam are done.
    pub fn awaits_case(&self) -> Option<Arc<Lesson>> {
        match &self.part {
            Part::Drill(drill) if self.play.is_none() && self.is_exam() && drill.is_done() => {
                Some(Arc::clone(&drill.lesson))
            }
            Part::Menu(_) | Part::Drill(_) | Part::Debrief(_) => None,
        }
    }

    pub(in crate::app) fn act(&mut self, action: PracticeAction, place: &mut Place<'_>) -> Turn {
        let turn = match &mut self.part {
            Part::Menu(_) => self.in_menu(place, |menu, learner| menu.act(action, learner)),
            Part::Drill(drill) => drill.act(action, place),
            Part::Debrief(_) => Turn::default(),
        };
        self.goes_on();
        turn
    }

    pub(in crate::app) fn talks(&mut self, action: DebriefAction, place: &mut Place<'_>) -> Turn {
        let Part::Debrief(debrief) = &mut self.part else { return Turn::default() };
        if action == DebriefAction::Again {
            self.seed = self.rehearsal.as_ref().map(|rehearsal| rehearsal.seed);
        }
        debrief.act(action, place)
    }

    /// Reads on, on a page of practice.
    pub(in crate::app) fn reads(&mut self, action: PageAction) {
        if let Part::Debrief(debrief) = &mut self.part {
            debrief.page.go(action);
        }
    }

    /// Takes in how a rehearsal stands, which may be known from before.
    pub(in crate::app) fn remembers(&mut self, past: Past) {
        self.past.retain(|known| known.code != past.code);
        self.past.extend(Some(past).filter(Past::has_begun));
    }
}

impl Place<'_> {
    /// Records something of a rehearsal in its record.
    fn rehearsed(&self, act: Act) -> Turn {
        let (Some(by), Some(case)) = (self.shell.operator.clone(), self.at.case) else { return Turn::default() };
        Turn::record(Author::new(by, self.shell.station.clone()).wants(case, act))
    }
}

impl App {
    /// The screens of practice as they start at this workstation: for whoever sits there as a trainee, among simulated
    /// colleagues; the ward's staff list is not asked.
    #[must_use]
    pub fn practises(&self) -> Self {
        let operator = self.shell.operator.clone().map(|by| Operator { role: Role::Trainee, ..by });
        let (station, pace) = (self.shell.station.clone(), self.shell.guard.pace);
        let mut app = Self::new(operator, Staff::default(), station, pace).shows(Mode::Practice, colleagues().to_vec());
        app.shell.keys = self.shell.keys.clone();
        app.shell.mouse.clone_from(&self.shell.mouse);
        app.shell.scanner = self.shell.scanner.clone();
        app.practice.checklist.clone_from(&self.practice.checklist);
        app.practice.retention = self.practice.retention;
        app.screen = Screen::Practice;
        app
    }

    /// A rehearsal has begun: its drill is shown, or its case.
    pub fn rehearses(&mut self, lesson: Arc<Lesson>, rehearsal: Rehearsal) {
        match rehearsal.exercise {
            Exercise::Recall | Exercise::Order | Exercise::Omission | Exercise::Exam => {
                self.screen = Screen::Practice;
                let drill = Drill::new(lesson, &rehearsal);
                if drill.is_over() && rehearsal.exercise != Exercise::Exam {
                    self.practice.part = Part::default();
                    return self
                        .shell
                        .failed("This checklist has no steps to be asked so: it states no \"normal\" case.");
                }
                self.practice.part = Part::Drill(Box::new(drill));
            }
            Exercise::Guided | Exercise::Scenario => {}
        }
        (self.practice.rehearsal, self.practice.unsaved) = (Some(rehearsal), None);
    }
}

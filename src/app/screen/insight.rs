//! What a team learns from its cases: which part of the figures is shown, and from which line on.

use crate::app::{App, Effect, InsightAction, PageAction, Scroll, Turn};
use crate::domain::Text;
use crate::domain::insight::{Figures, InsightPart, OfChecklist};
use std::sync::Arc;

use super::Screen;

/// The screen of the figures.
#[derive(Debug, Clone, Default)]
pub struct Insight {
    pub counted: Counted,
    pub part: usize,
    /// Of which checklist, where cases follow several.
    checklist: usize,
    /// Which of the run charts.
    chart: usize,
    pub page: Scroll,
}

/// How far the counting is.
#[derive(Debug, Clone, Default)]
pub enum Counted {
    #[default]
    Begun,
    /// So many of so many records are read, and it takes its time.
    Reading {
        done: usize,
        of: usize,
    },
    Done(Arc<Figures>),
    Failed(Text),
}

impl Insight {
    pub fn part(&self) -> InsightPart {
        InsightPart::ALL.get(self.part).copied().unwrap_or(InsightPart::Overview)
    }

    pub fn figures(&self) -> Option<&Figures> {
        match &self.counted {
            Counted::Done(figures) => Some(figures),
            Counted::Begun | Counted::Reading { .. } | Counted::Failed(_) => None,
        }
    }

    /// The checklist whose figures are shown.
    pub fn of(&self) -> Option<&OfChecklist> {
        self.figures()?.checklists.get(self.checklist)
    }

    /// The run chart that is shown, from 0.
    pub fn chart(&self) -> usize {
        self.chart.min(self.charts().saturating_sub(1))
    }

    fn charts(&self) -> usize {
        self.of().map_or(0, |of| of.charts.len())
    }

    pub(in crate::app) fn act(&mut self, action: InsightAction) {
        let parts = InsightPart::ALL.len();
        match action {
            InsightAction::NextPart => self.part = (self.part + 1) % parts,
            InsightAction::PreviousPart => self.part = (self.part + parts - 1) % parts,
            InsightAction::Part(nth) => self.part = nth.min(parts - 1),
            InsightAction::NextChecklist => {
                let all = self.figures().map_or(0, |figures| figures.checklists.len());
                self.checklist = (self.checklist + 1) % all.max(1);
                self.chart = 0;
            }
        }
        self.page = Scroll::default();
    }

    /// Scrolls; of run charts one is shown at a time.
    pub(in crate::app) fn reads(&mut self, action: PageAction) {
        if self.part() != InsightPart::Weeks {
            return self.page.go(action);
        }
        let last = self.charts().saturating_sub(1);
        self.chart = match action {
            PageAction::Up | PageAction::PageUp => self.chart().saturating_sub(1),
            PageAction::Down | PageAction::PageDown => (self.chart() + 1).min(last),
            PageAction::First => 0,
            PageAction::Last => last,
        };
    }
}

impl App {
    /// Shows the figures, which are counted from now on.
    pub(in crate::app) fn shows_insight(&mut self) -> Turn {
        self.screen = Screen::Insight(Insight::default());
        Turn::wants(Effect::Count)
    }

    /// Takes what the counting has come to.
    pub fn counted(&mut self, counted: Counted) {
        if let Screen::Insight(insight) = &mut self.screen {
            insight.counted = counted;
        }
    }

    pub(in crate::app) fn insight(&mut self) -> Option<&mut Insight> {
        match &mut self.screen {
            Screen::Insight(insight) => Some(insight),
            Screen::Worklist | Screen::Board | Screen::Run(_) | Screen::Locked(_) | Screen::Practice => None,
        }
    }
}

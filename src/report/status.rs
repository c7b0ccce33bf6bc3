//! How a case stands, in a few lines: what `periop status` prints.

use super::{CaseReport, HeldReport, sign_off_line};
use crate::domain::{Caveats, Mode, Now, Text, case::Case, checklist::Reviewed};
use serde::Serialize;

/// How a case stands.
#[derive(Debug, Clone, Serialize)]
pub struct StatusReport {
    /// The case's code.
    pub code: String,
    pub mode: Mode,
    /// How it stands: planned, in-progress, held, waiting or closed.
    pub state: &'static str,
    pub review: Reviewed,
    /// How it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// Why the procedure was stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Text>,
    /// Who left it, while it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<HeldReport>,
    #[serde(flatten)]
    pub caveats: Caveats,
    /// How many critical items are open.
    pub critical_open: usize,
    /// The stops that stand.
    pub stops: Vec<StopReport>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    pub phases: Vec<PhaseStatus>,
}

/// A stop that stands.
#[derive(Debug, Clone, Serialize)]
pub struct StopReport {
    pub item: String,
    /// What was found, and what to do.
    pub say: Text,
}

/// How far a phase is.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseStatus {
    pub id: String,
    pub title: Text,
    pub completion: String,
    /// Who signed it off, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_off: Option<String>,
}

impl StatusReport {
    /// Says how a case stands now.
    pub fn new(case: &Case, caveats: Caveats, now: &Now) -> Self {
        let report = CaseReport::new(case, caveats, now);
        let phases = report.phases.iter().map(|phase| PhaseStatus {
            id: phase.id.clone(),
            title: phase.title.clone(),
            completion: phase.completion.clone(),
            signed_off: sign_off_line(phase, now),
        });
        let stops = case.all_stops().into_iter();
        Self {
            phases: phases.collect(),
            stops: stops
                .map(|stop| StopReport {
                    item: case.checklist().item(stop.item).id.to_string(),
                    say: case.say_stop(stop, now),
                })
                .collect(),
            code: report.code,
            mode: report.mode,
            state: report.state,
            review: report.review,
            outcome: report.outcome,
            stopped: report.stopped,
            held: report.held,
            caveats: report.caveats,
            critical_open: report.critical_open,
            next: report.next,
        }
    }

    /// The same on plain lines.
    pub fn lines(&self, now: &Now) -> Vec<String> {
        let review = self.review.mark().map(|mark| format!("  {mark}")).unwrap_or_default();
        let mark = self.mode.before();
        let mut lines = vec![format!("{mark}{}  {}{review}", self.code, self.outcome.unwrap_or(self.state))];
        lines.extend(self.stopped.as_ref().map(|reason| format!("PROCEDURE STOPPED  {reason}")));
        lines.extend(self.held.as_ref().map(|held| held.line(now)));
        lines.extend(self.caveats.lines());
        for phase in &self.phases {
            lines.push(format!("{}: {}", phase.title, phase.completion));
            lines.extend(phase.signed_off.as_ref().map(|line| format!("  {line}")));
        }
        lines.extend(self.stops.iter().map(|stop| format!("STOP  {} ({})", stop.say, stop.item)));
        lines.extend(self.next.as_ref().map(|next| format!("NEXT  {next}")));
        match self.critical_open {
            0 => {}
            1 => lines.push("1 critical item is open".to_owned()),
            open => lines.push(format!("{open} critical items are open")),
        }
        lines
    }
}

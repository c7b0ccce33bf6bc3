//! `periop new`: opens a case.

use super::recording::{Seat, id, say, time, warn_of_patients};
use super::{CliError, Done, Session, warn};
use crate::domain::case::{Act, Refusal};
use crate::domain::checklist::Checklist;
use crate::domain::{Code, Id, Moment, Now, Plan, Text};
use crate::report::plan_words;
use crate::store::{Folder, Loaded, StoreError};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The checklist's id, as "periop checklists list" shows it.
    checklist: String,
    /// The bay or room. Never a patient's name, birth date or record number.
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// Fills in what seldom varies at once, by a preset of the checklist.
    #[arg(long, value_name = "ID", conflicts_with = "planned")]
    preset: Option<String>,
    /// When it is planned to begin: 11:00, "tomorrow 08:30", 2026-11-30 09:00. "periop start" begins it.
    #[arg(long, value_name = "WHEN")]
    planned: Option<String>,
    /// In which room it is planned.
    #[arg(long, value_name = "ROOM", requires = "planned")]
    room: Option<String>,
}

impl NewArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let (author, session) = (seat.author()?, seat.session);
        let found = super::checklists::find(session, &self.checklist)?;
        let preset = self.preset.as_deref().map(|given| preset(&found.checklist, given)).transpose()?;
        let now = Session::now();
        let label = self.label.as_deref().map(Text::sanitise);
        let planned = self.planned.as_deref().map(|when| time(when, "--planned", &now)).transpose()?;
        let planned = planned.map(|at| Plan { at, room: self.room.as_deref().map(Text::sanitise) });
        let place = planned.as_ref().and_then(|plan| plan.room.clone()).or_else(|| label.clone());
        if let Some(place) = place {
            warn_of_others(session, &place, planned.as_ref().map(|plan| plan.at), &now)?;
        }
        let loaded = session.desk.create(&found.new_case(label, planned), &author, &now)?;
        let word = loaded.case.planned().map_or_else(|| "opened".to_owned(), |plan| say_plan(plan, &now));
        let code = loaded.case.code();
        if let Some(unset) = loaded.case.checklist().unset_words() {
            warn(unset);
        }
        warn_of_patients(loaded.case.entries(), &now);
        let named = found.checklist.named(&now);
        let step = seat.enters(loaded, now);
        if let Some(preset) = preset {
            let filled = step.then(Act::Preset { preset });
            let step =
                filled.map_err(|error| CliError::Words(format!("{code} was opened, but not filled in: {error}")))?;
            step.say_several(out)?;
        }
        say(format_args!("{word} {named} as {code}"), out)
    }
}

/// Names the cases that stand at the place of the new one.
fn warn_of_others(session: &Session, place: &Text, at: Option<Moment>, now: &Now) -> Result<(), CliError> {
    let there = |code: Code, loaded: Result<Loaded, StoreError>| {
        let case = loaded.ok()?.case;
        case.needs(now).is_at(case.label(), (place, at), now).then_some(code)
    };
    let looked = session.desk.store.load_each(&[Folder::Open], there, |code| {
        if let Some(code) = code {
            warn(format!("{place} has another case: {code}"));
        }
        Ok::<(), StoreError>(())
    });
    looked.map_err(|error| error.unsaved().into())
}

/// The preset, refused before a case is opened for one that the checklist does not have.
fn preset(checklist: &Checklist, given: &str) -> Result<Id, CliError> {
    let known = checklist.presets.iter().find(|preset| preset.id == *given);
    let unknown = || Refusal::UnknownPreset {
        given: Text::sanitise(given),
        presets: checklist.presets.iter().map(|preset| preset.id.to_string()).collect(),
    };
    known.ok_or_else(unknown)?;
    id(given)
}

/// When it is planned, in words. A time of today that has passed may have been meant for tomorrow.
fn say_plan(plan: &Plan, now: &Now) -> String {
    let at = now.say(plan.at);
    if plan.at < now.at {
        warn(format_args!("{at} has passed; \"periop label CODE --planned WHEN\" plans it anew"));
    }
    format!("{}:", plan_words(plan, now))
}

//! `periop practice run`: the screens of practice, perhaps in an exercise at once.

use super::{AfterCommand, CliError, Session, by_word, checklists::find, practice::lesson};
use crate::app::Practise;
use crate::domain::practice::{Exercise, Lesson, Seed};
use crate::domain::{Id, Text};
use clap::Args;

#[derive(Debug, Default, Args)]
pub(super) struct RunArgs {
    /// What is rehearsed; without it the screens ask.
    #[arg(value_parser = by_word(Exercise::ALL, Exercise::word))]
    exercise: Option<Exercise>,
    /// Of these: ids of sections, of items, or of a scenario; without it the seed picks.
    #[arg(long, value_name = "ID", num_args = 1.., requires = "exercise")]
    of: Vec<Id>,
    /// The same seed gives the same run.
    #[arg(long, value_name = "N")]
    seed: Option<Seed>,
    /// The checklist that is practised, where there are several.
    #[arg(long, value_name = "ID")]
    checklist: Option<String>,
}

impl RunArgs {
    pub(super) fn run(self, session: Session) -> Result<AfterCommand, CliError> {
        let found = self.checklist.as_deref().map(|id| find(&session, id)).transpose()?;
        let checklist = found.map(|found| found.checklist.id);
        if self.exercise.is_some() && session.operator.is_none() {
            return Err(CliError::Words("nobody said who practises; add --as TR:trainee".to_owned()));
        }
        if !self.of.is_empty() {
            let lesson = lesson(&session, self.checklist.as_deref())?;
            lesson.map_or(Ok(()), |lesson| all_there(&lesson, &self.of))?;
        }
        let practice = Practise { checklist, seed: self.seed, exercise: self.exercise, of: self.of };
        Ok(AfterCommand::Screens {
            session: Box::new(session),
            case: None,
            demo: None,
            practice: Some(Box::new(practice)),
        })
    }
}

fn all_there(lesson: &Lesson, of: &[Id]) -> Result<(), CliError> {
    let is_scenario = |id: &Id| lesson.beside.scenarios.iter().any(|scenario| *id == *scenario.id);
    match of.iter().find(|id| lesson.checklist.place(id.as_str()).is_none() && !is_scenario(id)) {
        None => Ok(()),
        Some(id) => {
            let similar: Vec<&str> = lesson.checklist.similar_items(id.as_str()).iter().map(|id| id.as_str()).collect();
            let means = if similar.is_empty() { String::new() } else { format!("; near it: {}", similar.join(", ")) };
            let id = Text::sanitise(id.as_str());
            Err(CliError::Words(format!("there is no section, item or scenario \"{id}\" to practise{means}")))
        }
    }
}

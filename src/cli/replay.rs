//! `periop replay`: a record walked through again on the screens, for teaching. It is read and never written.

use super::{AfterCommand, CliError, Session};
use crate::app::Replay;
use crate::domain::{Code, anonymous};
use crate::store::{Loaded, StoreError};
use clap::Args;

/// Nobody sees anything go by faster.
const FASTEST: f64 = 1000.0;

#[derive(Debug, Args)]
pub(super) struct ReplayArgs {
    /// The code of a case, or of a rehearsal.
    code: String,
    /// Go on by itself, so many times faster than it was; long gaps are cut short.
    #[arg(long, value_name = "N", value_parser = speed)]
    speed: Option<f64>,
    /// Call those who recorded it A, B, C. Words that they wrote stay as they are.
    #[arg(long)]
    anonymous: bool,
}

impl ReplayArgs {
    pub(super) fn run(self, session: Session) -> Result<AfterCommand, CliError> {
        let case = self.load(&session)?.case;
        let lines = if self.anonymous { anonymous(case.entries()) } else { case.entries().to_vec() };
        let replay = Replay::new(&case, lines, self.speed, session.station);
        let replay = replay.ok_or_else(|| CliError::Words("this record has nothing to replay".to_owned()))?;
        Ok(AfterCommand::Replay { replay: Box::new(replay), setup: Box::new(session.setup) })
    }

    /// A patient's case, else a rehearsal: each says itself which it is.
    fn load(&self, session: &Session) -> Result<Loaded, CliError> {
        let code: Code = self.code.parse()?;
        match session.desk.open(code) {
            Err(StoreError::NoCase { .. }) => Ok(session.desk.practice().open(code)?),
            found => Ok(found?),
        }
    }
}

fn speed(given: &str) -> Result<f64, String> {
    let speed = given.parse().ok().filter(|speed: &f64| (0.1..=FASTEST).contains(speed));
    speed.ok_or_else(|| format!("write how many times faster, 0.1 to {FASTEST}, such as 10"))
}

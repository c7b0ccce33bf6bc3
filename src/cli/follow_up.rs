//! The commands about follow-ups: `attempt`, `contact` and `lost`.

use super::recording::{OfCase, Seat, id, say, words};
use super::{Done, by_word};
use crate::domain::{Attempt, Text, case::Act};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct AttemptArgs {
    #[command(flatten)]
    of: OfCase,
    /// The follow-up's section.
    section: String,
    /// How it went: reached, to be tried again, or a letter was sent.
    #[arg(value_parser = by_word(Attempt::ALL, Attempt::word))]
    result: Attempt,
    /// What there is to say.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ContactArgs {
    #[command(flatten)]
    of: OfCase,
    /// What it was about. No names, no birth dates, no record numbers.
    #[arg(required = true, num_args = 1..)]
    text: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct LostArgs {
    #[command(flatten)]
    of: OfCase,
    /// The follow-up's section.
    section: String,
    /// Why.
    #[arg(long)]
    reason: String,
}

impl AttemptArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let section = id(&self.section)?;
        let act = Act::Attempt { section: section.clone(), result: self.result, text: words(self.text.as_ref()) };
        let step = seat.taken(&self.of, act)?;
        let case = step.case();
        let count = case.checklist().find_section(section.as_str()).map_or(0, |ix| case.attempts(ix).len());
        say(format_args!("{section}: {} (attempt {count})", self.result.said()), out)
    }
}

impl ContactArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let text = Text::sanitise(&self.text.join(" "));
        let step = seat.taken(&self.of, Act::Contact { text: text.clone() })?;
        say(format_args!("{}: contact recorded: {text}", step.case().code()), out)
    }
}

impl LostArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let section = id(&self.section)?;
        let act = Act::Lose { section: section.clone(), reason: Text::sanitise(&self.reason) };
        seat.taken(&self.of, act)?;
        say(format_args!("{section}: lost to follow-up"), out)
    }
}

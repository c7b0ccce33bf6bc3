//! What every recording command shares: who and when, the one way to the store, and what is said afterwards.

use super::{CliError, Done, Session};
use crate::{
    domain::{
        Id, Moment, Now, Text,
        case::{Act, Author, Refusal},
        checklist::{Defect, ItemIx},
        read_time,
    },
    report::{ItemReport, item_line},
    store::{Loaded, Recorded, StoreError},
};
use clap::Args;
use std::{fmt::Display, io::Write};

/// The heading over these options in the help.
const HOW: &str = "When it happened, who said it";

/// When something happened and who said it, where that is not now and whoever types.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct HowArgs {
    /// When it happened, where that was earlier: 09:41, "yesterday 22:00", 2026-11-30 09:41.
    #[arg(long, value_name = "TIME", help_heading = HOW)]
    at: Option<String>,
    /// The staff code of who said it, where somebody else types.
    #[arg(long, value_name = "CODE", help_heading = HOW)]
    stated_by: Option<String>,
}

/// A case that is recorded in by one command, and the moment at which that happens.
pub(super) struct Step<'a> {
    session: &'a Session,
    pub(super) loaded: Loaded,
    pub(super) now: Now,
}

impl<'a> Step<'a> {
    pub(super) fn at(session: &'a Session, code: &str) -> Result<Self, CliError> {
        let now = Session::now();
        Ok(Self { session, loaded: session.desk.open(code.parse()?)?, now })
    }

    /// Opens a case and records in it.
    pub(super) fn taken(
        session: &'a Session,
        code: &str,
        act: Act,
        how: &HowArgs,
    ) -> Result<(Self, Recorded), CliError> {
        let mut step = Self::at(session, code)?;
        let recorded = step.record(act, how)?;
        Ok((step, recorded))
    }

    /// A case that this very command opened.
    pub(super) fn new(session: &'a Session, loaded: Loaded, now: Now) -> Self {
        Self { session, loaded, now }
    }

    pub(super) fn record(&mut self, act: Act, how: &HowArgs) -> Result<Recorded, CliError> {
        let stated_by = how.stated_by.as_deref().map(str::parse).transpose()?;
        let done_at = how.at.as_deref().map(|at| happened(at, &self.now)).transpose()?;
        let author = Author { stated_by, done_at, ..self.session.author()? };
        let recorded = self.session.desk.act(&mut self.loaded, &author, act, &self.now);
        recorded.map_err(|error| with_words(error, &self.loaded))
    }

    pub(super) fn item(&self, given: &str) -> Result<ItemIx, CliError> {
        let checklist = self.loaded.case.checklist();
        checklist.find(given).ok_or_else(|| {
            let similar = checklist.similar_items(given).into_iter().cloned().collect();
            with_words(Refusal::UnknownItem { given: Text::sanitise(given), similar }.into(), &self.loaded)
        })
    }

    /// What stands now, after something was recorded: these items, and STOP where one stands anywhere.
    pub(super) fn say_items(&self, items: &[ItemIx], recorded: &Recorded, out: &mut impl Write) -> Done {
        say_added(recorded, out)?;
        let case = &self.loaded.case;
        for &ix in items {
            for line in item_line(&ItemReport::new(case, ix, &self.now), &self.now) {
                writeln!(out, "{line}")?;
            }
        }
        for stop in case.all_stops().into_iter().filter(|stop| !items.contains(&stop.item)) {
            writeln!(out, "STOP  {} ({})", stop.say, case.checklist().item(stop.item).id)?;
        }
        Ok(0)
    }

    /// Each item that one action answered.
    pub(super) fn say_several(&self, recorded: &Recorded, out: &mut impl Write) -> Done {
        let items = recorded.own.iter().filter_map(|line| line.entry.fact.as_ref()?.item());
        let items: Vec<ItemIx> = items.filter_map(|id| self.loaded.case.checklist().find(id.as_str())).collect();
        self.say_items(&items, recorded, out)
    }
}

/// A refusal with the words of the items that it names.
fn with_words(error: StoreError, loaded: &Loaded) -> CliError {
    let StoreError::Refused(refusal) = error else { return error.into() };
    let checklist = loaded.case.checklist();
    let named = refusal.items().into_iter().filter_map(|id| checklist.find(id.as_str()));
    let words = named.map(|ix| format!("\n  {:<24} {}", checklist.item(ix).id.as_str(), checklist.item(ix).text));
    CliError::Refused { words: words.collect(), refusal }
}

/// When something happened; where that is still to come, the same hour of yesterday is offered.
fn happened(raw: &str, now: &Now) -> Result<Moment, CliError> {
    let at = time(raw, "--at", now)?;
    let yesterday = format!("yesterday {}", raw.trim());
    match read_time(&yesterday, now) {
        Ok(_) if at > now.at => Err(CliError::Words(format!(
            "--at: {} lies in the future, and what is recorded has happened; if it was yesterday, write --at \"{}\"",
            Text::sanitise(raw.trim()),
            Text::sanitise(&yesterday)
        ))),
        Ok(_) | Err(_) => Ok(at),
    }
}

/// Says beside what a command prints that something did not go as one might think.
pub(super) fn warn(words: &str) {
    // Where nobody reads standard error there is nobody to warn.
    let _ = writeln!(std::io::stderr(), "warning: {words}");
}

/// Warns of each file of the site that does not count because something is wrong in it.
pub(super) fn warn_unfit(unfit: &[(String, Vec<Defect>)]) {
    for (origin, _) in unfit {
        warn(&format!("{origin} cannot be used and does not count; \"periop checklists check FILE\" says why"));
    }
}

/// Words as they are typed, made harmless.
pub(super) fn words(given: Option<&String>) -> Option<Text> {
    given.map(|given| Text::sanitise(given))
}

/// A time as it is typed, for the option named.
pub(super) fn time(raw: &str, option: &str, now: &Now) -> Result<Moment, CliError> {
    read_time(raw, now).map_err(|misfit| CliError::Misfit { item: Text::from(option), misfit })
}

/// An id as it is typed.
pub(super) fn id(raw: &str) -> Result<Id, CliError> {
    raw.parse().map_err(CliError::Words)
}

/// One line about what was done; it says so where nothing had to be added.
pub(super) fn say_done(recorded: &Recorded, words: impl Display, out: &mut impl Write) -> Done {
    say_added(recorded, out)?;
    say(words, out)
}

pub(super) fn say(words: impl Display, out: &mut impl Write) -> Done {
    writeln!(out, "{words}")?;
    Ok(0)
}

pub(super) fn say_added(recorded: &Recorded, out: &mut impl Write) -> Result<(), CliError> {
    if recorded.own.is_empty() {
        writeln!(out, "this is already recorded; nothing was added")?;
    }
    Ok(())
}

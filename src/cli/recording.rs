//! What every recording command shares: who and when, the one way to the store, and what is said afterwards.

use super::{CliError, Session};
use crate::{
    domain::{
        Moment, Now, Text,
        case::{Act, Author, Refusal},
        checklist::{Defect, ItemIx},
        read_time,
    },
    report::{ItemReport, item_line},
    store::{Loaded, Recorded, StoreError},
};
use clap::Args;
use std::io::Write;

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

/// Opens a case and records in it.
pub(super) fn record(session: &Session, code: &str, act: Act, how: &HowArgs) -> Result<(Loaded, Recorded), CliError> {
    let now = Session::now();
    let mut loaded = session.desk.store.load(code.parse()?)?;
    let recorded = act_on(session, &mut loaded, act, how, &now)?;
    Ok((loaded, recorded))
}

pub(super) fn act_on(
    session: &Session,
    loaded: &mut Loaded,
    act: Act,
    how: &HowArgs,
    now: &Now,
) -> Result<Recorded, CliError> {
    let stated_by = how.stated_by.as_deref().map(str::parse).transpose()?;
    let done_at = how.at.as_deref().map(|at| happened(at, now)).transpose()?;
    let author = Author { stated_by, done_at, ..session.author()? };
    session.desk.act(loaded, &author, act, now).map_err(|error| with_words(error, loaded))
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

/// A time as it is typed, for the option named.
pub(super) fn time(raw: &str, option: &str, now: &Now) -> Result<Moment, CliError> {
    read_time(raw, now).map_err(|misfit| CliError::Misfit { item: Text::from(option), misfit })
}

pub(super) fn find(loaded: &Loaded, given: &str) -> Result<ItemIx, CliError> {
    let checklist = loaded.case.checklist();
    checklist.find(given).ok_or_else(|| {
        let similar = checklist.similar_items(given).into_iter().cloned().collect();
        with_words(Refusal::UnknownItem { given: Text::sanitise(given), similar }.into(), loaded)
    })
}

/// An id as it is typed.
pub(super) fn id(raw: &str) -> Result<crate::domain::Id, CliError> {
    raw.parse().map_err(CliError::Words)
}

/// What stands now: the item, and STOP where one stands anywhere.
pub(super) fn say_item(
    loaded: &Loaded,
    ix: ItemIx,
    recorded: &Recorded,
    now: &Now,
    out: &mut impl Write,
) -> Result<(), CliError> {
    say_added(recorded, out)?;
    for line in item_line(&ItemReport::new(&loaded.case, ix, now), now) {
        writeln!(out, "{line}")?;
    }
    say_stops(loaded, &[ix], out)
}

/// The stops that stand on other items than those that were told of already.
pub(super) fn say_stops(loaded: &Loaded, told: &[ItemIx], out: &mut impl Write) -> Result<(), CliError> {
    for stop in loaded.case.all_stops().into_iter().filter(|stop| !told.contains(&stop.item)) {
        writeln!(out, "STOP  {} ({})", stop.say, loaded.case.checklist().item(stop.item).id)?;
    }
    Ok(())
}

/// Says so where nothing had to be added.
pub(super) fn say_added(recorded: &Recorded, out: &mut impl Write) -> Result<(), CliError> {
    if recorded.own.is_empty() {
        writeln!(out, "this is already recorded; nothing was added")?;
    }
    Ok(())
}

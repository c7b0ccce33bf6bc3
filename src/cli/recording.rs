//! What every recording command shares: who and when, the one way to the store, and what is said afterwards.

use super::{CliError, Session};
use crate::{
    domain::{
        Confirmed, Moment, Now, Text,
        case::{Act, Intent, Refusal},
        checklist::ItemIx,
        read_time,
    },
    report::{ItemReport, item_line},
    store::{Loaded, Recorded},
};
use clap::Args;
use std::io::Write;

/// When something happened and who said it, where that is not now and whoever types.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct HowArgs {
    /// When it happened, where that was earlier: 09:41, "yesterday 22:00", 2026-11-30 09:41.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The staff code of who said it, where somebody else types.
    #[arg(long, value_name = "CODE")]
    stated_by: Option<String>,
}

/// Opens a case and records in it.
pub(super) fn record(session: &Session, code: &str, act: Act, how: &HowArgs) -> Result<(Loaded, Recorded), CliError> {
    let now = Session::now();
    let mut loaded = session.store.load(code.parse()?)?;
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
    let ix = act.item().and_then(|id| loaded.case.checklist().find(id.as_str()));
    let intent = Intent {
        seen: ix.and_then(|ix| loaded.case.touched(ix)),
        by: session.operator()?.clone(),
        station: session.station.clone(),
        stated_by: how.stated_by.as_deref().map(str::parse).transpose()?,
        done_at: how.at.as_deref().map(|at| time(at, "--at", now)).transpose()?,
        // The command names the whole code, which its check character proves.
        code: Some(Confirmed::Typed),
        act,
    };
    Ok(session.store.act(loaded, &intent, now)?)
}

/// A time as it is typed, for the option named.
pub(super) fn time(raw: &str, option: &str, now: &Now) -> Result<Moment, CliError> {
    read_time(raw, now).map_err(|misfit| CliError::Misfit { item: Text::from(option), misfit })
}

pub(super) fn find(loaded: &Loaded, given: &str) -> Result<ItemIx, CliError> {
    let checklist = loaded.case.checklist();
    checklist.find(given).ok_or_else(|| {
        let similar = checklist.similar_items(given).into_iter().cloned().collect();
        Refusal::UnknownItem { given: Text::sanitise(given), similar }.into()
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
    let elsewhere = loaded.case.all_stops().into_iter().filter(|stop| stop.item != ix);
    for stop in elsewhere {
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

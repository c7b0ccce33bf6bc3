//! `periop demo`: the screens on a throw-away folder with cases in every state.

use super::plain::{self, PlainArgs};
use super::{AfterCommand, CliError, PlaceArgs, Session};
use crate::demo::{Demo, Shown};
use crate::desk::Desk;
use crate::domain::practice::Seed;
use crate::domain::{Scanner, Text};
use crate::store::{Library, Scratch, Store};
use crate::{clock, demo};
use clap::Args;
use signal_hook::iterator::Signals;
use std::{io::Write, path::PathBuf};

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Keep the folder here, in a new or an empty directory; otherwise it is removed at the end.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Only list what the cases show.
    #[arg(long)]
    list: bool,
    /// Instead of a morning's cases so many of the last two years, for statistics.
    #[arg(long, value_name = "N")]
    cases: Option<usize>,
    /// With --cases: the same seed makes the same cases.
    #[arg(long, value_name = "N", default_value = "1", requires = "cases")]
    seed: Seed,
    /// With --cases: from this week on, of 104, less is passed over.
    #[arg(long, value_name = "N", requires = "cases")]
    change_in_week: Option<usize>,
    #[command(flatten)]
    plain: PlainArgs,
}

impl DemoArgs {
    /// Fills the folder, then lists what is in it or leaves the rest to the screens. Neither the records nor the
    /// staff list nor the checklists of this site are read; keys and looks are those of this workstation.
    pub(super) fn run(
        &self,
        place: PlaceArgs,
        before: PlainArgs,
        out: &mut impl Write,
    ) -> Result<AfterCommand, CliError> {
        let setup = place.setup(&place.config()?);
        let operator = place.operator.map(|raw| raw.parse()).transpose()?;
        // From here on a signal waits until the folder can be removed.
        let mut signals = Signals::new(demo::ENDING)?;
        let real: Vec<PathBuf> = place.data_dir.into_iter().chain(Store::default_root()).collect();
        let folder = self.keep.as_ref().map_or_else(Scratch::temporary, |dir| Scratch::kept(dir, &real))?;
        let library = Library::new(None);
        let (found, _) = library.catalogue()?;
        let found = found.into_iter().find(|found| found.checklist.id == *demo::CHECKLIST);
        let found = found.ok_or_else(|| CliError::Words("the program lacks the checklist to show".to_owned()))?;
        let filling = Desk { store: folder.filling(), library: library.clone() };
        let shown = match self.cases {
            Some(cases) => {
                demo::Many { cases, seed: self.seed, change: self.change_in_week }.fill(
                    &filling,
                    &found,
                    &clock::now(),
                )?;
                Vec::new()
            }
            None => demo::fill(&filling, &found, &clock::now())?,
        };
        let store = folder.store();
        if self.list {
            list(&store, &shown, out)?;
            let signal = signals.pending().next().and_then(|signal| u8::try_from(128 + signal).ok());
            return Ok(AfterCommand::Exit(signal.unwrap_or(0)));
        }
        let desk = Desk { store, library };
        let (station, scanner) = (Text::from(demo::STATION), Scanner::default());
        let session = Session { desk, operator, station, scanner, setup };
        let demo = Demo { folder, signals, people: demo::people() };
        let how = before.or(self.plain);
        if how.is_chosen() {
            return Ok(AfterCommand::Exit(plain::run_demo(&session, demo, how.keep_going, out)?));
        }
        Ok(AfterCommand::Screens { session: Box::new(session), case: None, demo: Some(demo), practice: None })
    }
}

/// One line for each case: where it is, how it stands, what it shows.
fn list(store: &Store, shown: &[Shown], out: &mut impl Write) -> Result<(), CliError> {
    let now = clock::now();
    for Shown { code, shows } in shown {
        let case = store.load(*code)?.case;
        let label = case.label().map(ToString::to_string).unwrap_or_default();
        writeln!(out, "DEMO  {label:<6}  {:<18}  {shows}", case.needs(&now).most.printed(&now))?;
    }
    Ok(())
}

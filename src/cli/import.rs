//! `periop import`: a record made again from the JSON that `periop export` wrote.

use super::{Done, Session, damage_or, say_caveats};
use crate::domain::{Mode, counted};
use crate::store::Copied;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// What "periop export CODE --format json" wrote.
    file: PathBuf,
}

impl ImportArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let copied = Copied::read(&self.file)?;
        // Rehearsals have a folder of their own in every data directory.
        let store = match copied.mode {
            Mode::Practice => session.desk.practice().store,
            Mode::Case | Mode::Demo => session.desk.store.clone(),
        };
        let loaded = store.import(&copied, &Session::now())?;
        let (code, head) = (loaded.case.code(), loaded.case.head());
        let entries = counted(loaded.case.entries().len(), "entry", "entries");
        let mark = copied.mode.before();
        writeln!(out, "{mark}{code}  imported: {entries}  head {head}")?;
        say_caveats(code, &loaded.caveats());
        damage_or(0, loaded)
    }
}

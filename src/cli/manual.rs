//! `periop completions` and `periop man`: what a shell and `man` know of the commands, made from their table.

use super::{Cli, CliError, Done};
use clap::{Args, CommandFactory};
use clap_complete::{Generator, Shell};
use clap_mangen::Man;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command, such as "answer" or "checklists check"; without one the page of the program.
    command: Vec<String>,
}

impl CompletionsArgs {
    pub(super) fn run(&self, out: &mut impl Write) -> Done {
        let mut table = Cli::command();
        table.set_bin_name("periop");
        table.build();
        self.shell.try_generate(&table, out)?;
        Ok(0)
    }
}

impl ManArgs {
    pub(super) fn run(&self, out: &mut impl Write) -> Done {
        let mut table = Cli::command();
        // Each knows now the options that hold everywhere, and by which words it is called.
        table.build();
        let of = self.command.iter().try_fold(&table, |of, name| {
            let unknown = || CliError::Words(format!("there is no command \"{}\"", self.command.join(" ")));
            of.find_subcommand(name).ok_or_else(unknown)
        })?;
        Man::new(of.clone()).source(concat!("periop ", env!("CARGO_PKG_VERSION"))).render(out)?;
        Ok(0)
    }
}

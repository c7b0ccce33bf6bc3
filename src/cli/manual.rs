//! `periop completions` and `periop man`: what a shell and `man` know of the commands, made from their table.

use super::{Cli, CliError, Done};
use crate::domain::Text;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, ArgAction, Args, Command, CommandFactory};
use clap_complete::{Generator, Shell};
use clap_mangen::Man;
use std::ffi::OsStr;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command, such as "answer" or "checklists check"; without one the page of the program.
    #[arg(value_parser = Pages, hide_possible_values = true)]
    command: Vec<String>,
}

/// Takes any words; shells are told of those that have a page.
#[derive(Clone)]
struct Pages;

impl TypedValueParser for Pages {
    type Value = String;

    fn parse_ref(&self, _: &Command, _: Option<&Arg>, typed: &OsStr) -> Result<String, clap::Error> {
        Ok(typed.to_string_lossy().into_owned())
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let named: Vec<String> = pages(&Cli::command()).into_iter().map(|(name, _)| name).collect();
        Some(Box::new(named.into_iter().map(PossibleValue::new)))
    }
}

/// The commands, each by the name of its page.
fn pages(of: &Command) -> Vec<(String, &Command)> {
    let own = of.get_subcommands().flat_map(|own| {
        let within = pages(own).into_iter().map(|(name, page)| (format!("{}-{name}", own.get_name()), page));
        [(own.get_name().to_owned(), own)].into_iter().chain(within)
    });
    own.collect()
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
        let (name, pages) = (self.command.join("-"), pages(&table));
        let unknown =
            || CliError::Words(format!("there is no command \"{}\"", Text::sanitise(&self.command.join(" "))));
        let named = pages.iter().find(|(page, _)| *page == name).map(|(_, of)| *of);
        let of = named.or(name.is_empty().then_some(&table)).ok_or_else(unknown)?;
        let mut page = Vec::new();
        Man::new(of.clone()).source(concat!("periop ", env!("CARGO_PKG_VERSION"))).render(&mut page)?;
        out.write_all(as_is_usual(&String::from_utf8_lossy(&page), of).as_bytes())?;
        Ok(0)
    }
}

/// The headings that readers of manuals know, and a sign where several values may stand, which the crate leaves out.
fn as_is_usual(page: &str, of: &Command) -> String {
    let headed = page
        .replace(".SH EXTRA\nExamples:", ".SH EXAMPLES")
        .replace(".SH EXTRA", ".SH NOTES")
        .replace("\nExit codes: ", "\n.SH \"EXIT STATUS\"\n");
    let several = of.get_positionals().filter(|part| matches!(part.get_action(), ArgAction::Append));
    several.flat_map(|part| part.get_value_names().unwrap_or_default()).fold(headed, |page, name| {
        let one = format!("\\fI{name}\\fR");
        page.replacen(&format!("[{one}]"), &format!("[{one}]..."), 1).replacen(
            &format!("<{one}>"),
            &format!("<{one}>..."),
            1,
        )
    })
}

//! The program: the command line, or the screens.

use periop::{cli, tui};
use std::io;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let (session, case, demo, practice) = match cli::run(std::env::args_os()) {
        cli::AfterCommand::Exit(code) => return ExitCode::from(code),
        cli::AfterCommand::Replay { replay, setup } => return ended(tui::replay(*replay, &setup)),
        cli::AfterCommand::Screens { session, case, demo, practice } => (session, case, demo, practice),
    };
    let cli::Session { desk, operator, station, scanner, setup } = *session;
    ended(tui::run(tui::Start { desk, operator, station, scanner, setup, case, practice, demo }))
}

fn ended(screens: io::Result<()>) -> ExitCode {
    match screens {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The terminal may be gone; there is nobody left to tell.
            let _ = writeln!(io::stderr(), "periop: {error}");
            ExitCode::FAILURE
        }
    }
}

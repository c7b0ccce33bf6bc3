//! The program: the command line, or the screens.

use periop::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        cli::Outcome::Exit(code) => code,
        cli::Outcome::Screens { .. } => ExitCode::SUCCESS,
    }
}

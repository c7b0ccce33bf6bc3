//! Values that begin with a minus, such as `-5,0`: told apart from options before the command line is read.

use clap::{Command, CommandFactory};
use std::ffi::OsString;

/// The arguments in an order in which such a value is taken for what it is: behind its option's `=`, or behind `--`
/// with the values around it. As they are where there is none.
pub(super) fn parted(args: Vec<OsString>) -> Vec<OsString> {
    let end = args.iter().position(|arg| *arg == "--").unwrap_or(args.len());
    if !args[..end].iter().any(is_value) {
        return args;
    }
    let command = super::Cli::command();
    let (mut options, mut values): (Vec<OsString>, Vec<OsString>) = Default::default();
    let (before, after) = args.split_at(end);
    let mut before = before.iter().cloned().peekable();
    while let Some(arg) = before.next() {
        if is_option(&arg) {
            let named = arg.to_str().and_then(|arg| arg.strip_prefix("--"));
            let value =
                before.next_if(|next| !is_option(next) && named.is_some_and(|name| takes_value(&command, name)));
            options.push(value.map_or(arg.clone(), |value| [arg, value].join(&OsString::from("="))));
        } else if values.is_empty() && !is_value(&arg) {
            options.push(arg);
        } else {
            values.push(arg);
        }
    }
    options.push("--".into());
    options.into_iter().chain(values).chain(after.iter().skip(1).cloned()).collect()
}

/// Options are named by a letter or by two minuses.
pub(super) fn is_option(arg: &OsString) -> bool {
    matches!(arg.as_encoded_bytes(), [b'-', second, ..] if *second == b'-' || second.is_ascii_alphabetic())
}

fn is_value(arg: &OsString) -> bool {
    arg.len() > 1 && arg.as_encoded_bytes()[0] == b'-' && !is_option(arg)
}

/// Whether the option of this name, of whatever command, has a value behind it.
fn takes_value(command: &Command, name: &str) -> bool {
    let named = |arg: &clap::Arg| arg.get_long() == Some(name);
    let of = command.get_arguments().find(|arg| named(arg));
    of.is_some_and(|arg| arg.get_action().takes_values()) || command.get_subcommands().any(|sub| takes_value(sub, name))
}

//! `periop config`: what this workstation sets for itself, what is wrong with a file of it, and its schema.

use super::defects::{told, write_defects};
use super::session::{PlaceArgs, computer, variable};
use super::{Done, REFUSED, write_json};
use crate::app::BINDINGS;
use crate::config::{Config, Surroundings};
use crate::domain::Text;
use crate::store::read_config;
use clap::Subcommand;
use serde_json::{Map, Value, json};
use std::time::Duration;
use std::{io::Write, path::PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Show what holds, and from where: an option, a variable, the configuration, the terminal, or by itself.
    Show {
        /// As JSON, one object.
        #[arg(long)]
        json: bool,
    },
    /// List everything that is wrong in a configuration, each with line, column and what to write.
    Check {
        /// The file.
        file: PathBuf,
        /// As JSON, one object.
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of a configuration, for editors.
    Schema,
}

impl ConfigCommand {
    pub(super) fn run(&self, place: &PlaceArgs, out: &mut impl Write) -> Done {
        match self {
            Self::Show { json } => show(place, *json, out),
            Self::Check { file, json } => check(file, *json, out),
            Self::Schema => {
                writeln!(out, "{:#}", Config::schema())?;
                Ok(0)
            }
        }
    }
}

fn check(file: &std::path::Path, as_json: bool, out: &mut impl Write) -> Done {
    let shown = Text::sanitise(&file.display().to_string());
    let found = Config::read(&read_config(file)?).err().unwrap_or_default();
    if as_json {
        write_json(&told(&shown, &found), out)?;
    } else if found.is_empty() {
        writeln!(out, "{shown}: fine")?;
    }
    if found.is_empty() {
        return Ok(0);
    }
    if !as_json {
        write_defects(shown, &found, out)?;
    }
    Ok(REFUSED)
}

/// A value that holds, and from where.
type Held = (String, Value, &'static str);

fn show(typed: &PlaceArgs, as_json: bool, out: &mut impl Write) -> Done {
    let place = typed.clone().or_variables()?;
    let held = held(typed, &place, &place.config()?);
    if as_json {
        let each = held.into_iter().map(|(name, value, from)| (name, json!({ "value": value, "from": from })));
        write_json(&each.collect::<Map<String, Value>>(), out)?;
        return Ok(0);
    }
    for (name, value, from) in held {
        let said = match &value {
            Value::Null => "unset".to_owned(),
            Value::String(words) => Text::sanitise(words).into(),
            Value::Array(keys) => keys.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            other => other.to_string(),
        };
        writeln!(out, "{name:<28} {said:<20} {from}")?;
    }
    Ok(0)
}

fn held(typed: &PlaceArgs, place: &PlaceArgs, config: &Config) -> Vec<Held> {
    let (setup, terminal) = (place.setup(config), Surroundings::of(variable));
    let station = place.station.clone().or_else(|| config.station.clone().map(String::from)).unwrap_or_else(computer);
    let scanner =
        place.scanner.as_ref().or(config.scanner.as_ref()).and_then(|known| Some(known.separator?.to_string()));
    let doubt = u64::try_from(setup.pace.doubt.as_millis()).unwrap_or(u64::MAX);
    let option = |is_typed: bool| is_typed.then_some("option");
    let said = |is_typed, is_said: bool| option(is_typed).or(is_said.then_some("variable"));
    let file = |is_set: bool| is_set.then_some("configuration");
    let of = |name: &str, value: Value, from: Option<&'static str>| (name.to_owned(), value, from.unwrap_or("default"));
    let theme = said(typed.theme.is_some(), place.theme.is_some()).or(file(config.theme.is_some()));
    let ascii = option(place.ascii).or(file(config.ascii == Some(true))).or(terminal.ascii);
    let lock = said(typed.lock_after.is_some(), place.lock_after.is_some()).or(file(config.lock_after.is_some()));
    let station_said = said(typed.station.is_some(), place.station.is_some());
    let mut held = vec![
        of(
            "theme",
            terminal.theme(setup.theme).as_ref().into(),
            terminal.plain.or(theme).or(terminal.ground.map(|_| "terminal")),
        ),
        of("ascii", (setup.ascii || terminal.ascii.is_some()).into(), ascii.or(file(config.ascii.is_some()))),
        of("mouse", setup.mouse.into(), option(place.mouse).or(file(config.mouse.is_some()))),
        of("bounce_ms", doubt.into(), said(false, place.bounce.is_some()).or(file(config.bounce.is_some()))),
        of("lock_after_minutes", in_minutes(setup.lock_after), lock),
        of(
            "lock_after_theatre_minutes",
            in_minutes(setup.lock_after_theatre),
            file(config.lock_after_theatre.is_some()).or(lock.filter(|_| setup.lock_after_theatre == setup.lock_after)),
        ),
        of("retention_percent", setup.retention.0.into(), file(config.retention.is_some())),
        of("station", station.into(), station_said.or(file(config.station.is_some()))),
        of("scan_separator", scanner.into(), said(false, place.scanner.is_some()).or(file(config.scanner.is_some()))),
    ];
    let keys = BINDINGS.iter().filter_map(|row| {
        let own = setup.keys.row_of(row.context, row.action)?;
        let name = format!("keys.{}.{}", row.context.name(), row.action.name());
        (own.keys != row.keys).then(|| of(&name, own.keys.iter().map(ToString::to_string).collect(), file(true)))
    });
    held.extend(keys);
    held
}

/// No time is never.
fn in_minutes(after: Option<Duration>) -> Value {
    let seconds = after.unwrap_or_default().as_secs_f64();
    if seconds % 60.0 == 0.0 { Value::from(after.unwrap_or_default().as_secs() / 60) } else { (seconds / 60.0).into() }
}

//! `periop config`: what this workstation sets for itself, what is wrong with a file of it, and its schema.

use super::defects::{told, write_defects};
use super::session::{BOUNCE, LOCK_AFTER, PlaceArgs, SCAN_SEPARATOR, STATION, THEME, computer, minutes};
use super::{Done, REFUSED, write_json};
use crate::app::BINDINGS;
use crate::config::Config;
use crate::domain::Text;
use crate::store::read_config;
use clap::Subcommand;
use serde_json::{Map, Value, json};
use std::time::Duration;
use std::{io::Write, path::PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Show what holds, and from where: an option, a variable, the configuration, or by itself.
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

fn show(place: &PlaceArgs, as_json: bool, out: &mut impl Write) -> Done {
    let held = held(place, &place.config()?);
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

fn held(place: &PlaceArgs, config: &Config) -> Vec<Held> {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    // What was typed and what a variable says come as one: where both are the same it does not matter which it was.
    let said = |is_variable| if is_variable { "variable" } else { "option" };
    let lock = variable(LOCK_AFTER).and_then(|given| minutes(&given).ok());
    let lock_said = place.lock_after.map(|after| said(lock == Some(after)));
    let station_said = place.station.as_ref().map(|name| said(variable(STATION).as_ref() == Some(name)));
    let theme_said = place.theme.map(|theme| said(variable(THEME).as_deref() == Some(theme.as_ref())));
    let setup = place.setup(config);
    let station = place.station.clone().or_else(|| config.station.clone().map(String::from)).unwrap_or_else(computer);
    let scanner = variable(SCAN_SEPARATOR).or(config.scanner.as_ref().and_then(|known| Some(known.separator?.into())));
    let doubt = u64::try_from(setup.pace.doubt.as_millis()).unwrap_or(u64::MAX);
    let from = |said: Option<&'static str>, is_set| said.unwrap_or(if is_set { "configuration" } else { "default" });
    let of = |name: &str, value: Value, said, is_set| (name.to_owned(), value, from(said, is_set));
    let mut held = vec![
        of("theme", setup.theme.as_ref().map(AsRef::as_ref).into(), theme_said, config.theme.is_some()),
        of("ascii", setup.ascii.into(), place.ascii.then_some("option"), config.ascii.is_some()),
        of("mouse", setup.mouse.into(), place.mouse.then_some("option"), config.mouse.is_some()),
        of(
            "bounce_ms",
            doubt.into(),
            variable(BOUNCE).and_then(|ms| ms.parse::<u32>().ok()).map(|_| "variable"),
            config.bounce.is_some(),
        ),
        of("lock_after_minutes", in_minutes(setup.lock_after), lock_said, config.lock_after.is_some()),
        of(
            "lock_after_theatre_minutes",
            in_minutes(setup.lock_after_theatre),
            None,
            config.lock_after_theatre.is_some(),
        ),
        of("station", station.into(), station_said, config.station.is_some()),
        of("scan_separator", scanner.into(), variable(SCAN_SEPARATOR).map(|_| "variable"), config.scanner.is_some()),
    ];
    let keys = BINDINGS.iter().filter_map(|row| {
        let own = setup.keys.row_of(row.context, row.action)?;
        let name = format!("keys.{}.{}", row.context.name(), row.action.name());
        (own.keys != row.keys).then(|| of(&name, own.keys.iter().map(ToString::to_string).collect(), None, true))
    });
    held.extend(keys);
    held
}

/// No time is never.
fn in_minutes(after: Option<Duration>) -> Value {
    let seconds = after.unwrap_or_default().as_secs_f64();
    if seconds % 60.0 == 0.0 { Value::from(after.unwrap_or_default().as_secs() / 60) } else { (seconds / 60.0).into() }
}

//! Where a command works and who gives it: said on the command line, or in variables.

use super::{CliError, beside, defects};
use crate::app::ThemeName;
use crate::clock;
use crate::config::{Config, LONGEST_BOUNCE, LONGEST_LOCK, LONGEST_STATION, Said, Setup};
use crate::desk::Desk;
use crate::domain::{Now, Operator, Scanner, Staff, Text};
use crate::store::{Library, Store, default_config_file, default_staff_file, read_config, read_staff};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;
use strum::VariantNames;

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct PlaceArgs {
    #[arg(help = "Where records are kept (or PERIOP_DATA_DIR)", long, global = true, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    #[arg(help = "Where this site's own checklists are (or PERIOP_SITE_DIR)", long, global = true, value_name = "DIR")]
    site: Option<PathBuf>,
    #[arg(
        help = "Who is at the keyboard, such as JR:nurse (or PERIOP_OPERATOR)",
        long = "as",
        global = true,
        value_name = "CODE:ROLE"
    )]
    pub(super) operator: Option<String>,
    #[arg(
        help = "The staff list that grants roles; without one roles are self-declared (or PERIOP_STAFF)",
        long,
        global = true,
        value_name = "FILE"
    )]
    staff: Option<PathBuf>,
    #[arg(
        help = "After how many minutes without a key the screens lock; 0: never (or PERIOP_LOCK_AFTER) [default: 5]",
        long,
        global = true,
        value_name = "MINUTES",
        value_parser = minutes
    )]
    pub(super) lock_after: Option<Duration>,
    #[arg(
        help = "How the screens look (or PERIOP_THEME) [default: by the terminal]",
        long,
        global = true,
        value_name = "NAME",
        value_parser = themes()
    )]
    pub(super) theme: Option<ThemeName>,
    /// Send nothing but ASCII to the screens' terminal.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    #[arg(
        help = "What this workstation sets for itself: a file, or none (or PERIOP_CONFIG)",
        long,
        global = true,
        value_name = "FILE"
    )]
    config: Option<PathBuf>,
    /// The mouse works on the screens; the terminal's own selection then needs shift
    #[arg(long, global = true)]
    pub(super) mouse: bool,
    #[arg(
        help = "The name of this workstation (or PERIOP_STATION) [default: the computer's]",
        long,
        global = true,
        value_name = "NAME",
        value_parser = station
    )]
    pub(super) station: Option<String>,
    #[arg(skip)]
    pub(super) bounce: Option<Duration>,
    #[arg(skip)]
    escape: Option<Duration>,
    #[arg(skip)]
    pub(super) scanner: Option<Scanner>,
}

const DATA_DIR: &str = "PERIOP_DATA_DIR";
const SITE_DIR: &str = "PERIOP_SITE_DIR";
const OPERATOR: &str = "PERIOP_OPERATOR";
const STAFF: &str = "PERIOP_STAFF";
const STATION: &str = "PERIOP_STATION";
const LOCK_AFTER: &str = "PERIOP_LOCK_AFTER";
const THEME: &str = "PERIOP_THEME";
const CONFIG: &str = "PERIOP_CONFIG";
/// Instead of a file: nothing is set.
const NO_CONFIG: &str = "none";
/// For keyboards that begin to repeat later, in milliseconds.
const BOUNCE: &str = "PERIOP_BOUNCE_MS";
/// For lines on which the rest of a key comes later, in milliseconds.
const ESCAPE: &str = "PERIOP_ESCAPE_MS";
/// Longer nobody waits for what esc does.
const LONGEST_ESCAPE: u32 = 1000;
/// Names the sign that a scanner sends between the values of a package's code.
const SCAN_SEPARATOR: &str = "PERIOP_SCAN_SEPARATOR";

impl PlaceArgs {
    /// What may stand before the command as well as after it.
    pub(super) const OPTIONS: [&str; 10] = [
        "--data-dir",
        "--site",
        "--as",
        "--staff",
        "--lock-after",
        "--theme",
        "--ascii",
        "--config",
        "--mouse",
        "--station",
    ];

    /// The same, and what the variables say where no option does. One that cannot be used is refused by its name.
    pub(super) fn or_variables(self) -> Result<Self, CliError> {
        let path = |raw: &OsStr| if raw.is_empty() { Err(EMPTY.to_owned()) } else { Ok(PathBuf::from(raw)) };
        let operator = |words: &str| words.parse::<Operator>().map(|_| words.to_owned()).map_err(|why| why.to_string());
        let theme = |name: &str| name.parse().map_err(|_| format!("use one of {}", ThemeName::VARIANTS.join(", ")));
        let scanner = |named: &str| Scanner::separated_by(named).map_err(str::to_owned);
        Ok(Self {
            data_dir: or(self.data_dir, DATA_DIR, path)?,
            site: or(self.site, SITE_DIR, path)?,
            staff: or(self.staff, STAFF, path)?,
            config: or(self.config, CONFIG, path)?,
            operator: or(self.operator, OPERATOR, words(operator))?,
            station: or(self.station, STATION, words(station))?,
            lock_after: or(self.lock_after, LOCK_AFTER, words(minutes))?,
            theme: or(self.theme, THEME, words(theme))?,
            bounce: or(self.bounce, BOUNCE, words(|ms| milliseconds(ms, LONGEST_BOUNCE)))?,
            escape: or(self.escape, ESCAPE, words(|ms| milliseconds(ms, LONGEST_ESCAPE)))?,
            scanner: or(self.scanner, SCAN_SEPARATOR, words(scanner))?,
            ..self
        })
    }

    /// What this workstation sets for itself. A wrong file is refused before anything else happens, never half taken.
    pub(super) fn config(&self) -> Result<Config, CliError> {
        let Some(file) = self.config.clone().or_else(default_config_file).filter(|file| *file != *NO_CONFIG) else {
            return Ok(Config::default());
        };
        let shown = Text::sanitise(&file.display().to_string());
        let mend = "nothing was done; mend it, or go on without it: --config none";
        let text = read_config(&file).map_err(|error| CliError::Words(format!("{error}; {mend}")))?;
        Config::read(&text).map_err(|found| {
            CliError::Words(format!(
                "the configuration cannot be used\n{}\n{mend}",
                defects::lines(&shown, &found).join("\n")
            ))
        })
    }

    /// How the screens work here: by option, variable or configuration, in this order.
    pub(super) fn setup(&self, config: &Config) -> Setup {
        let Self { lock_after, bounce, escape, theme, ascii, mouse, .. } = *self;
        Setup::new(Said { lock_after, bounce, escape, theme, ascii, mouse }, config)
    }

    pub(super) fn session(self) -> Result<Session, CliError> {
        let config = self.config()?;
        let setup = self.setup(&config);
        let root = self.data_dir.or_else(Store::default_root).ok_or(CliError::NoDataDir)?;
        let staff = self.staff.or_else(default_staff_file).map_or_else(Staff::default, |file| {
            // Taken for none it would grant every role; refusing to start would keep what needs no role unrecorded.
            read_staff(&file).unwrap_or_else(|error| Staff::unreadable(&error.to_string()))
        });
        if let Some(trouble) = staff.trouble() {
            let grants = "until it can be read nobody overrides, signs off or stands as second";
            beside(format_args!("periop: the staff list cannot be used: {trouble}; {grants}"));
        }
        if let Some(trouble) = clock::zone_trouble() {
            beside(format_args!("periop: {trouble}"));
        }
        let operator = self.operator.map(|raw| raw.parse()).transpose()?;
        let station = self.station.or(config.station.map(String::from)).unwrap_or_else(computer);
        let (store, site) = (Store::new(root).with_staff(staff), self.site.or_else(Library::default_site));
        let scanner = self.scanner.or(config.scanner).unwrap_or_default();
        let (desk, station) = (Desk { store, library: Library::new(site) }, Text::sanitise(&station));
        Ok(Session { desk, operator, station, scanner, setup })
    }
}

/// The name of the computer.
pub(super) fn computer() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

/// Where a command works, and who gave it.
#[derive(Debug, Clone)]
pub struct Session {
    pub desk: Desk,
    /// Who is at the keyboard, if that was said.
    pub operator: Option<Operator>,
    /// The workstation's name.
    pub station: Text,
    pub scanner: Scanner,
    pub setup: Setup,
}

fn themes() -> impl TypedValueParser<Value = ThemeName> {
    PossibleValuesParser::new(ThemeName::VARIANTS).try_map(|given| given.parse::<ThemeName>())
}

fn minutes(given: &str) -> Result<Duration, String> {
    let minutes = given.parse().ok().filter(|minutes| (0.0..=LONGEST_LOCK.into()).contains(minutes));
    let wrong = || format!("write minutes up to {LONGEST_LOCK}, such as 5; 0: never");
    minutes.map(|minutes: f64| Duration::from_secs_f64(minutes * 60.0)).ok_or_else(wrong)
}

fn milliseconds(given: &str, most: u32) -> Result<Duration, String> {
    let known = given.parse().ok().filter(|ms: &u32| *ms <= most);
    known.map(|ms| Duration::from_millis(ms.into())).ok_or_else(|| format!("write milliseconds, 0 to {most}"))
}

fn station(name: &str) -> Result<String, String> {
    let fits = name.chars().count() <= LONGEST_STATION;
    fits.then(|| name.to_owned())
        .ok_or_else(|| format!("a station's name has at most {LONGEST_STATION} characters; shorten it"))
}

/// What a variable says, as far as it is words.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

const EMPTY: &str = "it is empty; give it a value, or unset it";

/// What an option says, else what a variable does.
fn or<T>(
    option: Option<T>,
    name: &'static str,
    read: impl FnOnce(&OsStr) -> Result<T, String>,
) -> Result<Option<T>, CliError> {
    let said = std::env::var_os(name).filter(|_| option.is_none());
    let read = said.map(|said| read(&said).map_err(|why| CliError::Variable { name, why })).transpose()?;
    Ok(option.or(read))
}

fn words<T>(read: impl FnOnce(&str) -> Result<T, String>) -> impl FnOnce(&OsStr) -> Result<T, String> {
    |raw| match raw.to_str() {
        None => Err("it is no text".to_owned()),
        Some("") => Err(EMPTY.to_owned()),
        Some(words) => read(words),
    }
}

impl Session {
    /// How roles are known here.
    pub(super) fn roles(&self) -> &'static str {
        if self.desk.store.staff().is_listed() { "roles by the staff list" } else { "roles self-declared" }
    }

    pub(super) fn now() -> Now {
        clock::now()
    }
}

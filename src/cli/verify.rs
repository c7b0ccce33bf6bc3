//! `periop verify`: whether records are whole.

use super::{CliError, DAMAGED, REFUSED, Session, error::exit_of};
use crate::domain::{Caveats, Code, Hash, Mode, Text, counted};
use crate::store::{Damage, StoreError, Stray, Verdict};
use clap::Args;
use serde::Serialize;
use std::{collections::BTreeSet, fmt::Display, io::Write};

const REPAIR: &str = "\"periop repair CODE\" lets the case go on";
const IN_DOUBT: &str = "in-doubt";

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The case's code; every record where there is none.
    code: Option<String>,
    /// The head that a sign-off or a report printed: the record must contain it.
    #[arg(long, value_name = "HASH", requires = "code")]
    head: Option<String>,
    /// As JSON, one array.
    #[arg(long)]
    json: bool,
}

/// What was found about one record.
#[derive(Debug, Serialize)]
struct Checked {
    /// None of a file that bears no code and holds no record.
    code: Option<String>,
    /// Of what the records of the folder are.
    mode: Mode,
    /// whole, damaged, in-doubt, not-checked or no-record.
    verdict: &'static str,
    /// What was found, or what kept it from being checked.
    #[serde(flatten)]
    caveats: Caveats,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    entries: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<Hash>,
    /// Entries that are earlier by the clock than the one before.
    clock_back: Vec<u64>,
    #[serde(skip)]
    exit: u8,
}

pub(super) fn verify(session: &Session, args: &VerifyArgs, out: &mut impl Write) -> Result<u8, CliError> {
    let head = args.head.as_deref().map(read_head).transpose()?;
    let (mut worst, mut none, mut doubts, mut all) = (0, true, BTreeSet::new(), Vec::new());
    let mode = session.desk.store.mode();
    let mut tell = |checked: Checked| {
        let checked = Checked { mode, ..checked };
        worst = worst.max(checked.exit);
        none = false;
        // Of two records of a case each would say the same.
        if checked.verdict == IN_DOUBT && !doubts.insert(checked.caveats.problem.clone()) {
            return Ok(());
        }
        if args.json {
            all.push(checked);
            return Ok(());
        }
        say(&checked, out)
    };
    let store = &session.desk.store;
    match &args.code {
        Some(code) => {
            let code = code.parse()?;
            let strays: Vec<Stray> = store.strays()?.into_iter().filter(|stray| stray.code == Some(code)).collect();
            match check(code, store.verify(code, head), head) {
                // There is none but under another name.
                Err(_) if !strays.is_empty() => {}
                checked => tell(checked?)?,
            }
            strays.iter().try_for_each(|stray| tell(Checked::stray(stray)))?;
        }
        None => {
            store.verify_all(|(code, verdict)| tell(check(code, verdict, None)?))?;
            store.strays()?.iter().try_for_each(|stray| tell(Checked::stray(stray)))?;
        }
    }
    if args.json {
        super::write_json(&all, out)?;
    } else if none {
        writeln!(out, "no records in {}", Text::sanitise(&session.desk.store.root().display().to_string()))?;
    }
    Ok(worst)
}

fn read_head(raw: &str) -> Result<Hash, CliError> {
    let words = || CliError::Words("--head takes the 64 hexadecimal characters that were printed".to_owned());
    Hash::from_hex(raw.trim().to_lowercase().as_bytes()).ok_or_else(words)
}

fn check(code: Code, verdict: Result<Verdict, StoreError>, head: Option<Hash>) -> Result<Checked, CliError> {
    match verdict {
        Ok(verdict) => Ok(Checked::new(code, verdict, head)),
        Err(error @ StoreError::NoCase { .. }) => Err(error.into()),
        // One record that cannot be opened must not keep the others from being checked.
        Err(error) => Ok(Checked::unread(code, &error)),
    }
}

impl Checked {
    fn new(code: Code, verdict: Verdict, head: Option<Hash>) -> Self {
        let missing = head.filter(|_| !verdict.has_wanted && verdict.caveats.unread_from.is_none()).map(|missing| {
            format!(
                "the record does not contain the head {missing}: entries were cut off, or it was written anew; \
                 compare it with a backup"
            )
        });
        let damage = verdict.damage.as_ref();
        let whole = if verdict.entries == 1 { "is" } else { "are" };
        let told =
            |damage: &Damage| format!("{damage}; {} before it {whole} whole; {REPAIR}", entries(verdict.entries));
        let problem = damage.map(told).or(missing).map(|problem| Text::sanitise(&problem));
        let (word, exit) = match (&problem, verdict.caveats.unread_from) {
            (Some(_), _) => ("damaged", DAMAGED),
            (None, Some(_)) => ("not-checked", REFUSED),
            (None, None) => ("whole", 0),
        };
        Self {
            code: Some(code.to_string()),
            mode: Mode::Case,
            verdict: word,
            exit,
            caveats: Caveats { problem, ..verdict.caveats },
            line: damage.map(|damage| damage.line),
            entries: verdict.entries,
            head: Some(verdict.head),
            clock_back: verdict.clock_back,
        }
    }

    fn unread(code: Code, error: &StoreError) -> Self {
        let verdict = match error {
            StoreError::TwoRecords { .. } => IN_DOUBT,
            error if error.is_damage() => "damaged",
            _ => "not-checked",
        };
        Self::nothing(Some(code), verdict, error, exit_of(error))
    }

    fn stray(stray: &Stray) -> Self {
        match stray.code {
            Some(_) => Self::nothing(stray.code, IN_DOUBT, stray, DAMAGED),
            None => Self::nothing(None, "no-record", stray, 0),
        }
    }

    fn nothing(code: Option<Code>, verdict: &'static str, problem: impl Display, exit: u8) -> Self {
        Self {
            code: code.map(|code| code.to_string()),
            mode: Mode::Case,
            verdict,
            caveats: Caveats { problem: Some(Text::sanitise(&problem.to_string())), ..Caveats::default() },
            line: None,
            entries: 0,
            head: None,
            clock_back: Vec::new(),
            exit,
        }
    }
}

fn entries(count: usize) -> String {
    counted(count, "entry", "entries")
}

fn say(checked: &Checked, out: &mut impl Write) -> Result<(), CliError> {
    let Checked { code, entries, verdict, .. } = checked;
    let mark = checked.mode.before();
    let (code, count) = (format!("{mark}{}", code.as_deref().unwrap_or("-")), self::entries(*entries));
    for line in checked.caveats.lines() {
        writeln!(out, "{code}  {line}")?;
    }
    for seq in &checked.clock_back {
        writeln!(out, "{code}  entry {seq} is earlier by the clock than the one before it")?;
    }
    match (&checked.caveats.problem, checked.head) {
        (Some(problem), _) => {
            writeln!(out, "{code}  {}  {problem}", verdict.replace('-', " ").to_uppercase())?;
        }
        (None, Some(_)) if checked.exit != 0 => writeln!(out, "{code}  NOT CHECKED  {count} fit")?,
        (None, Some(head)) => writeln!(out, "{code}  whole  {count}  head {head}")?,
        (None, None) => writeln!(out, "{code}  whole  {count}")?,
    }
    Ok(())
}

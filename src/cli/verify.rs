//! `periop verify`: whether records are whole.

use super::{CliError, DAMAGED, REFUSED, Session};
use crate::{
    domain::{Caveats, Code, Hash, Text},
    store::{Damage, StoreError, Verdict},
};
use clap::Args;
use serde::Serialize;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The case's code; every record where there is none.
    code: Option<String>,
    /// The head that a sign-off or a report printed: the record must contain it.
    #[arg(long, value_name = "HASH", requires = "code")]
    head: Option<String>,
    /// As JSON, one array.
    #[arg(long)]
    pub(super) json: bool,
}

/// What was found about one record.
#[derive(Debug, Serialize)]
struct Checked {
    code: String,
    /// whole, damaged or not-checked.
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
    let (mut worst, mut none, mut all) = (0, true, Vec::new());
    let mut tell = |checked: Checked| {
        worst = worst.max(checked.exit);
        none = false;
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
            tell(check(code, store.verify(code, head), head)?)?;
        }
        None => store.verify_all(|(code, verdict)| tell(check(code, verdict, None)?))?,
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
        Err(error) if error.is_damage() => Ok(Checked::unread(code, "damaged", &error, DAMAGED)),
        // One record that cannot be opened must not keep the others from being checked.
        Err(error) => Ok(Checked::unread(code, "not-checked", &error, REFUSED)),
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
        let told = |damage: &Damage| format!("{damage}; {} entries before it are whole", verdict.entries);
        let problem = damage.map(told).or(missing).map(|problem| Text::sanitise(&problem));
        let (word, exit) = match (&problem, verdict.caveats.unread_from) {
            (Some(_), _) => ("damaged", DAMAGED),
            (None, Some(_)) => ("not-checked", REFUSED),
            (None, None) => ("whole", 0),
        };
        Self {
            code: code.to_string(),
            verdict: word,
            exit,
            caveats: Caveats { problem, ..verdict.caveats },
            line: damage.map(|damage| damage.line),
            entries: verdict.entries,
            head: Some(verdict.head),
            clock_back: verdict.clock_back,
        }
    }

    fn unread(code: Code, verdict: &'static str, error: &StoreError, exit: u8) -> Self {
        Self {
            code: code.to_string(),
            verdict,
            caveats: Caveats { problem: Some(Text::sanitise(&error.to_string())), ..Caveats::default() },
            line: None,
            entries: 0,
            head: None,
            clock_back: Vec::new(),
            exit,
        }
    }
}

fn say(checked: &Checked, out: &mut impl Write) -> Result<(), CliError> {
    let Checked { code, entries, .. } = checked;
    for line in checked.caveats.lines() {
        writeln!(out, "{code}  {line}")?;
    }
    for seq in &checked.clock_back {
        writeln!(out, "{code}  entry {seq} is earlier by the clock than the one before it")?;
    }
    match (&checked.caveats.problem, checked.head) {
        (Some(problem), _) => {
            let word = if checked.exit == DAMAGED { "DAMAGED" } else { "NOT CHECKED" };
            writeln!(out, "{code}  {word}  {problem}")?;
        }
        (None, Some(_)) if checked.exit != 0 => writeln!(out, "{code}  NOT CHECKED  {entries} entries fit")?,
        (None, Some(head)) => writeln!(out, "{code}  whole  {entries} entries  head {head}")?,
        (None, None) => writeln!(out, "{code}  whole  {entries} entries")?,
    }
    Ok(())
}

//! `periop verify`: whether records are whole.

use super::{CliError, DAMAGED, REFUSED, Session};
use crate::{
    domain::{Code, Hash, Text},
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
    json: bool,
}

/// What was found about one record.
#[derive(Debug, Serialize)]
struct Checked {
    code: String,
    /// whole, damaged or not-checked.
    verdict: &'static str,
    /// Where and why, or what kept it from being checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    entries: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    torn_line: Option<usize>,
    /// Entries that are earlier by the clock than the one before.
    clock_back: Vec<u64>,
    /// Entries of a kind that this version does not know.
    unknown: usize,
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
        let missing = head.filter(|_| !verdict.has_wanted).map(|missing| {
            format!(
                "the record does not contain the head {missing}: entries were cut off, or it was written anew; \
                 compare it with a backup"
            )
        });
        let damage = verdict.damage.as_ref();
        let told = |damage: &Damage| format!("{damage}; {} entries before it are whole", verdict.entries);
        let problem = damage.map(told).or(missing).map(|problem| Text::sanitise(&problem));
        Self {
            code: code.to_string(),
            verdict: if problem.is_some() { "damaged" } else { "whole" },
            exit: if problem.is_some() { DAMAGED } else { 0 },
            problem,
            line: damage.map(|damage| damage.line),
            entries: verdict.entries,
            head: Some(verdict.head),
            torn_line: verdict.torn.map(|torn| torn.line),
            clock_back: verdict.clock_back,
            unknown: verdict.unknown,
        }
    }

    fn unread(code: Code, verdict: &'static str, error: &StoreError, exit: u8) -> Self {
        Self {
            code: code.to_string(),
            verdict,
            problem: Some(Text::sanitise(&error.to_string())),
            line: None,
            entries: 0,
            head: None,
            torn_line: None,
            clock_back: Vec::new(),
            unknown: 0,
            exit,
        }
    }
}

fn say(checked: &Checked, out: &mut impl Write) -> Result<(), CliError> {
    let Checked { code, entries, .. } = checked;
    if let Some(line) = checked.torn_line {
        writeln!(out, "{code}  line {line} was cut off in mid-write by a crash; it was never acknowledged")?;
    }
    for seq in &checked.clock_back {
        writeln!(out, "{code}  entry {seq} is earlier by the clock than the one before it")?;
    }
    match checked.unknown {
        0 => {}
        1 => writeln!(out, "{code}  1 entry is of a kind that this version does not know")?,
        unknown => writeln!(out, "{code}  {unknown} entries are of a kind that this version does not know")?,
    }
    match (&checked.problem, checked.head) {
        (Some(problem), _) => {
            let word = if checked.exit == DAMAGED { "DAMAGED" } else { "NOT CHECKED" };
            writeln!(out, "{code}  {word}  {problem}")?;
        }
        (None, Some(head)) => writeln!(out, "{code}  whole  {entries} entries  head {head}")?,
        (None, None) => writeln!(out, "{code}  whole  {entries} entries")?,
    }
    Ok(())
}

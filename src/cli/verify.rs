//! `periop verify`: whether records are whole.

use super::{CliError, DAMAGED, REFUSED, Session};
use crate::{
    domain::{Code, Hash},
    store::{Folder, StoreError},
};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The case's code; every record where there is none.
    code: Option<String>,
    /// The head that a sign-off or a report printed: the record must contain it.
    #[arg(long, value_name = "HASH", requires = "code")]
    head: Option<String>,
}

pub(super) fn verify(session: &Session, args: &VerifyArgs, out: &mut impl Write) -> Result<u8, CliError> {
    let head = args.head.as_deref().map(read_head).transpose()?;
    let codes: Vec<Code> = match &args.code {
        Some(code) => vec![code.parse()?],
        None => {
            let mut codes = session.store.codes(Folder::Open)?;
            codes.extend(session.store.codes(Folder::Closed)?);
            codes
        }
    };
    let mut worst = 0;
    for code in &codes {
        worst = worst.max(verify_one(session, *code, head, out)?);
    }
    if codes.is_empty() {
        writeln!(out, "no records in {}", crate::domain::Text::sanitise(&session.store.root().display().to_string()))?;
    }
    Ok(worst)
}

fn read_head(raw: &str) -> Result<Hash, CliError> {
    let words = || CliError::Words("--head takes the 64 hexadecimal characters that were printed".to_owned());
    Hash::from_hex(raw.trim().to_lowercase().as_bytes()).ok_or_else(words)
}

fn verify_one(session: &Session, code: Code, head: Option<Hash>, out: &mut impl Write) -> Result<u8, CliError> {
    let verdict = match session.store.verify(code) {
        Ok(verdict) => verdict,
        Err(error) if error.is_damage() => {
            writeln!(out, "{code}  DAMAGED  {error}")?;
            return Ok(DAMAGED);
        }
        Err(error @ StoreError::NoCase { .. }) => return Err(error.into()),
        // One record that cannot be opened must not keep the others from being checked.
        Err(error) => {
            writeln!(out, "{code}  NOT CHECKED  {error}")?;
            return Ok(REFUSED);
        }
    };
    if let Some(torn) = &verdict.torn {
        let line = torn.line;
        writeln!(out, "{code}  line {line} was cut off in mid-write by a crash; it was never acknowledged")?;
    }
    for seq in &verdict.clock_back {
        writeln!(out, "{code}  entry {seq} is earlier by the clock than the one before it")?;
    }
    if verdict.unknown > 0 {
        writeln!(out, "{code}  {} entries are of a kind that this version does not know", verdict.unknown)?;
    }
    if let Some(damage) = &verdict.damage {
        writeln!(out, "{code}  DAMAGED  {damage}; {} entries before it are whole", verdict.entries)?;
        return Ok(DAMAGED);
    }
    if let Some(missing) = head.filter(|head| !verdict.heads.contains(head)) {
        writeln!(
            out,
            "{code}  DAMAGED  the record does not contain the head {missing}: entries were cut off, or it was written anew"
        )?;
        return Ok(DAMAGED);
    }
    writeln!(out, "{code}  whole  {} entries  head {}", verdict.entries, verdict.head)?;
    Ok(0)
}

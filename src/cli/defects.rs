//! What is wrong with a file that a person wrote, told one by one, but for the many of one kind.

use super::{CliError, Text};
use crate::domain::checklist::Defect;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Display, io::Write};

/// So many defects of one kind are told one by one.
const MOST_OF_A_KIND: usize = 20;

/// The defects of a file that are told one by one, and of each kind of which there are more, how many.
fn few(found: &[Defect]) -> (Vec<&Defect>, Vec<(&Defect, usize)>) {
    let mut kinds: BTreeMap<String, (&Defect, usize)> = BTreeMap::new();
    let mut few = Vec::new();
    for defect in found {
        let (_, count) = kinds.entry(kind(&defect.problem)).or_insert((defect, 0));
        *count += 1;
        few.extend((*count <= MOST_OF_A_KIND).then_some(defect));
    }
    let more = kinds.into_values().filter(|(_, count)| *count > MOST_OF_A_KIND);
    (few, more.map(|(first, count)| (first, count - MOST_OF_A_KIND)).collect())
}

/// What is the same in two problems of one kind: not what they quote nor count.
fn kind(problem: &str) -> String {
    let outside = problem.split('"').step_by(2);
    outside.map(|words| words.replace(|c: char| c.is_ascii_digit(), "")).collect()
}

/// What a program reads of a file with defects.
pub(super) fn told(file: impl Display, found: &[Defect]) -> Value {
    let (few, more) = few(found);
    let defect = |defect: &&Defect| {
        json!({ "line": defect.place.line, "column": defect.place.column,
                "path": Text::sanitise(&defect.path), "problem": Text::sanitise(&defect.problem) })
    };
    let more = more.iter().map(|(first, count)| json!({ "like": Text::sanitise(&first.problem), "count": count }));
    json!({ "file": file.to_string(), "defects": few.iter().map(defect).collect::<Vec<Value>>(),
            "more": more.collect::<Vec<Value>>() })
}

/// A line for each.
pub(super) fn lines(file: impl Display, found: &[Defect]) -> Vec<String> {
    let (few, more) = few(found);
    let few = few.into_iter().map(|defect| format!("{file}:{defect}"));
    let more = more.into_iter().map(|(first, n)| format!("{file}: and {n} more of the kind: {}", first.problem));
    few.chain(more).collect()
}

pub(super) fn write_defects(file: impl Display, found: &[Defect], out: &mut impl Write) -> Result<(), CliError> {
    lines(file, found).into_iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(())
}

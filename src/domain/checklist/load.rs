//! From the text of a file to a checklist: for its author with all that is wrong, for a case what can be used.

use super::{
    Checklist, Defect, Place, json, read,
    walk::{Findings, For},
};
use crate::domain::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The local numbers that a site has set, by name.
pub type Locals = BTreeMap<String, Decimal>;

/// An overlay: a site's own limits for a checklist.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// The format's version, 1.
    pub format: u32,
    /// The checklist's id.
    pub overlay: String,
    pub local: Locals,
}

impl Checklist {
    /// Most bytes of a checklist file.
    pub const MOST_BYTES: usize = 1 << 20;

    /// Reads and checks a checklist file with a site's local numbers.
    pub fn load(json: &str, locals: &Locals) -> Result<Self, Vec<Defect>> {
        if json.len() > Self::MOST_BYTES {
            return Err(of_the_whole("the file is larger than 1 MiB; split the checklist"));
        }
        match read_for(For::Author, json, locals)? {
            (Some(checklist), findings) if findings.count() == 0 => Ok(checklist),
            // No file is refused without a word, whatever was overlooked.
            (_, findings) if findings.count() == 0 => Err(of_the_whole("this cannot be read as a checklist")),
            (_, findings) => Err(findings.told(json)),
        }
    }

    /// The checklist of a pin. It was valid when its case started, so that a check which came with a later
    /// version of the program does not refuse it: only what cannot be read at all is a defect, and a preset
    /// that no longer fits is dropped.
    pub fn load_pinned(json: &str, locals: &Locals) -> Result<Self, Vec<Defect>> {
        match read_for(For::Case, json, locals)? {
            (Some(checklist), findings) if !findings.any_misfit() => Ok(checklist),
            (Some(_), findings) => Err(findings.told(json)),
            // Told as to its author.
            (None, _) => Self::load(json, locals),
        }
    }
}

fn read_for(reading: For, json: &str, locals: &Locals) -> Result<(Option<Checklist>, Findings), Vec<Defect>> {
    let mut root = json::read(json).map_err(|defect| vec![defect])?;
    Ok(read::checklist(&mut root, locals, reading))
}

fn of_the_whole(problem: &str) -> Vec<Defect> {
    vec![Defect { path: String::new(), problem: problem.to_owned(), place: Place { line: 1, column: 1 } }]
}

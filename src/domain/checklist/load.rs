//! From the text of a file to a checklist: for its author with all that is wrong, for a case what can be used.

use super::{Beside, Checklist, Defect, Place, json, read, walk::For};
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
        Self::load_whole(json, locals).map(|(checklist, _)| checklist)
    }

    /// The same with what stands beside the items.
    pub fn load_whole(json: &str, locals: &Locals) -> Result<(Self, Beside), Vec<Defect>> {
        if json.len() > Self::MOST_BYTES {
            return Err(of_the_whole("the file is larger than 1 MiB; split the checklist"));
        }
        match read::whole(&mut json::read(json, &[])?, locals, For::Author) {
            (Some(whole), findings) if findings.count() == 0 => Ok(whole),
            // No file is refused without a word, whatever was overlooked.
            (_, findings) if findings.count() == 0 => Err(of_the_whole("this cannot be read as a checklist")),
            (_, findings) => Err(findings.told(json)),
        }
    }

    /// The checklist of a pin. It was valid when its case started, so that a check which came with a later
    /// version of the program does not refuse it: only what cannot be read at all is a defect, and a preset
    /// that no longer fits is dropped. What no record needs is passed over.
    pub fn load_pinned(json: &str, locals: &Locals) -> Result<Self, Vec<Defect>> {
        match read::whole(&mut json::read(json, &Beside::FIELDS)?, locals, For::Case) {
            (Some((checklist, _)), findings) if !findings.any_misfit() => Ok(checklist),
            (Some(_), findings) => Err(findings.told(json)),
            // Told as to its author.
            (None, _) => Self::load(json, locals),
        }
    }
}

fn of_the_whole(problem: &str) -> Vec<Defect> {
    vec![Defect { path: String::new(), problem: problem.to_owned(), place: Place { line: 1, column: 1 } }]
}

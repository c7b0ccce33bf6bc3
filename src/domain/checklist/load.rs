//! From the text of a file to a checklist: for its author with all that is wrong, for a case what can be used.

use super::walk::{Findings, For};
use super::{Beside, Checklist, Defect, Locals, Place, json, read};

/// What was read, or what is wrong.
type Loaded<T> = Result<T, Vec<Defect>>;

impl Checklist {
    /// Most bytes of a checklist file.
    pub const MOST_BYTES: usize = 1 << 20;

    /// Reads and checks a checklist file.
    pub fn load(json: &str) -> Result<Self, Vec<Defect>> {
        Self::load_whole(json).map(|(checklist, _)| checklist)
    }

    /// The same with what stands beside the items.
    pub fn load_whole(json: &str) -> Result<(Self, Beside), Vec<Defect>> {
        if json.len() > Self::MOST_BYTES {
            return Err(of_the_whole("the file is larger than 1 MiB; split the checklist"));
        }
        let mut root = json::read(json, &[])?;
        let (checklist, beside, mut findings) = read::whole(&mut root, For::Author);
        read::check_review(&root, json, &mut findings);
        match (checklist.zip(beside), findings) {
            (Some(whole), findings) if findings.count() == 0 => Ok(whole),
            // No file is refused without a word, whatever was overlooked.
            (_, findings) if findings.count() == 0 => Err(of_the_whole("this cannot be read as a checklist")),
            (_, findings) => Err(findings.told(json)),
        }
    }

    /// The checklist of a pin. It was valid when its case started, so that a check which came with a later
    /// version of the program does not refuse it: only what cannot be read at all is a defect, and a preset
    /// that no longer fits is dropped. What no record needs is passed over.
    pub fn load_pinned(json: &str) -> Result<Self, Vec<Defect>> {
        let (checklist, _, findings) = read::whole(&mut json::read(json, &Beside::FIELDS)?, For::Case);
        pinned(json, checklist, findings, Self::load)
    }

    /// The same with what stands beside the items, as leniently: for somebody who looks it up.
    pub fn load_pinned_whole(json: &str) -> Result<(Self, Beside), Vec<Defect>> {
        let (checklist, beside, findings) = read::whole(&mut json::read(json, &[])?, For::Lookup);
        pinned(json, checklist.zip(beside), findings, Self::load_whole)
    }

    /// Reads and checks a site's own values for this checklist.
    pub fn read_locals(&self, json: &str) -> Result<Locals, Vec<Defect>> {
        match read::locals(&mut json::read(json, &[])?, self, For::Author) {
            (locals, findings) if findings.count() == 0 => Ok(locals),
            (_, findings) => Err(findings.told(json)),
        }
    }

    /// Values as far as they can be read, such as those that were pinned with a case: of what cannot be read nothing is
    /// set, and a stop that rests on it stands.
    pub fn pinned_locals(&self, json: &str) -> Locals {
        json::read(json, &[]).map(|mut root| read::locals(&mut root, self, For::Case).0).unwrap_or_default()
    }
}

fn pinned<T>(json: &str, read: Option<T>, findings: Findings, anew: fn(&str) -> Loaded<T>) -> Loaded<T> {
    match read {
        Some(read) if !findings.any_misfit() => Ok(read),
        Some(_) => Err(findings.told(json)),
        // Told as to its author.
        None => anew(json),
    }
}

fn of_the_whole(problem: &str) -> Vec<Defect> {
    vec![Defect { path: String::new(), problem: problem.to_owned(), place: Place { line: 1, column: 1 } }]
}

#[cfg(test)]
mod tests {
    use super::{Beside, For, json, read};

    #[test]
    fn a_case_reads_nothing_that_no_record_needs() {
        let json = include_str!("../../../checklists/spinal-injection.json");
        let beside = |passed_over, reading| read::whole(&mut json::read(json, passed_over).unwrap(), reading).1;
        assert!(beside(&Beside::FIELDS, For::Case).is_none());
        assert!(beside(&[], For::Lookup).is_some_and(|beside| !beside.recalled.is_empty()));
    }
}

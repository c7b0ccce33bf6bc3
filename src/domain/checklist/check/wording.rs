//! Words, ids, sources and durations: that they can be shown, cited and counted.

use super::{Checker, misread::misread};
use crate::domain::Id;
use jiff::Span;

pub(super) const LONGEST_TEXT: usize = 60;
pub(super) const LONGEST_SHORT: usize = 40;
pub(super) const LONGEST_SECTION: usize = 30;
pub(super) const LONGEST_WHY: usize = 400;
pub(super) const LONGEST_SAY: usize = 300;

impl Checker<'_> {
    pub(super) fn id(&mut self, raw: &str, path: &str) -> Option<Id> {
        raw.parse().map_err(|problem: String| self.defect(path, problem)).ok()
    }

    pub(super) fn words(&mut self, text: &str, path: &str, longest: usize) {
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.defect(path, "there is nothing; write some words");
        } else if length > longest {
            self.defect(path, format!("{length} characters; write at most {longest}"));
        }
        if let Some(problem) = misread(text) {
            self.defect(path, problem);
        }
    }

    /// Words of any length, but some.
    pub(super) fn said(&mut self, text: &str, path: &str) {
        self.words(text, path, usize::MAX);
    }

    pub(super) fn sources(&mut self, cited: &[String], path: &str) {
        // Which sources there are is not known where that list could not be read.
        if self.mended.iter().any(|mended| mended == "sources") {
            return;
        }
        for (n, cited) in cited.iter().enumerate() {
            let (id, line) = cited.split_once(':').map_or((cited.as_str(), None), |(id, line)| (id, Some(line)));
            if !self.draft.sources.contains_key(id) {
                self.defect(format!("{path}[{n}]"), format!("there is no source \"{id}\"; add it to \"sources\""));
            } else if line.is_some_and(|line| line.parse::<u32>().is_err()) {
                self.defect(format!("{path}[{n}]"), format!("\"{cited}\" names no line; write {id}:12"));
            }
        }
    }

    pub(super) fn span(&mut self, raw: &str, path: &str) -> Option<Span> {
        let span =
            raw.parse::<Span>().ok().filter(|span| raw.starts_with('P') && !span.is_negative() && !span.is_zero());
        if span.is_none() {
            self.defect(path, format!("\"{raw}\" is no duration; write PT2H, P7D or P1M"));
        }
        span
    }
}

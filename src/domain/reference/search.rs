//! Sheets in which words stand: in the title first, then in the text.

use super::Sheet;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A sheet, by its place among those that were searched, and the line of its text in which the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub sheet: usize,
    pub line: Option<String>,
}

/// The words typed, each as it stands or with gaps between its letters.
struct Wanted {
    atoms: Vec<Atom>,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Wanted {
    fn new(typed: &str, kind: AtomKind) -> Self {
        let atom = |word: &str| Atom::new(word, CaseMatching::Ignore, Normalization::Smart, kind, false);
        let atoms = typed.split_whitespace().map(atom).collect();
        Self { atoms, matcher: Matcher::new(Config::DEFAULT), buffer: Vec::new() }
    }

    fn stands_in(&mut self, words: &str) -> bool {
        let Self { atoms, matcher, buffer } = self;
        atoms.iter().all(|atom| atom.score(Utf32Str::new(words, buffer), matcher).is_some())
    }
}

/// All sheets where nothing is typed. Words are looked for as they stand: in the title, in one line, anywhere; only
/// where that finds nothing, letters with gaps between them in the titles.
pub fn search(sheets: &[Sheet], typed: &str) -> Vec<Found> {
    let mut wanted = Wanted::new(typed, AtomKind::Substring);
    let mut in_title = Vec::new();
    let (mut in_text, mut in_pieces) = (Vec::new(), Vec::new());
    for (at, sheet) in sheets.iter().enumerate() {
        if wanted.stands_in(&format!("{} {}", sheet.title, sheet.key)) {
            in_title.push(Found { sheet: at, line: None });
        } else if let Some(line) = sheet.lines().find(|line| wanted.stands_in(line)) {
            in_text.push(Found { sheet: at, line: Some(line) });
        } else if wanted.stands_in(&sheet.lines().collect::<Vec<_>>().join(" ")) {
            in_pieces.push(Found { sheet: at, line: None });
        }
    }
    in_title.append(&mut in_text);
    in_title.append(&mut in_pieces);
    if in_title.is_empty() {
        let mut nearly = Wanted::new(typed, AtomKind::Fuzzy);
        let near = sheets.iter().enumerate().filter(|(_, sheet)| nearly.stands_in(sheet.title.as_str()));
        in_title.extend(near.map(|(sheet, _)| Found { sheet, line: None }));
    }
    in_title
}

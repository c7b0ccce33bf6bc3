//! Whether words name a step.

use super::Lesson;
use crate::domain::checklist::ItemIx;

/// So many letters of a word tell which one is meant, whatever its ending.
const STEM: usize = 4;

/// What was heard in somebody's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// This step.
    Step(ItemIx),
    /// Perhaps one of these, the likeliest first: whoever said it has to tell.
    Perhaps(Vec<ItemIx>),
    Nothing,
}

impl Lesson {
    /// Which of these steps is named: one of which every group of words is met, the most groups first. Where only some
    /// of a step's groups are met, or several steps alike, nobody can tell but who said it.
    pub fn hear(&self, words: &str, among: &[ItemIx]) -> Heard {
        let said: Vec<String> = words_of(words).collect();
        let mut met: Vec<(ItemIx, usize, bool)> = among
            .iter()
            .filter_map(|&ix| {
                let groups = self.groups(ix);
                let met = groups.iter().filter(|group| group.iter().any(|word| is_said(word, &said))).count();
                (met > 0).then_some((ix, met, met == groups.len()))
            })
            .collect();
        met.sort_by_key(|(_, met, whole)| std::cmp::Reverse((*whole, *met)));
        match met.as_slice() {
            [] => Heard::Nothing,
            [(ix, _, true)] => Heard::Step(*ix),
            [(ix, most, true), (_, next, whole), ..] if !whole || next < most => Heard::Step(*ix),
            some => Heard::Perhaps(some.iter().map(|(ix, ..)| *ix).take(3).collect()),
        }
    }

    /// The groups of words of a step. One that has none is never heard for certain.
    fn groups(&self, ix: ItemIx) -> Vec<Vec<String>> {
        let own = self.beside.recalled.get(&ix).map(|recalled| recalled.words.clone()).unwrap_or_default();
        if own.is_empty() {
            let short = words_of(self.checklist.item(ix).short.as_str()).filter(|word| word.chars().count() >= STEM);
            return short.map(|word| vec![word]).chain([Vec::new()]).collect();
        }
        own
    }
}

fn words_of(words: &str) -> impl Iterator<Item = String> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether something of several words or one was said: a long word by its first letters, a short one whole.
fn is_said(wanted: &str, said: &[String]) -> bool {
    words_of(wanted).all(|wanted| {
        said.iter().any(|said| {
            let stem =
                |word: &str| word.chars().take(STEM.max(word.chars().count().saturating_sub(2))).collect::<String>();
            if said.chars().count() < STEM || wanted.chars().count() < STEM {
                *said == wanted
            } else {
                said.starts_with(&stem(&wanted)) || wanted.starts_with(&stem(said))
            }
        })
    })
}

//! Whether words name a step.

use super::Lesson;
use crate::domain::checklist::ItemIx;
use std::cmp::Reverse;

/// A word of fewer letters is known only as it stands.
const LONG: usize = 4;
/// So many long words tell one beginning of a text from another.
const ENOUGH: usize = 2;
/// So many steps are asked about at most.
const MOST_ASKED: usize = 3;
/// What a word may end in and still be the same one.
const ENDINGS: [&str; 19] = [
    "", "s", "es", "d", "ed", "e", "ing", "ings", "ion", "ions", "ation", "ations", "ive", "y", "ies", "ic", "al",
    "ly", "ment",
];

/// What was heard in somebody's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// This step.
    Step(ItemIx),
    /// Perhaps one of these, the likeliest first: whoever said it has to tell.
    Perhaps(Vec<ItemIx>),
    Nothing,
}

/// How far words name a step, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Met {
    /// It was said in the step's own words.
    is_own: bool,
    /// A word of each of its groups was said, and most of what was said is about it.
    is_whole: bool,
    groups: usize,
    /// How many of the words that were said are among its own.
    words: usize,
}

impl Lesson {
    /// Which of these steps is named: by its own words, or one of which every group of words is met, the most groups
    /// first. Where only some of a step's groups are met, or several steps alike, nobody can tell but who said it.
    pub fn hear(&self, words: &str, among: &[ItemIx]) -> Heard {
        let said: Vec<String> = words_of(words).collect();
        let mut met: Vec<(ItemIx, Met)> =
            among.iter().filter_map(|&ix| self.met(ix, &said).map(|met| (ix, met))).collect();
        met.sort_by_key(|(_, met)| Reverse(*met));
        match met.as_slice() {
            [] => Heard::Nothing,
            [(ix, first), rest @ ..]
                if (first.is_own || first.is_whole) && rest.first().is_none_or(|(_, next)| next < first) =>
            {
                Heard::Step(*ix)
            }
            [(_, first), ..] => {
                let like =
                    |met: &Met| (met.is_own, met.is_whole, met.groups) == (first.is_own, first.is_whole, first.groups);
                let alike = met.iter().filter(|(_, met)| like(met));
                Heard::Perhaps(alike.map(|(ix, _)| *ix).take(MOST_ASKED).collect())
            }
        }
    }

    /// How far a step is named, if it is at all.
    fn met(&self, ix: ItemIx, said: &[String]) -> Option<Met> {
        let groups = self.groups(ix);
        let named = |said: &[String]| {
            groups.iter().filter(|group| group.iter().any(|word| words_of(word).all(|word| has(said, &word)))).count()
        };
        let long: Vec<String> = said.iter().filter(|word| is_long(word)).cloned().collect();
        let own = self.own_words(ix);
        let words = said.iter().filter(|word| has(&own, word)).count();
        let met = named(said);
        let is_about = 2 * long.iter().filter(|word| has(&own, word)).count() >= long.len();
        let (is_own, is_whole) = (self.is_own(ix, said), met == groups.len() && is_about);
        // A short word is said in many a sentence.
        (is_own || is_whole || named(&long) > 0).then_some(Met { is_own, is_whole, groups: met, words })
    }

    /// Whether what was said is how a step is written, from its beginning on: all of it, or enough to know it.
    fn is_own(&self, ix: ItemIx, said: &[String]) -> bool {
        let item = self.checklist.item(ix);
        [&item.text, &item.short].into_iter().any(|text| {
            let own: Vec<String> = words_of(text.as_str()).collect();
            let begins = said.len() <= own.len() && said.iter().zip(&own).all(|(said, own)| is_same(said, own));
            begins && (said.len() == own.len() || said.iter().filter(|word| is_long(word)).count() >= ENOUGH)
        })
    }

    /// Whether most of what was said is a step's own words.
    pub(super) fn is_about(&self, ix: ItemIx, words: &str) -> bool {
        let (own, long) = (self.own_words(ix), words_of(words).filter(|word| is_long(word)).collect::<Vec<_>>());
        2 * long.iter().filter(|word| has(&own, word)).count() > long.len()
    }

    /// The words of a step: those that name it, and the long ones of its text.
    fn own_words(&self, ix: ItemIx) -> Vec<String> {
        let item = self.checklist.item(ix);
        let texts = [&item.text, &item.short].into_iter().flat_map(|text| words_of(text.as_str()));
        let naming = self.groups(ix).concat();
        texts.filter(|word| is_long(word)).chain(naming.iter().flat_map(|word| words_of(word))).collect()
    }

    /// The groups of words of a step: without any, each long word of its short text.
    fn groups(&self, ix: ItemIx) -> Vec<Vec<String>> {
        let own = self.beside.recalled.get(&ix).map(|recalled| recalled.words.clone()).unwrap_or_default();
        if own.is_empty() {
            let short = words_of(self.checklist.item(ix).short.as_str()).filter(|word| is_long(word));
            return short.map(|word| vec![word]).collect();
        }
        own
    }
}

fn words_of(words: &str) -> impl Iterator<Item = String> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= LONG
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|other| is_same(other, word))
}

/// Whether two words are one, whatever they end in and with a slip of the finger.
fn is_same(one: &str, other: &str) -> bool {
    if one == other || !is_long(one) || !is_long(other) {
        return one == other;
    }
    let common: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (stem, ends) = (&one[..common], [&one[common..], &other[common..]]);
    // The last letter of a stem comes twice in "stopped".
    let end = |end: &&str| {
        ENDINGS.contains(end)
            || stem.chars().last().is_some_and(|c| end.strip_prefix(c).is_some_and(|end| ENDINGS.contains(&end)))
    };
    let (letters, longest) = (stem.chars().count(), one.chars().count().max(other.chars().count()));
    let slips = match one.chars().count().min(other.chars().count()) {
        0..6 => 0,
        6..9 => 1,
        _ => 2,
    };
    letters >= LONG && (ends.iter().all(end) || 4 * letters >= 3 * longest || ends.contains(&"") && letters > LONG)
        || letters > 0 && strsim::osa_distance(one, other) <= slips
}

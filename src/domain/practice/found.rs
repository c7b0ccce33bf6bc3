//! Whether what was recorded is what was found.

use crate::domain::{Answer, Now, Text};
use std::collections::BTreeMap;

/// More words than this are a sentence, and each has their own.
const LABEL: usize = 4;

/// Whether somebody's words name what was found: a label is one that others act on, a level or a lot.
fn names(found: &Text, given: &Text) -> bool {
    let words = |text: &Text| -> Vec<String> {
        text.as_str().split(|c: char| c.is_whitespace() || ",;".contains(c)).map(str::to_lowercase).collect()
    };
    let (found, given) = (words(found), words(given));
    let counts = |word: &&String| word.chars().count() > 3 || word.contains(|c: char| c.is_ascii_digit());
    found.len() > LABEL || found.iter().filter(counts).all(|word| given.contains(word))
}

/// Whether somebody recorded what was found. The time of what just happened is their own.
pub(super) fn is_as_found(found: &Answer, given: &Answer, now: &Now) -> bool {
    match (found, given) {
        (Answer::Text(found), Answer::Text(given)) => names(found, given),
        (Answer::Time(found), Answer::Time(given)) => found == given || *found == now.at,
        (Answer::NotRight(_), Answer::NotRight(_)) | (Answer::TimerEnded(_), Answer::TimerEnded(_)) => true,
        (Answer::Choice(found), Answer::Choice(given)) => {
            found.len() == given.len() && found.iter().all(|id| given.contains(id))
        }
        (Answer::Fields(found), Answer::Fields(given)) => {
            let same = |(found, given): (&BTreeMap<_, Answer>, &BTreeMap<_, Answer>)| {
                found.iter().all(|(id, value)| given.get(id).is_some_and(|given| is_as_found(value, given, now)))
            };
            found.len() == given.len() && found.iter().zip(given).all(same)
        }
        (found, given) => found == given,
    }
}

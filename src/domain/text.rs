//! Text from outside, made harmless: the one type that screens, reports and errors may show.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Words typed or read by somebody, in which nothing invisible is left: only [`Text::sanitise`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(from = "String", into = "String")]
pub struct Text(String);

impl Text {
    /// The longest reason, note or answer in words, in characters: a record's line stays far below its limit.
    pub const LONGEST: usize = 4096;

    /// The longest name of a bay, a room or a station, in characters.
    pub const LONGEST_NAME: usize = 60;

    /// Replaces each character that a terminal, a browser or a reader would not show as itself by a visible
    /// sign: a tab becomes `␉`, a bidirectional override `⟨U+202E⟩`. Nothing vanishes: `10<TAB>mg` must
    /// never read `10mg`.
    pub fn sanitise(raw: &str) -> Self {
        if Self::first_hostile(raw).is_none() {
            return Self(raw.to_owned());
        }
        let mut shown = String::with_capacity(raw.len() + 16);
        for c in raw.chars() {
            match c {
                '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
                '\x7f' => shown.push('\u{2421}'),
                c if is_hostile(c) => {
                    shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
                }
                c => shown.push(c),
            }
        }
        Self(shown)
    }

    /// The first character in `raw` that must not reach a screen as it is.
    pub fn first_hostile(raw: &str) -> Option<char> {
        // Most words are plain: looked at byte by byte they cost a tenth.
        if raw.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return None;
        }
        raw.chars().find(|&c| is_hostile(c))
    }

    /// Whether this is too long for the name of a bay or a room.
    pub fn is_long_name(name: &str) -> bool {
        name.trim().chars().count() > Self::LONGEST_NAME
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Whether it has words that may say why: "no wire", "MRI" and "не надо" have, "wn", "x", "." and "aaa" have not.
    pub fn says_why(&self) -> bool {
        self.0.split(|c: char| !c.is_alphanumeric()).map(weight).sum::<usize>() >= 3
    }
}

/// How many names are listed before "and so many more".
pub(super) const MOST_LISTED: usize = 6;

/// Names in a row, where there are many only the first.
pub fn list(names: &[impl fmt::Display]) -> String {
    let more = names.len().saturating_sub(MOST_LISTED);
    let listed: Vec<String> = names.iter().take(MOST_LISTED).map(ToString::to_string).collect();
    if more > 0 { format!("{} and {more} more", listed.join(", ")) } else { listed.join(", ") }
}

/// A number with its word: `1 entry`, `2 entries`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What a word weighs beside three Latin letters: nothing, if it is one letter, one over and over, or a mere number.
/// In other scripts a word of two letters says as much, and a sign of some is a word.
fn weight(word: &str) -> usize {
    let is_word = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let first = word.chars().next();
    if word.chars().any(is_word) {
        3
    } else if word.chars().all(|c| Some(c) == first) || !word.chars().any(char::is_alphabetic) {
        0
    } else {
        word.chars().map(|c| if c < '\u{370}' { 1 } else { 2 }).sum()
    }
}

/// Controls, line and paragraph separators, bidirectional controls, zero-width and tag characters, and
/// characters of no assigned meaning: everything that changes what is shown around it without being seen.
fn is_hostile(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        if Self::first_hostile(&raw).is_none() { Self(raw) } else { Self::sanitise(&raw) }
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::sanitise(raw)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;
    use proptest::prelude::*;

    #[test]
    fn a_tab_between_number_and_unit_stays_visible() {
        assert_eq!(Text::sanitise("10\tmg").as_str(), "10␉mg");
        assert_eq!(Text::sanitise("\x1b[31mred").as_str(), "␛[31mred");
        assert_eq!(Text::sanitise("L4\u{202e}5\u{200b}").as_str(), "L4⟨U+202E⟩5⟨U+200B⟩");
        assert_eq!(Text::sanitise("37.2 °C, Zürich").as_str(), "37.2 °C, Zürich");
    }

    proptest! {
        #[test]
        fn nothing_hostile_is_left_and_nothing_vanishes(raw in any::<String>()) {
            let text = Text::sanitise(&raw);
            prop_assert_eq!(Text::first_hostile(text.as_str()), None);
            prop_assert!(text.as_str().chars().count() >= raw.chars().count());
            prop_assert_eq!(Text::sanitise(text.as_str()), text);
        }
    }
}

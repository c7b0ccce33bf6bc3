//! Case codes: eight characters that can be spoken and typed, the last one a check.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// No 0, O, 1-like I and L, or U: none that is misheard or misread for another. 31 is prime, so that the
/// check finds every single wrong character and every two neighbours that changed places.
const SIGNS: &[u8; 31] = b"123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 8;

/// A case's opaque code, upper case on screens; it says nothing about the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code([u8; LENGTH]);

/// Why something typed is not a case code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadCode {
    #[error("\"{given}\" is not a case code: it has {length} characters, a code has 8")]
    Length {
        given: super::Text,
        /// How many characters it has.
        length: usize,
    },
    /// A character that codes do not use.
    #[error("\"{given}\" is not a case code: \"{sign}\" is never used in one (nor are 0, I, L, O, U)")]
    Sign { given: super::Text, sign: super::Text },
    /// The check character does not fit.
    #[error("\"{given}\" is not a case code: one character is wrong, or two changed places; read it again")]
    Check { given: super::Text },
}

impl Code {
    /// What the square of a slip begins with, so that a scanned slip is told from keys that were pressed: the one
    /// sign that keyboards of most countries have in one place, on the 5.
    pub const SCANNED: char = '%';

    /// The code as the square of a slip holds it.
    pub fn to_scan(self) -> String {
        format!("{}{self}", Self::SCANNED)
    }

    /// Makes a code from seven or more random bytes and adds its check character.
    pub fn from_random(random: [u8; LENGTH - 1]) -> Self {
        let mut values = [0_usize; LENGTH];
        for (value, byte) in values.iter_mut().zip(random) {
            *value = usize::from(byte) % SIGNS.len();
        }
        let sum = weighted(&values);
        values[LENGTH - 1] = (SIGNS.len() - sum) % SIGNS.len();
        Self(values.map(|value| SIGNS[value]))
    }

    /// The last two characters, by which somebody shows that they look at the right case.
    pub fn last_two(self) -> String {
        self.to_string().split_off(LENGTH - 2)
    }

    /// The code as screens show it: without its last two characters, which are read from the chart's slip.
    pub fn masked(self) -> String {
        let mut shown = self.to_string();
        shown.truncate(LENGTH - 2);
        shown + "··"
    }

    /// The code in two halves, as it is written on a chart and read aloud.
    pub fn spoken(self) -> String {
        let mut shown = self.to_string();
        shown.insert(LENGTH / 2, ' ');
        shown
    }

    /// How something typed or scanned proves this code: its last two characters, or the whole of it.
    pub fn proven_by(self, typed: &str) -> Option<super::Confirmed> {
        let typed = typed.trim();
        if typed.eq_ignore_ascii_case(&self.last_two()) {
            Some(super::Confirmed::Typed)
        } else {
            (typed.parse() == Ok(self)).then_some(super::Confirmed::Scanned)
        }
    }

    /// The lower-case form that names files.
    pub fn file_stem(self) -> String {
        self.to_string().to_lowercase()
    }
}

/// The sum modulo 31 with weights 8 to 1; zero for a whole code.
fn weighted(values: &[usize; LENGTH]) -> usize {
    values.iter().rev().zip(1..).map(|(value, weight)| value * weight).sum::<usize>() % SIGNS.len()
}

impl FromStr for Code {
    type Err = BadCode;

    fn from_str(raw: &str) -> Result<Self, BadCode> {
        let given = super::Text::sanitise(raw);
        let typed = raw.trim();
        let typed = typed.strip_prefix(Self::SCANNED).unwrap_or(typed);
        let signs: Vec<char> = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let bad_length = |signs: Vec<char>| BadCode::Length { given: given.clone(), length: signs.len() };
        let signs = <[char; LENGTH]>::try_from(signs).map_err(bad_length)?;
        let mut values = [0; LENGTH];
        for (value, sign) in values.iter_mut().zip(signs) {
            let position = SIGNS.iter().position(|&s| char::from(s) == sign.to_ascii_uppercase());
            let Some(position) = position else {
                let sign = super::Text::sanitise(&sign.to_string());
                return Err(BadCode::Sign { given, sign });
            };
            *value = position;
        }
        if weighted(&values) == 0 { Ok(Self(values.map(|value| SIGNS[value]))) } else { Err(BadCode::Check { given }) }
    }
}

impl TryFrom<String> for Code {
    type Error = BadCode;

    fn try_from(raw: String) -> Result<Self, BadCode> {
        raw.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.to_string()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&sign| fmt::Write::write_char(f, char::from(sign)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, SIGNS};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_wrong_character_and_swapped_neighbours_are_found(random: [u8; 7], at in 0_usize..8, other in 0_usize..31) {
            let code = Code::from_random(random);
            let text = code.to_string();
            prop_assert_eq!(text.to_lowercase().parse::<Code>(), Ok(code));

            let mut wrong = text.clone().into_bytes();
            wrong[at] = SIGNS[other];
            let wrong = String::from_utf8(wrong).unwrap_or_default();
            prop_assert_eq!(wrong.parse::<Code>().is_ok(), wrong == text);

            let mut swapped = text.clone().into_bytes();
            swapped.swap(at % 7, at % 7 + 1);
            let swapped = String::from_utf8(swapped).unwrap_or_default();
            prop_assert_eq!(swapped.parse::<Code>().is_ok(), swapped == text);
        }
    }
}

//! Names of checklists, sections, items, options and sources, safe to use in a path.

use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, fmt, str::FromStr};

/// An id: lower-case letters, digits, `-` and `_`, first a letter or digit, 64 characters at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(Box<str>);

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let good = (1..=64).contains(&raw.len())
            && raw.bytes().all(|b| allowed(b) || b == b'-' || b == b'_')
            && raw.bytes().next().is_some_and(allowed);
        if good {
            Ok(Self(raw.into()))
        } else {
            Err(format!(
                "\"{}\" is no id; use lower-case letters, digits, - and _ (64 at most, first a letter or digit)",
                super::Text::sanitise(raw)
            ))
        }
    }
}

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(raw: String) -> Result<Self, String> {
        raw.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.into()
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

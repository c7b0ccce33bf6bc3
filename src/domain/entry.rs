//! The entries of a record: who recorded a fact, when and where, and how it is written on a line.

use super::{CaseFact, Fact, Id, ItemFact, Moment, Now, Operator, StaffCode, Text};
use jiff::{civil, fmt::temporal::DateTimeParser, tz::TimeZone};
use serde::de::value::MapDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, fmt, sync::Arc};
use thiserror::Error;

/// An entry's place in its record: 1, 2, 3 … without gaps.
pub type Seq = u64;

/// A SHA-256 sum: 64 lower-case hexadecimal characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 64]);

impl Hash {
    /// What stands before the first line.
    pub const START: Self = Self([b'0'; 64]);

    /// Takes 64 lower-case hexadecimal characters; anything else is no hash.
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        let hex: [u8; 64] = hex.try_into().ok()?;
        hex.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')).then_some(Self(hex))
    }

    /// The sum of these parts, one behind the other.
    pub fn of(parts: &[&[u8]]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digest = parts.iter().fold(Sha256::new(), Digest::chain_update).finalize();
        let mut hex = [0; 64];
        for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
            pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        Self(hex)
    }

    /// The characters, as bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::from_hex(text.as_bytes())
            .ok_or_else(|| serde::de::Error::custom("not a hash of 64 hexadecimal characters"))
    }
}

/// Who recorded an entry, when and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub seq: Seq,
    /// When it was recorded.
    pub at: Moment,
    pub tz: Text,
    /// Who was at the keyboard.
    pub by: Operator,
    pub station: Text,
    /// Who said it, when somebody else typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_by: Option<StaffCode>,
    /// When it happened, when that was earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
    /// The first entry of the same action, where one action wrote several lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Seq>,
}

impl Stamp {
    /// The stamp of a record's first entry.
    pub fn first(by: Operator, station: Text, now: &Now) -> Self {
        let tz = now.zone_name();
        Self { seq: 1, at: now.at, tz, by, station, stated_by: None, done_at: None, with: None }
    }

    /// The moment that counts for timers and due dates: when it happened, else when it was recorded.
    pub fn happened(&self) -> Moment {
        self.done_at.unwrap_or(self.at)
    }

    /// The zone of those who recorded it, if there is one of that name.
    pub fn zone(&self) -> Option<TimeZone> {
        DateTimeParser::new().parse_time_zone(self.tz.as_str()).ok()
    }

    /// The day on which it happened, by the calendar of those who recorded it.
    pub fn day(&self) -> civil::Date {
        self.happened().in_zone(&self.zone().unwrap_or(TimeZone::UTC)).date()
    }

    /// The first entry of the action that this entry belongs to.
    pub fn action(&self) -> Seq {
        self.with.unwrap_or(self.seq)
    }
}

/// One fact in a record, with its stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Shared with the state that it leads to, which keeps who recorded what.
    pub stamp: Arc<Stamp>,
    /// What; `None` where a later version of periop wrote a kind that this one does not know.
    pub fact: Option<Fact>,
}

/// An entry that stands on a record's line, with that line's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub hash: Hash,
    pub entry: Entry,
}

/// Why the bytes of an entry could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    stamp: &'a Stamp,
    #[serde(flatten)]
    fact: &'a Fact,
}

/// The parts of an entry that are its stamp; what it says is in the others.
const STAMP: [&str; 8] = ["seq", "at", "tz", "by", "station", "stated_by", "done_at", "with"];

/// An entry's parts with their names, as they stand on its line.
type Parts<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

struct ReadParts;

impl<'de> Visitor<'de> for ReadParts {
    type Value = Parts<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut parts: Parts = Vec::with_capacity(12);
        while let Some((Name(name), part)) = map.next_entry()? {
            if parts.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom(format!("{name} is said twice")));
            }
            parts.push((name, part));
        }
        Ok(parts)
    }
}

fn read<'a, T: Deserialize<'a>>(parts: &Parts<'a>) -> serde_json::Result<T> {
    T::deserialize(MapDeserializer::new(parts.iter().map(|(name, part)| (name.as_ref(), *part))))
}

impl Entry {
    /// The entry's JSON, as it is hashed and written. A fact that is not known is never written anew.
    pub fn to_json(stamp: &Stamp, fact: &Fact) -> Result<String, Unreadable> {
        serde_json::to_string(&Written { stamp, fact }).map_err(|e| Unreadable(e.to_string()))
    }

    /// Reads an entry. A kind that this version does not know is kept without its fact.
    pub fn from_json(json: &str) -> Result<Self, Unreadable> {
        Self::read(json).map_err(|error| Unreadable(Text::sanitise(&error.to_string()).into()))
    }

    /// Tells the parts apart first, so that each is read once, where it belongs.
    fn read(json: &str) -> serde_json::Result<Self> {
        let mut line = serde_json::Deserializer::from_str(json);
        let parts = line.deserialize_map(ReadParts)?;
        line.end()?;
        let (stamp, mut says): (Parts, Parts) = parts.into_iter().partition(|(name, _)| STAMP.contains(&name.as_ref()));
        let stamp = Arc::new(read(&stamp)?);
        let named = |name: &str| says.iter().position(|(known, _)| known == name);
        let kind = named("kind").ok_or_else(|| serde_json::Error::missing_field("kind"))?;
        let kind = Cow::<str>::deserialize(says[kind].1)?;
        let item = named("item").filter(|&item| says[item].1.get() != "null");
        let (of_item, of_case) = (ItemFact::KINDS.contains(&kind.as_ref()), CaseFact::KINDS.contains(&kind.as_ref()));
        let fact = match item {
            Some(item) if of_item => Some(Fact::Item(Id::deserialize(says.remove(item).1)?, read(&says)?)),
            Some(_) | None if of_case => Some(Fact::Case(read(&says)?)),
            None if of_item => return Err(serde_json::Error::missing_field("item")),
            Some(_) | None => None,
        };
        Ok(Self { stamp, fact })
    }
}

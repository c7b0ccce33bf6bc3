//! Numbers as they were typed: decimal, never rounded through binary.

use rust_decimal::Decimal as Exact;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, str::FromStr};

/// A decimal number of at most 18 digits. `5.0` and `5` are the same number and both are shown as `5`;
/// `.5` is shown as `0.5`, as dose rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(Exact);

impl Decimal {
    /// How many digits stand after the point.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// The sum; what no number can hold is more than anything.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.checked_add(other.0).unwrap_or(Exact::MAX).normalize())
    }

    /// How much more than the other one it is.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.checked_sub(other.0).unwrap_or(Exact::MIN).normalize())
    }

    /// The product, likewise.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self(self.0.checked_mul(other.0).unwrap_or(Exact::MAX).normalize())
    }

    /// The number as whole seconds after being multiplied by 60, for a timer's minutes.
    pub fn minutes_as_seconds(self) -> i64 {
        use rust_decimal::prelude::ToPrimitive;
        (self.0 * Exact::from(60)).to_i64().unwrap_or(i64::MAX)
    }
}

impl From<u32> for Decimal {
    fn from(whole: u32) -> Self {
        Self(Exact::from(whole))
    }
}

impl FromStr for Decimal {
    type Err = String;

    /// Reads `37.2`, `37,2`, `.5` or `-3`: one comma or point at most, no thousands, no exponent. `1,000` is refused:
    /// whoever means a thousand must not have recorded one.
    fn from_str(raw: &str) -> Result<Self, String> {
        let digits = raw.strip_prefix(['-', '+']).unwrap_or(raw);
        let count = digits.bytes().filter(u8::is_ascii_digit).count();
        let points = digits.bytes().filter(|b| matches!(b, b'.' | b',')).count();
        let good = (1..=18).contains(&count) && points <= 1 && count + points == digits.len();
        let ends_in_point = digits.ends_with(['.', ',']);
        if !good || ends_in_point || may_be_thousands(digits) {
            return Err(format!("\"{}\" is not a number", super::Text::sanitise(raw)));
        }
        let plain = raw.replace(',', ".");
        Exact::from_str_exact(&plain)
            .map(|number| Self(number.normalize()))
            .map_err(|_| format!("\"{plain}\" is not a number"))
    }
}

/// Whether a comma stands where some people write it between thousands.
fn may_be_thousands(digits: &str) -> bool {
    digits
        .split_once(',')
        .is_some_and(|(whole, rest)| rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0'))
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    /// Reads the text form of a record and the number form of a checklist; the shortest decimal text of the
    /// number is taken, which is what was written in the file.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: Error>(self, whole: u64) -> Result<Decimal, E> {
                self.visit_str(&whole.to_string())
            }

            fn visit_i64<E: Error>(self, whole: i64) -> Result<Decimal, E> {
                self.visit_str(&whole.to_string())
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Decimal, E> {
                self.visit_str(&number.to_string())
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn shown(raw: &str) -> Result<String, String> {
        raw.parse::<Decimal>().map(|d| d.to_string())
    }

    #[test]
    fn numbers_are_kept_as_typed_without_trailing_zeros() {
        for (raw, expected) in [
            ("37.2", "37.2"),
            ("37,2", "37.2"),
            (".5", "0.5"),
            ("5.0", "5"),
            ("0", "0"),
            ("-3", "-3"),
            ("0,125", "0.125"),
        ] {
            assert_eq!(shown(raw).as_deref(), Ok(expected), "{raw}");
        }
        for raw in ["", ".", "5.", "1e3", "1_000", "1.000,5", "1,000", "-12,500", "12a", "1 2", "٣", "--1"] {
            assert!(shown(raw).is_err(), "{raw}");
        }
    }
}

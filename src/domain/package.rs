//! The code on a drug's package, as a scanner types it: a GS1 element string with article number, lot and expiry.
//!
//! General readers of these strings take what they do not know up to the next separator. Here a lot that swallowed
//! what follows it would be a wrong lot in a record, so a string with two readings is refused.

use super::checklist::{Checklist, LocalValue, Locals, Scan};
use super::{Answer, Id, Now, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;
use thiserror::Error;

/// What separates a value of open length from what follows it, as the standard has it (ASCII 29).
pub const SEPARATOR: char = '\u{1d}';
/// Longer than two packages: what is longer was not read from one.
const LONGEST: usize = 128;

/// What the code on a package says of the drug in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The article number: 14 digits, the last one a check.
    pub article: String,
    /// At most 20 letters, digits and signs.
    pub lot: String,
    /// The last day on which it may be used; a label that names only the month means the month's end.
    pub expiry: Date,
}

/// Why a scan is not taken for a drug's package. Nothing of it is recorded then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadPackage {
    #[error("this is not the code of a drug's package: it begins with no article number")]
    Other,
    #[error("the article number is misread: its check digit does not fit; scan again")]
    CheckDigit,
    #[error("the code has no {0}: type lot and expiry from the label")]
    Missing(&'static str),
    #[error("the expiry in the code is no date: type lot and expiry from the label")]
    Date,
    #[error(
        "the code can be read in two ways, since the scanner leaves out the separator: type lot and expiry \
             from the label, and have the scanner send it (ASCII 29)"
    )]
    TwoReadings,
    #[error("more than one package was scanned: scan one, then press enter")]
    Several,
    #[error("the code holds something this program does not know: type lot and expiry from the label")]
    Unknown,
}

/// The article numbers that a site knows: each with the names under which it is kept, and what its drug is called.
#[derive(Debug, Clone, Default)]
pub struct Articles(BTreeMap<String, Vec<(Id, Text)>>);

impl Articles {
    /// Those that stand under a checklist's local names, as the site has set them by now; a drug is called as the name
    /// says it is about.
    pub fn of(checklist: &Checklist, locals: &Locals) -> Self {
        let mut articles = Self::default();
        for local in &checklist.locals {
            let set = locals.get(&local.name).and_then(|set| set.value.as_ref());
            let Some(LocalValue::Articles(numbers)) = set.or(local.shipped.as_ref()) else { continue };
            let drug = || Text::from(local.name.as_str().trim_start_matches("articles-"));
            for number in numbers {
                let known = articles.0.entry(format!("{:0>14}", number.as_str())).or_default();
                known.push((local.name.clone(), local.about.clone().unwrap_or_else(drug)));
            }
        }
        articles
    }

    /// What the drug of an article is called that is kept under other names than this one only.
    pub(super) fn other_than(&self, name: &Id, article: &str) -> Option<&Text> {
        let known = self.0.get(article)?;
        if known.iter().any(|(own, _)| own == name) { None } else { known.first().map(|(_, drug)| drug) }
    }
}

/// How this site's scanners type, and which packages it knows.
#[derive(Debug, Clone, Default)]
pub struct Scanner {
    /// What is sent in the place of ASCII 29.
    pub separator: Option<char>,
    pub articles: Articles,
}

impl Scanner {
    /// One whose separator is named; a sign that a lot may have would part it.
    pub fn separated_by(named: &str) -> Result<Self, &'static str> {
        let mut signs = named.chars();
        match (signs.next(), signs.next()) {
            (Some(sign), None) if !is_of_a_value(sign) && !matches!(sign, ' ' | ']') => {
                Ok(Self { separator: Some(sign), ..Self::default() })
            }
            _ => Err("write the one sign that the scanner sends, which no lot has, such as ^ or |"),
        }
    }

    /// What a scanned package gives a row: its fields, and what it keeps beside them.
    pub fn fills(&self, scan: &Scan, scanned: &str, now: &Now) -> Result<BTreeMap<Id, Answer>, BadPackage> {
        let Package { article, lot, expiry } = Package::read(scanned, self.separator, now.civil().date())?;
        let other = self.articles.other_than(&scan.articles, &article).cloned();
        let mut row: BTreeMap<Id, Answer> =
            other.into_iter().map(|drug| (scan.other_drug.clone(), Answer::Text(drug))).collect();
        row.insert(scan.lot.clone(), Answer::Text(Text::from(lot)));
        row.insert(scan.expiry.clone(), Answer::Date(expiry));
        row.insert(scan.article.clone(), Answer::Text(Text::from(article)));
        Ok(row)
    }
}

/// A value that may stand on a package, by its leading digits: how long it is.
const PARTS: [(&str, Length); 16] = [
    ("01", Length::Digits(14)),
    ("10", Length::UpTo(20)),
    ("11", Length::Digits(6)),
    ("15", Length::Digits(6)),
    ("17", Length::Digits(6)),
    ("21", Length::UpTo(20)),
    ("30", Length::DigitsUpTo(8)),
    ("37", Length::DigitsUpTo(8)),
    ("240", Length::UpTo(30)),
    ("710", Length::UpTo(20)),
    ("711", Length::UpTo(20)),
    ("712", Length::UpTo(20)),
    ("713", Length::UpTo(20)),
    ("714", Length::UpTo(20)),
    ("715", Length::UpTo(20)),
    ("716", Length::UpTo(20)),
];

#[derive(Debug, Clone, Copy)]
enum Length {
    Digits(usize),
    DigitsUpTo(usize),
    UpTo(usize),
}

/// The values of one reading, by their leading digits.
type Parts<'a> = Vec<(&'static str, &'a str)>;

impl Package {
    pub const LONGEST_LOT: usize = 20;

    /// Reads what a scanner typed, with or without the sign of the symbology (`]d2`) before it.
    ///
    /// `today` settles the century of the expiry, `separator` is what this scanner sends beside ASCII 29.
    pub fn read(scanned: &str, separator: Option<char>, today: Date) -> Result<Self, BadPackage> {
        let mut scanned = scanned.replace(|c| Some(c) == separator, &SEPARATOR.to_string());
        if let Some(rest) = scanned.strip_prefix(']') {
            scanned = rest.chars().skip(2).collect();
        }
        let scanned = scanned.trim_matches(SEPARATOR);
        if !scanned.starts_with("01") || !scanned.is_ascii() {
            return Err(BadPackage::Other);
        }
        let mut readings = Vec::new();
        // A scanner that sends one separator sends all of them.
        if scanned.len() <= LONGEST {
            find(scanned, !scanned.contains(SEPARATOR), &mut Vec::new(), &mut readings);
        }
        let mut packages: Vec<_> = readings.iter().map(|parts| Self::from_parts(parts, today)).collect();
        if packages.iter().any(Result::is_ok) {
            packages.retain(Result::is_ok);
        }
        packages.dedup();
        match (packages.pop(), packages.is_empty()) {
            // The lot of one could go on over half of the next.
            _ if (1..scanned.len()).any(|at| is_package(&scanned[at..], today)) => Err(BadPackage::Several),
            (None, _) => Err(BadPackage::Unknown),
            (Some(package), true) => package,
            (Some(Ok(_)), false) => Err(BadPackage::TwoReadings),
            (Some(Err(why)), false) => Err(why),
        }
    }

    fn from_parts(parts: &[(&str, &str)], today: Date) -> Result<Self, BadPackage> {
        let value = |lead, name| {
            parts.iter().find(|(found, _)| *found == lead).map(|(_, value)| *value).ok_or(BadPackage::Missing(name))
        };
        let article = value("01", "article number")?;
        if !check_digit_fits(article) {
            return Err(BadPackage::CheckDigit);
        }
        let expiry = date(value("17", "expiry")?, today).ok_or(BadPackage::Date)?;
        Ok(Self { article: article.to_owned(), lot: value("10", "lot")?.to_owned(), expiry })
    }
}

/// Finds every way in which the string falls into known parts, none of them twice.
fn find<'a>(rest: &'a str, unseparated: bool, before: &mut Parts<'a>, found: &mut Vec<Parts<'a>>) {
    if rest.is_empty() {
        found.push(before.clone());
        return;
    }
    for (lead, length) in PARTS {
        let Some(from) = rest.strip_prefix(lead) else { continue };
        if before.iter().any(|(known, _)| *known == lead) {
            continue;
        }
        let end = from.find(SEPARATOR).unwrap_or(from.len());
        let ends = match length {
            Length::Digits(digits) => digits..=digits,
            Length::UpTo(longest) | Length::DigitsUpTo(longest) if unseparated => 1..=longest.min(end),
            Length::UpTo(longest) | Length::DigitsUpTo(longest) => end.max(1)..=longest.min(end),
        };
        for end in ends {
            let Some((value, after)) = from.split_at_checked(end).filter(|(value, _)| !value.contains(SEPARATOR))
            else {
                continue;
            };
            let digits = !matches!(length, Length::UpTo(_));
            if !value.chars().all(|c| if digits { c.is_ascii_digit() } else { is_of_a_value(c) }) {
                continue;
            }
            before.push((lead, value));
            find(after.strip_prefix(SEPARATOR).unwrap_or(after), unseparated, before, found);
            before.pop();
        }
    }
}

fn is_package(scanned: &str, today: Date) -> bool {
    scanned.starts_with("01") && matches!(Package::read(scanned, None, today), Ok(_) | Err(BadPackage::TwoReadings))
}

/// The signs that the standard has for values.
fn is_of_a_value(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!\"%&'()*+,-./:;<=>?_".contains(c)
}

/// Each third digit counts thrice from the right, and all together are a multiple of ten.
pub(super) fn check_digit_fits(article: &str) -> bool {
    let sum: u32 = article.bytes().rev().zip([1, 3].into_iter().cycle()).map(|(d, by)| u32::from(d - b'0') * by).sum();
    sum.is_multiple_of(10)
}

/// Two digits each of year, month and day; day 00 is the month's end. The year is the one nearest to today's.
fn date(value: &str, today: Date) -> Option<Date> {
    let two = |from: usize| value.get(from..from + 2)?.parse::<i8>().ok();
    let (year, month, day) = (i16::from(two(0)?), two(2)?, two(4)?);
    let century = today.year() / 100 * 100;
    let ahead = century + year - today.year();
    let year = century
        + year
        + if ahead > 50 {
            -100
        } else if ahead < -49 {
            100
        } else {
            0
        };
    let first = Date::new(year, month, 1).ok()?;
    if day == 0 { Some(first.last_of_month()) } else { Date::new(year, month, day).ok() }
}

#[cfg(test)]
mod tests {
    use super::{BadPackage, Package};
    use jiff::civil::date;

    const TODAY: jiff::civil::Date = date(2026, 11, 27);

    fn read(scanned: &str) -> Result<Package, BadPackage> {
        Package::read(scanned, Some('^'), TODAY)
    }

    #[test]
    fn a_package_gives_article_lot_and_expiry() {
        for (scanned, lot, expiry) in [
            ("0104150000021126172706301042X", "42X", date(2027, 6, 30)),
            ("]d20104150000021126172702001042X", "42X", date(2027, 2, 28)),
            ("\u{1d}010415000002112610LOT42\u{1d}17280200", "LOT42", date(2028, 2, 29)),
            ("010415000002112610LOT42^17280200", "LOT42", date(2028, 2, 29)),
            ("01041500000211262112345ABC\u{1d}1727063010B21X9", "B21X9", date(2027, 6, 30)),
            // Only one reading has an expiry.
            ("010415000002112610AB172706302112", "AB", date(2027, 6, 30)),
            ("]C1010415000002112617991231105", "5", date(1999, 12, 31)),
        ] {
            let package = read(scanned).unwrap_or_else(|why| panic!("{scanned:?}: {why}"));
            assert_eq!(
                (package.article.as_str(), package.lot.as_str(), package.expiry),
                ("04150000021126", lot, expiry),
                "{scanned:?}"
            );
        }
    }

    #[test]
    fn what_is_no_whole_package_is_refused_in_words() {
        for (scanned, why) in [
            ("%K7Q29MXX", BadPackage::Other),
            ("4006381333931", BadPackage::Other),
            ("0104150000021127172706301042X", BadPackage::CheckDigit),
            ("010415000002112617270630", BadPackage::Missing("lot")),
            ("01041500000211261042X", BadPackage::Missing("expiry")),
            ("0104150000021126172713301042X", BadPackage::Date),
            ("0104150000021126172702301042X", BadPackage::Date),
            // The lot could end before 21, which begins a serial number.
            ("01041500000211261727063010B21X9", BadPackage::TwoReadings),
            // The lot could go on to the expiry, over what reads like a day of making.
            ("010415000002112610AB1127063017280731", BadPackage::TwoReadings),
            ("0104150000021126172706301042X\u{1d}99Z", BadPackage::Unknown),
            ("01041500000211261727063010 42X", BadPackage::Unknown),
            // A reading would take half of the second for the lot and a serial number.
            ("0104150000021126172706001042X0104150000021126172706001042X", BadPackage::Several),
            ("010415000002112610A^17270600]d2010415000002112610B^17270600", BadPackage::Several),
        ] {
            assert_eq!(read(scanned), Err(why), "{scanned:?}");
        }
    }
}

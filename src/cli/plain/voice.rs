//! A line as it is printed for a voice: no sign that is not seen, and in the place of those that a voice stumbles at
//! the words that people say. What espeak-ng makes of each was listened to.

use crate::domain::{Text, in_ascii};

/// Signs with what is said for them.
const SIGNS: [(&str, &str); 10] = [
    // Words that end as a sentence does stand in another one.
    ("...", "\u{2026}"),
    ("..", "."),
    (".;", ";"),
    ("\u{b7}", ""),
    ("\u{25b2} ", ""),
    ("\u{2026}", "..."),
    ("\u{201c}", "\""),
    ("\u{201d}", "\""),
    ("\u{b5}g", "mcg"),
    (" -> ", ", then "),
];

/// Words that a voice makes another word of.
const SPELLED: [(&str, &str); 2] = [("INR", "I N R"), ("IV", "I V")];

/// The characters of a hash, and how many of them anybody compares by ear.
const HASH: usize = 64;
const HEARD: usize = 8;

const UNITS: [(&str, &str); 3] = [("h", "hours"), ("min", "minutes"), ("s", "seconds")];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What is printed of a line.
pub(super) fn aloud(line: &str, only_ascii: bool) -> String {
    let mut clean = Text::sanitise(line).to_string();
    for (sign, words) in SIGNS {
        if clean.contains(sign) {
            clean = clean.replace(sign, words);
        }
    }
    let words: Vec<&str> = clean.split(' ').collect();
    let said = (0..words.len()).map(|n| word(&words, n)).collect::<Vec<_>>().join(" ");
    if only_ascii { in_ascii(&said).into_owned() } else { said }
}

/// A word as it is said among those around it.
fn word(words: &[&str], n: usize) -> String {
    let (start, bare, end) = parted(words[n]);
    let before = n.checked_sub(1).map(|before| parted(words[before]).1).unwrap_or_default();
    let after = |by: usize| words.get(n + by).map(|word| parted(word).1).unwrap_or_default();
    let is_unit = |word: &str| UNITS.iter().any(|(unit, _)| *unit == word);
    let is_range = |word: &str| word.split_once('-').is_some_and(|(from, to)| is_count(from) && is_count(to));
    let unit = UNITS.iter().find(|(unit, _)| *unit == bare && (is_count(before) || is_range(before)));
    let said = if bare.len() == HASH && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        bare[..HEARD].to_owned()
    } else if let Some((_, said)) = SPELLED.iter().find(|(word, _)| *word == bare) {
        (*said).to_owned()
    } else if let Some((_, said)) = unit {
        if before == "1" { said.trim_end_matches('s').to_owned() } else { (*said).to_owned() }
    } else if is_range(bare) && is_unit(after(1)) {
        bare.replace('-', " to ")
    } else if let Some(day) = whole(&DAYS, bare).filter(|_| is_count(after(1)) && whole(&MONTHS, after(2)).is_some()) {
        day.to_owned()
    } else if let Some(month) = whole(&MONTHS, bare).filter(|_| is_count(before) || is_year(after(1))) {
        month.to_owned()
    } else {
        per(bare)
    };
    format!("{start}{said}{end}")
}

/// A word without the signs around it.
fn parted(word: &str) -> (&str, &str, &str) {
    let bare = word.trim_start_matches(['(', '"', '\'']);
    let start = &word[..word.len() - bare.len()];
    let said = bare.trim_end_matches(['.', ',', ';', ':', ')', '"', '\'', '?', '!']);
    (start, said, &bare[said.len()..])
}

fn is_count(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && is_count(word)
}

/// The whole word of which this is the beginning in three letters.
fn whole(of: &'static [&str], word: &str) -> Option<&'static str> {
    of.iter().find(|whole| word.len() == 3 && whole.starts_with(word)).copied()
}

/// `3/10` is a score, `72/min` and `mg/mL` are rates; any other stroke stays: a date is typed with it.
fn per(word: &str) -> String {
    let Some((one, other)) = word.split_once('/') else { return word.to_owned() };
    let is_mass = |unit: &str| ["mg", "mcg", "g", "mmol"].contains(&unit);
    match (one, other) {
        (score, "10") if is_count(score) => format!("{score} of 10"),
        (count, "min") if is_count(count) || count.is_empty() => format!("{count} per minute").trim_start().to_owned(),
        (mass, volume) if is_mass(mass) && !volume.contains('/') => format!("{mass} per {volume}"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::aloud;

    #[test]
    fn what_a_voice_stumbles_at_is_said_in_words() {
        for (line, said) in [
            ("Pain now: 3/10.", "Pain now: 3 of 10."),
            ("heart rate 72/min, saturation 98 %", "heart rate 72 per minute, saturation 98 %"),
            ("from 2 to 12 mg/mL.", "from 2 to 12 mg per mL."),
            ("expiry: a month such as 03/27", "expiry: a month such as 03/27"),
            ("blood pressure 128/76", "blood pressure 128/76"),
            ("strenuous: not for 24-48 h", "strenuous: not for 24 to 48 hours"),
            ("after 1 h, 3 min or 1800 s.", "after 1 hour, 3 minutes or 1800 seconds."),
            ("Left at: Wed 19 Aug 20:00.", "Left at: Wednesday 19 August 20:00."),
            ("expiry Mar 2039, Sat 94 %", "expiry March 2039, Sat 94 %"),
            ("May stay open; 3 may be said", "May stay open; 3 may be said"),
            ("C7-T1, L4-L5, 2026-11-30", "C7-T1, L4-L5, 2026-11-30"),
            ("36.8 -> 36.9", "36.8, then 36.9"),
            (&format!("head {}.", "a1".repeat(32)), "head a1a1a1a1."),
            ("(awake..) none.; then ...", "(awake.) none; then ..."),
            ("INR (IV)", "I N R (I V)"),
            ("T2B64Q\u{b7}\u{b7}", "T2B64Q"),
            ("10\tmg \u{1b}[31m\u{202e}", "10\u{2409}mg \u{241b}[31m\u{27e8}U+202E\u{27e9}"),
        ] {
            assert_eq!(aloud(line, false), said);
        }
        assert_eq!(aloud("37 °C, ≥38", true), "37 C, >=38");
    }
}

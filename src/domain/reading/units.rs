//! Units as people type them: with or without, in any case that cannot be mistaken for another unit.

/// What may stand behind a prefix for a thousandth or a million times as much, as in `mg` and `Mg`.
const BASES: [&str; 13] = ["g", "m", "s", "mol", "V", "A", "W", "Gy", "Sv", "Hz", "Pa", "J", "Eq"];

/// Words that are taken for a unit where they follow a number, so that `10 g` never becomes 10 of another unit.
const KNOWN: [&str; 18] = [
    "g", "mg", "mcg", "ug", "\u{b5}g", "\u{3bc}g", "ng", "kg", "ml", "cc", "l", "dl", "units", "u", "iu", "mmol", "%",
    "mmhg",
];

/// Whether what was typed behind a number is its unit.
pub(super) fn is_unit(unit: &str, typed: &str) -> bool {
    let (parts, typed): (Vec<&str>, Vec<&str>) = (unit.split('/').collect(), typed.split('/').collect());
    let same = |(part, typed): (&&str, &&str)| {
        part == typed || !case_counts(part) && part.to_lowercase() == typed.to_lowercase()
    };
    parts.len() == typed.len() && parts.iter().zip(&typed).all(same)
}

/// Whether a word is some unit.
pub(super) fn is_some_unit(word: &str) -> bool {
    KNOWN.contains(&word.to_lowercase().as_str())
}

/// Whether there is another unit that differs by its case only.
fn case_counts(part: &str) -> bool {
    let prefixed = part.strip_prefix(['m', 'M', 'p', 'P']).is_some_and(|base| BASES.contains(&base));
    prefixed || matches!(part, "g" | "G" | "m" | "M" | "s" | "S")
}

//! Short forms and numbers that have been misread with harm: refused before anybody reads them at a bedside.

/// Short forms of units that stand on the "do not use" lists because they were misread, and what to write.
const DO_NOT_USE: [(&str, &str); 11] = [
    ("U", "units"),
    ("u", "units"),
    ("IU", "units"),
    ("iu", "units"),
    ("I.U.", "units"),
    ("cc", "mL"),
    ("CC", "mL"),
    ("c.c.", "mL"),
    ("ug", "mcg"),
    // The micro sign and the Greek letter look the same.
    ("\u{b5}g", "mcg"),
    ("\u{3bc}g", "mcg"),
];
/// Units of doses: before these a trailing zero makes ten times the dose when the point is not seen.
const DOSES: [&str; 6] = ["mg", "mcg", "g", "mL", "ml", "units"];

/// What in a unit has been misread with harm.
pub(super) fn misread_unit(unit: &str) -> Option<String> {
    let mut parts = unit.split(['/', ' ', '*', '·']);
    let short = parts.find_map(|part| DO_NOT_USE.iter().find(|(short, _)| part == *short));
    short.map(|(short, instead)| format!("\"{short}\" is misread; write \"{instead}\""))
}

/// What in these words has been misread with harm: a number and an abbreviation from the lists, a naked decimal
/// point, a dose with a zero after it.
pub(super) fn misread(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let words: Vec<&str> =
        text.split([' ', '(', ')', ',', ';', ':', '/', '"']).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(n, word)| {
        let digits = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
        let (number, tail) = word.split_at(digits);
        if !number.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let number = number.trim_end_matches('.');
        let unit = if tail.is_empty() { words.get(n + 1).copied().unwrap_or_default() } else { tail };
        let unit = unit.trim_end_matches('.');
        let short = DO_NOT_USE.iter().find(|(short, _)| *short == unit);
        let zeros = number.split_once('.').is_some_and(|(_, after)| after.bytes().all(|b| b == b'0'));
        if let Some((short, instead)) = short {
            Some(format!("\"{number} {short}\" is misread; write \"{number} {instead}\""))
        } else if number.starts_with('.') {
            Some(format!("\"{number}\" is misread without a zero before the point; write \"0{number}\""))
        } else if zeros && DOSES.contains(&unit) {
            let whole = number.split('.').next().unwrap_or_default();
            Some(format!("\"{number} {unit}\" is misread as ten times as much; write \"{whole} {unit}\""))
        } else {
            None
        }
    })
}

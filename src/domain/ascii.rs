//! Words in ASCII, for terminals and readers that have nothing else. What a number means survives: `≥` is never `>`,
//! and nothing that becomes a digit joins the one before it.

use std::borrow::Cow;

/// The same words in ASCII alone; `?` stands where nothing better is known.
pub fn in_ascii(words: &str) -> Cow<'_, str> {
    if words.is_ascii() {
        return Cow::Borrowed(words);
    }
    let mut said = String::with_capacity(words.len());
    let (mut before, mut chars) = (' ', words.chars().peekable());
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if c.is_ascii() {
            said.push(c);
        } else {
            said.push_str(&in_context(before, c, next));
        }
        before = c;
    }
    Cow::Owned(said)
}

/// A sign of one column in ASCII: those that tell states, lines and blocks, each by its own shape.
pub fn sign_in_ascii(c: char) -> Option<char> {
    Some(match c {
        '■' => '#',
        '○' => 'o',
        '✓' => 'v',
        '✗' => 'N',
        '╳' => 'x',
        '≠' => '~',
        '»' => 'd',
        '▲' => '^',
        '△' => '+',
        '▽' => '_',
        '◷' => '@',
        '◆' => '*',
        '◇' => ':',
        '□' => ']',
        '▸' | '›' => '>',
        '⊘' => '/',
        '‖' => '=',
        '⟨' => '<',
        '⟩' => '>',
        '↑' => '^',
        '↓' => 'v',
        '↕' => '|',
        '·' | '…' => '.',
        '–' => '-',
        '─' | '━' | '╌' | '╍' => '-',
        '▐' => '[',
        '│' | '┃' | '╎' | '╏' | '▏' => '|',
        '\u{2500}'..='\u{257f}' => '+',
        '\u{2580}'..='\u{259f}' => '#',
        _ => return None,
    })
}

fn in_context(before: char, c: char, next: char) -> Cow<'static, str> {
    let place = |digits: &str| digits.chars().position(|digit| digit == c);
    let behind_digit = |mark| if before.is_ascii_digit() { mark } else { "" };
    match (place("⁰¹²³⁴⁵⁶⁷⁸⁹"), place("₀₁₂₃₄₅₆₇₈₉"), place("①②③④⑤⑥⑦⑧⑨"))
    {
        (Some(n), _, _) => return format!("{}{n}", behind_digit("^")).into(),
        (_, Some(n), _) => return format!("{}{n}", behind_digit("_")).into(),
        (_, _, Some(n)) => return format!("({})", n + 1).into(),
        (None, None, None) => {}
    }
    match c {
        '°' | 'º' if matches!(next, 'C' | 'F') => Cow::Borrowed(""),
        'μ' if !before.is_alphabetic() && next.is_ascii_alphabetic() => Cow::Borrowed("mc"),
        c => match symbol(c) {
            Some(words) => apart(before, words, next).into(),
            None => letter(c).map_or_else(|| sign_in_ascii(c).unwrap_or('?').to_string(), String::from).into(),
        },
    }
}

/// Blanks at the ends of what is said of a symbol stand only between it and a letter or digit.
fn apart(before: char, words: &'static str, next: char) -> &'static str {
    let words = if before.is_alphanumeric() { words } else { words.trim_start() };
    if next.is_alphanumeric() { words } else { words.trim_end() }
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '≥' | '⩾' => ">=",
        '≤' | '⩽' => "<=",
        '≠' => " not = ",
        '≈' => "~",
        '±' => "+/-",
        '×' => "x",
        '÷' => "/",
        '⁻' => "^-",
        '−' | '‐' | '‑' | '‒' | '–' | '—' | '―' => "-",
        'µ' => "mc",
        '½' => " 1/2",
        '¼' => " 1/4",
        '¾' => " 3/4",
        '⅓' => " 1/3",
        '⅔' => " 2/3",
        '°' | 'º' => " deg ",
        '℃' => " C",
        '℉' => " F",
        '‰' => " per mille ",
        '∞' => " infinity ",
        'Ω' => " Ohm",
        '⚠' => "!",
        '·' | '⋅' | '∙' => ".",
        '•' => "*",
        '…' => "...",
        '«' => "<<",
        '»' => ">>",
        '‘' | '’' | '‚' | '′' | '´' => "'",
        '“' | '”' | '„' | '″' => "\"",
        '→' => "->",
        '←' => "<-",
        '↔' => "<->",
        '↑' => " up ",
        '↓' => " down ",
        '€' => " EUR ",
        '£' => " GBP ",
        '§' => " section ",
        '©' => "(c)",
        '®' => "(R)",
        '™' => "(TM)",
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => " ",
        // What strikes another sign out is none of these.
        '\u{300}'..='\u{335}' | '\u{339}'..='\u{36f}' | '\u{fe0e}' | '\u{fe0f}' => "",
        _ => return None,
    })
}

/// A letter of Latin, Greek or Cyrillic by those that sound or look like it.
fn letter(c: char) -> Option<String> {
    const GREEK: &str = "a b g d e z e th i k l m n x o p r s s t y ph ch ps o";
    const CYRILLIC: &str = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya";
    let nth = |letters: &'static str, first: char| letters.split(' ').nth(c as usize - first as usize);
    if let Some(lower) = c.to_lowercase().next().filter(|lower| *lower != c) {
        let said = if lower.is_ascii() { lower.to_string() } else { letter(lower)? };
        return Some(said[..1].to_ascii_uppercase() + &said[1..]);
    }
    let said = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ά' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'έ' | 'ή' | 'ё' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ί' | 'ϊ' | 'і' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ό' | 'ώ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ύ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'α'..='ω' => nth(GREEK, 'α')?,
        'а'..='я' => nth(CYRILLIC, 'а')?,
        '！'..='～' => return char::from_u32(u32::from(c) - 0xfee0).map(String::from),
        _ => return None,
    };
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{in_ascii, sign_in_ascii};
    use proptest::prelude::*;

    #[test]
    fn what_a_number_means_survives() {
        for (words, said) in [
            ("fever: ≥38.0 °C", "fever: >=38.0 C"),
            ("INR ≤ 1.5, platelets ≥100 ×10⁹/L", "INR <= 1.5, platelets >=100 x10^9/L"),
            ("5 µg, 5 μg, ±0.5 µmol/L", "5 mcg, 5 mcg, +/-0.5 mcmol/L"),
            ("1½ tablets, ½ tablet", "1 1/2 tablets, 1/2 tablet"),
            ("kg/m², 10², 10⁻³, 10¹², s⁻¹", "kg/m2, 10^2, 10^-3, 10^12, s^-1"),
            ("SpO₂, 2①", "SpO2, 2(1)"),
            ("−2, 5–10, 3·5", "-2, 5-10, 3.5"),
            ("30° left, 30°", "30 deg left, 30 deg"),
            ("a≠b, =\u{338}, 5‰", "a not = b, =?, 5 per mille"),
            ("BP↓ 90, ↑5", "BP down 90, up 5"),
            ("１０ ＞ 5, ٣", "10 > 5, ?"),
        ] {
            assert_eq!(in_ascii(words), said);
        }
    }

    #[test]
    fn letters_stay_readable() {
        for (words, said) in [
            ("Müller, Straße, ÅNGSTRÖM, u\u{308}", "Muller, Strasse, ANGSTROM, u"),
            ("Łódź, İzmir, cœur, Œdème, naïve", "Lodz, Izmir, coeur, Oedeme, naive"),
            ("β-blocker, Ελλάδα, Θεός, μια", "b-blocker, Ellada, Theos, mia"),
            ("нет, Щи, жизнь", "net, Shchi, zhizn'"),
            ("“quoted” … ‘so’ — «or» so", "\"quoted\" ... 'so' - <<or>> so"),
            ("不要 🇨🇭 ⚠\u{fe0f}", "?? ?? !"),
        ] {
            assert_eq!(in_ascii(words), said);
        }
    }

    #[test]
    fn each_state_has_a_sign_of_its_own() {
        let signs: Vec<char> = "■○✓✗╳≠»▲△▽◷◆◇□▸⊘‖·▐–─│┌".chars().filter_map(sign_in_ascii).collect();
        assert_eq!(signs.len(), 23);
        for (n, sign) in signs.iter().enumerate() {
            assert!(!signs[..n].contains(sign) || *sign == '-' || *sign == '+', "{sign}");
            assert!(!"!?".contains(*sign), "{sign} is another state's own");
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_left_of_any_text(words in "\\PC{0,30}", signs in "[°μ≥½²⁻↓◷ §ß0-9a-z]{0,12}") {
            for words in [&words, &signs, &(words.clone() + &signs)] {
                let said = in_ascii(words).into_owned();
                prop_assert!(said.is_ascii(), "{said}");
                prop_assert_eq!(in_ascii(&said), said.as_str());
            }
        }
    }
}

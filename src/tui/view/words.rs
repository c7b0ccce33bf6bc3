//! Words measured, broken and cut by the columns that they take on a terminal.

use super::is_one_column;
use crate::domain::{in_ascii, sign_in_ascii};
use crate::report;
use ratatui::buffer::CellWidth;
use ratatui::text::Span;
use std::borrow::Cow;
use std::cell::Cell;
use unicode_segmentation::UnicodeSegmentation;

thread_local! {
    /// Whether what this thread draws may hold nothing but ASCII. Words change their length with that: whoever
    /// measures, breaks or cuts them has to know it, and all of them would hand it on for nothing else.
    static ASCII: Cell<bool> = const { Cell::new(false) };
}

pub(super) fn send_ascii(ascii: bool) {
    ASCII.set(ascii);
}

/// Words as they are sent. A sign that stands alone keeps its one column.
pub(super) fn sent(words: &str) -> Cow<'_, str> {
    if !ASCII.get() {
        return Cow::Borrowed(words);
    }
    let mut chars = words.chars();
    match (chars.next().and_then(sign_in_ascii), chars.next()) {
        (Some(sign), None) => Cow::Owned(sign.to_string()),
        _ => in_ascii(words),
    }
}

/// What stands where something is missing, in so much room.
fn missing(room: usize) -> &'static str {
    match (ASCII.get(), room) {
        (_, 0) => "",
        (false, _) => "…",
        (true, room) => &"..."[..room.min(3)],
    }
}

/// How many columns words take; plain words are not looked up.
pub(super) fn wide(words: &str) -> usize {
    match words {
        _ if words.is_ascii() => words.len(),
        _ if ASCII.get() => sent(words).len(),
        _ if words.chars().all(is_one_column) => words.chars().count(),
        _ => clusters(words).map(|(_, wide)| wide).sum(),
    }
}

/// How many columns spans take.
pub(super) fn across<'a>(spans: impl IntoIterator<Item = &'a Span<'a>>) -> usize {
    spans.into_iter().map(|span| wide(&span.content)).sum()
}

/// What is shown as one sign, and how many columns it takes.
pub(super) fn clusters(words: &str) -> impl DoubleEndedIterator<Item = (&str, usize)> {
    words.graphemes(true).map(|cluster| (cluster, usize::from(cluster.cell_width())))
}

/// How many bytes of words fit into so many columns.
fn fits<'a>(clusters: impl Iterator<Item = (&'a str, usize)>, width: usize) -> usize {
    let mut room = width;
    let kept = clusters.map_while(|(cluster, wide)| {
        room = room.checked_sub(wide)?;
        Some(cluster.len())
    });
    kept.sum()
}

/// Words cut to a width, with `…` where something is missing.
pub(super) fn cut(words: &str, width: usize) -> String {
    let (words, mark) = (sent(words), missing(width));
    if wide(&words) <= width {
        return words.into_owned();
    }
    format!("{}{mark}", &words[..fits(clusters(&words), width - wide(mark))])
}

/// The end of words, with `…` before it where something is missing: what is typed last matters most.
pub(super) fn end(words: &str, width: usize) -> String {
    let (words, mark) = (sent(words), missing(width));
    if wide(&words) <= width {
        return words.into_owned();
    }
    format!("{mark}{}", &words[words.len() - fits(clusters(&words).rev(), width - wide(mark))..])
}

/// Words with blanks after them up to a width.
pub(super) fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(wide(words))))
}

/// Words over as many lines as they need, broken between words; a word that is too long is broken.
pub(super) fn wrap(words: &str, width: usize) -> Vec<String> {
    report::wrap(&sent(words), width, wide)
}

/// Words over so many lines at most; the last ends in `…` where something is missing.
pub(super) fn wrap_to(words: &str, width: usize, rows: usize) -> Vec<String> {
    let mut lines = wrap(words, width);
    if lines.len() > rows {
        let rest = lines.split_off(rows.saturating_sub(1)).join(" ");
        lines.extend((rows > 0).then(|| cut(&rest, width)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{clusters, cut, end, is_one_column, wide, wrap, wrap_to};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn words_are_broken_between_words_and_cut_with_a_mark() {
        for (words, width, lines) in [
            ("one two three", 7, &["one two", "three"][..]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("", 5, &[""]),
            ("a  b", 9, &["a  b"]),
            // Wide signs take two columns each, and none is lost where one column is left.
            ("体温を測る", 5, &["体温", "を測", "る"]),
            ("STOP 体温を測る", 6, &["STOP", "体温を", "測る"]),
            // Thai has no spaces; a mark stays with its letter.
            ("อุณหภูมิ", 3, &["อุณห", "ภูมิ"]),
            ("🇨🇭🇨🇭", 3, &["🇨🇭", "🇨🇭"]),
            ("漢", 1, &["漢"]),
            ("a字ਃb", 2, &["a", "字ਃ", "b"]),
            // A number stays with its unit, and the word after that does not.
            ("dose 10 mg, volume 1 mL", 14, &["dose 10 mg,", "volume 1 mL"]),
            ("dose 10 mg", 7, &["dose", "10 mg"]),
            ("temperature 38.4 °C", 16, &["temperature", "38.4 °C"]),
            ("heart rate 76 /min", 13, &["heart rate", "76 /min"]),
            ("pressure 120/70 mmHg", 16, &["pressure", "120/70 mmHg"]),
            ("levels 4, 5 and", 9, &["levels 4,", "5 and"]),
            ("vessel: do not inject", 14, &["vessel:", "do not inject"]),
            ("alcohol, no allergy", 12, &["alcohol,", "no allergy"]),
        ] {
            assert_eq!(wrap(words, width), lines, "{words} in {width}");
        }
        assert_eq!(wrap_to("one two three", 7, 1), ["one tw…"]);
        assert_eq!(wrap_to("one two three", 7, 2), ["one two", "three"]);
        assert_eq!(wrap_to("one two three", 7, 0), [""; 0]);
        for (words, width, kept, ended) in [
            ("abcdef", 4, "abc…", "…def"),
            ("abc", 3, "abc", "abc"),
            ("abc", 0, "", ""),
            ("体温を測る", 6, "体温…", "…測る"),
            ("体温", 1, "…", "…"),
        ] {
            assert_eq!((cut(words, width).as_str(), end(words, width).as_str()), (kept, ended));
        }
    }

    #[test]
    fn what_is_taken_for_one_column_is_one() {
        let plain: String = ('\0'..='\u{ffff}').filter(|c| is_one_column(*c)).collect();
        assert!(
            plain.chars().count() > 200 && clusters(&plain).all(|(sign, wide)| (sign.chars().count(), wide) == (1, 1))
        );
    }

    proptest! {
        #[test]
        fn no_sign_is_lost_and_no_line_is_too_wide(words in "(\\PC| |[漢字ก็🇨🇭éå0-9]){0,40}", width in 2..30_usize) {
            let signs = |words: &str| words.graphemes(true).filter(|sign| *sign != " ").collect::<String>();
            let lines = wrap(&words, width);
            prop_assert_eq!(signs(&lines.concat()), signs(&words));
            // One sign that is wider than a line stands alone.
            let fits = |line: &String| wide(line) <= width || clusters(line).count() == 1;
            prop_assert!(lines.iter().all(fits), "{:?}", lines);
            for cut in [cut(&words, width), end(&words, width)] {
                prop_assert!(wide(&cut) <= width);
                prop_assert!(cut == words || cut.contains('…'));
            }
        }
    }
}

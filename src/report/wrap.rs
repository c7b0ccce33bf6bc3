//! Words over lines, by whatever measures them: columns of a screen, or of a terminal that a command prints on.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// Words with blanks after them up to a width of columns.
pub(super) fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(words.width())))
}

/// Words over as many lines as they need, broken between words; a word that is too long is broken.
pub fn wrap(words: &str, width: usize, wide: impl Fn(&str) -> usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for mut word in parted(words) {
        let gap = usize::from(used > 0);
        if used + gap + wide(word) > width && used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if gap > 0 {
            line.push(' ');
            used += 1;
        }
        while used == 0 && wide(word) > width {
            let (now, later) = word.split_at(fits(word, width, &wide));
            if later.is_empty() {
                break;
            }
            line.push_str(now);
            lines.push(std::mem::take(&mut line));
            word = later;
        }
        line.push_str(word);
        used += wide(word);
    }
    lines.push(line);
    lines
}

/// How many bytes of a word fit into a line; what is wider than that stands alone.
fn fits(word: &str, width: usize, wide: impl Fn(&str) -> usize) -> usize {
    let mut room = width;
    let fit = word.graphemes(true).map_while(|cluster| {
        room = room.checked_sub(wide(cluster))?;
        Some(cluster.len())
    });
    let fit: usize = fit.sum();
    fit.max(word.graphemes(true).next().map_or(0, str::len))
}

/// Words parted where a line may end: not between a number and its unit, nor after a "no".
fn parted(words: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    // A blank may be part of what is shown as one sign.
    let ends = |at| words.is_ascii() || GraphemeCursor::new(at, words.len(), true).is_boundary(words, 0) == Ok(true);
    for (at, _) in words.match_indices(' ') {
        if ends(at) && ends(at + 1) && !belong_together(&words[start..at], &words[at + 1..]) {
            parts.push(&words[start..at]);
            start = at + 1;
        }
    }
    parts.push(&words[start..]);
    parts
}

/// Whether a number stands before something as short as a unit, or a no before what is denied: read alone, either
/// part means something else.
fn belong_together(before: &str, after: &str) -> bool {
    const LONGEST_UNIT: usize = 9;
    let last = before.rsplit(' ').next().unwrap_or_default();
    let number = last.trim_start_matches(['(', '<', '>', '=', '≤', '≥', '±', '+', '/', '-']);
    let is_number = number.chars().all(|c| c.is_ascii_digit() || ".,:/-–".contains(c))
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.ends_with(|c: char| c.is_ascii_digit());
    let unit = after.split(' ').next().unwrap_or_default();
    ["no", "not"].contains(&last)
        || unit == "not"
        || is_number
            && (1..=LONGEST_UNIT).contains(&unit.chars().count())
            && !unit.starts_with(|c: char| c.is_ascii_digit())
}

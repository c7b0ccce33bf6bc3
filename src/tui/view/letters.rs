//! Block letters that can be read from where the clinician stands.

use super::words::{clusters, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

/// How block letters are drawn: how large, and with which signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    /// A cell for each dot of eight times eight.
    Full,
    /// A quarter of a cell for each.
    Quadrant,
    /// A `#` for each dot of three times five, for terminals that show ASCII only.
    Ascii,
}

impl Size {
    /// Columns of a letter.
    fn wide(self) -> usize {
        match self {
            Self::Full => 8,
            Self::Quadrant | Self::Ascii => 4,
        }
    }

    /// Rows of a line of letters.
    fn high(self) -> usize {
        match self {
            Self::Full => 8,
            Self::Quadrant => 4,
            Self::Ascii => 6,
        }
    }
}

/// Words as block letters, in lines that end between words.
#[derive(Debug)]
pub(super) struct Letters {
    lines: Vec<String>,
    size: Size,
}

impl Letters {
    /// The largest letters in which words fit into an area; nothing where none do, or where a sign has no letter.
    pub(super) fn of(words: &str, (columns, rows): (usize, usize), ascii: bool) -> Option<Self> {
        let known = |(sign, _): (&str, usize)| {
            let c = sign.chars().next().unwrap_or_default();
            sign.chars().count() == 1 && if ascii { dots(c).is_some() } else { matches!(c, ' '..='~' | '¡'..='ÿ') }
        };
        let sizes = if ascii { &[Size::Ascii][..] } else { &[Size::Full, Size::Quadrant] };
        let fits = |size: &Size| {
            let lines = wrap(words, columns / size.wide());
            let longest = words.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
            let fits = longest <= columns / size.wide() && lines.len() * size.high() <= rows;
            fits.then_some(Self { lines, size: *size })
        };
        clusters(words).all(known).then(|| sizes.iter().find_map(fits)).flatten()
    }

    /// How many rows they take.
    pub(super) fn rows(&self) -> u16 {
        u16::try_from(self.lines.len() * self.size.high()).unwrap_or(u16::MAX)
    }

    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer, style: Style) {
        let pixels = match self.size {
            Size::Full => PixelSize::Full,
            Size::Quadrant => PixelSize::Quadrant,
            Size::Ascii => return self.draw_in_ascii(area, buffer, style),
        };
        let lines = self.lines.iter().map(|line| line.as_str().into()).collect::<Vec<_>>();
        BigText::builder().pixel_size(pixels).style(style).lines(lines).build().render(area, buffer);
    }

    fn draw_in_ascii(&self, area: Rect, buffer: &mut Buffer, style: Style) {
        for (line, top) in self.lines.iter().zip((area.y..area.bottom()).step_by(Size::Ascii.high())) {
            for (y, row) in (top..area.bottom()).zip(ascii_rows(line)) {
                buffer.set_stringn(area.x, y, row, area.width.into(), style);
            }
        }
    }
}

/// A line of letters, row by row.
fn ascii_rows(line: &str) -> impl Iterator<Item = String> {
    (0..5).map(|row| {
        let dot = |of: u16, column: usize| if of >> (14 - row * 3 - column) & 1 == 1 { '#' } else { ' ' };
        line.chars()
            .flat_map(|c| {
                let of = dots(c).unwrap_or(0);
                (0..3).map(move |column| dot(of, column)).chain([' '])
            })
            .collect()
    })
}

/// The dots of a letter, three columns in five rows, from the top left.
#[rustfmt::skip]
fn dots(c: char) -> Option<u16> {
    Some(match c.to_ascii_uppercase() {
        ' ' => 0,
        'A' => 0b010_101_111_101_101, 'B' => 0b110_101_110_101_110, 'C' => 0b011_100_100_100_011,
        'D' => 0b110_101_101_101_110, 'E' => 0b111_100_110_100_111, 'F' => 0b111_100_110_100_100,
        'G' => 0b011_100_101_101_011, 'H' => 0b101_101_111_101_101, 'I' => 0b111_010_010_010_111,
        'J' => 0b001_001_001_101_010, 'K' => 0b101_110_100_110_101, 'L' => 0b100_100_100_100_111,
        'M' => 0b101_111_111_101_101, 'N' => 0b110_101_101_101_101, 'O' => 0b010_101_101_101_010,
        'P' => 0b110_101_110_100_100, 'Q' => 0b010_101_101_111_011, 'R' => 0b110_101_110_110_101,
        'S' => 0b011_100_010_001_110, 'T' => 0b111_010_010_010_010, 'U' => 0b101_101_101_101_111,
        'V' => 0b101_101_101_101_010, 'W' => 0b101_101_111_111_101, 'X' => 0b101_101_010_101_101,
        'Y' => 0b101_101_010_010_010, 'Z' => 0b111_001_010_100_111,
        '0' => 0b111_101_101_101_111, '1' => 0b010_110_010_010_111, '2' => 0b110_001_010_100_111,
        '3' => 0b110_001_010_001_110, '4' => 0b101_101_111_001_001, '5' => 0b111_100_110_001_110,
        '6' => 0b011_100_111_101_111, '7' => 0b111_001_010_010_010, '8' => 0b111_101_111_101_111,
        '9' => 0b111_101_111_001_110,
        '?' => 0b110_001_010_000_010, '!' => 0b010_010_010_000_010, '.' => 0b000_000_000_000_010,
        ',' => 0b000_000_000_010_100, ':' => 0b000_010_000_010_000, ';' => 0b000_010_000_010_100,
        '-' => 0b000_000_111_000_000, '+' => 0b000_010_111_010_000, '/' => 0b001_001_010_100_100,
        '(' => 0b001_010_010_010_001, ')' => 0b100_010_010_010_100, '\'' => 0b010_010_000_000_000,
        '"' => 0b101_101_000_000_000, '%' => 0b101_001_010_100_101, '=' => 0b000_111_000_111_000,
        '<' => 0b001_010_100_010_001, '>' => 0b100_010_001_010_100, '&' => 0b010_101_010_101_011,
        '*' => 0b000_101_010_101_000, '_' => 0b000_000_000_000_111,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Letters, Size, ascii_rows, dots};

    #[test]
    fn letters_are_as_large_as_fits_and_no_sign_is_left_out() {
        let of =
            |words, room, ascii| Letters::of(words, room, ascii).map(|letters| (letters.size, letters.lines.len()));
        for (words, room, ascii, wanted) in [
            ("Sharps?", (78, 20), false, Some((Size::Full, 1))),
            ("Sharps counted?", (78, 20), false, Some((Size::Full, 2))),
            ("Sharps counted?", (78, 12), false, Some((Size::Quadrant, 1))),
            ("Sharps counted?", (78, 3), false, None),
            // No word is broken.
            ("Anticoagulation?", (40, 12), false, None),
            ("Prêt à piquer?", (78, 9), false, Some((Size::Quadrant, 1))),
            ("準備?", (78, 20), false, None),
            ("Sharps counted?", (78, 20), true, Some((Size::Ascii, 1))),
            ("Prêt?", (78, 20), true, None),
        ] {
            assert_eq!(of(words, room, ascii), wanted, "{words}");
        }
    }

    #[test]
    fn every_letter_of_ascii_has_its_own_dots() {
        let signs: Vec<char> = ('A'..='Z').chain('0'..='9').filter(|c| *c != '0').collect();
        for (n, one) in signs.iter().enumerate() {
            assert!(signs[n + 1..].iter().all(|other| dots(*one) != dots(*other)), "{one}");
        }
        let rows: Vec<String> = ascii_rows("Up").collect();
        assert_eq!(rows, ["# # ##  ", "# # # # ", "# # ##  ", "# # #   ", "### #   "]);
    }
}

//! How a terminal writes: colours and weight, and the shortest words that change them.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// As a terminal writes at first.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank written so is like any other blank.
    pub(super) fn leaves_blank(self) -> bool {
        self.bg == Color::Reset && (Modifier::BOLD | Modifier::DIM | Modifier::ITALIC).contains(self.modifier)
    }

    /// Says what differs from the pen before. A modifier is switched off with all others: that is shorter.
    pub(super) fn follow(self, before: Self, said: &mut Vec<u8>) {
        let reset = self == Self::PLAIN || !self.modifier.contains(before.modifier);
        let before = if reset { Self::PLAIN } else { before };
        said.extend_from_slice(b"\x1b[");
        // No code at all means the same as 0, which resets.
        let mut between = if reset { ";" } else { "" };
        let mut say = |code: String| {
            said.extend_from_slice(between.as_bytes());
            said.extend_from_slice(code.as_bytes());
            between = ";";
        };
        (self.modifier - before.modifier).iter().filter_map(modifier_code).for_each(|code| say(code.to_string()));
        for (color, before, base) in [(self.fg, before.fg, 30), (self.bg, before.bg, 40)] {
            if color != before {
                say(color_code(color, base));
            }
        }
        said.push(b'm');
    }
}

/// The code of a colour; `base` is 30 for what is written and 40 for what is behind it.
fn color_code(color: Color, base: u8) -> String {
    match color {
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
        color => (base + named_color(color)).to_string(),
    }
}

fn modifier_code(modifier: Modifier) -> Option<usize> {
    const IN_ORDER: [Modifier; 9] = [
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::ITALIC,
        Modifier::UNDERLINED,
        Modifier::SLOW_BLINK,
        Modifier::RAPID_BLINK,
        Modifier::REVERSED,
        Modifier::HIDDEN,
        Modifier::CROSSED_OUT,
    ];
    IN_ORDER.iter().position(|known| *known == modifier).map(|place| place + 1)
}

/// The last digits of a named colour's code; 9 gives the terminal's own colour.
fn named_color(color: Color) -> u8 {
    match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Reset | Color::Indexed(_) | Color::Rgb(..) => 9,
    }
}

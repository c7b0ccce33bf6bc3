//! A screen as a picture: lines and blocks are drawn, so that they join in any font; words stand in the viewer's own.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

const WIDE: usize = 10;
const HIGH: usize = 20;
const EDGE: usize = 14;
const GROUND: &str = "#16181d";
const INK: &str = "#d7dae0";

/// The sixteen colours of a terminal.
const NAMED: [&str; 16] = [
    "#2e3440", "#ff6c6b", "#8fd46a", "#e8c15c", "#74a8ff", "#c792ea", "#5fd7d7", "#d7dae0", "#7f8794", "#ff8a89",
    "#a6e583", "#ffd97a", "#93bcff", "#d9aef5", "#86ebeb", "#ffffff",
];

fn hex(color: Color, otherwise: &str) -> String {
    let named = match color {
        Color::Reset => return otherwise.to_owned(),
        Color::Rgb(r, g, b) => return format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(n) if n > 15 => return indexed(n),
        Color::Indexed(n) => n,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    NAMED[usize::from(named)].to_owned()
}

/// A colour of the cube of 256, or one of its greys.
fn indexed(n: u8) -> String {
    let [r, g, b] = match n {
        232.. => [8 + 10 * (n - 232); 3],
        _ => [(n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6].map(|part| if part == 0 { 0 } else { 55 + 40 * part }),
    };
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Which of a cell's quarters a block fills: left and right above, left and right below.
fn quarters(sign: &str) -> Option<[bool; 4]> {
    let bits = match sign {
        "█" => 0b1111,
        "▀" => 0b1100,
        "▄" => 0b0011,
        "▌" => 0b1010,
        "▐" => 0b0101,
        "▖" => 0b0010,
        "▗" => 0b0001,
        "▘" => 0b1000,
        "▙" => 0b1011,
        "▚" => 0b1001,
        "▛" => 0b1110,
        "▜" => 0b1101,
        "▝" => 0b0100,
        "▞" => 0b0110,
        "▟" => 0b0111,
        _ => return None,
    };
    Some([8, 4, 2, 1].map(|bit| bits & bit != 0))
}

/// How thick a dashed line is, and whether it goes across.
fn dashes(sign: &str) -> Option<(usize, bool)> {
    match sign {
        "╌" => Some((1, true)),
        "╍" => Some((3, true)),
        "╎" => Some((1, false)),
        "╏" => Some((3, false)),
        _ => None,
    }
}

/// How thick a line leaves a cell to the left, the right, above and below.
fn arms(sign: &str) -> Option<[usize; 4]> {
    Some(match sign {
        "─" => [1, 1, 0, 0],
        "━" => [3, 3, 0, 0],
        "│" => [0, 0, 1, 1],
        "┃" => [0, 0, 3, 3],
        "┏" => [0, 3, 0, 3],
        "┓" => [3, 0, 0, 3],
        "┗" => [0, 3, 3, 0],
        "┛" => [3, 0, 3, 0],
        "┬" => [1, 1, 0, 1],
        "┴" => [1, 1, 1, 0],
        _ => return None,
    })
}

struct Picture(String);

impl Picture {
    fn rect(&mut self, [x, y, width, height]: [usize; 4], color: &str) {
        let _ = writeln!(self.0, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{color}"/>"#);
    }

    /// Draws a sign that joins others; whether it is one.
    fn draws(&mut self, sign: &str, [x, y]: [usize; 2], color: &str) -> bool {
        let (half_wide, half_high) = (WIDE / 2, HIGH / 2);
        if let Some(filled) = quarters(sign) {
            let parts = [
                [x, y, half_wide, half_high],
                [x + half_wide, y, WIDE - half_wide, half_high],
                [x, y + half_high, half_wide, HIGH - half_high],
                [x + half_wide, y + half_high, WIDE - half_wide, HIGH - half_high],
            ];
            parts.into_iter().zip(filled).filter(|(_, filled)| *filled).for_each(|(part, _)| self.rect(part, color));
            return true;
        }
        if let Some((thick, is_across)) = dashes(sign) {
            for half in 0..2 {
                self.rect(
                    if is_across {
                        [x + half * half_wide + 1, y + half_high - thick / 2, half_wide - 2, thick]
                    } else {
                        [x + half_wide - thick / 2, y + half * half_high + 2, thick, half_high - 4]
                    },
                    color,
                );
            }
            return true;
        }
        let Some([left, right, above, below]) = arms(sign) else { return false };
        let across = left.max(right);
        let down = above.max(below);
        let (middle, centre) = (y + half_high - across / 2, x + half_wide - down / 2);
        let (from, to) = (if left > 0 { x } else { centre }, if right > 0 { x + WIDE } else { centre + down });
        if across > 0 {
            self.rect([from, middle, to - from, across], color);
        }
        let (from, to) = (if above > 0 { y } else { middle }, if below > 0 { y + HIGH } else { middle + across });
        if down > 0 {
            self.rect([centre, from, down, to - from], color);
        }
        true
    }

    /// Draws signs that look alike: lines and blocks where they stand, words as far as one blank parts them.
    fn cells(&mut self, cells: &[&str], [x, y]: [usize; 2], color: &str, is_bold: bool) {
        let mut words = String::new();
        for (n, sign) in cells.iter().chain(&["  "]).enumerate() {
            let is_gap = *sign == " " && cells.get(n + 1).is_none_or(|next| *next == " ");
            let joins = n < cells.len() && self.draws(sign, [x + n * WIDE, y], color);
            if (is_gap || joins || n == cells.len()) && !words.trim().is_empty() {
                let from = n - words.trim_start().chars().count();
                self.words(words.trim(), [x + from * WIDE, y], color, is_bold);
            }
            if is_gap || joins { words.clear() } else { words.push_str(sign) }
        }
    }

    fn words(&mut self, words: &str, [x, y]: [usize; 2], color: &str, is_bold: bool) {
        let long = words.chars().count() * WIDE;
        let bold = if is_bold { r#" font-weight="bold""# } else { "" };
        let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let base = y + HIGH - 5;
        let _ = writeln!(self.0, r#"<text x="{x}" y="{base}" fill="{color}"{bold} textLength="{long}">{words}</text>"#);
    }
}

/// How a cell is drawn: its ink, its ground, whether it is bold.
fn look(cell: &Cell) -> (String, String, bool) {
    let (ink, ground) = (hex(cell.fg, INK), hex(cell.bg, GROUND));
    let turned = cell.modifier.contains(Modifier::REVERSED);
    let (ink, ground) = if turned { (ground, ink) } else { (ink, ground) };
    (ink, ground, cell.modifier.contains(Modifier::BOLD))
}

/// The picture of a screen.
pub(super) fn svg(screen: &Buffer, title: &str) -> String {
    let columns = usize::from(screen.area.width);
    let (width, height) = (columns * WIDE + 2 * EDGE, usize::from(screen.area.height) * HIGH + 2 * EDGE);
    let mut picture = Picture(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-size=\"16\" font-family=\"ui-monospace, SFMono-Regular, \
         Menlo, Consolas, 'DejaVu Sans Mono', monospace\">\n<title>periop: {title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    ));
    for (y, row) in screen.content.chunks(columns).enumerate() {
        let y = EDGE + y * HIGH;
        let mut x = EDGE;
        for run in row.chunk_by(|one, other| look(one) == look(other)) {
            let (ink, ground, is_bold) = look(&run[0]);
            if ground != GROUND {
                picture.rect([x, y, run.len() * WIDE, HIGH], &ground);
            }
            let cells: Vec<&str> = run.iter().map(Cell::symbol).collect();
            picture.cells(&cells, [x, y], &ink, is_bold);
            x += run.len() * WIDE;
        }
    }
    picture.0 + "</svg>\n"
}

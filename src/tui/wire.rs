//! What goes to the terminal: each frame's changed cells in few bytes and one write.
//!
//! ratatui's own backend for crossterm moves the cursor and sets a style anew for nearly every cell that changed: a
//! tick cost a slow line 330 bytes. This one knows where the cursor is and how it writes.

use super::pen::Pen;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::Write;
use std::ops::Range;
use std::{cell, fmt, io};
use unicode_width::UnicodeWidthStr;

/// The terminal behind `out`, which takes a frame whole.
#[derive(Debug)]
pub(super) struct Wire<W> {
    out: W,
    frame: Vec<u8>,
    pen: Pen,
    hidden: bool,
    /// The terminal's size when it was last asked.
    size: cell::Cell<Size>,
    shown: Shown,
}

/// What each cell shows, row by row, where that is known and plain: to write it again may be shorter than to step
/// over it.
#[derive(Debug, Default)]
struct Shown {
    size: Size,
    cells: Vec<Option<(u8, Pen)>>,
}

const BLANK: Option<(u8, Pen)> = Some((b' ', Pen::PLAIN));

impl Shown {
    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let within = x < self.size.width && y < self.size.height;
        within.then(|| usize::from(y) * usize::from(self.size.width) + usize::from(x))
    }

    /// The screen begins blank, and a window that has another size was cleared.
    fn fit(&mut self, size: Size) {
        if self.size != size {
            *self = Self { size, cells: vec![BLANK; usize::from(size.width) * usize::from(size.height)] };
        }
    }

    fn put(&mut self, x: u16, y: u16, what: Option<(u8, Pen)>) {
        if let Some(cell) = self.index(x, y).and_then(|index| self.cells.get_mut(index)) {
            *cell = what;
        }
    }

    fn at(&self, x: u16, y: u16) -> Option<(u8, Pen)> {
        self.index(x, y).and_then(|index| *self.cells.get(index)?)
    }

    /// The plain words that stand in a row between two columns, where all of them would look so in this pen.
    fn plain(&self, columns: Range<u16>, y: u16, pen: Pen) -> Option<Vec<u8>> {
        let alike = |what: &(u8, Pen)| what.1 == pen || Some(*what) == BLANK && pen.leaves_blank();
        columns.map(|x| self.at(x, y).filter(alike).map(|(byte, _)| byte)).collect()
    }

    fn is_blank(&self, columns: Range<u16>, y: u16) -> bool {
        columns.into_iter().all(|x| self.at(x, y) == BLANK)
    }
}

/// In which row the cursor is, and in which column, where that is known.
type Place = Option<(Option<u16>, u16)>;

impl<W: Write> Wire<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            frame: Vec::new(),
            pen: Pen::PLAIN,
            hidden: false,
            size: cell::Cell::default(),
            shown: Shown::default(),
        }
    }

    fn push(&mut self, words: &str) {
        self.frame.extend_from_slice(words.as_bytes());
    }

    fn say(&mut self, sequence: fmt::Arguments<'_>) {
        // A vector takes whatever is written to it.
        let _ = self.frame.write_fmt(sequence);
    }

    /// Moves the cursor by the shortest way.
    fn go(&mut self, from: Place, (x, y): (u16, u16)) {
        match from {
            Some((Some(at), row)) if (at, row) == (x, y) => {}
            Some((Some(at), row)) if row == y && at < x => self.step(at..x, y),
            Some((None, row)) if row == y => self.say(format_args!("\x1b[{}G", x + 1)),
            // Down and to the left of what was written last: a line feed and a backspace.
            Some((Some(at), row)) if row + 1 == y && at == x + 1 => self.push("\n\x08"),
            _ if x == 0 => self.say(format_args!("\x1b[{}H", y + 1)),
            _ => self.say(format_args!("\x1b[{};{}H", y + 1, x + 1)),
        }
    }

    /// Steps over columns of a row, or writes again what stands there where that is no longer.
    fn step(&mut self, over: Range<u16>, y: u16) {
        let step = match over.len() {
            1 => 3,
            2..10 => 4,
            _ => 5,
        };
        let again = (over.len() <= step).then(|| self.shown.plain(over.clone(), y, self.pen)).flatten();
        match (again, over.len()) {
            (Some(words), _) => self.frame.extend(words),
            (None, 1) => self.push("\x1b[C"),
            (None, columns) => self.say(format_args!("\x1b[{columns}C")),
        }
    }

    fn write_as(&mut self, pen: Pen) {
        if pen != self.pen {
            pen.follow(self.pen, &mut self.frame);
            self.pen = pen;
        }
    }

    /// Blanks so many columns; in which the cursor is then. To have many erased is shorter than to write each.
    fn blank(&mut self, (x, y): (u16, u16), columns: u16) -> u16 {
        if !self.pen.leaves_blank() {
            self.write_as(Pen::PLAIN);
        }
        (x..x + columns).for_each(|x| self.shown.put(x, y, BLANK));
        if columns > 3 && self.shown.is_blank(x + columns..self.shown.size.width, y) {
            self.push("\x1b[K");
        } else if columns > 5 {
            self.say(format_args!("\x1b[{columns}X"));
        } else {
            self.frame.extend((0..columns).map(|_| b' '));
            return x + columns;
        }
        x
    }

    fn send(&mut self) -> io::Result<()> {
        let sent = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        sent
    }
}

/// Whether nothing is seen of a cell.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).leaves_blank()
}

/// Whether every terminal gives a sign the same columns. Those that were set up for East Asia make many signs wide, and
/// of those that are put together, as of emoji, each has its own opinion.
fn has_one_width(sign: &str) -> bool {
    let mut chars = sign.chars();
    let first = chars.next().unwrap_or(' ');
    first.is_ascii() || first < '\u{1f000}' && chars.next().is_none() && sign.width() == sign.width_cjk()
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let size = self.size.get();
        self.shown.fit(size);
        let mut at: Place = None;
        let mut content = content.peekable();
        while let Some((x, y, cell)) = content.next() {
            self.go(at, (x, y));
            if is_blank(cell) {
                let mut end = x + 1;
                // What is blank in between is blanked again: that is shorter than to step over it.
                while let Some((next, ..)) = content
                    .next_if(|(next, row, cell)| *row == y && is_blank(cell) && self.shown.is_blank(end..*next, y))
                {
                    end = next + 1;
                }
                let next = self.blank((x, y), end - x);
                at = Some((Some(next), y)).filter(|_| next < size.width);
                continue;
            }
            self.write_as(Pen::of(cell));
            self.push(cell.symbol());
            let wide = u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
            let plain = match cell.symbol().as_bytes() {
                [byte] => Some((*byte, self.pen)),
                _ => None,
            };
            (x..x + wide).for_each(|x| self.shown.put(x, y, plain));
            // At the right edge terminals do not agree where the cursor is, nor behind some signs.
            at = Some((Some(x + wide).filter(|_| has_one_width(cell.symbol())), y)).filter(|_| x + wide < size.width);
        }
        self.write_as(Pen::PLAIN);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.hidden, true) {
            return Ok(());
        }
        self.push("\x1b[?25l");
        self.send()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.hidden = false;
        self.push("\x1b[?25h");
        self.send()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        crossterm::cursor::position().map(Position::from)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.go(None, (x, y));
        self.send()
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.shown.cells.fill(BLANK.filter(|_| region == ClearType::All));
        self.push(match region {
            ClearType::All => "\x1b[2J",
            ClearType::AfterCursor => "\x1b[J",
            ClearType::BeforeCursor => "\x1b[1J",
            ClearType::CurrentLine => "\x1b[2K",
            ClearType::UntilNewLine => "\x1b[K",
        });
        self.send()
    }

    fn size(&self) -> io::Result<Size> {
        let size = super::terminal::size()?;
        self.size.set(size);
        Ok(size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let size = crossterm::terminal::window_size()?;
        Ok(WindowSize {
            columns_rows: Size { width: size.columns, height: size.rows },
            pixels: Size { width: size.width, height: size.height },
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

#[cfg(test)]
mod tests {
    use super::Wire;
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Rect, Size};
    use ratatui::style::{Color, Modifier, Style};
    use unicode_width::UnicodeWidthChar;

    /// Words written at a place, in a style.
    type Written = ((u16, u16), String, Style);

    fn style() -> impl Strategy<Value = Style> {
        let color = || {
            let colors = [Color::Reset, Color::Green, Color::DarkGray, Color::White, Color::Indexed(99)];
            prop::sample::select([colors.as_slice(), &[Color::Rgb(1, 2, 3), Color::Gray, Color::LightRed]].concat())
        };
        let modifiers = [Modifier::empty(), Modifier::BOLD, Modifier::REVERSED, Modifier::BOLD | Modifier::UNDERLINED];
        let modifier = prop::sample::select(modifiers.to_vec());
        (color(), color(), modifier).prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    fn written() -> impl Strategy<Value = Vec<Written>> {
        let words = prop_oneof!["[ab ]{1,6}", "[┏┃✓○… a]{1,4}", "漢a?"];
        let style = prop_oneof![2 => Just(Style::new()), 1 => style()];
        prop::collection::vec(((0..12_u16, 0..3_u16), words, style), 0..8)
    }

    fn frame(area: Rect, written: &[Written]) -> Buffer {
        let mut frame = Buffer::empty(area);
        for ((x, y), words, style) in written.iter().filter(|((x, y), ..)| *x < area.width && *y < area.height) {
            frame.set_string(*x, *y, words, *style);
        }
        frame
    }

    fn screen(bytes: &[u8], area: Rect) -> Vec<String> {
        let mut terminal = vt100::Parser::new(area.height.try_into().unwrap(), area.width.try_into().unwrap(), 0);
        terminal.process(bytes);
        let screen = terminal.screen();
        let cells = (0..area.height).flat_map(|y| (0..area.width).map(move |x| (y, x)));
        cells
            .filter_map(|(y, x)| screen.cell(y, x))
            .map(|cell| {
                let written = if cell.has_contents() { cell.contents() } else { " " };
                let behind = format!("{written} {:?} {} {}", cell.bgcolor(), cell.underline(), cell.inverse());
                // Of a blank that nothing is behind, its own colour is not seen.
                let blank = behind == "  Default false false";
                if blank { behind } else { format!("{behind} {:?} {}", cell.fgcolor(), cell.bold()) }
            })
            .collect()
    }

    #[test]
    fn the_right_edge_is_no_place_to_go_on_from() {
        let mut sent = Vec::new();
        let mut wire = Wire::new(&mut sent);
        wire.size.set(Size { width: 3, height: 2 });
        let next = Buffer::with_lines(["  a", "  b"]);
        wire.draw(Buffer::empty(next.area).diff(&next).into_iter()).unwrap();
        wire.flush().unwrap();
        assert_eq!(String::from_utf8(sent).unwrap(), "\x1b[1;3Ha\x1b[2;3Hb");
    }

    /// Where each sign is written on a terminal that takes signs for as wide as this: what is sent, read once more.
    fn placed(sent: &str, width_of: impl Fn(char) -> Option<usize>) -> Vec<(usize, usize, char)> {
        let (mut x, mut y, mut written) = (0, 0, Vec::new());
        let mut chars = sent.chars();
        while let Some(c) = chars.next() {
            match c {
                '\x1b' => {
                    let rest = chars.as_str();
                    let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                    let numbers: Vec<usize> = rest[1..end].split(';').map(|n| n.parse().unwrap_or(1)).collect();
                    match &rest[end..=end] {
                        "H" => (x, y) = (numbers.get(1).unwrap_or(&1) - 1, numbers[0] - 1),
                        "G" => x = numbers[0] - 1,
                        "C" => x += numbers[0],
                        "K" | "X" | "m" | "J" => {}
                        other => panic!("{other} is not known here"),
                    }
                    chars = rest[end + 1..].chars();
                }
                '\n' => y += 1,
                '\x08' => x -= 1,
                c => {
                    written.push((x, y, c));
                    x += width_of(c).unwrap_or(0);
                }
            }
        }
        written
    }

    proptest! {
        #[test]
        fn frames_look_as_with_ratatuis_own_backend(
            (width, height) in (1..13_u16, 1..4_u16),
            frames in prop::collection::vec((written(), prop::bool::weighted(0.2)), 1..6),
        ) {
            let area = Rect::new(0, 0, width, height);
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            let (mut wire, mut crossterm) = (Wire::new(&mut ours), CrosstermBackend::new(&mut theirs));
            wire.size.set(Size { width, height });
            let mut before = Buffer::empty(area);
            // Each frame keeps some words of the one before it.
            let mut words: Vec<Written> = Vec::new();
            for (written, cleared) in &frames {
                words = words.into_iter().skip(1).step_by(2).chain(written.iter().cloned()).collect();
                if *cleared {
                    wire.clear().unwrap();
                    crossterm.clear().unwrap();
                    before = Buffer::empty(area);
                }
                let next = frame(area, &words);
                wire.draw(before.diff(&next).into_iter()).unwrap();
                wire.flush().unwrap();
                crossterm.draw(before.diff(&next).into_iter()).unwrap();
                before = next;
            }
            drop((wire, crossterm));
            let sent = std::str::from_utf8(&ours).unwrap();
            prop_assert_eq!(placed(sent, UnicodeWidthChar::width), placed(sent, UnicodeWidthChar::width_cjk));
            let looks_alike = screen(&ours, area) == screen(&theirs, area);
            prop_assert!(looks_alike, "{:?}\n{:?}", String::from_utf8_lossy(&ours), String::from_utf8_lossy(&theirs));
        }
    }
}

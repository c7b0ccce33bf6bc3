//! A panel: what it says, what explains it, and what can be done.

use super::super::{View, across, beside, cut, mark, padded, put_lines, row, run::field_line, sent, shorten, wrap};
use crate::app::{Action, KeyMode, Notice, Scroll};
use crate::domain::checklist::{Checklist, NoticeLevel};
use crate::domain::counted;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border::{HEAVY_DOUBLE_DASHED, LIGHT_DOUBLE_DASHED};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Clear, Widget};
use tui_input::Input;

/// On a low screen the explanation gives way first, then what was found but for its first row, then the end of what is
/// said, never what can be done.
pub(super) struct Panel<'a> {
    pub(super) view: View<'a>,
    title: String,
    style: Style,
    /// What leaving it means, at the foot of a frame all round; without it there is a line above and one below.
    foot: Option<String>,
    found: Vec<Line<'static>>,
    say: Vec<Line<'static>>,
    more: Vec<Line<'static>>,
    ways: Vec<Line<'static>>,
    /// What is said is read on where it has no room, above what can be done.
    page: Option<&'a Scroll>,
}

impl<'a> Panel<'a> {
    pub(super) fn new(view: View<'a>, title: impl Into<String>) -> Self {
        Self::styled(view, title, view.theme.focus)
    }

    pub(super) fn styled(view: View<'a>, title: impl Into<String>, style: Style) -> Self {
        Self {
            view,
            title: title.into(),
            style,
            foot: None,
            found: vec![],
            say: vec![],
            more: vec![],
            ways: vec![],
            page: None,
        }
    }

    /// The same in a frame of its colour, which says at its foot what leaving it means.
    pub(super) fn framed(view: View<'a>, title: impl Into<String>, style: Style, foot: String) -> Self {
        Self { foot: Some(foot), ..Self::styled(view, title, style) }
    }

    /// How many columns there are for words.
    pub(super) fn width(&self) -> usize {
        usize::from(self.view.width.saturating_sub(4))
    }

    fn words(&self, words: &str, style: Style) -> impl Iterator<Item = Line<'static>> + use<> {
        wrap(words, self.width()).into_iter().map(move |words| Line::styled(words, style))
    }

    /// What was found, above what is said about it.
    pub(super) fn found(&mut self, words: &str) {
        self.found.extend(self.words(words, Style::new()));
    }

    pub(super) fn say(&mut self, words: &str) {
        self.say_as(words, Style::new());
    }

    pub(super) fn say_as(&mut self, words: &str, style: Style) {
        self.say.extend(self.words(words, style));
    }

    /// A line that is not broken.
    pub(super) fn say_line(&mut self, line: Line<'static>) {
        self.say.push(line);
    }

    /// Says why the last attempt was not accepted.
    pub(super) fn warn(&mut self, words: &str) {
        self.say_as(words, self.view.theme.caution);
    }

    /// A line that explains; what does not fit is cut.
    pub(super) fn more(&mut self, words: impl Into<String>) {
        self.more.push(Line::styled(words.into(), self.view.theme.muted));
    }

    /// An explanation over as many lines as it needs.
    pub(super) fn more_as(&mut self, words: &str, style: Style) {
        self.more.extend(self.words(words, style));
    }

    pub(super) fn more_line(&mut self, line: Line<'static>) {
        self.more.push(line);
    }

    /// The warnings of which every reader of the checklist must know, as far as there is room, and how many notices
    /// there are.
    pub(super) fn notices(&mut self, checklist: &Checklist) {
        let count = checklist.notices.len();
        if count == 0 {
            return;
        }
        self.more_as(&format!("{}, / shows all:", counted(count, "NOTICE", "NOTICES")), self.view.theme.title);
        for notice in checklist.notices.iter().filter(|notice| notice.level == NoticeLevel::Warning) {
            self.more_as(&format!("▲ {}", notice.text), self.view.theme.caution);
        }
        // On a narrow screen its row is needed for the rest.
        if self.view.width >= 60 {
            self.way("/", "look up", "the notices, with their sources");
        }
    }

    /// A key, or several, and what they choose; the explanation is left out where the line is short.
    pub(super) fn way(&mut self, keys: &str, what: &str, more: &str) {
        let more = if self.view.width < 70 { "" } else { more };
        let (key, others) = keys.split_at(keys.find(' ').unwrap_or(keys.len()));
        self.ways.push(Line::from(vec![
            Span::styled(format!("  {key}"), self.view.theme.key),
            Span::styled(format!("{others}  "), self.view.theme.key),
            Span::raw(padded(what, 20) + " "),
            Span::styled(more.to_owned(), self.view.theme.muted),
        ]));
    }

    /// A key of the table and what it chooses.
    pub(super) fn way_of(&mut self, context: KeyMode, action: Action, more: &str) {
        if let Some(row) = self.view.app.shell.keys.row_of(context, action) {
            self.way(&row.label(), row.short, more);
        }
    }

    /// What is chosen by its number, with what explains it.
    pub(super) fn choices<T: AsRef<str>>(&mut self, of: impl IntoIterator<Item = (T, &'static str)>) {
        for ((what, more), n) in of.into_iter().zip(1..) {
            self.way(&n.to_string(), what.as_ref(), more);
        }
    }

    pub(super) fn way_line(&mut self, line: Line<'static>) {
        self.ways.push(line);
    }

    /// Why there is no way where one is looked for.
    pub(super) fn no_way(&mut self, why: &str) {
        let key = Span::styled("  ", self.view.theme.key);
        self.ways.push(Line::from(vec![key.clone(), key, Span::styled(why.to_owned(), self.view.theme.muted)]));
    }

    /// What the ways choose stands under each other, however long the names of their keys are.
    fn align(&mut self) {
        let key = self.view.theme.key;
        let begins = |line: &&mut Line<'static>| matches!(&*line.spans, [first, _, ..] if first.style == key && first.content.starts_with("  "));
        let widest = self.ways.iter_mut().filter(begins).map(|line| across(&line.spans[..2])).max().unwrap_or_default();
        for line in self.ways.iter_mut().filter(begins) {
            let gap = widest - across(&line.spans[..2]);
            line.spans[1].content.to_mut().push_str(&" ".repeat(gap));
        }
    }

    /// Says beside what can be done why the last attempt was not accepted.
    pub(super) fn misfit(&mut self, words: &str) {
        self.ways.extend(self.words(words, self.view.theme.caution));
    }

    /// A field; what it asks for stands beside it while it is empty.
    pub(super) fn field(&mut self, field: &Input, hint: &str) {
        self.field_beside(field, if field.value().is_empty() { hint } else { "" });
    }

    /// A field with words that stay beside it.
    pub(super) fn field_beside(&mut self, field: &Input, hint: &str) {
        self.ways.push(field_line(self.view, "", field.value(), hint, self.width()));
    }

    /// Nothing of what is said is cut: what has no room is scrolled to.
    pub(super) fn on_page(&mut self, page: &'a Scroll) {
        self.page = Some(page);
    }

    /// The lines of so many rows from where somebody scrolled to, and how many there are besides.
    fn scrolled(self, rows: usize, page: &Scroll) -> Vec<Line<'static>> {
        let mut lines: Vec<_> = self.found.into_iter().chain(self.say).chain(self.more).collect();
        let room = rows.saturating_sub(self.ways.len());
        if lines.len() > room {
            let shown = room.saturating_sub(1);
            let first = page.first_of(lines.len(), shown, 0);
            let words = match lines.len() - first - shown {
                0 => format!("↑ {first} lines above"),
                below => format!("↓ {below} more lines"),
            };
            lines = lines.split_off(first);
            lines.truncate(shown);
            lines.push(Line::styled(words, self.view.theme.focus));
        }
        lines.into_iter().chain(self.ways).collect()
    }

    /// The lines that fit into so many rows.
    fn fitted(mut self, rows: usize) -> Vec<Line<'static>> {
        let room = rows.saturating_sub(self.ways.len());
        shorten(&mut self.say, room.saturating_sub(self.found.len().min(1)).max(1));
        let room = room.saturating_sub(self.say.len());
        shorten(&mut self.found, room);
        shorten(&mut self.more, room.saturating_sub(self.found.len()));
        self.found.into_iter().chain(self.say).chain(self.more).chain(self.ways).collect()
    }

    fn height(&self) -> u16 {
        let rows = self.found.len() + self.say.len() + self.more.len() + self.ways.len();
        u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2)
    }

    /// The panel covers the line of notices: what was refused or swallowed is told in it, of a key that was not taken
    /// at its foot where every row is needed for what was found.
    fn tells_notice(&mut self, rows: u16) {
        let height = self.height();
        match (&self.view.app.shell.notice, &mut self.foot) {
            (Some(Notice::Info(said)), Some(foot)) if rows <= height => *foot = said.to_string(),
            (Some(Notice::Info(said) | Notice::Error(said)), _) => self.misfit(said.as_str()),
            (Some(Notice::Done(_)) | None, _) => {}
        }
    }

    pub(super) fn draw(mut self, frame: &mut Frame<'_>, area: Rect) {
        let view = self.view;
        self.tells_notice(area.height);
        self.align();
        let height = self.height().min(area.height);
        let place = Rect { y: area.bottom().saturating_sub(height).max(area.y), height, ..area }.intersection(area);
        Clear.render(place, frame.buffer_mut());
        // A panel that covers the whole screen says as well what the records are, and where the case is.
        let mut mark = if place.y == area.y { mark(view) } else { Vec::new() };
        let named = view.place.filter(|label| place.y == area.y && !self.title.contains(label));
        mark.extend(named.map(|label| Span::styled(format!(" {} ", sent(label)), view.theme.title)));
        let marked = across(&mark);
        let title = cut(&self.title, self.width().saturating_sub(marked));
        let title = Span::styled(format!(" {title} "), self.style);
        let title: Line<'_> = mark.into_iter().chain([title]).collect();
        let block = match &self.foot {
            None => {
                let lines = Block::new().borders(Borders::TOP | Borders::BOTTOM).border_set(LIGHT_DOUBLE_DASHED);
                lines.border_style(view.theme.focus)
            }
            Some(foot) => {
                let looks = view.theme.words_of(self.style);
                let foot = Line::styled(format!(" {} ", cut(foot, self.width())), looks);
                Block::bordered().border_set(HEAVY_DOUBLE_DASHED).border_style(looks).title_bottom(foot)
            }
        };
        let block = block.title(title);
        let indent = if self.foot.is_some() { " " } else { "  " };
        let inner = block.inner(place);
        block.render(place, frame.buffer_mut());
        let rows = inner.height.into();
        let lines = match self.page {
            Some(page) => self.scrolled(rows, page),
            None => self.fitted(rows),
        };
        let lines = lines.into_iter().enumerate().map(|(n, line)| {
            let here = row(inner, u16::try_from(n).unwrap_or(u16::MAX));
            view.note_way(beside(here, u16::try_from(indent.len()).unwrap_or_default())[1], &line);
            let mut spans = vec![Span::raw(indent)];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
            Line::from(spans)
        });
        put_lines(frame, inner, lines);
    }
}

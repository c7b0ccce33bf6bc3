//! The case under the cursor of the list, beside it: what stands, what is next, how far it is, who was last.

use super::{View, beside, edge, put_lines, wide, wrap};
use crate::app::{Row, Summary};
use crate::domain::case::{Need, Progress};
use crate::domain::when::{countdown, seconds_left};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// How many columns show how far a phase is.
const BAR: usize = 12;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, row: &Row, sign: (&str, Style)) {
    let place = beside(edge(frame, area, view.theme), 1)[1];
    let mut said = Said { view, width: usize::from(place.width.saturating_sub(2)), lines: Vec::new() };
    said.say(format!("{}  {}", row.place(), row.code.masked()).trim_start(), view.theme.title);
    let state = format!("{} {}  {}", sign.0, row.word(view.now), row.right(view.now));
    said.say(state.trim_end(), view.theme.words_of(sign.1));
    match row.summary() {
        Some(summary) => said.case(summary, &row.next(view.now)),
        None => said.under("", &row.next(view.now), view.theme.caution),
    }
    put_lines(frame, place, said.lines);
}

struct Said<'a> {
    view: View<'a>,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Said<'_> {
    fn say(&mut self, words: &str, style: Style) {
        let lines = wrap(words, self.width).into_iter().map(|words| Line::styled(format!(" {words}"), style));
        self.lines.extend(lines);
    }

    /// Words under a heading, apart from what stands above them.
    fn under(&mut self, heading: &str, words: &str, style: Style) {
        if words.is_empty() {
            return;
        }
        self.lines.push(Line::default());
        self.lines.extend((!heading.is_empty()).then(|| Line::styled(format!(" {heading}"), self.view.theme.muted)));
        self.say(words, style);
    }

    fn case(&mut self, summary: &Summary, next: &str) {
        let (theme, now) = (self.view.theme, self.view.now);
        self.say(&format!("{} {}", summary.checklist.title, summary.checklist.version), theme.muted);
        for stop in &summary.stops {
            self.under("", &format!("■ {stop}"), theme.caution);
        }
        let is_stop = matches!(summary.needs.most, Need::Stop { .. });
        self.under("NEXT", if is_stop { "" } else { next }, Style::new());
        if let Some((ends, what)) = &summary.timer {
            let left = match seconds_left(*ends, now) {
                ..=0 => "ended".to_owned(),
                left => format!("{} left", countdown(left)),
            };
            self.under("TIMER", &format!("◷ {left}  {what}"), theme.focus);
        }
        if summary.progress.of > 0 {
            self.lines.push(Line::default());
        }
        for (title, progress) in summary.phases.iter().filter(|(_, progress)| progress.of > 0) {
            self.phase(title.as_str(), *progress);
        }
        if let Some((at, what)) = &summary.last {
            self.under("LAST", &format!("{}  {what}", now.say(*at)), Style::new());
        }
    }

    /// A phase on a line: its title, a bar, and how many of its items are done.
    fn phase(&mut self, title: &str, progress: Progress) {
        let count = format!("{}/{}", progress.decided(), progress.of);
        let room = self.width.saturating_sub(BAR + 9);
        let title = super::padded(&super::cut(title, room), room);
        let done = (BAR * progress.decided()).checked_div(progress.of).unwrap_or(0);
        let gap = " ".repeat(8_usize.saturating_sub(wide(&count)));
        self.lines.push(Line::from(vec![
            Span::raw(format!(" {title} ")),
            Span::styled("▐".repeat(done), self.view.theme.done),
            Span::styled("╌".repeat(BAR - done), self.view.theme.muted),
            Span::raw(format!("{gap}{count}")),
        ]));
    }
}

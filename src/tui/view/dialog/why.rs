//! Why an item matters, with its history: a page to read.

use super::super::{View, columns, wrap};
use crate::app::{Action, KeyMode, Why};
use crate::domain::case::{Case, Status};
use crate::domain::checklist::ItemIx;
use ratatui::{Frame, layout::Rect, style::Style, text::Line};

/// From this width on what was recorded stands beside what the checklist says.
const TWO_FROM: u16 = 110;

pub(super) fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, case: &Case, page: &Why) {
    let two = area.width >= TWO_FROM;
    let width = usize::from(area.width / if two { 2 } else { 1 }).saturating_sub(3);
    let item = case.checklist().item(page.item);
    let mut said = Said::new(view, width);
    // A stop that stands elsewhere is told on this page as well.
    for stop in case.all_stops().into_iter().filter(|stop| stop.item != page.item) {
        said.say(&format!("STOP  {}", case.say_stop(stop, view.now)), view.theme.stop);
    }
    said.gap();
    said.content(case, page.item);
    said.gap();
    said.support(case, page.item);
    if !item.pages.is_empty() {
        let pages: Vec<&str> = item.pages.iter().map(crate::domain::Id::as_str).collect();
        said.gap();
        said.say(
            &format!("{} opens the pages about it: {}", view.key_in(KeyMode::Page, Action::LookUp), pages.join(", ")),
            Style::new(),
        );
    }
    let mut recorded = Said::new(view, width);
    recorded.recorded(case, page.item);
    let lines = match (recorded.lines.is_empty(), two) {
        (true, _) => said.lines,
        (false, true) => columns(said.lines, recorded.lines, area.width / 2),
        (false, false) => {
            said.gap();
            said.lines.into_iter().chain(recorded.lines).collect()
        }
    };
    super::super::page(frame, area, view, lines, &page.page);
}

/// Why an item matters, where that is from, and what was recorded for it before.
pub(in crate::tui::view) fn about(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Vec<Line<'static>> {
    let mut said = Said::new(view, width);
    said.content(case, ix);
    said.support(case, ix);
    said.recorded(case, ix);
    said.lines
}

struct Said<'a> {
    view: View<'a>,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl<'a> Said<'a> {
    fn new(view: View<'a>, width: usize) -> Self {
        Self { view, width, lines: Vec::new() }
    }

    fn say(&mut self, words: &str, style: Style) {
        let lines = wrap(words, self.width).into_iter().map(|words| Line::styled(format!(" {words}"), style));
        self.lines.extend(lines);
    }

    fn gap(&mut self) {
        self.lines.extend((!self.lines.is_empty()).then(Line::default));
    }

    fn content(&mut self, case: &Case, ix: ItemIx) {
        let (item, theme) = (case.checklist().item(ix), self.view.theme);
        self.say(item.text.as_str(), theme.title);
        let two = if item.two_person { "; two people" } else { "" };
        self.say(&format!("{}; {} answers{two}", item.level.word(), item.role.word()), theme.muted);
        self.say(item.why.as_str(), Style::new());
        for stop in case.stops(ix) {
            self.say(&format!("STOP  {}", case.say_stop(stop, self.view.now)), theme.stop);
        }
        for caution in case.cautions(ix) {
            self.say(&format!("caution  {caution}"), theme.caution);
        }
    }

    fn support(&mut self, case: &Case, ix: ItemIx) {
        let (item, muted) = (case.checklist().item(ix), self.view.theme.muted);
        self.say(&format!("evidence: {}", item.evidence.words()), muted);
        for cited in &item.sources {
            self.say(&format!("source: {}", case.checklist().cited(cited)), muted);
        }
    }

    fn recorded(&mut self, case: &Case, ix: ItemIx) {
        let (item, now) = (case.checklist().item(ix), self.view.now);
        for held in case.earlier(ix) {
            let words = case.say(ix, held, now);
            self.say(&format!("before: {words}  {} {}", now.say(held.stamp.at), held.stamp.by.code), Style::new());
        }
        for (stamp, text) in case.notes(Some(ix)) {
            self.say(&format!("note: {text}  {} {}", now.say(stamp.at), stamp.by.code), Style::new());
        }
        let applies = |on: &&ItemIx| !matches!(case.status(**on), Status::Inactive { .. });
        for &on in item.confirms.iter().filter(applies) {
            let confirmed = case.checklist().item(on);
            let words = match case.status(on) {
                Status::Answered(_, answer) => answer.say(confirmed, now).to_string(),
                other => other.word().to_owned(),
            };
            self.say(&format!("confirms: {}: {words}", case.name(on)), Style::new());
        }
    }
}

//! Crisis cards: their list, a card, and what is asked about stamps that are not saved. Pages over the whole screen.

use super::super::{
    Hint, View, ends, hints, notice, notice_height, put, put_lines, records, review, row, rule, stacked, wide, wrap,
};
use crate::app::{Action, Crisis, CrisisAction, CrisisStep, KeyMode, Unsaved};
use crate::domain::case::{Case, Stamped};
use crate::domain::checklist::{Card, Reviewed, SetHere};
use crate::domain::{Text, counted};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

/// A page in its parts: on a low screen the lines between are scrolled.
struct Sheet {
    title: String,
    lines: Vec<Line<'static>>,
    /// What stays in sight below them.
    foot: Vec<Line<'static>>,
    keys: Vec<Hint>,
    mode: KeyMode,
}

/// The first lines of a card, without which it is none.
const FIRST_LINES: u16 = 2;

pub(super) fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, crisis: &Crisis, case: Option<&Case>) {
    Clear.render(area, frame.buffer_mut());
    let width = usize::from(area.width.saturating_sub(2));
    // Of the cards that are shown, whatever stands behind them.
    let review = Reviewed::mark_of(crisis.cards.iter().map(|card| card.reviewed));
    let view = View { review: review.as_deref().or(view.review), ..view };
    let sheet = match (&crisis.step, crisis.card()) {
        (CrisisStep::Card { .. }, Some(card)) => self::card(view, card, case, width),
        (CrisisStep::Card { .. } | CrisisStep::List, _) => list(view, crisis, width),
        (CrisisStep::Where { cases, picked }, _) => ask_where(view, cases, *picked, width),
        (CrisisStep::Leave, _) => leave(view, width),
    };
    sheet.draw(frame, area, view, crisis.line);
}

/// Whether a card that is open can be read on a screen of this size: its first step stands there whole.
pub(in crate::tui) fn is_readable(view: View<'_>, area: Rect, card: &Card, case: Option<&Case>) -> bool {
    let width = usize::from(area.width.saturating_sub(2));
    let sheet = self::card(view, card, case, width);
    let [.., body, _, _, _] = sheet.parts(area, view);
    let first = card.steps.first().map_or(0, |step| wrap(step.as_str(), width.saturating_sub(3)).len());
    width >= 20 && body.height >= FIRST_LINES.max(u16::try_from(first).unwrap_or(u16::MAX).saturating_add(1))
}

impl Sheet {
    fn parts(&self, area: Rect, view: View<'_>) -> [Rect; 6] {
        let said = if view.app.shell.notice.is_some() { notice_height(view.app, area) } else { 0 };
        let foot = u16::try_from(self.foot.len()).unwrap_or(u16::MAX).min(area.height / 3);
        let line = u16::from(area.height >= 16);
        stacked(area, [Some(1), Some(line), None, Some(foot), Some(said), Some(1)])
    }

    fn draw(self, frame: &mut Frame<'_>, area: Rect, view: View<'_>, first: usize) {
        let [head, line, body, foot, said, keys] = self.parts(area, view);
        let title = Span::styled(format!(" {} ", self.title), view.theme.stop);
        let place = view.place.map(|place| Span::styled(format!(" {place} "), view.theme.title));
        let title: Vec<Span<'_>> = records(view).into_iter().chain(review(view)).chain(place).chain([title]).collect();
        let first = first.min(self.lines.len().saturating_sub(body.height.into()));
        let more = more(first, self.lines.len().saturating_sub(first + usize::from(body.height)));
        put(frame, head, &ends(title, vec![Span::styled(more, view.theme.focus)], head.width));
        rule(frame, line, view.theme);
        for (y, text) in (0..body.height).zip(self.lines.iter().skip(first)) {
            view.note_way(row(body, y), text);
            put(frame, row(body, y), text);
        }
        let gone = self.foot.len().saturating_sub(foot.height.into());
        put_lines(frame, foot, self.foot.into_iter().skip(gone));
        notice(frame, said, view);
        let stamps = [CrisisAction::Called, CrisisAction::Arrived].map(Action::Crisis);
        hints(frame, keys, view, self.keys, self.mode, &stamps);
    }
}

/// How many lines are above and below those that are shown.
fn more(above: usize, below: usize) -> String {
    match (above, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("↑ {above} "),
        (0, below) => format!("↓ {below} "),
        (above, below) => format!("↑ {above} ↓ {below} "),
    }
}

/// Words with something before their first line.
fn marked(before: &str, words: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let indent = wide(before);
    let lines = wrap(words, width.saturating_sub(indent)).into_iter().enumerate();
    let before = |n: usize| if n == 0 { before.to_owned() } else { " ".repeat(indent) };
    lines.map(|(n, words)| Line::from(vec![Span::raw(before(n)), Span::styled(words, style)])).collect()
}

fn card(view: View<'_>, card: &Card, case: Option<&Case>, width: usize) -> Sheet {
    let theme = view.theme;
    let mut lines = Vec::new();
    for (step, n) in card.steps.iter().zip(1..) {
        lines.extend(marked(&format!(" {n} "), step.as_str(), width, theme.title));
    }
    lines.push(Line::default());
    for (drug, n) in card.drugs.iter().zip(1..) {
        lines.extend(self::drug(view, drug, n, width));
    }
    lines.extend(call(view, card, width));
    let sources: Vec<&str> = card.sources.iter().map(Text::as_str).collect();
    let basis = format!("{}: {}. Local policy governs.", card.evidence.words(), sources.join("; "));
    lines.extend(marked(" ", &basis, width, theme.muted));
    let drugs = match card.drugs.len() {
        0 => Hint::of(view, KeyMode::Crisis, Action::Crisis(CrisisAction::DrugGiven), "drug given"),
        1 => Hint::new("1", "drug given"),
        n => Hint::new(format!("1-{n}"), "drug given"),
    };
    let of = |action, what| Hint::of(view, KeyMode::Crisis, Action::Crisis(action), what);
    let keys = vec![of(CrisisAction::Called, "called"), of(CrisisAction::Arrived, "arrived"), drugs];
    let title = format!("{} {}", if width < 58 { "!" } else { "CRISIS " }, card.title);
    Sheet { title, lines, foot: stamps(view, card, case, width), keys, mode: KeyMode::Crisis }
}

/// A drug with the key that says it was given, and the dose that the site has set.
fn drug(view: View<'_>, drug: &SetHere, n: usize, width: usize) -> Vec<Line<'static>> {
    let (words, style) = match &drug.value {
        Some((dose, set)) => (format!("{}: {dose} ({set})", drug.name), view.theme.title),
        None => (format!("{}: dose not set here: local policy", drug.name), view.theme.caution),
    };
    marked(&format!(" DRUG {n}  "), &words, width, style)
}

/// Whom to call, with the number that the site has set.
fn call(view: View<'_>, card: &Card, width: usize) -> Vec<Line<'static>> {
    let (number, style) = match card.telephone.as_ref().map(|telephone| &telephone.value) {
        Some(Some((number, set))) => (format!(": {number} ({set})"), view.theme.title),
        Some(None) => (": number not set here".to_owned(), view.theme.caution),
        None => (String::new(), view.theme.title),
    };
    marked(" CALL  ", &format!("{}{number}", card.call), width, style)
}

/// What was stamped on it, the newest last: what is saved, then what is not.
fn stamps(view: View<'_>, card: &Card, case: Option<&Case>, width: usize) -> Vec<Line<'static>> {
    let in_a_row = |stamps: Vec<Stamped>| {
        let each = stamps.iter().map(|stamped| format!("{} {}", view.now.say(stamped.at), stamped.words()));
        each.collect::<Vec<_>>().join(", ")
    };
    let young = case.filter(|case| case.is_young(&card.id, view.now));
    let saved = young.map(|case| case.stamps_of(&card.id)).unwrap_or_default();
    let kept: Vec<Stamped> = view.app.shell.stamps.of_card(&card.id).cloned().collect();
    let mut lines = Vec::new();
    if !saved.is_empty() {
        lines.extend(marked(" ", &in_a_row(saved), width, view.theme.done));
    }
    if !kept.is_empty() {
        let kept = marked(" NOT SAVED  ", &in_a_row(kept), width, Style::new());
        lines.extend(kept.into_iter().map(|line| line.style(view.theme.stop)));
    }
    lines
}

fn list(view: View<'_>, crisis: &Crisis, width: usize) -> Sheet {
    let kept = view.app.shell.stamps.kept();
    let mut lines = Vec::new();
    if !kept.is_empty() {
        let words = format!("{} NOT SAVED: {}", counted(kept.len(), "stamp", "stamps"), in_words(view, kept));
        lines.extend(marked(" enter  ", &words, width, view.theme.stop));
    }
    let keys = ('1'..='9').chain('a'..='z');
    for (card, key) in crisis.cards.iter().zip(keys) {
        lines.push(Line::from(vec![
            Span::styled(format!(" {key}  "), view.theme.key),
            Span::styled(card.title.to_string(), view.theme.title),
        ]));
    }
    Sheet { title: "CRISIS CARDS".to_owned(), lines, foot: vec![], keys: vec![], mode: KeyMode::Cards }
}

fn in_words(view: View<'_>, kept: &[Unsaved]) -> String {
    let each =
        kept.iter().map(|kept| format!("{} {} {}", kept.title, kept.stamped.words(), view.now.say(kept.stamped.at)));
    each.collect::<Vec<_>>().join(", ")
}

fn kept_lines(view: View<'_>, width: usize) -> Vec<Line<'static>> {
    marked(" ", &in_words(view, view.app.shell.stamps.kept()), width, Style::new())
}

fn ask_where(view: View<'_>, cases: &[(crate::domain::Code, Text)], picked: Option<usize>, width: usize) -> Sheet {
    let mut lines = kept_lines(view, width);
    let ask = if cases.is_empty() {
        "No open case has these cards: open or reopen it, then ! and enter."
    } else {
        "To which case do they belong? They are recorded with these times, by you."
    };
    lines.extend(marked(" ", ask, width, view.theme.title));
    for (n, ((_, name), key)) in cases.iter().zip(('1'..='9').chain('a'..='z')).enumerate() {
        let (sign, style) = if picked == Some(n) { ("▸", view.theme.focus) } else { (" ", Style::new()) };
        let key = Span::styled(format!("{sign}{key}  "), view.theme.key);
        lines.push(Line::from(vec![key, Span::styled(name.to_string(), style)]));
    }
    let title = format!("{} NOT SAVED", counted(view.app.shell.stamps.kept().len(), "CRISIS STAMP", "CRISIS STAMPS"));
    let pick = Hint::new(
        if picked.is_some() { "enter" } else { "1-9 a-z" },
        if picked.is_some() { "save there" } else { "pick the case" },
    );
    let keys = vec![pick, Hint::key(crate::app::Key::Esc, "later")];
    Sheet { title, lines, foot: vec![], keys, mode: KeyMode::Typing }
}

fn leave(view: View<'_>, width: usize) -> Sheet {
    let mut lines = kept_lines(view, width);
    lines.extend(marked(" ", "Whoever leaves now loses them: they stand in no record.", width, view.theme.caution));
    let keys = vec![Hint::new("enter", "save"), Hint::new("q", "leave"), Hint::key(crate::app::Key::Esc, "stay")];
    Sheet { title: "NOT SAVED: leave?".to_owned(), lines, foot: vec![], keys, mode: KeyMode::Typing }
}

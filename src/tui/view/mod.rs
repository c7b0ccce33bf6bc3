//! What the screens look like. Drawn from state alone; one file for each screen.

mod board;
mod dialog;
mod grouped;
mod hints;
mod insight;
mod letters;
mod lines;
mod locked;
mod practice;
mod run;
mod summary;
mod words;
mod worklist;

use super::theme::Theme;
use crate::app::{Action, App, Area, Dialog, Key, KeyMode, Notice, ReadOnly, RunAction, Screen, Scroll, Target};
use crate::domain::case::{Case, Timer};
use crate::domain::when::{countdown, seconds_left};
use crate::domain::{Mode, Now, Text, counted, sign_in_ascii};
use hints::{Hint, help_in_corner, hints};
use lines::{beside, edge, ends, has_words, is_one_column, put, put_lines, row, rule, shorten, stacked};
use locked::Told;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use words::{across, cut, end, padded, send_ascii, sent, wide, wrap, wrap_to};

/// What every view draws from.
#[derive(Clone, Copy)]
struct View<'a> {
    app: &'a App,
    now: &'a Now,
    theme: &'a Theme,
    width: u16,
    /// Where the case on the screen is.
    place: Option<&'a str>,
    /// What is said of the review of the checklists that are shown.
    review: Option<&'a str>,
    /// The frame of practice stands around it.
    is_framed: bool,
}

impl View<'_> {
    /// The key by which something is done, as it is written.
    fn key_in(self, context: KeyMode, action: Action) -> String {
        self.app.shell.keys.key(context, action)
    }

    /// The same in a case.
    fn key(self, action: RunAction) -> String {
        self.key_in(KeyMode::Run, Action::Run(action))
    }

    /// Notes what a click there does, where the mouse works.
    fn note(self, area: Rect, target: Target) {
        if let Some(mouse) = &self.app.shell.mouse {
            let Rect { x, y, width, height } = area;
            mouse.note(Area { x, y, width, height }, target);
        }
    }

    /// A click on a key that a line tells presses it, on the words behind it too.
    fn note_keys(self, area: Rect, line: &Line<'_>) {
        if self.app.shell.mouse.is_none() {
            return;
        }
        let (mut x, mut key) = (area.x, None);
        for span in &line.spans {
            let width = u16::try_from(wide(&span.content)).unwrap_or(u16::MAX);
            if span.style == self.theme.key {
                key = Key::called(span.content.trim()).or(key);
            }
            if let Some(key) = key.filter(|_| !span.content.trim().is_empty()) {
                self.note(Rect { x, width, height: 1, ..area }.intersection(area), Target::Key(key));
            }
            x = x.saturating_add(width);
        }
    }

    /// The same of a line that begins with its key.
    fn note_way(self, area: Rect, line: &Line<'_>) {
        if line.spans.first().is_some_and(|span| span.style == self.theme.key) {
            self.note_keys(area, line);
        }
    }

    /// What was drawn until now lies under something else.
    fn cover(self) {
        if let Some(mouse) = &self.app.shell.mouse {
            mouse.cover();
        }
    }
}

/// Draws the whole screen.
pub(super) fn draw(frame: &mut Frame<'_>, app: &App, case: Option<&Case>, now: &Now, theme: &Theme) {
    send_ascii(theme.ascii);
    let framed = frame_word(app).and_then(|word| practice::framed(frame, frame.area(), &word, theme.caution));
    let area = framed.unwrap_or(frame.area());
    let told = app.is_locked().then(|| told(app, case, now));
    // Nothing of a case is drawn while the screen is locked.
    let case = case.filter(|_| !app.is_locked());
    let review = match (&app.screen, case) {
        (Screen::Run(_), Some(case)) => case.checklist().review.today(now).mark().map(str::to_owned),
        (Screen::Worklist | Screen::Board | Screen::Run(_), _) => app.worklist.review(now),
        (Screen::Locked(_) | Screen::Insight(_), _) => None,
        (Screen::Practice, _) => {
            app.practice.lesson.as_ref().and_then(|lesson| lesson.checklist.review.today(now).mark()).map(str::to_owned)
        }
    };
    let place = case.and_then(Case::label).map(Text::as_str);
    let view =
        View { app, now, theme, width: area.width, place, review: review.as_deref(), is_framed: framed.is_some() };
    view.cover();
    if area.is_empty() {
        return;
    }
    match (&app.screen, case) {
        (Screen::Run(run), Some(case)) => run::draw(frame, area, view, run, case),
        (Screen::Worklist | Screen::Run(_), _) => worklist::draw(frame, area, view),
        (Screen::Locked(locked), _) => locked::draw(frame, area, view, locked, &told.unwrap_or_default()),
        (Screen::Practice, _) => practice::draw(frame, area, view, case),
        (Screen::Insight(insight), _) => insight::draw(frame, area, view, insight),
        (Screen::Board, _) => board::draw(frame, area, view),
    }
    if let Some(dialog) = &app.dialog {
        view.cover();
        // Where there is room a stop stands beside the items, not over them.
        let is_stop = matches!((dialog, &app.screen), (Dialog::Stop(_), Screen::Run(run)) if !run.theatre);
        let is_beside = is_stop && area.width >= run::RECORD_FROM && area.height >= 24;
        let area = if is_beside { run::panes(area) } else { area };
        dialog::draw(frame, area, View { width: area.width, ..view }, dialog, case);
    }
    finish(frame.buffer_mut(), theme);
}

/// What stands all round whatever is no work on a patient's case.
fn frame_word(app: &App) -> Option<String> {
    let replay = is_replay(app).then_some("REPLAY");
    let framed = replay.is_some() || app.shell.mode == Mode::Practice;
    let words: Vec<&str> = replay.into_iter().chain(app.shell.mode.mark()).collect();
    framed.then(|| words.join(" "))
}

fn is_replay(app: &App) -> bool {
    matches!(&app.screen, Screen::Run(run) if run.read_only == Some(ReadOnly::Replay))
}

/// Gives what nothing has coloured the theme's own ground; where nothing but ASCII may be sent, nothing else is.
fn finish(buffer: &mut Buffer, theme: &Theme) {
    let Style { fg, bg, .. } = theme.ground;
    if (fg, bg, theme.ascii) == (None, None, false) {
        return;
    }
    for cell in &mut buffer.content {
        cell.fg = if cell.fg == Color::Reset { fg.unwrap_or_default() } else { cell.fg };
        cell.bg = if cell.bg == Color::Reset { bg.unwrap_or_default() } else { cell.bg };
        if theme.ascii && !cell.symbol().is_ascii() {
            cell.set_char(cell.symbol().chars().next().and_then(sign_in_ascii).unwrap_or('?'));
        }
    }
}

/// Whether the crisis card that is open, if one is, can be read on a screen of this size.
pub(super) fn shows_card(app: &App, case: Option<&Case>, now: &Now, size: Size, theme: &Theme) -> bool {
    let Some(Dialog::Crisis(crisis)) = &app.dialog else { return false };
    send_ascii(theme.ascii);
    let view = View { app, now, theme, width: size.width, place: None, review: None, is_framed: false };
    let case = case.filter(|_| !app.is_locked());
    crisis.card().is_some_and(|card| dialog::is_readable(view, Rect::from((Position::ORIGIN, size)), card, case))
}

/// What the lock card may tell: timers of the case that is open here, and of those on the list.
fn told(app: &App, case: Option<&Case>, now: &Now) -> Told {
    let own = case
        .into_iter()
        .flat_map(|case| case.timers().into_iter().map(|(ix, timer)| (Text::from(case.name(ix)), timer.ends())));
    let others = app.worklist.rows().iter().filter(|row| case.is_none_or(|case| case.code() != row.code));
    let others = others.filter_map(|row| row.summary()?.timer.clone()).map(|(ends, what)| (what, ends));
    Told { timers: own.chain(others).collect(), crisis: case.is_some_and(|case| case.young_crisis(now).is_some()) }
}

/// How long a timer still runs; that it has ended, once it has.
fn left(view: View<'_>, timer: &Timer) -> String {
    let now = view.now;
    let seconds = seconds_left(timer.ends(), now);
    if seconds > 0 {
        format!("{} left, until {}", countdown(seconds), now.say(timer.ends()))
    } else {
        format!("ENDED {}: {} records it", now.say(timer.ends()), view.key(RunAction::Tick))
    }
}

/// A page from a line on, as far as there is more; its last line says how to go on.
fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, lines: Vec<Line<'static>>, scroll: &Scroll) {
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let first = scroll.first_of(lines.len(), room, 0);
    let below = lines.len().saturating_sub(first + room);
    let shown: Vec<Line<'static>> = lines.into_iter().skip(first).take(room).collect();
    Clear.render(area, frame.buffer_mut());
    put_lines(frame, area, shown);
    let more = if below > 0 { format!(" ↓ {below} more lines  ") } else { String::new() };
    let look_up = if area.width < 60 {
        String::new()
    } else {
        format!("   {} looks something up", view.key_in(KeyMode::Page, Action::LookUp))
    };
    let more = format!("{more} esc goes back{look_up}");
    let foot = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let words: Line<'_> = mark(view).into_iter().chain([Span::styled(more, view.theme.focus)]).collect();
    put(frame, foot, &words);
}

/// A field in which one types what is looked for, behind what is looked through and before how much was found.
fn searched(frame: &mut Frame<'_>, area: Rect, view: View<'_>, title: &str, (typed, takes): (&str, bool), count: &str) {
    let mut left = mark(view);
    left.push(Span::styled(title.to_owned(), view.theme.title));
    left.push(match typed {
        "" => Span::styled("type what you look for", view.theme.muted),
        typed if takes => Span::raw(format!("{typed}▏")),
        typed => Span::styled(typed.to_owned(), view.theme.muted),
    });
    put(frame, area, &ends(left, vec![Span::styled(count.to_owned(), view.theme.muted)], area.width));
}

/// Lines beside each other, the right ones from a column on.
fn columns(left: Vec<Line<'static>>, right: Vec<Line<'static>>, from: u16) -> Vec<Line<'static>> {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let both = (0..rows).map(|_| {
        let (left, right) = (left.next().unwrap_or_default(), right.next().unwrap_or_default());
        let used = across(&left.spans);
        let gap = Span::raw(" ".repeat(usize::from(from).saturating_sub(used)));
        let styled = |line: Line<'static>| line.spans.into_iter().map(move |span| span.patch_style(line.style));
        styled(left).chain([gap]).chain(styled(right)).collect()
    });
    both.collect()
}

/// What just happened.
fn notice(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let (words, style) = match &view.app.shell.notice {
        Some(Notice::Done(words)) => (words.as_str(), Style::new()),
        Some(Notice::Info(words)) => (words.as_str(), view.theme.title),
        Some(Notice::Error(words)) => (words.as_str(), view.theme.caution),
        None => ("", Style::new()),
    };
    let lines = wrap(words, usize::from(area.width.saturating_sub(2)));
    put_lines(frame, area, lines.into_iter().map(|words| Line::styled(format!(" {words}"), style)));
}

/// How many rows a notice needs.
fn notice_height(app: &App, area: Rect) -> u16 {
    let words = match &app.shell.notice {
        Some(Notice::Done(words) | Notice::Info(words) | Notice::Error(words)) => words.as_str(),
        None => "",
    };
    let rows = wrap(words, usize::from(area.width.saturating_sub(2))).len();
    // On a low screen the items need the rows; an error is told in full.
    let most = if area.height < 16 && !matches!(app.shell.notice, Some(Notice::Error(_))) { 2 } else { 4 };
    u16::try_from(rows).unwrap_or(4).clamp(1, most)
}

/// What every screen begins with: that crisis stamps are not saved, and of what the records are.
fn mark(view: View<'_>) -> Vec<Span<'static>> {
    mode(view).into_iter().chain(review(view)).collect()
}

fn mode(view: View<'_>) -> Vec<Span<'static>> {
    let unsaved = unsaved(view).map(|words| Span::styled(words, view.theme.stop));
    unsaved.into_iter().chain(records(view)).collect()
}

/// What is said where the records are not of patients.
fn records(view: View<'_>) -> Option<Span<'static>> {
    let style = view.theme.title.add_modifier(Modifier::REVERSED);
    view.app.shell.mode.mark().filter(|_| !view.is_framed).map(|mark| Span::styled(format!(" {mark} "), style))
}

/// That the checklist is not reviewed.
fn review(view: View<'_>) -> Vec<Span<'static>> {
    view.review.map(|mark| Span::styled(format!(" {mark} "), view.theme.caution)).into_iter().collect()
}

/// What was stamped on crisis cards and is not saved.
fn unsaved(view: View<'_>) -> Option<String> {
    let kept = view.app.shell.stamps.kept().len();
    let words = if view.width < 60 {
        format!(" {kept} ")
    } else {
        format!(" {} ", counted(kept, "crisis stamp", "crisis stamps"))
    };
    (kept > 0).then(|| format!("{words}NOT SAVED "))
}

fn operator(app: &App) -> String {
    app.shell.operator.as_ref().map_or_else(|| "nobody signed in".to_owned(), ToString::to_string)
}

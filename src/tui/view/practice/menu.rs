//! What there is to rehearse, what is due, and where whoever sits here stands.

use super::progress;
use crate::app::{Action, Choice, KeyMode, Menu, MenuAction, MenuRow, PracticeAction};
use crate::domain::practice::{Exercise, Learner};
use crate::tui::view::{
    View, beside, edge, ends, hints, mark, notice, notice_height, operator, padded, put, put_lines, stacked, wrap,
};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// From this width on the progress stands beside the exercises.
const BOTH_FROM: u16 = 116;
const OFFERS: u16 = 67;
/// The column in which it is said what an exercise is.
const ABOUT: usize = 12;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, menu: &Menu) {
    let practice = &view.app.practice;
    let title = practice.lesson.as_ref().map_or("no checklist to practise", |lesson| lesson.checklist.title.as_str());
    let learner = practice.learner(view.app.shell.operator.as_ref(), view.now);
    let is_whole = area.height >= 16 && (menu.progress.is_none() || area.width >= BOTH_FROM);
    let standing = learner.as_ref().map(|learner| standing(learner, view, is_whole)).unwrap_or_default();
    let said = if view.app.shell.notice.is_some() { notice_height(view.app, area) } else { 0 };
    let rows = u16::try_from(standing.len()).unwrap_or(0).min(area.height.saturating_sub(4));
    let air = u16::from(area.height >= 16);
    let heights = [Some(1), Some(rows), Some(air), None, Some(said), Some(1)];
    let [head, above, _, body, below, keys] = stacked(area, heights);
    let mut left = mark(view);
    left.push(Span::styled(format!(" {title}"), view.theme.title));
    put(frame, head, &ends(left, vec![Span::raw(format!("{} ", operator(view.app)))], head.width));
    put_lines(frame, above, standing);
    if let Some(learner) = &learner {
        let is_wide = area.width >= BOTH_FROM;
        match menu.progress {
            Some(from) if !is_wide => progress::draw(frame, body, view, learner, from),
            from => {
                let [offers, course] = beside(body, if is_wide { OFFERS } else { body.width });
                put_lines(
                    frame,
                    offers,
                    shown(rows_of(menu, learner, view, offers.width), bar(menu), offers.height, view),
                );
                if is_wide {
                    let course = edge(frame, course, view.theme);
                    progress::draw(frame, course, view, learner, from.unwrap_or_default());
                }
            }
        }
    }
    notice(frame, below, view);
    let begins = [Action::Practice(PracticeAction::Enter)];
    hints(frame, keys, view, vec![], KeyMode::Practice, if menu.progress.is_some() { &begins } else { &[] });
}

/// What is due, where they stand, and by which standard.
fn standing<'a>(learner: &Learner<'_>, view: View<'_>, is_whole: bool) -> Vec<Line<'a>> {
    let line = |words: String, style| Line::styled(format!(" {words}"), style);
    let (due, theme) = (learner.due(), view.theme);
    let mut lines = vec![line(due, theme.focus)];
    if let Some(standing) = &learner.standing {
        let style = if standing.is_mastered() { theme.done } else { theme.title };
        lines.push(line(standing.words(learner.lesson, view.now), style));
    }
    if is_whole {
        let standard = learner.lesson.standard().map(|words| format!("standard: {words}")).unwrap_or_default();
        let room = usize::from(view.width.saturating_sub(2));
        lines.extend(wrap(&standard, room).into_iter().map(|words| line(words, theme.muted)));
        let review = learner.lesson.checklist.review.today(view.now).word().to_lowercase();
        lines.push(line(format!("{} This checklist: {review}.", learner.lesson.says()), theme.muted));
    }
    lines
}

fn bar(menu: &Menu) -> usize {
    menu.within.map_or(menu.at, |(_, at)| at)
}

/// As many of the rows as there is room for, with the one that the bar is on, and how many there are besides.
fn shown<'a>(rows: Vec<Line<'a>>, at: usize, height: u16, view: View<'_>) -> Vec<Line<'a>> {
    let (height, count) = (usize::from(height), rows.len());
    if count <= height {
        return rows;
    }
    let room = height.saturating_sub(1).max(1);
    let from = (at + 1).saturating_sub(room).min(count - room);
    let besides = match count - from - room {
        0 => format!("   ↑ {from} more"),
        below => format!("   ↓ {below} more"),
    };
    let besides = Line::styled(besides, view.theme.muted);
    rows.into_iter().skip(from).take(room).chain([besides]).take(height).collect()
}

fn rows_of<'a>(menu: &Menu, learner: &Learner<'_>, view: View<'_>, width: u16) -> Vec<Line<'a>> {
    let row = |n: usize, key: String, title: String, about: String, right: String| {
        let (is_at, theme) = (n == bar(menu), view.theme);
        let sign = Span::styled(if is_at { "▐ " } else { "  " }, theme.focus);
        let title = Span::styled(title, if is_at { theme.focus } else { theme.title });
        let left = vec![sign, Span::styled(format!("{key:1} "), theme.key), title, Span::raw(about)];
        ends(left, vec![Span::styled(format!("{right} "), theme.muted)], width)
    };
    let numbered = |n: usize| if n < 9 { (n + 1).to_string() } else { String::new() };
    if let Some((exercise, _)) = menu.within {
        let choices = Choice::all(learner.lesson, exercise).into_iter().enumerate();
        // Where there is little room, how long it takes is enough.
        let right = |about: String| match about.rsplit_once("  ") {
            Some((_, last)) if width < 60 => last.to_owned(),
            Some(_) | None => about,
        };
        return choices.map(|(n, of)| row(n, numbered(n), of.title, String::new(), right(of.about))).collect();
    }
    let offers = MenuRow::all(learner);
    let before = offers.len() - Exercise::ALL.len();
    let rows = offers.into_iter().enumerate().map(|(n, offer)| match offer {
        MenuRow::Proposed(of) => row(n, String::new(), of.title.to_owned(), format!("  {}", of.about), String::new()),
        MenuRow::Missed => {
            let key = view.key_in(KeyMode::Practice, Action::Menu(MenuAction::Missed));
            let steps = format!("{} steps", learner.memory.next().len());
            row(n, key, "Practise what I miss".to_owned(), String::new(), steps)
        }
        MenuRow::Exercise(exercise) => {
            let (about, minutes) = about(exercise);
            let title = padded(exercise.word(), ABOUT - 4);
            row(n, numbered(n - before), title, format!("  {about}"), format!("{minutes} min"))
        }
    });
    rows.collect()
}

/// What an exercise is, and about how many minutes it takes.
fn about(exercise: Exercise) -> (&'static str, u8) {
    match exercise {
        Exercise::Guided => ("a whole case, with the reason at each step", 25),
        Exercise::Recall => ("name the next step with no list in sight", 5),
        Exercise::Order => ("put shuffled steps in sequence", 4),
        Exercise::Omission => ("one step was left out: which?", 4),
        Exercise::Scenario => ("a case with a trap: what do you do?", 5),
        Exercise::Exam => ("of all, with no help and no undo", 15),
    }
}

//! What the screens look like. Drawn from state alone; one file for each screen.

mod dialog;
mod follow_up;
mod new_case;
mod pages;
mod run;
mod worklist;

use super::theme::Theme;
use crate::{
    app::{App, BINDINGS, Binding, Context, Dialog, Notice, Screen, countdown, seconds_left},
    domain::{
        Now,
        case::{Case, Timer},
    },
};
use ratatui::{
    Frame,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::Widget,
};
use unicode_width::UnicodeWidthStr;

/// What every view draws from.
#[derive(Clone, Copy)]
struct View<'a> {
    app: &'a App,
    now: &'a Now,
    theme: &'a Theme,
    width: u16,
}

/// Draws the whole screen.
pub(super) fn draw(frame: &mut Frame<'_>, app: &App, case: Option<&Case>, now: &Now, theme: &Theme) {
    let area = frame.area();
    let view = View { app, now, theme, width: area.width };
    if area.is_empty() {
        return;
    }
    match (&app.screen, case) {
        (Screen::Run(run), Some(case)) => run::draw(frame, area, view, run, case),
        (Screen::Worklist | Screen::Run(_), _) => worklist::draw(frame, area, view),
    }
    match (&app.dialog, case) {
        (Some(Dialog::Help(line)), _) => pages::help(frame, area, view, *line),
        (Some(Dialog::FollowUp(section, line)), Some(case)) => {
            follow_up::page(frame, area, view, case, (*section, *line));
        }
        (Some(Dialog::Why(ix, line)), Some(case)) => pages::why(frame, area, view, case, (*ix, *line)),
        (Some(dialog), case) => dialog::draw(frame, area, view, dialog, case),
        (None, _) => {}
    }
}

/// How long a timer still runs; that it has ended, once it has.
fn left(now: &Now, timer: &Timer) -> String {
    let seconds = seconds_left(timer.ends(), now);
    if seconds > 0 {
        format!("{} left, until {}", countdown(seconds), now.say(timer.ends()))
    } else {
        format!("ENDED {}: space records it", now.say(timer.ends()))
    }
}

/// Words cut to a width, with `…` where something is missing.
fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in words.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        kept.push(c);
    }
    if width > 0 {
        kept.push('…');
    }
    kept
}

/// Words over as many lines as they need, broken between words; a word that is too long is broken.
fn wrap(words: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines: Vec<String> = vec![String::new()];
    let mut used = 0;
    for word in words.split(' ') {
        let mut word = word.to_owned();
        loop {
            let wide = word.width();
            let gap = usize::from(used > 0);
            let Some(line) = lines.last_mut() else {
                return lines;
            };
            if used + gap + wide <= width {
                if gap > 0 {
                    line.push(' ');
                }
                line.push_str(&word);
                used += gap + wide;
                break;
            }
            if used == 0 {
                let fits: String = word.chars().take(width.min(word.chars().count())).collect();
                word = word[fits.len()..].to_owned();
                line.push_str(&fits);
            }
            lines.push(String::new());
            used = 0;
            if word.is_empty() {
                break;
            }
        }
    }
    lines
}

/// A line with something on its left and something on its right; the right side stays whole.
fn ends<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, width: u16) -> Line<'a> {
    let width = usize::from(width);
    let right_wide: usize = right.iter().map(Span::width).sum();
    let room = width.saturating_sub(right_wide + 1);
    let mut used = 0;
    let mut spans = Vec::new();
    for span in left {
        let words = cut(&span.content, room.saturating_sub(used));
        used += words.width();
        spans.push(Span::styled(words, span.style));
        if used >= room {
            break;
        }
    }
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + right_wide))));
    spans.extend(right);
    Line::from(spans)
}

fn row(area: Rect, y: u16) -> Rect {
    Rect { y: area.y + y, height: 1, ..area }.intersection(area)
}

fn rule(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    Line::styled("─".repeat(area.width.into()), theme.muted).render(area, frame.buffer_mut());
}

/// What just happened.
fn notice(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let (words, style) = match &view.app.notice {
        Some(Notice::Done(words)) => (words.as_str(), Style::new()),
        Some(Notice::Info(words)) => (words.as_str(), view.theme.title),
        Some(Notice::Error(words)) => (words.as_str(), view.theme.caution),
        None => ("", Style::new()),
    };
    let lines = wrap(words, usize::from(area.width.saturating_sub(2)));
    let lines = lines.into_iter().take(area.height.into()).map(|words| Line::styled(format!(" {words}"), style));
    ratatui::widgets::Paragraph::new(lines.collect::<Vec<_>>()).render(area, frame.buffer_mut());
}

/// How many rows a notice needs.
fn notice_height(app: &App, area: Rect) -> u16 {
    let words = match &app.notice {
        Some(Notice::Done(words) | Notice::Info(words) | Notice::Error(words)) => words.as_str(),
        None => "",
    };
    let rows = wrap(words, usize::from(area.width.saturating_sub(2))).len();
    // On a low screen the items need the rows; an error is told in full.
    let most = if area.height < 16 && !matches!(app.notice, Some(Notice::Error(_))) { 2 } else { 4 };
    u16::try_from(rows).unwrap_or(4).clamp(1, most)
}

/// Columns kept for the keys of the moment.
const KEYS_OF_THE_MOMENT: usize = 25;

/// The keys that do something here, the likeliest first; those on the right always fit.
fn hints(
    frame: &mut Frame<'_>,
    area: Rect,
    view: View<'_>,
    first: &[(&str, &str)],
    context: Context,
    without: &[&str],
) {
    let theme = view.theme;
    let short = |label: &'static str| -> &'static str { label.split(' ').next().unwrap_or(label) };
    let key =
        |label: &str, what: &str| vec![Span::styled(label.to_owned(), theme.key), Span::raw(format!(" {what}  "))];
    // On a narrow screen the keys of the moment matter more than the way out; help tells the rest.
    let narrow = area.width < 60;
    let always = |what: &str| what == "help" || (!narrow && matches!(what, "quit" | "list" | "back"));
    let table = BINDINGS.iter().filter(|row| row.context == context && !row.short.is_empty());
    let (right, left): (Vec<&Binding>, Vec<&Binding>) = table.partition(|row| always(row.short));
    let right: Vec<Span<'_>> = right.iter().flat_map(|row| key(short(row.label), row.short)).collect();
    let wide: usize = right.iter().map(Span::width).sum();
    let without_ways_out: &[&str] = if narrow { &["quit", "list"] } else { &[] };
    let room = usize::from(area.width).saturating_sub(wide + 2);
    let mut spans = vec![Span::raw(" ")];
    let table = left
        .iter()
        .filter(|row| !without.contains(&row.short) && !without_ways_out.contains(&row.short))
        .map(|row| (short(row.label), row.short));
    let mut used = 0;
    for (n, (label, what)) in first.iter().copied().chain(table).enumerate() {
        let hint = key(label, what);
        let wide: usize = hint.iter().map(Span::width).sum();
        if used + wide > room {
            break;
        }
        used += wide;
        spans.extend(hint);
        // What follows the keys of the moment stays where it is: a slow line carries only what changes.
        let gap = KEYS_OF_THE_MOMENT.saturating_sub(used);
        if n + 1 == first.len() && !narrow && used + gap < room {
            used += gap;
            spans.push(Span::raw(" ".repeat(gap)));
        }
    }
    ends(spans, right, area.width).render(area, frame.buffer_mut());
}

/// What every screen begins with where the records are not of patients.
fn mark(view: View<'_>) -> Vec<Span<'static>> {
    let style = view.theme.title.add_modifier(Modifier::REVERSED);
    view.app.mode.mark().map(|mark| Span::styled(format!(" {mark} "), style)).into_iter().collect()
}

fn operator(app: &App) -> String {
    app.operator.as_ref().map_or_else(|| "nobody signed in".to_owned(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::{cut, wrap};

    #[test]
    fn words_are_broken_between_words_and_cut_with_a_mark() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abc", 0), "");
    }
}

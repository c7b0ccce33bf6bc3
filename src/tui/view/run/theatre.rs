//! The theatre view: one item in block letters that can be read from where the clinician stands, what it confirms, who
//! reads and who answers, what was just understood and what comes then.

use super::super::letters::Letters;
use super::super::{
    View, beside, ends, help_in_corner, mark, mode, notice, notice_height, put, put_lines, review, row, rule, sent,
    stacked,
};
use super::FULL_WIDTH;
use super::header::{crisis_lines, head, status};
use super::items::{bar_style, note_open};
use super::keys::keys_now;
use super::open::open;
use crate::app::{Dialog, Notice, Run};
use crate::domain::case::{Case, Next, Status};
use crate::domain::checklist::ItemIx;
use crate::domain::when::{countdown, seconds_left};
use crate::domain::{CaseFact, Fact, ItemFact};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Lines longer than this are no easier to read.
const WIDEST: u16 = 120;
/// So much of what was just understood is told.
const DONE: u16 = 3;
/// Rows for who reads, what comes then, what was understood, a timer, and the blanks about the letters.
const TOLD: u16 = 6;
/// Rows that a stop's panel usually covers.
const PANEL: u16 = 9;

/// Rows that nothing has taken yet.
struct Free(u16);

impl Free {
    fn take(&mut self, most: u16) -> u16 {
        let taken = most.min(self.0);
        self.0 -= taken;
        taken
    }
}

/// What the screen shows, as far as its rows go.
struct Parts {
    /// What is next, where that is not the item shown.
    next: Vec<Line<'static>>,
    place: u16,
    letters: Option<Letters>,
    item: Vec<Line<'static>>,
    /// Blank rows over and under the letters, and the line under the item.
    gaps: [u16; 3],
    told: Vec<Line<'static>>,
    said: u16,
    keys: u16,
    /// What is next says as well that the checklist is not reviewed.
    is_marked: bool,
}

impl Parts {
    /// Gives out the rows: first the item and its letters, then what is told besides, the most needed first.
    fn of(area: Rect, view: View<'_>, run: &Run, case: &Case) -> Self {
        let next = case.next(view.now);
        // A stop's panel says what is at its top, and stands over the lower rows.
        let is_stop = matches!(view.app.dialog, Some(Dialog::Stop(_)));
        let is_here = is_stop || next == Next::Item(run.cursor);
        let mut next = if is_here { Vec::new() } else { status(view, run, case, &next, area.width) };
        let is_marked = area.width >= FULL_WIDTH && !next.is_empty();
        next.extend(crisis_lines(view, case, area.width));
        let item = open(view, run, case, run.cursor, area.width.min(WIDEST).into());
        let is_told = !matches!(view.app.shell.notice, None | Some(Notice::Done(_)));
        let said = if is_told { notice_height(view.app, area) } else { 0 };
        let taken = (1 + said + rows(&next)).saturating_add(rows(&item));
        let keys = u16::from(run.entry.is_some() || taken < area.height);
        let mut free = Free(area.height.saturating_sub(taken.saturating_add(keys)));
        let place = free.take(1);
        let (columns, short) =
            (area.width.saturating_sub(2).into(), sent(case.checklist().item(run.cursor).short.as_str()));
        let of = |rows: u16| Letters::of(&short, (columns, rows.into()), view.theme.ascii);
        // Larger letters are no reason to leave out what is told under them.
        let hidden = if is_stop { PANEL } else { 0 };
        let letters = of(free.0.saturating_sub(TOLD + hidden)).or_else(|| of(free.0.saturating_sub(hidden)));
        free.take(letters.as_ref().map_or(0, Letters::rows));
        let mut with_room = |lines: Vec<Line<'static>>| {
            let rows = free.take(rows(&lines));
            lines.into_iter().take(rows.into()).collect::<Vec<_>>()
        };
        let (then, who, timers) =
            (with_room(then(view, run, case)), with_room(who(view, run, case)), with_room(timers(view, case)));
        let newest = free.take(1);
        let gaps = [free.take(1), free.take(1), free.take(1)];
        let done = understood(view, case, (newest + free.take(DONE - 1)).into(), area.width);
        let told = who.into_iter().chain(then).chain(done).chain(timers).collect();
        Self { next, place, letters, item, gaps, told, said, keys, is_marked }
    }
}

fn rows(lines: &[Line<'_>]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    let Parts { next, place, letters, item, gaps: [over, under, line], told, said, keys, is_marked } =
        Parts::of(area, view, run, case);
    let high = letters.as_ref().map_or(0, Letters::rows);
    let heights = [1, rows(&next), place, over, high, under].map(Some);
    let [header, next_rows, place, _, big, _] = stacked(area, heights);
    let rest = Rect { y: big.bottom() + under, height: area.bottom().saturating_sub(big.bottom() + under), ..area };
    let [item_rows, line, told_rows, said, keys_row] =
        stacked(rest, [None, Some(line), Some(rows(&told)), Some(said), Some(keys)]);
    let marks = if place.is_empty() { mark(view) } else { mode(view) };
    put(frame, header, &head(view, run, case, marks, area.width));
    put_lines(frame, next_rows, next);
    put(frame, place, &place_in_case(view, run, case, is_marked, area.width));
    if let Some(letters) = letters {
        let inner = Rect { x: big.x + 1, width: big.width.saturating_sub(1), ..big };
        letters.draw(inner, frame.buffer_mut(), looks(view, run, case));
    }
    // Its rows leave a column on either side, the left one for the bar that is not drawn here.
    let margin = u16::from(area.width >= FULL_WIDTH);
    let inner = beside(item_rows, margin)[1];
    for (n, line) in item.iter().enumerate() {
        note_open(view, case, run.cursor, (n, row(inner, u16::try_from(n).unwrap_or(u16::MAX))), line);
    }
    put_lines(frame, inner, item);
    rule(frame, line, view.theme);
    put_lines(frame, told_rows, told);
    notice(frame, said, view);
    if keys_row.is_empty() {
        return help_in_corner(frame, area, view);
    }
    keys_now(frame, keys_row, view, run, case);
}

/// The letters are bold, red where a stop stands, amber where something is to be heeded, pale once it is answered.
fn looks(view: View<'_>, run: &Run, case: &Case) -> Style {
    let theme = view.theme;
    let bar = bar_style(view, run, case);
    match case.status(run.cursor) {
        // Wherever it stands: nobody goes on by white letters.
        _ if !case.all_stops().is_empty() => theme.alarm,
        _ if bar != theme.focus => bar,
        Status::Open { .. } | Status::Pending => theme.title,
        Status::Answered(..)
        | Status::NotApplicable(..)
        | Status::Deferred(..)
        | Status::Overridden { .. }
        | Status::NotDone { .. }
        | Status::Inactive { .. } => theme.done,
    }
}

/// The phase and the section, how far that is, and since when the phase goes on.
fn place_in_case(view: View<'_>, run: &Run, case: &Case, is_marked: bool, width: u16) -> Line<'static> {
    let checklist = case.checklist();
    let ix = checklist.item(run.cursor).section;
    let section = checklist.section(ix);
    let phase = checklist.phase(section.phase).title.as_str().to_uppercase();
    let left = vec![
        Span::styled(format!(" {phase}"), view.theme.title),
        Span::raw(format!("  {}  {}", section.title, case.section_progress(ix).words())),
    ];
    let since = case.phase_began(section.phase).map(|began| {
        let minutes = view.now.at.since(began).as_mins().max(0);
        Span::raw(format!("phase {}:{:02} h ", minutes / 60, minutes % 60))
    });
    let mark = if is_marked { Vec::new() } else { review(view) };
    ends(left, since.into_iter().chain(mark).collect(), width)
}

/// Who reads the item, who answers it.
fn who(view: View<'_>, run: &Run, case: &Case) -> Vec<Line<'static>> {
    let item = case.checklist().item(run.cursor);
    let reads = case.checklist().section(item.section).led_by.word();
    let two = if item.two_person { "   two people confirm" } else { "" };
    let word = |word: &'static str| Span::styled(word, view.theme.muted);
    vec![Line::from(vec![
        word(" READ  "),
        Span::raw(reads),
        word("   ANSWER  "),
        Span::raw(item.role.word()),
        Span::styled(two, view.theme.title),
    ])]
}

/// What comes after the item.
fn then(view: View<'_>, run: &Run, case: &Case) -> Vec<Line<'static>> {
    let later = |ix: &ItemIx| *ix > run.cursor && matches!(case.status(*ix), Status::Open { .. } | Status::Pending);
    let then = case.checklist().item_ixs().find(later).map(|ix| case.checklist().item(ix).text.to_string());
    let words = |words| Line::from(vec![Span::styled(" then  ", view.theme.muted), Span::raw(words)]);
    then.map(words).into_iter().collect()
}

/// What was just understood: the newest entries about items, the newest first.
fn understood(view: View<'_>, case: &Case, most: usize, width: u16) -> Vec<Line<'static>> {
    // A timer that was started is not done; that the needle was moved opens again what was.
    let is_done = |fact: &Fact| match fact {
        Fact::Item(_, ItemFact::TimerStarted { .. }) => false,
        Fact::Item(..) | Fact::Case(CaseFact::NeedleMoved { .. }) => true,
        Fact::Case(_) => false,
    };
    let about_items = case
        .entries()
        .iter()
        .rev()
        .filter(|line| line.entry.fact.as_ref().is_some_and(is_done) && !case.is_undone(line.entry.stamp.seq));
    let told = about_items.take(most).map(|line| {
        let stamp = &line.entry.stamp;
        let at = view.now.say(stamp.happened());
        let left = vec![
            Span::styled(format!(" DONE {at}  "), view.theme.done),
            Span::raw(case.say_entry(line, view.now).to_string()),
        ];
        ends(left, vec![Span::styled(format!("{} ", stamp.by.code), view.theme.muted)], width)
    });
    told.collect()
}

/// Every timer that runs or has ended, on one row.
fn timers(view: View<'_>, case: &Case) -> Vec<Line<'static>> {
    let say = |(ix, timer): (ItemIx, crate::domain::case::Timer)| {
        let name = case.name(ix);
        match seconds_left(timer.ends(), view.now) {
            ..=0 => Span::styled(format!(" ◆ {name} ENDED "), view.theme.caution),
            left => Span::styled(format!(" ◷ {} {name} ", countdown(left)), view.theme.focus),
        }
    };
    let said: Vec<Span<'static>> = case.timers().into_iter().map(say).collect();
    if said.is_empty() { Vec::new() } else { vec![Line::from(said)] }
}

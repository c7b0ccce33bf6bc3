//! A drill: what is asked, what stands, what the newest answer came to.

use crate::app::{Action, Drill, Key, KeyMode, PracticeAction};
use crate::domain::Text;
use crate::domain::checklist::{ItemIx, Responsible, SectionIx};
use crate::domain::practice::{Asked, Exercise, Mark, Naming, Sorting, Told, Verdict};
use crate::report::sourced;
use crate::tui::view::run::field_line;
use crate::tui::view::{
    Hint, View, cut, ends, hints, notice, notice_height, operator, put, put_lines, stacked, wide, wrap, wrap_to,
};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Below this height what is asked takes no line of its own beside the title.
const LOW: u16 = 14;
const ENTER: Action = Action::Practice(PracticeAction::Enter);
const UNDO: Action = Action::Practice(PracticeAction::Undo);

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, drill: &Drill) {
    let drawn = Drawn { view, drill, width: usize::from(area.width.saturating_sub(2)) };
    let Some(asked) = &drill.asked else { return };
    let is_low = area.height < LOW;
    // On a low screen the steps need the rows; what is asked stands in the last one as well.
    let rows_asked = match asked {
        Asked::Sorting(_) if is_low => 0,
        Asked::Naming(_) if is_low => 1,
        Asked::Naming(_) | Asked::Sorting(_) => 2,
    };
    let question = wrap_to(&drawn.question(asked), drawn.width, rows_asked);
    let typed = drawn.typed(asked);
    let said = if view.app.shell.notice.is_some() { notice_height(view.app, area) } else { 0 };
    let rows = |lines: usize| Some(u16::try_from(lines).unwrap_or(u16::MAX));
    let gap = Some(u16::from(!is_low));
    let heights = [Some(1), rows(question.len()), gap, None, gap, rows(typed.len()), Some(said), Some(1)];
    let [head, asks, _, body, _, field, said, keys] = stacked(area, heights);
    let left = vec![Span::styled(format!(" {}", drawn.title(asked)), view.theme.title)];
    put(frame, head, &ends(left, vec![Span::raw(format!("{} ", operator(view.app)))], head.width));
    put_lines(frame, asks, question.into_iter().map(|words| Line::raw(format!(" {words}"))));
    drawn.body(frame, body, asked);
    put_lines(frame, field, typed);
    notice(frame, said, view);
    let (mode, first) = drawn.keys(asked);
    let undoes = matches!(asked, Asked::Sorting(sorting) if !sorting.placed.is_empty() && sorting.marks.is_empty());
    let without: &[Action] = match (asked.is_over(), undoes) {
        (true, _) => &[UNDO],
        (false, true) => &[ENTER],
        (false, false) => &[ENTER, UNDO],
    };
    hints(frame, keys, view, first, mode, without);
}

struct Drawn<'a> {
    view: View<'a>,
    drill: &'a Drill,
    width: usize,
}

impl Drawn<'_> {
    fn section(&self, asked: &Asked) -> Option<SectionIx> {
        match asked {
            Asked::Naming(naming) => Some(naming.section),
            Asked::Sorting(sorting) => sorting.steps.first().map(|ix| self.drill.lesson.checklist.item(*ix).section),
        }
    }

    fn title(&self, asked: &Asked) -> String {
        let title = self.section(asked).map(|ix| self.drill.lesson.checklist.section(ix).title.as_str());
        let (at, of) = self.drill.count();
        let exercise = match asked {
            _ if self.drill.is_exam() => Exercise::Exam,
            Asked::Naming(naming) => naming.exercise,
            Asked::Sorting(_) => Exercise::Order,
        };
        format!("{} {at}/{of}  {}", exercise.word(), title.unwrap_or_default())
    }

    fn question(&self, asked: &Asked) -> String {
        let moment = self.section(asked).map_or("", |ix| self.drill.lesson.checklist.section(ix).moment.as_str());
        match asked {
            Asked::Naming(naming) if naming.exercise == Exercise::Recall && naming.left.is_empty() => {
                format!("The {} steps in their sequence. {moment}.", naming.shown.len())
            }
            Asked::Naming(naming) if naming.exercise == Exercise::Recall => {
                let named = naming.shown.len();
                format!("Name the next step, {} of {}. {moment}.", named + 1, named + naming.left.len())
            }
            Asked::Naming(naming) => {
                let applies = naming.left.first().and_then(|ix| self.drill.lesson.applies(*ix));
                let when = applies.map_or_else(|| format!("{moment}."), |when| format!("It applies where {when}."));
                format!("One step is left out: which? {when}")
            }
            Asked::Sorting(_) => format!("Press the numbers in the sequence of doing. {moment}."),
        }
    }

    fn short(&self, ix: ItemIx) -> &str {
        self.drill.lesson.checklist.item(ix).short.as_str()
    }

    fn text(&self, ix: ItemIx) -> &str {
        self.drill.lesson.checklist.item(ix).text.as_str()
    }

    /// The steps, and what the newest answer came to: beside each other one above the other, the answer first where
    /// somebody has to read it.
    fn body(&self, frame: &mut Frame<'_>, area: Rect, asked: &Asked) {
        let rows = usize::from(area.height);
        let (mut list, mut told) = match asked {
            Asked::Naming(naming) => (self.steps(naming), self.told(naming)),
            Asked::Sorting(sorting) => (self.sequence(sorting), self.judged(sorting)),
        };
        if asked.is_over() {
            told.extend((!told.is_empty() && area.height >= LOW).then(Line::default));
            told.append(&mut list);
            return self.paged(frame, area, told, 0);
        }
        // Some steps stay in sight.
        told.truncate(rows.saturating_sub(list.len().min(2)));
        let [above, below] = stacked(area, [None, u16::try_from(told.len()).ok()]);
        let newest =
            if matches!(asked, Asked::Naming(naming) if naming.exercise == Exercise::Recall) { list.len() } else { 0 };
        self.paged(frame, above, list, newest);
        put_lines(frame, below, told);
    }

    /// As many lines as have room, from where somebody scrolled to; what has none is counted.
    fn paged(&self, frame: &mut Frame<'_>, area: Rect, mut lines: Vec<Line<'static>>, begins: usize) {
        let rows = usize::from(area.height);
        let first = self.drill.page.first_of(lines.len(), rows, begins);
        let below = lines.len().saturating_sub(first + rows);
        lines = lines.split_off(first.min(lines.len()));
        if below > 0 && rows > 1 {
            lines.truncate(rows - 1);
            lines.push(Line::styled(format!(" ↓ {} more lines", below + 1), self.view.theme.focus));
        }
        put_lines(frame, area, lines);
    }

    /// The steps in sight, by short.
    fn steps(&self, naming: &Naming) -> Vec<Line<'static>> {
        let line = |(ix, verdict): &(ItemIx, Option<Verdict>)| {
            let verdict = verdict.filter(|_| !self.drill.is_exam());
            let (sign, style) = verdict.map_or(("·", Style::new()), |verdict| (sign(verdict), self.style(verdict)));
            let told = verdict.filter(|verdict| *verdict != Verdict::Right);
            let told = told.map(|verdict| format!("  {}", verdict.told().to_lowercase())).unwrap_or_default();
            let step = Span::raw(cut(self.short(*ix), self.width.saturating_sub(2 + wide(&told))));
            Line::from(vec![Span::styled(format!(" {sign} "), style), step, Span::styled(told, style)])
        };
        let mut shown = naming.shown.clone();
        // What was named too early is learnt where it belongs.
        if naming.left.is_empty() {
            shown.sort_by_key(|(ix, _)| *ix);
        }
        shown.iter().map(line).collect()
    }

    /// The steps to be put in sequence, each with its key and the place that it was given.
    fn sequence(&self, sorting: &Sorting) -> Vec<Line<'static>> {
        let theme = self.view.theme;
        let step = |(n, ix): (usize, &ItemIx)| {
            let words = cut(self.short(*ix), self.width.saturating_sub(8));
            match sorting.placed.iter().position(|placed| placed == ix) {
                Some(at) => Line::from(vec![
                    Span::styled(format!(" {} ", n + 1), theme.muted),
                    Span::styled(format!("{:>3}. ", at + 1), theme.focus),
                    Span::styled(words, theme.muted),
                ]),
                None => Line::from(vec![
                    Span::styled(format!(" {} ", n + 1), theme.key),
                    Span::raw(format!("     {words}")),
                ]),
            }
        };
        if sorting.marks.is_empty() { sorting.steps.iter().enumerate().map(step).collect() } else { Vec::new() }
    }

    /// The sequence that was given, with what had to come first.
    fn judged(&self, sorting: &Sorting) -> Vec<Line<'static>> {
        let wrong = sorting.marks.iter().filter(|mark| mark.verdict != Verdict::Right).count();
        let words = match wrong {
            _ if sorting.marks.is_empty() => return Vec::new(),
            0 => format!("{}  Nothing came before what it waits for.", Verdict::Right.told()),
            1 => "One step came too early.".to_owned(),
            wrong => format!("{wrong} steps came too early."),
        };
        let mut lines = self.says(&words, if wrong == 0 { self.view.theme.done } else { self.view.theme.caution });
        let mut said = String::new();
        for (mark, ix) in sorting.marks.iter().zip(&sorting.placed) {
            let sign = Span::styled(format!(" {} ", sign(mark.verdict)), self.style(mark.verdict));
            lines.push(Line::from(vec![sign, Span::raw(cut(self.short(*ix), self.width - 2))]));
            // What holds for several is said once.
            let why = format!("{}. {}", mark.expected, mark.why);
            if mark.verdict != Verdict::Right && why != said {
                lines.extend(
                    wrap(&why, self.width.saturating_sub(4))
                        .into_iter()
                        .map(|words| Line::styled(format!("     {words}"), self.view.theme.muted)),
                );
                said = why;
            }
        }
        if wrong > 0 {
            lines.push(Line::styled(" As the checklist has it:", self.view.theme.title));
            let mut steps = sorting.steps.clone();
            steps.sort_unstable();
            let row = |(n, ix): (usize, &ItemIx)| Line::raw(format!(" {n}  {}", cut(self.short(*ix), self.width - 3)));
            lines.extend((1..).zip(&steps).map(row));
        }
        lines
    }

    /// What the newest words came to, in the checklist's own.
    fn told(&self, naming: &Naming) -> Vec<Line<'static>> {
        let caution = self.view.theme.caution;
        let is_recall = naming.exercise == Exercise::Recall;
        let words = match &naming.told {
            None => return Vec::new(),
            Some(Told::NotHeard) => "Not recognised: say it in other words.".to_owned(),
            Some(Told::Nothing) if is_recall && self.drill.is_exam() => {
                "Was that all? Once more ends this section.".to_owned()
            }
            Some(Told::Nothing) if is_recall => "Try a word of it. Enter on nothing again gives a prompt.".to_owned(),
            Some(Told::Nothing) => "Try a word of it. Enter on nothing again shows it.".to_owned(),
            Some(Told::InSight(ix)) => format!("Stands here already: {}", self.text(*ix)),
            Some(Told::NotThat(ix)) => format!("Not that one: {}. One more try.", self.text(*ix)),
            Some(Told::Judged(mark)) => return self.told_of(mark),
        };
        self.says(&words, caution)
    }

    fn told_of(&self, mark: &Mark) -> Vec<Line<'static>> {
        let (checklist, theme) = (&self.drill.lesson.checklist, self.view.theme);
        let Some(item) = checklist.find(mark.about.as_str()).map(|ix| checklist.item(ix)) else { return Vec::new() };
        if self.drill.is_exam() {
            return self.says(&format!("Taken: {}", item.text), Style::new());
        }
        let given = match mark.verdict {
            Verdict::Right | Verdict::Prompted => String::new(),
            _ if mark.given.is_blank() => String::new(),
            _ => format!("  (you: {})", mark.given),
        };
        let mut lines = self.says(&format!("{}  {}{given}", mark.verdict.told(), item.text), self.style(mark.verdict));
        let early = if mark.verdict == Verdict::OutOfOrder { "Something comes before it. " } else { "" };
        let why = if mark.why.is_blank() { &item.why } else { &mark.why };
        lines.extend(self.says(&format!("{early}{why}"), Style::new()));
        lines.extend(self.says(&sourced(checklist, &item.sources, item.evidence), theme.muted));
        lines
    }

    fn says(&self, words: &str, style: Style) -> Vec<Line<'static>> {
        wrap(words, self.width).into_iter().map(|words| Line::styled(format!(" {words}"), style)).collect()
    }

    /// What is typed, or which of several may be meant.
    fn typed(&self, asked: &Asked) -> Vec<Line<'static>> {
        let theme = self.view.theme;
        if self.drill.leaving {
            let is_exam = self.drill.is_exam();
            let (what, left) = if is_exam { ("exam", "missed") } else { ("drill", "not asked") };
            return self.says(&format!("End the {what}? What is left counts as {left}."), theme.caution);
        }
        let Asked::Naming(naming) = asked else { return Vec::new() };
        if naming.left.is_empty() {
            return Vec::new();
        }
        if !naming.perhaps.is_empty() {
            let row = |key: String, words: &str| {
                Line::from(vec![Span::styled(format!(" {key} "), theme.key), Span::raw(cut(words, self.width - 2))])
            };
            let said = Text::sanitise(self.drill.field.value());
            let asks = Line::styled(format!(" Did you mean, by \"{said}\":"), theme.title);
            let some = (1..).zip(&naming.perhaps).map(|(n, ix)| row(format!("{n}"), self.text(*ix)));
            return [asks].into_iter().chain(some).chain([row("0".to_owned(), "none of these")]).collect();
        }
        let prompt = naming.prompted.map(|ix| self.says(&self.prompt(ix), theme.focus)).unwrap_or_default();
        let mut field = field_line(self.view, "", self.drill.field.value(), "", self.width);
        field.spans.insert(0, Span::raw(" "));
        prompt.into_iter().chain([field]).collect()
    }

    /// How a step begins, the letters of the longer words that follow, and who does it if not both do.
    fn prompt(&self, ix: ItemIx) -> String {
        let item = self.drill.lesson.checklist.item(ix);
        let words: Vec<&str> = item.text.as_str().split(' ').collect();
        let (begins, follows) = words.split_at(words.len().min(2));
        let letters = follows.iter().filter(|word| word.chars().count() > 3).take(3);
        let letters = letters.filter_map(|word| word.chars().next()).map(|letter| format!(" {letter}…"));
        let who = match item.role {
            Responsible::Nurse | Responsible::Clinician => format!(" ({})", item.role.word()),
            Responsible::Either | Responsible::Both => String::new(),
        };
        format!("Prompt: {}{}{who}", begins.join(" "), letters.collect::<String>())
    }

    fn keys(&self, asked: &Asked) -> (KeyMode, Vec<Hint>) {
        let hint = Hint::key;
        match asked {
            _ if self.drill.leaving => (KeyMode::Typing, vec![hint(Key::Enter, "end it"), hint(Key::Esc, "go on")]),
            Asked::Naming(naming) if naming.left.is_empty() => (KeyMode::Drill, Vec::new()),
            Asked::Naming(naming) if !naming.perhaps.is_empty() => {
                let which = (1..=naming.perhaps.len()).chain([0]).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
                (KeyMode::Typing, vec![Hint::new(which, "say which"), hint(Key::Esc, "end")])
            }
            Asked::Naming(naming) => {
                let is_whole = self.drill.is_exam() && naming.exercise == Exercise::Recall;
                let tab = match (is_whole, self.width < 60) {
                    (true, false) => "that was all",
                    (true, true) => "all",
                    (false, false) => "I do not know",
                    (false, true) => "pass",
                };
                (KeyMode::Typing, vec![hint(Key::Enter, "say it"), hint(Key::Tab, tab), hint(Key::Esc, "end")])
            }
            Asked::Sorting(sorting) if sorting.is_placed() && sorting.marks.is_empty() => {
                (KeyMode::Drill, vec![Hint::of(self.view, KeyMode::Drill, ENTER, "judge it")])
            }
            Asked::Sorting(sorting) if sorting.marks.is_empty() => {
                (KeyMode::Drill, vec![Hint::new(format!("1-{}", sorting.steps.len()), "next")])
            }
            Asked::Sorting(_) => (KeyMode::Drill, Vec::new()),
        }
    }

    fn style(&self, verdict: Verdict) -> Style {
        match verdict {
            Verdict::Right => self.view.theme.done,
            Verdict::Prompted | Verdict::Extra => self.view.theme.focus,
            Verdict::OutOfOrder | Verdict::Missed | Verdict::Wrong | Verdict::Unsafe => self.view.theme.caution,
        }
    }
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "✓",
        Verdict::Prompted => "○",
        Verdict::OutOfOrder => "<",
        Verdict::Missed | Verdict::Extra | Verdict::Wrong | Verdict::Unsafe => "x",
    }
}

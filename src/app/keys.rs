//! The one table of keys: dispatch, hint bar, help screen and the README's table read it.

/// A key, as far as the screens tell keys apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names on the keys")]
pub enum Key {
    Char(char),
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
}

/// Where a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The worklist.
    Worklist,
    /// The run screen.
    Run,
    /// The panel of a stop.
    Stop,
    /// A page to read: help, why.
    Page,
    /// A field in which text is typed: keys are letters there.
    Typing,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table's long texts say what each does")]
pub enum Action {
    List(ListAction),
    Run(RunAction),
    Stop(StopAction),
    Page(PageAction),
    Who,
    Help,
    Back,
    Quit,
}

/// What a key does on the worklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table's long texts say what each does")]
pub enum ListAction {
    Up,
    Down,
    Open,
    New,
    Refresh,
}

/// What a key does in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table's long texts say what each does")]
pub enum RunAction {
    Up,
    Down,
    NextSection,
    PreviousSection,
    First,
    Last,
    GoToNext,
    Tick,
    Enter,
    NotRight,
    NotApplicable,
    Defer,
    Again,
    Note,
    Undo,
    Redo,
    Override,
    Why,
    CloseCase,
}

/// The ways out of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table's long texts say what each does")]
pub enum StopAction {
    Correct,
    Again,
    StopCase,
    Override,
}

/// What a key does on a page to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table's long texts say what each does")]
pub enum PageAction {
    Up,
    Down,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, the first of which is shown.
    pub keys: &'static [Key],
    /// How the keys are written for a reader.
    pub label: &'static str,
    /// What it does.
    pub action: Action,
    /// In a word or two, for the hint bar; nothing where the bar leaves it out.
    pub short: &'static str,
    /// In a sentence, for help and README.
    pub long: &'static str,
    /// Whether it records something at once, so that a bouncing key must not repeat it.
    pub records: bool,
}

const fn row(
    context: Context,
    keys: &'static [Key],
    label: &'static str,
    action: Action,
    short: &'static str,
    long: &'static str,
) -> Binding {
    let records = matches!(action, Action::Run(RunAction::Tick | RunAction::Undo | RunAction::Redo));
    Binding { context, keys, label, action, short, long, records }
}

use Context::{Page, Run, Stop, Worklist};
use Key::{Char, Down, End, Enter, Esc, Home, Tab, Up};

/// Every key of every screen.
pub const BINDINGS: &[Binding] = &[
    row(Worklist, &[Enter], "enter", Action::List(ListAction::Open), "open", "open the case"),
    row(Worklist, &[Char('n')], "n", Action::List(ListAction::New), "new case", "open a new case"),
    row(Worklist, &[Up, Char('k')], "↑ k", Action::List(ListAction::Up), "", "go up"),
    row(Worklist, &[Down, Char('j')], "↓ j", Action::List(ListAction::Down), "", "go down"),
    row(Worklist, &[Char('g')], "g", Action::List(ListAction::Refresh), "", "read the list anew"),
    row(Worklist, &[Char('w')], "w", Action::Who, "who", "say who is at the keyboard"),
    row(Worklist, &[Char('?')], "?", Action::Help, "help", "show all keys"),
    row(Worklist, &[Char('q')], "q", Action::Quit, "quit", "leave the program"),
    row(
        Run,
        &[Char(' ')],
        "space",
        Action::Run(RunAction::Tick),
        "done",
        "tick a check; on a value, begin to type it; never answers a choice or a stop",
    ),
    row(
        Run,
        &[Enter],
        "enter",
        Action::Run(RunAction::Enter),
        "type",
        "type a value, choose several, or decide about a stop",
    ),
    row(
        Run,
        &[Char('x')],
        "x",
        Action::Run(RunAction::NotRight),
        "not right",
        "the check was made and is not in order; asks for the reason",
    ),
    row(
        Run,
        &[Char('c')],
        "c",
        Action::Run(RunAction::Note),
        "note",
        "write a note about the item; no names, no birth dates, no record numbers",
    ),
    row(Run, &[Char('u')], "u", Action::Run(RunAction::Undo), "undo", "take back your own last entry"),
    row(Run, &[Char('r')], "r", Action::Run(RunAction::Redo), "", "put back what you took back"),
    row(
        Run,
        &[Char('o')],
        "o",
        Action::Run(RunAction::Override),
        "",
        "go on in spite of a stop or an open critical item (clinician); asks for the reason",
    ),
    row(Run, &[Char('i')], "i", Action::Run(RunAction::Why), "why", "why the item matters, its source and its history"),
    row(
        Run,
        &[Char('n')],
        "n",
        Action::Run(RunAction::NotApplicable),
        "n/a",
        "does not apply to this patient; asks for the reason",
    ),
    row(
        Run,
        &[Char('d')],
        "d",
        Action::Run(RunAction::Defer),
        "defer",
        "put off to the next phase; asks for the reason",
    ),
    row(
        Run,
        &[Char('a')],
        "a",
        Action::Run(RunAction::Again),
        "again",
        "check again: a new finding, the earlier one stays true",
    ),
    row(Run, &[Up, Char('k')], "↑ k", Action::Run(RunAction::Up), "", "go up"),
    row(Run, &[Down, Char('j')], "↓ j", Action::Run(RunAction::Down), "", "go down"),
    row(Run, &[Tab], "tab", Action::Run(RunAction::NextSection), "", "go to the next section"),
    row(Run, &[Key::BackTab], "shift-tab", Action::Run(RunAction::PreviousSection), "", "go to the section before"),
    row(Run, &[Home], "home", Action::Run(RunAction::First), "", "go to the section's first item"),
    row(Run, &[End], "end", Action::Run(RunAction::Last), "", "go to the section's last item"),
    row(Run, &[Char('g')], "g", Action::Run(RunAction::GoToNext), "", "go to what is next"),
    row(Run, &[Char('e')], "e", Action::Run(RunAction::CloseCase), "", "end the case: close it with an outcome"),
    row(Run, &[Char('w')], "w", Action::Who, "", "say who is at the keyboard"),
    row(Run, &[Char('?')], "?", Action::Help, "help", "show all keys"),
    row(
        Run,
        &[Esc],
        "esc",
        Action::Back,
        "list",
        "leave the case and go back to the list; it is held for the next person",
    ),
    row(Run, &[Char('q')], "q", Action::Quit, "quit", "leave the program; the case is held"),
    row(
        Stop,
        &[Char('1')],
        "1",
        Action::Stop(StopAction::Correct),
        "correct the answer",
        "the answer was entered wrongly: record the right one",
    ),
    row(
        Stop,
        &[Char('2')],
        "2",
        Action::Stop(StopAction::Again),
        "check again",
        "a new finding: record it, the earlier one stays true",
    ),
    row(
        Stop,
        &[Char('3')],
        "3",
        Action::Stop(StopAction::StopCase),
        "stop the case",
        "stop the procedure, with a reason; recovery and follow-up stay open",
    ),
    row(
        Stop,
        &[Char('4')],
        "4",
        Action::Stop(StopAction::Override),
        "override",
        "go on in spite of it (clinician, where allowed); name and reason are recorded",
    ),
    row(Stop, &[Char('w')], "w", Action::Who, "who", "say who is at the keyboard"),
    row(Stop, &[Char('?')], "?", Action::Help, "help", "show all keys"),
    row(Stop, &[Esc], "esc", Action::Back, "leave it standing", "leave the stop standing; later sections stay closed"),
    row(Page, &[Esc, Enter, Char('?'), Char('i'), Char('q'), Char(' ')], "esc", Action::Back, "back", "go back"),
    row(Page, &[Up, Char('k')], "↑ k", Action::Page(PageAction::Up), "", "scroll up"),
    row(Page, &[Down, Char('j')], "↓ j", Action::Page(PageAction::Down), "", "scroll down"),
];

/// The row for a key in a context. Letters count whatever their case.
pub fn binding_for(context: Context, key: Key) -> Option<&'static Binding> {
    let key = match key {
        Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
        other => other,
    };
    BINDINGS.iter().find(|binding| binding.context == context && binding.keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::BINDINGS;
    use std::collections::HashSet;

    #[test]
    fn no_key_stands_twice_in_one_context() {
        let mut seen = HashSet::new();
        for binding in BINDINGS {
            for key in binding.keys {
                assert!(seen.insert((binding.context, *key)), "{key:?} stands twice in {:?}", binding.context);
            }
        }
    }
}

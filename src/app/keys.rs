//! The one table of keys: dispatch, hint bar, help screen and the README's table read it.

use super::action::{
    Action, CardAction, FollowUpAction, ListAction, PageAction, RunAction, SignAction, StopAction, Way,
};
use std::fmt::{self, Write};

/// A key, as far as the screens tell keys apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
pub enum KeyMode {
    /// The worklist.
    Worklist,
    /// The run screen.
    Run,
    /// The panel of a stop.
    Stop,
    /// The panel of a sign-off.
    Sign,
    /// The card of a case that somebody left.
    Card,
    /// The page of a follow-up.
    FollowUp,
    /// A page to read: help, why.
    Page,
    /// A field in which text is typed: keys are letters there.
    Typing,
}

/// As it is written for a reader.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Char(' ') => "space",
            Self::Char(c) => return f.write_char(*c),
            Self::Ctrl(c) => return write!(f, "ctrl-{c}"),
            Self::Enter => "enter",
            Self::Esc => "esc",
            Self::Tab => "tab",
            Self::BackTab => "shift-tab",
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Left => "←",
            Self::Right => "→",
            Self::Home => "home",
            Self::End => "end",
            Self::PageUp => "page-up",
            Self::PageDown => "page-down",
            Self::Backspace => "backspace",
            Self::Delete => "delete",
        })
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: KeyMode,
    /// The keys as they are told, the likeliest first.
    pub keys: &'static [Key],
    /// Keys that do it as well, of which nobody needs to be told.
    also: &'static [Key],
    pub action: Action,
    /// In a word or two, for the hint bar; nothing where the bar leaves it out.
    pub short: &'static str,
    /// In a sentence, for help and README.
    pub long: &'static str,
}

const fn row(
    context: KeyMode,
    keys: &'static [Key],
    action: Action,
    short: &'static str,
    long: &'static str,
) -> Binding {
    Binding { context, keys, also: &[], action, short, long }
}

impl Binding {
    const fn also(self, also: &'static [Key]) -> Self {
        Self { also, ..self }
    }

    fn has(&self, key: Key) -> bool {
        self.keys.contains(&key) || self.also.contains(&key)
    }
}

use Key::{Char, Down, End, Enter, Esc, Home, Tab, Up};
use KeyMode::{Card, FollowUp, Page, Run, Sign, Stop, Worklist};

/// Every key of every screen.
pub const BINDINGS: &[Binding] = &[
    row(Worklist, &[Enter], Action::List(ListAction::Open), "open", "open the case"),
    row(Worklist, &[Char('n')], Action::List(ListAction::New), "new", "open a new case that begins now"),
    row(Worklist, &[Char('p')], Action::List(ListAction::Plan), "plan", "plan a case for later"),
    row(
        Worklist,
        &[Char('/')],
        Action::List(ListAction::Find),
        "find",
        "show only cases with these words: code, bay, state, checklist, what is next; enter keeps it, esc shows all",
    ),
    row(
        Worklist,
        &[Char('o')],
        Action::List(ListAction::Code),
        "code",
        "open a case by its code, closed ones too; a scanned slip opens its case without it",
    ),
    row(
        Worklist,
        &[Char('x')],
        Action::List(ListAction::End),
        "end",
        "end the case: did not attend, cancelled, entered in error; a closed one is reopened; asks for the reason and the code",
    ),
    row(Worklist, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    row(Worklist, &[Char('v')], Action::List(ListAction::Slip), "slip", "show the case's whole code"),
    row(
        Worklist,
        &[Char('c')],
        Action::List(ListAction::Closed),
        "closed",
        "show the newest closed cases too, or no more",
    ),
    row(Worklist, &[Up, Char('k')], Action::List(ListAction::Up), "", "go up"),
    row(Worklist, &[Down, Char('j')], Action::List(ListAction::Down), "", "go down"),
    row(Worklist, &[Home], Action::List(ListAction::First), "", "go to the first case"),
    row(Worklist, &[End], Action::List(ListAction::Last), "", "go to the last case"),
    row(Worklist, &[Char('g')], Action::List(ListAction::GoToNext), "", "go to what is most pressing"),
    row(Worklist, &[Esc], Action::List(ListAction::ShowAll), "", "show all cases again"),
    row(Worklist, &[Char('?')], Action::Help, "help", "show all keys"),
    row(Worklist, &[Char('q')], Action::Quit, "quit", "leave the program"),
    row(
        Run,
        &[Char(' ')],
        Action::Run(RunAction::Tick),
        "done",
        "tick a check; on a value, begin to type it; never answers a choice or a stop",
    ),
    row(Run, &[Enter], Action::Run(RunAction::Enter), "type", "type a value, choose several, or decide about a stop"),
    row(
        Run,
        &[Char('x')],
        Action::Run(RunAction::NotRight),
        "not right",
        "the check was made and is not in order; asks for the reason",
    ),
    row(
        Run,
        &[Char('c')],
        Action::Run(RunAction::Note),
        "note",
        "write a note about the item; no names, no birth dates, no record numbers",
    ),
    row(Run, &[Char('u')], Action::Run(RunAction::Undo), "undo", "take back your own last entry"),
    row(Run, &[Char('r')], Action::Run(RunAction::Redo), "", "put back what you took back"),
    row(
        Run,
        &[Char('o')],
        Action::Run(RunAction::Override),
        "",
        "go on in spite of a stop or an open critical item (clinician); asks for the reason",
    ),
    row(Run, &[Char('i')], Action::Run(RunAction::Why), "why", "why the item matters, its source and its history"),
    row(
        Run,
        &[Char('n')],
        Action::Run(RunAction::NotApplicable),
        "n/a",
        "does not apply to this patient; asks for the reason",
    ),
    row(Run, &[Char('d')], Action::Run(RunAction::Defer), "defer", "put off to the next phase; asks for the reason"),
    row(
        Run,
        &[Char('a')],
        Action::Run(RunAction::Again),
        "again",
        "check again: a new finding, the earlier one stays true",
    ),
    row(
        Run,
        &[Char('f')],
        Action::Run(RunAction::Finish),
        "",
        "tick together what is left of a do-confirm section after it was said; never a critical item, a question or a choice",
    ),
    row(
        Run,
        &[Char('s')],
        Action::Run(RunAction::Sign),
        "",
        "sign the phase off as complete; shows what is deferred and overridden",
    ),
    row(Run, &[Char('l')], Action::Run(RunAction::Late), "", "what is recorded next happened earlier: says when"),
    row(
        Run,
        &[Char('b')],
        Action::Run(RunAction::SaidBy),
        "",
        "says by whom it is said while you type; empty: by yourself again",
    ),
    row(Run, &[Char('h')], Action::Run(RunAction::Tell), "", "record whom you told about what was found at the item"),
    row(Run, &[Char('m')], Action::Run(RunAction::Team), "", "who is in the room"),
    row(Run, &[Char('p')], Action::Run(RunAction::Preset), "", "fill in what seldom varies, by a preset"),
    row(
        Run,
        &[Char('v')],
        Action::Run(RunAction::FollowUp),
        "",
        "the case in short, attempts to reach the patient, contacts that were not planned",
    ),
    row(Run, &[Up, Char('k')], Action::Run(RunAction::Go(Way::Up)), "", "go up"),
    row(Run, &[Down, Char('j')], Action::Run(RunAction::Go(Way::Down)), "", "go down"),
    row(Run, &[Tab], Action::Run(RunAction::Go(Way::NextSection)), "", "go to the next section"),
    row(Run, &[Key::BackTab], Action::Run(RunAction::Go(Way::PreviousSection)), "", "go to the section before"),
    row(Run, &[Home], Action::Run(RunAction::Go(Way::First)), "", "go to the section's first item"),
    row(Run, &[End], Action::Run(RunAction::Go(Way::Last)), "", "go to the section's last item"),
    row(Run, &[Char('g')], Action::Run(RunAction::Go(Way::ToNext)), "", "go to what is next"),
    row(Run, &[Char('e')], Action::Run(RunAction::CloseCase), "", "end the case: close it with an outcome"),
    row(Run, &[Char('w')], Action::Who, "", "say who is at the keyboard"),
    row(Run, &[Char('?')], Action::Help, "help", "show all keys"),
    row(Run, &[Esc], Action::Back, "list", "leave the case and go back to the list; it is held for the next person"),
    row(Run, &[Char('q')], Action::Quit, "quit", "leave the program; the case is held"),
    row(
        Stop,
        &[Char('1')],
        Action::Stop(StopAction::Correct),
        "correct the answer",
        "the answer was entered wrongly: record the right one",
    ),
    row(
        Stop,
        &[Char('2')],
        Action::Stop(StopAction::Again),
        "check again",
        "a new finding: record it, the earlier one stays true",
    ),
    row(
        Stop,
        &[Char('3')],
        Action::Stop(StopAction::StopCase),
        "stop the case",
        "stop the procedure, with a reason; recovery and follow-up stay open",
    ),
    row(
        Stop,
        &[Char('4')],
        Action::Stop(StopAction::Override),
        "override",
        "go on in spite of it (clinician, where allowed); name and reason are recorded",
    ),
    row(Stop, &[Char('h')], Action::Stop(StopAction::Tell), "told", "record whom you told about it"),
    row(Stop, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    row(Stop, &[Char('?')], Action::Help, "help", "show all keys"),
    row(Stop, &[Esc], Action::Back, "leave it standing", "leave the stop standing; later sections stay closed"),
    row(Sign, &[Enter], Action::Sign(SignAction::Sign), "sign", "sign the phase off, by name"),
    row(Sign, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    row(Sign, &[Esc], Action::Back, "back", "go back without signing"),
    row(Card, &[Enter], Action::Card(CardAction::GoOn), "continue here", "go on at the item where the case was left"),
    row(
        Card,
        &[Char('r')],
        Action::Card(CardAction::ReadAgain),
        "re-read the section",
        "go to the first item of that section and read it again",
    ),
    row(Card, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    row(Card, &[Char('?')], Action::Help, "help", "show all keys"),
    row(Card, &[Esc], Action::Back, "back", "look only; what you record asks for the code"),
    row(FollowUp, &[Enter], Action::FollowUp(FollowUpAction::GoOn), "its items", "go to the items of the follow-up"),
    row(
        FollowUp,
        &[Char('1')],
        Action::FollowUp(FollowUpAction::Reached),
        "reached",
        "the patient was reached: record it and go to the items",
    ),
    row(
        FollowUp,
        &[Char('2')],
        Action::FollowUp(FollowUpAction::Retry),
        "not reached",
        "not reached: to be tried again; with a remark, if there is one",
    ),
    row(
        FollowUp,
        &[Char('3')],
        Action::FollowUp(FollowUpAction::Letter),
        "letter",
        "a letter was sent; with a remark, if there is one",
    ),
    row(
        FollowUp,
        &[Char('4')],
        Action::FollowUp(FollowUpAction::Lose),
        "give up",
        "lost to follow-up, after enough attempts; asks for the reason",
    ),
    row(
        FollowUp,
        &[Char('c')],
        Action::FollowUp(FollowUpAction::Contact),
        "contact",
        "record a contact that was not planned",
    ),
    row(FollowUp, &[Char('u')], Action::FollowUp(FollowUpAction::Undo), "undo", "take back your own last entry"),
    row(FollowUp, &[Up, Char('k')], Action::FollowUp(FollowUpAction::Up), "", "scroll up"),
    row(FollowUp, &[Down, Char('j')], Action::FollowUp(FollowUpAction::Down), "", "scroll down"),
    row(FollowUp, &[Char('w')], Action::Who, "", "say who is at the keyboard"),
    row(FollowUp, &[Char('?')], Action::Help, "help", "show all keys"),
    row(FollowUp, &[Esc], Action::Back, "back", "go back"),
    row(Page, &[Esc], Action::Back, "back", "go back").also(&[Enter, Char('?'), Char('i'), Char('q'), Char(' ')]),
    row(Page, &[Up, Char('k')], Action::Page(PageAction::Up), "", "scroll up"),
    row(Page, &[Down, Char('j')], Action::Page(PageAction::Down), "", "scroll down"),
];

/// The row for a key in a context. Letters count whatever their case.
pub fn binding_for(context: KeyMode, key: Key) -> Option<&'static Binding> {
    let key = match key {
        Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
        other => other,
    };
    BINDINGS.iter().find(|binding| binding.context == context && binding.has(key))
}

/// The row of what is done in a context, whichever its keys.
pub fn binding_of(context: KeyMode, action: Action) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.context == context && binding.action == action)
}

#[cfg(test)]
mod tests {
    use super::BINDINGS;
    use std::collections::HashSet;

    #[test]
    fn no_key_stands_twice_in_one_context() {
        let mut seen = HashSet::new();
        for binding in BINDINGS {
            for key in binding.keys.iter().chain(binding.also) {
                assert!(seen.insert((binding.context, *key)), "{key:?} stands twice in {:?}", binding.context);
            }
        }
    }
}

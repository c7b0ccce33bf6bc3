//! What keys do, whichever they are. Each has a name, unlike any other of its context, by which a configuration gives
//! it keys.

use strum::IntoStaticStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    List(ListAction),
    Run(RunAction),
    Stop(StopAction),
    /// Sign the phase off.
    SignOff,
    Card(CardAction),
    FollowUp(FollowUpAction),
    Page(PageAction),
    LookUp,
    Crisis(CrisisAction),
    Practice(PracticeAction),
    Debrief(DebriefAction),
    Menu(MenuAction),
    Insight(InsightAction),
    Board(BoardAction),
    /// The crisis cards.
    Cards,
    Who,
    Help,
    Back,
    Quit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ListAction {
    Up,
    Down,
    First,
    Last,
    GoToNext,
    Open,
    New,
    Plan,
    Find,
    ShowAll,
    Code,
    Slip,
    End,
    Closed,
    /// Go over to practice.
    Practise,
    /// Show what a team learns from its cases.
    Insight,
    /// Show the follow-ups of all cases.
    Board,
}

/// Where a key goes in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Way {
    Up,
    Down,
    NextSection,
    PreviousSection,
    First,
    Last,
    ToNext,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum RunAction {
    Go(Way),
    Tick,
    #[strum(serialize = "type")]
    Enter,
    NotRight,
    /// One item in large letters, or the list again.
    Theatre,
    NotApplicable,
    Defer,
    Again,
    Note,
    Undo,
    Redo,
    Override,
    Why,
    Finish,
    Sign,
    NeedleMoved,
    Late,
    SaidBy,
    Tell,
    Team,
    Preset,
    FollowUp,
    #[strum(serialize = "close")]
    CloseCase,
    /// The crisis card that is named here.
    Card,
}

/// The ways out of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum StopAction {
    Correct,
    Again,
    StopCase,
    Override,
    NeedleMoved,
    Tell,
    /// The crisis card that it names.
    Card,
    /// Correct another answer that would end the stop: so many stand before it.
    Change(usize),
}

/// What a key does on the card of a case that somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum CardAction {
    GoOn,
    ReadAgain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum FollowUpAction {
    Reached,
    Retry,
    Letter,
    Lose,
    Contact,
    Undo,
    GoOn,
    /// Write the case's report.
    Report,
    /// Choose a handout to write.
    Handouts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum PageAction {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// What a key does on the screens of practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum PracticeAction {
    Up,
    Down,
    Enter,
    /// What stands under a number: so many stand before it.
    Pick(usize),
    /// Take the last step back.
    Undo,
}

/// What a key does at a debrief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum DebriefAction {
    DrillAll,
    /// What stands under a number: so many stand before it.
    Drill(usize),
    /// The same once more, with the same seed.
    Again,
    /// Show what was given, in its order.
    Replay,
    /// Say what will be done otherwise.
    Next,
    Export,
}

/// What a key does where what there is to rehearse is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum MenuAction {
    /// Practise what was missed or is due.
    Missed,
    /// Show how it went so far, or go back from there.
    Progress,
}

/// What a key does on the screen of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum InsightAction {
    NextPart,
    PreviousPart,
    /// The part under a number: so many stand before it.
    Part(usize),
    /// The figures of the next checklist.
    NextChecklist,
}

/// What a key does on the board of follow-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum BoardAction {
    Open,
    Find,
    Up,
    Down,
    First,
    Last,
}

/// What a key is about: help tells those that belong together together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyGroup {
    Answering,
    Moving,
    Case,
    Elsewhere,
}

impl KeyGroup {
    pub const ALL: [Self; 4] = [Self::Answering, Self::Moving, Self::Case, Self::Elsewhere];

    pub fn heading(self) -> &'static str {
        match self {
            Self::Answering => "ANSWERING",
            Self::Moving => "MOVING",
            Self::Case => "THE CASE",
            Self::Elsewhere => "ELSEWHERE",
        }
    }
}

/// What a key does on the crisis cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum CrisisAction {
    /// Open a card: so many stand before it.
    Open(usize),
    /// Ask for the case of what is not saved.
    Where,
    Called,
    Arrived,
    /// One of the card's drugs was given: so many stand before it.
    Drug(usize),
    DrugGiven,
    Undo,
    Up,
    Down,
}

impl Action {
    /// What there is none of in an exam.
    pub(super) fn helps(self) -> bool {
        matches!(self, Self::Help | Self::LookUp | Self::Run(RunAction::Why | RunAction::Undo | RunAction::Redo))
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::List(action) => action.into(),
            Self::Run(RunAction::Go(way)) => way.into(),
            Self::Run(action) => action.into(),
            Self::Stop(action) => action.into(),
            Self::Card(action) => action.into(),
            Self::FollowUp(action) => action.into(),
            Self::Page(action) => action.into(),
            Self::Crisis(action) => action.into(),
            Self::Practice(action) => action.into(),
            Self::Debrief(action) => action.into(),
            Self::Menu(action) => action.into(),
            Self::Insight(action) => action.into(),
            Self::Board(action) => action.into(),
            Self::SignOff | Self::LookUp | Self::Cards | Self::Who | Self::Help | Self::Back | Self::Quit => {
                self.into()
            }
        }
    }

    pub fn group(self) -> KeyGroup {
        match self {
            Self::List(action) => action.group(),
            Self::Run(action) => action.group(),
            Self::Stop(_) | Self::FollowUp(_) | Self::Practice(_) | Self::Debrief(_) | Self::Menu(_) => {
                KeyGroup::Answering
            }
            Self::Page(_) | Self::Insight(_) => KeyGroup::Moving,
            Self::SignOff | Self::Card(_) | Self::Board(BoardAction::Open) => KeyGroup::Case,
            Self::Board(_) => KeyGroup::Moving,
            Self::Crisis(_) | Self::Cards | Self::LookUp | Self::Who | Self::Help | Self::Back | Self::Quit => {
                KeyGroup::Elsewhere
            }
        }
    }

    /// Whether a key held down, or one that bounces, may do it again: moving and reading, nothing that records,
    /// confirms or leaves.
    pub(super) fn may_repeat(self) -> bool {
        match self {
            Self::List(_)
            | Self::Board(_)
            | Self::Page(_)
            | Self::Insight(_)
            | Self::LookUp
            | Self::Who
            | Self::Help => true,
            Self::Run(action) => matches!(action, RunAction::Go(_)),
            Self::Crisis(action) => matches!(action, CrisisAction::Open(_) | CrisisAction::Up | CrisisAction::Down),
            Self::Cards
            | Self::Stop(_)
            | Self::SignOff
            | Self::Card(_)
            | Self::FollowUp(_)
            | Self::Debrief(_)
            | Self::Menu(_)
            | Self::Back
            | Self::Quit => false,
            Self::Practice(action) => matches!(action, PracticeAction::Up | PracticeAction::Down),
        }
    }
}

impl ListAction {
    fn group(self) -> KeyGroup {
        match self {
            Self::Up | Self::Down | Self::First | Self::Last | Self::GoToNext => KeyGroup::Moving,
            Self::Find | Self::ShowAll | Self::Closed => KeyGroup::Moving,
            Self::Open | Self::New | Self::Plan | Self::Code | Self::Slip | Self::End => KeyGroup::Case,
            Self::Practise | Self::Insight | Self::Board => KeyGroup::Elsewhere,
        }
    }
}

impl RunAction {
    fn group(self) -> KeyGroup {
        match self {
            Self::Go(_) => KeyGroup::Moving,
            Self::Sign | Self::Team | Self::Preset | Self::FollowUp | Self::CloseCase => KeyGroup::Case,
            Self::Why | Self::Theatre | Self::Card => KeyGroup::Elsewhere,
            Self::Tick
            | Self::Enter
            | Self::NotRight
            | Self::NotApplicable
            | Self::Defer
            | Self::Again
            | Self::Note
            | Self::Undo
            | Self::Redo
            | Self::Override
            | Self::Finish
            | Self::NeedleMoved
            | Self::Late
            | Self::SaidBy
            | Self::Tell => KeyGroup::Answering,
        }
    }

    /// Whether words, a number or a digit are typed after it.
    pub(super) fn asks(self) -> bool {
        match self {
            Self::Enter
            | Self::NotRight
            | Self::NotApplicable
            | Self::Defer
            | Self::Note
            | Self::Override
            | Self::Late
            | Self::SaidBy
            | Self::Tell
            | Self::Team
            | Self::Preset
            | Self::CloseCase => true,
            Self::Go(_)
            | Self::Tick
            | Self::Again
            | Self::Undo
            | Self::Redo
            | Self::Why
            | Self::Theatre
            | Self::Finish
            | Self::Sign
            | Self::NeedleMoved
            | Self::Card
            | Self::FollowUp => false,
        }
    }

    /// Whether it only moves or shows something, so that a record that takes no more entries allows it too.
    pub(super) fn only_reads(self) -> bool {
        matches!(self, Self::Go(_) | Self::Why | Self::Theatre | Self::FollowUp | Self::Sign | Self::Card)
    }
}

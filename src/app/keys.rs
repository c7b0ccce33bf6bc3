//! The one table of keys: what a workstation's own keys are made from, and with them dispatch, hints, panels, help and
//! the tables of docs/keys.md.

use super::Key;
use super::action::{
    Action, BoardAction, CardAction, CrisisAction, DebriefAction, FollowUpAction, InsightAction, ListAction,
    MenuAction, PageAction, PracticeAction, RunAction, StopAction, Way,
};
use super::dialog::nth;
use std::borrow::Cow;
use strum::{EnumIter, IntoStaticStr};

/// Where a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum KeyMode {
    Worklist,
    Run,
    /// The panel of a stop.
    Stop,
    /// The panel of a sign-off.
    Sign,
    /// The card of a case that somebody left.
    #[strum(serialize = "held")]
    Card,
    FollowUp,
    /// A page to read: help, why.
    Page,
    /// The list of the crisis cards.
    Cards,
    /// A crisis card.
    Crisis,
    Locked,
    /// What there is to rehearse.
    Practice,
    /// A drill of practice.
    Drill,
    /// The debrief of a rehearsal.
    Debrief,
    /// What a team learns from its cases.
    Insight,
    /// The follow-ups of all cases.
    Board,
    /// A field in which text is typed: keys are letters there.
    Typing,
}

impl KeyMode {
    /// Those whose keys are told, in the order in which somebody comes to them.
    pub const TOLD: [Self; 15] = [
        Worklist, Board, Run, Stop, Sign, Card, FollowUp, Page, Cards, Crisis, Locked, Insight, Practice, Drill,
        Debrief,
    ];

    /// Where its keys hold, in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Worklist => "On the worklist",
            Self::Run => "In a case",
            Self::Stop => "At a stop",
            Self::Sign => "At a sign-off",
            Self::Card => "At a case that somebody left",
            Self::FollowUp => "On the page of a follow-up, and of a case in short",
            Self::Page => "On a page to read",
            Self::Cards => "On the list of crisis cards",
            Self::Crisis => "On a crisis card",
            Self::Locked => "On a locked screen",
            Self::Practice => "In practice",
            Self::Drill => "In a drill of practice",
            Self::Debrief => "At a debrief of practice",
            Self::Insight => "On the figures of all cases",
            Self::Board => "On the board of follow-ups",
            Self::Typing => "While something is typed",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone)]
pub struct Binding {
    pub context: KeyMode,
    /// The keys as they are told, the likeliest first.
    pub keys: Cow<'static, [Key]>,
    /// Keys that do it as well, of which nobody needs to be told.
    pub(super) also: Keys,
    pub action: Action,
    /// In a word or two, for the hint bar; nothing where the bar leaves it out.
    pub short: Words,
    /// In a sentence, for help and docs/keys.md.
    pub long: Words,
}

type Keys = &'static [Key];
type Words = &'static str;

const fn row(context: KeyMode, keys: Keys, action: Action, short: Words, long: Words) -> Binding {
    Binding { context, keys: Cow::Borrowed(keys), also: &[], action, short, long }
}

const fn list(keys: Keys, action: ListAction, short: Words, long: Words) -> Binding {
    row(KeyMode::Worklist, keys, Action::List(action), short, long)
}

const fn run(keys: Keys, action: RunAction, short: Words, long: Words) -> Binding {
    row(KeyMode::Run, keys, Action::Run(action), short, long)
}

const fn stop(keys: Keys, action: StopAction, short: Words, long: Words) -> Binding {
    row(KeyMode::Stop, keys, Action::Stop(action), short, long)
}

const fn follow_up(keys: Keys, action: FollowUpAction, short: Words, long: Words) -> Binding {
    row(KeyMode::FollowUp, keys, Action::FollowUp(action), short, long)
}

const fn scroll(context: KeyMode, keys: Keys, action: PageAction, long: Words) -> Binding {
    row(context, keys, Action::Page(action), "", long)
}

const fn card(keys: Keys, action: CrisisAction, short: Words, long: Words) -> Binding {
    row(KeyMode::Crisis, keys, Action::Crisis(action), short, long)
}

const fn practice(context: KeyMode, keys: Keys, action: PracticeAction, short: Words, long: Words) -> Binding {
    row(context, keys, Action::Practice(action), short, long)
}

const fn debrief(keys: Keys, action: DebriefAction, short: Words, long: Words) -> Binding {
    row(KeyMode::Debrief, keys, Action::Debrief(action), short, long)
}

const fn insight(keys: Keys, action: InsightAction, short: Words, long: Words) -> Binding {
    row(KeyMode::Insight, keys, Action::Insight(action), short, long)
}

const fn board(keys: Keys, action: BoardAction, short: Words, long: Words) -> Binding {
    row(KeyMode::Board, keys, Action::Board(action), short, long)
}

const fn cards(context: KeyMode, short: Words) -> Binding {
    row(
        context,
        &[Char('!'), F(2)],
        Action::Cards,
        short,
        "show the crisis cards, in an emergency; F2 also while words are typed",
    )
}

impl Binding {
    const fn also(mut self, also: Keys) -> Self {
        self.also = also;
        self
    }

    /// The first of its keys, as it is written.
    pub fn key(&self) -> String {
        self.keys.first().map(Key::to_string).unwrap_or_default()
    }

    /// What one of its keys does: of several answers each has its own.
    pub(super) fn action_of(&self, key: Key) -> Action {
        match self.action {
            Action::Stop(StopAction::Change(_)) => {
                Action::Stop(StopAction::Change(self.keys.iter().position(|own| *own == key).unwrap_or_default()))
            }
            Action::Crisis(CrisisAction::Open(_)) => Action::Crisis(CrisisAction::Open(nth(key).unwrap_or_default())),
            Action::Practice(PracticeAction::Pick(_)) => {
                Action::Practice(PracticeAction::Pick(nth(key).unwrap_or_default()))
            }
            Action::Debrief(DebriefAction::Drill(_)) => {
                Action::Debrief(DebriefAction::Drill(nth(key).unwrap_or_default()))
            }
            Action::Insight(InsightAction::Part(_)) => {
                Action::Insight(InsightAction::Part(nth(key).unwrap_or_default()))
            }
            Action::Crisis(CrisisAction::Drug(_)) => Action::Crisis(CrisisAction::Drug(nth(key).unwrap_or_default())),
            action => action,
        }
    }

    /// Its keys as they are told.
    pub fn label(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(Key::to_string).collect();
        keys.join(" ")
    }
}

use Key::{BackTab, Backspace, Char, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab, Up};
use KeyMode::{
    Board, Card, Cards, Crisis, Debrief, Drill, FollowUp, Insight, Locked, Page, Practice, Run, Sign, Stop, Worklist,
};

#[rustfmt::skip]
const DIGITS: Keys =
    &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8'), Char('9')];
/// Behind the ninth card.
#[rustfmt::skip]
const LETTERS: Keys =
    &[Char('a'), Char('b'), Char('c'), Char('d'), Char('e'), Char('f'), Char('g'), Char('h'), Char('i')];

/// One for each part of the figures.
const PARTS: Keys = &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6')];

/// Keys in a case that stand in no row of the table, since what they do depends on the item.
pub const TYPED: [(&str, &str); 2] = [
    ("1-9 0", "choose the option with that number; on a number, begin to type it"),
    ("= -", "before a value is typed: what stands behind that sign instead of it"),
];

/// Every key of every screen.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    list(&[Enter], ListAction::Open, "open", "open the case"),
    list(&[Char('n')], ListAction::New, "new", "open a new case that begins now"),
    list(&[Char('p')], ListAction::Plan, "plan", "plan a case for later"),
    list(&[Char('/')], ListAction::Find, "find",
        "show only cases with these words: code, bay, state, checklist, what is next; enter keeps it, esc shows all"),
    list(&[Char('o')], ListAction::Code, "code",
        "open a case by its code, closed ones too; a scanned slip opens its case without it"),
    list(&[Char('x')], ListAction::End, "end",
        "end the case: did not attend, cancelled, entered in error; a closed one is reopened; asks for the reason and the code"),
    row(Worklist, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    list(&[Char('v')], ListAction::Slip, "slip", "show the case's whole code"),
    list(&[Char('c')], ListAction::Closed, "closed", "show the newest closed cases too, or no more"),
    list(&[Up, Char('k')], ListAction::Up, "", "go up"),
    list(&[Down, Char('j')], ListAction::Down, "", "go down"),
    list(&[Home], ListAction::First, "", "go to the first case"),
    list(&[End], ListAction::Last, "", "go to the last case"),
    list(&[Char('g')], ListAction::GoToNext, "", "go to what is most pressing"),
    list(&[Esc], ListAction::ShowAll, "", "show all cases again"),
    row(Worklist, &[Char('i')], Action::LookUp, "look up",
        "look something up: pages, billing, handouts, crisis cards, with their sources"),
    list(&[Char('d')], ListAction::Board, "due",
        "the follow-ups of all cases: late, today, the next 7 days, done; the list shows of each case only what it needs most"),
    list(&[Char('t')], ListAction::Practise, "train", "practise: rehearse the steps, nothing of it is a patient's"),
    list(&[Char('s')], ListAction::Insight, "figures",
        "what all cases show: what is passed over, stops, time, follow-ups, week by week; nobody is named"),
    cards(Worklist, "crisis"),
    row(Worklist, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Worklist, &[Char('q')], Action::Quit, "quit", "leave the program (exit)"),

    run(&[Char(' ')], RunAction::Tick, "done",
        "tick a check; where the present time is asked for, record it; on another value, begin to type it; never answers a choice or a stop"),
    run(&[Enter], RunAction::Enter, "type",
        "type a value, choose several, or decide about a stop; at a drug line a scanned package fills lot and expiry"),
    run(&[Char('x')], RunAction::NotRight, "not right", "the check was made and is not in order; asks for the reason"),
    run(&[Char('c')], RunAction::Note, "note",
        "write a note about the item; no names, no birth dates, no record numbers"),
    run(&[Char('u')], RunAction::Undo, "undo", "take back your own last entry (a mistake); nothing is deleted"),
    run(&[Char('r')], RunAction::Redo, "", "put back what you took back"),
    run(&[Char('o')], RunAction::Override, "",
        "go on in spite of a stop or an open critical item (clinician); asks for the reason"),
    run(&[Char('i')], RunAction::Why, "why", "why the item matters, its source and its history"),
    run(&[Char('t')], RunAction::Theatre, "theatre",
        "the current item alone, in letters that can be read from some way off; t again, or esc, shows the others too"),
    row(Run, &[Char('/')], Action::LookUp, "",
        "look something up: the pages about the item first, then all others, billing, handouts, crisis cards"),
    run(&[Char('n')], RunAction::NotApplicable, "n/a", "does not apply to this patient; asks for the reason"),
    run(&[Char('d')], RunAction::Defer, "defer", "put off to the next phase; asks for the reason"),
    run(&[Char('a')], RunAction::Again, "again", "check again: a new finding, the earlier one stays true"),
    run(&[Char('f')], RunAction::Finish, "",
        "tick together what is left of a do-confirm section after it was said; never a critical item, a question or a choice"),
    run(&[Char('s')], RunAction::Sign, "", "sign the phase off as complete; shows what is deferred and overridden"),
    run(&[Char('z')], RunAction::NeedleMoved, "",
        "the needle was moved: what was checked of its place is open again"),
    run(&[Char('l')], RunAction::Late, "", "what is recorded next happened earlier: says when"),
    run(&[Char('b')], RunAction::SaidBy, "", "says by whom it is said while you type; empty: by yourself again"),
    run(&[Char('h')], RunAction::Tell, "", "record whom you told about what was found at the item"),
    run(&[Char('m')], RunAction::Team, "", "who is in the room"),
    run(&[Char('p')], RunAction::Preset, "", "fill in what seldom varies, by a preset"),
    run(&[Char('v')], RunAction::FollowUp, "",
        "the case in short, attempts to reach the patient, contacts that were not planned"),
    run(&[Up, Char('k')], RunAction::Go(Way::Up), "", "go up"),
    run(&[Down, Char('j')], RunAction::Go(Way::Down), "", "go down"),
    run(&[Tab], RunAction::Go(Way::NextSection), "", "go to the next section"),
    run(&[BackTab], RunAction::Go(Way::PreviousSection), "", "go to the section before"),
    run(&[Home], RunAction::Go(Way::First), "", "go to the section's first item"),
    run(&[End], RunAction::Go(Way::Last), "", "go to the section's last item"),
    scroll(Run, &[PageUp, F(7)], PageAction::PageUp, "show the rows above of an item that has no room"),
    scroll(Run, &[PageDown, F(8)], PageAction::PageDown, "show the rows below of an item that has no room"),
    run(&[Char('g')], RunAction::Go(Way::ToNext), "", "go to what is next"),
    run(&[Char('e')], RunAction::CloseCase, "", "end the case: close it with an outcome"),
    run(&[Char('y')], RunAction::Card, "card", "open the crisis card that the stop or the item names"),
    row(Run, &[Char('w')], Action::Who, "", "say who is at the keyboard"),
    cards(Run, "crisis"),
    row(Run, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Run, &[Esc], Action::Back, "list", "leave the case and go back to the list, where it is held for the next person; in practice, end what is played"),
    row(Run, &[Char('q')], Action::Quit, "quit", "leave the program (exit); the case is held"),

    stop(&[Char('1')], StopAction::Correct, "correct the answer",
        "the answer was entered wrongly: record the right one"),
    stop(&[Char('2')], StopAction::Again, "check again", "a new finding: record it, the earlier one stays true"),
    stop(&[Char('3')], StopAction::StopCase, "stop the case",
        "stop the procedure, with a reason; recovery and follow-up stay open"),
    stop(&[Char('4')], StopAction::Override, "override",
        "go on in spite of it (clinician, where allowed); name and reason are recorded"),
    stop(&[Char('z')], StopAction::NeedleMoved, "needle moved",
        "the needle was moved: what was checked of its place is open again"),
    stop(&[Char('h')], StopAction::Tell, "told", "record whom you told about it"),
    stop(&[Char('5'), Char('6'), Char('7'), Char('8'), Char('9')], StopAction::Change(0), "",
        "correct another answer that would end the stop; the panel names each"),
    stop(&[Char('y')], StopAction::Card, "crisis card", "open the crisis card that the stop names"),
    cards(Stop, ""),
    row(Stop, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    row(Stop, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Stop, &[Esc], Action::Back, "leave it standing", "leave the stop standing; later sections stay closed"),

    row(Sign, &[Enter], Action::SignOff, "sign", "sign the phase off, by name"),
    row(Sign, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    row(Sign, &[Esc], Action::Back, "back", "go back without signing"),

    row(Card, &[Enter], Action::Card(CardAction::GoOn), "continue here", "go on at the item where the case was left"),
    row(Card, &[Char('r')], Action::Card(CardAction::ReadAgain), "re-read the section",
        "go to the first item of that section and read it again"),
    row(Card, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    row(Card, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Card, &[Esc], Action::Back, "back", "look only; what you record asks for the code"),

    follow_up(&[Enter], FollowUpAction::GoOn, "its items", "go to the items of the follow-up"),
    follow_up(&[Char('1')], FollowUpAction::Reached, "reached",
        "the patient was reached: record it and go to the items"),
    follow_up(&[Char('2')], FollowUpAction::Retry, "not reached",
        "not reached: to be tried again; with a remark, if there is one"),
    follow_up(&[Char('3')], FollowUpAction::Letter, "letter", "a letter was sent; with a remark, if there is one"),
    follow_up(&[Char('4')], FollowUpAction::Lose, "give up",
        "lost to follow-up, after enough attempts; asks for the reason"),
    follow_up(&[Char('c')], FollowUpAction::Contact, "contact", "record a contact that was not planned"),
    follow_up(&[Char('u')], FollowUpAction::Undo, "undo", "take back your own last entry (a mistake); nothing is deleted"),
    follow_up(&[Char('e')], FollowUpAction::Report, "report",
        "write the case's report as a page, to be read or printed in a browser; says into which folder"),
    follow_up(&[Char('h')], FollowUpAction::Handouts, "handouts",
        "write a handout for the patient with the times of the case, to be printed from a browser"),
    scroll(FollowUp, &[Up, Char('k')], PageAction::Up, "scroll up"),
    scroll(FollowUp, &[Down, Char('j')], PageAction::Down, "scroll down"),
    scroll(FollowUp, &[PageUp], PageAction::PageUp, "a page up"),
    scroll(FollowUp, &[PageDown], PageAction::PageDown, "a page down"),
    scroll(FollowUp, &[Home], PageAction::First, "to the beginning"),
    scroll(FollowUp, &[End], PageAction::Last, "to the end"),
    row(FollowUp, &[Char('w')], Action::Who, "", "say who is at the keyboard"),
    row(FollowUp, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(FollowUp, &[Esc], Action::Back, "back", "go back"),

    row(Page, &[Esc], Action::Back, "back", "go back").also(&[Enter, Char('?'), Char('i'), Char('q'), Char(' ')]),
    row(Page, &[Char('/')], Action::LookUp, "look up", "look something up: pages, billing, handouts, crisis cards"),
    scroll(Page, &[Up, Char('k')], PageAction::Up, "scroll up"),
    scroll(Page, &[Down, Char('j')], PageAction::Down, "scroll down"),
    scroll(Page, &[PageUp], PageAction::PageUp, "a page up"),
    scroll(Page, &[PageDown], PageAction::PageDown, "a page down"),
    scroll(Page, &[Home], PageAction::First, "to the beginning"),
    scroll(Page, &[End], PageAction::Last, "to the end"),

    row(Locked, &[Enter], Action::Who, "who is there?", "any key: say who is there, and go on; a screen locks when nobody pressed a key for some time"),
    cards(Locked, "crisis"),

    row(Cards, DIGITS, Action::Crisis(CrisisAction::Open(0)), "", "open that card; always in this order")
        .also(LETTERS),
    row(Cards, &[Enter], Action::Crisis(CrisisAction::Where), "", "save stamps that are NOT SAVED: asks for the case"),
    row(Cards, &[Up], Action::Crisis(CrisisAction::Up), "", "scroll up").also(&[PageUp]),
    row(Cards, &[Down], Action::Crisis(CrisisAction::Down), "", "scroll down").also(&[PageDown]),
    row(Cards, &[Esc], Action::Back, "back", "go back to what stood here"),

    card(&[Char('c')], CrisisAction::Called, "called", "stamp now: called"),
    card(&[Char('a')], CrisisAction::Arrived, "arrived", "stamp now: arrived"),
    card(DIGITS, CrisisAction::Drug(0), "", "stamp now: the drug with that number was given; again for each dose"),
    card(&[Char('g')], CrisisAction::DrugGiven, "", "stamp now: a drug was given, where the card lists none"),
    card(&[Char('u')], CrisisAction::Undo, "undo", "take back your newest stamp on this card"),
    card(&[Up, Char('k')], CrisisAction::Up, "", "scroll up").also(&[PageUp]),
    card(&[Down, Char('j')], CrisisAction::Down, "", "scroll down").also(&[PageDown, Char(' ')]),
    practice(Practice, &[Enter], PracticeAction::Enter, "begin", "begin what the bar is on, or choose a part of it"),
    row(Practice, &[Char('m')], Action::Menu(MenuAction::Missed), "what I miss",
        "practise what you missed last, what is due, and then what you were never asked"),
    row(Practice, &[Char('v')], Action::Menu(MenuAction::Progress), "progress",
        "show your scores over time and what you know of each step"),
    practice(Practice, DIGITS, PracticeAction::Pick(0), "", "begin the exercise with that number"),
    practice(Practice, &[Up, Char('k')], PracticeAction::Up, "", "go up"),
    practice(Practice, &[Down, Char('j')], PracticeAction::Down, "", "go down"),
    row(Practice, &[Char('w')], Action::Who, "who", "say who practises"),
    cards(Practice, "crisis"),
    row(Practice, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Practice, &[Esc], Action::Back, "leave", "leave practice").also(&[Char('q')]),

    practice(Drill, DIGITS, PracticeAction::Pick(0), "", "the step with that number comes next"),
    practice(Drill, &[Enter], PracticeAction::Enter, "go on", "judge the sequence; go on to what is asked next"),
    practice(Drill, &[Char('u'), Backspace], PracticeAction::Undo, "undo", "take the last step back before it is judged"),
    practice(Drill, &[Up, Char('k')], PracticeAction::Up, "", "scroll up"),
    practice(Drill, &[Down, Char('j')], PracticeAction::Down, "", "scroll down"),
    row(Drill, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Drill, &[Esc], Action::Back, "end", "end the drill; what is left was not asked, in an exam it was missed"),

    debrief(&[Enter], DebriefAction::DrillAll, "drill what I missed", "drill all that is proposed"),
    debrief(DIGITS, DebriefAction::Drill(0), "", "drill what stands under that number"),
    debrief(&[Char('r')], DebriefAction::Again, "same again", "rehearse the same once more, with the same seed"),
    debrief(&[Char('c')], DebriefAction::Next, "next time", "write what you will do differently"),
    debrief(&[Char('p')], DebriefAction::Replay, "as it went", "show what was given, in its order, with its times"),
    debrief(&[Char('e')], DebriefAction::Export, "export", "say which command prints it: text, Markdown or HTML"),
    scroll(Debrief, &[Up, Char('k')], PageAction::Up, "scroll up"),
    scroll(Debrief, &[Down, Char('j')], PageAction::Down, "scroll down"),
    scroll(Debrief, &[PageUp], PageAction::PageUp, "a page up"),
    scroll(Debrief, &[PageDown, Char(' ')], PageAction::PageDown, "a page down"),
    row(Debrief, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Debrief, &[Esc], Action::Back, "back", "go back to what there is to rehearse"),

    insight(&[Tab, Right], InsightAction::NextPart, "next part", "go to the next part of the figures"),
    insight(&[BackTab, Left], InsightAction::PreviousPart, "", "go to the part before"),
    insight(PARTS, InsightAction::Part(0), "", "go to the part with that number"),
    insight(&[Char('c')], InsightAction::NextChecklist, "", "show the figures of the next checklist"),
    scroll(Insight, &[Up, Char('k')], PageAction::Up, "scroll up; to the chart before"),
    scroll(Insight, &[Down, Char('j')], PageAction::Down, "scroll down; to the next chart"),
    scroll(Insight, &[PageUp], PageAction::PageUp, "a page up"),
    scroll(Insight, &[PageDown, Char(' ')], PageAction::PageDown, "a page down"),
    scroll(Insight, &[Home], PageAction::First, "to the beginning"),
    scroll(Insight, &[End], PageAction::Last, "to the end"),
    cards(Insight, "crisis"),
    row(Insight, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Insight, &[Esc], Action::Back, "list", "go back to the list, also while records are still read").also(&[Char('q')]),

    board(&[Enter], BoardAction::Open, "open", "open the case at this follow-up; esc comes back here"),
    board(&[Char('/')], BoardAction::Find, "find",
        "show only follow-ups with these words: code, bay, which one, checklist, how it stands; enter keeps it, esc shows all"),
    board(&[Up, Char('k')], BoardAction::Up, "", "go up"),
    board(&[Down, Char('j')], BoardAction::Down, "", "go down"),
    board(&[Home], BoardAction::First, "", "go to the first follow-up"),
    board(&[End], BoardAction::Last, "", "go to the last follow-up"),
    row(Board, &[Char('w')], Action::Who, "who", "say who is at the keyboard"),
    cards(Board, "crisis"),
    row(Board, &[Char('?')], Action::Help, "help", "show the keys; type a word there and it finds one on any screen"),
    row(Board, &[Esc], Action::Back, "list", "show all follow-ups again, then go back to the list").also(&[Char('q'), Char('d')]),

    cards(Crisis, "all"),
    row(Crisis, &[Esc], Action::Back, "back", "go back to what stood here; says for what there is no time"),
];

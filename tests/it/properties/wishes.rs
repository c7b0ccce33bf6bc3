//! What somebody may want of a case, and by whom, where and when; numbers pick among what there is.

use periop::domain::Confirmed;
use proptest::prelude::*;

/// Which item a wish is about: the one that is next (where a stop stands, else the first open one), or any.
#[derive(Debug, Clone, Copy)]
pub(super) enum At {
    Next,
    Any(usize),
}

/// What somebody may want: every act that there is.
#[derive(Debug, Clone)]
pub(super) enum Want {
    Answer { at: At, pick: usize, reason: bool, again: bool, alone: bool },
    Carry(At, usize),
    NotRight(At),
    Group(usize),
    Preset(usize),
    NotApplicable(At),
    Defer(At, usize),
    Override(At),
    Withdraw(At),
    Note(At),
    Escalate(At),
    StartTimer(At),
    Undo,
    Redo,
    Sign(usize),
    Hold(At),
    Resume,
    ConfirmCode,
    Label(usize),
    Team(usize),
    Attempt(usize, usize),
    Contact,
    Lose(usize),
    Crisis(usize),
    Start,
    Pin,
    NeedleMoved,
    Stop,
    Close(usize),
    Reopen,
}

/// A want, by whom, where, how long after the one before, and whether they look at the newest state.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub(super) want: Want,
    pub(super) who: usize,
    pub(super) station: bool,
    pub(super) seconds: i64,
    pub(super) done_earlier: i64,
    pub(super) stale: bool,
    pub(super) stated: bool,
    /// Whether they show the code with it.
    pub(super) code: Option<Confirmed>,
}

fn at() -> impl Strategy<Value = At> {
    prop_oneof![3 => Just(At::Next), 2 => (0_usize..64).prop_map(At::Any)]
}

fn about_items() -> impl Strategy<Value = Want> {
    let flag = prop::bool::weighted;
    let answer = (at(), 0_usize..24, flag(0.3), flag(0.2), flag(0.1));
    prop_oneof![
        36 => answer.prop_map(|(at, pick, reason, again, alone)| Want::Answer { at, pick, reason, again, alone }),
        2 => (at(), 0_usize..3).prop_map(|(at, when)| Want::Carry(at, when)),
        3 => at().prop_map(Want::NotRight),
        4 => (0_usize..8).prop_map(Want::Group),
        2 => (0_usize..2).prop_map(Want::Preset),
        2 => at().prop_map(Want::NotApplicable),
        2 => (at(), 0_usize..5).prop_map(|(at, to)| Want::Defer(at, to)),
        4 => at().prop_map(Want::Override),
        2 => at().prop_map(Want::Withdraw),
        1 => at().prop_map(Want::Note),
        1 => at().prop_map(Want::Escalate),
        2 => at().prop_map(Want::StartTimer),
    ]
}

fn about_the_case() -> impl Strategy<Value = Want> {
    prop_oneof![
        10 => Just(Want::Undo),
        6 => Just(Want::Redo),
        6 => (0_usize..3).prop_map(Want::Sign),
        2 => at().prop_map(Want::Hold),
        4 => Just(Want::Resume),
        1 => Just(Want::ConfirmCode),
        1 => (0_usize..4).prop_map(Want::Label),
        1 => (0_usize..4).prop_map(Want::Team),
        6 => (0_usize..8, 0_usize..3).prop_map(|(section, result)| Want::Attempt(section, result)),
        1 => Just(Want::Contact),
        3 => (0_usize..8).prop_map(Want::Lose),
        1 => (0_usize..5).prop_map(Want::Crisis),
        1 => Just(Want::Start),
        1 => Just(Want::Pin),
        9 => Just(Want::NeedleMoved),
        1 => Just(Want::Stop),
        2 => (0_usize..5).prop_map(Want::Close),
        1 => Just(Want::Reopen),
    ]
}

pub(super) fn wish() -> impl Strategy<Value = Wish> {
    let seconds = prop_oneof![4 => 0_i64..400, 1 => -120_i64..0, 1 => 0_i64..900_000];
    let flag = prop::bool::weighted;
    let want = prop_oneof![2 => about_items(), 1 => about_the_case()];
    let who = (0_usize..4, flag(0.2), flag(0.1));
    let when = (seconds, -60_i64..300, flag(0.1), flag(0.8));
    (want, who, when).prop_map(|(want, (who, station, stated), (seconds, done_earlier, stale, code))| Wish {
        want,
        who,
        station,
        seconds,
        done_earlier,
        stale,
        stated,
        code: code.then_some(Confirmed::Typed),
    })
}

//! The commands about a case's course: `start`, `label`, `team`, `hold`, `resume`, `confirm`, `sign`, `needle-moved`,
//! `stop`, `close`, `reopen` and `crisis`.

use super::recording::{OfCase, Seat, id, say, time, warn_unfit, words};
use super::{Done, by_word, warn};
use crate::desk::Starting;
use crate::domain::case::Act;
use crate::domain::checklist::{Checklist, PhaseIx};
use crate::domain::{CrisisStamp, Outcome, Plan, Text};
use crate::report::plan_words;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true).args(["label", "planned", "room"]))]
#[command(override_usage = "periop label [OPTIONS] <CODE> [LABEL]")]
pub(super) struct LabelArgs {
    /// The case's code.
    code: String,
    /// The bay or room. Never a patient's name, birth date or record number.
    label: Option<String>,
    /// A new time, for a planned case.
    #[arg(long, value_name = "WHEN")]
    planned: Option<String>,
    /// A new room, for a planned case.
    #[arg(long, value_name = "ROOM")]
    room: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct TeamArgs {
    /// The case's code.
    code: String,
    /// Who is in the room.
    #[arg(required = true, value_name = "CODE:ROLE")]
    members: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct HoldArgs {
    /// The case's code.
    code: String,
    /// The item at which it is left.
    item: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct SignArgs {
    #[command(flatten)]
    of: OfCase,
    /// The phase that is complete.
    phase: String,
}

#[derive(Debug, Args)]
pub(super) struct BecauseArgs {
    #[command(flatten)]
    of: OfCase,
    /// Why.
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub(super) struct CloseArgs {
    #[command(flatten)]
    of: OfCase,
    /// How it ended.
    #[arg(long, value_parser = by_word(Outcome::ALL, Outcome::word))]
    outcome: Outcome,
    /// Why; needed for every outcome but completed.
    #[arg(long)]
    reason: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct NeedleMovedArgs {
    #[command(flatten)]
    of: OfCase,
    /// Why, where that changes what was signed off.
    #[arg(long)]
    reason: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CrisisArgs {
    #[command(flatten)]
    of: OfCase,
    /// The crisis card.
    card: String,
    /// What happened.
    #[arg(value_parser = by_word(CrisisStamp::ALL, CrisisStamp::word))]
    stamp: CrisisStamp,
    /// What there is to say.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

impl OfCase {
    /// Starts a planned case with the checklist as it is today.
    pub(super) fn start(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.of(self)?;
        let Starting { act, gone, unfit } = step.session.desk.start(&step.loaded)?;
        warn_unfit(&unfit);
        if gone {
            let id = &step.case().checklist().id;
            warn(format_args!("there is no checklist {id} any more; the case follows the one it was planned with"));
        }
        let step = step.then(act)?;
        let case = step.case();
        let Checklist { title, version, .. } = &**case.checklist();
        if let Some(unset) = case.checklist().unset_words() {
            warn(unset);
        }
        say(format_args!("{} started: {title} {version}", case.code()), out)
    }

    pub(super) fn resume(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.taken(self, Act::Resume)?;
        step.say_done(format_args!("{} taken up again", step.case().code()), out)
    }

    pub(super) fn confirm(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.taken(self, Act::ConfirmCode)?;
        step.say_done(format_args!("{} is the case at hand", step.case().code()), out)
    }
}

impl LabelArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.at(&self.code)?;
        let at = self.planned.as_deref().map(|at| time(at, "--planned", &step.now)).transpose()?;
        let planned = match (step.case().planned(), at, words(self.room.as_ref())) {
            (_, None, None) => None,
            // What is not named stays.
            (Some(plan), at, room) => {
                Some(Plan { at: at.unwrap_or(plan.at), room: room.or_else(|| plan.room.clone()) })
            }
            // Refused below: the case has begun.
            (None, at, room) => Some(Plan { at: at.unwrap_or(step.now.at), room }),
        };
        let act = Act::Label { label: words(self.label.as_ref()), planned };
        let step = step.then(act)?;
        let case = step.case();
        let label = case.label().map(Text::as_str).unwrap_or_default();
        let plan = case.planned().map(|plan| format!("  {}", plan_words(plan, &step.now))).unwrap_or_default();
        step.say_done(format!("{}  {label}{plan}", case.code()).trim_end(), out)
    }
}

impl TeamArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let members = self.members.iter().map(|raw| raw.parse()).collect::<Result<Vec<_>, _>>()?;
        let step = seat.at(&self.code)?.then(Act::Team { members })?;
        let names: Vec<String> = step.case().team().iter().map(ToString::to_string).collect();
        step.say_done(format_args!("in the room: {}", names.join(", ")), out)
    }
}

impl HoldArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.at(&self.code)?;
        let item = self.item.as_deref().map(|item| step.item(item)).transpose()?;
        let item = item.map(|ix| step.case().checklist().item(ix).id.clone());
        let step = step.then(Act::Hold { item })?;
        step.say_done(format_args!("{} held", step.case().code()), out)
    }
}

impl SignArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let phase = id(&self.phase)?;
        let step = seat.taken(&self.of, Act::Sign { phase: phase.clone() })?;
        let case = step.case();
        let ix = case.checklist().phases.iter().position(|known| known.id == phase).map(PhaseIx);
        let signed = ix.and_then(|ix| Some((ix, case.sign_off(ix)?)));
        let words = signed.map(|(ix, signed)| {
            let (title, by) = (&case.checklist().phase(ix).title, &signed.stamp.by);
            let progress = case.phase_progress(ix).words();
            let (entries, head) = (signed.entries, signed.head);
            format!("{title} signed off by {by}: {progress}\n{entries} entries, head {head}\n")
        });
        step.say_added(out)?;
        write!(out, "{}", words.unwrap_or_default())?;
        Ok(0)
    }
}

impl BecauseArgs {
    pub(super) fn stop(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let act = Act::Stop { reason: Text::sanitise(&self.reason) };
        let step = seat.taken(&self.of, act)?;
        let case = step.case();
        let goes_on = if case.closed().is_some() { "closed" } else { "recovery and follow-up are open" };
        step.say_done(format_args!("{} stopped: {goes_on}", case.code()), out)
    }

    pub(super) fn reopen(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let act = Act::Reopen { reason: Text::sanitise(&self.reason) };
        let step = seat.taken(&self.of, act)?;
        say(format_args!("{} reopened", step.case().code()), out)
    }
}

impl CloseArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let act = Act::Close { outcome: self.outcome, reason: words(self.reason.as_ref()) };
        let step = seat.taken(&self.of, act)?;
        let (case, outcome) = (step.case(), self.outcome.word());
        let (entries, head) = (case.entries().len(), case.head());
        say(format_args!("{} closed: {outcome}  {entries} entries  head {head}", case.code()), out)
    }
}

impl NeedleMovedArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.taken(&self.of, Act::NeedleMoved { reason: words(self.reason.as_ref()) })?;
        for line in &step.own {
            writeln!(out, "{}", step.case().say_entry(line, &step.now))?;
        }
        Ok(0)
    }
}

impl CrisisArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let card = id(&self.card)?;
        let act = Act::Crisis { card: card.clone(), stamp: self.stamp, text: words(self.text.as_ref()) };
        let step = seat.taken(&self.of, act)?;
        say(format_args!("{}  {card}  {}", step.case().code(), self.stamp.word().replace('-', " ")), out)
    }
}

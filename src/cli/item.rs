//! The commands about items: `answer`, `again`, `tick`, `preset`, `skip`, `defer`, `override`, `withdraw`, `note`,
//! `told`, `undo` and `redo`.

use super::recording::{OfCase, Seat, Step, id, say};
use super::{CliError, Done, recording};
use crate::domain::case::Act;
use crate::domain::checklist::{AnswerType, Item, ItemIx};
use crate::domain::{Answer, Carried, CaseFact, Fact, Id, ItemFact, Operator, Scanner, Text, read_scanned};
use clap::Args;
use std::io::Write;

/// What was found at an item.
#[derive(Debug, Args)]
struct FindingArgs {
    #[command(flatten)]
    of: OfCase,
    /// The item's id, as "periop show" prints it.
    item: String,
    /// The value: nothing for a check, option ids, a number, words, a date or time; for fields their values in the
    /// order shown, or NAME=VALUE; scan=CODE for what the scanned code of a drug's package fills.
    #[arg(value_name = "VALUE")]
    values: Vec<String>,
    /// The second person, where two are needed.
    #[arg(long, value_name = "CODE:ROLE")]
    second: Option<String>,
    /// The check was made and is not in order, and why.
    #[arg(long, value_name = "REASON", conflicts_with = "values")]
    not_right: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct AnswerArgs {
    #[command(flatten)]
    finding: FindingArgs,
    /// Why what was recorded before is corrected.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// A new finding: the earlier one stays true.
    #[arg(long, conflicts_with = "reason")]
    again: bool,
    /// A check of the room that was made today at this station for another case.
    #[arg(long, conflicts_with_all = ["values", "not_right"])]
    carried: bool,
}

#[derive(Debug, Args)]
pub(super) struct AgainArgs {
    #[command(flatten)]
    finding: FindingArgs,
    /// Why; asked for where the phase is signed off.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ReasonArgs {
    #[command(flatten)]
    of: OfCase,
    /// The item's id.
    item: String,
    /// Why, in a few words.
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub(super) struct DeferArgs {
    #[command(flatten)]
    what: ReasonArgs,
    /// The phase in which the item comes back; the next one where none is named.
    #[arg(long, value_name = "PHASE")]
    to: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct NoteArgs {
    #[command(flatten)]
    of: OfCase,
    /// The item's id, if the note is about one, then the text.
    #[arg(required = true, num_args = 1.., value_name = "[ITEM] TEXT")]
    words: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct ToldArgs {
    #[command(flatten)]
    of: OfCase,
    /// The item that it was about.
    item: String,
    /// Who was told: a staff code or a role.
    whom: String,
    /// What was said or agreed.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct TickArgs {
    #[command(flatten)]
    of: OfCase,
    /// The do-confirm section whose remaining routine and required checks were said.
    section: String,
}

#[derive(Debug, Args)]
pub(super) struct PresetArgs {
    #[command(flatten)]
    of: OfCase,
    /// The preset, as "periop checklists show" lists it.
    preset: String,
}

impl AgainArgs {
    /// The same as `answer … --again`.
    pub(super) fn run(self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let Self { finding, reason } = self;
        AnswerArgs { finding, reason, again: true, carried: false }.run(seat, out)
    }
}

impl AnswerArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.of(&self.finding.of)?;
        let ix = step.item(&self.finding.item)?;
        let act = self.act(step, ix)?;
        step.then(act)?.say_items(&[ix], out)
    }

    fn act(&self, step: &Step<'_>, ix: ItemIx) -> Result<Act, CliError> {
        let FindingArgs { item: given, values, second, not_right, .. } = &self.finding;
        let spec = step.case().checklist().item(ix);
        let item = spec.id.clone();
        let words: Vec<&str> = values.iter().map(String::as_str).collect();
        let answer = match (not_right, &spec.answer, words.first()) {
            (None, AnswerType::Timer { .. }, Some(&"start")) => return Ok(Act::StartTimer { item }),
            (Some(reason), ..) => Answer::NotRight(Text::sanitise(reason)),
            (None, answer, _) => {
                let session = step.session;
                let scanner = Scanner { articles: session.desk.articles(step.case()), ..session.scanner.clone() };
                read_scanned(answer, &words, &step.now, &scanner)
                    .map_err(|misfit| CliError::Misfit { item: Text::sanitise(given), misfit })?
            }
        };
        let second = second.as_deref().map(str::parse::<Operator>).transpose()?;
        let reason = recording::words(self.reason.as_ref());
        let carried = self.carried.then(|| carried(step, ix)).transpose()?;
        Ok(Act::Answer { item, answer, second, reason, again: self.again, carried })
    }
}

/// The check of the room that holds for this case too.
fn carried(step: &Step<'_>, ix: ItemIx) -> Result<Carried, CliError> {
    let (case, session) = (step.case(), step.session);
    let Item { id, text, carries_over, .. } = case.checklist().item(ix);
    if !carries_over {
        return Err(CliError::Words(format!("{id} ({text}) is not carried over from other cases; answer it here")));
    }
    session.desk.room_check(case, ix, &session.station, &step.now)?.ok_or_else(|| {
        CliError::Words(format!(
            "{id} ({text}) was found in order in no other case at this station today, or last found not right; \
             make the check here"
        ))
    })
}

impl ReasonArgs {
    pub(super) fn skip(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        self.record(seat, out, |item, reason| Act::NotApplicable { item, reason })
    }

    pub(super) fn go_on(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        self.record(seat, out, |item, reason| Act::Override { item, reason })
    }

    pub(super) fn withdraw(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        self.record(seat, out, |item, reason| Act::Withdraw { item, reason })
    }

    fn record(&self, seat: &mut Seat<'_>, out: &mut impl Write, act: impl FnOnce(Id, Text) -> Act) -> Done {
        let step = seat.of(&self.of)?;
        let ix = step.item(&self.item)?;
        let act = act(step.case().checklist().item(ix).id.clone(), Text::sanitise(&self.reason));
        step.then(act)?.say_items(&[ix], out)
    }
}

impl DeferArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let to = self.to.as_deref().map(id).transpose()?;
        self.what.record(seat, out, |item, reason| Act::Defer { item, reason, to })
    }
}

impl NoteArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let step = seat.of(&self.of)?;
        let (item, words) = match self.words.as_slice() {
            [first, words @ ..] if !words.is_empty() => {
                let ix = step.item(first).map_err(|error| error.with("words without an item stand in quotes"))?;
                (Some(step.case().checklist().item(ix).id.clone()), words)
            }
            words => (None, words),
        };
        let text = Text::sanitise(&words.join(" "));
        let about = item.as_ref().map(|item| format!(" at {item}")).unwrap_or_default();
        let said = format!("noted{about}: {text}");
        step.then(Act::Note { item, text })?;
        say(said, out)
    }
}

impl ToldArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let (item, told) = (id(&self.item)?, Text::sanitise(&self.whom));
        let words = format!("recorded: {told} was told about {item}");
        let act = Act::Escalate { item, told, text: recording::words(self.text.as_ref()) };
        seat.taken(&self.of, act)?;
        say(words, out)
    }
}

impl TickArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let act = Act::Group { section: id(&self.section)? };
        seat.taken(&self.of, act)?.say_several(out)
    }
}

impl PresetArgs {
    pub(super) fn run(&self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        let act = Act::Preset { preset: id(&self.preset)? };
        seat.taken(&self.of, act)?.say_several(out)
    }
}

/// Undo and redo.
pub(super) fn take_back(seat: &mut Seat<'_>, code: &str, act: Act, out: &mut impl Write) -> Done {
    let step = seat.at(code)?.then(act)?;
    let fact = step.own.first().and_then(|line| line.entry.fact.as_ref());
    let (word, entries) = match fact {
        Some(Fact::Case(CaseFact::Undone { entries })) => ("undone", entries),
        Some(Fact::Case(CaseFact::Redone { entries })) => ("redone", entries),
        Some(_) | None => return Ok(0),
    };
    let case = step.case();
    let about = case.entries().iter().find(|line| entries.contains(&line.entry.stamp.seq));
    let fact = about.and_then(|line| line.entry.fact.as_ref());
    let what = match fact {
        Some(Fact::Item(id, ItemFact::Noted { text })) => format!("note at {id}: {text}"),
        Some(Fact::Item(id, ItemFact::Escalated { told, .. })) => format!("told {told} about {id}"),
        Some(Fact::Item(id, _)) => id.to_string(),
        Some(Fact::Case(_)) | None => about.map(|line| case.say_entry(line, &step.now).to_string()).unwrap_or_default(),
    };
    say(format_args!("{word}: {what}"), out)?;
    let ix = fact.and_then(Fact::item).and_then(|id| case.checklist().find(id.as_str()));
    ix.map_or(Ok(0), |ix| step.say_items(&[ix], out))
}

//! The commands that record something: `answer`, `skip`, `defer`, `override`, `withdraw`, `note`, `undo`,
//! `redo`, `close` and `reopen`.

use super::{CliError, Session};
use crate::{
    domain::{
        Answer, Fact, Id, Moment, Now, Operator, Outcome, Text,
        case::{Act, Intent, Refusal},
        checklist::{AnswerType, ItemIx},
        read, read_time,
    },
    report::{ItemReport, item_line},
    store::{Loaded, Recorded},
};
use clap::{Args, ValueEnum};
use std::io::Write;

/// When something happened and who said it, where that is not now and whoever types.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct HowArgs {
    /// When it happened, where that was earlier: 09:41, "yesterday 22:00", 2026-11-30 09:41.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The staff code of who said it, where somebody else types.
    #[arg(long, value_name = "CODE")]
    stated_by: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct AnswerArgs {
    /// The case's code.
    code: String,
    /// The item's id, as "periop show" prints it.
    item: String,
    /// The value: nothing for a check, option ids, a number, words, a date or time, NAME=VALUE for fields.
    #[arg(value_name = "VALUE", allow_negative_numbers = true)]
    values: Vec<String>,
    /// The second person, where two are needed.
    #[arg(long, value_name = "CODE:ROLE")]
    second: Option<String>,
    /// The check was made and is not in order, and why.
    #[arg(long, value_name = "REASON", conflicts_with = "values")]
    not_right: Option<String>,
    /// Why what was recorded before is corrected.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// A new finding: the earlier one stays true.
    #[arg(long, conflicts_with = "reason")]
    again: bool,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReasonArgs {
    /// The case's code.
    code: String,
    /// The item's id.
    item: String,
    /// Why.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    how: HowArgs,
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
    /// The case's code.
    code: String,
    /// The item's id, if the note is about one, then the text.
    #[arg(required = true, num_args = 1.., value_name = "[ITEM] TEXT")]
    words: Vec<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OutcomeArg {
    Completed,
    Stopped,
    Cancelled,
    DidNotAttend,
    EnteredInError,
}

#[derive(Debug, Args)]
pub(super) struct CloseArgs {
    /// The case's code.
    code: String,
    /// How it ended.
    #[arg(long, value_enum)]
    outcome: OutcomeArg,
    /// Why; needed for every outcome but completed.
    #[arg(long)]
    reason: Option<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReopenArgs {
    /// The case's code.
    code: String,
    /// Why.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    how: HowArgs,
}

pub(super) fn answer(session: &Session, args: &AnswerArgs, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.store.load(args.code.parse()?)?;
    let ix = find(&loaded, &args.item)?;
    let item = loaded.case.checklist().item(ix);
    let id = item.id.clone();
    let misfit = |misfit| CliError::Misfit { item: Text::sanitise(&args.item), misfit };
    let act = match (&args.not_right, &item.answer, args.values.first().map(String::as_str)) {
        (None, AnswerType::Timer { .. }, Some("start")) => Act::StartTimer { item: id },
        (not_right, spec, _) => {
            let words: Vec<&str> = args.values.iter().map(String::as_str).collect();
            let answer = match not_right {
                Some(reason) => Answer::NotRight(Text::sanitise(reason)),
                None => read(spec, &words, &now).map_err(misfit)?,
            };
            let second = args.second.as_deref().map(str::parse::<Operator>).transpose()?;
            let reason = args.reason.as_deref().map(Text::sanitise);
            Act::Answer { item: id, answer, second, reason, again: args.again }
        }
    };
    let recorded = act_on(session, &mut loaded, act, &args.how, &now)?;
    say_item(&loaded, ix, &recorded, &now, out)
}

pub(super) fn skip(session: &Session, args: &ReasonArgs, out: &mut impl Write) -> Result<(), CliError> {
    on_item(session, args, out, |item, reason| Act::NotApplicable { item, reason })
}

pub(super) fn defer(session: &Session, args: &DeferArgs, out: &mut impl Write) -> Result<(), CliError> {
    let to = args.to.as_deref().map(id).transpose()?;
    on_item(session, &args.what, out, |item, reason| Act::Defer { item, reason, to: to.clone() })
}

pub(super) fn override_item(session: &Session, args: &ReasonArgs, out: &mut impl Write) -> Result<(), CliError> {
    on_item(session, args, out, |item, reason| Act::Override { item, reason })
}

pub(super) fn withdraw(session: &Session, args: &ReasonArgs, out: &mut impl Write) -> Result<(), CliError> {
    on_item(session, args, out, |item, reason| Act::Withdraw { item, reason })
}

pub(super) fn note(session: &Session, args: &NoteArgs, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.store.load(args.code.parse()?)?;
    let item = match args.words.as_slice() {
        [first, _, ..] => loaded.case.checklist().find(first),
        _ => None,
    };
    let words = &args.words[usize::from(item.is_some())..];
    let item = item.map(|ix| loaded.case.checklist().item(ix).id.clone());
    let act = Act::Note { item, text: Text::sanitise(&words.join(" ")) };
    act_on(session, &mut loaded, act, &args.how, &now)?;
    writeln!(out, "noted")?;
    Ok(())
}

pub(super) fn undo(session: &Session, code: &str, out: &mut impl Write) -> Result<(), CliError> {
    take_back(session, code, Act::Undo, out)
}

pub(super) fn redo(session: &Session, code: &str, out: &mut impl Write) -> Result<(), CliError> {
    take_back(session, code, Act::Redo, out)
}

fn take_back(session: &Session, code: &str, act: Act, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.store.load(code.parse()?)?;
    let recorded = act_on(session, &mut loaded, act, &HowArgs::default(), &now)?;
    let fact = recorded.own.first().and_then(|sealed| sealed.entry.fact.as_ref());
    let (word, entries) = match fact {
        Some(Fact::Undone { entries }) => ("undone", entries.as_slice()),
        Some(Fact::Redone { entries }) => ("redone", entries.as_slice()),
        Some(_) | None => return Ok(()),
    };
    let about = loaded.case.entries().iter().find(|e| entries.contains(&e.entry.stamp.seq));
    let item = about.and_then(|sealed| sealed.entry.fact.as_ref()?.item());
    let item = item.map(ToString::to_string).unwrap_or_default();
    writeln!(out, "{word}: {item}")?;
    let ix = loaded.case.checklist().find(&item);
    ix.map_or(Ok(()), |ix| say_item(&loaded, ix, &recorded, &now, out))
}

pub(super) fn close(session: &Session, args: &CloseArgs, out: &mut impl Write) -> Result<(), CliError> {
    let outcome = match args.outcome {
        OutcomeArg::Completed => Outcome::Completed,
        OutcomeArg::Stopped => Outcome::Stopped,
        OutcomeArg::Cancelled => Outcome::Cancelled,
        OutcomeArg::DidNotAttend => Outcome::DidNotAttend,
        OutcomeArg::EnteredInError => Outcome::EnteredInError,
    };
    let now = Session::now();
    let mut loaded = session.store.load(args.code.parse()?)?;
    let reason = args.reason.as_deref().map(Text::sanitise);
    act_on(session, &mut loaded, Act::Close { outcome, reason }, &args.how, &now)?;
    let (entries, head) = (loaded.case.entries().len(), loaded.case.head());
    writeln!(out, "{} closed: {}  {entries} entries  head {head}", loaded.case.code(), outcome.word())?;
    Ok(())
}

pub(super) fn reopen(session: &Session, args: &ReopenArgs, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.store.load(args.code.parse()?)?;
    act_on(session, &mut loaded, Act::Reopen { reason: Text::sanitise(&args.reason) }, &args.how, &now)?;
    writeln!(out, "{} reopened", loaded.case.code())?;
    Ok(())
}

fn on_item(
    session: &Session,
    args: &ReasonArgs,
    out: &mut impl Write,
    act: impl Fn(Id, Text) -> Act,
) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.store.load(args.code.parse()?)?;
    let ix = find(&loaded, &args.item)?;
    let act = act(loaded.case.checklist().item(ix).id.clone(), Text::sanitise(&args.reason));
    let recorded = act_on(session, &mut loaded, act, &args.how, &now)?;
    say_item(&loaded, ix, &recorded, &now, out)
}

fn act_on(session: &Session, loaded: &mut Loaded, act: Act, how: &HowArgs, now: &Now) -> Result<Recorded, CliError> {
    let ix = act.item().and_then(|id| loaded.case.checklist().find(id.as_str()));
    let intent = Intent {
        seen: ix.and_then(|ix| loaded.case.touched(ix)),
        by: session.operator()?.clone(),
        station: session.station.clone(),
        stated_by: how.stated_by.as_deref().map(str::parse).transpose()?,
        done_at: how.at.as_deref().map(|at| time(at, now)).transpose()?,
        act,
    };
    Ok(session.store.act(loaded, &intent, now)?)
}

fn find(loaded: &Loaded, given: &str) -> Result<ItemIx, CliError> {
    let checklist = loaded.case.checklist();
    checklist.find(given).ok_or_else(|| {
        let similar = checklist.similar_items(given).into_iter().cloned().collect();
        Refusal::UnknownItem { given: Text::sanitise(given), similar }.into()
    })
}

fn time(raw: &str, now: &Now) -> Result<Moment, CliError> {
    read_time(raw, now).map_err(|misfit| CliError::Misfit { item: Text::from("--at"), misfit })
}

fn id(raw: &str) -> Result<Id, CliError> {
    raw.parse().map_err(CliError::Words)
}

/// What stands now: the item, and STOP where one stands anywhere.
fn say_item(loaded: &Loaded, ix: ItemIx, recorded: &Recorded, now: &Now, out: &mut impl Write) -> Result<(), CliError> {
    if recorded.own.is_empty() {
        writeln!(out, "this is already recorded; nothing was added")?;
    }
    for line in item_line(&ItemReport::new(&loaded.case, ix, now), now) {
        writeln!(out, "{line}")?;
    }
    let elsewhere = loaded.case.all_stops().into_iter().filter(|stop| stop.item != ix);
    for stop in elsewhere {
        writeln!(out, "STOP  {} ({})", stop.say, loaded.case.checklist().item(stop.item).id)?;
    }
    Ok(())
}

//! The commands about items: `answer`, `again`, `tick`, `preset`, `skip`, `defer`, `override`, `withdraw`, `note`,
//! `told`, `undo` and `redo`.

use super::{
    CliError, Session,
    recording::{HowArgs, act_on, find, id, record, say_added, say_item, say_stops},
};
use crate::{
    domain::{
        Answer, Carried, CaseFact, Fact, Id, Now, Operator, Text,
        case::Act,
        checklist::{AnswerType, Item, ItemIx},
        read,
    },
    report::{ItemReport, item_line},
    store::{Loaded, Recorded},
};
use clap::Args;
use std::io::Write;

/// What was found at an item.
#[derive(Debug, Args)]
struct FindingArgs {
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
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct AgainArgs {
    #[command(flatten)]
    finding: FindingArgs,
    /// Why; asked for where the phase is signed off.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReasonArgs {
    /// The case's code.
    code: String,
    /// The item's id.
    item: String,
    /// Why, in a few words.
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

#[derive(Debug, Args)]
pub(super) struct ToldArgs {
    /// The case's code.
    code: String,
    /// The item that it was about.
    item: String,
    /// Who was told: a staff code or a role.
    whom: String,
    /// What was said or agreed.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct TickArgs {
    /// The case's code.
    code: String,
    /// The do-confirm section whose remaining routine and required checks were said.
    section: String,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct PresetArgs {
    /// The case's code.
    code: String,
    /// The preset, as "periop checklists show" lists it.
    preset: String,
    #[command(flatten)]
    how: HowArgs,
}

/// The same as `answer … --again`.
pub(super) fn again(session: &Session, args: AgainArgs, out: &mut impl Write) -> Result<(), CliError> {
    let AgainArgs { finding, reason, how } = args;
    answer(session, &AnswerArgs { finding, reason, again: true, carried: false, how }, out)
}

pub(super) fn answer(session: &Session, args: &AnswerArgs, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let FindingArgs { code, item: id, values, second, not_right } = &args.finding;
    let mut loaded = session.desk.store.load(code.parse()?)?;
    let ix = find(&loaded, id)?;
    let item = loaded.case.checklist().item(ix);
    let misfit = |misfit| CliError::Misfit { item: Text::sanitise(id), misfit };
    let id = item.id.clone();
    let act = match (not_right, &item.answer, values.first().map(String::as_str)) {
        (None, AnswerType::Timer { .. }, Some("start")) => Act::StartTimer { item: id },
        (not_right, spec, _) => {
            let words: Vec<&str> = values.iter().map(String::as_str).collect();
            let answer = match not_right {
                Some(reason) => Answer::NotRight(Text::sanitise(reason)),
                None => read(spec, &words, &now).map_err(misfit)?,
            };
            let second = second.as_deref().map(str::parse::<Operator>).transpose()?;
            let reason = args.reason.as_deref().map(Text::sanitise);
            let carried = args.carried.then(|| carried(session, &loaded, ix, &now)).transpose()?;
            Act::Answer { item: id, answer, second, reason, again: args.again, carried }
        }
    };
    let recorded = act_on(session, &mut loaded, act, &args.how, &now)?;
    say_item(&loaded, ix, &recorded, &now, out)
}

/// The check of the room that holds for this case too.
fn carried(session: &Session, loaded: &Loaded, ix: ItemIx, now: &Now) -> Result<Carried, CliError> {
    let item = loaded.case.checklist().item(ix);
    let Item { id, text, .. } = item;
    if !item.carries_over {
        return Err(CliError::Words(format!("{id} ({text}) is not carried over from other cases; answer it here")));
    }
    session.desk.room_check(&loaded.case, ix, &session.station, now)?.ok_or_else(|| {
        CliError::Words(format!(
            "{id} ({text}) was found in order in no other case at this station today, or last found not right; \
             make the check here"
        ))
    })
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
    let mut loaded = session.desk.store.load(args.code.parse()?)?;
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

pub(super) fn told(session: &Session, args: &ToldArgs, out: &mut impl Write) -> Result<(), CliError> {
    let text = args.text.as_deref().map(Text::sanitise);
    let act = Act::Escalate { item: id(&args.item)?, told: Text::sanitise(&args.whom), text };
    record(session, &args.code, act, &args.how)?;
    writeln!(out, "recorded: {} was told about {}", Text::sanitise(&args.whom), id(&args.item)?)?;
    Ok(())
}

pub(super) fn tick(session: &Session, args: &TickArgs, out: &mut impl Write) -> Result<(), CliError> {
    several(session, &args.code, Act::Group { section: id(&args.section)? }, &args.how, out)
}

pub(super) fn preset(session: &Session, args: &PresetArgs, out: &mut impl Write) -> Result<(), CliError> {
    several(session, &args.code, Act::Preset { preset: id(&args.preset)? }, &args.how, out)
}

/// Several answers in one write, each on its line.
fn several(session: &Session, code: &str, act: Act, how: &HowArgs, out: &mut impl Write) -> Result<(), CliError> {
    let (loaded, recorded) = record(session, code, act, how)?;
    say_several(&loaded, &recorded, &Session::now(), out)
}

/// Each item that one action answered, on its line.
pub(super) fn say_several(
    loaded: &Loaded,
    recorded: &Recorded,
    now: &Now,
    out: &mut impl Write,
) -> Result<(), CliError> {
    say_added(recorded, out)?;
    let items = recorded.own.iter().filter_map(|sealed| sealed.entry.fact.as_ref()?.item());
    let items: Vec<ItemIx> = items.filter_map(|id| loaded.case.checklist().find(id.as_str())).collect();
    for &ix in &items {
        for line in item_line(&ItemReport::new(&loaded.case, ix, now), now) {
            writeln!(out, "{line}")?;
        }
    }
    say_stops(loaded, &items, out)
}

pub(super) fn undo(session: &Session, code: &str, out: &mut impl Write) -> Result<(), CliError> {
    take_back(session, code, Act::Undo, out)
}

pub(super) fn redo(session: &Session, code: &str, out: &mut impl Write) -> Result<(), CliError> {
    take_back(session, code, Act::Redo, out)
}

fn take_back(session: &Session, code: &str, act: Act, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.desk.store.load(code.parse()?)?;
    let recorded = act_on(session, &mut loaded, act, &HowArgs::default(), &now)?;
    let fact = recorded.own.first().and_then(|sealed| sealed.entry.fact.as_ref());
    let (word, entries) = match fact {
        Some(Fact::Case(CaseFact::Undone { entries })) => ("undone", entries.as_slice()),
        Some(Fact::Case(CaseFact::Redone { entries })) => ("redone", entries.as_slice()),
        Some(_) | None => return Ok(()),
    };
    let about = loaded.case.entries().iter().find(|e| entries.contains(&e.entry.stamp.seq));
    let what = about.map(|sealed| loaded.case.say_entry(sealed, &now)).unwrap_or_default();
    let item = about.and_then(|sealed| sealed.entry.fact.as_ref()?.item());
    match item.and_then(|id| loaded.case.checklist().find(id.as_str())) {
        Some(ix) => {
            writeln!(out, "{word}: {}", loaded.case.checklist().item(ix).id)?;
            say_item(&loaded, ix, &recorded, &now, out)
        }
        None => {
            writeln!(out, "{word}: {what}")?;
            Ok(())
        }
    }
}

fn on_item(
    session: &Session,
    args: &ReasonArgs,
    out: &mut impl Write,
    act: impl Fn(Id, Text) -> Act,
) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.desk.store.load(args.code.parse()?)?;
    let ix = find(&loaded, &args.item)?;
    let act = act(loaded.case.checklist().item(ix).id.clone(), Text::sanitise(&args.reason));
    let recorded = act_on(session, &mut loaded, act, &args.how, &now)?;
    say_item(&loaded, ix, &recorded, &now, out)
}

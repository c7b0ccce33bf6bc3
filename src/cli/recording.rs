//! What every recording command shares: who and when, the one way to the store, and what is said afterwards.

use super::{CliError, Done, Session, warn};
use crate::domain::case::{Act, Author, Case, Intent, Refusal};
use crate::domain::checklist::{Defect, ItemIx};
use crate::domain::place::{ASKS_FOR_A_PLACE, may_be_a_patient, may_tell_of_a_patient};
use crate::domain::{Code, Confirmed, Id, Line, Moment, Now, Operator, Seq, Text, read_day, read_time};
use crate::report::{ItemReport, item_line};
use crate::store::{Loaded, StoreError, why_unfit};
use clap::Args;
use jiff::civil::Date;
use serde_json::Value;
use std::{fmt::Display, io::Write};

/// The heading over these options in the help.
const HOW: &str = "When it happened, who said it";

/// When something happened and who said it, where that is not now and whoever types.
#[derive(Debug, Clone, Default, Args)]
struct HowArgs {
    /// When it happened, where that was earlier: 09:41, "yesterday 22:00", 2026-11-30 09:41.
    #[arg(long, value_name = "TIME", help_heading = HOW)]
    at: Option<String>,
    /// What is given lies more than a year back, and that is meant.
    #[arg(long, help_heading = HOW)]
    long_ago: bool,
    /// The staff code of who said it, where somebody else types.
    #[arg(long, value_name = "CODE", help_heading = HOW)]
    stated_by: Option<String>,
    /// A follow-up that is not due yet is recorded all the same.
    #[arg(long, help_heading = HOW)]
    early: bool,
}

/// A case that a command records in, when what it records happened and who said it.
#[derive(Debug, Args)]
pub(super) struct OfCase {
    /// The case's code.
    pub(super) code: String,
    #[command(flatten)]
    how: HowArgs,
}

/// Where somebody gives commands: each case is opened for one of them alone, unless it is open here already.
pub(super) struct Seat<'a> {
    pub(super) session: &'a Session,
    /// Who is at the keyboard, if that was said.
    pub(super) by: Option<Operator>,
    pub(super) open: Option<Step<'a>>,
}

/// A case that is recorded in by one command, the moment at which that happens, and what came of it.
pub(super) struct Step<'a> {
    pub(super) session: &'a Session,
    by: Option<Operator>,
    how: HowArgs,
    /// How somebody showed that they look at the right case: whoever gives a command names its whole code.
    pub(super) shown: Option<Confirmed>,
    /// What they had seen of an item, where others may have recorded meanwhile.
    pub(super) seen: Option<(ItemIx, Option<Seq>)>,
    /// Whether it is only tried: nothing is recorded.
    pub(super) is_trial: bool,
    pub(super) loaded: Loaded,
    pub(super) now: Now,
    /// The entries that were appended; none where what was wanted already stood.
    pub(super) own: Vec<Line>,
}

impl<'a> Seat<'a> {
    pub(super) fn new(session: &'a Session) -> Self {
        Self { session, by: session.operator.clone(), open: None }
    }

    pub(super) fn author(&self) -> Result<Author, CliError> {
        let by = self.by.clone().ok_or(CliError::NoOperator)?;
        Ok(Author::new(by, self.session.station.clone()))
    }

    /// From now on this case is open here.
    pub(super) fn enters(&mut self, loaded: Loaded, now: Now) -> &mut Step<'a> {
        let (how, shown, seen, own) = (HowArgs::default(), Some(Confirmed::Typed), None, Vec::new());
        let (session, by, is_trial) = (self.session, self.by.clone(), false);
        self.open.insert(Step { session, by, how, shown, seen, is_trial, loaded, now, own })
    }

    /// What happens now and is said by whoever types.
    pub(super) fn at(&mut self, code: &str) -> Result<&mut Step<'a>, CliError> {
        let code: Code = code.parse()?;
        match self.open.take_if(|step| step.case().code() == code) {
            Some(step) => {
                let (how, own, by) = (HowArgs::default(), Vec::new(), self.by.clone());
                Ok(self.open.insert(Step { by, how, own, ..step }))
            }
            None => {
                let now = Session::now();
                let loaded = self.session.desk.open(code).map_err(StoreError::unsaved)?;
                Ok(self.enters(loaded, now))
            }
        }
    }

    pub(super) fn of(&mut self, of: &OfCase) -> Result<&mut Step<'a>, CliError> {
        let step = self.at(&of.code)?;
        step.how = of.how.clone();
        Ok(step)
    }

    /// Opens a case and records in it.
    pub(super) fn taken(&mut self, of: &OfCase, act: Act) -> Result<&mut Step<'a>, CliError> {
        self.of(of)?.then(act)
    }
}

impl Step<'_> {
    pub(super) fn then(&mut self, act: Act) -> Result<&mut Self, CliError> {
        let HowArgs { at, stated_by, early, long_ago } = &self.how;
        let by = self.by.clone().ok_or(CliError::NoOperator)?;
        let stated_by = stated_by.as_deref().map(str::parse).transpose()?;
        let done_at = at.as_deref().map(|at| happened(at, &self.now)).transpose()?;
        let author = Author::new(by, self.session.station.clone());
        let author = Author { stated_by, done_at, early: *early, long_ago: *long_ago, ..author };
        let intent = Intent { code: self.shown, ..author.wants(self.case(), act) };
        let about = intent.act.item().and_then(|id| self.case().checklist().find(id.as_str()));
        let seen = self.seen.filter(|(ix, _)| Some(*ix) == about).map_or(intent.seen, |(_, seen)| seen);
        let intent = Intent { seen, ..intent };
        let desk = &self.session.desk;
        let own = if self.is_trial {
            let tried = self.case().decide(&intent, desk.store.staff(), &self.now);
            tried.map(|_| Vec::new()).map_err(StoreError::from)
        } else {
            desk.carry_out(&mut self.loaded, &author, &intent, &Session::now)
        };
        self.own = own.map_err(|error| with_words(error, &self.loaded))?;
        warn_of_patients(&self.own, &self.now);
        Ok(self)
    }

    pub(super) fn case(&self) -> &Case {
        &self.loaded.case
    }

    pub(super) fn item(&self, given: &str) -> Result<ItemIx, CliError> {
        let checklist = self.loaded.case.checklist();
        checklist.find(given).ok_or_else(|| {
            let similar = checklist.similar_items(given).into_iter().cloned().collect();
            with_words(Refusal::UnknownItem { given: Text::sanitise(given), similar }.into(), &self.loaded)
        })
    }

    /// What stands now, after something was recorded: these items, and STOP where one stands anywhere.
    pub(super) fn say_items(&self, items: &[ItemIx], out: &mut impl Write) -> Done {
        self.say_added(out)?;
        let case = &self.loaded.case;
        for &ix in items {
            for line in item_line(&ItemReport::new(case, ix, &self.now), &self.now) {
                writeln!(out, "{line}")?;
            }
        }
        for stop in case.all_stops().into_iter().filter(|stop| !items.contains(&stop.item)) {
            writeln!(out, "STOP  {} ({})", case.say_stop(stop, &self.now), case.checklist().item(stop.item).id)?;
        }
        Ok(0)
    }

    /// Each item that one action answered.
    pub(super) fn say_several(&self, out: &mut impl Write) -> Done {
        let items = self.own.iter().filter_map(|line| line.entry.fact.as_ref()?.item());
        let items: Vec<ItemIx> = items.filter_map(|id| self.loaded.case.checklist().find(id.as_str())).collect();
        self.say_items(&items, out)
    }

    /// One line about what was done; it says so where nothing had to be added.
    pub(super) fn say_done(&self, words: impl Display, out: &mut impl Write) -> Done {
        self.say_added(out)?;
        say(words, out)
    }

    pub(super) fn say_added(&self, out: &mut impl Write) -> Result<(), CliError> {
        if self.own.is_empty() {
            writeln!(out, "this is already recorded; nothing was added")?;
        }
        Ok(())
    }
}

/// A refusal with the words of the items that it names.
fn with_words(error: StoreError, loaded: &Loaded) -> CliError {
    let StoreError::Refused(refusal) = error else { return error.into() };
    let checklist = loaded.case.checklist();
    let mut named = Vec::new();
    let refusal = refusal.called(|id| {
        named.extend(checklist.find(id.as_str()));
        id
    });
    let line = |&ix: &ItemIx| format!("\n  {:<24} {}", checklist.item(ix).id.as_str(), checklist.item(ix).text);
    CliError::Refused { words: named.iter().take(Refusal::MOST_LISTED).map(line).collect(), refusal }
}

/// When something happened; where that is still to come, the same hour of yesterday is offered.
pub(super) fn happened(raw: &str, now: &Now) -> Result<Moment, CliError> {
    let at = time(raw, "--at", now)?;
    let yesterday = format!("yesterday {}", raw.trim());
    match read_time(&yesterday, now) {
        Ok(_) if at > now.at => Err(CliError::Words(format!(
            "--at: {} lies in the future, and what is recorded has happened; if it was yesterday, write --at \"{}\"",
            Text::sanitise(raw.trim()),
            Text::sanitise(&yesterday)
        ))),
        Ok(_) | Err(_) => Ok(at),
    }
}

/// Warns of words that may tell of a patient, as the screens ask about them: the record keeps whatever it was given.
pub(super) fn warn_of_patients(lines: &[Line], now: &Now) {
    let mut found = Vec::new();
    for line in lines {
        let fact = serde_json::to_value(&line.entry.fact).unwrap_or_default();
        texts(&fact, "", &mut |name, words| match name {
            "label" | "room" if may_be_a_patient(words) => found.push(format!("{words}: {ASKS_FOR_A_PLACE}")),
            "reason" | "text" | "told" | "not-right" if may_tell_of_a_patient(words, now.civil().date()) => {
                found.push(format!("{words}: is this a patient's name or birth date? It does not belong in a record."));
            }
            _ => {}
        });
    }
    for (n, words) in found.iter().enumerate() {
        // A stop before the procedure closes the case too, for the same reason.
        if !found[..n].contains(words) {
            warn(words);
        }
    }
}

/// Each text of an entry with the name that it has there.
fn texts(value: &Value, name: &str, told: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::String(words) => told(name, words),
        Value::Array(of) => of.iter().for_each(|part| texts(part, name, told)),
        Value::Object(of) => of.iter().for_each(|(name, part)| texts(part, name, told)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Warns of each file of the site that does not count.
pub(super) fn warn_unfit(unfit: &[(String, Vec<Defect>)]) {
    for (origin, defects) in unfit {
        warn(why_unfit(origin, defects));
    }
}

/// Words as they are typed, made harmless.
pub(super) fn words(given: Option<&String>) -> Option<Text> {
    given.map(|given| Text::sanitise(given))
}

/// A time as it is typed, for the option named.
pub(super) fn time(raw: &str, option: &str, now: &Now) -> Result<Moment, CliError> {
    read_time(raw, now).map_err(|misfit| CliError::Misfit { item: Text::from(option), misfit })
}

/// A day as it is typed, for the option named.
pub(super) fn day(raw: &str, option: &str, now: &Now) -> Result<Date, CliError> {
    read_day(raw.trim(), now).map_err(|misfit| CliError::Misfit { item: Text::from(option), misfit })
}

/// An id as it is typed.
pub(super) fn id(raw: &str) -> Result<Id, CliError> {
    raw.parse().map_err(CliError::Words)
}

pub(super) fn say(words: impl Display, out: &mut impl Write) -> Done {
    writeln!(out, "{words}")?;
    Ok(0)
}

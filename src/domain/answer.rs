//! What was recorded for an item.

use super::{BadPackage, Decimal, Id, Moment, Now, Text, checklist::AnswerType, checklist::Item, checklist::Scan};
use super::{moment, offset};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use thiserror::Error;

/// An answer, as it stands in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The check was made and is in order.
    Done,
    /// The check was made and is not in order, with the reason.
    NotRight(Text),
    Choice(Vec<Id>),
    /// A number with its unit.
    Number {
        /// The number as typed.
        value: Decimal,
        /// The unit that was shown when it was typed.
        unit: Text,
    },
    /// A named alternative to a number, such as "unmeasurable".
    Alternative(Id),
    Text(Text),
    Date(#[serde(serialize_with = "write_date")] Date),
    /// A date with a time.
    Time(Moment),
    /// The timer had run when this was recorded.
    TimerEnded(Moment),
    /// Named values, in one or several rows.
    Fields(Vec<BTreeMap<Id, Answer>>),
}

impl Answer {
    /// The ids that a condition's `is` and `not` look at.
    pub fn ids(&self) -> &[Id] {
        match self {
            Self::Choice(chosen) => chosen,
            Self::Alternative(id) => std::slice::from_ref(id),
            Self::Done
            | Self::NotRight(_)
            | Self::Number { .. }
            | Self::Text(_)
            | Self::Date(_)
            | Self::Time(_)
            | Self::TimerEnded(_)
            | Self::Fields(_) => &[],
        }
    }

    /// Whether it says anything in words of nobody's choice.
    fn is_words(&self) -> bool {
        matches!(self, Self::Text(text) if !text.is_blank())
    }

    /// The answer in words, with the labels of `item` and times as people here say them.
    pub fn say(&self, item: &Item, now: &Now) -> Text {
        Text::sanitise(&self.words(&item.answer, now))
    }

    /// The answer itself, or the values of one of its fields, over all rows or those whose field names one of some
    /// options.
    pub(super) fn values<'a>(
        &'a self,
        field: Option<&'a Id>,
        rows: Option<&'a (Id, Vec<Id>)>,
    ) -> impl Iterator<Item = &'a Self> {
        let (whole, of) = match (field, self) {
            (None, _) => (Some(self), [].as_slice()),
            (Some(_), Self::Fields(rows)) => (None, rows.as_slice()),
            (Some(_), _) => (None, [].as_slice()),
        };
        let wanted = move |row: &&BTreeMap<Id, Self>| {
            rows.is_none_or(|(of, any)| row.get(of).is_some_and(|value| value.ids().iter().any(|id| any.contains(id))))
        };
        whole.into_iter().chain(of.iter().filter(wanted).filter_map(move |row| row.get(field?)))
    }

    pub(super) fn words(&self, spec: &AnswerType, now: &Now) -> String {
        match self {
            Self::Done => "done".to_owned(),
            Self::NotRight(reason) => format!("not right: {reason}"),
            Self::Choice(chosen) => {
                let labels: Vec<&str> = chosen.iter().map(|id| spec.label(id)).collect();
                labels.join(", ")
            }
            Self::Number { value, unit } if unit.as_str().starts_with('/') => {
                format!("{value}{unit}")
            }
            Self::Number { value, unit } => format!("{value} {unit}"),
            Self::Alternative(id) => spec.label(id).to_owned(),
            Self::Text(text) => text.to_string(),
            Self::Date(date) => {
                let month = matches!(spec, AnswerType::Date { month: true, .. });
                let last = month && *date == date.last_of_month() && !offset::is_offset(*date);
                if last { date.strftime("%b %Y").to_string() } else { moment::say_day(*date) }
            }
            Self::Time(moment) => now.say(*moment),
            Self::TimerEnded(moment) => format!("timer ended {}", now.say(*moment)),
            Self::Fields(rows) => {
                let rows: Vec<String> = rows.iter().map(|row| row_words(row, spec, now)).collect();
                rows.join("; ")
            }
        }
    }
}

/// In a de-identified case no day is written, but how far from its beginning it lies.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn write_date<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    match offset::write_day(*date) {
        Some(words) => serializer.serialize_str(&words),
        None => date.serialize(serializer),
    }
}

fn row_words(row: &BTreeMap<Id, Answer>, spec: &AnswerType, now: &Now) -> String {
    let AnswerType::Fields { fields, scan, .. } = spec else {
        return String::new();
    };
    let given = fields.iter().filter_map(|field| {
        let answer = row.get(&field.id)?;
        Some(format!("{} {}", field.label, answer.words(&field.answer, now)))
    });
    let kept = scan.iter().flat_map(Scan::kept);
    let kept = kept.filter_map(|(id, called)| Some(format!("{called} {}", row.get(id)?.words(spec, now))));
    given.chain(kept).collect::<Vec<_>>().join(", ")
}

/// Why something is not an answer to an item: each says what would be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Misfit {
    #[error("\"{given}\" is not a number; give a number from {min} to {max} {unit}{alternatives}")]
    NotANumber { given: Text, min: Decimal, max: Decimal, unit: Text, alternatives: Text },
    #[error("\"{given}\" is not in {unit}; give a number from {min} to {max} {unit}")]
    OtherUnit { given: Text, min: Decimal, max: Decimal, unit: Text },
    #[error("\"{given}\" may mean {small} or {large}; write it as {small} or {large}")]
    Thousands { given: Text, small: Text, large: Decimal },
    #[error("{given} {unit} is outside what is accepted: {min} to {max} {unit}{hint}")]
    OutOfRange { given: Decimal, min: Decimal, max: Decimal, unit: Text, hint: Text },
    #[error("{given} has too many decimals; give at most {decimals}")]
    TooManyDecimals { given: Decimal, decimals: u32 },
    #[error("\"{given}\" is not one of the options; use {}", options.join(", "))]
    UnknownOption { given: Text, options: Vec<String> },
    #[error("one option is taken here; use one of {}", options.join(", "))]
    OneOption { options: Vec<String> },
    #[error("\"{alone}\" stands alone; give it without other options")]
    StandsAlone { alone: Text },
    #[error("this item is ticked, it takes no value (got \"{given}\"); leave the value out, or say what is not right")]
    CheckTakesNoValue { given: Text },
    #[error("this item cannot be answered \"not right\"; record what was found: {accepts}")]
    NotACheck { accepts: Text },
    #[error("nothing was given; {accepts}")]
    Missing { accepts: Text },
    #[error("the text has {length} characters; at most {max} are kept")]
    TooLong { length: usize, max: usize },
    #[error("\"{given}\" is not a date; write it as 2026-11-30, or \"today\"")]
    NotADate { given: Text },
    #[error("\"{given}\" is neither a month nor a date; write 03/27 (month/year) or 2027-03-31")]
    NotAMonth { given: Text },
    #[error("there is no {given}: {why}")]
    NoSuch { given: Text, why: Text },
    #[error("the year {year} is too far from today to be meant; write {today} or a year near it")]
    Absurd { year: Text, today: i16 },
    #[error("\"{given}\" is not a time; write 09:41, \"yesterday 22:00\", 2026-11-30 09:41 or \"now\"")]
    NotATime { given: Text },
    #[error("{given} happens twice on that night (the clocks go back); add the offset: {first} or {second}")]
    AmbiguousHour { given: Text, first: Text, second: Text },
    #[error("{given} lies in the future; a time up to now is taken")]
    Future { given: Text },
    #[error("{given} lies in the past; a time from now on is taken")]
    Past { given: Text },
    #[error("the timer has not been started; start it first")]
    TimerNotStarted,
    #[error("the timer is still running: {left} left")]
    TimerRunning { left: Text },
    #[error("\"{given}\" is not a field; write NAME=VALUE with one of {}", fields.join(", "))]
    UnknownField { given: Text, fields: Vec<String> },
    #[error("{field} is missing; write {field}=VALUE")]
    MissingField { field: Text },
    #[error("{field} is given twice; give it once{}", if *rows { ", and write + where another row begins" } else { "" })]
    FieldTwice { field: Text, rows: bool },
    #[error("{field}: {cause}")]
    Field { field: Text, cause: Box<Misfit> },
    #[error("\"{given}\" is one value too many; what is taken, in this order: {}", fields.join(", "))]
    TooMuch { given: Text, fields: Vec<String> },
    #[error("{0}")]
    Package(#[from] BadPackage),
    #[error("{given} rows were given; at most {most} are taken")]
    TooManyRows { given: usize, most: usize },
    #[error("this is not the kind of answer that the item takes; {accepts}")]
    WrongKind { accepts: Text },
}

impl AnswerType {
    /// Says whether `answer` fits this item, whoever made it: a screen, a command or another program.
    pub fn accepts(&self, answer: &Answer, now: &Now) -> Result<(), Misfit> {
        match (self, answer) {
            (Self::Check, Answer::Done) => Ok(()),
            (Self::Check, Answer::NotRight(reason)) if !reason.is_blank() => Ok(()),
            (Self::Check, Answer::NotRight(_)) => Err(Misfit::Missing { accepts: self.prompt() }),
            (_, Answer::NotRight(_)) => Err(Misfit::NotACheck { accepts: self.prompt() }),
            (Self::Choice { .. }, Answer::Choice(chosen)) => self.accepts_choice(chosen),
            (Self::Number { unit, .. }, Answer::Number { unit: given, .. }) if *unit != given.as_str() => {
                Err(Misfit::WrongKind { accepts: self.prompt() })
            }
            (Self::Number { .. }, Answer::Number { value, .. }) => self.accepts_number(*value),
            (Self::Number { alternatives, .. } | Self::Fields { alternatives, .. }, Answer::Alternative(id)) => {
                if alternatives.iter().any(|option| option.id == *id) {
                    Ok(())
                } else {
                    Err(self.unknown_option(id.as_str()))
                }
            }
            (Self::Text { max }, Answer::Text(text)) => {
                let length = text.as_str().chars().count();
                if text.is_blank() {
                    Err(Misfit::Missing { accepts: self.prompt() })
                } else if length > *max {
                    Err(Misfit::TooLong { length, max: *max })
                } else {
                    Ok(())
                }
            }
            (Self::Date { points, .. }, Answer::Date(date)) => {
                let today = now.civil().date();
                now.means(*date)?;
                points.accepts(date.cmp(&today), &date.to_string())
            }
            (Self::Time { points }, Answer::Time(moment)) => {
                now.means(now.day(*moment))?;
                // A typed time has no seconds: within the present minute it is neither past nor to come.
                let apart = moment.since(now.at).as_secs();
                let order = if apart.abs() < 60 { std::cmp::Ordering::Equal } else { apart.cmp(&0) };
                points.accepts(order, &now.say(*moment))
            }
            (Self::Timer { .. }, Answer::TimerEnded(_)) => Ok(()),
            (Self::Fields { .. }, Answer::Fields(rows)) => self.accepts_rows(rows, now),
            _ => Err(Misfit::WrongKind { accepts: self.prompt() }),
        }
    }

    /// What of an answer lies so long ago that it is asked about before it is recorded. That a month has passed is
    /// what it is asked for.
    pub fn long_ago(&self, answer: &Answer, now: &Now) -> Option<Text> {
        match (self, answer) {
            (Self::Date { month: false, .. }, Answer::Date(date)) => {
                now.is_long_ago(*date).then(|| Text::from(date.to_string()))
            }
            (Self::Time { .. }, Answer::Time(moment)) => now.long_ago(*moment),
            (Self::Fields { fields, .. }, Answer::Fields(rows)) => {
                let given = rows.iter().flat_map(|row| fields.iter().map(|field| (field, row.get(&field.id))));
                given.into_iter().find_map(|(field, answer)| field.answer.long_ago(answer?, now))
            }
            _ => None,
        }
    }

    fn accepts_choice(&self, chosen: &[Id]) -> Result<(), Misfit> {
        let Self::Choice { options, several } = self else {
            return Err(Misfit::WrongKind { accepts: self.prompt() });
        };
        if chosen.is_empty() {
            return Err(Misfit::Missing { accepts: self.prompt() });
        }
        if let Some(id) = chosen.iter().find(|id| options.iter().all(|o| o.id != **id)) {
            return Err(self.unknown_option(id.as_str()));
        }
        if !several && chosen.len() > 1 {
            return Err(Misfit::OneOption { options: self.option_ids() });
        }
        let alone = options.iter().find(|o| o.alone && chosen.contains(&o.id));
        match alone {
            Some(option) if chosen.len() > 1 => Err(Misfit::StandsAlone { alone: Text::sanitise(&option.label) }),
            _ => Ok(()),
        }
    }

    fn accepts_number(&self, value: Decimal) -> Result<(), Misfit> {
        let Self::Number { unit, min, max, decimals, otherwise, .. } = self else {
            return Err(Misfit::WrongKind { accepts: self.prompt() });
        };
        if value < *min || value > *max {
            let hint = otherwise.as_ref().filter(|o| o.min <= value && value <= o.max).map_or_else(String::new, |o| {
                format!("; {value} would fit {}, but this item is recorded in {unit}", o.unit)
            });
            return Err(Misfit::OutOfRange {
                given: value,
                min: *min,
                max: *max,
                unit: Text::sanitise(unit),
                hint: Text::from(hint),
            });
        }
        if value.decimals() > *decimals {
            return Err(Misfit::TooManyDecimals { given: value, decimals: *decimals });
        }
        Ok(())
    }

    fn accepts_rows(&self, rows: &[BTreeMap<Id, Answer>], now: &Now) -> Result<(), Misfit> {
        let Self::Fields { fields, rows: most, scan, .. } = self else {
            return Err(Misfit::WrongKind { accepts: self.prompt() });
        };
        if rows.is_empty() {
            return Err(Misfit::Missing { accepts: self.prompt() });
        }
        if rows.len() > *most {
            return Err(Misfit::TooManyRows { given: rows.len(), most: *most });
        }
        for row in rows {
            let own = |id: &Id| fields.iter().any(|field| field.id == *id);
            let kept = |id: &Id| scan.iter().flat_map(Scan::kept).any(|(kept, _)| kept == id);
            let fits = |(id, answer): &(&Id, &Answer)| own(id) || kept(id) && answer.is_words();
            if let Some((id, _)) = row.iter().find(|given| !fits(given)) {
                return Err(self.unknown_field(id.as_str()));
            }
            for field in fields {
                let name = || Text::sanitise(field.id.as_str());
                match row.get(&field.id) {
                    Some(answer) => field
                        .answer
                        .accepts(answer, now)
                        .map_err(|cause| Misfit::Field { field: name(), cause: Box::new(cause) })?,
                    None if field.optional => {}
                    None => return Err(Misfit::MissingField { field: name() }),
                }
            }
        }
        Ok(())
    }

    pub(super) fn option_ids(&self) -> Vec<String> {
        self.options().iter().map(|option| option.id.to_string()).collect()
    }

    pub(super) fn unknown_option(&self, given: &str) -> Misfit {
        Misfit::UnknownOption { given: Text::sanitise(given), options: self.option_ids() }
    }

    pub(super) fn unknown_field(&self, given: &str) -> Misfit {
        let fields = match self {
            Self::Fields { fields, .. } => fields.iter().map(|f| f.id.to_string()).collect(),
            _ => Vec::new(),
        };
        Misfit::UnknownField { given: Text::sanitise(given), fields }
    }
}

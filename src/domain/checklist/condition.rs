//! Conditions over answers: true, false, or unknown as long as what they look at is not answered.

use super::{Bounds, ItemIx, Limit};
use crate::domain::{Answer, Decimal, Id, Moment, Stamp, Text};
use jiff::Span;
use std::collections::BTreeMap;

/// What a condition says at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    True,
    False,
    /// What it looks at is not answered yet. Never taken for false.
    Unknown,
}

impl Truth {
    fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// What conditions look with.
pub trait Eyes {
    fn see(&self, ix: ItemIx) -> Seen<'_>;

    /// Whether something was found at an item at any time, whatever was found there since. What was corrected or
    /// withdrawn was not.
    fn ever(&self, ix: ItemIx, holds: &dyn Fn(&Answer) -> bool) -> bool;

    /// Whether the case was opened as a plan, begun by now or not.
    fn was_planned(&self) -> bool;
}

/// What a condition sees of an item.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'a> {
    /// An answer that counts, and when and where it was recorded.
    Answer(&'a Answer, &'a Stamp),
    /// No answer, and none is due: the item does not apply.
    Nothing,
    /// No answer yet.
    NotYet,
}

/// Where a condition looks.
#[derive(Debug, Clone)]
pub struct Target {
    pub item: ItemIx,
    /// One field of its answer.
    pub field: Option<Id>,
    /// Only in the rows of these options: the field that says of which a row is, and they.
    pub rows: Option<(Id, Vec<Id>)>,
}

impl Target {
    pub fn values<'a>(&'a self, answer: &'a Answer) -> impl Iterator<Item = &'a Answer> {
        answer.values(self.field.as_ref(), self.rows.as_ref())
    }
}

/// A quantity that several items add up to, such as a drug given in two places.
#[derive(Debug, Clone)]
pub struct Total {
    pub id: Id,
    pub title: Text,
    pub unit: Text,
    pub parts: Vec<TotalPart>,
}

/// What an item adds: its number, or the product of some of its fields, row by row.
#[derive(Debug, Clone)]
pub struct TotalPart {
    pub item: ItemIx,
    pub fields: Vec<Id>,
}

/// A condition whose items, options and fields are known to exist.
#[derive(Debug, Clone)]
pub enum Condition {
    /// The choice includes any of these (`wanted`), or none of these.
    Includes {
        of: Target,
        any: Vec<Id>,
        /// `is` or `not`.
        wanted: bool,
    },
    /// The choice once included any of these.
    Ever {
        of: Target,
        any: Vec<Id>,
    },
    /// The number is above or below a limit.
    Outside {
        of: Target,
        bounds: Bounds,
    },
    /// There is an answer, or there is none.
    Answered {
        of: Target,
        /// Which of both.
        wanted: bool,
    },
    /// Two items are answered differently.
    Differs {
        item: ItemIx,
        from: ItemIx,
    },
    /// The date given lies before the day on which it was given, or does not.
    Past {
        of: Target,
        /// Which of both.
        wanted: bool,
    },
    /// The time given lies less than this before it was recorded.
    Within {
        of: Target,
        span: Limit<Span>,
    },
    /// The sum over several items is above or below a limit.
    Total {
        of: Total,
        bounds: Bounds,
    },
    /// The case was opened as a plan, or on the day.
    Planned(bool),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    None(Vec<Condition>),
}

impl Condition {
    /// Evaluates it on what `eyes` see of each item. A limit that nobody set is passed by whatever was found.
    pub fn truth(&self, eyes: &dyn Eyes) -> Truth {
        let on = |item: ItemIx, holds: &dyn Fn(&Answer, &Stamp) -> bool| match eyes.see(item) {
            Seen::Answer(answer, stamp) => Truth::of(holds(answer, stamp)),
            Seen::Nothing => Truth::False,
            Seen::NotYet => Truth::Unknown,
        };
        match self {
            Self::Includes { of, wanted, any } => {
                on(of.item, &|answer, _| of.values(answer).any(|value| includes(value, any)) == *wanted)
            }
            Self::Ever { of, any } => {
                let found = |answer: &Answer| of.values(answer).any(|value| includes(value, any));
                if eyes.ever(of.item, &found) { Truth::True } else { on(of.item, &|_, _| false) }
            }
            Self::Outside { of, .. } | Self::Past { of, .. } | Self::Within { of, .. } => {
                on(of.item, &|answer, stamp| of.values(answer).any(|value| self.holds_for(value, stamp)))
            }
            Self::Answered { of, wanted } => match eyes.see(of.item) {
                Seen::Answer(answer, _) => Truth::of(of.values(answer).next().is_some() == *wanted),
                Seen::Nothing => Truth::of(!wanted),
                Seen::NotYet => Truth::Unknown,
            },
            Self::Differs { item, from } => match (eyes.see(*item), eyes.see(*from)) {
                (Seen::Answer(one, _), Seen::Answer(other, _)) => Truth::of(one != other),
                (Seen::Nothing, _) | (_, Seen::Nothing) => Truth::False,
                (Seen::NotYet, _) | (_, Seen::NotYet) => Truth::Unknown,
            },
            Self::Total { of, bounds } => {
                let (sum, is_whole) = of.sum(eyes);
                let (above, below) = bounds.passed_by(sum);
                // More only adds to it.
                let over = above.is_some() && sum > Decimal::from(0);
                match over || is_whole && below.is_some() {
                    true => Truth::True,
                    false if is_whole => Truth::False,
                    false => Truth::Unknown,
                }
            }
            Self::Planned(wanted) => Truth::of(eyes.was_planned() == *wanted),
            Self::All(parts) => all(parts.iter().map(|part| part.truth(eyes))),
            Self::Any(parts) => any(parts.iter().map(|part| part.truth(eyes))),
            Self::None(parts) => any(parts.iter().map(|part| part.truth(eyes))).not(),
        }
    }

    /// Whether one value is such as a comparison asks for.
    pub fn holds_for(&self, value: &Answer, stamp: &Stamp) -> bool {
        match (self, value) {
            (Self::Includes { any, wanted, .. }, value) => includes(value, any) == *wanted,
            (Self::Ever { any, .. }, value) => includes(value, any),
            (Self::Outside { bounds, .. }, Answer::Number { value, .. }) => bounds.are_passed_by(*value),
            (Self::Past { wanted, .. }, Answer::Date(date)) => (*date < stamp.day()) == *wanted,
            (Self::Within { span, .. }, Answer::Time(moment)) => {
                span.value.as_ref().is_none_or(|span| is_within(*moment, stamp.happened(), span))
            }
            (Self::Answered { wanted, .. }, _) => *wanted,
            (
                Self::Outside { .. }
                | Self::Past { .. }
                | Self::Within { .. }
                | Self::Differs { .. }
                | Self::Total { .. }
                | Self::Planned(_)
                | Self::All(_)
                | Self::Any(_)
                | Self::None(_),
                _,
            ) => false,
        }
    }

    /// Where it looks, if it compares something and is no list of conditions.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Includes { of, .. }
            | Self::Ever { of, .. }
            | Self::Outside { of, .. }
            | Self::Answered { of, .. }
            | Self::Past { of, .. }
            | Self::Within { of, .. } => Some(of),
            Self::Differs { .. }
            | Self::Total { .. }
            | Self::Planned(_)
            | Self::All(_)
            | Self::Any(_)
            | Self::None(_) => None,
        }
    }

    /// The conditions that it is a list of.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => parts,
            Self::Includes { .. }
            | Self::Ever { .. }
            | Self::Outside { .. }
            | Self::Answered { .. }
            | Self::Differs { .. }
            | Self::Past { .. }
            | Self::Within { .. }
            | Self::Total { .. }
            | Self::Planned(_) => &[],
        }
    }

    pub fn items(&self) -> Vec<ItemIx> {
        match self {
            Self::Differs { item, from } => vec![*item, *from],
            Self::Total { of, .. } => of.parts.iter().map(|part| part.item).collect(),
            _ => self.target().map(|of| of.item).into_iter().chain(self.parts().iter().flat_map(Self::items)).collect(),
        }
    }

    pub(super) fn asks_ever(&self, ix: ItemIx) -> bool {
        match self {
            Self::Ever { of, .. } => of.item == ix,
            other => other.parts().iter().any(|part| part.asks_ever(ix)),
        }
    }

    pub(super) fn compares(&self, ix: ItemIx) -> bool {
        match self {
            Self::Differs { item, from } => [item, from].contains(&&ix),
            other => other.parts().iter().any(|part| part.compares(ix)),
        }
    }

    /// The names of its limits that nobody set.
    pub fn unset(&self) -> Vec<&Id> {
        let own = match self {
            Self::Outside { bounds, .. } | Self::Total { bounds, .. } => {
                let unset = bounds.each().filter(|limit| limit.value.is_none());
                unset.filter_map(|limit| limit.local.as_ref()).collect()
            }
            Self::Within { span: Limit { value: None, local }, .. } => local.iter().collect(),
            _ => Vec::new(),
        };
        own.into_iter().chain(self.parts().iter().flat_map(Self::unset)).collect()
    }

    /// The same without the limits that nobody set.
    #[must_use]
    pub fn without_unset(&self) -> Self {
        let each = |parts: &[Self]| parts.iter().map(Self::without_unset).collect();
        match self {
            Self::Outside { of, bounds } => Self::Outside { of: of.clone(), bounds: bounds.set() },
            Self::Total { of, bounds } => Self::Total { of: of.clone(), bounds: bounds.set() },
            Self::Within { span: Limit { value: None, .. }, .. } => Self::Any(Vec::new()),
            Self::All(parts) => Self::All(each(parts)),
            Self::Any(parts) => Self::Any(each(parts)),
            Self::None(parts) => Self::None(each(parts)),
            other => other.clone(),
        }
    }

    /// Hands on each of its limits, with the name under which a site sets it.
    pub(super) fn each_limit(
        &mut self,
        number: &mut dyn FnMut(&mut Limit<Decimal>),
        span: &mut dyn FnMut(&mut Limit<Span>),
    ) {
        match self {
            Self::Outside { bounds, .. } | Self::Total { bounds, .. } => {
                bounds.above.iter_mut().chain(&mut bounds.below).for_each(number);
            }
            Self::Within { span: limit, .. } => span(limit),
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => {
                for part in parts {
                    part.each_limit(number, span);
                }
            }
            Self::Includes { .. }
            | Self::Ever { .. }
            | Self::Answered { .. }
            | Self::Differs { .. }
            | Self::Past { .. }
            | Self::Planned(_) => {}
        }
    }
}

impl Total {
    /// The sum of what is known, and whether nothing is still to come.
    pub fn sum(&self, eyes: &dyn Eyes) -> (Decimal, bool) {
        let start = (Decimal::from(0), true);
        self.parts.iter().fold(start, |(sum, is_whole), part| match eyes.see(part.item) {
            Seen::Answer(answer, _) => (sum.plus(part.amount(answer)), is_whole),
            Seen::Nothing => (sum, is_whole),
            Seen::NotYet => (sum, false),
        })
    }
}

impl TotalPart {
    fn amount(&self, answer: &Answer) -> Decimal {
        let number = |answer: &Answer| match answer {
            Answer::Number { value, .. } => Some(*value),
            _ => None,
        };
        let of_row = |row: &BTreeMap<Id, Answer>| {
            let mut values = self.fields.iter().map(|id| row.get(id).and_then(number));
            values.try_fold(Decimal::from(1), |product, value| Some(product.times(value?)))
        };
        match answer {
            Answer::Fields(rows) => rows.iter().filter_map(of_row).fold(Decimal::from(0), Decimal::plus),
            other => number(other).unwrap_or(Decimal::from(0)),
        }
    }
}

fn includes(value: &Answer, any: &[Id]) -> bool {
    value.ids().iter().any(|id| any.contains(id))
}

fn is_within(moment: Moment, recorded: Moment, span: &Span) -> bool {
    let earliest = recorded.timestamp().to_zoned(jiff::tz::TimeZone::UTC).checked_sub(*span);
    // Longer than can be counted, it is within.
    earliest.map_or(true, |earliest| moment.timestamp() > earliest.timestamp())
}

fn all(parts: impl Iterator<Item = Truth>) -> Truth {
    any(parts.map(Truth::not)).not()
}

fn any(parts: impl Iterator<Item = Truth>) -> Truth {
    parts.fold(Truth::False, |so_far, part| match (so_far, part) {
        (Truth::True, _) | (_, Truth::True) => Truth::True,
        (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
        (Truth::False, Truth::False) => Truth::False,
    })
}

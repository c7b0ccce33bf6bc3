//! Conditions over answers: true, false, or unknown as long as what they look at is not answered.

use super::ItemIx;
use crate::domain::{Answer, Decimal, Id, Moment, Stamp};
use jiff::Span;

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

/// A condition whose items, options and fields are known to exist.
#[derive(Debug, Clone)]
pub enum Condition {
    /// The choice includes any of these (`wanted`), or none of these.
    Includes {
        item: ItemIx,
        field: Option<Id>,
        any: Vec<Id>,
        /// `is` or `not`.
        wanted: bool,
    },
    /// The number is above or below a limit.
    Outside {
        item: ItemIx,
        field: Option<Id>,
        above: Option<Decimal>,
        below: Option<Decimal>,
    },
    /// There is an answer, or there is none.
    Answered {
        item: ItemIx,
        field: Option<Id>,
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
        item: ItemIx,
        field: Option<Id>,
        /// Which of both.
        wanted: bool,
    },
    /// The time given lies less than this before it was recorded.
    Within {
        item: ItemIx,
        field: Option<Id>,
        span: Span,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    None(Vec<Condition>),
}

impl Condition {
    /// Evaluates it on what `see` shows of each item.
    pub fn truth<'a>(&self, see: &dyn Fn(ItemIx) -> Seen<'a>) -> Truth {
        let on = |item: ItemIx, holds: &dyn Fn(&Answer, &Stamp) -> bool| match see(item) {
            Seen::Answer(answer, stamp) => Truth::of(holds(answer, stamp)),
            Seen::Nothing => Truth::False,
            Seen::NotYet => Truth::Unknown,
        };
        match self {
            Self::Includes { item, field, wanted, any } => {
                on(*item, &|answer, _| answer.values(field.as_ref()).any(|value| includes(value, any)) == *wanted)
            }
            Self::Outside { item, field, .. } | Self::Past { item, field, .. } | Self::Within { item, field, .. } => {
                on(*item, &|answer, stamp| answer.values(field.as_ref()).any(|value| self.holds_for(value, stamp)))
            }
            Self::Answered { item, field, wanted } => match see(*item) {
                Seen::Answer(answer, _) => Truth::of(answer.values(field.as_ref()).next().is_some() == *wanted),
                Seen::Nothing => Truth::of(!wanted),
                Seen::NotYet => Truth::Unknown,
            },
            Self::Differs { item, from } => match (see(*item), see(*from)) {
                (Seen::Answer(one, _), Seen::Answer(other, _)) => Truth::of(one != other),
                (Seen::Nothing, _) | (_, Seen::Nothing) => Truth::False,
                (Seen::NotYet, _) | (_, Seen::NotYet) => Truth::Unknown,
            },
            Self::All(parts) => all(parts.iter().map(|part| part.truth(see))),
            Self::Any(parts) => any(parts.iter().map(|part| part.truth(see))),
            Self::None(parts) => any(parts.iter().map(|part| part.truth(see))).not(),
        }
    }

    /// Whether one value is such as a comparison asks for.
    pub fn holds_for(&self, value: &Answer, stamp: &Stamp) -> bool {
        match (self, value) {
            (Self::Includes { any, wanted, .. }, value) => includes(value, any) == *wanted,
            (Self::Outside { above, below, .. }, Answer::Number { value, .. }) => {
                above.is_some_and(|limit| *value > limit) || below.is_some_and(|limit| *value < limit)
            }
            (Self::Past { wanted, .. }, Answer::Date(date)) => (*date < stamp.day()) == *wanted,
            (Self::Within { span, .. }, Answer::Time(moment)) => is_within(*moment, stamp.happened(), span),
            (Self::Answered { wanted, .. }, _) => *wanted,
            (
                Self::Outside { .. }
                | Self::Past { .. }
                | Self::Within { .. }
                | Self::Differs { .. }
                | Self::All(_)
                | Self::Any(_)
                | Self::None(_),
                _,
            ) => false,
        }
    }

    /// Whether it compares something, and is no list of conditions.
    pub fn compares(&self) -> bool {
        match self {
            Self::Includes { .. }
            | Self::Outside { .. }
            | Self::Answered { .. }
            | Self::Differs { .. }
            | Self::Past { .. }
            | Self::Within { .. } => true,
            Self::All(_) | Self::Any(_) | Self::None(_) => false,
        }
    }

    pub fn items(&self) -> Vec<ItemIx> {
        match self {
            Self::Includes { item, .. }
            | Self::Outside { item, .. }
            | Self::Answered { item, .. }
            | Self::Past { item, .. }
            | Self::Within { item, .. } => vec![*item],
            Self::Differs { item, from } => vec![*item, *from],
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => parts.iter().flat_map(Self::items).collect(),
        }
    }
}

fn includes(value: &Answer, any: &[Id]) -> bool {
    value.ids().iter().any(|id| any.contains(id))
}

fn is_within(moment: Moment, recorded: Moment, span: &Span) -> bool {
    let earliest = recorded.timestamp().to_zoned(jiff::tz::TimeZone::UTC).checked_sub(*span);
    earliest.is_ok_and(|earliest| moment.timestamp() > earliest.timestamp())
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

//! How a value of a file becomes what a checklist holds. What cannot be read is nothing: the walk has told of it.

use super::Reader;
use crate::domain::checklist::json::{Member, Node};
use crate::domain::checklist::vocabulary::Word;
use crate::domain::checklist::{Condition, Does};
use crate::domain::{Decimal, Id, Text};
use jiff::{Span, civil::Date};
use std::{collections::BTreeMap, str::FromStr};

/// What says by itself what it is.
pub(in crate::domain::checklist) trait Plain: Sized {
    /// What a field is that is not there.
    const MISSING: Option<Self> = None;

    fn of(value: &Node<'_>) -> Option<Self>;
}

macro_rules! plain {
    ($($type:ty: $value:ident => $read:expr,)+) => { $(
        impl Plain for $type {
            fn of($value: &Node<'_>) -> Option<Self> {
                $read
            }
        }
    )+ };
}

plain! {
    Id: value => value.words()?.parse().ok(),
    Text: value => value.words().map(Text::sanitise),
    String: value => value.words().map(str::to_owned),
    Date: value => value.words()?.parse().ok(),
    Decimal: value => value.decimal(),
    Does: value => value.words()?.parse().ok(),
    u32: value => value.whole(),
    u16: value => value.whole()?.try_into().ok(),
}

impl Plain for bool {
    const MISSING: Option<Self> = Some(false);

    fn of(value: &Node<'_>) -> Option<Self> {
        value.yes()
    }
}

impl<T: Word> Plain for T {
    fn of(value: &Node<'_>) -> Option<Self> {
        T::read(value.words()?)
    }
}

/// What may look at the rest of the file.
pub(in crate::domain::checklist) trait Part: Sized {
    const MISSING: Option<Self> = None;

    fn part(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

impl<T: Plain> Part for T {
    const MISSING: Option<Self> = T::MISSING;

    fn part(value: &Node<'_>, _: &mut Reader<'_>) -> Option<Self> {
        T::of(value)
    }
}

impl Part for Condition {
    fn part(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.condition(value)
    }
}

impl Part for Span {
    fn part(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.tools.span(value)
    }
}

impl<T: Part> Part for Option<T> {
    const MISSING: Option<Self> = Some(None);

    /// What may be missing may be unreadable in a pin: a sheet's block is then given to the patient rather than lost.
    fn part(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(T::part(value, reader))
    }
}

impl<T: Part> Part for Vec<T> {
    const MISSING: Option<Self> = Some(Self::new());

    fn part(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        // All of them, so that each is told of.
        let parts: Vec<Option<T>> = value.list()?.iter().map(|each| T::part(each, reader)).collect();
        parts.into_iter().collect()
    }
}

impl<K: FromStr + Ord, T: Part> Part for BTreeMap<K, T> {
    const MISSING: Option<Self> = Some(Self::new());

    fn part(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let named = |member: &Member<'_>| Some((member.name.parse().ok()?, T::part(&member.node, reader)?));
        value.members().iter().map(named).collect()
    }
}

impl Reader<'_> {
    pub(in crate::domain::checklist) fn part<T: Part>(&mut self, holder: &Node<'_>, name: &str) -> Option<T> {
        holder.get(name).map_or(T::MISSING, |value| T::part(value, self))
    }
}

/// The fields of a part. What is not there and what could not be read are both nothing.
impl<'j> Node<'j> {
    pub(super) fn read<T: Plain>(&self, name: &str) -> Option<T> {
        T::of(self.get(name)?)
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.read(name).unwrap_or(false)
    }

    pub(super) fn parts(&self, name: &str) -> &[Node<'j>] {
        self.get(name).and_then(Node::list).unwrap_or_default()
    }
}

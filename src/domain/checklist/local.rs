//! What a site sets: limits, intervals, minutes, and texts such as telephone numbers and doses.

use super::vocabulary::LocalKind;
use super::{AnswerType, Checklist, Choice, Condition, ItemIx, Limit};
use crate::domain::{Decimal, Id, Text, list, offset::is_offset};
use jiff::civil::Date;
use jiff::fmt::friendly::{Designator, Spacing, SpanPrinter};
use jiff::{Span, Unit};
use std::{cmp::Ordering, collections::BTreeMap, fmt};

/// Something that a site may set, with the value that is shipped, if one is.
#[derive(Debug, Clone)]
pub struct LocalName {
    pub name: Id,
    pub kind: LocalKind,
    /// What is set; a name that is only used says nothing of itself.
    pub about: Option<Text>,
    pub unit: Option<Text>,
    pub shipped: Option<LocalValue>,
    pub min: Option<LocalValue>,
    pub max: Option<LocalValue>,
    /// Where the shipped value is from.
    pub sources: Vec<Text>,
    /// The items whose limits, conditions or timer use it.
    pub items: Vec<ItemIx>,
    pub set: Option<Set>,
}

#[derive(Debug, Clone)]
pub enum LocalValue {
    Number(Decimal),
    Interval(Span),
    Text(Text),
    Articles(Vec<Text>),
}

/// What a site set.
#[derive(Debug, Clone)]
pub struct Set {
    /// `None` of a case's own, where this program cannot read it: then a stop that rests on it stands.
    pub value: Option<LocalValue>,
    /// A role or a staff code.
    pub by: Text,
    pub date: Date,
    pub why: Text,
}

/// What a site has set, by name.
pub type Locals = BTreeMap<Id, Set>;

impl LocalName {
    /// The value in force: the site's, else the one that is shipped.
    pub fn value(&self) -> Option<&LocalValue> {
        self.set.as_ref().map_or(self.shipped.as_ref(), |set| set.value.as_ref())
    }

    fn number(&self) -> Option<Decimal> {
        match self.value()? {
            LocalValue::Number(number) => Some(*number),
            LocalValue::Interval(_) | LocalValue::Text(_) | LocalValue::Articles(_) => None,
        }
    }

    fn interval(&self) -> Option<Span> {
        match self.value()? {
            LocalValue::Interval(span) => Some(*span),
            LocalValue::Number(_) | LocalValue::Text(_) | LocalValue::Articles(_) => None,
        }
    }

    /// Whether a stop or a caution rests on it and nobody has set it.
    pub fn is_unset(&self) -> bool {
        let rests = matches!(self.kind, LocalKind::Number | LocalKind::Interval);
        rests && self.value().is_none() && !self.items.is_empty()
    }

    /// Why a value is not taken.
    pub(super) fn out_of_range(&self, value: &LocalValue) -> Option<String> {
        if value.compare(value).is_none() && matches!(value, LocalValue::Interval(_)) {
            return Some("nobody can count so long; write a shorter duration".to_owned());
        }
        let beyond = |bound: &Option<LocalValue>, order| {
            bound.as_ref().filter(|bound| value.compare(bound) == Some(order)).map(ToString::to_string)
        };
        let least = beyond(&self.min, Ordering::Less).map(|least| format!("at least {least}"));
        let wanted = least.or_else(|| beyond(&self.max, Ordering::Greater).map(|most| format!("at most {most}")));
        wanted.map(|wanted| format!("{value} lies outside what is accepted: {wanted}"))
    }

    /// No value outside this is taken either.
    pub(super) fn narrow(&mut self, min: Decimal, max: Decimal) {
        let tighter = |bound: &mut Option<LocalValue>, to: Decimal, looser| {
            let to = LocalValue::Number(to);
            if bound.as_ref().is_none_or(|bound| bound.compare(&to) == Some(looser)) {
                *bound = Some(to);
            }
        };
        tighter(&mut self.min, min, Ordering::Less);
        tighter(&mut self.max, max, Ordering::Greater);
    }

    /// Where the value in force is from.
    pub fn origin(&self, checklist: &Checklist) -> String {
        if let Some(Set { by, date, .. }) = &self.set {
            // Of a de-identified case it is not told by whom, nor when.
            return if is_offset(*date) { "local".to_owned() } else { format!("local, set by {by} on {date}") };
        }
        let title = |cited: &Text| {
            let id = cited.as_str().split(':').next()?.parse().ok()?;
            // A title may begin with a short name: "ASRA 2018: blood thinners in …".
            checklist.sources.get::<Id>(&id)?.title.as_str().split(": ").next()
        };
        // What an item cites need not be where its limit is from.
        self.sources.iter().find_map(title).map_or_else(|| "shipped".to_owned(), |from| format!("shipped, from {from}"))
    }
}

impl LocalValue {
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => Some(one.cmp(other)),
            (Self::Interval(one), Self::Interval(other)) => seconds(one)?.partial_cmp(&seconds(other)?),
            (Self::Number(_) | Self::Interval(_) | Self::Text(_) | Self::Articles(_), _) => None,
        }
    }
}

fn seconds(span: &Span) -> Option<f64> {
    span.total((Unit::Second, Date::constant(2025, 1, 1))).ok()
}

/// A duration in words.
pub fn in_words(span: &Span) -> String {
    let printer = SpanPrinter::new().designator(Designator::Verbose).spacing(Spacing::BetweenUnitsAndDesignators);
    printer.span_to_string(span)
}

impl fmt::Display for LocalValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Interval(span) => f.write_str(&in_words(span)),
            Self::Text(text) => text.fmt(f),
            Self::Articles(articles) => f.write_str(&list(articles)),
        }
    }
}

impl Checklist {
    pub fn local(&self, name: &str) -> Option<&LocalName> {
        self.locals.iter().find(|local| local.name == *name)
    }

    /// What a local name is about, in words.
    pub fn called(&self, name: &Id) -> String {
        let about = self.local(name.as_str()).and_then(|local| local.about.as_ref());
        about.map_or_else(|| name.to_string(), |about| format!("{about} ({name})"))
    }

    /// The names without a value that a stop or a caution rests on.
    pub fn unset_locals(&self) -> impl Iterator<Item = &LocalName> {
        self.locals.iter().filter(|local| local.is_unset())
    }

    /// What is said at a case's opening of the limits that it may meet and nobody has set.
    pub fn unset_words(&self) -> Option<String> {
        let names: Vec<String> = self.unset_locals().map(|local| self.called(&local.name)).collect();
        let limits = || if names.len() == 1 { "limit" } else { "limits" };
        (!names.is_empty())
            .then(|| format!("no local {} set: {}; a stop that rests on one stands", limits(), list(&names)))
    }

    /// The same with what a site has set.
    #[must_use]
    pub fn with(mut self, locals: &Locals) -> Self {
        for local in &mut self.locals {
            local.set = locals.get(&local.name).cloned();
        }
        let names = std::mem::take(&mut self.locals);
        let find = |name: &Option<Id>| name.as_ref().and_then(|name| names.iter().find(|local| local.name == *name));
        let number = &mut |limit: &mut Limit<Decimal>| {
            limit.value = find(&limit.local).map_or(limit.value, LocalName::number);
        };
        let span = &mut |limit: &mut Limit<Span>| {
            limit.value = find(&limit.local).map_or(limit.value, LocalName::interval);
        };
        let is_offered = |choice: &Choice| {
            let is_set = |name: &Id| find(&Some(name.clone())).is_some_and(|local| local.set.is_some());
            choice.where_set.iter().all(is_set)
        };
        for item in &mut self.items {
            let stops = item.stops.iter_mut().map(|stop| &mut stop.when);
            let cautions = item.cautions.iter_mut().map(|caution| &mut caution.when);
            let all = item.when.iter_mut().chain(stops).chain(cautions);
            all.for_each(|when: &mut Condition| when.each_limit(number, span));
            item.prepared.iter_mut().for_each(&mut *span);
            match &mut item.answer {
                AnswerType::Timer { minutes, local, .. } => {
                    *minutes = find(local).and_then(LocalName::number).unwrap_or(*minutes);
                }
                AnswerType::Choice { options, .. }
                | AnswerType::Number { alternatives: options, .. }
                | AnswerType::Fields { alternatives: options, .. } => options.retain(is_offered),
                AnswerType::Check | AnswerType::Text { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } => {}
            }
        }
        self.locals = names;
        self
    }
}

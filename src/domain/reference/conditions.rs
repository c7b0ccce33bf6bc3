//! A condition in words, for somebody who reads and has no case before them: "Sedation is minimal or moderate".

use crate::domain::Id;
use crate::domain::checklist::{AnswerType, Bounds, Checklist, Condition, ItemIx, Limit, Target, in_words};
use std::fmt::Display;

impl Checklist {
    /// A condition in words.
    pub fn condition(&self, when: &Condition) -> String {
        Told { checklist: self, at: None }.say(when)
    }

    /// The same where it stands at an item, which is then "this".
    pub fn condition_at(&self, ix: ItemIx, when: &Condition) -> String {
        Told { checklist: self, at: Some(ix) }.say(when)
    }

    /// An item's name as it stands in a sentence.
    pub fn quoted(&self, ix: ItemIx) -> String {
        format!("\"{}\"", self.item(ix).short.as_str().trim_end_matches('?'))
    }
}

/// A condition that is told, perhaps at an item that needs no name there.
struct Told<'a> {
    checklist: &'a Checklist,
    at: Option<ItemIx>,
}

impl Told<'_> {
    fn say(&self, when: &Condition) -> String {
        let field = |of: &Target| self.called(of);
        match when {
            Condition::Includes { of, any, wanted: true } => format!("{} is {}", field(of), self.options(of, any)),
            // Options may begin with "not" themselves.
            Condition::Includes { of, any, wanted: false } => {
                format!("{} is not \"{}\"", field(of), self.options(of, any))
            }
            Condition::Ever { of, any } => format!("{} was once {}", field(of), self.options(of, any)),
            Condition::Outside { of, bounds } => format!("{} is {}", field(of), outside(bounds)),
            Condition::Answered { of, wanted } => {
                format!("{} is {}", field(of), if *wanted { "recorded" } else { "not recorded" })
            }
            Condition::Differs { item, from } => format!("{} differs from {}", self.name(*item), self.name(*from)),
            Condition::Past { of, wanted } => {
                format!("{} {}", field(of), if *wanted { "has passed" } else { "has not passed" })
            }
            Condition::Within { of, span } => {
                format!("{} is less than {} ago", field(of), limit(span.value.as_ref().map(in_words), span))
            }
            Condition::Total { of, bounds } => format!("{} is {}", of.title, outside(bounds)),
            Condition::Planned(true) => "the case was planned".to_owned(),
            Condition::Planned(false) => "the case was not planned".to_owned(),
            Condition::All(parts) => self.joined(parts, " and "),
            Condition::Any(parts) => self.joined(parts, " or "),
            Condition::None(parts) => match parts.as_slice() {
                [Condition::Includes { of, any, wanted }] => {
                    self.say(&Condition::Includes { of: of.clone(), any: any.clone(), wanted: !wanted })
                }
                parts => format!("it is not so that {}", self.joined(parts, " or ")),
            },
        }
    }

    fn joined(&self, parts: &[Condition], word: &str) -> String {
        let said = parts.iter().map(|part| {
            let words = self.say(part);
            if parts.len() > 1 && part.parts().len() > 1 { format!("({words})") } else { words }
        });
        said.collect::<Vec<_>>().join(word)
    }

    fn name(&self, ix: ItemIx) -> String {
        if self.at == Some(ix) { "this".to_owned() } else { self.checklist.quoted(ix) }
    }

    fn spec(&self, of: &Target) -> (Option<&str>, &AnswerType) {
        let whole = &self.checklist.item(of.item).answer;
        let fields = if let AnswerType::Fields { fields, .. } = whole { fields.as_slice() } else { &[] };
        let found = of.field.as_ref().and_then(|id| fields.iter().find(|field| field.id == *id));
        found.map_or((None, whole), |field| (Some(field.label.as_str()), &field.answer))
    }

    fn called(&self, of: &Target) -> String {
        let row = of.rows.as_ref().map(|(field, any)| {
            let row = Target { item: of.item, field: Some(field.clone()), rows: None };
            format!(" of {}", self.options(&row, any))
        });
        let row = row.unwrap_or_default();
        match self.spec(of).0 {
            Some(label) if self.at == Some(of.item) => format!("{label}{row}"),
            Some(label) => format!("{}, {label}{row},", self.name(of.item)),
            None => format!("{}{row}", self.name(of.item)),
        }
    }

    fn options(&self, of: &Target, any: &[Id]) -> String {
        let spec = self.spec(of).1;
        any.iter().map(|id| spec.label(id)).collect::<Vec<_>>().join(" or ")
    }
}

fn limit<T>(value: Option<impl Display>, of: &Limit<T>) -> String {
    let unset = || format!("the local {}", of.local.as_ref().map_or("limit", Id::as_str));
    value.map_or_else(unset, |value| value.to_string())
}

fn outside(bounds: &Bounds) -> String {
    let above = bounds.above.as_ref().map(|most| format!("above {}", limit(most.value, most)));
    let below = bounds.below.as_ref().map(|least| format!("below {}", limit(least.value, least)));
    above.into_iter().chain(below).collect::<Vec<_>>().join(" or ")
}

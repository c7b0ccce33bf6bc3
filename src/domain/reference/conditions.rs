//! A condition in words, for somebody who reads and has no case before them: "Sedation is minimal or moderate".

use crate::domain::Id;
use crate::domain::checklist::{AnswerType, Bounds, Checklist, Condition, ItemIx, Limit, Target, in_words};
use std::fmt::Display;

pub(in crate::domain) fn say(checklist: &Checklist, when: &Condition) -> String {
    let field = |of: &Target| called(checklist, of);
    match when {
        Condition::Includes { of, any, wanted } => {
            format!("{} is {}{}", field(of), if *wanted { "" } else { "not " }, options(checklist, of, any))
        }
        Condition::Ever { of, any } => format!("{} was once {}", field(of), options(checklist, of, any)),
        Condition::Outside { of, bounds } => format!("{} is {}", field(of), outside(bounds)),
        Condition::Answered { of, wanted } => {
            format!("{} is {}", field(of), if *wanted { "recorded" } else { "not recorded" })
        }
        Condition::Differs { item, from } => {
            format!("{} differs from {}", name(checklist, *item), name(checklist, *from))
        }
        Condition::Past { of, wanted } => {
            format!("{} {}", field(of), if *wanted { "has passed" } else { "has not passed" })
        }
        Condition::Within { of, span } => {
            format!("{} is less than {} ago", field(of), limit(span.value.as_ref().map(in_words), span))
        }
        Condition::Total { of, bounds } => format!("{} is {}", of.title, outside(bounds)),
        Condition::Planned(true) => "the case was planned".to_owned(),
        Condition::Planned(false) => "the case was not planned".to_owned(),
        Condition::All(parts) => joined(checklist, parts, " and "),
        Condition::Any(parts) => joined(checklist, parts, " or "),
        Condition::None(parts) => match parts.as_slice() {
            [Condition::Includes { of, any, wanted }] => {
                say(checklist, &Condition::Includes { of: of.clone(), any: any.clone(), wanted: !wanted })
            }
            parts => format!("it is not so that {}", joined(checklist, parts, " or ")),
        },
    }
}

fn joined(checklist: &Checklist, parts: &[Condition], word: &str) -> String {
    let said = parts.iter().map(|part| {
        let words = say(checklist, part);
        if parts.len() > 1 && part.parts().len() > 1 { format!("({words})") } else { words }
    });
    said.collect::<Vec<_>>().join(word)
}

/// An item's name as it stands in a sentence.
pub(super) fn name(checklist: &Checklist, ix: ItemIx) -> String {
    format!("\"{}\"", checklist.item(ix).short.as_str().trim_end_matches('?'))
}

fn spec<'a>(checklist: &'a Checklist, of: &Target) -> (Option<&'a str>, &'a AnswerType) {
    let whole = &checklist.item(of.item).answer;
    let fields = if let AnswerType::Fields { fields, .. } = whole { fields.as_slice() } else { &[] };
    let found = of.field.as_ref().and_then(|id| fields.iter().find(|field| field.id == *id));
    found.map_or((None, whole), |field| (Some(field.label.as_str()), &field.answer))
}

fn called(checklist: &Checklist, of: &Target) -> String {
    let field = spec(checklist, of).0.map(|label| format!(", {label},")).unwrap_or_default();
    format!("{}{field}", name(checklist, of.item))
}

fn options(checklist: &Checklist, of: &Target, any: &[Id]) -> String {
    let spec = spec(checklist, of).1;
    any.iter().map(|id| spec.label(id)).collect::<Vec<_>>().join(" or ")
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

//! A stop in words: the item, what was found there with the limit that it passes, and what to do.

use super::{ActiveStop, Case};
use crate::domain::checklist::{AnswerType, Condition, ItemIx, Seen, Truth};
use crate::domain::{Answer, Id, Now, Text};
use jiff::Span;
use jiff::fmt::friendly::{Designator, Spacing, SpanPrinter};

impl Case {
    /// A stop as it is told everywhere.
    pub fn say_stop(&self, stop: &ActiveStop, now: &Now) -> Text {
        let end = if stop.is_not_right() { "" } else { "." };
        Text::from(format!("{}{end} {}", self.found(stop, now), stop.say))
    }

    /// What makes a stop stand: each item that it looks at, its own first, and what was found there. What was not
    /// right stands in what the stop says.
    pub fn found(&self, stop: &ActiveStop, now: &Now) -> Text {
        if stop.is_not_right() {
            return Text::from(self.asked(stop.item));
        }
        let mut found = Vec::new();
        if let Some(when) = self.condition(stop) {
            self.findings(when, now, &mut found);
        }
        if found.is_empty() {
            found.extend(self.whole(stop.item, now));
        }
        found.sort_by_key(|(ix, _)| *ix != stop.item);
        let words = found.chunk_by(|one, other| one.0 == other.0).map(|of| {
            let said: Vec<&str> = of.iter().map(|(_, said)| said.as_str()).collect();
            format!("{} {}", self.asked(of[0].0), said.join(", "))
        });
        Text::from(words.collect::<Vec<_>>().join("; "))
    }

    /// Whether what makes a stop stand was found at its own item, among others.
    pub fn is_found_at_its_item(&self, stop: &ActiveStop) -> bool {
        self.condition(stop).is_none_or(|when| when.items().contains(&stop.item))
    }

    /// What an item asks, to stand before what was found.
    fn asked(&self, ix: ItemIx) -> String {
        let short = self.checklist.item(ix).short.as_str();
        if short.ends_with(['?', '.', ':']) { short.to_owned() } else { format!("{short}:") }
    }

    fn findings(&self, when: &Condition, now: &Now, found: &mut Vec<(ItemIx, String)>) {
        if when.truth(&|on| self.see(on)) != Truth::True {
            return;
        }
        match when {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.findings(part, now, found);
                }
            }
            // What was chosen instead; a list in a list is too much to be read at a stop.
            Condition::None(parts) => {
                let compared = parts.iter().filter(|part| part.compares());
                found.extend(compared.flat_map(Condition::items).filter_map(|ix| self.whole(ix, now)));
            }
            Condition::Differs { item, from } => {
                found.extend([item, from].into_iter().filter_map(|ix| self.whole(*ix, now)));
            }
            Condition::Includes { item, field, .. }
            | Condition::Outside { item, field, .. }
            | Condition::Answered { item, field, .. }
            | Condition::Past { item, field, .. }
            | Condition::Within { item, field, .. } => {
                found.push((*item, self.values_found(when, *item, field.as_ref(), now).join(", ")));
            }
        }
    }

    /// An item's whole answer.
    fn whole(&self, ix: ItemIx, now: &Now) -> Option<(ItemIx, String)> {
        match self.see(ix) {
            Seen::Answer(answer, _) => Some((ix, answer.say(self.checklist.item(ix), now).to_string())),
            Seen::Nothing | Seen::NotYet => None,
        }
    }

    /// The values of an answer at which a comparison holds.
    fn values_found(&self, when: &Condition, ix: ItemIx, field: Option<&Id>, now: &Now) -> Vec<String> {
        let (label, spec) = self.named(ix, field);
        let nothing = || vec![format!("{label}no answer")];
        let Seen::Answer(answer, stamp) = self.see(ix) else { return nothing() };
        let values = answer.values(field).filter(|value| when.holds_for(value, stamp));
        let mut said: Vec<String> = Vec::new();
        for value in values {
            let words = match (when, value) {
                (Condition::Includes { any, wanted: true, .. }, Answer::Choice(chosen)) => {
                    let hit = chosen.iter().filter(|id| any.contains(id)).cloned();
                    Answer::Choice(hit.collect()).words(spec, now)
                }
                _ => value.words(spec, now),
            };
            let words = format!("{label}{words}{}", passed(when, value, &now.say(stamp.happened())));
            if !said.contains(&words) {
                said.push(words);
            }
        }
        if said.is_empty() { nothing() } else { said }
    }

    /// A field with its label; of a whole answer there is none.
    fn named(&self, ix: ItemIx, field: Option<&Id>) -> (String, &AnswerType) {
        let whole = &self.checklist.item(ix).answer;
        let fields = if let AnswerType::Fields { fields, .. } = whole { fields.as_slice() } else { &[] };
        let found = field.and_then(|id| fields.iter().find(|field| field.id == *id));
        found.map_or((String::new(), whole), |field| (format!("{} ", field.label), &field.answer))
    }
}

/// The limit that a value passes.
fn passed(when: &Condition, value: &Answer, recorded: &str) -> String {
    match (when, value) {
        (Condition::Outside { above: Some(most), .. }, Answer::Number { value, .. }) if value > most => {
            format!(", at most {most}")
        }
        (Condition::Outside { below: Some(least), .. }, Answer::Number { value, .. }) if value < least => {
            format!(", at least {least}")
        }
        (Condition::Within { span, .. }, _) => format!(", less than {} before {recorded}", in_words(span)),
        _ => String::new(),
    }
}

fn in_words(span: &Span) -> String {
    let printer = SpanPrinter::new().designator(Designator::Verbose).spacing(Spacing::BetweenUnitsAndDesignators);
    printer.span_to_string(span)
}

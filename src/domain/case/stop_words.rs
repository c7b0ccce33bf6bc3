//! A stop in words: the item, what was found there with the limit that it passes, and what to do.

use super::{ActiveStop, Case};
use crate::domain::checklist::{
    AnswerType, Bounds, Condition, Eyes, ItemIx, Limit, Scan, Seen, Target, Total, Truth, in_words,
};
use crate::domain::{Answer, Decimal, Id, Now, Text};

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
        if when.truth(self) != Truth::True {
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
                let compared = parts.iter().filter(|part| part.parts().is_empty());
                found.extend(compared.flat_map(Condition::items).filter_map(|ix| self.whole(ix, now)));
            }
            Condition::Differs { item, from } => {
                found.extend([item, from].into_iter().filter_map(|ix| self.whole(*ix, now)));
            }
            Condition::Total { of, bounds } => {
                let (sum, _) = of.sum(self);
                let passed = self.passed_by(sum, bounds);
                let at = of.parts.first().map(|part| part.item);
                found.extend(at.map(|at| (at, format!("{} {sum} {}{passed}", of.title, of.unit))));
            }
            // It stands in no answer.
            Condition::Planned(_) => {}
            Condition::Ever { of, any } => {
                let found_then = any.iter().map(|id| self.named(of.item, of.field.as_ref()).1.label(id));
                found.push((of.item, format!("once {}", found_then.collect::<Vec<_>>().join(" or "))));
            }
            Condition::Includes { of, .. }
            | Condition::Outside { of, .. }
            | Condition::Answered { of, .. }
            | Condition::Past { of, .. }
            | Condition::Within { of, .. } => {
                found.push((of.item, self.values_found(when, of, now).join(", ")));
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
    fn values_found(&self, when: &Condition, of: &Target, now: &Now) -> Vec<String> {
        let (label, spec) = self.named(of.item, of.field.as_ref());
        let nothing = || vec![format!("{label}no answer")];
        let Seen::Answer(answer, stamp) = self.see(of.item) else { return nothing() };
        let values = of.values(answer).filter(|value| when.holds_for(value, stamp));
        let mut said: Vec<String> = Vec::new();
        for value in values {
            let words = match (when, value) {
                (Condition::Includes { any, wanted: true, .. }, Answer::Choice(chosen)) => {
                    let hit = chosen.iter().filter(|id| any.contains(id)).cloned();
                    Answer::Choice(hit.collect()).words(spec, now)
                }
                _ => value.words(spec, now),
            };
            let words = format!("{label}{words}{}", self.passed(when, value, &now.say(stamp.happened())));
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
        let kept = whole.scan().into_iter().flat_map(Scan::kept).find(|(id, _)| Some(*id) == field);
        let kept = kept.map_or(String::new(), |(_, called)| format!("{called} "));
        found.map_or((kept, whole), |field| (format!("{} ", field.label), &field.answer))
    }

    /// The limit that a value passes, and whose it is.
    fn passed(&self, when: &Condition, value: &Answer, recorded: &str) -> String {
        match (when, value) {
            (Condition::Outside { bounds, .. }, Answer::Number { value, .. }) => self.passed_by(*value, bounds),
            (Condition::Within { span, .. }, _) => {
                let value = span.value.as_ref().map(|span| format!("{} before {recorded}", in_words(span)));
                self.limit_words("less than ", value, span.local.as_ref())
            }
            _ => String::new(),
        }
    }

    fn passed_by(&self, value: Decimal, bounds: &Bounds) -> String {
        let (above, below) = bounds.passed_by(value);
        let said = |words: &str, limit: &Limit<Decimal>| {
            self.limit_words(words, limit.value.map(|value| value.to_string()), limit.local.as_ref())
        };
        let above = above.map(|most| said("at most ", most));
        above.or_else(|| below.map(|least| said("at least ", least))).unwrap_or_default()
    }

    /// What the quantities that an item adds to come to so far.
    pub fn totals(&self, ix: ItemIx) -> Vec<Text> {
        let adds = |total: &&Total| total.parts.iter().any(|part| part.item == ix);
        let sums = self.checklist.totals.iter().filter(adds).map(|total| (total, total.sum(self).0));
        let sums = sums.filter(|(_, sum)| *sum > Decimal::from(0));
        sums.map(|(total, sum)| Text::from(format!("{} {sum} {}", total.title, total.unit))).collect()
    }

    fn limit_words(&self, words: &str, value: Option<String>, local: Option<&Id>) -> String {
        let origin =
            local.and_then(|name| self.checklist.local(name.as_str())).map(|name| name.origin(&self.checklist));
        match (value, origin) {
            (Some(value), Some(origin)) => format!(", {words}{value} ({origin})"),
            (Some(value), None) => format!(", {words}{value}"),
            (None, _) => ", no local limit set".to_owned(),
        }
    }
}

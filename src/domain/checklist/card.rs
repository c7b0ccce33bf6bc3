//! A crisis card as it is read at the bedside: with what the site has set by now.

use super::{Checklist, CrisisCard, Evidence, LocalValue, Locals, Reviewed};
use crate::domain::{Id, Now, Text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub id: Id,
    pub title: Text,
    /// The first actions, in order.
    pub steps: Vec<Text>,
    /// Each with its dose.
    pub drugs: Vec<SetHere>,
    /// Whom to call, with their number where the site may set one.
    pub call: Text,
    pub telephone: Option<SetHere>,
    pub evidence: Evidence,
    /// The titles of what it rests on.
    pub sources: Vec<Text>,
    pub reviewed: Reviewed,
}

/// Something that the site sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetHere {
    pub name: Text,
    /// The value, and who set it when.
    pub value: Option<(Text, Text)>,
}

impl Checklist {
    /// The crisis cards, in the file's order.
    pub fn cards(&self, locals: &Locals, now: &Now) -> Vec<Card> {
        self.crisis.iter().map(|card| self.read_card(card, locals, now)).collect()
    }

    fn read_card(&self, card: &CrisisCard, locals: &Locals, now: &Now) -> Card {
        let title = |cited: &String| {
            let id = cited.split(':').next().unwrap_or_default();
            let title = self.sources.get(id).map_or(id, |source| source.title.as_str());
            // A title may begin with a short name.
            Text::sanitise(title.split(": ").next().unwrap_or(title))
        };
        let set_here = |name: &str, local| SetHere { name: Text::sanitise(name), value: self.set_here(local, locals) };
        let drugs = card.drugs.iter().map(|drug| set_here(&drug.name, &drug.local));
        Card {
            id: card.id.clone(),
            title: Text::sanitise(&card.title),
            steps: card.steps.iter().map(|step| Text::sanitise(step)).collect(),
            drugs: drugs.collect(),
            call: Text::sanitise(&card.call),
            telephone: card.telephone.as_ref().map(|local| set_here(&card.call, local)),
            evidence: card.evidence,
            sources: card.sources.iter().map(title).collect(),
            reviewed: self.review.today(now),
        }
    }

    fn set_here(&self, name: &str, locals: &Locals) -> Option<(Text, Text)> {
        let set = locals.iter().find(|(local, _)| **local == *name).map(|(_, set)| set);
        let by = set.map_or_else(|| Text::from("as shipped"), |set| Text::from(format!("{}, {}", set.by, set.date)));
        let value = set.map_or_else(|| self.local(name)?.shipped.as_ref(), |set| set.value.as_ref());
        match value? {
            LocalValue::Text(text) => Some((text.clone(), by)),
            LocalValue::Number(_) | LocalValue::Interval(_) | LocalValue::Articles(_) => None,
        }
    }
}

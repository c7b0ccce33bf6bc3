//! Items: their words, when they apply, what they confirm.

use super::{
    Checker,
    wording::{LONGEST_SHORT, LONGEST_TEXT, LONGEST_WHY},
};
use crate::domain::{
    Text,
    checklist::{
        Item, ItemIx, Level, SectionIx,
        draft::{AnswerKind, DraftItem},
    },
};

impl Checker<'_> {
    pub(super) fn item(&mut self, draft: &DraftItem, path: &str, section: SectionIx) -> Option<Item> {
        self.words(&draft.text, &format!("{path}.text"), LONGEST_TEXT);
        let short = draft.short.as_ref().unwrap_or(&draft.text);
        if draft.short.is_some() {
            self.words(short, &format!("{path}.short"), LONGEST_SHORT);
        }
        self.words(&draft.why, &format!("{path}.why"), LONGEST_WHY);
        self.sources(&draft.sources, &format!("{path}.sources"));
        let ix = ItemIx(self.items.len());
        self.at = Some(ix);
        let answer = self.answer(&draft.answer, &format!("{path}.answer"));
        let (mut stops, mut cautions) = self.shorthands(&draft.answer, ix, &format!("{path}.answer"));
        let when = draft.when.as_ref().and_then(|when| self.condition(when, &format!("{path}.when")));
        let sure = self.known.get(draft.id.as_str()).is_some_and(|known| !known.unsure);
        if let (Level::Critical, Some(when), true) = (draft.level, &draft.when, sure) {
            self.drivers(when, &format!("{path}.when"));
        }
        let confirms = draft.confirms.iter().enumerate();
        let confirms: Vec<ItemIx> =
            confirms.filter_map(|(n, id)| self.known(id, &format!("{path}.confirms[{n}]"))).collect();
        if confirms.iter().any(|&on| on >= ix) {
            self.defect(format!("{path}.confirms"), "an item confirms only items that stand before it");
        }
        stops.extend(self.stops(draft, path));
        cautions.extend(self.cautions(draft, path));
        self.carries_over(draft, path);
        self.at = None;
        Some(Item {
            id: self.id(&draft.id, &format!("{path}.id"))?,
            text: Text::sanitise(&draft.text),
            short: Text::sanitise(short),
            role: draft.role,
            level: draft.level,
            screening: draft.screening,
            carries_over: draft.carries_over,
            answer: answer?,
            when,
            two_person: draft.two_person,
            confirms,
            stops,
            cautions,
            override_by: draft.override_by,
            why: Text::sanitise(&draft.why),
            sources: draft.sources.iter().map(|source| Text::sanitise(source)).collect(),
            evidence: draft.evidence,
            section,
        })
    }

    /// What is carried from one case to the next says nothing about a patient, and one person ticks it.
    fn carries_over(&mut self, draft: &DraftItem, path: &str) {
        if !draft.carries_over {
            return;
        }
        let barred = [
            (draft.answer.kind != AnswerKind::Check, "only a check"),
            (draft.screening, "nothing that is asked of a patient"),
            (draft.two_person, "nothing that two people confirm"),
        ];
        for (_, what) in barred.into_iter().filter(|(barred, _)| *barred) {
            let problem = format!("{what} is carried to the day's other cases; leave \"carries_over\" out");
            self.defect(format!("{path}.carries_over"), problem);
        }
    }
}

//! Stops and cautions: those written out, and the shorthands of options and limits.

use super::{Checker, wording::LONGEST_SAY};
use crate::domain::{
    Id, Text,
    checklist::{
        Caution, Condition, ItemIx, OverrideBy, Stop,
        draft::{DraftAnswer, DraftItem, DraftLimits},
    },
};

impl Checker<'_> {
    pub(super) fn stops(&mut self, draft: &DraftItem, path: &str) -> Vec<Stop> {
        let mut stops = Vec::new();
        for (n, stop) in draft.stops.iter().enumerate() {
            let path = format!("{path}.stops[{n}]");
            self.words(&stop.say, &format!("{path}.say"), LONGEST_SAY);
            self.sources(&stop.sources, &format!("{path}.sources"));
            let when = self.condition(&stop.when, &format!("{path}.when"));
            let say = Text::sanitise(&stop.say);
            stops.extend(when.map(|when| Stop { when, say, override_by: stop.override_by }));
        }
        stops
    }

    pub(super) fn cautions(&mut self, draft: &DraftItem, path: &str) -> Vec<Caution> {
        let mut cautions = Vec::new();
        for (n, caution) in draft.cautions.iter().enumerate() {
            let path = format!("{path}.cautions[{n}]");
            self.words(&caution.say, &format!("{path}.say"), LONGEST_SAY);
            let when = self.condition(&caution.when, &format!("{path}.when"));
            let (say, tell) = (Text::sanitise(&caution.say), caution.tell.as_deref().map(Text::sanitise));
            cautions.extend(when.map(|when| Caution { when, say, tell }));
        }
        cautions
    }

    /// An option's or a number's own stop and caution are shorthand for one with a condition on the item.
    pub(super) fn shorthands(&mut self, draft: &DraftAnswer, item: ItemIx, path: &str) -> (Vec<Stop>, Vec<Caution>) {
        let (mut stops, mut cautions) = (Vec::new(), Vec::new());
        let lists = [("options", &draft.options), ("alternatives", &draft.alternatives)];
        for (name, list) in lists {
            for (n, option) in list.iter().flatten().enumerate() {
                let path = format!("{path}.{name}[{n}]");
                let Ok(id) = option.id.parse::<Id>() else {
                    continue;
                };
                let when = || Condition::Includes { item, field: None, any: vec![id.clone()], wanted: true };
                if let Some(stop) = &option.stop {
                    self.words(&stop.say, &format!("{path}.stop.say"), LONGEST_SAY);
                    stops.push(Stop { when: when(), say: Text::sanitise(&stop.say), override_by: stop.override_by });
                }
                if let Some(caution) = &option.caution {
                    self.words(&caution.say, &format!("{path}.caution.say"), LONGEST_SAY);
                    let tell = caution.tell.as_deref().map(Text::sanitise);
                    cautions.push(Caution { when: when(), say: Text::sanitise(&caution.say), tell });
                }
            }
        }
        if let Some(limits) = &draft.stop {
            let path = format!("{path}.stop");
            let override_by = limits.override_by;
            if override_by.is_none() {
                self.defect(&path, "a stop says who may go on; write \"override\": \"clinician\" or \"never\"");
            }
            let when = self.outside(limits, item, &path);
            let say = Text::sanitise(&limits.say);
            stops.extend(when.map(|when| Stop { when, say, override_by: override_by.unwrap_or(OverrideBy::Never) }));
        }
        if let Some(limits) = &draft.caution {
            let when = self.outside(limits, item, &format!("{path}.caution"));
            let tell = limits.tell.as_deref().map(Text::sanitise);
            cautions.extend(when.map(|when| Caution { when, say: Text::sanitise(&limits.say), tell }));
        }
        (stops, cautions)
    }

    fn outside(&mut self, limits: &DraftLimits, item: ItemIx, path: &str) -> Option<Condition> {
        self.words(&limits.say, &format!("{path}.say"), LONGEST_SAY);
        let above = limits.above.as_ref().map(|limit| self.limit(limit, &format!("{path}.above")));
        let below = limits.below.as_ref().map(|limit| self.limit(limit, &format!("{path}.below")));
        if above.is_none() && below.is_none() {
            self.defect(path, "there is no limit; write \"above\" or \"below\"");
            return None;
        }
        Some(Condition::Outside { item, field: None, above, below })
    }
}

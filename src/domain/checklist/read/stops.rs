//! Stops and cautions: those written out, and the shorthands of options and limits.

use super::Reader;
use crate::domain::checklist::json::Node;
use crate::domain::checklist::{AnswerType, Caution, Condition, ItemIx, OverrideBy, Scan, Stop, Target};
use crate::domain::{Id, Text};

impl Reader<'_> {
    pub(super) fn stop(&mut self, node: &Node<'_>) -> Option<Stop> {
        stop(node, self.judged(node.get("when")?)?)
    }

    pub(super) fn caution(&mut self, node: &Node<'_>) -> Option<Caution> {
        caution(node, self.judged(node.get("when")?)?)
    }

    /// A limit that nobody set lets a stop stand, not fall: it is in no list of what must not be.
    fn judged(&mut self, node: &Node<'_>) -> Option<Condition> {
        let when = self.condition(node)?;
        if turned_round(&when) {
            self.tools
                .defect(node, "under \"none\" a limit without a value would lift what rests on it; write a value");
        }
        Some(when)
    }

    /// An option's or a number's own stop and caution are shorthand for one with a condition on the item.
    pub(super) fn shorthands(&mut self, answer: Option<&Node<'_>>, item: ItemIx) -> (Vec<Stop>, Vec<Caution>) {
        let (mut stops, mut cautions) = (Vec::new(), Vec::new());
        let Some(answer) = answer else { return (stops, cautions) };
        for option in ["options", "alternatives"].into_iter().flat_map(|name| answer.parts(name)) {
            let Some(id) = option.read::<Id>("id") else { continue };
            let of = || Target { item, field: None, rows: None };
            let when = || Condition::Includes { of: of(), any: vec![id.clone()], wanted: true };
            stops.extend(option.get("stop").and_then(|node| stop(node, when())));
            cautions.extend(option.get("caution").and_then(|node| caution(node, when())));
        }
        if let Some(limits) = answer.get("stop") {
            if limits.get("override").is_none() {
                let problem = "a stop says who may go on; write \"override\": \"clinician\" or \"never\"";
                self.tools.defect(limits, problem);
            }
            stops.extend(self.outside(limits, item).and_then(|when| stop(limits, when)));
        }
        if let Some(limits) = answer.get("caution") {
            cautions.extend(self.outside(limits, item).and_then(|when| caution(limits, when)));
        }
        stops.extend(self.known.answer(item).and_then(AnswerType::scan).map(|scan| other_drug(item, scan)));
        (stops, cautions)
    }

    fn outside(&mut self, limits: &Node<'_>, item: ItemIx) -> Option<Condition> {
        let bounds = self.tools.bounds(limits);
        if bounds.above.is_none() && bounds.below.is_none() {
            if !self.tools.findings.is_broken(limits) {
                self.tools.defect(limits, "there is no limit; write \"above\" or \"below\"");
            }
            return None;
        }
        Some(Condition::Outside { of: Target { item, field: None, rows: None }, bounds })
    }
}

fn turned_round(when: &Condition) -> bool {
    match when {
        Condition::None(_) => !when.unset().is_empty(),
        other => other.parts().iter().any(turned_round),
    }
}

/// A package that is known as another drug is not drawn from.
fn other_drug(item: ItemIx, Scan { other_drug, .. }: &Scan) -> Stop {
    let when = Condition::Answered { of: Target { item, field: Some(other_drug.clone()), rows: None }, wanted: true };
    Stop { when, say: Text::from(Scan::OTHER_DRUG), override_by: OverrideBy::Never, card: None, sources: Vec::new() }
}

/// A pinned number's stop that does not say who may go on lets nobody.
fn stop(node: &Node<'_>, when: Condition) -> Option<Stop> {
    let override_by = node.read("override").unwrap_or(OverrideBy::Never);
    let sources = node.parts("sources").iter().filter_map(|cited| cited.words().map(Text::sanitise)).collect();
    Some(Stop { when, say: node.read("say")?, override_by, card: node.read("card"), sources })
}

fn caution(node: &Node<'_>, when: Condition) -> Option<Caution> {
    Some(Caution { when, say: node.read("say")?, tell: node.read("tell") })
}

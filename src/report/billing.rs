//! What the source document says of billing beside what may fit a case: a prompt for the coder, never a code.

use crate::domain::case::Case;
use crate::domain::checklist::{Billing, CodeFamily, Condition, Evidence, ItemIx, Truth};
use crate::domain::{Now, Text};
use std::collections::BTreeSet;

/// What every suggestion is, and is not.
pub const PROMPT: &str = "A prompt, not coding advice.";

/// Billing of one case.
#[derive(Debug, Clone)]
pub struct BillingPanel {
    /// What every reader must know first.
    pub warning: Text,
    /// What the source document says: not to be followed.
    pub said: Vec<Text>,
    /// What to mind in this case before anything is suggested.
    pub note: Option<Text>,
    /// What was recorded that the suggestion rests on: what was asked, and the answer.
    pub rests_on: Vec<(Text, Text)>,
    /// The families that may fit this case.
    pub fits: Vec<FamilyThatFits>,
}

/// Codes that may fit a case.
#[derive(Debug, Clone)]
pub struct FamilyThatFits {
    pub codes: Vec<Text>,
    pub text: Text,
    pub imaging: Text,
    pub side: Text,
    /// What follows from what was recorded in this case.
    pub here: Vec<Text>,
    pub evidence: Evidence,
}

/// The answers to what is done and where, and to all that the families ask for, in the checklist's order.
fn rests_on(case: &Case, billing: &Billing, day: &Now) -> Vec<(Text, Text)> {
    let whens = billing
        .families
        .iter()
        .flat_map(|family| family.when.iter().chain(family.here.iter().map(|narrower| &narrower.when)));
    let asked = whens.flat_map(Condition::items).chain(case.checklist().headline.iter().copied());
    let asked: BTreeSet<ItemIx> = asked.collect();
    let said = asked.into_iter().filter_map(|ix| {
        let item = case.checklist().item(ix);
        Some((Text::from(case.name(ix)), case.answer(ix)?.1.say(item, day)))
    });
    said.collect()
}

fn here(family: &CodeFamily, case: &Case) -> Vec<Text> {
    let fits = family.here.iter().filter(|narrower| narrower.when.truth(case) == Truth::True);
    fits.map(|narrower| Text::sanitise(&narrower.say)).collect()
}

impl BillingPanel {
    pub fn new(case: &Case, billing: &Billing, day: &Now) -> Self {
        // What the source document claims is wrong or unproven: no code that it names is ever suggested.
        let is_claimed = |code: &String| billing.said.iter().any(|said| said.text.contains(code.as_str()));
        let fits = billing.families.iter().filter(|_| case.has_begun_procedure()).filter(|family| {
            family.when.as_ref().is_some_and(|when| when.truth(case) == Truth::True)
                && !family.codes.iter().any(is_claimed)
        });
        let texts = |words: &[String]| words.iter().map(|words| Text::sanitise(words)).collect();
        let fits = fits.map(|family| FamilyThatFits {
            codes: texts(&family.codes),
            text: Text::sanitise(&family.text),
            imaging: Text::sanitise(&family.imaging),
            side: Text::sanitise(&family.side),
            here: here(family, case),
            evidence: family.evidence,
        });
        let note = match case.stopped() {
            Some(_) => Some("The procedure was stopped: what was planned is not what was done."),
            None if !case.has_begun_procedure() => Some("Nothing of the procedure itself is recorded."),
            None => None,
        };
        Self {
            note: note.map(Text::from),
            warning: Text::sanitise(&billing.warning),
            rests_on: rests_on(case, billing, day),
            said: billing.said.iter().map(|said| Text::sanitise(&said.text)).collect(),
            fits: fits.collect(),
        }
    }
}

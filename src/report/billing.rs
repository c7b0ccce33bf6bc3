//! What the source document says of billing beside what may fit a case: a prompt for the coder, never a code.

use crate::domain::Text;
use crate::domain::case::Case;
use crate::domain::checklist::{Billing, Evidence, Truth};

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

impl BillingPanel {
    pub fn new(case: &Case, billing: &Billing) -> Self {
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
            here: Vec::new(),
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
            said: billing.said.iter().map(|said| Text::sanitise(&said.text)).collect(),
            fits: fits.collect(),
        }
    }
}

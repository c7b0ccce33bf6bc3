//! What a case rests on: the notices of its checklist, how its content was reviewed, and whose its local numbers are.

use crate::domain::case::Case;
use crate::domain::checklist::{LocalKind, LocalName, NoticeLevel, Reviewed};
use crate::domain::{Now, Text};

/// What the content of a case's checklist is, and whose.
#[derive(Debug, Clone)]
pub struct Content {
    pub notices: Vec<(NoticeLevel, Text)>,
    /// Its review: by whom, when, until when, under which conditions.
    pub review: Vec<Text>,
    pub locals: Vec<LocalNumber>,
}

/// A number that a site may set, as it held in the case.
#[derive(Debug, Clone)]
pub struct LocalNumber {
    pub about: Text,
    /// `None` where nobody has set it.
    pub value: Option<Text>,
    /// Who set it and when, or where it is from.
    pub origin: Text,
    pub why: Option<Text>,
}

impl Content {
    pub(super) fn new(case: &Case, last: &Now) -> Self {
        let checklist = case.checklist();
        let stands = match checklist.review.today(last) {
            Reviewed::Draft => "A draft: nobody here has reviewed and approved this content.",
            Reviewed::Overdue => "Approved; its next review was past due when the last entry was made.",
            Reviewed::Approved => "Approved.",
        };
        let review = [stands.to_owned()].into_iter().chain(checklist.review.lines());
        let counts = |local: &&LocalName| {
            let rests = matches!(local.kind, LocalKind::Number | LocalKind::Interval);
            rests && !local.items.is_empty() || local.set.is_some()
        };
        let locals = checklist.locals.iter().filter(counts).map(|local| LocalNumber {
            about: local.about.clone().unwrap_or_else(|| Text::from(local.name.as_str())),
            value: local.value().map(|value| {
                let unit = local.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
                Text::from(format!("{value}{unit}"))
            }),
            origin: Text::from(local.origin(checklist)),
            why: local.set.as_ref().map(|set| set.why.clone()),
        });
        let notices = checklist.notices_by_weight().map(|notice| (notice.level, Text::sanitise(&notice.text)));
        Self { notices: notices.collect(), review: review.map(Text::from).collect(), locals: locals.collect() }
    }
}

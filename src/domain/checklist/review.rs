//! Whether a checklist is approved for local use today, and which content was.

use super::json::{self, Node};
use super::{Change, Checklist, Review, ReviewStatus, Reviewer};
use crate::domain::{Hash, Now, Text, offset::is_offset};
use jiff::civil::Date;
use serde::Serialize;

/// How the review of a checklist stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reviewed {
    Draft,
    /// Approved, but its next review is past due.
    Overdue,
    Approved,
}

impl Reviewed {
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::Approved => "approved",
            Self::Overdue => "REVIEW OVERDUE",
        }
    }

    /// What every screen and report says of it; nothing of what is approved.
    pub fn mark(self) -> Option<&'static str> {
        (self != Self::Approved).then(|| self.word())
    }

    /// The same on paper, where it names what it is said of.
    pub fn paper_mark(self) -> Option<&'static str> {
        match self {
            Self::Draft => Some("DRAFT CHECKLIST"),
            Self::Overdue => Some("CHECKLIST REVIEW OVERDUE"),
            Self::Approved => None,
        }
    }

    /// The same of many cases, once for all of them.
    pub fn mark_of(many: impl IntoIterator<Item = Self>) -> Option<String> {
        let many: Vec<Self> = many.into_iter().collect();
        let worst = many.iter().copied().min()?;
        let mark = worst.mark()?;
        Some(if many.iter().all(|one| *one == worst) { mark.to_owned() } else { format!("some {mark}") })
    }
}

impl Review {
    /// How it stands by the calendar here: overdue from the day after its last one.
    pub fn today(&self, now: &Now) -> Reviewed {
        match self.status {
            ReviewStatus::Draft => Reviewed::Draft,
            ReviewStatus::Approved if self.review_by.is_some_and(|last| now.civil().date() > last) => Reviewed::Overdue,
            ReviewStatus::Approved => Reviewed::Approved,
        }
    }

    /// What it says of the content that a file has now, and what is still to be written.
    pub fn of_content(&self, now: &Now) -> String {
        let mark = self.today(now).mark().map(|mark| format!("{mark}, ")).unwrap_or_default();
        let words = match self.status {
            ReviewStatus::Draft => {
                "not approved: once it is reviewed write by whom and when, this as \"sha256\", and \"approved\""
            }
            ReviewStatus::Approved if self.is_signed() => "approved for this content",
            ReviewStatus::Approved => "approved for no content: write \"reviewers\", and this as \"sha256\"",
        };
        format!("{mark}{words}")
    }

    /// Who answers for it and what changed, as it is shown with the checklist.
    pub fn lines(&self) -> Vec<String> {
        let on = |date: &Option<Date>| date.map(|date| format!("  {date}")).unwrap_or_default();
        let owner = self.owner.iter().map(|owner| format!("Owner  {owner}"));
        let reviewers = self.reviewers.iter().map(|Reviewer { who, role, scope, date }| {
            let scope = scope.as_ref().map(|scope| format!(": {scope}")).unwrap_or_default();
            format!("Reviewed  by {who} ({role}){}{scope}", on(date))
        });
        let approved = self.date.filter(|_| self.status == ReviewStatus::Approved);
        let approved = approved.map(|date| format!("Approved  {date}"));
        let again = self.review_by.filter(|last| !is_offset(*last)).map(|last| format!("Next review  by {last}"));
        let conditions = self.conditions.iter().map(|conditions| format!("Conditions  {conditions}"));
        let changes = self.changes.iter().map(|Change { version, date, what, why }| {
            let why = why.as_ref().map(|why| format!("; {why}")).unwrap_or_default();
            format!("Changed  {version}  {date}: {what}{why}")
        });
        let lines = owner.chain(reviewers).chain(approved).chain(again).chain(conditions).chain(changes);
        lines.map(|line| Text::from(line).to_string()).collect()
    }

    /// Whether somebody answers by name for exactly this content. Then roles are no longer taken as they are said.
    pub fn is_signed(&self) -> bool {
        self.status == ReviewStatus::Approved && !self.reviewers.is_empty()
    }
}

impl Checklist {
    /// Its name and version, with what is said of its review.
    pub fn named(&self, now: &Now) -> String {
        let mark = self.review.today(now).mark().map(|mark| format!(" {mark}")).unwrap_or_default();
        format!("{} {}{mark}", self.title, self.version)
    }

    /// The SHA-256 of a file without the value of its `review`; nothing where that cannot be found.
    pub fn content(json: &str) -> Option<Hash> {
        Some(content(json::read(json, &[]).ok()?.get("review")?, json))
    }
}

pub(super) fn content(review: &Node<'_>, json: &str) -> Hash {
    Hash::of(&[&json.as_bytes()[..review.at], &json.as_bytes()[review.end..]])
}

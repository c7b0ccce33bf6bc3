//! What approved content must say: who reviewed it and when, and that it is still the same.

use crate::domain::checklist::ReviewStatus;
use crate::domain::checklist::json::Node;
use crate::domain::checklist::review::content;
use crate::domain::checklist::walk::Findings;
use jiff::civil::Date;

/// Fields of which the older form of a review has none.
const NEWER: [&str; 5] = ["owner", "reviewers", "sha256", "changes", "conditions"];

/// Tells what is wrong with the review of a file, for its author alone: a pin was approved when its case started.
pub(in crate::domain::checklist) fn check(root: &Node<'_>, json: &str, findings: &mut Findings) {
    let Some(review) = root.get("review").filter(|review| !findings.is_broken(review)) else { return };
    let date: Option<Date> = review.read("date");
    if let (Some(date), Some(again)) = (date, review.read::<Date>("review_by"))
        && again < date
    {
        let node = review.get("review_by").unwrap_or(review);
        findings.defect(node, format!("the next review lies before the one of {date}; write a later day"));
    }
    let is_newer = NEWER.iter().any(|name| review.get(name).is_some());
    match review.read("status") {
        Some(ReviewStatus::Approved) if is_newer => {
            check_people(review, date, findings);
            check_content(review, root, json, findings);
        }
        Some(ReviewStatus::Approved) => check_older(review, date, findings),
        Some(ReviewStatus::Draft) | None => {}
    }
}

fn check_older(review: &Node<'_>, date: Option<Date>, findings: &mut Findings) {
    let by: Option<String> = review.read("reviewed_by");
    if date.is_none() || by.is_none_or(|by| by.trim().is_empty()) {
        let problem = "approved by whom, and when? write \"reviewed_by\" (a role) and \"date\", or \"draft\"";
        findings.defect(review, problem);
    }
}

fn check_people(review: &Node<'_>, date: Option<Date>, findings: &mut Findings) {
    if review.parts("reviewers").is_empty() {
        let who = "\"reviewers\": [ { \"who\": …, \"role\": …, \"date\": … } ]";
        findings.defect(review, format!("approved by whom? write {who}, or \"draft\""));
    }
    let Some(date) = date else {
        return findings.defect(review, "approved when? write \"date\", or \"draft\"");
    };
    for part in review.parts("reviewers").iter().chain(review.parts("changes")) {
        match (part.get("date"), part.read::<Date>("date")) {
            (None, _) => findings.defect(part, "reviewed when? write \"date\", or take the reviewer out"),
            (Some(node), Some(on)) if on > date => {
                findings.defect(
                    node,
                    format!("this lies after the approval of {date}; approve it anew, and write that day"),
                );
            }
            _ => {}
        }
    }
}

fn check_content(review: &Node<'_>, root: &Node<'_>, json: &str, findings: &mut Findings) {
    let content = content(review, json).to_string();
    match review.get("sha256") {
        None => {
            let problem = format!("which content was approved? where it is this one, write \"sha256\": \"{content}\"");
            findings.defect(review, problem);
        }
        Some(node) if node.words().is_none_or(|given| !given.eq_ignore_ascii_case(&content)) => {
            let problem = "the content has changed since it was approved; have the change reviewed, then write";
            findings.defect(node, format!("{problem} \"{content}\""));
        }
        Some(_) => {}
    }
    let version: Option<String> = root.read("version");
    let changes = review.parts("changes");
    if let (Some(version), Some(node)) = (version, review.get("changes"))
        && changes.iter().all(|change| change.read("version").as_ref() != Some(&version))
    {
        findings.defect(node, format!("no change is of version {version}, which this is; write what changed in it"));
    }
}

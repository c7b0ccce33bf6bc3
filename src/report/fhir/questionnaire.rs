//! The checklist of a case as a Questionnaire: every question of the checklist, and beside each one the words for what
//! an answer alone does not say.

use super::{Resource, Source, fields, made_id, said};
use crate::domain::Hash;
use crate::domain::checklist::{AnswerType, Item, Level, Reviewed, SectionIx};
use serde_json::{Value, json};

/// What is asked of a case as a whole: the end of its link, and its words.
pub(super) const OF_CASE: [(&str, &str); 11] = [
    ("marks", "What this record is not"),
    ("state", "How the case stands"),
    ("outcome", "How it was closed, and why"),
    ("stopped", "Why the procedure was stopped"),
    ("place", "Bay or room"),
    ("team", "Who is in the room"),
    ("departures", "What did not go as the checklist has it"),
    ("notes", "Notes about the case"),
    ("contacts", "Contacts that were not planned"),
    ("crisis", "Crisis cards"),
    ("record", "The record"),
];
/// What is said beside the answer of an item.
pub(super) const BESIDE: [(&str, &str); 3] =
    [("stands", "How it stands"), ("by", "Recorded"), ("beside", "Stops, cautions, who was told, notes")];

impl Source<'_> {
    /// The URL of the checklist, by which a response names it: the same for every case that follows the same bytes.
    pub(super) fn questionnaire_url(&self) -> String {
        format!("urn:uuid:{}", self.questionnaire_id())
    }

    fn questionnaire_id(&self) -> String {
        let overlays: Vec<String> = self.case.opened().overlays.iter().map(Hash::to_string).collect();
        let sums = if self.case.is_deidentified() {
            self.case.opened().uuid.to_string()
        } else {
            [vec![self.case.pin().sha256.to_string()], overlays].concat().join(" ")
        };
        // A practice record's has a mark that a case's has not.
        made_id(&["questionnaire", self.report.mode.word(), &sums])
    }

    pub(super) fn questionnaire(&self) -> Resource {
        let checklist = self.case.checklist();
        let status = match checklist.review.today(&super::as_of_last(self.case)) {
            Reviewed::Draft => "draft",
            Reviewed::Approved | Reviewed::Overdue => "active",
        };
        let of_case = OF_CASE.iter().map(|(end, words)| text(&format!("case#{end}"), words));
        let case = group("case".to_owned(), "The case", of_case.collect());
        let phases = checklist.phases.iter().map(|phase| {
            let id = format!("phase:{}", phase.id);
            let signed = text(&format!("{id}#signed"), "Signed off");
            let sections = phase.sections.clone().map(|ix| self.section(SectionIx(ix)));
            group(id, phase.title.as_str(), [signed].into_iter().chain(sections).collect())
        });
        let sum = || json!([{ "type": { "text": "SHA-256 of the checklist" }, "value": self.case.pin().sha256 }]);
        let body = fields([
            ("url", Some(json!(self.questionnaire_url()))),
            ("identifier", (!self.case.is_deidentified()).then(sum)),
            ("version", said(checklist.version.as_str()).map(Value::from)),
            ("title", said(checklist.title.as_str()).map(Value::from)),
            ("status", Some(json!(status))),
            ("description", said(checklist.objective.as_str()).map(Value::from)),
            ("item", Some([case].into_iter().chain(phases).collect())),
        ]);
        Resource { id: self.questionnaire_id(), ..self.resource("Questionnaire", "questionnaire", body) }
    }

    fn section(&self, ix: SectionIx) -> Value {
        let section = self.case.checklist().section(ix);
        let id = format!("section:{}", section.id);
        let tried = section.due.as_ref().map(|_| text(&format!("{id}#attempts"), "Attempts to reach the patient"));
        let items = section.item_ixs().flat_map(|item| self.asked(self.case.checklist().item(item)));
        group(id, section.title.as_str(), tried.into_iter().chain(items).collect())
    }

    /// The question of an item, and what is said beside its answer.
    fn asked(&self, item: &Item) -> Vec<Value> {
        let id = item.id.as_str();
        let mut asked = self.question(id, item.text.as_str(), &item.answer);
        asked["required"] = json!(item.level != Level::Routine);
        let beside = BESIDE.iter().map(|(end, words)| text(&format!("{id}#{end}"), words));
        [asked].into_iter().chain(beside).collect()
    }

    fn question(&self, link: &str, words: &str, answer: &AnswerType) -> Value {
        let of = |kind: &str| json!({ "linkId": link, "text": words, "type": kind });
        match answer {
            AnswerType::Check => of("boolean"),
            AnswerType::Number { .. } => of("quantity"),
            AnswerType::Text { .. } => of("text"),
            AnswerType::Date { .. } => of("date"),
            AnswerType::Time { .. } | AnswerType::Timer { .. } => of("dateTime"),
            AnswerType::Choice { options, several } => {
                let mut choice = of("choice");
                let coding = |(id, label): (&str, &str)| json!({ "valueCoding": self.coding(link, id, label) });
                choice["answerOption"] =
                    options.iter().map(|option| coding((option.id.as_str(), option.label.as_str()))).collect();
                choice["repeats"] = json!(several);
                choice
            }
            AnswerType::Fields { fields, rows, scan, .. } => {
                let mut group = of("group");
                group["repeats"] = json!(*rows > 1);
                let own = fields
                    .iter()
                    .map(|field| self.question(&format!("{link}/{}", field.id), &field.label, &field.answer));
                let kept = scan.iter().flat_map(crate::domain::checklist::Scan::kept);
                let kept = kept.map(|(id, called)| text(&format!("{link}/{id}"), called));
                group["item"] = own.chain(kept).collect();
                group
            }
        }
    }

    /// An option of a question.
    pub(super) fn coding(&self, link: &str, id: &str, label: &str) -> Value {
        json!({ "system": format!("{}#{link}", self.questionnaire_url()), "code": id, "display": label })
    }
}

fn group(link: String, words: &str, items: Vec<Value>) -> Value {
    Value::Object(fields([
        ("linkId", Some(Value::String(link))),
        ("text", Some(json!(words))),
        ("type", Some(json!("group"))),
        ("item", Some(Value::Array(items))),
    ]))
}

/// A question for words, as often as there are any.
fn text(link: &str, words: &str) -> Value {
    json!({ "linkId": link, "text": words, "type": "text", "repeats": true })
}

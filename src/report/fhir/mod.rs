//! A case as FHIR R4 resources: its checklist, what was recorded, the procedure, who recorded it, and what is still to
//! come. None of them is of a patient, and what an extension could say is said in words.

mod course;
mod questionnaire;
mod response;

use super::document::as_of_last;
use super::{CaseReport, Document};
use crate::domain::case::Case;
use crate::domain::checklist::Beside;
use crate::domain::{Caveats, Hash, Moment, StaffCode};
use serde_json::{Map, Value, json};
use uuid::Builder;

/// One resource.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Its type, in FHIR's words.
    pub kind: &'static str,
    pub id: String,
    body: Map<String, Value>,
}

/// How resources name each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Links {
    /// Within one bundle.
    Bundle,
    /// Each on a line of its own, for a server that takes many.
    Lines,
}

/// What the resources of a case are made of.
struct Source<'a> {
    case: &'a Case,
    report: CaseReport,
    document: Document,
    links: Links,
}

/// A case as a bundle of the type `collection`.
pub fn fhir_bundle(case: &Case, caveats: Caveats) -> Value {
    let source = Source::new(case, caveats, Links::Bundle);
    let entries = source.resources().into_iter().map(|resource| {
        let url = format!("urn:uuid:{}", resource.id);
        json!({ "fullUrl": url, "resource": resource.json() })
    });
    let mut bundle = Map::new();
    bundle.insert("identifier".to_owned(), source.case_identifier());
    bundle.insert("type".to_owned(), json!("collection"));
    bundle.extend(fields([("timestamp", time(source.last()))]));
    bundle.insert("entry".to_owned(), entries.collect());
    source.resource("Bundle", "bundle", bundle).json()
}

/// The same resources, each to stand on a line of its own.
pub fn fhir_resources(case: &Case, caveats: Caveats) -> Vec<Resource> {
    Source::new(case, caveats, Links::Lines).resources()
}

impl Resource {
    /// The type that says by which head a record is verified; a de-identified case has none.
    pub const PROVENANCE: &str = "Provenance";

    /// Every type that there is, in the order in which a server takes them.
    pub const KINDS: [&str; 5] = ["Questionnaire", "Procedure", "QuestionnaireResponse", "Task", Self::PROVENANCE];

    pub fn json(&self) -> Value {
        let mut all = self.body.clone();
        all.insert("resourceType".to_owned(), json!(self.kind));
        all.insert("id".to_owned(), json!(self.id));
        Value::Object(all)
    }

    /// On one line, with its end.
    pub fn line(&self) -> String {
        format!("{}\n", self.json())
    }
}

impl<'a> Source<'a> {
    fn new(case: &'a Case, caveats: Caveats, links: Links) -> Self {
        let report = CaseReport::as_recorded(case, caveats.clone());
        // Billing stands beside the items: no code of it may come into a field here.
        let document = Document::new(case, &Beside::default(), caveats);
        Self { case, report, document, links }
    }

    fn resources(&self) -> Vec<Resource> {
        let mut all = vec![self.questionnaire(), self.procedure(), self.response()];
        all.extend(self.tasks());
        let provenance = self.report.head.map(|head| self.provenance(&all, head));
        all.extend(provenance);
        all
    }

    /// A resource of this case, with an id that is the same each time it is exported.
    fn resource(&self, kind: &'static str, part: &str, mut body: Map<String, Value>) -> Resource {
        if let Some(mark) = self.report.mode.mark() {
            let security = json!([{
                "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST", "display": "test health data"
            }]);
            body.insert("meta".to_owned(), json!({ "security": security, "tag": [{ "display": mark }] }));
        }
        Resource { kind, id: self.id(part), body }
    }

    fn id(&self, part: &str) -> String {
        made_id(&[self.case.opened().uuid.as_str(), part])
    }

    /// What a reference to a resource says.
    fn link(&self, kind: &str, id: &str) -> Value {
        match self.links {
            Links::Bundle => json!({ "reference": format!("urn:uuid:{id}") }),
            Links::Lines => json!({ "reference": format!("{kind}/{id}") }),
        }
    }

    /// What tells the case from every other one; it says nothing about the patient.
    fn case_identifier(&self) -> Value {
        json!({ "system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{}", self.id("case")) })
    }

    /// The case itself, where FHIR asks about whom it is.
    fn subject(&self) -> Value {
        json!({ "identifier": self.case_identifier(), "display": format!("case {}", self.report.code) })
    }

    fn last(&self) -> Moment {
        as_of_last(self.case).at
    }
}

/// A UUID that is made of words, the same each time.
pub(super) fn made_id(parts: &[&str]) -> String {
    let sum = Hash::of(&[parts.join("\n").as_bytes()]).to_string();
    let byte = |at: usize| sum.get(at * 2..at * 2 + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    Builder::from_custom_bytes(std::array::from_fn(|at| byte(at).unwrap_or(0))).into_uuid().to_string()
}

/// Somebody of the staff, by their code.
fn staff(code: &StaffCode, role: &str, is_deidentified: bool) -> Value {
    if is_deidentified {
        // A letter is somebody else in each case: no identifier by which a server would make one person of them.
        return json!({ "display": format!("{code} {role}").trim() });
    }
    json!({ "identifier": { "value": code.to_string() }, "display": format!("{code} {role}").trim() })
}

/// Words, where there are any: FHIR has no empty ones.
fn said(words: impl Into<String>) -> Option<String> {
    let words = words.into();
    (!words.trim().is_empty()).then_some(words)
}

/// A time of the calendar; an offset has no place where FHIR asks for one.
fn time(at: Moment) -> Option<Value> {
    at.offset().is_none().then(|| json!(at))
}

/// Notes, one for each words.
fn notes(words: impl IntoIterator<Item = String>) -> Option<Value> {
    let notes: Vec<Value> = words.into_iter().filter_map(said).map(|text| json!({ "text": text })).collect();
    (!notes.is_empty()).then_some(Value::Array(notes))
}

/// The fields that have a value.
fn fields<const N: usize>(fields: [(&str, Option<Value>); N]) -> Map<String, Value> {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

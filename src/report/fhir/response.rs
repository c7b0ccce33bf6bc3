//! What was recorded as a `QuestionnaireResponse`: each answer as what it is, and in words whatever else there is to know.

use super::questionnaire::{BESIDE, OF_CASE};
use super::{Resource, Source, fields, said, time};
use crate::domain::case::StatusKind;
use crate::domain::checklist::{AnswerType, Item};
use crate::domain::{Answer, Decimal, Id, Outcome, Text, offset::is_offset};
use crate::report::model::entries_and_head;
use crate::report::{Departed, ItemReport, PhaseReport, SectionReport};
use serde_json::{Number, Value, json};
use std::collections::BTreeMap;

impl Source<'_> {
    pub(super) fn response(&self) -> Resource {
        let phases = self.report.phases.iter().map(|phase| self.phase(phase));
        let items: Vec<Value> = [self.of_case()].into_iter().chain(phases).flatten().collect();
        let version = self.case.checklist().version.as_str();
        let body = fields([
            ("identifier", Some(self.case_identifier())),
            ("partOf", Some(json!([self.link("Procedure", &self.id("procedure"))]))),
            ("questionnaire", Some(json!(format!("{}|{version}", self.questionnaire_url())))),
            ("status", Some(json!(self.response_status()))),
            ("subject", Some(self.subject())),
            ("authored", time(self.last())),
            ("item", Some(json!(items))),
        ]);
        self.resource("QuestionnaireResponse", "response", body)
    }

    /// Amended is what changed after somebody had signed for it, once the case is closed: before that it is in progress.
    fn response_status(&self) -> &'static str {
        let changed = self.document.departures.iter().any(|one| one.kind == Departed::ChangedAfterSignOff);
        match self.case.closed().map(|closed| closed.outcome) {
            Some(Outcome::EnteredInError) => "entered-in-error",
            Some(Outcome::Stopped | Outcome::Cancelled | Outcome::DidNotAttend) => "stopped",
            _ if self.case.stopped().is_some() => "stopped",
            Some(Outcome::Completed) if changed => "amended",
            Some(Outcome::Completed) => "completed",
            None => "in-progress",
        }
    }

    fn of_case(&self) -> Option<Value> {
        let (document, report) = (&self.document, &self.report);
        let marks = document.across().into_iter().chain(document.marks()).map(String::from);
        let caveats = report.caveats.problem.iter().map(Text::to_string).chain(report.caveats.lines());
        let outcome = report.outcome.map(|outcome| match &report.reason {
            Some(reason) => format!("{outcome}: {reason}"),
            None => outcome.to_owned(),
        });
        let planned = report.planned.as_ref().map(|plan| match &plan.room {
            Some(room) => format!("planned for {} in room {room}", plan.at),
            None => format!("planned for {}", plan.at),
        });
        let departures = document.departures.iter().map(|one| {
            let words: Vec<&str> = one.words.iter().map(Text::as_str).collect();
            let then = said(one.then.to_string()).map(|then| format!("; {then}")).unwrap_or_default();
            format!("{}: {}: {}; {}{then}", one.kind.words(), one.about, words.join("; "), one.who)
        });
        let noted = |notes: &[crate::report::NoteReport]| -> Vec<String> {
            notes.iter().map(|note| format!("{}; {} {}", note.text, note.by, note.at)).collect()
        };
        let values = |end: &str| -> Vec<String> {
            match end {
                "marks" => marks.clone().chain(caveats.clone()).collect(),
                "state" => [report.state.to_owned()].into_iter().chain(planned.clone()).collect(),
                "outcome" => outcome.iter().cloned().collect(),
                "stopped" => report.stopped.iter().map(Text::to_string).collect(),
                "place" => report.label.iter().map(Text::to_string).collect(),
                "team" => report.team.iter().map(ToString::to_string).collect(),
                "departures" => departures.clone().collect(),
                "notes" => noted(&report.notes),
                "contacts" => noted(&report.contacts),
                "crisis" => [noted(&report.crisis), report.crisis_gaps.iter().map(Text::to_string).collect()].concat(),
                _ => vec![entries_and_head(report.entries, report.head)],
            }
        };
        let items = OF_CASE.iter().filter_map(|(end, _)| in_words(&format!("case#{end}"), values(end))).collect();
        group("case".to_owned(), items)
    }

    fn phase(&self, phase: &PhaseReport) -> Option<Value> {
        let id = format!("phase:{}", phase.id);
        let signed = phase.sign_off.as_ref().map(|signed| {
            let broken = match signed.changed.as_slice() {
                [] => String::new(),
                changed => format!("; broken: changed since: {}", changed.join(", ")),
            };
            format!("{} {}, {}{broken}", signed.by, signed.at, entries_and_head(signed.entries, signed.head))
        });
        let signed = in_words(&format!("{id}#signed"), signed);
        let sections = phase.sections.iter().filter_map(|section| self.answered(section));
        group(id, signed.into_iter().chain(sections).collect())
    }

    fn answered(&self, section: &SectionReport) -> Option<Value> {
        let id = format!("section:{}", section.id);
        let tried = section.attempts.iter().map(|tried| {
            let text = tried.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
            format!("{}{text}; {} {}", tried.result.said(), tried.by, tried.at)
        });
        let lost = section.lost.iter().map(|why| format!("lost to follow-up: {why}"));
        let tried = in_words(&format!("{id}#attempts"), tried.chain(lost));
        let items = section.items.iter().flat_map(|item| self.item(item));
        group(id, tried.into_iter().chain(items).collect())
    }

    /// What asks nothing in this case has no answer.
    fn item(&self, report: &ItemReport) -> Vec<Value> {
        let spec = self.case.checklist().find(&report.id).map(|ix| self.case.checklist().item(ix));
        let Some(spec) = spec.filter(|_| report.status != StatusKind::Inactive) else { return Vec::new() };
        let mut items = report.answer.as_ref().map(|answer| self.given(spec, answer)).unwrap_or_default();
        let status: &str = report.status.into();
        let stands = report.words.as_ref().map_or_else(|| status.to_owned(), |words| format!("{status}: {words}"));
        for (end, words) in BESIDE.map(|(end, _)| end).into_iter().zip([vec![stands], who(report), beside(report)]) {
            items.extend(in_words(&format!("{}#{end}", report.id), words));
        }
        items
    }

    /// An answer, or a group for each of its rows.
    fn given(&self, item: &Item, answer: &Answer) -> Vec<Value> {
        let link = item.id.as_str();
        match (answer, &item.answer) {
            (Answer::Fields(rows), AnswerType::Fields { .. }) => {
                rows.iter().filter_map(|row| group(link.to_owned(), self.row(link, row, &item.answer))).collect()
            }
            (answer, spec) => self.answer(link, answer, spec).into_iter().collect(),
        }
    }

    fn row(&self, link: &str, row: &BTreeMap<Id, Answer>, spec: &AnswerType) -> Vec<Value> {
        let AnswerType::Fields { fields, .. } = spec else { return Vec::new() };
        let values = row.iter().filter_map(|(id, answer)| {
            let link = format!("{link}/{id}");
            match fields.iter().find(|field| field.id == *id) {
                Some(field) => self.answer(&link, answer, &field.answer),
                None => self.answer(&link, answer, &AnswerType::Text { max: usize::MAX }),
            }
        });
        values.collect()
    }

    /// What FHIR has no value for stands in the words beside it alone.
    fn answer(&self, link: &str, answer: &Answer, spec: &AnswerType) -> Option<Value> {
        let values = match answer {
            Answer::Done => vec![json!({ "valueBoolean": true })],
            Answer::NotRight(_) => vec![json!({ "valueBoolean": false })],
            Answer::Choice(chosen) => {
                let coding = |id: &Id| json!({ "valueCoding": self.coding(link, id.as_str(), spec.label(id)) });
                chosen.iter().map(coding).collect()
            }
            Answer::Number { value, unit } => {
                let quantity = fields([
                    ("value", number(*value).map(Value::Number)),
                    ("unit", said(unit.as_str()).map(Value::from)),
                ]);
                vec![json!({ "valueQuantity": quantity })]
            }
            Answer::Text(text) => vec![json!({ "valueString": said(text.as_str())? })],
            Answer::Date(date) if !is_offset(*date) => vec![json!({ "valueDate": date.to_string() })],
            Answer::Time(at) | Answer::TimerEnded(at) => vec![json!({ "valueDateTime": time(*at)? })],
            Answer::Date(_) | Answer::Alternative(_) | Answer::Fields(_) => return None,
        };
        (!values.is_empty()).then(|| json!({ "linkId": link, "answer": values }))
    }
}

/// A number as it was typed. None has more digits than JSON's readers keep but those that its words keep.
fn number(value: Decimal) -> Option<Number> {
    let words = value.to_string();
    words.parse::<i64>().map(Number::from).ok().or_else(|| Number::from_f64(words.parse().ok()?))
}

/// Who recorded it and when, and on whose word.
fn who(report: &ItemReport) -> Vec<String> {
    let Some((by, at)) = report.by.as_ref().zip(report.at) else { return Vec::new() };
    let second = report.second.as_ref().map(|second| format!("with {second}"));
    let stated = report.stated_by.as_ref().map(|code| format!("stated by {code}"));
    let done = report.done_at.map(|done| format!("done at {done}"));
    let carried = report
        .carried
        .as_ref()
        .map(|carried| format!("carried over from case {}, {} {}", carried.code, carried.by, carried.at));
    [Some(format!("{by} {at}")), second, stated, done, carried].into_iter().flatten().collect()
}

fn beside(report: &ItemReport) -> Vec<String> {
    let told = report.told.iter().map(|told| {
        let text = told.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        format!("told {}{text}; {} {}", told.told, told.by, told.at)
    });
    let notes = report.notes.iter().map(|note| format!("note: {}; {} {}", note.text, note.by, note.at));
    let readings = report.readings.iter().map(|reading| format!("reading: {reading}"));
    let stops = report.stops.iter().map(|stop| format!("STOP: {stop}"));
    let cautions = report.cautions.iter().map(|caution| format!("caution: {caution}"));
    let tell = report.tell.iter().map(|whom| format!("to be told: {whom}"));
    let changed = report.changed_after_sign_off.then(|| "changed after sign-off".to_owned());
    readings.chain(stops).chain(cautions).chain(tell).chain(told).chain(notes).chain(changed).collect()
}

/// Words for a question that asks for some, where there are any.
fn in_words(link: &str, words: impl IntoIterator<Item = String>) -> Option<Value> {
    let answers: Vec<Value> = words.into_iter().filter_map(said).map(|words| json!({ "valueString": words })).collect();
    (!answers.is_empty()).then(|| json!({ "linkId": link, "answer": answers }))
}

fn group(link: String, items: Vec<Value>) -> Option<Value> {
    let group = [("linkId", Some(Value::String(link))), ("item", Some(Value::Array(items)))];
    let group = fields(group);
    group.get("item").is_some_and(|items| *items != json!([])).then_some(Value::Object(group))
}

//! The procedure of a case, a task for each follow-up, and where all of it comes from.

use super::{Resource, Source, fields, notes, said, staff};
use crate::domain::case::{CaseState, FollowUp};
use crate::domain::checklist::SectionIx;
use crate::domain::{Outcome, Role, Text};
use serde_json::{Value, json};

impl Source<'_> {
    /// The procedure, in words alone: the checklist has no code for it that anybody may bill by.
    pub(super) fn procedure(&self) -> Resource {
        let document = &self.document;
        let headline = document.headline.iter().map(Text::to_string).collect::<Vec<_>>().join(", ");
        let marks = document.across().into_iter().chain(document.marks()).map(String::from);
        let period = document.procedure.as_ref().map(|span| json!({ "start": span.from, "end": span.to }));
        let performers =
            document.people.iter().filter(|person| person.in_the_room || person.recorded > 0).map(|person| {
                let role = person.role.map(Role::word).unwrap_or_default();
                json!({ "actor": staff(&person.code, role) })
            });
        let reason = self.report.stopped.as_ref().or(self.report.reason.as_ref());
        let body = fields([
            ("identifier", Some(json!([self.case_identifier()]))),
            ("status", Some(json!(self.procedure_status()))),
            ("statusReason", reason.and_then(|why| said(why.as_str())).map(|why| json!({ "text": why }))),
            ("code", Some(json!({ "text": document.procedure_name }))),
            ("subject", Some(self.subject())),
            ("performedPeriod", period),
            ("performer", Some(performers.collect())),
            ("bodySite", said(headline).map(|words| json!([{ "text": words }]))),
            ("note", notes(marks)),
        ]);
        self.resource("Procedure", "procedure", body)
    }

    fn procedure_status(&self) -> &'static str {
        let phase = self.case.checklist().procedure();
        let is_done = phase.is_some_and(|phase| self.case.phase_progress(phase).is_complete());
        match self.case.closed().map(|closed| closed.outcome) {
            Some(Outcome::EnteredInError) => "entered-in-error",
            Some(Outcome::Cancelled | Outcome::DidNotAttend) => "not-done",
            Some(Outcome::Stopped) => "stopped",
            _ if self.case.stopped().is_some() => "stopped",
            Some(Outcome::Completed) => "completed",
            None if !self.case.has_begun_procedure() => "preparation",
            None if is_done => "completed",
            None if self.document.state == CaseState::Held => "on-hold",
            None => "in-progress",
        }
    }

    /// One for each follow-up that the case asks for.
    pub(super) fn tasks(&self) -> Vec<Resource> {
        let sections = self.case.checklist().section_ixs();
        let due = sections.filter(|ix| self.case.checklist().section(*ix).due.is_some());
        due.map(|ix| self.task(ix)).collect()
    }

    fn task(&self, ix: SectionIx) -> Resource {
        let section = self.case.checklist().section(ix);
        let due = self.case.due(ix, &self.document.day);
        let period = due.map(|FollowUp { due, late, .. }| json!({ "period": { "start": due, "end": late } }));
        let lost = self.case.lost(ix).map(|(_, why)| why);
        let attempts = self.case.attempts(ix);
        let tried = attempts.iter().map(|tried| {
            let text = tried.text.map(|text| format!(": {text}")).unwrap_or_default();
            format!("{}{text}; {} {}", tried.result.said(), tried.stamp.by, tried.stamp.happened())
        });
        let progress = self.case.section_progress(ix);
        let status = match (lost, self.case.closed()) {
            (Some(_), _) => "failed",
            (None, _) if progress.is_complete() => "completed",
            (None, Some(_)) => "cancelled",
            (None, None) if attempts.is_empty() && progress.decided() == 0 => "requested",
            (None, None) => "in-progress",
        };
        let opened = self.case.entries().first().map(|line| json!(line.entry.stamp.at));
        let body = fields([
            ("identifier", Some(json!([{ "type": { "text": "section of the checklist" }, "value": section.id }]))),
            ("status", Some(json!(status))),
            ("statusReason", lost.and_then(|why| said(why.as_str())).map(|why| json!({ "text": why }))),
            ("businessStatus", Some(json!({ "text": progress.words() }))),
            ("intent", Some(json!("plan"))),
            ("code", Some(json!({ "text": section.title }))),
            ("focus", Some(self.link("Procedure", &self.id("procedure")))),
            ("for", Some(self.subject())),
            ("authoredOn", opened),
            ("lastModified", Some(json!(self.last()))),
            ("note", notes(tried)),
            ("restriction", period),
        ]);
        self.resource("Task", &format!("task {}", section.id), body)
    }

    /// Who recorded all of it, and the head of the record by which it can be verified.
    pub(super) fn provenance(&self, of: &[Resource]) -> Resource {
        let own = of.iter().filter(|resource| resource.kind != "Questionnaire");
        let targets = own.map(|resource| self.link(resource.kind, &resource.id));
        let recorded = self.document.people.iter().filter(|person| person.recorded > 0);
        let agents = recorded.map(|person| {
            let role = person.role.map(Role::word).unwrap_or_default();
            let role = fields([("role", said(role).map(|role| json!([{ "text": role }])))]);
            let mut agent = fields([("who", Some(staff(&person.code, "")))]);
            agent.extend(role);
            Value::Object(agent)
        });
        let head = json!({ "type": { "text": "SHA-256 head of the record" }, "value": self.report.head });
        let (code, entries) = (&self.report.code, self.report.entries);
        let display =
            format!("record of case {code} with {entries} entries; periop verify {code} --head {}", self.report.head);
        let body = fields([
            ("target", Some(targets.collect())),
            ("recorded", Some(json!(self.last()))),
            ("agent", Some(agents.collect())),
            ("entity", Some(json!([{ "role": "source", "what": { "identifier": head, "display": display } }]))),
        ]);
        self.resource("Provenance", "provenance", body)
    }
}

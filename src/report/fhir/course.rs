//! The procedure of a case, a task for each follow-up, and where all of it comes from.

use super::{Resource, Source, fields, notes, said, staff, time};
use crate::domain::case::{CaseState, FollowUp};
use crate::domain::checklist::SectionIx;
use crate::domain::{Hash, Outcome, Role, Text};
use crate::report::{DEIDENTIFIED, document::due_words};
use serde_json::{Value, json};

impl Source<'_> {
    /// The procedure, in words alone: the checklist has no code for it that anybody may bill by.
    pub(super) fn procedure(&self) -> Resource {
        let document = &self.document;
        let headline = document.headline.iter().map(Text::to_string).collect::<Vec<_>>().join(", ");
        let marks = document.across().into_iter().chain(document.marks()).map(String::from);
        let (mut period, mut offsets) = (None, None);
        if let Some(span) = &document.procedure {
            period = time(span.from).zip(time(span.to)).map(|(start, end)| json!({ "start": start, "end": end }));
            let (from, to) = (document.day.say(span.from), document.day.say(span.to));
            offsets = period.is_none().then(|| json!(format!("{from} to {to}")));
        }
        let deidentified = document.is_deidentified().then_some(DEIDENTIFIED).into_iter().flatten();
        let performers =
            document.people.iter().filter(|person| person.in_the_room || person.recorded > 0).map(|person| {
                let role = person.role.map(Role::word).unwrap_or_default();
                json!({ "actor": staff(&person.code, role, document.is_deidentified()) })
            });
        let reason = self.report.stopped.as_ref().or(self.report.reason.as_ref());
        let body = fields([
            ("identifier", Some(json!([self.case_identifier()]))),
            ("status", Some(json!(self.procedure_status()))),
            ("statusReason", reason.and_then(|why| said(why.as_str())).map(|why| json!({ "text": why }))),
            ("code", Some(json!({ "text": document.procedure_name }))),
            ("subject", Some(self.subject())),
            ("performedPeriod", period),
            ("performedString", offsets),
            ("performer", Some(performers.collect())),
            ("bodySite", said(headline).map(|words| json!([{ "text": words }]))),
            ("note", notes(marks.chain(deidentified.map(str::to_owned)))),
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
        let period = due.and_then(|FollowUp { due, late, .. }| {
            Some(json!({ "period": { "start": time(due)?, "end": time(late)? } }))
        });
        let offsets = due.filter(|due| due.due.offset().is_some()).and(due_words(self.case, ix, &self.document.day));
        let offsets = offsets.map(|(due, until)| format!("due {due}, in time until {until}"));
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
        let opened = self.case.entries().first().and_then(|line| time(line.entry.stamp.at));
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
            ("lastModified", time(self.last())),
            ("note", notes(offsets.into_iter().chain(tried))),
            ("restriction", period),
        ]);
        self.resource("Task", &format!("task {}", section.id), body)
    }

    /// Who recorded all of it, and the head of the record by which it can be verified.
    pub(super) fn provenance(&self, of: &[Resource], head: Hash) -> Resource {
        let own = of.iter().filter(|resource| resource.kind != "Questionnaire");
        let targets = own.map(|resource| self.link(resource.kind, &resource.id));
        let recorded = self.document.people.iter().filter(|person| person.recorded > 0);
        let agents = recorded.map(|person| {
            let role = person.role.map(Role::word).unwrap_or_default();
            let role = fields([("role", said(role).map(|role| json!([{ "text": role }])))]);
            let mut agent = fields([("who", Some(staff(&person.code, "", self.document.is_deidentified())))]);
            agent.extend(role);
            Value::Object(agent)
        });
        let (code, entries) = (&self.report.code, self.report.entries);
        let display = format!("record of case {code} with {entries} entries; periop verify {code} --head {head}");
        let head = json!({ "type": { "text": "SHA-256 head of the record" }, "value": head });
        let body = fields([
            ("target", Some(targets.collect())),
            ("recorded", time(self.last())),
            ("agent", Some(agents.collect())),
            ("entity", Some(json!([{ "role": "source", "what": { "identifier": head, "display": display } }]))),
        ]);
        self.resource(Resource::PROVENANCE, "provenance", body)
    }
}

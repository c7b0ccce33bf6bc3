//! Several answers in one action: what is left of a section after it was said, and what seldom varies.

use super::{Case, Refusal, Status};
use crate::domain::checklist::{ItemIx, Level, SectionIx, Style};
use crate::domain::{Answer, Fact, Id, ItemFact, Now, Text};

impl Case {
    /// The items of a do-confirm section that one key may tick after they were said: routine and required
    /// checks that are open. Critical items, questions to the patient and choices are never among them.
    pub fn can_be_grouped(&self, section: SectionIx) -> Vec<ItemIx> {
        let of = self.checklist.section(section);
        let may = |ix: &ItemIx| {
            let item = self.checklist.item(*ix);
            item.answer.is_check()
                && item.level != Level::Critical
                && !item.screening
                && !item.two_person
                && matches!(self.status(*ix), Status::Open { running: None })
                && self.stops(*ix).is_empty()
        };
        if of.style == Style::DoConfirm { of.item_ixs().filter(may).collect() } else { Vec::new() }
    }

    pub(super) fn decide_group(&self, id: &Id) -> Result<Vec<Fact>, Refusal> {
        let section = self.checklist.find_section(id.as_str()).ok_or_else(|| Refusal::UnknownSection {
            given: Text::sanitise(id.as_str()),
            sections: self.checklist.sections.iter().map(|section| section.id.to_string()).collect(),
        })?;
        let grouped = self.can_be_grouped(section);
        if grouped.is_empty() {
            return Err(Refusal::NothingToGroup { section: self.checklist.section(section).title.clone() });
        }
        grouped.iter().try_for_each(|&ix| self.may_begin(ix).and_then(|()| self.confirmed_are_settled(ix)))?;
        Ok(grouped.into_iter().map(|ix| self.several(ix, Answer::Done, None)).collect())
    }

    /// Fills in the open items of a preset. What has an answer keeps it; what does not apply is left out.
    pub(super) fn decide_preset(&self, id: &Id, now: &Now) -> Result<Vec<Fact>, Refusal> {
        let presets = &self.checklist.presets;
        let preset = presets.iter().find(|preset| preset.id == *id).ok_or_else(|| Refusal::UnknownPreset {
            given: Text::sanitise(id.as_str()),
            presets: presets.iter().map(|preset| preset.id.to_string()).collect(),
        })?;
        let mut facts = Vec::new();
        for (ix, answer) in &preset.answers {
            let item = self.checklist.item(*ix);
            // What its name says must not differ from what is recorded.
            if let Some((held, _)) = self.answered(*ix).filter(|(_, stands)| *stands != answer)
                && item.level == Level::Critical
            {
                let (preset, answer) = (preset.title.clone(), self.say(*ix, held, now));
                return Err(Refusal::PresetUnfit { preset, item: item.id.clone(), answer });
            }
            if self.status(*ix).is_open() && item.answer.accepts(answer, now).is_ok() {
                self.may_begin(*ix)?;
                facts.push(self.several(*ix, answer.clone(), Some(id.clone())));
            }
        }
        if facts.is_empty() { Err(Refusal::NothingPreset { preset: preset.title.clone() }) } else { Ok(facts) }
    }

    fn several(&self, ix: ItemIx, answer: Answer, preset: Option<Id>) -> Fact {
        Fact::Item(
            self.checklist.item(ix).id.clone(),
            ItemFact::Answered {
                answer,
                second: None,
                reason: None,
                again: false,
                grouped: preset.is_none(),
                preset,
                carried: None,
            },
        )
    }
}

//! An item as paper tells it: its number, its weight, under which condition, and what must not be passed at it.

use crate::domain::Text;
use crate::domain::checklist::{Caution, Checklist, Condition, Item, ItemIx, Level, OverrideBy, Responsible, Stop};
use crate::report::page::{Room, Space};

#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) checklist: &'a Checklist,
    pub(super) ix: ItemIx,
}

impl<'a> Asked<'a> {
    pub(super) fn item(self) -> &'a Item {
        self.checklist.item(self.ix)
    }

    pub(super) fn number(self) -> Text {
        Text::from((self.ix.0 + 1).to_string())
    }

    /// Whose it is, how much it weighs, and how it is asked.
    pub(super) fn beside(self) -> Vec<&'static str> {
        let item = self.item();
        let role = match item.role {
            Responsible::Nurse | Responsible::Clinician | Responsible::Both => item.role.word(),
            Responsible::Either => "either role",
        };
        let stays = match (item.level, item.override_by) {
            (Level::Critical, OverrideBy::Never) => Some("nobody goes on without it"),
            (Level::Critical, OverrideBy::Clinician) | (Level::Required | Level::Routine, _) => None,
        };
        let flags = [
            (item.screening, "ask the patient"),
            (item.two_person, "two people"),
            (item.carries_over, "once a day for the room"),
        ];
        let flags = flags.into_iter().filter_map(|(holds, words)| holds.then_some(words));
        [role, item.level.word()].into_iter().chain(flags).chain(stays).collect()
    }

    /// When it applies, with the numbers of the items that tell it.
    pub(super) fn only_if(self) -> Option<String> {
        let when = self.item().when.as_ref()?;
        Some(format!("Only if {}{}", self.checklist.condition_at(self.ix, when), self.looks_at(when)))
    }

    fn looks_at(self, when: &Condition) -> String {
        let mut others: Vec<ItemIx> = when.items().into_iter().filter(|ix| *ix != self.ix).collect();
        others.sort_unstable();
        others.dedup();
        let numbers: Vec<String> = others.iter().map(|ix| (ix.0 + 1).to_string()).collect();
        if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(", ")) }
    }

    pub(super) fn stops(self) -> impl Iterator<Item = (&'a Stop, String)> {
        self.item().stops.iter().map(move |stop| {
            let card = stop.card.as_ref().and_then(|id| self.checklist.card(id.as_str()));
            let card = card.map(|card| format!(" Crisis card: {}.", card.title)).unwrap_or_default();
            let when = self.checklist.condition_at(self.ix, &stop.when);
            let (say, may) = (&stop.say, stop.override_by.words());
            let looks = self.looks_at(&stop.when);
            let unset = self
                .unset(&stop.when)
                .map(|words| format!(" {words}; where only that makes it a stop, a clinician may override."));
            let unset = unset.unwrap_or_default();
            (stop, format!("STOP if {when}{looks}: {say}{card} ({may}){unset}"))
        })
    }

    /// What is written of limits without a value: whoever has the paper must not take them for none.
    fn unset(self, when: &Condition) -> Option<String> {
        let names: Vec<String> = when.unset().into_iter().map(|name| self.checklist.called(name)).collect();
        let told = || format!("NOT SET HERE: {}. What is compared with it counts as crossed", names.join("; "));
        (!names.is_empty()).then(told)
    }

    pub(super) fn cautions(self) -> impl Iterator<Item = String> {
        self.item().cautions.iter().map(move |Caution { when, say, tell }| {
            let tell = tell.as_ref().map(|whom| format!(" (tell {whom})")).unwrap_or_default();
            let condition = self.checklist.condition_at(self.ix, when);
            let unset = self.unset(when).map(|words| format!(" {words}.")).unwrap_or_default();
            format!("Caution if {condition}{}: {say}{tell}{unset}", self.looks_at(when))
        })
    }

    /// Which answers it confirms.
    pub(super) fn confirms(self) -> Option<String> {
        let numbers: Vec<String> = self.item().confirms.iter().map(|ix| (ix.0 + 1).to_string()).collect();
        (!numbers.is_empty()).then(|| format!("confirms {}", numbers.join(", ")))
    }

    pub(super) fn prepared(self) -> Option<String> {
        let before = self.item().prepared.as_ref()?;
        let span = before.value.as_ref().map(crate::domain::checklist::in_words);
        let span = span.or_else(|| before.local.as_ref().map(|name| format!("the local {name}")))?;
        Some(format!("to be done {span} before the planned time"))
    }

    /// The ways in which it may be settled other than by an answer, and who did it when.
    pub(super) fn margin(self) -> Vec<Space> {
        let item = self.item();
        let is_bound = item.level == Level::Critical;
        let not_right = item.answer.is_check().then(|| Space::tick("not right"));
        let not_applicable = !is_bound && !self.checklist.a_stop_looks_at(self.ix);
        let set_aside = [not_applicable.then(|| Space::tick("n/a")), (!is_bound).then(|| Space::tick("later"))];
        let by = if item.two_person { vec!["1st", "2nd"] } else { vec!["by"] };
        let by = by.into_iter().map(|who| Space::blank(who, Room::Initials));
        let ways = not_right.into_iter().chain(set_aside.into_iter().flatten());
        ways.chain([Space::blank("", Room::Time)]).chain(by).collect()
    }
}

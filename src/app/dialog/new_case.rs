//! Opening or planning a case: which checklist, when, where, and what seldom varies.

use super::{Dialog, chosen};
use crate::app::{Effect, Key, Row, Turn, entry};
use crate::domain::checklist::Reviewed;
use crate::domain::place::{ASKS_FOR_A_PLACE, may_be_a_patient};
use crate::domain::{Id, Moment, Now, Plan, Text, read_time};
use tui_input::Input;

/// A checklist that a new case may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: Id,
    pub title: Text,
    pub review: Reviewed,
    /// What it can fill in at once: the id and name of each preset.
    pub presets: Vec<(Id, Text)>,
}

/// A case that is about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCaseForm {
    pub checklist: Id,
    /// When it is planned; nothing where it begins now.
    pub at: Option<Moment>,
    pub place: Option<Text>,
    /// What is filled in at once.
    pub preset: Option<Id>,
}

/// Opening a new case, step by step.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// The checklists that can be chosen, once they were read.
    pub offers: Vec<Offer>,
    /// The cases on the list.
    pub others: Vec<Row>,
    pub step: NewStep,
}

#[derive(Debug, Clone)]
pub enum NewStep {
    Checklist {
        /// Whether the case is planned for later.
        planned: bool,
    },
    /// Typing when it is planned.
    When {
        checklist: Id,
        field: Input,
        /// Why the last attempt was not accepted.
        misfit: Option<Text>,
    },
    /// Typing the bay or room.
    Place {
        draft: NewCaseForm,
        field: Input,
        /// Why it was not taken at once; enter takes it all the same.
        doubted: Option<Text>,
    },
    /// Choosing what is filled in at once.
    Preset { draft: NewCaseForm },
}

impl NewStep {
    fn place(checklist: Id, at: Option<Moment>) -> Self {
        let draft = NewCaseForm { checklist, at, place: None, preset: None };
        Self::Place { draft, field: Input::default(), doubted: None }
    }
}

impl NewCaseForm {
    /// The plan, for a planned case: its place is the room.
    pub fn plan(&self) -> Option<Plan> {
        self.at.map(|at| Plan { at, room: self.place.clone() })
    }

    /// The bay or room where a case begins now.
    pub fn label(&self) -> Option<Text> {
        self.place.clone().filter(|_| self.at.is_none())
    }
}

impl NewCase {
    pub(in crate::app) fn new(planned: bool) -> Self {
        Self { offers: Vec::new(), others: Vec::new(), step: NewStep::Checklist { planned } }
    }

    /// What a checklist can fill in at once.
    pub fn presets(&self, checklist: &Id) -> &[(Id, Text)] {
        self.offers.iter().find(|offer| offer.id == *checklist).map_or(&[], |offer| &offer.presets)
    }

    pub(super) fn field(&mut self) -> Option<&mut Input> {
        match &mut self.step {
            NewStep::When { field, .. } | NewStep::Place { field, .. } => Some(field),
            NewStep::Checklist { .. } | NewStep::Preset { .. } => None,
        }
    }

    pub(super) fn press(mut self, key: Key, now: &Now) -> Turn {
        if key == Key::Esc {
            return Turn::default();
        }
        let step = match &mut self.step {
            NewStep::Checklist { planned } => choose_checklist(*planned, key, &self.offers),
            NewStep::When { checklist, field, misfit } if key == Key::Enter => match when(field, now) {
                Ok(at) => Some(NewStep::place(checklist.clone(), Some(at))),
                Err(words) => {
                    *misfit = Some(words);
                    None
                }
            },
            NewStep::When { field, misfit, .. } => {
                entry::edit(field, key);
                *misfit = None;
                None
            }
            // The panel says that it is too long.
            NewStep::Place { field, .. } if key == Key::Enter && Text::is_long_name(field.value()) => None,
            NewStep::Place { draft, field, doubted } if key == Key::Enter => {
                let place = Text::sanitise(field.value().trim());
                let new = doubted.is_none().then(|| doubt(&place, draft.at, &self.others, now));
                *doubted = new.flatten();
                if doubted.is_some() {
                    return Turn::open(Dialog::New(self));
                }
                let draft = NewCaseForm { place: (!place.is_blank()).then_some(place), ..draft.clone() };
                if draft.at.is_some() || self.presets(&draft.checklist).is_empty() {
                    return Turn::wants(Effect::Create(draft));
                }
                Some(NewStep::Preset { draft })
            }
            NewStep::Place { field, doubted, .. } => {
                entry::edit(field, key);
                *doubted = None;
                None
            }
            NewStep::Preset { draft } => {
                let draft = draft.clone();
                let preset = chosen(key, self.presets(&draft.checklist)).map(|(preset, _)| preset.clone());
                if preset.is_some() || key == Key::Enter {
                    return Turn::wants(Effect::Create(NewCaseForm { preset, ..draft }));
                }
                None
            }
        };
        self.step = step.unwrap_or(self.step);
        Turn::open(Dialog::New(self))
    }
}

fn choose_checklist(planned: bool, key: Key, offers: &[Offer]) -> Option<NewStep> {
    let only = || offers.first().filter(|_| key == Key::Enter && offers.len() == 1);
    let checklist = chosen(key, offers).or_else(only)?.id.clone();
    Some(if planned {
        NewStep::When { checklist, field: Input::default(), misfit: None }
    } else {
        NewStep::place(checklist, None)
    })
}

/// Takes the time typed; what is past cannot be planned.
fn when(field: &Input, now: &Now) -> Result<Moment, Text> {
    let at = read_time(field.value().trim(), now).map_err(|misfit| Text::from(misfit.to_string()))?;
    if at >= now.at {
        return Ok(at);
    }
    Err(Text::from(format!("{} is past; for another day write \"tomorrow 08:30\"", now.say(at))))
}

/// Why somebody may not want to go on with a place: it looks like a patient, or another case stands there.
fn doubt(place: &Text, at: Option<Moment>, others: &[Row], now: &Now) -> Option<Text> {
    let patient = may_be_a_patient(place.as_str()).then(|| ASKS_FOR_A_PLACE.to_owned());
    let other = others.iter().find(|row| row.is_at(place, at, now));
    let other = other.map(|row| format!("{place} has another case: {}.", row.code.masked()));
    let doubts: Vec<String> = patient.into_iter().chain(other).collect();
    (!doubts.is_empty()).then(|| Text::from(format!("{} Enter again takes it.", doubts.join(" "))))
}

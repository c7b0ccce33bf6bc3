//! Opening or planning a case: which checklist, when, where, and what seldom varies.

use super::{Dialog, chosen};
use crate::{
    app::{Effect, Key, Turn, entry},
    domain::{Id, Moment, Now, Plan, Text, read_time},
};
use tui_input::Input;

/// A checklist that a new case may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: Id,
    pub title: Text,
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
        /// Whether what is typed looked like a patient's name or birth date; enter takes it all the same.
        doubted: bool,
    },
    /// Choosing what is filled in at once.
    Preset { draft: NewCaseForm },
}

impl NewStep {
    fn place(checklist: Id, at: Option<Moment>) -> Self {
        let draft = NewCaseForm { checklist, at, place: None, preset: None };
        Self::Place { draft, field: Input::default(), doubted: false }
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
        Self { offers: Vec::new(), step: NewStep::Checklist { planned } }
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
                *doubted = !*doubted && may_be_a_patient(place.as_str());
                if *doubted {
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
                *doubted = false;
                None
            }
            NewStep::Preset { draft } => {
                let draft = draft.clone();
                match chosen(key, self.presets(&draft.checklist)) {
                    None if key == Key::Enter => return Turn::wants(Effect::Create(draft)),
                    None => None,
                    Some((preset, _)) => {
                        return Turn::wants(Effect::Create(NewCaseForm { preset: Some(preset.clone()), ..draft }));
                    }
                }
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

/// Words of three letters or more that name a place and no person.
const PLACES: &str = "area bay bed block blue chair clinic corridor cubicle day desk east eight first five floor four \
    green hall holding imaging lab left level list lounge lower main middle nine north one pain post pre \
    prep procedure recovery red right room second seven side six south station suite table ten theater \
    theatre third three trolley two unit upper waiting ward west white wing ray xray yellow zone";

/// Whether something typed for a place looks like a patient's name or date of birth. It is only asked about.
fn may_be_a_patient(typed: &str) -> bool {
    let words = || typed.split(|c: char| c.is_whitespace() || ",;()".contains(c)).filter(|word| !word.is_empty());
    let is_date = |word: &str| {
        let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    };
    let is_name = |word: &str| {
        let mut parts = word.split(['-', '/', '.', '\'', '’']);
        parts.any(|part| {
            let letters = part.chars().count() >= 3 && part.chars().all(char::is_alphabetic);
            letters && PLACES.split(' ').all(|place| place != part.to_lowercase())
        })
    };
    words().any(|word| is_date(word) || is_name(word))
}

#[cfg(test)]
mod tests {
    use super::may_be_a_patient;

    #[test]
    fn names_and_birth_dates_are_asked_about_and_places_are_not() {
        for place in ["", "Bay 2", "bay2", "Theatre 1", "Room 12 left", "X-ray 2", "Recovery bed 4", "B12", "OP 3"] {
            assert!(!may_be_a_patient(place), "{place}");
        }
        for person in ["Bay 2 Xyzab", "Xyzab", "xy-zabc", "12.03.1956", "bay 2 1956-03-12", "3/4/56"] {
            assert!(may_be_a_patient(person), "{person}");
        }
    }
}

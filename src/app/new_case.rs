//! Opening or planning a case: which checklist, when, where, and what seldom varies.

use super::{App, Context, Dialog, Effect, Key, entry};
use crate::domain::{Id, Plan, Text, read_time};
use tui_input::Input;

/// A checklist that a new case may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// What it can fill in at once: the id and name of each preset.
    pub presets: Vec<(Id, Text)>,
}

/// A case that is about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCaseForm {
    /// The checklist.
    pub checklist: Id,
    /// When it is planned; nothing where it begins now.
    pub at: Option<crate::domain::Moment>,
    /// The bay or room.
    pub place: Option<Text>,
    /// What is filled in at once.
    pub preset: Option<Id>,
}

/// Opening a new case, step by step.
#[derive(Debug, Clone)]
pub enum NewStep {
    /// Choosing the checklist.
    Checklist {
        /// Whether the case is planned for later.
        planned: bool,
    },
    /// Typing when it is planned.
    When {
        /// The checklist.
        checklist: Id,
        /// What is typed.
        field: Input,
        /// Why the last attempt was not accepted.
        misfit: Option<Text>,
    },
    /// Typing the bay or room.
    Place {
        /// What is known so far.
        draft: NewCaseForm,
        /// What is typed.
        field: Input,
        /// Whether what is typed looked like a patient's name or birth date; enter takes it all the same.
        doubted: bool,
    },
    /// Choosing what is filled in at once.
    Preset {
        /// What is known so far.
        draft: NewCaseForm,
    },
}

impl NewStep {
    /// The text field that is being typed in, if there is one.
    pub(super) fn field(&mut self) -> Option<&mut Input> {
        match self {
            Self::When { field, .. } | Self::Place { field, .. } => Some(field),
            Self::Checklist { .. } | Self::Preset { .. } => None,
        }
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

impl App {
    /// Asks which checklist a new case follows.
    pub(super) fn ask_new(&mut self, planned: bool) -> Vec<Effect> {
        self.dialog = Some(Dialog::New(NewStep::Checklist { planned }));
        vec![Effect::Offer]
    }

    pub(super) fn type_new(&mut self, step: NewStep, key: Key, at: Context<'_>) -> Vec<Effect> {
        let next = match (step, key) {
            (_, Key::Esc) => return Vec::new(),
            (NewStep::Checklist { planned }, key) => self.choose_checklist(planned, key),
            (NewStep::When { checklist, field, .. }, Key::Enter) => when(checklist, field, at),
            (NewStep::When { checklist, mut field, .. }, key) => {
                entry::edit(&mut field, key);
                NewStep::When { checklist, field, misfit: None }
            }
            (NewStep::Place { draft, field, doubted }, Key::Enter) => {
                let place = Text::sanitise(field.value().trim());
                if !doubted && may_be_a_patient(place.as_str()) {
                    NewStep::Place { draft, field, doubted: true }
                } else {
                    let draft = NewCaseForm { place: (!place.is_blank()).then_some(place), ..draft };
                    if draft.at.is_some() || self.presets(&draft.checklist).is_empty() {
                        return vec![Effect::Create(draft)];
                    }
                    NewStep::Preset { draft }
                }
            }
            (NewStep::Place { draft, mut field, .. }, key) => {
                entry::edit(&mut field, key);
                NewStep::Place { draft, field, doubted: false }
            }
            (NewStep::Preset { draft }, Key::Enter) => return vec![Effect::Create(draft)],
            (NewStep::Preset { draft }, Key::Char(c)) => {
                let presets = self.presets(&draft.checklist);
                if let Some((preset, _)) = entry::digit_index(c).and_then(|n| presets.get(n)) {
                    return vec![Effect::Create(NewCaseForm { preset: Some(preset.clone()), ..draft })];
                }
                NewStep::Preset { draft }
            }
            (step @ NewStep::Preset { .. }, _) => step,
        };
        self.dialog = Some(Dialog::New(next));
        Vec::new()
    }

    fn choose_checklist(&self, planned: bool, key: Key) -> NewStep {
        let chosen = match key {
            Key::Enter if self.offers.len() == 1 => self.offers.first(),
            Key::Char(c) => entry::digit_index(c).and_then(|n| self.offers.get(n)),
            _ => None,
        };
        match (chosen.map(|offer| offer.id.clone()), planned) {
            (None, planned) => NewStep::Checklist { planned },
            (Some(checklist), true) => NewStep::When { checklist, field: Input::default(), misfit: None },
            (Some(checklist), false) => {
                let draft = NewCaseForm { checklist, at: None, place: None, preset: None };
                NewStep::Place { draft, field: Input::default(), doubted: false }
            }
        }
    }

    /// What a checklist can fill in at once.
    pub fn presets(&self, checklist: &Id) -> &[(Id, Text)] {
        self.offers.iter().find(|offer| offer.id == *checklist).map_or(&[], |offer| &offer.presets)
    }
}

/// Takes the time typed; what is past cannot be planned.
fn when(checklist: Id, field: Input, at: Context<'_>) -> NewStep {
    let misfit = match read_time(field.value().trim(), at.now) {
        Ok(moment) if moment >= at.now.at => {
            let draft = NewCaseForm { checklist, at: Some(moment), place: None, preset: None };
            return NewStep::Place { draft, field: Input::default(), doubted: false };
        }
        Ok(moment) => Text::from(format!("{} is past; for another day write \"tomorrow 08:30\"", at.now.say(moment))),
        Err(misfit) => Text::from(misfit.to_string()),
    };
    NewStep::When { checklist, field, misfit: Some(misfit) }
}

/// Words of three letters or more that name a place and no person.
const PLACES: &[&str] = &[
    "area",
    "bay",
    "bed",
    "block",
    "blue",
    "chair",
    "clinic",
    "corridor",
    "cubicle",
    "day",
    "desk",
    "east",
    "eight",
    "first",
    "five",
    "floor",
    "four",
    "green",
    "hall",
    "holding",
    "imaging",
    "lab",
    "left",
    "level",
    "list",
    "lounge",
    "lower",
    "main",
    "middle",
    "nine",
    "north",
    "one",
    "pain",
    "post",
    "pre",
    "prep",
    "procedure",
    "recovery",
    "red",
    "right",
    "room",
    "second",
    "seven",
    "side",
    "six",
    "south",
    "station",
    "suite",
    "table",
    "ten",
    "theater",
    "theatre",
    "third",
    "three",
    "trolley",
    "two",
    "unit",
    "upper",
    "waiting",
    "ward",
    "west",
    "white",
    "wing",
    "ray",
    "xray",
    "yellow",
    "zone",
];

/// Whether something typed for a place looks like a patient's name or date of birth. It is only asked about.
pub fn may_be_a_patient(typed: &str) -> bool {
    let words = || typed.split(|c: char| c.is_whitespace() || ",;()".contains(c)).filter(|word| !word.is_empty());
    let is_date = |word: &str| {
        let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    };
    let is_name = |word: &str| {
        let mut parts = word.split(['-', '/', '.', '\'', '’']);
        parts.any(|part| {
            let letters = part.chars().count() >= 3 && part.chars().all(char::is_alphabetic);
            letters && !PLACES.contains(&part.to_lowercase().as_str())
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

//! A checklist as it stands in its file: read, but not yet checked.

pub(super) use super::{
    draft_answer::{DraftAnswer, DraftLimits, DraftOption, Limit},
    vocabulary::AnswerKind,
};
pub use super::{
    draft_answer::{DraftCondition, Otherwise},
    vocabulary::{Direction, Evidence, Level, NoticeLevel, Responsible, ReviewStatus, Style},
};

use super::{
    Defect,
    draft_extras::{DraftBilling, DraftCard, DraftHandout, DraftMastery, DraftPreset},
    extras::{Page, Scenario},
    schema, shape,
    tree::Tree,
    vocabulary::OverrideBy,
};
use crate::domain::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A checklist file. [`Draft::check`] turns it into a valid checklist or lists what is wrong.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// An editor's hint: where this schema is.
    #[serde(rename = "$schema", default)]
    pub(super) _schema: Option<String>,
    /// The format's version: 1.
    #[schemars(range(min = 1, max = 1))]
    pub(super) format: u32,
    /// The checklist's id.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// Three numbers, such as 1.0.0.
    #[schemars(regex(pattern = r"^[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}$"))]
    pub(super) version: String,
    /// The checklist's name.
    #[schemars(length(min = 1, max = 60))]
    pub(super) title: String,
    /// One sentence: what this checklist is for.
    #[schemars(length(min = 1, max = 400))]
    pub(super) objective: String,
    /// Who reviewed it. What is not approved is marked "not reviewed locally".
    pub(super) review: Review,
    /// The texts that the content rests on, by id.
    #[schemars(with = "BTreeMap<schema::Id, Source>")]
    pub(super) sources: BTreeMap<String, Source>,
    /// What every reader must know.
    #[serde(default)]
    pub(super) notices: Vec<Notice>,
    /// The phases, in order.
    #[schemars(length(min = 1))]
    pub(super) phases: Vec<DraftPhase>,
    /// Answers that seldom vary, filled in together.
    #[serde(default)]
    pub(super) presets: Vec<DraftPreset>,
    /// The first actions for emergencies.
    #[serde(default)]
    pub(super) crisis: Vec<DraftCard>,
    /// Pages to look up.
    #[serde(default)]
    pub(super) reference: Vec<Page>,
    /// Sheets for the patient.
    #[serde(default)]
    pub(super) handouts: Vec<DraftHandout>,
    /// A prompt for the coder.
    #[serde(default)]
    pub(super) billing: Option<DraftBilling>,
    /// Vignettes with a trap, for practice.
    #[serde(default)]
    pub(super) scenarios: Vec<Scenario>,
    /// The standard that practice is measured against.
    #[serde(default)]
    pub(super) mastery: Option<DraftMastery>,
}

impl Draft {
    /// Reads a file's text, or tells all that is not of the shape of a checklist.
    pub fn parse(json: &str) -> Result<Self, Vec<Defect>> {
        serde_json::from_str(json).or_else(|error| {
            let tree = Tree::read(json).map_err(|defect| vec![defect])?;
            Err(in_order(shape::mend(&tree, &error).defects))
        })
    }
}

/// Defects in the order of the file.
pub(super) fn in_order(mut defects: Vec<Defect>) -> Vec<Defect> {
    defects.sort_by_key(|defect| defect.place);
    defects
}

/// Who reviewed a checklist, and until when that holds.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Draft or approved.
    pub status: ReviewStatus,
    /// The reviewer's role.
    pub reviewed_by: Option<String>,
    /// When.
    pub date: Option<jiff::civil::Date>,
    /// When it is to be reviewed again.
    pub review_by: Option<jiff::civil::Date>,
}

/// A text that the content rests on.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Its year.
    #[serde(default)]
    pub year: Option<u16>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
}

/// Something that every reader of the checklist must know.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// How weighty it is.
    pub level: NoticeLevel,
    /// What it says.
    #[schemars(length(min = 1))]
    pub text: String,
    /// Where that is from.
    #[serde(default)]
    #[schemars(with = "Vec<schema::Citation>")]
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Phase")]
pub(super) struct DraftPhase {
    /// Its id; the procedure itself is "procedure".
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// Its name.
    #[schemars(length(min = 1, max = 30))]
    pub(super) title: String,
    /// Its sections, in order.
    #[schemars(length(min = 1))]
    pub(super) sections: Vec<DraftSection>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Section")]
pub(super) struct DraftSection {
    /// Its id, unlike that of any phase or section.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// Its name.
    #[schemars(length(min = 1, max = 30))]
    pub(super) title: String,
    /// The pause point in words: when it is read.
    #[schemars(length(min = 1))]
    pub(super) moment: String,
    /// Who leads it.
    pub(super) led_by: Responsible,
    /// How it is read.
    pub(super) style: Style,
    /// Agreed once, as a whole, by two people.
    #[serde(default)]
    pub(super) two_person: bool,
    /// Recordable whatever stands in the way: recovery, reviews.
    #[serde(default)]
    pub(super) always_open: bool,
    /// The needle is in: nothing here may need typing.
    #[serde(default)]
    pub(super) needle_in: bool,
    /// When it is due, counted from an answered time.
    #[serde(default)]
    pub(super) due: Option<DraftDue>,
    /// After how many attempts the patient may be given up as lost to follow-up; only with "due".
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub(super) attempts: Option<u32>,
    /// At most 9 without a condition.
    #[schemars(length(min = 1))]
    pub(super) items: Vec<DraftItem>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Due")]
pub(super) struct DraftDue {
    /// How long after the anchor it is due.
    #[schemars(with = "schema::Duration")]
    pub(super) after: String,
    /// The item whose time is the anchor.
    #[schemars(with = "schema::Id")]
    pub(super) from: String,
    /// How long after the anchor it is late; not shorter than "after".
    #[serde(default)]
    #[schemars(with = "Option<schema::Duration>")]
    pub(super) by: Option<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Item")]
pub(super) struct DraftItem {
    /// Its id, unlike that of any other item.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// What to do.
    #[schemars(length(min = 1, max = 60))]
    pub(super) text: String,
    /// The same for reading from a distance.
    #[serde(default)]
    #[schemars(length(min = 1, max = 40))]
    pub(super) short: Option<String>,
    /// Whose item it is (advice).
    pub(super) role: Responsible,
    /// Its weight.
    pub(super) level: Level,
    /// Asked of the patient; never grouped or preset.
    #[serde(default)]
    pub(super) screening: bool,
    /// A check of the room, made once a day at a station and carried to the day's other cases.
    #[serde(default)]
    pub(super) carries_over: bool,
    /// What answers it.
    pub(super) answer: DraftAnswer,
    /// When it applies; always, without one.
    #[serde(default)]
    pub(super) when: Option<DraftCondition>,
    /// Two different people confirm it.
    #[serde(default)]
    pub(super) two_person: bool,
    /// Items before it whose answers it confirms.
    #[serde(default)]
    #[schemars(with = "Vec<schema::Id>")]
    pub(super) confirms: Vec<String>,
    /// What must not be passed.
    #[serde(default)]
    pub(super) stops: Vec<DraftStop>,
    /// What is shown without halting.
    #[serde(default)]
    pub(super) cautions: Vec<DraftCaution>,
    /// Who may go on while it is open or not right.
    #[serde(default, rename = "override")]
    pub(super) override_by: OverrideBy,
    /// Why it matters, in one or two sentences.
    #[schemars(length(min = 1, max = 400))]
    pub(super) why: String,
    /// Where that is from.
    #[schemars(with = "Vec<schema::Citation>")]
    pub(super) sources: Vec<String>,
    /// How well that is supported.
    pub(super) evidence: Evidence,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Stop")]
pub(super) struct DraftStop {
    /// When it stands.
    pub(super) when: DraftCondition,
    /// What is wrong and what to do.
    #[schemars(length(min = 1, max = 300))]
    pub(super) say: String,
    /// Who may go on in spite of it.
    #[serde(rename = "override")]
    pub(super) override_by: OverrideBy,
    /// Where that is from.
    #[serde(default)]
    #[schemars(with = "Vec<schema::Citation>")]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Caution")]
pub(super) struct DraftCaution {
    /// When it shows.
    pub(super) when: DraftCondition,
    /// What is out of the expected.
    #[schemars(length(min = 1, max = 300))]
    pub(super) say: String,
    /// Whom to tell.
    #[serde(default)]
    pub(super) tell: Option<String>,
}

/// An overlay: a site's own limits for a checklist.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// The format's version, 1.
    pub format: u32,
    /// The checklist's id.
    pub overlay: String,
    /// The local numbers by name.
    pub local: BTreeMap<String, Decimal>,
}

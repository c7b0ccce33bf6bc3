//! Checks a draft: a valid checklist, or every defect with its path and what to write instead.

mod answers;
mod conditions;
mod extras;
mod graph;
mod items;
mod mended;
mod misread;
mod presets;
mod sections;
mod stops;
mod wording;

use self::mended::{hides_an_id, touches};
use super::{
    Checklist, Defect, Draft, Item, ItemIx, Level, LocalNumber, Phase, Place, Section,
    draft::{AnswerKind, DraftAnswer, DraftItem, Limit, in_order},
    shape::{self, Mended},
    tree::Tree,
};
use crate::domain::{Decimal, Id, Text};
use std::collections::BTreeMap;

/// The local numbers that a site has set, by name.
pub type Locals = BTreeMap<String, Decimal>;

/// Most bytes of a checklist file.
const MOST_BYTES: usize = 1 << 20;

impl Checklist {
    /// Reads and checks a checklist file with a site's local numbers.
    pub fn load(json: &str, locals: &Locals) -> Result<Self, Vec<Defect>> {
        if json.len() > MOST_BYTES {
            let problem = "the file is larger than 1 MiB; split the checklist".to_owned();
            return Err(vec![Defect { path: String::new(), problem, place: Place { line: 1, column: 1 } }]);
        }
        let error = match serde_json::from_str::<Draft>(json) {
            Ok(draft) => return draft.check(json, locals),
            Err(error) => error,
        };
        let tree = Tree::read(json).map_err(|defect| vec![defect])?;
        let Mended { draft, mut defects, paths } = shape::mend(&tree, &error);
        let beyond = draft.map(|draft| draft.examine(locals, &paths).1);
        defects.extend(placed(beyond.unwrap_or_default(), &tree));
        Err(in_order(defects))
    }
}

impl Draft {
    /// Checks what was read from `json`: a valid checklist, or every defect in the order of the file.
    pub fn check(&self, json: &str, locals: &Locals) -> Result<Checklist, Vec<Defect>> {
        let tree = Tree::read_sound(json);
        let (checklist, found) = self.examine(locals, &[]);
        let mut defects = placed(found, &tree);
        defects.extend(tree.defects());
        match checklist {
            Some(checklist) if defects.is_empty() => Ok(checklist),
            Some(_) | None => Err(in_order(defects)),
        }
    }

    /// The checklist of a pin. It was valid when its case started, so that a check which came with a later
    /// version of the program does not refuse it: only what cannot be built at all is a defect, and a preset
    /// that no longer fits is dropped.
    pub fn check_pinned(&self, json: &str, locals: &Locals) -> Result<Checklist, Vec<Defect>> {
        match self.examine(locals, &[]) {
            (Some(checklist), _) => Ok(checklist),
            (None, found) => Err(in_order(placed(found, &Tree::read_sound(json)))),
        }
    }

    /// Checks all that is beyond the shape, but for what was mended.
    fn examine(&self, locals: &Locals, mended: &[String]) -> (Option<Checklist>, Vec<(String, String)>) {
        let mut checker = Checker::new(self, locals, mended);
        let checklist = checker.checklist();
        let mut found = checker.found;
        found.retain(|(path, _)| !mended.iter().any(|mended| touches(mended, path)));
        (checklist, found)
    }
}

fn placed(found: Vec<(String, String)>, tree: &Tree<'_>) -> Vec<Defect> {
    let place = |(path, problem): (String, String)| Defect {
        place: tree.place_of(&path),
        problem: Text::from(problem).to_string(),
        path,
    };
    found.into_iter().map(place).collect()
}

/// What is known of an item before it is checked, so that conditions may look forward and back.
struct Known<'a> {
    ix: ItemIx,
    level: Level,
    answer: &'a DraftAnswer,
    /// Its id, level or answer was mended: nothing can be said of what depends on these.
    unsure: bool,
}

/// A local number as the file ships it, with the value in force.
struct Local {
    shipped: Decimal,
    number: LocalNumber,
}

/// The pass over a draft: what was built so far, and what was found wrong.
struct Checker<'a> {
    draft: &'a Draft,
    locals: &'a Locals,
    mended: &'a [String],
    known: BTreeMap<&'a str, Known<'a>>,
    phases: Vec<Option<Phase>>,
    sections: Vec<Option<Section>>,
    /// Each item at its own place, also where one could not be built.
    items: Vec<Option<Item>>,
    used: BTreeMap<Id, Local>,
    /// The item that is being checked.
    at: Option<ItemIx>,
    found: Vec<(String, String)>,
}

impl<'a> Checker<'a> {
    fn new(draft: &'a Draft, locals: &'a Locals, mended: &'a [String]) -> Self {
        Self {
            draft,
            locals,
            mended,
            known: BTreeMap::new(),
            phases: Vec::new(),
            sections: Vec::new(),
            items: Vec::new(),
            used: BTreeMap::new(),
            at: None,
            found: Vec::new(),
        }
    }

    fn defect(&mut self, path: impl Into<String>, problem: impl Into<String>) {
        self.found.push((path.into(), problem.into()));
    }

    fn checklist(&mut self) -> Option<Checklist> {
        let id = self.top_level();
        let draft = self.draft;
        let sources: Vec<_> = draft
            .sources
            .iter()
            .map(|(name, source)| {
                self.said(&source.title, &format!("sources.{name}.title"));
                Some((self.id(name, &format!("sources.{name}"))?, source.clone()))
            })
            .collect();
        self.know_items();
        self.check_phases();
        let order = self.order();
        let extras = self.extras();
        Some(Checklist {
            id: id?,
            version: Text::sanitise(&draft.version),
            title: Text::sanitise(&draft.title),
            objective: Text::sanitise(&draft.objective),
            review: draft.review.clone(),
            notices: draft.notices.clone(),
            sources: sources.into_iter().collect::<Option<_>>()?,
            phases: whole(&mut self.phases)?,
            sections: whole(&mut self.sections)?,
            items: whole(&mut self.items)?,
            order,
            locals: std::mem::take(&mut self.used).into_values().map(|local| local.number).collect(),
            extras,
        })
    }

    fn top_level(&mut self) -> Option<Id> {
        let draft = self.draft;
        if draft.format != 1 {
            self.defect("format", format!("format {} is not known; this version reads format 1", draft.format));
        }
        let id = self.id(&draft.id, "id");
        if !is_version(&draft.version) {
            self.defect("version", format!("\"{}\" is no version; write three numbers, such as 1.0.0", draft.version));
        }
        self.words(&draft.title, "title", wording::LONGEST_TEXT);
        self.words(&draft.objective, "objective", wording::LONGEST_WHY);
        for (n, notice) in draft.notices.iter().enumerate() {
            self.said(&notice.text, &format!("notices[{n}].text"));
            self.sources(&notice.sources, &format!("notices[{n}].sources"));
        }
        id
    }

    /// Where an item stands in the file, and what stands there.
    fn drafted(&self, ix: ItemIx) -> Option<(String, &'a DraftItem)> {
        let mut next = 0;
        for (p, phase) in self.draft.phases.iter().enumerate() {
            for (s, section) in phase.sections.iter().enumerate() {
                if let Some(item) = ix.0.checked_sub(next).and_then(|i| section.items.get(i)) {
                    return Some((format!("phases[{p}].sections[{s}].items[{}]", ix.0 - next), item));
                }
                next += section.items.len() + usize::from(section.two_person);
            }
        }
        None
    }

    /// Which kind of answer the item of this id takes, where that is sure.
    fn kind(&self, id: &str) -> Option<AnswerKind> {
        self.known.get(id).filter(|known| !known.unsure).map(|known| known.answer.kind)
    }

    fn known(&mut self, id: &str, path: &str) -> Option<ItemIx> {
        let ix = self.known.get(id).map(|known| known.ix);
        if ix.is_none() && !self.mended.iter().any(|path| hides_an_id(path)) {
            self.defect(path, format!("there is no item \"{id}\"; name the id of an item of this checklist"));
        }
        ix
    }

    /// The value in force of a limit. One local number has one shipped value wherever it is used, or a site
    /// that reads it in one place would be misled about another.
    fn limit(&mut self, limit: &Limit, path: &str) -> Decimal {
        let Some(name) = &limit.local else {
            return limit.value;
        };
        let value = self.locals.get(name).copied().unwrap_or(limit.value);
        let Some(id) = self.id(name, &format!("{path}.local")) else {
            return value;
        };
        let number = LocalNumber { name: id.clone(), value, items: Vec::new() };
        let local = self.used.entry(id).or_insert(Local { shipped: limit.value, number });
        let items = &mut local.number.items;
        items.extend(self.at.filter(|at| !items.contains(at)));
        if local.shipped != limit.value {
            let problem = format!(
                "\"{name}\" is {} elsewhere in this file; write the same value, or give this one another name",
                local.shipped
            );
            self.defect(format!("{path}.value"), problem);
        }
        value
    }
}

/// All parts, where each could be built.
fn whole<T>(parts: &mut Vec<Option<T>>) -> Option<Vec<T>> {
    std::mem::take(parts).into_iter().collect()
}

fn is_version(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split('.').collect();
    parts.len() == 3 && parts.iter().all(|p| (1..=5).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

//! Checklists: those shipped in the program, and those of the site, which add to them and override by id.

use super::{NewCase, StoreError, files};
use crate::domain::checklist::{Beside, Checklist, Defect, Locals, Place};
use crate::domain::practice::Lesson;
use crate::domain::reference::Sheet;
use crate::domain::{Id, Plan, Text, newer};
use serde::{Deserialize, de::IgnoredAny};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A checklist shipped in the program: its file name and its text.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// The file's name in `checklists/`.
    pub name: &'static str,
    /// The file's text.
    pub json: &'static str,
}

/// The folder within a site's one with what it has set, a file for each checklist.
const LOCAL: &str = "local";

/// Where a shipped checklist was found.
const SHIPPED_IN: &str = "shipped";

/// Every shipped checklist. A test proves that no file of `checklists/` is missing here.
pub const SHIPPED: [Shipped; 1] =
    [Shipped { name: "spinal-injection.json", json: include_str!("../../checklists/spinal-injection.json") }];

/// A checklist that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where: a file, or "shipped".
    pub origin: String,
    /// The file, byte for byte.
    pub json: String,
    /// The same, checked, with what the site has set.
    pub checklist: Checklist,
    /// The file of what the site has set, byte for byte.
    pub local: Option<String>,
}

impl Found {
    /// A case that follows it, in a bay or room.
    pub fn new_case(&self, label: Option<Text>, planned: Option<Plan>) -> NewCase<'_> {
        NewCase { json: &self.json, checklist: &self.checklist, local: self.local.as_deref(), label, planned }
    }

    /// What there is to look up in it.
    pub fn sheets(&self) -> Vec<Sheet> {
        // It was read before without a defect.
        self.beside().map(|beside| Sheet::all(&self.checklist, &beside)).unwrap_or_default()
    }

    /// What there is to practise of it.
    pub fn lesson(&self) -> Option<Lesson> {
        Some(Lesson::new(Arc::new(self.checklist.clone()), Arc::new(self.beside()?)))
    }

    fn beside(&self) -> Option<Beside> {
        Checklist::load_whole(&self.json).map(|(_, beside)| beside).ok()
    }

    fn set_local(&mut self, path: &Path) -> Result<(), Vec<Defect>> {
        let json = files::read_text(path).map_err(|error| vec![unreadable(error)])?;
        let locals = self.checklist.read_locals(&json)?;
        self.checklist = self.checklist.clone().with(&locals);
        self.local = Some(json);
        Ok(())
    }
}

/// Where checklists are looked for.
#[derive(Debug, Clone)]
pub struct Library {
    site: Option<PathBuf>,
}

/// How many values a site's file sets for which checklist, or what is wrong with it.
pub type LocalsChecked = Result<(Id, usize), Vec<Defect>>;

/// The checklists that could be loaded, and what is wrong with the others.
pub type Catalogue = (Vec<Found>, Vec<(String, Vec<Defect>)>);

impl Library {
    /// The shipped checklists and those of a site folder.
    pub fn new(site: Option<PathBuf>) -> Self {
        Self { site }
    }

    /// The folder for a site's checklists in the user's configuration directory, where there is one.
    pub fn default_site() -> Option<PathBuf> {
        Self::usual_site().filter(|folder| fs::symlink_metadata(folder).is_ok())
    }

    fn usual_site() -> Option<PathBuf> {
        Some(directories::ProjectDirs::from("", "", "periop")?.config_dir().join("checklists"))
    }

    /// The file in which a site sets its values for a checklist, whether it is there or not.
    pub fn local_file(&self, id: &Id) -> Option<PathBuf> {
        Some(self.site.clone().or_else(Self::usual_site)?.join(LOCAL).join(format!("{id}.json")))
    }

    /// What is wrong with that file, in words, where it does not count.
    pub fn local_defect(&self, id: &Id) -> Option<String> {
        let (origin, defects) = self.catalogue().ok()?.1.into_iter().find(|(origin, _)| is_local_of(origin, id))?;
        Some(why_unfit(&origin, &defects))
    }

    /// Every checklist, by id, with what the site has set for it; a site's one stands in for a shipped one of the same
    /// id. A file that cannot be used is listed with its defects and never hides the others. One whose local values
    /// cannot be used is no checklist here: nobody knows which limits were meant.
    pub fn catalogue(&self) -> Result<Catalogue, StoreError> {
        let (mut found, mut unfit) = self.shelf();
        let before = unfit.len();
        let files = self.files_in(LOCAL, &mut unfit);
        if unfit.len() > before {
            // Which values the site has set nobody can tell.
            found.clear();
        }
        for path in files {
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            let of = found.iter().position(|found| found.checklist.id == *id);
            let set = of.map_or_else(|| Err(vec![no_such_checklist(&id)]), |of| found[of].set_local(&path));
            if let Err(defects) = set {
                of.map(|of| found.remove(of));
                unfit.push((shown(&path), defects));
            }
        }
        Ok((found, unfit))
    }

    /// What is wrong with a file of a site's values, or how many it sets for which checklist; `None` where it is none.
    pub fn check_local(&self, path: &Path) -> Result<Option<LocalsChecked>, StoreError> {
        let json = files::read_text(path)?;
        let Some(id) = names_its_checklist(&json) else { return Ok(None) };
        let of = self.shelf().0.into_iter().find(|found| found.checklist.id == *id);
        let Some(Found { checklist, .. }) = of else { return Ok(Some(Err(vec![no_such_checklist(&id)]))) };
        Ok(Some(checklist.read_locals(&json).map(|locals| (checklist.id, locals.len()))))
    }

    /// Every checklist as it is in its file.
    pub fn checklists(&self) -> impl Iterator<Item = Checklist> {
        self.shelf().0.into_iter().map(|found| found.checklist)
    }

    /// The checklists, without what the site has set.
    fn shelf(&self) -> Catalogue {
        let ((mut found, mut unfit), mut beaten): (Catalogue, Vec<Found>) = Default::default();
        for shipped in SHIPPED {
            match Checklist::load(shipped.json) {
                Ok(checklist) => {
                    let (origin, json) = (SHIPPED_IN.to_owned(), shipped.json.to_owned());
                    found.push(Found { origin, json, checklist, local: None });
                }
                Err(defects) => unfit.push((format!("checklists/{}", shipped.name), defects)),
            }
        }
        for path in self.files_in("", &mut unfit) {
            let origin = shown(&path);
            match load_file(&path).unwrap_or_else(|error| Err(vec![unreadable(error)])) {
                Ok((json, checklist)) => {
                    let same = found.iter().position(|other| other.checklist.id == checklist.id);
                    beaten.extend(same.map(|same| found.remove(same)).filter(|other| other.origin != SHIPPED_IN));
                    found.push(Found { origin, json, checklist, local: None });
                }
                Err(defects) => {
                    let misplaced = files::read_text(&path).is_ok_and(|json| names_its_checklist(&json).is_some());
                    unfit.push((origin, if misplaced { vec![misplaced_values()] } else { defects }));
                }
            }
        }
        for Found { origin, checklist, .. } in beaten {
            let counts = found.iter().find(|other| other.checklist.id == checklist.id);
            unfit.extend(counts.map(|counts| (origin, vec![one_too_many(&checklist, &counts.origin)])));
        }
        found.sort_by(|one, other| one.checklist.id.cmp(&other.checklist.id));
        (found, unfit)
    }

    /// What the site has set for a checklist by now, as far as it can be read: for what is not pinned with a case.
    pub fn locals_now(&self, checklist: &Checklist) -> Locals {
        let file = self.site.as_ref().and_then(|_| self.local_file(&checklist.id));
        let json = file.and_then(|file| files::read_text(&file).ok());
        json.map(|json| checklist.pinned_locals(&json)).unwrap_or_default()
    }

    /// The JSON files in a folder of the site; where it cannot be read, that is told.
    fn files_in(&self, folder: &str, unfit: &mut Vec<(String, Vec<Defect>)>) -> Vec<PathBuf> {
        self.site_files(folder).unwrap_or_else(|(site, error)| {
            unfit.push((shown(&site), vec![unreadable(error)]));
            Vec::new()
        })
    }

    fn site_files(&self, folder: &str) -> Result<Vec<PathBuf>, (PathBuf, StoreError)> {
        let Some(site) = &self.site else {
            return Ok(Vec::new());
        };
        if folder.is_empty() && !site.is_dir() {
            let problem = "there is no such folder; make it, or name the right one".to_owned();
            return Err((site.clone(), StoreError::Unfit { path: site.clone(), problem }));
        }
        let folder = site.join(folder);
        if fs::symlink_metadata(&folder).is_ok() && !folder.is_dir() {
            let problem = "this is no folder; put the site's values in a folder of that name".to_owned();
            return Err((folder.clone(), StoreError::Unfit { path: folder, problem }));
        }
        let mut names = files::names(&folder).map_err(|error| (folder.clone(), error))?;
        names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")));
        names.sort_unstable();
        Ok(names.into_iter().map(|name| folder.join(name)).collect())
    }
}

/// The checklist for which a file has a site's values, if it is such.
fn names_its_checklist(json: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        checklist: String,
        phases: Option<IgnoredAny>,
    }
    serde_json::from_str::<Named>(json).ok().filter(|named| named.phases.is_none()).map(|named| named.checklist)
}

fn misplaced_values() -> Defect {
    let problem = "these are a site's values, not a checklist; put the file into the folder \"local\" here".to_owned();
    Defect { path: String::new(), problem, place: Place { line: 1, column: 1 } }
}

fn no_such_checklist(id: &str) -> Defect {
    let problem =
        format!("there is no checklist \"{}\"; a file of local values has the id of its checklist", Text::sanitise(id));
    Defect { path: String::new(), problem, place: Place { line: 1, column: 1 } }
}

/// Of files with one id the last one, by its name, counts.
fn one_too_many(checklist: &Checklist, other: &str) -> Defect {
    let problem =
        format!("its id \"{}\" is that of {other} too, which counts; give one of them another id", checklist.id);
    Defect { path: "id".to_owned(), problem, place: Place { line: 1, column: 1 } }
}

fn shown(path: &Path) -> String {
    Text::sanitise(&path.display().to_string()).to_string()
}

/// A file that could not be read at all, as the one thing that is wrong with it.
fn unreadable(error: StoreError) -> Defect {
    let problem = match error {
        StoreError::Unfit { problem, .. } => problem,
        StoreError::Io { source, .. } => source.to_string(),
        other => other.to_string(),
    };
    Defect { path: String::new(), problem, place: Place { line: 1, column: 1 } }
}

/// Why a file or a folder of the site does not count: the first thing that is wrong with it.
pub fn why_unfit(origin: &str, defects: &[Defect]) -> String {
    let why = defects.first().map(|defect| defect.problem.as_str()).unwrap_or_default();
    let is_all = matches!(defects, [one] if one.place == Place { line: 1, column: 1 });
    let more = if is_all { "" } else { "; \"periop checklists check FILE\" says where, and all that is wrong" };
    format!("{origin} does not count: {why}{more}")
}

/// Whether a file is that of a site's values for a checklist.
pub fn is_local_of(origin: &str, id: &Id) -> bool {
    let path = Path::new(origin);
    path.ends_with(LOCAL)
        || path.file_stem().is_some_and(|stem| *id == *stem.to_string_lossy())
            && path.parent().is_some_and(|folder| folder.ends_with(LOCAL))
}

/// Reads and checks one file.
pub fn load_file(path: &Path) -> Result<Result<(String, Checklist), Vec<Defect>>, StoreError> {
    let json = files::read_text(path)?;
    let loaded = Checklist::load(&json);
    // What else is wrong in a file of a newer version is not for this one to judge.
    let loaded = loaded.map_err(|defects| match files::newer_format(json.as_bytes(), files::FORMAT) {
        Some(format) => {
            let own = defects.into_iter().filter(|defect| defect.path == "format");
            own.map(|defect| Defect { problem: format!("{}; use that version", newer(format)), ..defect }).collect()
        }
        None => defects,
    });
    Ok(loaded.map(|checklist| (json, checklist)))
}

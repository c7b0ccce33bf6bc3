//! Checklists: those shipped in the program, and those of the site, which add to them and override by id.

use super::{
    NewCase, StoreError,
    files::{self, MOST_CHECKLIST},
};
use crate::domain::{
    Plan, Text,
    checklist::{Checklist, Defect, Locals, Place},
};
use std::path::{Path, PathBuf};

/// A checklist shipped in the program: its file name and its text.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// The file's name in `checklists/`.
    pub name: &'static str,
    /// The file's text.
    pub json: &'static str,
}

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
    /// The same, checked.
    pub checklist: Checklist,
}

impl Found {
    /// A case that follows it, in a bay or room.
    pub fn new_case(&self, label: Option<Text>, planned: Option<Plan>) -> NewCase<'_> {
        NewCase { json: &self.json, checklist: &self.checklist, label, planned }
    }
}

/// Where checklists are looked for.
#[derive(Debug, Clone)]
pub struct Library {
    site: Option<PathBuf>,
}

/// The checklists that could be loaded, and what is wrong with the others.
pub type Catalogue = (Vec<Found>, Vec<(String, Vec<Defect>)>);

impl Library {
    /// The shipped checklists and those of a site folder, which need not exist.
    pub fn new(site: Option<PathBuf>) -> Self {
        Self { site }
    }

    /// The folder for a site's checklists in the user's configuration directory.
    pub fn default_site() -> Option<PathBuf> {
        Some(directories::ProjectDirs::from("", "", "periop")?.config_dir().join("checklists"))
    }

    /// Every checklist, by id; a site's one stands in for a shipped one of the same id. A file that cannot be
    /// used is listed with its defects and never hides the others.
    pub fn catalogue(&self) -> Result<Catalogue, StoreError> {
        let (mut found, mut unfit): Catalogue = (Vec::new(), Vec::new());
        for shipped in SHIPPED {
            match Checklist::load(shipped.json, &Locals::new()) {
                Ok(checklist) => {
                    let (origin, json) = ("shipped".to_owned(), shipped.json.to_owned());
                    found.push(Found { origin, json, checklist });
                }
                Err(defects) => unfit.push((format!("checklists/{}", shipped.name), defects)),
            }
        }
        for path in self.site_files()? {
            let origin = Text::sanitise(&path.display().to_string()).to_string();
            match load_file(&path).unwrap_or_else(|error| Err(vec![unreadable(error)])) {
                Ok((json, checklist)) => {
                    found.retain(|other| other.checklist.id != checklist.id);
                    found.push(Found { origin, json, checklist });
                }
                Err(defects) => unfit.push((origin, defects)),
            }
        }
        found.sort_by(|one, other| one.checklist.id.cmp(&other.checklist.id));
        Ok((found, unfit))
    }

    fn site_files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let Some(site) = &self.site else {
            return Ok(Vec::new());
        };
        let mut names = files::names(site)?;
        names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "json"));
        names.sort_unstable();
        Ok(names.into_iter().map(|name| site.join(name)).collect())
    }
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

/// Reads and checks one file.
pub fn load_file(path: &Path) -> Result<Result<(String, Checklist), Vec<Defect>>, StoreError> {
    let bytes = files::read_bounded(path, MOST_CHECKLIST)?;
    let json = String::from_utf8(bytes).map_err(|error| StoreError::Unfit {
        path: path.to_owned(),
        problem: format!(
            "the file is not UTF-8 from byte {} on; save it as UTF-8",
            error.utf8_error().valid_up_to() + 1
        ),
    })?;
    Ok(Checklist::load(&json, &Locals::new()).map(|checklist| (json, checklist)))
}

//! What lies in the configuration directory: the staff list (who works here and in which roles), and the file of a
//! workstation.

use super::files::FORMAT;
use super::{StoreError, files};
use crate::domain::checklist::Place;
use crate::domain::{Listed, Staff, StaffCode, Text};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StaffFile {
    format: u32,
    staff: Vec<Listed>,
}

/// Where the staff list lies in the user's configuration directory, unless there certainly is none: a list
/// that cannot even be looked at is one that cannot be read.
pub fn default_staff_file() -> Option<PathBuf> {
    configured("staff.json")
}

/// The same of what this workstation sets for itself.
pub fn default_config_file() -> Option<PathBuf> {
    configured("config.json")
}

/// Reads what a workstation sets for itself; a link to it is followed, as people keep such files elsewhere.
pub fn read_config(path: &Path) -> Result<String, StoreError> {
    files::read_text(&fs::canonicalize(path).map_err(StoreError::io(path))?)
}

fn configured(name: &str) -> Option<PathBuf> {
    let file = directories::ProjectDirs::from("", "", "periop")?.config_dir().join(name);
    match fs::symlink_metadata(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Ok(_) | Err(_) => Some(file),
    }
}

/// Reads a staff list. One that cannot be read is an error, never taken for none.
pub fn read_staff(path: &Path) -> Result<Staff, StoreError> {
    let unfit = |problem: String| StoreError::Unfit { path: path.to_owned(), problem };
    let json = files::read_text(path)?;
    if let Some(format) = files::newer_format(json.as_bytes(), FORMAT) {
        return Err(StoreError::Newer { path: path.to_owned(), format });
    }
    let file: StaffFile = serde_json::from_str(&json).map_err(|error| {
        let words = Text::sanitise(&error.to_string());
        unfit(format!("{words}; write {{\"format\": 1, \"staff\": [{{\"code\": \"JR\", \"roles\": [\"nurse\"]}}]}}"))
    })?;
    if file.format != FORMAT {
        return Err(unfit(format!("format {} is not known; this version reads format 1", file.format)));
    }
    match named_twice(&file.staff) {
        Some((code, places)) => {
            let [one, other] = places.map(|nth| place_of(&json, nth));
            Err(unfit(format!("{code} stands in it twice, at {one} and at {other}; write each person once")))
        }
        None => Ok(Staff::listed(file.staff)),
    }
}

/// Somebody whom the list has twice, and as the how manieth: which of the roles hold nobody could tell.
fn named_twice(staff: &[Listed]) -> Option<(&StaffCode, [usize; 2])> {
    staff.iter().enumerate().find_map(|(nth, person)| {
        let first = staff[..nth].iter().position(|other| other.code == person.code)?;
        Some((&person.code, [first, nth]))
    })
}

/// The line and column of a person of the list.
fn place_of(json: &str, nth: usize) -> Place {
    #[derive(Deserialize)]
    struct Parts<'j> {
        #[serde(borrow)]
        staff: Vec<&'j RawValue>,
    }
    let parts = serde_json::from_str::<Parts<'_>>(json).ok();
    let part = parts.as_ref().and_then(|parts| parts.staff.get(nth));
    Place::of(json, part.map_or(0, |part| part.get().as_ptr() as usize - json.as_ptr() as usize))
}

//! The staff list: who works here and in which roles, as the site's configuration says.

use super::files::FORMAT;
use super::{StoreError, files};
use crate::domain::{Listed, Staff, Text};
use serde::Deserialize;
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
    let file = directories::ProjectDirs::from("", "", "periop")?.config_dir().join("staff.json");
    match fs::symlink_metadata(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Ok(_) | Err(_) => Some(file),
    }
}

/// Reads a staff list. One that cannot be read is an error, never taken for none.
pub fn read_staff(path: &Path) -> Result<Staff, StoreError> {
    let unfit = |problem: String| StoreError::Unfit { path: path.to_owned(), problem };
    let json = files::read_text(path)?;
    if let Some(format) = files::newer_format(json.as_bytes()) {
        return Err(StoreError::Newer { path: path.to_owned(), format });
    }
    let file: StaffFile = serde_json::from_str(&json).map_err(|error| {
        let words = Text::sanitise(&error.to_string());
        unfit(format!("{words}; write {{\"format\": 1, \"staff\": [{{\"code\": \"JR\", \"roles\": [\"nurse\"]}}]}}"))
    })?;
    if file.format != FORMAT {
        return Err(unfit(format!("format {} is not known; this version reads format 1", file.format)));
    }
    Ok(Staff::listed(file.staff))
}

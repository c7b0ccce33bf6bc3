//! What must be known of a record beside what its entries say.

use super::Text;
use serde::Serialize;

/// How far a record could be read, and what in it this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Caveats {
    /// Where and why it is damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Text>,
    /// The line that a crash cut off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub torn_line: Option<usize>,
    /// How many entries are of a kind that this version does not know.
    pub unknown: usize,
    /// The format of a newer version by which it was made: it is read only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer_format: Option<u32>,
    /// The first line of such a record that this version does not understand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread_from: Option<usize>,
}

impl Caveats {
    /// The same without where and why a record is damaged: that names files, and the case.
    #[must_use]
    pub fn without_place(self) -> Self {
        let problem = self.problem.map(|_| Text::from("where and why is left out"));
        Self { problem, ..self }
    }

    /// In words; a damage has its own.
    pub fn lines(&self) -> Vec<String> {
        let unread = self.unread_from.map(|line| format!("; from line {line} on this version does not understand it"));
        let newer = self.newer_format.map(|format| format!("{}{}", newer(format), unread.unwrap_or_default()));
        let torn = self
            .torn_line
            .map(|line| format!("line {line} was cut off in mid-write by a crash; it was never acknowledged"));
        let unknown = match self.unknown {
            0 => None,
            1 => Some("1 entry is of a kind that this version does not know".to_owned()),
            many => Some(format!("{many} entries are of a kind that this version does not know")),
        };
        newer.into_iter().chain(torn).chain(unknown).collect()
    }
}

/// What is said of a file that this version reads and never writes.
pub fn newer(format: u32) -> String {
    // Fields may come without a new format.
    let format = if format > 1 { format!(" (format {format})") } else { String::new() };
    format!("made by a newer version of periop{format}; read only here")
}

//! What a workstation sets for itself: its file, checked as strictly as a checklist, by one table from which the
//! published schema comes as well. What a site decides for everybody stands in its local values.

mod keys;
mod setup;

pub use setup::{Said, Setup, Surroundings, is_ascii};

use crate::app::{KeyMap, ThemeName};
use crate::domain::checklist::json::{self, Node};
use crate::domain::checklist::shape::Kind::{self, Free, Named, One, OneOf, Whole, Words, YesNo};
use crate::domain::checklist::shape::{may, must, shapes, some};
use crate::domain::checklist::walk::{Findings, For, walk_as};
use crate::domain::checklist::{Defect, schema, vocabulary::Vocabulary};
use crate::domain::practice::Retention;
use crate::domain::{Scanner, Text};
use serde_json::{Map, Value};
use std::time::Duration;

/// Longer nobody waits for a key to be let go.
pub const LONGEST_BOUNCE: u32 = 5000;
/// A day, in minutes: whoever means longer means never.
pub const LONGEST_LOCK: u32 = 24 * 60;
/// As long as the name of a computer, which it is where none is given.
pub const LONGEST_STATION: usize = 64;
const FORMAT: u32 = 1;

static THEMES: Vocabulary = Vocabulary {
    name: "Theme",
    noun: "theme",
    about: "How the screens look.",
    words: &[
        ("dark", "For terminals with a dark ground."),
        ("light", "For terminals with a light ground."),
        ("high-contrast", "As far apart as can be shown."),
        ("monochrome", "Without any colour."),
    ],
};
static KEYS: Kind = some(&Free, "the list is empty; write at least one key, or leave the action out");
const LOCK_RANGE: &str = "{} minutes; write 0 to 1440, 0 for never";

shapes! {
    /// What a workstation sets for itself.
    CONFIG: "Config" {
        may "$schema": Free => "An editor's hint: where this schema is.",
        must "format": Whole(FORMAT, FORMAT, "format {} is not known; this version reads format 1")
            => "The format's version: 1.",
        may "theme": OneOf(&THEMES) => "How the screens look; by the terminal without it.",
        may "ascii": YesNo => "No other signs than ASCII's.",
        may "mouse": YesNo => "The mouse works; the terminal's own selection then needs shift.",
        may "bounce_ms": Whole(0, LONGEST_BOUNCE, "{} ms; write 0 to 5000; by 0 each key counts")
            => "How long the same key may be one that bounces or is held down; 700 without it.",
        may "lock_after_minutes": Whole(0, LONGEST_LOCK, LOCK_RANGE)
            => "After how long without a key the screens lock; 5 without it, 0 for never.",
        may "lock_after_theatre_minutes": Whole(0, LONGEST_LOCK, LOCK_RANGE)
            => "The same in the theatre view; without it 20, or as long as the others where that is longer or never.",
        may "station": Words(LONGEST_STATION) => "The name of this workstation; the computer's without it.",
        may "retention_percent": Whole(*Retention::RANGE.start(), *Retention::RANGE.end(), "{} percent; write 70 to 97")
            => "In practice: how likely a step is still known on the day it is asked again; 90 without it.",
        may "scan_separator": Words(1) => "The one sign that scanners send between the values of a package.",
        may "keys": Named(&Named(&KEYS)) => "Other keys: where they hold, what they do, which they are.",
    }
}

static FILE: Kind = One(&CONFIG);

/// What is not in the file is `None`.
#[derive(Debug, Default)]
pub struct Config {
    pub theme: Option<ThemeName>,
    pub ascii: Option<bool>,
    pub mouse: Option<bool>,
    pub bounce: Option<Duration>,
    pub lock_after: Option<Duration>,
    pub lock_after_theatre: Option<Duration>,
    pub station: Option<Text>,
    pub retention: Option<Retention>,
    pub scanner: Option<Scanner>,
    pub keys: KeyMap,
}

impl Config {
    /// Reads a file, or says all that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<Defect>> {
        let mut root = json::read(text, &[])?;
        let mut findings = walk_as(&mut root, &FILE, For::Author);
        if let Some((node, format)) = newer_format(&root) {
            // What else is wrong in a file of a newer version is not for this one to judge.
            findings = Findings::default();
            findings.defect(node, format!("format {format} is of a newer version of periop; use that version"));
        }
        let minutes = |name| Some(Duration::from_mins(root.get(name)?.whole()?.into()));
        let mut scanner = None;
        if let Some(node) = root.get("scan_separator").filter(|node| !findings.is_broken(node)) {
            match Scanner::separated_by(node.words().unwrap_or_default()) {
                Ok(known) => scanner = Some(known),
                Err(why) => findings.defect(node, why),
            }
        }
        let keys = root.get("keys").map(|node| keys::read(node, &mut findings));
        let config = Self {
            theme: root.get("theme").and_then(|node| node.words()?.parse().ok()),
            ascii: root.get("ascii").and_then(Node::yes),
            mouse: root.get("mouse").and_then(Node::yes),
            bounce: root.get("bounce_ms").and_then(|node| Some(Duration::from_millis(node.whole()?.into()))),
            lock_after: minutes("lock_after_minutes"),
            lock_after_theatre: minutes("lock_after_theatre_minutes"),
            station: root.get("station").and_then(Node::words).map(Text::sanitise),
            retention: root.get("retention_percent").and_then(|node| node.whole().map(Retention)),
            scanner,
            keys: keys.unwrap_or_default(),
        };
        if findings.count() == 0 { Ok(config) } else { Err(findings.told(text)) }
    }

    /// The JSON Schema of the file.
    pub fn schema() -> Value {
        let mut schema = schema::of_file(&CONFIG, "periop configuration", Map::new());
        schema["properties"]["keys"]["anyOf"][0] = keys::schema();
        // Signs that no value on a package has.
        schema["properties"]["scan_separator"]["anyOf"][0]["pattern"] = r"^([#$@\[\\^`{|}~]|[^\x00-\x7f])$".into();
        schema
    }
}

fn newer_format<'n, 'j>(root: &'n Node<'j>) -> Option<(&'n Node<'j>, u32)> {
    let node = root.get("format")?;
    Some((node, node.whole().filter(|format| *format > FORMAT)?))
}

#[cfg(test)]
mod tests {
    use super::{THEMES, ThemeName};
    use strum::VariantNames;

    #[test]
    fn the_themes_are_those_of_the_screens() {
        assert_eq!(THEMES.words.iter().map(|(word, _)| *word).collect::<Vec<_>>(), ThemeName::VARIANTS);
    }
}

//! The checklist itself on the page: phases, sections, items with what was recorded for each, who and when.

use super::Document;
use crate::domain::case::StatusKind;
use crate::domain::checklist::Level;
use crate::domain::{Now, Text};
use crate::report::page::{Block, Cell, Depth, Page, Said, Table};
use crate::report::text::{asks, sign_off_line, who};
use crate::report::{ItemReport, PhaseReport, SectionReport};

impl Document {
    /// Phase by phase; a section that asks nothing in this case is left out.
    pub(super) fn body(&self, page: &mut Page) {
        for phase in &self.phases {
            page.part(format!("{}: {}", phase.title, phase.completion));
            page.says(signed(phase, &self.day));
            phase.sections.iter().filter(|section| asks(section)).for_each(|section| self.section(section, page));
        }
    }

    fn section(&self, section: &SectionReport, page: &mut Page) {
        page.put(Block::Heading(Depth::Section, Text::from(format!("{}: {}", section.title, section.completion))));
        let shown = section.items.iter().filter(|item| item.status != StatusKind::Inactive);
        let rows =
            shown.map(|item| vec![asked(item), found(item, &self.day), Cell::from(Said::muted(who(item, &self.day)))]);
        page.table(Table::new(&["Item", "Recorded", "When, by whom"]).wide(&[42, 38, 20]).with(rows));
    }
}

fn signed(phase: &PhaseReport, day: &Now) -> Option<Said> {
    let line = sign_off_line(phase, day)?;
    let broken = phase.sign_off.as_ref().is_some_and(|signed| !signed.changed.is_empty());
    Some(if broken { Said::warning(line) } else { Said::plain(line) })
}

fn asked(item: &ItemReport) -> Cell {
    let critical = if item.level == Level::Critical { " (critical)" } else { "" };
    Cell::from(format!("{}{critical}", item.text))
}

/// What was recorded, and what follows from it: stops, cautions, who was told, notes.
fn found(item: &ItemReport, day: &Now) -> Cell {
    let words = item.words.as_ref();
    let say = |of: &str| Text::from(words.map_or_else(|| of.to_owned(), |words| format!("{of}: {words}")));
    let readings = || item.readings.iter().map(Text::as_str).collect::<Vec<_>>().join(" -> ");
    let stands = match item.status {
        StatusKind::Answered if item.readings.is_empty() => Said::plain(words.cloned().unwrap_or_default()),
        StatusKind::Answered => Said::plain(readings()),
        StatusKind::Open => Said::strong(say("OPEN")),
        StatusKind::NotApplicable => Said::strong(say("does not apply")),
        StatusKind::Deferred => Said::strong(say("DEFERRED")),
        StatusKind::Overridden => Said::warning(say("OVERRIDDEN")),
        StatusKind::NotDone => Said::strong(words.cloned().unwrap_or_default()),
        StatusKind::Pending => Said::strong("not known yet whether it applies"),
        StatusKind::Inactive => Said::muted("asks nothing here"),
    };
    let changed = item.changed_after_sign_off.then(|| Said::warning("changed after sign-off"));
    let stops = item.stops.iter().map(|stop| Said::warning(format!("STOP {stop}")));
    let cautions = item.cautions.iter().map(|caution| Said::strong(format!("caution: {caution}")));
    let tell = item.tell.iter().map(|whom| Said::strong(format!("to be told: {whom}")));
    let told = item.told.iter().map(|told| {
        let text = told.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        Said::plain(format!("told {}{text}; {} {}", told.told, day.say(told.at), told.by.code))
    });
    let notes = item
        .notes
        .iter()
        .map(|note| Said::plain(format!("note: {}; {} {}", note.text, day.say(note.at), note.by.code)));
    let lines = [stands].into_iter().chain(stops).chain(changed).chain(cautions).chain(tell).chain(told).chain(notes);
    Cell(lines.collect())
}

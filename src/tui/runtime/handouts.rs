//! The handouts of the open case: what is missing for each, and one that is written.

use super::{Runtime, Time};
use crate::app::Offered;
use crate::domain::reference::Handed;
use crate::domain::{Id, Text};
use crate::report::{Format, handout_page};

impl<T: Time> Runtime<T> {
    /// Offers the handouts of the open case.
    pub(super) fn list_handouts(&mut self) {
        let Some(open) = &self.open else { return };
        let now = self.time.now();
        let offered = self.desk.handouts(&open.case).map(|(checklist, handouts)| {
            let offered = handouts.iter().filter_map(|handout| {
                let missing = Handed::new(handout, &open.case, &checklist, &now).err().unwrap_or_default();
                let missing = missing.iter().map(|missing| Text::from(missing.show(&open.case)));
                let (id, title) = (handout.id.parse().ok()?, Text::sanitise(&handout.title));
                Some(Offered { id, title, missing: missing.collect() })
            });
            offered.collect()
        });
        match offered {
            Ok(offered) => self.app.offers_handouts(offered),
            Err(error) => self.app.refuses(&error.to_string()),
        }
    }

    /// Writes a handout of the open case. Its name has the whole code, so that only the folder is told here.
    pub(super) fn write_handout(&mut self, id: &Id) {
        let Some(open) = &self.open else { return };
        let now = self.time.now();
        let written = self.desk.handouts(&open.case).and_then(|(checklist, handouts)| {
            let handout = handouts.iter().find(|handout| *id == *handout.id);
            // What is missing was told where it was chosen.
            let Some(handed) = handout.and_then(|of| Handed::new(of, &open.case, &checklist, &now).ok()) else {
                return Ok(None);
            };
            let page = handout_page(&handed, &open.case, &open.caveats()).html();
            let ending = format!("-{id}.{}", Format::Html.ending());
            let folder = self.desk.store.keep_report(open.case.code(), &ending, page.as_bytes())?;
            Ok(Some((handed.title, folder)))
        });
        match written {
            Ok(Some((title, folder))) => {
                self.app.shell.done(format!("\"{title}\" written, named by its code, in {}", folder.display()));
            }
            Ok(None) => self.app.refuses("This handout cannot be written any more: something for it is missing."),
            Err(error) => self.app.refuses(&error.to_string()),
        }
    }
}

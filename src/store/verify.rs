//! Verification: whether every line of a record fits, and whether its head is the one on a print.

use super::walk::{Place, walk};
use super::{Damage, Folder, Newer, Seen, Store, StoreError, caveats, files, record};
use crate::domain::{Caveats, Code, Hash, Moment, Seq};

/// What verification of one record found.
#[derive(Debug)]
pub struct Verdict {
    /// How many entries are good.
    pub entries: usize,
    /// The hash of the last good line.
    pub head: Hash,
    /// Whether the head that was asked for is that of a good line.
    pub has_wanted: bool,
    /// Entries whose clock runs backwards.
    pub clock_back: Vec<Seq>,
    /// What does not fit.
    pub damage: Option<Damage>,
    pub caveats: Caveats,
}

impl Store {
    /// Reads every line of a record and says what does not fit; whether `wanted` is among its heads as well.
    pub fn verify(&self, code: Code, wanted: Option<Hash>) -> Result<Verdict, StoreError> {
        self.verify_at(&self.place(code)?, wanted)
    }

    /// The same for every record, on all processors, in the order of [`Store::codes`].
    pub fn verify_all<E: From<StoreError>>(
        &self,
        take: impl FnMut((Code, Result<Verdict, StoreError>)) -> Result<(), E>,
    ) -> Result<(), E> {
        let (places, months) = (self.places(&[Folder::Open, Folder::Closed])?, self.months()?);
        let verify = |place: &Place| {
            // Of two records neither counts, however whole it is.
            self.find(place.code, &months)?;
            self.again_if_moved(place, |place| self.verify_at(place, None))
        };
        walk(&places, |place| (place.code, verify(place)), take)
    }

    fn verify_at(&self, place: &Place, wanted: Option<Hash>) -> Result<Verdict, StoreError> {
        let (bytes, _) = files::read_record(&place.path, self.patience)?;
        let mut seen = Seen::default();
        let (mut has_wanted, mut unknown, mut clock_back) = (false, 0, Vec::new());
        let mut before: Option<Moment> = None;
        let mut read = record::read(&place.path, &bytes, record::START, |line| {
            let stamp = &line.entry.stamp;
            has_wanted |= wanted == Some(line.hash);
            unknown += usize::from(line.entry.fact.is_none());
            clock_back.extend(before.filter(|before| stamp.at < *before).map(|_| stamp.seq));
            before = Some(stamp.at);
            seen.look(&line);
        });
        let newer = seen.newer(&bytes, &mut read);
        let checklist = self.checklist_of(&seen, &place.path, &read, newer.as_ref())?;
        let newer = newer.or(Newer::of(&checklist));
        let caveats = caveats(read.damage.as_ref(), read.torn.as_ref(), unknown, newer.as_ref());
        let record::Read { lines: entries, head, damage, .. } = read;
        Ok(Verdict { entries, head, has_wanted, clock_back, damage, caveats })
    }
}

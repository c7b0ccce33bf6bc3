//! Going through many records: on every processor, holding few of them at a time.

use super::{Folder, Loaded, Store, StoreError};
use crate::domain::Code;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// How long one of many records is waited for.
const MOMENT: Duration = Duration::from_millis(300);
/// So many results wait for whoever takes them, for each processor.
const WAITING: usize = 16;
/// Fewer records are read before a second thread has begun.
const WORTH_A_THREAD: usize = 8;

/// Where the record of a case was found.
pub(super) struct Place {
    pub(super) code: Code,
    pub(super) path: PathBuf,
}

impl Store {
    /// Reads the records in some folders on all processors, makes something of each, and hands it on in the order
    /// of [`Store::codes`], folder by folder, or shuffled. However many there are, few are held at a time. One that another terminal
    /// keeps locked is waited for a moment only: all others stand behind it.
    pub fn load_each<R: Send, E: From<StoreError>>(
        &self,
        folders: &[Folder],
        make: impl Fn(Code, Result<Loaded, StoreError>) -> R + Sync,
        take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut places = self.places(folders)?;
        if self.shuffled {
            places.sort_by_cached_key(|_| uuid::Uuid::new_v4());
        }
        let months = self.months()?;
        let hurried = self.clone().with_patience(MOMENT.min(self.patience));
        walk(&places, |place| make(place.code, hurried.load_in(place.code, &months)), take)
    }

    /// Reads the records in some folders on all processors, each of which adds up its own part, in no order. After each
    /// record `tell` hears how many of how many are done; what it refuses ends the reading.
    pub fn add_up<A: Default + Send, E: From<StoreError>>(
        &self,
        folders: &[Folder],
        add: impl Fn(&mut A, Code, Result<Loaded, StoreError>) + Sync,
        mut tell: impl FnMut(usize, usize) -> Result<(), E>,
    ) -> Result<Vec<A>, E> {
        let places = self.places(folders)?;
        let months = self.months()?;
        let hurried = self.clone().with_patience(MOMENT.min(self.patience));
        // There are never more parts than processors: whoever works on one has taken it.
        let parts = Mutex::new(Vec::new());
        let held = || parts.lock().unwrap_or_else(PoisonError::into_inner);
        let work = |place: &Place| {
            let mut part: A = held().pop().unwrap_or_default();
            add(&mut part, place.code, hurried.load_in(place.code, &months));
            held().push(part);
        };
        let mut done = 0;
        walk(&places, work, |()| {
            done += 1;
            tell(done, places.len())
        })?;
        Ok(parts.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// A record that was closed or reopened since its name was read lies in another folder now.
    pub(super) fn again_if_moved<T>(
        &self,
        place: &Place,
        read: impl Fn(&Place) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match read(place) {
            Err(StoreError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
                read(&self.place(place.code)?)
            }
            done => done,
        }
    }
}

/// Works on places, every so many of them on one processor, and takes what comes of each in their order.
pub(super) fn walk<R: Send, E>(
    places: &[Place],
    work: impl Fn(&Place) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if places.len() < WORTH_A_THREAD {
        return places.iter().try_for_each(|place| take(work(place)));
    }
    let lanes = thread::available_parallelism().map_or(1, usize::from);
    let work = &work;
    thread::scope(|scope| {
        let begin = |lane| {
            let (send, receive) = mpsc::sync_channel(WAITING);
            let mut places = places.iter().skip(lane).step_by(lanes);
            scope.spawn(move || places.all(|place| send.send(work(place)).is_ok()));
            receive
        };
        let lanes: Vec<mpsc::Receiver<R>> = (0..lanes).map(begin).collect();
        lanes.iter().cycle().take(places.len()).map_while(|lane| lane.recv().ok()).try_for_each(take)
    })
}

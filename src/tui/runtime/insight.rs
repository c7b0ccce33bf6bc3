//! Counting what a team learns from its cases, on a thread of its own: the screen tells how far it is, and leaves it.

use super::{Runtime, Time};
use crate::app::Counted;
use crate::domain::Text;
use crate::domain::insight::Wanted;
use crate::store::StoreError;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

/// So many records take about half a second: after each so many progress is told, and nothing where there are fewer.
const WORTH_SAYING: usize = 1024;

/// What is being counted. Let go of, it ends by itself.
#[derive(Debug)]
pub(super) struct Counting(Receiver<Counted>);

/// Why counting ended before it was done.
enum Ended {
    /// Nobody waits for it any more.
    Left,
    Failed(StoreError),
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl<T: Time> Runtime<T> {
    /// Begins to count every case.
    pub(super) fn count(&mut self) {
        let (send, receive) = mpsc::channel();
        let (desk, now) = (self.desk.clone(), self.time.now());
        thread::spawn(move || {
            let tell = |done: usize, of| {
                if done.is_multiple_of(WORTH_SAYING) {
                    send.send(Counted::Reading { done, of }).map_err(|_| Ended::Left)?;
                }
                Ok(())
            };
            let counted = desk.insight(&Wanted::default(), &now, |_, _| None::<()>, tell);
            let counted = match counted {
                Ok((figures, _)) => Counted::Done(Arc::new(figures)),
                Err(Ended::Failed(error)) => Counted::Failed(Text::sanitise(&error.to_string())),
                Err(Ended::Left) => return,
            };
            // Whoever left meanwhile wants nothing of it.
            let _ = send.send(counted);
        });
        self.counting = Some(Counting(receive));
    }

    pub fn is_counting(&self) -> bool {
        self.counting.is_some()
    }

    /// Looks how far the counting is; whether there is anything new.
    pub(super) fn counts_on(&mut self) -> bool {
        let Some(Counting(from)) = &self.counting else { return false };
        let mut news = false;
        loop {
            match from.try_recv() {
                Ok(counted) => {
                    news = true;
                    self.app.counted(counted);
                }
                Err(TryRecvError::Empty) => return news,
                Err(TryRecvError::Disconnected) => {
                    self.counting = None;
                    return news;
                }
            }
        }
    }
}

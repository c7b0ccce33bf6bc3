//! Practice: what is rehearsed, how what was given is judged, and what comes of it. The rules of a case are those of
//! `case`; nothing here changes them.

mod asked;
mod debrief;
mod found;
mod learner;
mod lesson;
mod marks;
mod memory;
mod naming;
mod play;
mod recall;
mod seed;
mod sorting;
mod standing;
mod tasks;

pub use asked::Asked;
pub use debrief::{Course, Fault, Feedback};
pub use learner::{Learner, Proposal};
pub use lesson::{Lesson, OutOfOrder};
pub use marks::{Debriefing, Exercise, Lack, Mark, Past, Rehearsal, Score, Verdict};
pub use memory::{Known, Memory, Retention};
pub use naming::{Naming, Told};
pub use play::{Comes, Play};
pub use recall::Heard;
pub use seed::{Dice, Seed};
pub use sorting::Sorting;
pub use standing::{Mastered, Standing};
pub use tasks::Task;

use super::{Operator, Role};

/// The simulated colleagues, who second, sign and override: a trainee may not.
pub fn colleagues() -> [Operator; 2] {
    [Role::Nurse, Role::Clinician].map(Operator::simulated)
}

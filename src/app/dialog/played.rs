//! What comes to a trainee in a case that is played: panels about the play that stands on the run screen.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    /// The patient, before anything begins.
    Vignette,
    /// What comes between: one of the scenario's findings.
    Interruption(usize),
    Decision,
    /// What came of the choice, and why.
    Feedback,
    /// Whether to leave it.
    Leave,
    /// What it goes on with is not on the disk.
    Unsaved,
}

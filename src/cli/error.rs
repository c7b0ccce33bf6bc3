//! Why a command failed, and with which code it ends.

use crate::demo::DemoError;
use crate::domain::case::Refusal;
use crate::domain::{BadCode, BadOperator, Misfit, Text};
use crate::store::StoreError;
use std::io;
use thiserror::Error;

/// What every command comes to: its exit code.
pub(super) type Done = Result<u8, CliError>;

/// Why a command failed.
#[derive(Debug, Error)]
pub(super) enum CliError {
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Code(#[from] BadCode),
    #[error("{0}")]
    Operator(#[from] BadOperator),
    #[error("{refusal}{words}")]
    Refused { refusal: Refusal, words: String },
    #[error("{item}: {misfit}")]
    Misfit { item: Text, misfit: Misfit },
    #[error("say who is at the keyboard: --as CODE:ROLE or PERIOP_OPERATOR, such as --as JR:nurse")]
    NoOperator,
    #[error("there is no home directory to keep records in; name one: --data-dir DIR or PERIOP_DATA_DIR")]
    NoDataDir,
    #[error("{name} cannot be used: {why}")]
    Variable { name: &'static str, why: String },
    #[error("{0}")]
    Demo(#[from] DemoError),
    #[error("{0}")]
    Words(String),
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl CliError {
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::Store(error) => exit_of(error),
            Self::Variable { .. } => USAGE,
            Self::Code(_) | Self::Operator(_) | Self::Refused { .. } | Self::Misfit { .. } | Self::Demo(_) => REFUSED,
            Self::NoOperator | Self::NoDataDir | Self::Words(_) | Self::Io(_) => REFUSED,
        }
    }

    /// A refusal with a line of its own below it.
    pub(super) fn with(self, line: &str) -> Self {
        match self {
            Self::Refused { refusal, words } => Self::Refused { refusal, words: format!("{words}\n{line}") },
            other => other,
        }
    }
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        Self::Store(refusal.into())
    }
}

pub(super) const REFUSED: u8 = 1;
pub(super) const USAGE: u8 = 2;
pub(super) const CRITICAL_OPEN: u8 = 3;
pub(super) const DAMAGED: u8 = 4;

/// The exit code for a record that gave this.
pub(super) fn exit_of(error: &StoreError) -> u8 {
    if error.is_damage() { DAMAGED } else { REFUSED }
}

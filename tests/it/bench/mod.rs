//! The benches on which tests work.

pub(crate) mod commands;
pub(crate) mod hand;
pub(crate) mod keys;
pub(crate) mod rules;

//! The benches on which tests work.

pub(crate) mod keys;

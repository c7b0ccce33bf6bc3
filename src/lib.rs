//! periop walks staff through a procedure's checklist in the terminal and keeps a record that can be trusted.

pub mod domain;
pub mod store;

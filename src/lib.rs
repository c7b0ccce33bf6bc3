//! periop walks staff through a procedure's checklist in the terminal and keeps a record that can be trusted.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod domain;
pub mod report;
pub mod store;
pub mod tui;

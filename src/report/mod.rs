//! Cases turned into text: one model of what a report says, one small file for each form.

mod log;
mod model;
mod slip;
mod text;

pub use log::{LogEntry, log_line};
pub use model::{CaseReport, CaseRow, ItemReport};
pub use slip::slip_text;
pub use text::{case_text, item_line};

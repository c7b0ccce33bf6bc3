//! Cases turned into text: one model of what a report says, one small file for each form.

mod model;
mod text;

pub use model::{CaseReport, CaseRow, ItemReport};
pub use text::{case_text, item_line};

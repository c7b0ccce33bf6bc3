//! What comes out of a case: reports in every form, of the same four cases.

pub(crate) mod cases;
pub(crate) mod deidentified;
mod fhir;
pub(crate) mod forms;
mod hostile;
mod import;
mod paper;
mod rows;

//! Cases turned into text: one model of what a report says, one small file for each form.

mod billing;
mod calendar;
mod csv;
mod debrief;
mod deidentified;
mod document;
mod due;
mod fhir;
mod form;
mod format;
mod handout;
mod insight;
mod item;
mod log;
mod logbook;
mod model;
mod page;
mod rehearsal;
mod row;
mod sheet;
mod slip;
mod status;
mod text;
mod wrap;

pub use billing::{BillingPanel, FamilyThatFits, PROMPT};
pub use calendar::calendar;
pub use csv::RowOf;
pub use debrief::{
    DebriefRow, debrief_lines, debrief_page, debrief_rows, debrief_text, result_rows, sourced, went_rows,
};
pub use deidentified::DEIDENTIFIED;
pub use document::{
    CardReport, Comment, Content, Curve, CurvePoint, Departed, Departure, Document, Event, FollowUpReport, Happened,
    LocalNumber, Person, SectionSpan, TimeLine, TimerReport,
};
pub use due::{DueEnd, DueRow};
pub use fhir::{Resource, fhir_bundle, fhir_resources};
pub use form::{Form, Paper};
pub use format::Format;
pub use handout::handout_page;
pub use insight::{InsightLine, RULES, chart_lines, insight_head, insight_lines};
pub use item::{ItemReport, NoteReport, ToldReport};
pub use log::{LogEntry, log_line};
pub use logbook::{Calibration, Logbook, SectionKnown, StandingReport, StepKnown};
pub use model::{AttemptReport, CaseReport, HeldReport, PhaseReport, SectionReport, SignOffReport, plan_words};
pub use page::{Block, Cell, Depth, Drawing, Entry, MadeFor, Page, Room, Said, Space, Table, Tone, svg};
pub use rehearsal::RehearsalReport;
pub use row::CaseRow;
pub use sheet::{HEARD, Look, SheetLine, Wide, sheet_lines};
pub use slip::{slip_square, slip_text};
pub use status::{PhaseStatus, StatusReport, StopReport};
pub use text::{case_text, item_line, sign_off_line};
pub use wrap::wrap;

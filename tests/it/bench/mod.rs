//! The benches on which tests work.

pub(crate) mod commands;
pub(crate) mod hand;
pub(crate) mod keys;
pub(crate) mod rules;
pub(crate) mod sheet;

/// What most tests name: the words of the domain, a ward and its people, the walk, the checklists of files.
pub(crate) mod prelude {
    pub(crate) use super::commands::{
        CLINICIAN, LEVEL_TYPED, NURSE, Said, TRAINEE, Ward, case_at, data, item_in, new_case, project, small_case, wait,
    };
    pub(crate) use super::keys::Desk;
    pub(crate) use super::sheet::{EVERY_TYPE, SMALL, load, load_pinned, no_defects, shipped};
    pub(crate) use crate::terminal::Terminal;
    pub(crate) use crate::walk::{
        Hands, LAST_ON_THE_DAY, Step, WALK, hours_ago, says, steps_with, tick, walked_to, walked_with,
    };
    pub(crate) use jiff::{Timestamp, tz::TimeZone};
    pub(crate) use periop::domain::case::*;
    pub(crate) use periop::domain::checklist::*;
    pub(crate) use periop::domain::*;
    pub(crate) use periop::store::{Loaded, SHIPPED};
    pub(crate) use serde_json::{Value, json};
    pub(crate) use std::collections::{BTreeMap, BTreeSet};
    pub(crate) use std::fs;
}

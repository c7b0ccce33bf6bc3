//! The rules of the design, each tried on the domain alone: no process, no disk, a clock that is set.
#![expect(clippy::needless_pass_by_value, reason = "parts of a checklist are put together, not lent")]

mod carry_over;
mod deferral;
mod due_dates;
mod ending;
mod rule_01_levels;
mod rule_02_not_right;
mod rule_03_conditions;
mod rule_04_stops;
mod rule_05_two_people;
mod rule_06_who;
mod rule_07_when;
mod rule_08_two_terminals;
mod rule_09_undo;
mod rule_10_one_action;
mod rule_11_right_case;
mod rule_12_planned;
mod rule_13_needle_in;
mod rule_14_follow_ups;
mod rule_15_crisis;
mod rule_16_numbers;
mod sign_off;
mod stop_words;
mod values;

/// What the rules are told with.
mod prelude {
    pub(super) use crate::bench::prelude::*;
    pub(super) use crate::bench::rules::{Bench, code, id, moment, pin, refused, who};
    pub(super) use crate::bench::sheet::*;
}

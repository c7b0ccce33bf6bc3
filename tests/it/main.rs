//! What periop promises, tried on the real program and on its library.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of a test fails loudly, as the test itself would"
)]

mod bench;
mod busy;
mod changed;
mod checklist;
mod commands;
mod config;
mod content;
mod content_page;
mod crisis;
mod defects;
mod demo;
mod docs;
mod due;
mod findings;
mod formats;
mod handouts;
mod handover;
mod hands;
mod help;
mod insight;
mod keyboard;
mod layers;
mod looks;
mod many;
mod mouse;
mod one_key;
mod plain;
mod practice;
mod prompts;
mod properties;
mod record;
mod reference;
mod refusals;
mod remap;
mod replay;
mod reports;
mod review;
mod rules;
mod run_screen;
mod scan;
mod schema;
mod screen_review;
mod screens;
mod signals;
mod site;
mod stop_rows;
mod stop_table;
mod stops;
mod stories;
mod strays;
mod terminal;
mod trial;
mod typed;
mod values;
mod walk;
mod worklist;

use bench::commands as ward;

//! What periop promises, tried on the real program and on its library.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of a test fails loudly, as the test itself would"
)]

mod checklist;
mod content;
mod defects;
mod formats;
mod layers;
mod many;
mod properties;
mod readme;
mod record;
mod refusals;
mod rules;
mod screens;
mod stops;
mod terminal;
mod walk;
mod ward;

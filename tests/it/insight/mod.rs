//! What a team learns from its cases: how each figure comes about, on the command line and on the screen.

mod figures;
mod made_up;
mod page;
mod screen;
mod stats;
mod stops;

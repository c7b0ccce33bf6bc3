//! Crisis cards on the screens, and the idle lock: over anything, drawn first, recorded afterwards, and given back.

mod cards;
mod lock;
mod looks;
mod program;

//! How the screens look, by name; what each name means for a terminal is decided where they are drawn.

use serde::Deserialize;
use strum::{AsRefStr, EnumString, VariantNames};

/// A table of meanings by which the screens are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, AsRefStr, EnumString, VariantNames)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ThemeName {
    /// For terminals with a dark ground.
    #[default]
    Dark,
    /// For terminals with a light ground.
    Light,
    /// As far apart as can be shown, for weak eyes and bright rooms.
    HighContrast,
    /// Without any colour.
    Monochrome,
}

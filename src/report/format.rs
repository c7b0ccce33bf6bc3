//! The forms in which a case leaves the program.

use strum::{IntoStaticStr, VariantArray};

/// What a case is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Format {
    Text,
    Markdown,
    Html,
    /// Rows for spreadsheets and databases.
    Csv,
    /// Resources of FHIR R4.
    Fhir,
    /// The whole record, of which `periop import` makes it again.
    Json,
}

impl Format {
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word, as on the command line.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// How the name of a file of this form ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Fhir => "fhir.json",
            Self::Json => "json",
        }
    }
}

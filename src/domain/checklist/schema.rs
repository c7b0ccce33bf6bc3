//! The shape of a checklist file as JSON Schema, made from the draft types: what is read and what is published
//! cannot drift apart.

use super::Draft;
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use std::borrow::Cow;

impl Draft {
    /// The JSON Schema (draft 2020-12) of a checklist file.
    pub fn schema() -> Schema {
        let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Draft>();
        schema.insert("title".to_owned(), "periop checklist".into());
        schema
    }
}

macro_rules! worded {
    ($($(#[$doc:meta])* $name:ident = $schema:tt;)*) => { $(
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )* };
}

worded! {
    /// An id.
    Id = {
        "description": "Lower-case letters, digits, - and _; 64 at most, first a letter or digit.",
        "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$"
    };
    /// A source, perhaps with a line.
    Citation = {
        "description": "An id from \"sources\", with :LINE for a line of the source document.",
        "type": "string", "pattern": "^[^:]+(:[0-9]+)?$"
    };
    /// A duration.
    Duration = {
        "description": "A duration: PT2H, P7D or P1M.",
        "type": "string", "pattern": "^P"
    };
    /// A number as it stands in a checklist.
    Number = {
        "description": "A number. It is kept as typed, never rounded.",
        "type": ["number", "string"], "pattern": "^[-+]?[0-9]*[.,]?[0-9]+$"
    };
    /// A number, or a local number.
    Limit = {
        "description": "A number, or a local number, which a site may set: { \"value\": 37.9, \"local\": \"fever-limit\" }.",
        "anyOf": [
            { "type": ["number"] },
            { "type": "object", "additionalProperties": false, "required": ["value", "local"], "properties": {
                "value": { "type": ["number", "string"], "pattern": "^[-+]?[0-9]*[.,]?[0-9]+$" },
                "local": { "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$" } } }
        ]
    };
}

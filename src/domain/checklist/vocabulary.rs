//! The words that a checklist file may use for roles, levels, styles and the like.

use crate::domain::Role;

/// The words that may stand in one place of a file, and what such a word is called.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) name: &'static str,
    pub(super) noun: &'static str,
    pub(super) about: &'static str,
    /// Each word and what it means.
    pub(super) words: &'static [(&'static str, &'static str)],
}

/// A word of a file.
pub(super) trait Word: Sized + 'static {
    const VOCABULARY: Vocabulary;

    fn read(word: &str) -> Option<Self>;
}

macro_rules! vocabulary {
    ($($noun:literal: #[doc = $about:literal] $(#[$derive:meta])* $vis:vis $name:ident {
        $(#[doc = $meaning:literal] $(#[$mark:meta])* $variant:ident = $word:literal,)+
    })*) => { $(
        #[doc = $about]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $(#[$derive])*
        $vis enum $name { $(#[doc = $meaning] $(#[$mark])* $variant,)+ }

        impl $name {
            /// The word in a file.
            $vis fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl Word for $name {
            const VOCABULARY: Vocabulary = Vocabulary {
                name: stringify!($name),
                noun: $noun,
                about: $about.trim_ascii(),
                words: &[$(($word, $meaning.trim_ascii()),)+],
            };

            fn read(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    )* };
}

vocabulary! {
    "review status":
    /// Whether the content was approved for local use.
    pub ReviewStatus {
        /// Not reviewed locally.
        Draft = "draft",
        /// Approved by the clinical lead.
        Approved = "approved",
    }

    "notice level":
    /// How weighty a notice is.
    pub NoticeLevel {
        /// Good to know.
        Info = "info",
        /// Must be known.
        Warning = "warning",
    }

    "role":
    /// Whose an item is, or who leads a section.
    pub Responsible {
        /// A nurse.
        Nurse = "nurse",
        /// A clinician.
        Clinician = "clinician",
        /// Either of them.
        Either = "either",
        /// Both together.
        Both = "both",
    }

    "style":
    /// How a section is read.
    pub Style {
        /// Facts about the case.
        Form = "form",
        /// Read, then do.
        ReadDo = "read-do",
        /// Do, then confirm together.
        DoConfirm = "do-confirm",
    }

    "level":
    /// An item's weight.
    #[derive(PartialOrd, Ord)]
    pub Level {
        /// Answered or overridden, nothing else.
        Critical = "critical",
        /// Also not applicable or deferred.
        Required = "required",
        /// May stay open.
        Routine = "routine",
    }

    "evidence mark":
    /// How well a fact is supported.
    pub Evidence {
        /// The source document says it.
        Source = "source",
        /// A primary text was read.
        Confirmed = "confirmed",
        /// A text that cites the primary was read.
        Secondary = "secondary",
        /// General knowledge.
        Unverified = "unverified",
    }

    "direction":
    /// Which way a date or time may point, seen from the present.
    pub Direction {
        /// Not later than now.
        Past = "past",
        /// Not later than now, and now is proposed.
        Now = "now",
        /// Not earlier than now.
        Future = "future",
        /// Either way.
        Any = "any",
    }

    "answer type":
    /// The words of the `type` field.
    pub(super) AnswerKind {
        /// Ticked, or not right with a reason.
        Check = "check",
        /// An option, or several.
        Choice = "choice",
        /// A number with its unit.
        Number = "number",
        /// Words.
        Text = "text",
        /// A day.
        Date = "date",
        /// A date with a time.
        Time = "time",
        /// Started, then ended when its minutes have passed.
        Timer = "timer",
        /// Several named values, in one or several rows.
        Fields = "fields",
    }

    "way to override":
    /// Who may override.
    #[derive(PartialOrd, Ord, Default)]
    pub OverrideBy {
        /// A clinician, with a reason.
        #[default]
        Clinician = "clinician",
        /// Nobody.
        Never = "never",
    }
}

impl Style {
    /// How the section is read, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Form => "fill in",
            Self::ReadDo => "read, then do",
            Self::DoConfirm => "do, then confirm",
        }
    }
}

impl Evidence {
    /// What the reader is told.
    pub fn words(self) -> &'static str {
        match self {
            Self::Source => "the source document says it",
            Self::Confirmed => "confirmed in a primary text",
            Self::Secondary => "secondary evidence",
            Self::Unverified => "unverified, general knowledge",
        }
    }
}

impl OverrideBy {
    /// Whether `role` may override.
    pub fn allows(self, role: Role) -> bool {
        match self {
            Self::Clinician => role == Role::Clinician,
            Self::Never => false,
        }
    }
}

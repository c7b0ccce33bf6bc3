//! The words that a checklist file may use for roles, levels, styles and the like.

use crate::domain::Role;

/// The words that may stand in one place of a file, and what such a word is called.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) name: &'static str,
    pub(crate) noun: &'static str,
    pub(crate) about: &'static str,
    /// Each word and what it means.
    pub(crate) words: &'static [(&'static str, &'static str)],
}

/// A word of a file.
pub(super) trait Word: Sized + 'static {
    const VOCABULARY: Vocabulary;

    fn read(word: &str) -> Option<Self>;
}

macro_rules! vocabulary {
    ($($noun:literal: #[doc = $about:literal] $(#[$derive:meta])* $vis:vis $name:ident {
        $($(#[$mark:meta])* $variant:ident = $word:literal: $meaning:literal,)+
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
                words: &[$(($word, $meaning),)+],
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
        Draft = "draft": "Not approved for local use.",
        Approved = "approved": "Approved by the clinical lead.",
    }

    "notice level":
    /// How weighty a notice is.
    pub NoticeLevel {
        Info = "info": "Good to know.",
        Warning = "warning": "Must be known.",
    }

    "role":
    /// Whose an item is, or who leads a section.
    pub Responsible {
        Nurse = "nurse": "A nurse.",
        Clinician = "clinician": "A clinician.",
        Either = "either": "Either of them.",
        Both = "both": "Both together.",
    }

    "style":
    /// How a section is read.
    pub Style {
        Form = "form": "Facts about the case.",
        ReadDo = "read-do": "Read, then do.",
        DoConfirm = "do-confirm": "Do, then confirm together.",
    }

    "level":
    /// An item's weight.
    #[derive(PartialOrd, Ord)]
    pub Level {
        Critical = "critical": "Answered or overridden, nothing else.",
        Required = "required": "Also not applicable or deferred.",
        Routine = "routine": "May stay open.",
    }

    "evidence mark":
    /// How well a fact is supported.
    pub Evidence {
        Source = "source": "The source document says it.",
        SourceOnly = "source-only": "Only the source document says it.",
        Confirmed = "confirmed": "A primary text was read.",
        Secondary = "secondary": "A text that cites the primary was read.",
        Unverified = "unverified": "General knowledge.",
    }

    "kind of local value":
    /// What kind of value a local name has.
    pub LocalKind {
        Number = "number": "A number, such as a limit or minutes.",
        Interval = "interval": "A duration.",
        Text = "text": "Words: a telephone number, the dose on a crisis card.",
        Articles = "articles": "The article numbers of a drug's packages.",
    }

    "direction":
    /// Which way a date or time may point, seen from the present.
    pub Direction {
        Past = "past": "Not later than now.",
        Now = "now": "Not later than now, and now is proposed.",
        Future = "future": "Not earlier than now.",
        Any = "any": "Either way.",
    }

    "answer type":
    /// The words of the `type` field.
    pub(super) AnswerKind {
        Check = "check": "Ticked, or not right with a reason.",
        Choice = "choice": "An option, or several.",
        Number = "number": "A number with its unit.",
        Text = "text": "Words.",
        Date = "date": "A day.",
        Time = "time": "A date with a time.",
        Timer = "timer": "Started, then ended when its minutes have passed.",
        Fields = "fields": "Several named values, in one or several rows.",
    }

    "role":
    /// Who plays a scenario.
    pub Player {
        Nurse = "nurse": "A nurse.",
        Clinician = "clinician": "A clinician.",
    }

    "rule for critical steps":
    /// What a critical step counts in practice.
    pub CriticalSteps {
        All = "all": "Each must be right.",
        Counted = "counted": "They count as the others do.",
    }

    "rule for unsafe choices":
    /// What an unsafe choice means in practice.
    pub UnsafeChoice {
        Fail = "fail": "It is not passed.",
        Counted = "counted": "It counts as a wrong one.",
    }

    "rule for passes":
    /// On what it must be passed again.
    pub Passes {
        Different = "different-seeds": "On cases drawn differently.",
        Days = "different-days": "On different days.",
    }

    "way to override":
    /// Who may override.
    #[derive(PartialOrd, Ord, Default)]
    pub OverrideBy {
        #[default] Clinician = "clinician": "A clinician, with a reason.",
        Never = "never": "Nobody.",
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
            Self::SourceOnly => "only the source document says it, unproven",
            Self::Confirmed => "confirmed in a primary text",
            Self::Secondary => "secondary evidence",
            Self::Unverified => "unverified, general knowledge",
        }
    }
}

impl Responsible {
    /// Whether somebody in a role is who it is for. This advises: a clinician may do what is a nurse's.
    pub fn includes(self, role: Role) -> bool {
        match self {
            Self::Nurse => role != Role::Trainee,
            Self::Clinician => role == Role::Clinician,
            Self::Either | Self::Both => true,
        }
    }
}

impl OverrideBy {
    /// Who may, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Clinician => "clinician may override",
            Self::Never => "nobody may override",
        }
    }

    /// Whether `role` may override.
    pub fn allows(self, role: Role) -> bool {
        match self {
            Self::Clinician => role == Role::Clinician,
            Self::Never => false,
        }
    }
}

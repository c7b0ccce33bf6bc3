//! Who is at the keyboard: a staff code and a role.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use strum::{IntoStaticStr, VariantArray};
use thiserror::Error;

/// A staff code or initials: 1 to 16 letters, digits, `.`, `_` or `-`. Two codes that differ only in case
/// are the same person.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffCode(Box<str>);

impl StaffCode {
    /// What somebody is called whose code is not to be told: A, B, C and so on; behind Z with a number.
    pub(super) fn letter(nth: usize) -> Self {
        let letter = ('A'..='Z').nth(nth % 26).unwrap_or('A');
        Self(if nth < 26 { letter.to_string() } else { format!("{letter}{}", nth / 26 + 1) }.into())
    }
}

impl PartialEq for StaffCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for StaffCode {}

/// What somebody is in the room. It advises for items and decides for overrides.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// Prepares, assists and watches over the patient.
    Nurse,
    /// Performs the procedure and takes responsibility for going on.
    Clinician,
    Trainee,
}

impl Role {
    /// All roles, in the order in which they are offered.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The role's word.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Somebody who records: staff code and role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    pub code: StaffCode,
    /// The role, self-declared unless a staff list grants it.
    pub role: Role,
}

impl Operator {
    /// Nobody: who plays this role beside a trainee.
    pub fn simulated(role: Role) -> Self {
        let code = match role {
            Role::Nurse => "SIM-N",
            Role::Clinician => "SIM-C",
            Role::Trainee => "SIM-T",
        };
        Self { code: StaffCode(code.into()), role }
    }

    pub fn is_simulated(&self) -> bool {
        *self == Self::simulated(self.role)
    }
}

/// Who works here and in which roles, as the site's configuration says. Without a list every role is
/// self-declared and taken as it is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staff {
    listed: Option<Vec<Listed>>,
    trouble: Option<super::Text>,
}

/// One person on the staff list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    pub code: StaffCode,
    /// The roles that this person has here.
    pub roles: Vec<Role>,
}

impl Staff {
    pub fn listed(people: Vec<Listed>) -> Self {
        Self { listed: Some(people), trouble: None }
    }

    /// A staff list that is there and cannot be read: it grants nobody anything, and says why. Everything that
    /// asks for no role goes on being recorded.
    pub fn unreadable(why: &str) -> Self {
        Self { listed: Some(Vec::new()), trouble: Some(super::Text::sanitise(why)) }
    }

    /// Why the list could not be read, if it could not.
    pub fn trouble(&self) -> Option<&super::Text> {
        self.trouble.as_ref()
    }

    /// Whether there is a list, so that roles are more than self-declared.
    pub fn is_listed(&self) -> bool {
        self.listed.is_some()
    }

    /// The roles that the list gives somebody; none without a list.
    pub fn roles(&self, code: &StaffCode) -> &[Role] {
        let person = self.listed.iter().flatten().find(|person| person.code == *code);
        person.map_or(&[], |person| person.roles.as_slice())
    }

    /// Whether somebody may act in the role that they name.
    pub fn grants(&self, operator: &Operator) -> bool {
        self.listed.as_ref().is_none_or(|people| {
            people.iter().any(|person| person.code == operator.code && person.roles.contains(&operator.role))
        })
    }
}

/// Why a text does not name an operator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadOperator {
    /// The staff code has characters that are not allowed, or too many.
    #[error("\"{0}\" is no staff code; use 1 to 16 letters, digits, . _ or - (such as JR)")]
    Code(super::Text),
    /// The role is not known.
    #[error("\"{0}\" is not a role; use nurse, clinician or trainee")]
    Role(super::Text),
    /// There is no colon between code and role.
    #[error("\"{0}\" does not say who and in which role; write CODE:ROLE, such as JR:nurse")]
    Form(super::Text),
}

impl FromStr for StaffCode {
    type Err = BadOperator;

    fn from_str(raw: &str) -> Result<Self, BadOperator> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        if (1..=16).contains(&raw.len()) && raw.bytes().all(allowed) {
            Ok(Self(raw.into()))
        } else {
            Err(BadOperator::Code(super::Text::sanitise(raw)))
        }
    }
}

impl FromStr for Role {
    type Err = BadOperator;

    fn from_str(raw: &str) -> Result<Self, BadOperator> {
        Self::ALL
            .iter()
            .copied()
            .find(|role| role.word().eq_ignore_ascii_case(raw))
            .ok_or_else(|| BadOperator::Role(super::Text::sanitise(raw)))
    }
}

impl FromStr for Operator {
    type Err = BadOperator;

    /// Reads `CODE:ROLE`.
    fn from_str(raw: &str) -> Result<Self, BadOperator> {
        let (code, role) = raw.split_once(':').ok_or_else(|| BadOperator::Form(super::Text::sanitise(raw)))?;
        Ok(Self { code: code.trim().parse()?, role: role.trim().parse()? })
    }
}

impl TryFrom<String> for StaffCode {
    type Error = BadOperator;

    fn try_from(raw: String) -> Result<Self, BadOperator> {
        raw.parse()
    }
}

impl From<StaffCode> for String {
    fn from(code: StaffCode) -> Self {
        code.0.into()
    }
}

impl fmt::Display for StaffCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.role)
    }
}

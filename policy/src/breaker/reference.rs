//! The breaker that a policy names.

use super::{BreakerSettings, NamePiece, name};
use crate::PolicyError;
use std::borrow::Cow;

/// A policy's breaker: its name, and the settings written beside it.
///
/// The name may hold placeholders, as in `api/{host}`: one breaker for each value, with the settings of `api`.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakerRef {
    #[doc(hidden)]
    pub name: Cow<'static, str>,
    #[doc(hidden)]
    pub settings: BreakerSettings,
}

impl BreakerRef {
    /// The name as it was written, placeholders included.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The parts of the name, in order.
    pub fn pieces(&self) -> Vec<NamePiece<'_>> {
        name::pieces(&self.name)
    }

    /// The settings written beside the name; [`BreakerSettings::NONE`] where there are none.
    pub const fn settings(&self) -> &BreakerSettings {
        &self.settings
    }

    /// Whether the name holds placeholders.
    pub fn is_keyed(&self) -> bool {
        self.name.contains('{')
    }

    /// The breaker that has the settings: `api` of `api/{host}`. A name with placeholders and no `/` stands for
    /// itself.
    pub fn parent(&self) -> &str {
        self.name.split_once('/').map_or(&self.name, |(parent, _)| parent)
    }
}

/// Checks a name for giving a breaker its settings: a plain name, as in `api`, or one key of it, as in `api/eu`.
///
/// A name may hold placeholders if it holds no `/`: then it is what stands in a policy, and the settings are those of
/// all its keys.
///
/// ```
/// use resilin_policy::check_breaker_name;
///
/// assert!(check_breaker_name("api").is_ok() && check_breaker_name("api/eu").is_ok());
/// assert!(check_breaker_name("{self.tenant}").is_ok());
/// assert_eq!(check_breaker_name("api/{host}").unwrap_err().to_string(), "\
/// `api/{host}` stands for many breakers: they have the settings of `api`
///   api/{host}
///       ^^^^^^
///   help: write `api`, or one key of it, as in `api/eu`");
/// ```
///
/// # Errors
///
/// Everything that is wrong with the name, with its place and a way out.
pub fn check_breaker_name(name: &str) -> Result<(), PolicyError> {
    let findings = name::of_a_definition(name);
    if findings.is_empty() { Ok(()) } else { Err(PolicyError::new(name, findings)) }
}

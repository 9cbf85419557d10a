//! The names of policies.

use crate::{
    Finding, PolicyError,
    names::{self, Plain},
};

/// Checks a name for a policy that others start from.
///
/// ```
/// use resilin_policy::check_policy_name;
///
/// assert!(check_policy_name("reads").is_ok());
/// assert_eq!(check_policy_name("my reads").unwrap_err().to_string(), "\
/// a policy's name cannot hold a blank
///   my reads
///     ^
///   help: write it as in `reads`");
/// ```
///
/// # Errors
///
/// What is wrong with the name, with its place and a way out.
pub fn check_policy_name(name: &str) -> Result<(), PolicyError> {
    names::checked(name, wrong_name(name))
}

/// What is wrong with the name of a policy, in bytes of the name.
pub(crate) fn wrong_name(name: &str) -> Option<Finding> {
    names::wrong(name, &POLICY)
}

const POLICY: Plain =
    Plain { what: "policy", example: "reads", none: "leave `policy` out where there is none", slashes: true };

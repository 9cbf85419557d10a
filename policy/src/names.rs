//! What any name must not hold; and names that stand for themselves, without placeholders.

use crate::{Finding, PolicyError};

/// What has such a name: what to say of a bad one.
pub(crate) struct Plain {
    /// In words.
    pub(crate) what: &'static str,
    /// A name that is right.
    pub(crate) example: &'static str,
    /// What to do where there is none.
    pub(crate) none: &'static str,
    /// Whether a `/` may be in it.
    pub(crate) slashes: bool,
}

/// What is wrong with a name that stands for itself, in bytes of the name.
pub(crate) fn wrong(name: &str, plain: &Plain) -> Option<Finding> {
    let Plain { what, example, none, .. } = plain;
    let as_in = format!("write it as in `{example}`");
    let help = match name {
        "" => return Some(Finding::new(0..0, format!("the {what}'s name is empty")).with_help(as_in)),
        "none" | "false" => (*none).to_owned(),
        "true" => as_in,
        _ => return unfit_for(name, plain).map(|finding| finding.with_help(as_in)),
    };
    Some(Finding::new(0..name.len(), format!("`{name}` is no name for a {what}")).with_help(help))
}

fn unfit_for(name: &str, Plain { what, slashes, .. }: &Plain) -> Option<Finding> {
    let one = |at: usize, message: String| Finding::new(at..at + 1, message);
    let brace = name.find(['{', '}']).map(|at| one(at, format!("a {what}'s name takes no placeholders")));
    let slash = || Some(one(name.find('/').filter(|_| !slashes)?, format!("a {what}'s name cannot hold a `/`")));
    brace.or_else(slash).or_else(|| unfit(name, |_| false, &format!("a {what}'s name")))
}

/// An error where there is something wrong with a name.
pub(crate) fn checked(name: &str, wrong: Option<Finding>) -> Result<(), PolicyError> {
    wrong.map_or(Ok(()), |finding| Err(PolicyError::new(name, vec![finding])))
}

/// The first characters that would not stand in a message, a log line or a quoted text as they are. One finding is
/// enough: whoever has such characters in a name writes it anew.
///
/// `skipped` says which bytes are not looked at, `whose` what is named.
pub(crate) fn unfit(name: &str, skipped: impl Fn(usize) -> bool, whose: &str) -> Option<Finding> {
    let mut characters = name.char_indices().filter(|&(at, _)| !skipped(at));
    let (start, what) = characters.find_map(|(at, character)| Some((at, kind(character)?)))?;
    let run = name[start..].find(|character| kind(character) != Some(what)).unwrap_or(name.len() - start);
    Some(Finding::new(start..start + run, format!("{whose} cannot hold {what}")))
}

fn kind(character: char) -> Option<&'static str> {
    match character {
        '"' | '\\' | '`' => Some("a quote or a backslash"),
        _ if character.is_control() => Some("a control character"),
        _ if character.is_whitespace() => Some("a blank"),
        _ => None,
    }
}

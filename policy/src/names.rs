//! What any name must not hold.

use crate::Finding;

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

//! A breaker's name: its parts, and what makes it a good one.

use crate::{Finding, names};
use std::ops::Range;

/// A part of a breaker's name.
///
/// ```
/// use resilin_policy::{NamePiece, Target, read};
///
/// let policy = read(r#"breaker = "api/{ self.host }""#, Target::AsyncFn).settings;
/// let breaker = policy.breaker.expect("the breaker that was just written");
/// assert_eq!(breaker.pieces(), [NamePiece::Text("api/"), NamePiece::Placeholder("self.host")]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NamePiece<'n> {
    /// What stands as it is.
    Text(&'n str),
    /// What a value is put in for: the path between the braces, as in `host` or `self.tenant`.
    Placeholder(&'n str),
}

/// The parts of a good name.
pub(super) fn pieces(name: &str) -> Vec<NamePiece<'_>> {
    let parts = name.split_inclusive('}').flat_map(|part| match part.split_once('{') {
        Some((text, placeholder)) => {
            let path = placeholder.trim_end_matches('}').trim_matches(' ');
            [NamePiece::Text(text), NamePiece::Placeholder(path)]
        }
        None => [NamePiece::Text(part), NamePiece::Text("")],
    });
    parts.filter(|&part| part != NamePiece::Text("")).collect()
}

/// What is wrong with the name that a policy gives its breaker, in bytes of the name.
pub(crate) fn in_a_policy(name: &str) -> Vec<Finding> {
    match anywhere(name) {
        Ok(placeholders) => reserved(name, &placeholders).into_iter().collect(),
        Err(findings) => findings,
    }
}

/// What is wrong with the name of a breaker that is given settings, in bytes of the name.
pub(super) fn of_a_definition(name: &str) -> Vec<Finding> {
    match anywhere(name) {
        Ok(placeholders) => many_at_once(name, &placeholders).into_iter().collect(),
        Err(findings) => findings,
    }
}

/// The placeholders, braces included, of a name that is right but for where it stands.
fn anywhere(name: &str) -> Result<Vec<Range<usize>>, Vec<Finding>> {
    let placeholders = placeholders(name).map_err(|finding| vec![finding])?;
    let mut findings: Vec<Finding> = [empty(name), no_breaker(name)].into_iter().flatten().collect();
    findings.extend(characters(name, &placeholders));
    findings.extend(placeholders.iter().filter_map(|place| path(name, place)));
    findings.extend(segments(name));
    findings.sort_by_key(|finding| finding.range.start);
    if findings.is_empty() { Ok(placeholders) } else { Err(findings) }
}

/// Where a placeholder opens and closes, or the brace that has no partner.
fn placeholders(name: &str) -> Result<Vec<Range<usize>>, Finding> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, brace) in name.match_indices(['{', '}']) {
        match (open, brace) {
            (None, "{") => open = Some(at),
            (Some(start), "}") => {
                found.push(start..at + 1);
                open = None;
            }
            (Some(start), _) => return Err(opened_twice(start, at)),
            (None, _) => return Err(stray(name, at)),
        }
    }
    match open {
        Some(at) => Err(Finding::new(at..at + 1, "this `{` is never closed").with_help(ARGUMENT)),
        None => Ok(found),
    }
}

const ARGUMENT: &str = "write an argument's name between braces, as in `api/{host}`";

fn opened_twice(start: usize, at: usize) -> Finding {
    if at == start + 1 {
        return Finding::new(start..at + 1, "a name has no escaped braces").with_help(ARGUMENT);
    }
    Finding::new(start..start + 1, "this `{` is not closed before the next one").with_help(ARGUMENT)
}

fn stray(name: &str, at: usize) -> Finding {
    let doubled = name[at + 1..].starts_with('}');
    let (end, message) =
        if doubled { (at + 2, "a name has no escaped braces") } else { (at + 1, "this `}` closes nothing") };
    Finding::new(at..end, message).with_help(ARGUMENT)
}

fn empty(name: &str) -> Option<Finding> {
    name.is_empty().then(|| Finding::new(0..0, "the breaker's name is empty").with_help("write one, as in `api`"))
}

/// A word for having none, or any, cannot be a name: every site that means that would share one breaker.
fn no_breaker(name: &str) -> Option<Finding> {
    let help = match name {
        "none" | "false" => "leave `breaker` out where there is none",
        "true" => "write the name of one, as in `api`",
        _ => return None,
    };
    Some(Finding::new(0..name.len(), format!("`{name}` is no name for a breaker")).with_help(help))
}

/// What is wrong with the characters outside of placeholders.
fn characters(name: &str, placeholders: &[Range<usize>]) -> Option<Finding> {
    let inside = |at: usize| placeholders.iter().any(|place| place.contains(&at));
    Some(names::unfit(name, inside, "a breaker's name")?.with_help("write it as in `api-eu`"))
}

/// What is wrong with the path in a placeholder.
fn path(name: &str, place: &Range<usize>) -> Option<Finding> {
    let inside = &name[place.start + 1..place.end - 1];
    let path = inside.trim_matches(' ');
    let start = place.start + 1 + (inside.len() - inside.trim_start_matches(' ').len());
    if path.is_empty() {
        return Some(Finding::new(place.clone(), "this placeholder is empty").with_help(ARGUMENT));
    }
    if is_path(path) {
        return None;
    }
    Some(formatted(path, start).or_else(|| raw(path, start)).unwrap_or_else(|| {
        Finding::new(start..start + path.len(), "a placeholder is no expression")
            .with_help("write an argument, or a field of one, as in `{host}` or `{self.tenant}`")
    }))
}

fn formatted(path: &str, start: usize) -> Option<Finding> {
    let (argument, format) = path.split_once(':')?;
    let name = argument.trim_end();
    (is_path(name) && !format.starts_with(':')).then(|| {
        Finding::new(start + argument.len()..start + path.len(), "a placeholder takes no format")
            .with_help(format!("write `{{{name}}}`: the value is shown by `Display`"))
    })
}

/// `r#type` is how Rust code writes it; the name is `type`.
fn raw(path: &str, start: usize) -> Option<Finding> {
    let plain: Vec<&str> = path.split('.').map(|segment| segment.strip_prefix("r#").unwrap_or(segment)).collect();
    let plain = plain.join(".");
    is_path(&plain).then(|| {
        Finding::new(start..start + path.len(), "a placeholder takes no `r#`")
            .with_help(format!("write `{{{plain}}}`: a placeholder names a keyword as it is"))
    })
}

/// Identifiers between dots; after the first, numbers too.
fn is_path(text: &str) -> bool {
    text.split('.').enumerate().all(|(n, segment)| is_identifier(segment) || n > 0 && is_index(segment))
}

fn is_identifier(text: &str) -> bool {
    let starts_well = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    starts_well && text != "_" && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_index(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Where nothing stands before, after or between slashes.
fn segments(name: &str) -> impl Iterator<Item = Finding> {
    let slash = |at: usize| at..at + 1;
    let leading = name.starts_with('/').then(|| (slash(0), "a breaker's name cannot start with `/`"));
    let between =
        name.match_indices("//").map(move |(at, _)| (slash(at + 1), "nothing stands between these slashes"));
    let trailing = (name.len() > 1 && name.ends_with('/'))
        .then(|| (slash(name.len() - 1), "a breaker's name cannot end with `/`"));
    leading.into_iter().chain(between).chain(trailing).map(|(range, message)| {
        Finding::new(range, message).with_help("a `/` stands between a name and its key, as in `api/{host}`")
    })
}

/// What `/` is reserved for: a name, and then the key that its placeholders give.
fn reserved(name: &str, placeholders: &[Range<usize>]) -> Option<Finding> {
    let (parent, key) = name.split_once('/')?;
    match placeholders.first() {
        None => {
            let message = format!("`{name}` is one key of `{parent}`: a `/` is reserved for that");
            let help = format!("write `{parent}/{{argument}}`, or a name without `/`, as in `{parent}-{key}`");
            Some(Finding::new(parent.len()..parent.len() + 1, message).with_help(help))
        }
        Some(first) if first.start < parent.len() => {
            let help = "write it as in `api/{region}`: the part before the `/` gives the settings";
            Some(Finding::new(first.clone(), "a placeholder cannot stand before the first `/`").with_help(help))
        }
        Some(_) => None,
    }
}

/// A template with a parent takes that one's settings, and has none of its own.
fn many_at_once(name: &str, placeholders: &[Range<usize>]) -> Option<Finding> {
    let (parent, _) = name.split_once('/')?;
    let first = placeholders.first()?;
    let message = format!("`{name}` stands for many breakers: they have the settings of `{parent}`");
    Some(
        Finding::new(first.clone(), message)
            .with_help(format!("write `{parent}`, or one key of it, as in `{parent}/eu`")),
    )
}

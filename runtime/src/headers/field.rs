//! What a header's name means.

/// A header that is read.
#[derive(Clone, Copy)]
pub(super) enum Field<'h> {
    RetryAfter(When),
    RateLimit,
    RateLimitPolicy,
    Part(Of<'h>),
}

/// The headers that say when to come back, and the clock that they go by.
#[derive(Clone, Copy)]
pub(super) enum When {
    Date,
    Milliseconds,
    RetryAfter,
    Seconds,
}

/// One number of one limit, in a header of its own.
#[derive(Clone, Copy)]
pub(super) struct Of<'h> {
    pub(super) family: Family,
    pub(super) name: &'h str,
    pub(super) part: Part,
}

/// Limits of one name are one limit only within a family: a gateway and the server behind it may both have `requests`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// `x-ratelimit-…`, `x-rate-limit-…`
    Customary,
    /// `RateLimit-…`
    Separate,
    /// `RateLimit`, `RateLimit-Policy`
    Structured,
    Anthropic,
}

#[derive(Clone, Copy)]
pub(super) enum Part {
    Limit,
    Remaining,
    Reset,
    ResetAfter,
}

impl<'h> Field<'h> {
    /// Most headers of a response are none of ours: their first letter tells.
    pub(super) fn of(name: &'h str) -> Option<Self> {
        match name.as_bytes().first()?.to_ascii_lowercase() {
            b'd' => name.eq_ignore_ascii_case("date").then_some(Self::RetryAfter(When::Date)),
            b'r' => retry_after(name).or_else(|| standard(name)),
            b'x' => x_retry_after(name).or_else(|| customary(name)),
            b'a' => anthropic(strip_prefix(name, "anthropic-ratelimit-")?),
            _ => None,
        }
    }
}

fn retry_after(name: &str) -> Option<Field<'_>> {
    let when = match strip_prefix(name, "retry-after")? {
        "" => When::RetryAfter,
        rest if rest.eq_ignore_ascii_case("-ms") => When::Milliseconds,
        _ => return None,
    };
    Some(Field::RetryAfter(when))
}

fn x_retry_after(name: &str) -> Option<Field<'_>> {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    let when = if is("x-ms-retry-after-ms") || is("x-amz-retry-after") {
        When::Milliseconds
    } else if is("x-ratelimit-retry-after") {
        When::Seconds
    } else {
        return None;
    };
    Some(Field::RetryAfter(when))
}

fn standard(name: &str) -> Option<Field<'_>> {
    let rest = strip_prefix(name, "ratelimit")?;
    if rest.is_empty() {
        return Some(Field::RateLimit);
    }
    let rest = rest.strip_prefix('-')?;
    if rest.eq_ignore_ascii_case("policy") { Some(Field::RateLimitPolicy) } else { part(Family::Separate, rest) }
}

fn customary(name: &str) -> Option<Field<'_>> {
    let rest = strip_prefix(name, "x-ratelimit-").or_else(|| strip_prefix(name, "x-rate-limit-"))?;
    part(Family::Customary, rest)
}

/// `remaining`, `remaining-tokens`.
fn part(family: Family, rest: &str) -> Option<Field<'_>> {
    let (part, name) = rest.split_once('-').unwrap_or((rest, ""));
    let part = Part::of(part)?;
    let of = if matches!(part, Part::Reset) && name.eq_ignore_ascii_case("after") {
        Of { family, name: "", part: Part::ResetAfter }
    } else {
        Of { family, name, part }
    };
    Some(Field::Part(of))
}

/// `input-tokens-remaining`.
fn anthropic(rest: &str) -> Option<Field<'_>> {
    let (name, part) = rest.rsplit_once('-')?;
    Some(Field::Part(Of { family: Family::Anthropic, name, part: Part::of(part)? }))
}

impl Part {
    fn of(name: &str) -> Option<Self> {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("limit") {
            Some(Self::Limit)
        } else if is("remaining") {
            Some(Self::Remaining)
        } else if is("reset") || is("resettime") {
            Some(Self::Reset)
        } else {
            None
        }
    }
}

fn strip_prefix<'h>(name: &'h str, prefix: &str) -> Option<&'h str> {
    let (head, rest) = name.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

//! `RateLimit` and `RateLimit-Policy` of
//! [draft-ietf-httpapi-ratelimit-headers](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).

use std::borrow::Cow;

use super::moment::{self, Moment};
use super::number;
use super::rows::Rows;
use super::structured::{self, Bare, Piece};

/// `RateLimit`: a list of policies, or the one dictionary of draft 07.
pub(super) fn service_limits<'h>(value: &'h [u8], rows: &mut Rows<'h>) {
    let Some(field) = number::text(value) else { return };
    if structured::list(field, &mut |_| ()).is_some() {
        each_policy(field, |policy| rows.told(policy.name, policy.remaining, policy.reset));
    } else if structured::dictionary(field, &mut |_| ()).is_some() {
        combined(field, rows);
    }
}

/// `RateLimit-Policy`. The older form of it, `100;w=60`, has no name to go by, and its quota is in `RateLimit` too.
pub(super) fn policies<'h>(value: &'h [u8], rows: &mut Rows<'h>) {
    let Some(field) = number::text(value) else { return };
    if structured::list(field, &mut |_| ()).is_some() {
        each_policy(field, |policy| rows.policy(policy.name, policy.quota));
    }
}

#[derive(Default)]
struct Policy<'h> {
    name: Cow<'h, str>,
    quota: Option<u64>,
    remaining: Option<u64>,
    reset: Option<Moment>,
}

impl<'h> Policy<'h> {
    fn parameter(&mut self, key: &str, value: &Bare<'h>) {
        match key {
            "q" => self.quota = count(value),
            "r" => self.remaining = count(value),
            "t" => self.reset = reset(value),
            _ => {}
        }
    }
}

fn each_policy<'h>(list: &'h str, mut take: impl FnMut(Policy<'h>)) {
    let mut current = None;
    let whole = structured::list(list, &mut |piece| match piece {
        Piece::Member(member) => {
            let next =
                if let Bare::Name(name) = member { Some(Policy { name, ..Policy::default() }) } else { None };
            std::mem::replace(&mut current, next).into_iter().for_each(&mut take);
        }
        Piece::Parameter(key, value) => {
            if let Some(policy) = &mut current {
                policy.parameter(key, &value);
            }
        }
        Piece::Entry(..) => {}
    });
    debug_assert!(whole.is_some(), "the caller has looked");
    current.into_iter().for_each(take);
}

/// `limit=100, remaining=25, reset=5`.
fn combined<'h>(dictionary: &'h str, rows: &mut Rows<'h>) {
    let mut policy = Policy::default();
    let whole = structured::dictionary(dictionary, &mut |piece| {
        if let Piece::Entry(key, value) = piece {
            match key {
                "limit" => policy.quota = count(&value),
                "remaining" => policy.remaining = count(&value),
                "reset" => policy.reset = reset(&value),
                _ => {}
            }
        }
    });
    debug_assert!(whole.is_some(), "the caller has looked");
    rows.told(Cow::Borrowed(""), policy.remaining, policy.reset);
    rows.policy(Cow::Borrowed(""), policy.quota);
}

fn count(value: &Bare<'_>) -> Option<u64> {
    if let Bare::Number(number) = value { number::count(number) } else { None }
}

fn reset(value: &Bare<'_>) -> Option<Moment> {
    if let Bare::Number(number) = value { moment::reset(number) } else { None }
}

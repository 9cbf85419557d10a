//! Limits while they are read: what belongs to one of them may be spread over many headers.

use std::borrow::Cow;
use std::time::Duration;

use super::field::{Family, Of, Part};
use super::moment::{self, Moment};
use super::number;

/// More than any server has. Bounds what a hostile one can make us search.
const MOST: usize = 32;

pub(super) struct Row<'h> {
    family: Family,
    pub(super) name: Cow<'h, str>,
    pub(super) limit: Option<u64>,
    pub(super) remaining: Option<u64>,
    pub(super) reset: Option<Moment>,
    pub(super) reset_after: Option<Duration>,
}

/// Where in a row a value belongs.
type Place<'h, T> = for<'r> fn(&'r mut Row<'h>) -> &'r mut Option<T>;

#[derive(Default)]
pub(super) struct Rows<'h>(Vec<Row<'h>>);

impl<'h> Rows<'h> {
    /// One header of a limit that has several.
    pub(super) fn take(&mut self, of: Of<'h>, value: &[u8]) {
        let Some(text) = number::text(value) else { return };
        // Nothing is kept of what cannot be read, not even the name.
        match of.part {
            Part::Limit => self.keep(&of, number::count(text), |row| &mut row.limit),
            Part::Remaining => self.keep(&of, number::count(text), |row| &mut row.remaining),
            Part::Reset => self.keep(&of, moment::reset(text), |row| &mut row.reset),
            Part::ResetAfter => self.keep(&of, moment::reset_after(text), |row| &mut row.reset_after),
        }
    }

    /// What a `RateLimit` says is left of a policy. One that has been told already is another partition of it.
    pub(super) fn told(&mut self, name: Cow<'h, str>, remaining: Option<u64>, reset: Option<Moment>) {
        if remaining.is_none() && reset.is_none() {
            return;
        }
        let untold = |row: &&mut Row<'h>| row.is(&name) && row.remaining.is_none() && row.reset.is_none();
        if let Some(row) = self.0.iter_mut().find(untold) {
            (row.remaining, row.reset) = (remaining, reset);
        } else {
            self.push(Row { remaining, reset, ..Row::new(Family::Structured, name) });
        }
    }

    /// The quota that a `RateLimit-Policy` has, or the `limit` of the older `RateLimit`.
    pub(super) fn policy(&mut self, name: Cow<'h, str>, limit: Option<u64>) {
        if limit.is_none() {
            return;
        }
        if let Some(row) = self.0.iter_mut().find(|row| row.is(&name)) {
            row.limit = row.limit.or(limit);
        } else {
            self.push(Row { limit, ..Row::new(Family::Structured, name) });
        }
    }

    fn keep<T>(&mut self, of: &Of<'h>, value: Option<T>, place: Place<'h, T>) {
        let Some(value) = value else { return };
        let same = |row: &Row<'h>| row.family == of.family && row.name.eq_ignore_ascii_case(of.name);
        if !self.0.iter().any(same) {
            self.push(Row::new(of.family, lower_case(of.name)));
        }
        if let Some(row) = self.0.iter_mut().find(|row| same(row)) {
            place(row).get_or_insert(value);
        }
    }

    fn push(&mut self, row: Row<'h>) {
        if self.0.len() < MOST {
            self.0.push(row);
        }
    }
}

impl<'h> IntoIterator for Rows<'h> {
    type Item = Row<'h>;
    type IntoIter = std::vec::IntoIter<Row<'h>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'h> Row<'h> {
    const fn new(family: Family, name: Cow<'h, str>) -> Self {
        Self { family, name, limit: None, remaining: None, reset: None, reset_after: None }
    }

    /// Names of policies, unlike those of headers, are told apart by case.
    fn is(&self, policy: &str) -> bool {
        self.family == Family::Structured && self.name == policy
    }
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

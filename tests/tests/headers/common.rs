//! What the tests of headers share.

use std::time::{Duration, SystemTime};

use resilin::headers::{self, Limit, ServerLimits};

/// Fri, 29 Sep 2023 16:26:37 GMT.
pub(crate) const NOW: u64 = 1_696_004_797;
/// The same as a server writes it in `Date`.
pub(crate) const NOW_AS_DATE: &str = "Fri, 29 Sep 2023 16:26:37 GMT";

/// The wall clock at so many seconds since 1970.
pub(crate) fn at(epoch: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(epoch)
}

/// Read at `NOW`.
pub(crate) fn read<'h>(response: &[(&'h str, &'h str)]) -> ServerLimits<'h> {
    headers::read(response.iter().copied(), at(NOW))
}

/// A limit as the tables of the tests have it: name, limit, remaining, milliseconds to the reset.
pub(crate) type Told<'h> = (&'h str, Option<u64>, Option<u64>, Option<u128>);

/// Every limit, in the order of the response.
pub(crate) fn told<'a>(said: &'a ServerLimits<'_>) -> Vec<Told<'a>> {
    said.limits().iter().map(row).collect()
}

fn row<'a>(limit: &'a Limit<'_>) -> Told<'a> {
    (&limit.name, limit.limit, limit.remaining, limit.resets_in.map(|left| left.as_millis()))
}

/// The name of the limit that bars the way.
pub(crate) fn exhausted<'a>(said: &'a ServerLimits<'_>) -> Option<&'a str> {
    said.exhausted().map(|limit| &*limit.name)
}

/// How this reset is read, of a limit that has no other header.
pub(crate) fn reset(value: &str) -> Option<Duration> {
    read(&[("x-ratelimit-reset", value)]).limits().first().and_then(|limit| limit.resets_in)
}

//! When the server wants to be called again.

use std::time::Duration;

use tonic::Status;
use tonic::metadata::MetadataMap;

use super::retry_info::retry_delay;
use crate::{Hint, http_1};

/// gRFC A6, "Pushback".
const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// What the server asks not to be retried at all is a wait that no policy takes.
const NEVER: Duration = Duration::MAX;

pub(super) fn hint(status: &Status) -> Option<Hint> {
    let said = pushback(status.metadata()).or_else(|| retry_delay(status.details()));
    said.map(Hint::After).or_else(|| http_1::retry_after(status.metadata().as_ref()))
}

/// "If the value … is a negative number or unparseable, then it will be seen as the server asking the client not to
/// retry at all." The number is a signed 32-bit integer. Several values are none that can be read, as in grpc-go and
/// grpc-java.
fn pushback(metadata: &MetadataMap) -> Option<Duration> {
    let mut values = metadata.get_all(PUSHBACK).iter();
    let value = values.next()?;
    let text = value.to_str().ok().filter(|_| values.next().is_none());
    let milliseconds = text.and_then(|text| text.parse::<i32>().ok()).and_then(|ms| u64::try_from(ms).ok());
    Some(milliseconds.map_or(NEVER, Duration::from_millis))
}

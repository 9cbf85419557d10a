//! `google.rpc.RetryInfo`, read out of a status's details.
//!
//! The details are a protobuf message of three levels, of which four fields matter, so they are read by hand: a
//! dependency on prost and the generated types would weigh more than all the rest of this feature.
//!
//! ```proto
//! message Status { repeated Any details = 3; }                  // google.rpc
//! message Any { string type_url = 1; bytes value = 2; }         // google.protobuf
//! message RetryInfo { Duration retry_delay = 1; }               // google.rpc
//! message Duration { int64 seconds = 1; int32 nanos = 2; }      // google.protobuf
//! ```

use std::time::Duration;

/// What a type's URL ends with, after its last slash.
const RETRY_INFO: &[u8] = b"google.rpc.RetryInfo";

/// A field of a message: its number and what it holds.
type Field<'m> = (u64, Value<'m>);

enum Value<'m> {
    Varint(u64),
    Bytes(&'m [u8]),
    /// Of fixed width: no field that is asked for here.
    Skipped,
}

/// The delay of the first `RetryInfo`, where there is one that can be read. A negative delay is none.
pub(super) fn retry_delay(details: &[u8]) -> Option<Duration> {
    fields(details).filter_map(|field| bytes(field, 3)).find_map(retry_info).and_then(|info| {
        let delay = fields(info).find_map(|field| bytes(field, 1))?;
        duration(delay)
    })
}

/// The value of an `Any` that is a `RetryInfo`.
fn retry_info(any: &[u8]) -> Option<&[u8]> {
    let url = fields(any).find_map(|field| bytes(field, 1))?;
    let name = url.rsplit(|&byte| byte == b'/').next()?;
    fields(any).find_map(|field| bytes(field, 2)).filter(|_| name == RETRY_INFO)
}

fn duration(message: &[u8]) -> Option<Duration> {
    let number = |wanted| fields(message).find_map(|field| varint_of(field, wanted)).unwrap_or(0);
    // Both are two's complement in 64 bits: what is negative does not fit.
    let seconds = i64::try_from(number(1)).ok()?.unsigned_abs();
    let nanos = u32::try_from(number(2)).ok().filter(|&nanos| nanos < 1_000_000_000)?;
    Some(Duration::new(seconds, nanos))
}

fn bytes((number, value): Field<'_>, wanted: u64) -> Option<&[u8]> {
    match value {
        Value::Bytes(bytes) if number == wanted => Some(bytes),
        _ => None,
    }
}

fn varint_of((number, value): Field<'_>, wanted: u64) -> Option<u64> {
    match value {
        Value::Varint(value) if number == wanted => Some(value),
        _ => None,
    }
}

/// The fields of a message, up to the first thing that is no protobuf.
fn fields(mut message: &[u8]) -> impl Iterator<Item = Field<'_>> {
    std::iter::from_fn(move || field(&mut message))
}

/// [The wire format](https://protobuf.dev/programming-guides/encoding/): a tag of number and type, then the value.
fn field<'m>(rest: &mut &'m [u8]) -> Option<Field<'m>> {
    let tag = varint(rest)?;
    let value = match tag & 7 {
        0 => Value::Varint(varint(rest)?),
        1 => take(rest, 8).map(|_| Value::Skipped)?,
        2 => {
            let length = usize::try_from(varint(rest)?).ok()?;
            Value::Bytes(take(rest, length)?)
        }
        5 => take(rest, 4).map(|_| Value::Skipped)?,
        _ => return None,
    };
    Some((tag >> 3, value))
}

/// Seven bits a byte, the lowest first; at most ten bytes.
fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(rest, 1)?[0];
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn take<'m>(rest: &mut &'m [u8], length: usize) -> Option<&'m [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

//! What others have published of their behaviour, as tables: `tests/vectors` has the facts and names the sources.
//!
//! Each vector is run, or says why it does not apply; where this crate does otherwise on purpose, the vector has both
//! values and the reason, and what is asserted is ours.

mod aws;
mod aws_error;
mod backoff;
mod breakers;
mod common;
mod faces;
mod finagle;
mod grpc;
mod retry_after;
mod sequence;
mod vectors;

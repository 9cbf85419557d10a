//! Durations that are none, in strings.

use resilin::resilient;
use std::io::Result;

#[resilient(timeout = "5")]
async fn no_unit() -> Result<()> { Ok(()) }

#[resilient(timeout = "2.5")]
async fn no_unit_after_a_decimal() -> Result<()> { Ok(()) }

#[resilient(timeout = "1m30")]
async fn no_unit_at_the_end() -> Result<()> { Ok(()) }

#[resilient(timeout = "5sec")]
async fn unit_elsewhere() -> Result<()> { Ok(()) }

#[resilient(timeout = "5S")]
async fn capital() -> Result<()> { Ok(()) }

#[resilient(timeout = "5parsecs")]
async fn unknown_unit() -> Result<()> { Ok(()) }

#[resilient(timeout = "1 s")]
async fn space() -> Result<()> { Ok(()) }

#[resilient(deadline = "1m 30s")]
async fn space_between_parts() -> Result<()> { Ok(()) }

#[resilient(deadline = "30s1m")]
async fn out_of_order() -> Result<()> { Ok(()) }

#[resilient(deadline = "1s1s")]
async fn unit_twice() -> Result<()> { Ok(()) }

#[resilient(timeout = "-5s")]
async fn negative() -> Result<()> { Ok(()) }

#[resilient(timeout = "-5")]
async fn negative_and_no_unit() -> Result<()> { Ok(()) }

#[resilient(timeout = "+5s")]
async fn plus() -> Result<()> { Ok(()) }

#[resilient(timeout = "0s")]
async fn zero_timeout() -> Result<()> { Ok(()) }

#[resilient(deadline = "0ms")]
async fn zero_deadline() -> Result<()> { Ok(()) }

#[resilient(timeout = "0")]
async fn zero_without_unit() -> Result<()> { Ok(()) }

#[resilient(max_wait = "soon")]
async fn word() -> Result<()> { Ok(()) }

#[resilient(max_wait = "none")]
async fn none() -> Result<()> { Ok(()) }

#[resilient(timeout = "s")]
async fn unit_alone() -> Result<()> { Ok(()) }

#[resilient(timeout = "0.1ns")]
async fn too_fine() -> Result<()> { Ok(()) }

#[resilient(timeout = "999999999999999999999d")]
async fn too_long() -> Result<()> { Ok(()) }

#[resilient(timeout = "1.5.5s")]
async fn two_points() -> Result<()> { Ok(()) }

#[resilient(timeout = ".5s")]
async fn point_first() -> Result<()> { Ok(()) }

#[resilient(timeout = "exp(1s, 2, 60s)")]
async fn shape() -> Result<()> { Ok(()) }

#[resilient(timeout = "1s..2s")]
async fn range() -> Result<()> { Ok(()) }

fn main() {}

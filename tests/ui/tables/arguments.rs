//! What stands in a rule's parentheses.

use resilin::resilient;
use std::io::Result;

#[resilient(on(server = retry(5)))]
async fn count_alone() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(1s)))]
async fn duration() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(expo(1s, 2, 60s))))]
async fn unknown_shape() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(exp(1, 2, 60s))))]
async fn shape_without_a_unit() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(exp(60s, 2, 1s))))]
async fn shape_with_a_low_cap() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(exp(0s, 2, 60s))))]
async fn shape_that_starts_at_zero() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = 5, exp(1s, 2, 60s))))]
async fn shape_second() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(exp(1s, 2, 60s), fixed(1s))))]
async fn two_shapes() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = 0)))]
async fn no_attempts() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = 1)))]
async fn one_attempt() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = -2)))]
async fn negative_attempts() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = 2.5)))]
async fn broken_attempts() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = unlimited)))]
async fn unlimited_attempts() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = 5_000_000_000)))]
async fn too_many_attempts() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(attempts = 3, attempts = 4)))]
async fn repeated() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(scale = 0)))]
async fn scaled_to_nothing() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(scale = 1)))]
async fn not_scaled() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(fixed(1s), scale = 4)))]
async fn scaled_beside_a_shape() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(retries = 4)))]
async fn other_name() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(atempts = 4)))]
async fn near() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(colour = red)))]
async fn far() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(backoff = fixed(1s))))]
async fn key_that_is_written_alone() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(jitter = full)))]
async fn key_of_a_policy() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(max = 1h)))]
async fn of_another_rule() -> Result<()> { Ok(()) }

#[resilient(on(server = fail(attempts = 3)))]
async fn of_retry() -> Result<()> { Ok(()) }

#[resilient(on(server = fail(fixed(1s))))]
async fn shape_of_a_failure() -> Result<()> { Ok(()) }

#[resilient(on(server = fail(counts = no)))]
async fn neither_true_nor_false() -> Result<()> { Ok(()) }

#[resilient(on(server = fail(counts)))]
async fn half_a_setting() -> Result<()> { Ok(()) }

#[resilient(on(server = "retry(fixed(1s)"))]
async fn never_closed() -> Result<()> { Ok(()) }

#[resilient(on(quota = cooldown))]
async fn cooldown_of_unknown_length() -> Result<()> { Ok(()) }

#[resilient(on(quota = cooldown(max = 1h)))]
async fn cooldown_with_an_end_alone() -> Result<()> { Ok(()) }

#[resilient(on(quota = cooldown(15)))]
async fn cooldown_without_a_unit() -> Result<()> { Ok(()) }

#[resilient(on(quota = cooldown(0s)))]
async fn cooldown_of_nothing() -> Result<()> { Ok(()) }

#[resilient(on(quota = cooldown(15m, max = 5m)))]
async fn cooldown_above_its_end() -> Result<()> { Ok(()) }

fn main() {}

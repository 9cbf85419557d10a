//! Shapes of backoff that cannot work, in strings.

use resilin::resilient;
use std::io::Result;

#[resilient(backoff = "exponential(1s, 2, 60s)")]
async fn name_elsewhere() -> Result<()> { Ok(()) }

#[resilient(backoff = "epx(1s, 2, 60s)")]
async fn typing_mistake() -> Result<()> { Ok(()) }

#[resilient(backoff = "zigzag(1s, 60s)")]
async fn unknown() -> Result<()> { Ok(()) }

#[resilient(backoff = "5s")]
async fn duration_alone() -> Result<()> { Ok(()) }

#[resilient(backoff = "5")]
async fn number_alone() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp")]
async fn no_arguments() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp()")]
async fn empty_parentheses() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 60s)")]
async fn too_few_arguments() -> Result<()> { Ok(()) }

#[resilient(backoff = "fib(1s, 2, 60s)")]
async fn too_many_arguments() -> Result<()> { Ok(()) }

#[resilient(backoff = "none(1s)")]
async fn none_with_an_argument() -> Result<()> { Ok(()) }

#[resilient(backoff = "fixed")]
async fn fixed_without_an_argument() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp[1s, 2, 60s]")]
async fn brackets() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 2, 60s).jitter()")]
async fn something_after_it() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s,, 60s)")]
async fn two_commas() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(, 1s, 2, 60s)")]
async fn comma_first() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s 2 60s)")]
async fn no_commas() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(first = 1s, factor = 2, cap = 60s)")]
async fn named_arguments() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1, 2, 60)")]
async fn no_units() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 2s, 60s)")]
async fn factor_with_a_unit() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 0.5, 60s)")]
async fn factor_below_one() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 0, 60s)")]
async fn factor_zero() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, -2, 60s)")]
async fn factor_negative() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, inf, 60s)")]
async fn factor_infinite() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, two, 60s)")]
async fn factor_no_number() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(60s, 2, 1s)")]
async fn cap_below_first() -> Result<()> { Ok(()) }

#[resilient(backoff = "linear(10s, 1s, 5s)")]
async fn cap_below_first_in_linear() -> Result<()> { Ok(()) }

#[resilient(backoff = "fib(10s, 5s)")]
async fn cap_below_first_in_fib() -> Result<()> { Ok(()) }

#[resilient(backoff = "decorrelated(10s, 5s)")]
async fn cap_below_base() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(0s, 2, 60s)")]
async fn first_zero() -> Result<()> { Ok(()) }

#[resilient(backoff = "linear(1s, 0s, 60s)")]
async fn step_zero() -> Result<()> { Ok(()) }

#[resilient(backoff = "decorrelated(0s, 60s)")]
async fn base_zero() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 2, 0s)")]
async fn cap_zero() -> Result<()> { Ok(()) }

#[resilient(backoff = "fixed(-1s)")]
async fn negative() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(-1s, 0.5, 60)")]
async fn everything() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 2, 60s")]
async fn never_closed() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 2, 60s))")]
async fn closed_twice() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp 1s 2 60s")]
async fn no_parentheses() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(1s, 2, 60s), jitter = full")]
async fn next_key_in_the_same_string() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(\"1s\", 2, 60s)")]
async fn a_string_within_the_string() -> Result<()> { Ok(()) }

fn main() {}

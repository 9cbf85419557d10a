//! The settings of a breaker, in bare tokens and in strings.

use resilin::resilient;
use std::io::Result;

#[resilient(breaker("api", failures = 0))]
async fn no_failures() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = -1))]
async fn less_than_no_failures() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = 2.5))]
async fn half_a_failure() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = 50%))]
async fn share_of_failures() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = "many"))]
async fn many_failures() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = 99_999_999_999))]
async fn too_many_failures() -> Result<()> { Ok(()) }

#[resilient(breaker("api", within = 300))]
async fn no_unit() -> Result<()> { Ok(()) }

#[resilient(breaker("api", within = "5 minutes"))]
async fn unit_in_words() -> Result<()> { Ok(()) }

#[resilient(breaker("api", within = 0s))]
async fn no_time() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failure_rate = 50))]
async fn no_percent_sign() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failure_rate = 0%))]
async fn no_share() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failure_rate = "120%"))]
async fn more_than_all() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failure_rate = high))]
async fn share_in_words() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failure_rate = 50%, calls = 0))]
async fn no_calls() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failure_rate = 50%, min_calls = 0))]
async fn judged_from_nothing() -> Result<()> { Ok(()) }

#[resilient(breaker("api", slow_call = 0ms))]
async fn every_call_is_slow() -> Result<()> { Ok(()) }

#[resilient(breaker("api", slow_call = 2s, slow_call_rate = 0))]
async fn no_share_of_slow_calls() -> Result<()> { Ok(()) }

#[resilient(breaker("api", open = 0s))]
async fn never_open() -> Result<()> { Ok(()) }

#[resilient(breaker("api", open = none))]
async fn open_for_nothing() -> Result<()> { Ok(()) }

#[resilient(breaker("api", open = forever))]
async fn open_for_good() -> Result<()> { Ok(()) }

#[resilient(breaker("api", open = "exp(30s, 0.5, 10m)"))]
async fn open_for_less_and_less() -> Result<()> { Ok(()) }

#[resilient(breaker("api", open = exp(10m, 2, 30s)))]
async fn cap_below_first() -> Result<()> { Ok(()) }

#[resilient(breaker("api", open = decorrelated(1s, 60s)))]
async fn open_by_chance() -> Result<()> { Ok(()) }

#[resilient(breaker("api", probes = 0))]
async fn no_probes() -> Result<()> { Ok(()) }

#[resilient(breaker("api", successes = 0))]
async fn no_successes() -> Result<()> { Ok(()) }

#[resilient(breaker("api", probe_timeout = 0s))]
async fn no_time_for_probes() -> Result<()> { Ok(()) }

#[resilient(breaker("api", keys = 0))]
async fn no_keys() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = 3, failures = 5))]
async fn written_twice() -> Result<()> { Ok(()) }

#[resilient(breaker("api", faliures = 3))]
async fn swapped_letters() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failureRateThreshold = 50, waitDurationInOpenState = 60s))]
async fn words_of_another_library() -> Result<()> { Ok(()) }

#[resilient(breaker("api", colour = red))]
async fn no_setting_at_all() -> Result<()> { Ok(()) }

fn main() {}

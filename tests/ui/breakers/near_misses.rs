//! Nearly the key `breaker`, or nearly its form.

use resilin::resilient;
use std::io::Result;

#[resilient(breaker)]
async fn key_alone() -> Result<()> { Ok(()) }

#[resilient(breaker =)]
async fn no_value() -> Result<()> { Ok(()) }

#[resilient(breaker())]
async fn nothing_in_parentheses() -> Result<()> { Ok(()) }

#[resilient(breaker(failures = 3))]
async fn no_name() -> Result<()> { Ok(()) }

#[resilient(breaker(failures = 3, open = 30s, "api"))]
async fn name_at_the_end() -> Result<()> { Ok(()) }

#[resilient(breaker(name = "api", failures = 3))]
async fn name_as_a_setting() -> Result<()> { Ok(()) }

#[resilient(breaker("api" failures = 3))]
async fn no_comma() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = 3 open = 30s))]
async fn no_comma_between_settings() -> Result<()> { Ok(()) }

#[resilient(breaker("api", "db"))]
async fn two_names() -> Result<()> { Ok(()) }

#[resilient(breaker("api", 3))]
async fn setting_without_its_name() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures))]
async fn setting_without_a_value() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures: 3))]
async fn colon() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures(3)))]
async fn setting_in_parentheses() -> Result<()> { Ok(()) }

#[resilient(breaker["api"])]
async fn brackets() -> Result<()> { Ok(()) }

#[resilient(breaker { "api", failures = 3 })]
async fn braces() -> Result<()> { Ok(()) }

#[resilient(breaker "api")]
async fn no_equals_sign() -> Result<()> { Ok(()) }

#[resilient(breaker("api") + 5)]
async fn something_behind() -> Result<()> { Ok(()) }

#[resilient(breaker = breaker("api", failures = 3))]
async fn named_twice() -> Result<()> { Ok(()) }

#[resilient(breaker = "breaker(\"api\", failures = 3)")]
async fn in_a_string() -> Result<()> { Ok(()) }

#[resilient(breaker = "api", failures = 3)]
async fn setting_beside_the_breaker() -> Result<()> { Ok(()) }

#[resilient(breaker = "api"(failures = 3))]
async fn settings_behind_the_name() -> Result<()> { Ok(()) }

#[resilient(braeker = "api")]
async fn swapped_letters() -> Result<()> { Ok(()) }

#[resilient(circuit_breaker("api", failures = 3))]
async fn longer_name() -> Result<()> { Ok(()) }

#[resilient(breaker = "api", breaker = "db")]
async fn twice() -> Result<()> { Ok(()) }

#[resilient(breaker = "api", breaker("api", failures = 3))]
async fn twice_in_two_forms() -> Result<()> { Ok(()) }

#[resilient(breaker("api", timeout = 5s))]
async fn key_of_the_policy() -> Result<()> { Ok(()) }

#[resilient(breaker("api", classify = my::classify))]
async fn key_for_code() -> Result<()> { Ok(()) }

fn main() {}

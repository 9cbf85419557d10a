//! What a breaker can be called.

use resilin::resilient;
use std::io::Result;

#[resilient(breaker = "")]
async fn empty() -> Result<()> { Ok(()) }

#[resilient(breaker = "api eu")]
async fn blank() -> Result<()> { Ok(()) }

#[resilient(breaker = "api\n")]
async fn control_character() -> Result<()> { Ok(()) }

#[resilient(breaker = "the \"api\"")]
async fn quotes() -> Result<()> { Ok(()) }

#[resilient(breaker = r"api\eu")]
async fn backslash() -> Result<()> { Ok(()) }

#[resilient(breaker = "none")]
async fn none() -> Result<()> { Ok(()) }

#[resilient(breaker = false)]
async fn switched_off() -> Result<()> { Ok(()) }

#[resilient(breaker = true)]
async fn switched_on() -> Result<()> { Ok(()) }

#[resilient(breaker = "api/eu")]
async fn one_key() -> Result<()> { Ok(()) }

#[resilient(breaker = "/api")]
async fn slash_in_front() -> Result<()> { Ok(()) }

#[resilient(breaker = "api/")]
async fn slash_behind() -> Result<()> { Ok(()) }

#[resilient(breaker = "api//{host}")]
async fn slashes_side_by_side(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "{host}/api")]
async fn placeholder_before_the_slash(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/{host")]
async fn never_closed(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/host}")]
async fn never_opened(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/{{host}}")]
async fn escaped(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/{}")]
async fn nothing_between_the_braces(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/{0}")]
async fn number(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/{host:?}")]
async fn format(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/{host.len()}")]
async fn expression(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = "api/{r#type}")]
async fn raw(r#type: &str) -> Result<()> { Ok(drop(r#type)) }

#[resilient(breaker = api/{host})]
async fn without_quotes(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = api.eu.{host})]
async fn bare_with_a_placeholder(host: &str) -> Result<()> { Ok(drop(host)) }

#[resilient(breaker = 5)]
async fn whole_number() -> Result<()> { Ok(()) }

#[resilient(breaker = self.breaker)]
async fn field() -> Result<()> { Ok(()) }

#[resilient(breaker = Breaker::new("api"))]
async fn call() -> Result<()> { Ok(()) }

#[resilient(breaker = ["api", "db"])]
async fn two() -> Result<()> { Ok(()) }

#[resilient(breaker = b"api")]
async fn bytes() -> Result<()> { Ok(()) }

#[resilient(breaker = r#"é-{host}/日本"#, attempts = 1)]
async fn wide_characters(host: &str) -> Result<()> { Ok(drop(host)) }

fn main() {}

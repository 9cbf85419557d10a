//! Numbers of attempts that are none, in strings.

use resilin::resilient;
use std::io::Result;

#[resilient(attempts = "0")]
async fn zero() -> Result<()> { Ok(()) }

#[resilient(attempts = "-1")]
async fn negative() -> Result<()> { Ok(()) }

#[resilient(attempts = "2.5")]
async fn decimal() -> Result<()> { Ok(()) }

#[resilient(attempts = "4294967296")]
async fn too_many() -> Result<()> { Ok(()) }

#[resilient(attempts = "99999999999999999999999999999999999999999")]
async fn huge() -> Result<()> { Ok(()) }

#[resilient(attempts = "five")]
async fn word() -> Result<()> { Ok(()) }

#[resilient(attempts = "infinite")]
async fn name_elsewhere() -> Result<()> { Ok(()) }

#[resilient(attempts = "unlimitd", deadline = 60s)]
async fn typing_mistake() -> Result<()> { Ok(()) }

#[resilient(attempts = "5s")]
async fn duration() -> Result<()> { Ok(()) }

#[resilient(attempts = "5x")]
async fn times() -> Result<()> { Ok(()) }

#[resilient(attempts = "1..5")]
async fn range() -> Result<()> { Ok(()) }

fn main() {}

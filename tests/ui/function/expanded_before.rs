//! A body that a macro has already rewritten is never wrapped twice.

use resilin::resilient;
use std::io::Result;
use tracing::instrument;

#[resilient]
#[resilient]
async fn twice() -> Result<()> { Ok(()) }

#[resilient(attempts = 5)]
#[resilient(timeout = 5s)]
async fn keys_apart() -> Result<()> { Ok(()) }

#[resilient]
#[resilin::resilient]
fn twice_by_path() -> Result<()> { Ok(()) }

#[resilient]
#[inline]
#[cfg_attr(all(), resilient(attempts = 5))]
async fn twice_by_cfg_attr() -> Result<()> { Ok(()) }

#[instrument]
#[resilient]
async fn instrument_above(name: &str) -> Result<()> { assert!(name.is_empty()); Ok(()) }

// This way round is right.
#[resilient]
#[instrument]
async fn instrument_below(name: &str) -> Result<()> { assert!(name.is_empty()); Ok(()) }

use resilin::resilient as again;

#[again]
#[resilient]
async fn twice_by_another_name_above() -> Result<()> { Ok(()) }

#[resilient]
#[again]
async fn twice_by_another_name_below() -> Result<()> { Ok(()) }

fn main() {}

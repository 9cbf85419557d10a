//! A shop's client, and people who change what it goes by while it runs.
//!
//! To learn from, begin with [`ShopClient`], whose policies stand in `resilience.toml`, and with [`Sources`], which
//! overrides them by the operator's file. [`Exporter`] has the metrics scraped, and [`Moves`] listens to a breaker.

mod call;
mod checks;
mod client;
mod evidence;
mod exporter;
mod hangup;
mod held;
mod moves;
mod operator;
mod reload;
mod scenes;
mod scrape;
pub mod server;
mod stage;
mod summary;
mod values;
mod workers;

pub use call::{Call, Calls, Ended};
pub use checks::check_all;
pub use client::{Price, ShopClient};
pub use evidence::{Evidence, Period, Traffic};
pub use exporter::Exporter;
pub use hangup::{Hangups, hang_up};
pub use held::{Held, explained, held};
pub use moves::{Move, Moves};
pub use reload::{Report, Sources};
pub use scenes::play;
pub use scrape::Scrape;
pub use summary::print_summary;
pub use values::{AS_COMPILED, BY_ENVIRONMENT, BY_FILE, ENVIRONMENT, FILE, FILE_WITH_MISTAKES, Values};
pub use workers::{BUYERS, READERS};

/// The site of those who ask for prices.
pub const QUOTE_SITE: &str = "shop.quote";

/// The site of those who buy.
pub const ORDER_SITE: &str = "shop.order";

/// A site that nobody calls.
pub const STOCK_SITE: &str = "shop.stock";

/// All of them.
pub const SITES: [&str; 3] = [ORDER_SITE, QUOTE_SITE, STOCK_SITE];

/// The breaker of those who buy.
pub const BREAKER: &str = "orders";

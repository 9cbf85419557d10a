//! Two accounts that trade at an exchange whose sessions end: logins, re-logins, and orders that must not happen twice.
//!
//! To learn from, begin with [`Login`], which says how a session is obtained, and [`Account`], whose calls have one.

mod account;
mod by_hand;
mod call;
mod checks;
mod desk;
mod error;
pub mod exchange;
mod login;
mod requests;
mod scenes;
mod summary;
mod telling;
mod workers;

use std::time::Duration;

pub use account::Account;
pub use by_hand::ByHand;
pub use call::{Call, Ended, Fate};
pub use checks::check_all;
pub use desk::Desk;
pub use error::TradingError;
pub use login::{Login, Token};
pub use requests::Requests;
pub use scenes::{DOUBTFUL, Evidence, FAILED_LOGINS, Limited, MIDNIGHT, OPENING, play};
pub use summary::print_summary;
pub use telling::{Retries, Telling};

/// How long a session is good for. It stands for 24 hours: a second is three of them.
pub const SESSION: Duration = Duration::from_secs(8);

/// How long before its end a session is renewed. In a program of your own minutes will do: a login takes as long there
/// as it does here, and so does a busy machine.
pub const RENEW_BEFORE: Duration = Duration::from_secs(3);

/// How long a login takes the exchange.
pub const LOGIN_TAKES: Duration = Duration::from_millis(500);

/// How long the southern account has used up what it may ask.
pub const USED_UP: Duration = Duration::from_secs(2);

/// How many workers each account has.
pub const WORKERS: usize = 3;

/// The account to which nearly everything happens.
pub const NORTH: &str = "north";

/// The account that is told to keep quiet for a while.
pub const SOUTH: &str = "south";

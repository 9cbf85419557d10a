//! Breakers of the process, by their names.

use resilin_policy::PolicyError;

use super::handle::Breaker;
use crate::registry::Registry;

/// The breaker of this name, shared by everything in the process that names it.
///
/// A name is kept for good: it is to come from code. Any text is one, but only what the attribute and
/// [`define`](Breaker::define) take as a name is ever met by a site. Where nobody has defined it, it has the default
/// settings: 5 failures in a row open it for 60 s, then one probe.
/// `"api/eu"` is one key of `"api"`, as the site `breaker = "api/{region}"` has them; where as many keys as are kept are
/// all busy, it is `"api"` itself.
///
/// ```
/// use resilin::BreakerState;
///
/// let breaker = resilin::breaker("payments");
/// assert_eq!(breaker.state(), BreakerState::Closed);
/// breaker.force_open();
/// assert_eq!(resilin::breaker("payments").state(), BreakerState::ForcedOpen);
/// breaker.close();
/// ```
pub fn breaker(name: &str) -> Breaker {
    Registry::global().breaker(name)
}

impl Breaker {
    /// Gives the breaker of this name its settings, in place of those that it has. Its state and what it has counted
    /// stay, but for the results of a window of another kind; calls that are under way end as they would have. The keys
    /// of the name get the settings, too, but for those that were defined by a name of their own.
    ///
    /// The settings are listed in [the crate's documentation](crate#breakers).
    ///
    /// ```
    /// use resilin::Breaker;
    ///
    /// let mistake = Breaker::define("api", "failure_rate = 150%").unwrap_err();
    /// assert!(mistake.to_string().contains("150%"));
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong with the name or with the settings, with its place and a way out. Nothing has changed then.
    pub fn define(name: &str, settings: &str) -> Result<Self, PolicyError> {
        Registry::global().define_breaker(name, settings)
    }
}

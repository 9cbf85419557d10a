//! What is told of a site only once.

/// Something about a site that is worth a word. Each kind is told once a site, to those who listen then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice<'a> {
    /// The site's settings for something that others name, too, are not used: it was given others before.
    #[non_exhaustive]
    SettingsDiffer {
        /// The site's name.
        site: &'static str,
        /// `breaker`, `quota` or `retry_budget`.
        kind: &'static str,
        /// Its name.
        name: &'a str,
    },
    /// The site's table is not defined: the standard one serves.
    #[non_exhaustive]
    TableMissing {
        /// The site's name.
        site: &'static str,
        /// The table's name.
        table: &'a str,
    },
    /// The site cannot wait for a retry: no tokio runtime with a time driver is entered.
    #[non_exhaustive]
    NoTimer {
        /// The site's name.
        site: &'static str,
    },
    /// The site cannot limit an attempt's time: no tokio runtime with a time driver is entered, or the call is blocking.
    #[non_exhaustive]
    NoTimeout {
        /// The site's name.
        site: &'static str,
    },
    /// A call around one of this site's is retrying, too: retries multiply.
    #[non_exhaustive]
    Nested {
        /// The site's name.
        site: &'static str,
    },
    /// A failure of class `unknown`.
    #[non_exhaustive]
    Unclassified {
        /// The site's name.
        site: &'static str,
        /// The error's type, as `type_name` gives it.
        error_type: &'static str,
    },
}

//! What kind of failure an error is.

use crate::suggest;
use std::fmt;

/// What kind of failure an error is: the key by which a table decides what to do about it.
///
/// ```
/// use resilin_policy::Class;
///
/// const CONFLICT: Class = Class::custom("conflict");
/// assert_eq!(CONFLICT.name(), "conflict");
/// assert_eq!(Class::custom("network"), Class::NETWORK);
/// assert_eq!(Class::THROTTLED.to_string(), "throttled");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Class(Kind);

/// Built-in classes are told apart by number, so that a table can be matched exhaustively.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Network,
    Timeout,
    Server,
    Overload,
    Throttled,
    Quota,
    Auth,
    Invalid,
    Client,
    Unknown,
    Custom(&'static str),
}

impl Class {
    /// The other side could not be reached, or the connection broke.
    pub const NETWORK: Self = Self(Kind::Network);
    /// No answer in time.
    pub const TIMEOUT: Self = Self(Kind::Timeout);
    /// The other side failed.
    pub const SERVER: Self = Self(Kind::Server);
    /// The other side has too much to do.
    pub const OVERLOAD: Self = Self(Kind::Overload);
    /// The caller is too fast: slow down, for seconds.
    pub const THROTTLED: Self = Self(Kind::Throttled);
    /// The caller has used up what it may use, for minutes to months.
    pub const QUOTA: Self = Self(Kind::Quota);
    /// The caller is not known, or no longer.
    pub const AUTH: Self = Self(Kind::Auth);
    /// An answer came that makes no sense.
    pub const INVALID: Self = Self(Kind::Invalid);
    /// The call itself is wrong: trying again cannot help.
    pub const CLIENT: Self = Self(Kind::Client);
    /// Nobody said.
    pub const UNKNOWN: Self = Self(Kind::Unknown);

    /// Every class that has a name of its own in the language.
    pub const BUILT_IN: [Self; 10] = [
        Self::NETWORK,
        Self::TIMEOUT,
        Self::SERVER,
        Self::OVERLOAD,
        Self::THROTTLED,
        Self::QUOTA,
        Self::AUTH,
        Self::INVALID,
        Self::CLIENT,
        Self::UNKNOWN,
    ];

    /// A class of your own. The name of a built-in class gives that class.
    pub const fn custom(name: &'static str) -> Self {
        // `for` and `==` on strings are not const yet.
        let mut at = 0;
        while at < Self::BUILT_IN.len() {
            if same(Self::BUILT_IN[at].name(), name) {
                return Self::BUILT_IN[at];
            }
            at += 1;
        }
        Self(Kind::Custom(name))
    }

    /// The name, as it is written in tables and shown in telemetry.
    pub const fn name(&self) -> &'static str {
        match self.0 {
            Kind::Network => "network",
            Kind::Timeout => "timeout",
            Kind::Server => "server",
            Kind::Overload => "overload",
            Kind::Throttled => "throttled",
            Kind::Quota => "quota",
            Kind::Auth => "auth",
            Kind::Invalid => "invalid",
            Kind::Client => "client",
            Kind::Unknown => "unknown",
            Kind::Custom(name) => name,
        }
    }

    pub(crate) const fn kind(self) -> Kind {
        self.0
    }
}

const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl fmt::Debug for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Class({})", self.name())
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The built-in class of this name.
///
/// ```
/// use resilin_policy::{Class, built_in_class};
///
/// assert_eq!(built_in_class("network"), Ok(Class::NETWORK));
/// let unknown = built_in_class("netwrok").unwrap_err();
/// assert_eq!(unknown.to_string(), "unknown class `netwrok`");
/// assert_eq!(unknown.help(), "did you mean `network`?");
/// ```
///
/// # Errors
///
/// [`UnknownClass`] where there is none; it knows the nearest name.
pub fn built_in_class(name: &str) -> Result<Class, UnknownClass> {
    let found = Class::BUILT_IN.into_iter().find(|class| class.name() == name);
    found.ok_or_else(|| UnknownClass {
        name: name.to_owned(),
        suggestion: suggest::nearest(name, Class::BUILT_IN.map(|class| class.name())),
    })
}

/// A name that no built-in class has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownClass {
    name: String,
    suggestion: Option<&'static str>,
}

impl UnknownClass {
    /// The built-in class that was probably meant.
    pub const fn suggestion(&self) -> Option<&'static str> {
        self.suggestion
    }

    /// What to do about it, in a sentence for a compiler's `help:`.
    pub fn help(&self) -> String {
        match self.suggestion {
            Some(name) => suggest::did_you_mean(name),
            None => format!(
                "the classes are {}; a class of your own is `custom(\"{}\")`",
                suggest::list(Class::BUILT_IN.map(|class| class.name())),
                self.name.escape_debug(),
            ),
        }
    }
}

impl fmt::Display for UnknownClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown class `{}`", self.name.escape_debug())
    }
}

impl std::error::Error for UnknownClass {}

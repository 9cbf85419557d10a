//! The units of time: one list for reading and printing.

use std::{fmt, time::Duration};

pub(crate) const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// As it is printed.
    pub(crate) name: &'static str,
    pub(crate) nanos: u64,
    /// As it may be written, too.
    pub(crate) also: &'static [&'static str],
    /// What people write that is not a unit here.
    pub(crate) mistaken: &'static [&'static str],
}

/// From short to long.
pub(crate) const UNITS: [Unit; 7] = [
    Unit {
        name: "ns",
        nanos: 1,
        also: &[],
        mistaken: &["nsec", "nsecs", "nano", "nanos", "nanosecond", "nanoseconds"],
    },
    Unit {
        name: "us",
        nanos: 1_000,
        // The micro sign and the Greek letter look the same and are both typed.
        also: &["\u{B5}s", "\u{3BC}s"],
        mistaken: &["usec", "usecs", "micro", "micros", "microsecond", "microseconds"],
    },
    Unit {
        name: "ms",
        nanos: 1_000_000,
        also: &[],
        mistaken: &["msec", "msecs", "milli", "millis", "millisecond", "milliseconds"],
    },
    Unit { name: "s", nanos: NANOS_PER_SECOND, also: &[], mistaken: &["sec", "secs", "second", "seconds"] },
    Unit { name: "m", nanos: 60 * NANOS_PER_SECOND, also: &["min"], mistaken: &["mins", "minute", "minutes"] },
    Unit { name: "h", nanos: 3_600 * NANOS_PER_SECOND, also: &[], mistaken: &["hr", "hrs", "hour", "hours"] },
    Unit { name: "d", nanos: 86_400 * NANOS_PER_SECOND, also: &[], mistaken: &["day", "days"] },
];

impl Unit {
    /// The unit that is written like this.
    pub(crate) fn named(name: &str) -> Option<Self> {
        UNITS.into_iter().find(|unit| unit.name == name || unit.also.contains(&name))
    }

    /// The unit that was probably meant by this.
    pub(crate) fn meant(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        UNITS.into_iter().find(|unit| unit.mistaken.contains(&name.as_str())).or_else(|| Self::named(&name))
    }
}

/// Prints a duration the way it is written in a policy.
pub(crate) struct Canonical(pub(crate) Duration);

impl fmt::Display for Canonical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Up to two minutes seconds are what people write: `60s`, `90s`.
        if self.0.as_secs() < 120 { short(f, self.0) } else { long(f, self.0) }
    }
}

/// One number, in the longest unit of which there is at least one.
fn short(f: &mut fmt::Formatter<'_>, duration: Duration) -> fmt::Result {
    let nanos = duration.as_nanos();
    let unit = UNITS[..4].iter().rev().find(|unit| nanos >= u128::from(unit.nanos));
    // Nothing at all is `0s`.
    decimal(f, nanos, unit.unwrap_or(&UNITS[3]))
}

/// Whole days, hours and minutes, then what is left in seconds.
fn long(f: &mut fmt::Formatter<'_>, duration: Duration) -> fmt::Result {
    let mut rest = duration.as_nanos();
    for unit in UNITS[4..].iter().rev() {
        let count = rest / u128::from(unit.nanos);
        if count > 0 {
            write!(f, "{count}{}", unit.name)?;
        }
        rest %= u128::from(unit.nanos);
    }
    if rest > 0 { decimal(f, rest, &UNITS[3]) } else { Ok(()) }
}

/// A number with as many decimals as it takes to be exact; only units that are a power of ten.
fn decimal(f: &mut fmt::Formatter<'_>, nanos: u128, unit: &Unit) -> fmt::Result {
    let per_unit = u128::from(unit.nanos);
    write!(f, "{}", nanos / per_unit)?;
    let part = nanos % per_unit;
    if part > 0 {
        let digits = unit.nanos.ilog10() as usize;
        write!(f, ".{}", format!("{part:0digits$}").trim_end_matches('0'))?;
    }
    f.write_str(unit.name)
}

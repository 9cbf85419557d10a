//! The shapes of backoff: `exp(1s, 2, 60s)` and the others.

use super::{
    Findings,
    duration::{Zero, duration, positive},
    lex::{Piece, Token, pieces, shown, span},
    numbers::number,
    parentheses,
};
use crate::{Backoff, Finding, suggest, units::Canonical};
use std::time::Duration;

/// A shape as it is written.
struct Shape {
    name: &'static str,
    form: &'static str,
    example: &'static str,
    /// What other libraries call it.
    other_names: &'static [&'static str],
    read: fn(&Call<'_, '_>, &mut Findings) -> Option<Backoff>,
}

const SHAPES: [Shape; 6] = [
    Shape {
        name: "exp",
        form: "exp(first, factor, cap)",
        example: "exp(1s, 2, 60s)",
        other_names: &["exponential", "expo", "exponential_backoff"],
        read: exponential,
    },
    Shape {
        name: "linear",
        form: "linear(first, step, cap)",
        example: "linear(1s, 1s, 60s)",
        other_names: &["incremental", "incrementing", "lin"],
        read: linear,
    },
    Shape {
        name: "fib",
        form: "fib(first, cap)",
        example: "fib(1s, 60s)",
        other_names: &["fibonacci", "fibo"],
        read: fibonacci,
    },
    Shape {
        name: "fixed",
        form: "fixed(delay)",
        example: "fixed(1s)",
        other_names: &["constant", "const", "every", "interval"],
        read: fixed,
    },
    Shape {
        name: "decorrelated",
        form: "decorrelated(base, cap)",
        example: "decorrelated(1s, 60s)",
        other_names: &["decorrelated_jitter", "decorr"],
        read: decorrelated,
    },
    Shape {
        name: "none",
        form: "none",
        example: "none",
        other_names: &["no", "off", "zero", "immediate"],
        read: none,
    },
];

impl Shape {
    fn help(&self) -> String {
        let Self { form, example, .. } = self;
        if form == example { format!("write `{form}`") } else { format!("write `{form}`, as in `{example}`") }
    }
}

/// An example of the shape that has this name.
pub(super) fn example(name: &str) -> Option<&'static str> {
    SHAPES.iter().find(|shape| shape.name == name).map(|shape| shape.example)
}

/// What a shape is for: where it must not be zero, and what to say there.
pub(super) struct Purpose {
    /// What a shape gives, in a word.
    pub(super) gives: &'static str,
    /// A shape with a factor, as an example.
    pub(super) growing: &'static str,
    pub(super) first: Zero,
    /// For the shapes that may begin with zero if nothing is said here.
    pub(super) start: Option<Zero>,
    pub(super) base: Zero,
    pub(super) step: Zero,
    pub(super) cap: Zero,
}

/// Reads the shape of delays.
pub(super) fn backoff(value: &[Token<'_>], findings: &mut Findings) -> Option<Backoff> {
    shape(value, &DELAYS, findings)
}

/// Reads a shape; what is wrong with its arguments is reported for all of them at once.
pub(super) fn shape(value: &[Token<'_>], purpose: &Purpose, findings: &mut Findings) -> Option<Backoff> {
    let [name, rest @ ..] = value else { return None };
    let shape = findings.keep(named(name, value))?;
    let call = Call { shape, purpose, value, arguments: findings.keep(arguments(shape, rest))? };
    (shape.read)(&call, findings)
}

fn named(name: &Token<'_>, value: &[Token<'_>]) -> Result<&'static Shape, Finding> {
    if !name.is_name() {
        let message = format!("expected a shape, found `{}`", shown(value));
        return Err(Finding::new(span(value), message).with_help(not_a_shape(value)));
    }
    SHAPES.iter().find(|shape| shape.name == name.text).ok_or_else(|| {
        let help = meant(name.text).map_or_else(forms, suggest::did_you_mean);
        Finding::new(name.range(), format!("unknown shape `{}`", name.text)).with_help(help)
    })
}

/// A duration alone is probably meant as a fixed delay.
fn not_a_shape(value: &[Token<'_>]) -> String {
    if duration(value).is_ok() { format!("did you mean `fixed({})`?", shown(value)) } else { forms() }
}

fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let other_name = SHAPES.iter().find(|shape| shape.other_names.contains(&lower.as_str()));
    other_name.map(|shape| shape.name).or_else(|| suggest::nearest(name, SHAPES.iter().map(|shape| shape.name)))
}

fn forms() -> String {
    format!("the shapes are {}", suggest::list(SHAPES.iter().map(|shape| shape.form)))
}

/// A shape with what stands between its parentheses.
struct Call<'p, 't> {
    shape: &'static Shape,
    purpose: &'p Purpose,
    value: &'p [Token<'t>],
    arguments: Vec<&'p [Token<'t>]>,
}

impl<'p, 't> Call<'p, 't> {
    fn exactly<const N: usize>(&self) -> Result<[&'p [Token<'t>]; N], Finding> {
        <[_; N]>::try_from(self.arguments.as_slice()).map_err(|_| {
            let (expected, found) = (N, self.arguments.len());
            let s = if expected == 1 { "" } else { "s" };
            let message = format!("`{}` takes {expected} argument{s}, found {found}", self.shape.name);
            Finding::new(span(self.value), message).with_help(self.shape.help())
        })
    }

    /// A first duration that may be zero if the purpose has nothing against it.
    fn start(&self, value: &[Token<'_>]) -> Result<Duration, Finding> {
        match &self.purpose.start {
            Some(zero) => positive(value, zero),
            None => duration(value),
        }
    }

    /// A factor: finite, and 1 or more.
    fn growth(&self, value: &[Token<'_>]) -> Result<f64, Finding> {
        let Purpose { gives, growing, .. } = self.purpose;
        let refused = |message: &str| {
            Finding::new(span(value), message).with_help(format!("write 1 or more, as in `{growing}`"))
        };
        match number(value) {
            Some(factor) if !factor.is_finite() => Err(refused("`factor` is not finite")),
            Some(factor) if factor < 1.0 => Err(refused(&format!("`factor` is below 1: {gives}s would shrink"))),
            Some(factor) => Ok(factor),
            None => Err(Finding::new(span(value), format!("expected a number, found `{}`", shown(value)))
                .with_help(format!("`factor` is a number without a unit, as in `{growing}`"))),
        }
    }

    /// Refuses a cap that is shorter than what it should hold down last.
    fn not_below(&self, cap: Duration, place: &[Token<'_>], name: &str, first: Duration) -> Result<(), Finding> {
        if cap >= first {
            return Ok(());
        }
        let message = format!("`cap` is below `{name}`: no {} could be as long as `{name}`", self.purpose.gives);
        Err(Finding::new(span(place), message).with_help(format!("write `{}` or more", Canonical(first))))
    }
}

/// The arguments after a shape's name; none without parentheses.
fn arguments<'p, 't>(shape: &Shape, rest: &'p [Token<'t>]) -> Result<Vec<&'p [Token<'t>]>, Finding> {
    match rest {
        [open, ..] if !open.is("(") => Err(parentheses::unexpected(rest, shape.form)),
        _ => separated(shape, parentheses::inside(rest, shape.form)?),
    }
}

fn separated<'p, 't>(shape: &Shape, inside: &'p [Token<'t>]) -> Result<Vec<&'p [Token<'t>]>, Finding> {
    let refused = |range, message| Some(Err(Finding::new(range, message).with_help(shape.help())));
    let full = |Piece { tokens, comma }: Piece<'p, 't>| match (tokens, comma) {
        ([], Some(comma)) => refused(comma.range(), "an argument is missing before this comma"),
        ([], None) => None,
        ([name, equals, ..], _) if name.is_name() && equals.is("=") => {
            refused(span(&tokens[..2]), "the arguments of a shape have no names, only an order")
        }
        (argument, _) => Some(Ok(argument)),
    };
    pieces(inside).filter_map(full).collect()
}

fn exponential(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Backoff> {
    let [first, factor, cap] = findings.keep(call.exactly())?;
    let read = (
        findings.keep(positive(first, &call.purpose.first)),
        findings.keep(call.growth(factor)),
        findings.keep(positive(cap, &call.purpose.cap)),
    );
    let (Some(first), Some(factor), Some(longest)) = read else { return None };
    findings.keep(call.not_below(longest, cap, "first", first))?;
    Some(Backoff::Exponential { first, factor, cap: longest })
}

fn linear(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Backoff> {
    let [first, step, cap] = findings.keep(call.exactly())?;
    let read = (
        findings.keep(call.start(first)),
        findings.keep(positive(step, &call.purpose.step)),
        findings.keep(positive(cap, &call.purpose.cap)),
    );
    let (Some(first), Some(step), Some(longest)) = read else { return None };
    findings.keep(call.not_below(longest, cap, "first", first))?;
    Some(Backoff::Linear { first, step, cap: longest })
}

fn fibonacci(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Backoff> {
    let [first, cap] = findings.keep(call.exactly())?;
    let read =
        (findings.keep(positive(first, &call.purpose.first)), findings.keep(positive(cap, &call.purpose.cap)));
    let (Some(first), Some(longest)) = read else { return None };
    findings.keep(call.not_below(longest, cap, "first", first))?;
    Some(Backoff::Fibonacci { first, cap: longest })
}

fn fixed(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Backoff> {
    let [delay] = findings.keep(call.exactly())?;
    findings.keep(call.start(delay)).map(Backoff::Fixed)
}

fn decorrelated(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Backoff> {
    let [base, cap] = findings.keep(call.exactly())?;
    let read =
        (findings.keep(positive(base, &call.purpose.base)), findings.keep(positive(cap, &call.purpose.cap)));
    let (Some(base), Some(longest)) = read else { return None };
    findings.keep(call.not_below(longest, cap, "base", base))?;
    Some(Backoff::Decorrelated { base, cap: longest })
}

fn none(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Backoff> {
    let [] = findings.keep(call.exactly())?;
    Some(Backoff::None)
}

pub(super) const DELAYS: Purpose = Purpose {
    gives: "delay",
    growing: "exp(1s, 2, 60s)",
    first: Zero {
        message: "`first` is zero: however it grows, there would be no delay",
        help: "write how long to wait before the second attempt, or `backoff = none` for no delays",
    },
    start: None,
    base: Zero {
        message: "`base` is zero: every delay would be drawn from nothing",
        help: "write the shortest delay, or `backoff = none` for no delays",
    },
    step: Zero {
        message: "`step` is zero: every delay would be the same",
        help: "use `fixed(..)`, as in `fixed(1s)`",
    },
    cap: Zero {
        message: "`cap` is zero: there would be no delay",
        help: "write the longest delay, or `backoff = none` for no delays",
    },
};

//! What an annotation costs to compile: a crate of 1,000 async methods, each a body of two awaits and a `?`, written
//! once for every contender. `cargo check` tells what the compiler spends on them, a release build what is left in the
//! program.
//!
//! Time is what processors were busy, not what a clock on the wall says: other work on the machine hardly changes it.

mod contender;
mod cpu;
mod rounds;
mod scratch;
mod source;
mod text;

use std::io;

use contender::CONTENDERS;
use rounds::Rounds;
use scratch::Scratch;

/// What one contender's 1,000 methods cost. The first row is of methods without an annotation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// The contender.
    pub(crate) name: String,
    /// Processor seconds of one `cargo check` of the crate, its dependencies built: the least of all rounds, since
    /// nothing makes a compiler faster than it is.
    pub(crate) check_seconds: f64,
    /// By how much the median of the rounds is above that.
    pub(crate) check_spread: f64,
    /// Bytes of machine code of one method in an optimized program.
    pub(crate) text_bytes: f64,
}

/// Writes the crates into a temporary folder and compiles them there; takes minutes. Cargo, a linker and, where the
/// dependencies are not at hand yet, the registry are needed.
///
/// # Errors
///
/// Where the folder cannot be written, or cargo cannot be run or fails.
pub(crate) fn measure(progress: &mut dyn FnMut(&str)) -> io::Result<Vec<Row>> {
    let scratch = Scratch::create()?;
    let rounds = Rounds::run(&scratch, progress)?;
    CONTENDERS
        .iter()
        .zip(rounds.of_each())
        .map(|(contender, seconds)| {
            progress(&format!("release build: {}", contender.name));
            Ok(Row {
                name: contender.name.to_owned(),
                check_seconds: seconds.least,
                check_spread: seconds.median - seconds.least,
                text_bytes: text::per_function(&scratch, contender)?,
            })
        })
        .collect()
}

//! `classify` is a function from a reference to the error to a fault.
// says: mismatched types
// says: cannot find function `nowhere` in this scope

use resilin::{Class, Fault, resilient};
use std::fmt;
use std::io::{Error, Result};

#[resilient(classify = by_text)]
async fn wrong_argument() -> Result<()> { Ok(()) }

#[resilient(classify = by_value)]
async fn argument_by_value() -> Result<()> { Ok(()) }

#[resilient(classify = class_of)]
async fn wrong_return_type() -> Result<()> { Ok(()) }

#[resilient(classify = no_arguments)]
async fn no_argument() -> Result<()> { Ok(()) }

#[resilient(classify = nowhere)]
async fn no_function() -> Result<()> { Ok(()) }

fn by_text(_: &fmt::Error) -> Fault { Fault::new(Class::CLIENT) }

fn by_value(_: Error) -> Fault { Fault::new(Class::CLIENT) }

fn class_of(_: &Error) -> Class { Class::CLIENT }

fn no_arguments() -> Fault { Fault::new(Class::CLIENT) }

fn main() {}

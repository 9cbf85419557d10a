//! `fallback` is a closure of one argument.

use resilin::{resilient, Error};
use std::io::Result;

#[resilient(fallback)]
async fn key_alone() -> Result<u8> { Ok(5) }

#[resilient(fallback = )]
async fn nothing() -> Result<u8> { Ok(5) }

#[resilient(fallback(|error| Err(error)))]
async fn parentheses() -> Result<u8> { Ok(5) }

#[resilient(fallback = Ok(7))]
async fn value() -> Result<u8> { Ok(5) }

#[resilient(fallback = cached)]
async fn path() -> Result<u8> { Ok(5) }

#[resilient(fallback = || Ok(7))]
async fn no_argument() -> Result<u8> { Ok(5) }

#[resilient(fallback = |error, attempts| Ok(7))]
async fn two_arguments() -> Result<u8> { Ok(5) }

#[resilient(fallback = "|_| Ok(7)")]
async fn string() -> Result<u8> { Ok(5) }

#[resilient(fallback = |_| Ok(7) attempts = 5)]
async fn no_comma() -> Result<u8> { Ok(5) }

#[resilient(fallback = |_| Ok(7), fallback = |_| Ok(8))]
async fn twice() -> Result<u8> { Ok(5) }

#[resilient(fall_back = |_| Ok(7))]
async fn misspelt() -> Result<u8> { Ok(5) }

fn cached(_: Error<std::io::Error>) -> Result<u8> { Ok(7) }

fn main() { _ = cached(Error::Rejected(resilin::Rejected::DeadlineExceeded)); }

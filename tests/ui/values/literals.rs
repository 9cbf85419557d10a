//! Literals that are no values: what stands in a string is read, whatever sort of string it is.

use resilin::resilient;
use std::io::Result;

#[resilient(attempts = "five")]
async fn word_in_a_string() -> Result<()> { Ok(()) }

#[resilient(attempts = r"five")]
async fn raw_string() -> Result<()> { Ok(()) }

#[resilient(backoff = r#"exp(1s, 2)"#)]
async fn raw_string_with_a_hash() -> Result<()> { Ok(()) }

#[resilient(attempts = "\"5\"")]
async fn string_in_a_string() -> Result<()> { Ok(()) }

#[resilient(timeout = r#""5""#)]
async fn string_in_a_raw_string() -> Result<()> { Ok(()) }

#[resilient(backoff = exp("1", 2, 60s))]
async fn string_among_bare_tokens() -> Result<()> { Ok(()) }

#[resilient(backoff = r#"exp("1s\", 2, 60)"#)]
async fn escapes_before_the_mistake() -> Result<()> { Ok(()) }

#[resilient(timeout = "5\ts")]
async fn escaped_tab() -> Result<()> { Ok(()) }

#[resilient(timeout = "5\u{b5}")]
async fn escaped_character() -> Result<()> { Ok(()) }

#[resilient(backoff = "exp(
    1s,
    0.5,
    60s
)")]
async fn several_lines() -> Result<()> { Ok(()) }

#[resilient(timeout = b"5s")]
async fn byte_string() -> Result<()> { Ok(()) }

#[resilient(timeout = c"5s")]
async fn c_string() -> Result<()> { Ok(()) }

#[resilient(attempts = '5')]
async fn character() -> Result<()> { Ok(()) }

#[resilient(attempts = b'5')]
async fn byte() -> Result<()> { Ok(()) }

#[resilient(attempts = 0x10)]
async fn hexadecimal() -> Result<()> { Ok(()) }

#[resilient(attempts = 5u32)]
async fn suffix() -> Result<()> { Ok(()) }

#[resilient(attempts = true)]
async fn boolean() -> Result<()> { Ok(()) }

#[resilient(attempts = ATTEMPTS)]
async fn constant() -> Result<()> { Ok(()) }

#[resilient(attempts = 2 + 3)]
async fn sum() -> Result<()> { Ok(()) }

#[resilient(attempts = { 5 })]
async fn block() -> Result<()> { Ok(()) }

#[resilient(attempts = (5))]
async fn parentheses() -> Result<()> { Ok(()) }

#[resilient(timeout = Duration::from_secs(5))]
async fn expression() -> Result<()> { Ok(()) }

#[resilient(timeout = 10/1s)]
async fn rate() -> Result<()> { Ok(()) }

#[resilient(timeout = 'a)]
async fn lifetime() -> Result<()> { Ok(()) }

fn main() {}

//! A policy of the file can refuse, and the error type cannot say so.

// says: this policy can refuse a call, and `String` cannot say so

#[resilin::resilient(policy = "guarded")]
pub async fn read() -> Result<u32, String> {
    Ok(1)
}

//! Values of `policy` that are no name.

use resilin::resilient;

#[resilient(policy)]
pub fn nothing() -> std::io::Result<u32> {
    Ok(1)
}

#[resilient(policy = 5)]
pub fn number() -> std::io::Result<u32> {
    Ok(1)
}

#[resilient(policy("reads", attempts = 5))]
pub fn with_settings() -> std::io::Result<u32> {
    Ok(1)
}

#[resilient(policy = "reads", policy = "reads")]
pub fn twice() -> std::io::Result<u32> {
    Ok(1)
}

#[resilient(policy = "")]
pub fn empty() -> std::io::Result<u32> {
    Ok(1)
}

//! A folder that bears the file's name.

use resilin::resilient;

#[resilient(attempts = 2)]
pub fn read() -> std::io::Result<u32> {
    Ok(1)
}

#[resilient(policy = "reads")]
pub fn write(text: String) -> Result<String, String> {
    Ok(text)
}

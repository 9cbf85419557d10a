//! What the file says of a site does not go with the function, whose name only the compiler knows.

// says: `timeout` is not shorter than `deadline`: it could never end an attempt
// says: `deadline = 3s` comes from `[sites."compiler_sites::client::ticker"]` of resilience.toml
// says: `{host}` is not an argument
// says: `breaker = "api/{host}"` comes from `[sites."compiler_sites::order"]` of resilience.toml

use resilin::resilient;

pub mod client {
    #[resilin::resilient(timeout = 4s)]
    pub async fn ticker() -> std::io::Result<u32> {
        Ok(1)
    }
}

pub mod other {
    // Of this one the file says nothing.
    #[resilin::resilient(timeout = 4s)]
    pub async fn ticker() -> std::io::Result<u32> {
        Ok(1)
    }
}

#[resilient]
pub async fn order() -> std::io::Result<u32> {
    Ok(1)
}

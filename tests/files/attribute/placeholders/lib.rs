//! A name in the file that is made from arguments which the function does not have.

use resilin::resilient;

type Answer = Result<u32, resilin::Error<std::io::Error>>;

#[resilient(policy = "keyed")]
pub async fn of_another(hostname: &str) -> Answer {
    Ok(hostname.len().try_into().unwrap_or(1))
}

#[resilient(policy = "keyed", attempts = 2)]
pub fn of_nothing() -> Answer {
    Ok(1)
}

#[resilient(policy = "keyed", breaker = "api/{port}")]
pub fn of_its_own(host: &str) -> Answer {
    Ok(host.len().try_into().unwrap_or(1))
}

//! Names that the file does not have.

use resilin::resilient;

type Answer = Result<u32, resilin::Error<std::io::Error>>;

#[resilient(policy = "raeds")]
pub async fn policy() -> Answer {
    Ok(1)
}

#[resilient(policy = nothing_like_it)]
pub async fn bare() -> Answer {
    Ok(1)
}

#[resilient(attempts = 5, breaker = "apii", quota = "lmm", retry_budget = spares, table = "htpp")]
pub async fn others() -> Answer {
    Ok(1)
}

#[resilient(breaker = "apis/{host}")]
pub async fn keyed(host: &str) -> Answer {
    Ok(host.len().try_into().unwrap_or(1))
}

#[resilient(breaker("other", failures = 3), quota("own", wait_up_to = 1s), table = "standard")]
pub async fn defined_here() -> Answer {
    Ok(1)
}

#[resilient(policy = "raeds", attempts = 0, timeout = 5)]
pub async fn beside_other_mistakes(answer: Answer) -> Answer {
    answer
}

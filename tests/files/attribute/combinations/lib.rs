//! What an attribute says beside a policy that does not go with it.

use resilin::resilient;

type Answer = Result<u32, resilin::Error<std::io::Error>>;

#[resilient(policy = "reads", timeout = 10s)]
pub async fn own_key_is_too_long() -> Answer {
    Ok(1)
}

#[resilient(policy = "reads", backoff = "fixed(10s)")]
pub async fn first_delay_is_too_long() -> Answer {
    Ok(1)
}

#[resilient(policy = "once", backoff = "fixed(1s)", jitter = 0.5)]
pub async fn nothing_is_retried() -> Answer {
    Ok(1)
}

#[resilient(policy = "once", attempts = unlimited)]
pub async fn endless() -> Answer {
    Ok(1)
}

#[resilient(breaker("api", calls = 10))]
pub async fn settings_do_not_go_together() -> Answer {
    Ok(1)
}

//! What makes sense only with what stands somewhere else.

#![allow(dead_code, reason = "nobody calls them: the linker lists them")]

use resilin::resilient;

type Answer = Result<u32, resilin::Error<std::io::Error>>;

#[resilient(name = "endless", policy = "patient", attempts = unlimited)]
async fn endless() -> Answer {
    Ok(1)
}

#[resilient(name = "bounded", policy = "endless", deadline = 30s)]
async fn bounded() -> Answer {
    Ok(1)
}

#[resilient(name = "rate", breaker("api", failure_rate = 50%))]
async fn rate() -> Answer {
    Ok(1)
}

fn policy(name: &str) -> String {
    resilin::sites().find(|site| site.name() == name).expect(name).policy().to_string()
}

fn main() {
    assert_eq!(policy("endless"), "attempts = unlimited, deadline = 60s");
    assert_eq!(policy("bounded"), "attempts = unlimited, deadline = 30s");
    assert_eq!(policy("rate"), "breaker(\"api\", failure_rate = 0.5, calls = 20, min_calls = 5)");
}

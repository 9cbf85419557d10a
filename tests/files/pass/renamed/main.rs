//! The library under another name: nothing of the expansion says `resilin`.

mod my {
    pub use resilin as elastic;
}

mod resilin {}

use my::elastic::resilient;

#[resilient(policy = "reads", crate = crate::my::elastic)]
pub fn read() -> Result<u32, my::elastic::Error<std::io::Error>> {
    Ok(1)
}

fn main() {
    assert_eq!(read().unwrap(), 1);
    let site = my::elastic::sites().next().unwrap();
    assert_eq!(
        site.policy().to_string(),
        "backoff = exp(1s, 2, 60s), jitter = 0.25, attempts = 7, breaker(\"api\", failure_rate = 0.5, calls = 20), \
         quota(\"llm\", wait_up_to = 3s), retry_budget(\"api\", tokens = 500, cost = 2.5), table = \"http\", \
         on(\"conflict\" = retry(scale = 4), throttled = retry(fib(1s, 9s)))"
    );
}

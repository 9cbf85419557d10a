//! The nearest wins, key by key: the attribute, what the file says of the site, the policy, the default.

#![allow(dead_code, reason = "nobody calls them: the linker lists them")]

use resilin::{Policy, resilient};

type Answer = Result<u32, resilin::Error<std::io::Error>>;

#[resilient(name = "by-policy", policy = "all")]
async fn by_policy() -> Answer {
    Ok(1)
}

#[resilient(name = "by-site")]
async fn by_site() -> Answer {
    Ok(1)
}

#[resilient(
    name = "by-attribute",
    policy = "all",
    backoff = fixed(3s),
    jitter = full,
    attempts = 6,
    timeout = 3s,
    deadline = 13s,
    max_wait = 23s,
    idempotent = true,
    breaker = "of-attribute",
    quota = "of-attribute",
    retry_budget = "of-attribute",
    table = "of-attribute",
    on(client = retry(attempts = 6)),
)]
async fn by_attribute() -> Answer {
    Ok(1)
}

// A gate's settings one by one: what stands here is nearer than the gate's own entry.
#[resilient(
    name = "inline",
    breaker("of-attribute", failures = 7),
    quota("of-attribute", wait_up_to = 1s),
    retry_budget("of-attribute", ratio = 17%),
)]
async fn inline() -> Answer {
    Ok(1)
}

// The site's own policy is nearer than the one that the file gives it.
#[resilient(name = "untouched")]
async fn untouched() -> Answer {
    Ok(1)
}

#[resilient(name = "not-in-the-file")]
async fn by_default() -> Answer {
    Ok(1)
}

fn policy(name: &str) -> &'static Policy {
    resilin::sites().find(|site| site.name() == name).expect(name).policy()
}

fn main() {
    assert_eq!(
        policy("by-policy").to_string(),
        "backoff = fixed(1s), jitter = none, attempts = 4, timeout = 1s, deadline = 11s, \
         breaker(\"of-policy\", failures = 4), quota(\"of-policy\", ramp = 4s), retry_budget(\"of-policy\", ratio = 0.14), \
         table = \"of-policy\", on(client = retry(attempts = 4), auth = fail, server = fail(counts = false)), \
         max_wait = 21s, idempotent = false"
    );
    assert_eq!(policy("by-policy").table_rules().unwrap().to_string(), "client = fail");
    assert_eq!(
        policy("by-site").to_string(),
        "backoff = fixed(2s), jitter = equal, attempts = 5, timeout = 2s, deadline = 12s, \
         breaker(\"of-site\", failures = 5), quota(\"of-site\", ramp = 5s), retry_budget(\"of-site\", ratio = 0.15), \
         table = \"of-site\", on(client = retry(attempts = 5), auth = retry, server = fail(counts = false)), \
         max_wait = 22s, idempotent = true"
    );
    assert_eq!(
        policy("by-attribute").to_string(),
        "backoff = fixed(3s), jitter = full, attempts = 6, timeout = 3s, deadline = 13s, \
         breaker(\"of-attribute\", failures = 6, open = 30s), quota(\"of-attribute\", wait_up_to = 3s, ramp = 6s), \
         retry_budget(\"of-attribute\", ratio = 0.16, min = 5/s), table = \"of-attribute\", \
         on(client = retry(attempts = 6), auth = fail, server = fail(counts = false)), max_wait = 23s, idempotent = true"
    );
    assert_eq!(
        policy("inline").to_string(),
        "breaker(\"of-attribute\", failures = 7, open = 30s), quota(\"of-attribute\", wait_up_to = 1s, ramp = 6s), \
         retry_budget(\"of-attribute\", ratio = 0.17, min = 5/s)"
    );
    assert_eq!(policy("untouched").to_string(), "attempts = 9");
    assert_eq!(policy("not-in-the-file"), &Policy::DEFAULT);
}

//! The same request under policies. The rules of the table `llm` and the settings of the quota stand in resilience.toml.

use resilin::credentials::KeyRing;
use resilin::resilient;

use super::{Cache, Completion, KEYS, Llm, LlmError, Requests, Review};

/// The model's interface, each method under a policy that fits it.
#[derive(Clone, Debug)]
pub struct Resilient {
    requests: Requests,
    keys: KeyRing<&'static str>,
    cache: Cache,
}

/// The key for all but the summaries.
const KEY: &str = KEYS[1].1;

impl Llm for Resilient {
    fn of(url: String) -> Result<Self, LlmError> {
        let keys = KeyRing::new(KEYS).expect("three names");
        Ok(Self { requests: Requests::of(url)?, keys, cache: Cache::default() })
    }

    /// The next key takes over at once, be it that this one was refused (as `auth` always does where there are
    /// credentials) or that it is used up. Which is why there is no `quota`: each key has its own.
    #[resilient(name = "summary", table = "llm", credentials(key = self.keys), on(quota = refresh))]
    async fn summary(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.requests.ask(key, prompt).await
    }

    /// Somebody is waiting: an answer from before is better than none, and better than a wait for the reset.
    #[resilient(
        name = "answer",
        table = "llm",
        timeout = 10s,
        quota = "llm",
        fallback = |error| self.cache.get(prompt).ok_or_else(|| LlmError::NotCached(Box::new(error)))
    )]
    async fn answer(&self, prompt: &str) -> Result<Completion, LlmError> {
        let completion = self.requests.ask_watched_by(&resilin::quota("llm"), KEY, prompt).await?;
        Ok(self.cache.keep(prompt, completion))
    }

    /// Nobody is waiting: the batch stands still until the reset, if that is near enough to stay for.
    #[resilient(name = "translation", table = "llm", timeout = 10s, quota("llm", wait_up_to = 30s))]
    async fn translation(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.requests.ask_watched_by(&resilin::quota("llm"), KEY, prompt).await
    }

    /// A model's answer can be cut short, or be of another form than it was asked for.
    #[resilient(name = "review", table = "llm", timeout = 10s, attempts = 4, validate = is_review)]
    async fn review(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.requests.ask(KEY, prompt).await
    }

    /// Four attempts are fine for one caller. In an outage all callers together make four times the load of them.
    #[resilient(name = "embedding", table = "llm", attempts = 4, backoff = exp(50ms, 2, 200ms))]
    async fn embedding(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.requests.ask(KEY, prompt).await
    }

    /// While all is well one call in ten may be retried. While nothing is, 10 retries are saved up and one a second
    /// comes back, for all callers together: enough to find out that it is well again, and nothing that keeps a server
    /// down.
    #[resilient(
        name = "budgeted",
        table = "llm",
        attempts = 4,
        backoff = exp(50ms, 2, 200ms),
        retry_budget("llm", ratio = 10%, min = 1/s)
    )]
    async fn embedding_within_budget(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.requests.ask(KEY, prompt).await
    }
}

/// What is wrong goes to the caller, if no attempt does better.
fn is_review(completion: &Completion) -> Result<(), String> {
    Review::of(completion).map(drop)
}

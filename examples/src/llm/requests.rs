//! The request itself: one run of it is one request.

use std::time::SystemTime;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use resilin::http_1;
use resilin::quota::Quota;
use resilin::reqwest_0_13::ResponseExt as _;
use serde::{Deserialize, Serialize};

use super::{Completion, Llm, LlmError};

/// The keys of this client, by name.
pub const KEYS: [(&str, &str); 3] = [("old", "sk-old"), ("team", "sk-team"), ("spare", "sk-spare")];

/// The model's interface without policies, with one key: what fails, fails.
#[derive(Clone, Debug)]
pub struct Requests {
    http: Client,
    url: String,
}

#[derive(Serialize)]
struct Prompt<'p> {
    prompt: &'p str,
}

#[derive(Deserialize)]
struct Said {
    text: String,
}

#[derive(Default, Deserialize)]
struct Failed {
    error: Problem,
}

#[derive(Default, Deserialize)]
struct Problem {
    code: String,
}

impl Requests {
    /// Asks with this key.
    pub(super) async fn ask(&self, key: &str, prompt: &str) -> Result<Completion, LlmError> {
        read(self.send(key, prompt).await?).await
    }

    /// … and lets the quota see each good answer: the one that says that nothing is left closes it, before anybody
    /// asks in vain. What failed is left to its class.
    pub(super) async fn ask_watched_by(
        &self,
        quota: &Quota,
        key: &str,
        prompt: &str,
    ) -> Result<Completion, LlmError> {
        let response = self.send(key, prompt).await?;
        if response.status().is_success() {
            quota.observe_http(response.status(), response.headers());
        }
        read(response).await
    }

    async fn send(&self, key: &str, prompt: &str) -> Result<Response, LlmError> {
        let request = self.http.post(&self.url).bearer_auth(key).json(&Prompt { prompt });
        Ok(request.send().await?)
    }
}

async fn read(response: Response) -> Result<Completion, LlmError> {
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        return Err(too_many(response).await);
    }
    // As `error_for_status`, but it keeps what the server said of coming back.
    let Said { text } = response.error_with_hint()?.json().await?;
    Ok(Completion { text, cached: false })
}

/// Servers say 429 for two things that need opposite answers. A used-up quota has a code in the body, or a header of
/// what remains, with 0 in it.
async fn too_many(response: Response) -> LlmError {
    let headers = response.headers().clone();
    let limits = http_1::limits(&headers, SystemTime::now());
    let exhausted = limits.exhausted();
    let Failed { error } = response.json().await.unwrap_or_default();
    if exhausted.is_some() || error.code == "insufficient_quota" {
        return LlmError::UsedUp { resets_in: exhausted.and_then(|limit| limit.resets_in) };
    }
    LlmError::TooFast { hint: http_1::retry_after(&headers) }
}

impl Llm for Requests {
    fn of(url: String) -> Result<Self, LlmError> {
        let http = Client::builder().no_proxy().redirect(Policy::none()).build()?;
        Ok(Self { http, url: format!("{url}/v1/completions") })
    }

    async fn summary(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.ask(KEYS[0].1, prompt).await
    }

    async fn answer(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.ask(KEYS[1].1, prompt).await
    }

    async fn translation(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.ask(KEYS[1].1, prompt).await
    }

    async fn review(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.ask(KEYS[1].1, prompt).await
    }

    async fn embedding(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.ask(KEYS[1].1, prompt).await
    }

    async fn embedding_within_budget(&self, prompt: &str) -> Result<Completion, LlmError> {
        self.ask(KEYS[1].1, prompt).await
    }
}

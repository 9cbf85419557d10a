//! A client of a language model's HTTP interface: keys that are revoked or used up, quotas, answers that are cut short,
//! and an outage.
//!
//! To learn from, begin with [`LlmError`], [`Requests`] and [`Resilient`]: what can go wrong, one request, and the same
//! request under policies. Each scene is a server of its own, the calls that meet it, and what must come of them.

mod cache;
mod error;
mod live;
mod requests;
mod resilient;
mod review;
pub mod scene;
pub mod server;

pub use cache::Cache;
pub use error::LlmError;
pub use live::Live;
pub use requests::{KEYS, Requests};
pub use resilient::Resilient;
pub use review::{Review, Sentiment};

/// What the model has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The text.
    pub text: String,
    /// Whether it was asked now, or is what it said before.
    pub cached: bool,
}

/// What the model is asked for, once without policies and once with them.
pub trait Llm: Clone + Send + Sync + 'static {
    /// A client of the server at this URL, which has no slash at its end.
    ///
    /// # Errors
    ///
    /// Where it cannot be set up.
    fn of(url: String) -> Result<Self, LlmError>;

    /// A summary, with whichever key does.
    fn summary(&self, prompt: &str) -> impl Future<Output = Result<Completion, LlmError>> + Send;

    /// An answer for somebody who waits in front of a screen.
    fn answer(&self, prompt: &str) -> impl Future<Output = Result<Completion, LlmError>> + Send;

    /// A translation for a batch, which has time.
    fn translation(&self, prompt: &str) -> impl Future<Output = Result<Completion, LlmError>> + Send;

    /// A review, as JSON of a known form.
    fn review(&self, prompt: &str) -> impl Future<Output = Result<Completion, LlmError>> + Send;

    /// An embedding; retries cost nothing.
    fn embedding(&self, prompt: &str) -> impl Future<Output = Result<Completion, LlmError>> + Send;

    /// An embedding; retries are paid from a budget.
    fn embedding_within_budget(&self, prompt: &str) -> impl Future<Output = Result<Completion, LlmError>> + Send;
}

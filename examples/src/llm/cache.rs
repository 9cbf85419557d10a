//! What the model has said before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Completion;

/// Completions by their prompts. Clones are the same cache.
#[derive(Clone, Debug, Default)]
pub struct Cache(Arc<Mutex<HashMap<String, String>>>);

impl Cache {
    /// Keeps a completion, and returns it.
    pub fn keep(&self, prompt: &str, completion: Completion) -> Completion {
        self.texts().insert(prompt.to_owned(), completion.text.clone());
        completion
    }

    /// What was said to this prompt before.
    pub fn get(&self, prompt: &str) -> Option<Completion> {
        let text = self.texts().get(prompt)?.clone();
        Some(Completion { text, cached: true })
    }

    fn texts(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

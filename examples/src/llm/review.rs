//! What the model is to say of a product.

use serde::Deserialize;

use super::Completion;

/// A review. The model is asked for this form, and does not always keep to it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Review {
    /// Whether the buyer is content.
    pub sentiment: Sentiment,
    /// 1 to 5.
    pub stars: u8,
}

/// Whether somebody is content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sentiment {
    /// Yes.
    Positive,
    /// No.
    Negative,
}

impl Review {
    /// The review that a completion is.
    ///
    /// # Errors
    ///
    /// It is not one; in words.
    pub fn of(completion: &Completion) -> Result<Self, String> {
        let review: Self = serde_json::from_str(&completion.text).map_err(|error| error.to_string())?;
        if !(1..=5).contains(&review.stars) {
            return Err(format!("{} stars, where there are 1 to 5", review.stars));
        }
        Ok(review)
    }
}

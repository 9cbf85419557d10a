//! One of several sites that a function may be.

use resilin_policy::{Layers, Policy};

/// The policy of a site that goes by another name than the file's other sites, if it is that one.
pub(super) struct Alternative {
    /// The name that the file has.
    pub(super) site: String,
    pub(super) policy: Policy,
    pub(super) layers: Option<Layers>,
    /// What is wrong if it is that one.
    pub(super) mistakes: Vec<String>,
}

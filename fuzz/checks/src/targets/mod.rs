//! One module a target, of the same name.

pub mod attribute;
pub mod breaker;
pub mod document;
pub mod environment;
pub mod headers;
pub mod policy_text;

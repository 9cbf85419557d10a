//! The client that the tasks share: requests, and the same requests under policies.

mod request;
mod resilient;
mod session;

pub(super) use request::{Answer, Asked, Client};

//! Rules: tables, and the `on` of a policy.

mod classes;
mod forms;
mod tables;

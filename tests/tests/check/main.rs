//! What is found over the whole binary. The tests share one process: each looks at the findings about its own names.

mod beyond_deadline;
mod common;
mod crates;
mod everything;
mod json;
mod layers;
mod settings_differ;
mod undefined;

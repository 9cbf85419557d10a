//! What a server's headers say about its limits, read through the public face.

mod choices;
mod common;
mod drafts;
mod forms;
mod maps;
mod properties;
mod times;
mod vendors;

//! What a `Listener` hears: of every call, however it ends, and of what calls share.

mod calls;
mod common;
mod gates;
mod left;
mod listeners;
mod nested;
mod notices;
mod refused;

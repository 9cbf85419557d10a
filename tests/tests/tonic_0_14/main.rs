//! Feature `tonic-0-14`: what a status is, and what a refusal is as a status.

mod codes;
mod hints;
mod rejected;
mod sources;
mod wire;

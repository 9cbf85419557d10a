//! What a site goes by, where each value comes from, and how that reads.

mod common;
mod delays;
mod display;
mod gates;
mod json;
mod keys;
mod layers;
mod listed;
mod longest;
mod rules;

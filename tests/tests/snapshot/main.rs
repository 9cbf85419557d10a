//! Everything at one moment, and what there is to look at.

mod lists;
mod taken;

//! The keys of policies and sites.

mod bare;
mod combinations;
mod keys;
mod kinds;
mod strings;

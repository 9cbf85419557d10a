//! Feature `redis-1`: what a client's errors are, some of them from a real `redis-server`, which has to be installed.

mod codes;
mod connections;
mod kinds;
mod reported;
mod server;

//! What threads share things by: the standard library's, or loom's where every interleaving is to be tried.

#[cfg(resilin_loom)]
mod once_lock;
mod per_run;

#[cfg(not(resilin_loom))]
pub(crate) use std::sync::{
    Arc, Mutex, MutexGuard, OnceLock,
    atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering, fence},
};

#[cfg(resilin_loom)]
pub(crate) use loom::sync::{
    Arc, Mutex, MutexGuard,
    atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering, fence},
};
#[cfg(resilin_loom)]
pub(crate) use once_lock::OnceLock;

pub(crate) use per_run::{const_unless_loom, of_the_process};

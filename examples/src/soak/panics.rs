//! Panics that belong to the plan, and others.

use std::any::Any;
use std::panic;

/// What a planned panic carries.
struct Planned;

/// Panics, as the plan says.
pub(super) fn as_planned() -> ! {
    panic::panic_any(Planned)
}

/// Whether the plan says so.
pub(super) fn is_planned(payload: &(dyn Any + Send)) -> bool {
    payload.is::<Planned>()
}

/// Nobody wants to read of thousands of panics that were meant to be. Of others everything is said.
pub(super) fn quiet() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_planned(info.payload()) {
            before(info);
        }
    }));
}

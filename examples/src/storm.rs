//! A retry storm: a server that loses half its capacity for a minute, a thousand clients that call it, and what their
//! policies make of it. Simulated on resilin's kernel alone, in virtual time.

mod clients;
mod event;
mod figures;
mod plot;
mod protection;
pub(crate) mod random;
mod scenario;
mod server;
mod simulation;
mod variant;

pub use figures::{Figures, Second};
pub use plot::svg;
pub use scenario::Scenario;
pub use simulation::run;
pub use variant::{
    ALL, BOTH_EACH, BOTH_SHARED, BUDGET_BY_DEFAULT, BUDGET_SHARED, FEW_TOKENS_EACH, NO_RETRIES, RETRIES, Sharing,
    Variant,
};

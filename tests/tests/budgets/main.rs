//! Retry budgets, told the time: against a plain model, and under load.

mod history;
mod like_the_model;
mod model;
mod quiet;
mod ratio;
mod robust;
mod settings;
mod threads;

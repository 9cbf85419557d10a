//! Retry budgets, told the time: against a plain model, against what others have published, and under load.

mod aws;
mod grpc;
mod history;
mod like_the_model;
mod model;
mod quiet;
mod ratio;
mod robust;
mod settings;
mod threads;

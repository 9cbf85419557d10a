//! Quotas, retry budgets, credentials, fallbacks and registries in calls: what each does to a call, in which order they
//! are asked, and that nothing is spent on an attempt that one of them refuses.

/// `name(policy);` is an async function of that name with that policy, whose attempts get a lease of the client's.
macro_rules! leased {
    ($($name:ident($($policy:tt)*);)*) => {$(
        #[resilin::resilient(credentials(lease = client.session), $($policy)*)]
        async fn $name(client: &$crate::client::Client) -> $crate::common::Outcome<u64> {
            Ok(client.ask(lease)?)
        }
    )*};
}

mod budgets;
mod cancelled;
mod client;
mod common;
mod cooldown;
mod fallbacks;
mod key_rings;
mod leases;
mod logins;
mod nested;
mod order;
mod probes;
mod refresh;
mod registries;
mod rules;
mod waits;

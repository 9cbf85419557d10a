//! Where names mean something else, or come out of a macro.

use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

mod without_a_prelude {
    #![no_implicit_prelude]

    #[::resilin::resilient(backoff = none, breaker("no-prelude/{region}", failures = 3, open = 1d), attempt = attempt)]
    pub(super) async fn keyed(flaky: &super::Flaky, region: &str) -> ::std::io::Result<u32> {
        flaky.answer().await?;
        ::std::result::Result::Ok(attempt.number())
    }

    #[::resilin::resilient(
        backoff = none,
        breaker("no-prelude-blocking", failures = 5, within = 1h, failure_rate = 90%, min_calls = 50, slow_call = 1h,
            slow_call_rate = 90%, open = exp(1d, 2, 10d), probes = 2, successes = 3, probe_timeout = 1h, keys = 10)
    )]
    pub(super) fn blocking(flaky: &super::Flaky) -> ::std::io::Result<u32> {
        flaky.run()
    }
}

mod with_other_meanings {
    #![allow(dead_code, non_camel_case_types, unused_macros, clippy::upper_case_acronyms)] // they are there not to be used

    pub(super) struct Option;
    pub(super) struct Some;
    pub(super) struct Err;
    pub(super) struct Cow;
    pub(super) struct BreakerRef;
    pub(super) struct NonZeroU32;
    pub(super) struct SITE;
    pub(super) struct core;
    pub(super) mod resilin {}

    macro_rules! format_args {
        ($($anything:tt)*) => {
            compile_error!("not the standard library's")
        };
    }

    #[::resilin::resilient(backoff = none, breaker("other-meanings/{region}", failures = 3, open = 1d))]
    pub(super) async fn keyed(flaky: &super::Flaky, region: &str) -> ::std::io::Result<u32> {
        flaky.answer().await
    }
}

/// Arguments of a name that the macro's caller chose, and of one that the macro chose.
macro_rules! produced {
    ($name:ident, $argument:ident, $breaker:literal) => {
        #[resilient(backoff = none, breaker($breaker, failures = 3, open = 1d))]
        async fn $name(flaky: Arc<Flaky>, $argument: &str) -> io::Result<u32> {
            flaky.answer().await
        }
    };
    ($name:ident) => {
        #[resilient(backoff = none, breaker("produced-inside/{region}", failures = 3, open = 1d))]
        async fn $name(flaky: Arc<Flaky>, region: &str) -> io::Result<u32> {
            flaky.answer().await
        }
    };
    ($name:ident by $argument:ident) => {
        #[resilient(backoff = none, breaker("produced-apart/{zone}", failures = 3, open = 1d))]
        async fn $name(flaky: Arc<Flaky>, $argument: &str) -> io::Result<u32> {
            flaky.answer().await
        }
    };
}

produced!(by_the_caller, region, "produced/{region}");
produced!(by_the_macro);
produced!(by_both by zone);

struct Methods {
    flaky: Arc<Flaky>,
    region: &'static str,
}

macro_rules! method {
    ($name:ident) => {
        impl Methods {
            #[resilient(backoff = none, breaker("produced-method/{self.region}", failures = 3, open = 1d))]
            async fn $name(&self) -> io::Result<u32> {
                self.flaky.answer().await
            }
        }
    };
}

method!(by_self);

trips_apart! {
    no_prelude: "no-prelude/_", |flaky, region| async move { without_a_prelude::keyed(&flaky, region).await };
    other_meanings: "other-meanings/_", |flaky, region| async move {
        with_other_meanings::keyed(&flaky, region).await
    };
    produced_with_the_callers_name: "produced/_", by_the_caller;
    produced_with_the_macros_name: "produced-inside/_", by_the_macro;
    produced_with_names_of_both: "produced-apart/_", by_both;
    produced_with_self: "produced-method/_", |flaky, region| async move { Methods { flaky, region }.by_self().await };
}

trips_blocking! {
    no_prelude_blocking: |flaky| without_a_prelude::blocking(&flaky);
}

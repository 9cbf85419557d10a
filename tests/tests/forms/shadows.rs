//! Names of the prelude that the user has given to something else, or has not at all.

use crate::flaky::Flaky;

mod without_a_prelude {
    #![no_implicit_prelude]

    #[::resilin::resilient(backoff = none, clone(text))]
    pub(super) async fn plain(flaky: &super::Flaky, text: ::std::string::String) -> ::std::io::Result<u32> {
        ::std::mem::drop(text);
        flaky.answer().await
    }

    #[::resilin::resilient(backoff = none, attempts = 5, timeout = 10s, deadline = 60s, validate = valid, attempt = attempt)]
    pub(super) async fn limited(flaky: &super::Flaky) -> ::std::io::Result<u32> {
        flaky.answer().await?;
        ::std::result::Result::Ok(attempt.number())
    }

    #[allow(clippy::unnecessary_wraps)] // everything is valid
    const fn valid(_: &u32) -> ::std::result::Result<(), &'static str> {
        ::std::result::Result::Ok(())
    }

    #[::resilin::resilient(backoff = none)]
    pub(super) fn blocking(flaky: &super::Flaky) -> ::std::io::Result<u32> {
        flaky.run()
    }

    #[::resilin::resilient(backoff = none)]
    pub(super) fn future(flaky: &super::Flaky) -> impl ::std::future::Future<Output = ::std::io::Result<u32>> {
        flaky.answer()
    }

    #[::resilin::resilient(backoff = none)]
    pub(super) fn boxed(
        flaky: &super::Flaky,
    ) -> ::std::pin::Pin<
        ::std::boxed::Box<dyn ::std::future::Future<Output = ::std::io::Result<u32>> + ::std::marker::Send + '_>,
    > {
        ::std::boxed::Box::pin(flaky.answer())
    }
}

/// Every name that an expansion could be tempted to use stands for something else here.
mod with_other_meanings {
    #![allow(dead_code, non_camel_case_types, unused_macros, clippy::upper_case_acronyms)] // they are there not to be used

    pub(super) struct Option;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct Send;
    pub(super) struct Box;
    pub(super) struct Clone;
    pub(super) struct Policy;
    pub(super) struct Site;
    pub(super) struct Duration;
    pub(super) struct SITE;
    pub(super) struct core;
    pub(super) struct std;
    pub(super) mod resilin {}

    pub(super) type Result<T> = ::core::result::Result<T, ::std::io::Error>;

    macro_rules! concat {
        ($($anything:tt)*) => {
            compile_error!("not the standard library's")
        };
    }

    macro_rules! module_path {
        () => {
            concat!()
        };
    }

    #[::resilin::resilient(backoff = fixed(0s), attempts = 5, timeout = 10s, deadline = 60s, attempt = attempt, clone(text))]
    pub(super) async fn limited(flaky: &super::Flaky, text: ::std::string::String) -> Result<u32> {
        drop(text);
        flaky.answer().await?;
        Result::Ok(attempt.number())
    }

    #[::resilin::resilient(backoff = none)]
    pub(super) fn blocking(flaky: &super::Flaky) -> Result<u32> {
        flaky.run()
    }

    #[::resilin::resilient(backoff = none)]
    pub(super) fn boxed(flaky: &super::Flaky) -> ::futures_util::future::BoxFuture<'_, Result<u32>> {
        ::std::boxed::Box::pin(flaky.answer())
    }
}

/// Inherent and trait methods named as the runtime's.
mod with_other_methods {
    use std::io;

    use resilin::resilient;

    #[allow(dead_code, clippy::wrong_self_convention)] // it is there not to be used
    pub(super) trait Everything {
        fn fault(&self) {}
        fn look(&self) {}
        fn run(&self) {}
        fn into_error(&self) {}
        fn clone(&self) {}
        fn succeeded(&self) {}
        fn failed(&self) {}
        fn ready(&self) {}
        fn number(&self) {}
    }

    impl<T: ?Sized> Everything for T {}

    #[resilient(backoff = none, timeout = 10s, deadline = 20s, attempt = attempt, clone(text))]
    pub(super) async fn limited(flaky: &super::Flaky, text: String) -> io::Result<u32> {
        drop(text);
        flaky.answer().await?;
        Ok(resilin::Attempt::number(attempt))
    }

    #[resilient(backoff = none)]
    pub(super) fn blocking(flaky: &super::Flaky) -> io::Result<u32> {
        super::Flaky::run(flaky)
    }
}

third_run! {
    no_prelude: |flaky| async move { without_a_prelude::plain(&flaky, String::new()).await };
    no_prelude_with_limits: |flaky| async move { without_a_prelude::limited(&flaky).await };
    no_prelude_with_a_future: |flaky| async move { without_a_prelude::future(&flaky).await };
    no_prelude_with_a_boxed_future: |flaky| async move { without_a_prelude::boxed(&flaky).await };
    other_meanings: |flaky| async move { with_other_meanings::limited(&flaky, String::new()).await };
    other_meanings_with_a_boxed_future: |flaky| async move { with_other_meanings::boxed(&flaky).await };
    other_methods: |flaky| async move { with_other_methods::limited(&flaky, String::new()).await };
}

third_blocking_run! {
    no_prelude_blocking: |flaky| without_a_prelude::blocking(&flaky);
    other_meanings_blocking: |flaky| with_other_meanings::blocking(&flaky);
    other_methods_blocking: |flaky| with_other_methods::blocking(&flaky);
}

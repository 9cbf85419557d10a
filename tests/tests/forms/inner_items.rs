//! Items, macros and attributes inside a body.

use std::io;

use resilin::resilient;

use crate::flaky::Flaky;

#[resilient(backoff = none)]
async fn items(flaky: &Flaky) -> io::Result<u32> {
    use std::fmt::Result as AnotherResult;
    use std::num::NonZeroU32;

    type Result<T, E> = core::result::Result<T, E>;
    type Option<T> = core::option::Option<T>;

    const NONE: u32 = 0;
    static ONE: u32 = 1;

    #[derive(Debug, Clone, Copy)]
    struct Answer(NonZeroU32);

    impl Answer {
        const fn get(self) -> u32 {
            self.0.get()
        }
    }

    #[allow(clippy::unnecessary_wraps)] // the type is what matters
    const fn fine() -> AnotherResult {
        Ok(())
    }

    fn plus(answer: Answer) -> Result<u32, io::Error> {
        let added: Option<u32> = fine().ok().map(|()| ONE);
        let added = added.ok_or(io::ErrorKind::Other)?;
        Ok(answer.get() + added)
    }

    let answer = Answer(NonZeroU32::new(flaky.answer().await?).unwrap());
    Ok(plus(answer)? + NONE - ONE)
}

/// The macro's static and the runtime's traits are nowhere in the body's sight.
#[resilient(backoff = none)]
async fn same_names(flaky: &Flaky) -> io::Result<u32> {
    static SITE: u32 = 0;

    trait ByClassify {
        fn fault(&self) -> u32;
    }

    impl ByClassify for u32 {
        fn fault(&self) -> u32 {
            *self + SITE
        }
    }

    Ok(flaky.answer().await?.fault())
}

#[resilient(backoff = none)]
async fn macros(flaky: &Flaky) -> io::Result<u32> {
    macro_rules! attempt {
        ($answer:expr) => {
            match $answer {
                Ok(run) => run,
                Err(error) => return Err(error),
            }
        };
    }
    Ok(attempt!(flaky.answer().await))
}

#[resilient(backoff = none)]
async fn attributes(flaky: &Flaky) -> io::Result<u32> {
    #![allow(clippy::unreadable_literal)]
    #![allow(unused_variables)]
    let unused = 1000000;
    flaky.answer().await
}

#[resilient(backoff = none)]
fn blocking_attributes(flaky: &Flaky) -> io::Result<u32> {
    #![allow(unused_variables)]
    let unused = flaky;
    flaky.run()
}

#[resilient(backoff = none)]
async fn resilient_inside(flaky: &Flaky) -> io::Result<u32> {
    #[resilient(backoff = none)]
    async fn inner(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    inner(flaky).await
}

#[resilient(backoff = none)]
async fn attributes_on_statements(flaky: &Flaky) -> io::Result<u32> {
    #[cfg(any())]
    return Err(io::ErrorKind::NotFound.into());
    #[allow(clippy::let_and_return)]
    let answer = flaky.answer().await;
    answer
}

third_run! {
    items_in_the_body: |flaky| async move { items(&flaky).await };
    items_named_as_the_macros: |flaky| async move { same_names(&flaky).await };
    macro_in_the_body: |flaky| async move { macros(&flaky).await };
    inner_attributes: |flaky| async move { attributes(&flaky).await };
    resilient_function_in_the_body: |flaky| async move { resilient_inside(&flaky).await };
    attributes_of_statements: |flaky| async move { attributes_on_statements(&flaky).await };
}

third_blocking_run! {
    inner_attributes_blocking: |flaky| blocking_attributes(&flaky);
}

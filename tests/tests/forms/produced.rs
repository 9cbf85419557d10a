//! Functions that a macro produces.

use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

macro_rules! whole {
    ($(#[$attribute:meta])* $visibility:vis async fn $name:ident($($argument:ident: $type:ty),*) -> $returned:ty $body:block) => {
        $(#[$attribute])*
        #[resilient(backoff = none)]
        $visibility async fn $name($($argument: $type),*) -> $returned $body
    };
}

whole! {
    #[inline]
    pub(crate) async fn by_fragments(flaky: &Flaky) -> io::Result<u32> {
        let run = flaky.answer().await?;
        return Ok(run);
    }
}

macro_rules! from_a_type {
    ($name:ident, $returned:ty, |$flaky:ident| $value:expr) => {
        #[resilient(backoff = none)]
        async fn $name($flaky: &Flaky) -> $returned {
            $value
        }

        impl Produced {
            #[resilient(backoff = none)]
            fn $name($flaky: &Flaky) -> $returned {
                $flaky.run()
            }
        }
    };
}

struct Produced;

from_a_type!(by_expression, Result<u32, io::Error>, |flaky| flaky.answer().await);

macro_rules! with_policy {
    ($name:ident, $backoff:expr, $attempts:literal) => {
        #[resilient(backoff = $backoff, attempts = $attempts)]
        async fn $name(flaky: &Flaky) -> io::Result<u32> {
            flaky.answer().await
        }
    };
}

with_policy!(by_string, "none", 3);

macro_rules! boxed {
    ($name:ident, $returned:ty, $future:ty) => {
        #[resilient(backoff = none)]
        fn $name(flaky: &Flaky) -> $future {
            Box::pin(flaky.answer())
        }
    };
}

boxed!(by_future_type, io::Result<u32>, futures_util::future::BoxFuture<'_, io::Result<u32>>);

macro_rules! future {
    ($name:ident, $future:ty, $body:expr) => {
        #[resilient(backoff = none)]
        fn $name(flaky: Arc<Flaky>) -> $future {
            ($body)(Arc::clone(&flaky))
        }
    };
}

future!(by_impl_future_type, impl Future<Output = io::Result<u32>> + Send, |flaky: Arc<Flaky>| async move {
    flaky.answer().await
});

macro_rules! with_arguments {
    ($name:ident, $($pattern:pat => $type:ty),*; $body:block) => {
        #[resilient(backoff = none)]
        async fn $name($($pattern: $type),*) -> io::Result<u32> $body
    };
}

with_arguments!(by_patterns, (flaky, added) => (&Flaky, u32), [first, _] => [u32; 2]; {
    Ok(flaky.answer().await? + added + first)
});

macro_rules! tokens {
    ($($item:tt)*) => {
        $($item)*
    };
}

tokens! {
    #[resilient(backoff = none, clone(text))]
    async fn by_tokens(flaky: &Flaky, text: String) -> io::Result<u32> {
        drop(text);
        flaky.answer().await
    }
}

macro_rules! implementations {
    ($($type:ident => $method:ident;)*) => {$(
        struct $type;

        impl $type {
            #[resilient(backoff = none)]
            async fn $method(&self, flaky: &Flaky) -> io::Result<u32> {
                let $type = self;
                flaky.answer().await
            }
        }
    )*};
}

implementations! {
    First => one;
    Second => two;
}

/// The name in the body comes from the macro, the argument too.
macro_rules! hygienic {
    ($name:ident) => {
        #[resilient(backoff = none)]
        async fn $name(flaky: &Flaky) -> io::Result<u32> {
            let run = flaky.answer().await?;
            Ok(run)
        }
    };
}

hygienic!(by_hygienic_names);

third_run! {
    from_fragments: |flaky| async move { by_fragments(&flaky).await };
    from_an_expression: |flaky| async move { by_expression(&flaky).await };
    from_a_policy: |flaky| async move { by_string(&flaky).await };
    from_a_future_type: |flaky| async move { by_future_type(&flaky).await };
    from_an_impl_future_type: by_impl_future_type;
    from_patterns: |flaky| async move { by_patterns((&flaky, 0), [0; 2]).await };
    from_tokens: |flaky| async move { by_tokens(&flaky, String::new()).await };
    from_repetition: |flaky| async move { First.one(&flaky).await };
    from_repetition_again: |flaky| async move { Second.two(&flaky).await };
    from_hygienic_names: |flaky| async move { by_hygienic_names(&flaky).await };
}

third_blocking_run! {
    from_an_expression_blocking: |flaky| Produced::by_expression(&flaky);
}

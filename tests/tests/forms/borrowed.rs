//! Values and errors that borrow from the arguments.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

struct Store {
    flaky: Arc<Flaky>,
    name: String,
    number: u32,
}

impl Store {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, name: String::new(), number: 3 }
    }

    #[resilient(backoff = none)]
    async fn own(&self) -> io::Result<&str> {
        self.flaky.answer().await?;
        Ok(&self.name)
    }

    #[resilient(backoff = none)]
    async fn own_not_the_argument(&self, _text: &str) -> io::Result<&u32> {
        self.flaky.answer().await?;
        Ok(&self.number)
    }

    #[resilient(backoff = none)]
    async fn argument<'t>(&self, text: &'t str) -> io::Result<&'t str> {
        self.flaky.answer().await?;
        Ok(text.trim())
    }

    #[resilient(backoff = none)]
    async fn either<'a>(&'a self, text: &'a str) -> io::Result<Cow<'a, str>> {
        self.flaky.answer().await?;
        Ok(if text.is_empty() { Cow::Borrowed(&self.name) } else { text.into() })
    }

    #[resilient(backoff = none)]
    async fn iterator(&self) -> io::Result<impl Iterator<Item = char> + '_> {
        self.flaky.answer().await?;
        Ok(self.name.chars())
    }

    #[resilient(backoff = none)]
    async fn object<'a>(&'a self) -> io::Result<Box<dyn Fn() -> &'a str + Send + 'a>> {
        self.flaky.answer().await?;
        Ok(Box::new(|| &self.name))
    }

    #[resilient(backoff = none)]
    async fn error(&self) -> Result<u32, BorrowedError<'_>> {
        self.flaky.answer().await.map_err(|_| BorrowedError(&self.name))
    }

    #[resilient(backoff = none)]
    fn blocking(&self) -> io::Result<&u32> {
        self.flaky.run()?;
        Ok(&self.number)
    }

    #[resilient(backoff = none)]
    fn blocking_from_the_argument<'t>(&self, text: &'t str) -> io::Result<&'t str> {
        self.flaky.run()?;
        Ok(text.trim())
    }
}

#[derive(Debug)]
struct BorrowedError<'a>(&'a str);

impl fmt::Display for BorrowedError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for BorrowedError<'_> {}

struct View<'a> {
    store: &'a Store,
}

impl<'a> View<'a> {
    #[resilient(backoff = none)]
    async fn outlived(&self) -> io::Result<&'a u32> {
        self.store.flaky.answer().await?;
        Ok(&self.store.number)
    }
}

third_run! {
    from_self: |flaky| async move { Store::new(flaky).own().await.map(|it| it.len() + 3) };
    from_self_beside_an_argument: |flaky| async move {
        Store::new(flaky).own_not_the_argument("").await.copied()
    };
    from_an_argument: |flaky| async move {
        let text = String::from(" 3");
        let trimmed = { Store::new(flaky).argument(&text).await };
        trimmed.map(|it| it.parse::<u32>().unwrap())
    };
    from_either: |flaky| async move { Store::new(flaky).either("abc").await.map(|it| it.len()) };
    iterator: |flaky| async move { Store::new(flaky).iterator().await.map(|it| it.count() + 3) };
    trait_object: |flaky| async move { Store::new(flaky).object().await.map(|it| it().len() + 3) };
    from_beyond_self: |flaky| async move {
        let store = Store::new(flaky);
        let number = { View { store: &store }.outlived().await };
        number.copied()
    };
    in_the_error: |flaky| async move { Store::new(flaky).error().await.map_err(|error| error.to_string()) };
}

third_blocking_run! {
    from_self_blocking: |flaky| Store::new(flaky).blocking().copied();
    from_an_argument_blocking: |flaky| {
        let text = String::from(" 3");
        let trimmed = { Store::new(flaky).blocking_from_the_argument(&text) };
        trimmed.map(|it| it.parse::<u32>().unwrap())
    };
}

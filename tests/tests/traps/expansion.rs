//! What macros do to the functions they are put on.

use resilin::{Class, Fault, resilient};

use super::common::{Failed, server};

/// Leaves closures, inner functions and async blocks of the body their own `?` and `return`.
#[resilient(backoff = none)]
async fn with_closures(runs: &mut u32) -> Result<Vec<Option<u32>>, Failed> {
    *runs += 1;
    let half = |text: &str| -> Option<u32> {
        let number: u32 = text.parse().ok()?;
        if number % 2 == 1 {
            return None;
        }
        Some(number / 2)
    };
    let later = async {
        let number = half("8")?;
        Some(number + 1)
    };
    let done = ["6", "7", "x"].map(half);
    if *runs < 3 {
        return Err(Failed(server()));
    }
    Ok(done.into_iter().chain([later.await]).collect())
}

/// The same where it blocks.
#[resilient(backoff = none)]
fn with_closures_that_blocks(runs: &mut u32) -> Result<Vec<Option<u32>>, Failed> {
    *runs += 1;
    let half = |text: &str| -> Option<u32> {
        if text.is_empty() {
            return None;
        }
        Some(text.parse::<u32>().ok()? / 2)
    };
    if *runs < 3 {
        Err(Failed(server()))?;
    }
    return Ok(["6", "x"].into_iter().map(half).collect());
}

// Red when: `of_async` of macros/src/resilient/expansion.rs runs `::core::future::ready(#body)` instead of an `async`
// block: a `return` of the body then leaves the loop.
#[tokio::test(start_paused = true)]
async fn closures_of_the_body_keep_their_own_question_marks_and_returns() {
    assert_eq!(with_closures(&mut 0).await, Ok(vec![Some(3), None, None, Some(5)]));
    assert_eq!(with_closures_that_blocks(&mut 0), Ok(vec![Some(3), None]));
}

/// Cannot be cloned.
struct Token(u32);

#[resilient(backoff = none)]
async fn with_owned(token: Token, runs: &mut u32) -> Result<u32, Failed> {
    *runs += 1;
    if *runs < 3 { Err(Failed(server())) } else { Ok(token.0) }
}

#[resilient(backoff = none)]
#[allow(clippy::needless_pass_by_value, reason = "what is shown is that it may be")]
fn with_owned_that_blocks(token: Token, runs: &mut u32) -> Result<u32, Failed> {
    *runs += 1;
    if *runs < 3 { Err(Failed(server())) } else { Ok(token.0) }
}

#[resilient(attempts = 1)]
async fn consuming(token: Token) -> Result<Token, Failed> {
    Ok(token)
}

// Red when: `take_clones` of macros/src/resilient/expansion.rs takes every argument (it does not compile).
#[tokio::test(start_paused = true)]
async fn arguments_need_not_be_clone() {
    assert_eq!(with_owned(Token(7), &mut 0).await, Ok(7));
    assert_eq!(with_owned_that_blocks(Token(7), &mut 0), Ok(7));
    assert_eq!(consuming(Token(7)).await.map(|token| token.0), Ok(7));
}

/// Panics when cloned.
struct Uncloned;

impl Clone for Uncloned {
    fn clone(&self) -> Self {
        panic!("nobody asked for a clone")
    }
}

#[resilient(backoff = none)]
async fn with_uncloned(argument: Uncloned, other: &Uncloned) -> Result<(), Failed> {
    let _: (&Uncloned, &Uncloned) = (&argument, other);
    Err(Failed(server()))
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn only_what_is_named_is_cloned() {
    assert_eq!(with_uncloned(Uncloned, &Uncloned).await, Err(Failed(server())));
}

#[derive(Default)]
struct Counter {
    runs: u32,
}

impl Counter {
    #[resilient(backoff = none)]
    async fn by_mut(&mut self, more: &mut Vec<u32>) -> Result<u32, Failed> {
        self.runs += 1;
        more.push(self.runs);
        if self.runs < 3 { Err(Failed(server())) } else { Ok(self.runs) }
    }

    #[resilient(backoff = none)]
    async fn by_value(mut self, text: String) -> Result<String, Failed> {
        self.runs += 1;
        if self.runs < 3 { Err(Failed(server())) } else { Ok(format!("{text} {}", self.runs)) }
    }
}

// Red when: `of_async` of macros/src/resilient/expansion.rs writes `async move` (it does not compile).
#[tokio::test(start_paused = true)]
async fn mutable_and_owned_receivers_and_arguments_are_welcome() {
    let mut more = Vec::new();
    assert_eq!(Counter::default().by_mut(&mut more).await, Ok(3));
    assert_eq!(more, [1, 2, 3]);
    assert_eq!(Counter::default().by_value("run".to_owned()).await, Ok("run 3".to_owned()));
}

/// Names nothing that an expansion could lean on, and hides what it might.
#[no_implicit_prelude]
mod bare {
    use ::resilin::resilient;

    use super::{Class, Failed, Fault};

    #[allow(dead_code, reason = "it hides the crate of that name")]
    mod tokio {}
    #[allow(dead_code, reason = "it hides the crate of that name")]
    mod tracing {}
    #[allow(dead_code, reason = "it hides the crate of that name")]
    mod rand {}
    #[allow(dead_code, reason = "it hides the crate of that name")]
    mod core {}
    #[allow(dead_code, reason = "it hides the crate of that name")]
    mod std {}

    #[resilient(backoff = none, attempt = this, clone(text))]
    pub(super) async fn bare(text: &'static str) -> ::std::result::Result<&'static str, Failed> {
        if this.number() < 3 {
            return ::std::result::Result::Err(Failed(Fault::new(Class::SERVER)));
        }
        ::std::result::Result::Ok(text)
    }

    #[resilient(timeout = 1s, deadline = 9s)]
    pub(super) async fn limited() -> ::std::result::Result<u8, ::resilin::Error<Failed>> {
        ::std::result::Result::Ok(1)
    }

    #[resilient]
    pub(super) fn blocking() -> ::std::result::Result<u8, Failed> {
        ::std::result::Result::Ok(1)
    }
}

// Red when: macros/src/resilient/body.rs writes `Ok(…)` for `::core::result::Result::Ok(…)` (it does not compile).
#[tokio::test(start_paused = true)]
async fn the_expansion_needs_nothing_but_resilin() {
    assert_eq!(bare::bare("text").await, Ok("text"));
    assert_eq!(bare::limited().await, Ok(1));
    assert_eq!(bare::blocking(), Ok(1));
}

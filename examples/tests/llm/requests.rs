//! What the server answers is told apart, and the server notes who asked.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use resilin::{Class, Classify as _, Fault};
use resilin_examples::llm::server::{Asked, Provider, Reply, Server};
use resilin_examples::llm::{Llm as _, LlmError, Requests};

/// One after the other.
struct InTurn(VecDeque<Reply>);

impl Provider for InTurn {
    fn reply(&mut self, _: &Asked, _: Instant) -> Reply {
        self.0.pop_front().expect("no more than so many requests")
    }
}

async fn start(replies: impl IntoIterator<Item = Reply>) -> (Server, Requests) {
    let server = Server::start(InTurn(replies.into_iter().collect())).await.expect("a port");
    let requests = Requests::of(server.url()).expect("a client");
    (server, requests)
}

async fn fault(reply: Reply) -> Fault {
    let (_server, requests) = start([reply]).await;
    requests.answer("sky?").await.expect_err("it fails").classify()
}

fn too_many() -> Reply {
    Reply::fails(429, "rate_limit_exceeded")
}

// Red when: `too_many` in `requests.rs` leaves out `retry_after`, or takes any limit for an exhausted one.
#[tokio::test]
async fn a_server_that_wants_it_slower_is_throttling() {
    let throttled = Fault::new(Class::THROTTLED);
    assert_eq!(fault(too_many()).await, throttled);
    let soon = too_many().with("retry-after-ms", "1500".into());
    assert_eq!(fault(soon).await, throttled.retry_after(Duration::from_millis(1500)));
    let later = too_many().with("retry-after", "2".into()).with_remaining(5, Duration::from_secs(60));
    assert_eq!(fault(later).await, throttled.retry_after(Duration::from_secs(2)));
}

// Red when: `too_many` in `requests.rs` looks at the headers alone, or at the code alone.
#[tokio::test]
async fn a_server_that_gives_no_more_has_a_quota() {
    let used_up = Fault::new(Class::QUOTA);
    assert_eq!(fault(Reply::fails(429, "insufficient_quota")).await, used_up);
    let known = too_many().with_remaining(0, Duration::from_secs(2));
    assert_eq!(fault(known).await, used_up.retry_after(Duration::from_secs(2)));
}

#[tokio::test]
async fn other_failures_are_told_apart() {
    assert_eq!(fault(Reply::fails(401, "invalid_api_key")).await.class(), Class::AUTH);
    assert_eq!(fault(Reply::fails(503, "overloaded")).await.class(), Class::OVERLOAD);
    assert_eq!(fault(Reply::fails(200, "an error, although it says 200")).await.class(), Class::INVALID);
}

// Red when: `with_remaining` in `server/reply.rs` divides by `/ 1_000_000`.
#[tokio::test]
async fn a_reset_is_never_told_too_early() {
    let reset = Duration::from_micros(1_500_001);
    let hint = fault(too_many().with_remaining(0, reset)).await;
    assert_eq!(hint, Fault::new(Class::QUOTA).retry_after(Duration::from_millis(1501)));
}

// Red when: `asked` in `server.rs` reads another header, or `serve` does not note the reply.
#[tokio::test]
async fn the_server_notes_who_asked() -> Result<(), LlmError> {
    let (server, requests) = start([Reply::says("blue"), Reply::fails(503, "overloaded")]).await;
    assert_eq!(requests.answer("sky?").await?.text, "blue");
    requests.summary("all?").await.expect_err("it is overloaded");
    let seen = server.log().all();
    let asked: Vec<_> = seen.iter().map(|it| (&*it.asked.key, &*it.asked.prompt, it.status)).collect();
    assert_eq!(asked, [("sk-team", "sky?", 200), ("sk-old", "all?", 503)]);
    assert!(seen.iter().all(|request| request.replied.is_some_and(|replied| replied >= request.at)));
    Ok(())
}

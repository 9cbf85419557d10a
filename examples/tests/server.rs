//! An outage of the server's: down in turns for its time, then well; and the log says who asked, and when it was
//! replied to.

use std::time::Duration;

use resilin::{Class, Classify as _};
use resilin_examples::server::{Answer, Reply, Script, Server};
use resilin_examples::shop::{Requests, Shop as _};

const DOWN: &[Reply] = &[Reply::Reset, Reply::Answer(Answer::status(503))];
const WELL: Reply = Reply::Answer(Answer::ok(r#"{"left":7}"#));

async fn start(replies: &'static [Reply]) -> (Server, Requests) {
    let server = Server::start(Script::from([("/stock", replies)])).await.expect("a port");
    let requests = Requests::new(server.url()).expect("a client");
    (server, requests)
}

// Red when: `down[number % down.len()]` in `reply.rs` is `down[0]`.
#[tokio::test]
async fn fails_in_turns_while_the_outage_lasts() {
    const LONG: Reply = Reply::Outage(Duration::from_secs(3600), DOWN, &WELL);
    let (_server, requests) = start(&[LONG]).await;
    for class in [Class::NETWORK, Class::OVERLOAD, Class::NETWORK] {
        let error = requests.stock("any").await.expect_err("the server is down");
        assert_eq!(error.classify().class(), class);
    }
}

// Red when: `since_first < lasts` in `reply.rs` is `since_first <= lasts`.
#[tokio::test]
async fn answers_when_the_outage_is_over() {
    const OVER: Reply = Reply::Outage(Duration::ZERO, DOWN, &WELL);
    let (_server, requests) = start(&[OVER]).await;
    assert_eq!(requests.stock("any").await.expect("the server is well").left, 7);
}

// Red when: `server.rs` leaves `replying` out, or `http.rs` reads another header than `x-request-id`.
#[tokio::test]
async fn knows_who_asked_and_that_it_replied() {
    let (server, requests) = start(&[WELL]).await;
    requests.stock("3-14").await.expect("the server is well");
    let seen = server.log().of("/stock");
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].id.as_deref(), Some("3-14"));
    assert!(seen[0].replied.is_some_and(|replied| replied >= seen[0].at), "{seen:?}");
}

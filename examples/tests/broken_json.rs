//! An answer that came whole and does not parse is class `invalid`.

use resilin::{Class, Classify, Fault};
use resilin_examples::server::{Answer, Reply, Script, Server};
use resilin_examples::shop::{Requests, Shop as _};

// Red when: `decode` in `reqwest_0_13/error.rs` ends with `None => Class::NETWORK`.
#[tokio::test]
async fn is_invalid() {
    const BROKEN: &[Reply] =
        &[Reply::Answer(Answer::ok(r#"{"name":"Ad"#)), Reply::Answer(Answer::ok(r#"{"number":1}"#))];
    let server = Server::start(Script::from([("/profile", BROKEN)])).await.expect("a port");
    let requests = Requests::new(server.url()).expect("a client");
    for what in ["cut short by the server itself", "something else than asked for"] {
        let error = requests.profile().await.expect_err("no profile");
        assert_eq!(error.classify(), Fault::new(Class::INVALID), "{what}");
    }
}

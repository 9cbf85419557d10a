//! Feature `reqwest-0-13`: what a client's errors are, against a server on loopback.

use std::error::Error;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::Client;
use reqwest::dns::{Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use resilin::classify::by_source;
use resilin::reqwest_0_13::{ResponseExt as _, StatusError, fault_without_redirects};
use resilin::{Class, Classify, Fault, Hint, resilient};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

const OK: Reply = Reply::Close("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine");
const UNAVAILABLE: Reply = Reply::Close("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n");
const SLOW_DOWN: Reply =
    Reply::Close("HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n");
const CUT_OFF: &str = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nfi";
const SEVEN: Option<Hint> = Some(Hint::After(Duration::from_secs(7)));

/// How the server treats one connection, after it has read the request's head.
#[derive(Clone, Copy)]
enum Reply {
    Close(&'static str),
    Reset(&'static str),
    Silence,
}

/// A server that treats its connections by the script, then closes its port.
async fn server(script: &[Reply]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/path", listener.local_addr().expect("an address"));
    let script = script.to_vec();
    tokio::spawn(async move {
        for reply in script {
            let (connection, _) = listener.accept().await.expect("a connection");
            tokio::spawn(treat(connection, reply));
        }
    });
    url
}

async fn treat(mut connection: TcpStream, reply: Reply) {
    read_head(&mut connection).await;
    match reply {
        Reply::Close(answer) => connection.write_all(answer.as_bytes()).await.expect("written"),
        Reply::Reset(answer) => {
            connection.write_all(answer.as_bytes()).await.expect("written");
            connection.set_zero_linger().expect("a socket option");
        }
        Reply::Silence => std::future::pending().await,
    }
}

async fn read_head(connection: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await.expect("a whole head"));
    }
}

/// A port that is taken but not listened on: nobody else can open it during the test.
fn refusing() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let url = format!("http://{}/", socket.local_addr().expect("an address"));
    (socket, url)
}

fn client() -> Client {
    Client::builder().no_proxy().pool_max_idle_per_host(0).build().expect("a client")
}

async fn body(http: &Client, url: &str) -> Result<String, reqwest::Error> {
    http.get(url).send().await?.error_for_status()?.text().await
}

async fn error(url: &str) -> reqwest::Error {
    body(&client(), url).await.expect_err("a failure")
}

// Red when: `is_connect` in `fault_without_redirects` is negated; the line with `is_connect` in `class` says CLIENT.
#[tokio::test]
async fn a_refused_connection() {
    let (_socket, url) = refusing();
    let error = error(&url).await;
    assert_eq!(error.classify(), Fault::new(Class::NETWORK));
    assert_eq!(fault_without_redirects(&error), Fault::new(Class::NETWORK).not_processed());
}

#[tokio::test]
async fn a_name_that_does_not_resolve() {
    let error = error("http://nowhere.invalid/").await;
    assert_eq!(error.classify(), Fault::new(Class::NETWORK));
    assert_eq!(fault_without_redirects(&error), Fault::new(Class::NETWORK).not_processed());
}

/// The order was placed, and its redirect led to nobody: by its error this is a refused connection like any other.
// Red when: `classify` adds `not_processed()` where `is_connect()`.
#[tokio::test]
async fn a_connection_refused_after_a_redirect_proves_nothing() {
    let (_socket, nobody) = refusing();
    let placed = format!("HTTP/1.1 303 See Other\r\nlocation: {nobody}\r\ncontent-length: 0\r\n\r\n");
    let url = server(&[Reply::Close(placed.leak())]).await;
    let error = client().post(&url).send().await.expect_err("a failure");
    assert!(error.is_connect());
    assert_eq!(error.classify(), Fault::new(Class::NETWORK));
    let chain: Box<dyn Error + Send + Sync> = error.into();
    assert_eq!(chain.classify(), Fault::new(Class::NETWORK));
}

#[tokio::test]
async fn a_connection_closed_without_an_answer() {
    for reply in [Reply::Close(""), Reply::Reset("")] {
        let error = error(&server(&[reply]).await).await;
        assert_eq!(error.classify(), Fault::new(Class::NETWORK));
        assert_eq!(fault_without_redirects(&error), Fault::new(Class::NETWORK), "it may have been processed");
    }
}

// Red when: `decode` returns INVALID always.
#[tokio::test]
async fn a_body_that_is_cut_off() {
    for reply in [Reply::Close(CUT_OFF), Reply::Reset(CUT_OFF)] {
        let error = error(&server(&[reply]).await).await;
        assert_eq!(error.classify(), Fault::new(Class::NETWORK), "{error:?}");
    }
}

// Red when: `is_timeout` in `class` is not asked.
#[tokio::test]
async fn a_client_s_own_timeout() {
    let slow = Client::builder().no_proxy().timeout(Duration::from_millis(20)).build().expect("a client");
    let error = body(&slow, &server(&[Reply::Silence]).await).await.expect_err("a failure");
    assert_eq!(error.classify(), Fault::new(Class::TIMEOUT));
    assert_eq!(fault_without_redirects(&error), Fault::new(Class::TIMEOUT));
}

/// Resolves nothing, and never says so.
struct Unresolving;

impl Resolve for Unresolving {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(std::future::pending())
    }
}

// Red when: `fault_without_redirects` does not ask for `is_timeout`.
#[tokio::test]
async fn a_timeout_of_connecting_is_no_proof() {
    let slow = Client::builder().no_proxy().connect_timeout(Duration::from_millis(20)).dns_resolver(Unresolving);
    let error = body(&slow.build().expect("a client"), "http://nowhere.invalid/").await.expect_err("a failure");
    assert!(error.is_connect() && error.is_timeout(), "{error:?}");
    assert_eq!(fault_without_redirects(&error), Fault::new(Class::TIMEOUT));
}

#[tokio::test]
async fn a_timeout_in_the_body() {
    const HEAD_ONLY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n";
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.expect("a connection");
        read_head(&mut connection).await;
        connection.write_all(HEAD_ONLY.as_bytes()).await.expect("written");
        std::future::pending::<()>().await;
        drop(connection);
    });
    let slow = Client::builder().no_proxy().read_timeout(Duration::from_millis(20)).build().expect("a client");
    let error = body(&slow, &url).await.expect_err("a failure");
    assert_eq!(error.classify(), Fault::new(Class::TIMEOUT), "{error:?}");
}

#[tokio::test]
async fn a_request_that_cannot_be_built_or_goes_in_circles() {
    assert_eq!(error("http:// /").await.classify(), Fault::new(Class::CLIENT));
    let circle = Reply::Close("HTTP/1.1 302 Found\r\nlocation: /path\r\ncontent-length: 0\r\n\r\n");
    let strict = Client::builder().no_proxy().redirect(Policy::limited(0)).build().expect("a client");
    let error = body(&strict, &server(&[circle]).await).await.expect_err("a failure");
    assert_eq!(error.classify(), Fault::new(Class::CLIENT), "{error:?}");
}

#[tokio::test]
async fn a_status() {
    let error = error(&server(&[UNAVAILABLE]).await).await;
    assert_eq!(error.classify(), Fault::new(Class::OVERLOAD));
    let lost = self::error(&server(&[SLOW_DOWN]).await).await;
    assert_eq!(lost.classify(), Fault::new(Class::THROTTLED), "reqwest's own error has no headers");
}

async fn status_error(url: &str) -> StatusError {
    let response = client().get(url).send().await.expect("an answer");
    response.error_with_hint().expect_err("a failure")
}

#[tokio::test]
async fn a_status_error_keeps_the_hint() {
    let error = status_error(&server(&[SLOW_DOWN]).await).await;
    assert_eq!(error.status(), 429);
    assert_eq!(error.hint(), SEVEN);
    assert_eq!(error.classify(), Fault::new(Class::THROTTLED).retry_after(Duration::from_secs(7)));
    assert_eq!(error.to_string(), "the server answered 429 Too Many Requests");
    assert!(error.source().is_some_and(<dyn Error>::is::<reqwest::Error>));
}

#[tokio::test]
async fn a_success_passes() {
    let response = client().get(server(&[OK]).await).send().await.expect("an answer");
    let passed = response.error_with_hint().expect("a success");
    assert_eq!(passed.text().await.expect("a body"), "fine");
}

// Red when: `without_secrets` leaves out `set_query`, or `set_username`.
#[tokio::test]
async fn a_status_error_tells_no_secrets() {
    let secret = server(&[UNAVAILABLE, UNAVAILABLE]).await.replace("http://", "http://ada:hunter2@")
        + "?token=s3cret#sh4rp";
    let moved = format!("HTTP/1.1 302 Found\r\nlocation: {secret}\r\ncontent-length: 0\r\n\r\n");
    let redirecting = server(&[Reply::Close(moved.leak())]).await;
    for url in [secret, redirecting] {
        let error = status_error(&url).await;
        let shown = format!("{error} {error:?} {}", error.source().expect("reqwest's own error"));
        for secret in ["hunter2", "ada", "s3cret", "sh4rp"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        assert!(error.url().is_some_and(|url| url.path() == "/path"), "{shown}");
    }
}

#[derive(Debug, thiserror::Error, Classify)]
enum ApiError {
    #[error("no answer")]
    #[class(delegate)]
    Http(#[from] reqwest::Error),
    #[error("a bad answer")]
    #[class(delegate)]
    Status(#[from] StatusError),
}

/// The faults that the attempts before the current one ended with.
type Seen = Mutex<Vec<Fault>>;

#[resilient(attempts = 2, attempt = this)]
async fn by_enum(http: &Client, url: &str, seen: &Seen) -> Result<String, ApiError> {
    seen.lock().unwrap().extend(this.previous());
    Ok(http.get(url).send().await?.error_with_hint()?.text().await?)
}

#[resilient(attempts = 2, attempt = this)]
async fn by_anyhow(http: &Client, url: &str, seen: &Seen) -> anyhow::Result<String> {
    seen.lock().unwrap().extend(this.previous());
    let response = http.get(url).send().await.context("asking")?;
    Ok(response.error_with_hint().context("asked")?.text().await?)
}

#[resilient(attempts = 2, attempt = this)]
async fn by_box(http: &Client, url: &str, seen: &Seen) -> Result<String, Box<dyn Error + Send + Sync>> {
    seen.lock().unwrap().extend(this.previous());
    Ok(http.get(url).send().await?.error_with_hint()?.text().await?)
}

/// What each of the three ways to hand an error on makes of the first attempt of a call that the second one saves.
async fn first_fault(first: Reply) -> [Fault; 3] {
    let (http, seen) = (client(), Seen::default());
    let script = [first, OK];
    assert_eq!(by_enum(&http, &server(&script).await, &seen).await.expect("saved"), "fine");
    assert_eq!(by_anyhow(&http, &server(&script).await, &seen).await.expect("saved"), "fine");
    assert_eq!(by_box(&http, &server(&script).await, &seen).await.expect("saved"), "fine");
    seen.into_inner().unwrap().try_into().expect("one retry a call")
}

// Red when: `fault_of` does not ask for a `StatusError` (anyhow and the box then lose the hint).
#[tokio::test(start_paused = true)]
async fn the_hint_survives_the_question_mark() {
    let throttled = Fault::new(Class::THROTTLED).retry_after(Duration::from_secs(7));
    assert_eq!(first_fault(SLOW_DOWN).await, [throttled; 3]);
}

#[tokio::test(start_paused = true)]
async fn the_class_survives_the_question_mark() {
    assert_eq!(first_fault(UNAVAILABLE).await, [Fault::new(Class::OVERLOAD); 3]);
    assert_eq!(first_fault(Reply::Close(CUT_OFF)).await, [Fault::new(Class::NETWORK); 3]);
    assert_eq!(first_fault(Reply::Reset("")).await, [Fault::new(Class::NETWORK); 3]);
}

#[tokio::test]
async fn a_source_walk_finds_both() {
    let status = ApiError::from(status_error(&server(&[SLOW_DOWN]).await).await);
    assert_eq!(by_source(&status).and_then(|fault| fault.hint()), SEVEN);
    let (_socket, url) = refusing();
    let refused = ApiError::from(error(&url).await);
    assert_eq!(by_source(&refused), Some(Fault::new(Class::NETWORK)));
}

#[derive(Debug, thiserror::Error, Classify)]
#[error(transparent)]
#[class(delegate)]
struct Transparent(#[from] StatusError);

/// Its source is that of the `StatusError`, which is not on the chain itself: only the field can be asked.
#[tokio::test]
async fn a_transparent_error_delegates() {
    let error = Transparent::from(status_error(&server(&[SLOW_DOWN]).await).await);
    assert_eq!(error.classify().hint(), SEVEN);
}

#[resilient(idempotent = false, attempts = 3, attempt = this, classify = fault_without_redirects)]
async fn order(http: &Client, url: &str, runs: &Mutex<u32>) -> Result<(), reqwest::Error> {
    *runs.lock().unwrap() = this.number();
    http.post(url).send().await.map(drop)
}

#[tokio::test(start_paused = true)]
async fn an_order_is_repeated_only_where_nobody_saw_it() {
    let (http, runs) = (Client::builder().no_proxy().redirect(Policy::none()).build().unwrap(), Mutex::new(0));
    let (_socket, nobody) = refusing();
    order(&http, &nobody, &runs).await.expect_err("nobody there");
    assert_eq!(*runs.lock().unwrap(), 3);
    let url = server(&[Reply::Reset(""), OK]).await;
    order(&http, &url, &runs).await.expect_err("reset after it was read");
    assert_eq!(*runs.lock().unwrap(), 1);
}

//! Feature `hyper-1`: what a connection's errors are, against peers on loopback that do each wrong thing.

use std::convert::Infallible;
use std::error::Error;
use std::fmt::Debug;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Empty, Full};
use hyper::body::{Body, Frame, Incoming};
use hyper::client::conn::{http1, http2};
use hyper::server::conn::http1 as server;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use resilin::classify::by_source;
use resilin::hyper_1::fault_of_sending;
use resilin::{Class, Classify, Fault};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the peer does once it has read the request's head.
#[derive(Clone, Copy, Debug)]
enum Then {
    Close(&'static str),
    Reset(&'static str),
}

/// The two ends of a TCP connection.
async fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (near, far) = tokio::join!(TcpStream::connect(address), listener.accept());
    (near.expect("connected"), far.expect("accepted").0)
}

async fn peer(mut connection: TcpStream, then: Then) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await.expect("a whole head"));
    }
    let (Then::Close(answer) | Then::Reset(answer)) = then;
    connection.write_all(answer.as_bytes()).await.expect("written");
    if let Then::Reset(_) = then {
        connection.set_zero_linger().expect("a socket option");
    }
}

fn get() -> Request<Empty<Bytes>> {
    Request::new(Empty::new())
}

/// The error of a request, or of its answer's body, to a peer that treats it so.
async fn asking(then: Then) -> hyper::Error {
    let (near, far) = pair().await;
    let (mut sender, connection) = http1::handshake(TokioIo::new(near)).await.expect("a handshake");
    tokio::spawn(connection);
    tokio::spawn(peer(far, then));
    match sender.send_request(get()).await {
        Ok(response) => response.into_body().collect().await.expect_err("a body that fails"),
        Err(error) => error,
    }
}

const CUT_OFF: &str = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nfi";
const NO_NUMBER: &str = "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n";
const BAD_CHUNK: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nfine\r\n";

// Red when: `is_parse` is not asked (the malformed heads); `Some(Class::CLIENT)` of `transfer` is removed (the chunk).
#[tokio::test]
async fn what_a_server_does_to_a_client() {
    let many_headers = format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(200));
    let cases = [
        (Then::Close(""), Class::NETWORK),
        (Then::Reset(""), Class::NETWORK),
        (Then::Close("HTTP/1.1 20"), Class::NETWORK),
        (Then::Close(CUT_OFF), Class::NETWORK),
        (Then::Reset(CUT_OFF), Class::NETWORK),
        (Then::Close(BAD_CHUNK), Class::INVALID),
        (Then::Close("HTTP/7.3 200 OK\r\n\r\n"), Class::INVALID),
        (Then::Close("HTTP/1.1 fine\r\n\r\n"), Class::INVALID),
        (Then::Close("HTTP/1.1 200 OK\r\nno colon\r\n\r\n"), Class::INVALID),
        (Then::Close(NO_NUMBER), Class::INVALID),
        (Then::Close(many_headers.leak()), Class::INVALID),
    ];
    for (then, class) in cases {
        let error = asking(then).await;
        assert_eq!(error.classify(), Fault::new(class), "{then:?}: {error:?}");
        assert_eq!(fault_of_sending(&error), Fault::new(class), "{then:?}: it was read, so it may be processed");
    }
}

#[tokio::test]
async fn an_answer_that_nobody_waited_for() {
    let (near, mut far) = pair().await;
    let (sender, connection) = http1::handshake::<_, Empty<Bytes>>(TokioIo::new(near)).await.expect("a handshake");
    far.write_all(b"HTTP/1.1 408 Request Timeout\r\n\r\n").await.expect("written");
    let error = connection.await.expect_err("a failure");
    drop(sender);
    assert_eq!(error.classify(), Fault::new(Class::NETWORK), "{error:?}");
}

// Red when: `fault_of_sending` asks for `is_canceled` only, or for `is_closed` only; `classify` adds the proof itself.
#[tokio::test]
async fn a_connection_that_is_gone_was_given_nothing() {
    let (near, _far) = pair().await;
    let (mut sender, connection) = http1::handshake(TokioIo::new(near)).await.expect("a handshake");
    drop(connection);
    let canceled = sender.send_request(get()).await.expect_err("a failure");
    assert!(canceled.is_canceled(), "{canceled:?}");
    let closed = sender.ready().await.expect_err("a failure");
    assert!(closed.is_closed(), "{closed:?}");
    for error in [canceled, closed] {
        assert_eq!(error.classify(), Fault::new(Class::NETWORK), "{error:?}");
        assert_eq!(fault_of_sending(&error), Fault::new(Class::NETWORK).not_processed(), "{error:?}");
    }
}

/// "Canceled" as well, but the request was there and may have been processed.
#[tokio::test]
async fn an_upgrade_that_does_not_come_about_proves_nothing() {
    let (near, mut far) = pair().await;
    far.write_all(b"GET / HTTP/1.1\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n").await.expect("written");
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let service = service_fn(move |request: Request<Incoming>| {
        tell.send(hyper::upgrade::on(request)).expect("a listener");
        std::future::pending::<Result<Response<Full<Bytes>>, Infallible>>()
    });
    let connection = server::Builder::new().serve_connection(TokioIo::new(near), service).with_upgrades();
    let upgrade = tokio::select! {
        upgrade = told.recv() => upgrade.expect("an upgrade"),
        ended = connection => panic!("{ended:?}"),
    };
    let error = upgrade.await.expect_err("a failure");
    assert!(error.is_canceled(), "{error:?}");
    assert_eq!(error.classify(), Fault::new(Class::NETWORK));
}

#[tokio::test]
async fn an_upgrade_that_was_not_offered() {
    let error = hyper::upgrade::on(get()).await.expect_err("a failure");
    assert_eq!(error.classify(), Fault::new(Class::CLIENT), "{error:?}");
}

/// A request's body of two bytes and then, perhaps, an error.
struct Broken(u8, Option<io::ErrorKind>);

impl Body for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0 += 1;
        Poll::Ready(match self.0 {
            1 => Some(Ok(Frame::data(Bytes::from_static(b"fi")))),
            _ => self.1.map(|kind| Err(kind.into())),
        })
    }
}

async fn posting(body: Broken) -> hyper::Error {
    let (near, _far) = pair().await;
    let (mut sender, connection) = http1::handshake(TokioIo::new(near)).await.expect("a handshake");
    tokio::spawn(connection);
    let request = Request::post("/").header("content-length", "4").body(body).expect("a request");
    sender.send_request(request).await.expect_err("a failure")
}

// Red when: `of_source` is not asked for a user's error.
#[tokio::test]
async fn a_body_of_the_caller_s_own() {
    let cases = [
        (None, Class::CLIENT),
        (Some(io::ErrorKind::Other), Class::CLIENT),
        (Some(io::ErrorKind::NotFound), Class::CLIENT),
        (Some(io::ErrorKind::TimedOut), Class::TIMEOUT),
        // What it was to be read from refused; the request was under way.
        (Some(io::ErrorKind::ConnectionRefused), Class::NETWORK),
    ];
    for (ends_with, class) in cases {
        let error = posting(Broken(0, ends_with)).await;
        assert!(error.is_user(), "{ends_with:?}: {error:?}");
        assert_eq!(error.classify(), Fault::new(class), "{ends_with:?}: {error:?}");
    }
}

/// The error of a server's connection to a client that sends `said`, whose service answers so.
async fn serving<E>(said: &str, answer: fn() -> Result<Response<Full<Bytes>>, E>) -> hyper::Error
where
    E: Into<Box<dyn Error + Send + Sync>> + Debug,
{
    let (near, mut far) = pair().await;
    far.write_all(said.as_bytes()).await.expect("written");
    let service = service_fn(move |_: Request<Incoming>| std::future::ready(answer()));
    let mut builder = server::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(30));
    builder.serve_connection(TokioIo::new(near), service).await.expect_err("a failure")
}

#[allow(clippy::unnecessary_wraps)]
fn fine() -> Result<Response<Full<Bytes>>, Infallible> {
    Ok(Response::default())
}

#[allow(clippy::unnecessary_wraps)]
fn early_hints() -> Result<Response<Full<Bytes>>, Infallible> {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::EARLY_HINTS;
    Ok(response)
}

// Red when: `is_timeout` is not asked.
#[tokio::test(start_paused = true)]
async fn what_a_client_does_to_a_server() {
    let slow = serving("GET / HTTP/1.1\r\n", fine).await;
    assert!(slow.is_timeout(), "{slow:?}");
    assert_eq!(slow.classify(), Fault::new(Class::TIMEOUT));
    let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(70_000));
    for said in [preface, &long, "no http at all\r\n\r\n", "GET / HTTP/1.1\r\ntransfer-encoding: no\r\n\r\n"] {
        let error = serving(said, fine).await;
        assert!(error.is_parse(), "{said:.40}: {error:?}");
        assert_eq!(error.classify(), Fault::new(Class::INVALID), "{said:.40}");
    }
}

#[tokio::test]
async fn what_a_service_does_to_its_server() {
    const ASKED: &str = "GET / HTTP/1.1\r\n\r\n";
    let unsupported = serving(ASKED, early_hints).await;
    assert_eq!(unsupported.classify(), Fault::new(Class::CLIENT), "{unsupported:?}");
    let failed = serving(ASKED, || Err(io::Error::from(io::ErrorKind::ConnectionRefused))).await;
    assert_eq!(failed.classify(), Fault::new(Class::NETWORK), "{failed:?}");
}

#[tokio::test]
async fn a_peer_that_does_not_speak_http_2() {
    let (near, mut far) = pair().await;
    far.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.expect("written");
    let (sender, connection) = http2::handshake::<_, _, Empty<Bytes>>(TokioExecutor::new(), TokioIo::new(near))
        .await
        .expect("a handshake");
    let error = connection.await.expect_err("a failure");
    drop(sender);
    assert_eq!(error.classify(), Fault::new(Class::NETWORK), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_keep_alive_that_is_not_answered() {
    let (near, mut far) = pair().await;
    // Empty settings, and then nothing.
    far.write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0]).await.expect("written");
    let mut builder = http2::Builder::new(TokioExecutor::new());
    builder.timer(TokioTimer::new()).keep_alive_interval(Duration::from_secs(10)).keep_alive_while_idle(true);
    let (sender, connection) =
        builder.handshake::<_, Empty<Bytes>>(TokioIo::new(near)).await.expect("a handshake");
    let error = connection.await.expect_err("a failure");
    drop(sender);
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.classify(), Fault::new(Class::TIMEOUT));
}

// Red when: the line of hyper in `by_feature` is removed.
#[tokio::test]
async fn a_source_walk_finds_it() {
    let error = anyhow::Error::from(asking(Then::Close("")).await).context("asking");
    assert_eq!(by_source(error.as_ref()), Some(Fault::new(Class::NETWORK)));
    let boxed: Box<dyn Error + Send + Sync> = asking(Then::Close(NO_NUMBER)).await.into();
    assert_eq!(boxed.classify(), Fault::new(Class::INVALID));
}

//! Feature `tokio-tungstenite-0-30`: what a WebSocket's errors and close codes are.

use std::io;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use http::{HeaderName, Response, StatusCode};
use resilin::classify::by_source;
use resilin::{Class, Classify, Fault, Rejected};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_tungstenite::tungstenite::error::{CapacityError, Error, ProtocolError, SubProtocolError, UrlError};
use tokio_tungstenite::tungstenite::protocol::frame::coding::{CloseCode, Data};
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, accept_async, client_async_with_config, connect_async};

fn network() -> Fault {
    Fault::new(Class::NETWORK)
}

fn invalid() -> Fault {
    Fault::new(Class::INVALID)
}

fn client() -> Fault {
    Fault::new(Class::CLIENT)
}

fn io(kind: io::ErrorKind) -> Error {
    Error::Io(kind.into())
}

/// Every variant but `Tls`, of whose errors each comes with a TLS library.
// Red when: the arm of `InvalidData` in `of_io` goes, or is asked before the class, or has no guard.
#[test]
fn every_error() {
    let full = Error::WriteBufferFull(Box::new(Message::Text(Utf8Bytes::from_static("tick"))));
    let header = http::Error::from(HeaderName::from_bytes(b"not a name").expect_err("a bad name"));
    let timeout = Fault::new(Class::TIMEOUT);
    let cases = [
        (Error::ConnectionClosed, network()),
        (Error::AlreadyClosed, network()),
        (io(io::ErrorKind::ConnectionRefused), network().not_processed()),
        (io(io::ErrorKind::ConnectionReset), network()),
        (io(io::ErrorKind::UnexpectedEof), network()),
        (io(io::ErrorKind::TimedOut), timeout),
        (io(io::ErrorKind::Other), network()),
        // Broken TLS, as rustls tells it, is what `Tls` is; root certificates that are not found are the caller's.
        (io(io::ErrorKind::InvalidData), network()),
        (io(io::ErrorKind::NotFound), client()),
        (Error::Io(io::Error::new(io::ErrorKind::InvalidData, Rejected::DeadlineExceeded)), timeout),
        (Error::Capacity(CapacityError::TooManyHeaders), client()),
        (Error::Capacity(CapacityError::MessageTooLong { size: 2, max_size: 1 }), client()),
        (Error::Protocol(ProtocolError::HandshakeIncomplete), network()),
        (Error::Protocol(ProtocolError::InvalidOpcode(7)), invalid()),
        (full, Fault::new(Class::OVERLOAD).not_processed()),
        (Error::Utf8(String::from("0xff")), invalid()),
        (Error::AttackAttempt, invalid()),
        (Error::HttpFormat(header), client()),
        (Error::Url(UrlError::UnableToConnect(String::from("ws://nowhere"))), network()),
        (Error::Url(UrlError::TlsFeatureNotEnabled), client()),
        (Error::Url(UrlError::NoHostName), client()),
        (Error::Url(UrlError::UnsupportedUrlScheme), client()),
        (Error::Url(UrlError::EmptyHostName), client()),
        (Error::Url(UrlError::NoPathOrQuery), client()),
    ];
    for (error, fault) in cases {
        assert_eq!(error.classify(), fault, "{error:?}");
        assert_eq!(by_source(&error), Some(fault), "{error:?}");
    }
}

#[test]
fn every_protocol_error() {
    use ProtocolError as P;
    let header = HeaderName::from_static("sec-websocket-key");
    let gone = [P::HandshakeIncomplete, P::ResetWithoutClosingHandshake, P::SendAfterClosing];
    let own = [
        P::WrongHttpMethod,
        P::WrongHttpVersion,
        P::MissingSecWebSocketVersionHeader,
        P::MissingSecWebSocketKey,
        P::InvalidSecWebSocketKey,
        P::SecWebSocketSubProtocolError(SubProtocolError::ServerSentSubProtocolNoneRequested),
        P::SecWebSocketSubProtocolError(SubProtocolError::InvalidSubProtocol),
        P::SecWebSocketSubProtocolError(SubProtocolError::NoSubProtocol),
        P::JunkAfterRequest,
        P::CustomResponseSuccessful,
        P::InvalidHeader(Box::new(header)),
    ];
    let theirs = [
        P::MissingConnectionUpgradeHeader,
        P::MissingUpgradeWebSocketHeader,
        P::SecWebSocketAcceptKeyMismatch,
        P::ReceivedAfterClosing,
        P::NonZeroReservedBits,
        P::UnmaskedFrameFromClient,
        P::MaskedFrameFromServer,
        P::FragmentedControlFrame,
        P::ControlFrameTooBig,
        P::UnknownControlFrameType(11),
        P::UnknownDataFrameType(3),
        P::UnexpectedContinueFrame,
        P::ExpectedFragment(Data::Text),
        P::InvalidOpcode(16),
        P::InvalidCloseSequence,
    ];
    let classes = [(&gone[..], network()), (&own, client()), (&theirs, invalid())];
    for (error, fault) in classes.into_iter().flat_map(|(errors, fault)| errors.iter().map(move |e| (e, fault))) {
        assert_eq!(error.classify(), fault, "{error:?}");
        assert_eq!(Error::Protocol(error.clone()).classify(), fault, "{error:?}");
    }
}

// Red when: `1014` goes to the last line of `class`; `retry_after` of 1012 is left out.
#[test]
fn every_close_code() {
    for code in 0..=u16::MAX {
        let class = match code {
            1000 | 1001 | 1005 | 1006 | 1012 | 1015 => Class::NETWORK,
            1002 | 1003 | 1007..=1010 | 3003 => Class::CLIENT,
            1011 | 1014 => Class::SERVER,
            1013 => Class::OVERLOAD,
            3000 => Class::AUTH,
            3008 => Class::TIMEOUT,
            _ => Class::UNKNOWN,
        };
        let fault = Fault::new(class);
        let fault = if code == 1012 { fault.retry_after(Duration::from_secs(5)) } else { fault };
        let frame = CloseFrame { code: CloseCode::from(code), reason: Utf8Bytes::from_static("because") };
        assert_eq!(frame.code.classify(), fault, "{code}");
        assert_eq!(frame.classify(), fault, "{code}");
    }
}

// Red when: `of_handshake` is given an empty header map.
#[test]
fn every_answer_to_a_handshake() {
    for code in 100..=599 {
        let response = Response::builder().status(code).header("retry-after", "7").body(None).expect("a response");
        let status = StatusCode::from_u16(code).expect("a status");
        let fault = match code {
            100..=399 => client(),
            _ => status.classify().retry_after(Duration::from_secs(7)),
        };
        assert_eq!(Error::Http(Box::new(response)).classify(), fault, "{code}");
    }
}

async fn server() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("ws://{}/", listener.local_addr().expect("an address"));
    (listener, url)
}

/// The error of a handshake that is answered so, before the connection closes.
async fn answered(answer: &'static str) -> Error {
    let (listener, url) = server().await;
    let answering = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.expect("a connection");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(connection.read_u8().await.expect("a whole head"));
        }
        connection.write_all(answer.as_bytes()).await.expect("written");
    });
    let error = connect_async(url).await.expect_err("a failure");
    answering.await.expect("answered");
    error
}

#[tokio::test]
async fn handshakes_that_fail() {
    let slow_down = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n";
    let cases = [
        ("", network()),
        ("HTTP/1.1 101 Swi", network()),
        ("no http at all\r\n\r\n", invalid()),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\n", invalid()),
        ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", client()),
        ("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n", Fault::new(Class::AUTH)),
        ("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n", Fault::new(Class::OVERLOAD)),
        (slow_down, Fault::new(Class::THROTTLED).retry_after(Duration::from_secs(7))),
    ];
    for (answer, fault) in cases {
        let error = answered(answer).await;
        assert_eq!(error.classify(), fault, "{answer:?}: {error:?}");
    }
}

#[tokio::test]
async fn nobody_to_connect_to() {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let url = format!("ws://{}/", socket.local_addr().expect("an address"));
    let refused = connect_async(url).await.expect_err("a failure");
    assert_eq!(refused.classify(), network().not_processed(), "{refused:?}");
    let unresolved = connect_async("ws://nowhere.invalid/").await.expect_err("a failure");
    assert_eq!(unresolved.classify().class(), Class::NETWORK, "{unresolved:?}");
    let (_listener, url) = server().await;
    let no_tls = connect_async(url.replace("ws:", "wss:")).await.expect_err("a failure");
    assert_eq!(no_tls.classify(), client(), "{no_tls:?}");
}

/// A client's socket after the server accepted it and did this, and the first error that it reads.
async fn after<F>(serve: fn(TcpStream) -> F) -> (WebSocketStream<MaybeTlsStream<TcpStream>>, Option<Error>)
where
    F: Future<Output = ()> + Send + 'static,
{
    let (listener, url) = server().await;
    let serving = tokio::spawn(async move { serve(listener.accept().await.expect("a connection").0).await });
    let (mut socket, _) = connect_async(url).await.expect("a handshake");
    serving.await.expect("served");
    loop {
        match socket.next().await {
            Some(Ok(_)) => {}
            ended => return (socket, ended.and_then(Result::err)),
        }
    }
}

async fn drop_it(connection: TcpStream) {
    drop(accept_async(connection).await.expect("a handshake"));
}

async fn break_the_protocol(connection: TcpStream) {
    let mut socket = accept_async(connection).await.expect("a handshake");
    // A frame of opcode 7, which is reserved.
    socket.get_mut().write_all(&[0x87, 0]).await.expect("written");
}

async fn close_it(connection: TcpStream) {
    let mut socket = accept_async(connection).await.expect("a handshake");
    socket.close(Some(CloseFrame { code: CloseCode::Restart, reason: Utf8Bytes::default() })).await.expect("sent");
}

#[tokio::test]
async fn connections_that_end() {
    let dropped = after(drop_it).await.1.expect("a failure");
    assert!(matches!(dropped, Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)), "{dropped:?}");
    assert_eq!(dropped.classify(), network());
    let broken = after(break_the_protocol).await.1.expect("a failure");
    assert_eq!(broken.classify(), invalid(), "{broken:?}");
}

#[tokio::test]
async fn sending_when_it_is_over() {
    let hello = Message::Text(Utf8Bytes::from_static("hello"));
    let (mut socket, none) = after(close_it).await;
    assert!(none.is_none(), "an end that was announced is none: {none:?}");
    let closed = socket.send(hello.clone()).await.expect_err("a failure");
    assert!(matches!(closed, Error::AlreadyClosed), "{closed:?}");
    assert_eq!(closed.classify(), network());
    let (listener, url) = server().await;
    let (dialed, accepted) = tokio::join!(connect_async(url), async {
        accept_async(listener.accept().await.expect("a connection").0).await
    });
    let (mut socket, _server) = (dialed.expect("a handshake").0, accepted.expect("a handshake"));
    socket.close(None).await.expect("sent");
    let closing = socket.send(hello).await.expect_err("a failure");
    assert!(matches!(closing, Error::Protocol(ProtocolError::SendAfterClosing)), "{closing:?}");
    assert_eq!(closing.classify(), network());
}

#[tokio::test]
async fn a_peer_that_does_not_read() {
    let (near, far) = tokio::io::duplex(1024);
    let config = WebSocketConfig::default().write_buffer_size(0).max_write_buffer_size(4096);
    let (connected, accepted) =
        tokio::join!(client_async_with_config("ws://feed/", near, Some(config)), accept_async(far));
    let (mut socket, _server) = (connected.expect("a handshake").0, accepted.expect("a handshake"));
    let error = loop {
        let message = Message::Binary(vec![0; 1000].into());
        if let Err(error) = futures_util::future::poll_fn(|context| {
            let _ = socket.poll_ready_unpin(context);
            std::task::Poll::Ready(socket.start_send_unpin(message.clone()))
        })
        .await
        {
            break error;
        }
    };
    assert!(matches!(error, Error::WriteBufferFull(_)), "{error:?}");
    assert_eq!(error.classify(), Fault::new(Class::OVERLOAD).not_processed());
}

// Red when: the line of tungstenite in `by_feature` is removed.
#[tokio::test]
async fn a_source_walk_finds_it() {
    let error = anyhow::Error::from(answered("no http at all\r\n\r\n").await).context("dialing");
    assert_eq!(by_source(error.as_ref()), Some(invalid()));
    let protocol: Box<dyn std::error::Error + Send + Sync> = ProtocolError::HandshakeIncomplete.into();
    assert_eq!(protocol.classify(), network());
}

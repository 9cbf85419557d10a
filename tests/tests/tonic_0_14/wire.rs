//! Over real connections: a channel of tonic's against servers on loopback.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Request as HttpRequest, Response};
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use resilin::{Class, Classify, Fault};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpSocket};
use tonic::client::Grpc;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};

use super::codes::CODES;

/// Messages without content.
struct Nothing;

impl Codec for Nothing {
    type Encode = ();
    type Decode = ();
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Nothing {
    type Item = ();
    type Error = Status;

    fn encode(&mut self, (): (), _: &mut EncodeBuf<'_>) -> Result<(), Status> {
        Ok(())
    }
}

impl Decoder for Nothing {
    type Item = ();
    type Error = Status;

    fn decode(&mut self, _: &mut DecodeBuf<'_>) -> Result<Option<()>, Status> {
        Ok(Some(()))
    }
}

async fn call(channel: Channel) -> Status {
    let mut client = Grpc::new(channel);
    if let Err(error) = client.ready().await {
        return Status::from_error(error.into());
    }
    let path = PathAndQuery::from_static("/feed.Feed/Next");
    client.unary::<(), (), _>(Request::new(()), path, Nothing).await.expect_err("a failure")
}

async fn listener() -> (TcpListener, Endpoint) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, Endpoint::from_shared(url).expect("an endpoint"))
}

/// A server that answers one connection's calls with these headers, and no body.
async fn answering(headers: HeaderMap) -> Channel {
    let (listener, endpoint) = listener().await;
    tokio::spawn(async move {
        let (connection, _) = listener.accept().await.expect("a connection");
        let service = service_fn(move |_: HttpRequest<Incoming>| {
            let mut response = Response::new(Empty::<Bytes>::new());
            *response.headers_mut() = headers.clone();
            std::future::ready(Ok::<_, Infallible>(response))
        });
        // How the client ends the connection is its own affair.
        let _ =
            http2::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(connection), service).await;
    });
    endpoint.connect_lazy()
}

fn headers(code: i32, more: Option<(&'static str, &'static str)>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/grpc"));
    headers.insert("grpc-status", HeaderValue::from(code));
    headers.extend(more.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))));
    headers
}

#[tokio::test]
async fn every_code_that_a_server_sends() {
    // The first is no failure.
    for (code, class) in &CODES[1..] {
        let status = call(answering(headers(*code as i32, None)).await).await;
        assert_eq!((status.code(), status.classify()), (*code, Fault::new(*class)), "{status:?}");
    }
}

#[tokio::test]
async fn pushback_that_a_server_sends() {
    for (value, wait) in [("250", Duration::from_millis(250)), ("-1", Duration::MAX)] {
        let channel = answering(headers(14, Some(("grpc-retry-pushback-ms", value)))).await;
        assert_eq!(call(channel).await.classify(), Fault::new(Class::OVERLOAD).retry_after(wait), "{value}");
    }
}

#[tokio::test]
async fn nobody_to_connect_to() {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let url = format!("http://{}", socket.local_addr().expect("an address"));
    let endpoint = Endpoint::from_shared(url).expect("an endpoint");
    let unsent = Fault::new(Class::NETWORK).not_processed();
    let status = call(endpoint.connect_lazy()).await;
    assert_eq!(status.classify(), unsent, "{status:?}");
    // A `tonic::transport::Error`, which has its cause on its source chain.
    let error = anyhow::Error::from(endpoint.connect().await.expect_err("a failure"));
    assert_eq!(resilin::classify::by_source(error.as_ref()), Some(unsent), "{error:?}");
}

#[tokio::test]
async fn a_server_that_goes_away_or_is_none() {
    for said in ["", "HTTP/1.1 400 Bad Request\r\n\r\n"] {
        let (listener, endpoint) = listener().await;
        let serving = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.expect("a connection");
            connection.write_all(said.as_bytes()).await.expect("written");
        });
        let status = call(endpoint.connect_lazy()).await;
        serving.await.expect("served");
        assert_eq!(status.classify(), Fault::new(Class::NETWORK), "{said:?}: {status:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_channel_s_own_timeout() {
    let (listener, endpoint) = listener().await;
    let channel = endpoint.timeout(Duration::from_secs(2)).connect_lazy();
    let status = call(channel).await;
    drop(listener);
    assert_eq!(status.classify(), Fault::new(Class::TIMEOUT), "{status:?}");
}

//! As much of HTTP/1.1 as the examples need: one request with a `Content-Length`, read as a whole.

use std::io::{self, ErrorKind};
use std::time::Instant;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::net::TcpStream;

use super::Received;

/// Nothing here sends more.
const LONGEST_REQUEST: u64 = 64 * 1024;

/// A request, read to the end of its body.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The value of a header, whose name is in lower case here.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }
}

/// Reads a request, as the log is to have it.
pub(super) async fn read(connection: &mut TcpStream) -> io::Result<Received> {
    let request = read_whole(connection).await?;
    let value = |name| request.header(name).map(str::to_owned);
    let (key, id) = (value("idempotency-key"), value("x-request-id"));
    let Request { method, path, .. } = request;
    Ok(Received { method, path, key, id, at: Instant::now(), replied: None })
}

/// Reads a request to the end of its body.
pub(crate) async fn read_whole(connection: &mut TcpStream) -> io::Result<Request> {
    let mut reader = BufReader::new(connection.take(LONGEST_REQUEST));
    let first = line(&mut reader).await?;
    let mut words = first.split_whitespace().map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Err(ErrorKind::InvalidData.into());
    };
    let headers = headers(&mut reader).await?;
    let body_length = value(&headers, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = Vec::new();
    reader.take(body_length).read_to_end(&mut body).await?;
    Ok(Request { method, path, headers, body })
}

type Reader<'c> = BufReader<tokio::io::Take<&'c mut TcpStream>>;
type Headers = Vec<(String, String)>;

async fn headers(reader: &mut Reader<'_>) -> io::Result<Headers> {
    let mut headers = Headers::new();
    loop {
        let line = line(reader).await?;
        if line.is_empty() {
            return Ok(headers);
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

async fn line(reader: &mut Reader<'_>) -> io::Result<String> {
    let mut line = String::new();
    match reader.read_line(&mut line).await? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        _ => Ok(line.trim_end().to_owned()),
    }
}

fn value<'h>(headers: &'h Headers, name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

//! What a server does with a request, done.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::soak::plan::Deed;

/// What a client of the soak understands.
const BODY: &str = r#"{"worth":7}"#;

/// What servers have been seen to say, and what they might.
const HINTS: [&str; 12] = [
    "0",
    "1",
    "2",
    "0.25",
    "3600",
    "86400",
    "-5",
    "1e30",
    "18446744073709551616",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "soon",
];

/// What comes after.
pub(super) enum Then {
    /// The next request.
    Next,
    /// The connection is closed.
    Close,
    /// The connection is reset.
    Reset,
}

pub(super) async fn perform(deed: Deed, connection: &mut TcpStream) -> io::Result<Then> {
    match deed {
        Deed::Answers(after) => {
            sleep(after).await;
            say(connection, &response("200 OK", "", BODY), Then::Next).await
        }
        Deed::Drips => drip(connection).await,
        Deed::Resets => Ok(Then::Reset),
        Deed::ResetsMidway => say(connection, &half(BODY), Then::Reset).await,
        Deed::Stalls => stall(connection, "").await,
        Deed::StallsMidway => stall(connection, &half(BODY)).await,
        Deed::TooShort => say(connection, &half(BODY), Then::Close).await,
        Deed::TooLong => say(connection, &(response("200 OK", "", BODY) + BODY), Then::Close).await,
        Deed::Garbage => say(connection, "\u{7f}ELF\0\r\n\r\n<!doctype html>", Then::Close).await,
        Deed::HalfStatusLine => say(connection, "HTTP/1.1 20", Then::Close).await,
        Deed::NoJson => say(connection, &response("200 OK", "", "<html>"), Then::Next).await,
        Deed::Lies => say(connection, &response("200 OK", "", r#"{"worth":-1}"#), Then::Next).await,
        Deed::Status(status) => say(connection, &response(&status.to_string(), "", ""), Then::Next).await,
        Deed::RetryAfter(status, hint) => {
            let hint = HINTS[hint as usize % HINTS.len()];
            let header = format!("retry-after: {hint}\r\n");
            say(connection, &response(&status.to_string(), &header, ""), Then::Next).await
        }
    }
}

fn response(status: &str, header: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} \r\n{header}content-length: {}\r\n\r\n{body}", body.len())
}

/// An answer that is cut in its body.
fn half(body: &str) -> String {
    let whole = response("200 OK", "", body);
    whole[..whole.len() - body.len() / 2].to_owned()
}

async fn say(connection: &mut TcpStream, text: &str, then: Then) -> io::Result<Then> {
    connection.write_all(text.as_bytes()).await?;
    Ok(then)
}

async fn drip(connection: &mut TcpStream) -> io::Result<Then> {
    for piece in response("200 OK", "", BODY).as_bytes().chunks(5) {
        connection.write_all(piece).await?;
        sleep(Duration::from_millis(40)).await;
    }
    Ok(Then::Next)
}

/// Until the client has gone.
async fn stall(connection: &mut TcpStream, text: &str) -> io::Result<Then> {
    connection.write_all(text.as_bytes()).await?;
    connection.read_u8().await?;
    Ok(Then::Close)
}

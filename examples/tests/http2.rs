//! An HTTP/2 stream that the server gives up in the middle of a body is class `network`, not `invalid`: there is
//! no I/O error among its sources, because the connection itself is well.

use std::io;

use reqwest::Client;
use resilin::{Class, Classify, Fault};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// RFC 9113, 3.4: what a client sends before its first frame.
const PREFACE_LENGTH: usize = 24;
const HEADERS: u8 = 1;

const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
/// `:status: 200`, on stream 1.
const OK: &[u8] = &[0, 0, 1, HEADERS, 4, 0, 0, 0, 1, 0x88];
const DATA: &[u8] = &[0, 0, 2, 0, 0, 0, 0, 0, 1, b'f', b'i'];
/// Internal error, on stream 1.
const RESET_STREAM: &[u8] = &[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2];

async fn give_up_in_the_middle(mut connection: TcpStream) -> io::Result<()> {
    connection.read_exact(&mut [0; PREFACE_LENGTH]).await?;
    connection.write_all(SETTINGS).await?;
    while read_frame(&mut connection).await? != HEADERS {}
    connection.write_all(&[OK, DATA, RESET_STREAM].concat()).await?;
    loop {
        read_frame(&mut connection).await?;
    }
}

/// The type of the next frame.
async fn read_frame(connection: &mut TcpStream) -> io::Result<u8> {
    let mut head = [0; 9];
    connection.read_exact(&mut head).await?;
    let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
    let mut payload = vec![0; length as usize];
    connection.read_exact(&mut payload).await?;
    Ok(head[3])
}

// Red when: the line with `None if` is removed from `decode` in `reqwest_0_13/error.rs`.
#[tokio::test]
async fn a_stream_given_up_is_the_network_s() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    tokio::spawn(async move { give_up_in_the_middle(listener.accept().await?.0).await });
    let http = Client::builder().no_proxy().http2_prior_knowledge().build().expect("a client");
    let response = http.get(url).send().await.expect("a head");
    let error = response.bytes().await.expect_err("half a body");
    assert!(error.is_decode(), "{error:?}");
    assert_eq!(error.classify(), Fault::new(Class::NETWORK), "{error:?}");
}

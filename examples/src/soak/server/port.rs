//! Ports that a server can leave and come back to.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener as Listener};
use std::ops::Range;

use tokio::net::TcpListener;

/// Below those that systems give to outgoing connections. Among those, a client that connects while nobody listens can be
/// given the very port it connects to: it is then connected to itself, and the server never gets its port back.
const PORTS: Range<u16> = 18_000..30_000;

/// A port that is free.
pub(super) fn any() -> io::Result<TcpListener> {
    let first = PORTS.start + u16::try_from(std::process::id() % 10_000).unwrap_or(0);
    for port in first..PORTS.end {
        match Listener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                return TcpListener::from_std(listener);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AddrInUse.into())
}

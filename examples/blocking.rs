//! Plain threads, no async runtime: a policy over a function that uses `std::net`.
//!
//! ```text
//! cargo run --example blocking
//! ```

use std::io::{self, BufRead as _, BufReader, ErrorKind, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use resilin::resilient;
use resilin_examples::checks::Checks;
use resilin_examples::style::Style;

/// The server hangs up on so many callers before it answers one.
const HANG_UPS: usize = 2;

/// Asks for the word of the day. `std::io::Error` says by itself what kind of failure it is.
#[resilient(backoff = exp(100ms, 2, 1s), jitter = equal, attempts = 4, attempt = this)]
fn word_of_the_day(server: SocketAddr) -> io::Result<String> {
    println!("  attempt {}{}", this.number(), previous(this));
    let mut line = String::new();
    let mut connection = TcpStream::connect(server)?;
    connection.write_all(b"word?\n")?;
    match BufReader::new(connection).read_line(&mut line)? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        _ => Ok(line.trim_end().to_owned()),
    }
}

fn main() -> io::Result<ExitCode> {
    let mut checks = Checks::new(Style::of_stdout());

    println!("a server that hangs up {HANG_UPS} times, then answers:");
    let (address, server) = start()?;
    let word = word_of_the_day(address)?;
    let callers = server.join().expect("the server does not panic")?;
    checks.check("the word arrived", word == "resilin");
    checks.check("the server saw three callers", callers == HANG_UPS + 1);

    println!("an address where nobody listens:");
    let begun = Instant::now();
    let refused = word_of_the_day(nobody()?);
    println!("  {refused:?} after {:?}", begun.elapsed());
    checks.check("the last attempt's own error came back", refused.is_err_and(|error| is_refusal(&error)));
    Ok(checks.exit_code())
}

fn previous(attempt: &resilin::Attempt) -> String {
    attempt.previous().map(|fault| format!(", because of class {}", fault.class())).unwrap_or_default()
}

fn is_refusal(error: &io::Error) -> bool {
    error.kind() == ErrorKind::ConnectionRefused
}

/// Starts a server that ends with its first answer, and then tells how many callers it had.
fn start() -> io::Result<(SocketAddr, JoinHandle<io::Result<usize>>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    Ok((address, thread::spawn(move || serve(&listener))))
}

fn serve(listener: &TcpListener) -> io::Result<usize> {
    for _ in 0..HANG_UPS {
        drop(listener.accept()?);
    }
    let (mut connection, _) = listener.accept()?;
    BufReader::new(connection.try_clone()?).read_line(&mut String::new())?;
    connection.write_all(b"resilin\n")?;
    Ok(HANG_UPS + 1)
}

/// A port that was free a moment ago.
fn nobody() -> io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}

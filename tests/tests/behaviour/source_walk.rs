//! Errors without `Classify`: what the source chain says.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, ErrorKind};

use anyhow::Context as _;
use resilin::{Class, Error, Rejected, resilient};
use tokio::time::error::Elapsed;
use tokio::time::timeout;

use super::common::{Runs, secs};

/// How often a call runs that fails so: 3 where the class is retried, 1 where it is not.
macro_rules! runs_with {
    ($error:ty, $make:expr) => {{
        #[resilient(backoff = none)]
        async fn failing(runs: &Runs) -> Result<(), $error> {
            runs.note();
            Err($make)
        }
        let runs = Runs::new();
        assert!(failing(&runs).await.is_err());
        runs.count()
    }};
}

/// When the runs of a call take place that fails so: `unknown` is waited for four times as long.
macro_rules! is_unknown {
    ($error:ty, $make:expr) => {{
        #[resilient(backoff = fixed(1s), jitter = none)]
        async fn failing(runs: &Runs) -> Result<(), $error> {
            runs.note();
            Err($make)
        }
        let runs = Runs::new();
        assert!(failing(&runs).await.is_err());
        assert!(runs.at() == [0, 1_000, 2_000] || runs.at() == [0, 4_000, 8_000], "{:?}", runs.at());
        runs.at() == [0, 4_000, 8_000]
    }};
}

#[derive(Debug, thiserror::Error)]
#[error("layer")]
struct Layer(#[source] Box<dyn StdError + Send + Sync>);

#[derive(Debug, thiserror::Error)]
enum Api {
    #[error("request")]
    Request(#[source] io::Error),
    #[error("deep")]
    Deep(#[from] Layer),
    #[error("nothing")]
    Nothing,
}

/// As many layers around it.
fn wrapped(error: impl StdError + Send + Sync + 'static, layers: usize) -> Layer {
    (1..layers).fold(Layer(Box::new(error)), |inner, _| Layer(Box::new(inner)))
}

fn reset() -> io::Error {
    ErrorKind::ConnectionReset.into()
}

fn missing() -> io::Error {
    ErrorKind::NotFound.into()
}

async fn elapsed() -> Elapsed {
    timeout(secs(0), std::future::pending::<()>()).await.expect_err("pending")
}

#[tokio::test(start_paused = true)]
async fn io_kinds() {
    use ErrorKind as Kind;
    let network = [
        Kind::ConnectionRefused,
        Kind::ConnectionReset,
        Kind::ConnectionAborted,
        Kind::NotConnected,
        Kind::BrokenPipe,
        Kind::UnexpectedEof,
        Kind::HostUnreachable,
        Kind::NetworkUnreachable,
        Kind::NetworkDown,
        Kind::Interrupted,
    ];
    let client =
        [Kind::NotFound, Kind::PermissionDenied, Kind::InvalidInput, Kind::InvalidData, Kind::Unsupported];
    let class = |kind: Kind| resilin::Classify::classify(&io::Error::from(kind)).class();
    assert!(network.into_iter().all(|kind| class(kind) == Class::NETWORK));
    assert!(client.into_iter().all(|kind| class(kind) == Class::CLIENT));
    assert_eq!(class(Kind::TimedOut), Class::TIMEOUT);
    assert_eq!((class(Kind::Other), class(Kind::AddrInUse)), (Class::UNKNOWN, Class::UNKNOWN));
}

#[tokio::test(start_paused = true)]
async fn an_io_error_by_itself() {
    assert_eq!(runs_with!(io::Error, reset()), 3);
    assert_eq!(runs_with!(io::Error, missing()), 1);
    assert!(!is_unknown!(io::Error, reset()));
    assert!(is_unknown!(io::Error, ErrorKind::Other.into()));
}

#[tokio::test(start_paused = true)]
async fn an_io_error_deep_in_the_chain() {
    assert_eq!(runs_with!(Layer, wrapped(missing(), 1)), 1);
    assert_eq!(runs_with!(Layer, wrapped(missing(), 9)), 1);
    assert!(!is_unknown!(Layer, wrapped(reset(), 9)));
}

#[tokio::test(start_paused = true)]
async fn thiserrors_source() {
    assert_eq!(runs_with!(Api, Api::Request(missing())), 1);
    assert_eq!(runs_with!(Api, Api::Deep(wrapped(missing(), 3))), 1);
    assert!(!is_unknown!(Api, Api::Request(reset())));
    assert!(is_unknown!(Api, Api::Nothing));
}

#[tokio::test(start_paused = true)]
async fn anyhow_with_and_without_context() {
    assert_eq!(runs_with!(anyhow::Error, missing().into()), 1);
    assert_eq!(
        runs_with!(anyhow::Error, Err::<(), _>(missing()).context("a").context("b").expect_err("missing")),
        1
    );
    assert!(!is_unknown!(anyhow::Error, anyhow::Error::from(Api::Request(reset())).context("c")));
    assert!(is_unknown!(anyhow::Error, anyhow::anyhow!("nothing known")));
}

#[tokio::test(start_paused = true)]
async fn boxes() {
    assert_eq!(runs_with!(Box<dyn StdError + Send + Sync>, missing().into()), 1);
    assert_eq!(runs_with!(Box<dyn StdError + Send + Sync>, Layer(missing().into()).into()), 1);
    assert_eq!(runs_with!(Box<dyn StdError>, missing().into()), 1);
    assert!(!is_unknown!(Box<dyn StdError + Send + Sync>, wrapped(reset(), 4).into()));
    assert!(is_unknown!(Box<dyn StdError + Send + Sync>, "text".into()));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_travelled() {
    let timed_out = || {
        #[resilient(timeout = 1s, attempts = 1)]
        async fn hanging() -> Result<(), Rejected> {
            std::future::pending().await
        }
        hanging()
    };
    let rejected = timed_out().await.expect_err("it hangs");
    assert!(matches!(rejected, Rejected::TimedOut { .. }));
    assert!(!is_unknown!(Layer, wrapped(Rejected::DeadlineExceeded, 2)));
    assert!(!is_unknown!(io::Error, Rejected::DeadlineExceeded.into()));
    assert!(!is_unknown!(anyhow::Error, Rejected::DeadlineExceeded.into()));
    assert!(!is_unknown!(Layer, wrapped(io::Error::other(Rejected::DeadlineExceeded), 2)));
}

#[tokio::test(start_paused = true)]
async fn tokios_elapsed_in_a_chain() {
    assert!(!is_unknown!(anyhow::Error, elapsed().await.into()));
    assert!(!is_unknown!(Layer, wrapped(elapsed().await, 2)));
}

#[tokio::test(start_paused = true)]
async fn tokios_elapsed_by_itself() {
    assert!(!is_unknown!(Elapsed, elapsed().await));
}

#[tokio::test(start_paused = true)]
async fn a_nested_calls_error_keeps_its_class_in_a_report() {
    assert_eq!(runs_with!(anyhow::Error, Error::Failed(missing()).into()), 1);
    assert!(!is_unknown!(anyhow::Error, Error::<io::Error>::Rejected(Rejected::DeadlineExceeded).into()));
}

#[tokio::test(start_paused = true)]
async fn an_io_error_inside_an_io_error() {
    assert_eq!(runs_with!(anyhow::Error, io::Error::other(missing()).into()), 1);
    assert!(!is_unknown!(Layer, wrapped(io::Error::other(reset()), 1)));
}

/// Its own source.
#[derive(Debug)]
struct Ring;

impl fmt::Display for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ring")
    }
}

impl StdError for Ring {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self)
    }
}

#[tokio::test(start_paused = true)]
async fn a_chain_that_never_ends_is_unknown() {
    assert!(is_unknown!(Ring, Ring));
    assert!(is_unknown!(Layer, wrapped(Ring, 2)));
    assert!(is_unknown!(Box<dyn StdError + Send + Sync>, Ring.into()));
}

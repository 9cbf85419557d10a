//! The error of an AWS client, as a user of this crate would write it, and the classes that the SDKs have for it:
//! `aws_error_classification.csv`.

use std::io;

use http::StatusCode;
use resilin::{Class, Classify, Fault, Hint};
use tokio::time::Instant;

use crate::common::{site, watch};

/// What is left of a request that failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AwsError {
    #[error("{status}: {code}")]
    Response { status: StatusCode, code: String, retry_after: Option<Hint> },
    #[error(transparent)]
    Connection(#[from] io::Error),
}

/// "Slow down", whatever the status.
const THROTTLING: [&str; 14] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

/// The request took too long to arrive.
const TIMEOUTS: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

impl AwsError {
    pub(crate) fn response(status: u16, code: &str) -> Self {
        let status = StatusCode::from_u16(status).expect("a status");
        Self::Response { status, code: code.to_owned(), retry_after: None }
    }
}

impl Classify for AwsError {
    fn classify(&self) -> Fault {
        match self {
            Self::Response { code, retry_after, .. } if THROTTLING.contains(&code.as_str()) => {
                Fault::new(Class::THROTTLED).with_hint(*retry_after)
            }
            Self::Response { code, retry_after, .. } if TIMEOUTS.contains(&code.as_str()) => {
                Fault::new(Class::TIMEOUT).with_hint(*retry_after)
            }
            Self::Response { status, retry_after, .. } => status.classify().with_hint(*retry_after),
            Self::Connection(error) => error.classify(),
        }
    }
}

/// A row: which of the SDK's two lists is asked, the response, and whether it is on that list.
#[derive(Clone, Copy, Debug)]
struct Row<'f> {
    checker: &'f str,
    status: &'f str,
    code: &'f str,
    is_on_it: bool,
}

const FILE: &str = include_str!("../../vectors/aws_error_classification.csv");

/// A line of the file, where one is not as the SDKs have it: `# differs: row: reason`.
const DIFFERS: &str = "# differs: ";

fn rows() -> impl Iterator<Item = (&'static str, Row<'static>)> {
    let lines = FILE.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| {
        let [checker, status, code, is_on_it] = line.splitn(4, ',').collect::<Vec<_>>()[..] else {
            panic!("no row: {line}");
        };
        (line, Row { checker, status, code, is_on_it: is_on_it == "True" })
    })
}

fn differs(line: &str) -> bool {
    let mut notes = FILE.lines().filter_map(|note| note.strip_prefix(DIFFERS));
    notes.any(|note| note.strip_prefix(line).is_some_and(|reason| reason.len() > 2))
}

/// `None` for what is no failure at all.
fn error(row: Row<'_>) -> Option<AwsError> {
    match row.status {
        "" => Some(io::Error::from(io::ErrorKind::ConnectionReset).into()),
        "200" => None,
        status => Some(AwsError::response(status.parse().expect("a status"), row.code)),
    }
}

fn is_on_the_list(row: Row<'_>, class: Class) -> bool {
    match row.checker {
        "throttled" => class == Class::THROTTLED,
        _ => [Class::NETWORK, Class::TIMEOUT, Class::SERVER, Class::OVERLOAD].contains(&class),
    }
}

// Red when: `class` of runtime/src/http_1.rs has 502 among the client's, or 400 among the server's; or
// `classify` of runtime/src/classify/io.rs does not know a reset connection.
#[tokio::test(start_paused = true)]
async fn every_row() {
    let retried = site("attempts = 2, jitter = none");
    let (mut run, mut different) = (0, 0);
    for (line, row) in rows() {
        let class = error(row).map(|error| error.classify().class());
        let is_on_it = class.is_some_and(|class| is_on_the_list(row, class));
        assert_eq!(is_on_it, row.is_on_it ^ differs(line), "{line}: {class:?}");
        let watched = watch(retried, |_| error(row).map_or(Ok(()), Err)).await;
        let runs_again = is_retried(class);
        assert!(runs_again || !row.is_on_it, "{line}: what is on a list is retried");
        assert_eq!(watched.runs(), 1 + usize::from(runs_again), "{line}: {class:?}");
        run += 1;
        different += usize::from(differs(line));
    }
    let notes = FILE.lines().filter(|line| line.starts_with(DIFFERS)).count();
    assert_eq!((run, different), (33, notes), "rows, and those that differ");
}

fn is_retried(class: Option<Class>) -> bool {
    class.is_some_and(|class| class != Class::CLIENT)
}

/// The standard table waits a second after throttling, where the other classes have the site's delays.
#[tokio::test(start_paused = true)]
async fn throttling_waits_longer() {
    let site = site("attempts = 3, backoff = exp(100ms, 2, 20s), jitter = none");
    for (code, millis) in [("ThrottlingException", 3_000), ("InternalServerError", 300)] {
        let start = Instant::now();
        let watched = watch(site, |_| Err(AwsError::response(500, code))).await;
        assert_eq!((watched.runs(), start.elapsed().as_millis()), (3, millis), "{code}");
    }
}

//! The metrics, as Prometheus scrapes them: through a real exporter, over HTTP.
//!
//! One test, because a process has one recorder: it plays every scene, and looks at everything that was scraped.

mod calls;
mod exporter;
mod gates;
mod scrape;
mod table;

use exporter::Exporter;
use resilin::Event;
use scrape::Scrape;

// Red when: a line is taken out of the table of runtime/src/metrics/mod.rs, or out of runtime/src/metrics/describe.rs.
#[test]
fn what_is_scraped_is_what_the_table_says() {
    before_there_is_an_exporter();
    let exporter = Exporter::start();
    resilin::metrics::install();
    resilin::metrics::install();
    let clock = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let expected = clock.expect("a runtime").block_on(async {
        let calls = calls::scenes().await;
        let gates = gates::scenes(&exporter).await;
        resilin::metrics::refresh();
        [calls, gates].concat()
    });
    let scrape = exporter.scrape();
    table::assert_described_by(&scrape);
    assert_values(&scrape, &expected);
    assert_nothing_is_unexpected(&scrape, &expected);
}

/// A program may install the metrics before its exporter. What it did meanwhile is lost, and nothing else.
///
/// Red when: runtime/src/metrics/record.rs keeps the handle of a counter.
fn before_there_is_an_exporter() {
    resilin::metrics::install();
    calls::working();
}

/// What a sample is to be, by its name and labels.
type Expected = Vec<(String, f64)>;

fn expected<const N: usize>(samples: [(&str, f64); N]) -> Expected {
    samples.map(|(sample, value)| (sample.to_owned(), value)).into()
}

#[track_caller]
fn assert_values(scrape: &Scrape, expected: &Expected) {
    for (sample, value) in expected {
        assert_eq!(scrape.value(sample), Some(*value), "{sample}\n{}", scrape.text());
    }
}

/// Every sample of these tests' own names is one that a scene has said, or a bucket.
fn assert_nothing_is_unexpected(scrape: &Scrape, expected: &Expected) {
    for sample in scrape.samples() {
        let is_expected = expected.iter().any(|(known, _)| *known == sample.line);
        assert!(is_expected || sample.name.ends_with("_bucket"), "nobody expects {}", sample.line);
    }
}

/// Runs a blocking call while nothing is told to `stderr`.
fn quietly<R>(run: impl FnOnce() -> R) -> R {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = run();
    std::panic::set_hook(hook);
    result
}

/// Somebody else who listens changes nothing.
fn another_listener() -> resilin::Listening {
    resilin::listen(|_: &Event<'_>| {})
}

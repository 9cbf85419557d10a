//! resilin's metrics, kept in this process: nobody scrapes a soak.

use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use crate::operations::Scrape;

/// Whoever counts.
#[derive(Clone, Debug)]
pub(super) struct Metering(PrometheusHandle);

/// Counts in buckets take the same room however many there are. Quantiles do not.
const BUCKETS: [f64; 6] = [0.01, 0.05, 0.2, 0.5, 1.0, 5.0];

impl Metering {
    /// Has resilin's metrics told to the process's only recorder.
    pub(super) fn start() -> Result<Self, BuildError> {
        let recorder = PrometheusBuilder::new().set_buckets(&BUCKETS)?.install_recorder()?;
        resilin::metrics::install();
        Ok(Self(recorder))
    }

    /// Puts into the buckets what was recorded since. An exporter that serves does that by itself.
    pub(super) fn keep_up(&self) {
        self.0.run_upkeep();
    }

    /// What was counted.
    pub(super) fn read(&self) -> Scrape {
        resilin::metrics::refresh();
        Scrape::of(&self.0.render())
    }
}

//! The metrics, for Prometheus to scrape.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::Duration;

use metrics_exporter_prometheus::{BuildError, PrometheusBuilder};
use reqwest::Client;

use super::Scrape;

/// Serves what was counted, until the program ends.
#[derive(Clone, Copy, Debug)]
pub struct Exporter(SocketAddr);

impl Exporter {
    /// Listens on a port of 127.0.0.1 that is free, and has resilin's metrics told to it.
    ///
    /// # Errors
    ///
    /// Where no port can be opened, or the process has an exporter already.
    pub fn start() -> Result<Self, Box<dyn Error>> {
        let address = listen()?;
        resilin::metrics::install();
        // States and balances, and how long breakers have been in a state: nothing happens when only time passes.
        tokio::spawn(resilin::metrics::keep_fresh(Duration::from_secs(1)));
        Ok(Self(address))
    }

    /// Where it is scraped.
    pub fn url(self) -> String {
        format!("http://{}/metrics", self.0)
    }

    /// Scrapes, as Prometheus does.
    ///
    /// # Errors
    ///
    /// Where nobody answers.
    pub async fn scrape(self) -> Result<Scrape, reqwest::Error> {
        // What `keep_fresh` does in its own time.
        resilin::metrics::refresh();
        let http = Client::builder().no_proxy().build()?;
        let text = http.get(self.url()).send().await?.error_for_status()?.text().await?;
        Ok(Scrape::of(&text))
    }
}

/// In a program of your own: `PrometheusBuilder::new().install()?`, which listens on port 9000. Here a port that was found
/// to be free may be taken by somebody else meanwhile.
fn listen() -> Result<SocketAddr, Box<dyn Error>> {
    loop {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        match PrometheusBuilder::new().with_http_listener(address).install() {
            Ok(()) => return Ok(address),
            Err(BuildError::FailedToCreateHTTPListener(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

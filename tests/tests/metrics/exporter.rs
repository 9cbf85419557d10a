//! A Prometheus exporter with its HTTP listener, on a thread of its own: its clock is the real one.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;

use metrics_exporter_prometheus::{BuildError, ExporterFuture, PrometheusBuilder, PrometheusRecorder};

use super::scrape::Scrape;

pub(crate) struct Exporter(SocketAddr);

impl Exporter {
    /// Installs its recorder as that of the process.
    pub(crate) fn start() -> Self {
        let (started, address) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                let (address, recorder, exporter) = listening();
                metrics::set_global_recorder(recorder).expect("the only recorder");
                started.send(address).expect("the test waits");
                exporter.await.expect("it serves for as long as the test runs");
            });
        });
        Self(address.recv().expect("it starts"))
    }

    pub(crate) fn scrape(&self) -> Scrape {
        let mut stream = TcpStream::connect(self.0).expect("it listens");
        let request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("it answers");
        let (head, body) = response.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        Scrape::parse(body)
    }
}

/// On a port that is free; somebody else may take it first.
fn listening() -> (SocketAddr, PrometheusRecorder, ExporterFuture) {
    loop {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let address = free.expect("a port");
        let builder = PrometheusBuilder::new().with_http_listener(address).set_buckets(&[1.0, 10.0]);
        match builder.expect("buckets").build() {
            Ok((recorder, exporter)) => return (address, recorder, exporter),
            Err(BuildError::FailedToCreateHTTPListener(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

//! The people who run the program: they have a file, variables, and a signal.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;

use super::hangup::hang_up;
use super::reload::{Report, Sources};

/// A program that takes longer to read a file does not listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// Their side of it.
#[derive(Debug)]
pub(super) struct Operator {
    file: PathBuf,
    environment: Arc<Mutex<Vec<(String, String)>>>,
    reports: UnboundedReceiver<Report>,
}

impl Operator {
    /// Has the program listen.
    pub(super) fn of(file: PathBuf) -> io::Result<Self> {
        let sources = Sources { file, environment: Arc::default() };
        let reports = sources.reload_at_hangup()?;
        Ok(Self { file: sources.file, environment: sources.environment, reports })
    }

    pub(super) fn write(&self, content: &str) -> io::Result<()> {
        fs::write(&self.file, content)
    }

    pub(super) fn take_away(&self) -> io::Result<()> {
        fs::remove_file(&self.file)
    }

    pub(super) fn set(&self, variables: &[(&str, &str)]) {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        *self.environment.lock().unwrap_or_else(PoisonError::into_inner) = variables.collect();
    }

    /// Has the program read it all once more, and waits for what comes of it.
    pub(super) async fn reload(&mut self) -> io::Result<Report> {
        hang_up()?;
        match timeout(PATIENCE, self.reports.recv()).await {
            Ok(Some(report)) => Ok(report),
            _ => Err(io::Error::other("the program has not heard the signal")),
        }
    }
}

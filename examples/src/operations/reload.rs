//! The program's side of it: at SIGHUP it reads the operator's file once more.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use resilin::config::{Changes, ConfigError, Overrides};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::hangup::Hangups;

/// Where overrides come from.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The operator's file, if it is there.
    pub file: PathBuf,
    /// What stands for the environment: that of a process cannot be changed from outside. A program of your own calls
    /// `.env()?` where this one calls `.variables(…)`.
    pub environment: Arc<Mutex<Vec<(String, String)>>>,
}

/// What came of a reload: what has changed, or why nothing has.
pub type Report = Result<Changes, ConfigError>;

impl Sources {
    /// Reads them, and puts what they say in the place of what they said before.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or anything in it or in the environment is wrong. Nothing has changed then.
    pub fn reload(&self) -> Report {
        let environment = self.environment.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Overrides::new().optional_file(&self.file)?.variables(environment).apply()
    }

    /// Reloads at every SIGHUP, while calls go on. A program of your own would log the reports.
    ///
    /// # Errors
    ///
    /// Where the system has no such signal for this process.
    pub fn reload_at_hangup(&self) -> io::Result<UnboundedReceiver<Report>> {
        let (sources, mut hangups) = (self.clone(), Hangups::new()?);
        let (told, reports) = unbounded_channel();
        tokio::spawn(async move {
            while let Some(()) = hangups.next().await {
                if told.send(sources.reload()).is_err() {
                    return;
                }
            }
        });
        Ok(reports)
    }
}

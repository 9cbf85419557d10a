//! Looks on while calls are made.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use resilin::quota::QuotaState;

use super::{Call, Ended};
use crate::llm::{Completion, LlmError};
use crate::style::Style;

/// The longest wait for a quota to be open again.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tells what happens, as it happens, and counts how often the quota closes.
#[derive(Clone, Debug)]
pub struct Watch {
    started: Instant,
    style: Style,
    closings: Arc<AtomicUsize>,
}

impl Watch {
    /// Counts time from `started`.
    pub fn new(started: Instant, style: Style) -> Self {
        let watch = Self { started, style, closings: Arc::default() };
        let told = watch.clone();
        resilin::quota("llm").on_closing(move |closing| {
            told.closings.fetch_add(1, Ordering::Relaxed);
            let text = format!("everybody who names `{}` is told to stop", closing.quota());
            told.line("listener", &text);
        });
        watch
    }

    /// How often the quota has closed so far.
    pub(super) fn closings(&self) -> usize {
        self.closings.load(Ordering::Relaxed)
    }

    /// A scene begins.
    pub(super) fn begin(&self, scene: &str, story: &str) {
        println!("\n{}", self.style.line(self.started, &self.style.strong(format_args!("{scene:<11}")), story));
    }

    /// Something happens.
    pub(super) fn line(&self, name: &str, text: &str) {
        println!("{}", self.style.line(self.started, &format!("{name:<11}"), text));
    }

    /// Makes a call, and tells how it ended.
    pub(super) async fn call(
        &self,
        site: &str,
        prompt: &str,
        call: impl Future<Output = Result<Completion, LlmError>>,
    ) -> Call {
        let call = Call::make(prompt, call).await;
        self.line(site, &format!("{prompt}: {}", self.ending(&call.ended)));
        call
    }

    /// Waits until the quota is open and everybody may call at once.
    pub(super) async fn until_open(&self) {
        let patient_until = Instant::now() + PATIENCE;
        while resilin::quota("llm").state() != QuotaState::Open && Instant::now() < patient_until {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn ending(&self, ended: &Ended) -> String {
        match ended {
            Ended::Answered(completion) => format!("{}: {}", self.style.good("answered"), completion.text),
            Ended::FromCache => self.style.good("answered, from the cache"),
            Ended::Failed(class) => self.style.bad(format_args!("failed ({class})")),
            Ended::Refused { message, .. } => self.style.bad(message),
        }
    }
}

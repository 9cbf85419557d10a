//! Somebody who changes policies, and moves breakers and quotas, while they are used.

use std::time::Duration;

use resilin::config::{self, ConfigError, Overrides};
use resilin::{Breaker, breaker, quota};
use tokio::sync::watch;
use tokio::time::timeout;

use super::evidence::Operated;
use super::plan::{Plan, Step, Text};

/// What is right. Every text is one of few: overrides that a site has had are kept to be used again.
const OVERRIDES: [&str; 5] = [
    "[sites.\"soak.read\"]\nattempts = 2\ntimeout = \"700ms\"\n",
    "[breakers.soak-host]\nfailures = 20\nopen = \"500ms\"\n[sites.\"soak.private\"]\nattempts = 2\n",
    "[sites.\"soak.tenant\"]\nbackoff = \"fixed(30ms)\"\non.server = \"fail\"\n[retry_budgets.soak]\nmin = \"10/s\"\n",
    "[quotas.soak]\nramp = \"200ms\"\n[sites.\"soak.nested\"]\ndeadline = \"1s\"\n",
    "[sites.\"soak.rescued\"]\ntimeout = \"300ms\"\njitter = \"none\"\n[sites.\"soak.by-hand\"]\ntimeout = \"2s\"\n",
];

/// What is not right, each for a reason of its own.
const MISTAKES: [&str; 6] = [
    "[sites.\"soak.read\"]\natempts = 2\n",
    "[sites.\"soak.nobody\"]\nattempts = 2\n",
    "[sites.\"soak.tenant\"]\ntimeout = \"10s\"\n",
    "[sites.\"soak.read\"]\nattempts = 2\n[breakers.soak-host]\nopen = \"500\"\n",
    "[sites.\"soak.read\"]\nbackoff = \"exp(1s, 0.5, 2s)\"\n",
    "[sites.\"soak.read\"\nattempts = 2\n",
];

/// The breaker of the tenants, as code says it anew.
const DEFINED: [&str; 3] = [
    "failures = 4, open = 300ms",
    "failure_rate = 40%, within = 5s, min_calls = 20, open = exp(200ms, 2, 1s)",
    "failure_rate = 50%, calls = 30, slow_call = 900ms, slow_call_rate = 60%, open = 500ms",
];

#[derive(Debug)]
pub(super) struct Operator {
    plan: Plan,
    step: u32,
    done: Operated,
}

impl Operator {
    pub(super) fn new(plan: Plan) -> Self {
        Self { plan, step: 0, done: Operated::default() }
    }

    /// What it has come to.
    pub(super) fn done(&self) -> Operated {
        self.done
    }

    /// One step after the other, until it is told to stop.
    pub(super) async fn work(mut self, mut over: watch::Receiver<bool>) -> Self {
        loop {
            let (after, step) = self.plan.step(self.step);
            self.step += 1;
            if timeout(after, over.wait_for(|over| *over)).await.is_ok() {
                return self;
            }
            self.perform(step);
        }
    }

    fn perform(&mut self, step: Step) {
        match step {
            Step::Reload(text) => {
                self.done.reloads += 1;
                match apply(of(&OVERRIDES, text)) {
                    Ok(()) => self.done.taken += 1,
                    Err(error) => println!("a reload that is right was refused:\n{error}"),
                }
            }
            Step::Mistake(text) => {
                self.done.mistakes += 1;
                self.done.refused += u64::from(apply(of(&MISTAKES, text)).is_err());
            }
            step => {
                self.done.moves += 1;
                move_by_hand(step);
            }
        }
    }
}

/// Everything is as it was compiled; nothing is closed any more, but what opened by itself.
pub(super) fn hand_back() {
    drop(config::clear());
    drop(Breaker::define("soak-tenant", DEFINED[DEFINED.len() - 1]));
    quota("soak").open();
}

fn apply(text: &str) -> Result<(), ConfigError> {
    Overrides::new().text("soak.toml", text).apply().map(drop)
}

fn move_by_hand(step: Step) {
    let of_tenant = |tenant: u32| breaker(&format!("soak-tenant/{tenant}"));
    match step {
        Step::Define(text) => drop(Breaker::define("soak-tenant", of(&DEFINED, text))),
        Step::ForceOpen(tenant) => of_tenant(tenant).force_open(),
        Step::OpenFor(tenant, time) => of_tenant(tenant).open_for(time),
        Step::Disable(tenant) => of_tenant(tenant).disable(),
        Step::Close(tenant) => of_tenant(tenant).close(),
        Step::CloseQuota(time) => quota("soak").close_for(time.max(Duration::from_millis(50))),
        Step::OpenQuota => quota("soak").open(),
        Step::Clear | Step::Reload(_) | Step::Mistake(_) => drop(config::clear()),
    }
}

fn of<'t>(texts: &[&'t str], text: Text) -> &'t str {
    texts[text.0 as usize % texts.len()]
}

//! Whatever happens in whatever order, the credentials do what a model of a few lines does.
//!
//! The model counts in minutes. Chance may begin a renewal up to a fifth of the lead earlier: there, and only there, the
//! model allows both.

use std::time::Duration;

use proptest::prelude::*;
use resilin::credentials::{Credentials, Lease};
use resilin::testing::{StoppedWallClock, stop_wall_clock};
use tokio::runtime::Builder;
use tokio::time::advance;

use crate::login::{Login, Script, Step, Token, credentials, minutes, settle};

/// What is remembered of a failure, in minutes.
const REMEMBERED: u64 = 3;

#[derive(Clone, Debug)]
enum Event {
    /// Time passes on both clocks.
    Pass(u64),
    /// The machine sleeps: only the wall clock goes on.
    Sleep(u64),
    Get,
    /// Rejects one of the leases that were served, the latest being 0.
    Reject(usize),
    /// From now on renewals bring a lease that is good for so long, or fail.
    Provider(Option<u64>),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => prop_oneof![0..4_u64, 0..70_u64].prop_map(Event::Pass),
        1 => (0..70_u64).prop_map(Event::Sleep),
        8 => Just(Event::Get),
        2 => (0..3_usize).prop_map(Event::Reject),
        2 => proptest::option::weighted(0.6, 1..200_u64).prop_map(Event::Provider),
    ];
    proptest::collection::vec(event, 1..60)
}

/// The lease that the model holds, in minutes of each clock.
struct Held {
    epoch: u64,
    ttl: u64,
    ends: u64,
    wall_ends: u64,
}

struct Model {
    renew_before: u64,
    now: u64,
    wall: u64,
    provider: Option<u64>,
    held: Option<Held>,
    epoch: u64,
    failed_at: Option<u64>,
    calls: u64,
}

impl Model {
    fn left(&self) -> u64 {
        let left = |held: &Held| held.ends.saturating_sub(self.now).min(held.wall_ends.saturating_sub(self.wall));
        self.held.as_ref().map_or(0, left)
    }

    fn remembers(&self) -> bool {
        self.failed_at.is_some_and(|at| self.now < at + REMEMBERED)
    }

    /// The least and the greatest time before the end at which chance may begin a renewal, in seconds.
    fn leads(&self) -> (u64, u64) {
        let least = self.held.as_ref().map_or(0, |held| (60 * self.renew_before).min(held.ttl * 25));
        (least, least + least / 5)
    }

    fn renews(&mut self) {
        self.calls += 1;
        match self.provider {
            None => self.failed_at = Some(self.now),
            Some(ttl) => {
                self.epoch += 1;
                self.failed_at = None;
                let (ends, wall_ends) = (self.now + ttl, self.wall + ttl);
                self.held = Some(Held { epoch: self.epoch, ttl, ends, wall_ends });
            }
        }
    }

    /// What `get` returns: an epoch, or a failure. `calls`: how many renewals there have been, of which the model has
    /// to allow one more or none.
    fn gets(&mut self, calls: u64) -> Option<u64> {
        let left = self.left();
        if left == 0 && !self.remembers() {
            self.renews();
            return (self.left() > 0).then_some(self.epoch);
        }
        let served = (left > 0).then_some(self.epoch);
        let (least, greatest) = self.leads();
        let must = left > 0 && 60 * left <= least && !self.remembers();
        let may = left > 0 && 60 * left <= greatest && !self.remembers();
        assert!(!must || calls == self.calls + 1, "a renewal was due, {left} minutes before the end");
        assert!(may || calls == self.calls, "a renewal was begun, {left} minutes before the end");
        if calls > self.calls {
            self.renews();
        }
        served
    }

    fn rejects(&mut self, epoch: u64) {
        self.held.take_if(|held| held.epoch == epoch);
    }
}

struct Run {
    credentials: Credentials<Login>,
    script: Script,
    model: Model,
    served: Vec<Lease<Token>>,
    wall: StoppedWallClock,
}

impl Run {
    fn new(renew_before: u64) -> Self {
        let (credentials, script) = credentials(Step::GoodFor(minutes(60)));
        let credentials = credentials.renew_before(minutes(renew_before)).remember_failure(minutes(REMEMBERED));
        let model = Model {
            renew_before,
            now: 0,
            wall: 0,
            provider: Some(60),
            held: None,
            epoch: 0,
            failed_at: None,
            calls: 0,
        };
        Self { credentials, script, model, served: Vec::new(), wall: stop_wall_clock() }
    }

    async fn happens(&mut self, event: Event) {
        match event {
            Event::Pass(time) => self.passes(time).await,
            Event::Sleep(time) => {
                self.wall.advance(minutes(time));
                self.model.wall += time;
            }
            Event::Get => self.gets().await,
            Event::Reject(back) => self.rejects(back),
            Event::Provider(ttl) => {
                self.script.always(ttl.map_or(Step::Fail("down"), |ttl| Step::GoodFor(minutes(ttl))));
                self.model.provider = ttl;
            }
        }
    }

    async fn passes(&mut self, time: u64) {
        advance(minutes(time)).await;
        self.wall.advance(minutes(time));
        self.model.now += time;
        self.model.wall += time;
    }

    async fn gets(&mut self) {
        let got = self.credentials.get().await.ok();
        settle().await;
        let expected = self.model.gets(self.script.calls());
        assert_eq!(got.as_ref().map(Lease::epoch), expected);
        assert_eq!(self.script.calls(), self.model.calls, "renewals");
        let current = self.credentials.current().map(|lease| lease.epoch());
        assert_eq!(current, (self.model.left() > 0).then_some(self.model.epoch));
        self.served.extend(got);
    }

    fn rejects(&mut self, back: usize) {
        if let Some(lease) = self.served.iter().rev().nth(back) {
            self.credentials.reject(lease);
            self.model.rejects(lease.epoch());
        }
    }
}

fn run(renew_before: u64, events: Vec<Event>) {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let mut run = Run::new(renew_before);
        for event in events {
            run.happens(event).await;
        }
        assert!(run.credentials.snapshot().expires_in.unwrap_or(Duration::ZERO) <= minutes(200));
    });
}

proptest! {
    /// Red when: `reject` compares nothing; `End::left` looks at one clock; `failed` takes the lease; `lead` is not
    /// bounded by the ttl; nothing is remembered of a failure.
    #[test]
    fn credentials_do_what_the_model_does(renew_before in 0..30_u64, events in events()) {
        run(renew_before, events);
    }
}

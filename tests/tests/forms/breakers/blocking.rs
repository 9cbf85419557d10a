//! Functions that block their thread.

use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

struct Service {
    flaky: Arc<Flaky>,
    region: &'static str,
    calls: u32,
}

impl Service {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, region: "", calls: 0 }
    }

    #[resilient(backoff = none, breaker("blocking-method", failures = 3, open = 1d))]
    fn method(&self) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(backoff = none, breaker("blocking-mutable", failures = 3, open = 1d))]
    fn mutable(&mut self, log: &mut Vec<u32>) -> io::Result<u32> {
        self.calls += 1;
        log.push(self.calls);
        self.flaky.run()
    }

    #[resilient(backoff = none, breaker("blocking-iterator", failures = 3, open = 1d))]
    fn iterator(&self) -> io::Result<impl Iterator<Item = u32> + use<>> {
        let run = self.flaky.run()?;
        Ok(std::iter::once(run))
    }

    #[resilient(backoff = none, breaker("blocking-object", failures = 3, open = 1d))]
    fn object(&self) -> io::Result<Box<dyn Fn() -> u32>> {
        let run = self.flaky.run()?;
        Ok(Box::new(move || run))
    }

    #[resilient(backoff = none, deadline = 60s, breaker("blocking-deadline", failures = 3, open = 1d))]
    fn under_a_deadline(&self) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(backoff = none, breaker("blocking-clone", failures = 3, open = 1d), clone(text))]
    fn clone_of_an_argument(&self, text: String) -> io::Result<u32> {
        drop(text);
        self.flaky.run()
    }

    #[resilient(backoff = none, breaker("blocking-field/{self.region}", failures = 3, open = 1d))]
    fn by_field(&self) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(backoff = none, breaker("blocking-argument/{region}", failures = 3, open = 1d), clone(region))]
    fn by_argument(&self, region: String) -> io::Result<u32> {
        drop(region);
        self.flaky.run()
    }

    #[resilient(attempts = 1, breaker("blocking-once", failures = 1, open = 1d))]
    fn once(self, text: String) -> io::Result<u32> {
        drop(text);
        let Self { flaky, .. } = self;
        flaky.run()
    }

    #[resilient(attempts = 1, breaker("blocking-once-keyed/{region}", failures = 1, open = 1d))]
    fn once_by_argument(self, region: String) -> io::Result<u32> {
        drop(region);
        let Self { flaky, .. } = self;
        flaky.run()
    }
}

#[resilient(backoff = none, breaker("blocking-free", failures = 3, open = 1d))]
fn free<T: Into<u32> + Copy>(flaky: &Flaky, added: T) -> io::Result<u32> {
    if flaky.runs() > 50 {
        return Ok(0);
    }
    Ok(flaky.run()? + added.into())
}

trait Source {
    fn flaky(&self) -> &Flaky;

    #[resilient(backoff = none, breaker("blocking-provided", failures = 3, open = 1d))]
    fn provided(&self) -> io::Result<u32> {
        self.flaky().run()
    }
}

impl Source for Service {
    fn flaky(&self) -> &Flaky {
        &self.flaky
    }
}

trips_blocking! {
    a_free_function: |flaky| free(&flaky, 0_u8);
    by_reference: |flaky| Service::new(flaky).method();
    by_mutable_reference: |flaky| Service::new(flaky).mutable(&mut Vec::new());
    impl_trait_as_value: |flaky| Service::new(flaky).iterator().map(Iterator::sum);
    a_trait_object_as_value: |flaky| Service::new(flaky).object().map(|run| run());
    beside_a_deadline: |flaky| Service::new(flaky).under_a_deadline();
    a_clone_for_each_attempt: |flaky| Service::new(flaky).clone_of_an_argument(String::new());
    a_provided_method: |flaky| Service::new(flaky).provided();
}

#[test]
fn a_field() {
    super::trips_apart_blocking("blocking-field/_", |flaky, region| {
        Service { region, ..Service::new(flaky) }.by_field()
    });
}

#[test]
fn an_argument() {
    super::trips_apart_blocking("blocking-argument/_", |flaky, region| {
        Service::new(flaky).by_argument(region.to_owned())
    });
}

#[test]
fn a_single_run() {
    super::trips_blocking(1, |flaky| Service::new(flaky).once(String::new()));
}

#[test]
fn a_single_run_by_key() {
    let form = |region: &'static str| move |flaky| Service::new(flaky).once_by_argument(region.to_owned());
    super::trips_blocking(1, form("eu"));
    super::trips_blocking(1, form("us"));
}

//! Functions that block: the same receivers, arguments, values and bodies, without a runtime.

use std::fmt::Display;
use std::io;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::{Flaky, RESET, blocked};

struct Service {
    flaky: Arc<Flaky>,
    calls: u32,
}

impl Service {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, calls: 0 }
    }

    #[resilient(backoff = none)]
    fn associated(flaky: &Flaky) -> io::Result<u32> {
        flaky.run()
    }

    #[resilient(backoff = none)]
    fn reference(&self) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(backoff = none)]
    fn mutable_reference(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.run()?;
        Ok(self.calls)
    }

    #[resilient(backoff = none)]
    fn value(mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.run()?;
        Ok(self.calls)
    }

    #[resilient(backoff = none)]
    fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(backoff = none)]
    fn rc(self: Rc<Self>) -> io::Result<u32> {
        self.flaky.run()
    }

    #[allow(clippy::boxed_local)] // the box is the form
    #[resilient(backoff = none)]
    fn boxed(self: Box<Self>) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(backoff = none)]
    fn pinned(mut self: Pin<&mut Self>) -> io::Result<u32> {
        self.as_mut().calls += 1;
        self.flaky.run()?;
        Ok(self.calls)
    }
}

#[resilient(backoff = none)]
fn arguments<T: Display, const N: usize>(
    flaky: &Flaky,
    (added, _): (u32, &str),
    log: &mut Vec<String>,
    value: T,
    weights: [u32; N],
    mut count: impl FnMut() -> u32,
) -> io::Result<u32> {
    log.push(value.to_string());
    let counted = count();
    flaky.run()?;
    Ok(added + counted + weights.iter().sum::<u32>())
}

#[resilient(backoff = none)]
fn unsized_value(flaky: &Flaky) -> Result<Box<dyn Display>, io::Error> {
    let run = flaky.run()?;
    if run > 3 {
        return Ok(Box::new("more than three runs"));
    }
    Ok(Box::new(run))
}

#[resilient(backoff = none)]
fn impl_trait(flaky: &Flaky) -> Result<impl Iterator<Item = u32> + use<>, io::Error> {
    Ok((0..=flaky.run()?).rev())
}

#[allow(clippy::never_loop)] // the way out is the form
#[resilient(backoff = none)]
fn control_flow(flaky: &Flaky) -> io::Result<u32> {
    let nested = || -> Option<u32> { None? };
    let answer = 'outer: loop {
        for _ in 0..1 {
            if nested().is_some() {
                continue 'outer;
            }
            break 'outer flaky.run();
        }
    };
    match answer {
        Ok(run) => return Ok(run),
        Err(error) => return Err(error),
    }
}

#[resilient(backoff = none)]
fn text(flaky: &Flaky) -> Result<u32, String> {
    flaky.run().map_err(|error| error.to_string())
}

#[resilient(backoff = none, deadline = 20s)]
fn under_a_deadline(flaky: &Flaky) -> io::Result<u32> {
    flaky.run()
}

#[resilient(backoff = none, attempt = attempt)]
fn numbered(flaky: &Flaky) -> io::Result<u32> {
    flaky.run()?;
    Ok(attempt.number())
}

#[resilient(attempts = 1)]
fn once(flaky: Arc<Flaky>, name: String) -> io::Result<u32> {
    drop(name);
    let run = flaky.run();
    drop(flaky);
    run
}

third_blocking_run! {
    by_association: |flaky| Service::associated(&flaky);
    by_reference: |flaky| Service::new(flaky).reference();
    by_mutable_reference: |flaky| Service::new(flaky).mutable_reference();
    by_value: |flaky| Service::new(flaky).value();
    by_arc: |flaky| Arc::new(Service::new(flaky)).arc();
    by_rc: |flaky| Rc::new(Service::new(flaky)).rc();
    by_box: |flaky| Box::new(Service::new(flaky)).boxed();
    by_pin: |flaky| pin!(Service::new(flaky)).pinned();
    trait_object: |flaky| unsized_value(&flaky).map(|run| run.to_string().parse::<u32>().unwrap());
    impl_iterator: |flaky| impl_trait(&flaky).map(|mut runs| runs.next().unwrap());
    loops_and_returns: |flaky| control_flow(&flaky);
    text_as_error: |flaky| text(&flaky);
    deadline: |flaky| under_a_deadline(&flaky);
    attempt_binding: |flaky| numbered(&flaky);
    many_arguments: |flaky| {
        let (mut log, mut total) = (Vec::new(), 0);
        let count = || { total += 1; total };
        let run = arguments(&flaky, (0, ""), &mut log, 'x', [0; 2], count);
        assert_eq!(log, ["x", "x", "x"]);
        run
    };
}

#[test]
fn consumed_by_the_only_run() {
    let (result, runs) = blocked(2, |flaky| once(flaky, String::new()));
    assert_eq!((result.unwrap_err().as_str(), runs), (RESET, 1));
}

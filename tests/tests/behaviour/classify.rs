//! Who says what kind of failure an error is.

use resilin::{Class, Classify, Error, Fault, Site, policy, resilient};

use super::common::{Runs, secs};

#[derive(Debug, PartialEq)]
struct Status(u16);

impl Classify for Status {
    fn classify(&self) -> Fault {
        Fault::new(if self.0 < 500 { Class::CLIENT } else { Class::SERVER })
    }
}

mod rules {
    use resilin::{Class, Fault};

    pub(super) fn of_text(error: &String) -> Fault {
        Fault::new(if error == "busy" { Class::OVERLOAD } else { Class::CLIENT })
    }

    pub(super) fn always_client(_: &super::Status) -> Fault {
        Fault::new(Class::CLIENT)
    }
}

#[resilient(backoff = none)]
async fn by_trait(runs: &Runs, status: u16) -> Result<(), Status> {
    runs.note();
    Err(Status(status))
}

#[tokio::test(start_paused = true)]
async fn the_trait() {
    let (client, server) = (Runs::new(), Runs::new());
    assert_eq!(by_trait(&client, 404).await, Err(Status(404)));
    assert_eq!(by_trait(&server, 503).await, Err(Status(503)));
    assert_eq!((client.count(), server.count()), (1, 3));
}

#[resilient(classify = rules::of_text, backoff = none)]
async fn by_path(runs: &Runs, text: &str) -> Result<(), String> {
    runs.note();
    Err(text.to_owned())
}

#[resilient(classify = "rules::always_client", backoff = none)]
async fn over_trait(runs: &Runs) -> Result<(), Status> {
    runs.note();
    Err(Status(503))
}

#[resilient(classify = rules::of_text, backoff = none)]
fn blocking(runs: &Runs, text: &str) -> Result<(), String> {
    runs.note();
    Err(text.to_owned())
}

#[tokio::test(start_paused = true)]
async fn a_function_for_a_type_that_is_not_ours() {
    let [busy, wrong, blocked] = [(); 3].map(|()| Runs::new());
    assert_eq!(by_path(&busy, "busy").await, Err("busy".to_owned()));
    assert_eq!(by_path(&wrong, "wrong").await, Err("wrong".to_owned()));
    assert_eq!(blocking(&blocked, "busy"), Err("busy".to_owned()));
    assert_eq!((busy.count(), wrong.count(), blocked.count()), (3, 1, 3));
}

#[tokio::test(start_paused = true)]
async fn a_function_wins_over_the_trait() {
    let runs = Runs::new();
    assert_eq!(over_trait(&runs).await, Err(Status(503)));
    assert_eq!(runs.count(), 1);
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn text(runs: &Runs) -> Result<(), String> {
    runs.note();
    Err("anything".to_owned())
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn nothing(runs: &Runs) -> Result<(), ()> {
    runs.note();
    Err(())
}

#[tokio::test(start_paused = true)]
async fn a_type_that_says_nothing_is_unknown() {
    let (of_text, of_nothing) = (Runs::new(), Runs::new());
    assert_eq!(text(&of_text).await, Err("anything".to_owned()));
    assert_eq!(nothing(&of_nothing).await, Err(()));
    // Attempts are left out: four times the delay, three runs.
    assert_eq!((of_text.at(), of_nothing.count()), (vec![0, 4_000, 8_000], 3));
}

#[resilient(backoff = none)]
async fn generic<E: Classify>(runs: &Runs, error: fn() -> E) -> Result<(), E> {
    runs.note();
    Err(error())
}

#[resilient(backoff = none, attempts = 2)]
async fn generic_without_bounds<E>(runs: &Runs, error: fn() -> E) -> Result<(), E> {
    runs.note();
    Err(error())
}

#[tokio::test(start_paused = true)]
async fn in_generic_code_only_declared_bounds_count() {
    let (bound, unbound) = (Runs::new(), Runs::new());
    assert_eq!(generic(&bound, || Status(404)).await, Err(Status(404)));
    assert_eq!(generic_without_bounds(&unbound, || Status(404)).await, Err(Status(404)));
    assert_eq!((bound.count(), unbound.count()), (1, 2), "client by its bound; unknown, as nothing is declared");
}

#[tokio::test(start_paused = true)]
async fn a_site_takes_a_function_as_well() {
    static SITE: Site = Site::new("site", policy!("backoff = none"));
    let runs = Runs::new();
    let body = || {
        runs.note();
        async { Err::<(), _>("busy".to_owned()) }
    };
    assert_eq!(SITE.call_with(rules::of_text, body).await, Err(Error::Failed("busy".to_owned())));
    assert_eq!(runs.count(), 3);
    let blocking = SITE.call_blocking_with(rules::of_text, || Err::<(), _>("wrong".to_owned()));
    assert_eq!(blocking, Err(Error::Failed("wrong".to_owned())));
}

#[test]
fn a_fault_says_what_it_was_given() {
    let fault = Fault::new(Class::custom("conflict")).retry_after(secs(3)).not_processed();
    assert_eq!(fault.class().name(), "conflict");
    assert_eq!(fault.hint(), Some(secs(3).into()));
    assert!(fault.is_not_processed() && !Fault::new(Class::NETWORK).is_not_processed());
    assert_eq!(Fault::new(Class::NETWORK).hint(), None);
}

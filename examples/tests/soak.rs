//! The schedule of a soak is made of its seed, its checks can fail, each for its own reason, and a small one holds.

use std::collections::HashSet;
use std::time::Duration;

use resilin_examples::checks::Checks;
use resilin_examples::soak::{
    AtRest, Deed, End, Evidence, Form, Gates, Leak, Live, Operated, Options, OptionsError, Panics, Plan, Recovery,
    SiteFigures, Weather, check_all, run,
};
use resilin_examples::style::Style;

/// All that a plan says of the first tasks, steps, logins and slots.
fn schedule(seed: u64) -> String {
    let plan = Plan::new(seed);
    let intents: Vec<_> = (0..20).flat_map(|task| (0..20).map(move |call| plan.intent(task, call))).collect();
    let steps: Vec<_> = (0..200).map(|number| (plan.step(number), plan.renewal(number))).collect();
    let weather: Vec<_> = (0..4).flat_map(|host| (0..50).map(move |slot| plan.weather(host, slot))).collect();
    let deeds: Vec<_> = (0..200).map(|task| plan.deed(Weather::Foul, [task, 1, 1])).collect();
    format!("{intents:?} {steps:?} {weather:?} {deeds:?}")
}

// Red when: `dice` of src/soak/plan.rs begins with `Seeded(0)`, or draws from the clock.
#[test]
fn a_seed_makes_the_same_schedule_again() {
    assert_eq!(schedule(7), schedule(7));
    assert_ne!(schedule(7), schedule(8));
}

// Red when: `dice` of src/soak/plan.rs leaves the last number out.
#[test]
fn each_call_and_each_attempt_is_drawn_anew() {
    let plan = Plan::new(1);
    let pauses: HashSet<_> = (0..100).map(|call| plan.intent(3, call).pause).collect();
    assert!(pauses.len() > 90, "{}", pauses.len());
    let deeds: HashSet<_> = (1..100).map(|attempt| plan.deed(Weather::Fair, [1, 1, attempt])).collect();
    assert!(deeds.len() > 80, "{}", deeds.len());
}

// Red when: a lot of `intent.rs` or `server.rs` below src/soak/plan has no share.
#[test]
fn everything_that_can_go_wrong_does() {
    let plan = Plan::new(1);
    let intents: Vec<_> = (0..2000).map(|task| plan.intent(task, 0)).collect();
    let forms: HashSet<_> = intents.iter().map(|intent| intent.form).collect();
    assert_eq!(forms, HashSet::from(Form::ALL));
    let ends: HashSet<_> = intents.iter().map(|intent| std::mem::discriminant(&intent.end)).collect();
    assert_eq!(ends.len(), 5);
    assert!(intents.iter().any(|intent| intent.end == End::Panics(2)));
    let deeds: HashSet<_> =
        (0..2000).map(|task| std::mem::discriminant(&plan.deed(Weather::Foul, [task, 0, 1]))).collect();
    assert_eq!(deeds.len(), 14);
    let good = |weather| (0..1000).filter(|task| is_good(plan.deed(weather, [*task, 0, 1]))).count();
    assert!(good(Weather::Fair) > 900 && good(Weather::Foul) < 250);
}

fn is_good(deed: Deed) -> bool {
    matches!(deed, Deed::Answers(_))
}

fn options(line: &str) -> Result<Options, OptionsError> {
    Options::read(line.split_whitespace().map(str::to_owned))
}

#[test]
fn options_are_read() {
    let read = options("--minutes 0.5 --tasks 20 --seed 3 --leak task");
    let wanted = Options { time: Duration::from_secs(30), tasks: 20, seed: 3, leak: Some(Leak::Task) };
    assert_eq!(read, Ok(wanted));
    let left_out = options("").expect("nothing has to be said");
    assert_eq!((left_out.time, left_out.tasks, left_out.leak), (Duration::from_secs(60), 10_000, None));
}

#[test]
fn options_that_make_no_sense_are_refused() {
    assert_eq!(options("--minute 1"), Err(OptionsError::Unknown("--minute".to_owned())));
    for line in
        ["--minutes", "--minutes 0", "--minutes NaN", "--minutes inf", "--tasks 0", "--seed -1", "--leak water"]
    {
        assert!(matches!(options(line), Err(OptionsError::Value { .. })), "{line}: {:?}", options(line));
    }
}

fn figures(form: Form) -> SiteFigures {
    let ended = [10, 5, 2, 1];
    SiteFigures {
        form,
        begun: 18,
        bodies: 20,
        ended,
        heard: ended,
        metrics: ended,
        heard_attempts: 20,
        metrics_attempts: 20,
    }
}

/// All went well. A panic within a nested call ends two calls and one task.
fn good() -> Evidence {
    let live = Live { count: 1000, bytes: 8 << 20 };
    let rest = AtRest { tasks: 3, files: Some(17), resident: Some(90 << 20), live: Some(live) };
    let recovery = Recovery { probes_out: 0, slowest: Duration::from_millis(900), stuck: Vec::new() };
    Evidence {
        sites: Form::ALL.map(figures).into(),
        panics: Panics { planned: 7, others: 0 },
        operated: Operated { reloads: 4, taken: 4, mistakes: 3, refused: 3, moves: 9 },
        recoveries: vec![recovery.clone(), recovery],
        gates: Gates { opens: 5, late: 2, threads: 3 },
        requests: 130,
        restarts: 2,
        overshoot: Duration::from_millis(40),
        latest: Duration::from_millis(30),
        start: rest,
        warm: rest,
        end: rest,
    }
}

fn failed(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
    let mut evidence = good();
    spoil(&mut evidence);
    let mut checks = Checks::new(Style::of_stdout());
    check_all(&evidence, &mut checks);
    checks.failed().to_vec()
}

#[track_caller]
fn assert_fails(promise: &str, spoil: impl FnOnce(&mut Evidence)) {
    let failed = failed(spoil);
    assert!(failed.len() == 1 && failed[0].contains(promise), "{failed:?}");
}

#[test]
fn a_soak_in_which_all_went_well_passes() {
    assert_eq!(failed(|_| {}), Vec::<String>::new());
}

#[test]
fn a_call_that_is_lost_or_counted_twice_is_noticed() {
    assert_fails("soak.read: 19 calls", |it| it.sites[0].begun += 1);
    assert_fails("soak.tenant: 17 calls", |it| it.sites[1].begun -= 1);
    assert_fails("soak.metered: a listener", |it| it.sites[2].heard[0] -= 1);
    assert_fails("soak.private: a listener", |it| it.sites[3].metrics[1] += 1);
    assert_fails("soak.rescued: a listener", |it| it.sites[4].heard_attempts += 1);
    assert_fails("soak.by-hand: a listener", |it| it.sites[5].metrics_attempts -= 1);
}

#[test]
fn a_site_that_nobody_called_proves_nothing() {
    assert_fails("soak.own: 0 calls", |it| {
        let none = SiteFigures { begun: 0, ended: [0; 4], heard: [0; 4], metrics: [0; 4], ..it.sites[6] };
        it.sites[6] = none;
        it.panics.planned -= 1;
    });
}

#[test]
fn a_panic_that_went_astray_is_noticed() {
    assert_fails("6 panics came through, of 7", |it| it.panics.planned -= 1);
    assert_fails("1 panics that nobody has planned", |it| it.panics.others += 1);
}

#[test]
fn a_reload_that_came_to_something_else_is_noticed() {
    assert_fails("4 reloads that were right, 3 taken", |it| it.operated.taken -= 1);
    assert_fails("3 reloads with a mistake, 2 refused", |it| it.operated.refused -= 1);
}

#[test]
fn an_open_breaker_that_lets_attempts_pass_is_noticed() {
    assert_eq!(failed(|it| it.gates.late = 15), Vec::<String>::new());
    assert_fails("16 attempts came after", |it| it.gates.late = 16);
    assert_fails("141 requests", |it| it.requests = 141);
    assert_fails("0 requests", |it| it.requests = 0);
}

#[test]
fn a_gate_that_does_not_come_back_is_noticed() {
    assert_fails("1 permits are out", |it| it.recoveries[1].probes_out = 1);
    assert_fails("stuck: soak-host/2", |it| it.recoveries[0].stuck.push("soak-host/2".to_owned()));
    assert_fails("every breaker and quota", |it| it.recoveries.clear());
}

#[test]
fn a_call_that_forgot_its_deadline_is_noticed() {
    assert_fails("beyond its deadline", |it| it.overshoot = Duration::from_secs(11));
}

#[test]
fn what_is_left_of_it_is_noticed() {
    assert_fails("tasks alive", |it| it.end.tasks += 1);
    assert_fails("files open", |it| it.end.files = Some(18));
    assert_fails("memory of the process", |it| it.end.resident = Some(400 << 20));
    assert_fails("allocated", |it| it.end.live = Some(Live { count: 1001, bytes: 11 << 20 }));
}

#[test]
fn what_nobody_knows_here_fails_nothing() {
    let unknown = |rest: &mut AtRest| (rest.files, rest.resident, rest.live) = (None, None, None);
    let failed = failed(|it| [&mut it.start, &mut it.warm, &mut it.end].into_iter().for_each(unknown));
    assert_eq!(failed, Vec::<String>::new());
}

/// Every task makes a call in each of the two phases, however slow the machine is, so every site is called.
// Red when: `hand_back` of src/soak/operator.rs does nothing, `end` of an entry of the ledger forgets it, or `listen` of
// src/soak/server/host.rs serves nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_soak_holds() {
    let options = Options { time: Duration::from_millis(1500), tasks: 150, seed: 5, leak: None };
    let evidence = run(options, Style::of_stdout(), None).await.expect("it can be set up");
    let mut checks = Checks::new(Style::of_stdout());
    check_all(&evidence, &mut checks);
    assert_eq!(checks.failed(), Vec::<String>::new());
}

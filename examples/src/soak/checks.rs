//! What has to hold when everybody has let go.

use std::time::Duration;

use super::evidence::{Evidence, SiteFigures};
use super::{AtRest, Ended, Form, Live};
use crate::checks::Checks;

/// The machine may be busy with something else: a call that ends so long after its deadline was forgotten.
const SLACK: Duration = Duration::from_secs(10);

/// Tables that have grown, and what libraries keep for each thread.
const SLACK_BYTES: usize = 2 << 20;

/// The allocator keeps pages for later: as many as the busiest moment needed, which may come after the warm-up.
const SLACK_RESIDENT: u64 = 128 << 20;

/// Looks at everything, and prints what is held against what.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    check_calls(&evidence.sites, checks);
    check_panics(evidence, checks);
    check_operator(evidence, checks);
    check_gates(evidence, checks);
    check_recovery(evidence, checks);
    check_overshoot(evidence, checks);
    check_rest(evidence, checks);
    check_memory(&evidence.warm, &evidence.end, checks);
}

fn check_calls(sites: &[SiteFigures], checks: &mut Checks) {
    for site in sites {
        let (name, begun) = (site.form.site(), site.begun);
        let [answered, failed, cancelled, panicked] = site.ended;
        checks.check(
            &format!(
                "{name}: {begun} calls, each ended once: {answered} answered, {failed} failed, {cancelled} cancelled, \
                 {panicked} panicked"
            ),
            begun > 0 && begun == site.ended.iter().sum::<u64>(),
        );
        checks.check(
            &format!("{name}: a listener and the metrics say the same, and the same of {} attempts", site.bodies),
            site.heard == site.ended
                && site.metrics == site.ended
                && [site.heard_attempts, site.metrics_attempts] == [site.bodies; 2],
        );
    }
}

/// A panic within a call within a call ends both, and one task.
fn check_panics(evidence: &Evidence, checks: &mut Checks) {
    let of = |site: &SiteFigures| site.ended[Ended::Panicked as usize];
    let outer = evidence.sites.iter().filter(|site| site.form == Form::Nested).map(of).sum::<u64>();
    let panicked = evidence.sites.iter().map(of).sum::<u64>() - outer;
    let planned = evidence.panics.planned;
    checks
        .check(&format!("{planned} panics came through, of {panicked} bodies that panicked"), planned == panicked);
    let others = evidence.panics.others;
    checks.check(&format!("{others} panics that nobody has planned"), others == 0);
}

fn check_operator(evidence: &Evidence, checks: &mut Checks) {
    let operated = evidence.operated;
    let (reloads, mistakes) = (operated.reloads, operated.mistakes);
    checks
        .check(&format!("{reloads} reloads that were right, {} taken", operated.taken), operated.taken == reloads);
    checks.check(
        &format!("{mistakes} reloads with a mistake, {} refused", operated.refused),
        operated.refused == mistakes,
    );
}

fn check_gates(evidence: &Evidence, checks: &mut Checks) {
    let gates = evidence.gates;
    checks.check(
        &format!(
            "{} attempts came after their breaker had opened, no more than one a thread for each of {} times",
            gates.late, gates.opens
        ),
        gates.late <= gates.opens * gates.threads,
    );
    let (requests, bodies) = (evidence.requests, evidence.bodies());
    checks.check(
        &format!(
            "the servers, {} times restarted, read {requests} requests, no more than the {bodies} bodies that were run",
            evidence.restarts
        ),
        requests > 0 && requests <= bodies,
    );
}

fn check_recovery(evidence: &Evidence, checks: &mut Checks) {
    let probes = evidence.recoveries.iter().map(|recovery| recovery.probes_out).sum::<usize>();
    checks.check(&format!("{probes} permits are out when nobody calls"), probes == 0);
    let slowest = evidence.recoveries.iter().map(|recovery| recovery.slowest).max().unwrap_or_default();
    let stuck: Vec<&str> =
        evidence.recoveries.iter().flat_map(|recovery| &recovery.stuck).map(String::as_str).collect();
    let stuck_words =
        if stuck.is_empty() { "none is stuck".to_owned() } else { format!("stuck: {}", stuck.join(", ")) };
    checks.check(
        &format!("every breaker and quota opened for well servers, the slowest in {slowest:.3?}; {stuck_words}"),
        !evidence.recoveries.is_empty() && stuck.is_empty(),
    );
}

fn check_overshoot(evidence: &Evidence, checks: &mut Checks) {
    let Evidence { overshoot, latest, .. } = evidence;
    checks.check(
        &format!(
            "no call went on beyond its deadline for more than {overshoot:.3?}, where the machine was late by \
             {latest:.3?} at most: {SLACK:?} are allowed"
        ),
        *overshoot < SLACK,
    );
}

fn check_rest(evidence: &Evidence, checks: &mut Checks) {
    let Evidence { start, warm, end, .. } = evidence;
    checks.check(
        &format!(
            "tasks alive: {} before, {} after the warm-up, {} at the end",
            start.tasks, warm.tasks, end.tasks
        ),
        end.tasks <= start.tasks,
    );
    let files = [start, warm, end].map(|rest| rest.files);
    let [before, after, at_end] = files.map(|files| known(files, ""));
    checks.check(
        &format!("files open: {before} before, {after} after the warm-up, {at_end} at the end"),
        files[2] <= files[0],
    );
}

/// What nobody knows here fails no check, and is said.
fn check_memory(warm: &AtRest, end: &AtRest, checks: &mut Checks) {
    let resident = [warm, end].map(|rest| rest.resident);
    let [before, after] = resident.map(|bytes| known(bytes.map(|bytes| bytes >> 20), " MiB"));
    let bound = resident[0].map(|bytes| 2 * bytes + SLACK_RESIDENT);
    checks.check(
        &format!("memory of the process: {before} after the warm-up, {after} at the end: twice as much and 128 MiB are allowed"),
        resident[1] <= bound,
    );
    let live = [warm, end].map(|rest| rest.live);
    let [before, after] = live.map(allocated);
    let bytes = live.map(|live| live.map(|live| live.bytes));
    checks.check(
        &format!("allocated: {before} after the warm-up, {after} at the end: a tenth and 2 MiB are allowed"),
        bytes[1] <= bytes[0].map(|bytes| bytes + bytes / 10 + SLACK_BYTES),
    );
}

fn allocated(live: Option<Live>) -> String {
    live.map_or_else(
        || "not known here".to_owned(),
        |Live { count, bytes }| format!("{} KiB in {count}", bytes >> 10),
    )
}

fn known(figure: Option<impl ToString>, unit: &str) -> String {
    figure.map_or_else(|| "not known here".to_owned(), |figure| figure.to_string() + unit)
}

impl Evidence {
    /// How many bodies that make a request were run.
    fn bodies(&self) -> u64 {
        self.sites.iter().filter(|site| site.form != Form::Nested).map(|site| site.bodies).sum()
    }
}

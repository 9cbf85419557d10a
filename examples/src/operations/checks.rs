//! Holds what the program says of itself against what the shop saw and the workers did.

use resilin::BreakerState::{self, Closed, HalfOpen, Open};

use super::evidence::{Evidence, Period};
use super::server::{ORDER, QUOTE};
use super::{BREAKER, Ended, ORDER_SITE, QUOTE_SITE, STOCK_SITE};
use crate::checks::Checks;

/// A promise in words, and whether it holds.
type Check = (String, bool);

/// Every promise of the weekend. None of them depends on how fast the machine is.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let said = [explained_before_a_call(evidence), checked(evidence)];
    let behaviour = evidence.periods.iter().map(|period| as_declared(evidence, period));
    let changes = evidence.periods.windows(2).map(|pair| finished_on_the_old(evidence, [&pair[0], &pair[1]]));
    let overrides = [
        file_wins(evidence),
        refused_as_a_whole(evidence),
        environment_wins(evidence),
        back_to_compiled(evidence),
        orders_once(evidence),
    ];
    let scraped = [calls(evidence), attempts(evidence), transitions(evidence), refusals(evidence)];
    for (promise, holds) in said.into_iter().chain(behaviour).chain(changes).chain(overrides).chain(scraped) {
        checks.check(&promise, holds);
    }
}

fn explained_before_a_call(evidence: &Evidence) -> Check {
    let promise = "explain: of all sites before their first call, with the entries of resilience.toml".to_owned();
    let held = evidence.periods.first().is_some_and(|first| {
        holds(first, "shop.quote: attempts", "3, from resilience.toml [policies.reads]")
            && holds(first, "shop.order: breaker orders open", "1s, from resilience.toml [breakers.orders]")
            && holds(first, "shop.stock: deadline", "12s, from resilience.toml [sites.\"shop.stock\"]")
    });
    (promise, held)
}

fn checked(evidence: &Evidence) -> Check {
    let promise = format!("check: finds that {STOCK_SITE} may not end within its deadline, and nothing else");
    (promise, evidence.findings == ["BeyondDeadline: shop.stock"])
}

/// The first attempts of a call may be made in another mood of the shop: calls that saw two are left out.
fn as_declared(evidence: &Evidence, period: &Period) -> Check {
    let Period { name, values, .. } = period;
    let [down, crowded] = [503, 429].map(|status| evidence.traffic.same(period, status));
    let open = evidence.traffic.open_times(period);
    let promise = format!(
        "{name}: {} attempts at 503 ({} calls), {} at 429 ({} calls), {BREAKER} opened for {:?} ({} times)",
        values.down,
        down.len(),
        values.crowded,
        crowded.len(),
        values.open,
        open.len()
    );
    let opens = !open.is_empty() && open.iter().all(|time| *time == values.open);
    (promise, down.made(values.down) && crowded.made(values.crowded) && opens)
}

fn finished_on_the_old(evidence: &Evidence, [old, new]: [&Period; 2]) -> Check {
    let under_way = evidence.traffic.same(old, 503).under_way(new.since);
    let (count, attempts) = (under_way.len(), old.values.down);
    let promise =
        format!("{}: {count} calls were under way, and made the {attempts} attempts of before", new.name);
    (promise, under_way.made(attempts))
}

fn file_wins(evidence: &Evidence) -> Check {
    let wins = period(evidence, "ops.toml").is_some_and(|period| {
        holds(period, "shop.quote: attempts", "5, from ops.toml:2")
            && holds(period, "shop.order: breaker orders open", "250ms, from ops.toml:5")
            && holds(period, "shop.quote: on throttled", "fail, from table, ops.toml:8")
    });
    ("ops.toml: wins over what was compiled, and explain says by which line".to_owned(), wins)
}

fn refused_as_a_whole(evidence: &Evidence) -> Check {
    let promise = "refused: each mistake was told with its line, and explain says what it said before".to_owned();
    let (before, after) = (period(evidence, "ops.toml"), period(evidence, "refused"));
    let holds = before.zip(after).is_some_and(|(before, after)| {
        let told = ["ops.toml:4", "ops.toml:8", "ops.toml:11 at shop.order"];
        after.refused == told && after.held == before.held
    });
    (promise, holds)
}

fn environment_wins(evidence: &Evidence) -> Check {
    let wins = period(evidence, "environment").is_some_and(|period| {
        holds(period, "shop.quote: attempts", "2, from RESILIENCE__POLICIES__READS__ATTEMPTS")
            && holds(period, "shop.order: breaker orders open", "500ms, from RESILIENCE__BREAKERS__ORDERS__OPEN")
            && holds(period, "shop.quote: on throttled", "fail, from table, ops.toml:8")
    });
    ("environment: wins over ops.toml, key by key".to_owned(), wins)
}

fn back_to_compiled(evidence: &Evidence) -> Check {
    let (first, last) = (evidence.periods.first(), period(evidence, "none"));
    let is_back = first.zip(last).is_some_and(|(first, last)| first.held == last.held && !first.held.is_empty());
    ("none: explain says what it said in the beginning".to_owned(), is_back)
}

/// An attempt of another call has another id.
fn orders_once(evidence: &Evidence) -> Check {
    let orders = evidence.traffic.requests.iter().filter(|request| request.path == ORDER);
    let mut ids: Vec<_> = orders.map(|request| &request.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    (
        format!("orders: {count} reached the shop, {} of them twice", count - ids.len()),
        count == ids.len() && count > 0,
    )
}

fn calls(evidence: &Evidence) -> Check {
    let counted = evidence.scrape.sum("resilience_calls_total", &[]);
    let of = |site: &'static str, outcome: &str| {
        let calls =
            evidence.traffic.calls.iter().filter(|call| call.site == site && call.ended.outcome() == outcome);
        calls.count()
    };
    let counts = |site, outcome| {
        let labels = [("site", site), ("outcome", outcome)];
        is(evidence.scrape.sum("resilience_calls_total", &labels), of(site, outcome))
    };
    let outcomes = ["ok", "failed", "circuit_open"];
    let each = [QUOTE_SITE, ORDER_SITE].iter().all(|site| outcomes.iter().all(|outcome| counts(site, outcome)));
    let all = evidence.traffic.calls.len();
    (
        format!("metrics: {counted} calls, by site and outcome what the {all} of the workers were"),
        each && is(counted, all),
    )
}

fn attempts(evidence: &Evidence) -> Check {
    let counts = [(QUOTE_SITE, QUOTE), (ORDER_SITE, ORDER)].map(|(site, path)| {
        let seen = evidence.traffic.requests.iter().filter(|request| request.path == path).count();
        (evidence.scrape.sum("resilience_attempts_total", &[("site", site)]), seen)
    });
    let [(quotes, _), (orders, _)] = counts;
    let promise =
        format!("metrics: {quotes} attempts for prices and {orders} for orders: the shop saw as many requests");
    (promise, counts.iter().all(|(counted, seen)| is(*counted, *seen)))
}

fn transitions(evidence: &Evidence) -> Check {
    let name = "resilience_breaker_transitions_total";
    let heard = |from: BreakerState, to: BreakerState| {
        evidence.traffic.moves.iter().filter(|moved| (moved.from, moved.to) == (from, to)).count()
    };
    let counts = |from: BreakerState, to: BreakerState| {
        let labels = [("breaker", BREAKER), ("from", from.name()), ("to", to.name())];
        is(evidence.scrape.sum(name, &labels), heard(from, to))
    };
    let each = [(Closed, Open), (Open, HalfOpen), (HalfOpen, Open), (HalfOpen, Closed)];
    let all = evidence.traffic.moves.len();
    let counted = evidence.scrape.sum(name, &[("breaker", BREAKER)]);
    let holds = each.into_iter().all(|(from, to)| counts(from, to)) && is(counted, all) && all > 0;
    (format!("metrics: {counted} moves of {BREAKER}, by their states what the listener heard"), holds)
}

fn refusals(evidence: &Evidence) -> Check {
    let counted = evidence.scrape.sum("resilience_breaker_rejected_total", &[("breaker", BREAKER)]);
    let calls = evidence.traffic.calls.iter();
    let refused = calls.filter(|call| call.ended == Ended::Rejected("circuit_open")).count();
    (
        format!("metrics: the breaker refused {counted} attempts, and the workers were told so {refused} times"),
        is(counted, refused),
    )
}

fn period<'e>(evidence: &'e Evidence, name: &str) -> Option<&'e Period> {
    evidence.periods.iter().find(|period| period.name == name)
}

fn holds(period: &Period, key: &str, value: &str) -> bool {
    period.held.get(key).is_some_and(|held| held == value)
}

/// Counters are whole numbers, which a float holds exactly.
fn is(counted: f64, count: usize) -> bool {
    u32::try_from(count).is_ok_and(|count| (counted - f64::from(count)).abs() < 0.5)
}

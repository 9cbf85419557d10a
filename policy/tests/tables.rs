//! Tables: what is read, how it is printed, and which rule holds.

#[allow(dead_code, reason = "shared with tests that draw breakers and shapes alone")]
mod common;

use proptest::{collection::vec, prelude::*, sample::Index};
use resilin_policy::{
    Attempts, Class, Delays, Policy, Retry, Rule, Settings, Table, Target, breaker_counts, check_table_name,
    counts, describe, idle_beside, read, read_table, rule, standard, worst_case,
};
use std::time::Duration;

#[track_caller]
fn table(text: &str) -> Table {
    let reading = read_table(text);
    assert_eq!(reading.findings, [], "{text}");
    reading.table
}

#[track_caller]
fn policy(text: &str) -> Policy {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Everything in the order of the language, as written elsewhere and as printed.
#[test]
fn tables_print_in_one_way() {
    for (written, printed) in [
        ("", ""),
        ("client=fail ,", "client = fail"),
        ("client = fail()", "client = fail"),
        ("client = \"fail\"", "client = fail"),
        ("\"client\" = fail", "client = fail"),
        ("client = fail(counts = true)", "client = fail(counts = true)"),
        ("server = retry", "server = retry"),
        ("server = retry( counts = false )", "server = retry(counts = false)"),
        ("throttled = retry(exp(1s,2,60s))", "throttled = retry(exp(1s, 2, 60s))"),
        (
            "throttled = \"retry(exp(1s,2,60s),counts=true,attempts=1_0)\"",
            "throttled = retry(exp(1s, 2, 60s), attempts = 10, counts = true)",
        ),
        ("server = retry(attempts = 4, scale = 2)", "server = retry(scale = 2, attempts = 4)"),
        ("overload = retry(none)", "overload = retry(none)"),
        ("quota = cooldown(900s)", "quota = cooldown(15m, max = 6h)"),
        ("quota = cooldown(15m, counts = true, max = 15m)", "quota = cooldown(15m, max = 15m, counts = true)"),
        ("auth = refresh", "auth = refresh"),
        ("\"a (b), c\" = fail", "\"a (b), c\" = fail"),
        ("\"a b/c\" = retry(attempts = 2), timeout = fail", "\"a b/c\" = retry(attempts = 2), timeout = fail"),
    ] {
        assert_eq!(table(written).to_string(), printed, "{written}");
        assert_eq!(table(printed), table(written));
    }
}

#[test]
fn a_policy_prints_its_table_and_its_rules() {
    for (written, printed) in [
        ("table = http", "table = \"http\""),
        (
            "on(client = fail), table = \"http\", max_wait = 1s",
            "table = \"http\", on(client = fail), max_wait = 1s",
        ),
        ("breaker = api, on(quota = fail,)", "breaker = \"api\", on(quota = fail)"),
        ("on(quota = cooldown(1h)), quota = llm", "quota = \"llm\", on(quota = cooldown(1h, max = 1d))"),
    ] {
        assert_eq!(policy(written).to_string(), printed);
        assert_eq!(policy(printed), policy(written));
    }
}

// Red when: `IN_DEFAULTS` in read/table/rule.rs is another number.
#[test]
fn a_cooldown_is_at_most_24_times_its_default() {
    assert_eq!(table("quota = cooldown(15m)"), table("quota = cooldown(15m, max = 6h)"));
    assert_eq!(table("quota = cooldown(15m)").rules()[0].rule(), standard(Class::QUOTA, &Policy::DEFAULT));
    let longest = table(&format!("quota = cooldown({}s)", u64::MAX)).rules()[0].rule();
    let default = Duration::from_secs(u64::MAX);
    assert_eq!(longest, Rule::Cooldown { default, max: Duration::MAX });
}

/// A class, and whether a breaker counts it.
#[track_caller]
fn holds(site: &str, table: &str, class: Class, expected: (&str, bool)) {
    let (site, table) = (policy(site), self::table(table));
    let found = (rule(class, &site, &table).to_string(), counts(class, &site, &table));
    assert_eq!((found.0.as_str(), found.1), expected, "{class} at `{site}` with `{table}`");
}

// Red when: `site.on()` and the table are exchanged in `written` in standard.rs.
#[test]
fn the_nearest_rule_holds() {
    let conflict = Class::custom("conflict");
    holds("", "", Class::SERVER, ("retry", true));
    holds("", "server = fail", Class::SERVER, ("fail", true));
    holds("on(server = retry(scale = 2))", "server = fail", Class::SERVER, ("retry(scale = 2)", true));
    holds("on(client = retry)", "server = fail", Class::SERVER, ("fail", true));
    holds("", "", conflict, ("retry(scale = 4)", true));
    holds("backoff = none, attempts = 2", "", conflict, ("retry", true));
    holds("", "\"conflict\" = retry(attempts = 2)", conflict, ("retry(attempts = 2)", true));
    holds("on(\"conflict\" = fail)", "\"conflict\" = retry", conflict, ("fail", true));
    // A rule that was written holds as it was written, for what nobody classified, too.
    holds("on(unknown = retry)", "", Class::UNKNOWN, ("retry", true));
    holds("", "unknown = retry", Class::UNKNOWN, ("retry", true));
    // A class without any rule gets what unknown errors get.
    holds("on(unknown = fail)", "", conflict, ("fail", true));
    holds("on(unknown = fail)", "\"conflict\" = retry", conflict, ("retry", true));
    holds("", "unknown = fail(counts = false)", conflict, ("fail", false));
    holds("on(server = fail)", "unknown = fail", Class::NETWORK, ("retry", true));
}

// Red when: `find_map(ClassRule::counts)` in standard.rs looks at the first alone.
#[test]
fn what_a_breaker_counts_is_said_beside_the_rule() {
    let counted = "client = fail(counts = true)";
    holds("", "", Class::CLIENT, ("fail", false));
    holds("", counted, Class::CLIENT, ("fail", true));
    holds("on(client = retry)", counted, Class::CLIENT, ("retry", true));
    holds("on(client = retry(counts = false))", counted, Class::CLIENT, ("retry", false));
    holds("on(server = fail(counts = false))", "", Class::SERVER, ("fail", false));
    holds("on(\"conflict\" = fail(counts = false))", "", Class::custom("conflict"), ("fail", false));
}

/// The table of the design, chapter 5.
#[test]
fn the_standard_table_is_that_of_the_design() {
    for (class, rule, counted) in [
        (Class::NETWORK, "retry", true),
        (Class::TIMEOUT, "retry", true),
        (Class::SERVER, "retry", true),
        (Class::OVERLOAD, "retry", true),
        (Class::THROTTLED, "retry(exp(1s, 2, 60s))", false),
        (Class::QUOTA, "cooldown(15m, max = 6h)", false),
        (Class::AUTH, "refresh", false),
        (Class::INVALID, "retry", false),
        (Class::CLIENT, "fail", false),
        (Class::UNKNOWN, "retry(scale = 4)", true),
    ] {
        assert_eq!(standard(class, &Policy::DEFAULT).to_string(), rule);
        assert_eq!(breaker_counts(class), counted, "{class}");
        holds("", "", class, (rule, counted));
    }
}

#[test]
fn names_of_tables() {
    for name in ["http", "http-v2", "acme/http", "\u{E9}"] {
        assert!(check_table_name(name).is_ok(), "{name}");
        assert_eq!(policy(&format!("table = \"{name}\"")).table(), Some(name));
    }
    assert_eq!(policy("table = standard").table(), Some(Table::STANDARD));
    assert!(check_table_name(Table::STANDARD).is_err());
    assert!(check_table_name("").is_err());
}

#[test]
fn rules_are_idle_beside_a_single_run() {
    let own = |text: &str| idle_beside(&read(text, Target::AsyncFn).settings, Target::AsyncFn);
    assert_eq!(own("attempts = 1"), ["backoff", "jitter", "max_wait", "retry_budget"]);
    assert_eq!(own("backoff = none"), ["jitter"]);
    assert_eq!(own("backoff = none, on(throttled = retry(fixed(1s)))"), [""; 0]);
}

#[track_caller]
fn described(text: &str, expected: &[&str]) {
    let description = describe(&policy(text));
    let lines: Vec<&str> = description.lines().collect();
    assert_eq!(lines, expected);
}

#[test]
fn rules_are_described() {
    described(
        r#"attempts = 3, on(throttled = retry(exp(1s, 2, 60s), attempts = 10), server = fail, client = retry(scale = 2), "conflict" = retry(none, attempts = 2))"#,
        &[
            "- Up to 3 attempts: network trouble, timeouts, overload, throttling, invalid answers, wrong requests, errors of no known class and `conflict` are retried.",
            "- Server errors, used-up quotas and refused credentials are returned at once.",
            "- Delays: 200ms, 400ms, each drawn at random between zero and that.",
            "- For throttling, 1s, 2s, 4s, 8s, … up to 60s, up to 10 attempts, counted apart; for wrong requests, 2 times the delay, up to 20s; for errors of no known class, 4 times the delay, up to 20s; for `conflict`, at once, up to 2 attempts, counted apart.",
            "- At most 4m5.4s of waiting. A server that asks for a longer wait gets up to 5m each time.",
        ],
    );
}

// Red when: `delays` in describe/rules.rs takes `attempts.get()` for the retries, or the site's.
#[test]
fn as_many_delays_are_described_as_there_can_be() {
    let description = describe(&policy("attempts = 3, on(overload = retry(linear(1s, 1s, 9s), attempts = 4))"));
    let line = "For overload, 1s, 2s, 3s, up to 4 attempts, counted apart; for throttling, 1s, 2s; for errors";
    assert!(description.contains(line), "{description}");
}

#[test]
fn a_named_table_is_only_mentioned() {
    let description = describe(&policy("table = http"));
    assert!(description.ends_with("- What the table `http` says of a class holds instead.\n"), "{description}");
    let description = describe(&policy("table = http, deadline = 9s, on(client = retry, \"conflict\" = fail)"));
    assert!(
        description.contains(
            "- What the table `http` says of a class holds instead, but for wrong requests and `conflict`.\n"
        ),
        "{description}"
    );
    assert!(description.contains("At most 9s in all"), "{description}");
    assert_eq!(describe(&policy("table = standard")), describe(&Policy::DEFAULT));
}

#[test]
fn a_policy_under_which_nothing_is_retried_says_so() {
    let rules = ["network", "timeout", "server", "overload", "throttled", "invalid", "unknown"];
    let rules = rules.map(|class| format!("{class} = fail")).join(", ");
    let description = describe(&policy(&format!("on({rules})")));
    assert!(description.starts_with("- Up to 3 attempts: nothing is retried.\n"), "{description}");
}

/// A call that fails with one class after the other, as a kernel would carry it on.
struct Run<'p> {
    policy: &'p Policy,
    failures: Vec<Class>,
    attempts: u32,
    waited: Duration,
}

impl Run<'_> {
    /// Fails once more; whether another attempt follows.
    fn fails(&mut self, class: Class) -> bool {
        let Rule::Retry(retry) = rule(class, self.policy, &Table::EMPTY) else { return false };
        self.failures.push(class);
        if !self.may_go_on(class, retry) {
            return false;
        }
        self.attempts += 1;
        let for_quota = self.policy.quota().map(|quota| quota.settings().wait_up_to()).unwrap_or_default();
        self.waited = self.waited.saturating_add(self.delay(class, retry)).saturating_add(for_quota);
        true
    }

    fn may_go_on(&self, class: Class, retry: Retry) -> bool {
        let limit = match (retry.attempts, self.policy.attempts()) {
            _ if !self.policy.retries() => return false,
            (Some(own), _) => own.get(),
            (None, Attempts::Limited(sites)) => sites.get(),
            (None, _) => return true,
        };
        let counted = self.count(|it| match retry.attempts {
            Some(_) => it == class,
            None => self.retry(it).attempts.is_none(),
        });
        counted < limit
    }

    fn delay(&self, class: Class, retry: Retry) -> Duration {
        let shape = self.policy.backoff();
        let of_site = || shape.delay(self.count(|it| !matches!(self.retry(it).delays, Delays::Own(_))) - 1);
        match retry.delays {
            Delays::Own(own) => own.delay(self.count(|it| it == class) - 1),
            Delays::Scaled(scale) => of_site().saturating_mul(scale).min(shape.ceiling()),
            _ => of_site(),
        }
    }

    fn count(&self, counted: impl Fn(Class) -> bool) -> u32 {
        u32::try_from(self.failures.iter().filter(|&&class| counted(class)).count()).expect("a few")
    }

    fn retry(&self, class: Class) -> Retry {
        rule(class, self.policy, &Table::EMPTY).retry().copied().unwrap_or_default()
    }
}

proptest! {
    #![proptest_config(common::cases(2_000))]

    // Red when: worst_case.rs leaves out `.retried(steps, step)`, `own_shared` or `own_apart`.
    #[test]
    fn no_run_takes_longer_than_the_worst_case(policy in common::policy(), failures in vec(any::<Index>(), 0..60)) {
        let policy = Policy::from_checked(Settings { table: None, ..policy.written().clone() });
        let for_quota = policy.quota().map(|quota| quota.settings().wait_up_to()).unwrap_or_default();
        let mut run = Run { policy: &policy, failures: Vec::new(), attempts: 1, waited: for_quota };
        let classes: Vec<Class> = Class::BUILT_IN.into_iter().chain([Class::custom("mine")]).collect();
        let _last = failures.iter().take_while(|index| run.fails(*index.get(&classes))).count();
        let limit = policy.deadline().unwrap_or(Duration::MAX);
        let worst = worst_case(&policy);
        prop_assert!(worst.waiting.is_none_or(|waiting| run.waited.min(limit) <= waiting), "{}", policy);
        let total = run.waited.saturating_add(policy.timeout().unwrap_or_default().saturating_mul(run.attempts));
        prop_assert!(worst.total.is_none_or(|worst| total.min(limit) <= worst), "{}", policy);
    }
}

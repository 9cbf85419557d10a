//! How explanations read.
//!
//! Red when: the columns are padded by bytes in place of characters, or a schedule that is cut does not say so.

use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Breaker, define_table};
use resilin_policy::Compiled;

use super::common::{ASYNC, attribute, by_hand};

#[test]
fn a_site_with_everything() {
    let table = "throttled = retry(exp(5s, 2, 60s), attempts = 8), client = fail(counts = true)";
    define_table("display-http", table).unwrap();
    Breaker::define("display-api", "failure_rate = 50%, open = 30s").unwrap().force_open();
    let text = "backoff = exp(200ms, 2, 10s), jitter = 0.25, attempts = 12, deadline = 30s, \
        breaker = \"display-api\", table = \"display-http\", \
        on(server = fail, \"conflict\" = retry(none, attempts = 3))";
    let told = attribute("shop::client::ticker", text, ASYNC).explain().to_string();
    assert_eq!(
        told,
        "\
shop::client::ticker  (src/client.rs:42)
  backoff     exp(200ms, 2, 10s)        attribute
  jitter      0.25                      attribute
  attempts    12                        attribute
  deadline    30s                       attribute
  breaker     display-api               attribute
  table       display-http              attribute
  on          see below                 attribute
  max_wait    what the deadline leaves  default
  idempotent  true                      default
  none:  timeout, quota, retry_budget

  breaker `display-api` is forced open
    failure_rate   0.5            code
    calls          100            default
    min_calls      100            default
    open           30s            code
    probes         1              default
    successes      1              default
    probe_timeout  the open time  default
    keys           10000          default
    none:  failures, within, slow_call, slow_call_rate

  class              rule                                   breaker  source
  network, timeout,  retry                                  counts   standard table
  overload, unknown
  server             fail                                   counts   on(…), attribute
  throttled          retry(exp(5s, 2, 60s), attempts = 8)   ignores  table, code
  quota              cooldown(15m, max = 6h), here as fail  ignores  standard table
  auth               refresh, here as fail                  ignores  standard table
  invalid            retry                                  ignores  standard table
  client             fail                                   counts   table, code
  conflict           retry(none, attempts = 3)              counts   on(…), attribute

  retry  network, timeout,       throttled            conflict
         overload, invalid,
         unknown
  1      200ms (150ms to 250ms)  5s (3.75s to 6.25s)  0s
  2      400ms (300ms to 500ms)  10s (7.5s to 12.5s)  0s
  3      800ms (600ms to 1s)     20s (15s to 25s)
  4      1.6s (1.2s to 2s)       40s (30s to 50s)
  5      3.2s (2.4s to 4s)       60s (45s to 60s)
  6      6.4s (4.8s to 8s)       60s (45s to 60s)
  7      10s (7.5s to 10s)       60s (45s to 60s)
  8      10s (7.5s to 10s)
  9      10s (7.5s to 10s)
  10     10s (7.5s to 10s)
         …

  at most 30s in all
  a server that asks for a longer wait gets it if the deadline leaves the time for it
"
    );
}

#[test]
fn a_site_that_runs_once() {
    let told = attribute("shop::client::ping", "attempts = 1", Compiled::ONCE).explain().to_string();
    assert_eq!(
        told,
        "\
shop::client::ping  (src/client.rs:42)
  backoff     exp(200ms, 2, 20s)         default
  jitter      full                       default
  attempts    1                          attribute
  table       standard                   default
  max_wait    5 times the longest delay  default
  idempotent  true                       default
  none:  timeout, deadline, breaker, quota, retry_budget, on

  class                      rule                                   breaker  source
  network, timeout, server,  retry, here as fail                    counts   standard table
  overload
  throttled                  retry(exp(1s, 2, 60s)), here as fail   ignores  standard table
  quota                      cooldown(15m, max = 6h), here as fail  ignores  standard table
  auth                       refresh, here as fail                  ignores  standard table
  invalid                    retry, here as fail                    ignores  standard table
  client                     fail                                   ignores  standard table
  unknown                    retry(scale = 4), here as fail         counts   standard table

  no bound in all: a blocking body cannot be cut short
"
    );
}

#[test]
fn a_site_with_a_quota_and_a_budget() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    resilin::quota("display-llm").close_for(Duration::from_millis(5_432_100));
    resilin::retry_budget("display-llm").balance();
    let text = "timeout = 20s, attempts = 4, quota(display-llm, wait_up_to = 30s), \
        retry_budget(display-llm, ratio = 20%), backoff = decorrelated(1s, 30s), idempotent = false";
    let told = by_hand("llm", text).explain().to_string();
    assert_eq!(
        told,
        "\
llm  (made by hand)
  backoff       decorrelated(1s, 30s)      code
  jitter        full                       default
  attempts      4                          code
  timeout       20s                        code
  quota         display-llm                code
  retry_budget  display-llm                code
  table         standard                   default
  max_wait      5 times the longest delay  default
  idempotent    false                      code
  none:  deadline, breaker, on

  quota `display-llm` is closed, 1h30m32s left
    wait_up_to     30s  code
    ramp           10s  default
    probe_timeout  60s  default

  retry budget `display-llm`: 100 left
    ratio  0.2   code
    min    10/s  default
    none:  tokens, cost, timeout_cost, throttled_cost, failure_cost, earn, above

  class                      rule                     breaker  source
  network, timeout, server,  retry                    counts   standard table
  overload, unknown
  throttled                  retry(exp(1s, 2, 60s))   ignores  standard table
  quota                      cooldown(15m, max = 6h)  ignores  standard table
  auth                       refresh, here as fail    ignores  standard table
  invalid                    retry                    ignores  standard table
  client                     fail                     ignores  standard table

  retry  network, timeout, server,  throttled
         overload, invalid,
         unknown
  1      3s (1s to 3s)              1s (0s to 1s)
  2      9s (1s to 9s)              2s (0s to 2s)
  3      27s (1s to 27s)            4s (0s to 4s)

  only what was surely not processed is retried
  at most 3m59s in all, 2m39s of it waiting
  a server that asks for a longer wait gets up to 5m each time
"
    );
}

#[test]
fn a_site_with_many_schedules() {
    let text = "jitter = 0.33, on(server = retry(fixed(1s)), overload = retry(fixed(2s)), \
        timeout = retry(linear(1s, 1s, 3s)), invalid = retry(exp(100ms, 1.5, 1m)))";
    let told = by_hand("many", text).explain().to_string();
    assert_eq!(
        told,
        "\
many  (made by hand)
  backoff     exp(200ms, 2, 20s)         default
  jitter      0.33                       code
  attempts    3                          default
  table       standard                   default
  on          see below                  code
  max_wait    5 times the longest delay  default
  idempotent  true                       default
  none:  timeout, deadline, breaker, quota, retry_budget

  class      rule                                   breaker  source
  network    retry                                  counts   standard table
  timeout    retry(linear(1s, 1s, 3s))              counts   on(…), code
  server     retry(fixed(1s))                       counts   on(…), code
  overload   retry(fixed(2s))                       counts   on(…), code
  throttled  retry(exp(1s, 2, 60s))                 ignores  standard table
  quota      cooldown(15m, max = 6h), here as fail  ignores  standard table
  auth       refresh, here as fail                  ignores  standard table
  invalid    retry(exp(100ms, 1.5, 60s))            ignores  on(…), code
  client     fail                                   ignores  standard table
  unknown    retry(scale = 4)                       counts   standard table

  retry  network                 timeout              server
  1      200ms (134ms to 266ms)  1s (670ms to 1.33s)  1s (670ms to 1.33s)
  2      400ms (268ms to 532ms)  2s (1.34s to 2.66s)  1s (670ms to 1.33s)

  retry  overload             throttled            invalid
  1      2s (1.34s to 2.66s)  1s (670ms to 1.33s)  100ms (67ms to 133ms)
  2      2s (1.34s to 2.66s)  2s (1.34s to 2.66s)  150ms (100.5ms to 199.5ms)

  retry  unknown
  1      800ms (536ms to 1.064s)
  2      1.6s (1.072s to 2.128s)

  at most 5.32s of waiting
  no bound in all: neither a `timeout` nor a `deadline` bounds an attempt
  a server that asks for a longer wait gets up to 5m each time
"
    );
}

#[test]
fn a_site_without_an_end() {
    let text = "attempts = unlimited, breaker = \"display-endless\", max_wait = 5s, on(throttled = retry)";
    let told = by_hand("endless", text).explain().to_string();
    assert_eq!(
        told,
        "\
endless  (made by hand)
  backoff     exp(200ms, 2, 20s)  default
  jitter      full                default
  attempts    unlimited           code
  breaker     display-endless     code
  table       standard            default
  on          see below           code
  max_wait    5s                  code
  idempotent  true                default
  none:  timeout, deadline, quota, retry_budget

  breaker `display-endless`
    failures       5              default
    open           60s            default
    probes         1              default
    successes      1              default
    probe_timeout  the open time  default
    keys           10000          default
    none:  within, failure_rate, calls, min_calls, slow_call, slow_call_rate

  class                      rule                                   breaker  source
  network, timeout, server,  retry                                  counts   standard table
  overload
  throttled                  retry                                  ignores  on(…), code
  quota                      cooldown(15m, max = 6h), here as fail  ignores  standard table
  auth                       refresh, here as fail                  ignores  standard table
  invalid                    retry                                  ignores  standard table
  client                     fail                                   ignores  standard table
  unknown                    retry(scale = 4)                       counts   standard table

  retry  network, timeout, server,  unknown
         overload, throttled,
         invalid
  1      200ms (0s to 200ms)        800ms (0s to 800ms)
  2      400ms (0s to 400ms)        1.6s (0s to 1.6s)
  3      800ms (0s to 800ms)        3.2s (0s to 3.2s)
  4      1.6s (0s to 1.6s)          6.4s (0s to 6.4s)
  5      3.2s (0s to 3.2s)          12.8s (0s to 12.8s)
  6      6.4s (0s to 6.4s)          20s (0s to 20s)
  7      12.8s (0s to 12.8s)        20s (0s to 20s)
  8      20s (0s to 20s)            20s (0s to 20s)
  9      20s (0s to 20s)            20s (0s to 20s)
  10     20s (0s to 20s)            20s (0s to 20s)
         …                          …

  no bound in all: `attempts = unlimited` without a `deadline` has no end
  a server that asks for a longer wait gets up to 5s each time
"
    );
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    let table = "throttled = retry(exp(5s, 2, 60s), attempts = 8), \"a class of our own\" = retry(scale = 100)";
    define_table("display-wide", table).unwrap();
    let text = "backoff = exp(123456us, 1.7, 98765ms), jitter = 0.333, attempts = 40, table = \"display-wide\", \
        on(quota = retry(attempts = 12), auth = cooldown(90m, max = 36h, counts = false))";
    let told = attribute("wide", text, ASYNC).explain().to_string();
    let widest = told.lines().map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|width| width <= 100), "{widest:?}\n{told}");
}

/// Columns are counted in characters.
#[test]
fn a_name_in_another_language_moves_no_column() {
    let told = by_hand("display größen", "table = \"größenübersicht-für-österreich\"").explain().to_string();
    assert!(told.contains("\n  table       größenübersicht-für-österreich  code\n"), "{told}");
    assert!(told.contains("\n  attempts    3                               default\n"), "{told}");
}

#[test]
fn sites_are_parted_by_an_empty_line() {
    by_hand("display one", "").list();
    by_hand("display two", "").list();
    let explanation = resilin::explain();
    let told: Vec<String> = explanation.sites.iter().map(ToString::to_string).collect();
    assert!(told.len() > 1);
    assert_eq!(explanation.to_string(), told.join("\n"));
}

//! What a policy that was accepted makes a call wait for.

use std::time::Duration;

use resilin::kernel::{Call, Failure, Verdict};
use resilin_policy::{Backoff, Class, Delays, Policy, Retry, Rule, Table, rule};

/// Steps of a shape that are looked at: the first, and those at which numbers overflow.
const STEPS: [u32; 12] = [0, 1, 2, 3, 9, 31, 63, 64, 93, 1_023, 4_096, u32::MAX];

/// What randomness may give: the least, the middle, the most.
const BITS: [u64; 3] = [0, 1 << 63, u64::MAX];

pub(super) fn check(policy: &Policy) {
    let rules = policy.on().map(Table::rules).unwrap_or_default();
    let own = rules.iter().filter_map(|rule| match rule.rule() {
        Rule::Retry(Retry { delays: Delays::Own(shape), .. }) => Some(shape),
        _ => None,
    });
    own.chain([policy.backoff()]).for_each(stays_below_its_cap);
    for class in [Class::SERVER, Class::THROTTLED, Class::custom("conflict")] {
        for bits in BITS {
            waits(policy, class, bits);
        }
    }
}

fn stays_below_its_cap(shape: Backoff) {
    let delays = STEPS.map(|n| shape.delay(n));
    assert!(delays.iter().all(|delay| *delay <= shape.cap()), "{shape}: {delays:?}");
    assert!(delays.is_sorted(), "{shape}: {delays:?}");
}

/// No wait of a call is above what the shape allows that it is drawn from, whatever the randomness; one for a hint is
/// neither below it nor above the longest that the policy allows.
fn waits(policy: &Policy, class: Class, bits: u64) {
    let Some(shape) = shape(policy, class) else { return };
    let longest = policy.max_wait().unwrap_or(shape.longest_hint());
    let (mut call, mut hinted) = (Call::new(), Call::new());
    for n in 0..8_u64 {
        let failure = Failure::new(class);
        if let Verdict::Retry { after } = call.failed(policy, &failure, &mut || bits) {
            assert!(after <= shape.ceiling(), "{after:?} is above {:?}", shape.ceiling());
        }
        let hint = Duration::from_millis(1 << (4 * n));
        let failure = Failure { retry_after: Some(hint), ..failure };
        if let Verdict::Retry { after } = hinted.failed(policy, &failure, &mut || bits) {
            assert!((hint..=longest).contains(&after), "{after:?} for {hint:?}, at most {longest:?}");
        }
    }
}

/// What delays of this class are drawn from; `None` where it is not retried.
fn shape(policy: &Policy, class: Class) -> Option<Backoff> {
    let table = policy.table_rules().cloned().unwrap_or_default();
    match rule(class, policy, &table) {
        Rule::Retry(Retry { delays: Delays::Own(shape), .. }) => Some(shape),
        Rule::Retry(_) => Some(policy.backoff()),
        _ => None,
    }
}

//! Fields that a class refers to and a variant does not have.

use resilin::{Classify, Rejected};
use std::io;
use std::time::Duration;

#[derive(Classify)]
enum Fields {
    #[class(delegate)]
    DelegateOfNone,
    #[class(delegate)]
    DelegateOfTwo(io::Error, u32),
    #[class(delegate = source)]
    DelegateOfNoField { cause: io::Error },
    #[class(delegate = 1)]
    DelegateOfNoIndex(io::Error),
    #[class(delegate(0))]
    DelegateInParentheses(io::Error),
    #[class(delegate = "0")]
    DelegateInAString(io::Error),
    #[class(from_rejected)]
    RejectedOfNone,
    #[class(from_rejected)]
    RejectedOfTwo(Rejected, u32),
    #[class(throttled, retry_after = delay)]
    HintOfNoField { after: Duration },
    #[class(throttled, retry_after)]
    HintOfNothing { after: Duration },
    #[class(throttled, retry_after =)]
    HintWithoutAName { after: Duration },
    #[class(throttled, retry_after = 5s)]
    HintWithADuration(Duration),
    #[class(throttled, retry_after = 0)]
    HintOfAnIndexWithoutOne,
    #[class(throttled, retry_after(0))]
    HintInParentheses(Duration),
    #[class(throttled, retry_after = after, resets_at = reset)]
    TwoHints { after: Duration, reset: Duration },
    #[class(quota, resets_at = self.reset)]
    HintWithAPath { reset: Duration },
}

fn main() {}

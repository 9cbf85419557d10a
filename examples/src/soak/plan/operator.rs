//! What is done to the policies while they are used.

use std::time::Duration;

use super::{Plan, TENANTS, Topic, drawn};

/// One thing that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Overrides are read anew: a text of this number, which is right.
    Reload(Text),
    /// Overrides are read anew: a text of this number, which is not right.
    Mistake(Text),
    /// All overrides are taken back.
    Clear,
    /// The breaker of the tenants gets other settings.
    Define(Text),
    /// The breaker of this tenant is opened.
    ForceOpen(u32),
    /// The breaker of this tenant is opened for so long.
    OpenFor(u32, Duration),
    /// The breaker of this tenant lets everything pass.
    Disable(u32),
    /// The breaker of this tenant is closed.
    Close(u32),
    /// The quota is closed for so long.
    CloseQuota(Duration),
    /// The quota is opened.
    OpenQuota,
}

/// Which text is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub u32);

impl Plan {
    /// The step of this number, and how long after the one before.
    pub fn step(self, number: u32) -> (Duration, Step) {
        let dice = &mut self.dice(Topic::Operator, &[number]);
        let after = Duration::from_millis(u64::from(50 + dice.below(450)));
        let text = Text(dice.below(u32::MAX));
        let tenant = dice.below(TENANTS);
        let time = Duration::from_millis(u64::from(50 + dice.below(1000)));
        let lots = [
            (200, Step::Reload(text)),
            (200, Step::Mistake(text)),
            (50, Step::Clear),
            (100, Step::Define(text)),
            (50, Step::ForceOpen(tenant)),
            (100, Step::OpenFor(tenant, time)),
            (50, Step::Disable(tenant)),
            (100, Step::Close(tenant)),
            (50, Step::CloseQuota(time)),
        ];
        (after, drawn(dice, &lots, Step::OpenQuota))
    }
}

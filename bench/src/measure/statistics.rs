//! Medians and quartiles.

/// A sample's quartiles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quartiles {
    pub(super) low: f64,
    pub(super) median: f64,
    pub(super) high: f64,
}

/// The quartiles of a sample that is not empty.
pub(super) fn quartiles(mut sample: Vec<f64>) -> Quartiles {
    sample.sort_by(f64::total_cmp);
    let at = |share: usize| sample[(sample.len() - 1) * share / 4];
    Quartiles { low: at(1), median: at(2), high: at(3) }
}

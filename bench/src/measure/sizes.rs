//! Sizes of futures.

use crate::contender::Contender;
use crate::record::{Metric, Number};
use crate::workload::Workload;

/// The size of every call's future.
pub(crate) fn measure(contenders: &[Contender]) -> Vec<Number> {
    Workload::MEASURED
        .into_iter()
        .filter(|workload| workload.has_future())
        .flat_map(|workload| contenders.iter().filter_map(move |contender| of(contender, workload)))
        .collect()
}

#[allow(clippy::cast_precision_loss)]
fn of(contender: &Contender, workload: Workload) -> Option<Number> {
    let size = (contender.entry(workload)?.set_up)()().future?;
    Some(Number::count(Metric::Future, workload, contender.name, size as f64))
}

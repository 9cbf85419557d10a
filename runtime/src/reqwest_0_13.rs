//! x
pub(crate) fn fault_of(_: &(dyn std::error::Error + 'static)) -> Option<crate::Fault> {
    None
}

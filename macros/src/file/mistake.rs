//! What an expansion tells of the file.

use std::ops::Range;

use resilin_policy::Finding;

/// Something that is wrong with what a site says, or with that and what the file says.
pub(crate) struct Mistake {
    /// Its place in the site's text; `None` where nothing in the text has to do with it.
    pub(crate) range: Option<Range<usize>>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Mistake {
    pub(super) fn of_name(Finding { range, message, help, .. }: Finding) -> Self {
        Self { range: Some(range), message, help }
    }
}

//! What is wrong with overrides.

use std::fmt;
use std::ops::Range;

use resilin_policy::{Finding, Judged, excerpt};

use super::text::{Place, indented};
use crate::Site;
use crate::source::Source;

/// One thing that is wrong with overrides: what, where, and what would be right.
///
/// [`Display`](fmt::Display) draws the place: the line of the file, or the variable, with a caret.
#[derive(Clone, Debug)]
pub struct ConfigFinding {
    place: Place,
    message: String,
    help: Option<String>,
    about: Option<About>,
}

/// What the override would have become a part of.
#[derive(Clone, Debug)]
struct About {
    what: String,
    site: Option<&'static str>,
    /// The whole of it, and where in it the mistake is.
    whole: Option<(String, Range<usize>)>,
}

impl ConfigFinding {
    pub(super) fn new(place: Place, finding: Finding) -> Self {
        Self { place, message: finding.message, help: finding.help, about: None }
    }

    /// A combination that cannot work in the policy of this site.
    pub(super) fn in_policy(place: Place, judged: Judged, site: &'static Site) -> Self {
        let what = format!("in the policy of {}", declared(site));
        Self::in_whole(place, judged, what, Some(site.name()))
    }

    /// A combination that cannot work in the settings of this thing.
    pub(super) fn in_settings(place: Place, judged: Judged, what: &str, name: &str) -> Self {
        Self::in_whole(place, judged, format!("in the settings of the {what} `{name}`"), None)
    }

    /// Something that the function of this site was not compiled for.
    pub(super) fn not_compiled_for(place: Place, finding: Finding, site: &'static Site) -> Self {
        let about = About { what: format!("at {}", declared(site)), site: Some(site.name()), whole: None };
        Self { about: Some(about), ..Self::new(place, finding) }
    }

    fn in_whole(place: Place, judged: Judged, what: String, site: Option<&'static str>) -> Self {
        let about = About { what, site, whole: Some((judged.text, judged.finding.range.clone())) };
        Self { about: Some(about), ..Self::new(place, judged.finding) }
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What would be right.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The file and the line, or the variable.
    pub fn source(&self) -> Source {
        self.place.source()
    }

    /// In a file, the column in characters, from 1.
    pub fn column(&self) -> Option<usize> {
        self.place.column()
    }

    /// The site that cannot have what the override says, where that is it.
    pub fn site(&self) -> Option<&'static str> {
        self.about.as_ref()?.site
    }

    pub(super) const fn place(&self) -> &Place {
        &self.place
    }
}

impl fmt::Display for ConfigFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.message, self.place.drawn())?;
        if let Some(About { what, whole, .. }) = &self.about {
            write!(f, "\n  {what}")?;
            if let Some((text, range)) = whole {
                write!(f, ":{}", indented(&excerpt(text, range.clone()), "    "))?;
            }
        }
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// The site, and where it stands.
fn declared(site: &Site) -> String {
    match site.declared_at() {
        Some(at) => format!("`{}` ({}:{})", site.name(), at.file, at.line),
        None => format!("`{}`", site.name()),
    }
}

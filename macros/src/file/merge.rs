//! What a site says, with the file behind it.

use resilin_policy::{Context, Document, Layers, Reading, Settings, Target};

use super::combination;
use super::mistake::Mistake;
use super::names::without_file;
use super::source::{File, Watched};

/// What holds for a site.
pub(crate) struct Merged {
    pub(crate) settings: Settings,
    /// What it was put together from; `None` where the file adds nothing.
    pub(crate) layers: Option<Layers>,
    pub(crate) mistakes: Vec<Mistake>,
}

impl File {
    /// Puts what was read for a function, or for a constant, before what the file has for it; and before what it says of
    /// the site of this name.
    pub(crate) fn merge(&self, reading: &Reading, site: Option<&str>, of: (Target, Context)) -> Merged {
        match self {
            Self::Right(Watched { document, .. }) => merge(document, reading, site, of),
            // What names stand for is not known.
            Self::Broken(_) => Merged::alone(reading, None),
            Self::Absent => Merged::alone(reading, without_file(reading)),
        }
    }
}

/// How all goes together is judged only where nothing else is wrong.
fn merge(
    document: &Document,
    reading: &Reading,
    site: Option<&str>,
    (target, context): (Target, Context),
) -> Merged {
    let (layers, names) = document.layers(reading, site);
    let adds = layers != Layers::of(reading.settings.clone());
    if !adds && names.is_empty() && reading.base.is_none() {
        return Merged::alone(reading, None);
    }
    let settings = layers.settings(target);
    let mistakes = if names.is_empty() && reading.findings.is_empty() {
        combination::mistakes(&settings, &layers, reading, (site, context))
    } else {
        names.into_iter().map(Mistake::of_name).collect()
    };
    Merged { settings, layers: adds.then_some(layers), mistakes }
}

impl Merged {
    fn alone(reading: &Reading, mistake: Option<Mistake>) -> Self {
        Self { settings: reading.settings.clone(), layers: None, mistakes: mistake.into_iter().collect() }
    }
}

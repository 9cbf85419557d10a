//! What goes wrong between what a site says and what the file says.

use std::ops::Range;

use resilin_policy::{Context, Judged, Layer, Layers, Policy, Reading, Settings, judge, read};

use super::entry::{entries, entry_of};
use super::mistake::Mistake;

/// What is wrong with the whole: at the key of the site's text that has to do with it, else where the text names the
/// policy. Each says what the file has to do with it.
pub(super) fn mistakes(
    settings: &Settings,
    layers: &Layers,
    reading: &Reading,
    (site, context): (Option<&str>, Context),
) -> Vec<Mistake> {
    let whole = Whole { layers, reading, site, context };
    judge(settings, context).iter().map(|judged| whole.mistake(judged)).collect()
}

/// A policy that was put together.
struct Whole<'w> {
    layers: &'w Layers,
    reading: &'w Reading,
    site: Option<&'w str>,
    context: Context,
}

impl Whole<'_> {
    fn mistake(&self, judged: &Judged) -> Mistake {
        let keys = self.keys(judged);
        let message = format!("{}\n{}", judged.finding.message, self.sources(&keys, &judged.text));
        Mistake { range: self.place(&keys), message, help: judged.finding.help.clone() }
    }

    /// The keys that have to do with it: the one under which it stands, and those that the message names.
    fn keys(&self, judged: &Judged) -> Vec<&'static str> {
        let message = &judged.finding.message;
        let named = |key: &&str| ["`", " "].iter().any(|end| message.contains(&format!("`{key}{end}")));
        let merged = read(&judged.text, self.context).settings;
        let others: Vec<&str> = merged.keys().filter(|key| *key != judged.key).filter(named).collect();
        [judged.key].into_iter().chain(others).collect()
    }

    fn place(&self, keys: &[&str]) -> Option<Range<usize>> {
        let mut own = keys.iter().filter(|key| self.layers.origin(key) == Some(Layer::Own));
        own.find_map(|key| self.reading.place(key)).or_else(|| self.reading.place("policy"))
    }

    /// Which entries of the file say what, in one sentence.
    fn sources(&self, keys: &[&str], text: &str) -> String {
        let said = keys.iter().filter_map(|key| {
            let entry = entry_of(key, self.layers, self.site)?;
            Some(format!("`{}` comes from {entry}", self.written(key, text)?))
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() {
            format!("together with {}", entries(self.layers, self.site))
        } else {
            said.join(", ")
        }
    }

    /// The key and its value as its layer has them; of what the site says itself, as the whole has it.
    fn written(&self, key: &str, whole: &str) -> Option<String> {
        let layer = match self.layers.origin(key)? {
            Layer::Site => self.layers.site.as_ref(),
            Layer::Policy => self.layers.policy.as_ref().map(|policy| &policy.settings),
            _ => None,
        };
        let text = layer.map_or_else(|| whole.to_owned(), |layer| Policy::from_checked(layer.clone()).to_string());
        let place = read(&text, self.context).place(key)?;
        Some(text[place].to_owned())
    }
}

//! An attribute with `resilience.toml` behind it.

use proc_macro2::Span;
use resilin_policy::{Policy, Target};
use syn::LitStr;
use syn::ext::IdentExt as _;

use super::alternative::Alternative;
use super::attribute::Attribute;
use super::function::Function;
use crate::file::{File, Merged, Mistake, candidates};
use crate::report::{Report, with_help};

impl Attribute {
    /// Puts what the file has behind what the attribute says. Mistakes are reported, but for those of a site that this one
    /// may not be.
    pub(super) fn over(
        mut self,
        file: &File,
        target: Target,
        function: Option<&Function>,
        report: &mut Report,
    ) -> Self {
        let of = (target, self.code.context(target));
        let exact = self.code.name.as_ref().map(LitStr::value);
        let Merged { settings, layers, mistakes } = file.merge(&self.reading, exact.as_deref(), of);
        let place = function.map_or_else(Span::call_site, |function| function.signature.ident.span());
        for mistake in mistakes.into_iter().filter(|mistake| self.is_new(mistake)) {
            report.push(self.mistake(mistake, place));
        }
        if matches!(file, File::Broken(_)) && self.reading.base.is_some() {
            return self.without_policy();
        }
        self.alternatives = function.map_or_else(Vec::new, |function| self.alternatives(file, function, of));
        self.policy = Policy::from_checked(settings);
        self.layers = layers;
        self
    }

    fn alternatives(
        &self,
        file: &File,
        function: &Function,
        of: (Target, resilin_policy::Context),
    ) -> Vec<Alternative> {
        let (None, Some(document)) = (&self.code.name, file.document()) else {
            return Vec::new();
        };
        let alternative = |site: &str| {
            let Merged { settings, layers, mistakes } = file.merge(&self.reading, Some(site), of);
            let message = |mistake: Mistake| with_help(&mistake.message, mistake.help.as_deref());
            let mistakes = mistakes.into_iter().filter(|mistake| self.is_new(mistake)).map(message).collect();
            Alternative { site: site.to_owned(), policy: Policy::from_checked(settings), layers, mistakes }
        };
        candidates(document, &self.ending(function)).into_iter().map(alternative).collect()
    }

    /// What the site's name ends with, behind the module.
    pub(super) fn ending(&self, function: &Function) -> String {
        let name = function.signature.ident.unraw();
        let of_type = self.code.type_name.as_ref();
        of_type.map_or_else(|| name.to_string(), |of_type| format!("{}::{name}", of_type.value()))
    }

    /// Whether it was not judged in the block that lent it.
    fn is_new(&self, mistake: &Mistake) -> bool {
        mistake.range.as_ref().is_none_or(|range| !self.judged.contains(&range.start))
    }

    /// An error where the attribute has to do with it. A policy that the block lent to the method has no place there that
    /// would tell which method is meant.
    pub(super) fn mistake(&self, mistake: Mistake, place: Span) -> syn::Error {
        let policy = self.reading.base.as_ref().filter(|_| self.code.lent_policy);
        match policy.filter(|_| mistake.range == self.reading.place("policy")) {
            Some(policy) => {
                let message =
                    format!("the block's policy `{}` is not for this method: {}", policy.name, mistake.message);
                self.text.mistake(Mistake { range: None, message, ..mistake }, place)
            }
            None => self.text.mistake(mistake, place),
        }
    }

    /// All policies that the site may have.
    pub(super) fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.alternatives.iter().map(|alternative| &alternative.policy).chain([&self.policy])
    }

    /// Whether a second attempt can ever happen.
    pub(super) fn retries(&self) -> bool {
        self.policies().any(Policy::retries)
    }
}

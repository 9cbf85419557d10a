//! What the block's attribute gives to its methods.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use resilin_policy::{Table, Target, idle_beside};

use super::super::attribute::Attribute;
use super::super::tokens::{shows, uses};
use super::entries::Entries;
use crate::file::File;
use crate::report::{Report, at};

/// The block's attribute.
pub(super) struct Defaults<'f> {
    file: &'f File,
    pub(super) root: TokenStream,
    entries: Entries,
    /// The name of the type, for the sites' names.
    type_name: String,
    /// What the bodies call the attempt.
    attempt: Option<Ident>,
    /// What they call the lease.
    lease: Option<Ident>,
    /// What it says of classes; their delays may take the jitter that a method's own do not.
    rules: Option<Table>,
    /// Whether the attribute is right; a wrong one is told once, and not handed on.
    holds: bool,
}

/// What decides which keys of the block reach a method.
pub(super) struct Method {
    pub(super) target: Target,
    pub(super) body: TokenStream,
}

impl<'f> Defaults<'f> {
    /// Reads the attribute, and reports its mistakes.
    pub(super) fn read(attribute: TokenStream, type_name: String, file: &'f File) -> (Self, Report) {
        let mut mistakes = Report::default();
        let content = Attribute::parse(attribute.clone(), Target::AsyncFn, &mut mistakes);
        let content = content.over(file, Target::AsyncFn, None, &mut mistakes);
        let entries = Entries::parse(attribute);
        for error in of_methods(&entries) {
            mistakes.push(error);
        }
        let (root, holds) = (content.root(), mistakes.is_empty());
        let rules = content.reading.settings.on.clone();
        let lease = content.code.credentials.map(|credentials| credentials.lease);
        (Self { file, root, entries, type_name, attempt: content.code.attempt, lease, rules, holds }, mistakes)
    }

    /// The content of the attribute of a method with these entries of its own.
    pub(super) fn refined(&self, own: TokenStream, method: &Method) -> TokenStream {
        let type_name = &self.type_name;
        let own_entries = Entries::parse(own.clone());
        if !self.holds {
            let entries = self.bindings(&own_entries, method);
            return quote!(#entries __type = #type_name);
        }
        let lent = self.lent(&own_entries);
        let entries = self.merged(own, &lent, method);
        quote!(#entries #lent __type = #type_name)
    }

    /// Which keys that are judged in part are the block's, and not the method's own.
    fn lent(&self, own: &Entries) -> TokenStream {
        let is_lent = |key| self.entries.has(key) && !own.has(key);
        let breaker = is_lent("breaker").then(|| quote!(__lent_breaker,));
        let policy = is_lent("policy").then(|| quote!(__lent_policy,));
        let rules = is_lent("on").then(|| quote!(__lent_rules,));
        quote!(#breaker #policy #rules)
    }

    /// The method's own entries, and of the block's those that they leave a meaning to. A method with mistakes of its
    /// own, which the block's keys do not mend, is left alone with them.
    fn merged(&self, own: TokenStream, lent: &TokenStream, method: &Method) -> TokenStream {
        let target = method.target;
        let mut mistakes = Report::default();
        let alone = Attribute::parse(own.clone(), target, &mut mistakes);
        // With the policy that it names for itself, if it does. What is wrong with that the method will tell.
        let alone = alone.over(self.file, target, None, &mut Report::default());
        let own = Entries::parse(own);
        let mut refined = alone.policy.written().clone();
        refined.on = refined.on.or_else(|| self.rules.clone());
        let mut idle = idle_beside(&refined, target);
        if self.attempt_of(method).is_none() {
            idle.push("attempt");
        }
        if self.lease_of(method).is_none() {
            idle.push("credentials");
        }
        let merged = own.before(&self.entries, |key| !idle.contains(&key));
        let mut remaining = Report::default();
        Attribute::parse(quote!(#merged #lent), target, &mut remaining);
        if mistakes.is_empty() || remaining.is_empty() { merged } else { own.before(&self.entries, |_| false) }
    }

    /// A single run with what the body sees, so that no mistake brings another.
    fn bindings(&self, own: &Entries, method: &Method) -> TokenStream {
        let (root, crate_, attempt) = (&self.root, own.only("crate"), own.only("attempt"));
        let crate_ = if own.has("crate") { crate_ } else { quote!(crate = #root,) };
        let by_block = self.attempt_of(method).into_iter();
        let attempt = if own.has("attempt") { attempt } else { quote!(#(attempt = #by_block,)*) };
        let lenders = if own.has("credentials") || self.lease_of(method).is_none() { own } else { &self.entries };
        let credentials = lenders.only("credentials");
        quote!(#crate_ #attempt #credentials attempts = 1,)
    }

    /// The block's name for the attempt, where the method's body uses it: else it would be an unused variable.
    fn attempt_of(&self, method: &Method) -> Option<&Ident> {
        used(self.attempt.as_ref(), method)
    }

    /// The block's name for the lease, where the method's body uses it: one that does not needs no credentials.
    fn lease_of(&self, method: &Method) -> Option<&Ident> {
        used(self.lease.as_ref(), method)
    }
}

fn used<'n>(name: Option<&'n Ident>, method: &Method) -> Option<&'n Ident> {
    name.filter(|name| {
        let name = name.to_string();
        uses(method.body.clone(), &name) || shows(method.body.clone(), &name)
    })
}

fn of_methods(entries: &Entries) -> impl Iterator<Item = syn::Error> + '_ {
    let examples = [("name", "name = \"…\""), ("clone", "clone(…)")];
    examples.into_iter().filter(|(key, _)| entries.has(key)).map(|(key, example)| {
        let span = entries.span(key).unwrap_or_else(Span::call_site);
        let message = format!("`{key}` belongs to one method, not to a whole block");
        at(span, &message, &format!("write `#[resilient({example})]` on that method"))
    })
}

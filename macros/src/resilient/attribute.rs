//! The attribute's content: the policy, and the keys that name Rust code.

use std::num::NonZeroU32;
use std::ops::Range;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use resilin_policy::{
    Attempts, KeyKind, Layers, Policy, Reading, Settings, Target, key_kind, missing_comma, repeated_key,
};
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};

use super::alternative::Alternative;
use super::code::{Code, LENT_BREAKER, LENT_POLICY, LENT_RULES, SKIP, TYPE};
use super::entry::{begins_entry, is_at_end, rest_of_entry};
use crate::policy_text::PolicyText;
use crate::report::{Report, at, of_finding};

/// Everything that the attribute says. What could not be read is left out, and reported.
pub(super) struct Attribute {
    pub(super) policy: Policy,
    /// What the policy was put together from, where `resilience.toml` adds something.
    pub(super) layers: Option<Layers>,
    /// What the policy is where the site is one that the file names.
    pub(super) alternatives: Vec<Alternative>,
    pub(super) code: Code,
    /// What the policy was read from.
    pub(super) text: PolicyText,
    /// What was read, before anything was put behind it.
    pub(super) reading: Reading,
    /// The part of the text that was judged in the block that lent it.
    pub(super) judged: Range<usize>,
    /// Whether nothing is wrong with any of it; else it is never run.
    pub(super) holds: bool,
}

impl Attribute {
    pub(super) fn parse(tokens: TokenStream, target: Target, report: &mut Report) -> Self {
        let mut reader = Reader { report, text: PolicyText::default(), code: Code::default(), seen: Vec::new() };
        let read = |input: ParseStream<'_>| {
            reader.entries(input);
            Ok(())
        };
        if let Err(error) = read.parse2(tokens) {
            reader.report.push(error);
        }
        let Reader { report, text, code, .. } = reader;
        // What the block says of classes was judged there: beside what the method says, some of it may have no effect.
        let judged = if code.lent_rules { text.entry_in_parentheses("on") } else { None };
        let judged = judged.unwrap_or_default();
        let mut reading = text.read(code.context(target));
        reading.findings.retain(|finding| !judged.contains(&finding.range.start));
        for finding in &reading.findings {
            report.push(text.error(finding, Span::call_site()));
        }
        let policy = Policy::from_checked(reading.settings.clone());
        Self { policy, layers: None, alternatives: Vec::new(), code, text, reading, judged, holds: true }
    }

    /// What to expand where there are mistakes: a single run, which may consume its arguments and asks nothing of
    /// the error type, so that no mistake brings another.
    pub(super) fn without_policy(self) -> Self {
        let once = Settings { attempts: Some(Attempts::Limited(NonZeroU32::MIN)), ..Settings::default() };
        let (policy, code) = (Policy::from_checked(once), self.code.only_bindings());
        Self { policy, code, layers: None, alternatives: Vec::new(), holds: false, ..self }
    }

    /// The path of the runtime crate.
    pub(super) fn root(&self) -> TokenStream {
        self.code.root()
    }
}

/// Splits the attribute at its top-level commas: entries of the policy become text, the others are parsed here.
struct Reader<'r> {
    report: &'r mut Report,
    text: PolicyText,
    code: Code,
    seen: Vec<String>,
}

impl Reader<'_> {
    fn entries(&mut self, input: ParseStream<'_>) {
        while !input.is_empty() {
            match code_key(input) {
                Some(key) => self.code_entry(&key, input),
                None => self.setting(input),
            }
        }
    }

    /// The tokens up to the next comma, or to a key for code in front of which it was forgotten.
    fn setting(&mut self, input: ParseStream<'_>) {
        let mut may_end = false;
        while let Some(token) = next_unless(input, |input| may_end && begins_code_entry(input)) {
            let is = |mark: char| matches!(&token, TokenTree::Punct(punct) if punct.as_char() == mark);
            let is_comma = is(',');
            may_end = !is('=');
            self.text.extend(token.into());
            if is_comma {
                return;
            }
        }
        if !input.is_empty() {
            self.forgotten_comma(input);
            self.text.extend(quote::quote!(,));
        }
    }

    fn code_entry(&mut self, key: &Ident, input: ParseStream<'_>) {
        let name = key.unraw().to_string();
        // A repeated value is read for its own mistakes; the first one counts.
        let mut ignored = Code::default();
        let repeated = self.seen.contains(&name);
        if repeated {
            self.report.push(repeated_code_key(key, &name));
        }
        let code = if repeated { &mut ignored } else { &mut self.code };
        match code.set(&name, input) {
            Ok(()) => self.end_of_entry(input),
            Err(error) => {
                self.report.push(error);
                rest_of_entry(input);
                self.end_of_entry(input);
            }
        }
        self.seen.push(name);
    }

    fn end_of_entry(&mut self, input: ParseStream<'_>) {
        let semicolon: Option<Token![;]> = input.parse().ok();
        if semicolon.is_some() || !is_at_end(input) {
            self.forgotten_comma(input);
        }
        // There is one, or it has just been reported.
        let _: syn::Result<Token![,]> = input.parse();
    }

    fn forgotten_comma(&mut self, input: ParseStream<'_>) {
        if let Ok(next) = input.fork().call(Ident::parse_any) {
            let name = next.unraw().to_string();
            self.report.push(of_finding(&missing_comma(&name, 0..0), next.span()));
        }
    }
}

fn next_unless(input: ParseStream<'_>, ends: impl Fn(ParseStream<'_>) -> bool) -> Option<TokenTree> {
    if input.is_empty() || ends(input) { None } else { input.parse().ok() }
}

/// The key of the entry that comes next, where it names Rust code.
fn code_key(input: ParseStream<'_>) -> Option<Ident> {
    let key = input.fork().call(Ident::parse_any).ok()?;
    let name = key.unraw().to_string();
    ([SKIP, TYPE, LENT_BREAKER, LENT_POLICY, LENT_RULES].contains(&&*name) || key_kind(&name) == KeyKind::Code)
        .then_some(key)
}

fn begins_code_entry(input: ParseStream<'_>) -> bool {
    begins_entry(input) && code_key(input).is_some()
}

fn repeated_code_key(key: &Ident, name: &str) -> syn::Error {
    let finding = repeated_key(name, 0..0);
    match name {
        "clone" => at(key.span(), &finding.message, "name all the arguments in one `clone(…)`"),
        _ => of_finding(&finding, key.span()),
    }
}

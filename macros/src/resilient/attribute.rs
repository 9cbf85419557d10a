//! The attribute's content: the policy, and the keys that name Rust code.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use resilin_policy::{Finding, KeyKind, Policy, Settings, Target, key_kind, repeated_key};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{LitStr, Path, Token, parenthesized};

use crate::policy_text::PolicyText;
use crate::report::{Report, at, with_help};

/// Everything that the attribute says. What could not be read is left out, and reported.
pub(super) struct Attribute {
    pub(super) policy: Policy,
    pub(super) code: Code,
}

/// The keys that name Rust code.
#[derive(Default)]
pub(super) struct Code {
    pub(super) name: Option<LitStr>,
    pub(super) classify: Option<Path>,
    pub(super) validate: Option<Path>,
    pub(super) clones: Vec<Ident>,
    pub(super) attempt: Option<Ident>,
    root: Option<Path>,
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
        let settings: Settings = text.read(target, Span::call_site(), report);
        Self { policy: Policy::from_checked(settings), code }
    }

    /// The path of the runtime crate.
    pub(super) fn root(&self) -> TokenStream {
        self.code.root.as_ref().map_or_else(|| quote::quote!(::resilin), ToTokens::into_token_stream)
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
                None => self.text.extend(entry(input)),
            }
        }
    }

    fn code_entry(&mut self, key: &Ident, input: ParseStream<'_>) {
        let name = key.unraw().to_string();
        if self.seen.contains(&name) {
            self.report.push(finding_at(key, &repeated_key(&name, 0..0)));
        }
        if let Err(error) = self.code.set(&name, input).and_then(|()| end_of_entry(input)) {
            self.report.push(error);
            entry(input);
        }
        self.seen.push(name);
    }
}

impl Code {
    fn set(&mut self, key: &str, input: ParseStream<'_>) -> syn::Result<()> {
        input.call(Ident::parse_any)?;
        match key {
            "name" => self.name = Some(value(input, site_name, "a string, as in `name = \"shop.ticker\"`")?),
            "classify" => self.classify = Some(value(input, path, "a function, as in `classify = my::classify`")?),
            "validate" => self.validate = Some(value(input, path, "a function, as in `validate = my::check`")?),
            "crate" => self.root = Some(value(input, path, "a path, as in `crate = ::my_resilin`")?),
            "attempt" => self.attempt = Some(value(input, ident, "a name, as in `attempt = attempt`")?),
            _ => self.clones = clones(input)?,
        }
        Ok(())
    }
}

/// The key of the entry that comes next, where it names Rust code.
fn code_key(input: ParseStream<'_>) -> Option<Ident> {
    let key = input.fork().call(Ident::parse_any).ok()?;
    (key_kind(&key.unraw().to_string()) == KeyKind::Code).then_some(key)
}

/// The tokens of the entry that comes next, its comma included.
fn entry(input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while let Ok(token) = input.parse::<TokenTree>() {
        let is_comma = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
        tokens.extend([token]);
        if is_comma {
            break;
        }
    }
    tokens
}

fn end_of_entry(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return Ok(());
    }
    Err(input.error("expected `,` before the next key"))
}

fn value<T>(
    input: ParseStream<'_>,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    form: &str,
) -> syn::Result<T> {
    let expected =
        |error: &syn::Error| at(error.span(), "this is not what the key takes", &format!("write {form}"));
    input.parse::<Token![=]>().map_err(|error| expected(&error))?;
    parse(input).map_err(|error| expected(&error))
}

fn site_name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let name: LitStr = input.parse()?;
    if name.value().trim().is_empty() {
        return Err(syn::Error::new(name.span(), "an empty name"));
    }
    Ok(name)
}

/// A path, bare or in a string.
fn path(input: ParseStream<'_>) -> syn::Result<Path> {
    in_string(input, Path::parse)
}

fn ident(input: ParseStream<'_>) -> syn::Result<Ident> {
    in_string(input, Ident::parse)
}

fn in_string<T>(input: ParseStream<'_>, parse: fn(ParseStream<'_>) -> syn::Result<T>) -> syn::Result<T> {
    if !input.peek(LitStr) {
        return parse(input);
    }
    let literal: LitStr = input.parse()?;
    literal.parse_with(parse).map_err(|_| syn::Error::new(literal.span(), "not this"))
}

/// `clone(a, b)`.
fn clones(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let help = "write `clone(name, …)` with the names of arguments that the body may consume";
    let list = |input: ParseStream<'_>| {
        let content;
        parenthesized!(content in input);
        Punctuated::<Ident, Token![,]>::parse_terminated_with(&content, Ident::parse_any)
    };
    let idents = list(input).map_err(|error| at(error.span(), "this is not a list of arguments", help))?;
    if idents.is_empty() {
        return Err(input.error(with_help("`clone()` names no argument", Some(help))));
    }
    Ok(idents.into_iter().collect())
}

fn finding_at(key: &Ident, finding: &Finding) -> syn::Error {
    syn::Error::new(key.span(), with_help(&finding.message, finding.help.as_deref()))
}

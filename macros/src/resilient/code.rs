//! The keys that name Rust code, and their values.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use resilin_policy::{Context, Target};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Expr, LitStr, Path, Token};

use super::credentials::{Credentials, borrowed};
use super::entry::{ends_here, is_at_end, parenthesized, rest_of_entry, unexpected};
use super::fallback::{self, Fallback};
use crate::report::{at, under};

/// The keys that name Rust code.
#[derive(Default)]
pub(super) struct Code {
    pub(super) name: Option<LitStr>,
    pub(super) classify: Option<Path>,
    pub(super) validate: Option<Path>,
    pub(super) clones: Vec<Ident>,
    pub(super) attempt: Option<Ident>,
    pub(super) credentials: Option<Credentials>,
    pub(super) fallback: Option<Fallback>,
    registry: Option<Expr>,
    /// The type whose `impl` block handed the attribute on, for the site's name.
    pub(super) type_name: Option<LitStr>,
    /// Whether the breaker is that of the `impl` block, and not the method's own.
    pub(super) lent_breaker: bool,
    /// Whether the policy that it starts from is the one that the block names.
    pub(super) lent_policy: bool,
    /// Whether `on(…)` is the block's.
    pub(super) lent_rules: bool,
    root: Option<Path>,
}

/// The key of `type_name`. Only our own expansion of a block writes it.
pub(super) const TYPE: &str = "__type";

/// The key of `lent_breaker`, which takes no value. As the one above.
pub(super) const LENT_BREAKER: &str = "__lent_breaker";

/// The key of `lent_policy`. As the one above.
pub(super) const LENT_POLICY: &str = "__lent_policy";

/// The key of `lent_rules`. As the one above.
pub(super) const LENT_RULES: &str = "__lent_rules";

/// What a method says that its block's attribute leaves out. No such attribute is handed on.
pub(super) const SKIP: &str = "skip";

impl Code {
    /// Reads the entry that comes next, up to its comma.
    pub(super) fn set(&mut self, name: &str, input: ParseStream<'_>) -> syn::Result<()> {
        let key = input.call(Ident::parse_any)?;
        match name {
            "name" => self.name = Some(value(&key, input, site_name, &NAME)?),
            "classify" => self.classify = Some(value(&key, input, path, &CLASSIFY)?),
            "validate" => self.validate = Some(value(&key, input, path, &VALIDATE)?),
            "crate" => self.root = Some(value(&key, input, path, &CRATE)?),
            SKIP => return Err(skip_without_block(&key)),
            LENT_BREAKER => self.lent_breaker = true,
            LENT_POLICY => self.lent_policy = true,
            LENT_RULES => self.lent_rules = true,
            TYPE => self.type_name = Some(value(&key, input, site_name, &NAME)?),
            "attempt" => self.attempt = Some(value(&key, input, ident, &ATTEMPT)?),
            "credentials" => self.credentials = Some(Credentials::parse(&key, input)?),
            "fallback" => self.fallback = Some(value(&key, input, Fallback::parse, &FALLBACK)?),
            "registry" => self.registry = Some(value(&key, input, Expr::parse, &REGISTRY)?),
            _ => self.clones = clones(&key, input)?,
        }
        Ok(())
    }

    /// The path of the runtime crate.
    pub(super) fn root(&self) -> TokenStream {
        self.root.as_ref().map_or_else(|| quote!(::resilin), ToTokens::into_token_stream)
    }

    /// What the policy language is to know of the function.
    pub(super) fn context(&self, target: Target) -> Context {
        let context = Context::from(target);
        if self.credentials.is_some() { context.with_credentials() } else { context }
    }

    /// The registry of its own, borrowed.
    pub(super) fn registry(&self) -> Option<TokenStream> {
        self.registry.as_ref().map(borrowed)
    }

    /// Only what the body sees, and what any expansion needs.
    pub(super) fn only_bindings(self) -> Self {
        Self { attempt: self.attempt, credentials: self.credentials, root: self.root, ..Self::default() }
    }
}

fn skip_without_block(key: &Ident) -> syn::Error {
    at(
        key.span(),
        "`skip` stands alone, on a method of an `impl` block that has `#[resilient(…)]`",
        "write `#[resilient(skip)]` there; a function without the attribute needs no `skip`",
    )
}

/// What a key takes.
struct Form {
    what: &'static str,
    example: &'static str,
}

const NAME: Form = Form { what: "a string with a name in it", example: "name = \"shop.ticker\"" };
const CLASSIFY: Form = Form { what: "the path of a function", example: "classify = my::classify" };
const VALIDATE: Form = Form { what: "the path of a function", example: "validate = my::check" };
const CRATE: Form = Form { what: "the path of a crate", example: "crate = ::my_resilin" };
const ATTEMPT: Form = Form { what: "a name for the body to use", example: "attempt = this" };

const FALLBACK: Form = Form { what: "a closure of one argument", example: fallback::EXAMPLE };
const REGISTRY: Form = Form { what: "an expression", example: "registry = self.registry" };

/// `= value`, up to the end of the entry.
fn value<T>(
    key: &Ident,
    input: ParseStream<'_>,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    form: &Form,
) -> syn::Result<T> {
    let help = format!("write it as in `{}`", form.example);
    let without_value = |tokens: &dyn ToTokens| under(tokens, &format!("`{key}` has no value"), &help);
    if is_at_end(input) {
        return Err(without_value(key));
    }
    let equals = input
        .parse::<Token![=]>()
        .map_err(|_| unexpected(input, &format!("expected `=` after `{key}`"), &help))?;
    if is_at_end(input) {
        return Err(without_value(&quote!(#key #equals)));
    }
    let written = input.fork();
    match parse(input) {
        Ok(value) if ends_here(input) => Ok(value),
        _ => Err(under(rest_of_entry(&written), &format!("`{key}` takes {}", form.what), &help)),
    }
}

fn site_name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let name: LitStr = input.parse()?;
    if name.value().trim().is_empty() { Err(input.error("an empty name")) } else { Ok(name) }
}

/// A path, bare or in a string.
fn path(input: ParseStream<'_>) -> syn::Result<Path> {
    in_string(input, Path::parse)
}

fn ident(input: ParseStream<'_>) -> syn::Result<Ident> {
    in_string(input, Ident::parse)
}

fn in_string<T>(input: ParseStream<'_>, parse: fn(ParseStream<'_>) -> syn::Result<T>) -> syn::Result<T> {
    if input.peek(LitStr) { input.parse::<LitStr>()?.parse_with(parse) } else { parse(input) }
}

const CLONE_HELP: &str = "write `clone(name, …)` with the names of arguments that the body may consume";

/// `(a, b)`.
fn clones(key: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    const NONE: &str = "`clone` names no argument";
    if is_at_end(input) {
        return Err(under(key, NONE, CLONE_HELP));
    }
    let list = parenthesized(input).ok_or_else(|| unexpected(input, "expected `(` after `clone`", CLONE_HELP))?;
    if list.stream().is_empty() {
        return Err(under(quote!(#key #list), NONE, CLONE_HELP));
    }
    let names = names.parse2(list.stream())?;
    if ends_here(input) {
        Ok(names)
    } else {
        Err(unexpected(input, "expected `,` after `clone(…)`", CLONE_HELP))
    }
}

fn names(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let mut names: Vec<Ident> = Vec::new();
    while !input.is_empty() {
        let name = name(input)?;
        if names.contains(&name) {
            return Err(at(name.span(), &format!("`{name}` is named twice"), "name it once"));
        }
        names.push(name);
        // After a name there is a comma, or the end.
        let _: syn::Result<Token![,]> = input.parse();
    }
    Ok(names)
}

fn name(input: ParseStream<'_>) -> syn::Result<Ident> {
    let written = input.fork();
    match input.call(Ident::parse_any) {
        Ok(name) if is_at_end(input) => Ok(name),
        _ => Err(not_a_name(&written)),
    }
}

fn not_a_name(input: ParseStream<'_>) -> syn::Error {
    let mut written = TokenStream::new();
    while !is_at_end(input) {
        written.extend(input.parse::<TokenTree>());
    }
    if written.is_empty() {
        return at(input.span(), "nothing stands before this comma", "leave the comma out");
    }
    under(&written, "expected the name of an argument", CLONE_HELP)
}

//! The content of a `#[class(…)]`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use resilin_policy::built_in_class;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, LitStr, MacroDelimiter, Member, Meta, Path, Token, parenthesized, token};

use crate::report::{at, under};

/// What a `#[class(…)]` says.
#[derive(Clone, Default)]
pub(super) struct Rule {
    pub(super) source: Option<Source>,
    /// The field that holds the server's hint.
    pub(super) hint: Option<Member>,
    pub(super) not_processed: bool,
    /// `crate = path`, on the type.
    pub(super) root: Option<Path>,
}

/// Where the class comes from.
#[derive(Clone)]
pub(super) enum Source {
    /// `network`, `custom("conflict")`: an expression without the crate's path, such as `NETWORK`.
    Class(TokenStream),
    /// `delegate`, `delegate = field`: the field's own.
    Delegate(Option<Member>),
    /// `from_rejected`: the field is a `Rejected`.
    FromRejected,
}

const FORMS: &str = "write a class (`network`, `timeout`, `server`, `overload`, `throttled`, `quota`, `auth`, `invalid`, \
                     `client`, `unknown`, `custom(\"name\")`), `delegate` or `from_rejected`";

impl Parse for Rule {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut rule = Self::default();
        while !input.is_empty() {
            let word =
                input.call(Ident::parse_any).map_err(|error| at(error.span(), "this is not a class", FORMS))?;
            rule.word(&word, input)?;
            if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                let help = "separate the words by commas, as in `#[class(throttled, retry_after = after)]`";
                return Err(at(input.span(), &format!("expected `,` after `{word}`"), help));
            }
        }
        Ok(rule)
    }
}

impl Rule {
    /// The content of an attribute, which stands in parentheses.
    pub(super) fn of(attribute: &Attribute) -> syn::Result<Self> {
        match &attribute.meta {
            Meta::List(list) if matches!(list.delimiter, MacroDelimiter::Paren(_)) => list.parse_args(),
            other => Err(under(other, "`#[class]` takes a class in parentheses", FORMS)),
        }
    }

    fn word(&mut self, word: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match word.to_string().as_str() {
            "retry_after" | "resets_at" => self.set_hint(word, field(input, word)?)?,
            "not_processed" => self.not_processed = true,
            "crate" => self.root = Some(root(input, word)?),
            name => self.set_source(word, source(name, word, input)?)?,
        }
        Ok(())
    }

    fn set_hint(&mut self, word: &Ident, field: Member) -> syn::Result<()> {
        if self.hint.replace(field).is_some() {
            return Err(at(
                word.span(),
                "a server says once when to come back, and this is a second",
                "keep one of them",
            ));
        }
        Ok(())
    }

    fn set_source(&mut self, word: &Ident, source: Source) -> syn::Result<()> {
        if self.source.is_some() {
            return Err(at(word.span(), "an error has one class, and this is a second", "keep one of them"));
        }
        self.source = Some(source);
        Ok(())
    }
}

fn source(name: &str, word: &Ident, input: ParseStream<'_>) -> syn::Result<Source> {
    match name {
        "delegate" if input.peek(Token![=]) || input.peek(token::Paren) => {
            Ok(Source::Delegate(Some(field(input, word)?)))
        }
        "delegate" => Ok(Source::Delegate(None)),
        "from_rejected" => Ok(Source::FromRejected),
        "custom" => Ok(Source::Class(custom(word, input)?)),
        _ => built_in(name, word).map(Source::Class),
    }
}

fn custom(word: &Ident, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let named = |input: ParseStream<'_>| {
        let content;
        parenthesized!(content in input);
        let name: LitStr = content.parse()?;
        content.parse::<Option<Token![,]>>()?;
        if content.is_empty() { Ok(name) } else { Err(content.error("a second name")) }
    };
    let help = "write `custom(\"name\")`, and give the name a rule where the function is annotated";
    let name = named(input).map_err(|_| at(word.span(), "a custom class needs one name, in a string", help))?;
    if name.value().trim().is_empty() {
        return Err(at(name.span(), "a custom class needs a name that says something", help));
    }
    Ok(quote!(custom(#name)))
}

fn built_in(name: &str, word: &Ident) -> syn::Result<TokenStream> {
    match built_in_class(name) {
        Ok(class) => {
            let constant = Ident::new(&class.name().to_uppercase(), proc_macro2::Span::call_site());
            Ok(quote!(#constant))
        }
        Err(unknown) => Err(at(word.span(), &format!("unknown class `{name}`"), &unknown.help())),
    }
}

fn field(input: ParseStream<'_>, word: &Ident) -> syn::Result<Member> {
    let help = format!("write `{word} = field`, with a field's name or, in a tuple, its number");
    let parse = |input: ParseStream<'_>| {
        input.parse::<Token![=]>()?;
        input.parse::<Member>()
    };
    let next = input.cursor().token_stream().into_iter().take(2).map(|token| token.span());
    // What stands there instead is shown, or else the word with nothing after it.
    let span = next.last().unwrap_or(word.span());
    parse(input).map_err(|_| at(span, &format!("`{word}` needs a field"), &help))
}

fn root(input: ParseStream<'_>, word: &Ident) -> syn::Result<Path> {
    let parse = |input: ParseStream<'_>| {
        input.parse::<Token![=]>()?;
        input.call(Path::parse_mod_style)
    };
    parse(input)
        .map_err(|_| at(word.span(), "`crate` takes the path of a crate", "write it as in `crate = ::my_resilin`"))
}

//! The type under the derive: its variants, each with its rule.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Fields, Generics, Ident, Member};

use super::rule::{Rule, Source};
use crate::report::{Report, at, under};

/// A type to be `Classify`.
pub(super) struct Item<'i> {
    pub(super) name: &'i Ident,
    pub(super) generics: &'i Generics,
    pub(super) root: TokenStream,
    /// The arms of the match on `self`, those that could be read.
    pub(super) arms: Vec<Arm>,
}

/// One variant, or the struct itself.
pub(super) struct Arm {
    /// `Self::Io`, or `Self`.
    pub(super) path: TokenStream,
    pub(super) source: Source,
    /// The field that decides the class, for `delegate` and `from_rejected`.
    pub(super) decides: Option<Member>,
    pub(super) hint: Option<Member>,
    pub(super) not_processed: bool,
}

impl<'i> Item<'i> {
    pub(super) fn read(input: &'i DeriveInput, report: &mut Report) -> Self {
        let whole = rule_of(&input.attrs, report).map(Option::unwrap_or_default);
        let root = whole.as_ref().ok().and_then(|whole| whole.root.as_ref());
        let root = root.as_ref().map_or_else(|| quote!(::resilin), ToTokens::into_token_stream);
        let mut reader = Reader { whole: whole.as_ref().ok(), report };
        let arms = match &input.data {
            Data::Enum(data) => data.variants.iter().filter_map(|variant| reader.variant(variant)).collect(),
            Data::Struct(data) => reader.arm(quote!(Self), &input.ident, &data.fields, None).into_iter().collect(),
            Data::Union(data) => {
                let help = "use an enum, or implement `Classify` by hand";
                reader.report.push(under(data.union_token, "a union cannot derive `Classify`", help));
                Vec::new()
            }
        };
        Self { name: &input.ident, generics: &input.generics, root, arms }
    }
}

struct Reader<'r> {
    /// What the type says of all its variants; `None` where that could not be read.
    whole: Option<&'r Rule>,
    report: &'r mut Report,
}

impl Reader<'_> {
    fn variant(&mut self, variant: &syn::Variant) -> Option<Arm> {
        let name = &variant.ident;
        let rule = rule_of(&variant.attrs, self.report).ok()?;
        if let Some(root) = rule.as_ref().and_then(|rule| rule.root.as_ref()) {
            let help = "write `#[class(crate = …)]` once, above the enum";
            self.report.push(under(root, "the path of the crate belongs to the whole type", help));
        }
        self.arm(quote!(Self::#name), name, &variant.fields, rule)
    }

    /// The variant's own rule, else the type's.
    fn arm(&mut self, path: TokenStream, name: &Ident, fields: &Fields, own: Option<Rule>) -> Option<Arm> {
        let rule = own.or_else(|| self.whole.cloned())?;
        let Some(source) = rule.source else {
            self.report.push(without_class(name));
            return None;
        };
        match arm_of(path, source, rule.hint, name, fields) {
            Ok(arm) => Some(Arm { not_processed: rule.not_processed, ..arm }),
            Err(error) => {
                self.report.push(error);
                None
            }
        }
    }
}

fn arm_of(
    path: TokenStream,
    source: Source,
    hint: Option<Member>,
    name: &Ident,
    fields: &Fields,
) -> syn::Result<Arm> {
    let decides = match &source {
        Source::Class(_) => None,
        Source::Delegate(Some(member)) => Some(member.clone()),
        Source::Delegate(None) | Source::FromRejected => {
            Some(only_field(fields).ok_or_else(|| not_one_field(&source, name, fields))?)
        }
    };
    match hint.iter().chain(&decides).find(|member| !has(fields, member)) {
        Some(member) => Err(no_such_field(member, name, fields)),
        None => Ok(Arm { path, source, decides, hint, not_processed: false }),
    }
}

/// The `#[class(…)]` among the attributes.
fn rule_of(attributes: &[Attribute], report: &mut Report) -> Result<Option<Rule>, ()> {
    let mut classes = attributes.iter().filter(|attribute| attribute.path().is_ident("class"));
    let Some(first) = classes.next() else {
        return Ok(None);
    };
    if let Some(second) = classes.next() {
        report.push(under(second, "there are two `#[class(…)]` here", "write one with all its words"));
    }
    match Rule::of(first) {
        Ok(rule) => Ok(Some(rule)),
        Err(error) => {
            report.push(error);
            Err(())
        }
    }
}

fn only_field(fields: &Fields) -> Option<Member> {
    let mut members = fields.members();
    members.next().filter(|_| fields.len() == 1)
}

fn has(fields: &Fields, member: &Member) -> bool {
    fields.members().any(|field| field == *member)
}

fn without_class(name: &Ident) -> syn::Error {
    at(
        name.span(),
        &format!("`{name}` does not say what kind of failure it is"),
        "put a `#[class(…)]` on it (`network`, `server`, `client`, …), or one on the whole type as the default",
    )
}

fn not_one_field(source: &Source, name: &Ident, fields: &Fields) -> syn::Error {
    let (word, help) = match source {
        Source::FromRejected => ("from_rejected", "give it one field, a `resilin::Rejected`"),
        _ if fields.is_empty() => {
            ("delegate", "give it one field, an error that says what it is, or write a class")
        }
        _ => ("delegate", "say which one decides: `delegate = field`"),
    };
    at(name.span(), &format!("`{word}` needs exactly one field, and `{name}` has {}", fields.len()), help)
}

fn no_such_field(member: &Member, name: &Ident, fields: &Fields) -> syn::Error {
    let names: Vec<String> = fields.members().map(|field| format!("`{}`", word(&field))).collect();
    let help = match names.as_slice() {
        [] => "it has no fields at all".to_owned(),
        [only] => format!("its only field is {only}"),
        names => format!("its fields are {}", names.join(", ")),
    };
    at(member.span(), &format!("`{name}` has no field `{}`", word(member)), &help)
}

fn word(member: &Member) -> String {
    match member {
        Member::Named(field) => field.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

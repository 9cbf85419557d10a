//! Text as the tokens that a compiler would hand to a macro.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Expr, Type};

/// Deeper than any program nests. `syn` and the compiler go down by calling themselves, so that no macro can go deeper
/// than their stacks.
const DEEPEST: usize = 40;

/// The tokens; `None` of what no compiler takes for tokens, or what is too deep. `$(…)` is what has come through a macro's
/// variable: a group without delimiters.
pub(super) fn of(text: &str) -> Option<TokenStream> {
    if text.split(|c: char| c.is_alphanumeric()).any(|marks| marks.len() > 200) {
        return None;
    }
    let tokens: TokenStream = text.parse().ok()?;
    let tokens = grouped(tokens, DEEPEST)?;
    // A mistake that the user tells himself is none of ours, and methods that are `default` no compiler takes but nightly's.
    let words = idents(&tokens);
    (!words.contains("compile_error") && !words.contains("default")).then_some(tokens)
}

fn grouped(tokens: TokenStream, depth: usize) -> Option<TokenStream> {
    let depth = depth.checked_sub(1)?;
    let mut grouped: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            grouped.push(token);
            continue;
        };
        let content = self::grouped(group.stream(), depth)?;
        let follows_dollar = matches!(grouped.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '$');
        if follows_dollar && group.delimiter() == Delimiter::Parenthesis && is_fragment(&content) {
            grouped.pop();
            grouped.push(Group::new(Delimiter::None, content).into());
        } else {
            grouped.push(Group::new(group.delimiter(), content).into());
        }
    }
    Some(grouped.into_iter().collect())
}

/// Whether a macro's variable can stand for it: no compiler makes such a group of anything else.
fn is_fragment(content: &TokenStream) -> bool {
    let is_expression = syn::parse2::<Expr>(content.clone()).is_ok();
    is_expression || syn::parse2::<Type>(content.clone()).is_ok()
}

/// Every word in it.
pub(super) fn idents(tokens: &TokenStream) -> BTreeSet<String> {
    let of = |token: TokenTree| match token {
        TokenTree::Ident(ident) => BTreeSet::from([ident.to_string()]),
        TokenTree::Group(group) => idents(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => BTreeSet::new(),
    };
    tokens.clone().into_iter().flat_map(of).collect()
}

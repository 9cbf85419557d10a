//! A policy in tokens, as the text that `resilin-policy` reads, with the way back from its byte ranges to tokens.

use std::ops::Range;

use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use resilin_policy::{Context, Finding, Reading, excerpt, read};
use syn::LitStr;
use syn::ext::IdentExt as _;

use crate::file::Mistake;
use crate::report::with_help;

/// The text of a policy and the tokens that it came from.
#[derive(Default)]
pub(crate) struct PolicyText {
    text: String,
    pieces: Vec<Piece>,
}

/// A token's place in the text.
struct Piece {
    range: Range<usize>,
    token: TokenTree,
    string: Option<Content>,
}

/// What a string literal holds.
struct Content {
    value: String,
    /// Where it begins in the text.
    start: usize,
    /// Whether the text holds it as a string, with escapes; else it is the text.
    quoted: bool,
}

impl PolicyText {
    /// The text that is a literal's content: `policy!("attempts = 5")`.
    pub(crate) fn of_literal(literal: &LitStr) -> Self {
        let text = literal.value();
        let string = Some(Content { value: text.clone(), start: 0, quoted: false });
        let token = TokenTree::Literal(literal.token());
        Self { pieces: vec![Piece { range: 0..text.len(), token, string }], text }
    }

    /// Adds tokens. A space is put where two words would run together, nowhere else: `25 %` reads as `25%`.
    pub(crate) fn extend(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.group(&group),
                token => self.token(token),
            }
        }
    }

    /// Reads the text, which may start from a named policy: then it is judged as the part that it is.
    pub(crate) fn read(&self, context: Context) -> Reading {
        let part = self.text.contains("policy").then(|| read(&self.text, context.with_named_policies().partial()));
        let named = part.filter(|reading| reading.base.is_some());
        named.unwrap_or_else(|| read(&self.text, context.with_named_policies()))
    }

    /// Reports something that is wrong, at the tokens it came from.
    pub(crate) fn mistake(&self, mistake: Mistake, fallback: Span) -> syn::Error {
        let Mistake { range, message, help } = mistake;
        match range {
            Some(range) => {
                let finding = Finding::new(range, message);
                self.error(&help.into_iter().fold(finding, Finding::with_help), fallback)
            }
            None => syn::Error::new(fallback, with_help(&message, help.as_deref())),
        }
    }

    /// From a key to the end of the parentheses behind it.
    pub(crate) fn entry_in_parentheses(&self, key: &str) -> Option<Range<usize>> {
        let of = |piece: &Piece| &self.text[piece.range.clone()];
        let at = self.pieces.windows(2).position(|pair| of(&pair[0]) == key && of(&pair[1]) == "(")?;
        let mut depth = 0_usize;
        let close = self.pieces[at + 1..].iter().find(|piece| {
            match of(piece) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        Some(self.pieces[at].range.start..close.range.end)
    }

    /// A finding at its tokens. What lies within a string literal is drawn by a caret, because the compiler can
    /// only underline the literal as a whole.
    pub(crate) fn error(&self, finding: &Finding, fallback: Span) -> syn::Error {
        let help = finding.help.as_deref();
        let touched: Vec<&Piece> = self.pieces.iter().filter(|piece| piece.touches(&finding.range)).collect();
        match touched.as_slice() {
            [] => syn::Error::new(fallback, with_help(&finding.message, help)),
            [piece] => syn::Error::new(piece.token.span(), with_help(&piece.drawn(finding), help)),
            pieces => {
                let tokens: TokenStream = pieces.iter().map(|piece| piece.token.clone()).collect();
                syn::Error::new_spanned(tokens, with_help(&finding.message, help))
            }
        }
    }

    /// The string literal that holds this: where its content begins in the text, and the literal's own place.
    pub(crate) fn literal(&self, content: &str) -> Option<(usize, Span)> {
        self.pieces.iter().find_map(|piece| {
            let string = piece.string.as_ref().filter(|string| string.value == content)?;
            Some((string.start, piece.token.span()))
        })
    }

    fn group(&mut self, group: &proc_macro2::Group) {
        let (open, close) = match group.delimiter() {
            proc_macro2::Delimiter::Parenthesis => ("(", ")"),
            proc_macro2::Delimiter::Brace => ("{", "}"),
            proc_macro2::Delimiter::Bracket => ("[", "]"),
            // A macro variable's value: the group is not seen in the source.
            proc_macro2::Delimiter::None => return self.extend(group.stream()),
        };
        self.piece(open, punct(group.span_open()), None);
        self.extend(group.stream());
        self.piece(close, punct(group.span_close()), None);
    }

    fn token(&mut self, token: TokenTree) {
        match string_content(&token) {
            Some(content) => {
                let quoted = format!("\"{}\"", escaped(&content));
                self.piece(&quoted, token, Some(content));
            }
            None => self.piece(&plain(&token), token, None),
        }
    }

    fn piece(&mut self, text: &str, token: TokenTree, content: Option<String>) {
        if self.text.ends_with(is_word) && text.starts_with(is_word) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(text);
        let string = content.map(|value| Content { value, start: start + 1, quoted: true });
        self.pieces.push(Piece { range: start..self.text.len(), token, string });
    }
}

impl Piece {
    /// Whether the finding is about this token; one of length zero is about the token that it stands before or
    /// after.
    fn touches(&self, range: &Range<usize>) -> bool {
        let whole = range.start..range.end.max(range.start + 1);
        self.range.start < whole.end && whole.start < self.range.end
    }

    fn drawn(&self, finding: &Finding) -> String {
        match self.string.as_ref().and_then(|string| string.drawn(&finding.range)) {
            Some(drawn) => format!("{}\n{drawn}", finding.message),
            None => finding.message.clone(),
        }
    }
}

impl Content {
    /// A place in it; `None` for all of it, because then the literal that the compiler underlines shows it best.
    fn drawn(&self, range: &Range<usize>) -> Option<String> {
        let inside = self.place(range.start.checked_sub(self.start)?)..self.place(range.end - self.start);
        (inside != (0..self.value.len())).then(|| excerpt(&self.value, inside))
    }

    /// The place in the content that is so far from its start in the text.
    fn place(&self, distance: usize) -> usize {
        let mut passed = 0;
        for (at, character) in self.value.char_indices() {
            if passed >= distance {
                return at;
            }
            passed += character.len_utf8() + usize::from(self.quoted && is_escaped(character));
        }
        self.value.len()
    }
}

fn escaped(content: &str) -> String {
    let mut escaped = String::new();
    for character in content.chars() {
        if is_escaped(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn is_escaped(character: char) -> bool {
    matches!(character, '\\' | '"')
}

/// The token as text: `r#crate` is the key `crate`.
fn plain(token: &TokenTree) -> String {
    match token {
        TokenTree::Ident(ident) => ident.unraw().to_string(),
        token => token.to_string(),
    }
}

fn string_content(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    syn::parse_str::<LitStr>(&literal.to_string()).ok().map(|literal| literal.value())
}

/// Delimiters stand for themselves in an error; only their span counts there.
fn punct(span: Span) -> TokenTree {
    let mut punct = proc_macro2::Punct::new(',', Spacing::Alone);
    punct.set_span(span);
    punct.into()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '.'
}

//! A policy in tokens, as the text that `resilin-policy` reads, with the way back from its byte ranges to tokens.

use std::ops::Range;

use proc_macro2::{Spacing, Span, TokenStream, TokenTree};
use resilin_policy::{Finding, Reading, Settings, Target, excerpt, read};
use syn::LitStr;

use crate::report::{Report, with_help};

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
    /// The content, where the token is a string literal, and where it begins in the text.
    string: Option<(String, usize)>,
}

impl PolicyText {
    /// The text that is a literal's content: `policy!("attempts = 5")`.
    pub(crate) fn of_literal(literal: &LitStr) -> Self {
        let text = literal.value();
        let string = Some((text.clone(), 0));
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

    /// Reads the text, and reports what is wrong with it at the tokens it came from.
    pub(crate) fn read(&self, target: Target, fallback: Span, report: &mut Report) -> Settings {
        let Reading { settings, findings } = read(&self.text, target);
        for finding in &findings {
            report.push(self.error(finding, fallback));
        }
        settings
    }

    /// A finding at its tokens. What lies within a string literal is drawn by a caret, because the compiler can only
    /// underline the literal as a whole.
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
                let quoted = format!("\"{}\"", content.replace('\\', "\\\\").replace('"', "\\\""));
                self.piece(&quoted, token, Some(content));
            }
            None => self.piece(&token.to_string(), token, None),
        }
    }

    fn piece(&mut self, text: &str, token: TokenTree, content: Option<String>) {
        if self.text.ends_with(is_word) && text.starts_with(is_word) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(text);
        let string = content.map(|content| (content, start + 1));
        self.pieces.push(Piece { range: start..self.text.len(), token, string });
    }
}

impl Piece {
    /// Whether the finding is about this token; one of length zero is about the token that it stands before or after.
    fn touches(&self, range: &Range<usize>) -> bool {
        let whole = range.start..range.end.max(range.start + 1);
        self.range.start < whole.end && whole.start < self.range.end
    }

    fn drawn(&self, finding: &Finding) -> String {
        let Some((content, start)) = &self.string else {
            return finding.message.clone();
        };
        let into = |at: usize| at.saturating_sub(*start).min(content.len());
        let inside = into(finding.range.start)..into(finding.range.end);
        format!("{}\n{}", finding.message, excerpt(content, inside))
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

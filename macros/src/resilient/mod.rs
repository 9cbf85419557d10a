//! `#[resilient]`: read the attribute and the function, check them against each other, expand.

mod alternative;
mod arguments;
mod attribute;
mod block;
mod body;
mod check;
mod clones;
mod code;
mod credentials;
mod ends;
mod entry;
mod expand;
mod expansion;
mod fallback;
mod function;
mod inferred;
mod key;
mod refined;
mod rustdoc;
mod shape;
mod site;
mod tokens;

pub(crate) use expand::expand;

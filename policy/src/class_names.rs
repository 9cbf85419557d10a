//! The names of classes.

use crate::{Class, Finding, names, suggest};

/// What is wrong with the name of somebody's own class, in bytes of the name. Blanks may be in it.
pub(crate) fn wrong(name: &str) -> Option<Finding> {
    if name.trim().is_empty() {
        let help = "write one, as in `\"conflict\" = retry`";
        return Some(Finding::new(0..name.len(), "the name of the class is empty").with_help(help));
    }
    let is_blank = |at: usize| name[at..].starts_with(' ');
    Some(names::unfit(name, is_blank, "the name of a class")?.with_help("write it as in `\"conflict\"`"))
}

/// All built-in ones, for a message.
pub(crate) fn built_in() -> String {
    suggest::list(Class::BUILT_IN.map(|class| class.name()))
}

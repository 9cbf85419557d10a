//! Keys that a language does not have, told without a text.

use super::{
    language::Key,
    lex::{Kind, Token},
    table::ClassKey,
};
use crate::{
    Finding, SectionKind, breaker::BreakerSetting, budget::RetryBudgetSetting, keys::Setting, quota::QuotaSetting,
};

/// What is wrong with a name that is no key of such an entry. Where the name stands, only who asks knows.
pub(crate) fn unknown_key_of(section: SectionKind, name: &str) -> Finding {
    let shown = if name.is_empty() { "\"\"".to_owned() } else { name.replace(char::is_control, "\u{FFFD}") };
    let token = Token { kind: Kind::Word, text: &shown, start: 0 };
    match section {
        SectionKind::Policies | SectionKind::Sites => Setting::unknown(&token),
        SectionKind::Breakers => BreakerSetting::unknown(&token),
        SectionKind::Quotas => QuotaSetting::unknown(&token),
        SectionKind::RetryBudgets => RetryBudgetSetting::unknown(&token),
        SectionKind::Tables => ClassKey::unknown(&token),
    }
}

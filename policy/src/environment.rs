//! Variables of the environment: `RESILIENCE__BREAKERS__API__OPEN=10s`.

use crate::{Finding, KeyKind, SectionKind, built_in_class, class_names, key_kind, read::unknown_key_of, suggest};

const PREFIX: &str = "RESILIENCE__";
const BETWEEN: &str = "__";
const ON: &str = "__ON";

/// A name as it stands in a variable: in capitals, and `_` for whatever is no ASCII letter or digit.
///
/// Names that differ may come to the same; who looks one up has to tell when two fit.
///
/// ```
/// use resilin_policy::env_name;
///
/// assert_eq!(env_name("shop::client::ticker"), "SHOP__CLIENT__TICKER");
/// assert_eq!(env_name("api-eu"), env_name("api.eu"));
/// ```
pub fn env_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// What a variable is about, by its name: `RESILIENCE__<SECTION>__<NAME>__<KEY>`, or `…__ON__<CLASS>` for a rule of a
/// policy's `on`.
///
/// ```
/// use resilin_policy::{SectionKind, Variable};
///
/// let open = Variable::parse("RESILIENCE__BREAKERS__API__OPEN").unwrap().unwrap();
/// assert_eq!((open.section, open.name_part.as_str(), open.key.as_str()), (SectionKind::Breakers, "API", "open"));
///
/// let rule = Variable::parse("RESILIENCE__SITES__SHOP__TICKER__ON__CLIENT").unwrap().unwrap();
/// assert_eq!((rule.name_part.as_str(), rule.key.as_str(), rule.class.as_deref()), ("SHOP__TICKER", "on", Some("client")));
///
/// assert!(Variable::parse("PATH").is_none());
/// assert!(Variable::parse("RESILIENCE__BREAKERS__API__OPNE").unwrap().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Variable {
    /// The part of a document.
    pub section: SectionKind,
    /// The name of what it is about, as [`env_name`] gives it.
    pub name_part: String,
    /// The key: of a policy, of a gate's settings, or in a table the class. In small letters.
    pub key: String,
    /// For a rule of a policy's `on`, the class, in small letters; somebody's own may have been written otherwise, and
    /// is found by its [`env_name`].
    pub class: Option<String>,
}

impl Variable {
    /// Reads the name of a variable; `None` for one that is none of ours: without `RESILIENCE__` before it.
    ///
    /// # Errors
    ///
    /// What is wrong with the name: a section or a key that there is not, or too few parts. The range is in bytes of the
    /// name.
    pub fn parse(name: &str) -> Option<Result<Self, Finding>> {
        let rest = name.strip_prefix(PREFIX)?;
        Some(match rest.find(|c: char| c.is_lowercase()) {
            Some(_) => Err(small_letters(name)),
            None => Self::of_rest(name, rest),
        })
    }

    /// The other way to read the same name, where there is one: `…__ON__TIMEOUT` may be the rule for a class of what
    /// comes before, or the key `timeout` of something whose name ends with `ON`.
    ///
    /// ```
    /// use resilin_policy::Variable;
    ///
    /// let rule = Variable::parse("RESILIENCE__SITES__TURN__ON__TIMEOUT").unwrap().unwrap();
    /// let key = rule.other().unwrap();
    /// assert_eq!((key.name_part.as_str(), key.key.as_str(), key.class), ("TURN__ON", "timeout", None));
    /// ```
    #[must_use]
    pub fn other(&self) -> Option<Self> {
        let key = self.class.clone().filter(|class| has_key(self.section, class))?;
        Some(Self { section: self.section, name_part: format!("{}{ON}", self.name_part), key, class: None })
    }

    fn of_rest(name: &str, rest: &str) -> Result<Self, Finding> {
        let (section, rest) = section(name, rest)?;
        let parts = rest.rsplit_once(BETWEEN).filter(|(thing, key)| !thing.is_empty() && !key.is_empty());
        let (thing, last) = parts.ok_or_else(|| too_short(name, section))?;
        // Of letters beyond ASCII some become others that way, and take more room than before.
        let key = last.to_ascii_lowercase();
        let place = name.len() - last.len()..name.len();
        let on = thing.strip_suffix(ON).filter(|thing| !thing.is_empty() && has_rules(section));
        let (name_part, key, class) = match on {
            Some(thing) => (thing, "on".to_owned(), Some(key)),
            None => (thing, key, None),
        };
        let variable = Self { section, name_part: name_part.to_owned(), key, class };
        variable.wrong().map_or(Ok(variable), |finding| Err(Finding { range: place, ..finding }))
    }

    /// What is wrong with the last part of the name.
    fn wrong(&self) -> Option<Finding> {
        match (&self.class, self.section) {
            (Some(class), _) => wrong_class(class),
            (None, SectionKind::Tables) => wrong_class(&self.key),
            (None, section) if has_rules(section) && self.key == "on" => {
                let help = "write the class behind it, as in `…__ON__THROTTLED`";
                Some(Finding::new(0..0, "`ON` has no class").with_help(help))
            }
            (None, section) if has_rules(section) && self.key == "policy" => {
                let message = "`policy` cannot be overridden: it is fixed when the program is compiled";
                let help = "override the keys of the site, or those of its policy";
                Some(Finding::new(0..0, message).with_help(help))
            }
            (None, section) if has_key(section, &self.key) => None,
            (None, section) => Some(wrong_key(section, &self.key)),
        }
    }
}

fn has_rules(section: SectionKind) -> bool {
    matches!(section, SectionKind::Policies | SectionKind::Sites)
}

fn has_key(section: SectionKind, key: &str) -> bool {
    section.keys().contains(&key) && !(has_rules(section) && key == "on")
}

fn small_letters(name: &str) -> Finding {
    let help = format!("write `{}`", name.to_uppercase());
    Finding::new(0..name.len(), "the name of the variable is not in capitals").with_help(help)
}

fn section<'n>(name: &str, rest: &'n str) -> Result<(SectionKind, &'n str), Finding> {
    let (word, more) = rest.split_once(BETWEEN).unwrap_or((rest, ""));
    SectionKind::named(&word.to_ascii_lowercase()).map(|section| (section, more)).ok_or_else(|| {
        let sections = SectionKind::ALL.map(|section| env_name(section.name()));
        let lower = sections.iter().map(String::as_str);
        let nearest = lower.clone().find(|section| meant(word, section));
        let help = match nearest {
            Some(section) => suggest::did_you_mean(section),
            None => format!("the sections are {}", suggest::list(lower)),
        };
        let (place, message) = match word {
            "" => (0..name.len(), "the variable names no section".to_owned()),
            word => (PREFIX.len()..PREFIX.len() + word.len(), format!("unknown section `{word}`")),
        };
        Finding::new(place, message).with_help(help)
    })
}

/// Whether a section was probably meant: in the singular, or with a typing mistake.
fn meant(word: &str, section: &str) -> bool {
    let small = word.to_lowercase();
    suggest::nearest(&small, [section.to_lowercase().as_str()]).is_some()
}

fn too_short(name: &str, section: SectionKind) -> Finding {
    let key = section.keys().first().copied().unwrap_or_default();
    let message = format!("the variable names no {} and no key", section.what());
    Finding::new(0..name.len(), message).with_help(format!("write it as in `{}`", example(section, key)))
}

fn wrong_key(section: SectionKind, key: &str) -> Finding {
    let finding = unknown_key_of(section, key);
    let help = help_for(section, key, finding.help.unwrap_or_default());
    Finding { help: Some(help), ..finding }
}

/// What to do about a key that this section does not have: the same, in the words of a variable's name.
fn help_for(section: SectionKind, key: &str, help: String) -> String {
    let keys = section.keys();
    if let Some(meant) = keys.iter().find(|key| help == suggest::did_you_mean(key)) {
        return suggest::did_you_mean(&meant.to_uppercase());
    }
    let homes = SectionKind::ALL.into_iter().filter(|section| section.keys().contains(&key));
    let homes: Vec<String> = homes.map(|section| format!("`{}`", example(section, key))).collect();
    match key_kind(key) {
        _ if !homes.is_empty() => format!("write it as in {}", homes.join(" or ")),
        KeyKind::Code | KeyKind::Later => help,
        _ => {
            let keys: Vec<String> = keys.iter().map(|key| env_name(key)).collect();
            format!("the keys are {}", suggest::list(keys.iter().map(String::as_str)))
        }
    }
}

/// A variable that is right.
fn example(section: SectionKind, key: &str) -> String {
    let name = env_name(section.example().trim_matches('"'));
    format!("{PREFIX}{}{BETWEEN}{name}{BETWEEN}{}", env_name(section.name()), env_name(key))
}

/// Somebody's own class cannot be written in quotes here; what is nearly a built-in one was probably meant as that.
fn wrong_class(class: &str) -> Option<Finding> {
    let unknown = built_in_class(class).err()?;
    let wrong = class_names::wrong(class);
    let meant = unknown.suggestion();
    let message = format!("unknown class `{class}`");
    meant
        .map(|meant| Finding::new(0..0, message).with_help(suggest::did_you_mean(&meant.to_uppercase())))
        .or(wrong)
}

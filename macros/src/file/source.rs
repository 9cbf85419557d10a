//! What the file holds, or what is wrong with it.

use std::io::ErrorKind;
use std::path::Path;
use std::string::FromUtf8Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fs, io};

use proc_macro2::Span;
use resilin_policy::{Document, Finding, Usage, located};

use crate::report::{Report, with_help};

/// The file's name: it is to be found beside the crate's `Cargo.toml`.
pub(super) const NAME: &str = "resilience.toml";

/// The file, as expansions see it.
#[derive(Default)]
pub(crate) enum File {
    #[default]
    Absent,
    /// It cannot be read, or something is wrong with it.
    Broken(Mistakes),
    Right(Watched),
}

/// What is wrong with the file, and whether an expansion has told it.
pub(crate) struct Mistakes {
    messages: Vec<String>,
    told: AtomicBool,
}

/// What the file says, and whether an expansion has told the compiler to watch it.
pub(crate) struct Watched {
    pub(super) document: Document,
    pub(super) is_watched: AtomicBool,
}

impl File {
    pub(super) fn read(path: &Path) -> Self {
        match fs::read(path) {
            Ok(bytes) => {
                String::from_utf8(bytes).map_or_else(|error| Self::not_text(&error), |text| Self::of_text(&text))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Self::Absent,
            Err(error) => Self::broken(vec![unreadable(path, &error)]),
        }
    }

    pub(crate) fn of_text(text: &str) -> Self {
        let (document, findings) = Document::read(text, Usage::Compiled);
        if findings.is_empty() {
            return Self::Right(Watched { document, is_watched: AtomicBool::new(false) });
        }
        Self::broken(findings.iter().map(|finding| located(NAME, text, finding)).collect())
    }

    fn not_text(error: &FromUtf8Error) -> Self {
        let start = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        let finding =
            Finding::new(start..start + char::REPLACEMENT_CHARACTER.len_utf8(), "this byte is not UTF-8")
                .with_help("save the file as UTF-8: TOML has no other encoding");
        Self::broken(vec![located(NAME, &text, &finding)])
    }

    fn broken(messages: Vec<String>) -> Self {
        Self::Broken(Mistakes { messages, told: AtomicBool::new(false) })
    }

    /// What it says, if that can be relied on.
    pub(crate) const fn document(&self) -> Option<&Document> {
        match self {
            Self::Right(Watched { document, .. }) => Some(document),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// What is wrong with it, for the first who asks: a compiler hears of it once, whatever needs the file.
    pub(crate) fn mistakes(&self, place: Span) -> Report {
        let mut report = Report::default();
        if let Self::Broken(Mistakes { messages, told }) = self {
            if !told.swap(true, Ordering::Relaxed) {
                for message in messages {
                    report.push(syn::Error::new(place, message));
                }
            }
        }
        report
    }
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    if path.is_dir() {
        let help = "policies are read from a file of this name: give the folder another one";
        return with_help(&format!("`{NAME}` beside Cargo.toml is a folder"), Some(help));
    }
    // In the words of Rust: those of the system differ from one to the next.
    let message = format!("`{NAME}` beside Cargo.toml cannot be read: {}", error.kind());
    with_help(&message, Some("make it readable for who builds, or remove it"))
}

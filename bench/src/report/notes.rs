//! Footnotes: a text is told once, however many rows it is about.

/// The footnotes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    texts: Vec<&'static str>,
}

impl Notes {
    /// The mark of a note, for the row that it is about; nothing for no note.
    pub(super) fn mark(&mut self, note: &'static str) -> String {
        if note.is_empty() {
            return String::new();
        }
        let known = self.texts.iter().position(|text| *text == note);
        let at = known.unwrap_or_else(|| {
            self.texts.push(note);
            self.texts.len() - 1
        });
        format!("[^{}]", at + 1)
    }

    /// All of them, for the document's end.
    pub(super) fn text(&self) -> String {
        let lines: Vec<String> =
            self.texts.iter().enumerate().map(|(at, text)| format!("[^{}]: {text}.\n", at + 1)).collect();
        lines.concat()
    }
}

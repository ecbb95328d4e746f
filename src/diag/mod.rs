//! What went wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] is data; [`render`] turns it into text for people, editors
//! and machines. Nothing here prints.

mod code;
mod message;
pub mod render;
mod source;
mod visible;

pub use code::{Code, Level};
pub(crate) use message::message;
pub use message::{Language, Message, ToValue, Value};
pub use source::{Place, Source, SourceId, Sources, Span, Spanned};
pub use visible::{visible, visible_data, visible_line};

use serde::{Deserialize, Serialize};

/// The outcome of a step that may fail with several diagnostics at once.
pub type Result<T> = std::result::Result<T, Vec<Diagnostic>>;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is wrong, and `--strict` lets it pass.
    Note,
    /// The editions are made, but something in them is not as it was written.
    Warning,
    /// No edition is made.
    Error,
}

/// One mistake of the user, or one thing that could not be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is, if it has a place.
    pub span: Option<Span>,
    /// What is wrong: lower case, without a full stop.
    #[serde(serialize_with = "message::as_text")]
    pub message: Message,
    /// What to do about it.
    #[serde(serialize_with = "message::as_texts")]
    pub hints: Vec<Message>,
    /// The changes that do it, all or none, where there is one safe answer; else
    /// empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<Edit>,
}

/// Bytes of a source that are to be others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What stands there instead.
    pub replacement: String,
}

impl Edit {
    /// A text in place of what stands at a span.
    pub fn new(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }
}

impl Diagnostic {
    /// A diagnostic that stops the edition.
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<Message>) -> Self {
        Self::new(Severity::Error, code, span.into(), message.into())
    }

    /// A diagnostic that does not stop the edition.
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<Message>) -> Self {
        Self::new(Severity::Warning, code, span.into(), message.into())
    }

    /// A diagnostic that only tells something.
    pub fn note(code: Code, span: impl Into<Option<Span>>, message: impl Into<Message>) -> Self {
        Self::new(Severity::Note, code, span.into(), message.into())
    }

    fn new(severity: Severity, code: Code, span: Option<Span>, message: Message) -> Self {
        Self { code, severity, span, message, hints: Vec::new(), fix: Vec::new() }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same with the changes that mend it.
    #[must_use]
    pub fn fix(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.fix.extend(edits);
        self
    }
}

/// Collects diagnostics while a step goes on.
#[derive(Debug, Default)]
pub struct Sink {
    list: Vec<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes a warning.
    pub fn warn(&mut self, code: Code, span: Span, message: impl Into<Message>) {
        self.push(Diagnostic::warning(code, span, message));
    }

    /// Takes all of them.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(diagnostics);
    }

    /// What was taken so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them, in the order of their places, each once.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut list = self.list;
        let place = |d: &Diagnostic| (d.span.is_none(), d.span, d.code);
        list.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.message.to_string().cmp(&b.message.to_string())));
        list.dedup();
        list
    }
}

/// The candidate that is nearest to what was written, if one is near enough to
/// be meant.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(written, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn nearest_is_near() {
        assert_eq!(nearest("widht", ["width", "height"]), Some("width"));
        assert_eq!(nearest("colour", ["width", "height"]), None);
    }
}

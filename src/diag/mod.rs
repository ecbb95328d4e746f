//! What went wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] is data; [`render`] turns it into text for people, editors
//! and machines. Nothing here prints.

pub mod render;
mod source;

pub use source::{Place, Source, SourceId, Sources, Span, Spanned};

use serde::Serialize;

/// The outcome of a step that may fail with several diagnostics at once.
pub type Result<T> = std::result::Result<T, Vec<Diagnostic>>;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The editions are made, but something in them is not as it was written.
    Warning,
    /// No edition is made.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The stable name of a kind of diagnostic; scripts may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is printed: lower case, words joined by hyphens.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// The front matter is no YAML mapping or a field has the wrong type.
    FrontMatter = "front-matter",
    /// A key stands twice in the front matter.
    DuplicateKey = "duplicate-key",
    /// A field of the front matter that nothing uses.
    UnknownField = "unknown-field",
    /// A heading mark without the blank after it.
    HeadingBlank = "heading-blank",
    /// An attribute that the construct does not know, or a malformed one.
    UnknownAttribute = "unknown-attribute",
    /// A class of a container that fuzi does not know.
    UnknownContainer = "unknown-container",
    /// Two things carry the same id.
    DuplicateId = "duplicate-id",
    /// A reference to an id that is nowhere.
    UndefinedReference = "undefined-reference",
    /// A reference to something that carries no number.
    UnnumberedReference = "unnumbered-reference",
    /// A footnote mark without its note.
    UndefinedNote = "undefined-note",
    /// A footnote that nothing refers to.
    UnusedNote = "unused-note",
    /// Footnotes that refer to each other.
    CyclicNote = "cyclic-note",
    /// HTML that is kept as text.
    Html = "html",
    /// A link whose target is empty or of a scheme that is not allowed.
    LinkTarget = "link-target",
    /// A link to a heading that is nowhere.
    UndefinedAnchor = "undefined-anchor",
    /// A formula, or a command in it, that is not understood.
    Math = "math",
    /// An image that cannot be found, read or decoded.
    Image = "image",
    /// An image whose file name says another format than its content.
    ImageFormat = "image-format",
    /// An image without a text for those who cannot see it.
    ImageAlt = "image-alt",
    /// A caption that carries a number typed by hand.
    TypedNumber = "typed-number",
    /// A caption line without a table.
    StrayCaption = "stray-caption",
    /// A citation of a work that no bibliography file has.
    Citation = "citation",
    /// An entry of a bibliography file that cannot be read, or is read in part.
    Bibliography = "bibliography",
    /// A citation style that there is not, or that cannot be read.
    CitationStyle = "citation-style",
    /// An entry without what the standard asks of its type.
    IncompleteEntry = "incomplete-entry",
    /// Entries of bibliography files that nothing cites.
    UncitedEntry = "uncited-entry",
    /// Two entries that look the same.
    SimilarEntries = "similar-entries",
    /// A persistent identifier that is none.
    Identifier = "identifier",
    /// A part of the document that a file should supply and does not.
    Include = "include",
    /// Nesting deeper than fuzi reads.
    Nesting = "nesting",
    /// A table with more cells than fuzi sets.
    TableSize = "table-size",
    /// A merged cell that has nothing to join.
    MergedCell = "merged-cell",
    /// A character that no font of the style has.
    MissingGlyph = "missing-glyph",
    /// A character that neither edition can hold.
    ControlCharacter = "control-character",
    /// A language tag that is no language.
    Language = "language",
    /// A construct that one edition cannot express.
    Unsupported = "unsupported",
    /// A raw block for a format that fuzi does not write.
    RawFormat = "raw-format",
    /// A font that the style names and nobody has.
    Font = "font",
    /// A Word file that cannot serve as a template, or something that it lacks.
    Template = "template",
    /// A style sheet that cannot be read.
    Style = "style",
    /// A project file that cannot be read as one.
    Manifest = "manifest",
    /// Text that is not UTF-8.
    Encoding = "encoding",
    /// A file that cannot be read or written.
    File = "file",
    /// An error of the typesetter.
    Typst = "typst",
    /// An error while the PDF is exported.
    Pdf = "pdf",
    /// An error while the Word file is written.
    Docx = "docx",
    /// A table of contents in Word without page numbers.
    ContentsPages = "contents-pages",
    /// An empty document.
    Empty = "empty",
    /// A row of a table with more cells than the head.
    TableRow = "table-row",
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One mistake of the user, or one thing that could not be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diagnostic {
    /// What kind it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is, if it has a place.
    pub span: Option<Span>,
    /// What is wrong: lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic that stops the edition.
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span.into(), message.into())
    }

    /// A diagnostic that does not stop the edition.
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span.into(), message.into())
    }

    fn new(severity: Severity, code: Code, span: Option<Span>, message: String) -> Self {
        Self { code, severity, span, message, hints: Vec::new() }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
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
    pub fn warn(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.push(Diagnostic::warning(code, span, message));
    }

    /// Takes all of them.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(diagnostics);
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
        list.sort_by(|a, b| {
            (a.span.is_none(), a.span, a.code, &a.message).cmp(&(b.span.is_none(), b.span, b.code, &b.message))
        });
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
    use super::{Code, nearest};

    #[test]
    fn codes_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn nearest_is_near() {
        assert_eq!(nearest("widht", ["width", "height"]), Some("width"));
        assert_eq!(nearest("colour", ["width", "height"]), None);
    }
}

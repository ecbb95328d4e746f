//! What a cache says of a document, as it is written to a file: diagnostics with
//! the texts that they point into, so that they can be shown again.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diag::{Code, Diagnostic, Edit, Message, Severity, SourceId, Sources, Span};
use crate::project::files::{Root, Stamp, record::Dependency};
use crate::project::outcome::{Edition, JobOutcome};

/// What came of a document, and of what.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) inputs: Vec<(Dependency, String)>,
    pub(super) outputs: Vec<Made>,
    /// The hash of the manuscript that is kept for the Word file.
    pub(super) base: Option<String>,
    sources: Vec<Text>,
    pub(super) diagnostics: Vec<Said>,
}

/// An edition.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) edition: String,
    pub(super) pages: Option<usize>,
    pub(super) stamp: Stamp,
    pub(super) hash: String,
}

/// A text that diagnostics may point into.
#[derive(Debug, Serialize, Deserialize)]
struct Text {
    name: String,
    /// Whether the name is a path from the root on: the command may be given
    /// elsewhere the next time.
    inside: bool,
    /// Empty where nothing points into it.
    text: String,
}

/// A diagnostic.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Said {
    code: String,
    severity: Severity,
    span: Option<Place>,
    message: Message,
    hints: Vec<Message>,
    fix: Vec<(Place, String)>,
}

/// A source, and bytes of it.
type Place = (u32, u32, u32);

impl Made {
    pub(super) fn edition(&self) -> Option<Edition> {
        [Edition::Pdf, Edition::Docx].into_iter().find(|edition| edition.extension() == self.edition)
    }
}

impl Entry {
    pub(super) fn of(root: &Root, built: &JobOutcome, outputs: Vec<Made>) -> Self {
        let needed = |id: u32| built.diagnostics.iter().any(|d| d.span.is_some_and(|span| span.source.0 == id));
        let prefix = root.shown(Path::new(""));
        let text = |(id, source): (u32, &crate::diag::Source)| {
            let inside = Path::new(source.name()).strip_prefix(&prefix).ok();
            Text {
                name: inside.map_or_else(|| source.name().to_owned(), |path| path.display().to_string()),
                inside: inside.is_some(),
                text: if needed(id) { source.text().to_owned() } else { String::new() },
            }
        };
        Self {
            inputs: built.inputs.clone().into_iter().collect(),
            outputs,
            base: built.base.clone(),
            sources: (0..).map_while(|id| Some((id, built.sources.get(SourceId(id))?))).map(text).collect(),
            diagnostics: built.diagnostics.iter().map(Said::of).collect(),
        }
    }

    /// The diagnostics with their texts; `None` if one is of no known kind.
    pub(super) fn said(&self, root: &Root) -> Option<(Sources, Vec<Diagnostic>)> {
        let mut sources = Sources::new();
        for Text { name, inside, text } in &self.sources {
            let name = if *inside { root.shown(Path::new(name)).display().to_string() } else { name.clone() };
            sources.add(name, text.as_str());
        }
        let diagnostics = self.diagnostics.iter().map(Said::diagnostic).collect::<Option<_>>()?;
        Some((sources, diagnostics))
    }
}

impl Said {
    fn of(diagnostic: &Diagnostic) -> Self {
        Self {
            code: diagnostic.code.as_str().to_owned(),
            severity: diagnostic.severity,
            span: diagnostic.span.map(place),
            message: diagnostic.message.clone(),
            hints: diagnostic.hints.clone(),
            fix: diagnostic.fix.iter().map(|edit| (place(edit.span), edit.replacement.clone())).collect(),
        }
    }

    fn diagnostic(&self) -> Option<Diagnostic> {
        Some(Diagnostic {
            code: Code::ALL.iter().copied().find(|code| code.as_str() == self.code)?,
            severity: self.severity,
            span: self.span.map(span),
            message: self.message.clone(),
            hints: self.hints.clone(),
            fix: self.fix.iter().map(|(place, text)| Edit::new(span(*place), text.as_str())).collect(),
        })
    }
}

fn place(span: Span) -> Place {
    (span.source.0, span.start, span.end)
}

fn span((source, start, end): Place) -> Span {
    Span { source: SourceId(source), start, end }
}

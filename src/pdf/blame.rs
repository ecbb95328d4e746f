//! What Typst complains of becomes a diagnostic at the place in the manuscript
//! that the complaint comes from.

use std::ops::Range;

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind, Source};

use crate::diag::{Code, Diagnostic, Message, Span};
use crate::write::typst::TypstSource;

/// Whether a complaint is about the parts that a font makes its long arrows of:
/// they overlap less than its own tables ask for, which no reader sees and no
/// author can mend.
pub(super) fn is_about_parts(complaint: &SourceDiagnostic) -> bool {
    complaint.message.contains("minConnectorOverlap")
}

/// The bytes of the source that a span means.
pub(super) fn range(text: &Source, span: impl Into<DiagSpan>) -> Option<Range<usize>> {
    match span.into().get() {
        DiagSpanKind::Detached => None,
        DiagSpanKind::Number { num, sub_range, .. } => text.range(num, sub_range),
        DiagSpanKind::Range { range, .. } => Some(range),
    }
}

/// Where in the manuscript a complaint comes from.
pub(super) fn place(complaint: &SourceDiagnostic, text: &Source, source: &TypstSource) -> Option<Span> {
    let origin = |span: DiagSpan| range(text, span).and_then(|range| source.origin(range.start));
    origin(complaint.span).or_else(|| complaint.trace.iter().find_map(|point| origin(point.span.into())))
}

/// Turns a complaint of Typst into one about the manuscript.
pub(super) fn diagnostic(complaint: &SourceDiagnostic, text: &Source, source: &TypstSource) -> Diagnostic {
    let span = place(complaint, text, source);
    let message = Message::recognised(&complaint.message);
    let mut diagnostic = match complaint.severity {
        Severity::Error => Diagnostic::error(Code::Typst, span, message),
        Severity::Warning => Diagnostic::warning(Code::Typst, span, message),
    };
    diagnostic.hints.extend(complaint.hints.iter().map(|hint| Message::recognised(&hint.v)));
    diagnostic
}

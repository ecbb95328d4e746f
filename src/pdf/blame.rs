//! What Typst complains of becomes a diagnostic at the place in the manuscript
//! that the complaint comes from.

use typst::WorldExt as _;
use typst::diag::{Severity, SourceDiagnostic};

use super::world::World;
use crate::diag::{Code, Diagnostic};
use crate::write::typst::TypstSource;

/// Whether a complaint is about the parts that a font makes its long arrows of:
/// they overlap less than its own tables ask for, which no reader sees and no
/// author can mend.
pub(super) fn is_about_parts(complaint: &SourceDiagnostic) -> bool {
    complaint.message.contains("minConnectorOverlap")
}

/// Turns a complaint of Typst into one about the manuscript.
pub(super) fn diagnostic(complaint: &SourceDiagnostic, world: &World<'_>, source: &TypstSource) -> Diagnostic {
    let origin = |span| world.range(span).and_then(|range| source.origin(range.start));
    let called = complaint.trace.iter().find_map(|point| {
        let range = world.range(point.span)?;
        source.origin(range.start)
    });
    let span = origin(complaint.span).or(called);
    let message = complaint.message.to_string();
    let mut diagnostic = match complaint.severity {
        Severity::Error => Diagnostic::error(Code::Typst, span, message),
        Severity::Warning => Diagnostic::warning(Code::Typst, span, message),
    };
    diagnostic.hints.extend(complaint.hints.iter().map(|hint| hint.v.to_string()));
    diagnostic
}

//! Headings that skip a level.

use super::super::Subject;
use super::labels::first_line;
use crate::diag::{Code, Diagnostic, Sink, message};
use crate::model::document::BlockKind;

/// A heading may go one level deeper than the one before it, as they were written.
/// The first one says where the document begins.
pub(super) fn skipped(subject: &Subject<'_>, sink: &mut Sink) {
    let mut above: Option<u8> = None;
    for block in &subject.document.blocks {
        let BlockKind::Heading { level, .. } = &block.kind else { continue };
        if let Some(above) = above.filter(|above| *level > *above + 1) {
            let (marks, right) = ("#".repeat(usize::from(*level)), "#".repeat(usize::from(above) + 1));
            let message = message!(
                "this heading skips a level: `{marks}` below `{above}`",
                marks,
                above = "#".repeat(usize::from(above))
            );
            let found = Diagnostic::warning(Code::SkippedLevel, first_line(subject, block.span), message);
            sink.push(found.hint(format!("write `{right}`")));
        }
        above = Some(*level);
    }
}

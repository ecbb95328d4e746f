//! Links to other files of the document lead to their headings, or to where they begin.
//!
//! Which file a link means was found out where files are known.

use std::collections::HashSet;

use super::Resolver;
use crate::diag::{Code, Diagnostic, SourceId, Span, message};
use crate::model::document::{BlockKind, Document, FileLink, NodeId};
use crate::model::resolved::Target;
use crate::model::visit_blocks;

/// The paragraphs that files without a heading before them begin with, of the files that
/// links lead to.
pub(super) fn begins(document: &Document) -> HashSet<NodeId> {
    let files = document.links.values().filter_map(|link| match link {
        FileLink::Part { files, .. } => Some(files),
        _ => None,
    });
    let mut wanted: HashSet<SourceId> = files.flatten().copied().collect();
    let mut found = HashSet::new();
    if wanted.is_empty() {
        return found;
    }
    visit_blocks(document, &mut |block| match &block.kind {
        BlockKind::Heading { .. } => drop(wanted.remove(&block.span.source)),
        BlockKind::Paragraph(_) if wanted.remove(&block.span.source) => drop(found.insert(block.id)),
        _ => {}
    });
    found
}

impl Resolver<'_> {
    /// Where a link to a file leads; `None` if nothing of it is printed that could be led
    /// to.
    pub(super) fn file_target(&mut self, link: &FileLink, span: Span) -> Option<Target> {
        let FileLink::Part { files, name } = link else { return None };
        let begin = files.iter().find_map(|file| self.anchors.begin(*file));
        let Some(name) = name else { return begin.map(|anchor| self.leading_to(anchor)) };
        if let Some(anchor) = files.iter().find_map(|file| self.anchors.find_in(name, *file)) {
            return Some(self.leading_to(anchor));
        }
        let message = message!("that file has no heading or id “{name}”", name);
        let diagnostic = Diagnostic::warning(Code::UndefinedAnchor, span, message);
        self.sink.push(diagnostic.hint("the link leads to where the file begins"));
        begin.map(|anchor| self.leading_to(anchor))
    }
}

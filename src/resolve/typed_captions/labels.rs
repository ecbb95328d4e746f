//! What was decided about the captions of a document: which keep the labels that were
//! typed, and which have none.

use std::collections::HashMap;

use crate::model::document::NodeId;
use crate::model::resolved::{CaptionKind, Label};

/// What was decided about the captions of a document.
#[derive(Debug, Default)]
pub(in crate::resolve) struct TypedCaptions {
    pub(super) labels: HashMap<NodeId, Label>,
    /// The kinds whose other captions have no number.
    pub(super) silenced: Vec<CaptionKind>,
}

impl TypedCaptions {
    /// The label that was typed at the block of a caption.
    pub(in crate::resolve) fn label(&self, block: NodeId) -> Option<&Label> {
        self.labels.get(&block)
    }

    /// Whether captions of a kind have no number unless one was typed.
    pub(in crate::resolve) fn silences(&self, kind: CaptionKind) -> bool {
        self.silenced.contains(&kind)
    }
}

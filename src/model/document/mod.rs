//! What was written: the tree that reading makes of a manuscript.
//!
//! Nothing is numbered, looked up or joined here; that is what resolving does.

mod content;
mod file_link;
mod meta;
mod node;

pub use content::*;
pub use file_link::{FileLink, FileLinks};
pub use meta::{Author, Meta, Numbers, Translation};
pub use node::{ALIAS, Attr, CONTINUED, EXAMPLE_NUMBER, EXPANDED, INSERTED, Node, NodeId, SUBEQUATIONS};

use std::collections::HashMap;

use serde::Serialize;

use super::{Bounds, Tracking};
use crate::diag::{SourceId, Span};

/// A whole manuscript as it was written.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Document {
    /// What the front matter says.
    pub meta: Meta,
    /// The text.
    pub blocks: Vec<Block>,
    /// The footnotes that stand apart from their marks.
    pub notes: Vec<NoteDefinition>,
    /// Where its links to files lead.
    #[serde(skip)]
    pub links: FileLinks,
    /// The file in which each included one stands.
    #[serde(skip)]
    pub included_by: HashMap<SourceId, SourceId>,
    /// Who revises it, where changes and comments are shown.
    #[serde(skip)]
    pub tracking: Option<Tracking>,
    /// How large it may be.
    #[serde(skip)]
    pub bounds: Bounds,
    /// How many nodes have an identity.
    #[serde(skip)]
    pub(in crate::model) identified: u32,
}

impl Document {
    /// A manuscript whose nodes have no identity yet.
    #[must_use]
    pub fn new(meta: Meta, blocks: Vec<Block>, notes: Vec<NoteDefinition>) -> Self {
        let (links, included_by) = (FileLinks::new(), HashMap::new());
        Self { meta, blocks, notes, links, included_by, tracking: None, bounds: Bounds::DEFAULT, identified: 0 }
    }
}

/// A footnote that stands apart from its mark.
#[derive(Debug, Clone, Serialize)]
pub struct NoteDefinition {
    /// The name that its marks use.
    pub name: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// What it is known by.
    #[serde(skip)]
    pub id: NodeId,
    /// Where it was written.
    pub span: Span,
}

impl NoteDefinition {
    /// A footnote by its name.
    pub fn new(name: String, blocks: Vec<Block>, span: Span) -> Self {
        Self { name, blocks, id: NodeId::NONE, span }
    }
}

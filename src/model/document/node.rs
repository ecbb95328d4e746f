//! What every node of a written document carries: its identity, its attributes and
//! its place.

use serde::Serialize;

use crate::diag::{Span, Spanned};

/// The id, the classes and the pairs in `{#id .class key=value}`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Attr {
    /// The id, without `#`.
    pub id: Option<Spanned<String>>,
    /// The classes, without the dot; `{-}` is read as `unnumbered`.
    pub classes: Vec<Spanned<String>>,
    /// The pairs.
    pub pairs: Vec<(Spanned<String>, Spanned<String>)>,
}

impl Attr {
    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.pairs.is_empty()
    }

    /// Whether the class was given.
    #[must_use]
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.iter().any(|class| class.value == name)
    }

    /// The value of a key, with its place.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Spanned<String>> {
        self.pairs.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }
}

/// The key of one more id of a block, which nobody can type.
pub const ALIAS: &str = "\\alias";

/// The key of the number of an example, which nobody can type.
pub const EXAMPLE_NUMBER: &str = "\\example";

/// The class of a passage that stands for a mark of the source, such as
/// `{{< var x >}}`; nobody can type it.
pub const EXPANDED: &str = "\\expanded";

/// The class of a block that was put in as a whole; nobody can type it.
pub const INSERTED: &str = "\\inserted";

/// The class of a container whose equations share a number: 2a, 2b.
pub const SUBEQUATIONS: &str = "subequations";

/// The class of a paragraph that goes on with the one that an equation parts.
pub const CONTINUED: &str = "continued";

/// What a node of a document is known by. A place in the source is none: the nodes of
/// a file that is included twice, or of one expanded value, share theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NodeId(pub(in crate::model) u32);

impl NodeId {
    /// A node that was not given any identity yet.
    pub const NONE: Self = Self(0);
}

/// A node of the tree with its attributes and its place.
#[derive(Debug, Clone, Serialize)]
pub struct Node<K> {
    /// What it is known by.
    #[serde(skip)]
    pub id: NodeId,
    /// What it is.
    pub kind: K,
    /// Its attributes.
    #[serde(skip_serializing_if = "Attr::is_empty")]
    pub attr: Attr,
    /// Where it was written.
    pub span: Span,
}

impl<K> Node<K> {
    /// A node without attributes.
    pub fn new(kind: K, span: Span) -> Self {
        Self::with(kind, Attr::default(), span)
    }

    /// A node with its attributes.
    pub fn with(kind: K, attr: Attr, span: Span) -> Self {
        Self { id: NodeId::NONE, kind, attr, span }
    }
}

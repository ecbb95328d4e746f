//! A written document becomes its leaves: every line of text with the bytes of each of
//! its characters, and the blocks that it stands in.
//!
//! What a leaf is says `written`; the blocks are walked in `walk`, what stands within a
//! line in `inlines`. It must not know what becomes of them on the page.

mod inlines;
mod walk;
mod written;

pub(super) use self::walk::leaves;
pub(super) use self::written::{Ancestor, AncestorKind, Leaf, LeafKind, Marked, Sign, WHOLE};

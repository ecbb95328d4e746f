//! What the text of a line knows of what stands around it.

use crate::length::Length;
use crate::model::resolved::Marks;

/// What stands around inlines.
#[derive(Debug, Clone, Copy)]
pub(in crate::write::docx) struct InlineContext {
    /// The size of the text.
    pub size: Length,
    /// Whether they are the text of a link.
    pub link: bool,
    /// Marks that all of them have.
    pub marks: Marks,
    /// Whether the style of the paragraph may be bold: two styles that switch bold
    /// on cancel each other (ECMA-376-1 §17.7.3), so bold is said directly too.
    pub may_cancel: bool,
}

impl InlineContext {
    /// Plain text of a size.
    #[must_use]
    pub(in crate::write::docx) fn size(size: Length) -> Self {
        Self { size, link: false, marks: Marks::default(), may_cancel: false }
    }
}

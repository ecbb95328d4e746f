//! What the pages of a section are for.

use crate::style::Style;
use crate::style::value::PagePattern;

/// What the pages of a section are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write::docx) enum Zone {
    /// The cover, which has neither header nor number.
    Cover,
    /// The pages before the text, where they differ from those of the text.
    Front,
    /// The text.
    Text,
    /// The imprint of an official document behind an empty page, which has no number.
    Imprint,
}

impl Zone {
    /// The pattern of its page numbers; `None` where it has none.
    #[must_use]
    pub(in crate::write::docx) fn number(self, style: &Style) -> Option<PagePattern> {
        match self {
            Self::Cover | Self::Imprint => None,
            Self::Front => style.page_number.front().or_else(|| style.page_number.body()),
            Self::Text => style.page_number.body(),
        }
    }
}

//! Where things lie on the pages of the PDF.

use serde::Serialize;

use super::AnchorId;

/// On which page of the PDF each anchor lies, as the page is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    by_anchor: Vec<Option<String>>,
    count: Option<usize>,
    last: Option<String>,
    before_imprint: usize,
}

impl Pages {
    /// The pages of the anchors, in the order of [`Resolved::anchors`](super::Resolved::anchors).
    #[must_use]
    pub fn new(by_anchor: Vec<Option<String>>) -> Self {
        Self { by_anchor, ..Self::default() }
    }

    /// The same of a document of so many pages.
    #[must_use]
    pub fn counted(self, count: usize) -> Self {
        Self { count: Some(count), ..self }
    }

    /// The same of a document whose imprint begins so many pages behind its text.
    #[must_use]
    pub fn with_imprint(self, before_imprint: usize) -> Self {
        Self { before_imprint, ..self }
    }

    /// The same of a document whose last page has a number.
    #[must_use]
    pub fn ending_at(self, last: String) -> Self {
        Self { last: Some(last), ..self }
    }

    /// The number of the last page, where that is known.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// How many pages begin between the text and the imprint.
    #[must_use]
    pub fn before_imprint(&self) -> usize {
        self.before_imprint
    }

    /// Whether an empty page stands before that of the imprint: neither has a number
    /// (GB/T 9704-2012 §7.5).
    #[must_use]
    pub fn has_empty_page(&self) -> bool {
        self.before_imprint > 1
    }

    /// How many pages the document has, where that is known.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        self.count
    }

    /// The page of an anchor, if it is on one.
    #[must_use]
    pub fn of(&self, anchor: AnchorId) -> Option<&str> {
        self.by_anchor.get(anchor.0)?.as_deref()
    }
}

//! What is printed: the tree in which every number, label, size and reference
//! has been decided.
//!
//! Only `resolve` builds it. A writer finds nothing left to count, to look up
//! or to measure; it only says each node in its own language.

mod block;
mod caption;
mod change;
mod code;
mod equation;
mod figure;
mod inline;
mod list;
mod meta;
mod official;
pub mod own_pages;
mod pages;
mod table;
mod table_rows;
mod title;
mod walk;

use serde::Serialize;

pub use crate::model::CaptionKind;
pub use block::*;
pub use caption::*;
pub use change::*;
pub use code::*;
pub use equation::*;
pub use figure::*;
pub use inline::*;
pub use list::*;
pub use meta::*;
pub use official::*;
pub use own_pages::OwnPages;
pub use pages::Pages;
pub use table::*;
pub use title::TitleText;
pub use walk::{blocks_of, contents_of, visit_blocks, visit_in, visit_inlines};

use super::Tracking;
use crate::diag::Span;

/// A document in which nothing is left to decide but where its pages break.
#[derive(Debug, Clone, Serialize)]
pub struct Resolved {
    pub(crate) meta: Meta,
    /// What stands behind the cover, on pages without header and number; before the
    /// contents where there is no cover.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) declarations: Vec<Block>,
    #[serde(rename = "fronts")]
    pub(crate) listings: Vec<Listing>,
    /// What stands behind the lists, on pages that count with them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) front_sections: Vec<Block>,
    pub(crate) blocks: Vec<Block>,
    /// The foot of the last page of an official document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) imprint: Option<Imprint>,
    pub(crate) notes: Vec<Note>,
    pub(crate) anchors: Vec<Anchor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) comments: Vec<Comment>,
    /// Whose changes are shown, where any are.
    #[serde(skip)]
    pub(crate) tracking: Tracking,
    /// A hash of all the above.
    #[serde(skip)]
    pub(crate) seal: String,
    /// The pages around it that are set as they were given. They are no part of what it
    /// says.
    #[serde(skip)]
    pub(crate) own_pages: OwnPages,
}

impl Resolved {
    /// Title, authors and the other facts about the document.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The lists (contents, figures, tables) that stand before the text.
    #[must_use]
    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    /// What stands behind the cover, on pages without header and number.
    #[must_use]
    pub fn declarations(&self) -> &[Block] {
        &self.declarations
    }

    /// What stands behind the lists, on pages that count with them.
    #[must_use]
    pub fn front_sections(&self) -> &[Block] {
        &self.front_sections
    }

    /// The text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether anything stands before the text, behind its titles.
    #[must_use]
    pub fn has_front(&self) -> bool {
        !(self.meta.abstracts.is_empty() && self.listings.is_empty() && self.front_sections.is_empty())
    }

    /// All that was written as text, in the order of the pages: the declarations, the
    /// sections behind the lists, the text itself.
    #[must_use]
    pub fn parts(&self) -> [&[Block]; 3] {
        [&self.declarations, &self.front_sections, &self.blocks]
    }

    /// The foot of the last page of an official document.
    #[must_use]
    pub fn imprint(&self) -> Option<&Imprint> {
        self.imprint.as_ref()
    }

    /// The footnotes, in the order of their first marks.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The note of an id.
    #[must_use]
    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.0]
    }

    /// Everything that can be referred to.
    #[must_use]
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The comments, in the order of their marks.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Who changed it, and whether the PDF shows it.
    #[must_use]
    pub fn tracking(&self) -> &Tracking {
        &self.tracking
    }

    /// The hash of what it says, which both editions carry, in digits of base 16.
    #[must_use]
    pub fn seal(&self) -> &str {
        &self.seal
    }

    /// The pages around it that are set as they were given.
    #[must_use]
    pub fn own_pages(&self) -> &OwnPages {
        &self.own_pages
    }

    /// The same between such pages.
    #[must_use]
    pub fn between(self, own_pages: OwnPages) -> Self {
        Self { own_pages, ..self }
    }

    /// The anchor of an id.
    #[must_use]
    pub fn anchor(&self, id: AnchorId) -> &Anchor {
        &self.anchors[id.0]
    }
}

/// A list before the text, such as the contents.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// What it lists.
    pub kind: ListingKind,
    /// Its heading, such as 目录.
    pub heading: String,
    /// What it holds.
    pub entries: Vec<ListingEntry>,
}

/// What a list before the text lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListingKind {
    /// Headings down to a level.
    Contents {
        /// The last level.
        depth: u8,
    },
    /// Figures.
    Figures,
    /// Tables.
    Tables,
}

/// One line of a list before the text.
#[derive(Debug, Clone, Serialize)]
pub struct ListingEntry {
    /// The level, from 1; 1 for figures and tables.
    pub level: u8,
    /// The number or label before the text, such as 第一章 or 图 1.
    pub label: Option<String>,
    /// The text, without notes and links.
    pub content: Vec<Inline>,
    /// What it points to.
    pub anchor: AnchorId,
    /// Whether that stands on the pages before the text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_front: bool,
}

/// The place of an [`Anchor`] in [`Resolved::anchors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct AnchorId(pub usize);

/// The place of a [`Note`] in [`Resolved::notes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct NoteId(pub usize);

/// The place of a picture in [`crate::assets::Images`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ImageId(pub usize);

/// Something that can be referred to.
#[derive(Debug, Clone, Serialize)]
pub struct Anchor {
    /// The id that was written or made up from the heading's text.
    pub name: String,
    /// What is printed for it, such as 图 1; empty if it has no number.
    pub label: String,
    /// Whether something points to it.
    pub referenced: bool,
    /// Where it is.
    pub span: Span,
}

/// A footnote.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// What is printed at its mark and before its text, such as ①; where notes
    /// count by page, the page prints another.
    pub mark: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

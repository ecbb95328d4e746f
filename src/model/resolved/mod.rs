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
mod inline;
mod official;
pub mod own_pages;
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
pub use inline::*;
pub use official::*;
pub use own_pages::OwnPages;
pub use title::TitleText;
pub use walk::{blocks_of, contents_of, visit_blocks, visit_in};

use super::document::Author;
use super::{Lang, Tracking};
use crate::diag::Span;
use crate::length::Length;

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

/// Facts about the document.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// The title; empty if it has none.
    pub title: TitleText,
    /// What links to the title lead to, if it was a heading of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<AnchorId>,
    /// The second title; empty if it has none.
    pub subtitle: TitleText,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The date as it is printed.
    pub date: Option<String>,
    /// The date as year, month, day, if it could be read as one.
    pub calendar_date: Option<(i32, u8, u8)>,
    /// The language.
    pub lang: Lang,
    /// The red head of an official document; `None` without one.
    pub masthead: Option<Masthead>,
    /// The fields at the head of a cover, row by row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head_fields: Vec<Vec<CoverField>>,
    /// The width of their labels.
    #[serde(skip)]
    pub head_label: Length,
    /// The logo over everything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Picture>,
    /// The logo in the headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_logo: Option<Picture>,
    /// Whole pages that stand before everything, in place of the title block, where
    /// the edition has fixed pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages_before: Vec<Picture>,
    /// Whole pages that stand behind everything, there too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages_behind: Vec<Picture>,
    /// The school or the office, over the kind of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// What stands over the title.
    pub kicker: Option<String>,
    /// What stands under the titles, line by line.
    pub lines: Vec<CoverLine>,
    /// The title pages in further languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foreign_titles: Vec<ForeignTitle>,
    /// The abstracts, that in the document's language first.
    pub abstracts: Vec<Abstract>,
    /// The keywords.
    pub keywords: Vec<String>,
    /// Everything that the front matter says in one line, by the names of its
    /// fields, for the blanks of a template.
    #[serde(skip)]
    pub given: Vec<(String, String)>,
    /// Whether the title block is a cover on a page of its own.
    pub cover: bool,
    /// Whether the title block and the abstract have a page of their own.
    pub own_page: bool,
}

/// A line under the titles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoverLine {
    /// Who wrote it.
    Authors(String),
    /// Any other line.
    Line(String),
    /// A field in the two columns of a cover.
    Field(CoverField),
}

/// A field of a cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverField {
    /// What it is, such as 学号.
    pub label: String,
    /// What it says.
    pub value: String,
    /// Whether the characters of the label fill its column.
    #[serde(skip)]
    pub spreads: bool,
}

/// The title page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct ForeignTitle {
    /// The language.
    pub lang: Lang,
    /// The title in it.
    pub title: TitleText,
    /// What stands under it.
    pub lines: Vec<String>,
}

impl Meta {
    /// The title without marks, for the properties of the files.
    #[must_use]
    pub fn plain_title(&self) -> String {
        plain_text(&self.title)
    }
}

/// An abstract with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Abstract {
    /// Its language.
    pub lang: Lang,
    /// The title in that language, if it is not the document's; else empty.
    pub title: TitleText,
    /// The heading, such as 摘要; `None` if there is no abstract, only keywords.
    pub heading: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The line of keywords: its label (关键词：) and the joined words.
    pub keywords: Option<(String, Vec<Inline>)>,
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

/// On which page of the PDF each anchor lies, as the page is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    by_anchor: Vec<Option<String>>,
    count: Option<usize>,
    last: Option<String>,
    before_imprint: usize,
}

impl Pages {
    /// The pages of the anchors, in the order of [`Resolved::anchors`].
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

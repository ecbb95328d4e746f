//! What stands by itself on the page, with every number and label decided.

use std::fmt;

use serde::Serialize;

use super::caption::Label;
use super::code::Code;
use super::equation::Equation;
use super::figure::Figure;
use super::list::{Definition, List};
use super::table::Table;
use super::{AnchorId, Change, Inline, InlineKind, Picture, Placed};
use crate::diag::Span;
use crate::length::Length;
use crate::model::{AlertKind, RawFormat, TheoremKind};

/// A block and where it was written.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What links point to, where the kind carries no anchor of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<AnchorId>,
    /// What it is known by; `None` for one that only holds other blocks, or
    /// that nothing in the manuscript tells apart.
    #[serde(skip)]
    pub id: Option<BlockId>,
    /// Whether it was put in or taken out, where such changes are shown. What stands in
    /// it says the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Where it was written.
    pub span: Span,
}

impl Block {
    /// A block that is known by nothing and that nobody changed.
    #[must_use]
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, anchor: None, id: None, change: None, span }
    }

    /// Whether it was taken out.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.change == Some(Change::Deleted)
    }
}

/// What a block is known by: 48 bits, unique in its document and the same
/// whenever the same manuscript is resolved. Written as twelve digits of base 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId([u8; Self::LENGTH]);

impl BlockId {
    /// Its length in bytes.
    pub(crate) const LENGTH: usize = 6;

    pub(crate) fn new(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What stands by itself on the page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A quotation.
    Quote {
        /// The quoted text.
        blocks: Vec<Block>,
        /// Where it is from, with its dash; `None` if nothing was said.
        attribution: Option<Vec<Inline>>,
    },
    /// A boxed remark.
    Alert {
        /// What it warns of.
        kind: AlertKind,
        /// Its title, such as 注意.
        title: String,
        /// The text.
        blocks: Vec<Block>,
    },
    /// A list.
    List(List),
    /// Terms with what they mean.
    Definitions(Vec<Definition>),
    /// Code.
    Code(Code),
    /// A displayed formula.
    Equation(Equation),
    /// A table.
    Table(Table),
    /// A picture, or several, with a caption.
    Figure(Figure),
    /// A theorem, a definition, a proof and the like.
    Theorem(Theorem),
    /// A passage that is set apart.
    Container(Container, Vec<Block>),
    /// A new page begins here.
    PageBreak,
    /// A thematic break.
    Rule,
    /// A passage for one edition only.
    Raw {
        /// The edition.
        format: RawFormat,
        /// The passage in the language of that edition.
        text: String,
    },
}

/// How a container is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Container {
    /// Nothing but a group.
    Plain,
    /// On pages of their own in landscape.
    Landscape,
    /// Every paragraph centred.
    Center,
    /// Set as an abstract.
    Abstract,
    /// In columns.
    Columns(u8),
    /// Whom the document is addressed to.
    Salutation,
    /// Who signs, and when.
    Signature,
    /// A paragraph of an official document at a place of its own.
    Official(Placed),
    /// A list of references.
    References,
}

/// A heading.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The level, 1 to 6.
    pub level: u8,
    /// The number as it is printed, such as 第一章; `None` for an unnumbered one.
    pub number: Option<String>,
    /// Whether it is the title of an attachment of an official document.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub attachment: bool,
    /// Whether the contents leave it out: what stands before them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unlisted: bool,
    /// The text.
    pub content: Vec<Inline>,
    /// What references point to.
    pub anchor: AnchorId,
}

/// A paragraph.
#[derive(Debug, Clone, Serialize)]
pub struct Paragraph {
    /// The text.
    pub content: Vec<Inline>,
    /// Whether it goes on after something that interrupted its sentence (a
    /// formula followed by lower-case text or 其中): it has no indent.
    pub continued: bool,
    /// What stands before the text, where it begins a theorem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<Lead>,
    /// The mark at the right end of its last line, where it ends a proof.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The pictures of seals behind its text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<Seal>,
    /// Where its lines stand if they stand beside each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
}

/// The columns of lines that stand beside each other, each in the middle of its own.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Beside {
    /// How far the first column stands from the left edge of the text.
    #[serde(skip)]
    pub left: Length,
    /// The width of a column.
    #[serde(skip)]
    pub width: Length,
    /// What parts two columns.
    #[serde(skip)]
    pub gap: Length,
    /// The room over them, at the head of a page too, for what reaches over them.
    #[serde(skip)]
    pub above: Length,
    /// Whether they stay on the page of what follows.
    #[serde(skip)]
    pub keep: bool,
}

impl Beside {
    /// How far the middle of a column stands from the left edge of the text.
    #[must_use]
    pub fn middle(&self, column: usize) -> Length {
        self.left + (self.width + self.gap).scaled(column as f64) + self.width.scaled(0.5)
    }
}

/// A picture behind the text, at a place of its own.
#[derive(Debug, Clone, Serialize)]
pub struct Seal {
    /// The edition that has it in this paragraph.
    pub format: RawFormat,
    /// The picture.
    pub picture: Picture,
    /// How far it stands from the left edge of the text.
    #[serde(skip)]
    pub left: Length,
    /// How far it reaches over the first line of its paragraph.
    #[serde(skip)]
    pub up: Length,
}

impl Paragraph {
    /// A paragraph of running text.
    #[must_use]
    pub fn new(content: Vec<Inline>, continued: bool) -> Self {
        Self { content, continued, lead: None, end: None, seals: Vec::new(), beside: None }
    }

    /// Its lines, as line breaks of its author part them.
    pub fn lines(&self) -> impl Iterator<Item = &[Inline]> {
        self.content.split(|inline| matches!(inline.kind, InlineKind::Break))
    }
}

/// What stands before the text of a theorem: 定理 2.1（勾股定理）; or before names in
/// minutes: 出席：.
#[derive(Debug, Clone, Serialize)]
pub struct Lead {
    /// The label; `None` if it is not numbered.
    pub label: Option<Label>,
    /// The role of its fonts; empty for those of the text, bold if theorems want it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub font: String,
    /// The word that stands in place of the label; empty beside one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// What it is counted among, by the word of its count.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub count: String,
    /// The name with the brackets around it; empty without one.
    pub title: Vec<Inline>,
    /// What stands behind them besides a gap, such as a full stop; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub delimiter: String,
    /// What references point to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<AnchorId>,
}

/// A theorem, a definition, a proof and the like. Its first block is a paragraph that
/// begins with its label.
#[derive(Debug, Clone, Serialize)]
pub struct Theorem {
    /// What it is.
    pub kind: TheoremKind,
    /// Whether its first lines do not stand in, as in a list.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub flush: bool,
    /// Whether it stands between rules, its first block over a third: an algorithm.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ruled: bool,
    /// The text.
    pub blocks: Vec<Block>,
}

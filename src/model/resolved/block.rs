//! What stands by itself on the page, with every number and label decided.

use std::fmt;

use serde::Serialize;

use super::caption::{Caption, Label};
use super::code::Code;
use super::equation::Equation;
use super::{AnchorId, Change, Inline, InlineKind, Picture, Placed};
use crate::diag::Span;
use crate::length::Length;
use crate::model::{AlertKind, Align, Numbering, RawFormat, TheoremKind};

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

/// What stands before the text of a theorem: 定理 2.1（勾股定理）.
#[derive(Debug, Clone, Serialize)]
pub struct Lead {
    /// The label; `None` if it is not numbered.
    pub label: Option<Label>,
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

/// A list.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// What stands before the items.
    pub marker: Marker,
    /// Whether the items stand close.
    pub tight: bool,
    /// How many lists it stands in, from 0.
    pub depth: usize,
    /// The items.
    pub items: Vec<Item>,
}

impl List {
    /// The room that the widest number takes with the gap behind it, in ems of its
    /// text: half an em a sign, a whole one for the wide signs of Chinese. The gap
    /// is half an em, and a quarter behind signs whose right half is blank. Of
    /// bullets only those count that the author wrote; 0 without any.
    #[must_use]
    pub fn number_room(&self) -> f64 {
        let counts = |item: &&Item| match self.marker {
            Marker::Number { .. } => item.task.is_none(),
            Marker::Bullet => item.own,
        };
        let room = |item: &Item| {
            let width: f64 = item.marker.chars().map(|c| if is_wide(c) { 1.0 } else { 0.5 }).sum();
            width + if item.marker.ends_with(['）', '、', '．']) { 0.25 } else { 0.5 }
        };
        self.items.iter().filter(counts).map(room).fold(0.0, f64::max)
    }
}

/// Whether a sign of a number takes the width of a Chinese character.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2E80}'..='\u{FF60}')
}

/// What stands before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marker {
    /// The bullet of its depth.
    Bullet,
    /// Numbers.
    Number {
        /// The first one.
        start: u32,
        /// What they look like.
        #[serde(rename = "delimiter")]
        numbering: Numbering,
    },
}

/// An item of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// What is printed before it: the bullet or number of its list, or the box of
    /// a task in its place.
    pub marker: String,
    /// The box of a task: done or not.
    pub task: Option<bool>,
    /// Whether its author wrote the marker in place of the bullet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A term with what it means.
#[derive(Debug, Clone, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub details: Vec<Vec<Block>>,
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows of the head.
    pub head: Vec<Row>,
    /// The other rows.
    pub body: Vec<Row>,
    /// The caption.
    pub caption: Option<Caption>,
    /// The size of its text, where its columns are too narrow for the one of the
    /// style.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Length>,
    /// Its part of the width that it has, where it does not fill it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<f64>,
    /// What stands over it on each further page, where pages can have that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continued: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Column {
    /// How its text stands.
    pub align: Align,
    /// Its part of the width of the table; the parts of all columns make 1.
    pub share: f64,
    /// Where the decimal points of its numbers stand, if they stand below each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

/// Where the decimal points of a column stand: its numbers take its middle together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The room at both sides of the numbers.
    pub side: Length,
    /// The width of what stands before the points.
    pub before: Length,
}

/// A row of a table: only the cells that begin in it, in order of columns.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// Whether it was put in or taken out, where such changes are shown. What stands in
    /// its cells says the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// A cell of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The text.
    pub content: Vec<Inline>,
    /// The first column that it takes, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How its text stands.
    pub align: Align,
    /// What the longest numbers of its column have behind the point and this one has
    /// not: room is left for it, if the points stand below each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacks: Option<Vec<Inline>>,
    /// Where it was written.
    pub span: Span,
}

/// A picture, or several, with a caption.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The pictures, side by side.
    pub panels: Vec<Panel>,
    /// How many of them stand in each row.
    #[serde(skip_serializing_if = "is_one_row")]
    pub rows: Vec<usize>,
    /// The caption; `None` for a picture without one.
    pub caption: Option<Caption>,
    /// Where it stands on a page that lets it: here, unless it may leave its place.
    #[serde(skip_serializing_if = "is_here")]
    pub float: Float,
}

/// Where a figure stands on pages that let it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Float {
    /// Where it is written.
    Here,
    /// Where it is written; at the head or foot of a page, should much of a page stay
    /// empty before it.
    Auto,
    /// At the head of a page.
    Top,
    /// At the foot of a page.
    Bottom,
    /// On a page of its own.
    Page,
}

impl Figure {
    /// The pictures of each row.
    pub fn panel_rows(&self) -> impl Iterator<Item = &[Panel]> {
        let mut rest = self.panels.as_slice();
        self.rows.iter().map(move |count| {
            let (row, behind) = rest.split_at((*count).min(rest.len()));
            rest = behind;
            row
        })
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The shape that serde asks for.
fn is_here(float: &Float) -> bool {
    *float == Float::Here
}

fn is_one_row(rows: &[usize]) -> bool {
    rows.len() < 2
}

/// One picture of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Panel {
    /// The picture.
    pub picture: Picture,
    /// The width that it and its caption have for themselves.
    #[serde(skip)]
    pub room: Length,
    /// The caption below it, with its letter; of a single picture only what the
    /// figure's caption does not say.
    pub caption: Vec<Inline>,
    /// What references to the sub-figure point to.
    pub anchor: Option<AnchorId>,
}

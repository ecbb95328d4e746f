//! The blocks of a manuscript and what stands in their lines, as they were written.

use serde::Serialize;

use super::node::{Attr, Node, NodeId};
use crate::diag::{Span, Spanned};
use crate::model::math::Math;
use crate::model::{AlertKind, AlertName, Align, Mark, Numbering, RawFormat, TheoremKind};

/// A block with its attributes and place.
pub type Block = Node<BlockKind>;
/// An inline with its attributes and place.
pub type Inline = Node<InlineKind>;

/// What stands by itself on the page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading {
        /// The level.
        level: u8,
        /// The text.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A quotation.
    Quote {
        /// The quoted text.
        blocks: Vec<Block>,
        /// Where it is from, without the dash that was typed before it.
        attribution: Option<Vec<Inline>>,
    },
    /// A boxed remark.
    Alert {
        /// What it warns of.
        kind: AlertKind,
        /// What it is called, where that is not the word of its kind.
        name: Option<AlertName>,
        /// A title of its own.
        title: Option<String>,
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
    Equation(Math),
    /// A table.
    Table(Table),
    /// A picture, or several, with a caption.
    Figure(Figure),
    /// A theorem, a definition, a proof and the like.
    Theorem(Theorem),
    /// A passage that its classes (`landscape`, `center`, …) set apart.
    Container(Vec<Block>),
    /// A new page begins here.
    PageBreak,
    /// A thematic break.
    Rule,
    /// Another file stands here.
    Include(Spanned<String>),
    /// A passage for one edition only.
    Raw {
        /// The edition.
        format: RawFormat,
        /// The passage in the language of that edition.
        text: String,
    },
}

/// A list.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// How it counts; `None` for bullets.
    pub ordered: Option<Ordered>,
    /// Whether no blank line stands between the items.
    pub tight: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// How an ordered list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ordered {
    /// The first number.
    pub start: u32,
    /// What its numbers look like.
    pub numbering: Numbering,
    /// Whether it goes on counting behind the one before of the whole document
    /// (pandoc's `(@)`).
    pub through: bool,
}

/// An item of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// The box of a task: done or not.
    pub task: Option<bool>,
    /// What its author wants printed in place of the bullet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
    /// What the text calls its number (pandoc's `(@label)`).
    pub label: Option<Spanned<String>>,
}

/// A term with what it means.
#[derive(Debug, Clone, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub details: Vec<Vec<Block>>,
}

/// A block of code.
#[derive(Debug, Clone, Serialize)]
pub struct Code {
    /// The language, if it was named.
    pub lang: Option<String>,
    /// The code, without a line break at its end.
    pub text: String,
    /// The caption.
    pub caption: Option<Vec<Inline>>,
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// How each column stands; `None` where nothing was said.
    pub columns: Vec<Option<Align>>,
    /// The rows; every row has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// How many of the rows, from the first, are the head.
    pub head: usize,
    /// The caption.
    pub caption: Option<Vec<Inline>>,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// Where it was written.
    pub span: Span,
}

/// A cell of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// What it holds.
    pub content: CellContent,
    /// How it stands, if that was said of it alone.
    pub align: Option<Align>,
    /// Where it was written.
    pub span: Span,
}

/// What a cell of a table holds.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellContent {
    /// Text.
    Text(Vec<Inline>),
    /// `<`: the cell belongs to the one at its left.
    JoinLeft,
    /// `^`: the cell belongs to the one above it.
    JoinAbove,
}

/// A picture, or several, with a caption.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The pictures; one, unless it has sub-figures.
    pub panels: Vec<Panel>,
    /// The caption of the whole.
    pub caption: Vec<Inline>,
}

/// One picture of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Panel {
    /// The picture.
    pub image: Image,
    /// The caption of a sub-figure; empty where the figure has one picture.
    pub caption: Vec<Inline>,
    /// The attributes of the picture (`width`, `height`, …) and, for a
    /// sub-figure, its id.
    pub attr: Attr,
    /// What it is known by.
    #[serde(skip)]
    pub id: NodeId,
    /// Where it was written.
    pub span: Span,
}

impl Panel {
    /// A picture of a figure.
    pub fn new(image: Image, caption: Vec<Inline>, attr: Attr, span: Span) -> Self {
        Self { image, caption, attr, id: NodeId::NONE, span }
    }
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct Image {
    /// Where it lies, as it was written (percent escapes not yet undone).
    pub path: Spanned<String>,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// Which page of it, from 1, where it has pages.
    pub page: usize,
}

/// A theorem, a definition, a proof and the like.
#[derive(Debug, Clone, Serialize)]
pub struct Theorem {
    /// What it is.
    pub kind: TheoremKind,
    /// Its name; empty without one.
    pub title: Vec<Inline>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// What stands in a line.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InlineKind {
    /// Text.
    Text(String),
    /// A line break of the source that is none on the page.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
    /// A passage with a mark. Code is [`Code`](Self::Code), never a mark here.
    Marked(Mark, Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads, as it was written.
        target: String,
        /// The text.
        content: Vec<Inline>,
    },
    /// A picture in the line; its size is in the attributes.
    Image(Image),
    /// The mark of a footnote.
    NoteRef(String),
    /// A footnote written in place.
    Note(Vec<Block>),
    /// A formula.
    Math(Math),
    /// A citation.
    Cite(Cite),
    /// A reference to something numbered, such as `@fig:id`.
    Reference(Reference),
    /// References in one pair of brackets, such as `[@fig:a; @fig:b]`.
    References(ReferenceGroup),
    /// A passage that its attributes (`lang`) set apart.
    Span(Vec<Inline>),
    /// A passage for one edition only.
    Raw {
        /// The edition.
        format: RawFormat,
        /// The passage in the language of that edition.
        text: String,
    },
    /// A mark of someone who revises the text (CriticMarkup).
    Edit(Edit),
}

/// A mark of someone who revises the text. None of them is text of the document, which
/// reads as if all changes were accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// What follows was put in.
    InsertionStart,
    /// It ends here.
    InsertionEnd,
    /// This was taken out here, as it was written.
    Deletion(String),
    /// This was said of what stands before.
    Comment(String),
}

/// A citation of one or several works.
#[derive(Debug, Clone, Serialize)]
pub struct Cite {
    /// The works.
    pub items: Vec<CiteItem>,
    /// Whether it stands in the sentence (`@key`) instead of in brackets.
    pub narrative: bool,
    /// The citation as it was written.
    pub source: String,
}

/// One work of a citation.
#[derive(Debug, Clone, Serialize)]
pub struct CiteItem {
    /// The key of the work.
    pub key: Spanned<String>,
    /// What was written before the key.
    pub prefix: String,
    /// What was written after the key, such as 第 3 页.
    pub suffix: String,
    /// Whether the author is left out (`[-@key]`).
    pub suppress_author: bool,
}

/// References in one pair of brackets.
#[derive(Debug, Clone, Serialize)]
pub struct ReferenceGroup {
    /// Each of them.
    pub items: Vec<GroupedReference>,
    /// The brackets as they were written.
    pub source: String,
}

/// One of several references.
#[derive(Debug, Clone, Serialize)]
pub struct GroupedReference {
    /// What is referred to.
    pub reference: Reference,
    /// The text before it.
    pub prefix: String,
    /// The text behind it.
    pub suffix: String,
    /// Its place.
    pub span: Span,
}

/// A reference to something numbered.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// The id of what is meant, such as `fig:growth`; Quarto's `fig-growth` is
    /// kept as it was written, and so is the capital of `Fig:growth`.
    pub id: String,
    /// Whether only the number is printed.
    pub number_only: bool,
    /// The reference as it was written.
    pub source: String,
}

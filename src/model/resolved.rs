//! What is printed: the tree in which every number, label, size and reference
//! has been decided.
//!
//! Only `resolve` builds it. A writer finds nothing left to count, to look up
//! or to measure; it only says each node in its own language.

use std::ops::Range;

use serde::Serialize;

use super::document::Author;
use super::math::Math;
use super::{AlertKind, Align, Delimiter, Lang, Mark, RawFormat};
use crate::diag::Span;
use crate::length::Length;

/// A document in which nothing is left to decide but where its pages break.
#[derive(Debug, Clone, Serialize)]
pub struct Resolved {
    pub(crate) meta: Meta,
    pub(crate) fronts: Vec<Front>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) notes: Vec<Note>,
    pub(crate) anchors: Vec<Anchor>,
}

impl Resolved {
    /// Title, authors and the other facts about the document.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The lists (contents, figures, tables) that stand before the text.
    #[must_use]
    pub fn fronts(&self) -> &[Front] {
        &self.fronts
    }

    /// The text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
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
    pub title: Vec<Inline>,
    /// The second title; empty if it has none.
    pub subtitle: Vec<Inline>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The date as it is printed.
    pub date: Option<String>,
    /// The date as year, month, day, if it could be read as one.
    pub calendar_date: Option<(i32, u8, u8)>,
    /// The language.
    pub lang: Lang,
    /// The abstract with the heading above it; `None` without one.
    pub abstract_text: Option<Abstract>,
    /// The keywords.
    pub keywords: Vec<String>,
    /// Further fields of the cover, label and value.
    pub fields: Vec<(String, String)>,
    /// Whether the title block and the abstract have a page of their own.
    pub own_page: bool,
}

impl Meta {
    /// The title without marks, for the properties of the files.
    #[must_use]
    pub fn plain_title(&self) -> String {
        plain_text(&self.title)
    }
}

/// The abstract with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Abstract {
    /// The heading, such as 摘要; `None` if there is no abstract, only keywords.
    pub heading: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The line of keywords: its label (关键词：) and the joined words.
    pub keywords: Option<(String, Vec<Inline>)>,
}

/// A list before the text, such as the contents.
#[derive(Debug, Clone, Serialize)]
pub struct Front {
    /// What it lists.
    pub kind: FrontKind,
    /// Its heading, such as 目录.
    pub heading: String,
    /// What it holds.
    pub entries: Vec<FrontEntry>,
}

/// What a list before the text lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrontKind {
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
pub struct FrontEntry {
    /// The level, from 1; 1 for figures and tables.
    pub level: u8,
    /// The number or label before the text, such as 第一章 or 图 1.
    pub label: Option<String>,
    /// The text, without notes and links.
    pub content: Vec<Inline>,
    /// What it points to.
    pub anchor: AnchorId,
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
    /// Its number, from 1.
    pub number: usize,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A block and where it was written.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What links point to, where the kind carries no anchor of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<AnchorId>,
    /// Where it was written.
    pub span: Span,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
}

/// A heading.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The level, 1 to 6.
    pub level: u8,
    /// The number as it is printed, such as 第一章; `None` for an unnumbered one.
    pub number: Option<String>,
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
        /// What stands behind them.
        delimiter: Delimiter,
    },
}

/// An item of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// The box of a task: done or not; it replaces the marker.
    pub task: Option<bool>,
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

/// What a piece of code is; a style gives each a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Token {
    Plain,
    Keyword,
    Type,
    Function,
    Variable,
    String,
    Number,
    Comment,
    Operator,
    Tag,
    Attribute,
}

/// A block of code.
#[derive(Debug, Clone, Serialize)]
pub struct Code {
    /// The code as it was written.
    pub text: String,
    /// The language, if it was named.
    pub lang: Option<String>,
    /// The lines, each as byte ranges of `text` with what they are.
    pub lines: Vec<Vec<(Token, Range<usize>)>>,
    /// The number of the first line, if lines are numbered.
    pub first_line: Option<u32>,
    /// The caption.
    pub caption: Option<Caption>,
}

/// A displayed formula.
#[derive(Debug, Clone, Serialize)]
pub struct Equation {
    /// The formula.
    pub math: Math,
    /// Its label, such as （1）; `None` if it is not numbered.
    pub label: Option<Label>,
    /// What references point to.
    pub anchor: Option<AnchorId>,
}

/// A number with what stands around it, such as 图 2-1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// What stands before the number, such as `图 ` or （.
    pub before: String,
    /// The number of the chapter with the separator behind it, such as `2-`;
    /// empty if numbers run through the document.
    pub chapter: String,
    /// The number itself.
    pub ordinal: String,
    /// What stands behind it, such as ）.
    pub after: String,
}

impl Label {
    /// The whole label as it is printed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}{}{}", self.before, self.chapter, self.ordinal, self.after)
    }
}

/// What kind of thing a caption belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum CaptionKind {
    Figure,
    Table,
    Code,
}

/// A caption.
#[derive(Debug, Clone, Serialize)]
pub struct Caption {
    /// What it belongs to.
    pub kind: CaptionKind,
    /// Its label, such as 图 1; `None` if it is not numbered.
    pub label: Option<Label>,
    /// The text.
    pub content: Vec<Inline>,
    /// What references point to.
    pub anchor: AnchorId,
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
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Column {
    /// How its text stands.
    pub align: Align,
    /// Its part of the width of the table; the parts of all columns make 1.
    pub share: f64,
}

/// A row of a table: only the cells that begin in it, in order of columns.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
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
    /// Where it was written.
    pub span: Span,
}

/// A picture, or several, with a caption.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The pictures, side by side.
    pub panels: Vec<Panel>,
    /// The caption; `None` for a picture without one.
    pub caption: Option<Caption>,
}

/// One picture of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Panel {
    /// The picture.
    pub picture: Picture,
    /// The caption below it, with its letter; empty where the figure has one
    /// picture.
    pub caption: Vec<Inline>,
    /// What references to the sub-figure point to.
    pub anchor: Option<AnchorId>,
}

/// A picture with the size that it has on the page.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// The picture; `None` if it cannot be shown: then a box with the path
    /// stands in its place.
    pub image: Option<ImageId>,
    /// Where it lies, as it was written.
    pub path: String,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// What it shows; empty if nothing was said.
    pub alt: String,
    /// Where it was written.
    pub span: Span,
}

/// An inline and where it was written.
#[derive(Debug, Clone, Serialize)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it was written.
    pub span: Span,
}

/// What stands in a line.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InlineKind {
    /// Text in one script with one look.
    Run(Run),
    /// A line break.
    Break,
    /// A link that leaves the document or leads to an anchor of it.
    Link {
        /// Where it leads.
        target: Target,
        /// The text: runs, breaks, pictures and formulas.
        content: Vec<Inline>,
    },
    /// A reference to something numbered; its text is that of the label.
    Reference {
        /// What it points to.
        anchor: AnchorId,
        /// The text.
        content: Vec<Inline>,
    },
    /// The mark of a footnote.
    NoteRef {
        /// The note.
        note: NoteId,
        /// Whether an earlier mark stands for the same note.
        repeated: bool,
    },
    /// A formula.
    Math(Math),
    /// A picture.
    Picture(Picture),
    /// A passage for one edition only.
    Raw {
        /// The edition.
        format: RawFormat,
        /// The passage in the language of that edition.
        text: String,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Out of the document: an address of an allowed scheme.
    Url(String),
    /// Into the document.
    Anchor(AnchorId),
}

/// Which of the two fonts of a role a run takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Latin, Greek, Cyrillic, digits, and punctuation between them.
    Latin,
    /// Chinese, Japanese and Korean, and punctuation between them.
    EastAsian,
}

/// Text in one script with one look.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Run {
    /// The text, without line breaks.
    pub text: String,
    /// Which font it takes.
    pub script: Script,
    /// Its marks.
    #[serde(skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// Its language, where that is not the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
}

/// A set of [`Mark`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Marks(u16);

impl Marks {
    /// Every mark, in the order in which writers apply them.
    pub const ALL: [Mark; 11] = [
        Mark::Emphasis,
        Mark::Strong,
        Mark::Strike,
        Mark::Highlight,
        Mark::Underline,
        Mark::Superscript,
        Mark::Subscript,
        Mark::SmallCaps,
        Mark::Dotted,
        Mark::Keyboard,
        Mark::Code,
    ];

    /// The same with one more mark.
    #[must_use]
    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u16)
    }

    /// Whether the mark is set.
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u16) != 0
    }

    /// Whether no mark is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// The marks that are set.
    pub fn iter(self) -> impl Iterator<Item = Mark> {
        Self::ALL.into_iter().filter(move |mark| self.has(*mark))
    }
}

impl Serialize for Marks {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// The text of inlines without marks; formulas as their source, notes and raw
/// passages left out.
#[must_use]
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Run(run) => text.push_str(&run.text),
            InlineKind::Break => text.push(' '),
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => {
                text.push_str(&plain_text(content));
            }
            InlineKind::Math(math) => text.push_str(&math.source),
            InlineKind::Picture(picture) => text.push_str(&picture.alt),
            InlineKind::NoteRef { .. } | InlineKind::Raw { .. } => {}
        }
    }
    text
}

/// On which page of the PDF each anchor lies, as the page is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    by_anchor: Vec<Option<String>>,
}

impl Pages {
    /// The pages of the anchors, in the order of [`Resolved::anchors`].
    #[must_use]
    pub fn new(by_anchor: Vec<Option<String>>) -> Self {
        Self { by_anchor }
    }

    /// The page of an anchor, if it is on one.
    #[must_use]
    pub fn of(&self, anchor: AnchorId) -> Option<&str> {
        self.by_anchor.get(anchor.0)?.as_deref()
    }
}

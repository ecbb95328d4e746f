//! What a Word file says to its reader: blocks in reading order, with the
//! numbers and marks that Word prints.
//!
//! It must not know the XML that this was read from, but for formulas, which
//! keep theirs.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::ooxml::Element;

/// A Word file.
#[derive(Debug, Default)]
pub struct Document {
    /// The text.
    pub blocks: Vec<Block>,
    /// The footnotes in the order of their part.
    pub footnotes: Vec<Note>,
    /// The endnotes in the order of their part.
    pub endnotes: Vec<Note>,
    /// The comments in the order of their part.
    pub comments: Vec<Comment>,
    /// The sections of the text; the last one ends with it.
    pub sections: Vec<Section>,
    /// The headers and footers that the sections show.
    pub stories: Vec<Story>,
    /// The core properties: `title`, `creator`, …
    pub core: Vec<(String, String)>,
    /// The properties that the author or a program added.
    pub custom: Vec<(String, String)>,
    /// The files of the manuscript that it carries: their names and texts.
    pub manuscript: Vec<(String, String)>,
    /// What could not be read.
    pub problems: Vec<Diagnostic>,
}

/// Something that stands by itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// The end of a section: its place in [`Document::sections`].
    SectionBreak(usize),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// The id of its style; empty if the file has none.
    pub style: Arc<str>,
    /// The name of its style, English for those that are built in: `heading 1`.
    pub style_name: Arc<str>,
    /// Its level in the outline, from 1 to 9.
    pub outline: Option<u8>,
    /// The number or marker that Word prints before it.
    pub number: Option<Number>,
    /// What stands in it.
    pub pieces: Vec<Piece>,
    /// How its end was changed: an inserted one was split off, a deleted one is
    /// to be joined with the next paragraph.
    pub end_changes: Changes,
}

/// The number of a heading or the marker of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What is printed, such as `第一章` or `•`.
    pub text: String,
    /// What stands behind it.
    pub suffix: Suffix,
    /// The level in the list, from 0.
    pub level: usize,
    /// The list: `w:numId`.
    pub list: Arc<str>,
    /// Whether it is a marker that does not count.
    pub is_bullet: bool,
}

/// What stands behind a number (ECMA-376-1 §17.9.28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Suffix {
    /// A tab.
    #[default]
    Tab,
    /// A blank.
    Space,
    /// Nothing.
    Nothing,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// How it looks.
    pub marks: Marks,
    /// The tracked changes that it stands in, from the outermost.
    pub changes: Changes,
    /// The link that it stands in.
    pub link: Option<Arc<Link>>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub enum PieceKind {
    /// Text.
    Text(String),
    /// A tab.
    Tab,
    /// The end of a line, a column or a page.
    Break(Break),
    /// A character of a font of symbols.
    Symbol {
        /// The font.
        font: String,
        /// The character in it.
        code: char,
    },
    /// The mark of a note.
    NoteMark {
        /// Which notes it belongs to.
        kind: NoteKind,
        /// The id of the note.
        id: String,
        /// What is printed; `None` where it depends on the pages or is typed
        /// behind it.
        mark: Option<String>,
    },
    /// The mark of a note at the beginning of its own text.
    OwnMark,
    /// A formula.
    Formula(Formula),
    /// A picture.
    Picture(Picture),
    /// A box with text of its own.
    TextBox(Vec<Block>),
    /// How the text before it is read aloud (ruby).
    Reading(String),
    /// The beginning of a field's result, with its instruction.
    FieldStart(String),
    /// The end of the result that began last.
    FieldEnd,
    /// The beginning of a bookmark.
    BookmarkStart(String),
    /// The end of a bookmark.
    BookmarkEnd(String),
    /// The beginning of what a comment is about, with the comment's id.
    CommentStart(String),
    /// The end of what a comment is about.
    CommentEnd(String),
    /// The place of a comment.
    CommentMark(String),
}

/// What ends at a break (ECMA-376-1 §17.3.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// A line.
    Line,
    /// A column.
    Column,
    /// A page.
    Page,
}

/// The two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// At the foot of the page.
    Footnote,
    /// Behind the text.
    Endnote,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck out.
    pub strike: bool,
    /// As code: by its style or its face.
    pub code: bool,
    /// In the style of emphasis, whatever that looks like.
    pub emphasis: bool,
    /// Not printed.
    pub hidden: bool,
    /// Raised or lowered.
    pub script: Script,
}

/// Where text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    /// On the line.
    #[default]
    Baseline,
    /// Above it.
    Super,
    /// Below it.
    Sub,
}

/// The tracked changes of something, from the outermost; at most eight.
pub type Changes = Arc<[Arc<Change>]>;

/// A tracked change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// Who did it.
    pub author: String,
    /// When, as the file says it.
    pub date: String,
    /// The name that both places of something moved share; else empty.
    pub moved: Arc<str>,
}

/// What a tracked change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Puts in.
    Inserted,
    /// Takes out.
    Deleted,
    /// Takes out here what is put in elsewhere.
    MovedFrom,
    /// Puts in here what is taken out elsewhere.
    MovedTo,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To an address.
    Address(String),
    /// To a bookmark.
    Anchor(String),
}

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// Its `m:oMath`.
    pub element: Element,
    /// Its characters in one line.
    pub text: String,
    /// Whether it stands on a line of its own.
    pub is_display: bool,
}

/// A picture, or a drawing that is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The part, or the address outside; empty for a chart or a shape.
    pub target: String,
    /// The same picture as vectors, if there is one.
    pub vector: Option<String>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its width in EMU, of which 914,400 are an inch.
    pub width: Option<u64>,
    /// Its height in EMU.
    pub height: Option<u64>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The id of its style; empty if it has none.
    pub style: String,
    /// Its title for those who do not see it.
    pub title: String,
    /// Its description for those who do not see it.
    pub alt: String,
    /// The widths of its columns in twips.
    pub grid: Vec<u64>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Whether it is repeated on each page.
    pub is_header: bool,
    /// How many columns are left out before its first cell.
    pub before: usize,
    /// How it was changed.
    pub changes: Changes,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// How many columns it spans.
    pub columns: usize,
    /// Whether it is joined with cells above or below.
    pub merge: Merge,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// How a cell is joined with those above and below (ECMA-376-1 §17.4.84).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// Not at all.
    #[default]
    None,
    /// It begins a cell of several rows.
    Begins,
    /// It belongs to the cell above.
    Continues,
}

/// A footnote or an endnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// The mark that its first reference prints.
    pub mark: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// When, as the file says it.
    pub date: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Where it begins: `nextPage`, `continuous`, `oddPage`, …
    pub begins: String,
    /// Its headers: which pages (`default`, `first`, `even`) and the place in
    /// [`Document::stories`].
    pub headers: Vec<(String, usize)>,
    /// Its footers in the same way.
    pub footers: Vec<(String, usize)>,
}

/// A header or footer.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The name of its part.
    pub part: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Paragraph {
    /// Its visible text: without deletions, hidden text and notes; blanks for
    /// tabs, line ends for breaks.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in self.pieces.iter().filter(|piece| !piece.is_gone() && !piece.marks.hidden) {
            match &piece.kind {
                PieceKind::Text(own) => text.push_str(own),
                PieceKind::Tab => text.push('\t'),
                PieceKind::Break(_) => text.push('\n'),
                PieceKind::Symbol { code, .. } => text.push(*code),
                PieceKind::Formula(formula) => text.push_str(&formula.text),
                PieceKind::NoteMark { .. }
                | PieceKind::OwnMark
                | PieceKind::Picture(_)
                | PieceKind::TextBox(_)
                | PieceKind::Reading(_)
                | PieceKind::FieldStart(_)
                | PieceKind::FieldEnd
                | PieceKind::BookmarkStart(_)
                | PieceKind::BookmarkEnd(_)
                | PieceKind::CommentStart(_)
                | PieceKind::CommentEnd(_)
                | PieceKind::CommentMark(_) => {}
            }
        }
        text
    }
}

impl Piece {
    /// Whether a tracked change takes it out.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.changes.iter().any(|change| matches!(change.kind, ChangeKind::Deleted | ChangeKind::MovedFrom))
    }

    /// Whether it only marks a place and prints nothing.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        matches!(
            self.kind,
            PieceKind::FieldStart(_)
                | PieceKind::FieldEnd
                | PieceKind::BookmarkStart(_)
                | PieceKind::BookmarkEnd(_)
                | PieceKind::CommentStart(_)
                | PieceKind::CommentEnd(_)
                | PieceKind::CommentMark(_)
        )
    }
}

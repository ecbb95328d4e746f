//! Pages that are set as they were given: a cover, declarations, a form of marks.
//! Every length, colour and place in them is decided; they say nothing that the
//! document says.
//!
//! It must not know where they come from.

use super::ImageId;
use crate::length::Length;
use crate::model::Align;

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// The pages before and behind the text.
#[derive(Debug, Clone, Default)]
pub struct OwnPages {
    /// In place of the title block.
    pub front: Vec<OwnSection>,
    /// Behind everything else.
    pub back: Vec<OwnSection>,
}

/// Pages of one size.
#[derive(Debug, Clone)]
pub struct OwnSection {
    /// The width of the paper.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// The margins: top, right, bottom, left.
    pub margins: [Length; 4],
    /// Where what does not fill a page stands on it.
    pub vertical: Vertical,
    /// The number of its first page, if it does not go on counting.
    pub first_number: Option<u32>,
    /// What stands in the upper margin.
    pub header: OwnMargin,
    /// What stands in the lower one.
    pub footer: OwnMargin,
    /// What stands on them.
    pub blocks: Vec<OwnBlock>,
}

/// What stands in a margin of pages.
#[derive(Debug, Clone)]
pub struct OwnMargin {
    /// How far it is from the edge of the paper.
    pub distance: Length,
    /// That of pages without one of the others.
    pub odd: Vec<OwnBlock>,
    /// That of pages with an even number.
    pub even: Option<Vec<OwnBlock>>,
    /// That of the first page.
    pub first: Option<Vec<OwnBlock>>,
}

/// The signs of the number of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnNumber {
    /// 1, 2, 3.
    #[default]
    Arabic,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
    /// 一、二、三.
    Chinese,
}

/// Where something stands between an upper and a lower edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vertical {
    /// At the upper edge.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the lower edge.
    Bottom,
}

/// What stands on such pages.
#[derive(Debug, Clone)]
pub enum OwnBlock {
    /// A paragraph.
    Paragraph(OwnParagraph),
    /// A table.
    Table(OwnTable),
    /// The end of a page.
    PageBreak,
    /// Something at a place of its own, which takes no room.
    Placed(OwnPlaced),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct OwnParagraph {
    /// How its lines stand.
    pub align: OwnAlign,
    /// The width between the edges of what it stands in.
    pub room: Length,
    /// How far its lines are from the left edge; may be less than nothing.
    pub left: Length,
    /// How far they are from the right one.
    pub right: Length,
    /// How much further in the first line begins; out if less than nothing.
    pub first_line: Length,
    /// The space over its first line, and that under its last one.
    pub before: Length,
    /// The space under it.
    pub after: Length,
    /// The room of each line over and under its em square.
    pub line: LineRoom,
    /// The size of its mark: the height of one that holds nothing.
    pub size: Length,
    /// Lines at its edges: top, right, bottom, left.
    pub borders: [Option<OwnLine>; 4],
    /// What is painted behind it.
    pub fill: Option<Rgb>,
    /// Where tabs lead, from the left edge, in order.
    pub stops: Vec<OwnStop>,
    /// The distance of further places.
    pub step: Length,
    /// What it says.
    pub inlines: Vec<OwnInline>,
}

/// The room of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineRoom {
    /// Over the em square of the first line.
    pub above: Length,
    /// Between the em squares of two lines.
    pub between: Length,
    /// Under that of the last one.
    pub below: Length,
}

/// How lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnAlign {
    /// As elsewhere.
    Plain(Align),
    /// Each character as far from the next, from edge to edge (分散对齐).
    Spread,
}

/// A place to which a tab leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnStop {
    /// How far from the left edge.
    pub at: Length,
    /// What stands there of the text behind the tab.
    pub kind: StopKind,
    /// Whether dots lead to it.
    pub dotted: bool,
}

/// How text stands at the place to which a tab leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopKind {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A part of a paragraph.
#[derive(Debug, Clone)]
pub enum OwnInline {
    /// Text.
    Run(String, OwnLook),
    /// Several blanks, which end at the edge at the latest.
    Blank(usize, OwnLook),
    /// A tab.
    Tab(OwnLook),
    /// The end of a line.
    Break,
    /// A picture.
    Picture(OwnPicture),
    /// A box with blocks in it.
    Box(OwnBox),
    /// The number of the page.
    PageNumber(OwnNumber, OwnLook),
}

/// The look of text.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnLook {
    /// The families for Latin, the first that has a character wins.
    pub latin: Vec<String>,
    /// The families for Chinese.
    pub east_asian: Vec<String>,
    /// The size.
    pub size: Length,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is slanted.
    pub italic: bool,
    /// Its colour.
    pub color: Rgb,
    /// What is painted behind it.
    pub fill: Option<Rgb>,
    /// Whether a line runs under it.
    pub underlined: bool,
    /// Whether a line runs through it.
    pub struck: bool,
    /// Raised (1) or lowered (-1) and smaller.
    pub script: i8,
    /// What each character gets beyond its width.
    pub tracking: Length,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct OwnPicture {
    /// Its bytes.
    pub image: ImageId,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// What it shows, in words.
    pub alt: String,
}

/// A box.
#[derive(Debug, Clone)]
pub struct OwnBox {
    /// Its width.
    pub width: Length,
    /// Its height; `None` if it is as high as what is in it.
    pub height: Option<Length>,
    /// The room inside its edges: top, right, bottom, left.
    pub inset: [Length; 4],
    /// The line around it.
    pub border: Option<OwnLine>,
    /// What is painted in it.
    pub fill: Option<Rgb>,
    /// Where its blocks stand.
    pub vertical: Vertical,
    /// What stands in it.
    pub blocks: Vec<OwnBlock>,
}

/// Something at a place of its own.
#[derive(Debug, Clone)]
pub struct OwnPlaced {
    /// Where it stands across.
    pub x: OwnPlace,
    /// Where it stands down.
    pub y: OwnPlace,
    /// What.
    pub content: PlacedContent,
}

/// What stands at a place of its own.
#[derive(Debug, Clone)]
pub enum PlacedContent {
    /// A picture.
    Picture(OwnPicture),
    /// A box.
    Box(OwnBox),
    /// A straight line so far across and down.
    Line(Length, Length, OwnLine),
}

/// A place in one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OwnPlace {
    /// So far from the upper or left margin of the page.
    Margin(Length),
    /// So far from where the next paragraph begins.
    Here(Length),
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnLine {
    /// Its width.
    pub width: Length,
    /// Its colour.
    pub color: Rgb,
    /// Whether it is broken.
    pub dashed: bool,
}

/// A table.
#[derive(Debug, Clone)]
pub struct OwnTable {
    /// How it stands between the edges.
    pub align: Align,
    /// How far in from the left edge.
    pub indent: Length,
    /// The widths of its columns.
    pub columns: Vec<Length>,
    /// The heights of its rows.
    pub rows: Vec<RowHeight>,
    /// Its cells.
    pub cells: Vec<OwnCell>,
    /// Its lines.
    pub rules: Vec<OwnRule>,
}

/// The height of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RowHeight {
    /// At least this.
    AtLeast(Length),
    /// Exactly this.
    Exact(Length),
}

/// A cell.
#[derive(Debug, Clone)]
pub struct OwnCell {
    /// Its first column.
    pub column: usize,
    /// Its first row.
    pub row: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows.
    pub rows: usize,
    /// What is painted in it.
    pub fill: Option<Rgb>,
    /// Where its blocks stand.
    pub vertical: Vertical,
    /// The room inside its edges: top, right, bottom, left.
    pub inset: [Length; 4],
    /// What stands in it.
    pub blocks: Vec<OwnBlock>,
}

/// A line of a table along the edges of its cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnRule {
    /// Whether it runs across.
    pub across: bool,
    /// Over which row, or before which column.
    pub at: usize,
    /// From which column, or row.
    pub start: usize,
    /// To which.
    pub end: usize,
    /// How it looks.
    pub line: OwnLine,
}

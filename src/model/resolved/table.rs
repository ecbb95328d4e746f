//! Tables, with the width of every column decided.

use serde::Serialize;

use super::{Caption, Change, Inline};
use crate::diag::Span;
use crate::length::Length;
use crate::model::Align;

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

//! `<table>` becomes a table: `colspan` and `rowspan` join cells, `<thead>` or a
//! first row of `<th>` is the head.

use crate::diag::{Code, Span, message};
use crate::model::Align;
use crate::model::document::{Block, BlockKind, Cell, CellContent, Inline, InlineKind, Row, Table};
use crate::read::markdown::{Reader, cell};

/// The most columns that one cell may cover (the HTML standard, §4.9.11).
const MAX_SPAN: usize = 1000;

/// A cell as it was written.
pub(super) struct HtmlCell {
    pub content: Vec<Block>,
    pub columns: usize,
    pub rows: usize,
    pub is_head: bool,
    pub align: Option<Align>,
    pub span: Span,
}

/// A row as it was written.
pub(super) struct HtmlRow {
    pub cells: Vec<HtmlCell>,
    pub in_head: bool,
    pub span: Span,
}

/// How many columns or rows a value covers.
pub(super) fn span_of(value: Option<&str>) -> usize {
    value.and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, MAX_SPAN)
}

/// How a value says that a cell stands.
pub(super) fn align(value: &str) -> Option<Align> {
    match value {
        "left" | "start" => Some(Align::Left),
        "center" | "middle" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        _ => None,
    }
}

impl Reader<'_, '_, '_> {
    /// The table of some rows.
    pub(super) fn html_table(&mut self, rows: Vec<HtmlRow>, caption: Option<Vec<Inline>>, span: Span) -> Vec<Block> {
        let is_head =
            |row: &HtmlRow| row.in_head || (!row.cells.is_empty() && row.cells.iter().all(|cell| cell.is_head));
        let head = rows.iter().take_while(|row| is_head(row)).count();
        let head = if head == rows.len() && !rows.iter().any(|row| row.in_head) { 0 } else { head };
        let most = self.shared.given.bounds.cells;
        let Some((places, width)) = places(&rows, head, most) else {
            let message = message!(
                "a table of more than {max_cells} cells is kept as text (`cells` under [limits])",
                max_cells = most
            );
            self.shared.sink.warn(Code::TableSize, span, message);
            let lines = rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.content);
            return lines.collect();
        };
        if width == 0 {
            return caption.map(|caption| Block::new(BlockKind::Paragraph(caption), span)).into_iter().collect();
        }
        let columns = columns(&rows, &places, head, width);
        let spans: Vec<Span> = rows.iter().map(|row| row.span).collect();
        let mut out = Vec::with_capacity(rows.len());
        let mut written: Vec<Vec<Option<HtmlCell>>> =
            rows.into_iter().map(|row| row.cells.into_iter().map(Some).collect()).collect();
        for (at, row) in places.iter().enumerate() {
            let mut cells = Vec::with_capacity(width);
            for place in row {
                let mut align = None;
                let (content, place) = match place {
                    Place::Cell(index) => match written[at].get_mut(*index).and_then(Option::take) {
                        Some(found) => {
                            align = found.align;
                            (CellContent::Text(cell::text_of(found.content)), found.span)
                        }
                        None => (CellContent::Text(Vec::new()), span),
                    },
                    Place::Left => (CellContent::JoinLeft, span),
                    Place::Above => (CellContent::JoinAbove, span),
                    Place::Empty => (CellContent::Text(Vec::new()), span),
                };
                cells.push(Cell { content, align, span: place });
            }
            out.push(Row { cells, span: spans[at] });
        }
        vec![Block::new(BlockKind::Table(Table { columns, rows: out, head, caption }), span)]
    }
}

/// How each column stands: as all cells of the body do that cover it alone.
fn columns(rows: &[HtmlRow], places: &[Vec<Place>], head: usize, width: usize) -> Vec<Option<Align>> {
    let of = |column: usize| {
        let cells = places.iter().zip(rows).skip(head).filter_map(|(line, row)| match line[column] {
            Place::Cell(index) => row.cells.get(index).filter(|cell| cell.columns == 1),
            Place::Empty | Place::Left | Place::Above => None,
        });
        let mut aligns = cells.map(|cell| cell.align);
        let first = aligns.next().flatten();
        first.filter(|_| aligns.all(|align| align == first))
    };
    (0..width).map(of).collect()
}

/// What stands at a place of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Empty,
    Cell(usize),
    Left,
    Above,
}

/// Lays the cells out; `None` if they are more than the most.
fn places(rows: &[HtmlRow], head: usize, most: usize) -> Option<(Vec<Vec<Place>>, usize)> {
    let mut grid: Vec<Vec<Place>> = vec![Vec::new(); rows.len()];
    let mut total = 0_usize;
    for (at, row) in rows.iter().enumerate() {
        let mut column = 0;
        for (index, cell) in row.cells.iter().enumerate() {
            while grid[at].get(column).is_some_and(|place| *place != Place::Empty) {
                column += 1;
            }
            // A cell of the head does not reach into the body.
            let limit = if at < head { head } else { rows.len() };
            let height = cell.rows.min(limit - at);
            total = total.saturating_add(height.saturating_mul(cell.columns));
            if total > most || column + cell.columns > most {
                return None;
            }
            for (below, line) in grid[at..at + height].iter_mut().enumerate() {
                if line.len() < column + cell.columns {
                    line.resize(column + cell.columns, Place::Empty);
                }
                for (right, place) in line[column..column + cell.columns].iter_mut().enumerate() {
                    if *place == Place::Empty {
                        *place = match (below, right) {
                            (0, 0) => Place::Cell(index),
                            (_, 0) => Place::Above,
                            _ => Place::Left,
                        };
                    }
                }
            }
            column += cell.columns;
        }
    }
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    if width.saturating_mul(rows.len()) > most {
        return None;
    }
    grid.iter_mut().for_each(|row| row.resize(width, Place::Empty));
    Some((grid, width))
}

/// Whether something of a text is printed.
pub(super) fn is_printed(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => !text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => false,
        _ => true,
    }
}

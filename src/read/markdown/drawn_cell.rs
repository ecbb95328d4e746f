//! The lines of a drawn table become the one table of the model; each cell is
//! read as Markdown of its own.
//!
//! The shape is found in `grid` and `ruled`; what blocks become in a cell is
//! decided in `cell`.

use comrak::nodes::NodeCodeBlock;

use super::columns::Line;
use super::grid::{Grid, Place};
use super::mask::{self, Kind, Mask};
use super::positions::Positions;
use super::ruled::Ruled;
use super::{Depth, Reader, cell};
use crate::diag::{Code, Diagnostic, Span};
use crate::model::document::{self, Block, BlockKind, Cell, CellContent, Row, Table};

/// A table whose shape was found.
enum Drawn<'t> {
    Grid(Grid<'t>),
    Ruled(Ruled<'t>),
}

impl Drawn<'_> {
    /// How many cells it has, those counted that others cover.
    fn cells(&self) -> usize {
        match self {
            Self::Grid(grid) => grid.rows.len().saturating_mul(grid.align.len()),
            Self::Ruled(ruled) => ruled.rows.len().saturating_mul(ruled.columns.len()),
        }
    }
}

impl Reader<'_, '_, '_> {
    /// A drawn table, which comrak took for code.
    pub(super) fn drawn_table(&mut self, code: &NodeCodeBlock, depth: Depth) -> Option<Block> {
        let first = self.masks.get(mask::index_of(&code.info)?)?;
        let Kind::TableOpen { close } = first.kind else { return None };
        let lines = self.drawn_lines(first, close);
        let lines: Vec<(usize, &str)> = lines.iter().map(|(at, text)| (*at, text.as_str())).collect();
        let end = lines.last().map_or(0, |(at, text)| at + text.trim_end().len());
        let lead = lines.first().map_or(0, |(_, text)| text.len() - text.trim_start().len());
        let span = self.shared.span(lines.first().map_or(end, |(at, _)| at + lead), end);
        let is_grid = lines.first().is_some_and(|(_, text)| text.trim_start().starts_with('+'));
        let drawn = match (self.shared.is_deepest(depth.blocks), is_grid) {
            (false, true) => Grid::read(&lines).map(Drawn::Grid),
            (false, false) => Ruled::read(&lines).map(Drawn::Ruled),
            (true, _) => None,
        };
        let kind = match drawn {
            None => self.misdrawn(&lines, span),
            Some(drawn) if self.has_too_many_cells(drawn.cells(), span) => as_code(&lines),
            Some(Drawn::Grid(grid)) => BlockKind::Table(self.grid(&grid, depth)),
            Some(Drawn::Ruled(ruled)) => BlockKind::Table(self.ruled(&ruled, depth)),
        };
        Some(Block::new(kind, span))
    }

    /// The lines of a table without the marks of quotes, each with its first byte.
    fn drawn_lines(&self, first: Mask, close: usize) -> Vec<(usize, String)> {
        let cut = |line: usize| {
            let raw = self.masks.lines[line].1;
            let lead = raw.len() - raw.trim_start_matches([' ', '\t', '>']).len();
            let quoted = raw[..lead].rfind('>').map_or(0, |at| at + 1);
            (self.positions.at(line + 1, 1) + quoted, raw[quoted..].to_owned())
        };
        (first.line..=first.line + close).map(cut).collect()
    }

    fn misdrawn(&mut self, lines: &[(usize, &str)], span: Span) -> BlockKind {
        let message = "the cells of this table do not line up in columns; it is printed as code";
        let diagnostic = Diagnostic::warning(Code::TableRow, span, message);
        self.shared.sink.push(diagnostic.hint("put each cell under the one above it, or write a pipe table"));
        as_code(lines)
    }

    fn grid(&mut self, grid: &Grid<'_>, depth: Depth) -> Table {
        let mut rows = Vec::new();
        for places in &grid.rows {
            let cells: Vec<Cell> = places.iter().map(|place| self.grid_cell(grid, *place, depth)).collect();
            let span = row_span(&cells);
            rows.push(Row { cells, span });
        }
        Table { columns: grid.align.clone(), rows, head: grid.head, caption: None }
    }

    fn grid_cell(&mut self, grid: &Grid<'_>, place: Place, depth: Depth) -> Cell {
        let Place::Cell { lines, columns } = place else {
            let content = if place == Place::Left { CellContent::JoinLeft } else { CellContent::JoinAbove };
            let at = grid.lines.first().map_or(0, |line| line.at);
            return Cell { content, align: None, span: self.shared.span(at, at) };
        };
        self.drawn_text(&grid.lines[lines.0..lines.1], columns, depth)
    }

    fn ruled(&mut self, ruled: &Ruled<'_>, depth: Depth) -> Table {
        let mut rows = Vec::new();
        for row in &ruled.rows {
            let lines = &ruled.lines[row.clone()];
            let cells: Vec<Cell> =
                ruled.columns.iter().map(|columns| self.drawn_text(lines, *columns, depth)).collect();
            let span = row_span(&cells);
            rows.push(Row { cells, span });
        }
        Table { columns: ruled.align.clone(), rows, head: ruled.head, caption: None }
    }

    /// What stands in some columns of some lines.
    fn drawn_text(&mut self, lines: &[Line<'_>], columns: (usize, usize), depth: Depth) -> Cell {
        let parts: Vec<(usize, &str)> = lines
            .iter()
            .map(|line| {
                let bytes = line.bytes(columns.0, columns.1);
                (line.at + bytes.start, line.text[bytes].trim_end())
            })
            .collect();
        let filled = |part: &&(usize, &str)| !part.1.is_empty();
        let indent = parts.iter().filter(filled).map(|(_, text)| text.len() - text.trim_start_matches(' ').len());
        let indent = indent.min().unwrap_or(0);
        let (mut text, mut starts) = (String::new(), Vec::new());
        for (at, part) in &parts {
            let part = part.get(indent..).unwrap_or_default();
            text.push_str(part);
            text.push('\n');
            starts.push(at + indent);
        }
        let start =
            parts.iter().find(filled).map_or_else(|| starts.first().copied().unwrap_or(0), |(at, _)| at + indent);
        let end = parts.iter().rev().find(filled).map_or(start, |(at, text)| at + text.len());
        let span = self.shared.span(start, end);
        let skip = text.len() - text.trim_start_matches('\n').len();
        let text = text[skip..].trim_end();
        if text.is_empty() {
            return Cell { content: CellContent::Text(Vec::new()), align: None, span };
        }
        let blocks = self.shared.blocks(text, Positions::of_lines(starts.split_off(skip)), depth.block());
        Cell { content: CellContent::Text(cell::text_of(blocks)), align: None, span }
    }
}

/// The lines as they were drawn.
fn as_code(lines: &[(usize, &str)]) -> BlockKind {
    let text = lines.iter().map(|(_, text)| text.trim_end()).collect::<Vec<_>>().join("\n");
    BlockKind::Code(document::Code { lang: None, text, caption: None })
}

fn row_span(cells: &[Cell]) -> Span {
    let mut spans = cells.iter().filter(|cell| matches!(cell.content, CellContent::Text(_))).map(|cell| cell.span);
    let first = spans
        .next()
        .or(cells.first().map(|cell| cell.span))
        .unwrap_or_else(|| Span::new(crate::diag::SourceId(0), 0, 0));
    spans.fold(first, Span::to)
}

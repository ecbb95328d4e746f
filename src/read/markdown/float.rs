//! `\begin{figure}` and `\begin{table}` of LaTeX, if they hold nothing but
//! pictures, sub-figures or one plain `tabular`, a caption and a label, become
//! figures and tables.
//!
//! What stands in them is read in `float_source`; any other environment stays text.

use std::ops::Range;

use super::float_source::{Picture, read};
use super::places::Places;
use super::positions::Positions;
use super::tabular_cell;
use super::{Depth, Reader};
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Cell, CellContent, Figure, Image, Inline, Panel, Row, Table};

impl Reader<'_, '_, '_> {
    /// The figure or the table of a float that stands at the beginning of `area`.
    pub(super) fn float(&mut self, source: &str, area: Span, depth: Depth) -> Option<Block> {
        let float = read(source)?;
        let places = Places::find(source, self.shared.written(area));
        let place = |range: Range<usize>| match &places {
            Some(places) => {
                let (start, found) = (area.start as usize, places.of(range));
                Span::new(area.source, start + found.start, start + found.end)
            }
            None => area,
        };
        let id = float.label.map(|range| Spanned::new(source[range.clone()].trim().to_owned(), place(range)));
        let said = float.place.filter(|range| float.table.is_none() && !source[range.clone()].trim().is_empty());
        let said = said.map(|range| {
            let span = place(range.clone());
            (Spanned::new("float".to_owned(), span), Spanned::new(source[range].trim().to_owned(), span))
        });
        let attr = Attr { id, pairs: said.into_iter().collect(), ..Attr::default() };
        let mut words = |range: Range<usize>| -> Vec<Inline> {
            let text = source[range.clone()].replace(['\n', '\r'], " ");
            let positions = Positions::of_lines(vec![place(range).start as usize]);
            self.shared.inlines(&text, positions, depth)
        };
        let caption = float.caption.map(&mut words);
        let kind = match float.table {
            Some(table) => {
                let count = table.columns.len();
                let mut rows = Vec::new();
                for row in table.rows {
                    let mut cells = Vec::new();
                    for tabular_cell::Cell { range, columns, align, above, .. } in row {
                        let span = place(range.clone());
                        let content = if above { CellContent::JoinAbove } else { CellContent::Text(words(range)) };
                        cells.push(Cell { content, align, span });
                        cells.extend((1..columns).map(|_| Cell { content: CellContent::JoinLeft, align: None, span }));
                    }
                    let span = cells.last().map_or(area, |cell| cell.span);
                    cells.resize_with(count, || Cell { content: CellContent::Text(Vec::new()), align: None, span });
                    rows.push(Row { span: cells[0].span.to(span), cells });
                }
                BlockKind::Table(Table { columns: table.columns, rows, head: table.head, caption })
            }
            None => {
                let mut panel = |picture: Picture| {
                    let span = place(picture.path.clone());
                    let caption = picture.caption.map(&mut words).unwrap_or_default();
                    let id =
                        picture.label.map(|range| Spanned::new(source[range.clone()].trim().to_owned(), place(range)));
                    let path = Spanned::new(source[picture.path].trim().to_owned(), span);
                    let width =
                        picture.width.map(|width| (Spanned::new("width".to_owned(), span), Spanned::new(width, span)));
                    let attr = Attr { id, pairs: width.into_iter().collect(), ..Attr::default() };
                    Panel::new(Image { path, alt: None, page: 1 }, caption, attr, span)
                };
                let panels = float.pictures.into_iter().map(&mut panel).collect();
                BlockKind::Figure(Figure { panels, caption: caption.unwrap_or_default() })
            }
        };
        Some(Block::with(kind, attr, area))
    }
}

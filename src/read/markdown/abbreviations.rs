//! A block that asks for the abbreviations of its file becomes a table of them.

use super::Reader;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Align;
use crate::model::document::{Attr, Block, BlockKind, Cell, CellContent, Inline, InlineKind, Row, Table};

impl Reader<'_, '_, '_> {
    /// The abbreviations of the file (`*[HTML]: …`) with their long forms, as a table,
    /// behind what stands in the block.
    pub(super) fn abbreviations(&mut self, mut blocks: Vec<Block>, attr: Attr, span: Span) -> Block {
        let list = self.shared.unprinted.list_abbreviations();
        if list.is_empty() {
            let message = "this file defines no abbreviations";
            let diagnostic = Diagnostic::warning(Code::UnknownContainer, span, message);
            self.shared
                .sink
                .push(diagnostic.hint("write each on a line of its own: `*[HTML]: Hyper Text Markup Language`"));
            return Block::with(BlockKind::Container(blocks), attr, span);
        }
        let rows = list.into_iter().map(|(name, long, at)| {
            let place = self.shared.span(at, at + long.len());
            let cell = |text: String| Cell {
                content: CellContent::Text(vec![Inline::new(InlineKind::Text(text), place)]),
                align: None,
                span: place,
            };
            Row { cells: vec![cell(name), cell(long)], span: place }
        });
        let columns = vec![Some(Align::Left); 2];
        let table = Table { columns, rows: rows.collect(), head: 0, caption: None };
        blocks.push(Block::new(BlockKind::Table(table), span));
        Block::with(BlockKind::Container(blocks), Attr::default(), span)
    }
}

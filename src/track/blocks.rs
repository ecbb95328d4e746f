//! The changes of blocks: which belong together, and what has changed within them.

use super::pairs::{Key, Step, steps};
use super::{Tracker, deleted};
use crate::model::resolved::{
    Block, BlockKind, Caption, Change, Definition, Item, Row, Table, blocks_of, contents_of, plain_text,
};

impl Tracker<'_> {
    /// The new blocks, with what was taken out at its place.
    pub(super) fn blocks(&mut self, old: &[Block], new: Vec<Block>) -> Vec<Block> {
        let keys = |blocks: &[Block]| blocks.iter().map(key).collect::<Vec<_>>();
        let mut out = Vec::with_capacity(new.len());
        let order = steps(&keys(old), &keys(&new));
        let mut new: Vec<Option<Block>> = new.into_iter().map(Some).collect();
        let mut take = |at: usize| new.get_mut(at).and_then(Option::take);
        for step in order {
            match step {
                Step::Gone(at) => self.gone(&old[at], &mut out),
                Step::New(at) => out.extend(take(at).map(|block| self.come(block))),
                Step::Pair(before, after) => {
                    if let Some(block) = take(after) {
                        self.pair(&old[before], block, &mut out);
                    }
                }
            }
        }
        out
    }

    fn gone(&mut self, block: &Block, out: &mut Vec<Block>) {
        let (mut blocks, lost) = deleted::block(block, self.at_place());
        self.summary.deleted += usize::from(!blocks.is_empty());
        self.summary.lost_notes += lost;
        out.append(&mut blocks);
    }

    fn come(&mut self, mut block: Block) -> Block {
        self.place = block.span;
        if !matches!(block.kind, BlockKind::PageBreak | BlockKind::Rule | BlockKind::Raw { .. }) {
            self.summary.inserted += 1;
            block.set_change(Change::Inserted);
        }
        block
    }

    /// A block that has become another one of its kind.
    fn pair(&mut self, old: &Block, mut new: Block, out: &mut Vec<Block>) {
        self.place = new.span;
        let whole = match (&old.kind, &mut new.kind) {
            (BlockKind::Heading(old), BlockKind::Heading(new)) => {
                new.content = self.inlines(&old.content, std::mem::take(&mut new.content));
                false
            }
            (BlockKind::Paragraph(old), BlockKind::Paragraph(new)) => {
                if let (Some(old), Some(new)) = (&old.lead, &mut new.lead) {
                    new.title = self.inlines(&old.title, std::mem::take(&mut new.title));
                }
                new.content = self.inlines(&old.content, std::mem::take(&mut new.content));
                false
            }
            (
                BlockKind::Quote { blocks: old, attribution: before },
                BlockKind::Quote { blocks: new, attribution: after },
            ) => {
                *new = self.blocks(old, std::mem::take(new));
                if let (Some(before), Some(after)) = (before, after) {
                    *after = self.inlines(before, std::mem::take(after));
                }
                false
            }
            (BlockKind::Alert { blocks: old, .. }, BlockKind::Alert { blocks: new, .. })
            | (BlockKind::Container(_, old), BlockKind::Container(_, new)) => {
                *new = self.blocks(old, std::mem::take(new));
                false
            }
            (BlockKind::Theorem(old), BlockKind::Theorem(new)) => {
                new.blocks = self.blocks(&old.blocks, std::mem::take(&mut new.blocks));
                false
            }
            (BlockKind::List(old), BlockKind::List(new)) => {
                new.items = self.items(&old.items, std::mem::take(&mut new.items));
                false
            }
            (BlockKind::Definitions(old), BlockKind::Definitions(new)) if old.len() == new.len() => {
                old.iter().zip(new).for_each(|(old, new)| self.definition(old, new));
                false
            }
            (BlockKind::Code(old), BlockKind::Code(new)) => {
                let same = old.text == new.text;
                if same {
                    self.caption(old.caption.as_ref(), new.caption.as_mut());
                }
                !same
            }
            (BlockKind::Equation(old), BlockKind::Equation(new)) => old.math.source != new.math.source,
            (BlockKind::Table(old), BlockKind::Table(new)) => !self.table(old, new),
            (BlockKind::Figure(old), BlockKind::Figure(new)) => {
                let same = old.panels.len() == new.panels.len()
                    && old.panels.iter().zip(&new.panels).all(|(old, new)| old.picture.path == new.picture.path);
                if same {
                    self.caption(old.caption.as_ref(), new.caption.as_mut());
                    for (old, new) in old.panels.iter().zip(&mut new.panels) {
                        new.caption = self.inlines(&old.caption, std::mem::take(&mut new.caption));
                    }
                }
                !same
            }
            (old, new) => std::mem::discriminant(old) != std::mem::discriminant(new),
        };
        if whole {
            self.gone(old, out);
            new = self.come(new);
        }
        out.push(new);
    }

    fn caption(&mut self, old: Option<&Caption>, new: Option<&mut Caption>) {
        if let (Some(old), Some(new)) = (old, new) {
            new.content = self.inlines(&old.content, std::mem::take(&mut new.content));
        }
    }

    fn definition(&mut self, old: &Definition, new: &mut Definition) {
        new.term = self.inlines(&old.term, std::mem::take(&mut new.term));
        for (at, after) in new.details.iter_mut().enumerate() {
            let before = old.details.get(at).map_or(&[][..], Vec::as_slice);
            *after = self.blocks(before, std::mem::take(after));
        }
    }

    fn items(&mut self, old: &[Item], new: Vec<Item>) -> Vec<Item> {
        let keys = |items: &[Item]| items.iter().map(|item| blocks_key("item", &item.blocks)).collect::<Vec<_>>();
        let mut out = Vec::with_capacity(new.len());
        let order = steps(&keys(old), &keys(&new));
        let mut new: Vec<Option<Item>> = new.into_iter().map(Some).collect();
        let mut take = |at: usize| new.get_mut(at).and_then(Option::take);
        for step in order {
            match step {
                Step::Gone(at) => {
                    let mut blocks = Vec::new();
                    old[at].blocks.iter().for_each(|block| self.gone(block, &mut blocks));
                    out.push(Item { blocks, ..old[at].clone() });
                }
                Step::New(at) => out.extend(take(at).map(|item| {
                    let blocks = item.blocks.into_iter().map(|block| self.come(block)).collect();
                    Item { blocks, ..item }
                })),
                Step::Pair(before, after) => out.extend(take(after).map(|item| {
                    let blocks = self.blocks(&old[before].blocks, item.blocks);
                    Item { blocks, ..item }
                })),
            }
        }
        out
    }

    /// A table that has as many columns, row by row; whether that can be. Where cells
    /// take several rows or columns, all of them must have stayed where they were.
    fn table(&mut self, old: &Table, new: &mut Table) -> bool {
        let is_simple = |table: &Table| {
            let mut cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
            cells.all(|cell| cell.columns == 1 && cell.rows == 1)
        };
        if shape(old) == shape(new) {
            self.caption(old.caption.as_ref(), new.caption.as_mut());
            let before = old.head.iter().chain(&old.body);
            before.zip(new.head.iter_mut().chain(&mut new.body)).for_each(|(old, new)| self.cells(old, new));
            return true;
        }
        if old.columns.len() != new.columns.len() || !is_simple(old) || !is_simple(new) {
            return false;
        }
        self.caption(old.caption.as_ref(), new.caption.as_mut());
        // The rows of a head stay what they are: one that is gone would be head no more.
        if old.head.len() == new.head.len() {
            old.head.iter().zip(&mut new.head).for_each(|(old, new)| self.cells(old, new));
        }
        new.body = self.rows(&old.body, std::mem::take(&mut new.body));
        true
    }

    fn rows(&mut self, old: &[Row], new: Vec<Row>) -> Vec<Row> {
        let keys = |rows: &[Row]| rows.iter().map(|row| Key { kind: "row", text: row_text(row) }).collect::<Vec<_>>();
        let mut out = Vec::with_capacity(new.len());
        let order = steps(&keys(old), &keys(&new));
        let mut new: Vec<Option<Row>> = new.into_iter().map(Some).collect();
        let mut take = |at: usize| new.get_mut(at).and_then(Option::take);
        for step in order {
            match step {
                Step::Gone(at) => {
                    let (row, lost) = deleted::row(&old[at], self.at_place());
                    self.summary.deleted += 1;
                    self.summary.lost_notes += lost;
                    out.push(row);
                }
                Step::New(at) => out.extend(take(at).map(|mut row| {
                    self.summary.inserted += 1;
                    row.set_change(Change::Inserted);
                    row
                })),
                Step::Pair(before, after) => out.extend(take(after).map(|mut row| {
                    self.cells(&old[before], &mut row);
                    row
                })),
            }
        }
        out
    }

    fn cells(&mut self, old: &Row, new: &mut Row) {
        for (old, new) in old.cells.iter().zip(&mut new.cells) {
            new.content = self.inlines(&old.content, std::mem::take(&mut new.content));
        }
    }
}

/// What a block is compared by.
fn key(block: &Block) -> Key {
    let kind = match &block.kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Quote { .. } => "quote",
        BlockKind::Alert { .. } => "alert",
        BlockKind::List(_) => "list",
        BlockKind::Definitions(_) => "definitions",
        BlockKind::Code(_) => "code",
        BlockKind::Equation(_) => "equation",
        BlockKind::Table(_) => "table",
        BlockKind::Figure(_) => "figure",
        BlockKind::Theorem(_) => "theorem",
        BlockKind::Container(..) => "container",
        BlockKind::PageBreak => "break",
        BlockKind::Rule => "rule",
        BlockKind::Raw { .. } => "raw",
    };
    Key { kind, text: text(block) }
}

fn blocks_key(kind: &'static str, blocks: &[Block]) -> Key {
    Key { kind, text: blocks.iter().map(text).collect::<Vec<_>>().join("\n") }
}

/// All that a block says.
fn text(block: &Block) -> String {
    let mut said: Vec<String> = contents_of(block).into_iter().map(plain_text).collect();
    match &block.kind {
        BlockKind::Code(code) => said.push(code.text.clone()),
        BlockKind::Equation(equation) => said.push(equation.math.source.clone()),
        BlockKind::Figure(figure) => said.extend(figure.panels.iter().map(|panel| panel.picture.path.clone())),
        BlockKind::Raw { text, .. } => said.push(text.clone()),
        _ => {}
    }
    said.extend(blocks_of(block).into_iter().flatten().map(text));
    said.join("\n")
}

fn row_text(row: &Row) -> String {
    row.cells.iter().map(|cell| plain_text(&cell.content)).collect::<Vec<_>>().join("\t")
}

/// Where the cells of a table stand, row by row.
fn shape(table: &Table) -> (usize, Vec<Vec<[usize; 3]>>) {
    let cells = |row: &Row| row.cells.iter().map(|cell| [cell.column, cell.columns, cell.rows]).collect();
    (table.head.len(), table.head.iter().chain(&table.body).map(cells).collect())
}

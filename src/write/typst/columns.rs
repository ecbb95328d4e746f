//! The text in the columns of the page. What turns the paper, begins a page or
//! has columns of its own stands between two runs of columns, since a page can
//! neither begin nor change inside them.

use super::Writer;
use super::look::pt;
use crate::model::resolved::{Block, BlockKind, Container};
use crate::style::value::NotePlace;

/// What marks the start and the end of the columns that are to end level.
pub const COLUMNS_START: &str = "columns-start";
/// See [`COLUMNS_START`].
pub const COLUMNS_END: &str = "columns-end";
/// The label of the room that is left under them.
pub const COLUMNS_FOOT: &str = "columns-foot";

impl Writer<'_> {
    /// The text behind the front, and the notes where they stand behind it.
    pub(super) fn body(&mut self) {
        let (doc, style) = (self.doc, self.style);
        self.push(&super::page::line_numbers(style));
        match style.page.columns {
            0 | 1 => self.flow(doc.blocks(), &style.body),
            count => self.columned_body(doc.blocks(), count),
        }
        if style.notes.place == NotePlace::End {
            self.end_notes();
        }
    }

    fn columned_body(&mut self, blocks: &[Block], count: u8) {
        let style = self.style;
        let mut rest = blocks;
        while !rest.is_empty() {
            let alone = rest.iter().take_while(|block| self.stands_alone(block)).count();
            let (apart, others) = rest.split_at(alone);
            if !apart.is_empty() {
                self.flow(apart, &style.body);
            }
            let run = others.iter().take_while(|block| !self.stands_alone(block)).count();
            let (together, others) = others.split_at(run);
            if !together.is_empty() {
                self.begins_page = true;
                let is_balanced = others.is_empty() && style.balances_columns();
                self.columns(count, |writer| {
                    if is_balanced {
                        writer.push(&format!("#metadata(none)<{COLUMNS_START}>\n"));
                    }
                    writer.flow(together, &style.body);
                    if is_balanced {
                        writer.end_balanced();
                    }
                });
            }
            rest = others;
        }
    }

    /// The end of the columns that are to end level: their page leaves as much room at its
    /// foot as an earlier layout has shown that they can spare. Typst fills one column
    /// after the other.
    fn end_balanced(&mut self) {
        self.push(&format!("#metadata(none)<{COLUMNS_END}>\n"));
        if let Some(room) = self.shown.spare {
            self.push(&format!(
                "#place(bottom, float: true, scope: \"parent\", clearance: 0pt, block(height: {}, [#metadata(none)<{COLUMNS_FOOT}>]))\n",
                pt(room)
            ));
        }
    }

    fn stands_alone(&self, block: &Block) -> bool {
        match &block.kind {
            BlockKind::PageBreak => true,
            BlockKind::Container(kind, _) => matches!(kind, Container::Landscape | Container::Columns(_)),
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Quote { .. }
            | BlockKind::Alert { .. }
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Code(_)
            | BlockKind::Equation(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Theorem(_)
            | BlockKind::Rule
            | BlockKind::Raw { .. } => false,
        }
    }

    /// Something in a box.
    pub(super) fn boxed(&mut self, write: impl FnOnce(&mut Self)) {
        self.boxes += 1;
        write(self);
        self.boxes -= 1;
    }

    /// Something in columns.
    pub(super) fn columns(&mut self, count: u8, write: impl FnOnce(&mut Self)) {
        self.push(&format!("#columns({count}, gutter: {})[\n", pt(self.style.column_gap())));
        let outer = std::mem::replace(&mut self.in_columns, true);
        write(self);
        self.in_columns = outer;
        self.push("]\n");
    }

    /// Begins a page, or a column where the text stands in columns; nothing in a
    /// box.
    pub(super) fn new_page(&mut self) {
        if self.boxes > 0 {
            return;
        }
        let name = if self.in_columns { "colbreak" } else { "pagebreak" };
        self.push(&format!("\n#{name}(weak: true)\n"));
        (self.begins_page, self.parts) = (true, 0);
    }
}

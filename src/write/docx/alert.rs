//! Boxed remarks. Plain ones become paragraphs with a rule at the left and a
//! background. Word draws both at a paragraph's own indent, so a remark that
//! holds more than plain paragraphs and flat lists becomes a cell with the same
//! looks, in which anything may stand.

use docx_rs::{TableCellProperty, TableLayoutType, TableProperty, WidthType};

use super::block::Place;
use super::inline::Around;
use super::look::{border, fill};
use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use super::xml::{built, insert};
use crate::length::Length;
use crate::model::AlertKind;
use crate::model::resolved::{Block, BlockKind};
use crate::style::value::Color;

impl Writer<'_> {
    /// A boxed remark.
    pub(super) fn alert(&mut self, kind: AlertKind, title: &str, blocks: &[Block], place: Place) {
        let (title_style, style) = id::alert(kind);
        let around = Around::size(self.looks.get(title_style).text.size());
        let title = Content::flat(self.text(title, around));
        let space = self.style.table.around.length(self.style.body.size());
        if is_plain(blocks) && place.left == Length::ZERO {
            if self.last_style().is_some_and(id::is_boxed) {
                self.before_table(space);
            } else {
                self.owe_space(space);
            }
            let para = self.moved(title_style, place).keep_next(!blocks.is_empty());
            self.paragraph(para, &title);
            self.blocks(blocks, Place { style, ..place });
        } else {
            self.before_table(space);
            self.cell(kind, &title, blocks, place);
        }
        self.owe_space(space);
    }

    fn cell(&mut self, kind: AlertKind, title: &Content, blocks: &[Block], place: Place) {
        let alert = &self.style.alert;
        let (title_style, _) = id::alert(kind);
        let width = usize::try_from(place.room().twips()).unwrap_or_default();
        let indent = i32::try_from(place.left.twips()).unwrap_or_default();
        let table =
            TableProperty::without_borders().width(width, WidthType::Dxa).indent(indent).layout(TableLayoutType::Fixed);
        let padding = usize::try_from(alert.padding.twips()).unwrap_or_default();
        let cell = TableCellProperty::new()
            .width(width, WidthType::Dxa)
            .margin_top(padding, WidthType::Dxa)
            .margin_left(padding, WidthType::Dxa)
            .margin_bottom(padding, WidthType::Dxa)
            .margin_right(padding, WidthType::Dxa);
        let rule = border("left", alert.rule, Length::ZERO, self.alert_color(kind));
        let looks = format!("<w:tcBorders>{rule}</w:tcBorders>{}", fill(alert.fill));
        let inner = Place {
            style: id::ALERT_TEXT,
            left: Length::ZERO,
            width: place.room() - alert.padding.scaled(2.0),
            ..place
        };
        self.raw(&format!(
            "<w:tbl>{}<w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid><w:tr><w:tc>{}",
            built(&table),
            insert(built(&cell), "w:tcPr", &looks)
        ));
        self.cells += 1;
        let none = ["top", "left", "bottom"].map(|side| format!("<w:{side} w:val=\"nil\"/>")).concat();
        let para = Para::new(title_style).indent(Length::ZERO, Length::ZERO).keep_next(!blocks.is_empty());
        self.paragraph(para.extra(&format!("<w:pBdr>{none}</w:pBdr>")), title);
        self.blocks(blocks, inner);
        if !self.ends_in_paragraph() {
            self.separator();
        }
        self.forget_owed();
        self.cells -= 1;
        self.raw("</w:tc></w:tr></w:tbl>");
    }

    fn alert_color(&self, kind: AlertKind) -> Color {
        let alert = &self.style.alert;
        match kind {
            AlertKind::Note => alert.note,
            AlertKind::Tip => alert.tip,
            AlertKind::Important => alert.important,
            AlertKind::Warning => alert.warning,
            AlertKind::Caution => alert.caution,
        }
    }
}

/// Whether blocks are nothing but paragraphs and lists of paragraphs.
fn is_plain(blocks: &[Block]) -> bool {
    let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    blocks.iter().all(|block| match &block.kind {
        BlockKind::Paragraph(_) => true,
        BlockKind::List(list) => {
            list.items.iter().all(|item| item.blocks.len() == 1 && item.blocks.iter().all(is_paragraph))
        }
        BlockKind::Heading(_)
        | BlockKind::Quote { .. }
        | BlockKind::Alert { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Code(_)
        | BlockKind::Equation(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Container(..)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Raw { .. } => false,
    })
}

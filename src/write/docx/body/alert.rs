//! Boxed remarks. Plain ones become paragraphs with a rule at the left and a
//! background. Word draws both at a paragraph's own indent, so a remark that
//! holds more than plain paragraphs and flat lists becomes a cell with the same
//! looks, in which anything may stand.

use docx_rs::{TableCellProperty, TableLayoutType, TableProperty, WidthType};

use super::block::Place;
use crate::length::Length;
use crate::model::AlertKind;
use crate::model::resolved::{Block, BlockKind};
use crate::ooxml::Element;
use crate::style::value::Color;
use crate::write::docx::properties::{border, fill};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{grid, properties};

impl Writer<'_> {
    /// A boxed remark.
    pub(in crate::write::docx) fn alert(&mut self, kind: AlertKind, title: &str, blocks: &[Block], place: Place) {
        let (title_style, style) = id::alert(kind);
        let context = self.context(title_style);
        let title = Content::flat(self.text(title, context));
        let space = self.style.table.around.length(self.style.body.size());
        if is_plain(blocks) && place.left == Length::ZERO {
            if self.last_style().is_some_and(id::is_boxed) {
                self.part_by(space);
            } else {
                self.owe_space(space);
            }
            let para = self.moved(title_style, place).keep_next(!blocks.is_empty());
            self.paragraph(para, title);
            self.blocks(blocks, Place { style, ..place });
        } else {
            self.before_table(space);
            self.cell(kind, title, blocks, place);
        }
        self.owe_space(space);
    }

    fn cell(&mut self, kind: AlertKind, title: Content, blocks: &[Block], place: Place) {
        let alert = &self.style.alert;
        let (title_style, _) = id::alert(kind);
        let width = usize::try_from(place.room().twips()).unwrap_or_default();
        let indent = i32::try_from(place.left.twips()).unwrap_or_default();
        let table =
            TableProperty::without_borders().width(width, WidthType::Dxa).indent(indent).layout(TableLayoutType::Fixed);
        let twips = |space: Length| usize::try_from(space.twips()).unwrap_or_default();
        let padding = twips(alert.padding);
        let (top, bottom) = (alert.padding - alert.title.drop(), alert.padding + alert.text.drop());
        let cell = TableCellProperty::new()
            .width(width, WidthType::Dxa)
            .margin_top(twips(top), WidthType::Dxa)
            .margin_left(padding, WidthType::Dxa)
            .margin_bottom(twips(bottom), WidthType::Dxa)
            .margin_right(padding, WidthType::Dxa);
        let rule = border("w:left", alert.rule, Length::ZERO, self.alert_color(kind));
        let looks = [Element::new("w:tcBorders").holding_all(rule), fill(alert.fill)];
        let inner = Place {
            style: id::ALERT_TEXT,
            left: Length::ZERO,
            width: place.room() - alert.padding.scaled(2.0),
            ..place
        };
        let content = self.inside(|writer| writer.boxed(title_style, title, blocks, inner));
        let cell = Element::new("w:tc").holding(properties("w:tcPr", &cell, looks)).holding_all(content);
        let table = Element::new("w:tbl").holding(properties("w:tblPr", &table, [])).holding(grid([width]));
        self.other([table.holding(Element::new("w:tr").holding(cell))]);
    }

    /// The title and the blocks of a remark that stands in a cell.
    fn boxed(&mut self, title_style: &'static str, title: Content, blocks: &[Block], place: Place) {
        self.cells += 1;
        let none = ["w:top", "w:left", "w:bottom"].map(|side| Element::val(side, "nil"));
        let para = Para::new(title_style).indent(Length::ZERO, Length::ZERO).keep_next(!blocks.is_empty());
        self.paragraph(para.extra(Element::new("w:pBdr").holding_all(none)), title);
        self.blocks(blocks, place);
        if !self.ends_in_paragraph() {
            self.separator();
        }
        self.forget_owed();
        self.cells -= 1;
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
        | BlockKind::Theorem(_)
        | BlockKind::Container(..)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Raw { .. } => false,
    })
}

//! Display formulas. One with a number becomes a row of three cells: nothing, the
//! formula, the number. Only alone in its paragraph is a formula set in display
//! style by every program (ECMA-376-1 §22.1.2.78), and only as text does the
//! number stay a field that counts and can be repeated.
//!
//! To a screen reader the row must be no table of data. Word has no mark that
//! says so; what it asks of a table for layout is to name no head, style or
//! description.

use docx_rs::{
    TableAlignmentType, TableCellMargins, TableCellProperty, TableLayoutType, TableProperty, TableRowProperty,
    VAlignType, WidthType,
};

use super::block::Place;
use super::inline_context::InlineContext;
use crate::diag::Span;
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::{Equation, Label};
use crate::ooxml::Element;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::sequences;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{grid, properties};

impl Writer<'_> {
    /// A display formula, with its number if it has one.
    pub(in crate::write::docx) fn equation(&mut self, equation: &Equation, place: Place, span: Span) {
        if !equation.lines.is_empty() {
            return self.numbered_lines(equation, place);
        }
        let context = self.context(id::EQUATION);
        let formula = self.displayed(equation, span, context);
        let Some(label) = &equation.label else {
            let content = match equation.anchor {
                Some(anchor) => formula.map(|nodes| self.anchored(anchor, nodes)),
                None => formula,
            };
            let para = self.moved(id::EQUATION, place);
            return self.paragraph(para, content);
        };
        let identifier = sequences::identifier(label, self.words.equation);
        let number = Content::flat(self.label(label, equation.anchor, &identifier, context));
        let formula = self.known(formula);
        let row = self.numbered_row(label, formula, number, place);
        self.other([row]);
        self.pay_space(self.styles.get(id::EQUATION).text.after());
    }

    /// A formula in display style; its source if it was not understood.
    fn displayed(&mut self, equation: &Equation, span: Span, context: InlineContext) -> Content {
        let Some(formula) = self.omath(&equation.math) else {
            return Content::flat(self.source(&equation.math, span, context));
        };
        let center = Element::new("m:jc").with("m:val", "center");
        let properties = Element::new("m:oMathParaPr").holding(center);
        let shown = Element::new("m:oMathPara").holding(properties).holding(formula);
        Content { nodes: vec![shown.into()], tall: true }
    }

    /// The row of a formula and its number. The cell before the formula is as wide
    /// as that of the number, so that the formula stands in the middle.
    fn numbered_row(&mut self, label: &Label, formula: Content, number: Content, place: Place) -> Element {
        let twips = |length: Length| usize::try_from(length.twips()).unwrap_or_default();
        let (own, size) = {
            let text = &self.styles.get(id::EQUATION).text;
            (text.before(), text.size())
        };
        let side = twips(crate::style::Equation::number_room(label.room(), size, place.room()));
        let width = twips(place.room());
        let widths = [side, width.saturating_sub(2 * side), side];
        let before = self.before_row(own);
        let para = |para: Para| if before == own { para } else { para.before(before) };
        let paragraphs = [
            self.compose(Para::new(id::EQUATION), Content::default()),
            self.compose(para(Para::new(id::EQUATION)), formula),
            self.compose(para(Para::new(id::EQUATION).align(Align::Right)), number),
        ];
        layout_table(width, place, &widths, [row_of(&widths, paragraphs)])
    }
}

/// A table that only places what it holds.
pub(super) fn layout_table(
    width: usize,
    place: Place,
    widths: &[usize],
    rows: impl IntoIterator<Item = Element>,
) -> Element {
    let table = TableProperty::without_borders()
        .width(width, WidthType::Dxa)
        .align(TableAlignmentType::Left)
        .indent(i32::try_from(place.left.twips()).unwrap_or_default())
        .layout(TableLayoutType::Fixed)
        .set_margins(TableCellMargins::new().margin(0, 0, 0, 0));
    let head = properties("w:tblPr", &table, [no_look()]);
    Element::new("w:tbl").holding(head).holding(grid(widths.iter().copied())).holding_all(rows)
}

/// A row of it.
pub(super) fn row_of(widths: &[usize], paragraphs: impl IntoIterator<Item = Element>) -> Element {
    let cells = widths.iter().zip(paragraphs).map(|(width, paragraph)| {
        let cell = TableCellProperty::new().width(*width, WidthType::Dxa).vertical_align(VAlignType::Center);
        Element::new("w:tc").holding(properties("w:tcPr", &cell, [])).holding(paragraph)
    });
    let row = properties("w:trPr", &TableRowProperty::new().cant_split(), []);
    Element::new("w:tr").holding(row).holding_all(cells)
}

/// No part of a table is shown otherwise than the rest (ECMA-376-1 §17.4.55).
fn no_look() -> Element {
    let parts = ["w:firstRow", "w:lastRow", "w:firstColumn", "w:lastColumn", "w:noHBand", "w:noVBand"];
    parts.into_iter().fold(Element::val("w:tblLook", "0000"), |look, part| look.with(part, "0"))
}

//! A formula whose lines have numbers of their own becomes a table without borders of
//! a row each: the columns of the formula, then the number.
//!
//! Word aligns the lines within a formula alone, and no formula may hold a field that
//! counts. So the parts of a line stand in cells, at the right and at the left of the
//! line between them. How wide they are is estimated: the outer cells take all of the
//! room beside, so that this only says where the middle is.

use super::block::Place;
use super::equation::{layout_table, row_of};
use super::math;
use crate::length::Length;
use crate::model::Align;
use crate::model::math::{Class, Expr};
use crate::model::resolved::{Equation, EquationLine, Label, Script};

use crate::ooxml::Element;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::sequences;
use crate::write::docx::state::writer::Writer;

/// Stands for the operand that a sign has beyond the edge of its cell: without one,
/// Word sets no space there and LibreOffice a question mark.
const OPERAND: &str = "\u{200b}";
/// How much higher a line of Word is than the signs of a formula in it, in units of the
/// font size.
const SLACK: f64 = 0.5;
/// By how much a column may be wider than it is estimated.
const SPARE: f64 = 1.15;

impl Writer<'_> {
    /// A formula whose lines have numbers of their own.
    pub(super) fn numbered_lines(&mut self, equation: &Equation, place: Place) {
        let (own, after, size) = {
            let text = &self.styles.get(id::EQUATION).text;
            (text.before(), text.after(), text.size())
        };
        let widest = equation.lines.iter().filter_map(|line| line.label.as_ref()).map(Label::room).fold(0.0, f64::max);
        let side = crate::style::Equation::number_room(widest, size, place.room());
        let widths = widths(&equation.columns, size, place.room(), side);
        let gap = size.scaled(Equation::LINE_GAP - SLACK);
        let first = self.before_row(own);
        let last = equation.lines.len() - 1;
        let rows: Vec<Element> = equation
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let space = (if at == 0 { first } else { gap }, if at == last { after } else { Length::ZERO });
                self.numbered_line(line, at == 0, &widths, space, at < last)
            })
            .collect();
        let width = widths.iter().sum();
        self.other([layout_table(width, place, &widths, rows)]);
        self.pay_space(after);
    }

    /// The row of a line, with so much space above and below.
    fn numbered_line(
        &mut self,
        line: &EquationLine,
        is_first: bool,
        widths: &[usize],
        (before, after): (Length, Length),
        goes_on: bool,
    ) -> Element {
        let para = || Para::new(id::EQUATION).before(before).after(after).keep_next(goes_on);
        let context = self.context(id::EQUATION);
        let number = match (&line.label, line.anchor) {
            (Some(label), anchor) => {
                let identifier = sequences::identifier(label, self.words.equation);
                self.label(label, anchor, &identifier, context)
            }
            (None, Some(anchor)) => self.anchored(anchor, Vec::new()),
            (None, None) => Vec::new(),
        };
        let mut paragraphs = Vec::new();
        if line.cells.len() == 1 {
            paragraphs.push(self.compose(para(), Content::default()));
        }
        for (column, cell) in line.cells.iter().enumerate() {
            let align = match (line.cells.len(), column % 2) {
                (1, _) => Align::Center,
                (_, 0) => Align::Right,
                (_, _) => Align::Left,
            };
            let others = line.cells.iter().enumerate().filter(|(other, cell)| *other != column && is_tall(cell));
            let others: Vec<&Expr> = others.map(|(_, cell)| cell).collect();
            let content = self.cell_of_line(cell, align, &others);
            let content = if is_first && column == 0 { self.known(content) } else { content };
            paragraphs.push(self.compose(para().align(align), content));
        }
        paragraphs.push(self.compose(para().align(Align::Right), Content::flat(number)));
        row_of(widths, paragraphs)
    }

    /// A part of a line in display style. It is as high as the others of its line are,
    /// so that all stand on one line.
    fn cell_of_line(&self, cell: &Expr, align: Align, others: &[&Expr]) -> Content {
        if matches!(cell, Expr::Row(items) if items.is_empty()) {
            return Content::default();
        }
        let font = self.style.fonts.math.word(Script::Latin);
        let formula = math::write(&between_operands(cell), font);
        let struts: Vec<Element> = others.iter().map(|other| strut(math::write(other, font))).collect();
        let formula = match align {
            Align::Left => formula.holding_all(struts),
            Align::Right | Align::Center | Align::Justify => {
                Element::new("m:oMath").holding_all(struts).holding_all(formula.children)
            }
        };
        let side = match align {
            Align::Right => "right",
            Align::Left => "left",
            Align::Center | Align::Justify => "center",
        };
        let properties = Element::new("m:oMathParaPr").holding(Element::new("m:jc").with("m:val", side));
        let shown = Element::new("m:oMathPara").holding(properties).holding(formula);
        Content { nodes: vec![shown.into()], tall: true }
    }
}

/// A part whose first and last signs stand between two operands.
fn between_operands(cell: &Expr) -> Expr {
    let items = if let Expr::Row(items) = cell { items.as_slice() } else { std::slice::from_ref(cell) };
    let operand =
        |edge: Option<&Expr>| edge.filter(|edge| wants_operands(edge)).map(|_| Expr::Text(OPERAND.to_owned()));
    let (before, after) = (operand(items.first()), operand(items.last()));
    Expr::Row(before.into_iter().chain(items.iter().cloned()).chain(after).collect())
}

fn wants_operands(part: &Expr) -> bool {
    let base = if let Expr::Scripts { base, .. } = part { base } else { part };
    matches!(base, Expr::Symbol { class: Class::Relation, .. })
}

/// What is as high as a formula and takes no width.
fn strut(formula: Element) -> Element {
    let properties = Element::new("m:phantPr");
    let properties = properties.holding(Element::new("m:show").with("m:val", "0"));
    let properties = properties.holding(Element::new("m:zeroWid").with("m:val", "1"));
    let body = Element::new("m:e").holding_all(formula.children);
    Element::new("m:phant").holding(properties).holding(body)
}

/// Whether a part may be higher than a line.
fn is_tall(part: &Expr) -> bool {
    match part {
        Expr::Row(items) => items.iter().any(is_tall),
        Expr::Symbol { class, .. } => *class == Class::Large,
        Expr::Scripts { base, sub, sup, limits } => {
            *limits || is_tall(base) || [sub, sup].into_iter().flatten().any(|script| is_tall(script))
        }
        Expr::Number { .. } | Expr::Text(_) | Expr::Reference { .. } | Expr::Function(_) | Expr::Space(_) => false,
        Expr::Sized(_, body) | Expr::Colored(_, body) | Expr::Negated(body) => is_tall(body),
        Expr::Fraction { .. }
        | Expr::Root { .. }
        | Expr::Fenced { .. }
        | Expr::SizedDelimiter { .. }
        | Expr::Matrix { .. }
        | Expr::Cases { .. }
        | Expr::Aligned(_)
        | Expr::Gathered(_)
        | Expr::Accent { .. }
        | Expr::Boxed(_)
        | Expr::Phantom(_) => true,
    }
}

/// The widths of the columns of the table, in twips: those of the formula, which stands
/// in the middle of the room, and that of the number.
fn widths(columns: &[f64], size: Length, room: Length, side: Length) -> Vec<usize> {
    let twips = |length: Length| usize::try_from(length.twips()).unwrap_or_default();
    let (room, side) = (twips(room), twips(side));
    let middle = room.saturating_sub(2 * side);
    if columns.len() <= 1 {
        return vec![side, middle, side];
    }
    let gap = |column: usize| if column % 2 == 1 && column + 1 < columns.len() { Equation::COLUMN_GAP } else { 0.0 };
    let natural = |(column, width): (usize, &f64)| twips(size.scaled(width * SPARE + gap(column)));
    let mut widths: Vec<usize> = columns.iter().enumerate().map(natural).collect();
    let total: usize = widths.iter().sum();
    if total > middle {
        widths.iter_mut().for_each(|width| *width = *width * middle / total.max(1));
    }
    let slack = middle.saturating_sub(widths.iter().sum());
    widths[0] += side + slack / 2;
    widths.push(side);
    let last = widths.len() - 2;
    widths[last] += slack - slack / 2;
    widths
}

//! Displayed formulas become Typst equations; one that is too wide for its line is
//! broken where resolving says that a line may begin, then made smaller.
//!
//! How wide a formula is, Typst alone knows: what it needs to choose stands in
//! [`RULES`], the places and the bounds come from the document and its style.

use std::fmt::Write as _;

use super::Writer;
use super::escape::literal;
use super::look::pt;
use crate::model::resolved::{Block, BlockKind, Equation, EquationLine, FormulaLead, Resolved, visit_blocks, visit_in};
use crate::model::{speech, speech_of_cells};
use crate::style::Style;

/// The label of the note that a formula was made smaller and fits; its value is the scale and
/// the formula.
pub(crate) const SCALED: &str = "fuzi-scaled-formula";

/// `wide-formula(number, make, whole, pieces)` sets the whole if it fits beside its
/// number. Else lines are filled with the pieces: a relation begins one, aligned
/// with the first, or the style's indent in from the beginning where the left side is
/// long; an operator stands the indent behind it, and the
/// next relation begins a line again. Where a line is still too wide, all become
/// smaller, down to a bound. `make` makes an equation of a body.
///
/// A piece is measured without the space that mathematics sets around its relation or
/// operator, five eighteenths of an em at the most.
const RULES: &str = r#"#let broken-formula(room, width, pieces) = {
  let indent = INDENT
  let widths = pieces.map(((_, body)) => width(body) + (5em / 18).to-absolute())
  let aligned = pieces.at(1).at(0) == "r" and widths.at(0) <= room * ALIGNED
  let start = if aligned { widths.at(0) } else { 0pt }
  let (lines, line, used) = ((), (), 0pt)
  for (at, (lead, body)) in pieces.enumerate() {
    let group = widths.at(at)
    if lead != "o" {
      let next = at + 1
      while next < pieces.len() and pieces.at(next).at(0) == "o" { group += widths.at(next); next += 1 }
    }
    let torn = lead != "o" and lines != () and line != () and line.at(0).at(0) == "o"
    let fits = not torn and used + widths.at(at) <= room and (used + group <= room or group > room - start)
    if line != () and not fits and not (aligned and at == 1) {
      lines.push(line)
      line = ()
      used = start + if lead == "o" or not aligned { indent } else { 0pt }
    }
    line.push((lead, body))
    used += widths.at(at)
  }
  lines.push(line)
  let body((row, line)) = {
    let (lead, first) = line.at(0)
    let rest = line.slice(1).map(((_, body)) => body).join()
    if row == 0 and aligned { first + $&$.body + rest } else {
      $&$.body + (if row > 0 and (lead == "o" or not aligned) { h(indent) }) + first + rest
    }
  }
  lines.enumerate().map(body).join(linebreak())
}
#let wide-formula(number, make, whole, pieces) = block(spacing: 0pt, width: 100%, layout(area => {
  let width(body) = measure(math.equation(block: true, body)).width
  let room = area.width - (if number == none { 0pt } else { 2 * (measure(number).width + 0.5em.to-absolute()) })
  if width(whole) <= room { make(whole) } else {
    let body = if pieces.len() > 1 { broken-formula(room, width, pieces) } else { whole }
    let most = width(body)
    set math.equation(number-align: end + bottom)
    if most <= room { make(body) } else {
      let scale = calc.floor(room / most * 100) / 100
      if scale >= MIN-SCALE [#metadata((scale, whole))<SCALED>]
      text(size: calc.max(scale, MIN-SCALE) * 1em, make(body))
    }
  }
}))
"#;

/// `numbered-lines(numbers, lines, parted)` sets each line as an equation that `make`
/// makes of its cells, at the right and at the left in turn. All are made as wide as the
/// widest, those that words part from them included, so that they stand under each other
/// beside numbers of any width.
const LINES: &str = r#"#let numbered-lines(numbers, lines, parted) = block(spacing: 0pt, width: 100%, layout(area => {
  let width(body) = measure(math.equation(block: true, body)).width
  let widths = lines.map(((_, cells)) => cells.map(width))
  let others = parted.map(cells => cells.map(width))
  let columns = range(widths.at(0).len()).map(at => calc.max(..(widths + others).map(row => row.at(at))))
  let gap = COLUMN-GAP.to-absolute()
  let most = columns.sum() + gap * (calc.quo(columns.len() + 1, 2) - 1)
  let room = area.width - 2 * (calc.max(0pt, ..numbers.map(number => measure(number).width)) + 0.5em.to-absolute())
  let scale = if most <= room { 1 } else { calc.max(calc.floor(room / most * 100) / 100, MIN-SCALE) }
  let body(at, cells) = if cells.len() == 1 { cells.at(0) } else {
    for (column, cell) in cells.enumerate() {
      let rest = h((columns.at(column) - widths.at(at).at(column)) * scale)
      if calc.odd(column) { cell + rest } else { (if column > 0 { h(gap * scale) }) + rest + cell }
    }
  }
  if scale < 1 and room / most >= scale [#metadata((scale, lines.at(0).at(1).at(0)))<SCALED>]
  set text(size: scale * 1em)
  lines.enumerate().map(((at, (make, cells))) => make(body(at, cells))).join(v(LINE-GAP))
}))
"#;

/// The rules that the formulas of a document need which are wide or have numbered
/// lines.
pub(super) fn rules(doc: &Resolved, style: &Style) -> String {
    let (mut wide, mut lined) = (false, false);
    let mut look = |block: &Block| {
        if let BlockKind::Equation(equation) = &block.kind {
            wide |= !equation.pieces.is_empty();
            lined |= !equation.lines.is_empty();
        }
    };
    doc.meta().abstracts.iter().for_each(|text| visit_in(&text.blocks, &mut look));
    visit_blocks(doc, &mut look);
    let look = &style.equation;
    let rules = [(wide, RULES), (lined, LINES)].map(|(needed, rules)| if needed { rules } else { "" }).concat();
    rules
        .replace("LINE-GAP", &format!("{}em", Equation::LINE_GAP))
        .replace("COLUMN-GAP", &format!("{}em", Equation::COLUMN_GAP))
        .replace("MIN-SCALE", &look.min_scale.to_string())
        .replace("INDENT", &pt(look.indent.length(style.body.size())))
        .replace("ALIGNED", &look.aligned.to_string())
        .replace("SCALED", SCALED)
}

impl Writer<'_> {
    pub(super) fn equation(&mut self, equation: &Equation) {
        let Some(tree) = &equation.math.tree else {
            self.push(&format!("#align(center, code({}))", literal(&equation.math.source)));
            return equation.anchor.into_iter().for_each(|anchor| self.label(anchor));
        };
        self.take_links(tree);
        if !equation.lines.is_empty() {
            return self.equation_lines(equation);
        }
        let number = equation.label.as_ref().map(|label| literal(&label.text()));
        let numbering = number.as_ref().map_or("none".to_owned(), |number| format!("_ => {number}"));
        let alt = literal(&speech(tree, &self.doc.meta().lang));
        let body = format!("${}$.body", super::math::write(tree));
        let make = format!("math.equation(block: true, numbering: {numbering}, alt: {alt}, ");
        if equation.pieces.is_empty() {
            self.push(&format!("#{make}{body})"));
            return equation.anchor.into_iter().for_each(|anchor| self.label(anchor));
        }
        let anchor = equation.anchor.filter(|anchor| self.placed.insert(*anchor));
        let label = anchor.map(|anchor| format!("<{}>", super::anchor_label(anchor))).unwrap_or_default();
        let number = number.unwrap_or_else(|| "none".to_owned());
        let _ = write!(self.text, "#wide-formula({number}, body => [#{make}body){label}], {body}, (");
        for piece in &equation.pieces {
            let (lead, body) = match piece.lead {
                FormulaLead::Start => ("s", super::math::write(&piece.body)),
                FormulaLead::Relation => ("r", super::math::write(&piece.body)),
                FormulaLead::Operator => ("o", super::math::write_continued(&piece.body)),
            };
            let _ = write!(self.text, "(\"{lead}\", ${body}$.body), ");
        }
        self.push("))");
    }

    /// A formula whose lines have numbers of their own.
    fn equation_lines(&mut self, equation: &Equation) {
        let number = |line: &EquationLine| line.label.as_ref().map(|label| literal(&label.text()));
        self.push("#numbered-lines((");
        equation.lines.iter().filter_map(number).for_each(|number| self.push(&format!("{number}, ")));
        self.push("), (");
        for line in &equation.lines {
            let numbering = number(line).map_or("none".to_owned(), |number| format!("_ => {number}"));
            let anchor = line.anchor.filter(|anchor| self.placed.insert(*anchor));
            let label = anchor.map(|anchor| format!("<{}>", super::anchor_label(anchor))).unwrap_or_default();
            let alt = literal(&speech_of_cells(&line.cells, &self.doc.meta().lang));
            let make = format!("math.equation(block: true, numbering: {numbering}, alt: {alt}, body)");
            let _ = write!(self.text, "(body => [#{make}{label}], (");
            for (column, cell) in line.cells.iter().enumerate() {
                let _ = write!(self.text, "${}$.body, ", super::math::write_cell(cell, column % 2 == 1));
            }
            self.push(")), ");
        }
        self.push("), (");
        for cells in &equation.parted {
            self.push("(");
            for (column, cell) in cells.iter().enumerate() {
                let _ = write!(self.text, "${}$.body, ", super::math::write_cell(cell, column % 2 == 1));
            }
            self.push("), ");
        }
        self.push("))");
    }
}

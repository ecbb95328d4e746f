//! Displayed formulas become Typst equations; one that is too wide for its line is
//! broken where resolving says that a line may begin, then made smaller.
//!
//! How wide a formula is, Typst alone knows: what it needs to choose stands in
//! [`RULES`], the places and the bounds come from the document and its style.

use std::fmt::Write as _;

use super::Writer;
use super::escape::literal;
use super::look::pt;
use crate::model::resolved::{Block, BlockKind, Equation, FormulaLead, Resolved, visit_blocks, visit_in};
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

/// The rules that the wide formulas of a document need.
pub(super) fn rules(doc: &Resolved, style: &Style) -> String {
    let mut wide = false;
    let mut look = |block: &Block| {
        wide |= matches!(&block.kind, BlockKind::Equation(equation) if !equation.pieces.is_empty());
    };
    doc.meta().abstracts.iter().for_each(|text| visit_in(&text.blocks, &mut look));
    visit_blocks(doc, &mut look);
    if !wide {
        return String::new();
    }
    let look = &style.equation;
    RULES
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
        let number = equation.label.as_ref().map(|label| literal(&label.text()));
        let numbering = number.as_ref().map_or("none".to_owned(), |number| format!("_ => {number}"));
        let alt = literal(&equation.math.source);
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
}

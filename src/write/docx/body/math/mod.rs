//! Formulas become OMML, the math of Word (ECMA-376-1 §22.1).
//!
//! Each part of the tree has its element there; where Word expects the operand
//! of a sum or of a function inside the element, `operand` says how much of
//! the row that is. Sizes (`\displaystyle`) have no counterpart and are left to
//! Word; negative spaces are left out; delimiters of a fixed size become ones
//! that grow where a pair is found, and plain signs otherwise.
//!
//! It must not know LaTeX, nor a font by name: the font comes from the style.

mod element;
mod operand;
mod pair;
mod run;
mod structure;

use crate::model::math::{Expr, Face};
use crate::ooxml::{Element, Node};

/// A formula as an `m:oMath` element (§22.1.2.77) whose signs stand in the given
/// font.
#[must_use]
pub(in crate::write::docx) fn write(expr: &Expr, font: &str) -> Element {
    let mut writer = Writer { out: Vec::new(), font: font.to_owned(), color: None, depth: 0 };
    writer.expr(expr);
    Element::new("m:oMath").holding_all(writer.out)
}

/// What holds for the part that is written.
struct Writer {
    out: Vec<Node>,
    font: String,
    color: Option<[u8; 3]>,
    /// How many rows lie around this one.
    depth: usize,
}

/// Deeper inside, delimiters and operators are plain signs: a row may hold any
/// number of open parentheses, but neither Word nor the stack takes them nested
/// without end.
const DEPTH: usize = 60;

impl Writer {
    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Row(items) => self.row(items),
            Expr::Symbol { text, face, .. } => self.symbol(text, *face),
            Expr::Number { text, face: Face::Default } => self.run(text, run::style(Face::Upright)),
            Expr::Number { text, face } => self.run(text, run::style(*face)),
            // A field or a link cannot stand in a formula (ECMA-376-1 §22.1.2.77).
            Expr::Text(text) | Expr::Reference { text, .. } => self.words(text),
            Expr::Function(name) => self.run(name, run::style(Face::Upright)),
            Expr::Fraction { numerator, denominator, line } => self.fraction(numerator, denominator, *line),
            Expr::Root { radicand, index } => self.root(radicand, index.as_deref()),
            Expr::Scripts { base, sub, sup, limits } => {
                self.scripts(base, sub.as_deref(), sup.as_deref(), *limits);
            }
            Expr::Fenced { open, close, body } => self.fenced(*open, *close, body),
            Expr::SizedDelimiter { text, .. } => self.run(&text.to_string(), run::style(Face::Upright)),
            Expr::Matrix { rows, columns } => self.matrix(rows, columns),
            Expr::Cases { rows, left } => self.cases(rows, *left),
            Expr::Aligned(rows) => self.aligned(rows),
            Expr::Gathered(lines) => self.gathered(lines),
            Expr::Accent { base, sign, stretchy, under } => self.accent(base, *sign, *stretchy, *under),
            Expr::Space(width) => self.run(run::space(*width), run::style(Face::Upright)),
            Expr::Sized(_, body) => self.expr(body),
            Expr::Colored(color, body) => {
                let outer = self.color.replace(*color);
                self.expr(body);
                self.color = outer;
            }
            Expr::Negated(body) => self.struck(body),
            Expr::Boxed(body) => self.boxed(body),
            Expr::Phantom(body) => self.phantom(body),
        }
    }

    /// Parts in turn; a sum or a function takes what it acts on along, a pair of
    /// delimiters what stands between, scripts without a base the next part.
    fn row(&mut self, items: &[Expr]) {
        if self.depth >= DEPTH {
            return items.iter().for_each(|item| self.expr(item));
        }
        self.depth += 1;
        let bars = pair::bars(items);
        let mut rest = items;
        while let Some((first, behind)) = rest.split_first() {
            let taken = match pair::find(first, behind, &bars) {
                Some(pair) => self.pair(&pair, behind),
                None => self.with_operand(first, behind),
            };
            rest = &behind[taken..];
        }
        self.depth -= 1;
    }

    /// Writes a part with what follows; returns how many of these it took.
    fn with_operand(&mut self, first: &Expr, behind: &[Expr]) -> usize {
        let head = operand::head(first);
        let taken = match head {
            operand::Head::None => 0,
            operand::Head::Prescripts => usize::from(behind.first().is_some_and(operand::carries_prescripts)),
            operand::Head::Large => operand::extent(behind, false),
            operand::Head::Function => operand::extent(behind, true),
        };
        match (head, first) {
            _ if taken == 0 => self.expr(first),
            (operand::Head::Function, first) => self.function(first, &behind[..taken]),
            (operand::Head::Prescripts, Expr::Scripts { sub, sup, .. }) => {
                self.prescripts(sub.as_deref(), sup.as_deref(), &behind[0]);
            }
            (operand::Head::Large | operand::Head::Prescripts | operand::Head::None, first) => {
                self.nary(first, &behind[..taken]);
            }
        }
        taken
    }

    /// Writes delimiters that belong together, with the scripts of the second;
    /// returns how many parts behind the first that took.
    fn pair(&mut self, pair: &pair::Pair<'_>, behind: &[Expr]) -> usize {
        self.behind(pair.sub, pair.sup, |writer| {
            writer.delimited(Some(pair.open), Some(pair.close), pair.grow, &behind[..pair.inside]);
        });
        pair.inside + 1
    }

    fn symbol(&mut self, text: &str, face: Face) {
        // In lines that are aligned, Word takes the sign itself for a mark.
        if text.contains('&') {
            return self.words(text);
        }
        let letter = text.chars().all(|c| c.is_alphabetic() || matches!(c, '∂' | '∇'));
        let upright = face == Face::Default && !letter;
        self.run(text, run::style(if upright { Face::Upright } else { face }));
    }
}

#[cfg(test)]
mod tests;

//! A displayed formula that may be too wide for its line is divided at the places
//! where a line of it may begin: before a relation, else before an operator, of the
//! outermost row alone.
//!
//! How wide it really is only its fonts know: the editions break it there if it does
//! not fit. What surely fits is left whole.

use super::Resolver;
use crate::model::math::{Class, Expr};
use crate::model::resolved::{FormulaLead, FormulaPiece};

/// A formula of less than this part of the line surely fits: the estimate is never
/// that wrong.
const SURE: f64 = 0.6;

impl Resolver<'_> {
    /// The pieces of a formula that may be too wide for the line; none of one that
    /// surely fits.
    pub(super) fn formula_pieces(&self, tree: Option<&Expr>) -> Vec<FormulaPiece> {
        let Some(tree) = tree else { return Vec::new() };
        let width = self.style.body.size().scaled(ems(tree));
        if width <= self.width.scaled(SURE) { Vec::new() } else { pieces(tree) }
    }
}

/// A formula in pieces, each with what it begins with.
fn pieces(tree: &Expr) -> Vec<FormulaPiece> {
    let mut list: Vec<(FormulaLead, Vec<Expr>)> = vec![(FormulaLead::Start, Vec::new())];
    let mut items = Vec::new();
    flatten(tree, &mut items);
    let mut open = 0_usize;
    for (at, item) in items.iter().enumerate() {
        let lead = lead(item).filter(|lead| open == 0 && may_break(*lead, items[..at].last().copied()));
        open = match class(item) {
            Some(Class::Opening) => open + 1,
            Some(Class::Closing) => open.saturating_sub(1),
            _ => open,
        };
        match (lead, list.last_mut()) {
            (Some(lead), _) => list.push((lead, vec![(*item).clone()])),
            (None, Some((_, last))) => last.push((*item).clone()),
            (None, None) => {}
        }
    }
    list.into_iter().map(|(lead, items)| FormulaPiece { lead, body: Expr::Row(items) }).collect()
}

/// The parts of the outermost row.
fn flatten<'a>(tree: &'a Expr, items: &mut Vec<&'a Expr>) {
    match tree {
        Expr::Row(row) => row.iter().for_each(|item| flatten(item, items)),
        other => items.push(other),
    }
}

fn lead(item: &Expr) -> Option<FormulaLead> {
    match class(item)? {
        Class::Relation => Some(FormulaLead::Relation),
        Class::Binary => Some(FormulaLead::Operator),
        Class::Ordinary | Class::Large | Class::Opening | Class::Closing | Class::Fence | Class::Punctuation => None,
    }
}

/// The class of a sign, also of one that carries something, as `=` with a text above.
fn class(item: &Expr) -> Option<Class> {
    match item {
        Expr::Symbol { class, .. } | Expr::SizedDelimiter { class, .. } => Some(*class),
        Expr::Scripts { base, .. } => class(base).filter(|class| *class == Class::Relation),
        Expr::Row(row) => match row.as_slice() {
            [one] => class(one),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a line may begin at a sign: not at one that belongs to what stands behind
/// it, as the minus of a negative number, nor at the second of two relations.
fn may_break(lead: FormulaLead, before: Option<&Expr>) -> bool {
    let Some(before) = before else { return false };
    let before = class(before);
    match before {
        Some(Class::Relation | Class::Binary | Class::Large | Class::Opening) => false,
        Some(Class::Punctuation) => lead != FormulaLead::Operator,
        Some(Class::Ordinary | Class::Closing | Class::Fence) | None => true,
    }
}

/// About how wide a part is, in units of the font size, rather too little.
pub(super) fn ems(expr: &Expr) -> f64 {
    let row = |items: &[Expr]| items.iter().map(ems).sum::<f64>();
    let widest = |items: &[Expr]| items.iter().map(ems).fold(0.0, f64::max);
    match expr {
        Expr::Row(items) => row(items),
        Expr::Symbol { text, class, .. } => {
            let space = match class {
                Class::Relation => 0.55,
                Class::Binary => 0.44,
                _ => 0.0,
            };
            0.5 * text.chars().count() as f64 + space
        }
        Expr::Number { text, .. } | Expr::Function(text) => 0.5 * text.chars().count() as f64,
        Expr::Text(text) | Expr::Reference { text, .. } => {
            text.chars().map(|ch| if ch.is_ascii() { 0.45 } else { 1.0 }).sum()
        }
        Expr::Fraction { numerator, denominator, .. } => ems(numerator).max(ems(denominator)),
        Expr::Root { radicand, .. } => 0.7 + ems(radicand),
        Expr::Scripts { base, sub, sup, limits } => {
            let scripts = [sub, sup].map(|part| part.as_deref().map_or(0.0, ems));
            let scripts = 0.65 * scripts[0].max(scripts[1]);
            if *limits { ems(base).max(scripts) } else { ems(base) + scripts }
        }
        Expr::Fenced { body, .. } => 0.7 + ems(body),
        Expr::SizedDelimiter { .. } => 0.4,
        Expr::Matrix { rows, .. } | Expr::Cases { rows, .. } | Expr::Aligned(rows) => {
            let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
            let column = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(ems).fold(0.0, f64::max);
            (0..columns).map(column).sum::<f64>() + 0.5 * columns.saturating_sub(1) as f64
        }
        Expr::Gathered(lines) => widest(lines),
        Expr::Space(width) => f64::from(*width),
        Expr::Accent { base: body, .. }
        | Expr::Sized(_, body)
        | Expr::Colored(_, body)
        | Expr::Negated(body)
        | Expr::Boxed(body)
        | Expr::Phantom(body) => ems(body),
    }
}

#[cfg(test)]
mod tests {
    use super::{FormulaLead, pieces};
    use crate::diag::{Sink, SourceId};
    use crate::model::document::BlockKind;
    use crate::read::markdown;

    /// What each piece begins with, as a letter.
    fn leads(formula: &str) -> String {
        let text = format!("$$\n{formula}\n$$\n");
        let document = markdown::read(SourceId(0), &text, &mut Sink::new()).unwrap();
        let BlockKind::Equation(math) = &document.blocks[0].kind else { panic!("no formula") };
        let letter = |lead| match lead {
            FormulaLead::Start => 's',
            FormulaLead::Relation => 'r',
            FormulaLead::Operator => 'o',
        };
        pieces(math.tree.as_ref().unwrap()).iter().map(|piece| letter(piece.lead)).collect()
    }

    #[test]
    fn lines_begin_at_relations_and_operators_of_the_outermost_row() {
        assert_eq!(leads("a = b + c - d \\le e"), "sroor");
        assert_eq!(leads("f(a + b) = \\frac{a + b}{c = d} \\times [a - b]"), "sro");
        assert_eq!(leads("a \\stackrel{x}{=} b"), "sr");
    }

    #[test]
    fn no_line_begins_at_a_sign_that_belongs_to_its_neighbour() {
        assert_eq!(leads("-a = -b + (-c)"), "sro");
        assert_eq!(leads("\\left(a + b\\right) = \\sum_{i=1}^n x_i"), "sr");
    }
}

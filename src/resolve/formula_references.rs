//! References within formulas, as in `\\overset{\\eqref{eq:a}}{=}`, become the numbers of
//! what they mean.

use super::Resolver;
use crate::diag::Span;
use crate::model::document::Reference;
use crate::model::math::{Expr, Math};

impl Resolver<'_> {
    /// A formula with the numbers of what it refers to; what is unknown stands as it was
    /// written.
    pub(super) fn with_references(&mut self, math: &Math, span: Span) -> Math {
        let mut math = math.clone();
        math.tree.iter_mut().for_each(|tree| self.refer(tree, span));
        math
    }

    fn refer(&mut self, expr: &mut Expr, span: Span) {
        if let Expr::Reference { id, bracketed, text, anchor } = expr {
            let meant = Reference { id: id.clone(), number_only: true, source: text.clone() };
            let Some(found) = self.numbered(&meant, span) else { return };
            self.anchors.mark_referenced(found);
            let number = self.anchors.reading(found, true).unwrap_or_default();
            *text = if *bracketed { number } else { number.trim_matches(['(', ')', '（', '）']) }.to_owned();
            *anchor = Some(found.0);
        }
        expr.parts_mut().into_iter().for_each(|part| self.refer(part, span));
    }
}

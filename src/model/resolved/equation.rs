//! Displayed formulas with their labels, and the pieces that their lines begin with.

use serde::Serialize;

use super::AnchorId;
use super::caption::Label;
use crate::model::math::{Expr, Math};

/// A displayed formula.
#[derive(Debug, Clone, Serialize)]
pub struct Equation {
    /// The formula.
    pub math: Math,
    /// The formula in the pieces that lines may begin with, where it may be too wide
    /// for one line; empty where it surely fits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<FormulaPiece>,
    /// Its label, such as （1）; the end mark of a proof where it is not numbered and
    /// ends one.
    pub label: Option<Label>,
    /// What references point to.
    pub anchor: Option<AnchorId>,
    /// Its lines, where they have numbers of their own; then it has none itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<EquationLine>,
    /// About how wide each column of the lines is, in units of the font size.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<f64>,
    /// The cells of the lines that stand elsewhere and are aligned with these: words
    /// part them.
    #[serde(skip)]
    pub parted: Vec<Vec<Expr>>,
}

impl Equation {
    /// How far apart its lines stand, in units of the font size.
    pub const LINE_GAP: f64 = 0.65;
    /// How far apart pairs of columns stand, in units of the font size.
    pub const COLUMN_GAP: f64 = 2.0;

    /// All labels with what references to them point to.
    pub fn labels(&self) -> impl Iterator<Item = (Option<&Label>, Option<AnchorId>)> {
        let whole = (self.label.as_ref(), self.anchor);
        std::iter::once(whole).chain(self.lines.iter().map(|line| (line.label.as_ref(), line.anchor)))
    }
}

/// A line of a formula, which may have a number of its own.
#[derive(Debug, Clone, Serialize)]
pub struct EquationLine {
    /// Its LaTeX source.
    pub source: String,
    /// Its cells, as many as those of the other lines: a single one stands in the
    /// middle, else they stand at the right and at the left in turn.
    pub cells: Vec<Expr>,
    /// Its label.
    pub label: Option<Label>,
    /// What references point to.
    pub anchor: Option<AnchorId>,
}

/// A part of a formula that a line may begin with.
#[derive(Debug, Clone, Serialize)]
pub struct FormulaPiece {
    /// What it begins with.
    pub lead: FormulaLead,
    /// The part.
    pub body: Expr,
}

/// What a piece of a formula begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormulaLead {
    /// It is the first.
    Start,
    /// A relation, such as =.
    Relation,
    /// A binary operator, such as +.
    Operator,
}

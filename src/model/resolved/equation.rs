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

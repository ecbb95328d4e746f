//! How much of a row a sum, an integral or a function acts on.
//!
//! Word keeps the operand inside of `m:nary` and `m:func` and shows a dotted box
//! where there is none. The rule: all that follows up to the next relation,
//! punctuation, wide space or additive operator outside of delimiters; a
//! function ends at the next function or sum as well. A sign directly behind
//! the operator belongs to the operand. If nothing is left, the operator is
//! written as a plain sign with scripts.

#![expect(clippy::wildcard_enum_match_arm, reason = "asks what an expression is, writes none")]

use crate::model::math::{Class, Expr};

/// What a part begins.
pub(super) enum Head {
    None,
    /// A sum or an integral.
    Large,
    /// A function.
    Function,
    /// Scripts without a base: they belong to what follows.
    Prescripts,
}

/// What a part, or the base of its scripts, begins.
pub(super) fn head(expr: &Expr) -> Head {
    match expr {
        Expr::Symbol { class: Class::Large, text, .. } if text.chars().count() == 1 => Head::Large,
        Expr::Function(name) if name != "mod" => Head::Function,
        Expr::Scripts { base, .. } => match base.as_ref() {
            Expr::Symbol { class: Class::Large, text, .. } if text.chars().count() == 1 => Head::Large,
            Expr::Function(_) => Head::Function,
            Expr::Row(items) if items.is_empty() => Head::Prescripts,
            _ => Head::None,
        },
        _ => Head::None,
    }
}

/// Whether scripts before a part belong to it.
pub(super) fn carries_prescripts(expr: &Expr) -> bool {
    match expr {
        Expr::Scripts { base, .. } => carries_prescripts(base),
        Expr::Row(items) => !items.is_empty(),
        Expr::Symbol { class, .. } => *class == Class::Ordinary,
        Expr::Number { .. } | Expr::Text(_) | Expr::Fenced { .. } => true,
        _ => false,
    }
}

/// How many of the parts behind it an operator acts on.
pub(super) fn extent(behind: &[Expr], function: bool) -> usize {
    let mut depth = 0_usize;
    let mut end = 0;
    for (index, item) in behind.iter().enumerate() {
        match class(item) {
            Class::Opening => depth += 1,
            Class::Closing if depth == 0 && !is_factorial(item) => break,
            Class::Closing => depth = depth.saturating_sub(usize::from(!is_factorial(item))),
            Class::Relation | Class::Punctuation if depth == 0 => break,
            Class::Binary if depth == 0 && end > 0 && is_additive(item) => break,
            Class::Ordinary | Class::Binary | Class::Relation | Class::Large | Class::Fence | Class::Punctuation => {}
        }
        if depth == 0 && (is_wide_space(item) || (function && end > 0 && !matches!(head(item), Head::None))) {
            break;
        }
        if !matches!(item, Expr::Space(_)) {
            end = index + 1;
        }
    }
    if behind[..end].iter().all(is_sign) { 0 } else { end }
}

fn class(item: &Expr) -> Class {
    match item {
        Expr::Symbol { class, .. } | Expr::SizedDelimiter { class, .. } => *class,
        Expr::Scripts { base, .. } => class(base),
        _ => Class::Ordinary,
    }
}

fn is_factorial(item: &Expr) -> bool {
    matches!(item, Expr::Symbol { text, .. } if text == "!" || text == "?")
}

fn is_sign(item: &Expr) -> bool {
    matches!(item, Expr::Symbol { class: Class::Binary, .. } | Expr::Space(_))
        || matches!(item, Expr::Row(items) if items.is_empty())
}

fn is_additive(item: &Expr) -> bool {
    matches!(item, Expr::Symbol { text, .. } if matches!(text.as_str(), "+" | "−" | "-" | "±" | "∓" | "∨" | "∧" | "∪" | "∩"))
}

fn is_wide_space(item: &Expr) -> bool {
    matches!(item, Expr::Space(width) if *width >= 0.9)
}

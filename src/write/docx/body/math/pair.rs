//! Which signs of a row are delimiters that belong together.
//!
//! Word keeps delimiters and what stands between in one element, to which
//! scripts belong as a whole: `(a+b)^2` is the square of the parentheses, not of
//! the last one. Delimiters that were not asked to grow do not.

#![expect(clippy::wildcard_enum_match_arm, reason = "asks what an expression is, writes none")]

use crate::model::math::{Class, Expr};

/// A first delimiter that finds its second.
pub(super) struct Pair<'a> {
    pub(super) open: char,
    pub(super) close: char,
    /// How many parts stand between.
    pub(super) inside: usize,
    /// The scripts of the second.
    pub(super) sub: Option<&'a Expr>,
    pub(super) sup: Option<&'a Expr>,
    pub(super) grow: bool,
}

/// The bars of a row that are pairs: those whose number is even and that have
/// something between them.
pub(super) fn bars(items: &[Expr]) -> Vec<char> {
    let is_pair = |bar: &char| {
        let places: Vec<usize> = (0..items.len()).filter(|index| bar_of(&items[*index]) == Some(*bar)).collect();
        !places.is_empty()
            && places.len().is_multiple_of(2)
            && places.chunks(2).all(|pair| pair[1] - pair[0] > 1 && balanced(&items[pair[0]..pair[1]]))
    };
    ['|', '‖'].into_iter().filter(is_pair).collect()
}

/// The pair that a part begins.
pub(super) fn find<'a>(first: &Expr, behind: &'a [Expr], bars: &[char]) -> Option<Pair<'a>> {
    let (open, grow) = match first {
        Expr::Symbol { class: Class::Opening, text, .. } => (single(text)?, false),
        Expr::SizedDelimiter { class: Class::Opening, text, .. } => (*text, true),
        first @ Expr::Symbol { .. } => {
            let bar = bar_of(first).filter(|bar| bars.contains(bar))?;
            let inside = behind.iter().position(|item| bar_of(item) == Some(bar))?;
            let (sub, sup) = scripts(&behind[inside]);
            return Some(Pair { open: bar, close: bar, inside, sub, sup, grow: false });
        }
        _ => return None,
    };
    let mut depth = 0_usize;
    for (inside, item) in behind.iter().enumerate() {
        match side(item) {
            Side::Open => depth += 1,
            Side::Close(_) if depth > 0 => depth -= 1,
            Side::Close(close) => {
                let (sub, sup) = scripts(item);
                return Some(Pair { open, close, inside, sub, sup, grow });
            }
            Side::None => {}
        }
    }
    None
}

enum Side {
    None,
    Open,
    Close(char),
}

fn side(item: &Expr) -> Side {
    match item {
        Expr::Symbol { class: Class::Opening, text, .. } if single(text).is_some() => Side::Open,
        Expr::SizedDelimiter { class: Class::Opening, .. } => Side::Open,
        Expr::Symbol { class: Class::Closing, text, .. } => {
            single(text).filter(|c| !matches!(c, '!' | '?')).map_or(Side::None, Side::Close)
        }
        Expr::SizedDelimiter { class: Class::Closing, text, .. } => Side::Close(*text),
        Expr::Scripts { base, limits: false, .. } => match side(base) {
            Side::Close(close) => Side::Close(close),
            Side::Open | Side::None => Side::None,
        },
        _ => Side::None,
    }
}

fn scripts(item: &Expr) -> (Option<&Expr>, Option<&Expr>) {
    match item {
        Expr::Scripts { sub, sup, .. } => (sub.as_deref(), sup.as_deref()),
        _ => (None, None),
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The bar that a part is, or that its scripts stand behind.
fn bar_of(item: &Expr) -> Option<char> {
    match item {
        Expr::Symbol { class: Class::Ordinary, text, .. } => single(text).filter(|c| matches!(c, '|' | '‖')),
        Expr::Scripts { base, limits: false, .. } => bar_of(base),
        _ => None,
    }
}

/// Whether as many delimiters open as close.
fn balanced(items: &[Expr]) -> bool {
    let mut depth = 0_i64;
    for item in items {
        depth += match side(item) {
            Side::Open => 1,
            Side::Close(_) => -1,
            Side::None => 0,
        };
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

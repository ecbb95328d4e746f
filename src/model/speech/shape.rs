//! What the words of a formula depend on: whether a part is one sign for the ear, is upright,
//! or shows nothing.

use super::text::Word;
use crate::model::math::{Class, Expr, Face};

/// The space between the groups of a long number, or a number and its unit, at the most.
pub(super) const THIN: f32 = 0.2;

/// A part without what changes its look alone.
pub(super) fn plain(expr: &Expr) -> &Expr {
    let mut expr = expr;
    loop {
        expr = match expr {
            Expr::Sized(_, body) | Expr::Colored(_, body) => body,
            Expr::Row(items) => match items.as_slice() {
                [only] => only,
                _ => return expr,
            },
            _ => return expr,
        };
    }
}

/// Whether a part is one word for the ear, of which nobody asks where it ends.
pub(super) fn is_simple(expr: &Expr) -> bool {
    match plain(expr) {
        Expr::Symbol { .. } | Expr::Number { .. } | Expr::Function(_) | Expr::Reference { .. } => true,
        Expr::Text(words) => !words.trim().contains(char::is_whitespace),
        // A word of upright letters.
        Expr::Row(items) => {
            let face = items.first().and_then(letter).map(|(_, face)| face);
            items.iter().all(|item| letter(item).is_some_and(|(_, other)| Some(other) == face))
        }
        _ => false,
    }
}

/// Whether a part shows nothing.
pub(super) fn is_empty(expr: &Expr) -> bool {
    matches!(plain(expr), Expr::Row(items) if items.is_empty())
}

/// Whether digits go on a long number: three of them, or the last ones of its decimals.
pub(super) fn is_group(digits: &str, decimal: bool) -> bool {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    decimals.len() <= 3 && (whole.len() == 3 || decimal && whole.len() < 3)
}

/// A letter that makes words with others of its face.
pub(super) fn letter(expr: &Expr) -> Option<(&str, Face)> {
    match expr {
        Expr::Symbol { text, class: Class::Ordinary, face }
            if !matches!(face, Face::Default | Face::Italic | Face::DoubleStruck)
                && text.len() == 1
                && text.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            Some((text, *face))
        }
        _ => None,
    }
}

/// Whether a part with scripts is a small letter of a face.
pub(super) fn ends_a_symbol(expr: &Expr, face: Face) -> bool {
    let Expr::Scripts { base, .. } = expr else { return false };
    let small = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    face == Face::Upright && letter(base).is_some_and(|(text, other)| other == face && small(text))
}

/// Whether a part is, or begins with, an upright letter, as units and chemical elements
/// are; asked so many levels deep.
pub(super) fn is_upright(expr: &Expr, levels: usize) -> bool {
    match expr {
        Expr::Symbol { face: Face::Upright, text, .. } => text.bytes().all(|byte| byte.is_ascii_alphabetic()),
        Expr::Scripts { base, .. } if levels > 0 => is_upright(base, levels - 1),
        Expr::Row(items) if levels > 0 => items.first().is_some_and(|first| is_upright(first, levels - 1)),
        _ => false,
    }
}

/// Whether a part is a minus.
pub(super) fn is_minus(expr: &Expr) -> bool {
    matches!(expr, Expr::Symbol { text, .. } if matches!(text.as_str(), "−" | "-"))
}

/// The name of the bond that a sign is: it takes no space, and what stands beside it is
/// upright.
pub(super) fn bond(sign: &Expr, before: Option<&Expr>, behind: Option<&Expr>) -> Option<Word> {
    let Expr::Symbol { text, class: Class::Ordinary, .. } = sign else { return None };
    let word = match text.as_str() {
        "−" => Word("单键", "single bond"),
        "=" => Word("双键", "double bond"),
        "≡" => Word("三键", "triple bond"),
        _ => return None,
    };
    let mut sides = before.into_iter().chain(behind).peekable();
    (sides.peek().is_some() && sides.all(|side| is_upright(side, 2))).then_some(word)
}

/// A ring that stands high and carries nothing, or the sign of degrees.
pub(super) fn is_degrees(expr: &Expr) -> bool {
    match expr {
        Expr::Symbol { text, .. } => text == "°",
        Expr::Scripts { base, sub: None, sup: Some(sup), .. } => {
            is_empty(base) && matches!(plain(sup), Expr::Symbol { text, .. } if matches!(text.as_str(), "∘" | "°"))
        }
        _ => false,
    }
}

/// Whether a plus or minus behind a part belongs to what follows.
pub(super) fn opens(expr: &Expr) -> bool {
    match expr {
        Expr::Symbol { class, .. } | Expr::SizedDelimiter { class, .. } => {
            matches!(class, Class::Binary | Class::Relation | Class::Large | Class::Opening | Class::Punctuation)
        }
        Expr::Scripts { base, .. } => match base.as_ref() {
            Expr::Symbol { class, .. } => matches!(class, Class::Relation | Class::Large),
            _ => false,
        },
        _ => false,
    }
}

/// Whether an omega behind these parts is the unit.
pub(super) fn follows_number(before: &[Expr]) -> bool {
    match before {
        [.., Expr::Number { .. }, Expr::Space(width)] => *width <= THIN,
        [.., Expr::Symbol { text, face: Face::Upright, .. }] => text.chars().all(|c| c.is_ascii_alphabetic()),
        _ => false,
    }
}

//! An expression as one line of text, for tables of what a formula prints.
//!
//! Italic letters are mathematical italics, a space of the formula is `␣`, scripts
//! stand behind `_` and `^`, what stands over and under a sign in `[over][under]`.

use crate::model::math::{Class, Expr, Face};

/// The line.
pub(super) fn linear(expr: &Expr) -> String {
    match expr {
        Expr::Row(items) => items.iter().map(linear).collect(),
        Expr::Gathered(items) => items.iter().map(linear).collect::<Vec<_>>().join(" ⏎ "),
        Expr::Symbol { text, class, face } => match class {
            Class::Binary | Class::Relation => format!(" {text} "),
            Class::Punctuation => format!("{text} "),
            _ => text.chars().map(|c| letter(c, *face)).collect(),
        },
        Expr::Number { text, .. } | Expr::Reference { text, .. } | Expr::Text(text) => text.clone(),
        Expr::Function(text) => format!("{text} "),
        Expr::Fraction { numerator, denominator, .. } => {
            format!("{}∕{}", grouped(numerator), grouped(denominator))
        }
        Expr::Root { radicand, index } => {
            format!("{}√{}", index.as_deref().map(linear).unwrap_or_default(), grouped(radicand))
        }
        Expr::Scripts { base, sub, sup, limits: true } => {
            let part = |part: &Option<Box<Expr>>| part.as_deref().map(linear).unwrap_or_default();
            format!("{}[{}][{}] ", linear(base).trim_end(), part(sup), part(sub))
        }
        Expr::Scripts { base, sub, sup, limits: false } => {
            let part = |mark: char, part: &Option<Box<Expr>>| {
                part.as_deref().map(|part| format!("{mark}{}", grouped(part))).unwrap_or_default()
            };
            format!("{}{}{}", linear(base), part('_', sub), part('^', sup))
        }
        Expr::Fenced { open, close, body } => {
            let sign = |sign: &Option<char>| sign.map(String::from).unwrap_or_default();
            format!("{}{}{}", sign(open), linear(body), sign(close))
        }
        Expr::SizedDelimiter { text, .. } => text.to_string(),
        Expr::Matrix { rows, .. } | Expr::Aligned(rows) | Expr::Cases { rows, .. } => {
            let line = |cells: &Vec<Expr>| cells.iter().map(linear).collect::<Vec<_>>().join(" & ");
            format!("⟦{}⟧", rows.iter().map(line).collect::<Vec<_>>().join(" ⏎ "))
        }
        Expr::Accent { base, sign, under, .. } => {
            format!("{}{}{sign}", grouped(base), if *under { "_" } else { "^" })
        }
        Expr::Space(_) => "␣".into(),
        Expr::Sized(_, base) | Expr::Colored(_, base) => linear(base),
        Expr::Negated(base) => format!("⟨not {}⟩", linear(base)),
        Expr::Boxed(base) => format!("⟨box {}⟩", linear(base)),
        Expr::Phantom(_) => String::new(),
    }
}

fn grouped(expr: &Expr) -> String {
    let text = linear(expr);
    if text.chars().count() == 1 { text } else { format!("{{{text}}}") }
}

fn letter(c: char, face: Face) -> char {
    let italic = |first: u32, base: char| char::from_u32(first + c as u32 - base as u32).unwrap_or(c);
    match (face, c) {
        (Face::Default, 'h') => 'ℎ',
        (Face::Default, 'a'..='z') => italic(0x1d44e, 'a'),
        (Face::Default, 'A'..='Z') => italic(0x1d434, 'A'),
        (Face::Default, 'α'..='ω') => italic(0x1d6fc, 'α'),
        _ => c,
    }
}

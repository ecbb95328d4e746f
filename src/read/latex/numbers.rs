//! Numbers as siunitx reads them (`1.2e3`, `1.234(5)`, `1+2i`) become digits and signs;
//! long ones are printed in groups of three digits.

use super::parser::row;
use super::symbol;
use super::unit_options::UnitOptions;
use crate::model::math::{Class, Expr, Face};

/// The space between groups of digits, in units of the font size.
const THIN: f32 = 1.0 / 6.0;
/// How many digits are printed in groups.
const GROUPED_FROM: usize = 5;

/// A number as siunitx reads it: `1.2e3`, `-5`, `1.2 +- 0.1`, `2 x 3`.
pub(super) fn number(text: &str, options: &UnitOptions) -> Expr {
    let signs = [("\\pm", "±"), ("+-", "±"), ("\\times", "×"), ("\\approx", "≈"), ("\\sim", "∼"), ("\\le", "≤")];
    let signs = signs.into_iter().chain([("\\ge", "≥"), ("\\ll", "≪"), ("\\gg", "≫"), ("\\cdot", "⋅")]);
    let text = signs.fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign));
    let plain = |c: &char| !c.is_whitespace() && !c.is_control() && !"{}~\\".contains(*c);
    let text: String = text.chars().filter(plain).collect();
    // A number with an uncertainty has its places from that.
    let is_exact = !text.contains(['(', '±']);
    let sign = |c: &str, class| symbol::sign(c.into(), class, Face::Default);
    let mut items = Vec::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        if digits > 0 {
            let digits_here = rest[..digits].replace(',', ".");
            rest = &rest[digits..];
            let digits_here = if is_exact { options.rounding.round(&digits_here) } else { digits_here };
            match separate(&digits_here, rest).filter(|_| options.separate) {
                Some((uncertainty, behind)) => {
                    items.push(grouped(&digits_here, options));
                    items.push(sign("±", Class::Binary));
                    items.push(grouped(&uncertainty, options));
                    rest = behind;
                }
                None => items.push(grouped(&digits_here, options)),
            }
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            'e' | 'E' | 'd' | 'D' => {
                let len = rest.find(|c: char| !(c.is_ascii_digit() || "+-−".contains(c))).unwrap_or(rest.len());
                let number = |last: &Expr| match last {
                    Expr::Symbol { class, .. } => *class == Class::Closing,
                    last => matches!(last, Expr::Number { .. } | Expr::Row(_)),
                };
                if items.last().is_some_and(number) {
                    items.push(sign("×", Class::Binary));
                }
                let ten = Expr::Number { text: "10".into(), face: Face::Default };
                items.push(match rest[..len].trim_start_matches('+') {
                    "" => ten,
                    power => raised(ten, power),
                });
                rest = &rest[len..];
            }
            '-' | '−' => items.push(sign("−", joining(&items))),
            '+' => items.push(sign("+", joining(&items))),
            'i' | 'j' => items.push(symbol::sign(c.into(), Class::Ordinary, Face::Upright)),
            '*' => items.push(sign("⋅", Class::Binary)),
            // `10^-3`
            '^' => {
                let len = rest.find(|c: char| !(c.is_ascii_digit() || "+-−".contains(c))).unwrap_or(rest.len());
                let base = items.pop().unwrap_or_else(|| row(Vec::new()));
                items.push(raised(base, &rest[..len]));
                rest = &rest[len..];
            }
            '±' => items.push(sign("±", Class::Binary)),
            'x' | '×' => items.push(sign("×", Class::Binary)),
            c => items.push(symbol::expression(symbol::character(c), Face::Default)),
        }
    }
    row(items)
}

/// `\ang{1;2;3}`: degrees, minutes and seconds.
pub(super) fn angle(text: &str, options: &UnitOptions) -> Expr {
    let mut items = Vec::new();
    for (part, sign) in text.split(';').zip(["°", "′", "″"]).filter(|(part, _)| !part.trim().is_empty()) {
        items.push(number(part, options));
        items.push(symbol::sign(sign.into(), Class::Ordinary, Face::Default));
    }
    row(items)
}

/// The class of a sign: between two numbers it joins them.
fn joining(items: &[Expr]) -> Class {
    match items.last() {
        Some(Expr::Number { .. } | Expr::Row(_)) => Class::Binary,
        _ => Class::Ordinary,
    }
}

/// Digits with a nought before the point and spaces between groups of three.
fn grouped(text: &str, options: &UnitOptions) -> Expr {
    let text = if text.starts_with('.') { format!("0{text}") } else { text.to_owned() };
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let long = |digits: &str| digits.len() >= GROUPED_FROM && !digits.contains('.') && !options.ungrouped;
    if !long(whole) && !decimals.is_some_and(long) {
        return digits(text);
    }
    let first = if long(whole) { whole.len() % 3 } else { whole.len() };
    let mut groups = vec![whole[..first].to_owned()];
    groups.extend(threes(&whole[first..]));
    groups.retain(|group| !group.is_empty());
    if let Some(decimals) = decimals {
        let last = groups.pop().unwrap_or_default();
        let mut behind = if long(decimals) { threes(decimals) } else { vec![decimals.to_owned()] }.into_iter();
        groups.push(format!("{last}.{}", behind.next().unwrap_or_default()));
        groups.extend(behind);
    }
    let mut items = Vec::new();
    for group in groups {
        if !items.is_empty() {
            items.push(Expr::Space(THIN));
        }
        items.push(digits(group));
    }
    row(items)
}

fn threes(digits: &str) -> Vec<String> {
    digits.as_bytes().chunks(3).map(|group| group.iter().copied().map(char::from).collect()).collect()
}

fn digits(text: String) -> Expr {
    Expr::Number { text, face: Face::Default }
}

/// The uncertainty in brackets behind a number as a number of its own, and what
/// stands behind it: `1.234(5)` is 1.234 ± 0.005.
fn separate<'t>(number: &str, behind: &'t str) -> Option<(String, &'t str)> {
    let (inner, behind) = behind.strip_prefix('(')?.split_once(')')?;
    if inner.is_empty() || !inner.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let padded = format!("{inner:0>width$}", width = places + 1);
    let (whole, decimals) = padded.split_at(padded.len() - places);
    Some((if places == 0 { whole.to_owned() } else { format!("{whole}.{decimals}") }, behind))
}

/// A part with a power.
pub(super) fn raised(base: Expr, power: &str) -> Expr {
    let mut items: Vec<Expr> = Vec::new();
    for c in power.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !"{}\\".contains(*c)) {
        match (c, items.last_mut()) {
            (c, Some(Expr::Number { text, .. })) if c.is_ascii_digit() => text.push(c),
            (c, _) if c.is_ascii_digit() => items.push(Expr::Number { text: c.into(), face: Face::Default }),
            ('-' | '−', _) => items.push(symbol::sign("−".into(), Class::Ordinary, Face::Default)),
            (c, _) => items.push(symbol::expression(symbol::character(c), Face::Default)),
        }
    }
    if items.is_empty() {
        return base;
    }
    Expr::Scripts { base: Box::new(base), sub: None, sup: Some(Box::new(row(items))), limits: false }
}

//! The formulas that the reader and both writers are tested with, and the
//! characters that an edition must show of each.

use crate::model::math::Expr;

/// One formula a line; those of chemistry, of units and of papers have what they print
/// behind a tab.
pub(crate) fn formulas() -> impl Iterator<Item = &'static str> {
    let tables = [include_str!("reactions.txt"), include_str!("quantities.txt"), include_str!("papers.txt")];
    let tabled = tables.into_iter().flat_map(str::lines).filter_map(|line| line.split('\t').next());
    include_str!("formulas.txt").lines().chain(tabled).filter(|line| !line.is_empty())
}

/// Every formula with its tree, set alone and set in a line of text.
pub(crate) fn trees() -> impl Iterator<Item = (&'static str, Expr)> {
    formulas().flat_map(|formula| {
        [true, false].into_iter().filter_map(move |display| {
            Some((formula, super::parser::parse(formula, display, &mut Default::default()).0?))
        })
    })
}

/// The letters, digits, signs and delimiters of an expression that print, in
/// the order of the tree.
pub(crate) fn characters(expr: &Expr) -> Vec<char> {
    let mut out = Vec::new();
    collect(expr, &mut out);
    out.retain(|c| !c.is_whitespace());
    out
}

fn collect(expr: &Expr, out: &mut Vec<char>) {
    match expr {
        Expr::Row(items) | Expr::Gathered(items) => items.iter().for_each(|item| collect(item, out)),
        Expr::Symbol { text, .. }
        | Expr::Number { text, .. }
        | Expr::Reference { text, .. }
        | Expr::Text(text)
        | Expr::Function(text) => {
            out.extend(text.chars());
        }
        Expr::Fraction { numerator, denominator, .. } => {
            collect(numerator, out);
            collect(denominator, out);
        }
        Expr::Root { radicand, index } => {
            collect(radicand, out);
            index.iter().for_each(|index| collect(index, out));
        }
        Expr::Scripts { base, sub, sup, .. } => {
            collect(base, out);
            sub.iter().chain(sup).for_each(|part| collect(part, out));
        }
        Expr::Fenced { open, close, body } => {
            out.extend(open.iter().chain(close));
            collect(body, out);
        }
        Expr::SizedDelimiter { text, .. } => out.push(*text),
        Expr::Matrix { rows, .. } | Expr::Aligned(rows) | Expr::Cases { rows, .. } => {
            rows.iter().flatten().for_each(|cell| collect(cell, out));
        }
        Expr::Accent { base, .. }
        | Expr::Sized(_, base)
        | Expr::Colored(_, base)
        | Expr::Negated(base)
        | Expr::Boxed(base) => collect(base, out),
        Expr::Space(_) | Expr::Phantom(_) => {}
    }
}

/// The first character that is expected and not found, counted.
pub(crate) fn missing(expected: &[char], found: &str) -> Option<char> {
    let count = |c: char| expected.iter().filter(|e| **e == c).count();
    expected.iter().copied().find(|c| found.chars().filter(|f| f == c).count() < count(*c))
}

/// Pieces of LaTeX put together at random, always in the same way.
pub(crate) fn random(count: usize) -> impl Iterator<Item = String> {
    const PIECES: &[&str] = &[
        "\\",
        "{",
        "}",
        "[",
        "]",
        "^",
        "_",
        "&",
        "%",
        "\n",
        "$",
        "#",
        "~",
        "'",
        "x",
        "1",
        ".",
        ",",
        "é",
        "中",
        "😀",
        "\u{301}",
        "\0",
        "\\frac",
        "\\sqrt",
        "\\left",
        "\\right",
        "\\middle",
        "(",
        ")",
        "|",
        "\\begin",
        "\\end",
        "{pmatrix}",
        "{array}",
        "{cc}",
        "\\\\",
        "\\text",
        "\\hspace",
        "\\kern",
        "3mu",
        "\\color",
        "{red}",
        "\\char",
        "\\def",
        "\\let",
        "\\not",
        "\\sum",
        "\\limits",
        "\\operatorname",
        "*",
        "\\genfrac",
        "\\xrightarrow",
        "\\substack",
        "\\tag",
        "\\label",
        "\\over",
        "\\big",
        "\\ ",
        "\\中",
        "\\hline",
        "\\cline",
        "\\displaystyle",
        "\\(",
        "\\)",
        "\\mathbb",
        "=",
        "-",
        "\\hat",
        "\\overbrace",
        "\\int",
        "\\sin",
        "{}",
        "{a}",
        "{x+y}",
        "\\bigl",
        "\\begin{cases}a&b\\\\",
        "\\end{cases}",
        "\\phantom",
        "\\boxed",
        "\\cancel",
        ";",
        "\"",
        "/",
        "!",
        "<",
        ">",
    ];
    let mut state = 0x9e37_79b9_u32;
    let mut next = move |bound: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % bound
    };
    (0..count).map(move |_| (0..next(14)).map(|_| PIECES[next(PIECES.len())]).collect())
}

/// The trees of random sources that have one.
pub(crate) fn random_trees(count: usize) -> impl Iterator<Item = (String, Expr)> {
    random(count).filter_map(|source| {
        let tree = super::parser::parse(&source, true, &mut Default::default()).0?;
        Some((source, tree))
    })
}

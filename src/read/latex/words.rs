//! What stands in `\text{…}`: words, with formulas between dollar signs.

use crate::model::math::{Class, Expr, Face};

/// A part of a text.
#[derive(Debug, PartialEq)]
pub(super) enum Part<'a> {
    /// Words as they are printed.
    Words(String),
    /// The source of a formula and where it begins in the text.
    Formula(&'a str, usize),
    /// A command that text does not know, with its place.
    Unknown(&'a str, usize),
}

/// The parts of a text.
pub(super) fn parts(source: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let next = at + c.len_utf8();
        match c {
            '$' => match source[next..].find('$') {
                Some(length) => {
                    flush(&mut words, &mut parts);
                    parts.push(Part::Formula(&source[next..next + length], next));
                    at = next + length + 1;
                    continue;
                }
                None => words.push('$'),
            },
            '\\' => {
                at = command(source, next, &mut words, &mut parts);
                continue;
            }
            '~' => words.push('\u{a0}'),
            '{' | '}' => {}
            c if c.is_whitespace() && c != '\u{a0}' && c != '\u{3000}' => {
                if !words.ends_with(' ') {
                    words.push(' ');
                }
            }
            c if c.is_control() => {}
            c => words.push(c),
        }
        at = next;
    }
    flush(&mut words, &mut parts);
    parts
}

/// Words in a face: their Latin letters and digits have it, since a formula has these
/// faces for no other script.
pub(super) fn in_face(words: &str, face: Face) -> Vec<Expr> {
    let mut list: Vec<Expr> = Vec::new();
    for ch in words.chars() {
        match (ch, list.last_mut()) {
            ('0'..='9', Some(Expr::Number { text, .. })) => text.push(ch),
            ('0'..='9', _) => list.push(Expr::Number { text: ch.to_string(), face }),
            ('A'..='Z' | 'a'..='z', _) => {
                list.push(Expr::Symbol { text: ch.to_string(), class: Class::Ordinary, face });
            }
            (_, Some(Expr::Text(text))) => text.push(ch),
            (_, _) => list.push(Expr::Text(ch.to_string())),
        }
    }
    list
}

fn flush<'a>(words: &mut String, parts: &mut Vec<Part<'a>>) {
    if !words.is_empty() {
        parts.push(Part::Words(std::mem::take(words)));
    }
}

/// Takes the command whose backslash stands before `start`; returns where the
/// text goes on.
fn command<'a>(source: &'a str, start: usize, words: &mut String, parts: &mut Vec<Part<'a>>) -> usize {
    let rest = &source[start..];
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let length = if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
    let name = &rest[..length];
    match name {
        "" => {}
        "," | ":" | ";" | " " | "quad" | "qquad" | "enspace" | "thinspace" => words.push(' '),
        "\\" | "newline" => words.push(' '),
        "%" | "$" | "&" | "#" | "_" | "{" | "}" => words.push_str(name),
        "textbackslash" => words.push('\\'),
        "ldots" | "dots" | "textellipsis" => words.push('…'),
        "textbf" | "textit" | "textrm" | "texttt" | "textsf" | "text" | "mbox" | "emph" | "bf" | "it" | "rm" => {}
        "(" => {
            if let Some(inner) = rest[length..].find("\\)") {
                flush(words, parts);
                let begin = start + length;
                parts.push(Part::Formula(&source[begin..begin + inner], begin));
                return begin + inner + 2;
            }
        }
        name => {
            flush(words, parts);
            parts.push(Part::Unknown(name, start - 1));
        }
    }
    start + length
}

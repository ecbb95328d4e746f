//! Commands that a manuscript defines: `\newcommand`, `\def`, `\let`,
//! `\DeclareMathOperator`, `\DeclarePairedDelimiter`, as LaTeX and MathJax read
//! them. A definition holds from where it stands on.
//!
//! What a command expands to is text; `parser` reads it in its place.

use std::collections::HashMap;

use super::cursor::{Cursor, Token};
use super::unit_options::UnitOptions;

/// How many bytes the commands of one formula may expand to.
pub(super) const MAX_EXPANSION: usize = 20_000;
/// The most definitions that a manuscript may hold.
const MAX_DEFINITIONS: usize = 2_000;
/// What begins a definition.
const DEFINING: [&str; 13] = [
    "newcommand",
    "renewcommand",
    "providecommand",
    "NewDocumentCommand",
    "RenewDocumentCommand",
    "ProvideDocumentCommand",
    "def",
    "gdef",
    "let",
    "DeclareMathOperator",
    "DeclarePairedDelimiter",
    UNITS,
    UNIT,
];
/// What sets options of units.
const UNITS: &str = "sisetup";
/// What gives a unit its name.
const UNIT: &str = "DeclareSIUnit";

/// The commands that were defined so far, and what `\sisetup` said.
#[derive(Debug, Clone, Default)]
pub struct Macros {
    list: HashMap<String, Macro>,
    /// What was said of units.
    pub(super) units: UnitOptions,
}

/// What a command expands to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Macro {
    arguments: usize,
    /// The first argument where none is written in brackets.
    default: Option<String>,
    body: String,
    /// Whether it stands for delimiters of a size that may be chosen.
    fences: bool,
}

impl Macros {
    /// Takes down every definition in a text, such as the front matter.
    pub(crate) fn read(&mut self, text: &str) {
        for (at, _) in text.match_indices('\\') {
            let mut cursor = Cursor::new(&text[at..]);
            if let Some((Token::Command(name), _)) = cursor.next()
                && is_defining(name)
            {
                self.define(name, &mut cursor);
            }
        }
    }

    /// The options of units without effect that nobody was told of yet.
    pub(crate) fn take_untold(&mut self) -> Vec<String> {
        self.units.take_untold()
    }

    /// The meaning of a command.
    pub(super) fn get(&self, name: &str) -> Option<&Macro> {
        self.list.get(name)
    }

    /// Reads a definition whose first command, `word`, is taken; whether it is one.
    pub(super) fn define(&mut self, word: &str, cursor: &mut Cursor<'_>) -> bool {
        if word == UNITS {
            let options = cursor.raw_argument();
            options.into_iter().for_each(|options| self.units.take(options));
            return options.is_some();
        }
        if word == UNIT {
            let found = declared_unit(cursor);
            found.iter().for_each(|(name, meaning)| self.units.declare(name, meaning));
            return found.is_some();
        }
        let found = definition(word, cursor);
        let understood = found.is_some();
        if let Some((name, definition)) = found
            && (self.list.len() < MAX_DEFINITIONS || self.list.contains_key(&name))
        {
            self.list.insert(name, definition);
        }
        understood
    }
}

/// Whether a command defines another one.
pub(super) fn is_defining(name: &str) -> bool {
    DEFINING.contains(&name)
}

/// Whether a text holds definitions and nothing else.
pub(crate) fn defines_only(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    let mut any = false;
    while let Some((token, _)) = cursor.next() {
        any = matches!(token, Token::Command(name) if is_defining(name) && defines(name, &mut cursor));
        if !any {
            return false;
        }
    }
    any
}

fn defines(name: &str, cursor: &mut Cursor<'_>) -> bool {
    match name {
        UNITS => cursor.raw_argument().is_some(),
        UNIT => declared_unit(cursor).is_some(),
        name => definition(name, cursor).is_some(),
    }
}

/// `\DeclareSIUnit[options]{\name}{meaning}`; the options of one unit say how it is
/// spaced.
fn declared_unit(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    cursor.raw_option();
    let name = command_name(cursor)?;
    Some((name, cursor.raw_argument()?.to_owned()))
}

impl Macro {
    pub(super) fn plain(arguments: usize, body: &str) -> Self {
        Self { arguments, body: body.to_owned(), ..Self::default() }
    }

    /// What it expands to before what stands behind it, which is taken.
    pub(super) fn expand(&self, cursor: &mut Cursor<'_>) -> Option<String> {
        let mut arguments = Vec::with_capacity(self.arguments);
        if self.fences {
            // `\abs*{…}` and `\abs[\big]{…}` say how large they are.
            cursor.eat('*');
            cursor.raw_option();
        }
        if let Some(default) = &self.default {
            arguments.push(cursor.raw_option().unwrap_or(default).to_owned());
        }
        while arguments.len() < self.arguments {
            arguments.push(match cursor.raw_argument() {
                Some(text) => text.to_owned(),
                None => match cursor.next()? {
                    (Token::Char('}' | '&'), _) => return None,
                    (Token::Char(c), _) => c.to_string(),
                    (Token::Command(name), _) => format!("\\{name} "),
                },
            });
        }
        let mut out = String::new();
        let mut parts = self.body.split('#');
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let number = part.chars().next().and_then(|c| c.to_digit(10)).unwrap_or(0) as usize;
            match number.checked_sub(1).and_then(|at| arguments.get(at)) {
                Some(argument) => {
                    out.push_str(argument);
                    out.push_str(&part[1..]);
                }
                None => {
                    out.push('#');
                    out.push_str(part);
                }
            }
            if out.len() > MAX_EXPANSION {
                break;
            }
        }
        Some(out)
    }
}

fn definition(word: &str, cursor: &mut Cursor<'_>) -> Option<(String, Macro)> {
    let starred = cursor.rest().starts_with('*') && cursor.eat('*');
    let name = command_name(cursor)?;
    let plain = |body: String| Macro { body, ..Macro::default() };
    let definition = match word {
        "def" | "gdef" => {
            let mut arguments = 0;
            while cursor.eat('#') {
                arguments += 1;
                cursor.next().filter(|(token, _)| *token == Token::Char(char::from(b'0' + arguments)))?;
            }
            Macro::plain(arguments.into(), cursor.raw_argument()?)
        }
        "let" => {
            cursor.eat('=');
            match cursor.next()? {
                (Token::Command(of), _) => plain(format!("\\{of}")),
                (Token::Char(c), _) => plain(c.to_string()),
            }
        }
        "NewDocumentCommand" | "RenewDocumentCommand" | "ProvideDocumentCommand" => {
            let (arguments, default) = document_arguments(cursor.raw_argument()?)?;
            Macro { default, ..Macro::plain(arguments, cursor.raw_argument()?) }
        }
        "DeclareMathOperator" => {
            let star = if starred { "*" } else { "" };
            plain(format!("\\operatorname{star}{{{}}}", cursor.raw_argument()?))
        }
        "DeclarePairedDelimiter" => {
            let (open, close) = (cursor.raw_argument()?, cursor.raw_argument()?);
            Macro { fences: true, ..Macro::plain(1, &format!("\\left{open} #1 \\right{close}")) }
        }
        _ => {
            let arguments = match cursor.raw_option() {
                Some(count) => count.trim().parse().ok().filter(|count| *count < 10)?,
                None => 0,
            };
            let default = if arguments > 0 { cursor.raw_option().map(str::to_owned) } else { None };
            Macro { default, ..Macro::plain(arguments, cursor.raw_argument()?) }
        }
    };
    Some((name, definition))
}

/// How many arguments `{O{x} m m}` are, and the default of the first one; `None` where
/// there are other kinds.
fn document_arguments(text: &str) -> Option<(usize, Option<String>)> {
    let text = text.trim();
    let (default, rest) = match text.strip_prefix('O') {
        Some(rest) => {
            let (default, rest) = rest.trim_start().strip_prefix('{')?.split_once('}')?;
            (Some(default.to_owned()), rest)
        }
        None => match text.strip_prefix('o') {
            Some(rest) => (Some(String::new()), rest),
            None => (None, text),
        },
    };
    let mandatory = rest.split_whitespace().collect::<String>();
    let arguments = mandatory.len() + usize::from(default.is_some());
    (mandatory.bytes().all(|byte| byte == b'm') && arguments < 10).then_some((arguments, default))
}

/// `{\name}` or `\name`.
fn command_name(cursor: &mut Cursor<'_>) -> Option<String> {
    if let Some(text) = cursor.raw_argument() {
        let name = text.trim().strip_prefix('\\')?;
        return (!name.is_empty()).then(|| name.to_owned());
    }
    match cursor.next()? {
        (Token::Command(name), _) if !name.is_empty() => Some(name.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Macros, defines_only};
    use crate::read::latex::cursor::Cursor;

    fn expanded(definitions: &str, name: &str, behind: &str) -> Option<String> {
        let mut macros = Macros::default();
        macros.read(definitions);
        macros.get(name)?.expand(&mut Cursor::new(behind))
    }

    #[test]
    fn definitions_expand() {
        let text = |found: Option<String>| found.unwrap_or_default();
        assert_eq!(text(expanded(r"\newcommand{\R}{\mathbb{R}}", "R", "")), r"\mathbb{R}");
        assert_eq!(text(expanded(r"\newcommand\v[2][x]{#1_{#2}}", "v", "[y]{3}")), "y_{3}");
        assert_eq!(text(expanded(r"\newcommand\v[2][x]{#1_{#2}}", "v", r"\a z")), r"x_{\a }");
        assert_eq!(text(expanded(r"\def\p#1#2{\frac{\partial #1}{\partial #2}}", "p", "f{x}")), {
            r"\frac{\partial f}{\partial x}"
        });
        assert_eq!(
            text(expanded(r"\DeclareMathOperator*{\argmax}{arg\,max}", "argmax", "")),
            r"\operatorname*{arg\,max}"
        );
        assert_eq!(text(expanded(r"\let\eps=\varepsilon", "eps", "")), r"\varepsilon");
        assert_eq!(expanded(r"\newcommand{x}{y}", "x", ""), None);
        assert_eq!(text(expanded(r"\NewDocumentCommand{\v}{O{x} m}{#1_{#2}}", "v", "{3}")), "x_{3}");
        assert_eq!(text(expanded(r"\DeclarePairedDelimiter\a{|}{|}", "a", r"*{y}")), r"\left| y \right|");
    }

    #[test]
    fn lines_of_definitions_are_told_from_formulas() {
        assert!(defines_only("\\newcommand{\\R}{\\mathbb{R}} % reals\n\\def\\x{y}"));
        assert!(!defines_only(r"\newcommand{\R}{\mathbb{R}} x"));
        assert!(defines_only(r"\sisetup{per-mode=symbol}") && !defines_only(r"\sisetup"));
        assert!(!defines_only("") && !defines_only(r"\newcommand{\R}{"));
    }
}

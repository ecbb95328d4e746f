//! LaTeX becomes a [`Math`].
//!
//! The structure of a formula (groups, scripts, commands with arguments,
//! environments) is read here by recursive descent, so that every complaint
//! knows its place and the depth is bounded; what a single symbol is (`\alpha`,
//! `\leq`, `\int`) is asked of pulldown-latex, see `symbol`. Nothing here
//! knows how an edition writes a formula.

mod atom;
mod chemical_latex;
mod chemical_scripts;
mod chemistry;
mod command;
mod cursor;
mod delimiter;
mod environment;
mod formula_lines;
mod fraction;
mod intertext;
mod macros;
mod names;
mod negation;
mod numbering;
mod numbers;
mod packages;
mod parser;
mod rounding;
mod species;
mod standard;
mod symbol;
mod table;
mod unit_names;
mod unit_options;
mod units;
mod words;

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Message, Sink, Span};
use crate::model::math::Math;

pub(crate) use formula_lines::Numbers;
pub(crate) use intertext::{Passage, ends_without_line, passages};
pub use macros::Macros;
pub(crate) use macros::defines_only;
pub(crate) use numbering::{Label, Numbering, numbering};
pub(crate) use packages::COMMANDS as PACKAGE_COMMANDS;
pub(crate) use unit_options::option_parts;

/// What to do about an option of siunitx without effect.
pub(crate) const UNIT_OPTION_HINT: &str = "leave it out, or write the number and its unit as they should be printed";

/// A complaint about a range of the LaTeX source.
#[derive(Debug, Clone)]
struct Fault {
    code: Code,
    range: Range<usize>,
    message: Message,
    hint: Option<Message>,
    /// Whether the formula is lost by it.
    fatal: bool,
}

impl Fault {
    fn new(range: Range<usize>, message: impl Into<Message>) -> Self {
        Self { code: Code::Math, range, message: message.into(), hint: None, fatal: true }
    }

    fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn harmless(mut self) -> Self {
        self.fatal = false;
        self
    }

    fn diagnostic(self, place: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
        let diagnostic = Diagnostic::warning(self.code, place(self.range), self.message);
        let diagnostic = match self.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        };
        if self.fatal { diagnostic.hint("both editions print the source of this formula") } else { diagnostic }
    }
}

/// Reads a formula that stands in a line of text; what is not understood is a
/// warning and `tree: None`. `place` says where bytes of the formula stand.
/// `macros` are the commands defined before it; it adds those that it defines.
pub fn read(source: &str, macros: &mut Macros, place: &dyn Fn(Range<usize>) -> Span, sink: &mut Sink) -> Math {
    read_style(source, false, macros, place, sink)
}

/// Reads a formula that stands alone: the limits of sums stand under and over
/// them.
pub fn read_display(source: &str, macros: &mut Macros, place: &dyn Fn(Range<usize>) -> Span, sink: &mut Sink) -> Math {
    read_style(source, true, macros, place, sink)
}

/// Whether formulas know an environment of this name.
pub(crate) fn is_environment(name: &str) -> bool {
    names::ENVIRONMENTS.contains(&name.strip_suffix('*').unwrap_or(name))
}

fn read_style(
    source: &str,
    display: bool,
    macros: &mut Macros,
    place: &dyn Fn(Range<usize>) -> Span,
    sink: &mut Sink,
) -> Math {
    let (tree, faults) = parser::parse(source, display, macros);
    sink.extend(faults.into_iter().map(|fault| fault.diagnostic(place)));
    Math { source: source.to_owned(), tree, lines: Vec::new() }
}

#[cfg(test)]
mod linear;
mod operator;
#[cfg(test)]
pub(crate) mod samples;
mod scripts;
#[cfg(test)]
mod tests;

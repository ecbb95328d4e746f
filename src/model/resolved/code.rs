//! Code as it is printed: its lines in pieces that a style colours, and where they break.

use std::ops::Range;

use serde::Serialize;

use super::caption::Caption;

/// What a piece of code is; a style gives each a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Token {
    Plain,
    Keyword,
    Type,
    Function,
    Variable,
    String,
    Number,
    Comment,
    Operator,
    Tag,
    Attribute,
}

impl Token {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Plain,
        Self::Keyword,
        Self::Type,
        Self::Function,
        Self::Variable,
        Self::String,
        Self::Number,
        Self::Comment,
        Self::Operator,
        Self::Tag,
        Self::Attribute,
    ];
}

/// A block of code.
#[derive(Debug, Clone, Serialize)]
pub struct Code {
    /// The code as it was written.
    pub text: String,
    /// The language, if it was named.
    pub lang: Option<String>,
    /// The lines, each as byte ranges of `text` with what they are.
    pub lines: Vec<Vec<(Token, Range<usize>)>>,
    /// The number of the first line, if lines are numbered.
    pub first_line: Option<u32>,
    /// The lines that may be wider than their box, in their order.
    pub long: Vec<LongLine>,
    /// The caption.
    pub caption: Option<Caption>,
}

impl Code {
    /// The blanks between the number of a line and the line.
    pub const GAP: usize = 2;

    /// How many digits the numbers of so many lines take.
    #[must_use]
    pub fn digits(first: u32, lines: usize) -> usize {
        (first as usize + lines).to_string().len()
    }

    /// The number before a line, as wide as the others of its block.
    #[must_use]
    pub fn number(&self, line: usize) -> Option<String> {
        let first = self.first_line?;
        let width = Self::digits(first, self.lines.len());
        Some(format!("{:>width$}{:gap$}", first as usize + line, "", gap = Self::GAP))
    }
}

/// A line of code that may be wider than its box.
#[derive(Debug, Clone, Serialize)]
pub struct LongLine {
    /// Which line of the block, from 0.
    pub line: usize,
    /// By how many columns the rows below its first are indented, behind the
    /// numbers of lines.
    pub hang: usize,
    /// Where it may break.
    pub breaks: Vec<CodeBreak>,
}

/// A place at which a line of code may break.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CodeBreak {
    /// The byte of the code before which it breaks.
    pub at: usize,
    /// Whether it stands between words.
    pub is_good: bool,
}

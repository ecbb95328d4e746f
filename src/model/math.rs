//! Formulas: the one tree that both editions print, so that they cannot differ.
//!
//! It names what a formula consists of; it knows neither LaTeX nor the
//! languages of the editions.

use serde::Serialize;

use crate::diag::Spanned;

/// A formula as it was written and as it was understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Math {
    /// The LaTeX source, without the marks around it.
    pub source: String,
    /// What it means; `None` if it was not understood, then the source is
    /// printed.
    pub tree: Option<Expr>,
    /// The numbers of its lines, one each, where they have their own: those of
    /// [`Expr::Aligned`] or [`Expr::Gathered`]; a single one says that the formula
    /// is counted although nothing names it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<NumberedLine>,
}

/// What a line of a displayed formula says of its number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberedLine {
    /// Its LaTeX source.
    pub source: String,
    /// What references call it.
    pub labels: Vec<Spanned<String>>,
    /// Its number.
    pub number: LineNumber,
}

/// The number of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineNumber {
    /// It has none.
    None,
    /// The next one.
    Counted,
    /// The one that was typed.
    Typed {
        /// The number, without brackets.
        text: String,
        /// Whether it is printed without brackets.
        bare: bool,
    },
}

/// Whether a symbol is an operator, a relation, …; it decides the space
/// around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Class {
    Ordinary,
    Binary,
    Relation,
    Large,
    Opening,
    Closing,
    /// A sign that grows with the delimiters around it, as in `⟨a|b⟩`.
    Fence,
    Punctuation,
}

/// The face of a letter in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Face {
    /// Italic for single letters, upright for digits and operators.
    #[default]
    Default,
    Upright,
    Italic,
    Bold,
    BoldItalic,
    Script,
    BoldScript,
    Fraktur,
    BoldFraktur,
    DoubleStruck,
    SansSerif,
    SansSerifBold,
    SansSerifItalic,
    SansSerifBoldItalic,
    Monospace,
}

/// The line of a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FractionLine {
    /// A line of the usual weight.
    Line,
    /// No line, as in a binomial coefficient.
    None,
}

/// Which size of formula is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Size {
    Display,
    Text,
    Script,
    ScriptScript,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expr {
    /// Parts that follow each other; empty for nothing.
    Row(Vec<Expr>),
    /// A letter or a sign.
    Symbol {
        /// The characters, usually one, in their plain form (`x`, not `𝑥`); a
        /// negated sign that Unicode lacks is a sign and a combining slash.
        text: String,
        /// What it is.
        class: Class,
        /// The face.
        face: Face,
    },
    /// A number.
    Number {
        /// The digits.
        text: String,
        /// The face.
        face: Face,
    },
    /// Words, set upright in the font of the text.
    Text(String),
    /// The number of something that is referred to.
    Reference {
        /// The id of what is meant.
        id: String,
        /// Whether the number has the brackets of a formula (`\\eqref`).
        bracketed: bool,
        /// What is printed: the command until resolving knows the number.
        text: String,
        /// Which of the anchors of the document it leads to, once that is known.
        anchor: Option<usize>,
    },
    /// The name of a function, such as `sin`.
    Function(String),
    /// A fraction.
    Fraction {
        /// What stands above.
        numerator: Box<Expr>,
        /// What stands below.
        denominator: Box<Expr>,
        /// The line between them.
        line: FractionLine,
    },
    /// A root.
    Root {
        /// What stands under the sign.
        radicand: Box<Expr>,
        /// Which root; `None` for the square root.
        index: Option<Box<Expr>>,
    },
    /// A base with what stands below and above it.
    Scripts {
        /// The base.
        base: Box<Expr>,
        /// The lower one.
        sub: Option<Box<Expr>>,
        /// The upper one.
        sup: Option<Box<Expr>>,
        /// Whether they stand under and over the base instead of behind it.
        limits: bool,
    },
    /// Something between delimiters that grow with it.
    Fenced {
        /// The delimiter before; `None` for no visible one.
        open: Option<char>,
        /// The delimiter behind.
        close: Option<char>,
        /// What stands between.
        body: Box<Expr>,
    },
    /// A delimiter of a fixed size.
    SizedDelimiter {
        /// The delimiter.
        text: char,
        /// Opening, Closing or Fence.
        class: Class,
        /// The height in units of the font size.
        scale: f32,
    },
    /// Rows and columns.
    Matrix {
        /// The rows; a row may have fewer cells than another.
        rows: Vec<Vec<Expr>>,
        /// How the columns stand; the last one holds for the rest.
        columns: Vec<super::Align>,
    },
    /// Rows behind (or before) a brace.
    Cases {
        /// The rows.
        rows: Vec<Vec<Expr>>,
        /// Whether the brace stands at the left.
        left: bool,
    },
    /// Lines that are aligned: cells are right, left, right, left, …
    Aligned(Vec<Vec<Expr>>),
    /// Centred lines.
    Gathered(Vec<Expr>),
    /// A sign over (or under) a base, such as a hat or a brace.
    Accent {
        /// The base.
        base: Box<Expr>,
        /// The sign, as a spacing character (`^`, `→`, `‾`, `⏞`).
        sign: char,
        /// Whether it is as wide as the base.
        stretchy: bool,
        /// Whether it stands below.
        under: bool,
    },
    /// White space of so many units of the font size; may be negative.
    Space(f32),
    /// A part in another size.
    Sized(Size, Box<Expr>),
    /// A part in a colour, red green blue.
    Colored([u8; 3], Box<Expr>),
    /// A negated part, drawn struck through.
    Negated(Box<Expr>),
    /// A part in a box.
    Boxed(Box<Expr>),
    /// The place that a part would take.
    Phantom(Box<Expr>),
}

impl Expr {
    /// Whether it is nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Row(items) if items.iter().all(Self::is_nothing))
    }

    /// The parts right within it.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Row(items) | Self::Gathered(items) => items.iter().collect(),
            Self::Fraction { numerator, denominator, .. } => vec![numerator, denominator],
            Self::Root { radicand, index } => std::iter::once(radicand).chain(index).map(|part| &**part).collect(),
            Self::Scripts { base, sub, sup, .. } => {
                std::iter::once(base).chain(sub).chain(sup).map(|part| &**part).collect()
            }
            Self::Matrix { rows, .. } | Self::Cases { rows, .. } | Self::Aligned(rows) => {
                rows.iter().flatten().collect()
            }
            Self::Fenced { body, .. }
            | Self::Accent { base: body, .. }
            | Self::Sized(_, body)
            | Self::Colored(_, body)
            | Self::Negated(body)
            | Self::Boxed(body)
            | Self::Phantom(body) => vec![body],
            Self::Symbol { .. }
            | Self::Number { .. }
            | Self::Text(_)
            | Self::Reference { .. }
            | Self::Function(_)
            | Self::SizedDelimiter { .. }
            | Self::Space(_) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Row(items) | Self::Gathered(items) => items.iter_mut().collect(),
            Self::Fraction { numerator, denominator, .. } => vec![numerator, denominator],
            Self::Root { radicand, index } => std::iter::once(radicand).chain(index).map(|part| &mut **part).collect(),
            Self::Scripts { base, sub, sup, .. } => {
                std::iter::once(base).chain(sub).chain(sup).map(|part| &mut **part).collect()
            }
            Self::Matrix { rows, .. } | Self::Cases { rows, .. } | Self::Aligned(rows) => {
                rows.iter_mut().flatten().collect()
            }
            Self::Fenced { body, .. }
            | Self::Accent { base: body, .. }
            | Self::Sized(_, body)
            | Self::Colored(_, body)
            | Self::Negated(body)
            | Self::Boxed(body)
            | Self::Phantom(body) => vec![body],
            Self::Symbol { .. }
            | Self::Number { .. }
            | Self::Text(_)
            | Self::Reference { .. }
            | Self::Function(_)
            | Self::SizedDelimiter { .. }
            | Self::Space(_) => Vec::new(),
        }
    }
}

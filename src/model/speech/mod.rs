//! A formula becomes the words in which it is read aloud, in Chinese or English: the
//! alternative text of the editions.
//!
//! Fractions, roots and scripts of more than one sign are closed by a word of their own, so
//! that what belongs to them stays known to a listener. Nothing of a tree is left out but
//! space, colour and size; a sign without a name is said as itself.

mod accents;
mod brackets;
mod delimiters;
mod elements;
mod fractions;
mod functions;
mod large;
mod letters;
mod scripts;
mod shape;
mod signs;
mod speaker;
mod tables;
mod text;

use super::Lang;
use super::math::Expr;
use speaker::Speaker;
use text::Tongue;

/// How a formula is read in a language: in Chinese where that is the language, else in
/// English; at most a few thousand characters.
#[must_use]
pub fn speech(formula: &Expr, lang: &Lang) -> String {
    let mut speaker = Speaker::new(tongue(lang));
    speaker.expr(formula);
    speaker.finish()
}

/// How a line of aligned cells is read.
#[must_use]
pub fn speech_of_cells(cells: &[Expr], lang: &Lang) -> String {
    let mut speaker = Speaker::new(tongue(lang));
    speaker.line(cells);
    speaker.finish()
}

fn tongue(lang: &Lang) -> Tongue {
    if lang.language() == "zh" { Tongue::Chinese } else { Tongue::English }
}

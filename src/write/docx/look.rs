//! The values of a [`Style`](crate::style::Style) in the terms of WordprocessingML:
//! a [`Text`] becomes paragraph and run properties. It must not know which
//! style or paragraph carries them.

use super::xml::{toggle, val};
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::Script;
use crate::ooxml::escape;
use crate::style::Text;
use crate::style::numbering::Counter;
use crate::style::value::{Color, Fonts, Leader, Measure, Pitch};

/// `w:rFonts` for the fonts of a role (ECMA-376-1 §17.3.2.26).
#[must_use]
pub(super) fn fonts(fonts: &Fonts) -> String {
    let latin = escape(fonts.word(Script::Latin));
    let east_asian = escape(fonts.word(Script::EastAsian));
    format!("<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{east_asian}\" w:cs=\"{latin}\"/>")
}

/// The run properties of a text.
#[must_use]
pub(super) fn run(text: &Text, roles: &Fonts) -> String {
    let size = text.size().half_points();
    [
        fonts(roles),
        toggle("b", text.bold),
        toggle("bCs", text.bold),
        val("color", text.color.hex()),
        val("sz", size),
        val("szCs", size),
    ]
    .concat()
}

/// `w:spacing` of a text: the space around it and its line pitch
/// (ECMA-376-1 §17.3.1.33).
#[must_use]
pub(super) fn spacing(text: &Text) -> String {
    let (line, rule) = pitch(text.pitch);
    format!(
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{line}\" w:lineRule=\"{rule}\"/>",
        text.before().twips(),
        text.after().twips()
    )
}

/// The value and the rule of a line pitch: exact in twips, or in 240ths of the
/// natural pitch.
#[must_use]
pub(super) fn pitch(pitch: Pitch) -> (i64, &'static str) {
    match pitch {
        Pitch::Exact(length) => (length.twips(), "exact"),
        Pitch::Multiple(factor) => ((factor * 240.0).round() as i64, "auto"),
    }
}

/// `w:ind` of a text; the first line in characters too, so that it follows the
/// size (ECMA-376-1 §17.3.1.12).
#[must_use]
pub(super) fn indent(text: &Text) -> String {
    format!(
        "<w:ind w:left=\"{}\" w:right=\"{}\" w:firstLineChars=\"{}\" w:firstLine=\"{}\"/>",
        text.indent().twips(),
        text.indent_right().twips(),
        hundredths(text.first_line),
        text.first_line().twips()
    )
}

/// A measure in hundredths of a character; 0 if it is not given in characters.
#[must_use]
pub(super) fn hundredths(measure: Measure) -> i64 {
    measure.characters().map_or(0, |count| (count * 100.0).round() as i64)
}

/// `w:jc` (ECMA-376-1 §17.18.44).
#[must_use]
pub(super) fn justification(align: Align) -> String {
    let value = match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    };
    val("jc", value)
}

/// A border of one side; nothing if it has no width. Its space ends at 31
/// points (ECMA-376-1 §17.18.68).
#[must_use]
pub(super) fn border(side: &str, width: Length, space: Length, color: Color) -> String {
    if width <= Length::ZERO {
        return String::new();
    }
    format!(
        "<w:{side} w:val=\"single\" w:sz=\"{}\" w:space=\"{}\" w:color=\"{}\"/>",
        width.eighth_points().clamp(2, 96),
        (space.pt().round() as i64).clamp(0, 31),
        color.hex()
    )
}

/// A background (ECMA-376-1 §17.3.5).
#[must_use]
pub(super) fn fill(color: Color) -> String {
    format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", color.hex())
}

/// A tab stop at the right of a width, with what fills the way to it.
#[must_use]
pub(super) fn leader_tab(leader: Leader, width: Length) -> String {
    let leader = match leader {
        Leader::Dots => "dot",
        Leader::None => "none",
    };
    format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"{leader}\" w:pos=\"{}\"/></w:tabs>", width.twips())
}

/// The characters that make a gap of so many units of the font size: nothing,
/// a space, an en space (half) or ideographic spaces (one each).
#[must_use]
pub(super) fn gap(measure: Measure, size: Length) -> String {
    let units = if size.pt() > 0.0 { measure.length(size).pt() / size.pt() } else { 0.0 };
    match units {
        u if u < 0.1 => String::new(),
        u if u < 0.375 => " ".to_owned(),
        u if u < 0.75 => "\u{2002}".to_owned(),
        u => "\u{3000}".repeat((u.round() as usize).min(8)),
    }
}

/// The number format of a counter (ECMA-376-1 §17.18.59).
#[must_use]
pub(super) fn number_format(counter: Counter) -> &'static str {
    match counter {
        Counter::Arabic => "decimal",
        Counter::Chinese => "chineseCountingThousand",
        Counter::LowerRoman => "lowerRoman",
        Counter::UpperRoman => "upperRoman",
        Counter::LowerLetter => "lowerLetter",
        Counter::UpperLetter => "upperLetter",
        Counter::Circled => "decimalEnclosedCircle",
        Counter::Parenthesised => "decimalEnclosedParen",
    }
}

/// Whether Word writes the number as [`Counter::format`] does: it repeats
/// letters (aa, bb) and has circles up to twenty only.
#[must_use]
pub(super) fn word_agrees(counter: Counter, number: usize) -> bool {
    match counter {
        Counter::Arabic => true,
        Counter::Chinese => (1..=99).contains(&number),
        Counter::LowerRoman | Counter::UpperRoman => (1..=3999).contains(&number),
        Counter::LowerLetter | Counter::UpperLetter => (1..=26).contains(&number),
        Counter::Circled | Counter::Parenthesised => (1..=20).contains(&number),
    }
}

//! The values of a [`Style`](crate::style::Style) in the terms of WordprocessingML:
//! a [`Text`] becomes paragraph and run properties. It must not know which
//! style or paragraph carries them.

use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::Script;
use crate::ooxml::Element;
use crate::style::numbering::Counter;
use crate::style::value::{Color, Leader, Measure, Pitch};
use crate::style::{Fonts, Text};

/// `w:rFonts` for the fonts of a role (ECMA-376-1 §17.3.2.26).
#[must_use]
pub(in crate::write::docx) fn fonts(fonts: &Fonts) -> Element {
    let latin = fonts.word(Script::Latin).to_owned();
    Element::new("w:rFonts")
        .with("w:ascii", latin.clone())
        .with("w:hAnsi", latin.clone())
        .with("w:eastAsia", fonts.word(Script::EastAsian).to_owned())
        .with("w:cs", latin)
}

/// `w:sz` and `w:szCs`: a size in half-points (ECMA-376-1 §17.3.2.38).
#[must_use]
pub(in crate::write::docx) fn sizes(half_points: i64) -> [Element; 2] {
    ["w:sz", "w:szCs"].map(|name| Element::val(name, half_points.to_string()))
}

/// The run properties of a text.
#[must_use]
pub(in crate::write::docx) fn run(text: &Text, roles: &Fonts) -> Vec<Element> {
    let [size, complex] = sizes(text.size().half_points());
    vec![
        fonts(roles),
        Element::toggle("w:b", text.bold),
        Element::toggle("w:bCs", text.bold),
        Element::val("w:color", text.color.hex()),
        size,
        complex,
    ]
}

/// `w:spacing` of a text: the space around it and its line pitch
/// (ECMA-376-1 §17.3.1.33).
#[must_use]
pub(in crate::write::docx) fn spacing(text: &Text) -> Element {
    let (line, rule) = pitch(text.pitch);
    Element::new("w:spacing")
        .with("w:before", text.before().twips().to_string())
        .with("w:after", text.after().twips().to_string())
        .with("w:line", line.to_string())
        .with("w:lineRule", rule)
}

/// The value and the rule of a line pitch: exact in twips, or in 240ths of the
/// natural pitch.
#[must_use]
pub(in crate::write::docx) fn pitch(pitch: Pitch) -> (i64, &'static str) {
    match pitch {
        Pitch::Exact(length) => (length.twips(), "exact"),
        Pitch::Multiple(factor) => ((factor * 240.0).round() as i64, "auto"),
    }
}

/// `w:ind` of a text; the first line in characters too, so that it follows the
/// size (ECMA-376-1 §17.3.1.12).
#[must_use]
pub(in crate::write::docx) fn indent(text: &Text) -> Element {
    Element::new("w:ind")
        .with("w:left", text.indent().twips().to_string())
        .with("w:right", text.indent_right().twips().to_string())
        .with("w:firstLineChars", hundredths(text.first_line).to_string())
        .with("w:firstLine", text.first_line().twips().to_string())
}

/// A measure in hundredths of a character; 0 if it is not given in characters.
#[must_use]
pub(in crate::write::docx) fn hundredths(measure: Measure) -> i64 {
    measure.characters().map_or(0, |count| (count * 100.0).round() as i64)
}

/// `w:jc` (ECMA-376-1 §17.18.44).
#[must_use]
pub(in crate::write::docx) fn justification(align: Align) -> Element {
    let value = match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    };
    Element::val("w:jc", value)
}

/// A border of one side, such as `w:top`; nothing if it has no width. Its space
/// ends at 31 points (ECMA-376-1 §17.18.68).
#[must_use]
pub(in crate::write::docx) fn border(
    side: &'static str,
    width: Length,
    space: Length,
    color: Color,
) -> Option<Element> {
    (width > Length::ZERO).then(|| {
        Element::val(side, "single")
            .with("w:sz", width.eighth_points().clamp(2, 96).to_string())
            .with("w:space", (space.pt().round() as i64).clamp(0, 31).to_string())
            .with("w:color", color.hex())
    })
}

/// A background (ECMA-376-1 §17.3.5).
#[must_use]
pub(in crate::write::docx) fn fill(color: Color) -> Element {
    Element::val("w:shd", "clear").with("w:color", "auto").with("w:fill", color.hex())
}

/// A tab stop at the right of a width, with what fills the way to it.
#[must_use]
pub(in crate::write::docx) fn leader_tab(leader: Leader, width: Length) -> Element {
    let leader = match leader {
        Leader::Dots => "dot",
        Leader::None => "none",
    };
    let tab = Element::val("w:tab", "right").with("w:leader", leader).with("w:pos", width.twips().to_string());
    Element::new("w:tabs").holding(tab)
}

/// The characters that make a gap of so many units of the font size: nothing,
/// a space, an en space (half) or ideographic spaces (one each).
#[must_use]
pub(in crate::write::docx) fn gap(measure: Measure, size: Length) -> String {
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
pub(in crate::write::docx) fn number_format(counter: Counter) -> &'static str {
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
pub(in crate::write::docx) fn word_agrees(counter: Counter, number: usize) -> bool {
    match counter {
        Counter::Arabic => true,
        Counter::Chinese => (1..=99).contains(&number),
        Counter::LowerRoman | Counter::UpperRoman => (1..=3999).contains(&number),
        Counter::LowerLetter | Counter::UpperLetter => (1..=26).contains(&number),
        Counter::Circled | Counter::Parenthesised => (1..=20).contains(&number),
    }
}

//! The rule at the foot of the first page of a letter (GB/T 9704-2012 §10.1), in a frame
//! at its distance from the edge of the paper (ECMA-376-1 §17.3.1.11).

use crate::length::Length;
use crate::ooxml::Element;
use crate::style::Style;
use crate::write::docx::properties::border;
use crate::write::docx::state::names as id;

/// The height of the empty line over a double rule.
pub(in crate::write::docx) const LINE: Length = Length::points(1.0);

/// The rule at the foot of the first page of a letter.
pub(in crate::write::docx) fn foot(style: &Style) -> Option<Element> {
    let look = &style.masthead;
    if !look.letter || look.foot <= Length::ZERO {
        return None;
    }
    let rule = double("thinThickSmallGap", border("w:bottom", look.rule, Length::ZERO, look.color));
    // The lines are the thick one, a thin one and the space between.
    let height = LINE + look.rule + Length::points(1.5);
    let spacing = Element::new("w:spacing")
        .with("w:before", "0")
        .with("w:after", "0")
        .with("w:line", LINE.twips().to_string())
        .with("w:lineRule", "exact");
    let properties = Element::new("w:pPr")
        .holding(Element::val("w:pStyle", id::FOOTER))
        .holding(frame(style, style.page.paper.height - look.foot - height))
        .holding(rule)
        .holding(spacing);
    Some(Element::new("w:p").holding(properties))
}

/// A frame as wide as the rules, in the middle of the paper.
#[must_use]
pub(in crate::write::docx) fn frame(style: &Style, y: Length) -> Element {
    let (paper, width) = (style.page.paper.width, style.masthead.rule_length);
    Element::new("w:framePr")
        .with("w:w", width.twips().to_string())
        .with("w:hSpace", "0")
        .with("w:wrap", "notBeside")
        .with("w:vAnchor", "page")
        .with("w:hAnchor", "page")
        .with("w:x", (paper - width).scaled(0.5).twips().to_string())
        .with("w:y", y.twips().to_string())
}

/// A border of two lines.
#[must_use]
pub(in crate::write::docx) fn double(kind: &'static str, border: Option<Element>) -> Element {
    let double = border.map(|mut border| {
        border.set("w:val", kind);
        border
    });
    Element::new("w:pBdr").holding_all(double)
}

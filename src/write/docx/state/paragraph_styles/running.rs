//! The styles of running text, of what stands in it, and of its headings.

use super::style::{ParagraphStyle, borders, normal};
use crate::length::Length;
use crate::model::Align;
use crate::ooxml::Element;
use crate::style::value::{Measure, Pitch};
use crate::style::{Style, Text};
use crate::write::docx::properties::border;
use crate::write::docx::state::names as id;
use crate::write::docx::state::section::text_section;

pub(super) fn running(style: &Style) -> Vec<ParagraphStyle> {
    let body = &style.body;
    let normal = normal(style);
    let around = style.equation.around.length(body.size());
    let column = text_section(style).width(style);
    let equation = Text { align: Align::Center, pitch: Pitch::Multiple(1.0), ..normal.clone() };
    let separator = Text { pitch: Pitch::Exact(Length::points(1.0)), ..normal.clone() };
    let broken = &style.thematic_break;
    let line = border("w:bottom", broken.width, Length::ZERO, broken.color);
    let beside = Measure::Fixed(column.scaled((1.0 - broken.length.clamp(0.0, 1.0)) / 2.0));
    let half = body.pitch().scaled(0.5);
    let rule = Text {
        indent: beside,
        indent_right: beside,
        pitch: Pitch::Exact(half),
        after: Measure::Fixed(half),
        ..normal.clone()
    };
    vec![
        ParagraphStyle::new(id::NORMAL, "Normal", &normal),
        ParagraphStyle::new(id::BODY, "Body Text", body),
        ParagraphStyle::new(id::LIST, "List Paragraph", &normal).on(id::BODY),
        ParagraphStyle::new(id::TERM, "Definition Term", &Text { bold: true, ..normal.clone() })
            .on(id::BODY)
            .keep()
            .next(id::LIST),
        ParagraphStyle::new(id::QUOTE, "Quote", &style.quote.text).on(id::BODY),
        ParagraphStyle::new(id::ATTRIBUTION, "Quote Attribution", &style.quote.attribution)
            .on(id::QUOTE)
            .next(id::BODY),
        ParagraphStyle::new(id::EQUATION, "Equation", &equation).around(around, around).next(id::BODY),
        ParagraphStyle::new(id::THEOREM, "Theorem", &style.theorem.text).on(id::BODY),
        ParagraphStyle::new(id::RULE, "Thematic Break", &rule).extra([borders(line)]).next(id::BODY),
        ParagraphStyle::new(id::SEPARATOR, "Separator", &separator).next(id::BODY),
    ]
}

/// What stands around the text of a letter, and the list of references.
pub(super) fn passages(style: &Style) -> Vec<ParagraphStyle> {
    let references = &style.references;
    let hang = references.hang.length(references.text.size());
    let entry = ParagraphStyle::new(id::REFERENCES, "Bibliography", &references.text).on(id::BODY);
    vec![
        ParagraphStyle::new(id::SALUTATION, "Salutation", &style.salutation).on(id::BODY).next(id::BODY),
        ParagraphStyle::new(id::SIGNATURE, "Signature", &style.signature).on(id::BODY),
        ParagraphStyle { hang: Some(hang), ..entry },
    ]
}

/// What the headings have in common, so that one change reaches all of them, and
/// they do not follow running text. The first three levels decide: lower ones
/// often have a font of their own.
pub(super) fn heading_base(style: &Style) -> ParagraphStyle {
    let texts = || (1..=3).map(|level| &style.heading(level).text);
    let mut text = Text { size: style.body.size, ..normal(style) };
    macro_rules! take_over {
        ($($field:ident)*) => {
            $(if texts().all(|other| other.$field == style.heading1.text.$field) {
                text.$field.clone_from(&style.heading1.text.$field);
            })*
        };
    }
    take_over!(font size pitch bold color align first_line indent indent_right before after);
    ParagraphStyle::new(id::HEADINGS, "Heading Base", &text)
        .own()
        .keep()
        .next(id::BODY)
        .extra([Element::new("w:keepLines")])
}

pub(super) fn headings(style: &Style) -> Vec<ParagraphStyle> {
    let levels = (1..=6).map(|level| {
        let heading = style.heading(level);
        let page = heading.new_page.then(|| Element::new("w:pageBreakBefore"));
        let look = ParagraphStyle::new(id::heading(level), format!("heading {level}"), &heading.text);
        ParagraphStyle {
            outline: Some(level - 1),
            ..look.on(id::HEADINGS).keep().next(id::BODY).extra([Element::new("w:keepLines")]).extra(page)
        }
    });
    let unlisted = [1, 2].map(|level| {
        let heading = style.heading(level);
        let page = heading.new_page.then(|| Element::new("w:pageBreakBefore"));
        let name = format!("Unlisted Heading {level}");
        ParagraphStyle::new(id::unlisted_heading(level), name, &heading.text).keep().next(id::BODY).extra(page)
    });
    std::iter::once(heading_base(style)).chain(levels).chain(unlisted).collect()
}

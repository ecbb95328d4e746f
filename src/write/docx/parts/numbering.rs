//! `word/numbering.xml`: the multilevel list of the headings and the lists of
//! the text (ECMA-376-1 §17.9).

use crate::model::{Delimiter, Numbering, TypedNumber};
use crate::ooxml::Element;
use crate::style::Style;
use crate::style::numbering::{Pattern, PatternPart};
use crate::write::docx::properties;
use crate::write::docx::state::lists::{BULLETS, DONE, FIRST_FREE, LEVELS, Lists, OPEN, cycle, end, indent};
use crate::write::docx::state::names;
use crate::write::docx::state::scheme::{APPENDIX, HEADINGS, Scheme, last};

/// The definition of the numbers of the appendices.
const APPENDIX_LEVELS: usize = 6;
/// The first definition of numbers as authors typed them.
const FIRST_TYPED: usize = 7;

/// The part.
#[must_use]
pub(in crate::write::docx) fn write(style: &Style, scheme: &Scheme, lists: &Lists) -> Element {
    let list = &style.list;
    let bullet = |level: usize| ("bullet", cycle(&list.bullets, level).to_owned());
    let box_of = |at: usize| ("bullet", list.boxes.get(at).or(list.boxes.last()).cloned().unwrap_or_default());
    let styled = |delimiter| move |level| number(cycle(&list.numbers, level), level, end(delimiter));
    let typed = lists.typed();
    let typed_lists = typed
        .iter()
        .enumerate()
        .map(|(at, typed)| list_of(style, FIRST_TYPED + at, |level| typed_number(*typed, level)));
    let shared = [(HEADINGS, 0), (BULLETS, 1), (OPEN, 4), (DONE, 5), (APPENDIX, APPENDIX_LEVELS)];
    let own = lists.numbered.iter().enumerate().map(|(at, (numbering, level, start))| {
        let of = match numbering {
            Numbering::Styled(Delimiter::Period) => 2,
            Numbering::Styled(Delimiter::Paren) => 3,
            Numbering::Typed(of) => FIRST_TYPED + typed.iter().position(|typed| typed == of).unwrap_or(0),
        };
        let start = Element::val("w:startOverride", start.to_string());
        let begins = Element::new("w:lvlOverride").with("w:ilvl", level.to_string()).holding(start);
        instance(FIRST_FREE + at, of).holding(begins)
    });
    Element::new("w:numbering")
        .holding(headings(scheme, 0, HEADINGS))
        .holding(list_of(style, 1, bullet))
        .holding(list_of(style, 2, styled(Delimiter::Period)))
        .holding(list_of(style, 3, styled(Delimiter::Paren)))
        .holding(list_of(style, 4, |_| box_of(0)))
        .holding(list_of(style, 5, |_| box_of(1)))
        .holding(headings(scheme, APPENDIX_LEVELS, APPENDIX))
        .holding_all(typed_lists)
        .holding_all(shared.map(|(number, of)| instance(number, of)))
        .holding_all(own)
}

/// A list that counts by a definition (ECMA-376-1 §17.9.15).
fn instance(number: usize, definition: usize) -> Element {
    let of = Element::val("w:abstractNumId", definition.to_string());
    Element::new("w:num").with("w:numId", number.to_string()).holding(of)
}

/// The definition of a list of headings.
fn headings(scheme: &Scheme, id: usize, list: usize) -> Element {
    let flush = Element::new("w:ind").with("w:left", "0").with("w:firstLine", "0");
    let levels = (0..LEVELS).map(|at| {
        let level = match scheme.list(list).get(at).and_then(Option::as_ref) {
            None => level(at, "none", "").holding(Element::val("w:suff", "nothing")),
            Some(own) => level(at, own.format, &own.text)
                .holding_all((list == HEADINGS).then(|| Element::val("w:pStyle", names::heading(at as u8 + 1))))
                .holding_all(own.legal.then(|| Element::new("w:isLgl")))
                .holding(Element::val("w:suff", own.suffix)),
        };
        level.holding(Element::new("w:pPr").holding(flush.clone()))
    });
    definition(id, "multilevel").holding_all(levels)
}

/// The definition of a list without its levels (ECMA-376-1 §17.9.1).
fn definition(id: usize, kind: &'static str) -> Element {
    Element::new("w:abstractNum")
        .with("w:abstractNumId", id.to_string())
        .holding(Element::val("w:multiLevelType", kind))
}

/// A level (from 0) of a definition (ECMA-376-1 §17.9.6).
fn level(at: usize, format: &'static str, text: &str) -> Element {
    Element::new("w:lvl")
        .with("w:ilvl", at.to_string())
        .holding(Element::val("w:start", "1"))
        .holding(Element::val("w:numFmt", format))
        .holding(Element::val("w:lvlText", text.to_owned()))
        .holding(Element::val("w:lvlJc", "left"))
}

/// The format and the text of a level of numbers as they were typed.
fn typed_number(typed: TypedNumber, level: usize) -> (&'static str, String) {
    let format = if typed.digits == 2 { "decimalZero" } else { properties::number_format(typed.counter) };
    let signs = |ch: Option<char>| ch.map(String::from).unwrap_or_default();
    (format, format!("{}%{}{}", signs(typed.open), level + 1, signs(typed.close)))
}

/// The format and the text of a level of numbers.
fn number(pattern: &str, level: usize, delimiter: &str) -> (&'static str, String) {
    let Ok(pattern) = pattern.parse::<Pattern>() else {
        return ("decimal", format!("%{}{delimiter}", level + 1));
    };
    let text: String = pattern
        .parts
        .iter()
        .map(|part| match part {
            PatternPart::Literal(text) => text.clone(),
            PatternPart::Counter(_) => format!("%{}", level + 1),
        })
        .collect();
    (last(&pattern).map_or("decimal", properties::number_format), text + delimiter)
}

fn list_of(style: &Style, id: usize, label: impl Fn(usize) -> (&'static str, String)) -> Element {
    let levels = (0..LEVELS).map(|at| {
        let (format, text) = label(at);
        let (left, hang) = indent(style, at);
        let fonts = match format {
            "bullet" => Some(properties::fonts(&style.fonts.body)),
            // Signs that both faces have; in the text they take the Chinese one.
            "decimalEnclosedCircle" | "decimalEnclosedParen" => {
                Some(Element::new("w:rFonts").with("w:hint", "eastAsia"))
            }
            _ => None,
        };
        let indent =
            Element::new("w:ind").with("w:left", left.twips().to_string()).with("w:hanging", hang.twips().to_string());
        level(at, format, &text)
            .holding(Element::new("w:pPr").holding(indent))
            .holding(Element::new("w:rPr").holding_all(fonts))
    });
    definition(id, "hybridMultilevel").holding_all(levels)
}

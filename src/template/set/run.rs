//! The runs of a paragraph with their looks (ECMA-376-1 §17.3.2, §17.3.3).

use super::lines::rgb;
use super::{Reader, Unset, symbols};
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::own_pages::{OwnInline, OwnLook, OwnNumber, OwnPlaced};
use crate::ooxml::Element;
use crate::template::fonts;
use crate::template::properties::{Properties, is_on};

/// A part of a paragraph.
pub(super) enum Piece {
    Inline(OwnInline),
    Placed(OwnPlaced),
    /// In a line of its own.
    Alone(OwnInline, Align),
    PageBreak,
}

/// A field whose parts come one after the other (ECMA-376-1 §17.16.18).
#[derive(Default)]
struct Field {
    is_open: bool,
    instruction: String,
    /// Whether what it shows is replaced.
    is_replaced: bool,
}

/// The pieces of a paragraph while they are gathered.
pub(super) struct Pieces {
    pub(super) list: Vec<Piece>,
    field: Field,
}

impl Reader<'_, '_> {
    /// What a paragraph shows; `base` is what it says of its text.
    pub(super) fn pieces(&mut self, paragraph: &Element, base: &Properties) -> Vec<Piece> {
        let mut pieces = Pieces { list: Vec::new(), field: Field::default() };
        paragraph.elements().for_each(|child| self.inline(child, base, &mut pieces));
        pieces.list
    }

    /// A tree is no deeper than what is read of XML.
    fn inline(&mut self, element: &Element, base: &Properties, pieces: &mut Pieces) {
        match element.name.as_ref() {
            "w:r" => self.run(element, base, pieces),
            "w:pPr" | "w:sdtPr" | "w:sdtEndPr" | "w:del" | "w:moveFrom" | "mc:Fallback" => {}
            "m:oMath" | "m:oMathPara" => {
                self.unset.insert(Unset::Formula);
            }
            "w:fldSimple" if is_page(element.attribute("w:instr").unwrap_or_default()) => {
                let (look, code) = (self.look(base), element.attribute("w:instr").unwrap_or_default());
                let number = number(code, self.number);
                pieces.list.push(Piece::Inline(OwnInline::PageNumber(number, look)));
            }
            _ => element.elements().for_each(|child| self.inline(child, base, pieces)),
        }
    }

    fn run(&mut self, run: &Element, base: &Properties, pieces: &mut Pieces) {
        let mut all = base.clone();
        if let Some(own) = run.child("w:rPr") {
            if let Some(style) = own.child("w:rStyle").and_then(Element::value) {
                all.overlay(&self.styles.said(style));
            }
            all.overlay(&Properties::read(own));
        }
        if all.is_on("vanish") {
            return;
        }
        let look = self.look(&all);
        for child in run.elements() {
            if pieces.field.is_replaced && child.name != "w:fldChar" {
                continue;
            }
            let inline = match child.name.as_ref() {
                "w:t" => {
                    let text = child.own_text();
                    let text = if all.is_on("caps") { text.to_uppercase() } else { text };
                    words(&text, &look, &mut pieces.list);
                    continue;
                }
                "w:tab" | "w:ptab" => OwnInline::Tab(look.clone()),
                "w:br" if matches!(child.attribute("w:type"), Some("page" | "column")) => {
                    pieces.list.push(Piece::PageBreak);
                    continue;
                }
                "w:br" | "w:cr" => OwnInline::Break,
                "w:noBreakHyphen" => OwnInline::Run("\u{2011}".to_owned(), look.clone()),
                "w:sym" => OwnInline::Run(symbols::of(child).to_string(), look.clone()),
                "w:instrText" => {
                    pieces.field.instruction += &child.own_text();
                    continue;
                }
                "w:fldChar" => {
                    let shown = field(child, &mut pieces.field, self.number, &look);
                    pieces.list.extend(shown.map(Piece::Inline));
                    continue;
                }
                "w:ruby" => {
                    let base_text = child.child("w:rubyBase").into_iter().flat_map(Element::elements);
                    base_text.for_each(|inner| self.inline(inner, base, pieces));
                    continue;
                }
                _ => {
                    self.drawn(child, pieces);
                    continue;
                }
            };
            pieces.list.push(Piece::Inline(inline));
        }
    }

    pub(super) fn look(&self, all: &Properties) -> OwnLook {
        let (latin, east_asian) = fonts::of_text(all, &self.template.theme);
        let (latin, east_asian) =
            (latin.as_deref().unwrap_or("Times New Roman"), east_asian.as_deref().unwrap_or("宋体"));
        let role = fonts::role(latin, east_asian).0;
        let tracking = all.length("spacing").unwrap_or(Length::ZERO) + self.tracking;
        let highlight = all.get("highlight").and_then(symbols::highlight);
        OwnLook {
            latin: role.latin,
            east_asian: role.east_asian,
            size: all.size(),
            bold: all.is_on("b") || role.heavy,
            italic: all.is_on("i"),
            color: all.color().0,
            fill: highlight.or_else(|| all.get("shd/fill").and_then(rgb)),
            underlined: all.is_on("u"),
            struck: all.is_on("strike") || all.is_on("dstrike"),
            script: match all.get("vertAlign") {
                Some("superscript") => 1,
                Some("subscript") => -1,
                _ => 0,
            },
            tracking,
        }
    }
}

/// What the sign of a field shows.
fn field(sign: &Element, field: &mut Field, signs: OwnNumber, look: &OwnLook) -> Option<OwnInline> {
    match sign.attribute("w:fldCharType") {
        Some("begin") => {
            *field = Field { is_open: true, ..Field::default() };
            let check = sign.path(&["w:ffData", "w:checkBox"])?;
            let state = check.child("w:checked").or_else(|| check.child("w:default"));
            let is_checked = state.is_some_and(|state| state.value().is_none_or(is_on));
            let mark = if is_checked { "☑" } else { "□" };
            Some(OwnInline::Run(mark.to_owned(), look.clone()))
        }
        Some("separate") if field.is_open && is_page(&field.instruction) => {
            field.is_replaced = true;
            Some(OwnInline::PageNumber(number(&field.instruction, signs), look.clone()))
        }
        Some("end") => {
            let field = std::mem::take(field);
            // A field that was never updated shows nothing yet.
            let is_page = field.is_open && !field.is_replaced && is_page(&field.instruction);
            is_page.then(|| OwnInline::PageNumber(number(&field.instruction, signs), look.clone()))
        }
        _ => None,
    }
}

/// The signs that the field of a page's number asks for, else those of its section
/// (ECMA-376-1 §17.16.4.3).
fn number(instruction: &str, of_section: OwnNumber) -> OwnNumber {
    let mut words = instruction.split_whitespace().skip_while(|word| *word != "\\*").skip(1);
    match words.next() {
        Some("ROMAN") => OwnNumber::UpperRoman,
        Some("roman" | "Roman") => OwnNumber::LowerRoman,
        Some("ALPHABETIC") => OwnNumber::UpperLetter,
        Some("alphabetic") => OwnNumber::LowerLetter,
        Some("Arabic" | "ARABIC") => OwnNumber::Arabic,
        _ => of_section,
    }
}

fn is_page(instruction: &str) -> bool {
    instruction.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("PAGE"))
}

/// Text, with several blanks beside each other, or underlined ones at an end, apart:
/// they keep their room.
fn words(text: &str, look: &OwnLook, pieces: &mut Vec<Piece>) {
    let is_blank = |ch: char| matches!(ch, ' ' | '\u{a0}' | '\t' | '\n');
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = is_blank(first);
        let mut end = rest.find(|ch| is_blank(ch) != blank).unwrap_or(rest.len());
        if !blank {
            // A single blank between words is one of the text.
            while let Some(next) = rest.get(end..).filter(|rest| !rest.is_empty()) {
                let mut signs = next.chars();
                let (one, two) = (signs.next(), signs.next());
                if !(one == Some(' ') && two.is_some_and(|two| !is_blank(two))) {
                    break;
                }
                let behind = &next[1..];
                end += 1 + behind.find(is_blank).unwrap_or(behind.len());
            }
        }
        let (part, others) = rest.split_at(end);
        let count = part.chars().count();
        let inline =
            if blank { OwnInline::Blank(count, look.clone()) } else { OwnInline::Run(part.to_owned(), look.clone()) };
        pieces.push(Piece::Inline(inline));
        rest = others;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_keep_their_room() {
        let look = OwnLook {
            latin: Vec::new(),
            east_asian: Vec::new(),
            size: Length::points(12.0),
            bold: false,
            italic: false,
            color: [0; 3],
            fill: None,
            underlined: true,
            struck: false,
            script: 0,
            tracking: Length::ZERO,
        };
        let mut pieces = Vec::new();
        words("  of two words   end ", &look, &mut pieces);
        let shown: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Inline(OwnInline::Run(text, _)) => text.clone(),
                Piece::Inline(OwnInline::Blank(count, _)) => count.to_string(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(shown, ["2", "of two words", "3", "end", "1"]);
    }
}

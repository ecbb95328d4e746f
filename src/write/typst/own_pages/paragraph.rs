//! A paragraph of such pages and what stands in it.

use super::super::Writer;
use super::super::escape::literal;
use super::super::look::{align, family_list, pt};
use super::{fill, rgb, stroke};
use crate::length::Length;
use crate::model::resolved::own_pages::{OwnAlign, OwnInline, OwnLook, OwnNumber, OwnParagraph, StopKind};
use crate::model::{Align, is_han};
use crate::style::Fonts as Role;

/// How far the line under text is from its baseline, in its size, and how wide.
const UNDERLINE: (f64, f64) = (0.18, 0.05);
/// The size of raised and lowered signs, in that of the text.
const SCRIPT: f64 = 0.65;

impl Writer<'_> {
    pub(super) fn own_paragraph(&mut self, paragraph: &OwnParagraph) {
        let none = Length::ZERO;
        let (hang, first) = ((none - paragraph.first_line).max(none), paragraph.first_line.max(none));
        let (line, left) = (paragraph.line, paragraph.left - hang);
        let sides = format!("left: {}, right: {}", pt(left), pt(paragraph.right));
        if paragraph.inlines.is_empty() && paragraph.borders.iter().all(Option::is_none) {
            let height = paragraph.before + line.above + paragraph.size + line.below + paragraph.after;
            return self.push(&format!("#block(height: {})\n", pt(height.max(none))));
        }
        let has_edges = paragraph.fill.is_some() || paragraph.borders.iter().any(Option::is_some);
        if has_edges {
            let [top, right, bottom, left] = paragraph.borders.map(|line| stroke(line.as_ref()));
            self.push(&format!(
                "#block(width: 100%, inset: ({sides}, top: {}, bottom: {}))[#block(width: 100%, inset: (top: {}, \
                 bottom: {}), fill: {}, stroke: (top: {top}, right: {right}, bottom: {bottom}, left: {left}))[",
                pt(paragraph.before),
                pt(paragraph.after),
                pt(line.above),
                pt(line.below),
                fill(paragraph.fill)
            ));
        } else {
            self.push(&format!(
                "#block(width: 100%, inset: ({sides}, top: {}, bottom: {}))[",
                pt(paragraph.before + line.above),
                pt(line.below + paragraph.after)
            ));
        }
        let (how, justify) = match paragraph.align {
            OwnAlign::Plain(how) => (how, how == Align::Justify),
            OwnAlign::Spread => (Align::Left, false),
        };
        self.push(&format!(
            "#set align({})\n#par(leading: {}, justify: {justify}, first-line-indent: (amount: {}, all: true), \
             hanging-indent: {})[",
            align(how),
            pt(line.between),
            pt(first),
            pt(hang)
        ));
        self.own_inlines(paragraph);
        self.push(if has_edges { "]]]\n" } else { "]]\n" });
    }

    fn own_inlines(&mut self, paragraph: &OwnParagraph) {
        let inlines = &paragraph.inlines;
        if inlines.is_empty() {
            return self.push(&format!("#text(size: {}, \"\\u{{a0}}\")", pt(paragraph.size)));
        }
        let is_gap = |inline: &OwnInline| match inline {
            OwnInline::Tab(_) => true,
            OwnInline::Blank(count, look) => look.underlined || *count > 2,
            OwnInline::Run(..)
            | OwnInline::Break
            | OwnInline::Picture(_)
            | OwnInline::Box(_)
            | OwnInline::PageNumber(..) => false,
        };
        if paragraph.align != OwnAlign::Spread && inlines.iter().any(is_gap) {
            return self.own_line(paragraph);
        }
        let spread = paragraph.align == OwnAlign::Spread;
        for (at, inline) in inlines.iter().enumerate() {
            if spread && at > 0 {
                self.push("#h(1fr)");
            }
            self.push("#");
            self.own_inline(inline, spread);
        }
    }

    /// A paragraph with tabs or blanks that are cut at the edge.
    fn own_line(&mut self, paragraph: &OwnParagraph) {
        let stops = paragraph.stops.iter().map(|stop| {
            let kind = match stop.kind {
                StopKind::Start => "start",
                StopKind::Middle => "middle",
                StopKind::End => "end",
            };
            format!("(at: {}, kind: {}, dotted: {}), ", pt(stop.at), literal(kind), stop.dotted)
        });
        let stops: String = stops.collect();
        self.push(&format!(
            "#own-line({}, {}, {}, ({stops}), {}",
            pt(paragraph.left + paragraph.first_line),
            pt(paragraph.left),
            pt(paragraph.room - paragraph.right),
            pt(paragraph.step)
        ));
        for inline in &paragraph.inlines {
            self.push(", ");
            match inline {
                OwnInline::Tab(look) => self.push(&format!("(kind: \"tab\", look: {})", gap(look))),
                OwnInline::Break => self.push("(kind: \"break\")"),
                OwnInline::Blank(_, look) => {
                    self.push(&format!("(kind: \"blank\", look: {}, body: ", gap(look)));
                    self.own_inline(inline, false);
                    self.push(")");
                }
                OwnInline::Run(..) | OwnInline::Picture(_) | OwnInline::Box(_) | OwnInline::PageNumber(..) => {
                    self.own_inline(inline, false);
                }
            }
        }
        self.push(")");
    }

    /// An inline as an expression.
    fn own_inline(&mut self, inline: &OwnInline, spread: bool) {
        match inline {
            OwnInline::Run(text, look) if spread => {
                let signs = text.chars().filter(|ch| !ch.is_whitespace());
                let signs: Vec<String> = signs.map(|ch| literal(&ch.to_string())).collect();
                let text = if signs.is_empty() { "[]".to_owned() } else { signs.join(" + h(1fr) + ") };
                self.own_text(&text, text.chars().any(is_han), look);
            }
            OwnInline::Run(text, look) => self.own_text(&literal(text), text.chars().any(is_han), look),
            OwnInline::Blank(count, look) => self.own_text(&literal(&"\u{a0}".repeat(*count)), false, look),
            OwnInline::Tab(_) => self.push("h(1em)"),
            OwnInline::Break => self.push("linebreak()"),
            OwnInline::Picture(picture) => {
                self.push("box(");
                self.own_picture(picture);
                self.push(")");
            }
            OwnInline::Box(inner) => self.own_box("box", inner),
            OwnInline::PageNumber(number, look) => {
                let shown = format!("context counter(page).display({})", literal(signs(*number)));
                self.own_text(&shown, false, look);
            }
        }
    }

    /// An expression of text in a look.
    fn own_text(&mut self, text: &str, is_chinese: bool, look: &OwnLook) {
        let (latin, east_asian) = (look.latin.clone(), look.east_asian.clone());
        let lacks_bold = east_asian.first().is_some_and(|name| !self.fonts.has_bold(name));
        let role = Role { latin, east_asian, word_latin: String::new(), word_east_asian: String::new(), heavy: false };
        let families = family_list(self.style, self.fonts, &role, true);
        let thick = look.bold && is_chinese && lacks_bold;
        let weight = if look.bold { "bold" } else { "regular" };
        let style = if look.italic { ", style: \"italic\"" } else { "" };
        let mut out = format!(
            "text(font: {families}, size: {}, weight: {}, fill: {}, tracking: {}{style}, {text})",
            pt(look.size.scaled(if look.script == 0 { 1.0 } else { SCRIPT })),
            literal(weight),
            rgb(look.color),
            pt(look.tracking)
        );
        if thick {
            out = format!("thick({out})");
        }
        if let Some(color) = look.fill {
            out = format!("highlight(fill: {}, {out})", rgb(color));
        }
        if look.script != 0 {
            let up = look.size.scaled(if look.script > 0 { -0.35 } else { 0.14 });
            out = format!("text(baseline: {}, {out})", pt(up));
        }
        if look.struck {
            out = format!("strike({out})");
        }
        if look.underlined {
            let (offset, width) = underline(look);
            out = format!("underline(offset: {offset}, stroke: {width} + {}, evade: false, {out})", rgb(look.color));
        }
        self.push(&out);
    }
}

fn underline(look: &OwnLook) -> (String, String) {
    (pt(look.size.scaled(UNDERLINE.0)), pt(look.size.scaled(UNDERLINE.1)))
}

/// What a gap in text of a look shows.
fn gap(look: &OwnLook) -> String {
    let (_, width) = underline(look);
    let line = if look.underlined { format!("{width} + {}", rgb(look.color)) } else { "none".to_owned() };
    format!("(line: {line}, drop: {}, size: {})", pt(look.size.scaled(UNDERLINE.0)), pt(look.size))
}

/// A number in Typst's words.
fn signs(number: OwnNumber) -> &'static str {
    match number {
        OwnNumber::Arabic => "1",
        OwnNumber::UpperRoman => "I",
        OwnNumber::LowerRoman => "i",
        OwnNumber::UpperLetter => "A",
        OwnNumber::LowerLetter => "a",
        OwnNumber::Chinese => "一",
    }
}

//! The headers and footers of a Word file in the terms of a style sheet: what a
//! header says, and the pattern of the page numbers.

use super::page::{Margin, Piece};
use super::properties::{Properties, is_on};
use super::{Kind, Look, Template, Unread, names, style_reference};
use crate::length::Length;
use crate::model::Align;
use crate::ooxml::Element;
use crate::ooxml::Fault;
use crate::style::field_names::field_of;
use crate::style::numbering::Counter;
use crate::style::value::PagePattern;

/// What stands in a header of a sheet where a tab parts the words of that of the template.
const APART: &str = "\u{2003}\u{2003}";

/// What was found around the text.
#[derive(Debug, Default)]
pub(super) struct HeaderFooter {
    /// What odd and even pages say; `None` if there is no header at all.
    pub(super) odd: Option<String>,
    pub(super) even: Option<String>,
    /// What the pages before the text say, where they are pages of their own.
    pub(super) front_header: Option<String>,
    /// How the header looks, and the line under it.
    pub(super) header: Option<Look>,
    pub(super) rule: Option<Length>,
    /// The pattern of page numbers; empty if there are none.
    pub(super) pattern: Option<String>,
    pub(super) front: Option<String>,
    pub(super) number: Option<Look>,
    pub(super) outside: bool,
    /// What could not be told in a sheet.
    pub(super) unread: Vec<Unread>,
}

impl Template {
    /// Reads the headers and footers of the section with the text.
    pub(super) fn margins(&self) -> HeaderFooter {
        let mut margins = HeaderFooter::default();
        if let Err(fault) = self.read_margins(&mut margins) {
            let english = format!("headers and footers: the file {}", fault.reason);
            margins.unread.push(Unread::new("页眉页脚：文件有错", english));
        }
        margins
    }

    fn read_margins(&self, margins: &mut HeaderFooter) -> Result<(), Fault> {
        // Without headers and footers the sheet's own ones stay.
        if self.section.references.is_empty() {
            return Ok(());
        }
        let has_even = self
            .settings_part
            .as_ref()
            .is_some_and(|settings| settings.child("w:evenAndOddHeaders").is_some_and(|e| e.value().is_none_or(is_on)));
        let read = |element: &str, kind: &str| -> Result<Margin, Fault> {
            let found = self.section.references.iter().find(|r| r.element == element && r.kind == kind);
            found.map_or_else(|| Ok(Margin::default()), |reference| Margin::read(&reference.part, &self.parts))
        };
        let odd = read("w:headerReference", "default")?;
        let footer = read("w:footerReference", "default")?;
        margins.odd = Some(self.header_text(&odd, &mut margins.unread));
        if self.uses.has_front {
            let before = self.section.before.iter().find(|r| r.element == "w:headerReference" && r.kind == "default");
            let before = before.map_or_else(|| Ok(Margin::default()), |r| Margin::read(&r.part, &self.parts))?;
            margins.front_header = Some(self.header_text(&before, &mut margins.unread));
        }
        if let Some(paragraph) = &odd.paragraph {
            let properties = self.direct(paragraph, "header");
            margins.rule = rule(&properties);
            margins.header = Some(self.look(&properties));
        }
        let mut even_footer = Margin::default();
        if has_even {
            let even = self.header_text(&read("w:headerReference", "even")?, &mut margins.unread);
            margins.even = Some(even).filter(|even| margins.odd.as_ref() != Some(even));
            even_footer = read("w:footerReference", "even")?;
        }
        if self.section.is_first_different() {
            margins.unread.push(Unread::new(
                "首页不同的页眉页脚：PDF 各页相同",
                "the other header of the first page: in the PDF all pages are alike",
            ));
        }
        if odd.has_pictures || footer.has_pictures {
            margins.unread.push(Unread::new(
                "页眉页脚里的图片、图形：只有 Word 版会有",
                "pictures in headers and footers: only the Word edition has them",
            ));
        }
        self.read_number(&footer, &even_footer, margins);
        Ok(())
    }

    /// The properties of a paragraph: its style's, and its own over them.
    fn direct(&self, paragraph: &Element, default: &str) -> Properties {
        let named = paragraph.path(&["w:pPr", "w:pStyle"]).and_then(Element::value);
        let style = named.or_else(|| self.style(default, Kind::Paragraph)).unwrap_or_default();
        let mut all = self.styles.resolved(style);
        let run = paragraph.descendants().into_iter().find(|e| e.name == "w:r" && e.child("w:t").is_some());
        for own in [paragraph.child("w:pPr"), run.and_then(|run| run.child("w:rPr"))].into_iter().flatten() {
            all.overlay(&Properties::read(own));
        }
        all
    }

    fn header_text(&self, margin: &Margin, unread: &mut Vec<Unread>) -> String {
        let mut text = String::new();
        // The heading of a chapter has its number with it: a field for the number
        // alone says nothing more.
        let shows = |piece: &Piece| matches!(piece, Piece::Field(code) if style_reference::named(code).is_some() && !style_reference::is_number(code));
        let has_words = margin.pieces.iter().any(shows);
        for piece in &margin.pieces {
            match piece {
                Piece::Text(piece) => text.push_str(&marked(piece, unread)),
                Piece::Field(code) if has_words && style_reference::is_number(code) => {}
                Piece::Field(instruction) => match self.field(instruction) {
                    Some(sign) => text.push_str(sign),
                    None => unread.push(Unread::new(
                        format!("页眉中的域 {instruction}"),
                        format!("the field {instruction} of the header"),
                    )),
                },
            }
        }
        // A sheet has no tabs; what they part stays apart.
        let parts = text.split('\t').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(APART);
        // What only stood between fields says nothing without them.
        if !text.contains(|ch: char| ch.is_alphanumeric()) {
            return String::new();
        }
        // The title of the template's cover stands for that of the document.
        if self.pages.titles().iter().any(|title| title.is(&text)) { "{title}".to_owned() } else { text }
    }

    /// What a sheet writes for a field in a header.
    fn field(&self, instruction: &str) -> Option<&'static str> {
        if let Some((of, _)) = style_reference::named(instruction) {
            let entry = self.referred(&of);
            let is_style = |name: &str| {
                let id = self.style(name, Kind::Paragraph);
                entry.is_some_and(|entry| Some(entry.id.as_str()) == id)
                    || names::candidates(name).contains(&names::normal(&of))
            };
            let is_first = |id: &str| self.styles.resolved(id).get("outlineLvl") == Some("0");
            return match () {
                () if of == "1" || is_style("heading 1") => Some("{chapter}"),
                () if is_style("Title") => Some("{title}"),
                () => entry.filter(|entry| is_first(&entry.id)).map(|_| "{chapter}"),
            };
        }
        let mut words = instruction.split_whitespace();
        let (name, rest) = (words.next()?.to_uppercase(), words.collect::<Vec<_>>().join(" "));
        let of = rest.split('\\').next().unwrap_or_default().trim().trim_matches('"').trim().to_owned();
        match name.as_str() {
            "TITLE" => Some("{title}"),
            "DOCPROPERTY" | "DOCVARIABLE" if field_of(&of) == "title" => Some("{title}"),
            _ => None,
        }
    }

    fn read_number(&self, footer: &Margin, even: &Margin, margins: &mut HeaderFooter) {
        let is_page = |piece: &&Piece| matches!(piece, Piece::Field(text) if first_word(text) == "PAGE");
        let Some(at) = footer.pieces.iter().position(|piece| is_page(&piece)) else {
            let text: String = footer.pieces.iter().filter_map(literal).map(untabbed).collect();
            if !text.trim().is_empty() {
                let text = text.trim();
                margins.unread.push(Unread::new(
                    format!("页脚文字“{text}”：fuzi 的页脚只有页码"),
                    format!("the text “{text}” of the footer: footers hold page numbers only"),
                ));
            }
            margins.pattern = Some(String::new());
            return;
        };
        let counter = match &footer.pieces[at] {
            Piece::Field(text) if text.contains("roman") => Counter::LowerRoman,
            Piece::Field(text) if text.contains("ROMAN") => Counter::UpperRoman,
            Piece::Field(_) | Piece::Text(_) => self.section.counter(),
        };
        let before: String = footer.pieces[..at].iter().filter_map(literal).map(untabbed).collect();
        let mut after = footer.pieces.get(at + 1).and_then(literal).map(untabbed).unwrap_or_default();
        if footer.pieces[at + 1..].iter().any(|piece| matches!(piece, Piece::Field(_))) {
            // 第 1 页 共 9 页: what belongs to the count of pages goes with it.
            after = after.split(['共', '，', ',', '/', '|', 'o']).next().unwrap_or_default().trim_end().to_owned();
            margins.unread.push(Unread::new("页脚中的总页数", "the count of all pages in the footer"));
        }
        let dashed = self.section.properties.child("w:pgNumType").and_then(|e| e.attribute("w:fmt"));
        let (before, after) = match dashed {
            Some("numberInDash") => (format!("{before}- "), format!(" -{after}")),
            _ => (before, after),
        };
        let pattern =
            PagePattern { before: before.trim_start().to_owned(), counter, after: after.trim_end().to_owned() };
        let text = format!("{}{}{}", pattern.before, counter.sign(), pattern.after);
        if PagePattern::parse(&text).as_ref() == Some(&pattern) {
            margins.pattern = Some(text);
        } else {
            margins
                .unread
                .push(Unread::new(format!("页码格式“{text}”"), format!("the pattern “{text}” of page numbers")));
        }
        margins.front = self.section.front.map(|counter| counter.sign().to_string());
        if let Some(paragraph) = &footer.paragraph {
            let properties = self.direct(paragraph, "footer");
            let mut look = self.look(&properties);
            let place = footer.box_align.as_deref().or(properties.get("framePr/xAlign"));
            look.align = match place {
                Some("center") => Align::Center,
                Some("right" | "outside") => Align::Right,
                Some("left" | "inside") => Align::Left,
                _ => look.align,
            };
            let even_align = even.paragraph.as_ref().map(|paragraph| self.direct(paragraph, "footer").align());
            margins.outside = place == Some("outside")
                || (look.align == Align::Right && matches!(even_align, Some(Align::Left | Align::Justify)));
            margins.number = Some(look);
        }
    }
}

/// A text whose marks for the title are those of a sheet: `{{题目}}` is `{title}`.
fn marked(text: &str, unread: &mut Vec<Unread>) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once("{{") {
        let Some((label, after)) = behind.split_once("}}") else { break };
        out.push_str(before);
        if field_of(label.trim()) == "title" {
            out.push_str("{title}");
        } else {
            unread.push(Unread::new(
                format!("页眉中的 {{{{{label}}}}}：只有 Word 版填写；PDF 的页眉只有 {{title}}、{{chapter}}、{{section}}"),
                format!("{{{{{label}}}}} of the header: only the Word edition fills it; those of the PDF know {{title}}, {{chapter}} and {{section}}"),
            ));
        }
        rest = after;
    }
    out + rest
}

fn first_word(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_uppercase()
}

fn literal(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::Field(_) => None,
    }
}

/// A text of a footer without its tabs: a page number has no columns.
fn untabbed(text: &str) -> String {
    text.replace('\t', "")
}

/// The line under a header.
fn rule(properties: &Properties) -> Option<Length> {
    let kind = properties.get("pBdr/bottom")?;
    let eighths: f64 = properties.get("pBdr/bottom/sz").and_then(|n| n.parse().ok()).unwrap_or(4.0);
    let is_line = !matches!(kind, "nil" | "none");
    Some(if is_line { Length::points(eighths.clamp(0.0, 96.0) / 8.0) } else { Length::ZERO })
}

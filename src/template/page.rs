//! The section of a Word file that holds its chapters: the paper, and the headers and footers with
//! their texts (ECMA-376-1 §17.6, §17.10).

use super::numbering::counter;
use super::properties::{is_on, length};
use crate::length::Length;
use crate::ooxml::Element;
use crate::ooxml::{Fault, Parts, Relation};
use crate::style::numbering::Counter;

/// A reference of a section to a header or a footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// `w:headerReference` or `w:footerReference`.
    pub element: String,
    /// `default`, `even` or `first`.
    pub kind: String,
    /// The name of the part.
    pub part: String,
}

/// The section with the text.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Its properties.
    pub(super) properties: Element,
    /// Its headers and footers, those of the sections before it among them where
    /// it has none of its own (ECMA-376-1 §17.10.1).
    pub(super) references: Vec<Reference>,
    /// The headers and footers of the section before it.
    pub(super) before: Vec<Reference>,
    /// How the pages of an earlier section are numbered, if with other signs.
    pub(super) front: Option<Counter>,
    /// How many sections there are.
    pub(super) count: usize,
    /// Whether its columns end level: the file ends behind it in a section that goes on
    /// in the same page.
    pub(super) is_balanced: bool,
}

/// The sizes of a page, as far as the file says them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Sizes {
    /// Width and height, the short side first.
    pub(super) paper: Option<(Length, Length)>,
    pub(super) is_landscape: bool,
    pub(super) top: Option<Length>,
    pub(super) bottom: Option<Length>,
    pub(super) left: Option<Length>,
    pub(super) right: Option<Length>,
    pub(super) header: Option<Length>,
    pub(super) footer: Option<Length>,
    pub(super) gutter: Option<Length>,
    pub(super) columns: Option<(u8, Option<Length>)>,
    /// The distance of the lines of the grid.
    pub(super) grid: Option<Length>,
    /// What a character gets beyond its width on a grid of characters.
    pub(super) tracking: Option<Length>,
}

impl Section {
    /// A section of a document, from 0; the last if there are fewer.
    pub(super) fn read(document: &Element, relations: &[Relation], parts: &Parts, at: usize) -> Self {
        let mut section = Self::default();
        let all: Vec<&Element> =
            document.descendants().into_iter().filter(|element| element.name == "w:sectPr").collect();
        section.count = all.len();
        let behind = all.iter().skip(at.saturating_add(1));
        section.is_balanced = behind.clone().count() == 1 && behind.copied().all(is_continuous);
        let all = &all[..all.len().min(at.saturating_add(1))];
        for (number, properties) in all.iter().enumerate() {
            if number + 1 == all.len() {
                section.before.clone_from(&section.references);
            }
            for element in properties.elements().filter(|e| e.name.ends_with("erReference")) {
                let id = element.attribute("r:id").unwrap_or_default();
                let kind = element.attribute("w:type").unwrap_or("default").to_owned();
                let target = relations.iter().find(|relation| relation.id == id && !relation.external);
                let Some(part) = target.map(|r| r.target.clone()).filter(|part| parts.get(part).is_some()) else {
                    continue;
                };
                let element = element.name.clone().into_owned();
                section.references.retain(|old| (&old.element, &old.kind) != (&element, &kind));
                section.references.push(Reference { element, kind, part });
            }
        }
        section.references.sort_by(|a, b| (&b.element, &a.kind).cmp(&(&a.element, &b.kind)));
        if let Some((last, before)) = all.split_last() {
            section.properties = (*last).clone();
            let own = number_format(last);
            section.front = before
                .iter()
                .rev()
                .map(|section| number_format(section))
                .find(|format| *format != own && matches!(format, Counter::UpperRoman | Counter::LowerRoman));
        }
        section
    }

    /// How its pages are numbered.
    pub(super) fn counter(&self) -> Counter {
        number_format(&self.properties)
    }

    /// Whether its first page has a header of its own.
    pub(super) fn is_first_different(&self) -> bool {
        self.properties.child("w:titlePg").is_some_and(|e| e.value().is_none_or(is_on))
    }

    pub(super) fn sizes(&self) -> Sizes {
        let of = |child: &str, name: &str| {
            let value = self.properties.child(child).and_then(|e| e.attribute(&format!("w:{name}")));
            value.and_then(length)
        };
        // A negative margin is one that headers may not push (§17.6.11).
        let margin = |name: &str| of("w:pgMar", name).map(|l| if l < Length::ZERO { Length::ZERO - l } else { l });
        let size = (of("w:pgSz", "w")).zip(of("w:pgSz", "h")).filter(|(w, h)| w.pt() > 72.0 && h.pt() > 72.0);
        let columns = self.properties.child("w:cols").and_then(|cols| {
            let count: u8 = cols.attribute("w:num").unwrap_or("1").parse().ok()?;
            Some((count, cols.attribute("w:space").and_then(length)))
        });
        let grid = self.properties.child("w:docGrid");
        let kind = grid.and_then(|grid| grid.attribute("w:type")).unwrap_or_default();
        let has_lines = matches!(kind, "lines" | "linesAndChars" | "snapToChars");
        let space = grid.filter(|_| kind == "linesAndChars" || kind == "snapToChars");
        let space = space.map(|grid| grid.attribute("w:charSpace").and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0));
        Sizes {
            paper: size.map(|(w, h)| if w > h { (h, w) } else { (w, h) }),
            is_landscape: size.is_some_and(|(w, h)| w > h),
            top: margin("top"),
            bottom: margin("bottom"),
            left: margin("left"),
            right: margin("right"),
            header: margin("header"),
            footer: margin("footer"),
            gutter: margin("gutter"),
            columns,
            grid: of("w:docGrid", "linePitch").filter(|pitch| has_lines && pitch.pt() > 1.0),
            // Units of 1/4096 of a point (§17.6.5).
            tracking: space.filter(|space| space.abs() < 4096.0 * 100.0).map(|space| Length::points(space / 4096.0)),
        }
    }
}

/// Whether a section begins in the page of the one before it (ECMA-376-1 §17.6.22).
fn is_continuous(section: &Element) -> bool {
    section.child("w:type").and_then(Element::value) == Some("continuous")
}

fn number_format(section: &Element) -> Counter {
    let format = section.child("w:pgNumType").and_then(|e| e.attribute("w:fmt"));
    format.and_then(counter).unwrap_or(Counter::Arabic)
}

/// What a header or footer says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Margin {
    /// Its pieces in order.
    pub(super) pieces: Vec<Piece>,
    /// The paragraph with the text.
    pub(super) paragraph: Option<Element>,
    pub(super) has_pictures: bool,
    /// Where the box with the text stands across the page, if it is in one.
    pub(super) box_align: Option<String>,
}

/// A piece of a header or footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text with its tabs.
    Text(String),
    /// The instruction of a field, such as `PAGE`.
    Field(String),
}

impl Piece {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

impl Margin {
    /// Reads a part.
    pub(super) fn read(part: &str, parts: &Parts) -> Result<Self, Fault> {
        let Some(root) = parts.xml(part)? else { return Ok(Self::default()) };
        let mut margin = Self::default();
        let all = root.descendants();
        let in_box = all.iter().any(|e| e.name == "w:txbxContent");
        margin.has_pictures =
            !in_box && all.iter().any(|e| matches!(e.name.as_ref(), "w:drawing" | "w:pict" | "w:object"));
        let across = all.iter().find(|e| e.name.ends_with(":positionH"));
        let align = across.and_then(|e| e.elements().find(|inner| inner.name.ends_with(":align")));
        margin.box_align = align.map(Element::own_text);
        // Text within text boxes and tables counts as well: page numbers of
        // Chinese Word stand in boxes.
        for paragraph in all.into_iter().filter(|element| element.name == "w:p") {
            // A paragraph that only holds a box says what the box says.
            if paragraph.descendants().iter().any(|e| e.name == "w:p") {
                continue;
            }
            let pieces = pieces(paragraph);
            if !pieces.is_empty() {
                if margin.paragraph.is_none() {
                    margin.paragraph = Some(paragraph.clone());
                }
                let is_known = |piece: &Piece| !piece.is_blank() && margin.pieces.contains(piece);
                if !pieces.iter().any(is_known) {
                    margin.pieces.extend(pieces);
                }
            }
        }
        Ok(margin)
    }
}

/// Whether a content control is one for the title (ECMA-376-1 §17.5.2.1, §17.5.2.42).
fn names_title(control: &Element) -> bool {
    let name = |key: &str| control.path(&["w:sdtPr", key]).and_then(Element::value).unwrap_or_default();
    ["w:alias", "w:tag"].iter().any(|key| crate::style::field_names::field_of(name(key)) == "title")
}

/// The pieces of a paragraph: texts outside fields, and the instructions of
/// fields (ECMA-376-1 §17.16.18).
fn pieces(paragraph: &Element) -> Vec<Piece> {
    let mut list: Vec<Piece> = Vec::new();
    let mut instruction: Option<String> = None;
    let mut in_result = false;
    let mut simple: Option<Vec<&Element>> = None;
    for element in paragraph.descendants() {
        match element.name.as_ref() {
            "w:fldSimple" => {
                list.push(Piece::Field(element.attribute("w:instr").unwrap_or_default().trim().to_owned()));
                simple = Some(element.descendants());
            }
            // A control for the title shows what a field for it would.
            "w:sdt" if names_title(element) => {
                list.push(Piece::Field("TITLE".to_owned()));
                simple = Some(element.descendants());
            }
            "w:fldChar" => match element.attribute("w:fldCharType") {
                Some("begin") => instruction = Some(String::new()),
                Some("separate") => in_result = true,
                _ => {
                    list.extend(instruction.take().map(|text| Piece::Field(text.trim().to_owned())));
                    in_result = false;
                }
            },
            "w:instrText" => instruction.iter_mut().for_each(|text| text.push_str(&element.own_text())),
            "w:t"
                if !in_result && !simple.as_ref().is_some_and(|all| all.iter().any(|e| std::ptr::eq(*e, element))) =>
            {
                let text = element.own_text();
                match list.last_mut() {
                    Some(Piece::Text(before)) => before.push_str(&text),
                    Some(Piece::Field(_)) | None => list.push(Piece::Text(text)),
                }
            }
            // A place of a tab in the properties has a kind.
            "w:tab" | "w:ptab" if !in_result && element.attribute("w:val").is_none() => match list.last_mut() {
                Some(Piece::Text(before)) => before.push('\t'),
                Some(Piece::Field(_)) | None => list.push(Piece::Text("\t".to_owned())),
            },
            _ => {}
        }
    }
    list.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    if list.iter().all(Piece::is_blank) { Vec::new() } else { list }
}

//! The text of a Word file as a list of paragraphs: each with its style, what
//! it says, its section, and whether it stands in a table or in the contents.
//!
//! It must not know what a paragraph is for.

use super::properties::Properties;
use super::styles::Styles;
use super::tables;
use crate::ooxml::Element;

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    /// In a table with lines.
    Cell,
    /// In a table without, which only places what is in it.
    Layout,
    Contents,
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) element: &'a Element,
    /// The id of its style.
    pub(super) style: String,
    pub(super) text: String,
    /// The section that it stands in, from 0.
    pub(super) section: usize,
    pub(super) place: Place,
    /// The child of the body that it is or stands in, from 0.
    pub(super) top: usize,
}

impl Paragraph<'_> {
    /// How many characters it shows.
    pub(super) fn count(&self) -> usize {
        self.text.trim().chars().count()
    }

    /// What its own properties say (ECMA-376-1 §17.3.1.26).
    pub(super) fn own(&self) -> Properties {
        self.element.child("w:pPr").map(Properties::read).unwrap_or_default()
    }
}

/// All paragraphs in order; those in text boxes are not among them.
pub(super) fn paragraphs<'a>(document: &'a Element, styles: &Styles) -> Vec<Paragraph<'a>> {
    let Some(body) = document.child("w:body") else { return Vec::new() };
    let normal = styles.normal().map(|entry| entry.id.clone()).unwrap_or_default();
    let (mut found, mut section) = (Vec::new(), 0);
    let mut open: Vec<(&Element, Place, usize)> =
        body.elements().enumerate().map(|(top, element)| (element, Place::Text, top)).collect();
    open.reverse();
    while let Some((element, place, top)) = open.pop() {
        let place = match element.name.as_ref() {
            "w:p" => {
                let style = element.path(&["w:pPr", "w:pStyle"]).and_then(Element::value);
                let style = style.filter(|id| styles.get(id).is_some()).unwrap_or(&normal).to_owned();
                let place = if styles.is_contents(&style) { Place::Contents } else { place };
                found.push(Paragraph { element, style, text: text_of(element), section, place, top });
                section += usize::from(element.path(&["w:pPr", "w:sectPr"]).is_some());
                continue;
            }
            "w:tbl" if tables::is_ruled(element, styles) => Place::Cell,
            "w:tbl" => Place::Layout,
            "w:sdt" if is_contents(element) => Place::Contents,
            _ => place,
        };
        open.extend(element.elements().rev().map(|inner| (inner, place, top)));
    }
    found
}

/// Whether a control holds the contents (ECMA-376-1 §17.5.2.11).
fn is_contents(control: &Element) -> bool {
    let gallery = control.path(&["w:sdtPr", "w:docPartObj", "w:docPartGallery"]).and_then(Element::value);
    gallery == Some("Table of Contents")
}

/// The runs of a paragraph without those of text boxes, in order.
pub(super) fn runs(paragraph: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    let mut open: Vec<&Element> = paragraph.elements().rev().collect();
    while let Some(element) = open.pop() {
        match element.name.as_ref() {
            "w:r" => found.push(element),
            "w:pPr" | "w:del" | "w:moveFrom" => {}
            _ => open.extend(element.elements().rev()),
        }
    }
    found
}

/// What a run shows.
pub(super) fn run_text(run: &Element) -> String {
    run.elements().filter(|element| element.name == "w:t").map(Element::own_text).collect()
}

fn text_of(paragraph: &Element) -> String {
    runs(paragraph).into_iter().map(run_text).collect()
}

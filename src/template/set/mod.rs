//! The template's own pages, filled, become pages of the model, for an edition whose
//! pages are fixed: every property is resolved through the styles, every length is
//! that which Word would take (ECMA-376-1 §17).
//!
//! ```text
//! w:sectPr ─ section ─┐
//! w:p ─ paragraph, run ┼─► model::resolved::own_pages
//! w:tbl ─ table, rules ┤
//! w:drawing, w:pict ─ drawing, shape
//! ```
//!
//! What cannot be set is told by its kind. It must not know how the pages are set.

mod drawing;
mod lines;
mod numbers;
mod paragraph;
mod position;
mod rules;
mod run;
mod section;
mod shape;
mod symbols;
mod table;
mod tabs;

use std::collections::{BTreeMap, BTreeSet};

use super::looks::Grid;
use super::numbering::Lists;
use super::pages::Filled;
use super::properties::{Properties, is_on, length};
use super::styles::Styles;
use super::{Template, fonts};
use crate::diag::{Message, message};
use crate::length::Length;
use crate::model::resolved::ImageId;
use crate::model::resolved::own_pages::{OwnBlock, OwnNumber, OwnPages};
use crate::ooxml::{Element, Relation};

/// Takes a picture; `None` if it is none that can be shown.
pub type TakePicture<'p> = dyn FnMut(&[u8]) -> Option<ImageId> + 'p;

/// The distance of the places of tabs where a file says none (ECMA-376-1 §17.15.1.25).
const DEFAULT_STEP: Length = Length::points(36.0);

/// How deep tables and boxes stand in each other at the most: deeper ones only say what is
/// in them.
const DEEPEST: usize = 8;

/// What of such pages is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unset {
    Picture,
    Shape,
    Chart,
    Diagram,
    Formula,
}

/// Pages that are ready to be set.
#[derive(Debug)]
pub struct Set {
    /// The pages.
    pub pages: OwnPages,
    /// What is not on them.
    pub unset: Vec<Message>,
}

impl Template {
    /// Its own pages, ready to be set.
    pub fn set_pages(&self, filled: &Filled, take: &mut TakePicture<'_>) -> Set {
        let mut reader = Reader::new(self, filled, take);
        let mut front = reader.sections(&filled.front, None);
        let mut back = reader.sections(&filled.back, Some(&self.pages.last));
        front.retain(|section| !section.blocks.is_empty());
        back.retain(|section| !section.blocks.is_empty());
        let unset = reader.unset.into_iter().map(told).collect();
        Set { pages: OwnPages { front, back }, unset }
    }

    /// The families that its own pages may be set in.
    pub fn families_of_pages(&self) -> impl Iterator<Item = &'static str> {
        let all: &[&str] = if self.pages.is_empty() { &[] } else { &fonts::FAMILIES };
        all.iter().copied()
    }
}

fn told(unset: Unset) -> Message {
    match unset {
        Unset::Picture => message!("pictures of the template's own pages that the PDF cannot show are left out of it"),
        Unset::Shape => message!("drawn shapes of the template's own pages are left out of the PDF"),
        Unset::Chart => message!("charts of the template's own pages are left out of the PDF"),
        Unset::Diagram => message!("diagrams (SmartArt) of the template's own pages are left out of the PDF"),
        Unset::Formula => message!("formulas of the template's own pages are left out of the PDF"),
    }
}

/// What is known while the pages are read.
struct Reader<'t, 'p> {
    template: &'t Template,
    /// As the Word file has them, with the copies that these pages got.
    styles: Styles,
    /// What the part that is read leads to.
    relations: Vec<Relation>,
    take: &'p mut TakePicture<'p>,
    pictures: BTreeMap<String, Option<ImageId>>,
    unset: BTreeSet<Unset>,
    /// The distance of the places of tabs.
    step: Length,
    /// Whether the spaces behind a paragraph and before the next add up, instead of the
    /// greater parting them.
    adds_spaces: bool,
    /// Whether a table's edge stands at that of the text, not its text.
    aligns_edges: bool,
    grid: Grid,
    tracking: Length,
    /// The size of the paper and the margins (top, right, bottom, left) of the section.
    paper: (Length, Length),
    margins: [Length; 4],
    /// The signs of the numbers of pages in the section.
    number: OwnNumber,
    /// What the blanks of headers and footers are filled with.
    filled: &'t Filled,
    lists: Lists,
    counts: numbers::Counts,
    /// What the style of the table around says.
    table: Properties,
    /// In how many tables and boxes it stands.
    depth: usize,
}

impl<'t, 'p> Reader<'t, 'p> {
    fn new(template: &'t Template, filled: &'t Filled, take: &'p mut TakePicture<'_>) -> Self
    where
        't: 'p,
    {
        let settings = template.settings_part();
        let step = settings.and_then(|part| part.child("w:defaultTabStop")).and_then(Element::value).and_then(length);
        let compatible = settings.and_then(|part| part.child("w:compat"));
        let adds = compatible.and_then(|part| part.child("w:doNotUseHTMLParagraphAutoSpacing"));
        let mode = compatible.into_iter().flat_map(Element::elements);
        let mut mode = mode.filter(|e| e.attribute("w:name") == Some("compatibilityMode"));
        let mode = mode.next().and_then(Element::value).and_then(|value| value.parse::<u32>().ok());
        Self {
            template,
            styles: Styles::read(template.styles_part()),
            relations: template.text_relations(),
            take,
            pictures: BTreeMap::new(),
            unset: BTreeSet::new(),
            step: step.filter(|step| step.pt() > 1.0).unwrap_or(DEFAULT_STEP),
            adds_spaces: adds.is_some_and(|element| element.value().is_none_or(is_on)),
            aligns_edges: mode.is_some_and(|mode| mode >= 15),
            grid: None,
            tracking: Length::ZERO,
            paper: (Length::ZERO, Length::ZERO),
            margins: [Length::ZERO; 4],
            number: OwnNumber::Arabic,
            filled,
            lists: numbers::lists(template.numbering_part()),
            counts: numbers::Counts::new(),
            table: Properties::default(),
            depth: 0,
        }
    }

    /// The blocks in a room of a width. A tree is no deeper than what is read of XML.
    fn blocks(&mut self, parent: &Element, room: Length) -> Vec<OwnBlock> {
        let mut blocks = paragraph::Flow::default();
        parent.elements().for_each(|element| self.block(element, room, &mut blocks));
        blocks.list
    }

    fn block(&mut self, element: &Element, room: Length, blocks: &mut paragraph::Flow) {
        match element.name.as_ref() {
            "w:p" => self.paragraph(element, room, blocks),
            "w:tbl" if self.depth < DEEPEST => {
                let table = self.table(element, room);
                blocks.list.extend(table.map(OwnBlock::Table));
            }
            "w:tbl"
            | "w:tr"
            | "w:tc"
            | "w:sdt"
            | "w:sdtContent"
            | "w:customXml"
            | "w:ins"
            | "w:moveTo"
            | "mc:AlternateContent"
            | "mc:Choice" => {
                element.elements().for_each(|inner| self.block(inner, room, blocks));
            }
            _ => {}
        }
    }

    /// The picture of a relation.
    fn picture(&mut self, id: &str) -> Option<ImageId> {
        let relation = self.relations.iter().find(|relation| relation.id == id && !relation.external);
        let part = relation.map(|relation| relation.target.clone());
        let found = part.and_then(|part| match self.pictures.get(&part) {
            Some(known) => *known,
            None => {
                let taken = self.template.part(&part).and_then(|(bytes, _)| (self.take)(bytes));
                self.pictures.insert(part, taken);
                taken
            }
        });
        if found.is_none() {
            self.unset.insert(Unset::Picture);
        }
        found
    }
}

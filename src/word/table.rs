//! Tables: their rows and cells, with blocks in them.

use super::document::{Cell, Merge, Row, Table};
use super::reader::Reader;
use super::values::{chosen, is_on, is_properties, number, value_of};
use crate::ooxml::Element;

/// The most columns that a cell may span: Word sets tables of at most 63.
const MAX_SPAN: usize = 1_000;

impl Reader<'_> {
    pub(super) fn table(&mut self, element: &Element) -> Table {
        let properties = element.child("w:tblPr");
        let value = |name: &str| properties.and_then(|own| value_of(own, name)).unwrap_or_default().to_owned();
        let grid = element.child("w:tblGrid").into_iter().flat_map(Element::elements);
        let grid = grid.filter_map(|column| column.attribute("w:w").and_then(number)).collect();
        let mut table = Table {
            style: value("w:tblStyle"),
            title: value("w:tblCaption"),
            alt: value("w:tblDescription"),
            grid,
            rows: Vec::new(),
        };
        self.rows(element, &mut table.rows);
        table
    }

    /// Rows, also within content controls and tracked changes.
    fn rows(&mut self, parent: &Element, out: &mut Vec<Row>) {
        for element in parent.elements() {
            match &*element.name {
                "w:tr" if !self.has_room() => return,
                "w:tr" => {
                    let row = self.row(element);
                    out.push(row);
                }
                "w:ins" | "w:del" => self.changed(element, |reader| reader.rows(element, out)),
                "mc:AlternateContent" => chosen(element).into_iter().for_each(|branch| self.rows(branch, out)),
                name if is_properties(name) => {}
                _ => match self.anchor(element) {
                    Some(anchor) => self.waiting.extend(anchor),
                    None => self.rows(element, out),
                },
            }
        }
    }

    fn row(&mut self, element: &Element) -> Row {
        let properties = element.child("w:trPr");
        let before = properties.and_then(|own| value_of(own, "w:gridBefore")).and_then(number).unwrap_or(0);
        let mut row = Row {
            is_header: properties.and_then(|own| own.child("w:tblHeader")).is_some_and(is_on),
            before: MAX_SPAN.min(before),
            changes: self.changes_of(properties),
            cells: Vec::new(),
        };
        self.cells(element, &mut row.cells);
        row
    }

    fn cells(&mut self, parent: &Element, out: &mut Vec<Cell>) {
        for element in parent.elements() {
            match &*element.name {
                "w:tc" if !self.has_room() => return,
                "w:tc" => {
                    let cell = self.cell(element);
                    out.push(cell);
                }
                "mc:AlternateContent" => chosen(element).into_iter().for_each(|branch| self.cells(branch, out)),
                name if is_properties(name) => {}
                _ => match self.anchor(element) {
                    Some(anchor) => self.waiting.extend(anchor),
                    None => self.cells(element, out),
                },
            }
        }
    }

    fn cell(&mut self, element: &Element) -> Cell {
        let properties = element.child("w:tcPr");
        let span = properties.and_then(|own| value_of(own, "w:gridSpan")).and_then(number).unwrap_or(1);
        let merge = properties.and_then(|own| own.child("w:vMerge"));
        let mut cell = Cell {
            columns: MAX_SPAN.min(span).max(1),
            merge: match merge.map(Element::value) {
                None => Merge::None,
                Some(Some("restart")) => Merge::Begins,
                Some(_) => Merge::Continues,
            },
            blocks: Vec::new(),
        };
        self.blocks(element, &mut cell.blocks);
        cell
    }
}

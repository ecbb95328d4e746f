//! A table: its columns, its rows and its cells, of which some are merged (ECMA-376-1
//! §17.4).

use std::collections::BTreeMap;

use super::Reader;
use super::lines::rgb;
use super::rules::{Borders, Edges};
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::own_pages::{OwnCell, OwnTable, RowHeight, Vertical};
use crate::ooxml::Element;
use crate::template::properties::length;

/// The room at both sides in a cell where nothing says any.
const SIDE: Length = Length::points(5.4);
/// The narrowest column.
const NARROWEST: Length = Length::points(2.0);
/// The most columns of a table that is set.
const MOST_COLUMNS: usize = 200;

/// A cell as it is written.
struct Written<'e> {
    element: &'e Element,
    column: usize,
    row: usize,
    columns: usize,
    rows: usize,
    borders: Borders,
}

impl Reader<'_, '_> {
    /// A table in a room of a width; `None` for one without cells.
    pub(super) fn table(&mut self, table: &Element, room: Length) -> Option<OwnTable> {
        let empty = Element::default();
        let own = table.child("w:tblPr").unwrap_or(&empty);
        let style = own.child("w:tblStyle").and_then(Element::value);
        let style = style.or_else(|| self.styles.default_table()).unwrap_or_default().to_owned();
        let rows = within(table, "w:tr");
        let cells = written(&rows);
        let count = cells.iter().map(|cell| cell.column + cell.columns).max()?;
        let insets = self.insets(&style, own);
        let mut columns = widths(table, own, &cells, count, room);
        // A table in a cell goes no further than that.
        let total = columns.iter().fold(Length::ZERO, |sum, width| sum + *width);
        if self.depth > 0 && total > room {
            columns.iter_mut().for_each(|width| *width = width.scaled(room.pt() / total.pt()));
        }
        let borders = self.borders_of_style(&style).over(Borders::read(own.child("w:tblBorders")));
        let mut edges = Edges::new(rows.len(), count);
        for cell in &cells {
            let span = (cell.row..cell.row + cell.rows, cell.column..cell.column + cell.columns);
            edges.cell(&cell.borders, &borders, &span);
        }
        let outer = std::mem::replace(&mut self.table, self.styles.said(&style));
        self.depth += 1;
        let made = cells.iter().map(|cell| self.cell(cell, insets, &columns)).collect();
        self.depth -= 1;
        self.table = outer;
        let align = match own.child("w:jc").and_then(Element::value) {
            Some("center") => Align::Center,
            Some("right" | "end") => Align::Right,
            _ if floats_in_middle(own) => Align::Center,
            _ => Align::Left,
        };
        let indent = measure(own.child("w:tblInd")).unwrap_or(Length::ZERO);
        let indent = if self.aligns_edges || self.depth > 0 { indent } else { indent - insets[3] };
        Some(OwnTable {
            align,
            indent: if align == Align::Left { indent } else { Length::ZERO },
            columns,
            rows: rows.iter().map(|row| height(row)).collect(),
            cells: made,
            rules: edges.rules(),
        })
    }

    fn cell(&mut self, cell: &Written<'_>, insets: [Length; 4], columns: &[Length]) -> OwnCell {
        let own = cell.element.child("w:tcPr");
        let inset = inset_of(own.and_then(|own| own.child("w:tcMar")), insets);
        let width = columns.iter().skip(cell.column).take(cell.columns);
        let width = width.fold(Length::ZERO, |sum, width| sum + *width);
        let blocks = self.blocks(cell.element, (width - inset[1] - inset[3]).max(NARROWEST));
        OwnCell {
            column: cell.column,
            row: cell.row,
            columns: cell.columns,
            rows: cell.rows,
            fill: own.and_then(|own| own.child("w:shd")).and_then(|shade| rgb(shade.attribute("w:fill")?)),
            vertical: match own.and_then(|own| own.child("w:vAlign")).and_then(Element::value) {
                Some("center") => Vertical::Middle,
                Some("bottom") => Vertical::Bottom,
                _ => Vertical::Top,
            },
            inset,
            blocks,
        }
    }

    fn insets(&self, style: &str, own: &Element) -> [Length; 4] {
        let chain = self.styles.chain(style).into_iter().rev();
        let of_style = chain.filter_map(|entry| entry.element.path(&["w:tblPr", "w:tblCellMar"]));
        let all = of_style.chain(own.child("w:tblCellMar"));
        all.fold([Length::ZERO, SIDE, Length::ZERO, SIDE], |insets, margins| inset_of(Some(margins), insets))
    }

    fn borders_of_style(&self, style: &str) -> Borders {
        let chain = self.styles.chain(style).into_iter().rev();
        let all = chain.map(|entry| Borders::read(entry.element.path(&["w:tblPr", "w:tblBorders"])));
        all.fold(Borders::default(), Borders::over)
    }
}

/// The elements of a name in another, those in controls and the like among them.
fn within<'e>(parent: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    let mut open: Vec<&Element> = parent.elements().rev().collect();
    while let Some(element) = open.pop() {
        match element.name.as_ref() {
            known if known == name => found.push(element),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" => open.extend(element.elements().rev()),
            _ => {}
        }
    }
    found
}

/// The cells with their places.
fn written<'e>(rows: &[&'e Element]) -> Vec<Written<'e>> {
    let mut cells: Vec<Written<'e>> = Vec::new();
    // The cell that goes on downwards, by its column.
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    for (row, element) in rows.iter().enumerate() {
        let number = |name: &str| {
            let value = element.path(&["w:trPr", name]).and_then(Element::value);
            value.and_then(|value| value.parse::<usize>().ok()).unwrap_or(0).min(MOST_COLUMNS)
        };
        let mut column = number("w:gridBefore");
        for cell in within(element, "w:tc") {
            let own = cell.child("w:tcPr");
            let span = own.and_then(|own| own.child("w:gridSpan")).and_then(Element::value);
            let columns = span.and_then(|span| span.parse::<usize>().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS);
            if column + columns > MOST_COLUMNS {
                break;
            }
            let borders = Borders::read(own.and_then(|own| own.child("w:tcBorders")));
            let merge = own.and_then(|own| own.child("w:vMerge"));
            let goes_on = merge.is_some_and(|merge| merge.value() != Some("restart"));
            let above = open.get(&column).and_then(|at| cells.get_mut(*at));
            match above.filter(|above| goes_on && above.row + above.rows == row && above.columns == columns) {
                Some(above) => {
                    above.rows += 1;
                    above.borders.end_with(&borders);
                }
                None => {
                    if merge.is_some() {
                        open.insert(column, cells.len());
                    }
                    cells.push(Written { element: cell, column, row, columns, rows: 1, borders });
                }
            }
            column += columns;
        }
    }
    cells
}

/// The widths of the columns.
fn widths(table: &Element, own: &Element, cells: &[Written<'_>], count: usize, room: Length) -> Vec<Length> {
    let grid = table.child("w:tblGrid").into_iter().flat_map(Element::elements);
    let grid: Vec<Length> = grid.filter_map(|column| column.attribute("w:w").and_then(length)).collect();
    let mut widths = if grid.len() >= count && grid.iter().any(|width| width.pt() > 0.5) {
        grid[..count].to_vec()
    } else {
        let mut found: Vec<Option<Length>> = vec![None; count];
        for cell in cells.iter().filter(|cell| cell.columns == 1) {
            let width = measure(cell.element.path(&["w:tcPr", "w:tcW"])).filter(|width| width.pt() > 0.5);
            found[cell.column] = found[cell.column].or(width);
        }
        let known = found.iter().flatten().fold(Length::ZERO, |sum, width| sum + *width);
        let open = found.iter().filter(|width| width.is_none()).count();
        let share = (room - known).max(Length::ZERO).scaled(1.0 / open.max(1) as f64);
        found.into_iter().map(|width| width.unwrap_or(share)).collect()
    };
    let total = widths.iter().fold(Length::ZERO, |sum, width| sum + *width);
    let wanted = own.child("w:tblW").filter(|width| width.attribute("w:type") == Some("pct"));
    let share = wanted.and_then(|width| width.attribute("w:w")).and_then(share);
    if let Some(share) = share.filter(|_| total.pt() > 1.0) {
        let factor = room.pt() * share / total.pt();
        widths.iter_mut().for_each(|width| *width = width.scaled(factor));
    }
    widths.into_iter().map(|width| width.max(NARROWEST)).collect()
}

/// A part of the room: fiftieths of a percent, or a percentage (ECMA-376-1 §17.18.90).
fn share(text: &str) -> Option<f64> {
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok()? / 100.0,
        None => text.parse::<f64>().ok()? / 5000.0,
    };
    (0.01..=2.0).contains(&share).then_some(share)
}

/// A width in twips; `None` for one of another kind.
fn measure(width: Option<&Element>) -> Option<Length> {
    let width = width?;
    matches!(width.attribute("w:type"), None | Some("dxa")).then(|| width.attribute("w:w").and_then(length)).flatten()
}

fn inset_of(margins: Option<&Element>, outer: [Length; 4]) -> [Length; 4] {
    let side = |names: [&str; 2], outer: Length| {
        let found = names.iter().find_map(|name| margins?.child(name));
        measure(found).map_or(outer, |width| width.max(Length::ZERO))
    };
    [
        side(["w:top", "w:top"], outer[0]),
        side(["w:right", "w:end"], outer[1]),
        side(["w:bottom", "w:bottom"], outer[2]),
        side(["w:left", "w:start"], outer[3]),
    ]
}

fn height(row: &Element) -> RowHeight {
    let own = row.path(&["w:trPr", "w:trHeight"]);
    let value = own.and_then(Element::value).and_then(length).unwrap_or(Length::ZERO).max(Length::ZERO);
    match own.and_then(|own| own.attribute("w:hRule")) {
        Some("exact") if value.pt() > 0.5 => RowHeight::Exact(value),
        _ => RowHeight::AtLeast(value),
    }
}

/// Whether a table that floats stands in the middle (ECMA-376-1 §17.4.57).
fn floats_in_middle(own: &Element) -> bool {
    own.child("w:tblpPr").and_then(|place| place.attribute("w:tblpXSpec")) == Some("center")
}

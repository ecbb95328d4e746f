//! The lines that tables of a Word file have, by their own properties, those of
//! their cells and their style (ECMA-376-1 §17.4).

use std::collections::BTreeMap;

use super::properties::is_on;
use super::styles::{Kind, Styles};
use crate::length::Length;
use crate::ooxml::Element;
use crate::style::value::Rules;

/// The lines of tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lines {
    pub(super) rules: Rules,
    pub(super) top: Option<Length>,
    pub(super) head: Option<Length>,
    pub(super) bottom: Option<Length>,
}

/// The lines that most tables of the text have, else those of the style that is
/// named after three lines; tables without lines are layout and do not count.
pub(super) fn most(document: &Element, styles: &Styles) -> Option<Lines> {
    let tables = document.descendants().into_iter().filter(|element| element.name == "w:tbl");
    let mut found: Vec<(Lines, usize)> = Vec::new();
    for lines in tables.filter_map(|table| lines(table, styles)).filter(|lines| lines.rules != Rules::Plain) {
        match found.iter_mut().find(|(known, _)| *known == lines) {
            Some((_, count)) => *count += 1,
            None => found.push((lines, 1)),
        }
    }
    // The first of those that are found as often as any.
    let most = found.iter().map(|(_, count)| *count).max();
    let often = found.into_iter().find(|(_, count)| Some(*count) == most).map(|(lines, _)| lines);
    often.or_else(|| {
        let style = styles.named("Three-Line Table", Kind::Table)?;
        lines_of(&borders_of_style(&style.id, styles), head_of_style(&style.id, styles))
    })
}

/// Widths by side; `None` for a side that is said to have no line.
type Borders = BTreeMap<String, Option<Length>>;

fn borders(element: Option<&Element>) -> Borders {
    let width = |side: &Element| {
        let is_line = !matches!(side.value(), Some("nil" | "none") | None);
        // Eighths of a point (ECMA-376-1 §17.3.4).
        let eighths = side.attribute("w:sz").and_then(|n| n.parse::<f64>().ok()).unwrap_or(4.0).clamp(0.0, 96.0);
        is_line.then(|| Length::points(eighths / 8.0))
    };
    let sides = element.into_iter().flat_map(Element::elements);
    sides.map(|side| (side.name.trim_start_matches("w:").to_owned(), width(side))).collect()
}

fn borders_of_style(id: &str, styles: &Styles) -> Borders {
    let mut all = Borders::new();
    for entry in styles.chain(id).into_iter().rev() {
        all.extend(borders(entry.element.path(&["w:tblPr", "w:tblBorders"])));
    }
    all
}

/// The line under the first row that a style of tables asks for.
fn head_of_style(id: &str, styles: &Styles) -> Option<Length> {
    styles.chain(id).into_iter().find_map(|entry| {
        let first = entry.element.elements().find(|e| e.attribute("w:type") == Some("firstRow"))?;
        *borders(first.path(&["w:tcPr", "w:tcBorders"])).get("bottom")?
    })
}

/// Whether a table has lines.
pub(super) fn is_ruled(table: &Element, styles: &Styles) -> bool {
    lines(table, styles).is_some_and(|lines| lines.rules != Rules::Plain)
}

fn lines(table: &Element, styles: &Styles) -> Option<Lines> {
    let properties = table.child("w:tblPr")?;
    let style = properties.child("w:tblStyle").and_then(Element::value).unwrap_or_default();
    let mut all = borders_of_style(style, styles);
    all.extend(borders(properties.child("w:tblBorders")));
    let rows: Vec<&Element> = table.elements().filter(|element| element.name == "w:tr").collect();
    let cell = |row: Option<&&Element>, side: &str| {
        let cell = row?.elements().find(|element| element.name == "w:tc")?;
        *borders(cell.path(&["w:tcPr", "w:tcBorders"])).get(side)?
    };
    // Lines of three-line tables often stand at the cells alone.
    for (row, side) in [(rows.first(), "top"), (rows.last(), "bottom")] {
        if let Some(width) = cell(row, side) {
            all.insert(side.to_owned(), Some(width));
        }
    }
    let looks_first = properties.child("w:tblLook").is_none_or(|look| look.attribute("w:firstRow").is_none_or(is_on));
    let styled = if looks_first { head_of_style(style, styles) } else { None };
    let head = cell(rows.first(), "bottom").or_else(|| cell(rows.get(1), "top")).or(styled);
    lines_of(&all, head.filter(|_| rows.len() > 1))
}

fn lines_of(all: &Borders, head: Option<Length>) -> Option<Lines> {
    let side = |names: [&str; 2]| names.iter().find_map(|name| *all.get(*name)?);
    let (top, bottom) = (side(["top", "top"]), side(["bottom", "bottom"]));
    let (left, inner) = (side(["left", "start"]), side(["insideV", "insideV"]));
    let across = side(["insideH", "insideH"]);
    Some(if left.is_some() || inner.is_some() {
        Lines { rules: Rules::Grid, top: top.or(left), head: across.or(inner), bottom }
    } else if top.is_some() && bottom.is_some() {
        Lines { rules: Rules::Three, top, head: head.or(across), bottom }
    } else {
        Lines { rules: Rules::Plain, top: None, head: None, bottom: None }
    })
}

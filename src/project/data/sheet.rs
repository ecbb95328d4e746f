//! XLSX (ECMA-376-1 §18): the cells of the first sheet as they are shown, of
//! formulas the results that the file keeps.

use csv::StringRecord;

use super::sheet_numbers::{Numbers, shown};
use super::{Fault, MAX_COLUMNS, MAX_ROWS, Row, Table};
use crate::diag::{Message, message};
use crate::ooxml::{Bounds, Element, Parts};

/// The last row that Excel has.
const LAST_ROW: usize = 1_048_576;

/// Reads the first sheet.
pub(super) fn read(bytes: &[u8], bounds: Bounds, table: &mut Table) -> Result<(), Fault> {
    let name = table.name.clone();
    let unread = |reason: Message| {
        let message = message!("“{name}” cannot be read: {error}", name, error = reason);
        Fault::new(message, "save it as .xlsx or as CSV in UTF-8", 0..0)
    };
    let fault = |fault: crate::ooxml::Fault| {
        let raise = fault.raise();
        let unread = unread(fault.reason);
        Fault { hint: raise.map_or(unread.hint, Box::new), ..unread }
    };
    if !bytes.starts_with(b"PK") {
        return Err(unread(message!("it is no workbook of Excel (.xlsx)")));
    }
    let parts = Parts::open_within(bytes, bounds).map_err(fault)?;
    let part = |name: &str| parts.xml(name).map_err(fault);
    let book_name = parts.related("", "officeDocument").map_err(fault)?.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let none = || unread("it has no sheet".into());
    let book = part(&book_name)?.ok_or_else(none)?;
    let first = book.child("sheets").and_then(|sheets| sheets.elements().next()).ok_or_else(none)?;
    let id = first.attribute("r:id").unwrap_or_default();
    let relations = parts.relations(&book_name).map_err(fault)?;
    let target = relations.iter().find(|relation| relation.id == id && !relation.external).ok_or_else(none)?;
    let sheet = part(&target.target)?.ok_or_else(none)?;
    let related = |kind: &str| parts.related(&book_name, kind).map_err(fault);
    let shared = match related("sharedStrings")? {
        Some(name) => part(&name)?.map(|list| list.elements().map(text_of).collect()).unwrap_or_default(),
        None => Vec::new(),
    };
    let numbers = match related("styles")? {
        Some(name) => part(&name)?.map(|styles| Numbers::read(&styles)).unwrap_or_default(),
        None => Numbers::default(),
    };
    let since_1904 = book.child("workbookPr").and_then(|about| about.attribute("date1904"));
    let since_1904 = since_1904.is_some_and(|value| matches!(value, "1" | "true"));
    let rows = sheet.child("sheetData").into_iter().flat_map(crate::ooxml::Element::elements);
    table.is_sheet = true;
    let mut number = 0;
    for (at, row) in rows.enumerate() {
        let written = row.attribute("r").and_then(|r| r.parse().ok()).filter(|r| (number + 1..=LAST_ROW).contains(r));
        let skipped = written.map_or(0, |r| r - number - 1);
        number += skipped + 1;
        if at > MAX_ROWS + 1 {
            break;
        }
        let mut cells: Vec<String> = Vec::new();
        for cell in row.elements() {
            let column = cell.attribute("r").and_then(column).unwrap_or(cells.len());
            if column >= MAX_COLUMNS {
                let message = message!("“{name}” has more than {max_columns} columns", name, max_columns = MAX_COLUMNS);
                return Err(Fault::new(message, "leave out the columns that nothing uses", 0..0));
            }
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = value(cell, &shared, &numbers, since_1904).trim().to_owned();
        }
        table.text.extend(std::iter::repeat_n('\n', skipped));
        let start = table.text.len();
        table.text.push_str(&line(&cells));
        let place = start..table.text.len();
        table.text.push('\n');
        if table.columns.is_empty() {
            while cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            table.columns = cells;
            table.head = Row { number, place, ..Row::default() };
            continue;
        }
        // Empty cells at the end are not written.
        cells.resize(cells.len().max(table.columns.len()), String::new());
        table.push(StringRecord::from(cells), number, place)?;
    }
    Ok(())
}

/// A row as the line with its number: tabs stand between its cells alone.
fn line(cells: &[String]) -> String {
    let cells = cells.iter().map(|cell| cell.replace(char::is_control, " "));
    cells.collect::<Vec<_>>().join("\t")
}

/// What a cell shows.
fn value(cell: &Element, shared: &[String], numbers: &Numbers, since_1904: bool) -> String {
    let written = cell.child("v").map(Element::own_text).unwrap_or_default();
    match cell.attribute("t").unwrap_or("n") {
        "s" => written.trim().parse().ok().and_then(|at: usize| shared.get(at).cloned()).unwrap_or_default(),
        "inlineStr" => cell.child("is").map(text_of).unwrap_or_default(),
        "b" => if written.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "n" => {
            let style = cell.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
            shown(written.trim(), numbers.kind(style), since_1904)
        }
        _ => written,
    }
}

/// The text of a string item: its own, or that of its runs; how it is read aloud
/// (`rPh`) is left out.
fn text_of(item: &Element) -> String {
    let mut text = String::new();
    for child in item.elements() {
        match child.name.as_ref() {
            "t" => text.push_str(&child.own_text()),
            "r" => text.extend(child.child("t").map(Element::own_text)),
            _ => {}
        }
    }
    text
}

/// The column of a reference such as `AB12`, from 0.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let column = letters.take(4).fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn letters_count_columns() {
        assert_eq!([column("A1"), column("Z9"), column("AA10"), column("1")], [Some(0), Some(25), Some(26), None]);
    }
}

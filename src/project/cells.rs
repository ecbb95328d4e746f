//! `{{ data.csv:2024.total }}`: single cells of files, and whole files as tables.

use csv::StringRecord;

use super::data::{self, Table};
use crate::diag::{Message, Span, message, nearest};
use crate::model::Align;
use crate::model::document::{Cell, CellContent, Inline, InlineKind, Row, Table as Printed};

/// The most rows of a file that are printed.
pub(super) const MAX_PRINTED: usize = 2_000;
/// The longest mark, in bytes.
const MAX_MARK: usize = 600;

/// What is wrong, and what to do about it.
type Wrong = (Message, Message);

/// The marks of cells in a text: all that stands in the braces, the file, and
/// what is asked of it.
pub(super) fn marks(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    text.match_indices("{{").filter_map(|(at, _)| {
        let inner = &text[at + 2..];
        let area = &inner[..inner.floor_char_boundary(MAX_MARK + 2)];
        let inner = area[..area.find("}}")?].trim();
        let (file, asked) = inner.split_once(':')?;
        data::is_data(file).then_some((inner, file.trim(), asked.trim()))
    })
}

/// The cell of a row, known by its first cell, and a column: `2024.total`; of a
/// file with one row the column is enough.
pub(super) fn cell(table: &Table, asked: &str) -> Result<String, Wrong> {
    if let Some(fault) = table.faults.first() {
        return Err((fault.message.clone(), fault.hint.as_ref().clone()));
    }
    let file = &table.name;
    if let ([row], Some(column)) = (table.rows.as_slice(), table.column(asked)) {
        return filled(table, &row.cells, row.number, column);
    }
    let splits = || asked.match_indices('.').map(|(at, _)| (&asked[..at], &asked[at + 1..]));
    let of = |key: &str| table.rows.iter().filter(|row| row.cells.get(0) == Some(key)).count();
    let Some((key, column)) = splits().find(|(key, _)| of(key) > 0) else {
        let Some((key, _)) = splits().next() else {
            let message = message!("“{asked}” does not say which cell of “{file}” is meant", asked, file);
            return Err((message, "write the first cell of the row, a point, and the column".into()));
        };
        let message = message!("“{file}” has no row “{key}”", file, key);
        return Err((message, near(key, table.rows.iter().filter_map(|row| row.cells.get(0)))));
    };
    let Some(at) = table.column(column) else {
        let message = message!("“{file}” has no column “{column}”", file, column);
        return Err((message, near(column, table.columns.iter().map(String::as_str))));
    };
    if of(key) > 1 {
        let message = message!("“{file}” has {count} rows “{key}”", file, count = of(key), key);
        return Err((message, "let the first cell of each row tell it from the others".into()));
    }
    match table.rows.iter().find(|row| row.cells.get(0) == Some(key)) {
        Some(row) => filled(table, &row.cells, row.number, at),
        None => Err((message!("“{file}” has no row “{key}”", file, key), Message::from("write its first cell"))),
    }
}

fn filled(table: &Table, cells: &StringRecord, row: usize, column: usize) -> Result<String, Wrong> {
    match cells.get(column).filter(|cell| !cell.is_empty()) {
        Some(cell) => Ok(cell.to_owned()),
        None => {
            let (file, name) = (&table.name, &table.columns[column]);
            let message = message!("row {row} of “{file}” has nothing in the column “{name}”", row, file, name);
            Err((message, "fill in the cell".into()))
        }
    }
}

fn near<'a>(wanted: &str, known: impl Iterator<Item = &'a str> + Clone) -> Message {
    match nearest(wanted, known.clone()) {
        Some(near) => message!("did you mean “{near}”?", near),
        None => {
            let known: Vec<&str> = known.take(12).collect();
            message!("use one of {known}", known)
        }
    }
}

/// A file as a table, all of it at one place; columns of numbers stand at the right.
pub(super) fn printed(table: &Table, caption: Option<Vec<Inline>>, span: Span) -> Printed {
    let cell = |text: &str| {
        let mut content = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                content.push(Inline::new(InlineKind::HardBreak, span));
            }
            let line: String = line.chars().filter(|c| !c.is_control()).collect();
            content.push(Inline::new(InlineKind::Text(line), span));
        }
        Cell { content: CellContent::Text(content), align: None, span }
    };
    let row = |cells: &mut dyn Iterator<Item = &str>| Row { cells: cells.map(cell).collect(), span };
    let shown = &table.rows[..table.rows.len().min(MAX_PRINTED)];
    let numbers = |column: usize| {
        let mut cells = shown.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(is_number)
    };
    let head = row(&mut table.columns.iter().map(String::as_str));
    let columns = (0..table.columns.len()).map(|column| numbers(column).then_some(Align::Right)).collect();
    let rows = std::iter::once(head).chain(shown.iter().map(|shown| row(&mut shown.cells.iter())));
    Printed { columns, rows: rows.collect(), head: 1, caption }
}

/// Whether a cell is a number, perhaps with separators, a sign, a currency, a percent.
fn is_number(cell: &str) -> bool {
    let signs = |c: char| matches!(c, '+' | '-' | '−' | '.' | ',' | ' ' | '%' | '‰' | '¥' | '￥' | '$' | '€' | '£');
    cell.chars().any(|c| c.is_ascii_digit()) && cell.chars().all(|c| c.is_ascii_digit() || signs(c)) && !is_day(cell)
}

/// Whether digits and hyphens are a day, such as 2026-03-01.
fn is_day(cell: &str) -> bool {
    cell.trim_start_matches('-').contains('-')
}

#[cfg(test)]
mod tests {
    use super::super::data;
    use super::{cell, is_number, marks};
    use crate::ooxml::Bounds;

    #[test]
    fn a_cell_is_found_by_its_row_and_its_column() {
        let table =
            data::read("a.csv", "年,总额,空\n2024,\"1,234.5\",\n1.5,2,\n甲,1,\n甲,2,\n".as_bytes(), Bounds::DEFAULT);
        assert_eq!(cell(&table, "2024.总额").unwrap(), "1,234.5");
        assert_eq!(cell(&table, "1.5.总额").unwrap(), "2");
        for wrong in ["2025.总额", "2024.总", "2024.空", "甲.总额", "2024"] {
            assert!(cell(&table, wrong).is_err(), "{wrong}");
        }
        let one = data::read("a.csv", b"a,b\n1,2\n", Bounds::DEFAULT);
        assert_eq!(cell(&one, "b").unwrap(), "2");
    }

    #[test]
    fn marks_of_cells_name_a_file() {
        let text = "{{ a/b.csv:x.y }} {{ a }} {{a.xlsx:1.b}} {{ x:y }} {{ a.csv:";
        assert_eq!(
            marks(text).map(|(_, file, asked)| (file, asked)).collect::<Vec<_>>(),
            [("a/b.csv", "x.y"), ("a.xlsx", "1.b")]
        );
    }

    #[test]
    fn days_are_no_numbers() {
        assert!(is_number("-1,234.5%") && is_number("¥3"));
        assert!(!is_number("2026-03-01") && !is_number("第1") && !is_number("-"));
    }
}

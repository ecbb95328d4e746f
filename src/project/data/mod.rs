//! A file of rows — CSV, TSV, JSON, the first sheet of XLSX — becomes a [`Table`]:
//! named columns and rows of text, in bounds, with the place of each row.
//!
//! It must not know what the rows are for: [`super::records`] makes documents of
//! them, `load` tables and numbers.

mod decode;
mod delimited;
mod json;
mod sheet;
mod sheet_numbers;

use std::ops::Range;
use std::path::Path;

use csv::StringRecord;

use crate::diag::{Code, Diagnostic, Message, SourceId, Span, message};
use crate::ooxml::Bounds;

/// The most rows that a file may have.
pub(super) const MAX_ROWS: usize = 100_000;
/// The most columns that a file may have.
const MAX_COLUMNS: usize = 1_000;
/// How many faulty rows are told.
const MAX_FAULTS: usize = 50;

/// The ends of the names of such files.
pub(super) const EXTENSIONS: [&str; 4] = ["csv", "tsv", "json", "xlsx"];

/// A file of rows.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The file as the user would write its path.
    pub(super) name: String,
    /// The names of the columns.
    pub(super) columns: Vec<String>,
    /// The rows under them.
    pub(super) rows: Vec<Row>,
    /// What is wrong with some of them, which are left out.
    pub(super) faults: Vec<Fault>,
    /// Where the names of the columns stand.
    pub(super) head: Row,
    /// The text that places point into; of a sheet its rows, a line each.
    pub(super) text: String,
    /// Whether it is a sheet, whose cells have names.
    pub(super) is_sheet: bool,
}

/// A row, with as many cells as there are columns.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// What stands in the cells.
    pub(super) cells: StringRecord,
    /// Its number as a spreadsheet counts, the head being 1.
    pub(super) number: usize,
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
}

/// What is wrong with a file or a row.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) message: Message,
    /// What to do about it.
    pub(super) hint: Box<Message>,
    /// Where.
    pub(super) place: Range<usize>,
    /// The name of the cell in its sheet, such as B7.
    pub(super) cell: Option<String>,
}

impl Fault {
    pub(super) fn new(message: impl Into<Message>, hint: impl Into<Message>, place: Range<usize>) -> Self {
        Self { message: message.into(), hint: Box::new(hint.into()), place, cell: None }
    }

    /// The fault as a diagnostic of a source.
    pub(super) fn diagnostic(&self, source: SourceId) -> Diagnostic {
        let place = Span::new(source, self.place.start, self.place.end);
        let error = Diagnostic::error(Code::Data, place, self.message.clone()).hint(self.hint.as_ref().clone());
        match &self.cell {
            Some(cell) => error.hint(message!("it is the cell {cell} of the first sheet", cell)),
            None => error,
        }
    }
}

/// Whether a path is that of such a file.
pub(super) fn is_data(path: &str) -> bool {
    extension(path).is_some()
}

fn extension(path: &str) -> Option<&'static str> {
    let end = Path::new(path).extension()?.to_str()?;
    EXTENSIONS.into_iter().find(|known| known.eq_ignore_ascii_case(end))
}

/// Reads a file by the end of its name. What is wrong with all of it leaves no
/// rows and one fault; a workbook is no larger than the bounds say.
pub(super) fn read(name: &str, bytes: &[u8], bounds: Bounds) -> Table {
    let mut table = Table { name: name.to_owned(), ..Table::default() };
    let read = match extension(name) {
        Some("xlsx") => sheet::read(bytes, bounds, &mut table),
        extension => decode::text(bytes).and_then(|text| {
            table.text = text;
            match extension {
                Some("json") => json::read(&mut table),
                Some("tsv") => delimited::read(Some(b'\t'), &mut table),
                _ => delimited::read(None, &mut table),
            }
        }),
    };
    if let Err(fault) = read.and_then(|()| checked(&table)) {
        table.rows.clear();
        table.faults = vec![fault];
    }
    table
}

impl Table {
    /// Adds a row, or what is wrong with it; an empty one is passed by.
    fn push(&mut self, mut cells: StringRecord, number: usize, place: Range<usize>) -> Result<(), Fault> {
        if cells.iter().all(str::is_empty) {
            return Ok(());
        }
        if self.rows.len() >= MAX_ROWS {
            let message = message!("“{name}” has more than {max_rows} rows", name = self.name, max_rows = MAX_ROWS);
            return Err(Fault::new(message, "divide it into several files", place));
        }
        let wanted = self.columns.len();
        // A spreadsheet writes the commas of empty columns.
        while cells.len() > wanted && cells.get(cells.len() - 1) == Some("") {
            cells.truncate(cells.len() - 1);
        }
        if cells.len() == wanted {
            self.rows.push(Row { cells, number, place });
        } else {
            let message = message!(
                "row {row} of “{name}” has {count} cells instead of {wanted}",
                row = number,
                name = self.name,
                count = cells.len(),
                wanted
            );
            let hint = match self.is_sheet {
                true => "give its column a name in the first row, or empty the cell",
                false => "put a cell that holds the separator between quotes; write every cell, also an empty one",
            };
            let fault = Fault::new(message, hint, place.clone());
            let surplus = cells.iter().skip(wanted).position(|cell| !cell.is_empty()).unwrap_or(0);
            let row = Row { cells, number, place };
            self.fault(self.in_cell(fault, &row, wanted + surplus));
        }
        Ok(())
    }

    /// A fault of a row at one of its cells, if this is a sheet, in which cells have
    /// places of their own.
    pub(super) fn in_cell(&self, fault: Fault, row: &Row, column: usize) -> Fault {
        if !self.is_sheet {
            return fault;
        }
        let line = &self.text[row.place.clone()];
        let before: usize = line.split('\t').take(column).map(|cell| cell.len() + 1).sum();
        let length = line.split('\t').nth(column).map_or(0, str::len);
        let start = row.place.start + before.min(line.len());
        let cell = format!("{}{}", letters(column), row.number);
        Fault { place: start..start + length, cell: Some(cell), ..fault }
    }

    /// Adds what is wrong with a row.
    fn fault(&mut self, fault: Fault) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(fault);
        }
    }

    /// The number of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// The letters of a column of a sheet, from 0: A, Z, AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    let before = (column / 26).checked_sub(1).map(letters).unwrap_or_default();
    format!("{before}{last}")
}

/// What the names of the columns must be.
fn checked(table: &Table) -> Result<(), Fault> {
    let whole = 0..0;
    if table.columns.is_empty() {
        let hint = "write the names of the columns into the first row";
        return Err(Fault::new(message!("“{name}” has no columns", name = table.name), hint, whole));
    }
    if table.columns.len() > MAX_COLUMNS {
        let message =
            message!("“{name}” has more than {max_columns} columns", name = table.name, max_columns = MAX_COLUMNS);
        return Err(Fault::new(message, "leave out the columns that nothing uses", whole));
    }
    for (at, column) in table.columns.iter().enumerate() {
        if !column.is_empty() && table.columns[..at].contains(column) {
            let message = message!("“{name}” has two columns “{column}”", name = table.name, column);
            let fault = Fault::new(message, "give each column a name of its own", table.head.place.clone());
            return Err(table.in_cell(fault, &table.head, at));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_count_in_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}

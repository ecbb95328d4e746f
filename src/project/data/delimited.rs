//! CSV (RFC 4180) and its kin: cells between commas, semicolons or tabs.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{Fault, Row, Table};
use crate::diag::message;

/// What may stand between cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Reads the text of a table; `None` finds the separator in its first line.
pub(super) fn read(separator: Option<u8>, table: &mut Table) -> Result<(), Fault> {
    let text = std::mem::take(&mut table.text);
    let read = rows(&text, separator, table);
    table.text = text;
    read
}

fn rows(text: &str, separator: Option<u8>, table: &mut Table) -> Result<(), Fault> {
    // Excel tells other programs the separator in a line of its own.
    let (told, skipped) = match text.get(..4).filter(|head| *head == "sep=").and_then(|_| text.as_bytes().get(4)) {
        Some(byte) => (Some(*byte), text.find('\n').map_or(text.len(), |end| end + 1)),
        None => (None, 0),
    };
    let body = &text[skipped..];
    let separator = separator.or(told).unwrap_or_else(|| likely(body));
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(body.as_bytes());
    let mut number = 0;
    loop {
        let mut record = StringRecord::new();
        let start = at(&reader, skipped);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                let message =
                    message!("“{name}” cannot be read: {error}", name = table.name, error = error.to_string());
                return Err(Fault::new(message, "save it as CSV in UTF-8", start..start));
            }
        }
        number += 1;
        if number == 1 {
            table.columns = record.iter().map(str::to_owned).collect();
            while table.columns.last().is_some_and(String::is_empty) {
                table.columns.pop();
            }
            let end = at(&reader, skipped);
            table.head = Row { number, place: start..start + text[start..end].trim_end().len(), ..Row::default() };
            continue;
        }
        let end = at(&reader, skipped);
        if let Some(quote) = (end == text.len()).then(|| open_quote(&text[start..end], separator)).flatten() {
            let quote = start + quote;
            let message = message!(
                "the quotes that begin here in row {number} of “{name}” do not end",
                number,
                name = table.name
            );
            let hint = "put quotes behind the cell too; quotes within such a cell are doubled";
            table.fault(Fault::new(message, hint, quote..quote + 1));
            return Ok(());
        }
        let start = start + (text[start..end].len() - text[start..end].trim_start().len());
        table.push(record, number, start..start + text[start..end].trim_end().len())?;
    }
}

/// The byte of the text that the reader has come to.
fn at(reader: &csv::Reader<&[u8]>, skipped: usize) -> usize {
    skipped + usize::try_from(reader.position().byte()).unwrap_or_default()
}

/// Where the quotes begin that nothing ends, in the last row of a table.
fn open_quote(row: &str, separator: u8) -> Option<usize> {
    enum Cell {
        Begins,
        Plain,
        Quoted,
        /// Quotes ended it, or are the first of two that stand for one.
        Ended,
    }
    let (mut state, mut begin) = (Cell::Begins, 0);
    for (at, byte) in row.bytes().enumerate() {
        let ends = byte == separator || matches!(byte, b'\n' | b'\r');
        state = match (state, byte) {
            (Cell::Begins, b'"') => {
                begin = at;
                Cell::Quoted
            }
            (Cell::Quoted, b'"') => Cell::Ended,
            (Cell::Quoted, _) | (Cell::Ended, b'"') => Cell::Quoted,
            _ if ends => Cell::Begins,
            _ => Cell::Plain,
        };
    }
    matches!(state, Cell::Quoted).then_some(begin)
}

/// What stands most often in the first line outside quotes.
fn likely(text: &str) -> u8 {
    let mut counts = [0; SEPARATORS.len()];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                if let Some(which) = SEPARATORS.iter().position(|known| *known == byte) {
                    counts[which] += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(b',', |which| SEPARATORS[which])
}

#[cfg(test)]
mod tests {
    use crate::ooxml::Bounds;
    use crate::project::data::{self, Table};

    fn read(name: &str, bytes: &[u8]) -> Table {
        data::read(name, bytes, Bounds::DEFAULT)
    }

    fn rows(name: &str, text: &str) -> Vec<Vec<String>> {
        let table = read(name, text.as_bytes());
        assert!(table.faults.is_empty(), "{:?}", table.faults);
        table.rows.iter().map(|row| row.cells.iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn cells_may_hold_separators_quotes_and_lines() {
        let text = "姓名,地址\r\n王平,\"北京, 海淀\"\r\n\"李\"\"四\"\"\",\"一\n二\"\r\n\r\n";
        assert_eq!(rows("a.csv", text), [["王平", "北京, 海淀"], ["李\"四\"", "一\n二"]]);
        assert_eq!(rows("a.csv", "a;b\n1;2,3\n"), [["1", "2,3"]]);
        assert_eq!(rows("a.tsv", "a\tb\n1\t2,3\n"), [["1", "2,3"]]);
        assert_eq!(rows("a.csv", "sep=;\na;b\n1;2\n"), [["1", "2"]]);
        assert_eq!(rows("a.csv", "a,b,,\n1,2,,\n,,,\n"), [["1", "2"]]);
    }

    #[test]
    fn a_row_of_another_length_is_left_out_and_told_at_its_place() {
        let text = "a,b\n1,2\n3\n4,5,6\n7,8\n";
        let table = read("a.csv", text.as_bytes());
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 5]);
        let places: Vec<&str> = table.faults.iter().map(|fault| &text[fault.place.clone()]).collect();
        assert_eq!(places, ["3", "4,5,6"]);
    }

    #[test]
    fn quotes_that_do_not_end_are_told_where_they_begin() {
        let text = "a,b\n1,2\n3,\"4\n5,6\n";
        let table = read("a.csv", text.as_bytes());
        assert_eq!((table.rows.len(), table.faults.len()), (1, 1));
        assert_eq!(table.faults[0].place, text.find('"').unwrap()..text.find('"').unwrap() + 1);
        for whole in ["a,b\n5\" tube,\"x\"\"\"", "a,b\n\"\",\"1\n\"\"2\"\"\"\n", "a,b\n1,\"x\"y\n", "a,b\n1,5\"\"\n"] {
            assert!(read("a.csv", whole.as_bytes()).faults.is_empty(), "{whole}");
        }
    }

    #[test]
    fn columns_have_names_of_their_own() {
        assert_eq!(read("a.csv", b"a,b,a\n1,2,3\n").faults.len(), 1);
        assert_eq!(read("a.csv", b"").faults.len(), 1);
    }
}

//! `tabular` and its kin (`tabularx`, `longtable`, booktabs' rules, `\multicolumn`,
//! `\multirow`) become rows of cells, which are ranges of their source.
//!
//! A table with anything else between its cells is not understood.

use std::ops::Range;

use super::tabular_cell::{Cell, cell, join};
use super::tabular_columns::{bracket_end, columns};
use super::{tabular_columns, tex_call};
use crate::model::Align;

/// The environments.
pub(super) const NAMES: [&str; 5] = ["tabular", "tabular*", "tabularx", "tabulary", "longtable"];

/// The rows of a table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Tabular {
    /// How the columns stand.
    pub columns: Vec<Option<Align>>,
    /// The cells of each row.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows are the head.
    pub head: usize,
    /// The caption that a `longtable` has itself.
    pub caption: Option<Range<usize>>,
    /// Its label.
    pub label: Option<Range<usize>>,
}

/// Reads what stands between the beginning and the end of the environment `name`.
pub(super) fn read(source: &str, range: Range<usize>, name: &str) -> Option<Tabular> {
    let mut at = skip_blanks(source, range.start);
    if matches!(name, "tabular*" | "tabularx" | "tabulary") {
        at = skip_blanks(source, at + tex_call::balanced(source[at..].strip_prefix('{')?)?.len() + 2);
    }
    while source[at..].starts_with('[') {
        at = skip_blanks(source, bracket_end(source, at)?);
    }
    let spec = tex_call::balanced(source[at..].strip_prefix('{')?)?;
    let columns = columns(spec, 0)?;
    at += spec.len() + 2;
    if at > range.end || columns.is_empty() || columns.len() > tabular_columns::MAX {
        return None;
    }
    let table = Tabular { columns, ..Tabular::default() };
    let mut reading =
        Reading { source, end: range.end, at, start: at, depth: 0, row: Vec::new(), rules: Vec::new(), table };
    while reading.at < range.end {
        reading.step()?;
    }
    reading.finish()
}

fn skip_blanks(source: &str, at: usize) -> usize {
    at + source[at..].len() - source[at..].trim_start().len()
}

/// Where the pass is.
struct Reading<'t> {
    source: &'t str,
    end: usize,
    at: usize,
    /// Where the cell begins.
    start: usize,
    /// How many braces are open in it.
    depth: usize,
    row: Vec<Cell>,
    /// Before which rows a rule stands.
    rules: Vec<usize>,
    table: Tabular,
}

impl Reading<'_> {
    fn step(&mut self) -> Option<()> {
        let rest = &self.source[self.at..self.end];
        if rest.starts_with('\\') && self.depth == 0 && self.is_blank() && self.between(rest)? {
            return Some(());
        }
        if rest.starts_with("\\\\") || rest.starts_with("\\tabularnewline") {
            let len = if rest.starts_with("\\\\") { 2 } else { "\\tabularnewline".len() };
            if self.depth == 0 {
                return self.end_row(len);
            }
            self.at += len;
            return Some(());
        }
        if let Some(escaped) = rest.strip_prefix('\\') {
            self.at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
            return Some(());
        }
        match rest.as_bytes()[0] {
            b'{' => self.depth += 1,
            b'}' => self.depth = self.depth.checked_sub(1)?,
            b'%' if self.is_blank() => {
                self.at += rest.find('\n').unwrap_or(rest.len());
                self.start = self.at;
                return Some(());
            }
            b'%' => return None,
            b'&' if self.depth == 0 => {
                self.row.push(cell(self.source, self.start..self.at)?);
                self.start = self.at + 1;
            }
            _ => {}
        }
        self.at += rest.chars().next().map_or(1, char::len_utf8);
        Some(())
    }

    /// Whether nothing of the row is read yet.
    fn is_blank(&self) -> bool {
        self.row.is_empty() && self.source[self.start..self.at].trim().is_empty()
    }

    /// Reads what may stand between rows; whether it was that.
    fn between(&mut self, rest: &str) -> Option<bool> {
        let Some(call) = tex_call::call(rest, 0) else { return Some(false) };
        let name_end = 1 + call.name.len();
        let argument = call.argument.map(|argument| self.at + call.end - 1 - argument.len()..self.at + call.end - 1);
        let rows = self.table.rows.len();
        let mut len = call.end;
        match call.name {
            "hline" | "toprule" | "midrule" | "bottomrule" | "Xhline" | "specialrule" => {
                self.rules.push(rows);
                if call.name == "specialrule" {
                    for _ in 0..2 {
                        len += tex_call::balanced(rest[len..].strip_prefix('{')?)?.len() + 2;
                    }
                } else if matches!(call.name, "hline") {
                    len = name_end;
                }
            }
            "cline" | "addlinespace" | "hhline" | "rowcolor" | "noalign" | "arrayrulecolor" => {}
            "cmidrule" | "cmidrule*" => {
                let mut at = name_end;
                if rest[at..].starts_with('[') {
                    at = bracket_end(rest, at)?;
                }
                if rest[at..].starts_with('(') {
                    at += rest[at..].find(')')? + 1;
                }
                len = at + tex_call::balanced(rest[at..].strip_prefix('{')?)?.len() + 2;
            }
            "morecmidrules" | "centering" | "small" => len = name_end,
            "endhead" if self.table.head > 0 => {
                // The head of the pages behind the first one repeats the first.
                self.table.rows.truncate(self.table.head);
                len = name_end;
            }
            "endfirsthead" | "endhead" if rows > 0 && self.table.head == 0 => {
                self.table.head = rows;
                len = name_end;
            }
            "endfoot" | "endlastfoot" if rows == self.table.head => len = name_end,
            "caption" => {
                let range = argument?;
                // The caption of later pages repeats the first.
                self.table.caption.get_or_insert(range);
            }
            "label" => {
                self.table.label.get_or_insert(argument?);
            }
            _ => return Some(false),
        }
        self.at += len;
        self.start = self.at;
        (self.at <= self.end).then_some(true)
    }

    /// Ends a row at its mark of `len` bytes.
    fn end_row(&mut self, len: usize) -> Option<()> {
        let blank = self.is_blank() && (self.table.rows.is_empty() || self.table.columns.len() > 1);
        if !blank {
            self.row.push(cell(self.source, self.start..self.at)?);
            self.table.rows.push(std::mem::take(&mut self.row));
        }
        self.at += len;
        if self.source[self.at..self.end].starts_with('*') {
            self.at += 1;
        }
        // `\\[2pt]`
        let rest = &self.source[self.at..self.end];
        let space = rest.strip_prefix('[').and_then(|inner| Some(&inner[..inner.find(']')?]));
        let is_length =
            |text: &&str| text.len() < 20 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-. \\".contains(c));
        self.at += space.filter(is_length).map_or(0, |space| space.len() + 2);
        self.start = self.at;
        Some(())
    }

    fn finish(mut self) -> Option<Tabular> {
        if !self.is_blank() {
            self.row.push(cell(self.source, self.start..self.end)?);
            self.table.rows.push(std::mem::take(&mut self.row));
        }
        let Self { mut table, rules, source, .. } = self;
        let width = table.columns.len();
        let fits = |row: &Vec<Cell>| row.iter().map(|cell| cell.columns).sum::<usize>() <= width;
        if table.rows.is_empty() || !table.rows.iter().all(fits) {
            return None;
        }
        if table.head == 0 || table.head >= table.rows.len() {
            // The head ends at the first rule between rows.
            table.head = rules.into_iter().find(|at| *at > 0 && *at < table.rows.len()).unwrap_or(0);
        }
        join(&mut table.rows, width, source);
        Some(table)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::Align;

    fn cells(source: &str, name: &str) -> Vec<Vec<(String, usize, bool)>> {
        let table = read(source, 0..source.len(), name).unwrap();
        let cell = |cell: &crate::read::markdown::tabular_cell::Cell| {
            (source[cell.range.clone()].to_owned(), cell.columns, cell.above)
        };
        table.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    }

    #[test]
    fn rows_have_cells() {
        let source = "{|l|c|}\n\\hline\na & b \\\\ \\hline\n1 \\& 2 & {3 & 4} \\\\[2pt]\n\\multicolumn{2}{@{}c@{}}{x} \\\\\n\\hline\n";
        let table = read(source, 0..source.len(), "tabular").unwrap();
        let plain = |text: &str| (text.to_owned(), 1, false);
        assert_eq!(
            cells(source, "tabular"),
            [vec![plain("a"), plain("b")], vec![plain("1 \\& 2"), plain("{3 & 4}")], vec![("x".into(), 2, false)]]
        );
        assert_eq!(table.head, 1);
    }

    #[test]
    fn columns_of_all_kinds_are_counted() {
        let columns = |source: &str, name| read(source, 0..source.len(), name).unwrap().columns;
        assert_eq!(
            columns("{\\textwidth}{@{}lX>{\\centering}p{3cm}@{}}a", "tabularx"),
            [Some(Align::Left), None, Some(Align::Center)]
        );
        assert_eq!(columns("[t]{*{2}{r}|S[table-format=1.2]}a", "tabular"), [Some(Align::Right); 3]);
        assert!(read("{ly}a", 0..5, "tabular").is_none());
    }

    #[test]
    fn rows_are_joined() {
        let source = "{lll}\\toprule \\multirow{2}{*}{a} & \\multicolumn{2}{c}{b} \\\\ \\cmidrule(lr){2-3} & x & y \\\\ \\midrule \\multirow[c]{2}*{c} & 1 & 2 \\\\ & 3 & 4 \\\\ \\bottomrule";
        let found = cells(source, "tabular");
        assert_eq!(found[1][0], (String::new(), 1, true));
        assert_eq!((found[2][0].0.as_str(), found[3][0].2), ("c", true));
        assert_eq!(read(source, 0..source.len(), "tabular").unwrap().head, 2);
    }

    #[test]
    fn long_tables_have_their_head_once() {
        let source = "{ll}\n\\caption{T}\\label{t}\\\\\n\\toprule a & b \\\\ \\midrule \\endfirsthead\n\\toprule a & b \\\\ \\midrule \\endhead\n\\bottomrule \\endfoot\n1 & 2 \\\\\n";
        let table = read(source, 0..source.len(), "longtable").unwrap();
        assert_eq!((table.rows.len(), table.head), (2, 1));
        assert_eq!((&source[table.caption.unwrap()], &source[table.label.unwrap()]), ("T", "t"));
    }

    #[test]
    fn no_table_is_too_odd() {
        let source = "{@{}l>{x}p{1}*{2}{c}}\\toprule \\multirow{2}{*}{字} & \\multicolumn{2}{c}{b} \\\\[1pt] \\cmidrule(l){1-2} & 字 & % x\n \\\\";
        for at in 0..source.len() {
            let (before, after) = (&source.as_bytes()[..at], &source.as_bytes()[at + 1..]);
            for middle in ["", "\u{fffd}", "}", "{", "&", "\\"] {
                let bytes = [before, middle.as_bytes(), after].concat();
                let odd = String::from_utf8_lossy(&bytes);
                let _ = read(&odd, 0..odd.len(), "tabular");
            }
        }
    }
}

//! `tabular` and its kin (`tabularx`, `longtable`, booktabs' rules, `\multicolumn`,
//! `\multirow`) become rows of cells, which are ranges of their source.
//!
//! A table with anything else between its cells is not understood.

use std::ops::Range;

use super::tex;
use crate::model::Align;

/// The environments.
pub(super) const NAMES: [&str; 5] = ["tabular", "tabular*", "tabularx", "tabulary", "longtable"];
/// The most columns that one row may claim.
const MAX_COLUMNS: usize = 64;
/// The most rows that one cell may claim.
const MAX_ROWS: usize = 1000;

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

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Its text.
    pub range: Range<usize>,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How it stands by its own `\multicolumn`.
    pub align: Option<Align>,
    /// Whether it belongs to the cell above.
    pub above: bool,
}

/// Reads what stands between the beginning and the end of the environment `name`.
pub(super) fn read(source: &str, range: Range<usize>, name: &str) -> Option<Tabular> {
    let mut at = skip_blanks(source, range.start);
    if matches!(name, "tabular*" | "tabularx" | "tabulary") {
        at = skip_blanks(source, at + tex::balanced(source[at..].strip_prefix('{')?)?.len() + 2);
    }
    while source[at..].starts_with('[') {
        at = skip_blanks(source, bracket_end(source, at)?);
    }
    let spec = tex::balanced(source[at..].strip_prefix('{')?)?;
    let columns = columns(spec, 0)?;
    at += spec.len() + 2;
    if at > range.end || columns.is_empty() || columns.len() > MAX_COLUMNS {
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

/// The byte behind the bracket that closes the one at a byte; brackets in braces
/// do not count.
pub(super) fn bracket_end(source: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (len, byte) in source[at..].bytes().enumerate().skip(1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b']' if depth == 0 => return Some(at + len + 1),
            _ => {}
        }
    }
    None
}

/// The columns of a preamble, such as `@{}lp{3cm}*{2}{c}@{}`.
fn columns(spec: &str, depth: usize) -> Option<Vec<Option<Align>>> {
    let mut found = Vec::new();
    let mut wanted = None;
    let mut rest = spec;
    let group = |rest: &mut &str| -> Option<String> {
        let inner = rest.trim_start().strip_prefix('{')?;
        let content = tex::balanced(inner)?;
        *rest = &inner[content.len() + 1..];
        Some(content.to_owned())
    };
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let align = match c {
            'l' | 'L' | 'p' | 'P' | 'm' | 'b' => Some(Align::Left),
            'c' | 'C' | 'M' => Some(Align::Center),
            'r' | 'R' | 'S' | 'D' => Some(Align::Right),
            'X' | 'J' => None,
            '|' | ':' => continue,
            c if c.is_whitespace() => continue,
            '@' | '!' | '<' => {
                group(&mut rest)?;
                continue;
            }
            '>' => {
                let before = group(&mut rest)?;
                let names = [("centering", Align::Center), ("raggedleft", Align::Right), ("raggedright", Align::Left)];
                wanted = names.into_iter().find(|(name, _)| before.contains(name)).map(|(_, align)| align).or(wanted);
                continue;
            }
            '*' if depth < 2 => {
                let count: usize = group(&mut rest)?.trim().parse().ok()?;
                let inner = columns(&group(&mut rest)?, depth + 1)?;
                if count * inner.len().max(1) > MAX_COLUMNS {
                    return None;
                }
                (0..count).for_each(|_| found.extend(inner.iter().copied()));
                continue;
            }
            _ => return None,
        };
        let groups = match c {
            'p' | 'P' | 'm' | 'b' | 'M' => 1,
            'D' => 3,
            _ => 0,
        };
        for _ in 0..groups {
            group(&mut rest)?;
        }
        if c == 'S' && rest.starts_with('[') {
            rest = &rest[bracket_end(rest, 0)?..];
        }
        found.push(wanted.take().or(align));
    }
    Some(found)
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
        let Some(call) = tex::call(rest, 0) else { return Some(false) };
        let name_end = 1 + call.name.len();
        let argument = call.argument.map(|argument| self.at + call.end - 1 - argument.len()..self.at + call.end - 1);
        let rows = self.table.rows.len();
        let mut len = call.end;
        match call.name {
            "hline" | "toprule" | "midrule" | "bottomrule" | "Xhline" | "specialrule" => {
                self.rules.push(rows);
                if call.name == "specialrule" {
                    for _ in 0..2 {
                        len += tex::balanced(rest[len..].strip_prefix('{')?)?.len() + 2;
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
                len = at + tex::balanced(rest[at..].strip_prefix('{')?)?.len() + 2;
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

/// Joins the empty cells below those that take several rows.
fn join(rows: &mut [Vec<Cell>], width: usize, source: &str) {
    // How many rows each column is still taken, and by cells of how many columns.
    let mut taken = vec![(0_usize, 1_usize); width];
    for row in rows {
        let mut column = 0;
        let mut index = 0;
        while let Some(cell) = row.get(index).cloned() {
            let (left, columns) = taken[column];
            let below = row.get(index..).unwrap_or_default().iter().take(columns);
            let empty = |cell: &Cell| cell.columns == 1 && source[cell.range.clone()].is_empty();
            let whole = cell.columns == columns && source[cell.range.clone()].is_empty();
            if left > 0 && (whole || (below.len() == columns && below.clone().all(empty))) {
                taken[column] = (left - 1, columns);
                row[index].above = true;
                if !whole {
                    row.drain(index + 1..index + columns);
                    row[index].columns = columns;
                }
                column += columns;
            } else {
                taken[column] = (cell.rows - 1, cell.columns);
                taken[column + 1..column + cell.columns].fill((0, 1));
                column += cell.columns;
            }
            index += 1;
        }
    }
}

/// A cell without blanks, and how many columns and rows it takes.
fn cell(source: &str, range: Range<usize>) -> Option<Cell> {
    let mut cell = Cell { range: trimmed(source, range), columns: 1, rows: 1, align: None, above: false };
    for name in ["multicolumn", "multirow"] {
        let text = &source[cell.range.clone()];
        let Some(call) = tex::call(text, 0).filter(|call| call.name == name) else { continue };
        let count: usize = call.argument?.trim().parse().ok()?;
        let mut at = call.end;
        let argument = |at: &mut usize| -> Option<Range<usize>> {
            let inner = tex::balanced(text[*at..].strip_prefix('{')?)?;
            let range = *at + 1..*at + 1 + inner.len();
            *at = range.end + 1;
            Some(range)
        };
        if name == "multirow" {
            while text[at..].starts_with('[') {
                at = bracket_end(text, at)?;
            }
            if text[at..].starts_with(['*', '=']) {
                at += 1;
            } else {
                argument(&mut at)?;
            }
            if text[at..].starts_with('[') {
                at = bracket_end(text, at)?;
            }
        } else {
            let columns = argument(&mut at)?;
            cell.align = own_align(&text[columns]);
        }
        let inner = argument(&mut at)?;
        if at != text.len() {
            return None;
        }
        let start = cell.range.start;
        cell.range = trimmed(source, start + inner.start..start + inner.end);
        match name {
            "multicolumn" if (1..=MAX_COLUMNS).contains(&count) => cell.columns = count,
            "multirow" if (1..=MAX_ROWS).contains(&count) => cell.rows = count,
            _ => return None,
        }
    }
    (!source[cell.range.clone()].contains("\\multi")).then_some(cell)
}

/// How a cell stands by the first column that its specification names.
fn own_align(columns: &str) -> Option<Align> {
    let mut depth = 0_usize;
    columns.chars().find_map(|sign| {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            'l' if depth == 0 => return Some(Align::Left),
            'c' if depth == 0 => return Some(Align::Center),
            'r' if depth == 0 => return Some(Align::Right),
            _ => {}
        }
        None
    })
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::Align;

    fn cells(source: &str, name: &str) -> Vec<Vec<(String, usize, bool)>> {
        let table = read(source, 0..source.len(), name).unwrap();
        let cell = |cell: &super::Cell| (source[cell.range.clone()].to_owned(), cell.columns, cell.above);
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

//! `\begin{figure}` and `\begin{table}` of LaTeX, if they hold nothing but
//! pictures or one plain `tabular`, a caption and a label, become figures and
//! tables.
//!
//! `scan` asks whether an environment is so plain; any other stays text.

use std::ops::Range;

use super::places::Places;
use super::positions::Positions;
use super::{Depth, Reader, tex};
use crate::diag::{Span, Spanned};
use crate::model::Align;
use crate::model::document::{Attr, Block, BlockKind, Cell, CellContent, Figure, Image, Inline, Panel, Row, Table};

/// What stands in a float; the ranges point into its source.
#[derive(Debug, Default, PartialEq)]
struct Float {
    pictures: Vec<Picture>,
    table: Option<Tabular>,
    caption: Option<Range<usize>>,
    label: Option<Range<usize>>,
}

#[derive(Debug, PartialEq)]
struct Picture {
    path: Range<usize>,
    width: Option<String>,
}

#[derive(Debug, Default, PartialEq)]
struct Tabular {
    columns: Vec<Option<Align>>,
    /// The cells of each row with the columns that each takes.
    rows: Vec<Vec<(Range<usize>, usize)>>,
    head: usize,
}

/// Whether a line begins a float; its name.
pub(super) fn begins(line: &str) -> Option<&'static str> {
    const NAMES: [&str; 5] = ["figure", "figure*", "table", "table*", "tabular"];
    let rest = line.strip_prefix("\\begin{")?;
    NAMES.into_iter().find(|name| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with('}')))
}

/// Whether the source of a float is understood.
pub(super) fn is_plain(source: &str) -> bool {
    read(source).is_some()
}

fn read(source: &str) -> Option<Float> {
    let mut float = Float::default();
    let mut at = 0;
    let mut captions = 0;
    while at < source.len() {
        let rest = &source[at..];
        let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len();
        if blank > 0 {
            at += blank;
            continue;
        }
        if rest.starts_with('%') {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        let call = tex::call(source, at)?;
        let argument = call.argument.map(|argument| call.end - 1 - argument.len()..call.end - 1);
        at = call.end;
        match (call.name, call.argument) {
            ("begin", Some("tabular")) => {
                if float.table.is_some() {
                    return None;
                }
                let end = at + source[at..].find("\\end{tabular}")?;
                float.table = Some(tabular(source, at..end)?);
                at = end + "\\end{tabular}".len();
            }
            ("begin" | "end", Some("figure" | "figure*" | "table" | "table*" | "center")) => {
                let option = source[at..].strip_prefix('[').and_then(|rest| rest.find(']'));
                at += option.map_or(0, |len| len + 2);
            }
            ("includegraphics", Some(_)) => {
                let width = call.options.iter().find_map(|options| width(options));
                float.pictures.push(Picture { path: argument?, width });
            }
            ("caption", Some(_)) => {
                captions += 1;
                float.caption = argument;
            }
            ("label", Some(_)) => float.label = argument,
            ("centering" | "small" | "footnotesize" | "scriptsize" | "hfill" | "quad" | "qquad" | "raggedright", _) => {
            }
            ("vspace" | "hspace", Some(_)) => {}
            _ => return None,
        }
    }
    let one = float.pictures.is_empty() == float.table.is_some();
    (one && captions < 2).then_some(float)
}

/// The width among the options of `\includegraphics`.
fn width(options: &str) -> Option<String> {
    let value = options.split(',').find_map(|option| option.trim().strip_prefix("width"))?;
    let value = value.trim().strip_prefix('=')?.trim();
    let unit =
        ["\\textwidth", "\\linewidth", "\\columnwidth", "\\hsize"].iter().find_map(|unit| value.strip_suffix(unit));
    match unit.map(str::trim) {
        Some("") => Some("100%".to_owned()),
        Some(share) => share.parse::<f64>().ok().map(|share| format!("{}%", (share * 1000.0).round() / 10.0)),
        None => Some(value.to_owned()),
    }
}

/// The rows between the columns of a `tabular` and its end.
fn tabular(source: &str, range: Range<usize>) -> Option<Tabular> {
    let text = &source[range.clone()];
    let lead = text.len() - text.trim_start().len();
    let len = text[lead..].strip_prefix('{')?.find('}')?;
    let spec = &text[lead + 1..lead + 1 + len];
    let column = |c: char| match c {
        'l' => Some(Some(Align::Left)),
        'c' => Some(Some(Align::Center)),
        'r' => Some(Some(Align::Right)),
        '|' | ' ' => Some(None),
        _ => None,
    };
    let columns = spec.chars().map(column).collect::<Option<Vec<_>>>()?;
    let columns: Vec<_> = columns.into_iter().filter(Option::is_some).collect();
    let mut table = Tabular { columns, ..Tabular::default() };
    let mut rules = Vec::new();
    let mut at = range.start + lead + len + 2;
    let (mut row, mut start, mut depth) = (Vec::new(), at, 0_usize);
    while at < range.end {
        let rest = &source[at..range.end];
        let rule = ["\\hline", "\\toprule", "\\midrule", "\\bottomrule"].iter().find(|rule| rest.starts_with(**rule));
        if let Some(rule) = rule {
            if !source[start..at].trim().is_empty() || !row.is_empty() {
                return None;
            }
            rules.push(table.rows.len());
            at += rule.len();
            start = at;
        } else if rest.starts_with("\\\\") {
            row.push(cell(source, start..at)?);
            table.rows.push(std::mem::take(&mut row));
            at += 2;
            start = at;
        } else if let Some(escaped) = rest.strip_prefix('\\') {
            at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
        } else {
            match rest.as_bytes()[0] {
                b'{' => depth += 1,
                b'}' => depth = depth.checked_sub(1)?,
                b'%' => return None,
                b'&' if depth == 0 => {
                    row.push(cell(source, start..at)?);
                    start = at + 1;
                }
                _ => {}
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    if !source[start..range.end].trim().is_empty() || !row.is_empty() {
        row.push(cell(source, start..range.end)?);
        table.rows.push(row);
    }
    let fits = |row: &Vec<(Range<usize>, usize)>| row.iter().map(|cell| cell.1).sum::<usize>() <= table.columns.len();
    let fits = !table.rows.is_empty() && table.rows.iter().all(fits);
    // The head ends at the first rule between rows.
    table.head = rules.into_iter().find(|at| *at > 0 && *at < table.rows.len()).unwrap_or(0);
    fits.then_some(table)
}

/// A cell without blanks, and how many columns it takes.
fn cell(source: &str, range: Range<usize>) -> Option<(Range<usize>, usize)> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    let range = start..(start + text.trim().len());
    let Some(rest) = source[range.clone()].strip_prefix("\\multicolumn{") else {
        return (!source[range.clone()].contains("\\multirow")).then_some((range, 1));
    };
    let count = rest[..rest.find('}')?].trim().parse().ok().filter(|count| (1..=64).contains(count))?;
    let inner = range.end - rest.len() + rest.find("}{")? + 2;
    let text = inner + source[inner..range.end].find("}{")? + 2;
    (source[..range.end].ends_with('}') && text < range.end).then(|| (text..range.end - 1, count))
}

/// How a cell stands by `\multicolumn{2}{r}{`, which ends before it.
fn own_align(before: &str) -> Option<Align> {
    let inner = before.strip_suffix("}{")?;
    let spec = &inner[inner.rfind('{')? + 1..];
    spec.chars().find_map(|sign| match sign {
        'l' => Some(Align::Left),
        'c' => Some(Align::Center),
        'r' => Some(Align::Right),
        _ => None,
    })
}

impl Reader<'_, '_, '_> {
    /// The figure or the table of a float that stands at the beginning of `area`.
    pub(super) fn float(&mut self, source: &str, area: Span, depth: Depth) -> Option<Block> {
        let float = read(source)?;
        let places = Places::find(source, self.shared.written(area));
        let place = |range: Range<usize>| match &places {
            Some(places) => {
                let (start, found) = (area.start as usize, places.of(range));
                Span::new(area.source, start + found.start, start + found.end)
            }
            None => area,
        };
        let id = float.label.map(|range| Spanned::new(source[range.clone()].trim().to_owned(), place(range)));
        let attr = Attr { id, ..Attr::default() };
        let mut words = |range: Range<usize>| -> Vec<Inline> {
            let text = source[range.clone()].replace(['\n', '\r'], " ");
            let positions = Positions::of_lines(vec![place(range).start as usize]);
            self.shared.inlines(&text, positions, depth)
        };
        let caption = float.caption.map(&mut words);
        let kind = match float.table {
            Some(table) => {
                let count = table.columns.len();
                let mut rows = Vec::new();
                for row in table.rows {
                    let mut cells = Vec::new();
                    for (range, columns) in row {
                        let span = place(range.clone());
                        let align = own_align(&source[..range.start]);
                        cells.push(Cell { content: CellContent::Text(words(range)), align, span });
                        cells.extend((1..columns).map(|_| Cell { content: CellContent::JoinLeft, align: None, span }));
                    }
                    let span = cells.last().map_or(area, |cell| cell.span);
                    cells.resize_with(count, || Cell { content: CellContent::Text(Vec::new()), align: None, span });
                    rows.push(Row { span: cells[0].span.to(span), cells });
                }
                BlockKind::Table(Table { columns: table.columns, rows, head: table.head, caption })
            }
            None => {
                let panel = |picture: Picture| {
                    let span = place(picture.path.clone());
                    let path = Spanned::new(source[picture.path].trim().to_owned(), span);
                    let width =
                        picture.width.map(|width| (Spanned::new("width".to_owned(), span), Spanned::new(width, span)));
                    let attr = Attr { pairs: width.into_iter().collect(), ..Attr::default() };
                    Panel { image: Image { path, alt: None, page: 1 }, caption: Vec::new(), attr, span }
                };
                let panels = float.pictures.into_iter().map(panel).collect();
                BlockKind::Figure(Figure { panels, caption: caption.unwrap_or_default() })
            }
        };
        Some(Block { kind, attr, span: area })
    }
}

#[cfg(test)]
mod tests {
    use super::{is_plain, read, width};

    #[test]
    fn widths_are_shares_of_the_line() {
        assert_eq!(width("width=0.8\\textwidth").as_deref(), Some("80%"));
        assert_eq!(width("angle=0, width = \\linewidth").as_deref(), Some("100%"));
        assert_eq!(width("width=5cm").as_deref(), Some("5cm"));
        assert_eq!(width("scale=0.5"), None);
    }

    #[test]
    fn plain_floats_are_read() {
        let source = "\\begin{table}[h]\n\\centering\n\\begin{tabular}{|l|c|}\n\\hline\na & b \\\\ \\hline\n1 \\& 2 & {3 & 4} \\\\\n\\multicolumn{2}{c}{x} \\\\\n\\hline\n\\end{tabular}\n\\caption{t}\n\\label{tab:x}\n\\end{table}";
        let table = read(source).unwrap().table.unwrap();
        let cells: Vec<Vec<_>> =
            table.rows.iter().map(|row| row.iter().map(|(range, n)| (&source[range.clone()], *n)).collect()).collect();
        assert_eq!(cells, [vec![("a", 1), ("b", 1)], vec![("1 \\& 2", 1), ("{3 & 4}", 1)], vec![("x", 2)]]);
        assert_eq!(table.head, 1);
        assert!(!is_plain("\\begin{figure}\\begin{tikzpicture}\\end{tikzpicture}\\end{figure}"));
        assert!(!is_plain("\\begin{figure}字\\end{figure}"));
        assert!(!is_plain("\\begin{figure}words\\end{figure}"));
    }
}

//! Which rows of a table stay together, and which cells of its head name groups.

use super::{Cell, Inline, InlineKind, Row, Table, plain_text};
use crate::model::script::is_east_asian;

/// The width of a table, in half characters, by which the lines of its cells are
/// counted: that of a narrow page.
const WIDTH: f64 = 60.0;
/// The most lines of two rows that are kept together: more of them would leave too
/// much of a page empty, and say enough one by one.
const MOST_LINES: f64 = 7.0;

impl Table {
    /// Whether the first row stays whole and with the second one: both are short, and
    /// no cell of it goes on in the next. A head alone with one row says too little at
    /// the foot of a page.
    #[must_use]
    pub fn keeps_first_row(&self) -> bool {
        let [first, second, ..] = self.body.as_slice() else { return false };
        !self.head.is_empty()
            && first.cells.iter().all(|cell| cell.rows == 1)
            && self.lines(first) + self.lines(second) <= MOST_LINES
    }

    /// Whether a cell of the head is the name of a group of columns, whose own names
    /// stand under it: a line joins them.
    #[must_use]
    pub fn names_group(&self, row: usize, cell: &Cell) -> bool {
        cell.columns > 1 && row + cell.rows < self.head.len()
    }

    /// About how many lines a row takes.
    fn lines(&self, row: &Row) -> f64 {
        let of = |cell: &Cell| {
            let columns = self.columns.iter().skip(cell.column).take(cell.columns);
            lines(&cell.content, columns.map(|column| column.share).sum::<f64>() * WIDTH)
        };
        row.cells.iter().map(of).fold(1.0, f64::max)
    }
}

/// About how many lines inlines take in a width in half characters.
fn lines(content: &[Inline], width: f64) -> f64 {
    let is_picture = |inline: &Inline| matches!(inline.kind, InlineKind::Picture(_));
    if width <= 0.0 || content.iter().any(is_picture) {
        return f64::INFINITY;
    }
    let breaks = content.iter().filter(|inline| matches!(inline.kind, InlineKind::Break)).count();
    let text: usize = plain_text(content).chars().map(|sign| if is_east_asian(sign) { 2 } else { 1 }).sum();
    (text as f64 / width).ceil() + breaks as f64
}

#[cfg(test)]
mod tests {
    use crate::diag::{SourceId, Span};
    use crate::model::Align;
    use crate::model::resolved::{Cell, Column, Inline, InlineKind, Marks, Row, Run, Script, Table};

    fn row(text: &str, rows: usize) -> Row {
        let span = Span { source: SourceId(0), start: 0, end: 0 };
        let (script, marks) = (Script::Latin, Marks::default());
        let run = Run { text: text.to_owned(), script, marks, lang: None, joins: Vec::new(), breaks: Vec::new() };
        let content = vec![Inline { kind: InlineKind::Run(run), span }];
        Row { cells: vec![Cell { content, column: 0, columns: 1, rows, align: Align::Left, lacks: None, span }] }
    }

    fn keeps(body: Vec<Row>) -> bool {
        let columns = vec![Column { align: Align::Left, share: 1.0, point: None }];
        Table { columns, head: vec![row("head", 1)], body, caption: None, size: None, width: None, continued: None }
            .keeps_first_row()
    }

    #[test]
    fn the_head_keeps_two_short_rows() {
        assert!(keeps(vec![row("a", 1), row("b", 1), row("c", 1)]));
        assert!(!keeps(vec![row("a", 1)]));
    }

    #[test]
    fn rows_of_many_lines_may_part() {
        assert!(!keeps(vec![row(&"a ".repeat(200), 1), row("b", 1)]));
        assert!(!keeps(vec![row("a", 1), row(&"汉".repeat(200), 1)]));
    }

    #[test]
    fn a_row_that_goes_on_in_the_next_is_no_head() {
        assert!(!keeps(vec![row("a", 2), row("b", 1)]));
    }
}

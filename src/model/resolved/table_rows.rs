//! Which rows of a table stay together, and which cells of its head name groups.

use super::{Cell, Inline, InlineKind, Row, Table, plain_text};
use crate::model::script::is_east_asian;

/// The width of a table, in half characters, by which the lines of its cells are
/// counted: that of a narrow page.
const WIDTH: f64 = 60.0;
/// The most lines of two rows that are kept together: more of them would leave too
/// much of a page empty, and say enough one by one.
const MOST_LINES: f64 = 7.0;
/// The same for the last two, wherever they stand.
const MOST_LAST_LINES: f64 = 4.0;

impl Table {
    /// Whether the first row stays whole and with the second one: both are short, and
    /// no cell of it goes on in the next. A head alone with one row says too little at
    /// the foot of a page.
    #[must_use]
    pub fn keeps_first_row(&self) -> bool {
        self.first_lines().is_some_and(|lines| lines <= MOST_LINES)
    }

    /// The rows, the first one and the last but one, that would stay with the next if
    /// both were short. Where there are only two, they may part.
    #[must_use]
    pub fn high_rows(&self) -> Vec<usize> {
        if self.body.len() < 3 {
            return Vec::new();
        }
        let is_high = |lines: Option<f64>, most: f64| lines.is_some_and(|lines| lines > most && lines.is_finite());
        let first = is_high(self.first_lines(), MOST_LINES).then_some(0);
        let last = is_high(self.last_lines(), MOST_LAST_LINES).then_some(self.body.len() - 2);
        first.into_iter().chain(last).collect()
    }

    /// About how many lines the first two rows take, under a head from which the first
    /// can be parted.
    fn first_lines(&self) -> Option<f64> {
        let [first, second, ..] = self.body.as_slice() else { return None };
        let is_whole = !self.head.is_empty() && first.cells.iter().all(|cell| cell.rows == 1);
        is_whole.then(|| self.lines(first) + self.lines(second))
    }

    /// Whether the last row takes the one before it along, so that it does not stand
    /// alone on a page: both are short, and no cell goes on in either.
    #[must_use]
    pub fn keeps_last_row(&self) -> bool {
        self.last_lines().is_some_and(|lines| lines <= MOST_LAST_LINES)
    }

    /// About how many lines the last two rows take, if no cell goes on in either.
    fn last_lines(&self) -> Option<f64> {
        let [rows @ .., before, last] = self.body.as_slice() else { return None };
        let ends = |(at, row): (usize, &Row)| row.cells.iter().all(|cell| at + cell.rows <= rows.len());
        let is_whole = rows.iter().enumerate().all(ends)
            && [before, last].into_iter().flat_map(|row| &row.cells).all(|cell| cell.rows == 1);
        is_whole.then(|| self.lines(before) + self.lines(last))
    }

    /// Whether a row of the body stays whole and on the page of the next.
    #[must_use]
    pub fn keeps_row(&self, at: usize) -> bool {
        at == 0 && self.keeps_first_row() || at + 2 == self.body.len() && self.keeps_last_row()
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
    let text: usize = plain_text(content).chars().map(|ch| if is_east_asian(ch) { 2 } else { 1 }).sum();
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
        let content = vec![Inline::new(InlineKind::Run(run), span)];
        Row {
            cells: vec![Cell { content, column: 0, columns: 1, rows, align: Align::Left, lacks: None, span }],
            change: None,
        }
    }

    fn table(body: Vec<Row>) -> Table {
        let columns = vec![Column { align: Align::Left, share: 1.0, point: None }];
        Table { columns, head: vec![row("head", 1)], body, caption: None, size: None, width: None, continued: None }
    }

    fn keeps(body: Vec<Row>) -> bool {
        table(body).keeps_first_row()
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
    fn whether_high_rows_are_kept_is_left_to_the_pages() {
        let high = |rows| table(rows).high_rows();
        let (short, long) = (|| row("a", 1), || row(&"a ".repeat(200), 1));
        assert_eq!(high(vec![long(), short(), short(), short()]), [0]);
        assert_eq!(high(vec![short(), short(), short(), long()]), [2]);
        assert_eq!(high(vec![long(), long(), long()]), [0, 1]);
        assert!(high(vec![long(), short()]).is_empty());
        assert!(high(vec![short(), short(), short()]).is_empty());
        assert!(high(vec![short(), row("a", 2), short(), long()]).is_empty());
    }

    #[test]
    fn a_row_that_goes_on_in_the_next_is_no_head() {
        assert!(!keeps(vec![row("a", 2), row("b", 1)]));
    }

    #[test]
    fn the_last_row_keeps_the_one_before() {
        let kept = |rows: Vec<Row>| {
            let table = table(rows);
            (0..table.body.len()).filter(|at| table.keeps_row(*at)).collect::<Vec<_>>()
        };
        let short = || row("a", 1);
        assert_eq!(kept(vec![short(), short(), short(), short()]), [0, 2]);
        assert_eq!(kept(vec![short(), short()]), [0]);
        assert_eq!(kept(vec![short(), short(), row(&"a ".repeat(200), 1)]), [0]);
        assert_eq!(kept(vec![short(), row("a", 2), short(), short()]), [0]);
        assert_eq!(kept(vec![short(), row("a", 2), short()]), [0]);
    }
}

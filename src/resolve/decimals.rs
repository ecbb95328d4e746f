//! Numbers of a column whose decimal points stand below each other: where each has its
//! point, and what it lacks behind it that others have. Lengths are in half characters.
//! It must not know how either edition aligns them.

use std::collections::BTreeMap;

use super::scripts::units;
use super::table_attributes::Stand;
use crate::length::Length;
use crate::model::Mark;
use crate::model::resolved::{Cell, Inline, InlineKind, Marks, Point, Row, Run, Script};

/// The most signs before the digits of a number: a minus, a currency, an “about”.
const MOST_SIGNS: usize = 3;
/// The most signs behind the digits: a unit, stars, an uncertainty.
const MOST_REST: usize = 16;

/// The room that the numbers of a column take at both sides of their points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    before: f64,
    after: f64,
}

impl Extent {
    pub(super) fn width(self) -> f64 {
        self.before + self.after
    }

    /// Where the points stand in cells that have so much room.
    pub(super) fn point(self, room: f64, unit: Length) -> Point {
        let side = ((room - self.width()) / 2.0).max(0.0);
        Point { side: unit.scaled(side), before: unit.scaled(self.before) }
    }
}

/// Signs behind a point by how they look, and how many there are.
type Signs = BTreeMap<(bool, char), usize>;

/// A number as it is written.
struct Number {
    before: f64,
    behind: Signs,
}

/// Says of each number in a column of points what it lacks; gives the room of the
/// columns that have any.
pub(super) fn lay_out(rows: &mut [Row], stands: &[Stand]) -> Vec<Option<Extent>> {
    (0..stands.len()).map(|column| (stands[column] == Stand::Point).then(|| lay_out_column(rows, column))?).collect()
}

fn lay_out_column(rows: &mut [Row], column: usize) -> Option<Extent> {
    let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
    let cells = cells.filter(|cell| cell.column == column && cell.columns == 1);
    let numbers: Vec<(&mut Cell, Number)> =
        cells.filter_map(|cell| number(&cell.content).map(|number| (cell, number))).collect();
    let mut most = Signs::new();
    let mut before = 0.0;
    for (_, number) in &numbers {
        before = f64::max(before, number.before);
        for (sign, count) in &number.behind {
            let most = most.entry(*sign).or_default();
            *most = (*most).max(*count);
        }
    }
    let found = !numbers.is_empty();
    for (cell, number) in numbers {
        cell.lacks = Some(lacking(&most, &number.behind, cell));
    }
    let after = most.iter().map(|((_, sign), count)| width(*sign) * *count as f64).sum();
    found.then_some(Extent { before, after })
}

/// The number that the text of a cell is.
fn number(content: &[Inline]) -> Option<Number> {
    let mut signs: Vec<(bool, char)> = Vec::new();
    for inline in content {
        let InlineKind::Run(run) = &inline.kind else { return None };
        let raised = run.marks.has(Mark::Superscript) || run.marks.has(Mark::Subscript);
        signs.extend(run.text.chars().map(|ch| (raised, ch)));
    }
    let is_digit = |at: usize| signs.get(at).is_some_and(|(raised, ch)| !raised && ch.is_ascii_digit());
    let starts = |at: &usize| is_digit(*at) || (signs[*at].1 == '.' && is_digit(at + 1));
    let start = (0..signs.len().min(MOST_SIGNS + 1)).find(starts)?;
    if signs[..start].iter().any(|(_, ch)| ch.is_alphabetic()) {
        return None;
    }
    // 1,234,567: a comma between digits stands before the point.
    let goes_on = |at: usize| is_digit(at) || (signs[at] == (false, ',') && is_digit(at + 1));
    let point = (start..signs.len()).find(|at| !goes_on(*at)).unwrap_or(signs.len());
    let digits = (point + 1..signs.len()).find(|at| !is_digit(*at)).unwrap_or(signs.len());
    if signs.len() - digits.min(signs.len()) > MOST_REST {
        return None;
    }
    let mut behind = Signs::new();
    for (raised, ch) in &signs[point..] {
        *behind.entry((*raised, if ch.is_ascii_digit() { '0' } else { *ch })).or_default() += 1;
    }
    Some(Number { before: signs[..point].iter().map(|(_, ch)| width(*ch)).sum(), behind })
}

/// What the most of all have and this one has not. Digits are all equally wide.
fn lacking(most: &Signs, own: &Signs, cell: &Cell) -> Vec<Inline> {
    let text = |wanted: bool| -> String {
        let missing = most.iter().filter(|((raised, _), _)| *raised == wanted);
        missing
            .flat_map(|(sign, count)| {
                let missing = count - own.get(sign).copied().unwrap_or_default();
                std::iter::repeat_n(if sign.1 == ' ' { '\u{a0}' } else { sign.1 }, missing)
            })
            .collect()
    };
    let run = |text: String, marks: Marks| {
        let run = Run { text, script: Script::Latin, marks, lang: None, joins: Vec::new(), breaks: Vec::new() };
        Inline::new(InlineKind::Run(run), cell.span)
    };
    let parts = [(text(false), Marks::default()), (text(true), Marks::default().with(Mark::Superscript))];
    parts.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, marks)| run(text, marks)).collect()
}

/// How wide a sign of a number is.
fn width(ch: char) -> f64 {
    if matches!(ch, '.' | ',' | ' ' | '\u{a0}') { 0.5 } else { units(ch) }
}

#[cfg(test)]
mod tests {
    use super::{lay_out, number};
    use crate::diag::{SourceId, Span};
    use crate::model::Align;
    use crate::model::resolved::{Cell, Inline, InlineKind, Marks, Row, Run, Script, plain_text};
    use crate::resolve::table_attributes::Stand;

    fn text(text: &str) -> Vec<Inline> {
        let (script, marks) = (Script::Latin, Marks::default());
        let run = Run { text: text.to_owned(), script, marks, lang: None, joins: Vec::new(), breaks: Vec::new() };
        vec![Inline::new(InlineKind::Run(run), Span { source: SourceId(0), start: 0, end: 0 })]
    }

    fn lacks(texts: &[&str]) -> Vec<Option<String>> {
        let row = |words: &&str| {
            let content = text(words);
            let span = content[0].span;
            let cell = Cell { content, column: 0, columns: 1, rows: 1, align: Align::Left, lacks: None, span };
            Row { cells: vec![cell], change: None }
        };
        let mut rows: Vec<Row> = texts.iter().map(row).collect();
        lay_out(&mut rows, &[Stand::Point]);
        rows.into_iter().map(|row| row.cells[0].lacks.as_deref().map(plain_text)).collect()
    }

    #[test]
    fn what_a_number_lacks_behind_its_point_is_known() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(lacks(&["12", "3.25", "−0.5", "—"]), [some(".00"), some(""), some("0"), None]);
        assert_eq!(lacks(&["12.5%", "3%", "1,234"]), [some(""), some(".0"), some("%.0")]);
    }

    #[test]
    fn words_are_no_numbers() {
        for words in ["", "甲", "n = 3", "x1", "—", "."] {
            assert!(number(&text(words)).is_none(), "{words}");
        }
        for words in ["0", ".5", "−1.2", "≈ 3", "12 ± 0.1", "¥3.5 万"] {
            assert!(number(&text(words)).is_some(), "{words}");
        }
    }
}

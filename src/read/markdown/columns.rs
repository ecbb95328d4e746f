//! The columns of the lines of a drawn table: which bytes stand between two of
//! them.
//!
//! A Chinese character is two columns wide in an editor, and one where its
//! author counted characters; both are tried.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The most places of lines and columns that are looked at.
pub(super) const MAX_PLACES: usize = 4_000_000;

/// How a line is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// As an editor shows it.
    Cells,
    /// One column for each character.
    Characters,
}

impl Measure {
    /// Both, the likelier first.
    pub(super) const ALL: [Self; 2] = [Self::Cells, Self::Characters];

    fn of(self, c: char) -> usize {
        match self {
            Self::Cells => c.width().unwrap_or(0),
            Self::Characters => 1,
        }
    }
}

/// One line of a drawn table.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// What was written.
    pub text: &'t str,
    /// Its first byte in the source.
    pub at: usize,
    /// The byte that begins at each column, where a character does.
    columns: Vec<Option<usize>>,
}

impl<'t> Line<'t> {
    /// A line that stands at byte `at` of the source.
    pub(super) fn new(text: &'t str, at: usize, measure: Measure) -> Self {
        let text = text.trim_end();
        let mut columns = Vec::with_capacity(text.len());
        for (byte, c) in text.char_indices() {
            let width = measure.of(c);
            if width > 0 {
                columns.push(Some(byte));
                columns.extend((1..width).map(|_| None));
            }
        }
        Self { text, at, columns }
    }

    /// Lines whose bars do not stand under each other, with their cells made equally
    /// wide; `None` if one has more or fewer cells than the first.
    pub(super) fn padded(lines: &[(usize, &'t str)]) -> Option<Vec<Self>> {
        let cells: Vec<Vec<Range<usize>>> = lines.iter().map(|(_, text)| cells(text)).collect();
        let count = cells.first()?.len();
        if count == 0 || cells.iter().any(|line| line.len() != count) {
            return None;
        }
        let longest = |cell: usize| cells.iter().map(|line| line[cell].len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..count).map(longest).collect();
        if widths.iter().sum::<usize>().saturating_mul(lines.len()) > MAX_PLACES {
            return None;
        }
        let line = |((at, text), cells): (&(usize, &'t str), &Vec<Range<usize>>)| {
            let mut columns = vec![cells[0].start.checked_sub(1)];
            for (cell, width) in cells.iter().zip(&widths) {
                let end = columns.len() + width;
                columns.extend(text[cell.clone()].char_indices().map(|(byte, _)| Some(cell.start + byte)));
                let rule = text.trim_start().starts_with('+').then(|| cell.end.checked_sub(1)).flatten();
                columns.resize(end, rule);
                columns.push(Some(cell.end));
            }
            Self { text: text.trim_end(), at: *at, columns }
        };
        Some(lines.iter().zip(&cells).map(line).collect())
    }

    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The sign at a column, if it is of ASCII.
    pub(super) fn sign(&self, column: usize) -> Option<u8> {
        self.columns.get(column).copied().flatten().map(|byte| self.text.as_bytes()[byte])
    }

    /// Whether a character begins at a column, or the line has ended.
    pub(super) fn is_boundary(&self, column: usize) -> bool {
        self.columns.get(column).is_none_or(Option::is_some)
    }

    /// Whether nothing stands at a column.
    pub(super) fn is_blank(&self, column: usize) -> bool {
        self.columns
            .get(column)
            .is_none_or(|byte| byte.is_some_and(|byte| matches!(self.text.as_bytes()[byte], b' ' | b'\t')))
    }

    /// The bytes from one column to another.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let byte = |column: usize| {
            let rest = self.columns.get(column..).unwrap_or_default();
            rest.iter().copied().flatten().next().unwrap_or(self.text.len())
        };
        let start = byte(from);
        start..byte(to).max(start)
    }

    /// The text from one column to another.
    pub(super) fn part(&self, from: usize, to: usize) -> &'t str {
        &self.text[self.bytes(from, to)]
    }
}

/// The bytes of the cells between the bars or corners of a line.
fn cells(text: &str) -> Vec<Range<usize>> {
    let text = text.trim_end();
    let corner = if text.trim_start().starts_with('+') { '+' } else { '|' };
    let bars: Vec<usize> = text.match_indices(corner).map(|(at, _)| at).collect();
    if !text.ends_with(corner) {
        return Vec::new();
    }
    bars.windows(2).map(|pair| pair[0] + 1..pair[1]).collect()
}

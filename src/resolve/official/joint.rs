//! The signature of several offices that each put a seal (GB/T 9704-2012 §7.3.5.1):
//! their names stand beside each other in rows, the last of them over the date,
//! and each seal in the middle of the name of its office.

use super::closing::line_of;
use super::paragraph_at;
use crate::diag::Span;
use crate::length::Length;
use crate::model::RawFormat;
use crate::model::resolved::{Beside, Block, Inline, InlineKind, OfficialPart, Picture, Placed, Seal, plain_text};
use crate::resolve::Resolver;

/// How many seals stand in a row at most.
const IN_A_ROW: usize = 3;
/// What parts two seals, or two names, at least: a part of a character.
const APART: f64 = 0.5;

/// Words and where they were written.
type Line = (Vec<Inline>, Span);

/// Where the offices stand.
struct Columns {
    count: usize,
    width: Length,
    gap: Length,
    left: Length,
    /// How far the date stands from the right.
    date_right: Length,
}

impl Columns {
    /// As many columns as the text is wide enough for, with rows as even as can be;
    /// the last stands over the date, which keeps `right`. Two columns, or narrow
    /// ones, keep the same distance from both edges.
    fn new(offices: usize, least: Length, date: Length, right: Length, text: Length) -> Self {
        let most = ((text.pt() / least.pt().max(1.0)).floor().max(1.0) as usize).min(IN_A_ROW);
        let count = offices.div_ceil(offices.div_ceil(most).max(1)).max(1);
        let half = least.scaled(0.5);
        let parts = count as f64 - 1.0;
        let middle = (text - right - date.scaled(0.5)).min(text - half).max(half + least.scaled(parts));
        let step = match count {
            1 => least,
            _ => (middle.scaled(2.0) - text).scaled(1.0 / parts).max(least),
        };
        Self {
            count,
            width: least,
            gap: step - least,
            left: middle - step.scaled(parts) - half,
            date_right: (text - middle - date.scaled(0.5)).max(Length::ZERO),
        }
    }

    /// The places of a row; one that is not full stands at the right.
    fn row(&self, names: usize, above: Length, keep: bool) -> Beside {
        let free = self.count.saturating_sub(names);
        let left = self.left + (self.width + self.gap).scaled(free as f64);
        Beside { left, width: self.width, gap: self.gap, above, keep }
    }
}

impl Resolver<'_> {
    /// The names of the offices in rows, with their seals, and the date under the last.
    pub(super) fn joint_signature(
        &self,
        names: Vec<Line>,
        date: Option<Line>,
        seals: Vec<Option<Picture>>,
    ) -> Vec<Block> {
        let (look, official) = (&self.style.signature, &self.style.official);
        let (pitch, zero) = (look.pitch(), Length::ZERO);
        let width = |line: &Line| self.text_width(&plain_text(&line.0));
        let pictures = || seals.iter().flatten();
        // Where none is given, there is room for one of ink.
        let wide = pictures().map(|seal| seal.width).fold(official.seal, Length::max);
        let high = pictures().map(|seal| seal.height).fold(official.seal, Length::max);
        let widest = names.iter().map(width).fold(wide, Length::max);
        let apart = look.size().scaled(APART);
        let date_width = date.as_ref().map_or(zero, width);
        let right = official.sealed.length(look.size());
        let text = self.style.page.text_width();
        let columns = Columns::new(names.len(), (widest + apart).min(text), date_width, right, text);
        let rows = names.len().div_ceil(columns.count);
        // The rows stand whole lines from each other, and the first seals begin where
        // the text ends.
        let lines = ((high + apart).pt() / pitch.pt().max(1.0)).ceil().max(1.0);
        let between = pitch.scaled(lines - 1.0);
        let mut names = names.into_iter();
        let mut seals = seals.into_iter();
        let mut blocks: Vec<Block> = Vec::with_capacity(rows + 1);
        for at in 0..rows {
            let row: Vec<Line> = names.by_ref().take(columns.count).collect();
            let Some(span) = row.first().map(|(_, span)| *span) else { break };
            let is_dated = at + 1 == rows && date.is_some();
            // The last seals lie between the names and the date.
            let middle = pitch.scaled(if is_dated { 1.0 } else { 0.5 });
            let above = (high.scaled(0.5) - middle).max(zero);
            // All rows stand on the page of the date.
            let beside = columns.row(row.len(), above, is_dated || at + 1 < rows);
            let place = Placed {
                part: OfficialPart::Signature,
                before: (if at == 0 { look.before() } else { between } - above).max(zero),
                first: zero,
                left: zero,
                right: zero,
            };
            let row_seals: Vec<Option<Picture>> = seals.by_ref().take(row.len()).collect();
            let mut block = paragraph_at(place, side_by_side(&row), span);
            if let Some(paragraph) = line_of(&mut block) {
                paragraph.beside = Some(beside);
                for (column, picture) in row_seals.into_iter().enumerate() {
                    let Some(picture) = picture else { continue };
                    let left = beside.middle(column) - picture.width.scaled(0.5);
                    let up = picture.height.scaled(0.5) - middle;
                    let seal = |format, up| Seal { format, left, up, picture: picture.clone() };
                    // On pages a paragraph begins with its signs, not with its line.
                    paragraph.seals.push(seal(RawFormat::Print, up + look.above() - above));
                    paragraph.seals.push(seal(RawFormat::Word, up));
                }
            }
            blocks.push(block);
        }
        if let Some((words, span)) = date {
            let place = Placed {
                part: OfficialPart::Signature,
                before: zero,
                first: zero,
                left: zero,
                right: columns.date_right,
            };
            blocks.push(paragraph_at(place, words, span));
        }
        blocks
    }
}

/// The names of a row, a break between each two.
fn side_by_side(row: &[Line]) -> Vec<Inline> {
    let mut content = Vec::new();
    for (name, span) in row {
        if !content.is_empty() {
            content.push(Inline::new(InlineKind::Break, *span));
        }
        content.extend(name.iter().cloned());
    }
    content
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use crate::length::Length;

    /// The columns of seals 42 mm wide over a date of the same width.
    fn columns(offices: usize, least: f64) -> Columns {
        let mm = |length: f64| Length::points(length * 72.0 / 25.4);
        Columns::new(offices, mm(least), mm(42.0), mm(22.6), mm(156.0))
    }

    #[test]
    fn rows_of_offices_are_as_even_as_can_be() {
        let counts: Vec<usize> = (2..=7).map(|offices| columns(offices, 45.0).count).collect();
        assert_eq!(counts, [2, 3, 2, 3, 3, 3]);
    }

    #[test]
    fn wide_names_leave_room_for_fewer_in_a_row() {
        assert_eq!([60.0, 90.0, 200.0].map(|least| columns(3, least).count), [2, 1, 1]);
    }

    #[test]
    fn every_column_stands_within_the_text() {
        for offices in 2..=7 {
            for least in [45.0, 51.0, 60.0, 78.0, 100.0] {
                let columns = columns(offices, least);
                let end = columns.left
                    + columns.width.scaled(columns.count as f64)
                    + columns.gap.scaled(columns.count as f64 - 1.0);
                let text = 156.0 * 72.0 / 25.4 + 0.01;
                assert!(columns.left.pt() > -0.01 && end.pt() < text, "{offices} offices of {least}");
            }
        }
    }
}

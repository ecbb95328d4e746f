//! How large a table is set: at the size of the style if its columns then hold
//! what cannot be broken in them, else smaller, in steps, down to the bound of the
//! style; and what the author is told of it. It must not know what stands in the
//! cells.

use crate::diag::{Code, Diagnostic, Message, Sink, Span, message};
use crate::length::Length;
use crate::style::Table as Style;

/// From one size to the next.
const STEP: Length = Length::points(0.5);
/// What rounding may leave over, in pt.
const SLACK: f64 = 0.01;

/// The text of a table: its size, the width of the table, and the units in which
/// columns are measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) size: Length,
    /// Whether the columns hold what cannot be broken.
    pub(super) holds: bool,
    width: Length,
    padding: Length,
}

impl Setting {
    /// The largest setting of a table in a width that holds what it needs: `need`
    /// is the width that it wants at the size of the style. Everything in a table
    /// follows its size.
    pub(super) fn fit(style: &Style, need: Length, width: Length) -> Self {
        let whole = style.text.size();
        let least = style.min_size.0.min(whole);
        let holds = |size: Length| need.pt() * size.pt() / whole.pt() <= width.pt() + SLACK;
        let mut size = whole;
        while !holds(size) && size > least {
            size = (size - STEP).max(least);
        }
        let padding = style.padding_side.scaled(2.0 * size.pt() / whole.pt());
        Self { size, holds: holds(size), width, padding }
    }

    /// The same in a part of the width.
    pub(super) fn narrowed(self, part: f64) -> Self {
        Self { width: self.width.scaled(part), ..self }
    }

    /// The unit of widths: half a character of a cell.
    pub(super) fn unit(self) -> Length {
        self.size.scaled(0.5)
    }

    /// The width of the table in units.
    pub(super) fn room(self) -> f64 {
        self.width.pt() / self.unit().pt()
    }

    /// The space at both sides of the text of a cell, in units.
    pub(super) fn padding(self) -> f64 {
        self.padding.pt() / self.unit().pt()
    }

    /// The width that text has in a part of the table, in units.
    pub(super) fn cell(self, share: f64) -> f64 {
        share * self.room() - self.padding()
    }
}

/// A table that is not set as the style says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resized {
    pub(super) span: Span,
    pub(super) size: Length,
    pub(super) kind: Kind,
}

/// How it is set instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Smaller, so that it fits.
    Smaller,
    /// As small as may be, and its words break all the same.
    Narrow,
    /// On a page of its own in landscape.
    Turned,
}

/// Tells of each kind once a file, at the first table.
pub(super) fn report(tables: &[Resized], sink: &mut Sink) {
    let mut told: Vec<(crate::diag::SourceId, Kind)> = Vec::new();
    for first in tables {
        let alike = |other: &&Resized| (other.span.source, other.kind) == (first.span.source, first.kind);
        if told.contains(&(first.span.source, first.kind)) {
            continue;
        }
        told.push((first.span.source, first.kind));
        let count = tables.iter().filter(alike).count();
        let least = tables.iter().filter(alike).map(|table| table.size).fold(first.size, Length::min);
        let told = Diagnostic::warning(Code::WideTable, first.span, wording(first, count, least));
        sink.push(told.hint(advice(first.kind)));
    }
}

fn wording(first: &Resized, count: usize, least: Length) -> Message {
    let size = points(first.size);
    let least = points(least);
    match (first.kind, count) {
        (Kind::Smaller, 1) => message!("this table is set at {size} so that its columns fit", size),
        (Kind::Smaller, _) => {
            message!("{count} tables are set smaller so that their columns fit, this one at {size}", count, size)
        }
        (Kind::Narrow, 1) => message!("this table is too wide even at {size}; its words break", size),
        (Kind::Narrow, _) => message!("{count} tables are too wide even at {least}; their words break", count, least),
        (Kind::Turned, 1) => {
            message!("this table is too wide for the page; it is set on a landscape page at {size}", size)
        }
        (Kind::Turned, _) => {
            message!("{count} tables are too wide for the page; they are set on landscape pages", count)
        }
    }
}

fn advice(kind: Kind) -> &'static str {
    match kind {
        Kind::Smaller => {
            "divide the table or shorten its longest words, or set `min-size` under `[table]` in the style"
        }
        Kind::Narrow => "divide the table, or write `{wide=landscape}` behind its caption to let it turn the page",
        Kind::Turned => "divide the table, or write `{wide=shrink}` behind its caption to keep the page upright",
    }
}

fn points(size: Length) -> String {
    format!("{} pt", (size.pt() * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::Setting;
    use crate::diag::SourceId;
    use crate::length::Length;
    use crate::style::load;

    /// The size in pt of a table of a need in a width, and whether it holds.
    fn fit(need: f64, width: f64) -> (f64, bool) {
        let style = load(SourceId(0), "").unwrap();
        let setting = Setting::fit(&style.table, Length::points(need), Length::points(width));
        (setting.size.pt(), setting.holds)
    }

    #[test]
    fn a_table_is_set_no_smaller_than_it_must() {
        assert_eq!(fit(400.0, 400.0), (10.5, true));
        assert_eq!(fit(401.0, 400.0), (10.0, true));
        assert_eq!(fit(450.0, 400.0), (9.0, true));
        assert_eq!(fit(560.0, 400.0), (7.5, true));
    }

    #[test]
    fn a_table_is_set_no_smaller_than_the_style_allows() {
        assert_eq!(fit(561.0, 400.0), (7.5, false));
        assert_eq!(fit(1e9, 400.0), (7.5, false));
    }
}

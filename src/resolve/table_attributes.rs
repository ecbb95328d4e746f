//! What the attributes of a table say of it: `head=2`, `align="l . c"`,
//! `width=auto`, `widths="2 1 1"`, `wide=landscape`. It must not know what stands in
//! the cells, but for those that join a cell of the head.

use super::Resolver;
use crate::diag::{Code, Message, Spanned, message};
use crate::model::Align;
use crate::model::document::{Attr, CellContent, Row, Table};
use crate::style::value::{TableWidth, Wide};

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// As this says, or else as the style does.
    Text(Option<Align>),
    /// The decimal points of its numbers below each other; other text in the middle.
    Point,
}

impl Stand {
    /// How its text stands.
    pub(super) fn align(self) -> Option<Align> {
        match self {
            Self::Text(align) => align,
            Self::Point => Some(Align::Center),
        }
    }

    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "l" | "left" => Self::Text(Some(Align::Left)),
            "c" | "center" => Self::Text(Some(Align::Center)),
            "r" | "right" => Self::Text(Some(Align::Right)),
            "." => Self::Point,
            _ => return None,
        })
    }
}

/// How wide a table is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Extent {
    Full,
    /// As its columns need.
    Content,
    /// This part of the room.
    Part(f64),
}

impl Extent {
    /// The most of the room that it may take.
    pub(super) fn part(self) -> f64 {
        match self {
            Self::Full | Self::Content => 1.0,
            Self::Part(part) => part,
        }
    }
}

impl Resolver<'_> {
    /// How many rows the head has: as many as are given, else as are written, and those
    /// below them whose cells join it.
    pub(super) fn head_rows(&mut self, table: &Table, attr: &Attr) -> usize {
        if let Some(given) = attr.get("head") {
            match given.value.parse() {
                Ok(rows) if rows < table.rows.len() || rows == table.head => return rows,
                Ok(_) | Err(_) => {
                    let most = table.rows.len().saturating_sub(1);
                    self.refuse(given, message!("“head” needs a number of rows, at most {most} here", most));
                }
            }
        }
        if table.head == 0 {
            return 0;
        }
        let joins = |row: &&Row| row.cells.iter().any(|cell| matches!(cell.content, CellContent::JoinAbove));
        let below = table.rows.iter().skip(table.head).take_while(joins).count();
        // One row is left for the body.
        (table.head + below).min(table.rows.len().saturating_sub(1)).max(table.head)
    }

    /// How each column stands.
    pub(super) fn column_stands(&mut self, table: &Table, attr: &Attr) -> Vec<Stand> {
        let written = || table.columns.iter().map(|align| Stand::Text(*align)).collect::<Vec<_>>();
        let Some(given) = attr.get("align") else { return written() };
        let columns = table.columns.len();
        let parts = given.value.split([' ', ',', '，']).filter(|part| !part.is_empty());
        let stands: Option<Vec<Stand>> = parts.map(Stand::of).collect();
        match stands.as_deref() {
            Some([one]) => vec![*one; columns],
            Some(all) if all.len() == columns => all.to_vec(),
            Some(_) | None => {
                self.refuse(
                    given,
                    message!("“align” needs one of l, c, r and . for each of {columns} columns", columns),
                );
                written()
            }
        }
    }

    /// How wide a table is: what the style or the author says.
    pub(super) fn table_width(&mut self, attr: &Attr) -> Extent {
        let by_style = match self.style.table.width {
            TableWidth::Full => Extent::Full,
            TableWidth::Content => Extent::Content,
        };
        let Some(given) = attr.get("width") else { return by_style };
        let percent = given.value.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
        match (given.value.as_str(), percent) {
            ("auto", _) => Extent::Content,
            ("full", _) => Extent::Full,
            (_, Some(percent)) if (5.0..=100.0).contains(&percent) => {
                if percent < 100.0 {
                    Extent::Part(percent / 100.0)
                } else {
                    Extent::Full
                }
            }
            _ => {
                let message =
                    message!("“{value}” is neither “auto” nor “full” nor a part such as “80%”", value = given.value);
                self.refuse(given, message);
                by_style
            }
        }
    }

    /// What becomes of a table that is too wide: what the style or the author says.
    pub(super) fn wide(&mut self, attr: &Attr) -> Wide {
        let Some(given) = attr.get("wide") else { return self.style.table.wide };
        given.value.parse().unwrap_or_else(|_| {
            let message = message!("“{value}” is neither “shrink” nor “landscape”", value = given.value);
            self.sink.warn(Code::UnknownAttribute, given.span, message);
            self.style.table.wide
        })
    }

    /// The shares of `widths="2 1 1"`.
    pub(super) fn given_widths(&mut self, attr: &Attr, columns: usize) -> Option<Vec<f64>> {
        let given = attr.get("widths")?;
        let parts = given.value.split([' ', ',', ':', '，']).filter(|part| !part.is_empty());
        let parts: Vec<f64> = parts.filter_map(|part| part.trim_end_matches('%').parse().ok()).collect();
        let total: f64 = parts.iter().sum();
        if parts.len() != columns || parts.iter().any(|part| !(0.01..=1e6).contains(part)) {
            let message = message!("“widths” needs {columns} positive numbers, one for each column", columns);
            self.sink.warn(Code::UnknownAttribute, given.span, message);
            return None;
        }
        Some(parts.iter().map(|part| part / total).collect())
    }

    fn refuse(&mut self, given: &Spanned<String>, message: Message) {
        self.sink.warn(Code::UnknownAttribute, given.span, message);
    }
}

//! Delimiters, matrices and lines (ECMA-376-1 §22.1.2.24, §22.1.2.60,
//! §22.1.2.34).

use super::run::val;
use super::{Writer, run};
use crate::model::Align;
use crate::model::math::{Class, Expr};
use crate::ooxml::Element;

impl Writer {
    /// Delimiters around an expression.
    pub(super) fn fenced(&mut self, open: Option<char>, close: Option<char>, body: &Expr) {
        let items = if let Expr::Row(items) = body { items.as_slice() } else { std::slice::from_ref(body) };
        self.delimited(open, close, true, items);
    }

    /// Delimiters around parts. Growing signs between them (`\middle|`) become
    /// separators if they are all the same, as Word knows only one.
    pub(super) fn delimited(&mut self, open: Option<char>, close: Option<char>, grow: bool, items: &[Expr]) {
        let separator = separator(items);
        let ch = |c: Option<char>| c.map(|c| run::clean(&c.to_string())).unwrap_or_default();
        let properties = [val("m:begChr", ch(open))]
            .into_iter()
            .chain(separator.map(|separator| val("m:sepChr", run::clean(separator))))
            .chain([val("m:endChr", ch(close))])
            .chain((!grow).then(|| val("m:grow", "0")));
        self.element("d", |writer| {
            writer.properties("dPr", properties);
            if separator.is_none() {
                return writer.filled("e", |writer| writer.row(items));
            }
            for part in items.split(|item| middle(item).is_some()) {
                writer.filled("e", |writer| writer.row(part));
            }
        });
    }

    /// Rows and columns; every row is filled up to the same width.
    pub(super) fn matrix(&mut self, rows: &[Vec<Expr>], columns: &[Align]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        let column = |column: usize| {
            let place = match columns.get(column).or(columns.last()).copied().unwrap_or(Align::Center) {
                Align::Left => "left",
                Align::Center | Align::Justify => "center",
                Align::Right => "right",
            };
            let properties = Element::new("m:mcPr").holding(val("m:count", "1")).holding(val("m:mcJc", place));
            Element::new("m:mc").holding(properties)
        };
        let properties = [val("m:plcHide", "1"), Element::new("m:mcs").holding_all((0..width).map(column))];
        self.element("m", |writer| {
            writer.properties("mPr", properties);
            for row in rows {
                writer.element("mr", |writer| {
                    for column in 0..width {
                        writer.element("e", |writer| row.get(column).iter().for_each(|cell| writer.expr(cell)));
                    }
                });
            }
        });
    }

    /// A brace on one side of left-aligned columns.
    pub(super) fn cases(&mut self, rows: &[Vec<Expr>], left: bool) {
        let matrix = Expr::Matrix { rows: rows.to_vec(), columns: vec![Align::Left] };
        let (open, close) = if left { (Some('{'), None) } else { (None, Some('}')) };
        self.delimited(open, close, true, &[matrix]);
    }

    /// Lines with alignment points: Word aligns at the first, third, … `&` of a
    /// line and puts space at the others, which is what the cells mean.
    pub(super) fn aligned(&mut self, rows: &[Vec<Expr>]) {
        self.array(rows, |writer, row| {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    writer.alignment();
                }
                writer.expr(cell);
            }
        });
    }

    pub(super) fn gathered(&mut self, lines: &[Expr]) {
        self.array(lines, Self::expr);
    }

    fn array<T>(&mut self, lines: &[T], mut line: impl FnMut(&mut Self, &T)) {
        if lines.is_empty() {
            return;
        }
        self.element("eqArr", |writer| {
            writer.properties("eqArrPr", []);
            for content in lines {
                writer.element("e", |writer| line(writer, content));
            }
        });
    }
}

fn middle(item: &Expr) -> Option<&str> {
    if let Expr::Symbol { text, class: Class::Fence, .. } = item { Some(text) } else { None }
}

/// The sign that separates the parts between delimiters.
fn separator(items: &[Expr]) -> Option<&str> {
    let mut signs = items.iter().filter_map(middle);
    let first = signs.next()?;
    (first.chars().count() == 1 && signs.all(|ch| ch == first)).then_some(first)
}

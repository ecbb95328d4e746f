//! Formulas become Typst math.
//!
//! Everything is a call in math mode (`frac(…, …)`) whose leaves are literals
//! of code mode: `#symbol("x")` for a sign, `#"12"` for a number or words. So
//! nothing that the user wrote stands outside of a string, and neither Typst's
//! shorthands (`->`, `...`) nor its precedence (`a/b`, `x^2`), its separators
//! (`,` `;` `&`) nor its matching of delimiters takes part. Math mode was
//! chosen before code mode because alignment points have no name there, and
//! before markup because spaces mean nothing. Classes are always said, so that
//! the space around a sign comes from the tree and not from Typst's tables.
//!
//! It must not know LaTeX, nor count anything.

mod leaf;

use std::fmt::Write;

use crate::model::Align;
use crate::model::math::{Class, Expr, Face, FractionLine, Size};
use crate::model::resolved::AnchorId;

/// Writes a formula as the inside of a Typst equation, such as `$ <here> $`.
#[must_use]
pub fn write(expr: &Expr) -> String {
    let mut out = Writer { out: String::new() };
    out.expr(expr);
    out.out
}

/// Writes a part of a formula that begins a line of it: its first operator stands
/// between two operands all the same.
#[must_use]
pub fn write_continued(expr: &Expr) -> String {
    let mut out = Writer { out: String::new() };
    out.continued(expr);
    out.out
}

/// Writes the part of a line before an alignment point, or behind it if it `goes_on`:
/// the signs at that point stand between two operands, as in TeX.
#[must_use]
pub fn write_cell(expr: &Expr, goes_on: bool) -> String {
    let mut out = Writer { out: String::new() };
    if goes_on {
        out.put("#box()");
        out.continued(expr);
    } else {
        out.expr(expr);
        out.put("#box()");
    }
    out.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// `name(part, …)`.
    fn call(&mut self, name: &str, parts: &[&Expr]) {
        self.put(name);
        self.put("(");
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            self.argument(part);
        }
        self.put(")");
    }

    /// A part as an argument, which must not be empty.
    fn argument(&mut self, expr: &Expr) {
        let before = self.out.len();
        self.expr(expr);
        if self.out.len() == before {
            self.put("#[]");
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Row(items) => items.iter().for_each(|item| self.expr(item)),
            Expr::Symbol { text, class, face } => self.symbol(text, *class, *face),
            Expr::Number { text, face } => {
                let literal = leaf::string(text);
                if !text.is_empty() {
                    self.put(&leaf::faced(*face, &format!("#{literal}")));
                }
            }
            Expr::Text(text) | Expr::Reference { text, anchor: None, .. } => self.words(text),
            Expr::Reference { text, anchor: Some(anchor), .. } => {
                let label = crate::write::typst::anchor_label(AnchorId(*anchor));
                let _ = write!(self.out, "#link(<{label}>, text(fill: text-color, {}))", leaf::string(text));
            }
            Expr::Function(name) => {
                let _ = write!(self.out, "op(#{})", leaf::string(name));
            }
            Expr::Fraction { numerator, denominator, line } => self.fraction(numerator, denominator, *line),
            Expr::Root { radicand, index: None } => self.call("sqrt", &[radicand]),
            Expr::Root { radicand, index: Some(index) } => self.call("root", &[index, radicand]),
            Expr::Scripts { base, sub, sup, limits } => self.scripts(base, sub.as_deref(), sup.as_deref(), *limits),
            Expr::Fenced { open, close, body } => self.fenced(*open, *close, body),
            Expr::SizedDelimiter { text, class, scale } => {
                let class = leaf::class_name(*class);
                let sign = leaf::signs(&text.to_string());
                let scale = if scale.is_finite() { *scale } else { 1.0 };
                let _ = write!(self.out, "class(\"{class}\", lr(size: #{scale}em, {sign}))");
            }
            Expr::Matrix { rows, columns } => self.matrix(rows, columns),
            Expr::Cases { rows, left } => self.cases(rows, *left),
            Expr::Aligned(rows) => self.aligned(rows),
            Expr::Gathered(lines) => self.gathered(lines),
            Expr::Accent { base, sign, stretchy, under } => self.accent(base, *sign, *stretchy, *under),
            Expr::Space(width) => {
                if width.is_finite() {
                    let _ = write!(self.out, "#h({width:.4}em)");
                }
            }
            Expr::Sized(size, body) => self.call(size_name(*size), &[body]),
            Expr::Colored([r, g, b], body) => {
                let _ = write!(self.out, "text(fill: #rgb({r}, {g}, {b}), ");
                self.argument(body);
                self.put(")");
            }
            Expr::Negated(body) => self.call("cancel", &[body]),
            Expr::Boxed(body) => {
                self.put("#box(stroke: 0.05em, inset: 0.25em, baseline: 0.25em)[$display(");
                self.argument(body);
                self.put(")$]");
            }
            Expr::Phantom(body) => {
                self.put("#hide[$");
                self.argument(body);
                self.put("$]");
            }
        }
    }

    fn symbol(&mut self, text: &str, class: Class, face: Face) {
        let signs = leaf::signs(text);
        if signs.is_empty() {
            return;
        }
        let letter = text.chars().all(char::is_alphanumeric);
        match class {
            Class::Ordinary if letter => self.put(&leaf::faced(face, &signs)),
            Class::Fence => {
                let _ = write!(self.out, "mid({signs})");
            }
            Class::Ordinary
            | Class::Binary
            | Class::Relation
            | Class::Large
            | Class::Opening
            | Class::Closing
            | Class::Punctuation => {
                let faced = leaf::faced(face, &signs);
                let _ = write!(self.out, "class(\"{}\", {faced})", leaf::class_name(class));
            }
        }
    }

    /// Words; blanks at their edges would be lost and become non-breaking ones.
    fn words(&mut self, text: &str) {
        let core = text.trim_matches(' ');
        let before = text.len() - text.trim_start_matches(' ').len();
        let behind = if core.is_empty() { 0 } else { text.len() - text.trim_end_matches(' ').len() };
        let words = format!("{}{core}{}", "\u{a0}".repeat(before), "\u{a0}".repeat(behind));
        if !words.is_empty() {
            let _ = write!(self.out, "#{}", leaf::string(&words));
        }
    }

    /// A fraction without a line is a column of two, which is set in the same
    /// size as the parts of a fraction.
    fn fraction(&mut self, numerator: &Expr, denominator: &Expr, line: FractionLine) {
        match line {
            FractionLine::Line => self.call("frac", &[numerator, denominator]),
            FractionLine::None => {
                self.put("vec(delim: #none, ");
                self.argument(numerator);
                self.put(", ");
                self.argument(denominator);
                self.put(")");
            }
        }
    }

    fn scripts(&mut self, base: &Expr, sub: Option<&Expr>, sup: Option<&Expr>, limits: bool) {
        self.put("attach(");
        self.put(if limits { "limits(" } else { "scripts(" });
        if limits && is_arrow(base) {
            self.put("stretch(size: #(100% + 1em), ");
            self.argument(base);
            self.put(")");
        } else {
            self.argument(base);
        }
        self.put(")");
        for (name, part) in [("b", sub), ("t", sup)] {
            if let Some(part) = part {
                let _ = write!(self.out, ", {name}: ");
                self.argument(part);
            }
        }
        self.put(")");
    }

    fn fenced(&mut self, open: Option<char>, close: Option<char>, body: &Expr) {
        if let (Some('('), Some(')'), Expr::Fraction { numerator, denominator, line: FractionLine::None }) =
            (open, close, body)
        {
            return self.call("binom", &[numerator, denominator]);
        }
        self.put("lr(");
        self.delimiter(open, "opening");
        self.expr(body);
        self.delimiter(close, "closing");
        self.put(")");
    }

    /// A delimiter; where there is none an empty box keeps the next sign of the
    /// body from being taken for one.
    fn delimiter(&mut self, delimiter: Option<char>, class: &str) {
        let sign = delimiter.map(|c| leaf::signs(&c.to_string())).unwrap_or_default();
        if sign.is_empty() {
            self.put("#box()");
        } else {
            let _ = write!(self.out, "class(\"{class}\", {sign})");
        }
    }

    fn matrix(&mut self, rows: &[Vec<Expr>], columns: &[Align]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        self.put("mat(delim: #none, ");
        self.grid(rows, width, |writer, cell, column| {
            let align = columns.get(column).or(columns.last()).copied().unwrap_or(Align::Center);
            match align {
                Align::Left => {
                    writer.put("&");
                    writer.expr(cell);
                }
                Align::Right => {
                    writer.expr(cell);
                    writer.put("&");
                }
                Align::Center | Align::Justify => writer.argument(cell),
            }
        });
        self.put(")");
    }

    /// `a, b ; c, d ;`, every row of the same width. The blank matters: directly
    /// behind a literal a semicolon would end the literal.
    fn grid(&mut self, rows: &[Vec<Expr>], width: usize, cell: impl Fn(&mut Self, &Expr, usize)) {
        let nothing = Expr::Row(Vec::new());
        for row in rows {
            for column in 0..width {
                if column > 0 {
                    self.put(", ");
                }
                cell(self, row.get(column).unwrap_or(&nothing), column);
            }
            self.put(" ; ");
        }
    }

    fn cases(&mut self, rows: &[Vec<Expr>], left: bool) {
        self.put("cases(");
        if !left {
            self.put("reverse: #true, ");
        }
        for row in rows {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    self.put("#h(1em)&");
                }
                self.argument(cell);
            }
            if row.is_empty() {
                self.put("#[]");
            }
            self.put(", ");
        }
        self.put(")");
    }

    /// Lines of pairs: each pair of cells is one column with an alignment point
    /// between its halves.
    fn aligned(&mut self, rows: &[Vec<Expr>]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).div_ceil(2);
        if width == 0 {
            return;
        }
        self.put("mat(delim: #none, row-gap: #0.65em, column-gap: #2em, ");
        for row in rows {
            for pair in 0..width {
                if pair > 0 {
                    self.put(", ");
                }
                self.line(row.get(2 * pair), false);
                self.put("&");
                self.line(row.get(2 * pair + 1), true);
            }
            self.put(" ; ");
        }
        self.put(")");
    }

    /// A part whose first operator has an operand before it.
    fn continued(&mut self, part: &Expr) {
        let items = if let Expr::Row(items) = part { items.as_slice() } else { std::slice::from_ref(part) };
        let first = items.iter().position(|item| !matches!(item, Expr::Space(_))).unwrap_or(items.len());
        match items.get(first) {
            Some(Expr::Symbol { text, class: Class::Binary, face }) => {
                items[..first].iter().for_each(|item| self.expr(item));
                let _ = write!(self.out, "class(\"binary\", {})", leaf::faced(*face, &leaf::signs(text)));
                items[first + 1..].iter().for_each(|item| self.expr(item));
            }
            _ => items.iter().for_each(|item| self.expr(item)),
        }
    }

    /// A cell in display style. One that goes on from what stands before it has
    /// its first operator between two operands.
    fn line(&mut self, cell: Option<&Expr>, goes_on: bool) {
        let Some(cell) = cell else { return };
        let before = self.out.len();
        self.put("display(");
        if goes_on {
            self.continued(cell);
        } else {
            self.expr(cell);
        }
        if self.out.len() == before + "display(".len() {
            self.put("#[]");
        }
        self.put(")");
    }

    fn gathered(&mut self, lines: &[Expr]) {
        if lines.is_empty() {
            return;
        }
        self.put("mat(delim: #none, row-gap: #0.65em, ");
        for (index, line) in lines.iter().enumerate() {
            self.line(Some(line), index > 0);
            self.put(" ; ");
        }
        self.put(")");
    }

    fn accent(&mut self, base: &Expr, sign: char, stretchy: bool, under: bool) {
        if let Some(name) = leaf::spreader(sign, under) {
            return self.call(name, &[base]);
        }
        if sign.is_control() {
            return self.expr(base);
        }
        self.put("accent(");
        self.argument(base);
        let _ = write!(self.out, ", #{}", leaf::string(&leaf::accent(sign, under).to_string()));
        if !stretchy {
            self.put(", size: #0%");
        }
        self.put(")");
    }
}

const fn size_name(size: Size) -> &'static str {
    match size {
        Size::Display => "display",
        Size::Text => "inline",
        Size::Script => "script",
        Size::ScriptScript => "sscript",
    }
}

/// Whether a base grows as wide as what stands over and under it.
fn is_arrow(base: &Expr) -> bool {
    matches!(base, Expr::Symbol { text, class: Class::Relation, .. }
        if text.starts_with(|c| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{27f0}'..='\u{27ff}')))
}

#[cfg(test)]
mod tests;

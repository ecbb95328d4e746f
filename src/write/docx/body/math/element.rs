//! Fractions, roots, scripts, operators and accents (ECMA-376-1 §22.1.2).

use super::run::val;
use super::{Writer, run};
use crate::model::math::{Class, Expr, Face, FractionLine};
use crate::ooxml::{Element, Node};

impl Writer {
    /// `<m:name>…</m:name>`.
    pub(super) fn element(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        let inside = self.inside(content);
        self.out.push(Element::new(format!("m:{name}")).holding_all(inside).into());
    }

    /// What `write` writes.
    fn inside(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Node> {
        let outer = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, outer)
    }

    /// An argument. An empty one holds a space without width: Word would show a
    /// dotted box.
    pub(super) fn argument(&mut self, name: &str, expr: &Expr) {
        self.filled(name, |writer| writer.expr(expr));
    }

    /// An element that is not left empty.
    pub(super) fn filled(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.element(name, |writer| {
            let before = writer.out.len();
            content(writer);
            if writer.out.len() == before {
                writer.run("\u{200b}", run::style(Face::Upright));
            }
        });
    }

    /// The properties of a structure; the look of its own signs comes last.
    pub(super) fn properties(&mut self, name: &str, content: impl IntoIterator<Item = Element>) {
        let look = Element::new("m:ctrlPr").holding_all(self.look(true));
        self.out.push(Element::new(format!("m:{name}")).holding_all(content).holding(look).into());
    }

    /// §22.1.2.36.
    pub(super) fn fraction(&mut self, numerator: &Expr, denominator: &Expr, line: FractionLine) {
        let kind = match line {
            FractionLine::Line => val("m:type", "bar"),
            FractionLine::None => val("m:type", "noBar"),
        };
        self.element("f", |writer| {
            writer.properties("fPr", [kind]);
            writer.argument("num", numerator);
            writer.argument("den", denominator);
        });
    }

    /// §22.1.2.88.
    pub(super) fn root(&mut self, radicand: &Expr, index: Option<&Expr>) {
        let hidden = index.is_none().then(|| val("m:degHide", "1"));
        self.element("rad", |writer| {
            writer.properties("radPr", hidden);
            writer.element("deg", |writer| index.iter().for_each(|index| writer.expr(index)));
            writer.argument("e", radicand);
        });
    }

    /// Scripts behind (§22.1.2.101 and following) or under and over a base
    /// (§22.1.2.54, §22.1.2.56).
    pub(super) fn scripts(&mut self, base: &Expr, sub: Option<&Expr>, sup: Option<&Expr>, limits: bool) {
        if limits {
            self.limits(&[base], sub, sup);
        } else {
            self.behind(sub, sup, |writer| writer.expr(base));
        }
    }

    /// Scripts behind a base.
    pub(super) fn behind(&mut self, sub: Option<&Expr>, sup: Option<&Expr>, base: impl FnOnce(&mut Self)) {
        let name = match (sub, sup) {
            (Some(_), Some(_)) => "sSubSup",
            (Some(_), None) => "sSub",
            (None, Some(_)) => "sSup",
            (None, None) => return base(self),
        };
        self.element(name, |writer| {
            writer.properties(&format!("{name}Pr"), []);
            writer.filled("e", base);
            sub.iter().for_each(|sub| writer.argument("sub", sub));
            sup.iter().for_each(|sup| writer.argument("sup", sup));
        });
    }

    /// Scripts before a base (§22.1.2.99).
    pub(super) fn prescripts(&mut self, sub: Option<&Expr>, sup: Option<&Expr>, base: &Expr) {
        let nothing = Expr::Row(Vec::new());
        self.element("sPre", |writer| {
            writer.properties("sPrePr", []);
            writer.argument("sub", sub.unwrap_or(&nothing));
            writer.argument("sup", sup.unwrap_or(&nothing));
            writer.argument("e", base);
        });
    }

    fn limits(&mut self, base: &[&Expr], sub: Option<&Expr>, sup: Option<&Expr>) {
        match (sub, sup) {
            (Some(sub), sup) => self.element("limLow", |writer| {
                writer.properties("limLowPr", []);
                writer.element("e", |writer| writer.limits(base, None, sup));
                writer.argument("lim", sub);
            }),
            (None, Some(sup)) => {
                if let [Expr::Symbol { text, class: Class::Relation, .. }] = base
                    && is_arrow(text)
                {
                    return self.labelled_arrow(text, sup);
                }
                self.element("limUpp", |writer| {
                    writer.properties("limUppPr", []);
                    writer.filled("e", |writer| base.iter().for_each(|part| writer.expr(part)));
                    writer.argument("lim", sup);
                });
            }
            (None, None) => base.iter().for_each(|part| self.expr(part)),
        }
    }

    /// An arrow as wide as the label over it: the label is the base of a group
    /// character (§22.1.2.41), the arrow the character under it.
    fn labelled_arrow(&mut self, arrow: &str, label: &Expr) {
        let arrow = run::clean(arrow);
        self.element("box", |writer| {
            writer.properties("boxPr", [val("m:opEmu", "1")]);
            writer.element("e", |writer| {
                writer.element("groupChr", |writer| {
                    let character = [val("m:chr", arrow), val("m:pos", "bot"), val("m:vertJc", "bot")];
                    writer.properties("groupChrPr", character);
                    writer.argument("e", label);
                });
            });
        });
    }

    /// A sum or an integral with what it acts on (§22.1.2.70).
    pub(super) fn nary(&mut self, operator: &Expr, operand: &[Expr]) {
        let (base, sub, sup, limits) = if let Expr::Scripts { base, sub, sup, limits } = operator {
            (base.as_ref(), sub.as_deref(), sup.as_deref(), *limits)
        } else {
            (operator, None, None, true)
        };
        let sign = if let Expr::Symbol { text, .. } = base { run::clean(text) } else { String::new() };
        let place = if limits { "undOvr" } else { "subSup" };
        let hide = |name: &'static str, part: Option<&Expr>| part.is_none().then(|| val(name, "1"));
        let properties = [val("m:chr", sign), val("m:limLoc", place)]
            .into_iter()
            .chain(hide("m:subHide", sub))
            .chain(hide("m:supHide", sup));
        self.element("nary", |writer| {
            writer.properties("naryPr", properties);
            writer.element("sub", |writer| sub.iter().for_each(|part| writer.expr(part)));
            writer.element("sup", |writer| sup.iter().for_each(|part| writer.expr(part)));
            writer.filled("e", |writer| writer.row(operand));
        });
    }

    /// A function with what it acts on (§22.1.2.39).
    pub(super) fn function(&mut self, function: &Expr, operand: &[Expr]) {
        self.element("func", |writer| {
            writer.properties("funcPr", []);
            writer.argument("fName", function);
            writer.filled("e", |writer| writer.row(operand));
        });
    }

    /// Accents (§22.1.2.1), bars (§22.1.2.7) and braces (§22.1.2.41).
    pub(super) fn accent(&mut self, base: &Expr, ch: char, stretchy: bool, under: bool) {
        match ch {
            '‾' | '_' => {
                let place = if under { "bot" } else { "top" };
                self.mark("bar", [val("m:pos", place)], base);
            }
            '⏞' | '⏟' | '⎴' | '⎵' | '⏜' | '⏝' | '⏠' | '⏡' => self.group_character(ch, under, base),
            ch if under => self.group_character(ch, true, base),
            ch => match combining(ch) {
                Some(mark) => self.mark("acc", [val("m:chr", mark.to_string())], base),
                None if stretchy => self.group_character(ch, false, base),
                None => self.limits(&[base], None, Some(&accent_sign(ch))),
            },
        }
    }

    fn group_character(&mut self, ch: char, under: bool, base: &Expr) {
        let ch = run::clean(&ch.to_string());
        let (place, line) = if under { ("bot", "top") } else { ("top", "bot") };
        let properties = [val("m:chr", ch), val("m:pos", place), val("m:vertJc", line)];
        self.mark("groupChr", properties, base);
    }

    /// A structure of one argument.
    pub(super) fn mark(&mut self, name: &str, properties: impl IntoIterator<Item = Element>, base: &Expr) {
        self.element(name, |writer| {
            writer.properties(&format!("{name}Pr"), properties);
            writer.argument("e", base);
        });
    }

    /// Struck through from corner to corner (§22.1.2.11).
    pub(super) fn struck(&mut self, body: &Expr) {
        let properties =
            ["m:hideTop", "m:hideBot", "m:hideLeft", "m:hideRight", "m:strikeBLTR"].map(|name| val(name, "1"));
        self.mark("borderBox", properties, body);
    }

    pub(super) fn boxed(&mut self, body: &Expr) {
        self.mark("borderBox", [], body);
    }

    /// Room without ink (§22.1.2.81).
    pub(super) fn phantom(&mut self, body: &Expr) {
        self.mark("phant", [val("m:show", "0")], body);
    }
}

fn accent_sign(ch: char) -> Expr {
    Expr::Symbol { text: ch.to_string(), class: Class::Ordinary, face: Face::Upright }
}

fn is_arrow(text: &str) -> bool {
    text.starts_with(|c| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{27f0}'..='\u{27ff}'))
}

/// The combining character that Word keeps for an accent.
const fn combining(ch: char) -> Option<char> {
    Some(match ch {
        '^' => '\u{302}',
        '~' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '⃛' => '\u{20db}',
        '⃜' => '\u{20dc}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '´' => '\u{301}',
        '`' => '\u{300}',
        '→' => '\u{20d7}',
        '←' => '\u{20d6}',
        '↔' => '\u{20e1}',
        '↼' => '\u{20d0}',
        '⇀' => '\u{20d1}',
        _ => return None,
    })
}

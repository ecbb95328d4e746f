//! Fractions, roots, scripts, operators and accents (ECMA-376-1 §22.1.2).

use super::{Writer, run};
use crate::model::math::{Class, Expr, Face, FractionLine};

impl Writer {
    /// `<m:name>…</m:name>`.
    pub(super) fn element(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.put(&format!("<m:{name}>"));
        content(self);
        self.put(&format!("</m:{name}>"));
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
    pub(super) fn properties(&mut self, name: &str, content: &str) {
        let look = self.look(true);
        self.put(&format!("<m:{name}>{content}<m:ctrlPr>{look}</m:ctrlPr></m:{name}>"));
    }

    /// §22.1.2.36.
    pub(super) fn fraction(&mut self, numerator: &Expr, denominator: &Expr, line: FractionLine) {
        let kind = match line {
            FractionLine::Line => r#"<m:type m:val="bar"/>"#,
            FractionLine::None => r#"<m:type m:val="noBar"/>"#,
        };
        self.element("f", |writer| {
            writer.properties("fPr", kind);
            writer.argument("num", numerator);
            writer.argument("den", denominator);
        });
    }

    /// §22.1.2.88.
    pub(super) fn root(&mut self, radicand: &Expr, index: Option<&Expr>) {
        let hidden = if index.is_none() { r#"<m:degHide m:val="1"/>"# } else { "" };
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
            writer.properties(&format!("{name}Pr"), "");
            writer.filled("e", base);
            sub.iter().for_each(|sub| writer.argument("sub", sub));
            sup.iter().for_each(|sup| writer.argument("sup", sup));
        });
    }

    /// Scripts before a base (§22.1.2.99).
    pub(super) fn prescripts(&mut self, sub: Option<&Expr>, sup: Option<&Expr>, base: &Expr) {
        let nothing = Expr::Row(Vec::new());
        self.element("sPre", |writer| {
            writer.properties("sPrePr", "");
            writer.argument("sub", sub.unwrap_or(&nothing));
            writer.argument("sup", sup.unwrap_or(&nothing));
            writer.argument("e", base);
        });
    }

    fn limits(&mut self, base: &[&Expr], sub: Option<&Expr>, sup: Option<&Expr>) {
        match (sub, sup) {
            (Some(sub), sup) => self.element("limLow", |writer| {
                writer.properties("limLowPr", "");
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
                    writer.properties("limUppPr", "");
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
        let arrow = run::escape(arrow);
        self.element("box", |writer| {
            writer.properties("boxPr", r#"<m:opEmu m:val="1"/>"#);
            writer.element("e", |writer| {
                writer.element("groupChr", |writer| {
                    let character =
                        format!("<m:chr m:val=\"{arrow}\"/><m:pos m:val=\"bot\"/><m:vertJc m:val=\"bot\"/>");
                    writer.properties("groupChrPr", &character);
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
        let sign = if let Expr::Symbol { text, .. } = base { run::escape(text) } else { String::new() };
        let place = if limits { "undOvr" } else { "subSup" };
        let hide = |name: &str, part: Option<&Expr>| {
            if part.is_none() { format!("<m:{name}Hide m:val=\"1\"/>") } else { String::new() }
        };
        let properties =
            format!("<m:chr m:val=\"{sign}\"/><m:limLoc m:val=\"{place}\"/>{}{}", hide("sub", sub), hide("sup", sup));
        self.element("nary", |writer| {
            writer.properties("naryPr", &properties);
            writer.element("sub", |writer| sub.iter().for_each(|part| writer.expr(part)));
            writer.element("sup", |writer| sup.iter().for_each(|part| writer.expr(part)));
            writer.filled("e", |writer| writer.row(operand));
        });
    }

    /// A function with what it acts on (§22.1.2.39).
    pub(super) fn function(&mut self, function: &Expr, operand: &[Expr]) {
        self.element("func", |writer| {
            writer.properties("funcPr", "");
            writer.argument("fName", function);
            writer.filled("e", |writer| writer.row(operand));
        });
    }

    /// Accents (§22.1.2.1), bars (§22.1.2.7) and braces (§22.1.2.41).
    pub(super) fn accent(&mut self, base: &Expr, sign: char, stretchy: bool, under: bool) {
        match sign {
            '‾' | '_' => {
                let place = if under { "bot" } else { "top" };
                self.mark("bar", &format!("<m:pos m:val=\"{place}\"/>"), base);
            }
            '⏞' | '⏟' | '⎴' | '⎵' | '⏜' | '⏝' | '⏠' | '⏡' => self.group_character(sign, under, base),
            sign if under => self.group_character(sign, true, base),
            sign => match combining(sign) {
                Some(mark) => self.mark("acc", &format!("<m:chr m:val=\"{mark}\"/>"), base),
                None if stretchy => self.group_character(sign, false, base),
                None => self.limits(&[base], None, Some(&accent_sign(sign))),
            },
        }
    }

    fn group_character(&mut self, sign: char, under: bool, base: &Expr) {
        let sign = run::escape(&sign.to_string());
        let (place, line) = if under { ("bot", "top") } else { ("top", "bot") };
        let properties = format!("<m:chr m:val=\"{sign}\"/><m:pos m:val=\"{place}\"/><m:vertJc m:val=\"{line}\"/>");
        self.mark("groupChr", &properties, base);
    }

    /// A structure of one argument.
    pub(super) fn mark(&mut self, name: &str, properties: &str, base: &Expr) {
        self.element(name, |writer| {
            writer.properties(&format!("{name}Pr"), properties);
            writer.argument("e", base);
        });
    }

    /// Struck through from corner to corner (§22.1.2.11).
    pub(super) fn struck(&mut self, body: &Expr) {
        let properties = "<m:hideTop m:val=\"1\"/><m:hideBot m:val=\"1\"/><m:hideLeft m:val=\"1\"/>\
                          <m:hideRight m:val=\"1\"/><m:strikeBLTR m:val=\"1\"/>";
        self.mark("borderBox", properties, body);
    }

    pub(super) fn boxed(&mut self, body: &Expr) {
        self.mark("borderBox", "", body);
    }

    /// Room without ink (§22.1.2.81).
    pub(super) fn phantom(&mut self, body: &Expr) {
        self.mark("phant", r#"<m:show m:val="0"/>"#, body);
    }
}

fn accent_sign(sign: char) -> Expr {
    Expr::Symbol { text: sign.to_string(), class: Class::Ordinary, face: Face::Upright }
}

fn is_arrow(text: &str) -> bool {
    text.starts_with(|c| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{27f0}'..='\u{27ff}'))
}

/// The combining character that Word keeps for an accent.
const fn combining(sign: char) -> Option<char> {
    Some(match sign {
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

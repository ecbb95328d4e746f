//! Operators and relations: their names and classes, and what stands over and under
//! them.

use std::ops::Range;

use super::parser::{Atom, Context, Limits, Outcome, Parser, fence, is_nothing, nothing, row, slashed};
use super::{environment, negation, symbol};
use crate::model::math::{Class, Expr, Face};

impl Parser<'_> {
    pub(super) fn arrow(&mut self, name: &str, arrow: char, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let before = self.cursor.at();
        let below = match self.cursor.raw_option() {
            Some(text) => {
                let at = self.cursor.at() - 1 - text.len();
                Some(Box::new(self.nested(text, at.max(before), context)?))
            }
            None => None,
        };
        let above = self.argument(context.text(), &slashed(name), range)?;
        let base = Box::new(symbol::sign(arrow.into(), Class::Relation, Face::Default));
        let above = (!is_nothing(&above)).then(|| Box::new(above));
        if below.is_none() && above.is_none() {
            return Ok((*base).into());
        }
        Ok(Expr::Scripts { base, sub: below, sup: above, limits: true }.into())
    }

    pub(super) fn substack(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        if !self.cursor.eat('{') {
            return Err(self.fault(range, "\\substack lacks its lines").boxed());
        }
        let rows = self.lines(context.text())?;
        if !self.cursor.eat('}') {
            return Err(self.unclosed("\\substack{", range));
        }
        Ok(environment::stack(rows).into())
    }

    pub(super) fn over_under(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let of = slashed(name);
        let first = Some(Box::new(self.argument(context.text(), &of, range.clone())?));
        let second = match name {
            "overunderset" => Some(Box::new(self.argument(context.text(), &of, range.clone())?)),
            _ => None,
        };
        let base = Box::new(self.argument(context, &of, range)?);
        let (sub, sup) = if name == "underset" { (first, None) } else { (second, first) };
        Ok(Expr::Scripts { base, sub, sup, limits: true }.into())
    }

    /// `\prescript{above}{below}{base}`: scripts without a base stand before the
    /// next part.
    pub(super) fn prescript(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let of = "\\prescript";
        let mut script = || -> Outcome<Option<Box<Expr>>> {
            let script = self.argument(context.text(), of, range.clone())?;
            Ok((!is_nothing(&script)).then(|| Box::new(script)))
        };
        let (sup, sub) = (script()?, script()?);
        let scripts = Expr::Scripts { base: Box::new(nothing()), sub, sup, limits: false };
        Ok(Expr::Row(vec![scripts, self.argument(context, of, range)?]).into())
    }

    pub(super) fn operator(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let star = self.cursor.rest().starts_with('*') && self.cursor.eat('*');
        let limits = if star || name != "operatorname" { Limits::InDisplay } else { Limits::Never };
        let before = self.cursor;
        if let Some(text) = self.cursor.raw_argument()
            && let Some(words) = operator_name(text)
        {
            return Ok(Atom { expr: Expr::Function(words), limits });
        }
        self.cursor = before;
        let face = if name == "mathop" { context.face } else { Face::Upright };
        let expr = match self.argument(Context { face, ..context }, &slashed(name), range)? {
            Expr::Symbol { text, class: Class::Ordinary, face } => Expr::Symbol { text, class: Class::Large, face },
            expr => upright_word(&expr).map_or(expr, Expr::Function),
        };
        Ok(Atom { expr, limits })
    }

    pub(super) fn modulus(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let body = self.argument(context, &slashed(name), range)?;
        let mut items = vec![Expr::Space(if context.display { 1.0 } else { 0.44 })];
        if name != "mod" {
            items.push(fence('(', Class::Opening));
        }
        if name != "pod" {
            items.extend([Expr::Function("mod".into()), Expr::Space(0.33)]);
        }
        items.push(body);
        if name != "mod" {
            items.push(fence(')', Class::Closing));
        }
        Ok(modulo(items))
    }
}

/// A limit with a line or an arrow over or under its name.
pub(super) fn marked_limit(sign: char, under: bool) -> Atom {
    let base = Box::new(Expr::Function("lim".into()));
    Atom { expr: Expr::Accent { base, sign, stretchy: true, under }, limits: Limits::InDisplay }
}

/// `∫⋯∫`.
pub(super) fn many_integrals() -> Atom {
    let integral = || fence('∫', Class::Large);
    row(vec![integral(), fence('⋯', Class::Ordinary), integral()]).into()
}

pub(super) fn modulo(items: Vec<Expr>) -> Atom {
    row(items).into()
}

/// The words of an operator name, or `None` if it is more than words.
fn operator_name(text: &str) -> Option<String> {
    let text = text.replace("\\,", " ").replace("\\ ", " ").replace('~', " ");
    let text = text.trim();
    let plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '*'));
    plain.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The word that upright letters make, such as of `\mathrm{Res}`.
fn upright_word(expr: &Expr) -> Option<String> {
    let Expr::Row(items) = expr else { return None };
    let letter = |item: &Expr| match item {
        Expr::Symbol { text, class: Class::Ordinary, face: Face::Upright } => Some(text.clone()),
        Expr::Space(_) => Some(" ".to_owned()),
        _ => None,
    };
    items.iter().map(letter).collect::<Option<String>>().filter(|word| !word.trim().is_empty())
}

/// A part struck through: a sign becomes the negated one.
pub(super) fn negated(body: Expr) -> Expr {
    match body {
        Expr::Symbol { text, class, face } => Expr::Symbol { text: negation::negated(&text), class, face },
        body => Expr::Negated(Box::new(body)),
    }
}

/// A sign with the class of `\mathbin` and the like.
pub(super) fn classed(name: &str, body: Expr) -> Expr {
    let class = match name {
        "mathbin" => Class::Binary,
        "mathrel" => Class::Relation,
        "mathopen" => Class::Opening,
        "mathclose" => Class::Closing,
        "mathpunct" => Class::Punctuation,
        _ => Class::Ordinary,
    };
    match body {
        Expr::Symbol { text, face, .. } => Expr::Symbol { text, class, face },
        body => body,
    }
}

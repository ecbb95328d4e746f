//! Commands that take arguments or change what follows.

use crate::diag::message;
use std::ops::Range;

use super::cursor::Token;
use super::macros::is_defining;
use super::numbering;
use super::parser::{Atom, Context, Limits, Outcome, Parser, is_nothing, nothing, row};
use super::table::{accent, arrow, delimiter_of, is_brace, math_face, scale};
use super::words::{self, Part};
use super::{environment, negation, packages, standard, symbol};
use crate::model::math::{Class, Expr, Face, FractionLine, Size};

impl Parser<'_> {
    /// Takes a command that changes the face of the rest of the group.
    pub(super) fn declaration(&mut self, name: &str, context: &mut Context) -> bool {
        let face = match name {
            "rm" | "normalfont" | "mathrmfamily" => Face::Upright,
            "bf" | "bfseries" => Face::Bold,
            "it" | "itshape" => Face::Italic,
            "sf" => Face::SansSerif,
            "tt" => Face::Monospace,
            "cal" => Face::Script,
            "boldmath" => {
                context.bold = true;
                self.cursor.next();
                return true;
            }
            _ => return false,
        };
        context.face = face;
        self.cursor.next();
        true
    }

    /// Takes a command that changes the size or the colour of the rest of the
    /// group, with that rest.
    pub(super) fn switch(&mut self, name: &str, context: Context, range: Range<usize>) -> Outcome<Option<Expr>> {
        let size = match name {
            "displaystyle" => Size::Display,
            "textstyle" => Size::Text,
            "scriptstyle" => Size::Script,
            "scriptscriptstyle" => Size::ScriptScript,
            "color" => {
                self.cursor.next();
                let color = self.color(range.clone());
                let level = self.enter(range)?;
                let rest = row(self.row(context)?);
                self.leave(level);
                return Ok(Some(colored(color, rest)));
            }
            _ => return Ok(None),
        };
        self.cursor.next();
        let level = self.enter(range)?;
        let rest = row(self.row(Context { display: size == Size::Display, ..context })?);
        self.leave(level);
        Ok(Some(if is_nothing(&rest) { rest } else { Expr::Sized(size, Box::new(rest)) }))
    }

    /// Reads what belongs to a command, which is taken.
    pub(super) fn command(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        if let Some(command) = self.macros.get(name).cloned() {
            return self.expand(&command, name, range, context);
        }
        if is_defining(name) {
            let start = self.cursor;
            return match self.macros.define(name, &mut self.cursor) {
                true => Ok(nothing().into()),
                false => {
                    let message = message!("the definition behind \\{name} is not understood", name);
                    let fault = self.fault(range, message).harmless();
                    self.faults.push(fault);
                    self.cursor = start;
                    Ok(Expr::Text(slashed(name)).into())
                }
            };
        }
        if let Some(face) = math_face(name) {
            let inner = Context { face, bold: context.bold, ..context };
            return Ok(self.argument(inner, &slashed(name), range)?.into());
        }
        if let Some((sign, stretchy, under)) = accent(name) {
            let base = Box::new(self.argument(context, &slashed(name), range)?);
            let limits = if is_brace(sign) { Limits::Always } else { Limits::Never };
            return Ok(Atom { expr: Expr::Accent { base, sign, stretchy, under }, limits });
        }
        if let Some(scale) = scale(name) {
            return self.sized_delimiter(name, scale, range);
        }
        if let Some(arrow) = arrow(name) {
            return self.arrow(name, arrow, range, context);
        }
        match name {
            "frac" | "dfrac" | "tfrac" | "cfrac" | "binom" | "dbinom" | "tbinom" => self.fraction(name, range, context),
            "genfrac" => self.general_fraction(range, context),
            "sqrt" => self.root(range, context),
            "left" => self.fenced(range, context),
            "middle" => Ok(self.delimiter(name, range)?.map_or_else(nothing, |c| fence(c, Class::Fence)).into()),
            "begin" => self.environment(range, context),
            "substack" => self.substack(range, context),
            "overset" | "stackrel" | "underset" | "overunderset" => self.over_under(name, range, context),
            "prescript" => self.prescript(range, context),
            name if packages::COMMANDS.contains(&name) => self.package_command(name, range, context),
            "hyphen" => Ok(Expr::Text("-".into()).into()),
            "sideset" => self.side_set(range, context),
            "textcircled" => Ok(self.circled(range)?.into()),
            "varlimsup" => Ok(marked_limit('‾', false)),
            "varliminf" => Ok(marked_limit('_', true)),
            "varinjlim" => Ok(marked_limit('→', true)),
            "varprojlim" => Ok(marked_limit('←', true)),
            "idotsint" => Ok(many_integrals()),
            "operatorname" | "operatorname*" | "mathop" => self.operator(name, range, context),
            "mathord" | "mathbin" | "mathrel" | "mathopen" | "mathclose" | "mathpunct" | "mathinner" => {
                let body = self.argument(context, &slashed(name), range)?;
                Ok(classed(name, body).into())
            }
            "boldsymbol" | "bm" | "pmb" => {
                Ok(self.argument(Context { bold: true, ..context }, &slashed(name), range)?.into())
            }
            "textcolor" => {
                let color = self.color(range.clone());
                let body = self.argument(context, &slashed(name), range)?;
                Ok(colored(color, body).into())
            }
            "not" => {
                let body = self.argument(context, &slashed(name), range)?;
                Ok(negated(body).into())
            }
            "cancel" | "bcancel" | "xcancel" => {
                Ok(Expr::Negated(Box::new(self.argument(context, &slashed(name), range)?)).into())
            }
            "phantom" | "hphantom" | "vphantom" => {
                Ok(Expr::Phantom(Box::new(self.argument(context, &slashed(name), range)?)).into())
            }
            "boxed" | "fbox" => Ok(Expr::Boxed(Box::new(self.argument(context, &slashed(name), range)?)).into()),
            "bmod" => Ok(modulo(vec![Expr::Space(0.22), Expr::Function("mod".into()), Expr::Space(0.22)])),
            "pmod" | "pod" | "mod" => self.modulus(name, range, context),
            "text" | "textrm" | "textup" | "textnormal" | "textbf" | "textit" | "textsf" | "texttt" | "mbox"
            | "hbox" | "mathtext" => self.text(name, range, context),
            "hspace" | "hskip" | "kern" | "mkern" | "mskip" | "mspace" => Ok(self.space(name, range).into()),
            "label" | "tag" | "nonumber" | "notag" => Ok(self.number_command(name).into()),
            "ensuremath" | "mathstrut" | "strut" | "relax" | "allowbreak" | "nobreak" | "displaylimits" | "limits"
            | "nolimits" | "null" | "hfill" => Ok(nothing().into()),
            "mathclap" | "mathllap" | "mathrlap" | "smash" | "clap" | "llap" | "rlap" | "vcenter" => {
                self.cursor.raw_option();
                Ok(self.argument(context, &slashed(name), range)?.into())
            }
            " " | "nobreakspace" | "space" => Ok(Expr::Space(0.25).into()),
            "\n" | "\r" | "\t" | "/" | "-" | "" => Ok(nothing().into()),
            "csch" | "sech" | "arccot" | "arcsec" | "arccsc" | "arsinh" | "arcosh" | "artanh" => {
                Ok(Expr::Function(name.into()).into())
            }
            "argmax" | "argmin" | "injlim" | "projlim" | "lcm" | "esssup" => {
                let text = match name {
                    "argmax" => "arg max",
                    "argmin" => "arg min",
                    "injlim" => "inj lim",
                    "projlim" => "proj lim",
                    "esssup" => "ess sup",
                    name => name,
                };
                Ok(Atom { expr: Expr::Function(text.into()), limits: Limits::InDisplay })
            }
            name => match standard::command(name) {
                Some(command) => self.expand(&command, name, range, context),
                None => Ok(self.symbol(name, range, context)),
            },
        }
    }

    fn fraction(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        if name == "cfrac" {
            self.cursor.raw_option();
        }
        let inner = Context { display: name == "cfrac" && context.display, ..context };
        let above = self.argument(inner, &slashed(name), range.clone())?;
        let below = self.argument(inner, &slashed(name), range)?;
        let (above, below) = match name {
            "cfrac" => (in_size(Size::Display, above), in_size(Size::Display, below)),
            _ => (above, below),
        };
        let binomial = name.ends_with("binom");
        let line = if binomial { FractionLine::None } else { FractionLine::Line };
        let mut expr = Expr::Fraction { numerator: Box::new(above), denominator: Box::new(below), line };
        if binomial {
            expr = Expr::Fenced { open: Some('('), close: Some(')'), body: Box::new(expr) };
        }
        Ok(match name {
            "dfrac" | "dbinom" | "cfrac" => in_size(Size::Display, expr),
            "tfrac" | "tbinom" => in_size(Size::Text, expr),
            _ => expr,
        }
        .into())
    }

    fn general_fraction(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let open = self.raw_delimiter();
        let close = self.raw_delimiter();
        let thickness = self.cursor.raw_argument().unwrap_or_default().trim().to_owned();
        let size = self.cursor.raw_argument().unwrap_or_default().trim().to_owned();
        let numerator = Box::new(self.argument(context.text(), "\\genfrac", range.clone())?);
        let denominator = Box::new(self.argument(context.text(), "\\genfrac", range)?);
        let line = if thickness.starts_with('0') { FractionLine::None } else { FractionLine::Line };
        let mut expr = Expr::Fraction { numerator, denominator, line };
        if open.is_some() || close.is_some() {
            expr = Expr::Fenced { open, close, body: Box::new(expr) };
        }
        Ok(match size.as_str() {
            "0" => in_size(Size::Display, expr),
            "1" => in_size(Size::Text, expr),
            "2" => in_size(Size::Script, expr),
            "3" => in_size(Size::ScriptScript, expr),
            _ => expr,
        }
        .into())
    }

    /// The delimiter of an argument of `\genfrac`, which may be empty.
    fn raw_delimiter(&mut self) -> Option<char> {
        let text = self.cursor.raw_argument()?.trim();
        match text.strip_prefix('\\') {
            Some(name) => delimiter_of(Token::Command(name)),
            None => text.chars().next().and_then(|c| delimiter_of(Token::Char(c))),
        }
    }

    fn root(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let index = match self.cursor.peek() {
            Some((Token::Char('['), _)) => {
                let before = self.cursor.at();
                match self.cursor.raw_option() {
                    Some(text) => {
                        let skipped = self.cursor.at() - 1 - text.len() - before;
                        Some(Box::new(self.nested(text, before + skipped, context)?))
                    }
                    None => return Err(self.fault(range, "the index of \\sqrt is not closed").boxed()),
                }
            }
            _ => None,
        };
        let radicand = Box::new(self.argument(context, "\\sqrt", range)?);
        Ok(Expr::Root { radicand, index }.into())
    }

    fn fenced(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let open = self.delimiter("left", range.clone())?;
        let body = row(self.row(context)?);
        match self.cursor.peek() {
            Some((Token::Command("right"), end)) => {
                self.cursor.next();
                let close = self.delimiter("right", end)?;
                Ok(Expr::Fenced { open, close, body: Box::new(body) }.into())
            }
            _ => Err(self.unclosed("\\left", range)),
        }
    }

    /// A delimiter; `.` is none.
    fn delimiter(&mut self, of: &str, range: Range<usize>) -> Outcome<Option<char>> {
        let Some((token, at)) = self.cursor.next() else {
            return Err(self.fault(range, message!("\\{of} lacks its delimiter", of)).boxed());
        };
        if token == Token::Char('.') {
            return Ok(None);
        }
        match delimiter_of(token) {
            Some(c) => Ok(Some(c)),
            None => Err(self.fault(range.start..at.end, message!("\\{of} is not followed by a delimiter", of)).boxed()),
        }
    }

    fn sized_delimiter(&mut self, name: &str, scale: f32, range: Range<usize>) -> Outcome<Atom> {
        let Some(text) = self.delimiter(name, range)? else {
            return Ok(nothing().into());
        };
        let class = match name.chars().last() {
            Some('l') => Class::Opening,
            Some('r') => Class::Closing,
            Some('m') => Class::Fence,
            _ => match symbol::character(text) {
                symbol::Meaning::Sign(_, class @ (Class::Opening | Class::Closing)) => class,
                _ => Class::Ordinary,
            },
        };
        Ok(Expr::SizedDelimiter { text, class, scale }.into())
    }

    fn arrow(&mut self, name: &str, arrow: char, range: Range<usize>, context: Context) -> Outcome<Atom> {
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

    fn substack(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        if !self.cursor.eat('{') {
            return Err(self.fault(range, "\\substack lacks its lines").boxed());
        }
        let rows = self.lines(context.text())?;
        if !self.cursor.eat('}') {
            return Err(self.unclosed("\\substack{", range));
        }
        Ok(environment::stack(rows).into())
    }

    fn over_under(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
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
    fn prescript(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let of = "\\prescript";
        let mut script = || -> Outcome<Option<Box<Expr>>> {
            let script = self.argument(context.text(), of, range.clone())?;
            Ok((!is_nothing(&script)).then(|| Box::new(script)))
        };
        let (sup, sub) = (script()?, script()?);
        let scripts = Expr::Scripts { base: Box::new(nothing()), sub, sup, limits: false };
        Ok(Expr::Row(vec![scripts, self.argument(context, of, range)?]).into())
    }

    fn operator(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
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

    fn modulus(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
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

    fn text(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let Some(source) = self.cursor.raw_argument() else {
            return Err(self.fault(range, message!("\\{name} lacks its text in braces", name)).boxed());
        };
        let at = self.cursor.at() - 1 - source.len();
        let face = match name {
            "textbf" => Some(Face::Bold),
            "textit" => Some(Face::Italic),
            "textsf" => Some(Face::SansSerif),
            "texttt" => Some(Face::Monospace),
            _ => None,
        };
        let mut items = Vec::new();
        for part in words::parts(source) {
            match part {
                Part::Words(words) => match face {
                    Some(face) => items.extend(words::in_face(&words, face)),
                    None => items.push(Expr::Text(words)),
                },
                Part::Formula(formula, start) => items.push(self.nested(formula, at + start, context)?),
                Part::Unknown(name, start) => {
                    let name = self.unknown(name, at + start..at + start + 1 + name.len());
                    items.push(name);
                }
            }
        }
        Ok(row(items).into())
    }

    fn space(&mut self, name: &str, range: Range<usize>) -> Expr {
        self.cursor.eat('*');
        let rest = self.cursor.rest();
        let text = match self.cursor.raw_argument() {
            Some(text) => text,
            None => {
                let blanks = rest.len() - rest.trim_start().len();
                let number = rest[blanks..]
                    .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ',' | ' ')))
                    .unwrap_or(rest.len() - blanks);
                let end = blanks + number + 2;
                if rest.get(..end).is_some() {
                    self.cursor.advance(end);
                }
                rest.get(..end).unwrap_or_default()
            }
        };
        match symbol::length(text) {
            Some(width) => Expr::Space(width),
            None => {
                let fault = self.fault(range, message!("\\{name} is not followed by a length", name));
                self.faults.push(fault);
                nothing()
            }
        }
    }

    /// Numbers and labels stand beside the formula, and are read with its block;
    /// a typed number that has no place there stands in its line.
    fn number_command(&mut self, name: &str) -> Expr {
        match name {
            "label" => {
                self.cursor.raw_argument();
            }
            "tag" => {
                if let Some(tag) = numbering::tag(&mut self.cursor).filter(|_| self.tags_inside) {
                    let text = if tag.bare { tag.text } else { format!("({})", tag.text) };
                    return Expr::Row(vec![Expr::Space(2.0), Expr::Text(text)]);
                }
            }
            _ => {}
        }
        nothing()
    }

    fn color(&mut self, range: Range<usize>) -> Option<[u8; 3]> {
        let name = self.cursor.raw_argument().unwrap_or_default().trim();
        let color = symbol::color(name);
        if color.is_none() {
            let fault = self.fault(range, message!("unknown colour “{name}” in the formula", name)).harmless();
            self.faults.push(fault);
        }
        color
    }
}

fn slashed(name: &str) -> String {
    format!("\\{name}")
}

fn fence(c: char, class: Class) -> Expr {
    symbol::sign(c.into(), class, Face::Default)
}

/// A limit with a line or an arrow over or under its name.
fn marked_limit(sign: char, under: bool) -> Atom {
    let base = Box::new(Expr::Function("lim".into()));
    Atom { expr: Expr::Accent { base, sign, stretchy: true, under }, limits: Limits::InDisplay }
}

/// `∫⋯∫`.
fn many_integrals() -> Atom {
    let integral = || fence('∫', Class::Large);
    row(vec![integral(), fence('⋯', Class::Ordinary), integral()]).into()
}

fn modulo(items: Vec<Expr>) -> Atom {
    row(items).into()
}

fn in_size(size: Size, expr: Expr) -> Expr {
    Expr::Sized(size, Box::new(expr))
}

fn colored(color: Option<[u8; 3]>, body: Expr) -> Expr {
    match color {
        Some(color) if !is_nothing(&body) => Expr::Colored(color, Box::new(body)),
        _ => body,
    }
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
fn negated(body: Expr) -> Expr {
    match body {
        Expr::Symbol { text, class, face } => Expr::Symbol { text: negation::negated(&text), class, face },
        body => Expr::Negated(Box::new(body)),
    }
}

/// A sign with the class of `\mathbin` and the like.
fn classed(name: &str, body: Expr) -> Expr {
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

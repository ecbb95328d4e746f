//! Commands that take arguments or change what follows.

use std::ops::Range;

use super::macros::is_defining;
use super::numbering;
use super::operator::{classed, many_integrals, marked_limit, modulo, negated};
use super::parser::{Atom, Context, Limits, Outcome, Parser, fence, is_nothing, nothing, row, slashed};
use super::table::{accent, arrow, is_brace, math_face, scale};
use super::words::{self, Part};
use super::{packages, standard, symbol};
use crate::diag::message;
use crate::model::math::{Class, Expr, Face, Size};

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
            "mathchoice" => self.style_choice(name, range, context),
            "eqref" | "ref" => self.reference(name, range),
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

    /// One of four forms: the first where the formula stands by itself, the second
    /// elsewhere; the smaller ones of scripts are made of it.
    fn style_choice(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let chosen = usize::from(!context.display);
        let mut body = nothing();
        for at in 0..4 {
            if at == chosen {
                body = self.argument(context, &slashed(name), range.clone())?;
            } else if self.cursor.raw_argument().is_none() {
                self.lacks_argument(name, range);
                break;
            }
        }
        Ok(body.into())
    }

    /// The number of another formula.
    fn reference(&mut self, name: &str, range: Range<usize>) -> Outcome<Atom> {
        let Some(id) = self.cursor.raw_argument().map(str::trim).filter(|id| !id.is_empty()) else {
            self.lacks_argument(name, range);
            return Ok(Expr::Text(slashed(name)).into());
        };
        let text = format!("\\{name}{{{id}}}");
        Ok(Expr::Reference { id: id.to_owned(), bracketed: name == "eqref", text, anchor: None }.into())
    }

    fn lacks_argument(&mut self, name: &str, range: Range<usize>) {
        let fault = self.fault(range, message!("\\{name} lacks an argument", name)).harmless();
        self.faults.push(fault);
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

fn colored(color: Option<[u8; 3]>, body: Expr) -> Expr {
    match color {
        Some(color) if !is_nothing(&body) => Expr::Colored(color, Box::new(body)),
        _ => body,
    }
}

//! Numbers and units of siunitx (`\qty{3e8}{\metre\per\second}`) become numbers
//! and upright signs.
//!
//! What a unit's name means stands in `unit_names`, how a number is read in `numbers`.

use super::cursor::{Cursor, Token};
use super::numbers::{number, raised};
use super::parser::{Parser, row};
use super::unit_options::Per;
use super::{symbol, unit_names};
use crate::diag::message;
use crate::model::math::{Class, Expr, Face, FractionLine};

/// The space between a number and its unit, and between units, in units of the
/// font size.
const THIN: f32 = 1.0 / 6.0;

/// What a sign is a part of.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    /// A letter of a unit that is spelt out.
    #[default]
    Letter,
    /// A prefix, which waits for its unit.
    Prefix,
    /// A whole unit, which nothing but a power follows.
    Unit,
}

/// A unit on its way.
#[derive(Default)]
struct Unit {
    sign: String,
    /// What its last sign was.
    last: Part,
    power: String,
    divides: bool,
    /// What stands low behind it, such as the substance of `\of{pol}`.
    qualifier: String,
    /// Whether its sign is that of a constant.
    constant: bool,
    /// Whether it is struck through.
    struck: bool,
    color: Option<[u8; 3]>,
}

/// The signs of a unit.
#[derive(Default)]
struct Signs {
    above: Vec<Expr>,
    /// What it divides by, where that is not said with powers.
    below: Vec<Expr>,
    splits: bool,
    /// Whether a dot stands between units.
    dotted: bool,
}

impl Signs {
    /// All of them, as it is asked.
    fn joined(self, per: Per) -> Vec<Expr> {
        let Self { mut above, mut below, .. } = self;
        if below.is_empty() {
            return above;
        }
        if above.is_empty() {
            above.push(Expr::Number { text: "1".into(), face: Face::Default });
        }
        if per == Per::Fraction {
            let (numerator, denominator) = (Box::new(row(above)), Box::new(row(below)));
            return vec![Expr::Fraction { numerator, denominator, line: FractionLine::Line }];
        }
        if per == Per::Repeated {
            for unit in below.into_iter().filter(|unit| !is_product(unit)) {
                above.extend([symbol::sign("/".into(), Class::Ordinary, Face::Default), unit]);
            }
            return above;
        }
        above.push(symbol::sign("/".into(), Class::Ordinary, Face::Default));
        // m/(s kg)
        if below.len() > 1 {
            below.insert(0, bracket("(", Class::Opening));
            below.push(bracket(")", Class::Closing));
        }
        above.extend(below);
        above
    }
}

impl Parser<'_> {
    /// A number with its unit, of which the argument was taken last.
    pub(super) fn quantity(&mut self, number: &str, unit: &str, at: usize) -> Expr {
        let complex = number.trim_end().ends_with(['i', 'j']);
        let uncertain = complex || ["+-", "\\pm", "±"].iter().any(|sign| number.contains(sign));
        let uncertain = uncertain || (self.macros.units.separate && number.contains('('));
        let written = number;
        let number = self::number(number, &self.macros.units);
        // The unit belongs to the number and to its uncertainty.
        let mut items = match uncertain {
            true => vec![bracket("(", Class::Opening), number, bracket(")", Class::Closing)],
            false => vec![number],
        };
        match written.trim() {
            "" => items = self.unit_signs(unit, at),
            _ => items.extend(self.unit_behind(unit, at)),
        }
        Expr::Row(items)
    }

    /// A number with a unit as mhchem's `\pu` has them; `//` is a fraction.
    pub(super) fn plain_quantity(&mut self, number: &str, unit: &str, at: usize) -> Expr {
        let number = number.replace('e', "*10^");
        let Some((above, below)) = unit.split_once("//") else {
            return self.quantity(&number, &plain_unit(unit), at);
        };
        let numerator = Box::new(row(self.unit_signs(&plain_unit(above), at)));
        let denominator = Box::new(row(self.unit_signs(&plain_unit(below), at + above.len() + 2)));
        let unit = Expr::Fraction { numerator, denominator, line: FractionLine::Line };
        Expr::Row(vec![self::number(&number, &self.macros.units), Expr::Space(THIN), unit])
    }

    /// Numbers with a cross between them, each with the unit.
    pub(super) fn product(&mut self, numbers: &[&str], unit: &str, at: usize) -> Expr {
        let mut items = Vec::new();
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                items.push(symbol::sign("×".into(), Class::Binary, Face::Default));
            }
            items.push(self.quantity(number, unit, at));
        }
        row(items)
    }

    /// Numbers of a range or a list with the unit of all; the sign of an angle or of
    /// percent stands behind each.
    pub(super) fn many(&mut self, numbers: &[&str], between: &str, unit: &str, at: usize) -> Expr {
        let touches = touches(unit) || unit.trim() == "\\percent" || unit.trim() == "\\%";
        let mut items = Vec::new();
        for (index, number) in numbers.iter().enumerate() {
            match (index, between) {
                (0, _) => {}
                (_, ",") => items.push(symbol::sign(",".into(), Class::Punctuation, Face::Default)),
                _ => {
                    // A dash must not join the sign behind it.
                    let signed = numbers.iter().any(|number| number.trim().starts_with(['-', '−', '+']));
                    let space = signed.then_some(Expr::Space(THIN));
                    items.extend(space.clone());
                    items.push(symbol::sign(between.into(), Class::Ordinary, Face::Default));
                    items.extend(space);
                }
            }
            items.push(self::number(number, &self.macros.units));
            if touches && index + 1 < numbers.len() {
                items.extend(self.unit_behind(unit, at));
            }
        }
        items.extend(self.unit_behind(unit, at));
        row(items)
    }

    /// A unit with the space before it.
    fn unit_behind(&mut self, unit: &str, at: usize) -> Vec<Expr> {
        let signs = self.unit_signs(unit, at);
        let spaced = !signs.is_empty() && !touches(unit);
        spaced.then_some(Expr::Space(THIN)).into_iter().chain(signs).collect()
    }

    /// The signs of a unit that begins at byte `at`.
    pub(super) fn unit_signs(&mut self, text: &str, at: usize) -> Vec<Expr> {
        let per = self.macros.units.per;
        let dotted = self.macros.units.dotted;
        let mut signs = Signs { splits: per != Per::Power, dotted, ..Signs::default() };
        let spelt = self.macros.units.spelt_out(text);
        // What is wrong in a declared unit is told at the whole.
        let whole = spelt.is_some().then(|| at..at + text.len());
        let text = spelt.as_deref().unwrap_or(text);
        let mut unit = Unit::default();
        let mut cursor = Cursor::new(text);
        loop {
            let rest = cursor.rest();
            let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || ".~·⋅".contains(c));
            if behind.len() < rest.len() {
                cursor.advance(rest.len() - behind.len());
                // `\kilo \metre` is one unit.
                if unit.last != Part::Prefix {
                    unit.end(&mut signs);
                }
            }
            let Some((token, range)) = cursor.next() else { break };
            match token {
                Token::Command(name) if unit.power_command(name, &mut cursor, &mut signs) => {}
                Token::Command("highlight") => {
                    unit.end(&mut signs);
                    unit.color = self.highlight(&mut cursor, at + range.start..at + range.end);
                }
                Token::Command(name) => match sign_of(name) {
                    Some((sign, part)) => unit.push(&sign, part, &mut signs),
                    None if let Some((letter, low)) = unit_names::constant(name) => {
                        unit.push(letter.encode_utf8(&mut [0; 4]), Part::Unit, &mut signs);
                        (unit.constant, unit.qualifier) = (true, low.to_owned());
                    }
                    None => {
                        unit.end(&mut signs);
                        let range = whole.clone().unwrap_or(at + range.start..at + range.end);
                        signs.above.push(self.unknown(name, range));
                    }
                },
                Token::Char('^') => match power(&mut cursor) {
                    degree if degree == "°" => unit.push("°", Part::Prefix, &mut signs),
                    power => unit.power = power,
                },
                Token::Char('_') => {
                    let low = cursor.raw_argument().map(str::to_owned);
                    let low = low.or_else(|| match cursor.next() {
                        Some((Token::Char(c), _)) => Some(c.to_string()),
                        _ => None,
                    });
                    unit.qualifier = low.unwrap_or_default();
                }
                Token::Char('/') => {
                    unit.end(&mut signs);
                    signs.above.push(symbol::sign("/".into(), Class::Ordinary, Face::Default));
                }
                Token::Char('{' | '}') => {}
                Token::Char(c) if c.is_control() => {}
                Token::Char('℃') => unit.push("°C", Part::Unit, &mut signs),
                Token::Char(c) => unit.push(c.encode_utf8(&mut [0; 4]), Part::Letter, &mut signs),
            }
        }
        unit.end(&mut signs);
        signs.joined(per)
    }

    /// The colour of `\highlight{red}`.
    fn highlight(&mut self, cursor: &mut Cursor<'_>, range: std::ops::Range<usize>) -> Option<[u8; 3]> {
        let name = cursor.raw_argument().unwrap_or_default().trim();
        let color = symbol::color(name);
        if color.is_none() {
            let fault = self.fault(range, message!("unknown colour “{name}” in the formula", name)).harmless();
            self.faults.push(fault);
        }
        color
    }
}

/// A unit as mhchem's `\pu` has it (`kJ mol-1`, `m*s-2`) in the signs of siunitx.
pub(super) fn plain_unit(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.replace("//", "/").chars() {
        let letter = out.ends_with(|before: char| before.is_alphabetic());
        match c {
            '*' => out.push('.'),
            '-' | '−' | '0'..='9' if letter => {
                out.push('^');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether a unit is the sign of an angle, which follows without a space.
fn touches(unit: &str) -> bool {
    matches!(unit.trim(), "\\degree" | "\\arcminute" | "\\arcsecond" | "°" | "′" | "″")
}

fn bracket(sign: &str, class: Class) -> Expr {
    symbol::sign(sign.into(), class, Face::Default)
}

impl Unit {
    fn push(&mut self, sign: &str, part: Part, signs: &mut Signs) {
        let whole = !(self.sign.is_empty() || self.power.is_empty() && self.qualifier.is_empty());
        if self.last == Part::Unit || (whole && self.last != Part::Prefix) {
            self.end(signs);
        }
        self.sign.push_str(if sign == "µ" { "μ" } else { sign });
        self.last = part;
    }

    /// Takes a command that is no sign; whether it is one.
    fn power_command(&mut self, name: &str, cursor: &mut Cursor<'_>, signs: &mut Signs) -> bool {
        match name {
            "per" => {
                self.end(signs);
                self.divides = true;
            }
            "squared" => self.power = "2".to_owned(),
            "cubed" => self.power = "3".to_owned(),
            "of" => self.qualifier = cursor.raw_argument().unwrap_or_default().to_owned(),
            "cancel" => {
                self.end(signs);
                self.struck = true;
            }
            "tothe" => self.power = cursor.raw_argument().unwrap_or_default().to_owned(),
            "square" | "cubic" | "raiseto" => {
                self.end(signs);
                self.power = match name {
                    "square" => "2".to_owned(),
                    "cubic" => "3".to_owned(),
                    _ => cursor.raw_argument().unwrap_or_default().to_owned(),
                };
            }
            "," | " " | ":" | ";" | "cdot" | "nobreakspace" => self.end(signs),
            "text" | "mathrm" | "textrm" | "rm" => {}
            _ => return false,
        }
        true
    }

    /// Puts the unit behind those before it; another one begins.
    fn end(&mut self, signs: &mut Signs) {
        if self.sign.is_empty() {
            return;
        }
        let Self { sign, power, divides, qualifier, constant, struck, color, .. } = std::mem::take(self);
        let dotted = signs.dotted;
        let is_below = divides && signs.splits;
        let divides = divides && !signs.splits;
        let signs = if is_below { &mut signs.below } else { &mut signs.above };
        let slash = matches!(signs.last(), Some(Expr::Symbol { text, .. }) if text == "/");
        if !signs.is_empty() && !slash {
            signs.push(match dotted {
                true => symbol::sign("⋅".into(), Class::Ordinary, Face::Default),
                false => Expr::Space(THIN),
            });
        }
        let letter = |c: char| match c {
            c if c.is_alphabetic() && (c as u32) >= 0x2e80 => Expr::Text(c.into()),
            c if constant => symbol::sign(c.into(), Class::Ordinary, Face::Default),
            c if c.is_alphabetic() => symbol::sign(c.into(), Class::Ordinary, Face::Upright),
            c if c.is_ascii_digit() => Expr::Number { text: c.into(), face: Face::Default },
            c => symbol::expression(symbol::character(c), Face::Default),
        };
        let base = row(sign.chars().map(letter).collect());
        let base = if struck { Expr::Negated(Box::new(base)) } else { base };
        let base = color.map_or_else(|| base.clone(), |color| Expr::Colored(color, Box::new(base.clone())));
        let power = match (divides, power.trim().trim_start_matches('+')) {
            (true, "") => "-1".to_owned(),
            (true, power) => format!("-{power}"),
            (false, power) => power.to_owned(),
        };
        let unit = if power.is_empty() { base } else { raised(base, &power) };
        signs.push(if qualifier.is_empty() { unit } else { lowered(unit, &qualifier) });
    }
}

/// A unit with words low behind it.
fn lowered(unit: Expr, words: &str) -> Expr {
    let words = words.chars().filter(|c| !c.is_control() && !"{}\\".contains(*c)).collect();
    let sub = Some(Box::new(Expr::Text(words)));
    match unit {
        Expr::Scripts { base, sub: None, sup, limits } => Expr::Scripts { base, sub, sup, limits },
        unit => Expr::Scripts { base: Box::new(unit), sub, sup: None, limits: false },
    }
}

/// Whether this stands between two units.
fn is_product(expr: &Expr) -> bool {
    matches!(expr, Expr::Space(_)) || matches!(expr, Expr::Symbol { text, .. } if text == "⋅")
}

/// The sign of a command, and what it is.
fn sign_of(name: &str) -> Option<(String, Part)> {
    let own = match name {
        "mu" | "textmu" | "textmicro" => Some(("μ", Part::Prefix)),
        "circ" | "textdegree" => Some(("°", Part::Prefix)),
        "%" => Some(("%", Part::Unit)),
        "Omega" => Some(("Ω", Part::Unit)),
        "$" => Some(("$", Part::Letter)),
        "pounds" => Some(("£", Part::Letter)),
        "euro" => Some(("€", Part::Letter)),
        "yen" | "textyen" => Some(("¥", Part::Letter)),
        _ => None,
    };
    let named = own.or_else(|| unit_names::prefix(name).map(|sign| (sign, Part::Prefix)));
    let named = named.or_else(|| unit_names::unit(name).map(|sign| (sign, Part::Unit)));
    let named = named.map(|(sign, part)| (sign.to_owned(), part));
    named.or_else(|| unit_names::abbreviation(name).map(|sign| (sign, Part::Unit)))
}

/// The power behind `^`.
fn power(cursor: &mut Cursor<'_>) -> String {
    if let Some(text) = cursor.raw_argument() {
        return text.replace("\\circ", "°");
    }
    if cursor.eat_command("circ") {
        return "°".to_owned();
    }
    let rest = cursor.rest();
    let len = rest.find(|c: char| !(c.is_ascii_digit() || "+-−".contains(c))).unwrap_or(rest.len());
    cursor.advance(len);
    rest[..len].to_owned()
}

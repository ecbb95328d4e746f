//! What a single command or character is, asked of pulldown-latex.
//!
//! Only one token at a time is handed over: its parser serves as the table of
//! symbols, of colours and of their classes. What it knows by another name than
//! the model (a micro sign for `\mu`) is put right here.

use pulldown_latex::event::{Content, DelimiterType, Dimension, DimensionUnit, Event, StateChange};
use pulldown_latex::{Parser, Storage};

use crate::model::math::{Class, Expr, Face};

/// What a token stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A sign with its class.
    Sign(String, Class),
    /// The name of a function.
    Function(String),
    /// A space in units of the font size.
    Space(f32),
}

/// The meaning of a command of letters or of one sign; `None` if it is not
/// known or wants an argument.
pub(super) fn command(name: &str) -> Option<Meaning> {
    if let Some((sign, class)) = own(name) {
        return Some(Meaning::Sign(sign.into(), class));
    }
    if !name.is_ascii() || name.is_empty() || name.starts_with(['%', '(', ')']) {
        return None;
    }
    single(&format!("\\{name}"))
}

/// The meaning of a character that has none for the structure.
pub(super) fn character(c: char) -> Meaning {
    let sign = |text: char, class| Meaning::Sign(text.into(), class);
    match c {
        '!' | '?' => sign(c, Class::Closing),
        '/' | '|' | '‖' | '"' | '`' | '@' => sign(c, Class::Ordinary),
        '<' | '>' | '=' | ':' => sign(c, Class::Relation),
        c if c.is_ascii_alphanumeric() || matches!(c, '\\' | '%' | '{' | '}' | '&' | '#' | '$' | '_' | '^' | '~') => {
            sign(c, Class::Ordinary)
        }
        c => single(c.encode_utf8(&mut [0; 4])).unwrap_or_else(|| sign(c, Class::Ordinary)),
    }
}

/// The colour that a name or `#RRGGBB` means.
pub(super) fn color(name: &str) -> Option<[u8; 3]> {
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') {
        return None;
    }
    let source = format!("\\color{{{name}}}");
    let storage = Storage::new();
    let mut events = Parser::new(&source, &storage);
    match events.next()? {
        Ok(Event::StateChange(StateChange::Color(change))) => Some(change.color.into()),
        _ => None,
    }
}

/// The length that `3mu` or `-1.5em` means, in units of the font size.
pub(super) fn length(text: &str) -> Option<f32> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_ascii_alphabetic())?;
    let value: f32 = text[..split].trim().replace(',', ".").parse().ok()?;
    let unit = text[split..].get(..2)?;
    // An em is 10 pt in the fonts that these were made for.
    let ems = match unit {
        "em" => 1.0,
        "ex" => 0.43,
        "mu" => 1.0 / 18.0,
        "pt" | "bp" => 0.1,
        "pc" => 1.2,
        "mm" => 0.2845,
        "cm" => 2.845,
        "in" => 7.227,
        _ => return None,
    };
    let length = value * ems;
    length.is_finite().then_some(length.clamp(-100.0, 100.0))
}

/// The expression of a meaning in a face.
pub(super) fn expression(meaning: Meaning, face: Face) -> Expr {
    match meaning {
        Meaning::Sign(text, class) => sign(text, class, face),
        Meaning::Function(name) => Expr::Function(name),
        Meaning::Space(width) => Expr::Space(width),
    }
}

/// A sign in a face; the face holds for letters only. Capital Greek letters are
/// upright unless another face is asked for.
pub(super) fn sign(text: String, class: Class, face: Face) -> Expr {
    let first = text.chars().next().unwrap_or(' ');
    let face = match face {
        _ if !(first.is_alphanumeric() || matches!(first, '∂' | '∇')) => Face::Default,
        Face::Default if matches!(first, 'Α'..='Ω' | '∇') => Face::Upright,
        face => face,
    };
    Expr::Symbol { text, class, face }
}

/// Signs that the table lacks or has otherwise.
fn own(name: &str) -> Option<(&'static str, Class)> {
    Some(match name {
        "mu" => ("μ", Class::Ordinary),
        "varGamma" => ("Γ", Class::Ordinary),
        "varDelta" => ("Δ", Class::Ordinary),
        "varTheta" => ("Θ", Class::Ordinary),
        "varLambda" => ("Λ", Class::Ordinary),
        "varXi" => ("Ξ", Class::Ordinary),
        "varPi" => ("Π", Class::Ordinary),
        "varSigma" => ("Σ", Class::Ordinary),
        "varUpsilon" => ("Υ", Class::Ordinary),
        "varPhi" => ("Φ", Class::Ordinary),
        "varPsi" => ("Ψ", Class::Ordinary),
        "varOmega" => ("Ω", Class::Ordinary),
        "Game" => ("⅁", Class::Ordinary),
        "lbrace" | "{" => ("{", Class::Opening),
        "rbrace" | "}" => ("}", Class::Closing),
        "|" | "Vert" => ("‖", Class::Ordinary),
        "vert" => ("|", Class::Ordinary),
        "backslash" => ("\\", Class::Ordinary),
        "%" => ("%", Class::Ordinary),
        "ast" => ("∗", Class::Binary),
        "colon" => (":", Class::Punctuation),
        "ratio" | "vcentcolon" => (":", Class::Relation),
        "asymp" => ("≍", Class::Relation),
        "lhd" => ("⊲", Class::Binary),
        "uparrow" => ("↑", Class::Relation),
        "downarrow" => ("↓", Class::Relation),
        "updownarrow" => ("↕", Class::Relation),
        "Uparrow" => ("⇑", Class::Relation),
        "Downarrow" => ("⇓", Class::Relation),
        "Updownarrow" => ("⇕", Class::Relation),
        "xor" => ("⊕", Class::Binary),
        "R" | "reals" | "Reals" => ("ℝ", Class::Ordinary),
        "N" | "natnums" => ("ℕ", Class::Ordinary),
        "Z" => ("ℤ", Class::Ordinary),
        "Complex" | "cnums" => ("ℂ", Class::Ordinary),
        "textdegree" => ("°", Class::Ordinary),
        "textmu" | "textmicro" => ("µ", Class::Ordinary),
        "lbrack" => ("[", Class::Opening),
        "rbrack" => ("]", Class::Closing),
        "lparen" => ("(", Class::Opening),
        "rparen" => (")", Class::Closing),
        "varnothing" => ("∅", Class::Ordinary),
        "doublebarwedge" => ("⩞", Class::Binary),
        "longleftrightarrow" => ("⟷", Class::Relation),
        "upharpoonright" | "restriction" => ("↾", Class::Relation),
        "vdots" => ("⋮", Class::Ordinary),
        "adots" => ("⋰", Class::Ordinary),
        "daleth" => ("ℸ", Class::Ordinary),
        "surd" => ("√", Class::Ordinary),
        _ => return None,
    })
}

/// The meaning of a source that is exactly one event.
fn single(source: &str) -> Option<Meaning> {
    let storage = Storage::new();
    let mut events = Parser::new(source, &storage);
    let first = events.next()?.ok()?;
    if events.next().is_some() {
        return None;
    }
    match first {
        Event::Content(content) => of_content(content),
        Event::Space { width: Some(width), height: None, depth: None } => em(width).map(Meaning::Space),
        _ => None,
    }
}

fn of_content(content: Content<'_>) -> Option<Meaning> {
    let sign = |text: char, class| Some(Meaning::Sign(text.into(), class));
    match content {
        Content::Text(_) | Content::Number(_) => None,
        Content::Function(name) => Some(Meaning::Function(name.to_owned())),
        Content::Ordinary { content, .. } => sign(content, Class::Ordinary),
        Content::LargeOp { content, .. } => sign(content, Class::Large),
        Content::BinaryOp { content, .. } => sign(content, Class::Binary),
        Content::Relation { content, .. } => {
            let mut buffer = [0; 8];
            let text = std::str::from_utf8(content.encode_utf8_to_buf(&mut buffer)).ok()?;
            Some(Meaning::Sign(text.to_owned(), Class::Relation))
        }
        Content::Delimiter { content, ty, .. } => sign(
            content,
            match ty {
                DelimiterType::Open => Class::Opening,
                DelimiterType::Close => Class::Closing,
                DelimiterType::Fence => Class::Ordinary,
            },
        ),
        Content::Punctuation(content) if content == '.' => sign(content, Class::Ordinary),
        Content::Punctuation(content) => sign(content, Class::Punctuation),
    }
}

fn em(width: Dimension) -> Option<f32> {
    match width.unit {
        DimensionUnit::Em => Some(width.value),
        DimensionUnit::Mu => Some(width.value / 18.0),
        _ => None,
    }
}

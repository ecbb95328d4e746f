//! Families of commands that differ in one value: faces, accents, sizes of
//! delimiters, arrows; and the delimiters.

use super::cursor::Token;
use super::symbol;
use crate::model::math::{Class, Face};

/// The delimiter that a token is.
pub(super) fn delimiter_of(token: Token<'_>) -> Option<char> {
    match token {
        Token::Char('<') => Some('⟨'),
        Token::Char('>') => Some('⟩'),
        Token::Char(c) if matches!(c, '|' | '/' | '‖') => Some(c),
        Token::Char(c) => match symbol::character(c) {
            symbol::Meaning::Sign(_, Class::Opening | Class::Closing) if !matches!(c, '!' | '?') => Some(c),
            _ => None,
        },
        Token::Command(name) => match symbol::command(name)? {
            symbol::Meaning::Sign(text, class) => text.chars().next().filter(|c| {
                matches!(class, Class::Opening | Class::Closing)
                    || matches!(c, '|' | '‖' | '↑' | '↓' | '↕' | '⇑' | '⇓' | '⇕' | '\\')
            }),
            symbol::Meaning::Function(_) | symbol::Meaning::Space(_) => None,
        },
    }
}

/// The face of the argument of `\mathbf` and the like.
pub(super) fn math_face(name: &str) -> Option<Face> {
    Some(match name {
        "mathrm" | "mathup" | "symrm" | "symup" => Face::Upright,
        "mathbf" | "mathbfup" | "symbf" | "symbfup" => Face::Bold,
        "mathit" | "symit" => Face::Italic,
        "mathbfit" | "symbfit" => Face::BoldItalic,
        "mathcal" | "mathscr" | "symcal" | "symscr" => Face::Script,
        "mathbfcal" | "mathbfscr" | "symbfcal" | "symbfscr" => Face::BoldScript,
        "mathfrak" | "symfrak" | "frak" => Face::Fraktur,
        "mathbffrak" | "symbffrak" => Face::BoldFraktur,
        "mathbb" | "symbb" | "mathds" | "Bbb" => Face::DoubleStruck,
        "mathsf" | "symsf" | "mathsfup" | "symsfup" => Face::SansSerif,
        "mathbfsfup" | "symbfsfup" | "mathbfsf" => Face::SansSerifBold,
        "mathsfit" | "symsfit" => Face::SansSerifItalic,
        "mathbfsfit" | "symbfsfit" => Face::SansSerifBoldItalic,
        "mathtt" | "symtt" => Face::Monospace,
        "mathnormal" | "symnormal" => Face::Default,
        _ => return None,
    })
}

/// The sign of an accent, whether it stretches, whether it stands below.
pub(super) fn accent(name: &str) -> Option<(char, bool, bool)> {
    Some(match name {
        "hat" => ('^', false, false),
        "widehat" => ('^', true, false),
        "tilde" => ('~', false, false),
        "widetilde" => ('~', true, false),
        "check" => ('ˇ', false, false),
        "widecheck" => ('ˇ', true, false),
        "bar" => ('¯', false, false),
        "overline" | "widebar" => ('‾', true, false),
        "underline" | "underbar" => ('_', true, true),
        "vec" => ('→', false, false),
        "overrightarrow" => ('→', true, false),
        "overleftarrow" => ('←', true, false),
        "overleftrightarrow" => ('↔', true, false),
        "overleftharpoon" => ('↼', true, false),
        "overrightharpoon" => ('⇀', true, false),
        "underrightarrow" => ('→', true, true),
        "underleftarrow" => ('←', true, true),
        "underleftrightarrow" => ('↔', true, true),
        "dot" => ('˙', false, false),
        "ddot" => ('¨', false, false),
        "dddot" => ('⃛', false, false),
        "ddddot" => ('⃜', false, false),
        "acute" => ('´', false, false),
        "grave" => ('`', false, false),
        "breve" => ('˘', false, false),
        "mathring" => ('˚', false, false),
        "overbrace" => ('⏞', true, false),
        "underbrace" => ('⏟', true, true),
        "overbracket" => ('⎴', true, false),
        "underbracket" => ('⎵', true, true),
        "overparen" | "wideparen" | "overarc" => ('⏜', true, false),
        "underparen" => ('⏝', true, true),
        "overgroup" => ('⏠', true, false),
        "undergroup" => ('⏡', true, true),
        _ => return None,
    })
}

/// Whether scripts of a sign stand under and over it.
pub(super) fn is_brace(sign: char) -> bool {
    matches!(sign, '⏞' | '⏟' | '⎴' | '⎵' | '⏜' | '⏝' | '⏠' | '⏡')
}

/// The height of `\big` and the like, in units of the font size.
pub(super) fn scale(name: &str) -> Option<f32> {
    Some(match name {
        "big" | "bigl" | "bigr" | "bigm" => 1.2,
        "Big" | "Bigl" | "Bigr" | "Bigm" => 1.8,
        "bigg" | "biggl" | "biggr" | "biggm" => 2.4,
        "Bigg" | "Biggl" | "Biggr" | "Biggm" => 3.0,
        _ => return None,
    })
}

/// The arrow of a command that writes over it.
pub(super) fn arrow(name: &str) -> Option<char> {
    Some(match name {
        "xrightarrow" | "xlongrightarrow" => '→',
        "xleftarrow" | "xlongleftarrow" => '←',
        "xleftrightarrow" => '↔',
        "xRightarrow" => '⇒',
        "xLeftarrow" => '⇐',
        "xLeftrightarrow" => '⇔',
        "xmapsto" => '↦',
        "xhookrightarrow" => '↪',
        "xhookleftarrow" => '↩',
        "xrightharpoonup" => '⇀',
        "xrightleftharpoons" => '⇌',
        "xlongequal" | "xlongequals" => '=',
        "xtwoheadrightarrow" => '↠',
        _ => return None,
    })
}

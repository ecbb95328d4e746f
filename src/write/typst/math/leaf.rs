//! The leaves of a formula: string literals, faces, classes, accents.

use crate::model::math::{Class, Face};

/// A string literal of code mode; controls are dropped.
pub(super) fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars().filter(|c| !c.is_control()) {
        if matches!(c, '\\' | '"') {
            literal.push('\\');
        }
        literal.push(c);
    }
    literal.push('"');
    literal
}

/// Signs as symbols, one call each: a symbol is one character with the marks
/// that combine with it.
pub(super) fn signs(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().filter(|c| !c.is_control()).peekable();
    while let Some(c) = chars.next() {
        let mut sign = String::from(c);
        while let Some(mark) = chars.next_if(|c| matches!(c, '\u{338}' | '\u{fe00}' | '\u{20d2}')) {
            sign.push(mark);
        }
        out.push_str("#symbol(");
        out.push_str(&string(&sign));
        out.push(')');
    }
    out
}

/// A body in a face. Typst's own default makes Latin and small Greek letters
/// italic, as the model's does.
pub(super) fn faced(face: Face, body: &str) -> String {
    match face {
        Face::Default => body.to_owned(),
        Face::Upright => format!("upright({body})"),
        Face::Italic => format!("italic({body})"),
        Face::Bold => format!("upright(bold({body}))"),
        Face::BoldItalic => format!("italic(bold({body}))"),
        Face::Script => format!("cal({body})"),
        Face::BoldScript => format!("bold(cal({body}))"),
        Face::Fraktur => format!("frak({body})"),
        Face::BoldFraktur => format!("bold(frak({body}))"),
        Face::DoubleStruck => format!("bb({body})"),
        Face::SansSerif => format!("upright(sans({body}))"),
        Face::SansSerifBold => format!("upright(bold(sans({body})))"),
        Face::SansSerifItalic => format!("italic(sans({body}))"),
        Face::SansSerifBoldItalic => format!("italic(bold(sans({body})))"),
        Face::Monospace => format!("mono({body})"),
    }
}

/// The name of a class. Binary operators vary: without something before them
/// they are signs (`−x`).
pub(super) const fn class_name(class: Class) -> &'static str {
    match class {
        Class::Ordinary => "normal",
        Class::Binary => "vary",
        Class::Relation => "relation",
        Class::Large => "large",
        Class::Opening => "opening",
        Class::Closing => "closing",
        Class::Fence => "fence",
        Class::Punctuation => "punctuation",
    }
}

/// The function that draws a line or a brace over or under its argument.
pub(super) const fn spreader(sign: char, under: bool) -> Option<&'static str> {
    Some(match (sign, under) {
        ('‾', false) => "overline",
        ('_' | '‾', true) => "underline",
        ('⏞', false) => "overbrace",
        ('⏟', true) => "underbrace",
        ('⎴', false) => "overbracket",
        ('⎵', true) => "underbracket",
        ('⏜', false) => "overparen",
        ('⏝', true) => "underparen",
        ('⏠', false) => "overshell",
        ('⏡', true) => "undershell",
        _ => return None,
    })
}

/// The combining character of an accent.
pub(super) const fn accent(sign: char, under: bool) -> char {
    match (sign, under) {
        ('→', true) => '\u{20ef}',
        ('←', true) => '\u{20ee}',
        ('↔', true) => '\u{34d}',
        ('^', false) => '\u{302}',
        ('~', false) => '\u{303}',
        ('¯', false) => '\u{304}',
        ('˘', false) => '\u{306}',
        ('˙', false) => '\u{307}',
        ('¨', false) => '\u{308}',
        ('⃛', false) => '\u{20db}',
        ('⃜', false) => '\u{20dc}',
        ('˚', false) => '\u{30a}',
        ('ˇ', false) => '\u{30c}',
        ('´', false) => '\u{301}',
        ('`', false) => '\u{300}',
        ('→', false) => '\u{20d7}',
        ('←', false) => '\u{20d6}',
        ('↔', false) => '\u{20e1}',
        ('↼', false) => '\u{20d0}',
        ('⇀', false) => '\u{20d1}',
        (sign, _) => sign,
    }
}

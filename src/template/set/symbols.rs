//! Signs of the symbol fonts, which have places of their own, as signs of Unicode, and
//! the colours of the highlighter (ECMA-376-1 §17.3.3.30, §17.18.40).

use crate::ooxml::Element;

/// The sign that a `w:sym` shows; a box for one that is not known.
pub(super) fn of(symbol: &Element) -> char {
    let font = symbol.attribute("w:font").unwrap_or_default();
    let code = symbol.attribute("w:char").and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or_default();
    in_font(font, code)
}

/// The sign that a font has at a place.
pub(super) fn in_font(font: &str, code: u32) -> char {
    // Symbol fonts have their signs in the area for private use.
    let low = code & 0xFF;
    match (font, low) {
        ("Wingdings", 0x6C) => '●',
        ("Wingdings", 0x6E) => '■',
        ("Wingdings", 0x75) => '◆',
        ("Wingdings", 0xA1) => '○',
        ("Wingdings", 0xFB) => '×',
        ("Wingdings", 0xFC) => '√',
        ("Wingdings", 0xFD) => '☒',
        ("Wingdings", 0xFE) => '☑',
        ("Wingdings 2", 0x50) => '√',
        ("Wingdings 2", 0x4F) => '×',
        ("Wingdings 2", 0x51 | 0x53) => '☒',
        ("Wingdings 2", 0x52 | 0x54) => '☑',
        ("Symbol", 0xB7) => '•',
        ("Wingdings" | "Wingdings 2" | "Webdings" | "Symbol", _) => '□',
        _ => char::from_u32(code).filter(|ch| !('\u{e000}'..='\u{f8ff}').contains(ch)).unwrap_or('□'),
    }
}

/// The colour of a highlighter.
pub(super) fn highlight(name: &str) -> Option<[u8; 3]> {
    Some(match name {
        "yellow" => [255, 255, 0],
        "green" => [0, 255, 0],
        "cyan" => [0, 255, 255],
        "magenta" => [255, 0, 255],
        "red" => [255, 0, 0],
        "blue" => [0, 0, 255],
        "lightGray" => [192, 192, 192],
        "darkGray" => [128, 128, 128],
        _ => return None,
    })
}

//! The strings of a font become text, by its `ToUnicode` (ISO 32000-1 §9.10).

use hayro::hayro_interpret::hayro_cmap::{BfString, CMap};
use hayro::hayro_syntax::object::Name;
use hayro::hayro_syntax::object::dict::Dict;
use hayro::hayro_syntax::object::stream::Stream;

/// What is known of a font.
pub(super) struct Font {
    /// How many bytes a character has.
    width: usize,
    map: Option<CMap>,
}

impl Font {
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let is_composite = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == "Type0");
        let map = dict.get::<Stream<'_>>("ToUnicode");
        let map = map.and_then(|stream| CMap::parse(&stream.decoded().ok()?, |_| None));
        Self { width: if is_composite { 2 } else { 1 }, map }
    }

    /// The text of a string.
    pub(super) fn text(&self, bytes: &[u8], out: &mut String) {
        for code in bytes.chunks(self.width) {
            let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            match self.map.as_ref().and_then(|map| map.lookup_bf_string(code)) {
                Some(BfString::Char(c)) => out.push(c),
                Some(BfString::String(text)) => out.push_str(&text),
                // A simple font has a Latin encoding.
                None if self.width == 1 => out.extend(char::from_u32(code)),
                None => out.push(char::REPLACEMENT_CHARACTER),
            }
        }
    }
}

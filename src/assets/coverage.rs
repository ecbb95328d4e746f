//! What a face covers: its characters, counted by script.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ttf_parser::Face;
use unicode_script::{Script, UnicodeScript};

/// The characters of the table of standard characters (通用规范汉字表, 2013).
static STANDARD: LazyLock<BTreeSet<char>> = LazyLock::new(|| {
    include_str!("../../fonts/charset-tgh8105.txt").chars().filter(|sign| !sign.is_whitespace()).collect()
});

/// How many characters of a script a face has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Latin letters.
    pub latin: usize,
    /// Greek letters.
    pub greek: usize,
    /// Cyrillic letters.
    pub cyrillic: usize,
    /// Chinese characters.
    pub han: usize,
    /// Those of the Chinese table of standard characters.
    pub standard: usize,
    /// Hiragana and katakana.
    pub kana: usize,
    /// Korean syllables and letters.
    pub hangul: usize,
    /// All characters.
    pub all: usize,
}

impl Coverage {
    /// How many characters the Chinese table of standard characters has.
    #[must_use]
    pub fn standard_size() -> usize {
        STANDARD.len()
    }

    /// Counts the characters of a face.
    #[must_use]
    pub fn of(face: &Face<'_>) -> Self {
        let signs = characters(face);
        let mut coverage = Self { all: signs.len(), ..Self::default() };
        for ch in &signs {
            match ch.script() {
                Script::Latin => coverage.latin += 1,
                Script::Greek => coverage.greek += 1,
                Script::Cyrillic => coverage.cyrillic += 1,
                Script::Han => coverage.han += 1,
                Script::Hiragana | Script::Katakana => coverage.kana += 1,
                Script::Hangul => coverage.hangul += 1,
                _ => {}
            }
        }
        coverage.standard = STANDARD.iter().filter(|ch| signs.contains(ch)).count();
        coverage
    }
}

/// The characters for which a face has a glyph.
fn characters(face: &Face<'_>) -> BTreeSet<char> {
    let mut signs = BTreeSet::new();
    for table in
        face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(ttf_parser::cmap::Subtable::is_unicode)
    {
        table.codepoints(|code| {
            let has_glyph = table.glyph_index(code).is_some_and(|glyph| glyph.0 != 0);
            signs.extend(char::from_u32(code).filter(|_| has_glyph));
        });
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::{Coverage, Face};

    #[test]
    fn what_the_own_fonts_cover() {
        let coverage = |file: &'static [u8]| Coverage::of(&Face::parse(file, 0).unwrap());
        assert_eq!(Coverage::standard_size(), 8105);
        let song = coverage(include_bytes!("../../fonts/FuziSong-Regular.otf"));
        assert_eq!(song.standard, 8105);
        assert!(song.han > 20_000 && song.kana > 150 && song.hangul > 2000, "{song:?}");
        let termes = coverage(include_bytes!("../../fonts/texgyretermes-regular.otf"));
        assert!(termes.latin > 200 && termes.han == 0 && termes.cyrillic == 0, "{termes:?}");
    }
}

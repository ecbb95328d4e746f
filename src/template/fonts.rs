//! The fonts that a Word file names, directly or through its theme, and the
//! families that come with fuzi in their place.

use super::properties::Properties;
use crate::ooxml::Element;
use crate::style::Fonts;

/// The families of the PDF that stand for the fonts of Word files.
pub(super) const FAMILIES: [&str; 6] =
    ["Fuzi Song", "Fuzi Hei", "Fuzi Kai", "Zhuque Fangsong (technical preview)", "TeX Gyre Termes", "Fuzi Mono"];

/// The fonts of one kind of text of a theme (ECMA-376-1 §20.1.4.1.24).
#[derive(Debug, Default)]
struct Pair {
    latin: String,
    east_asian: String,
}

/// The fonts of a theme.
#[derive(Debug, Default)]
pub(super) struct Theme {
    major: Pair,
    minor: Pair,
}

impl Theme {
    /// The fonts of the part, for a language such as `zh-CN`.
    pub(super) fn read(part: &Element, lang: &str) -> Self {
        let scheme = part.path(&["a:themeElements", "a:fontScheme"]);
        let pair =
            |name: &str| scheme.and_then(|scheme| scheme.child(name)).map_or_else(Pair::default, |e| of(e, lang));
        Self { major: pair("a:majorFont"), minor: pair("a:minorFont") }
    }

    /// What a place in the theme means, such as `minorEastAsia` (ECMA-376-1
    /// §17.18.96).
    fn font(&self, place: &str) -> Option<&str> {
        let pair = if place.starts_with("major") { &self.major } else { &self.minor };
        let name = if place.ends_with("EastAsia") { &pair.east_asian } else { &pair.latin };
        (!name.is_empty()).then_some(name.as_str())
    }
}

fn of(fonts: &Element, lang: &str) -> Pair {
    let face = |name: &str| {
        let face = fonts.child(name).and_then(|font| font.attribute("typeface")).unwrap_or_default();
        // A theme's own place may not stand in a theme: it means nothing here.
        if face.starts_with('+') { String::new() } else { face.to_owned() }
    };
    let script = match lang.split('-').next().unwrap_or_default() {
        "ja" => "Jpan",
        "ko" => "Hang",
        _ if lang.contains("TW") || lang.contains("HK") || lang.contains("Hant") => "Hant",
        _ => "Hans",
    };
    let of_script = || {
        let listed = fonts.elements().find(|font| font.attribute("script") == Some(script));
        listed.and_then(|font| font.attribute("typeface")).unwrap_or_default().to_owned()
    };
    let east_asian = face("a:ea");
    Pair { latin: face("a:latin"), east_asian: if east_asian.is_empty() { of_script() } else { east_asian } }
}

/// The Latin and the East Asian font of a text (ECMA-376-1 §17.3.2.26); a place
/// in the theme counts before a name.
pub(super) fn of_text(properties: &Properties, theme: &Theme) -> (Option<String>, Option<String>) {
    let font = |slots: &[&str]| {
        slots.iter().find_map(|slot| {
            let themed = properties.get(&format!("rFonts/{slot}Theme")).and_then(|place| theme.font(place));
            let name = themed.or_else(|| properties.get(&format!("rFonts/{slot}")))?;
            Some(name.split(';').next().unwrap_or(name).trim().to_owned()).filter(|name| !name.is_empty())
        })
    };
    (font(&["ascii", "hAnsi"]), font(&["eastAsia"]))
}

/// What a font looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    Song,
    Hei,
    Kai,
    Fang,
}

fn east_asian_face(name: &str) -> Option<Face> {
    let name = name.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Some(match () {
        () if holds(&["仿宋", "fangsong", "fang"]) => Face::Fang,
        () if holds(&["楷", "kai"]) => Face::Kai,
        () if holds(&["黑", "hei", "等线", "dengxian", "幼圆", "youyuan", "gothic", "sans", "苹方", "pingfang"]) => {
            Face::Hei
        }
        () if holds(&["宋", "song", "simsun", "mincho", "明體", "明朝", "serif"]) => Face::Song,
        () => return None,
    })
}

/// Whether a font is a 楷体.
pub(super) fn is_kai(name: &str) -> bool {
    east_asian_face(name) == Some(Face::Kai)
}

/// The families of the PDF for an East Asian font; `None` for one that looks
/// like none of fuzi's.
fn east_asian_families(name: &str) -> Option<Vec<String>> {
    let families: &[&str] = match east_asian_face(name)? {
        Face::Song => &["Fuzi Song"],
        Face::Hei => &["Fuzi Hei"],
        Face::Kai => &["Fuzi Kai", "Fuzi Song"],
        Face::Fang => &["Zhuque Fangsong (technical preview)", "Fuzi Song"],
    };
    Some(families.iter().map(|name| (*name).to_owned()).collect())
}

/// The family of the PDF for a Latin font; `None` for one that looks like none
/// of fuzi's. A sans serif's part is played by the Latin of the Hei.
fn latin_families(name: &str) -> Option<Vec<String>> {
    const SANS: [&str; 9] =
        ["arial", "helvetica", "calibri", "verdana", "tahoma", "segoe", "aptos", "liberation sans", "dejavu sans"];
    const SERIF: [&str; 9] = [
        "times",
        "termes",
        "cambria",
        "georgia",
        "garamond",
        "century",
        "liberation serif",
        "palatino",
        "book antiqua",
    ];
    const MONO: [&str; 4] = ["courier", "consolas", "mono", "menlo"];
    let lower = name.to_lowercase();
    let one = |family: &str| Some(vec![family.to_owned()]);
    let is = |list: &[&str]| list.iter().any(|word| lower.contains(word));
    match () {
        () if is(&MONO) => one("Fuzi Mono"),
        () if is(&SANS) => one("Fuzi Hei"),
        () if is(&SERIF) => one("TeX Gyre Termes"),
        // A Chinese font for Latin too: its own Latin.
        () => east_asian_families(name),
    }
}

/// Chinese fonts that are heavy by themselves.
const HEAVY: [&str; 4] = ["标宋", "BiaoSong", "中宋", "Zhongsong"];

/// The fonts of a role and those among them that fuzi has nothing like.
pub(super) fn role(latin: &str, east_asian: &str) -> (Fonts, Vec<String>) {
    let mut unlike = Vec::new();
    let mut families = |found: Option<Vec<String>>, name: &str, default: &str| {
        found.unwrap_or_else(|| {
            unlike.push(name.to_owned());
            vec![default.to_owned()]
        })
    };
    let fonts = Fonts {
        latin: families(latin_families(latin), latin, "TeX Gyre Termes"),
        east_asian: families(east_asian_families(east_asian), east_asian, "Fuzi Song"),
        word_latin: latin.to_owned(),
        word_east_asian: east_asian.to_owned(),
        heavy: HEAVY.iter().any(|word| east_asian.contains(word)),
    };
    (fonts, unlike)
}

#[cfg(test)]
mod tests {
    use super::{Theme, of_text, role};
    use crate::ooxml::Element;
    use crate::template::properties::Properties;

    #[test]
    fn words_fonts_have_families() {
        let (fonts, unlike) = role("Times New Roman", "仿宋_GB2312");
        assert_eq!(fonts.latin, ["TeX Gyre Termes"]);
        assert_eq!(fonts.east_asian, ["Zhuque Fangsong (technical preview)", "Fuzi Song"]);
        assert!(unlike.is_empty());
        assert_eq!(role("Wingdings", "SimHei").1, ["Wingdings"]);
    }

    #[test]
    fn the_theme_is_asked() {
        let a = "http://schemas.openxmlformats.org/drawingml/2006/main";
        let part = format!(
            "<a:theme xmlns:a=\"{a}\"><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface=\"Calibri\"/>\
             <a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"宋体\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"
        );
        let theme = Theme::read(&Element::parse(&part).unwrap(), "zh-CN");
        let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let run = format!(
            "<w:rPr xmlns:w=\"{w}\"><w:rFonts w:asciiTheme=\"minorHAnsi\" w:ascii=\"Arial\" w:eastAsiaTheme=\"minorEastAsia\"/></w:rPr>"
        );
        let run = Properties::read(&Element::parse(&run).unwrap());
        assert_eq!(of_text(&run, &theme), (Some("Calibri".to_owned()), Some("宋体".to_owned())));
    }
}

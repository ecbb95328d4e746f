//! The families that an SVG names become families that fuzi has, so that both
//! editions draw its text in the same faces: 宋体 and Times New Roman have their
//! equals, and a name that is not known is followed by what it seems to be. It must
//! not know what draws the SVG.
//!
//! What draws it sets a whole text in another face where one sign is missing, so
//! in a picture with Chinese text Times New Roman is the Latin of 宋体.

use std::borrow::Cow;
use std::sync::Arc;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use crate::assets::font::{DEFAULT_MONO, DEFAULT_SANS, DEFAULT_SERIF};
use crate::model::script::is_east_asian;

const KAI: &str = "Fuzi Kai";
const ROMAN: &str = "TeX Gyre Termes";

/// Words in the names of families, the more special before the more general.
const WORDS: [(&str, &str); 46] = [
    ("楷", KAI),
    ("kai", KAI),
    ("cursive", KAI),
    ("等线", DEFAULT_SANS),
    ("黑", DEFAULT_SANS),
    ("hei", DEFAULT_SANS),
    ("圆", DEFAULT_SANS),
    ("宋", DEFAULT_SERIF),
    ("明體", DEFAULT_SERIF),
    ("明朝", DEFAULT_SERIF),
    ("song", DEFAULT_SERIF),
    ("simsun", DEFAULT_SERIF),
    ("mincho", DEFAULT_SERIF),
    ("mingliu", DEFAULT_SERIF),
    ("mono", DEFAULT_MONO),
    ("courier", DEFAULT_MONO),
    ("consolas", DEFAULT_MONO),
    ("menlo", DEFAULT_MONO),
    ("code", DEFAULT_MONO),
    ("typewriter", DEFAULT_MONO),
    ("sans", DEFAULT_SANS),
    ("gothic", DEFAULT_SANS),
    ("arial", DEFAULT_SANS),
    ("helvetica", DEFAULT_SANS),
    ("verdana", DEFAULT_SANS),
    ("tahoma", DEFAULT_SANS),
    ("calibri", DEFAULT_SANS),
    ("roboto", DEFAULT_SANS),
    ("segoe", DEFAULT_SANS),
    ("ui-", DEFAULT_SANS),
    ("system-ui", DEFAULT_SANS),
    ("times", ROMAN),
    ("roman", ROMAN),
    ("georgia", ROMAN),
    ("garamond", ROMAN),
    ("palatino", ROMAN),
    ("cambria", ROMAN),
    ("bookman", ROMAN),
    ("century", ROMAN),
    ("termes", ROMAN),
    ("tinos", ROMAN),
    ("nimbus", ROMAN),
    ("cmr", ROMAN),
    ("latin modern", ROMAN),
    ("stix", ROMAN),
    ("serif", DEFAULT_SERIF),
];

/// The SVG with families that fuzi has; as it is if it names none and has no text.
pub(super) fn renamed(bytes: Arc<Vec<u8>>) -> Arc<Vec<u8>> {
    let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| text.contains("text")) else { return bytes };
    rewritten(text).map_or(bytes.clone(), Arc::new)
}

fn rewritten(text: &str) -> Option<Vec<u8>> {
    let names = Names { roman: if has_east_asian_text(text)? { DEFAULT_SERIF } else { ROMAN } };
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut writer = Writer::new(Vec::with_capacity(text.len() + 64));
    let (mut in_style, mut is_root) = (false, true);
    loop {
        let event = match reader.read_event().ok()? {
            Event::Eof => return Some(writer.into_inner()),
            Event::Start(element) => {
                in_style = element.local_name().as_ref() == "style";
                Event::Start(names.tag(element, std::mem::take(&mut is_root)))
            }
            Event::Empty(element) => Event::Empty(names.tag(element, std::mem::take(&mut is_root))),
            Event::End(element) => {
                in_style = false;
                Event::End(element)
            }
            Event::Text(sheet) if in_style => {
                Event::Text(BytesText::from_escaped(names.declarations(&sheet).into_owned()))
            }
            Event::CData(sheet) if in_style => {
                Event::CData(quick_xml::events::BytesCData::new(names.declarations(&sheet).into_owned()))
            }
            other => other,
        };
        writer.write_event(event).ok()?;
    }
}

/// Whether there is text in Chinese, Japanese or Korean; `None` if the SVG cannot
/// be read.
fn has_east_asian_text(text: &str) -> Option<bool> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(false),
            Event::Text(text) if text.chars().any(is_east_asian) => return Some(true),
            _ => {}
        }
    }
}

/// What names stand for in a picture.
struct Names {
    /// The family for Times New Roman.
    roman: &'static str,
}

impl Names {
    /// A tag with other families; the outermost names one, for text that names none.
    fn tag<'e>(&self, element: BytesStart<'e>, is_root: bool) -> BytesStart<'e> {
        let mut names_one = false;
        let mut changed = false;
        let mut attributes: Vec<Attribute<'_>> = Vec::new();
        for attribute in element.attributes().with_checks(false) {
            // What cannot be read is for the reader of the SVG to tell.
            let Ok(attribute) = attribute else { return element.into_owned() };
            let key = attribute.key.as_ref();
            let value = match key {
                "font-family" | "style" | "font" => attribute.normalized_value(XmlVersion::Implicit1_0).ok(),
                _ => None,
            };
            let value = value.map(|value| match key {
                "font-family" => self.families(&value),
                "font" => self.shorthand(&value),
                _ => self.declarations(&value).into_owned(),
            });
            names_one |= key.starts_with("font") || key == "style" && attribute.value.contains("font");
            changed |= value.is_some();
            attributes.push(match value {
                Some(value) => Attribute { key: attribute.key, value: quick_xml::escape::escape(value) },
                None => attribute,
            });
        }
        if is_root && !names_one {
            attributes.push(Attribute::from(("font-family", DEFAULT_SANS)));
            changed = true;
        }
        if !changed {
            return element.into_owned();
        }
        let mut new = BytesStart::new(element.name().as_ref().to_owned());
        for attribute in attributes {
            new.push_attribute(attribute);
        }
        new
    }

    /// Declarations of CSS, or a sheet of them, with other families.
    fn declarations<'c>(&self, css: &'c str) -> Cow<'c, str> {
        if !css.contains("font") {
            return Cow::Borrowed(css);
        }
        let change = |part: &str| {
            let (body, end) = match part.char_indices().next_back() {
                Some((at, ';' | '{' | '}')) => part.split_at(at),
                _ => (part, ""),
            };
            let Some((name, value)) = body.split_once(':') else { return part.to_owned() };
            let value = match name.trim() {
                "font-family" => self.families(value),
                "font" => self.shorthand(value),
                _ => return part.to_owned(),
            };
            format!("{name}: {value}{end}")
        };
        Cow::Owned(css.split_inclusive([';', '{', '}']).map(change).collect())
    }

    /// The value of `font`: the families stand behind the size.
    fn shorthand(&self, value: &str) -> String {
        let is_size = |word: &str| word.starts_with(|ch: char| ch.is_ascii_digit() || ch == '.');
        let mut from = 0;
        let mut size = None;
        for word in value.split_inclusive(char::is_whitespace) {
            from += word.len();
            // A weight such as 700 is no size.
            if is_size(word) && word.contains(|ch: char| ch.is_alphabetic() || ch == '%') {
                size = Some(from);
            }
        }
        match size {
            Some(size) => format!("{} {}", value[..size].trim(), self.families(&value[size..])),
            None => value.to_owned(),
        }
    }

    /// A list of families, each by what fuzi has for it.
    fn families(&self, list: &str) -> String {
        let (mut names, mut last): (Vec<String>, _) = (Vec::new(), None);
        let (list, important) = match list.split_once('!') {
            Some((list, rest)) => (list, format!(" !{}", rest.trim())),
            None => (list, String::new()),
        };
        for name in list.split(',') {
            let name = name.trim().trim_matches(['"', '\'']).trim();
            let lower = name.to_lowercase();
            if name.is_empty() || matches!(lower.as_str(), "inherit" | "initial" | "unset") {
                continue;
            }
            let own = WORDS.iter().find(|(word, _)| lower.contains(word)).map(|(_, own)| *own);
            let own = own.map(|own| if own == ROMAN { self.roman } else { own });
            last = own.or(last);
            let known = own.unwrap_or(name).to_owned();
            if !names.contains(&known) {
                names.push(known);
            }
        }
        if names.is_empty() {
            return list.to_owned() + &important;
        }
        // Chinese text beside Times is 宋体.
        let end = match last {
            Some(ROMAN) => DEFAULT_SERIF,
            Some(last) => last,
            None => DEFAULT_SANS,
        };
        if !names.iter().any(|name| name == end) {
            names.push(end.to_owned());
        }
        let quoted: Vec<String> = names.iter().map(|name| format!("'{}'", name.replace('\'', ""))).collect();
        quoted.join(", ") + &important
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, ROMAN, rewritten};

    const LATIN: Names = Names { roman: ROMAN };

    #[test]
    fn names_become_families_that_fuzi_has() {
        assert_eq!(LATIN.families("宋体"), "'Fuzi Song'");
        assert_eq!(LATIN.families("\"Times New Roman\", SimSun"), "'TeX Gyre Termes', 'Fuzi Song'");
        assert_eq!(LATIN.families("Arial, SimHei, sans-serif"), "'Fuzi Hei'");
        assert_eq!(LATIN.families("KaiTi, serif"), "'Fuzi Kai', 'Fuzi Song'");
        assert_eq!(LATIN.families("FangSong_GB2312"), "'Fuzi Song'");
        assert_eq!(Names { roman: "Fuzi Song" }.families("Times New Roman, SimHei"), "'Fuzi Song', 'Fuzi Hei'");
        assert_eq!(LATIN.families("Courier New,monospace"), "'Fuzi Mono'");
        assert_eq!(LATIN.families("No Such Family"), "'No Such Family', 'Fuzi Hei'");
        assert_eq!(LATIN.families("inherit"), "inherit");
    }

    #[test]
    fn sheets_and_shorthands_name_families_too() {
        assert_eq!(LATIN.shorthand("bold 12px/1.2 'SimHei', serif"), "bold 12px/1.2 'Fuzi Hei', 'Fuzi Song'");
        let sheet = ".a { fill: red; font-family: SimSun } .b{font: 700 9pt Arial;}";
        let expected = ".a { fill: red; font-family: 'Fuzi Song'} .b{font: 700 9pt 'Fuzi Hei';}";
        assert_eq!(LATIN.declarations(sheet), expected);
    }

    #[test]
    fn all_else_of_a_picture_stays() {
        let svg = |root: &str, family: &str| {
            format!(
                "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY e \"x\">]>\n<svg width=\"9\"{root}><!-- a --><text style=\"{family}\" y='&e;'>宋体 &amp; &lt;</text><g/></svg>"
            )
        };
        let written = rewritten(&svg("", "fill:red;font-family:&quot;宋体&quot;")).unwrap();
        let expected = svg(" font-family=\"Fuzi Hei\"", "fill:red;font-family: &apos;Fuzi Song&apos;");
        assert_eq!(String::from_utf8(written).unwrap().replace("y=\"&e;\"", "y='&e;'"), expected);
    }
}

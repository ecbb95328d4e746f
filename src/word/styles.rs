//! The styles of a Word file: what a paragraph and its text take from them
//! (ECMA-376-1 §17.7).
//!
//! Formats of parts of tables are not looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::{Marks, Script};
use super::names::{english, is_code, is_monospaced};
use super::values::{is_on, number, value_of};
use crate::ooxml::Element;

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    defaults: Look,
    /// The id of the style of paragraphs that name none.
    pub(super) normal: Arc<str>,
    none: Style,
}

/// A style with what it has from those that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Its id.
    pub(super) id: Arc<str>,
    /// Its English name.
    pub(super) name: Arc<str>,
    /// The level of the outline, from 0; 9 is running text.
    pub(super) outline: Option<u8>,
    pub(super) numbering: Numbering,
    /// Whether it is Word's emphasis, or based on it.
    is_emphasis: bool,
    look: Look,
}

/// What a paragraph or a style says of its list.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    /// The list; `0` for none.
    pub(super) list: Option<Arc<str>>,
    pub(super) level: Option<usize>,
    /// The style that names the list.
    pub(super) style: Arc<str>,
}

/// What is said of text; `None` where nothing is.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    /// Bold, italic, struck out, struck out twice, hidden.
    toggles: [Option<bool>; 5],
    underline: Option<bool>,
    script: Option<Script>,
    monospaced: Option<bool>,
}

const TOGGLES: [&str; 5] = ["w:b", "w:i", "w:strike", "w:dstrike", "w:vanish"];

impl Styles {
    /// The styles of the part.
    pub(super) fn read(part: &Element) -> Self {
        let mut written: BTreeMap<&str, &Element> = BTreeMap::new();
        let mut normal = "";
        for element in part.elements().filter(|element| element.name == "w:style") {
            let id = element.attribute("w:styleId").unwrap_or_default();
            let is_default = matches!(element.attribute("w:default"), Some("1" | "true" | "on"));
            if is_default && element.attribute("w:type") == Some("paragraph") && normal.is_empty() {
                normal = id;
            }
            written.entry(id).or_insert(element);
        }
        let defaults = part.path(&["w:docDefaults", "w:rPrDefault", "w:rPr"]).map(Look::of).unwrap_or_default();
        let mut styles = Self { defaults, normal: normal.into(), ..Self::default() };
        for id in written.keys() {
            styles.inherit(id, &written);
        }
        styles
    }

    /// Adds a style and those that it is based on, the outermost first.
    fn inherit<'a>(&mut self, id: &'a str, written: &BTreeMap<&'a str, &'a Element>) {
        let mut chain: Vec<(&str, &Element)> = Vec::new();
        let mut next = Some(id);
        while let Some((id, element)) = next.and_then(|id| Some((id, *written.get(id)?))) {
            // A circle ends where it closes.
            if self.styles.contains_key(id) || chain.len() > written.len() {
                break;
            }
            chain.push((id, element));
            next = value_of(element, "w:basedOn");
        }
        let mut base = next.and_then(|id| self.styles.get(id)).cloned().unwrap_or_default();
        for (id, element) in chain.into_iter().rev() {
            base = Style::of(id, element, &base);
            self.styles.insert(id.to_owned(), base.clone());
        }
    }

    /// A style; one without anything if there is none of this id.
    pub(super) fn style(&self, id: &str) -> &Style {
        self.styles.get(id).unwrap_or(&self.none)
    }

    /// How text looks in a paragraph of a style, with properties of its own.
    /// What styles toggle is on if one of the two levels says so, not if both do
    /// (§17.7.3).
    pub(super) fn marks(&self, paragraph: &Style, properties: Option<&Element>) -> Marks {
        let character = properties.and_then(|own| value_of(own, "w:rStyle")).map_or(&self.none, |id| self.style(id));
        let own = properties.map(Look::of).unwrap_or_default();
        let toggled = |at: usize| {
            let of = |look: &Look| look.toggles[at].unwrap_or(false);
            own.toggles[at].unwrap_or_else(|| of(&self.defaults) || (of(&paragraph.look) ^ of(&character.look)))
        };
        let mut look = own;
        [&character.look, &paragraph.look, &self.defaults].into_iter().for_each(|base| look.fill(base));
        Marks {
            bold: toggled(0),
            italic: toggled(1),
            strike: toggled(2) || toggled(3),
            hidden: toggled(4),
            underline: look.underline.unwrap_or(false),
            script: look.script.unwrap_or_default(),
            code: look.monospaced.unwrap_or(false) || is_code(&character.name) || is_code(&paragraph.name),
            emphasis: character.is_emphasis,
        }
    }
}

impl Style {
    fn of(id: &str, element: &Element, base: &Self) -> Self {
        let paragraph = element.child("w:pPr");
        let own = paragraph.map(Numbering::of).unwrap_or_default();
        let mut look = element.child("w:rPr").map(Look::of).unwrap_or_default();
        look.fill(&base.look);
        let names_list = own.list.is_some();
        let id: Arc<str> = id.into();
        let name: Arc<str> = english(value_of(element, "w:name").unwrap_or(&id)).into();
        Self {
            is_emphasis: base.is_emphasis || *name == *"Emphasis",
            name,
            outline: paragraph.and_then(outline).or(base.outline),
            numbering: Numbering {
                style: Arc::clone(if names_list { &id } else { &base.numbering.style }),
                list: own.list.or_else(|| base.numbering.list.clone()),
                level: own.level.or(base.numbering.level),
            },
            look,
            id,
        }
    }
}

impl Numbering {
    /// What the properties of a paragraph say.
    pub(super) fn of(properties: &Element) -> Self {
        let numbering = properties.child("w:numPr");
        let value = |name: &str| numbering.and_then(|numbering| value_of(numbering, name));
        Self { list: value("w:numId").map(Arc::from), level: value("w:ilvl").and_then(number), style: Arc::default() }
    }
}

/// The level of the outline that the properties of a paragraph name.
pub(super) fn outline(properties: &Element) -> Option<u8> {
    value_of(properties, "w:outlineLvl").and_then(number)
}

impl Look {
    fn of(properties: &Element) -> Self {
        let faces = properties.child("w:rFonts");
        let face = faces.and_then(|faces| faces.attribute("w:ascii").or_else(|| faces.attribute("w:hAnsi")));
        Self {
            toggles: TOGGLES.map(|name| properties.child(name).map(is_on)),
            underline: properties.child("w:u").map(|line| line.value().is_some_and(|value| value != "none")),
            script: value_of(properties, "w:vertAlign").map(|value| match value {
                "superscript" => Script::Super,
                "subscript" => Script::Sub,
                _ => Script::Baseline,
            }),
            monospaced: face.map(is_monospaced),
        }
    }

    /// Takes from a base what is not said here.
    fn fill(&mut self, base: &Self) {
        for (own, base) in self.toggles.iter_mut().zip(base.toggles) {
            *own = own.or(base);
        }
        self.underline = self.underline.or(base.underline);
        self.script = self.script.or(base.script);
        self.monospaced = self.monospaced.or(base.monospaced);
    }
}

#[cfg(test)]
mod tests {
    use super::Styles;
    use crate::ooxml::Element;

    const PART: &str = "<w:styles>\
        <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"Bold\"/><w:basedOn w:val=\"N\"/><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"C\"><w:basedOn w:val=\"B\"/><w:rPr><w:b/><w:i/></w:rPr></w:style>\
        <w:style w:type=\"character\" w:styleId=\"S\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type=\"character\" w:styleId=\"K\"><w:rPr><w:rFonts w:ascii=\"Consolas\"/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"X\"><w:basedOn w:val=\"Y\"/><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Y\"><w:basedOn w:val=\"X\"/></w:style>\
        </w:styles>";

    #[test]
    fn what_styles_toggle_is_on_once() {
        let styles = Styles::read(&Element::parse(PART).unwrap());
        let bold = |paragraph: &str, properties: &str| {
            let own = Element::parse(&format!("<w:rPr>{properties}</w:rPr>")).unwrap();
            styles.marks(styles.style(paragraph), Some(&own)).bold
        };
        for (paragraph, properties, is_bold) in [
            ("N", "", false),
            ("N", "<w:rStyle w:val=\"S\"/>", true),
            ("B", "", true),
            // Within the styles that a style is based on, the nearest counts.
            ("C", "", true),
            ("B", "<w:rStyle w:val=\"S\"/>", false),
            ("B", "<w:rStyle w:val=\"S\"/><w:b/>", true),
            ("B", "<w:b w:val=\"0\"/>", false),
            ("X", "", true),
            ("Y", "", true),
            ("unknown", "", false),
        ] {
            assert_eq!(bold(paragraph, properties), is_bold, "{paragraph} {properties}");
        }
        assert!(styles.marks(styles.style("C"), None).italic);
        let code = Element::parse("<w:rPr><w:rStyle w:val=\"K\"/></w:rPr>").unwrap();
        assert!(styles.marks(styles.style("N"), Some(&code)).code);
        assert_eq!(&*styles.normal, "N");
    }
}

//! Runs of a formula (ECMA-376-1 §22.1.2.87): the text and how it looks.

use super::Writer;
use crate::model::math::Face;
use crate::ooxml::Element;

/// Text without control characters.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_control()).collect()
}

/// A property of Office Math with its value.
pub(super) fn val(name: &'static str, value: impl Into<std::borrow::Cow<'static, str>>) -> Element {
    Element::new(name).with("m:val", value)
}

/// The content of `m:rPr` for a face: `m:scr` and `m:sty` in this order
/// (§22.1.2.91). Italic is Word's own default and is not said: a reader would
/// take it for `\mathit`.
pub(super) fn style(face: Face) -> Vec<Element> {
    let (script, style) = match face {
        Face::Default | Face::Italic => (None, None),
        Face::Upright => (None, Some("p")),
        Face::Bold => (None, Some("b")),
        Face::BoldItalic => (None, Some("bi")),
        Face::Script => (Some("script"), Some("p")),
        Face::BoldScript => (Some("script"), Some("b")),
        Face::Fraktur => (Some("fraktur"), Some("p")),
        Face::BoldFraktur => (Some("fraktur"), Some("b")),
        Face::DoubleStruck => (Some("double-struck"), Some("p")),
        Face::SansSerif => (Some("sans-serif"), Some("p")),
        Face::SansSerifBold => (Some("sans-serif"), Some("b")),
        Face::SansSerifItalic => (Some("sans-serif"), None),
        Face::SansSerifBoldItalic => (Some("sans-serif"), Some("bi")),
        Face::Monospace => (Some("monospace"), Some("p")),
    };
    let script = script.map(|script| val("m:scr", script));
    script.into_iter().chain(style.map(|style| val("m:sty", style))).collect()
}

/// The property of a run (§22.1.2.57) whose `&` is the sign itself: in an array
/// it would be a point of alignment.
fn literal(text: &str) -> Option<Element> {
    text.contains('&').then(|| Element::new("m:lit"))
}

/// The space of Unicode that is nearest to a width; none for a negative one.
pub(super) fn space(width: f32) -> &'static str {
    match width {
        w if w < 0.03 => "",
        w if w < 0.12 => "\u{200a}",
        w if w < 0.2 => "\u{2009}",
        w if w < 0.24 => "\u{205f}",
        w if w < 0.29 => "\u{2005}",
        w if w < 0.42 => "\u{2004}",
        w if w < 0.75 => "\u{2002}",
        w if w < 1.5 => "\u{2003}",
        w if w.is_nan() => "",
        _ => "\u{2003}\u{2003}",
    }
}

impl Writer {
    /// A run of signs; nothing if there are none.
    pub(super) fn run(&mut self, text: &str, style: Vec<Element>) {
        self.signs(text, literal(text).into_iter().chain(style), true);
    }

    /// The point at which the lines of an array are aligned.
    pub(super) fn alignment(&mut self) {
        self.signs("&", style(Face::Upright), true);
    }

    /// Words: they take the font of the paragraph.
    pub(super) fn words(&mut self, text: &str) {
        self.signs(text, literal(text).into_iter().chain([Element::new("m:nor")]), false);
    }

    fn signs(&mut self, text: &str, properties: impl IntoIterator<Item = Element>, in_font: bool) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        let properties: Vec<Element> = properties.into_iter().collect();
        let mut run = Element::new("m:r");
        if !properties.is_empty() {
            run.push(Element::new("m:rPr").holding_all(properties));
        }
        self.out.push(run.holding_all(self.look(in_font)).holding(Element::text("m:t", text)).into());
    }

    /// The `w:rPr` of a run or of a structure (§17.3.2.28).
    pub(super) fn look(&self, in_font: bool) -> Option<Element> {
        let font = in_font
            .then(|| Element::new("w:rFonts").with("w:ascii", self.font.clone()).with("w:hAnsi", self.font.clone()));
        let color = self.color.map(|[r, g, b]| Element::val("w:color", format!("{r:02X}{g:02X}{b:02X}")));
        let has_look = font.is_some() || color.is_some();
        has_look.then(|| Element::new("w:rPr").holding_all(font).holding_all(color))
    }
}

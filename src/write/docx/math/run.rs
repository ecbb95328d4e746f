//! Runs of a formula (ECMA-376-1 §22.1.2.87): the text and how it looks.

use super::Writer;
use crate::model::math::Face;

/// Text for XML; characters that XML cannot hold are dropped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The content of `m:rPr` for a face: `m:scr` and `m:sty` in this order
/// (§22.1.2.91). Word's own default is italic.
pub(super) const fn style(face: Face) -> &'static str {
    match face {
        Face::Default | Face::Italic => r#"<m:sty m:val="i"/>"#,
        Face::Upright => r#"<m:sty m:val="p"/>"#,
        Face::Bold => r#"<m:sty m:val="b"/>"#,
        Face::BoldItalic => r#"<m:sty m:val="bi"/>"#,
        Face::Script => r#"<m:scr m:val="script"/><m:sty m:val="p"/>"#,
        Face::BoldScript => r#"<m:scr m:val="script"/><m:sty m:val="b"/>"#,
        Face::Fraktur => r#"<m:scr m:val="fraktur"/><m:sty m:val="p"/>"#,
        Face::BoldFraktur => r#"<m:scr m:val="fraktur"/><m:sty m:val="b"/>"#,
        Face::DoubleStruck => r#"<m:scr m:val="double-struck"/><m:sty m:val="p"/>"#,
        Face::SansSerif => r#"<m:scr m:val="sans-serif"/><m:sty m:val="p"/>"#,
        Face::SansSerifBold => r#"<m:scr m:val="sans-serif"/><m:sty m:val="b"/>"#,
        Face::SansSerifItalic => r#"<m:scr m:val="sans-serif"/><m:sty m:val="i"/>"#,
        Face::SansSerifBoldItalic => r#"<m:scr m:val="sans-serif"/><m:sty m:val="bi"/>"#,
        Face::Monospace => r#"<m:scr m:val="monospace"/><m:sty m:val="p"/>"#,
    }
}

/// The property of a run (§22.1.2.57) whose `&` is the sign itself: in an array
/// it would be a point of alignment.
fn literal(text: &str) -> &'static str {
    if text.contains('&') { "<m:lit/>" } else { "" }
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
    pub(super) fn run(&mut self, text: &str, style: &str) {
        let literal = literal(text);
        self.signs(text, &format!("{literal}{style}"));
    }

    /// The point at which the lines of an array are aligned.
    pub(super) fn alignment(&mut self) {
        self.signs("&", style(Face::Upright));
    }

    fn signs(&mut self, text: &str, properties: &str) {
        let text = escape(text);
        if text.is_empty() {
            return;
        }
        let look = self.look(true);
        self.put(&format!("<m:r><m:rPr>{properties}</m:rPr>{look}<m:t xml:space=\"preserve\">{text}</m:t></m:r>"));
    }

    /// Words: they take the font of the paragraph.
    pub(super) fn words(&mut self, text: &str) {
        let literal = literal(text);
        let text = escape(text);
        if text.is_empty() {
            return;
        }
        let look = self.look(false);
        self.put(&format!("<m:r><m:rPr>{literal}<m:nor/></m:rPr>{look}<m:t xml:space=\"preserve\">{text}</m:t></m:r>"));
    }

    /// The `w:rPr` of a run or of a structure (§17.3.2.28).
    pub(super) fn look(&self, font: bool) -> String {
        let font = if font { format!("<w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\"/>", self.font) } else { String::new() };
        let color = self.color.map(|[r, g, b]| format!("<w:color w:val=\"{r:02X}{g:02X}{b:02X}\"/>"));
        let look = font + &color.unwrap_or_default();
        if look.is_empty() { look } else { format!("<w:rPr>{look}</w:rPr>") }
    }
}

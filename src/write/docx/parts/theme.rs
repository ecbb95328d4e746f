//! `word/theme/theme1.xml`: the smallest theme that the schema allows
//! (ECMA-376-1 §20.1.6.9), with the fonts and the colours of the style.

use crate::model::resolved::Script;
use crate::ooxml::Element;
use crate::style::value::Color;
use crate::style::{Fonts, Style};

/// The theme.
#[must_use]
pub(in crate::write::docx) fn write(style: &Style) -> Element {
    let alert = &style.alert;
    let named: [(&str, Color); 10] = [
        ("dk2", style.body.color),
        ("lt2", alert.fill),
        ("accent1", alert.note),
        ("accent2", alert.tip),
        ("accent3", alert.important),
        ("accent4", alert.warning),
        ("accent5", alert.caution),
        ("accent6", style.code.comment),
        ("hlink", style.marks.link),
        ("folHlink", style.marks.link),
    ];
    let color = |(name, color): (&str, Color)| {
        Element::new(format!("a:{name}")).holding(Element::new("a:srgbClr").with("val", color.hex()))
    };
    let system = |name: &'static str, value: &'static str| {
        Element::new(name).holding(Element::new("a:sysClr").with("val", value))
    };
    let colors = Element::new("a:clrScheme")
        .with("name", "fuzi")
        .holding(system("a:dk1", "windowText"))
        .holding(system("a:lt1", "window"))
        .holding_all(named.map(color));
    let fonts = Element::new("a:fontScheme")
        .with("name", "fuzi")
        .holding(Element::new("a:majorFont").holding_all(font(&style.fonts.heading)))
        .holding(Element::new("a:minorFont").holding_all(font(&style.fonts.body)));
    let elements = Element::new("a:themeElements").holding(colors).holding(fonts).holding(formats());
    Element::new("a:theme").with("name", "fuzi").holding(elements)
}

/// The three fills, lines and effects that a theme must have.
fn formats() -> Element {
    let placeholder = Element::new("a:schemeClr").with("val", "phClr");
    let solid = Element::new("a:solidFill").holding(placeholder);
    let thrice = |name: &'static str, element: Element| Element::new(name).holding_all(std::iter::repeat_n(element, 3));
    Element::new("a:fmtScheme")
        .with("name", "fuzi")
        .holding(thrice("a:fillStyleLst", solid.clone()))
        .holding(thrice("a:lnStyleLst", Element::new("a:ln").holding(solid.clone())))
        .holding(thrice("a:effectStyleLst", Element::new("a:effectStyle").holding(Element::new("a:effectLst"))))
        .holding(thrice("a:bgFillStyleLst", solid))
}

fn font(fonts: &Fonts) -> [Element; 3] {
    let face = |name: &'static str, face: &str| Element::new(name).with("typeface", face.to_owned());
    [face("a:latin", fonts.word(Script::Latin)), face("a:ea", fonts.word(Script::EastAsian)), face("a:cs", "")]
}

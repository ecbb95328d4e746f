//! `word/theme/theme1.xml`: the smallest theme that the schema allows
//! (ECMA-376-1 §20.1.6.9), with the fonts and the colours of the style.

use crate::model::resolved::Script;
use crate::ooxml::{DECLARATION, escape};
use crate::style::Style;
use crate::style::value::{Color, Fonts};

/// Writes the theme.
#[must_use]
pub(super) fn write(style: &Style) -> String {
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
    let colors: String = named
        .iter()
        .map(|(name, color)| format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", color.hex()))
        .collect();
    let solid = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let lines = format!("<a:ln>{solid}</a:ln>").repeat(3);
    let effects = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    let fills = solid.repeat(3);
    format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"fuzi\">\
         <a:themeElements><a:clrScheme name=\"fuzi\"><a:dk1><a:sysClr val=\"windowText\"/></a:dk1>\
         <a:lt1><a:sysClr val=\"window\"/></a:lt1>{colors}</a:clrScheme>\
         <a:fontScheme name=\"fuzi\"><a:majorFont>{}</a:majorFont><a:minorFont>{}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"fuzi\"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>\
         <a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>",
        font(&style.fonts.heading),
        font(&style.fonts.body),
    )
}

fn font(fonts: &Fonts) -> String {
    format!(
        "<a:latin typeface=\"{}\"/><a:ea typeface=\"{}\"/><a:cs typeface=\"\"/>",
        escape(fonts.word(Script::Latin)),
        escape(fonts.word(Script::EastAsian))
    )
}

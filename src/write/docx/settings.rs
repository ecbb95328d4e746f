//! `word/settings.xml` and `word/fontTable.xml`: how Word is to treat the
//! document as a whole, and the fonts that it names.

use std::collections::BTreeSet;

use super::section::note_format;
use super::xml::{DECLARATION, escape};
use super::{look, package};
use crate::model::Lang;
use crate::model::resolved::Script;
use crate::style::Style;
use crate::style::value::PagePattern;

/// What Chinese Word itself writes for the setting of lines, in the schema's
/// order (ECMA-376-1 §17.15.3).
const COMPATIBLE: &str = "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>\
    <w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>";
/// The settings by which Word 2013 and later do without compatibility mode
/// ([MS-DOCX] §2.3.3).
const MODE: [(&str, u8); 5] = [
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
];

/// The languages of a document: its own, and English for Latin text in a
/// Chinese, Japanese or Korean one (ECMA-376-1 §17.3.2.20).
#[must_use]
pub(super) fn language(element: &str, lang: &Lang) -> String {
    let tag = escape(&lang.tag()).into_owned();
    let (latin, east_asian) = if lang.is_east_asian() { ("en-US", tag.as_str()) } else { (tag.as_str(), "zh-CN") };
    format!("<w:{element} w:val=\"{latin}\" w:eastAsia=\"{east_asian}\" w:bidi=\"ar-SA\"/>")
}

/// Writes the settings.
#[must_use]
pub(super) fn write(style: &Style, lang: &Lang) -> String {
    let mode: String = MODE
        .iter()
        .map(|(name, value)| {
            format!(
                "<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{value}\"/>"
            )
        })
        .collect();
    let tab = style.body.size().scaled(2.0).twips();
    let math = escape(style.fonts.math.word(Script::Latin)).into_owned();
    format!(
        "{DECLARATION}<w:settings {}><w:zoom w:percent=\"100\"/><w:bordersDoNotSurroundHeader/>\
         <w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"{tab}\"/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:footnotePr><w:numFmt w:val=\"{}\"/><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat>{COMPATIBLE}{mode}</w:compat>\
         <m:mathPr><m:mathFont m:val=\"{math}\"/><m:brkBin m:val=\"before\"/><m:brkBinSub m:val=\"--\"/>\
         <m:smallFrac m:val=\"0\"/><m:dispDef/><m:lMargin m:val=\"0\"/><m:rMargin m:val=\"0\"/><m:defJc m:val=\"centerGroup\"/>\
         <m:intLim m:val=\"subSup\"/><m:naryLim m:val=\"undOvr\"/></m:mathPr>{}\
         <w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" w:bg2=\"light2\" w:t2=\"dark2\" w:accent1=\"accent1\" \
         w:accent2=\"accent2\" w:accent3=\"accent3\" w:accent4=\"accent4\" w:accent5=\"accent5\" w:accent6=\"accent6\" \
         w:hyperlink=\"hyperlink\" w:followedHyperlink=\"followedHyperlink\"/>\
         <w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>",
        package::NAMESPACES,
        note_format(style),
        language("themeFontLang", lang),
    )
}

/// Writes the table of the fonts that the style names.
#[must_use]
pub(super) fn fonts(style: &Style) -> String {
    let names: BTreeSet<&str> = style
        .fonts
        .named()
        .into_iter()
        .flat_map(|(_, fonts)| [fonts.word(Script::Latin), fonts.word(Script::EastAsian)])
        .filter(|name| !name.is_empty())
        .collect();
    let list: String = names.iter().map(|name| format!("<w:font w:name=\"{}\"/>", escape(name))).collect();
    format!("{DECLARATION}<w:fonts {}>{list}</w:fonts>", package::NAMESPACES)
}

/// Writes the footer: the number of the page with what stands around it.
/// `None` if pages carry no numbers.
#[must_use]
pub(super) fn footer(style: &Style) -> Option<String> {
    let PagePattern { before, after, .. } = style.page_number.body()?;
    let run = |text: &str| {
        let scripts = super::inline::scripts(text).into_iter();
        scripts.map(|(script, text)| hinted(script, text)).collect::<String>()
    };
    let first = hinted(Script::Latin, "1");
    Some(format!(
        "{DECLARATION}<w:ftr {}><w:p><w:pPr><w:pStyle w:val=\"{}\"/>{}</w:pPr>{}{}{}</w:p></w:ftr>",
        package::NAMESPACES,
        super::names::FOOTER,
        look::justification(style.page_number.text.align),
        run(&before),
        super::field::complex("PAGE", &first),
        run(&after),
    ))
}

fn hinted(script: Script, text: &str) -> String {
    let hint = match script {
        Script::EastAsian => "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>",
        Script::Latin => "",
    };
    format!("<w:r>{hint}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

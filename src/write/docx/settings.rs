//! `word/settings.xml` and `word/fontTable.xml`: how Word is to treat the
//! document as a whole, and the fonts that it names.

use std::collections::BTreeSet;

use super::section::{note_format, note_restart};
use crate::model::Lang;
use crate::model::resolved::Script;
use crate::ooxml::escape;
use crate::style::Style;
use crate::style::value::NotePlace;

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
    let sides = if style.is_two_sided() { "<w:evenAndOddHeaders/>" } else { "" };
    let math = escape(style.fonts.math.word(Script::Latin)).into_owned();
    format!(
        "<w:settings><w:zoom w:percent=\"100\"/><w:bordersDoNotSurroundHeader/>\
         <w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"{tab}\"/>{sides}\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>{}<w:compat>{COMPATIBLE}{mode}</w:compat>\
         <m:mathPr><m:mathFont m:val=\"{math}\"/><m:brkBin m:val=\"before\"/><m:brkBinSub m:val=\"--\"/>\
         <m:smallFrac m:val=\"0\"/><m:dispDef/><m:lMargin m:val=\"0\"/><m:rMargin m:val=\"0\"/><m:defJc m:val=\"centerGroup\"/>\
         <m:intLim m:val=\"subSup\"/><m:naryLim m:val=\"undOvr\"/></m:mathPr>{}\
         <w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" w:bg2=\"light2\" w:t2=\"dark2\" w:accent1=\"accent1\" \
         w:accent2=\"accent2\" w:accent3=\"accent3\" w:accent4=\"accent4\" w:accent5=\"accent5\" w:accent6=\"accent6\" \
         w:hyperlink=\"hyperlink\" w:followedHyperlink=\"followedHyperlink\"/>\
         <w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>",
        notes(style),
        language("themeFontLang", lang),
    )
}

/// How notes are counted, and the two separators that stand before them
/// (ECMA-376-1 §17.11.10, §17.11.3).
fn notes(style: &Style) -> String {
    let (name, restart) = match style.notes.place {
        NotePlace::Foot => ("footnote", note_restart(style)),
        NotePlace::End => ("endnote", ""),
    };
    format!(
        "<w:{name}Pr><w:numFmt w:val=\"{}\"/>{restart}<w:{name} w:id=\"-1\"/><w:{name} w:id=\"0\"/></w:{name}Pr>",
        note_format(style)
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
    format!("<w:fonts>{list}</w:fonts>")
}

//! `word/settings.xml` and `word/fontTable.xml`: how Word 2013 and later set
//! the document (ECMA-376-1 §17.15, §17.8).

use std::collections::BTreeSet;

use crate::model::Lang;
use crate::model::resolved::Script;
use crate::ooxml::Element;
use crate::style::Style;
use crate::style::value::NotePlace;
use crate::write::docx::state::section::{note_format, note_restart};

/// What Chinese Word itself writes for the setting of lines (ECMA-376-1
/// §17.15.3).
const COMPATIBLE: [&str; 7] = [
    "w:spaceForUL",
    "w:balanceSingleByteDoubleByteWidth",
    "w:doNotLeaveBackslashAlone",
    "w:ulTrailSpace",
    "w:doNotExpandShiftReturn",
    "w:adjustLineHeightInTable",
    "w:useFELayout",
];
/// The settings by which Word 2013 and later do without compatibility mode
/// ([MS-DOCX] §2.3.3).
const MODE: [(&str, &str); 5] = [
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
];
/// What no line ends with (CLREQ §3.1.4). Word keeps 50 such signs, and 100 of the
/// others ([MS-DOC] §2.7.13).
const NO_LINE_END: &str = "$([{£¥€‘“〈《「『【〔〖〝＄（［｛￡￥";
/// What no line begins with.
const NO_LINE_START: &str =
    "!%),.:;>?]}¢°·—―⸺’”…‰′″℃∶、。〃〉》」』】〕〗〞！％），．：；？］｝～〜￠①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㎏㎜㎝㎞㎡㎥";
/// Which colours of the theme stand for which of the text (§17.15.1.20).
const COLORS: [(&str, &str); 12] = [
    ("w:bg1", "light1"),
    ("w:t1", "dark1"),
    ("w:bg2", "light2"),
    ("w:t2", "dark2"),
    ("w:accent1", "accent1"),
    ("w:accent2", "accent2"),
    ("w:accent3", "accent3"),
    ("w:accent4", "accent4"),
    ("w:accent5", "accent5"),
    ("w:accent6", "accent6"),
    ("w:hyperlink", "hyperlink"),
    ("w:followedHyperlink", "followedHyperlink"),
];
/// How formulas are set, behind their font (§22.1.2.62).
const MATH: [(&str, &str); 8] = [
    ("m:brkBin", "before"),
    ("m:brkBinSub", "--"),
    ("m:smallFrac", "0"),
    ("m:dispDef", ""),
    ("m:lMargin", "0"),
    ("m:rMargin", "0"),
    ("m:defJc", "centerGroup"),
    ("m:intLim", "subSup"),
];

/// The languages of a document: its own, and English for Latin text in a
/// Chinese, Japanese or Korean one (ECMA-376-1 §17.3.2.20).
#[must_use]
pub(in crate::write::docx) fn language(element: &'static str, lang: &Lang) -> Element {
    let tag = lang.tag();
    let (latin, east_asian) = if lang.is_east_asian() { ("en-US".to_owned(), tag) } else { (tag, "zh-CN".to_owned()) };
    Element::val(element, latin).with("w:eastAsia", east_asian).with("w:bidi", "ar-SA")
}

/// The settings.
#[must_use]
pub(in crate::write::docx) fn write(style: &Style, lang: &Lang) -> Element {
    let tab = style.body.size().scaled(2.0).twips().to_string();
    let colors =
        COLORS.into_iter().fold(Element::new("w:clrSchemeMapping"), |mapping, (name, color)| mapping.with(name, color));
    Element::new("w:settings")
        .holding(Element::new("w:zoom").with("w:percent", "100"))
        .holding(Element::new("w:bordersDoNotSurroundHeader"))
        .holding(Element::new("w:bordersDoNotSurroundFooter"))
        .holding(Element::val("w:defaultTabStop", tab))
        .holding_all(style.is_two_sided().then(|| Element::new("w:evenAndOddHeaders")))
        .holding(Element::val("w:characterSpacingControl", "compressPunctuation"))
        .holding_all(line_edges(lang))
        .holding(notes(style))
        .holding(compatible())
        .holding(math(style))
        .holding(language("w:themeFontLang", lang))
        .holding(colors)
        .holding(Element::val("w:decimalSymbol", "."))
        .holding(Element::val("w:listSeparator", ","))
}

/// What lines begin and end with in Chinese (ECMA-376-1 §17.15.1.58, §17.15.1.59).
fn line_edges(lang: &Lang) -> Vec<Element> {
    let tag = match lang.language() {
        "zh" => lang.tag(),
        _ if lang.is_east_asian() => return Vec::new(),
        _ => "zh-CN".to_owned(),
    };
    let list = |name, signs: &'static str| Element::new(name).with("w:lang", tag.clone()).with("w:val", signs);
    vec![list("w:noLineBreaksAfter", NO_LINE_END), list("w:noLineBreaksBefore", NO_LINE_START)]
}

fn compatible() -> Element {
    let mode = |(name, value): (&'static str, &'static str)| {
        let uri = "http://schemas.microsoft.com/office/word";
        Element::new("w:compatSetting").with("w:name", name).with("w:uri", uri).with("w:val", value)
    };
    Element::new("w:compat").holding_all(COMPATIBLE.map(Element::new)).holding_all(MODE.map(mode))
}

fn math(style: &Style) -> Element {
    let font = style.fonts.math.word(Script::Latin).to_owned();
    let setting = |(name, value): (&'static str, &'static str)| match value {
        "" => Element::new(name),
        value => Element::new(name).with("m:val", value),
    };
    Element::new("m:mathPr")
        .holding(Element::new("m:mathFont").with("m:val", font))
        .holding_all(MATH.map(setting))
        .holding(Element::new("m:naryLim").with("m:val", "undOvr"))
}

/// How notes are counted, and the two separators that stand before them
/// (ECMA-376-1 §17.11.10, §17.11.3).
fn notes(style: &Style) -> Element {
    let (properties, name, restart) = match style.notes.place {
        NotePlace::Foot => ("w:footnotePr", "w:footnote", note_restart(style)),
        NotePlace::End => ("w:endnotePr", "w:endnote", None),
    };
    Element::new(properties)
        .holding(Element::val("w:numFmt", note_format(style)))
        .holding_all(restart)
        .holding_all(["-1", "0"].map(|id| Element::new(name).with("w:id", id)))
}

/// The table of the fonts that the style names.
#[must_use]
pub(in crate::write::docx) fn fonts(style: &Style) -> Element {
    let names: BTreeSet<&str> = style
        .fonts
        .named()
        .into_iter()
        .flat_map(|(_, fonts)| [fonts.word(Script::Latin), fonts.word(Script::EastAsian)])
        .filter(|name| !name.is_empty())
        .collect();
    let font = |name: &str| Element::new("w:font").with("w:name", name.to_owned());
    Element::new("w:fonts").holding_all(names.into_iter().map(font))
}

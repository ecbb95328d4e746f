//! `word/styles.xml`: Word's own styles by the names that it recognises, our
//! few others under names that a reader understands. Every look comes from
//! [`Looks`] and [`Style`].

use super::look::{self, border, fill};
use super::looks::{Look, Looks};
use super::names as id;
use super::numbering::Scheme;
use super::xml::{toggle, val};
use super::{notes, settings};
use crate::length::Length;
use crate::model::Lang;
use crate::ooxml::escape;
use crate::style::Style;
use crate::style::value::{ChineseEmphasis, Rules};

/// Writes the part.
#[must_use]
pub(super) fn write(style: &Style, looks: &Looks, scheme: &Scheme, lang: &Lang) -> String {
    let mut out = String::from("<w:styles>");
    out.push_str(&defaults(style, lang));
    out.push_str(LATENT);
    for (at, look) in looks.all().iter().enumerate() {
        out.push_str(&paragraph(style, look, at == 0, scheme));
    }
    out.push_str(&characters(style));
    out.push_str(&tables(style));
    out.push_str("</w:styles>");
    out
}

/// What Word is to assume of its own styles that stand not here: that they are
/// to be had but not in the way (ECMA-376-1 §17.7.4.5).
const LATENT: &str = "<w:latentStyles w:defLockedState=\"0\" w:defUIPriority=\"99\" w:defSemiHidden=\"0\" \
    w:defUnhideWhenUsed=\"0\" w:defQFormat=\"0\" w:count=\"376\"/>";

/// The document's defaults (ECMA-376-1 §17.7.5).
fn defaults(style: &Style, lang: &Lang) -> String {
    let size = style.body.size().half_points();
    let tracking = match style.tracking() {
        Length::ZERO => String::new(),
        space => val("spacing", space.twips()),
    };
    format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{}{tracking}{}{}{}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        look::fonts(&style.fonts.body),
        val("sz", size),
        val("szCs", size),
        settings::language("lang", lang),
    )
}

/// The place of Word's own styles in its list; others stand at the end.
fn priority(name: &str) -> Option<u8> {
    let listed =
        [("Normal", 0), ("heading", 9), ("Title", 10), ("Subtitle", 11), ("Quote", 29), ("List Paragraph", 34)];
    let small = [("caption", 35), ("toc", 39), ("TOC Heading", 39)];
    let mut all = listed.into_iter().chain(small);
    all.find(|(known, _)| name == *known || name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end() == *known)
        .map(|(_, priority)| priority)
}

fn is_built_in(name: &str) -> bool {
    let more = [
        "Body Text",
        "Salutation",
        "Signature",
        "Bibliography",
        "footnote text",
        "endnote text",
        "header",
        "footer",
        "table of figures",
    ];
    priority(name).is_some() || more.contains(&name)
}

fn paragraph(style: &Style, look: &Look, default: bool, scheme: &Scheme) -> String {
    let (id, name) = (look.id, escape(&look.name));
    let head = match (default, is_built_in(&look.name)) {
        (true, _) => "w:type=\"paragraph\" w:default=\"1\"",
        (false, true) => "w:type=\"paragraph\"",
        (false, false) => "w:type=\"paragraph\" w:customStyle=\"1\"",
    };
    let mut out = format!("<w:style {head} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>");
    if !default {
        out.push_str(&val("basedOn", id::NORMAL));
    }
    if look.next != id {
        out.push_str(&val("next", look.next));
    }
    if let Some(priority) = priority(&look.name) {
        out.push_str(&val("uiPriority", priority));
    }
    if id != id::SEPARATOR && !id.starts_with("TOC") || id == id::TOC_HEADING {
        out.push_str("<w:qFormat/>");
    }
    let text = &look.text;
    let indent = look.hang.map_or_else(|| look::indent(text), |hang| hanging(text.indent() + hang, hang));
    // The lines stand as their own pitch says, not as the grid would move them
    // (ECMA-376-1 §17.3.1.32).
    let properties = [
        look.extra.clone(),
        if look.keep_next { toggle("keepNext", true) } else { String::new() },
        toggle("widowControl", true),
        toggle("snapToGrid", false),
        look::spacing(text),
        indent,
        look::justification(text.align),
        look.outline.map(|level| val("outlineLvl", level)).unwrap_or_default(),
        look.outline.and_then(|level| scheme.heading_reference(level)).unwrap_or_default(),
    ];
    let run = look::run(text, style.fonts_of(&text.font));
    let proof = if id == id::CODE { "<w:noProof/>" } else { "" };
    out.push_str(&format!("<w:pPr>{}</w:pPr><w:rPr>{run}{proof}</w:rPr></w:style>", properties.concat()));
    out
}

/// `w:ind` with the first line out by `hang`.
fn hanging(left: Length, hang: Length) -> String {
    format!("<w:ind w:left=\"{}\" w:right=\"0\" w:firstLineChars=\"0\" w:hanging=\"{}\"/>", left.twips(), hang.twips())
}

fn characters(style: &Style) -> String {
    let marks = &style.marks;
    let emphasis = match marks.chinese_emphasis {
        ChineseEmphasis::Font => {
            let name = escape(&style.fonts.emphasis.word_east_asian);
            format!("<w:rFonts w:eastAsia=\"{name}\"/>")
        }
        ChineseEmphasis::Dots => val("em", "dot"),
    };
    let code_size = style.body.size().scaled(style.code.inline_scale).half_points();
    let code = [look::fonts(&style.fonts.code), toggle("noProof", true), val("sz", code_size), val("szCs", code_size)];
    let keyboard = [look::fonts(&style.fonts.code), toggle("noProof", true), fill(marks.keyboard)].concat();
    let strong = format!("{}{}", toggle("b", true), toggle("bCs", true));
    let one = |head: &str, id: &str, name: &str, priority: u8, run: &str| {
        format!(
            "<w:style w:type=\"character\"{head} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{}{}{}</w:style>",
            val("basedOn", "DefaultParagraphFont"),
            val("uiPriority", priority),
            format_args!("<w:qFormat/><w:rPr>{run}</w:rPr>"),
        )
    };
    let place = style.notes.place;
    let custom = " w:customStyle=\"1\"";
    [
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
            .to_owned(),
        one("", id::STRONG, "Strong", 22, &strong),
        one("", id::EMPHASIS, "Emphasis", 20, &emphasis),
        one("", id::HYPERLINK, "Hyperlink", 99, &val("color", marks.link.hex())),
        one(
            "",
            id::note_reference(place),
            &format!("{} reference", notes::name(place)),
            99,
            &val("vertAlign", "superscript"),
        ),
        one(custom, id::CODE_CHAR, "Code Char", 99, &code.concat()),
        one(custom, id::KEYBOARD, "Keyboard", 99, &keyboard),
    ]
    .concat()
}

/// The table that every table is based on, and the one of this style.
fn tables(style: &Style) -> String {
    let table = &style.table;
    let side = |name: &str, width: Length| format!("<w:{name} w:w=\"{}\" w:type=\"dxa\"/>", width.twips());
    let margins = [
        side("top", table.padding),
        side("left", table.padding_side),
        side("bottom", table.padding),
        side("right", table.padding_side),
    ]
    .concat();
    let rule = |name: &str, width: Length| border(name, width, Length::ZERO, table.text.color);
    let (name, borders) = match table.rules {
        Rules::Three => ("Three-Line Table", [rule("top", table.top_rule), rule("bottom", table.bottom_rule)].concat()),
        Rules::Grid => {
            let outer = ["top", "left", "bottom", "right"].map(|name| rule(name, table.top_rule)).concat();
            ("Grid Table", outer + &["insideH", "insideV"].map(|name| rule(name, table.head_rule)).concat())
        }
        Rules::Plain => ("Plain Table", String::new()),
    };
    let zero = [("top", 0), ("left", 0), ("bottom", 0), ("right", 0)]
        .map(|(name, width)| format!("<w:{name} w:w=\"{width}\" w:type=\"dxa\"/>"))
        .concat();
    format!(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>{zero}</w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{name}\"/>\
         <w:basedOn w:val=\"TableNormal\"/><w:qFormat/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>",
        id::TABLE
    )
}

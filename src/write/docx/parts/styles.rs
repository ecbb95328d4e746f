//! `word/styles.xml`: Word's own styles by the names that it recognises, our
//! few others under names that a reader understands. Every look comes from
//! [`Looks`] and [`Style`].

use super::look::{self, border, fill};
use super::looks::{Look, Looks};
use super::numbering::Scheme;
use super::settings;
use crate::length::Length;
use crate::model::Lang;
use crate::ooxml::Element;
use crate::style::Style;
use crate::style::value::{ChineseEmphasis, Rules};
use crate::write::docx::body::notes;
use crate::write::docx::state::names as id;

/// The part.
#[must_use]
pub(in crate::write::docx) fn write(style: &Style, looks: &Looks, scheme: &Scheme, lang: &Lang) -> Element {
    let paragraphs = looks.all().iter().enumerate().map(|(at, look)| paragraph(style, look, at == 0, scheme));
    Element::new("w:styles")
        .holding(defaults(style, lang))
        .holding(latent())
        .holding_all(paragraphs)
        .holding_all(characters(style))
        .holding_all(tables(style))
}

/// What Word is to assume of its own styles that stand not here: that they are
/// to be had but not in the way (ECMA-376-1 §17.7.4.5).
fn latent() -> Element {
    Element::new("w:latentStyles")
        .with("w:defLockedState", "0")
        .with("w:defUIPriority", "99")
        .with("w:defSemiHidden", "0")
        .with("w:defUnhideWhenUsed", "0")
        .with("w:defQFormat", "0")
        .with("w:count", "376")
}

/// The document's defaults (ECMA-376-1 §17.7.5).
fn defaults(style: &Style, lang: &Lang) -> Element {
    let tracking = match style.tracking() {
        Length::ZERO => None,
        space => Some(Element::val("w:spacing", space.twips().to_string())),
    };
    let run = Element::new("w:rPr")
        .holding(look::fonts(&style.fonts.body))
        .holding_all(tracking)
        .holding_all(look::sizes(style.body.size().half_points()))
        .holding(settings::language("w:lang", lang));
    Element::new("w:docDefaults")
        .holding(Element::new("w:rPrDefault").holding(run))
        .holding(Element::new("w:pPrDefault"))
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

/// A style of a kind; one that Word does not know by its name is custom.
fn style(kind: &'static str, id: &'static str, name: &str, is_own: bool) -> Element {
    let style = Element::new("w:style").with("w:type", kind);
    let style = if is_own { style.with("w:customStyle", "1") } else { style };
    style.with("w:styleId", id).holding(Element::val("w:name", name.to_owned()))
}

fn paragraph(style: &Style, look: &Look, default: bool, scheme: &Scheme) -> Element {
    let id = look.id;
    let mut out = self::style("paragraph", id, &look.name, !default && !is_built_in(&look.name));
    if default {
        out.set("w:default", "1");
    } else {
        out.push(Element::val("w:basedOn", id::NORMAL));
    }
    if look.next != id {
        out.push(Element::val("w:next", look.next));
    }
    if let Some(priority) = priority(&look.name) {
        out.push(Element::val("w:uiPriority", priority.to_string()));
    }
    if id != id::SEPARATOR && !id.starts_with("TOC") || id == id::TOC_HEADING {
        out.push(Element::new("w:qFormat"));
    }
    out.holding(paragraph_properties(look, scheme)).holding(run_properties(style, look))
}

fn paragraph_properties(look: &Look, scheme: &Scheme) -> Element {
    let text = &look.text;
    let indent = look.hang.map_or_else(|| look::indent(text), |hang| hanging(text.indent() + hang, hang));
    // The lines stand as their own pitch says, not as the grid would move them
    // (ECMA-376-1 §17.3.1.32).
    Element::new("w:pPr")
        .holding_all(look.extra.iter().cloned())
        .holding_all(look.keep_next.then(|| Element::toggle("w:keepNext", true)))
        .holding(Element::toggle("w:widowControl", true))
        .holding(Element::toggle("w:snapToGrid", false))
        .holding(look::spacing(text))
        .holding(indent)
        .holding(look::justification(text.align))
        .holding_all(look.outline.map(|level| Element::val("w:outlineLvl", level.to_string())))
        .holding_all(look.outline.and_then(|level| scheme.heading_reference(level)))
}

fn run_properties(style: &Style, look: &Look) -> Element {
    let proof = (look.id == id::CODE).then(|| Element::new("w:noProof"));
    Element::new("w:rPr").holding_all(look::run(&look.text, style.fonts_of(&look.text.font))).holding_all(proof)
}

/// `w:ind` with the first line out by `hang`.
fn hanging(left: Length, hang: Length) -> Element {
    Element::new("w:ind")
        .with("w:left", left.twips().to_string())
        .with("w:right", "0")
        .with("w:firstLineChars", "0")
        .with("w:hanging", hang.twips().to_string())
}

fn characters(style: &Style) -> Vec<Element> {
    let marks = &style.marks;
    let emphasis = match marks.chinese_emphasis {
        ChineseEmphasis::Font => {
            let name = style.fonts.emphasis.word_east_asian.clone();
            Element::new("w:rFonts").with("w:eastAsia", name)
        }
        ChineseEmphasis::Dots => Element::val("w:em", "dot"),
    };
    let code_size = style.body.size().scaled(style.code.inline_scale).half_points();
    let code = || vec![look::fonts(&style.fonts.code), Element::toggle("w:noProof", true)];
    let strong = vec![Element::toggle("w:b", true), Element::toggle("w:bCs", true)];
    let place = style.notes.place;
    let reference = format!("{} reference", notes::name(place));
    let default = self::style("character", "DefaultParagraphFont", "Default Paragraph Font", false)
        .with("w:default", "1")
        .holding(Element::val("w:uiPriority", "1"))
        .holding(Element::new("w:semiHidden"));
    vec![
        default,
        character(id::STRONG, "Strong", 22, strong),
        character(id::EMPHASIS, "Emphasis", 20, vec![emphasis]),
        character(id::HYPERLINK, "Hyperlink", 99, vec![Element::val("w:color", marks.link.hex())]),
        character(id::note_reference(place), &reference, 99, vec![Element::val("w:vertAlign", "superscript")]),
        character(id::CODE_CHAR, "Code Char", 99, [code(), look::sizes(code_size).to_vec()].concat()),
        character(id::KEYBOARD, "Keyboard", 99, [code(), vec![fill(marks.keyboard)]].concat()),
    ]
}

fn character(id: &'static str, name: &str, priority: u8, run: Vec<Element>) -> Element {
    style("character", id, name, matches!(id, id::CODE_CHAR | id::KEYBOARD))
        .holding(Element::val("w:basedOn", "DefaultParagraphFont"))
        .holding(Element::val("w:uiPriority", priority.to_string()))
        .holding(Element::new("w:qFormat"))
        .holding(Element::new("w:rPr").holding_all(run))
}

/// The space around the text of cells.
fn cell_margins(high: Length, wide: Length) -> Element {
    let sides = [("w:top", high), ("w:left", wide), ("w:bottom", high), ("w:right", wide)];
    let side = |(name, width): (&'static str, Length)| {
        Element::new(name).with("w:w", width.twips().to_string()).with("w:type", "dxa")
    };
    Element::new("w:tblCellMar").holding_all(sides.map(side))
}

/// The table that every table is based on, and the one of this style.
fn tables(style: &Style) -> [Element; 2] {
    let table = &style.table;
    let rule = |name, width: Length| border(name, width, Length::ZERO, table.text.color);
    let (name, borders) = match table.rules {
        Rules::Three => ("Three-Line Table", vec![rule("w:top", table.top_rule), rule("w:bottom", table.bottom_rule)]),
        Rules::Grid => {
            let outer = ["w:top", "w:left", "w:bottom", "w:right"].map(|name| rule(name, table.top_rule));
            let inner = ["w:insideH", "w:insideV"].map(|name| rule(name, table.head_rule));
            ("Grid Table", outer.into_iter().chain(inner).collect())
        }
        Rules::Plain => ("Plain Table", Vec::new()),
    };
    let indent = Element::new("w:tblInd").with("w:w", "0").with("w:type", "dxa");
    let normal = self::style("table", "TableNormal", "Normal Table", false)
        .with("w:default", "1")
        .holding(Element::val("w:uiPriority", "99"))
        .holding(Element::new("w:semiHidden"))
        .holding(Element::new("w:unhideWhenUsed"))
        .holding(Element::new("w:tblPr").holding(indent).holding(cell_margins(Length::ZERO, Length::ZERO)));
    let borders = Element::new("w:tblBorders").holding_all(borders.into_iter().flatten());
    let margins = cell_margins(table.padding, table.padding_side);
    let own = self::style("table", id::TABLE, name, true)
        .holding(Element::val("w:basedOn", "TableNormal"))
        .holding(Element::new("w:qFormat"))
        .holding(Element::new("w:tblPr").holding(borders).holding(margins));
    [normal, own]
}

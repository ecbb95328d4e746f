//! The orders that the schema demands of the children of property elements
//! (ECMA-376-1 Annex A). It must not know what the properties mean.

use super::element::{Element, Node};

const RUN: &[&str] = &[
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
];
const PARAGRAPH: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];
const TABLE: &[&str] = &[
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
];
const CELL: &[&str] = &[
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
];
const ROW: &[&str] = &["cnfStyle", "gridBefore", "gridAfter", "cantSplit", "trHeight", "tblHeader", "jc"];
const SIDES: &[&str] =
    &["top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "between", "bar", "tl2br", "tr2bl"];
const NUMBER: &[&str] = &["ilvl", "numId"];

const SECTION: &[&str] = &[
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
];
const STYLE: &[&str] = &[
    "name",
    "aliases",
    "basedOn",
    "next",
    "link",
    "autoRedefine",
    "hidden",
    "uiPriority",
    "semiHidden",
    "unhideWhenUsed",
    "qFormat",
    "locked",
    "personal",
    "personalCompose",
    "personalReply",
    "rsid",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "tblStylePr",
];
const LEVEL: &[&str] = &[
    "start",
    "numFmt",
    // A format that older programs do not know stands in it.
    "mc:AlternateContent",
    "lvlRestart",
    "pStyle",
    "isLgl",
    "suff",
    "lvlText",
    "lvlPicBulletId",
    "legacy",
    "lvlJc",
    "pPr",
    "rPr",
];

/// What the schema says of the children of an element.
struct Rule {
    order: &'static [&'static str],
    /// Those that may stand there more than once.
    repeated: &'static [&'static str],
    /// Whether the element means something without children.
    stands_empty: bool,
}

/// What the schema says of an element, if that concerns its children's order.
fn rule(name: &str) -> Option<Rule> {
    let order = match name {
        "w:rPr" => RUN,
        "w:pPr" => PARAGRAPH,
        "w:tblPr" => TABLE,
        "w:tcPr" => CELL,
        "w:trPr" => ROW,
        "w:pBdr" | "w:tblBorders" | "w:tcBorders" | "w:tblCellMar" | "w:tcMar" => SIDES,
        "w:numPr" => NUMBER,
        "w:sectPr" => {
            let repeated = &["headerReference", "footerReference"];
            return Some(Rule { order: SECTION, repeated, stands_empty: true });
        }
        "w:style" => return Some(Rule { order: STYLE, repeated: &["tblStylePr"], stands_empty: true }),
        "w:lvl" => return Some(Rule { order: LEVEL, repeated: &[], stands_empty: true }),
        _ => return None,
    };
    Some(Rule { order, repeated: &[], stands_empty: false })
}

/// Whether an element says nothing: properties without any.
pub(super) fn is_void(element: &Element) -> bool {
    if matches!(element.name.as_ref(), "w:spacing" | "w:ind") {
        return element.attributes.is_empty();
    }
    let is_void = |node: &Node| matches!(node, Node::Element(element) if is_void(element));
    element.children.iter().all(is_void) && rule(&element.name).is_some_and(|rule| !rule.stands_empty)
}

/// The children of an element as the schema wants them; `None` if they may stay
/// as they are. Of two of one name the later one stays; what the schema does not
/// know stands at the end.
pub(super) fn ordered(element: &Element) -> Option<Vec<&Node>> {
    let rule = rule(&element.name)?;
    let rank = |node: &Node| match node {
        Node::Element(child) => {
            let local = child.name.strip_prefix("w:").unwrap_or(&child.name);
            rule.order.iter().position(|known| *known == local).unwrap_or(rule.order.len())
        }
        Node::Text(_) | Node::Written(_) => rule.order.len(),
    };
    let ranks: Vec<usize> = element.children.iter().map(rank).collect();
    if ranks.windows(2).all(|pair| pair[0] < pair[1]) {
        return None;
    }
    let mut sorted: Vec<(usize, &Node)> = ranks.into_iter().zip(&element.children).collect();
    sorted.sort_by_key(|child| child.0);
    let is_last = |at: usize| {
        let rank = sorted[at].0;
        let may_repeat = rule.order.get(rank).is_none_or(|name| rule.repeated.contains(name));
        may_repeat || sorted.get(at + 1).is_none_or(|next| next.0 != rank)
    };
    Some((0..sorted.len()).filter(|at| is_last(*at)).map(|at| sorted[at].1).collect())
}

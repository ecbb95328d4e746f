//! The children of property elements are put into the order that the schema
//! demands (ECMA-376-1 Annex A), and property elements without children fall
//! away. One pass over a part; it must not know what the properties mean.

use quick_xml::Reader;
use quick_xml::events::Event;

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

/// The order of the children of an element, if they have one.
fn order_of(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:rPr" => RUN,
        "w:pPr" => PARAGRAPH,
        "w:tblPr" => TABLE,
        "w:tcPr" => CELL,
        "w:trPr" => ROW,
        "w:pBdr" | "w:tblBorders" | "w:tcBorders" | "w:tblCellMar" | "w:tcMar" => SIDES,
        "w:numPr" => NUMBER,
        _ => return None,
    })
}

/// An ordered element that is still open.
struct Frame {
    order: &'static [&'static str],
    depth: usize,
    /// Where its start tag and its content begin in the output.
    start: usize,
    content: usize,
    /// Rank and place of each child.
    children: Vec<(usize, usize)>,
}

impl Frame {
    fn note(&mut self, name: &str, at: usize) {
        let local = name.strip_prefix("w:").unwrap_or(name);
        let rank = self.order.iter().position(|known| *known == local).unwrap_or(self.order.len());
        self.children.push((rank, at));
    }

    /// Rewrites the content in order; of two children of one name the later
    /// one stays.
    fn sort(&self, out: &mut String) {
        if self.children.windows(2).all(|pair| pair[0].0 < pair[1].0) {
            return;
        }
        let ends = self.children.iter().skip(1).map(|child| child.1).chain([out.len()]);
        let mut pieces: Vec<(usize, String)> =
            self.children.iter().zip(ends).map(|((rank, from), to)| (*rank, out[*from..to].to_owned())).collect();
        pieces.sort_by_key(|piece| piece.0);
        out.truncate(self.content);
        for (at, (rank, piece)) in pieces.iter().enumerate() {
            let repeated = pieces.get(at + 1).is_some_and(|next| next.0 == *rank && *rank < self.order.len());
            if !repeated {
                out.push_str(piece);
            }
        }
    }
}

/// Puts a part into the schema's order.
///
/// # Errors
///
/// When the part is no well-formed XML.
pub(super) fn normalise(xml: &str) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut out = String::with_capacity(xml.len());
    let mut frames: Vec<Frame> = Vec::new();
    let mut depth = 0;
    let mut from = 0;
    loop {
        let event = reader.read_event()?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
        let raw = xml.get(from..to).unwrap_or_default();
        from = to;
        match event {
            Event::Start(tag) => {
                note(&mut frames, depth, tag.name().as_ref(), out.len());
                depth += 1;
                if let Some(order) = order_of(tag.name().as_ref()) {
                    let (start, content) = (out.len(), out.len() + raw.len());
                    frames.push(Frame { order, depth, start, content, children: Vec::new() });
                }
                out.push_str(raw);
            }
            Event::Empty(tag) => {
                if order_of(tag.name().as_ref()).is_none() {
                    note(&mut frames, depth, tag.name().as_ref(), out.len());
                    out.push_str(raw);
                }
            }
            Event::End(_) => {
                if let Some(frame) = frames.pop_if(|frame| frame.depth == depth) {
                    depth -= 1;
                    if frame.children.is_empty() {
                        out.truncate(frame.start);
                        forget(&mut frames, depth);
                        continue;
                    }
                    frame.sort(&mut out);
                } else {
                    depth = depth.saturating_sub(1);
                }
                out.push_str(raw);
            }
            Event::Eof => return Ok(out),
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => out.push_str(raw),
        }
    }
}

fn note(frames: &mut [Frame], depth: usize, name: &str, at: usize) {
    if let Some(frame) = frames.last_mut().filter(|frame| frame.depth == depth) {
        frame.note(name, at);
    }
}

fn forget(frames: &mut [Frame], depth: usize) {
    if let Some(frame) = frames.last_mut().filter(|frame| frame.depth == depth) {
        frame.children.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn children_are_sorted_and_the_last_wins() {
        let xml = "<w:p><w:pPr><w:rPr /><w:jc w:val=\"left\"/><w:pStyle w:val=\"A\"/><w:jc w:val=\"center\"/>\
                   <w:rPr><w:sz/><w:b/></w:rPr></w:pPr><w:r><w:rPr></w:rPr><w:t>a &amp; b</w:t></w:r></w:p>";
        let ordered = "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:jc w:val=\"center\"/><w:rPr><w:b/><w:sz/></w:rPr></w:pPr>\
                       <w:r><w:t>a &amp; b</w:t></w:r></w:p>";
        assert_eq!(normalise(xml).unwrap(), ordered);
    }
}

//! Characters that no font of the style has: Typst sets a box for them without
//! a word, so the laid-out pages are searched.

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Source;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::blame;
use crate::diag::{Code, Diagnostic, Sink, Sources, Span, message};
use crate::write::typst::TypstSource;

/// Where a character was first missing, and how often it was.
#[derive(Default)]
struct Missing {
    first: Option<Span>,
    count: usize,
}

/// Reports each missing character once, at its first place.
pub(super) fn report_missing(
    document: &PagedDocument,
    text: &Source,
    source: &TypstSource,
    texts: &Sources,
    sink: &mut Sink,
) {
    let mut missing: BTreeMap<char, Missing> = BTreeMap::new();
    for page in document.pages() {
        search(&page.frame, text, source, &mut missing);
    }
    for (sign, place) in missing {
        let value = format!("{:04X}", u32::from(sign));
        let message = match place.count {
            0 | 1 => message!("no font of the style has the character “{sign}” (U+{value})", sign, value),
            count => message!(
                "no font of the style has the character “{sign}” (U+{value}), {count} times",
                sign,
                value,
                count
            ),
        };
        let diagnostic =
            Diagnostic::warning(Code::MissingGlyph, place.first.map(|first| texts.narrowed(first, sign)), message);
        sink.push(diagnostic.hint("name a font that has it under `fonts.fallback` of the style"));
    }
}

fn search(frame: &Frame, text: &Source, source: &TypstSource, missing: &mut BTreeMap<char, Missing>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => search(&group.frame, text, source, missing),
            FrameItem::Text(item) => search_text(item, text, source, missing),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}

fn search_text(item: &TextItem, text: &Source, source: &TypstSource, missing: &mut BTreeMap<char, Missing>) {
    for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let Some(ch) = item.text.get(glyph.range()).and_then(|part| part.chars().next()) else { continue };
        if ch.is_control() || ch.is_whitespace() {
            continue;
        }
        let entry = missing.entry(ch).or_default();
        entry.count += 1;
        if entry.first.is_none() {
            let (span, offset) = glyph.span;
            entry.first = blame::range(text, span).and_then(|range| source.origin(range.start + usize::from(offset)));
        }
    }
}

//! The word joiners that keep words on a line (U+2060) leave the laid-out pages: whoever
//! searches or copies from the PDF is not to meet them.
//!
//! Typst would hide them itself, at a fifth of the time of the whole layout.

use std::ops::Range;

use typst::layout::{Em, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::text::{Glyph, TextItem};
use typst_layout::{Page, PagedDocument};

/// The joiner.
const JOINER: char = '\u{2060}';

/// The same pages without joiners.
pub(super) fn removed(document: PagedDocument) -> PagedDocument {
    let frames: Vec<Option<Frame>> = document.pages().iter().map(|page| cleaned(&page.frame)).collect();
    if frames.iter().all(Option::is_none) {
        return document;
    }
    let pages = document.pages().iter().zip(frames);
    let pages = pages.map(|(page, frame)| match frame {
        Some(frame) => Page { frame, ..page.clone() },
        None => page.clone(),
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// A frame without joiners; `None` where it has none.
fn cleaned(frame: &Frame) -> Option<Frame> {
    let change = |item: &FrameItem| match item {
        FrameItem::Group(group) => cleaned(&group.frame).map(|frame| {
            let mut group = group.clone();
            group.frame = frame;
            Change::Other(FrameItem::Group(group), Em::zero())
        }),
        FrameItem::Text(text) if text.text.contains(JOINER) => Some(match without_joiners(text) {
            Some((text, before)) => Change::Other(FrameItem::Text(text), before),
            None => Change::Gone,
        }),
        _ => None,
    };
    let changes: Vec<Option<Change>> = frame.items().map(|(_, item)| change(item)).collect();
    if changes.iter().all(Option::is_none) {
        return None;
    }
    let mut new = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        new.set_baseline(frame.baseline());
    }
    for ((at, item), change) in frame.items().zip(changes) {
        match change {
            None => new.push(*at, item.clone()),
            Some(Change::Other(FrameItem::Text(text), before)) => {
                let at = Point::new(at.x + before.at(text.size), at.y);
                new.push(at, FrameItem::Text(text));
            }
            Some(Change::Other(item, _)) => new.push(*at, item),
            Some(Change::Gone) => {}
        }
    }
    Some(new)
}

/// What becomes of an item of a frame.
enum Change {
    /// Another one, so far behind the place of the first.
    Other(FrameItem, Em),
    Gone,
}

/// A text without joiners and the room before it that they took; `None` for joiners alone.
fn without_joiners(item: &TextItem) -> Option<(TextItem, Em)> {
    let is_joiner = |glyph: &Glyph| item.text[glyph.range()].chars().all(|ch| ch == JOINER);
    let (mut glyphs, mut before) = (Vec::<Glyph>::with_capacity(item.glyphs.len()), Em::zero());
    for glyph in &item.glyphs {
        if !is_joiner(glyph) {
            let range = moved(&item.text, glyph.range());
            glyphs.push(Glyph { range, ..glyph.clone() });
        } else if let Some(last) = glyphs.last_mut() {
            // Tracking gives room to every glyph.
            last.x_advance += glyph.x_advance;
        } else {
            before += glyph.x_advance;
        }
    }
    let text = item.text.chars().filter(|ch| *ch != JOINER).collect();
    (!glyphs.is_empty()).then(|| (TextItem { text, glyphs, ..item.clone() }, before))
}

/// The range of a glyph once the joiners of its text are gone.
fn moved(text: &str, range: Range<usize>) -> Range<u16> {
    let gone = |end: usize| text[..end].matches(JOINER).count() * JOINER.len_utf8();
    let place = |at: usize| u16::try_from(at - gone(at)).unwrap_or(u16::MAX);
    place(range.start)..place(range.end)
}

//! The last line of a quotation that begins with a dash becomes its
//! attribution, without the dash.
//!
//! It works on the model alone.

use crate::model::document::{Block, BlockKind, Inline, InlineKind};

const DASHES: [&str; 6] = ["———", "——", "—", "――", "⸺", "--"];

/// The blocks of a quotation without the attribution, and the attribution.
pub(crate) fn split(mut blocks: Vec<Block>) -> (Vec<Block>, Option<Vec<Inline>>) {
    let only = blocks.len() == 1;
    let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.last_mut() else { return (blocks, None) };
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let line = content.iter().rposition(is_break).map_or(0, |at| at + 1);
    let marked = content.len() > line + 1;
    let dash = content.get(line).and_then(|first| dash_of(first, marked));
    let Some(dash) = dash.filter(|_| line > 0 || !only) else { return (blocks, None) };
    let mut attribution = content.split_off(line);
    content.truncate(line.saturating_sub(1));
    if content.is_empty() {
        blocks.pop();
    }
    strip(&mut attribution, dash);
    attribution.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    if attribution.is_empty() { (blocks, None) } else { (blocks, Some(attribution)) }
}

/// The length of the dash with which a line begins; something must stand behind
/// it, be it only `marked` text.
fn dash_of(inline: &Inline, marked: bool) -> Option<usize> {
    let InlineKind::Text(text) = &inline.kind else { return None };
    let dash = DASHES.iter().find(|dash| text.starts_with(**dash))?;
    let rest = text[dash.len()..].trim_start_matches(['—', '-', ' ', '\u{3000}']);
    (marked || !rest.is_empty()).then(|| text.len() - rest.len())
}

fn strip(line: &mut [Inline], len: usize) {
    if let Some(Inline { kind: InlineKind::Text(text), span, .. }) = line.first_mut() {
        // Text that does not stand in the source letter for letter keeps its
        // whole place.
        if span.range().len() == text.len() {
            span.start = (span.start + len as u32).min(span.end);
        }
        text.drain(..len);
    }
}

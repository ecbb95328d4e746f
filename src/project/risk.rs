//! Which documents are tried first: those that hold programs, and those so large that
//! they may need more memory than they may take.

use crate::assets::{Format, Images};
use crate::diag::Span;
use crate::model::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::model::{RawFormat, visit_blocks, visit_inlines};

/// About how many bytes of memory the layout of each thing takes, as measured on long
/// documents of nothing else.
const BLOCK: u64 = 16 << 10;
const CELL: u64 = 20 << 10;
const NOTE: u64 = 64 << 10;
const FORMULA: u64 = 20 << 10;
const INLINE: u64 = 3 << 10;
const PIXEL: u64 = 3;

/// Why a document is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Risk {
    /// A raw passage may compute without end.
    Raw(Span),
    /// It may need more than half of the memory that it may take: what is measured is
    /// not exact.
    Heavy,
}

/// What is risky in a document; raw passages only where a PDF is made.
pub(super) fn find(document: &Document, images: &Images, makes_pdf: bool, memory: u64) -> Option<Risk> {
    let raw = raw(document).filter(|_| makes_pdf).map(Risk::Raw);
    raw.or_else(|| (weight(document, images) > memory / 2).then_some(Risk::Heavy))
}

/// The first raw passage for the PDF.
fn raw(document: &Document) -> Option<Span> {
    let mut found: Option<Span> = None;
    let mut meet = |span: Span| {
        found.get_or_insert(span);
    };
    visit_blocks(document, &mut |block| {
        if matches!(block.kind, BlockKind::Raw { format: RawFormat::Print, .. }) {
            meet(block.span);
        }
    });
    visit_inlines(document, &mut |inline| {
        if matches!(inline.kind, InlineKind::Raw { format: RawFormat::Print, .. }) {
            meet(inline.span);
        }
    });
    found
}

/// About how many bytes of memory a document takes.
fn weight(document: &Document, images: &Images) -> u64 {
    let mut weight = NOTE.saturating_mul(document.notes.len() as u64);
    visit_blocks(document, &mut |block| weight = weight.saturating_add(of_block(block)));
    visit_inlines(document, &mut |inline| weight = weight.saturating_add(of_inline(inline)));
    // Of a JPEG nothing is unpacked.
    let unpacked = images.iter().filter(|image| image.shown() != Format::Jpeg);
    let pixels = unpacked.filter_map(|image| image.pixel_size()).map(|(width, height)| (width * height) as u64);
    weight.saturating_add(PIXEL.saturating_mul(pixels.sum()))
}

fn of_block(block: &Block) -> u64 {
    match &block.kind {
        BlockKind::Table(table) => CELL.saturating_mul(table.rows.iter().map(|row| row.cells.len() as u64).sum()),
        BlockKind::Equation(_) => FORMULA,
        _ => BLOCK,
    }
}

fn of_inline(inline: &Inline) -> u64 {
    match &inline.kind {
        InlineKind::Math(_) => FORMULA,
        InlineKind::Text(_) => 0,
        _ => INLINE,
    }
}

#[cfg(test)]
mod tests {
    use super::{Risk, find};
    use crate::assets::Images;
    use crate::diag::{Sink, SourceId};

    fn risk(text: &str) -> Option<Risk> {
        let document = crate::read::markdown::read(SourceId(0), text, &mut Sink::new()).unwrap();
        find(&document, &Images::new(), true, 4 << 30)
    }

    #[test]
    fn raw_passages_for_the_pdf_are_a_risk() {
        let raw = |text: &str| match risk(text) {
            Some(Risk::Raw(span)) => text[span.range()].to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(raw("# 好\n\n`#a`\n"), "None");
        assert_eq!(raw("```{=openxml}\n<w:p/>\n```\n"), "None");
        assert!(raw("> ```{=typst}\n> #a\n> ```\n").contains("#a"));
        assert!(raw("好[^1]\n\n[^1]: 见 `#b`{=typst}\n").contains("#b"));
    }

    #[test]
    fn only_the_largest_documents_are_heavy() {
        assert_eq!(risk(&"甲 **乙** $x$\n\n".repeat(10_000)), None);
        assert_eq!(risk(&"$x$ ".repeat(120_000)), Some(Risk::Heavy));
        let table = format!("|a|b|\n|-|-|\n{}\n", "|a|b|\n".repeat(15_000));
        assert_eq!(risk(&table), None);
        assert_eq!(risk(&table.repeat(4)), Some(Risk::Heavy));
    }
}

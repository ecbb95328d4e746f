//! Which documents are tried first: those that hold programs, and those so large that
//! they may need more memory or more time than they may take.

use std::time::Duration;

use super::limits::Limits;
use crate::assets::{Format, Images};
use crate::diag::Span;
use crate::model::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::model::{RawFormat, visit_blocks, visit_inlines};

/// What the layout of a thing takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Cost {
    /// In bytes.
    memory: u64,
    /// In microseconds.
    time: u64,
}

/// About what each thing takes, as measured on long documents of nothing else, the
/// time on a slow machine.
const BLOCK: Cost = Cost { memory: 16 << 10, time: 200 };
const HEADING: Cost = Cost { memory: 24 << 10, time: 400 };
const ITEM: Cost = Cost { memory: 16 << 10, time: 200 };
const CELL: Cost = Cost { memory: 20 << 10, time: 200 };
const NOTE: Cost = Cost { memory: 64 << 10, time: 600 };
const FORMULA: Cost = Cost { memory: 20 << 10, time: 300 };
const INLINE: Cost = Cost { memory: 3 << 10, time: 100 };
/// A line of code has the colours of its words.
const LINE: Cost = Cost { memory: 12 << 10, time: 400 };
/// A byte of text: lines are broken where the paragraph looks best.
const BYTE: Cost = Cost { memory: 80, time: 7 };
const PIXEL: Cost = Cost { memory: 3, time: 0 };
/// A thousand pixels are packed.
const PIXELS: Cost = Cost { memory: 0, time: 25 };

/// The part of its limits that a document may need before it is tried: what is measured
/// is not exact, least of all the time, for machines differ.
const MEMORY_PART: u64 = 2;
const TIME_PART: u32 = 2;
/// Where no pages are laid out, of the memory and of the time so large a part is taken at
/// the most.
const WORD_MEMORY_PART: u64 = 4;
const WORD_TIME_PART: u64 = 8;

/// Why a document is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Risk {
    /// A raw passage may compute without end.
    Raw(Span),
    /// It may need a large part of the memory or the time that it may take.
    Heavy,
}

/// What is risky in a document; raw passages only where a PDF is made.
pub(super) fn find(document: &Document, images: &Images, makes_pdf: bool, limits: Limits) -> Option<Risk> {
    let raw = raw(document).filter(|_| makes_pdf).map(Risk::Raw);
    raw.or_else(|| {
        let Cost { memory, time } = cost(document, images);
        let (memory, time) =
            if makes_pdf { (memory, time) } else { (memory / WORD_MEMORY_PART, time / WORD_TIME_PART) };
        let is_heavy = memory > limits.memory / MEMORY_PART || Duration::from_micros(time) > limits.time / TIME_PART;
        is_heavy.then_some(Risk::Heavy)
    })
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

/// About what a document takes.
fn cost(document: &Document, images: &Images) -> Cost {
    let mut sum = NOTE.times(document.notes.len());
    visit_blocks(document, &mut |block| sum = sum.and(of_block(block)));
    visit_inlines(document, &mut |inline| sum = sum.and(of_inline(inline)));
    // Of a JPEG nothing is unpacked.
    let unpacked = images.iter().filter(|image| image.shown() != Format::Jpeg);
    let pixels = unpacked.filter_map(|image| image.pixel_size()).map(|(width, height)| (width * height) as usize);
    let pixels = pixels.fold(0, usize::saturating_add);
    sum.and(PIXEL.times(pixels)).and(PIXELS.times(pixels / 1000))
}

fn of_block(block: &Block) -> Cost {
    match &block.kind {
        BlockKind::Heading { .. } => HEADING,
        BlockKind::List(list) => BLOCK.and(ITEM.times(list.items.len())),
        BlockKind::Definitions(list) => BLOCK.and(ITEM.times(list.len())),
        BlockKind::Table(table) => BLOCK.and(CELL.times(table.rows.iter().map(|row| row.cells.len()).sum())),
        BlockKind::Equation(math) => FORMULA.and(BYTE.times(math.source.len())),
        BlockKind::Code(code) => BLOCK.and(LINE.times(code.text.lines().count())).and(BYTE.times(code.text.len())),
        _ => BLOCK,
    }
}

fn of_inline(inline: &Inline) -> Cost {
    match &inline.kind {
        InlineKind::Math(math) => FORMULA.and(BYTE.times(math.source.len())),
        InlineKind::Text(text) => BYTE.times(text.len()),
        InlineKind::SoftBreak => Cost::default(),
        InlineKind::Note(_) => NOTE,
        InlineKind::Code(text) => INLINE.and(BYTE.times(text.len())),
        _ => INLINE,
    }
}

impl Cost {
    fn times(self, count: usize) -> Self {
        let times = |one: u64| one.saturating_mul(count as u64);
        Self { memory: times(self.memory), time: times(self.time) }
    }

    fn and(self, other: Self) -> Self {
        Self { memory: self.memory.saturating_add(other.memory), time: self.time.saturating_add(other.time) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Risk, find};
    use crate::assets::Images;
    use crate::diag::{Sink, SourceId};
    use crate::project::limits::Limits;

    fn risk(text: &str) -> Option<Risk> {
        let document = crate::read::markdown::read(SourceId(0), text, &mut Sink::new()).unwrap();
        // Half as much as is allowed by default, so that the texts need not be so long.
        let limits = Limits { time: std::time::Duration::from_secs(30), ..Limits::default() };
        find(&document, &Images::new(), true, limits)
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

    /// A page of a book, with something of everything.
    const PAGE: &str = "## 标题\n\n正文 **甲** `乙` $x$ [丙](https://a.cn)[^◆]\n\n- 甲\n- 乙\n- 丙\n\n\
                        [^◆]: 注\n\n$$\nx^2\n$$\n\n|a|b|\n|-|-|\n|1|2|\n|3|4|\n\n```python\nx = 1\ny = 2\n```\n\n";

    #[test]
    fn books_of_three_hundred_pages_are_not_tried() {
        let page = |at: usize| PAGE.replace('◆', &at.to_string()) + &"甲".repeat(700) + "\n\n";
        assert_eq!(risk(&(0..300).map(page).collect::<String>()), None);
        assert_eq!(risk(&("word ".repeat(500) + "\n\n").repeat(300)), None);
    }

    #[test]
    fn what_may_need_much_time_is_tried() {
        let table = format!("|a|b|\n|-|-|\n{}\n", "|a|b|\n".repeat(15_000));
        let code = |count| format!("```\n{}```\n", "x = 1\n".repeat(count));
        let notes = |count| (0..count).map(|at| format!("甲[^{at}]\n\n[^{at}]: 乙\n\n")).collect::<String>();
        for (few, many) in [
            ("甲 **乙** $x$\n\n".repeat(10_000), "甲 **乙** $x$\n\n".repeat(40_000)),
            ("- 甲\n".repeat(20_000), "- 甲\n".repeat(50_000)),
            ("# 甲\n\n".repeat(10_000), "# 甲\n\n".repeat(50_000)),
            ("$x$ ".repeat(20_000), "$x$ ".repeat(120_000)),
            ("甲".repeat(300_000), "甲".repeat(1_000_000)),
            (code(10_000), code(50_000)),
            (notes(8_000), notes(30_000)),
            (table.clone(), table.repeat(4)),
        ] {
            assert_eq!(risk(&few), None, "{}", few.len());
            assert_eq!(risk(&many), Some(Risk::Heavy), "{}", many.len());
        }
    }

    #[test]
    fn the_time_that_is_allowed_counts() {
        let text = "- 甲\n".repeat(20_000);
        let document = crate::read::markdown::read(SourceId(0), &text, &mut Sink::new()).unwrap();
        let tried = |limits| find(&document, &Images::new(), true, limits).is_some();
        let seconds = |count| Limits { time: std::time::Duration::from_secs(count), ..Limits::default() };
        assert!(tried(seconds(10)) && !tried(seconds(600)));
        let word = |limits| find(&document, &Images::new(), false, limits).is_some();
        assert!(!word(seconds(10)) && word(seconds(1)), "Word breaks no lines");
    }
}

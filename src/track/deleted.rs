//! What was taken out, made fit to stand in the new version: nothing points to it, it
//! counts nothing, and it leads nowhere.

use crate::diag::Span;
use crate::model::Mark;
use crate::model::resolved::{
    Block, BlockKind, Caption, Change, Inline, InlineKind, Marks, Paragraph, Resolved, Row, Run, Script, set_changes,
};

/// Where something was taken out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Old<'a> {
    /// The version in which it stood.
    pub(super) doc: &'a Resolved,
    /// The place in the new version where it would stand.
    pub(super) place: Span,
}

/// A block that was taken out, as what stands in its place; how many notes were lost.
pub(super) fn block(block: &Block, old: Old<'_>) -> (Vec<Block>, usize) {
    let mut lost = 0;
    let mut list = prepared(block, old, &mut lost);
    list.iter_mut().for_each(|block| block.set_change(Change::Deleted));
    (list, lost)
}

/// A row that was taken out.
pub(super) fn row(row: &Row, old: Old<'_>) -> (Row, usize) {
    let mut row = row.clone();
    let lost = row.cells.iter_mut().map(|cell| inlines(&mut cell.content, old)).sum();
    row.set_change(Change::Deleted);
    (row, lost)
}

/// Makes inlines such; gives how many notes were lost.
pub(super) fn inlines(content: &mut Vec<Inline>, old: Old<'_>) -> usize {
    let mut lost = 0;
    *content = plain(std::mem::take(content), old, &mut lost);
    set_changes(content, Change::Deleted);
    lost
}

fn plain(content: Vec<Inline>, old: Old<'_>, lost: &mut usize) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    for inline in content {
        let span = old.place;
        match inline.kind {
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => {
                out.append(&mut plain(content, old, lost));
            }
            InlineKind::NoteRef { note, repeated } => {
                *lost += usize::from(!repeated);
                let text = old.doc.notes.get(note.0).map(|note| note.mark.clone()).unwrap_or_default();
                let marks = Marks::default().with(Mark::Superscript);
                let run = Run { marks, ..text_run(text) };
                out.push(Inline::new(InlineKind::Run(run), span));
            }
            InlineKind::Picture(mut picture) => {
                picture.image = None;
                picture.span = span;
                out.push(Inline::new(InlineKind::Picture(picture), span));
            }
            InlineKind::Raw { .. } | InlineKind::CommentStart(_) | InlineKind::Comment(_) => {}
            kind @ (InlineKind::Run(_) | InlineKind::Break | InlineKind::Math(_)) => out.push(Inline::new(kind, span)),
        }
    }
    out
}

fn text_run(text: String) -> Run {
    Run { text, script: Script::Latin, marks: Marks::default(), lang: None, joins: Vec::new(), breaks: Vec::new() }
}

/// A block that nothing knows any more; headings and captions are text.
fn prepared(block: &Block, old: Old<'_>, lost: &mut usize) -> Vec<Block> {
    let mut block = Block { anchor: None, id: None, span: old.place, ..block.clone() };
    let mut before = Vec::new();
    let many = |blocks: &[Block], lost: &mut usize| -> Vec<Block> {
        blocks.iter().flat_map(|block| prepared(block, old, lost)).collect()
    };
    let line = |content: &mut Vec<Inline>, lost: &mut usize| *content = plain(std::mem::take(content), old, lost);
    let mut caption = |caption: &mut Option<Caption>, lost: &mut usize| {
        if let Some(caption) = caption.take() {
            let label = caption.label.as_ref().map(|label| label.text() + &caption.delimiter);
            before.push(Block::new(BlockKind::Paragraph(titled(label, caption.content, old, lost)), old.place));
        }
    };
    match &mut block.kind {
        BlockKind::Heading(heading) => {
            let number = heading.number.take().map(|number| number + " ");
            let text = titled(number, std::mem::take(&mut heading.content), old, lost);
            block.kind = BlockKind::Paragraph(text);
        }
        BlockKind::Paragraph(paragraph) => {
            if let Some(lead) = &mut paragraph.lead {
                lead.anchor = None;
                line(&mut lead.title, lost);
            }
            line(&mut paragraph.content, lost);
            paragraph.seals.clear();
        }
        BlockKind::Quote { blocks, attribution } => {
            *blocks = many(blocks, lost);
            attribution.iter_mut().for_each(|content| line(content, lost));
        }
        BlockKind::Alert { blocks, .. } => *blocks = many(blocks, lost),
        BlockKind::Container(kind, blocks) => {
            *kind = crate::model::resolved::Container::Plain;
            *blocks = many(blocks, lost);
        }
        BlockKind::Theorem(theorem) => theorem.blocks = many(&theorem.blocks, lost),
        BlockKind::List(list) => list.items.iter_mut().for_each(|item| item.blocks = many(&item.blocks, lost)),
        BlockKind::Definitions(list) => {
            for definition in list {
                line(&mut definition.term, lost);
                definition.details.iter_mut().for_each(|blocks| *blocks = many(blocks, lost));
            }
        }
        BlockKind::Code(code) => caption(&mut code.caption, lost),
        BlockKind::Equation(equation) => {
            (equation.anchor, equation.label) = (None, None);
            equation.lines.iter_mut().for_each(|line| (line.anchor, line.label) = (None, None));
        }
        BlockKind::Table(table) => {
            caption(&mut table.caption, lost);
            table.continued = None;
            let rows = table.head.iter_mut().chain(&mut table.body);
            rows.flat_map(|row| &mut row.cells).for_each(|cell| line(&mut cell.content, lost));
        }
        BlockKind::Figure(figure) => {
            caption(&mut figure.caption, lost);
            for panel in &mut figure.panels {
                panel.anchor = None;
                panel.picture.image = None;
                panel.picture.span = old.place;
                line(&mut panel.caption, lost);
            }
        }
        BlockKind::PageBreak | BlockKind::Rule | BlockKind::Raw { .. } => return Vec::new(),
    }
    before.push(block);
    before
}

/// A paragraph of a number or label and a text.
fn titled(label: Option<String>, content: Vec<Inline>, old: Old<'_>, lost: &mut usize) -> Paragraph {
    let label = label.map(|label| Inline::new(InlineKind::Run(text_run(label)), old.place));
    let content = label.into_iter().chain(plain(content, old, lost)).collect();
    Paragraph::new(content, true)
}

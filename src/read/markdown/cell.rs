//! What a cell of a table holds as blocks becomes one text: paragraphs and the
//! items of lists stand on lines of their own.
//!
//! The cell of a table holds a text, so the structure of lists and code in it
//! becomes bullets, numbers and lines.

use super::formula_lines;
use crate::diag::Span;
use crate::model::document::{Block, BlockKind, CellContent, Inline, InlineKind, List};
use crate::model::{Delimiter, Mark, Numbering};

/// The lines of blocks as one text.
pub(super) fn text_of(blocks: Vec<Block>) -> Vec<Inline> {
    let mut lines = Vec::new();
    blocks.into_iter().for_each(|block| push(block, &mut lines));
    join(lines)
}

fn join(lines: Vec<(Vec<Inline>, Span)>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for (line, span) in lines {
        if !out.is_empty() {
            out.push(Inline::new(InlineKind::HardBreak, span));
        }
        out.extend(line);
    }
    super::line::tidy(out)
}

fn push(block: Block, lines: &mut Vec<(Vec<Inline>, Span)>) {
    let span = block.span;
    match block.kind {
        BlockKind::Paragraph(content) => lines.push((content, span)),
        BlockKind::Heading { content, .. } => {
            lines.push((vec![Inline::new(InlineKind::Marked(Mark::Strong, content), span)], span));
        }
        BlockKind::Quote { blocks, attribution } => {
            blocks.into_iter().for_each(|block| push(block, lines));
            lines.extend(attribution.map(|from| (from, span)));
        }
        BlockKind::Alert { blocks, .. } | BlockKind::Container(blocks) => {
            blocks.into_iter().for_each(|block| push(block, lines));
        }
        BlockKind::Theorem(theorem) => {
            if !theorem.title.is_empty() {
                lines.push((vec![Inline::new(InlineKind::Marked(Mark::Strong, theorem.title), span)], span));
            }
            theorem.blocks.into_iter().for_each(|block| push(block, lines));
        }
        BlockKind::List(list) => push_list(list, lines),
        BlockKind::Definitions(list) => {
            for definition in list {
                lines.push((vec![Inline::new(InlineKind::Marked(Mark::Strong, definition.term), span)], span));
                definition.details.into_iter().flatten().for_each(|block| push(block, lines));
            }
        }
        BlockKind::Code(code) => {
            let line = |line: &str| (vec![Inline::new(InlineKind::Code(line.to_owned()), span)], span);
            lines.extend(code.text.lines().filter(|text| !text.is_empty()).map(line));
        }
        BlockKind::Equation(math) => {
            let math = formula_lines::with_typed_numbers(math, &block.attr);
            lines.push((vec![Inline::new(InlineKind::Math(math), span)], span));
        }
        BlockKind::Table(table) => {
            for row in table.rows {
                let mut line = Vec::new();
                for cell in row.cells {
                    if let CellContent::Text(content) = cell.content {
                        if !line.is_empty() {
                            line.push(Inline::new(InlineKind::Text("　".to_owned()), cell.span));
                        }
                        line.extend(content);
                    }
                }
                lines.push((line, row.span));
            }
        }
        BlockKind::Figure(figure) => {
            for panel in figure.panels {
                let image = Inline::with(InlineKind::Image(panel.image), panel.attr, panel.span);
                lines.push((vec![image], panel.span));
            }
            if !figure.caption.is_empty() {
                lines.push((figure.caption, span));
            }
        }
        BlockKind::Raw { format, text } => {
            lines.push((vec![Inline::new(InlineKind::Raw { format, text }, span)], span));
        }
        BlockKind::Include(path) => {
            let text = format!("{{{{< include {} >}}}}", path.value);
            lines.push((vec![Inline::new(InlineKind::Text(text), span)], span));
        }
        BlockKind::PageBreak | BlockKind::Rule => {}
    }
}

fn push_list(list: List, lines: &mut Vec<(Vec<Inline>, Span)>) {
    for (at, item) in list.items.into_iter().enumerate() {
        let number = |start: u32| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        let mark = match (item.task, list.ordered) {
            (Some(true), _) => "☑ ".to_owned(),
            (Some(false), _) => "☐ ".to_owned(),
            (None, None) => "• ".to_owned(),
            (None, Some(ordered)) => match ordered.numbering {
                Numbering::Styled(Delimiter::Paren) => format!("{}) ", number(ordered.start)),
                Numbering::Styled(Delimiter::Period) => format!("{}. ", number(ordered.start)),
                Numbering::Typed(typed) => typed.format(number(ordered.start)) + " ",
            },
        };
        let mut inner = Vec::new();
        item.blocks.into_iter().for_each(|block| push(block, &mut inner));
        let mark = Inline::new(InlineKind::Text(mark), item.span);
        match inner.first_mut() {
            Some((line, _)) => line.insert(0, mark),
            None => inner.push((vec![mark], item.span)),
        }
        lines.append(&mut inner);
    }
}

/// Lines that begin with the sign of a list, as people write them with `<br>`
/// into a cell, get bullets; one such line alone is text.
pub(super) fn bullets(content: &mut [Inline]) {
    let starts: Vec<usize> = (0..content.len())
        .filter(|at| *at == 0 || matches!(content[at - 1].kind, InlineKind::HardBreak))
        .filter(|at| matches!(&content[*at].kind, InlineKind::Text(text) if text.trim_start().get(..2).is_some_and(is_bullet)))
        .collect();
    if starts.len() < 2 {
        return;
    }
    for at in starts {
        if let InlineKind::Text(text) = &mut content[at].kind {
            *text = format!("• {}", text.trim_start()[2..].trim_start());
        }
    }
}

fn is_bullet(lead: &str) -> bool {
    matches!(lead, "- " | "* " | "+ ")
}

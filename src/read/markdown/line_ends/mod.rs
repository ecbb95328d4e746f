//! What the ends of lines within paragraphs mean. CommonMark joins the lines; many
//! authors do not wrap theirs and mean a new line where they wrote one. Joining
//! stays what happens, and is told once a file where it was probably not meant,
//! unless the front matter says otherwise. Lines that nobody joins keep their ends:
//! those of signatures, verses, and of labels in bold.
//!
//! It changes blocks that were read and must not know comrak.

mod lines;
mod split;

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Edit, Sink, SourceId, Span, message};
use crate::model::blocks_of_mut;
use crate::model::document::{Block, BlockKind, Inline, InlineKind};
use lines::Lines;

/// What the end of a line within a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newline {
    /// The lines are joined.
    Join,
    /// A new paragraph begins.
    Paragraph,
    /// A new line begins.
    Break,
}

impl Newline {
    /// Every choice, as it is written.
    pub const ALL: [(&'static str, Self); 3] =
        [("join", Self::Join), ("paragraph", Self::Paragraph), ("break", Self::Break)];
}

/// How many places a message names.
const MOST_PLACES: usize = 6;

/// Settles the ends of the lines of a file.
pub(super) fn settle(blocks: &mut Vec<Block>, source: SourceId, text: &str, choice: Option<Newline>, sink: &mut Sink) {
    keep_lines(blocks, text, false);
    match choice {
        Some(Newline::Join) => {}
        Some(Newline::Paragraph) => split::into_paragraphs(blocks, text),
        Some(Newline::Break) => each_content(blocks, &mut |content| content.iter_mut().for_each(break_line)),
        None => tell(blocks, source, text, sink),
    }
}

fn break_line(inline: &mut Inline) {
    if matches!(inline.kind, InlineKind::SoftBreak) {
        inline.kind = InlineKind::HardBreak;
    }
}

/// Visits the contents of all paragraphs.
fn each_content(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        if let BlockKind::Paragraph(content) = &mut block.kind {
            visit(content);
        }
        blocks_of_mut(block).into_iter().for_each(|inner| each_content(inner, visit));
    }
}

/// Keeps the ends of lines that nobody joins.
fn keep_lines(blocks: &mut [Block], text: &str, in_quote: bool) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content)
                if lines::begin_with_labels(content) || lines::is_verse(content, in_quote) =>
            {
                content.iter_mut().for_each(break_line);
            }
            BlockKind::Container(inner) => {
                let own_lines = ["signature", "references"].iter().any(|class| block.attr.has_class(class))
                    || block.attr.id.as_ref().is_some_and(|id| id.value == "refs");
                if own_lines {
                    split::into_paragraphs(inner, text);
                }
                keep_lines(inner, text, in_quote);
            }
            BlockKind::Quote { blocks, .. } | BlockKind::Alert { blocks, .. } => keep_lines(blocks, text, true),
            BlockKind::Theorem(theorem) => keep_lines(&mut theorem.blocks, text, in_quote),
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| keep_lines(&mut item.blocks, text, in_quote));
            }
            _ => {}
        }
    }
}

/// Tells once that lines are joined which their author probably meant to stand
/// apart.
fn tell(blocks: &mut [Block], source: SourceId, text: &str, sink: &mut Sink) {
    let mut lines = Lines::new(text);
    each_content(blocks, &mut |content| lines.take(content));
    let meant = lines.meant();
    let (Some(first), count) = (meant.first(), meant.len()) else { return };
    let numbers: Vec<String> =
        meant.iter().take(MOST_PLACES).map(|place| line_number(text, place.next).to_string()).collect();
    let what = match count {
        1 => message!("this line is joined with the one before it"),
        _ if count > MOST_PLACES => {
            message!("{count} lines are joined with the ones before them: lines {numbers}, …", count, numbers)
        }
        _ => message!("{count} lines are joined with the ones before them: lines {numbers}", count, numbers),
    };
    let place = |range: Range<usize>| Span::new(source, range.start, range.end);
    let edits = meant.iter().map(|place_| {
        let at = line_start(text, place_.next);
        Edit::new(place(at..at), format!("{}\n", quote_marks(&text[at..place_.next])))
    });
    let diagnostic = Diagnostic::warning(Code::JoinedLine, place(first.next..line_end(text, first.next)), what);
    let hint = "put a blank line before a new paragraph, or write `markdown: {newline: paragraph}`, `break` or `join` in \
                the front matter";
    sink.push(diagnostic.hint(hint).fix(edits));
}

/// The marks of quotes at the beginning of a line.
fn quote_marks(lead: &str) -> &str {
    lead.trim_end_matches([' ', '\t'])
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |len| at + len)
}

fn line_number(text: &str, at: usize) -> usize {
    text[..at].bytes().filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;

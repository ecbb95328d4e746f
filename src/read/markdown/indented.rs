//! Paragraphs whose first line is indented by a tab, which CommonMark takes for
//! code. Where every line begins with a Chinese character behind one tab or four
//! blanks, and the whole is a sentence, each line is a paragraph: the indent is that
//! of Chinese typesetting, which the style sets.
//!
//! It is told once a file, with the change that takes the indents away. Two full-width
//! blanks before a paragraph are the same indent, and begin a paragraph of their own
//! behind the end of a sentence.

use comrak::nodes::{Node, NodeCodeBlock};

use super::pieces::Piece;
use super::positions::Positions;
use super::{Depth, Reader};
use crate::diag::{Code, Diagnostic, Edit, Sink, SourceId, Span, message};
use crate::model::document::Block;
use crate::model::is_han;

/// What a paragraph is indented by.
const INDENTS: [&str; 2] = ["\t", "    "];

/// The paragraphs that were found so far.
#[derive(Debug, Default)]
pub(super) struct Indented {
    first: Option<Span>,
    count: usize,
    edits: Vec<Edit>,
}

impl Indented {
    /// Tells once of all.
    pub(super) fn tell(self, sink: &mut Sink) {
        let Some(first) = self.first else { return };
        let message = match self.count {
            1 => message!("this line is read as a paragraph although its indent would make it code"),
            count => message!("{count} lines are read as paragraphs although their indent would make them code", count),
        };
        let hint = "remove the indent, which the style sets; put code between lines of three backticks";
        sink.push(Diagnostic::warning(Code::IndentedText, first, message).hint(hint).fix(self.edits));
    }

    fn take(&mut self, source: SourceId, text: &str, lines: &[(usize, &str)]) {
        let mut follows = false;
        let end = lines.first().map_or(0, |(start, line)| start + line.len());
        let line_end = if text[end..].starts_with("\r\n") { "\r\n" } else { "\n" };
        for (start, line) in lines {
            let Some(inner) = text_of(line) else {
                follows = false;
                continue;
            };
            let new = if std::mem::replace(&mut follows, true) { line_end } else { "" };
            self.edits.push(Edit::new(Span::new(source, *start, start + line.len() - inner.len()), new));
            self.first.get_or_insert(Span::new(source, *start, start + line.trim_end().len()));
            self.count += 1;
        }
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// The paragraphs that are no code; `None` if it is some.
    pub(super) fn indented_text(&mut self, node: Node<'a>, code: &NodeCodeBlock, depth: Depth) -> Option<Vec<Block>> {
        if code.fenced || !code.literal.starts_with(is_opening) || !code.literal.contains(['，', '。']) {
            return None;
        }
        let place = node.data().sourcepos;
        let source = self.shared.text;
        let line = |number: usize| {
            let start = self.positions.at(number, 1);
            let rest = source.get(start..)?;
            Some((start, rest.split(['\n', '\r']).next().unwrap_or_default()))
        };
        let lines: Vec<(usize, &str)> = (place.start.line..=place.end.line).map(line).collect::<Option<_>>()?;
        let is_prose = |line: &str| line.trim().is_empty() || text_of(line).is_some();
        if !lines.iter().all(|(_, line)| is_prose(line)) {
            return None;
        }
        let (mut text, mut starts) = (String::new(), Vec::new());
        for (start, line) in &lines {
            let inner = text_of(line).unwrap_or_default();
            let at = start + line.len() - inner.len();
            // A line of its own is a paragraph of its own.
            text.push_str(inner);
            text.push_str("\n\n");
            starts.extend([at, start + line.len()]);
        }
        starts.push(lines.last().map_or(0, |(start, line)| start + line.len()));
        self.shared.indented.take(self.shared.source, source, &lines);
        Some(self.shared.blocks(&text, Positions::of_lines(starts), depth))
    }
}

/// The text of a line of prose behind its indent.
fn text_of(line: &str) -> Option<&str> {
    let text = INDENTS.iter().find_map(|indent| line.strip_prefix(indent))?;
    text.starts_with(is_opening).then_some(text)
}

fn is_opening(ch: char) -> bool {
    is_han(ch) || "“《（「".contains(ch)
}

/// The indent of Chinese typesetting, typed by hand.
const WIDE_INDENT: &str = "\u{3000}\u{3000}";

/// Whether a line begins with the indent of a paragraph, and no more.
fn is_indented(line: &str) -> bool {
    line.strip_prefix(WIDE_INDENT).is_some_and(|rest| !rest.starts_with(char::is_whitespace) && !rest.is_empty())
}

/// Takes the typed indent of a paragraph away: the style sets it.
pub(super) fn drop_indent(pieces: &mut [Piece<'_>]) {
    if let Some(Piece::Text { text, at, exact }) = pieces.first_mut()
        && is_indented(text)
    {
        text.drain(..WIDE_INDENT.len());
        *at += if *exact { WIDE_INDENT.len() } else { 0 };
    }
}

/// Whether a paragraph begins at a piece that begins a line: it is indented, and a
/// sentence ends before it.
pub(super) fn begins_paragraph(pieces: &[Piece<'_>], at: usize) -> bool {
    let text = |at: usize| match pieces.get(at) {
        Some(Piece::Text { text, .. }) => text.as_str(),
        _ => "",
    };
    at > 1 && is_indented(text(at)) && text(at - 2).trim_end().ends_with(['。', '！', '？', '…', '：', '；', '”', '）'])
}

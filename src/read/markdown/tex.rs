//! LaTeX in running text, as manuscripts for pandoc, R Markdown and bookdown
//! have it: references, citations, notes, links, marked words, commands for the
//! layout, quantities and reactions.
//!
//! What a command means stands in `tex_call`; a command that is not in it stays
//! text. Formulas are no matter of this file.

use super::line::{Frame, FrameKind, Line, MAX_OPEN, tidy};
use super::pieces::Piece;
use super::tex_call::{Meaning, Wrap, address, balanced, call, is_id, is_tie, label_at_end, meaning};
use super::tex_reference::cites;
use super::{Reader, block, tex_package};
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind};
use crate::read::latex;

impl<'a> Reader<'_, 'a, '_> {
    /// Reads the command at a backslash of the piece, if it is one that is known.
    pub(super) fn tex(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        let Some(call) = call(text, at) else { return };
        if latex::PACKAGE_COMMANDS.contains(&call.name) {
            return self.package_formula(pieces, at, line);
        }
        let Some(meaning) = meaning(call.name) else { return };
        // `C:\small` and `a\b` are paths.
        let before = text[..at].chars().next_back();
        let in_path = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '\\' | '/' | '_'));
        let span = self.part(pieces, line.index, at, call.end);
        let source = &text[at..call.end];
        match (meaning, call.argument) {
            (Meaning::Reference { whole }, Some(ids)) if ids.split(',').all(|id| is_id(id.trim())) => {
                self.flush(pieces, at, line);
                line.offset = call.end;
                self.references(
                    ids,
                    whole,
                    call.name == "ref" && text[call.end..].starts_with([')', '）']),
                    line,
                    (source, span),
                );
            }
            (Meaning::Cite { narrative, suppress_author }, Some(keys))
                if keys.split(',').all(|key| is_id(key.trim())) =>
            {
                self.flush(pieces, at, line);
                line.offset = call.end;
                let cites = cites(&call, keys, narrative, suppress_author, source, span);
                for (number, cite) in cites.into_iter().enumerate() {
                    if number > 0 {
                        line.push_text("; ", span);
                    }
                    line.push(InlineKind::Cite(cite), Attr::default(), span);
                }
            }
            (Meaning::Url, Some(target)) => {
                self.flush(pieces, at, line);
                line.offset = call.end;
                let target = address(target);
                let content = vec![Inline::new(InlineKind::Text(target.clone()), span)];
                line.push(InlineKind::Link { target, content }, Attr::default(), span);
            }
            (Meaning::Href, Some(target))
                if text[call.end..].starts_with('{') && !target.trim().is_empty() && line.frames.len() < MAX_OPEN =>
            {
                self.flush(pieces, at, line);
                line.offset = call.end + 1;
                let raw = text[at..=call.end].to_owned();
                let span = self.part(pieces, line.index, at, call.end + 1);
                line.open(FrameKind::Tex(Wrap::Link, raw), "", span);
                line.push(InlineKind::Text(String::new()), Attr::default(), span);
            }
            (Meaning::Index, Some(_)) => {
                self.flush(pieces, at, line);
                line.offset = call.end;
                self.tell_index("\\index", span);
            }
            // Its text goes on behind an escaped sign or the like.
            (Meaning::Index, None) if text[call.head..].starts_with('{') && line.frames.len() < MAX_OPEN => {
                self.flush(pieces, at, line);
                line.offset = call.head + 1;
                let raw = text[at..=call.head].to_owned();
                let span = self.part(pieces, line.index, at, call.head + 1);
                line.open(FrameKind::Tex(Wrap::Index, raw), "", span);
                line.push(InlineKind::Text(String::new()), Attr::default(), span);
            }
            (Meaning::Layout { argument: true }, Some(_)) => {
                self.flush(pieces, at, line);
                // `\setlength{a}{b}`, `\setcounter{a}{1}`
                let more = text[call.end..].strip_prefix('{').and_then(balanced).map_or(0, |more| more.len() + 2);
                line.offset = call.end + more;
            }
            (Meaning::Wrap(wrap), _) if text[call.head..].starts_with('{') && line.frames.len() < MAX_OPEN => {
                self.flush(pieces, at, line);
                line.offset = call.head + 1;
                let raw = text[at..=call.head].to_owned();
                let span = self.part(pieces, line.index, at, call.head + 1);
                line.open(FrameKind::Tex(wrap, raw), "", span);
                // Text behind the brace must not join the text before it.
                line.push(InlineKind::Text(String::new()), Attr::default(), span);
            }
            (Meaning::Word(_) | Meaning::Break | Meaning::Layout { argument: false }, None | Some("")) if !in_path => {
                self.flush(pieces, at, line);
                let end = if call.argument.is_some() { call.end } else { call.head };
                line.offset = end;
                // A command of letters ends at the blank behind it.
                let blanks = text[end..].len() - text[end..].trim_start().len();
                match meaning {
                    Meaning::Word(word) => line.push_text(word, span),
                    Meaning::Break => {
                        line.offset += blanks;
                        line.push(InlineKind::HardBreak, Attr::default(), span);
                    }
                    _ => line.offset += blanks,
                }
            }
            _ => {}
        }
    }

    /// `\ce{…}` and its kin are formulas without dollar signs.
    fn package_formula(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, exact: true, .. }) = pieces.get(line.index) else { return };
        let Some(len) = tex_package::length(&text[at..]) else { return };
        let source = text[at..at + len].to_owned();
        self.flush(pieces, at, line);
        line.offset = at + len;
        let span = self.part(pieces, line.index, at, at + len);
        let math = self.formula(&source, span, false);
        line.push(InlineKind::Math(math), Attr::default(), span);
    }

    /// `\\` at the end of a line.
    pub(super) fn ends_line(&self, pieces: &[Piece<'a>], sign: Span, line: &Line) -> bool {
        let path = matches!(line.out.last(), Some(Inline { kind: InlineKind::Text(text), .. }) if text.ends_with(':'));
        self.shared.written(sign) == "\\\\" && !path && matches!(pieces.get(line.index + 1), Some(Piece::Soft(_)))
    }

    /// A tilde that ties a word to a reference.
    pub(super) fn tie(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        let bookdown = at + 1 == text.len()
            && matches!(pieces.get(line.index + 1), Some(Piece::Fixed { text, .. }) if text == "@")
            && matches!(pieces.get(line.index + 2), Some(Piece::Text { text, .. }) if text.starts_with("ref("));
        if bookdown || is_tie(&text[at..]) {
            self.flush(pieces, at, line);
            line.push_text("\u{a0}", self.part(pieces, line.index, at, at + 1));
            line.offset = at + 1;
        }
    }

    /// A brace in the text of a command.
    pub(super) fn brace(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let opens = matches!(pieces.get(line.index), Some(Piece::Text { text, .. }) if text[at..].starts_with('{'));
        let is_tex = |frame: &Frame| matches!(frame.kind, FrameKind::Tex(..) | FrameKind::Brace);
        let Some(inner) = line.frames.iter().rposition(is_tex) else { return };
        let span = self.part(pieces, line.index, at, at + 1);
        if opens {
            if line.frames.len() < MAX_OPEN {
                line.open(FrameKind::Brace, "", span);
            }
            return;
        }
        while line.frames.len() > inner + 1 {
            self.drop_frame(line);
        }
        let Some(frame) = line.frames.pop() else { return };
        let FrameKind::Tex(wrap, raw) = frame.kind else { return };
        self.flush(pieces, at, line);
        line.offset = at + 1;
        let content = tidy(line.out.split_off(frame.out));
        let span = frame.span.to(span);
        match wrap {
            Wrap::Mark(mark) => line.push(InlineKind::Marked(mark, content), Attr::default(), span),
            Wrap::Note => {
                let note = vec![Block::new(BlockKind::Paragraph(content), span)];
                line.push(InlineKind::Note(note), Attr::default(), span);
            }
            Wrap::Code => match content.as_slice() {
                [Inline { kind: InlineKind::Text(text), .. }] => {
                    line.push(InlineKind::Code(text.clone()), Attr::default(), span);
                }
                _ => line.extend(content),
            },
            Wrap::Plain => line.extend(content),
            Wrap::Index => self.tell_index("\\index", span),
            Wrap::Link => {
                let target = call(&raw, 0).and_then(|call| call.argument.map(address)).unwrap_or_default();
                line.push(InlineKind::Link { target, content }, Attr::default(), span);
            }
        }
    }

    /// `\label{sec:x}` at the end of a heading gives its id.
    pub(super) fn take_label(&self, pieces: &mut Vec<Piece<'a>>) -> Option<Spanned<String>> {
        let Some(Piece::Text { text, at, .. }) = pieces.last_mut() else { return None };
        let (name, start) = label_at_end(text)?;
        let from = *at + start + "\\label{".len();
        let label = Spanned::new(name.to_owned(), self.shared.span(from, from + name.len()));
        text.truncate(start);
        block::trim_end(pieces);
        Some(label)
    }

    /// Tells once that there is no index for the entries of a `mark`.
    pub(super) fn tell_index(&mut self, mark: &str, span: Span) {
        if !std::mem::replace(&mut self.shared.index_told, true) {
            let message = message!("no index is made: the entries of {mark} are left out", mark);
            self.shared.sink.push(Diagnostic::warning(Code::RawFormat, span, message));
        }
    }
}

/// `\label{sec:x}` directly under a heading gives its id; whether that was all.
pub(super) fn label_of_heading(block: &mut Block, before: Option<&mut Block>) -> bool {
    let Some(heading) = before.filter(|block| matches!(block.kind, BlockKind::Heading { .. })) else { return false };
    let BlockKind::Paragraph(content) = &mut block.kind else { return false };
    let Some(Inline { kind: InlineKind::Text(text), span, .. }) = content.first() else { return false };
    let ends = matches!(content.get(1).map(|inline| &inline.kind), None | Some(InlineKind::SoftBreak));
    let Some((name, 0)) = label_at_end(text).filter(|_| ends && heading.attr.id.is_none()) else { return false };
    heading.attr.id = Some(Spanned::new(name.to_owned(), *span));
    content.drain(..content.len().min(2));
    content.is_empty()
}

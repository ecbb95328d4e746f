//! Pieces of a line become inlines: bracketed spans, citations, references,
//! bare addresses, marks of notes and pairs of HTML tags are found in one pass
//! that looks at every byte once.
//!
//! What a whole node of comrak becomes stands in `inline_node`, what brackets
//! with an `@` become in `citation`, what an address is in `autolink`.

use super::line::{Frame, FrameKind, Line, MAX_OPEN, join, tidy};
use super::pieces::Piece;
use super::pieces::place_of;
use super::{Depth, Reader, attributes, autolink, profile};
use crate::diag::{Code, Diagnostic, Span, message};
use crate::model::Mark;
use crate::model::document::{Attr, Inline, InlineKind};

impl<'a> Reader<'_, 'a, '_> {
    /// Makes inlines of pieces.
    pub(super) fn scan(&mut self, pieces: Vec<Piece<'a>>, depth: Depth) -> Vec<Inline> {
        let mut line = Line::default();
        while let Some(piece) = pieces.get(line.index) {
            match piece {
                Piece::Text { .. } => {
                    self.text(&pieces, &mut line);
                    continue;
                }
                Piece::Fixed { text, span } if text == "@" => {
                    if self.bookdown_reference(&pieces, *span, &mut line) {
                        continue;
                    }
                    line.push_text(text, *span);
                }
                Piece::Fixed { text, span } if text == "\\" && self.ends_line(&pieces, *span, &line) => {
                    line.push(InlineKind::HardBreak, Attr::default(), *span);
                }
                Piece::Fixed { text, span } => line.push_text(text, *span),
                Piece::Soft(_) if line.ends_in_break() => {}
                Piece::Soft(span) => line.push(InlineKind::SoftBreak, Attr::default(), *span),
                Piece::Edit(edit, span) => line.push(InlineKind::Edit(edit.clone()), Attr::default(), *span),
                Piece::Ready(inline) => line.out.push(inline.clone()),
                Piece::Picture(picture) => {
                    let found = self.attr_at(&pieces, line.index + 1, 0);
                    let (attr, next) = found.unwrap_or((Attr::default(), (line.index + 1, 0)));
                    line.out.push(self.inline_picture(picture, attr));
                    (line.index, line.offset) = next;
                    continue;
                }
                Piece::Hard(span) => line.push(InlineKind::HardBreak, Attr::default(), *span),
                Piece::Html { raw, span } => self.html(raw, *span, &mut line),
                Piece::Node(node, span) if self.role(node, *span, &mut line) => {}
                Piece::Node(node, span) => {
                    let (attr, next) = self.attr_behind(&pieces, line.index, node);
                    self.node(node, *span, attr, depth, &mut line);
                    (line.index, line.offset) = next;
                    continue;
                }
            }
            (line.index, line.offset) = (line.index + 1, 0);
        }
        self.finish(line)
    }

    /// Reads one piece of text, from where the pass is.
    fn text(&mut self, pieces: &[Piece<'a>], line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        let index = line.index;
        let mut search = line.offset;
        while let Some(at) = text.as_bytes()[search..].iter().position(|byte| is_sign(*byte)).map(|at| search + at) {
            search = at + 1;
            match text.as_bytes()[at] {
                b'[' if text[at..].starts_with("[^") => self.note_mark(pieces, at, line),
                b'[' if text[at..].starts_with("[[") && self.wiki_link(pieces, at, line) => {}
                b'[' => self.open_bracket(pieces, at, line),
                b']' => self.close_bracket(pieces, at, line),
                b'\\' => self.tex(pieces, at, line),
                b'{' if self.shortcode(pieces, at, line) => {}
                b'{' | b'}' => self.brace(pieces, at, line),
                b'~' => self.tie(pieces, at, line),
                b'(' => self.text_reference(pieces, at, line),
                sign => {
                    let linked = self.address(pieces, at, line);
                    if !linked && sign == b'@' {
                        self.narrative(pieces, at, line);
                    }
                }
            }
            if line.index != index {
                return;
            }
            search = search.max(line.offset);
        }
        self.flush(pieces, text.len(), line);
        (line.index, line.offset) = (index + 1, 0);
    }

    /// Takes the text of the piece up to `end` as it is.
    pub(super) fn flush(&self, pieces: &[Piece<'a>], end: usize, line: &mut Line) {
        if let Some(Piece::Text { text, .. }) = pieces.get(line.index)
            && line.offset < end
        {
            let span = self.part(pieces, line.index, line.offset, end);
            line.push_text(&text[line.offset..end], span);
            line.offset = end;
        }
    }

    /// The place of a part of a piece.
    pub(super) fn part(&self, pieces: &[Piece<'a>], index: usize, from: usize, to: usize) -> Span {
        let start = pieces.get(index).map_or(0, |piece| piece.range().start);
        self.shared.span(start + from, start + to)
    }

    fn open_bracket(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        if line.frames.len() < MAX_OPEN {
            self.flush(pieces, at, line);
            line.offset = at + 1;
            line.open(FrameKind::Bracket, "[", self.part(pieces, line.index, at, at + 1));
        }
    }

    fn close_bracket(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(frame) = line.frames.pop_if(|frame| matches!(frame.kind, FrameKind::Bracket)) else { return };
        self.flush(pieces, at, line);
        if self.close_span(pieces, at, &frame, line) || (frame.has_at && self.close_cite(pieces, at, &frame, line)) {
            return;
        }
        self.check_image(pieces, at, &frame, line);
        line.push_text("]", self.part(pieces, line.index, at, at + 1));
        line.offset = at + 1;
        join(&mut line.out, frame.out);
    }

    /// `![x](a b.png)` is no image for its blank.
    fn check_image(&mut self, pieces: &[Piece<'a>], at: usize, frame: &Frame, line: &Line) {
        let before = frame.out.checked_sub(1).and_then(|at| line.out.get(at));
        let marked = before.is_some_and(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.ends_with('!')));
        let Some(Piece::Text { text, .. }) = pieces.get(line.index).filter(|_| marked) else { return };
        let area = text[at + 1..].char_indices().take(300).find(|(_, c)| *c == ')');
        let path = area.and_then(|(end, _)| text[at + 1..at + 1 + end].strip_prefix('('));
        let Some(path) = path else { return };
        if path.contains(' ') && path.contains('.') {
            let span = frame.span.to(self.part(pieces, line.index, at, at + path.len() + 3));
            let message = "this is not an image: its path has a space";
            let hint = message!("write the path as `<{path}>`", path);
            self.shared.sink.push(Diagnostic::warning(Code::Image, span, message).hint(hint));
        }
    }

    /// `[x]{.dot}`.
    fn close_span(&mut self, pieces: &[Piece<'a>], at: usize, frame: &Frame, line: &mut Line) -> bool {
        let Some((attr, next)) = self.attr_at(pieces, line.index, at + 1) else { return false };
        // `:contentReference[oaicite:0]{index=0}` is what a chat program left of a source.
        let before = frame.out.checked_sub(1).and_then(|at| line.out.get(at)).map(|inline| &inline.kind);
        if matches!(before, Some(InlineKind::Text(text)) if text.ends_with(":contentReference")) {
            return false;
        }
        let mut attr = attr;
        let shown = profile::shown(&mut attr, self.shared.given.profile.as_deref(), &mut self.shared.profiles);
        attributes::check(&attr, &attributes::SPAN, self.shared.sink);
        let mut content = line.out.split_off(frame.out);
        if shown == Some(false) {
            (line.index, line.offset) = next;
            return true;
        }
        if let Some(Inline { kind: InlineKind::Text(text), span, .. }) = content.first_mut() {
            text.remove(0);
            *span = self.shared.span(span.start as usize + 1, span.end as usize);
        }
        content.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
        let span = frame.span.to(self.part(pieces, line.index, at, at + 1));
        line.out.push(span_inline(content, attr, span));
        (line.index, line.offset) = next;
        true
    }

    fn address(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) -> bool {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return false };
        if self.in_link {
            return false;
        }
        let Some((range, target)) = autolink::around(text, at, line.offset) else { return false };
        self.flush(pieces, range.start, line);
        let span = self.part(pieces, line.index, range.start, range.end);
        let content = vec![Inline::new(InlineKind::Text(text[range.clone()].to_owned()), span)];
        line.offset = range.end;
        line.push(InlineKind::Link { target, content }, Attr::default(), span);
        true
    }

    /// `[^name]` that comrak left as text: a note of another part of the
    /// source, or none.
    fn note_mark(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        let area = text[at + 2..].char_indices().take(100).find(|(_, c)| matches!(c, ']' | '[') || c.is_whitespace());
        let Some((len, _)) = area.filter(|(len, c)| *c == ']' && *len > 0) else { return };
        let name = &text[at + 2..at + 2 + len];
        let span = self.part(pieces, line.index, at, at + 3 + len);
        let Some(name) = self.shared.note_name(name) else {
            let message = message!("undefined note `{name}`", name);
            let hint = message!("write the note as a paragraph that begins with `[^{name}]:`", name);
            self.shared.sink.push(Diagnostic::warning(Code::UndefinedNote, span, message).hint(hint));
            return;
        };
        self.flush(pieces, at, line);
        line.offset = at + 3 + len;
        line.push(InlineKind::NoteRef(name), Attr::default(), span);
    }

    fn finish(&mut self, mut line: Line) -> Vec<Inline> {
        while !line.frames.is_empty() {
            self.drop_frame(&mut line);
        }
        tidy(line.out)
    }

    /// Attributes right behind a node; also where the pass goes on.
    fn attr_behind(
        &mut self,
        pieces: &[Piece<'a>],
        index: usize,
        node: comrak::nodes::Node<'a>,
    ) -> (Attr, (usize, usize)) {
        use comrak::nodes::NodeValue as Value;
        let next = (index + 1, 0);
        if !matches!(node.data().value, Value::Image(_) | Value::Code(_) | Value::Link(_)) {
            return self
                .attr_of_mark(pieces, index + 1)
                .map_or((Attr::default(), next), |next| (Attr::default(), next));
        }
        if let Some(found) = self.attr_at(pieces, index + 1, 0) {
            return found;
        }
        if let Some(Piece::Text { text, at, .. }) = pieces.get(index + 1)
            && attributes::looks_meant(text)
        {
            let len = text.find('}').map_or(text.len(), |end| end + 1);
            let span = self.shared.span(*at, at + len);
            self.shared.sink.push(attributes::malformed(span));
        }
        (Attr::default(), next)
    }

    /// Passes by `{: .class}` behind a mark (kramdown), of which nothing is printed.
    fn attr_of_mark(&mut self, pieces: &[Piece<'a>], index: usize) -> Option<(usize, usize)> {
        let Some(Piece::Text { text, .. }) = pieces.get(index).filter(|_| index > 0) else { return None };
        let (attr, next) = text.starts_with("{:").then(|| self.attr_at(pieces, index, 0)).flatten()?;
        attributes::check(&attr, &attributes::MARK, self.shared.sink);
        Some(next)
    }

    /// Attributes at a place in a piece; also where the pass goes on.
    pub(super) fn attr_at(&self, pieces: &[Piece<'a>], index: usize, offset: usize) -> Option<(Attr, (usize, usize))> {
        let Some(Piece::Text { text, at, exact }) = pieces.get(index) else { return None };
        if !text[offset..].starts_with('{') {
            return None;
        }
        if !exact {
            let (attr, len) = attributes::parse(&text[offset..], self.shared.source, *at)?;
            return Some((attr, (index, offset + len)));
        }
        let start = at + offset;
        let found = attributes::parse(&self.shared.text[start..], self.shared.source, start);
        match found {
            Some((attr, len)) => Some((attr, place_of(pieces, index, start + len)?)),
            None => self.split_attr(pieces, index, offset),
        }
    }
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'[' | b']' | b'@' | b':' | b'w' | b'W' | b'\\' | b'{' | b'}' | b'~' | b'(')
}

fn span_inline(content: Vec<Inline>, mut attr: Attr, span: Span) -> Inline {
    let mut marks = Vec::new();
    attr.classes.retain(|class| match class.value.as_str() {
        "dot" => {
            marks.push(Mark::Dotted);
            false
        }
        "smallcaps" => {
            marks.push(Mark::SmallCaps);
            false
        }
        "underline" => {
            marks.push(Mark::Underline);
            false
        }
        "mark" => {
            marks.push(Mark::Highlight);
            false
        }
        _ => true,
    });
    let mut content = content;
    let outer = marks.pop();
    for mark in marks {
        content = vec![Inline::new(InlineKind::Marked(mark, content), span)];
    }
    match outer {
        Some(mark) if attr.is_empty() => Inline::new(InlineKind::Marked(mark, content), span),
        Some(mark) => {
            let inner = Inline::new(InlineKind::Marked(mark, content), span);
            Inline::with(InlineKind::Span(vec![inner]), attr, span)
        }
        None => Inline::with(InlineKind::Span(content), attr, span),
    }
}

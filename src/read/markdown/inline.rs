//! Pieces of a line become inlines: bracketed spans, citations, references,
//! bare addresses, marks of notes and pairs of HTML tags are found in one pass
//! that looks at every byte once.
//!
//! What a whole node of comrak becomes stands in `inline_node`; what a key or
//! an address is, in `reference` and `autolink`.

use super::pieces::Piece;
use super::{Depth, Reader, attributes, autolink, html, reference};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::model::Mark;
use crate::model::document::{Attr, Cite, CiteItem, Inline, InlineKind, Reference};

/// How many brackets and tags may be open at once.
pub(crate) const MAX_OPEN: usize = 64;

/// A bracket or a tag that is open.
struct Frame {
    kind: FrameKind,
    /// The place of its first inline in the output.
    out: usize,
    /// The piece and the byte in it that follow it.
    from: (usize, usize),
    span: Span,
    has_at: bool,
}

enum FrameKind {
    Bracket,
    Tag(Mark, String),
}

/// Where the pass is and what it has found.
#[derive(Default)]
pub(crate) struct Line {
    index: usize,
    offset: usize,
    out: Vec<Inline>,
    frames: Vec<Frame>,
}

impl Line {
    /// Takes an inline.
    pub fn push(&mut self, kind: InlineKind, attr: Attr, span: Span) {
        self.out.push(Inline { kind, attr, span });
    }

    /// Takes text; it joins the text before it.
    pub fn push_text(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        if let Some(Inline { kind: InlineKind::Text(before), span: place, attr }) = self.out.last_mut()
            && attr.is_empty()
        {
            before.push_str(text);
            *place = place.to(span);
            return;
        }
        self.push(InlineKind::Text(text.to_owned()), Attr::default(), span);
    }

    fn ends_in_break(&self) -> bool {
        self.out.last().is_some_and(|inline| matches!(inline.kind, InlineKind::HardBreak))
    }

    /// Takes inlines that were read elsewhere.
    pub fn extend(&mut self, inlines: Vec<Inline>) {
        self.out.extend(inlines);
    }

    fn open(&mut self, kind: FrameKind, text: &str, span: Span) {
        let frame = Frame { kind, out: self.out.len(), from: (self.index, self.offset), span, has_at: false };
        if !text.is_empty() {
            self.push(InlineKind::Text(text.to_owned()), Attr::default(), span);
        }
        self.frames.push(frame);
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// Makes inlines of pieces.
    pub fn scan(&mut self, pieces: Vec<Piece<'a>>, depth: Depth) -> Vec<Inline> {
        let mut line = Line::default();
        while let Some(piece) = pieces.get(line.index) {
            match piece {
                Piece::Text { .. } => {
                    self.text(&pieces, &mut line);
                    continue;
                }
                Piece::Fixed { text, span } => line.push_text(text, *span),
                Piece::Soft(_) if line.ends_in_break() => {}
                Piece::Soft(span) => line.push(InlineKind::SoftBreak, Attr::default(), *span),
                Piece::Hard(span) => line.push(InlineKind::HardBreak, Attr::default(), *span),
                Piece::Html { raw, span } => self.html(raw, *span, &mut line),
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
                b'[' => self.open_bracket(pieces, at, line),
                b']' => self.close_bracket(pieces, at, line),
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
    fn flush(&self, pieces: &[Piece<'a>], end: usize, line: &mut Line) {
        if let Some(Piece::Text { text, .. }) = pieces.get(line.index)
            && line.offset < end
        {
            let span = self.part(pieces, line.index, line.offset, end);
            line.push_text(&text[line.offset..end], span);
            line.offset = end;
        }
    }

    /// The place of a part of a piece.
    fn part(&self, pieces: &[Piece<'a>], index: usize, from: usize, to: usize) -> Span {
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
            let message = "this is no image: there is a blank in its path";
            let hint = format!("write the path as `<{path}>`");
            self.shared.sink.push(Diagnostic::warning(Code::Image, span, message).hint(hint));
        }
    }

    /// `[x]{.dot}`.
    fn close_span(&mut self, pieces: &[Piece<'a>], at: usize, frame: &Frame, line: &mut Line) -> bool {
        let Some((attr, next)) = self.attr_at(pieces, line.index, at + 1) else { return false };
        attributes::check(&attr, &attributes::SPAN, self.shared.sink);
        let mut content = line.out.split_off(frame.out);
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

    /// `[@a; @b, 第 3 页]`.
    fn close_cite(&mut self, pieces: &[Piece<'a>], at: usize, frame: &Frame, line: &mut Line) -> bool {
        let inner = Inner::collect(self.shared.text, pieces, frame.from, (line.index, at));
        let Some(entries) = reference::bracket(&inner.text, &self.shared.ids) else { return false };
        let span = frame.span.to(self.part(pieces, line.index, at, at + 1));
        line.out.truncate(frame.out);
        line.offset = at + 1;
        if entries.iter().all(|entry| entry.kind == reference::Kind::Work) {
            let item = |entry: reference::Entry| CiteItem {
                key: Spanned::new(inner.text[entry.key.clone()].to_owned(), inner.span(&entry.key, span)),
                prefix: entry.prefix,
                suffix: entry.suffix,
                suppress_author: entry.minus,
            };
            let items = entries.into_iter().map(item).collect();
            let cite = Cite { items, narrative: false, source: format!("[{}]", inner.text) };
            line.push(InlineKind::Cite(cite), Attr::default(), span);
        } else {
            push_references(&inner, &entries, span, line);
        }
        true
    }

    /// `@key` and `@fig:id` in running text.
    fn narrative(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        if !text[..at].chars().next_back().is_none_or(reference::may_precede) {
            return;
        }
        if let Some(frame) = line.frames.last_mut() {
            frame.has_at = true;
        }
        let Some((kind, len)) = reference::narrative(&text[at + 1..], &self.shared.ids) else { return };
        self.flush(pieces, at, line);
        let span = self.part(pieces, line.index, at, at + 1 + len);
        let key = text[at + 1..at + 1 + len].to_owned();
        line.offset = at + 1 + len;
        line.push(narrative_kind(kind, key, span), Attr::default(), span);
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
        let Some(name) = self.shared.note_names.get(&name.to_lowercase()).cloned() else {
            let message = format!("there is no note `{name}`");
            let hint = format!("write the note as a paragraph that begins with `[^{name}]:`");
            self.shared.sink.push(Diagnostic::warning(Code::UndefinedNote, span, message).hint(hint));
            return;
        };
        self.flush(pieces, at, line);
        line.offset = at + 3 + len;
        line.push(InlineKind::NoteRef(name), Attr::default(), span);
    }

    fn html(&mut self, raw: &str, span: Span, line: &mut Line) {
        match html::tag(raw) {
            html::Tag::Comment => {}
            html::Tag::Break => line.push(InlineKind::HardBreak, Attr::default(), span),
            html::Tag::Open(mark) if line.frames.len() < MAX_OPEN => {
                line.offset = 0;
                line.open(FrameKind::Tag(mark, raw.to_owned()), "", span);
                // Text behind the tag must not join the text before it.
                line.push(InlineKind::Text(String::new()), Attr::default(), span);
            }
            html::Tag::Close(mark) => self.close_tag(mark, raw, span, line),
            html::Tag::Open(_) | html::Tag::Unknown => self.unknown_html(raw, span, line),
        }
    }

    fn close_tag(&mut self, mark: Mark, raw: &str, span: Span, line: &mut Line) {
        let open = line.frames.iter().rposition(|frame| matches!(frame.kind, FrameKind::Tag(of, _) if of == mark));
        let Some(open) = open else { return self.unknown_html(raw, span, line) };
        while line.frames.len() > open + 1 {
            self.drop_frame(line);
        }
        if let Some(frame) = line.frames.pop() {
            let content = tidy(line.out.split_off(frame.out));
            line.push(InlineKind::Marked(mark, content), Attr::default(), frame.span.to(span));
        }
    }

    fn unknown_html(&mut self, raw: &str, span: Span, line: &mut Line) {
        self.shared.sink.push(
            Diagnostic::warning(Code::Html, span, "this HTML is not understood and stays as text")
                .hint("write it in Markdown, or as a raw block such as `{=typst}`"),
        );
        line.push_text(raw, span);
    }

    /// An open bracket or tag that nothing closes is text.
    fn drop_frame(&mut self, line: &mut Line) {
        let Some(frame) = line.frames.pop() else { return };
        if let FrameKind::Tag(_, raw) = frame.kind {
            self.shared.sink.warn(Code::Html, frame.span, "nothing closes this tag; it stays as text");
            if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.out.get_mut(frame.out) {
                text.insert_str(0, &raw);
            }
        }
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
            return (Attr::default(), next);
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

    /// Attributes at a place in a piece; also where the pass goes on.
    fn attr_at(&self, pieces: &[Piece<'a>], index: usize, offset: usize) -> Option<(Attr, (usize, usize))> {
        let Some(Piece::Text { text, at, exact }) = pieces.get(index) else { return None };
        if !text[offset..].starts_with('{') {
            return None;
        }
        if !exact {
            let (attr, len) = attributes::parse(&text[offset..], self.shared.source, *at)?;
            return Some((attr, (index, offset + len)));
        }
        let start = at + offset;
        let (attr, len) = attributes::parse(&self.shared.text[start..], self.shared.source, start)?;
        Some((attr, place_of(pieces, index, start + len)?))
    }
}

/// The piece and the byte in it at which a byte of the source stands; `None` if
/// that is inside a node or behind the last piece.
pub(crate) fn place_of(pieces: &[Piece<'_>], from: usize, end: usize) -> Option<(usize, usize)> {
    for (index, piece) in pieces.iter().enumerate().skip(from) {
        let range = piece.range();
        if end <= range.start {
            return Some((index, 0));
        }
        match piece {
            Piece::Text { at, exact: true, .. } if end < range.end => return Some((index, end - at)),
            _ if end < range.end => return None,
            _ if end == range.end => return Some((index + 1, 0)),
            _ => {}
        }
    }
    None
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'[' | b']' | b'@' | b':' | b'w' | b'W')
}

/// Joins the text at `at` with the text before it.
fn join(out: &mut Vec<Inline>, at: usize) {
    let Some((before, after)) = at.checked_sub(1).map(|at| out.split_at_mut(at + 1)) else { return };
    if let (
        Some(Inline { kind: InlineKind::Text(text), span, .. }),
        Some(Inline { kind: InlineKind::Text(more), span: place, .. }),
    ) = (before.last_mut(), after.first())
    {
        text.push_str(more);
        *span = span.to(*place);
        out.remove(at);
    }
}

/// Joins neighbouring text and drops empty text.
pub(crate) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut line = Line::default();
    for inline in inlines {
        match inline.kind {
            InlineKind::Text(text) if inline.attr.is_empty() => line.push_text(&text, inline.span),
            kind => line.push(kind, inline.attr, inline.span),
        }
    }
    line.out
}

fn narrative_kind(kind: reference::Kind, key: String, span: Span) -> InlineKind {
    let source = format!("@{key}");
    match kind {
        reference::Kind::Numbered => InlineKind::Reference(Reference { id: key, number_only: false, source }),
        reference::Kind::Work => {
            let key_span = Span { start: span.start + 1, ..span };
            let key = Spanned::new(key, key_span);
            let item = CiteItem { key, prefix: String::new(), suffix: String::new(), suppress_author: false };
            InlineKind::Cite(Cite { items: vec![item], narrative: true, source })
        }
    }
}

/// `[@fig:a; @fig:b]`: each reference for itself, with what stands between
/// them as text.
fn push_references(inner: &Inner, entries: &[reference::Entry], span: Span, line: &mut Line) {
    let mut done = 0;
    for entry in entries {
        let at = entry.key.start - 1 - usize::from(entry.minus);
        line.push_text(&inner.text[done..at], span);
        let id = inner.text[entry.key.clone()].to_owned();
        let place = inner.span(&entry.key, span);
        let kind = match entry.kind {
            reference::Kind::Numbered => {
                let whole = entries.len() == 1;
                let source = if whole { format!("[{}]", inner.text) } else { inner.text[at..entry.key.end].to_owned() };
                InlineKind::Reference(Reference { id, number_only: entry.minus, source })
            }
            reference::Kind::Work => narrative_kind(entry.kind, id, place),
        };
        line.push(kind, Attr::default(), if entries.len() == 1 { span } else { place });
        done = entry.key.end;
    }
    line.push_text(&inner.text[done..], span);
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
            Inline { kind: InlineKind::Span(vec![inner]), attr, span }
        }
        None => Inline { kind: InlineKind::Span(content), attr, span },
    }
}

/// The text between two brackets with the places that it comes from.
struct Inner {
    text: String,
    /// Where each part of the text begins, there and in the source.
    parts: Vec<(usize, usize)>,
}

impl Inner {
    fn collect(source: &str, pieces: &[Piece<'_>], from: (usize, usize), to: (usize, usize)) -> Self {
        let mut inner = Self { text: String::new(), parts: Vec::new() };
        for (index, piece) in pieces.iter().enumerate().take(to.0 + 1).skip(from.0) {
            let start = if index == from.0 { from.1 } else { 0 };
            let range = piece.range();
            inner.parts.push((inner.text.len(), range.start + start));
            match piece {
                Piece::Text { text, .. } => {
                    let end = if index == to.0 { to.1 } else { text.len() };
                    inner.text.push_str(text.get(start..end).unwrap_or_default());
                }
                Piece::Fixed { text, .. } => inner.text.push_str(text),
                Piece::Soft(_) | Piece::Hard(_) => inner.text.push(' '),
                Piece::Html { .. } | Piece::Node(..) => inner.text.push_str(source.get(range).unwrap_or_default()),
            }
        }
        inner
    }

    /// The place of a part of the text; `whole` lends its source.
    fn span(&self, range: &std::ops::Range<usize>, whole: Span) -> Span {
        let index = self.parts.partition_point(|(at, _)| *at <= range.start).saturating_sub(1);
        let (at, source) = self.parts.get(index).copied().unwrap_or((0, whole.start as usize));
        let start = (source + range.start - at).min(whole.end as usize);
        Span::new(whole.source, start, (start + range.len()).min(whole.end as usize))
    }
}

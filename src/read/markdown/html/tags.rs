//! Tags in a line: pairs become marks, links, code and readings, single ones
//! breaks and pictures.
//!
//! What an element does is said in `inline`; the pass over the line stands in
//! `super::super::inline`.

use super::super::Reader;
use super::super::line::{FrameKind, Line, MAX_OPEN, tidy};
use super::inline::{Wrap, is_filtered, wrap};
use super::token::{Tag, Token, token};
use super::{DROPPED, VOID, is_block, is_element};
use crate::diag::{Code, Diagnostic, Span, message};
use crate::model::document::{Attr, Inline, InlineKind};

impl<'a> Reader<'_, 'a, '_> {
    /// Takes a tag or a comment.
    pub(in crate::read::markdown) fn html(&mut self, raw: &str, span: Span, line: &mut Line) {
        match token(raw) {
            Some(Token::Comment) => {}
            Some(Token::Open(tag)) => self.open_tag(&tag, raw, span, line),
            Some(Token::Close(name)) => self.close_tag(&name, raw, span, line),
            Some(Token::Text(_)) | None => line.push_text(raw, span),
        }
    }

    fn open_tag(&mut self, tag: &Tag, raw: &str, span: Span, line: &mut Line) {
        match tag.name.as_str() {
            "br" => return line.push(InlineKind::HardBreak, Attr::default(), span),
            "img" => {
                if let Some((image, attr)) = tag.picture(span) {
                    return line.push(InlineKind::Image(image), attr, span);
                }
            }
            "p" | "div" | "tr" | "blockquote" | "dt" | "dd" => return break_line(line, span),
            "li" => {
                break_line(line, span);
                return line.push_text("• ", span);
            }
            _ => {}
        }
        match wrap(tag) {
            // It is empty: HTML would take it for open, its author does not.
            Some(Wrap::Mark(_) | Wrap::Code | Wrap::Reading) if raw.trim_end().ends_with("/>") => {}
            Some(what) if line.frames.len() < MAX_OPEN => {
                line.offset = 0;
                line.open(FrameKind::Tag { name: tag.name.clone(), wrap: what, raw: raw.to_owned() }, "", span);
                // Text behind the tag must not join the text before it.
                line.push(InlineKind::Text(String::new()), Attr::default(), span);
            }
            Some(Wrap::Mark(_)) => self.unknown_html(raw, span, line),
            None if !is_element(&tag.name) => self.unknown_html(raw, span, line),
            None if !is_block(&tag.name) && !matches!(tag.name.as_str(), "wbr" | "col" | "colgroup" | "picture") => {
                self.tell_html(&tag.name, span);
            }
            _ => {}
        }
    }

    fn close_tag(&mut self, name: &str, raw: &str, span: Span, line: &mut Line) {
        let same = |kind: &FrameKind| matches!(kind, FrameKind::Tag { name: of, .. } if of == name);
        let Some(open) = line.frames.iter().rposition(|frame| same(&frame.kind)) else {
            let tag = Tag { name: name.to_owned(), attributes: Vec::new() };
            if matches!(wrap(&tag), Some(Wrap::Mark(_))) || !(is_element(name) || VOID.contains(&name)) {
                self.unknown_html(raw, span, line);
            }
            return;
        };
        while line.frames.len() > open + 1 {
            self.drop_frame(line);
        }
        let Some(frame) = line.frames.pop() else { return };
        let FrameKind::Tag { wrap, .. } = frame.kind else { return };
        let content = tidy(line.out.split_off(frame.out));
        let place = frame.span.to(span);
        if is_filtered(name) || DROPPED.contains(&name) {
            self.tell_html(name, frame.span);
        }
        match wrap {
            Wrap::Mark(mark) => line.push(InlineKind::Marked(mark, content), Attr::default(), place),
            Wrap::Link(_) if content.is_empty() => {}
            Wrap::Link(target) => {
                let content = content.into_iter().flat_map(without_links).collect();
                line.push(InlineKind::Link { target, content }, Attr::default(), place);
            }
            Wrap::Code => match plain(&content) {
                Some(text) => line.push(InlineKind::Code(text), Attr::default(), place),
                None => line.extend(content),
            },
            Wrap::Reading if content.is_empty() => {}
            Wrap::Reading => {
                line.push_text("（", span);
                line.extend(content);
                line.push_text("）", span);
            }
            Wrap::Nothing => {}
            Wrap::Keep => line.extend(content),
        }
    }

    fn unknown_html(&mut self, raw: &str, span: Span, line: &mut Line) {
        self.shared.sink.push(
            Diagnostic::warning(Code::Html, span, "unknown HTML stays as text")
                .hint("write it in Markdown, or as a raw block such as `{=typst}`"),
        );
        line.push_text(raw, span);
    }

    /// Tells once that an element means nothing on paper.
    pub(in crate::read::markdown) fn tell_html(&mut self, name: &str, span: Span) {
        if !self.shared.html_told.insert(name.to_owned()) {
            return;
        }
        let (message, hint) = match DROPPED.contains(&name) {
            true => {
                (message!("the content of `<{name}>` is not printed", name), "write what is to be printed in Markdown")
            }
            false => (
                message!("`<{name}>` has no effect; its text is printed", name),
                "remove the tag, or write it in Markdown",
            ),
        };
        self.shared.sink.push(Diagnostic::warning(Code::Html, span, message).hint(hint));
    }

    /// An open bracket, tag or command that nothing closes is text.
    pub(in crate::read::markdown) fn drop_frame(&mut self, line: &mut Line) {
        let Some(frame) = line.frames.pop() else { return };
        let open = match frame.kind {
            FrameKind::Tag { wrap: Wrap::Mark(_), raw, .. } => Some((raw, "nothing closes this tag; it stays as text")),
            FrameKind::Tag { name, raw, .. } if is_filtered(&name) || DROPPED.contains(&name.as_str()) => {
                Some((raw, "nothing closes this tag; it stays as text"))
            }
            FrameKind::Tex(_, raw) => Some((raw, "nothing closes the brace of this command; it stays as text")),
            FrameKind::Tag { .. } | FrameKind::Bracket | FrameKind::Brace => None,
        };
        if let Some((raw, message)) = open {
            self.shared.sink.warn(Code::Html, frame.span, message);
            if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.out.get_mut(frame.out) {
                text.insert_str(0, &raw);
            }
        }
    }
}

fn break_line(line: &mut Line, span: Span) {
    let filled =
        line.out.iter().any(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty()));
    if filled && !line.ends_in_break() {
        line.push(InlineKind::HardBreak, Attr::default(), span);
    }
}

/// The content of a link in a link.
fn without_links(inline: Inline) -> Vec<Inline> {
    match inline.kind {
        InlineKind::Link { content, .. } => content,
        kind => vec![Inline { kind, ..inline }],
    }
}

/// The text of inlines that are nothing but text.
fn plain(content: &[Inline]) -> Option<String> {
    content.iter().try_fold(String::new(), |text, inline| match &inline.kind {
        InlineKind::Text(more) | InlineKind::Code(more) => Some(text + more),
        InlineKind::SoftBreak => Some(text + " "),
        InlineKind::Link { content, .. } => Some(text + &plain(content)?),
        _ => None,
    })
}

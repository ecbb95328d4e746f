//! A whole inline node of comrak becomes an inline: marks, code, links,
//! pictures, notes, formulas, emoji.
//!
//! Here also stands where a mark of comrak is none in a Chinese text: the
//! tilde between numbers, the plus signs of C++, the colons of a ratio.

use comrak::nodes::{Node, NodeMath, NodeValue};

use super::line::Line;
use super::picture::{take_size, understand};
use super::pieces::literal;
use super::places::Places;
use super::{Depth, MAX_INLINES, Reader, attributes, formula_lines};
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::document::{Attr, Block, Image, Inline, InlineKind};
use crate::model::math::Math;
use crate::model::{Mark, RawFormat, is_han};
use crate::read::latex;

impl<'a> Reader<'_, 'a, '_> {
    /// Takes a node with the attributes behind it.
    pub(super) fn node(&mut self, node: Node<'a>, span: Span, mut attr: Attr, depth: Depth, line: &mut Line) {
        let kind = match &node.data().value {
            NodeValue::Emph => self.marked(Mark::Emphasis, node, depth),
            NodeValue::Strong => self.marked(Mark::Strong, node, depth),
            NodeValue::Strikethrough => self.marked(Mark::Strike, node, depth),
            NodeValue::Highlight => self.marked(Mark::Highlight, node, depth),
            NodeValue::Underline => self.marked(Mark::Underline, node, depth),
            NodeValue::Insert if self.follows_letter(span) => return self.unmarked("++", node, span, depth, line),
            NodeValue::Insert => self.marked(Mark::Underline, node, depth),
            NodeValue::Superscript if self.is_no_script(node, span) => {
                return self.unmarked("^", node, span, depth, line);
            }
            NodeValue::Subscript if self.is_no_script(node, span) => {
                return self.unmarked("~", node, span, depth, line);
            }
            NodeValue::Superscript => self.marked(Mark::Superscript, node, depth),
            NodeValue::Subscript => self.marked(Mark::Subscript, node, depth),
            NodeValue::Code(code) => self.code(&code.literal, &mut attr),
            NodeValue::Link(link) => {
                let target = self.shared.filled_text(&link.url, span);
                self.link(node, target, &attr, depth)
            }
            NodeValue::Image(_) => self.inline_image(node, span, &mut attr),
            NodeValue::FootnoteReference(note) => self.note(&note.name, span, depth),
            NodeValue::ShortCode(code) => InlineKind::Text(self.emoji(&code.code, &code.emoji, span)),
            NodeValue::Math(math) => InlineKind::Math(self.math(math, span)),
            NodeValue::WikiLink(_) | NodeValue::SpoileredText => InlineKind::Span(self.content(node, depth)),
            NodeValue::EscapedTag(tag) => InlineKind::Text((*tag).to_owned()),
            NodeValue::Raw(text) => InlineKind::Text(text.clone()),
            NodeValue::CommentInline(comment) => InlineKind::Text(comment.literal.clone()),
            // Handled as pieces, or blocks that stand in no line.
            NodeValue::Text(_)
            | NodeValue::Escaped
            | NodeValue::SoftBreak
            | NodeValue::LineBreak
            | NodeValue::HtmlInline(_)
            | NodeValue::Document
            | NodeValue::FrontMatter(_)
            | NodeValue::BlockQuote
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::DescriptionList
            | NodeValue::DescriptionItem(_)
            | NodeValue::DescriptionTerm
            | NodeValue::DescriptionDetails
            | NodeValue::CodeBlock(_)
            | NodeValue::HtmlBlock(_)
            | NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::ThematicBreak
            | NodeValue::FootnoteDefinition(_)
            | NodeValue::Table(_)
            | NodeValue::TableRow(_)
            | NodeValue::TableCell
            | NodeValue::TaskItem(_)
            | NodeValue::MultilineBlockQuote(_)
            | NodeValue::Alert(_)
            | NodeValue::Callout(_)
            | NodeValue::CalloutTitle
            | NodeValue::Subtext
            | NodeValue::BlockDirective(_)
            | NodeValue::MultilineComment(_) => InlineKind::Text(literal(node)),
        };
        line.push(kind, attr, span);
    }

    /// The content of a node.
    pub(super) fn content(&mut self, node: Node<'a>, depth: Depth) -> Vec<Inline> {
        if depth.inlines >= MAX_INLINES {
            let span = self.span_of(node);
            self.shared.tell_too_deep(span, None);
            return vec![Inline::new(InlineKind::Text(literal(node)), span)];
        }
        let pieces = self.pieces(node);
        self.scan(pieces, depth.inline())
    }

    fn marked(&mut self, mark: Mark, node: Node<'a>, depth: Depth) -> InlineKind {
        InlineKind::Marked(mark, self.content(node, depth))
    }

    /// The content with the signs that marked it.
    fn unmarked(&mut self, sign: &str, node: Node<'a>, span: Span, depth: Depth, line: &mut Line) {
        let (start, end) = (span.start as usize, span.end as usize);
        line.push_text(sign, self.shared.span(start, start + sign.len()));
        line.extend(self.content(node, depth));
        line.push_text(sign, self.shared.span(end.saturating_sub(sign.len()), end));
    }

    fn before(&self, span: Span) -> Option<char> {
        self.shared.text[..span.start as usize].chars().next_back()
    }

    fn after(&self, span: Span) -> Option<char> {
        self.shared.text[span.end as usize..].chars().next()
    }

    /// `C++和C++`.
    fn follows_letter(&self, span: Span) -> bool {
        self.before(span).is_some_and(|c| c.is_ascii_alphanumeric())
    }

    /// `5~10和20~30`, `周一~周三和周六~周日`, `2^10 和 2^20`: the signs stand
    /// between two of a kind, or the passage holds a blank or Chinese signs.
    fn is_no_script(&self, node: Node<'a>, span: Span) -> bool {
        let text = literal(node);
        let alike = |a: Option<char>, b: Option<char>| match (a, b) {
            (Some(a), Some(b)) => (a.is_ascii_digit() && b.is_ascii_digit()) || (is_han(a) && is_han(b)),
            _ => false,
        };
        let between =
            alike(self.before(span), text.chars().next()) && alike(text.chars().next_back(), self.after(span));
        between || text.contains(|c: char| c.is_whitespace() || "，。；：、！？（）《》“”".contains(c))
    }

    /// Code, or a raw passage.
    fn code(&mut self, text: &str, attr: &mut Attr) -> InlineKind {
        let Some(format) = attributes::raw_format(attr).cloned() else { return InlineKind::Code(text.to_owned()) };
        *attr = Attr::default();
        match self.raw_format(&format.value[1..], format.span) {
            Some(format) => InlineKind::Raw { format, text: text.to_owned() },
            None => InlineKind::Code(text.to_owned()),
        }
    }

    fn link(&mut self, node: Node<'a>, target: String, attr: &Attr, depth: Depth) -> InlineKind {
        attributes::check(attr, &attributes::LINK, self.shared.sink);
        let outer = std::mem::replace(&mut self.in_link, true);
        let content = self.content(node, depth);
        self.in_link = outer;
        InlineKind::Link { target, content }
    }

    fn inline_image(&mut self, node: Node<'a>, span: Span, attr: &mut Attr) -> InlineKind {
        let caption = understand(attr);
        let mut text = caption.map_or_else(|| literal(node), |caption| caption.value);
        take_size(&mut text, attr, span);
        attributes::check(attr, &attributes::IMAGE, self.shared.sink);
        let mut image = self.image(node, span, attr);
        if !text.trim().is_empty() && attr.get("alt").is_none() {
            image.alt = Some(text);
        }
        InlineKind::Image(image)
    }

    /// The picture of a node; its alternative text is the attribute, else the
    /// title.
    pub(super) fn image(&mut self, node: Node<'a>, span: Span, attr: &Attr) -> Image {
        let (url, title) = match &node.data().value {
            NodeValue::Image(link) => (link.url.clone(), link.title.clone()),
            _ => Default::default(),
        };
        let written = self.shared.written(span);
        let place = written.rfind(url.as_str()).filter(|_| !url.is_empty()).map_or(span, |at| {
            let start = span.start as usize + at;
            self.shared.span(start, start + url.len())
        });
        let title = Some(title).filter(|title| !title.trim().is_empty());
        let alt = attr.get("alt").map(|alt| alt.value.clone()).or(title);
        let path = self.shared.filled_text(&url, place);
        Image { path: Spanned::new(path, place), alt, page: self.page(attr) }
    }

    /// Which page of a file of several is the picture, from 1.
    pub(super) fn page(&mut self, attr: &Attr) -> usize {
        let Some(value) = attr.get("page") else { return 1 };
        let page = value.value.trim().parse().ok().filter(|page| *page > 0);
        if page.is_none() {
            let message = message!("“{value}” is not a valid page number; page 1 is shown", value = value.value);
            self.shared.sink.warn(Code::UnknownAttribute, value.span, message);
        }
        page.unwrap_or(1)
    }

    fn note(&mut self, name: &str, span: Span, depth: Depth) -> InlineKind {
        let Some(node) = self.inline_notes.get(name).copied() else { return self.note_ref(name, span) };
        // comrak counts the columns of such a note from its own first byte.
        let start = span.start as usize + "^[".len();
        let inner = self.shared.text.get(start..span.end as usize).unwrap_or_default();
        let positions = super::positions::Positions::verbatim(inner, start);
        let outer = std::mem::replace(&mut self.positions, positions);
        let masks = std::mem::replace(&mut self.masks, &super::mask::NONE);
        let depth = Depth { inlines: depth.inlines + 4, ..depth };
        let mut blocks = Vec::new();
        for paragraph in node.children() {
            let content = self.content(paragraph, depth);
            blocks.push(Block::new(crate::model::document::BlockKind::Paragraph(content), span));
        }
        (self.positions, self.masks) = (outer, masks);
        InlineKind::Note(blocks)
    }

    /// comrak gives every mark the name of the last note whose name differs in
    /// capitals alone.
    fn note_ref(&self, name: &str, span: Span) -> InlineKind {
        let written = self.shared.written(span).strip_prefix("[^").and_then(|rest| rest.strip_suffix(']'));
        InlineKind::NoteRef(self.shared.note_name(written.unwrap_or(name)).unwrap_or_else(|| name.to_owned()))
    }

    fn emoji(&self, code: &str, emoji: &str, span: Span) -> String {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let number = code.bytes().all(|byte| byte.is_ascii_digit());
        if number && (letter(self.before(span)) || letter(self.after(span))) {
            return format!(":{code}:");
        }
        emoji.to_owned()
    }

    fn math(&mut self, math: &NodeMath, span: Span) -> Math {
        let mark = match (math.dollar_math, math.display_math) {
            (true, false) => 1,
            (true, true) | (false, _) => 2,
        };
        let content = self.shared.span(span.start as usize + mark, span.end as usize);
        if !(math.dollar_math && math.display_math) {
            return self.formula(&math.literal, content, false);
        }
        let read = self.formula(&math.literal, content, true);
        formula_lines::within_text(read, math.literal.trim(), content)
    }

    /// Reads a formula that stands at the beginning of `area`, behind blanks;
    /// `display` says whether it stands by itself.
    pub(super) fn formula(&mut self, source: &str, area: Span, display: bool) -> Math {
        let source = source.trim();
        let places = Places::find(source, self.shared.written(area));
        let place = |range| match &places {
            Some(places) => {
                let (start, found) = (area.start as usize, places.of(range));
                Span::new(area.source, start + found.start, start + found.end)
            }
            None => area,
        };
        if display {
            latex::read_display(source, &mut self.shared.macros, &place, self.shared.sink)
        } else {
            latex::read(source, &mut self.shared.macros, &place, self.shared.sink)
        }
    }

    /// The edition that `{=format}` names, if it is one of ours.
    pub(super) fn raw_format(&mut self, name: &str, span: Span) -> Option<RawFormat> {
        match name {
            "typst" | "openxml" if !self.shared.given.allow_raw => {
                let message = "raw passages are not allowed; this one is printed as code";
                let warning = Diagnostic::warning(Code::RawFormat, span, message);
                let hint = "if you trust the manuscript, pass --allow-raw or write `allow-raw = true` below `[build]`";
                self.shared.sink.push(warning.hint(hint));
                None
            }
            "typst" => Some(RawFormat::Print),
            "openxml" => Some(RawFormat::Word),
            _ => {
                let message = message!("raw passages for `{name}` are not written; this one is printed as code", name);
                self.shared.sink.push(
                    Diagnostic::warning(Code::RawFormat, span, message)
                        .hint("use one of the formats `typst` and `openxml`"),
                );
                None
            }
        }
    }
}

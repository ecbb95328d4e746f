//! Written inlines become printed ones: nested marks become runs of one look
//! and one script, references become their text.
//!
//! A paragraph is first laid flat into [`Piece`](super::flat::Piece)s; punctuation, line joints and
//! scripts are then decided on its characters as one line of text, since they
//! depend on what stands beyond the border of a mark.

use super::flat::{Flat, InlineContext, Wrap, runs, wrap_up};
use super::scripts::{self, Sign};
use super::{Resolver, code, combining, line_edges, punctuation};
use crate::diag::{Code, Span, message};
use crate::model::document::{self, InlineKind as Written};
use crate::model::resolved::{Inline, InlineKind, Marks};
use crate::model::{Lang, Mark};

pub(super) use crate::model::written_text;

impl Resolver<'_> {
    /// Resolves the inlines of one paragraph, heading, cell or caption.
    pub(super) fn inlines(&mut self, content: &[document::Inline]) -> Vec<Inline> {
        let mut flat = Flat::default();
        self.flatten(content, &InlineContext::default(), &mut flat);
        self.finish(flat)
    }

    /// The same, and what of it the lists before the text print where that is
    /// not all of it.
    pub(super) fn listed_inlines(&mut self, content: &[document::Inline]) -> (Vec<Inline>, Option<Vec<Inline>>) {
        let mut flat = Flat::default();
        self.flatten(content, &InlineContext::default(), &mut flat);
        let listed = flat.listed().map(|flat| self.finish(flat));
        (self.finish(flat), listed)
    }

    /// Decides punctuation, joints and scripts of a paragraph laid flat.
    pub(super) fn finish(&self, flat: Flat) -> Vec<Inline> {
        let Flat { signs, pieces, wraps, .. } = flat;
        let literal = |piece: usize| pieces[piece].literal;
        let signs = punctuation::smarten(signs, literal);
        let signs = scripts::join_lines(signs);
        let is_reference = |piece: usize| {
            let piece = &pieces[piece];
            piece.cited || piece.wrap.is_some_and(|wrap| matches!(wraps[wrap].0, Wrap::Reference(_)))
        };
        let signs = scripts::close_references(signs, is_reference);
        let scripts = scripts::classify(&signs, self.lang.is_east_asian());
        let is_named = |piece: usize| {
            let wrap = pieces[piece].wrap;
            wrap.is_some_and(|wrap| matches!(wraps[wrap].0, Wrap::Reference(_)))
        };
        let held = line_edges::held(&signs, &pieces, is_named);
        let runs = runs(&signs, &scripts, &held, &pieces);
        wrap_up(runs, &wraps)
    }

    /// Text that fuzi itself supplies.
    pub(super) fn words(&mut self, text: &str, span: Span) -> Vec<Inline> {
        let inline = document::Inline::new(Written::Text(text.to_owned()), span);
        self.inlines(&[inline])
    }

    pub(super) fn flatten(&mut self, content: &[document::Inline], context: &InlineContext, flat: &mut Flat) {
        for (at, inline) in content.iter().enumerate() {
            let span = inline.span;
            if matches!(inline.kind, Written::Marked(Mark::Highlight, _)) {
                self.begin_comment(content.get(at + 1), context, flat);
            }
            match &inline.kind {
                Written::Edit(edit) => self.edit(edit, span, context, flat),
                Written::Text(text) => self.text(text, false, span, context, flat),
                Written::Code(text) => {
                    let context = InlineContext { marks: context.marks.with(Mark::Code), ..context.clone() };
                    self.text(&code::without_tabs(text, self.style.code.tab), true, span, &context, flat);
                }
                Written::SoftBreak => flat.push_sign('\n', context, span),
                Written::HardBreak => flat.push_atom(Inline::new(InlineKind::Break, span), context),
                Written::Marked(mark, inner) => {
                    let context = InlineContext { marks: context.marks.with(*mark), ..context.clone() };
                    self.flatten(inner, &context, flat);
                }
                Written::Span(inner) => {
                    let lang = self.lang_of(&inline.attr).or_else(|| context.lang.clone());
                    let expanded = inline.attr.has_class(document::EXPANDED).then_some(span).or(context.expanded);
                    self.flatten(inner, &InlineContext { lang, expanded, ..context.clone() }, flat);
                }
                Written::Link { target, content } => self.link(target, content, span, context, flat),
                Written::Image(image) => {
                    let picture = self.picture(image, &inline.attr, None, "");
                    flat.push_atom(Inline::new(InlineKind::Picture(picture), span), context);
                }
                Written::NoteRef(name) => match self.note_ref(name, span) {
                    Some(inline) => flat.push_atom(inline, context),
                    None => self.note_in_note(name, span, context, flat),
                },
                Written::Note(blocks) => match self.inline_note(blocks, span) {
                    Some(inline) => flat.push_atom(inline, context),
                    None => {
                        let text = format!("（{}）", self.nested_text(blocks));
                        self.text(&text, false, span, context, flat);
                    }
                },
                Written::Math(math) => {
                    let math = self.with_references(math, span);
                    flat.push_atom(Inline::new(InlineKind::Math(math), span), context);
                }
                Written::Cite(cite) => self.citation(cite, inline, context, flat),
                Written::Reference(reference) => self.reference(reference, span, context, flat),
                Written::References(group) => self.references(&group.items, span, context, flat),
                Written::Raw { format, text } => {
                    let kind = InlineKind::Raw { format: *format, text: text.clone() };
                    flat.push_atom(Inline::new(kind, span), context);
                }
            }
        }
    }

    /// The language that attributes name; a tag that is none is reported.
    pub(super) fn lang_of(&mut self, attr: &document::Attr) -> Option<Lang> {
        let tag = attr.get("lang")?;
        let lang = Lang::parse(&tag.value);
        if lang.is_none() {
            self.sink.warn(
                Code::Language,
                tag.span,
                message!("“{tag}” is not a valid language tag such as zh-CN or en", tag = tag.value),
            );
        }
        lang
    }

    pub(super) fn text(&mut self, text: &str, literal: bool, span: Span, context: &InlineContext, flat: &mut Flat) {
        let mut marks = combining::Marks::behind(flat.signs.iter().rev().map(|sign| sign.ch));
        let piece = flat.push_piece(context, span, literal);
        let (mut dropped, mut crowded) = (false, false);
        for sign in text.chars() {
            match sign {
                sign if !marks.admit(sign) => crowded = true,
                '\n' | '\r' => flat.signs.push(Sign::new(' ', piece)),
                '\t' => flat.signs.push(Sign::new('\t', piece)),
                '\u{FFFE}' | '\u{FFFF}' => dropped = true,
                sign if sign.is_control() => dropped = true,
                sign => flat.signs.push(Sign::new(sign, piece)),
            }
        }
        if dropped {
            self.sink.warn(Code::ControlCharacter, span, "a control character is left out here");
        }
        if crowded {
            self.sink.warn(Code::ControlCharacter, span, combining::CROWDED);
        }
    }

    fn link(
        &mut self,
        target: &str,
        content: &[document::Inline],
        span: Span,
        context: &InlineContext,
        flat: &mut Flat,
    ) {
        let target = if context.wrap.is_some() { None } else { self.target(target, span) };
        let wrap = target.map(|target| {
            flat.wraps.push((Wrap::Link(target), span));
            flat.wraps.len() - 1
        });
        let context = InlineContext { wrap: wrap.or(context.wrap), ..context.clone() };
        self.flatten(content, &context, flat);
    }

    /// A citation: its text with links to the list, or a footnote.
    fn citation(&mut self, cite: &document::Cite, inline: &document::Inline, context: &InlineContext, flat: &mut Flat) {
        let span = inline.span;
        let Some(cited) = self.citations.of(inline.id).cloned() else {
            return self.text(&cite.source, true, span, context, flat);
        };
        let raised = cited.fragments.first().is_some_and(|first| first.marks.has(Mark::Superscript));
        if (raised || cited.note) && flat.signs.last().is_some_and(|last| last.ch == ' ') {
            flat.signs.pop();
        }
        if cited.note && !self.in_note() {
            let blocks = [super::citations::note_block(&cited, span)];
            if let Some(inline) = self.inline_note(&blocks, span) {
                return flat.push_atom(inline, context);
            }
        }
        let mut fragments = cited.fragments;
        if cited.note
            && let Some(last) = fragments.last_mut()
        {
            // The sentence around it has a full stop of its own.
            last.text.truncate(last.text.trim_end_matches('.').len());
        }
        // What stands in the sentence belongs to it, but for raised numbers.
        let context = InlineContext { cited: true, unlisted: !cite.narrative, ..context.clone() };
        self.fragments(&fragments, span, &context, flat);
    }

    fn fragments(&mut self, fragments: &[crate::cite::Fragment], span: Span, context: &InlineContext, flat: &mut Flat) {
        for fragment in fragments {
            let target = fragment.target.as_ref().and_then(|target| self.citations.target(target));
            let wrap = context.wrap.or_else(|| {
                flat.wraps.push((Wrap::Link(target?), span));
                Some(flat.wraps.len() - 1)
            });
            let marks = fragment.marks.iter().fold(context.marks, Marks::with);
            let unlisted = context.unlisted || context.cited && fragment.marks.has(Mark::Superscript);
            self.text(&fragment.text, true, span, &InlineContext { marks, wrap, unlisted, ..context.clone() }, flat);
        }
    }

    /// The text of an entry of the list.
    pub(super) fn entry(&mut self, fragments: &[crate::cite::Fragment], span: Span) -> Vec<Inline> {
        let mut flat = Flat::default();
        self.fragments(fragments, span, &InlineContext::default(), &mut flat);
        self.finish(flat)
    }

    /// A note cannot hold a note of its own: its number or its text is printed.
    fn note_in_note(&mut self, name: &str, span: Span, context: &InlineContext, flat: &mut Flat) {
        let (text, is_number) = self.note_text(name, span);
        let marks = if is_number { context.marks.with(Mark::Superscript) } else { context.marks };
        self.text(&text, true, span, &InlineContext { marks, ..context.clone() }, flat);
    }
}

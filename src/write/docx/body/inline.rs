//! Inlines become runs, links and fields. It must not know which paragraph
//! they stand in, but for the size of its text.

use std::borrow::Cow;

use super::inline_context::InlineContext;
use super::{math, raw};
use crate::diag::{Code, Span};
use crate::model::math::Math;
use crate::model::resolved::{Inline, InlineKind, Marks, NoteId, Run, Script, Target};
use crate::model::script::by_script;
use crate::model::{Lang, Mark, RawFormat};
use crate::ooxml::{Element, Node, is_forbidden};
use crate::write::docx::parts::marks;
use crate::write::docx::runs::{self, Joined};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::Content;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{self, run_of};
use crate::write::docx::{field, properties};

impl Writer<'_> {
    /// The content of a paragraph of a style.
    pub(in crate::write::docx) fn styled(&mut self, style: &str, content: &[Inline]) -> Content {
        self.inlines(content, self.context(style))
    }

    /// What stands around the text of a style. A template's styles may be bold
    /// where ours are not.
    #[must_use]
    pub(in crate::write::docx) fn context(&self, style: &str) -> InlineContext {
        let text = &self.styles.get(style).text;
        InlineContext { may_cancel: text.bold || self.has_template, ..InlineContext::size(text.size()) }
    }

    /// Inlines one after the other; runs that look alike become one.
    pub(in crate::write::docx) fn inlines(&mut self, content: &[Inline], context: InlineContext) -> Content {
        let mut out = Content::default();
        let alike = |a: &Inline, b: &Inline| match (&a.kind, &b.kind) {
            (InlineKind::Run(a), InlineKind::Run(b)) => self.is_alike(a, b, context),
            _ => false,
        };
        let rows: Vec<&[Inline]> = content.chunk_by(|a, b| a.change == b.change && alike(a, b)).collect();
        for row in rows {
            let written = match row {
                [inline] => self.inline(inline, context),
                row => Content::flat(self.runs_alike(row, context)),
            };
            let change = row.first().and_then(|inline| inline.change).filter(|_| self.tracked.is_none());
            out.push(match change {
                Some(change) => written.map(|nodes| self.changed(change, nodes)),
                None => written,
            });
        }
        out
    }

    /// Whether two runs have one formatting. Emphasis looks otherwise in either
    /// script, and a language is said of one.
    fn is_alike(&self, a: &Run, b: &Run, context: InlineContext) -> bool {
        let tells = || context.marks.has(Mark::Emphasis) || a.marks.has(Mark::Emphasis);
        let speaks = || a.lang.is_some() || self.passage.is_some();
        a.marks == b.marks && a.lang == b.lang && (a.script == b.script || !(tells() || speaks()))
    }

    /// Runs that look alike.
    fn runs_alike(&mut self, row: &[Inline], context: InlineContext) -> Vec<Node> {
        let mut pieces = Vec::with_capacity(row.len());
        let mut first = None;
        for inline in row {
            if let InlineKind::Run(run) = &inline.kind {
                pieces.push((run.script, self.held(&run.with_firm_blanks(), inline.span).into_owned()));
                first = first.or(Some(run));
            }
        }
        first.map(|first| self.joined_runs(pieces, first, context)).unwrap_or_default()
    }

    fn inline(&mut self, inline: &Inline, context: InlineContext) -> Content {
        match &inline.kind {
            InlineKind::Run(run) => Content::flat(self.run(run, inline.span, context)),
            InlineKind::Break => Content::flat(vec![run_of(Element::new("w:br"))]),
            InlineKind::Link { target, content } => self.link(target, content, inline.span, context),
            InlineKind::Reference { anchor, content } => self.reference(*anchor, content, context),
            InlineKind::NoteRef { note, repeated } => {
                Content::flat(self.note_mark(*note, *repeated, inline.span, context))
            }
            InlineKind::Math(math) => self.formula(math, inline.span, context),
            InlineKind::Picture(picture) => match self.drawing(picture) {
                Some(drawing) => Content { nodes: vec![drawing], tall: true },
                None => Content::flat(self.missing_text(picture)),
            },
            InlineKind::Raw { format: RawFormat::Word, text } => self.raw_inline(text, inline.span, context),
            InlineKind::Raw { format: RawFormat::Print, .. } => Content::default(),
            InlineKind::CommentStart(id) => Content::flat(self.comment_start(*id)),
            InlineKind::Comment(id) => Content::flat(self.comment_end(*id)),
        }
    }

    /// A run, without the characters that Word cannot hold.
    pub(in crate::write::docx) fn run(&mut self, run: &Run, span: Span, context: InlineContext) -> Vec<Node> {
        let text = self.held(&run.with_firm_blanks(), span).into_owned();
        self.joined_runs([(run.script, text)], run, context)
    }

    /// A text without the characters that Word cannot hold.
    fn held<'t>(&mut self, text: &'t str, span: Span) -> Cow<'t, str> {
        let is_control = |ch: char| ch != '\t' && (ch.is_ascii_control() || is_forbidden(ch));
        if !text.contains(is_control) {
            return text.into();
        }
        self.sink.warn(Code::ControlCharacter, span, "a control character is left out of the Word file");
        text.chars().filter(|ch| !is_control(*ch)).collect()
    }

    /// Texts that look like a run, as few runs of Word.
    fn joined_runs<T: AsRef<str>>(
        &self,
        pieces: impl IntoIterator<Item = (Script, T)>,
        like: &Run,
        context: InlineContext,
    ) -> Vec<Node> {
        let written =
            |joined: Joined| xml::run(self.run_property(like, joined.is_hinted(), context), &joined.text).into();
        runs::join(pieces).into_iter().map(written).collect()
    }

    /// The properties of a run.
    fn run_property(&self, run: &Run, is_hinted: bool, context: InlineContext) -> Element {
        let marks = context.marks.iter().fold(run.marks, Marks::with);
        let (style, said) = marks::choose(marks, context.link, run.script, self.main_script());
        let mut property = Element::new("w:rPr").holding_all(style.map(|style| Element::val("w:rStyle", style)));
        if is_hinted {
            property.push(Element::new("w:rFonts").with("w:hint", "eastAsia"));
        }
        let beside = |mark: &Mark| Some(*mark) != said || (*mark == Mark::Strong && context.may_cancel);
        for mark in marks.iter().filter(beside) {
            marks::beside(self.style, mark, run.script).into_iter().for_each(|element| property.push(element));
        }
        // The style has the size beside running text.
        if marks.has(Mark::Code) && context.size != self.style.body.size() {
            let scaled = context.size.scaled(self.style.code.inline_scale).half_points();
            properties::sizes(scaled.max(2)).into_iter().for_each(|element| property.push(element));
        }
        let is_fit = |lang: &&Lang| lang.is_east_asian() == (run.script == Script::EastAsian);
        if let Some(lang) = run.lang.as_ref().or(self.passage.as_ref().filter(is_fit)) {
            let script = match run.script {
                Script::Latin => "w:val",
                Script::EastAsian => "w:eastAsia",
            };
            property.push(Element::new("w:lang").with(script, lang.tag()));
        }
        property
    }

    /// The script of the document's language.
    fn main_script(&self) -> Script {
        if self.doc.meta.lang.is_east_asian() { Script::EastAsian } else { Script::Latin }
    }

    /// Text of a label, a gap, a heading of ours, which is no run of the model.
    pub(in crate::write::docx) fn text(&mut self, text: &str, context: InlineContext) -> Vec<Node> {
        let clean: String = text.chars().filter(|ch| !ch.is_control()).collect();
        let plain = Run {
            text: String::new(),
            script: Script::Latin,
            marks: Marks::default(),
            lang: None,
            joins: Vec::new(),
            breaks: Vec::new(),
        };
        if self.passage.is_none() && !context.marks.has(Mark::Emphasis) {
            return self.joined_runs(by_script(&clean), &plain, context);
        }
        let apart = |(script, text)| self.joined_runs([(script, text)], &Run { script, ..plain.clone() }, context);
        by_script(&clean).into_iter().flat_map(apart).collect()
    }

    /// A formula in a line.
    fn formula(&mut self, math: &Math, span: Span, context: InlineContext) -> Content {
        match self.omath(math) {
            Some(formula) => Content { nodes: vec![formula.into()], tall: true },
            None => Content::flat(self.source(math, span, context)),
        }
    }

    /// A formula as `m:oMath`; `None` if it was not understood.
    pub(in crate::write::docx) fn omath(&self, math: &Math) -> Option<Element> {
        let tree = math.tree.as_ref()?;
        let font = self.style.fonts.math.word(Script::Latin);
        Some(math::write(tree, font))
    }

    /// The source of a formula that was not understood.
    pub(in crate::write::docx) fn source(&mut self, math: &Math, span: Span, context: InlineContext) -> Vec<Node> {
        let text = math.source.replace(['\r', '\n'], " ");
        let run = Run {
            text,
            script: Script::Latin,
            marks: Marks::default().with(Mark::Code),
            lang: None,
            joins: Vec::new(),
            breaks: Vec::new(),
        };
        self.run(&run, span, context)
    }

    fn link(&mut self, target: &Target, content: &[Inline], span: Span, context: InlineContext) -> Content {
        let inside = |writer: &mut Self, link| writer.inlines(content, InlineContext { link, ..context });
        let (attribute, name) = match target {
            Target::Url(url) => match self.relations.link(url) {
                Some(id) => ("r:id", id),
                None => {
                    self.sink.warn(Code::Unsupported, span, "this address is too long for Word; only its text stays");
                    return inside(self, false);
                }
            },
            Target::Anchor(anchor) => match self.anchors.name(*anchor) {
                Some(name) => ("w:anchor", name.to_owned()),
                None => return inside(self, false),
            },
        };
        let is_outside = matches!(target, Target::Url(_));
        inside(self, is_outside).map(|nodes| vec![field::link(attribute, name, nodes)])
    }

    /// The mark of a note (ECMA-376-1 §17.11.14); one that stands for the same
    /// note again is a field that repeats the first.
    fn note_mark(&mut self, note: NoteId, repeated: bool, span: Span, context: InlineContext) -> Vec<Node> {
        let doc = self.doc;
        let Some(printed) = doc.notes.get(note.0).map(|note| note.mark.as_str()) else { return Vec::new() };
        let name = format!("_Note_{}", note.0);
        let place = self.style.notes.place;
        let style = Element::new("w:rPr").holding(Element::val("w:rStyle", id::note_reference(place)));
        if self.in_note {
            self.sink.warn(Code::Unsupported, span, "Word has no footnotes in footnotes; only the mark stays");
            let raised = InlineContext { marks: context.marks.with(Mark::Superscript), ..context };
            return self.text(printed, raised);
        }
        if repeated {
            let text = xml::run(style, printed).into();
            return field::complex(&format!("NOTEREF {name} \\f \\h"), vec![text]);
        }
        let reference = Element::new(format!("w:{}Reference", id::note_name(place)));
        let reference = reference.with("w:id", (note.0 + 1).to_string());
        let mark = vec![Element::new("w:r").holding(style).holding(reference).into()];
        // Here and not in the note, where editors lose it.
        let mark = match doc.notes.get(note.0).and_then(|note| note.blocks.first()?.id) {
            Some(id) => self.bookmark(&format!("{}{id}", id::BLOCK), mark),
            None => mark,
        };
        let mut mark = if self.anchors.is_repeated(note) { self.bookmark(&name, mark) } else { mark };
        mark.extend(doc.notes.get(note.0).into_iter().flat_map(|note| self.comments_on(note)));
        mark
    }

    fn raw_inline(&mut self, text: &str, span: Span, context: InlineContext) -> Content {
        match raw::inlines(text) {
            Ok(nodes) => return Content { nodes, tall: true },
            Err(message) => self.sink.warn(Code::Docx, span, message),
        }
        let marks = Marks::default().with(Mark::Code);
        let run = Run {
            text: text.replace('\n', " "),
            script: Script::Latin,
            marks,
            lang: None,
            joins: Vec::new(),
            breaks: Vec::new(),
        };
        Content::flat(self.run(&run, span, context))
    }

    /// The gap of a measure as text in the script around it.
    pub(in crate::write::docx) fn gap(
        &mut self,
        measure: crate::style::value::Measure,
        context: InlineContext,
    ) -> Vec<Node> {
        let gap = properties::gap(measure, context.size);
        if gap.is_empty() { Vec::new() } else { self.text(&gap, context) }
    }
}

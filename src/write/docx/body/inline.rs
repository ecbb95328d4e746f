//! Inlines become runs, links and fields. It must not know which paragraph
//! they stand in, but for the size of its text.

use docx_rs::{RunFonts, RunProperty, Shading, ShdType, VertAlignType};

use super::para::Content;
use super::{field, math, notes, raw};
use crate::diag::{Code, Span};
use crate::length::Length;
use crate::model::math::Math;
use crate::model::resolved::{Inline, InlineKind, Marks, NoteId, Run, Script, Target};
use crate::model::{Lang, Mark, RawFormat};
use crate::ooxml::{Element, Node, is_forbidden};
use crate::style::numbering::Counter;
use crate::style::value::{ChineseEmphasis, NoteFormat};
use crate::write::docx::parts::look;
use crate::write::docx::state::names as id;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{self, properties, run_of};

/// What stands around inlines.
#[derive(Debug, Clone, Copy)]
pub(in crate::write::docx) struct Around {
    /// The size of the text.
    pub size: Length,
    /// Whether they are the text of a link.
    pub link: bool,
    /// Marks that all of them have.
    pub marks: Marks,
}

impl Around {
    /// Plain text of a size.
    #[must_use]
    pub(in crate::write::docx) fn size(size: Length) -> Self {
        Self { size, link: false, marks: Marks::default() }
    }
}

impl Writer<'_> {
    /// The content of a paragraph of a style.
    pub(in crate::write::docx) fn styled(&mut self, style: &str, content: &[Inline]) -> Content {
        let size = self.looks.get(style).text.size();
        self.inlines(content, Around::size(size))
    }

    /// Inlines one after the other.
    pub(in crate::write::docx) fn inlines(&mut self, content: &[Inline], around: Around) -> Content {
        let mut out = Content::default();
        for inline in content {
            out.push(self.inline(inline, around));
        }
        out
    }

    fn inline(&mut self, inline: &Inline, around: Around) -> Content {
        match &inline.kind {
            InlineKind::Run(run) => Content::flat(self.run(run, inline.span, around)),
            InlineKind::Break => Content::flat(vec![run_of(Element::new("w:br"))]),
            InlineKind::Link { target, content } => self.link(target, content, inline.span, around),
            InlineKind::Reference { anchor, content } => self.reference(*anchor, content, around),
            InlineKind::NoteRef { note, repeated } => {
                Content::flat(self.note_mark(*note, *repeated, inline.span, around))
            }
            InlineKind::Math(math) => self.formula(math, inline.span, around),
            InlineKind::Picture(picture) => match self.drawing(picture) {
                Some(drawing) => Content { nodes: vec![drawing], tall: true },
                None => Content::flat(self.missing_text(picture)),
            },
            InlineKind::Raw { format: RawFormat::Word, text } => self.raw_inline(text, inline.span, around),
            InlineKind::Raw { format: RawFormat::Print, .. } => Content::default(),
        }
    }

    /// A run, without the characters that Word cannot hold.
    pub(in crate::write::docx) fn run(&mut self, run: &Run, span: Span, around: Around) -> Vec<Node> {
        let is_control = |sign: char| sign != '\t' && (sign.is_ascii_control() || is_forbidden(sign));
        if !run.text.contains(is_control) {
            return self.clean_run(&run.text, run, around);
        }
        self.sink.warn(Code::ControlCharacter, span, "a control character is left out of the Word file");
        let text: String = run.text.chars().filter(|sign| !is_control(*sign)).collect();
        self.clean_run(&text, run, around)
    }

    fn clean_run(&self, text: &str, run: &Run, around: Around) -> Vec<Node> {
        if text.is_empty() {
            return Vec::new();
        }
        let (known, more) = self.run_property(run, around);
        vec![xml::run(properties("w:rPr", &known, more), text).into()]
    }

    /// The properties of a run and those that docx-rs cannot say.
    fn run_property(&self, run: &Run, around: Around) -> (RunProperty, Vec<Element>) {
        let marks = around.marks.iter().fold(run.marks, Marks::with);
        let mut property = RunProperty::new();
        let mut extra = Vec::new();
        let style = [
            (marks.has(Mark::Code), id::CODE_CHAR),
            (marks.has(Mark::Keyboard), id::KEYBOARD),
            (marks.has(Mark::Emphasis), id::EMPHASIS),
            (marks.has(Mark::Strong), id::STRONG),
            (around.link, id::HYPERLINK),
        ];
        let style = style.iter().find(|(applies, _)| *applies).map(|(_, style)| *style);
        if let Some(style) = style {
            property = property.style(style);
        }
        if around.link && style != Some(id::HYPERLINK) {
            property = property.color(self.style.marks.link.hex());
        }
        if run.script == Script::EastAsian {
            property = property.fonts(RunFonts::new().hint("eastAsia"));
        }
        for mark in marks.iter() {
            property = self.marked(property, &mut extra, mark, run.script, around.size);
        }
        let is_fit = |lang: &&Lang| lang.is_east_asian() == (run.script == Script::EastAsian);
        if let Some(lang) = run.lang.as_ref().or(self.passage.as_ref().filter(is_fit)) {
            let script = match run.script {
                Script::Latin => "w:val",
                Script::EastAsian => "w:eastAsia",
            };
            extra.push(Element::new("w:lang").with(script, lang.tag()));
        }
        (property, extra)
    }

    fn marked(
        &self,
        property: RunProperty,
        extra: &mut Vec<Element>,
        mark: Mark,
        script: Script,
        size: Length,
    ) -> RunProperty {
        let marks = &self.style.marks;
        match (mark, script) {
            (Mark::Emphasis, Script::EastAsian) => property,
            (Mark::Emphasis, Script::Latin) => {
                if marks.chinese_emphasis == ChineseEmphasis::Dots {
                    extra.push(Element::val("w:em", "none"));
                }
                property.italic()
            }
            (Mark::Strong, _) => property.bold(),
            (Mark::Strike, _) => property.strike(),
            (Mark::Highlight, _) => {
                property.shading(Shading::new().shd_type(ShdType::Clear).fill(marks.highlight.hex()))
            }
            (Mark::Underline, _) => property.underline("single"),
            (Mark::Superscript, _) => property.vert_align(VertAlignType::SuperScript),
            (Mark::Subscript, _) => property.vert_align(VertAlignType::SubScript),
            (Mark::SmallCaps, _) => {
                extra.push(Element::toggle("w:smallCaps", true));
                property
            }
            (Mark::Dotted, _) => {
                extra.push(Element::val("w:em", "dot"));
                property
            }
            (Mark::Keyboard, _) => property,
            (Mark::Code, _) => {
                let scaled = size.scaled(self.style.code.inline_scale).half_points();
                if size == self.style.body.size() { property } else { property.size(scaled.max(2) as usize) }
            }
        }
    }

    /// Text that was not split by script when the document was resolved.
    pub(in crate::write::docx) fn text(&mut self, text: &str, around: Around) -> Vec<Node> {
        let mut out = Vec::new();
        for (script, piece) in scripts(text) {
            let run = Run { text: piece.to_owned(), script, marks: Marks::default(), lang: None };
            let clean: String = run.text.chars().filter(|sign| !sign.is_control()).collect();
            out.extend(self.clean_run(&clean, &run, around));
        }
        out
    }

    /// A formula in a line.
    fn formula(&mut self, math: &Math, span: Span, around: Around) -> Content {
        match self.omath(math) {
            Some(formula) => Content { nodes: vec![formula.into()], tall: true },
            None => Content::flat(self.source(math, span, around)),
        }
    }

    /// A formula as `m:oMath`; `None` if it was not understood.
    pub(in crate::write::docx) fn omath(&self, math: &Math) -> Option<Element> {
        let tree = math.tree.as_ref()?;
        let font = self.style.fonts.math.word(Script::Latin);
        Some(math::write(tree, font))
    }

    /// The source of a formula that was not understood.
    pub(in crate::write::docx) fn source(&mut self, math: &Math, span: Span, around: Around) -> Vec<Node> {
        let text = math.source.replace(['\r', '\n'], " ");
        let run = Run { text, script: Script::Latin, marks: Marks::default().with(Mark::Code), lang: None };
        self.run(&run, span, around)
    }

    fn link(&mut self, target: &Target, content: &[Inline], span: Span, around: Around) -> Content {
        let inside = |writer: &mut Self, link| writer.inlines(content, Around { link, ..around });
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
    fn note_mark(&mut self, note: NoteId, repeated: bool, span: Span, around: Around) -> Vec<Node> {
        let Some(number) = self.doc.notes.get(note.0).map(|note| note.number) else { return Vec::new() };
        let printed = match self.style.notes.format {
            NoteFormat::Circled => Counter::Circled.format(number),
            NoteFormat::Arabic => number.to_string(),
        };
        let name = format!("_Note_{}", note.0);
        let place = self.style.notes.place;
        let style = Element::new("w:rPr").holding(Element::val("w:rStyle", id::note_reference(place)));
        if self.in_note {
            self.sink.warn(Code::Unsupported, span, "Word holds no footnote in a footnote; only its mark stays");
            let raised = Around { marks: around.marks.with(Mark::Superscript), ..around };
            return self.text(&printed, raised);
        }
        if repeated {
            let text = xml::run(style, &printed).into();
            return field::complex(&format!("NOTEREF {name} \\f \\h"), vec![text]);
        }
        let reference = Element::new(format!("w:{}Reference", notes::name(place)));
        let reference = reference.with("w:id", (note.0 + 1).to_string());
        let mark = vec![Element::new("w:r").holding(style).holding(reference).into()];
        if self.anchors.is_repeated(note) { self.bookmark(&name, mark) } else { mark }
    }

    fn raw_inline(&mut self, text: &str, span: Span, around: Around) -> Content {
        if let Some(nodes) = raw::inlines(text) {
            return Content { nodes, tall: true };
        }
        self.sink.warn(Code::Docx, span, "this is no well-formed run of WordprocessingML; it is printed as text");
        let marks = Marks::default().with(Mark::Code);
        let run = Run { text: text.replace('\n', " "), script: Script::Latin, marks, lang: None };
        Content::flat(self.run(&run, span, around))
    }

    /// The gap of a measure as text in the script around it.
    pub(in crate::write::docx) fn gap(&mut self, measure: crate::style::value::Measure, around: Around) -> Vec<Node> {
        let gap = look::gap(measure, around.size);
        if gap.is_empty() { Vec::new() } else { self.text(&gap, around) }
    }
}

/// The pieces of a text by script. Signs that both scripts have follow what
/// stands before them, or what follows at the beginning.
#[must_use]
pub(in crate::write::docx) fn scripts(text: &str) -> Vec<(Script, &str)> {
    let mut pieces: Vec<(Script, usize)> = Vec::new();
    for (at, sign) in text.char_indices() {
        let script = script_of(sign);
        match (pieces.last_mut(), script) {
            (None, _) => pieces.push((script.unwrap_or(Script::Latin), at)),
            (Some(_), None) => {}
            (Some(last), Some(script)) if last.0 == script => {}
            (Some(last), Some(script)) => {
                if text[last.1..at].chars().all(|sign| script_of(sign).is_none()) {
                    last.0 = script;
                } else {
                    pieces.push((script, at));
                }
            }
        }
    }
    let ends = pieces.iter().skip(1).map(|piece| piece.1).chain([text.len()]);
    pieces.iter().zip(ends).map(|((script, from), to)| (*script, &text[*from..to])).collect()
}

fn script_of(sign: char) -> Option<Script> {
    match sign {
        ' ' | '\u{2000}'..='\u{200b}' | '·' | '—' | '‘' | '’' | '“' | '”' | '…' | '⸺' => None,
        '①'..='⑳' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' => {
            Some(Script::EastAsian)
        }
        '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' => Some(Script::EastAsian),
        _ => Some(Script::Latin),
    }
}

#[cfg(test)]
mod tests {
    use super::scripts;
    use crate::model::resolved::Script::{EastAsian, Latin};

    #[test]
    fn scripts_are_split() {
        assert_eq!(scripts("图 2-1“a”"), [(EastAsian, "图 "), (Latin, "2-1“a”")]);
        assert_eq!(scripts("“图”"), [(EastAsian, "“图”")]);
        assert_eq!(scripts(""), []);
    }
}

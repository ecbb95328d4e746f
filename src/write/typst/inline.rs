//! Inlines. Runs without a mark are joined into one string whatever their
//! script, since Typst chooses between the two fonts by itself; only a Latin
//! run with punctuation that Chinese shares must name the Latin font.

use super::Writer;
use super::escape::{literal, push_inner};
use super::look::pt;
use crate::model::math::{Expr, Math};
use crate::model::resolved::{AnchorId, Change, Edge, Inline, InlineKind, NoteId, Run, Script, Target};
use crate::model::{Lang, Mark, RawFormat, speech};
use crate::style::value::{NotePlace, NoteRestart};

impl Writer<'_> {
    pub(super) fn inline_list(&mut self, content: &[Inline]) {
        if !self.doc.tracking().is_printed {
            return self.inline_row(content.iter().filter(|inline| !inline.is_deleted()));
        }
        for row in content.chunk_by(|a, b| a.change == b.change) {
            let change = row.first().and_then(|inline| inline.change);
            self.push(change.map_or("", change_function));
            self.inline_row(row);
            self.push(change.map_or("", |_| "]"));
        }
    }

    fn inline_row<'c>(&mut self, content: impl IntoIterator<Item = &'c Inline>) {
        let mut open = false;
        for inline in content {
            if let InlineKind::Run(run) = &inline.kind
                && is_plain(run)
            {
                self.mapped(inline.span, |writer| writer.plain(run, &mut open));
            } else {
                if std::mem::take(&mut open) {
                    self.push("\"");
                }
                self.mapped(inline.span, |writer| writer.inline(inline));
            }
        }
        if open {
            self.push("\"");
        }
    }

    /// A plain run, inside the string that is open or in one that it opens.
    fn plain(&mut self, run: &Run, open: &mut bool) {
        for (part, edge) in run.pieces() {
            if !part.is_empty() && !std::mem::replace(open, true) {
                self.push("#\"");
            }
            push_inner(&mut self.text, part);
            if let Some(edge) = edge {
                self.push(if std::mem::take(open) { "\"" } else { "" });
                self.push(at_edge(edge));
            }
        }
    }

    /// A run in the pieces between which a line may break, or never does.
    fn pieces(&mut self, run: &Run) {
        if run.breaks.is_empty() && run.joins.is_empty() {
            return self.run(run);
        }
        for (part, edge) in run.pieces() {
            if !part.is_empty() {
                let (text, joins, breaks) = (part.to_owned(), Vec::new(), Vec::new());
                self.run(&Run { text, joins, breaks, ..run.clone() });
            }
            self.push(edge.map_or("", at_edge));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Run(run) => self.pieces(run),
            InlineKind::Break => self.push("#linebreak()"),
            InlineKind::Link { target: Target::Url(address), content } => {
                self.push(&format!("#link({}, [", literal(address)));
                self.inline_list(content);
                self.push("])");
            }
            InlineKind::Link { target: Target::Anchor(anchor), content }
            | InlineKind::Reference { anchor, content } => {
                self.linked.insert(*anchor);
                self.push(&format!(
                    "#[#show link: set text(fill: text-color)\n#link(<{}>, [",
                    super::anchor_label(*anchor)
                ));
                self.inline_list(content);
                self.push("])]");
            }
            InlineKind::NoteRef { note, repeated } => self.note(*note, *repeated),
            InlineKind::Math(math) => self.math(math),
            InlineKind::Picture(picture) => {
                self.push("#box(");
                self.picture(picture);
                self.push(")");
            }
            InlineKind::Raw { format: RawFormat::Print, text } => {
                self.push(&format!("#eval({}, mode: \"markup\")", literal(text)));
            }
            InlineKind::Raw { format: RawFormat::Word, .. } => {}
            InlineKind::CommentStart(_) | InlineKind::Comment(_) => {}
        }
    }

    fn math(&mut self, math: &Math) {
        match &math.tree {
            Some(tree) => {
                let body = super::math::write(tree);
                self.take_links(tree);
                let alt = literal(&speech(tree, &self.doc.meta().lang));
                self.push(&format!("#math.equation(alt: {alt}, ${body}$.body)"));
            }
            None => self.push(&format!("#code({})", literal(&math.source))),
        }
    }

    /// Takes down what a formula leads to.
    pub(super) fn take_links(&mut self, formula: &Expr) {
        if let Expr::Reference { anchor: Some(anchor), .. } = formula {
            self.linked.insert(AnchorId(*anchor));
        }
        formula.parts().into_iter().for_each(|part| self.take_links(part));
    }

    fn note(&mut self, id: NoteId, repeated: bool) {
        let doc = self.doc;
        let note = doc.note(id);
        let style = self.style;
        let number = literal(&note.mark);
        if style.notes.place == NotePlace::End {
            let label = if repeated { String::new() } else { format!("<mark-{}>", id.0) };
            return self.push(&format!("#[#super(link(<note-{}>, {number}))#metadata(none){label}]", id.0));
        }
        let numbering = match style.notes.restart {
            NoteRestart::Document | NoteRestart::Chapter => format!("numbering: _ => {number}, "),
            NoteRestart::Page => String::new(),
        };
        if repeated {
            return self.push(&format!("#footnote({numbering}<note-{}>)", id.0));
        }
        self.push(&format!("#footnote({numbering}["));
        self.boxed(|writer| {
            writer.in_role(&style.notes.text.font, |writer| writer.flow(&note.blocks, &style.notes.text));
        });
        self.push(&format!("])<note-{}>", id.0));
    }

    /// The notes behind the text, each with a way back to its mark.
    pub(super) fn end_notes(&mut self) {
        let (doc, style) = (self.doc, self.style);
        let look = &style.notes.text;
        let hang = pt(style.notes.hang.length(look.size()));
        for (at, note) in doc.notes().iter().enumerate() {
            let number = literal(&note.mark);
            self.styled(look, |writer| {
                writer.push(&format!("#set par(hanging-indent: {hang})\n"));
                writer.push(&format!("#show link: set text(fill: text-color)\n#box(width: {hang}, link(<mark-{at}>, {number}))#[]<note-{at}>"));
                writer.flow(&note.blocks, look);
            });
        }
    }

    /// A run that has marks, a language of its own, or Latin punctuation.
    fn run(&mut self, run: &Run) {
        let mut value =
            if run.marks.has(Mark::Code) { format!("code({})", literal(&run.text)) } else { literal(&run.text) };
        let emphasised = run.marks.has(Mark::Emphasis);
        if needs_latin_font(run) && !run.marks.has(Mark::Code) {
            value = format!("text(font: l-{}, {value})", self.role);
        }
        for mark in run.marks.iter() {
            value = match (mark, run.script) {
                (Mark::Emphasis, Script::EastAsian) => format!("stress({value})"),
                (Mark::Emphasis, Script::Latin) => format!("emph({value})"),
                (Mark::Strong, Script::EastAsian) if self.lacks_bold(emphasised) => format!("strong(thick({value}))"),
                (Mark::Strong, _) => format!("strong({value})"),
                (Mark::Strike, _) => format!("strike({value})"),
                (Mark::Highlight, _) => format!("highlight({value})"),
                (Mark::Underline, _) => format!("underline({value})"),
                (Mark::Superscript, _) => format!("super({value})"),
                (Mark::Subscript, _) => format!("sub({value})"),
                (Mark::SmallCaps, _) => format!("smallcaps({value})"),
                (Mark::Dotted, _) => format!("dots({value})"),
                (Mark::Keyboard, _) => format!("key({value})"),
                (Mark::Code, _) => value,
            };
        }
        if let Some(lang) = &run.lang {
            value = format!("text({}, {value})", language(lang));
        }
        self.push(&format!("#{value}"));
    }

    /// Whether the Chinese face in force has no bold one.
    fn lacks_bold(&self, emphasised: bool) -> bool {
        let role = if emphasised { "emphasis" } else { &self.role };
        let face = self.style.fonts_of(role).east_asian.first();
        face.is_some_and(|name| !self.fonts.has_bold(name))
    }
}

/// A line may break at an empty box, and never beside a word joiner that is hidden;
/// nothing of either is seen or read.
fn at_edge(edge: Edge) -> &'static str {
    match edge {
        Edge::Break => "#box()",
        Edge::Join => "#joint",
    }
}

fn change_function(change: Change) -> &'static str {
    match change {
        Change::Inserted => "#inserted[",
        Change::Deleted => "#deleted[",
    }
}

fn language(lang: &Lang) -> String {
    let region = lang.region().map_or("none".to_owned(), |region| literal(&region.to_lowercase()));
    format!("lang: {}, region: {region}", literal(lang.language()))
}

fn is_plain(run: &Run) -> bool {
    run.marks.is_empty() && run.lang.is_none() && !needs_latin_font(run)
}

/// Whether a Latin run holds punctuation that would come from the Chinese font.
fn needs_latin_font(run: &Run) -> bool {
    run.script == Script::Latin && run.text.contains(['·', '–', '—', '‘', '’', '“', '”', '‥', '…', '⸺'])
}

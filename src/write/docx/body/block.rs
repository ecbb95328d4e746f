//! Blocks become paragraphs, tables and sections. What has rules of its own
//! (lists, tables, figures, code, formulas) stands in modules of its own.

use super::raw;
use crate::diag::{Code, Span};
use crate::length::Length;
use crate::model::resolved::{
    AnchorId, Block, BlockKind, Container, Definition, Heading, Inline, Marks, Paragraph, Run, Script, breaks_words,
};
use crate::model::{Align, Mark, RawFormat};
use crate::ooxml::Node;
use crate::write::docx::properties;
use crate::write::docx::state::lists::NONE;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::scheme::HEADINGS;
use crate::write::docx::state::section::Section;
use crate::write::docx::state::writer::Writer;

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(in crate::write::docx) struct Place {
    /// The style of running text.
    pub style: &'static str,
    /// How far everything is indented by the lists around it.
    pub left: Length,
    /// The width of the page or column.
    pub width: Length,
    /// Whether every paragraph is centred.
    pub center: bool,
    /// How many lists stand around.
    pub depth: usize,
}

impl Place {
    /// The width that is left for tables.
    #[must_use]
    pub(in crate::write::docx) fn room(&self) -> Length {
        self.width - self.left
    }
}

impl Writer<'_> {
    /// Where blocks stand in the section to come.
    #[must_use]
    pub(in crate::write::docx) fn top(&self) -> Place {
        let width = self.sections.wanted.width(self.style);
        Place { style: id::BODY, left: Length::ZERO, width, center: false, depth: 0 }
    }

    /// A part of the document, from its edge.
    pub(in crate::write::docx) fn part(&mut self, blocks: &[Block]) {
        let place = self.top();
        for block in blocks {
            self.block(block, place);
            self.settle();
        }
    }

    /// Blocks one after the other.
    pub(in crate::write::docx) fn blocks(&mut self, blocks: &[Block], place: Place) {
        blocks.iter().for_each(|block| self.block(block, place));
    }

    /// A block.
    pub(in crate::write::docx) fn block(&mut self, block: &Block, place: Place) {
        if let Some(name) = block.anchor.and_then(|id| self.anchors.name(id)).map(str::to_owned) {
            self.mark(&name);
        }
        self.begin(block);
        let outer = self.tracked;
        self.tracked = outer.or(block.change);
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, place),
            BlockKind::Paragraph(paragraph) => {
                let para = self.running(place, paragraph.continued);
                self.running_text(paragraph, para, place);
            }
            BlockKind::Quote { blocks, attribution } => self.quote(blocks, attribution.as_deref(), place),
            BlockKind::Alert { kind, title, blocks } => self.alert(*kind, title, blocks, place),
            BlockKind::List(list) => self.list(list, place),
            BlockKind::Definitions(list) => {
                self.owe_space(self.style.body.before());
                list.iter().for_each(|definition| self.definition(definition, place));
                self.owe_space(self.style.body.after());
            }
            BlockKind::Code(code) => self.code(code, place, block.span),
            BlockKind::Equation(equation) => self.equation(equation, place, block.span),
            BlockKind::Table(table) => self.table(table, place),
            BlockKind::Figure(figure) => self.figure(figure, place),
            BlockKind::Theorem(theorem) => self.theorem(theorem, place),
            BlockKind::Container(container, blocks) => self.container(*container, blocks, place, block.span),
            BlockKind::PageBreak => self.page_break(block.span),
            BlockKind::Rule => self.paragraph(Para::new(id::RULE), Content::default()),
            BlockKind::Raw { format: RawFormat::Word, text } => self.raw_block(text, place, block.span),
            BlockKind::Raw { format: RawFormat::Print, .. } => {}
        }
        self.tracked = outer;
    }

    fn page_break(&mut self, span: Span) {
        if self.is_free() {
            self.owe_page();
        } else {
            self.sink.warn(Code::Unsupported, span, "Word cannot begin a page in a footnote or a box");
        }
    }

    /// A paragraph of running text at its place.
    #[must_use]
    pub(in crate::write::docx) fn running(&self, place: Place, continued: bool) -> Para {
        let look = self.styles.get(place.style);
        let (text, para) = (&look.text, Para::new(place.style));
        if let Some(hang) = look.hang.filter(|_| place.style == id::REFERENCES && !place.center) {
            let left = place.left + text.indent() + hang;
            return if place.left > Length::ZERO { para.indent(left, Length::ZERO - hang) } else { para };
        }
        // What stands so in a list has no indent of its first lines.
        let in_list = place.style == id::THEOREM && place.depth > 0;
        let first = if continued || place.center || in_list { Length::ZERO } else { text.first_line() };
        let para = if place.center { para.align(Align::Center) } else { para };
        if place.left > Length::ZERO || continued || place.center {
            para.indent(place.left + text.indent(), first)
        } else {
            para
        }
    }

    /// Writes running text as a paragraph.
    pub(in crate::write::docx) fn running_text(&mut self, paragraph: &Paragraph, para: Para, place: Place) {
        // Word breaks no long word; a line before one would be torn apart.
        let is_torn = breaks_words(&paragraph.content) && self.styles.get(place.style).text.align == Align::Justify;
        let para = if is_torn { para.align(Align::Left) } else { para };
        let para = self.ended(paragraph, para, place);
        let content = self.text_of(paragraph, place.style);
        self.paragraph(para, content);
    }

    /// A paragraph of a style that is moved to the right with its place.
    #[must_use]
    pub(in crate::write::docx) fn moved(&self, style: &'static str, place: Place) -> Para {
        let text = &self.styles.get(style).text;
        let para = Para::new(style);
        if place.left > Length::ZERO { para.indent(place.left + text.indent(), text.first_line()) } else { para }
    }

    fn heading(&mut self, heading: &Heading, place: Place) {
        if heading.attachment {
            return self.attachment_title(heading);
        }
        let is_chapter = heading.level == 1 && !self.in_note;
        if is_chapter {
            self.new_chapter(heading.anchor);
            if self.style.parts_chapters() && self.is_free() {
                self.sections.wanted.chapter += 1;
            }
        }
        let style = if heading.unlisted { id::unlisted_heading(heading.level) } else { id::heading(heading.level) };
        let mut para = Para::new(style);
        if place.center {
            para = para.align(Align::Center);
        }
        let context = self.context(style);
        let mut content = Content::default();
        let list = self.anchors.list_of(heading.anchor).filter(|_| !self.in_note);
        let level = heading.level.clamp(1, 6) - 1;
        match list {
            Some(HEADINGS) => {}
            Some(list) => para = para.numbered(list, usize::from(level)),
            None if self.scheme.is_bound(level) && !heading.unlisted => {
                // Programs take the indent away together with the list.
                let look = &self.style.heading(heading.level).text;
                para = para.numbered(NONE, 0);
                if !place.center && look.first_line() > Length::ZERO {
                    para = para.indent(look.indent(), look.first_line());
                }
            }
            None => {}
        }
        if let Some(number) = heading.number.as_deref().filter(|_| list.is_none()) {
            let gap = properties::gap(self.style.heading(heading.level).gap, context.size);
            content.nodes = self.text(&format!("{number}{gap}"), context);
        }
        let text = self.inlines(&heading.content, context);
        content.push(text.map(|nodes| self.anchored(heading.anchor, nodes)));
        self.paragraph(para, content);
        if is_chapter {
            self.begin_counts();
        }
    }

    /// Text with the bookmarks of its anchor.
    pub(in crate::write::docx) fn anchored(&mut self, anchor: AnchorId, nodes: Vec<Node>) -> Vec<Node> {
        let inner = match self.anchors.name(anchor).map(str::to_owned) {
            Some(name) => self.bookmark(&name, nodes),
            None => nodes,
        };
        self.listed(anchor, inner)
    }

    /// Text with the bookmark that a list before the text points to.
    pub(in crate::write::docx) fn listed(&mut self, anchor: AnchorId, nodes: Vec<Node>) -> Vec<Node> {
        match self.anchors.listed_name(anchor) {
            Some(name) => self.bookmark(&name, nodes),
            None => nodes,
        }
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&[Inline]>, place: Place) {
        let nested = place.style == id::QUOTE;
        let more = if nested { self.styles.get(id::QUOTE).text.indent() } else { Length::ZERO };
        let inner = Place { style: id::QUOTE, left: place.left + more, ..place };
        self.blocks(blocks, inner);
        if let Some(attribution) = attribution {
            let content = self.styled(id::ATTRIBUTION, attribution);
            let para = self.moved(id::ATTRIBUTION, inner);
            self.paragraph(para, content);
            self.owe_space(self.style.quote.text.after());
        }
    }

    fn definition(&mut self, definition: &Definition, place: Place) {
        let term = self.styled(id::TERM, &definition.term);
        let para = self.moved(id::TERM, place);
        self.paragraph(para, term);
        let indent = self.style.list.indent.length(self.style.body.size());
        let inner = Place { style: id::LIST, left: place.left + indent, ..place };
        definition.details.iter().for_each(|blocks| self.blocks(blocks, inner));
    }

    fn container(&mut self, container: Container, blocks: &[Block], place: Place, span: Span) {
        let before = self.sections.wanted;
        let mut inner = place;
        match container {
            Container::Plain => {}
            Container::Center => inner.center = true,
            Container::Abstract => inner.style = id::ABSTRACT,
            Container::Salutation => inner.style = id::SALUTATION,
            Container::Signature => inner.style = id::SIGNATURE,
            Container::Official(placed) => return self.placed(placed, blocks, place),
            Container::References => inner.style = id::REFERENCES,
            // What needs the wide page needs all of it.
            Container::Landscape if self.is_free() => {
                self.sections.wanted = Section { landscape: true, columns: 1, ..before };
                inner.width = self.sections.wanted.width(self.style);
            }
            Container::Columns(count) if self.is_free() && count > 0 => {
                self.sections.wanted.columns = count;
                inner.width = self.sections.wanted.width(self.style);
            }
            Container::Columns(0 | 1) => {}
            Container::Landscape | Container::Columns(_) => {
                let message = "Word cannot turn the page or set columns in a footnote or a box; the text stays";
                self.sink.warn(Code::Unsupported, span, message);
            }
        }
        self.blocks(blocks, inner);
        self.sections.wanted = before;
    }

    fn raw_block(&mut self, text: &str, place: Place, span: Span) {
        let message = match raw::blocks(text) {
            Ok(nodes) => {
                self.before_table(Length::ZERO);
                return self.other(nodes);
            }
            Err(message) => message,
        };
        self.sink.warn(Code::Docx, span, message);
        let context = self.context(place.style);
        let marks = Marks::default().with(Mark::Code);
        let run = Run {
            text: text.replace(['\r', '\n'], " "),
            script: Script::Latin,
            marks,
            lang: None,
            joins: Vec::new(),
            breaks: Vec::new(),
        };
        let content = Content::flat(self.run(&run, span, context));
        let para = self.running(place, true);
        self.paragraph(para, content);
    }
}

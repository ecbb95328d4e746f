//! Finds everything that can be referred to and gives it its number and label.
//!
//! The document is walked in the order of the page, so the numbers are those
//! that a reader counts.

use std::collections::{HashMap, HashSet};

use super::Title;
use super::anchors::{Anchors, Numbered, Reading};
use super::captions::Counts;
use super::headings::Headings;
use super::own_kinds;
use super::section_names::is_unnumbered;
use super::slugs;
use super::typed_captions::labels::TypedCaptions;
use super::typed_numbers::{TypedNumbers, typed_number};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned};
use crate::model::document::{ALIAS, Attr, Block, BlockKind, Document, EXAMPLE_NUMBER, Figure, NodeId, SUBEQUATIONS};
use crate::model::math::{LineNumber, Math, NumberedLine};
use crate::model::resolved::{CaptionKind, Label};
use crate::model::wording::Wording;
use crate::model::{TheoremKind, blocks_of};
use crate::style::{Style, Words};

/// What was decided about numbers that were typed by hand.
pub(super) struct Typed<'a> {
    /// Those of headings.
    pub(super) headings: &'a TypedNumbers,
    /// Those of captions.
    pub(super) captions: &'a TypedCaptions,
}

/// Walks the document and numbers what it finds; the blocks `cited` get
/// an anchor too, for the way back from what they cite.
pub(super) fn collect(
    document: &Document,
    title: Option<Title>,
    style: &Style,
    words: &'static Words,
    typed: &Typed<'_>,
    cited: HashSet<NodeId>,
    sink: &mut Sink,
) -> Anchors {
    let mut collector = Collector {
        typed,
        anchors: Anchors::of_files(document.included_by.clone()),
        headings: Headings::new(style, words).alone(super::official::is_alone(document)),
        counts: Counts::new(style, words),
        wording: &document.meta.wording,
        words,
        slugs: HashMap::new(),
        cited,
        cited_count: 0,
        silent_chapters: 0,
        unlabelled: HashSet::new(),
        sink,
    };
    if let (Some(title), Some(content)) = (title, &document.meta.title) {
        collector.title(title, content);
    }
    collector.blocks(&document.meta.abstract_text);
    document.meta.translations.iter().for_each(|other| collector.blocks(&other.abstract_text));
    collector.blocks(&document.blocks);
    document.notes.iter().for_each(|note| collector.blocks(&note.blocks));
    collector.anchors
}

struct Collector<'a> {
    typed: &'a Typed<'a>,
    anchors: Anchors,
    headings: Headings<'a>,
    counts: Counts<'a>,
    wording: &'a Wording,
    words: &'static Words,
    slugs: HashMap<String, usize>,
    cited: HashSet<NodeId>,
    cited_count: usize,
    /// The chapters so far whose headings show no number.
    silent_chapters: usize,
    /// The files of which it was told that a caption without a label is counted.
    unlabelled: HashSet<SourceId>,
    sink: &'a mut Sink,
}

impl Collector<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            let groups = self.begin_group(block);
            if !groups {
                self.block(block);
            }
            self.aliases(block);
            blocks_of(block).into_iter().for_each(|inner| self.blocks(inner));
            if groups {
                self.counts.end_group();
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => self.heading(block, *level, content),
            BlockKind::Figure(figure) => self.figure(block, figure),
            BlockKind::Table(table) if table.caption.is_some() => self.captioned(block, CaptionKind::Table),
            BlockKind::Code(code) if code.caption.is_some() => self.captioned(block, CaptionKind::Code),
            BlockKind::Equation(math) => self.equation(block, math),
            BlockKind::Theorem(theorem) => self.theorem(block, theorem.kind),
            BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Quote { .. }
            | BlockKind::Alert { .. }
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Container(_)
            | BlockKind::PageBreak
            | BlockKind::Rule
            | BlockKind::Include(_)
            | BlockKind::Raw { .. } => self.unnumbered(block),
        }
    }

    /// Takes down a block whose equations share a number, if it is one; within another
    /// it is none.
    fn begin_group(&mut self, block: &Block) -> bool {
        let is_group = matches!(block.kind, BlockKind::Container(_)) && block.attr.has_class(SUBEQUATIONS);
        if !is_group || self.counts.is_in_group() {
            return false;
        }
        let label = self.counts.begin_group();
        if block.attr.id.is_some() {
            let reading = self.equation_reading(&label);
            self.register(block.id, &block.attr, block.span, None, reading);
        }
        true
    }

    /// The further ids of a block lead where its own does.
    fn aliases(&mut self, block: &Block) {
        let Some(anchor) = self.anchors.of(block.id).map(|numbered| numbered.anchor) else { return };
        for (_, id) in block.attr.pairs.iter().filter(|(key, _)| key.value == ALIAS) {
            self.anchors.name(&id.value, anchor, id.span, self.sink);
        }
    }

    /// The number of a chapter whose heading shows none, where captions count by
    /// chapter all the same: pandoc-crossref's `chapters` beside `numberSections: false`.
    fn silent_chapter(&mut self, block: &Block, title: &str) -> Option<String> {
        let by_chapter = self.wording.by_chapter.as_ref().is_some_and(|by_chapter| by_chapter.value);
        if self.wording.counts_headings != Some(false) || !by_chapter {
            return None;
        }
        // The class has a place of its own where its author wrote it.
        let by_author = |class: &Spanned<String>| class.value == "unnumbered" && class.span != block.span;
        if block.attr.classes.iter().any(by_author) || is_unnumbered(title, true) || typed_number(title).is_some() {
            return None;
        }
        self.silent_chapters += 1;
        Some(self.silent_chapters.to_string())
    }

    fn heading(&mut self, block: &Block, level: u8, content: &[crate::model::document::Inline]) {
        let title = super::inlines::written_text(content);
        let counted = !block.attr.has_class("unnumbered");
        let heading = match self.typed.headings.kept(block.id) {
            Some(typed) => self.headings.take(level, typed),
            None => self.headings.next(level, counted, block.attr.has_class("appendix")),
        };
        if level == 1 {
            let chapter = self.silent_chapter(block, &title).unwrap_or_else(|| heading.chapter.clone());
            self.counts.begin_chapter(chapter);
        }
        let is_section =
            heading.reference.as_ref().is_some_and(|text| !text.starts_with(self.words.appendix.trim_end()));
        let prefix = self.wording.section.prefix.as_ref().filter(|_| is_section && !heading.bare.is_empty());
        let full = heading.reference.unwrap_or_else(|| title.clone());
        let reading = Reading { full, number: heading.bare.clone(), many: None };
        let reading = reading.worded(prefix, &heading.bare, self.words.gap);
        let full = reading.full.clone();
        let name = block.attr.id.as_ref().map_or_else(|| self.slug(&title), |id| id.value.clone());
        let anchor = self.anchors.add(name.clone(), full, reading, block.span);
        match &block.attr.id {
            Some(id) => self.anchors.name(&name, anchor, id.span, self.sink),
            None => self.anchors.name_for_all(&name, anchor),
        }
        // Links are written in its file, to the heading as it was written.
        let written = self.typed.headings.written(block.id).unwrap_or(&title);
        self.anchors.link(block.span.source, written, anchor);
        self.anchors.begins(block.span.source, anchor);
        let number = heading.number;
        self.anchors.decide(block.id, Numbered { anchor, label: None, number, apart: false });
    }

    /// The title, if it was a heading of the text.
    fn title(&mut self, Title { node, span }: Title, content: &[crate::model::document::Inline]) {
        let title = super::inlines::written_text(content);
        let name = self.slug(&title);
        let reading = Reading { full: title.clone(), ..Reading::default() };
        let anchor = self.anchors.add(name.clone(), title, reading, span);
        self.anchors.name(&name, anchor, span, self.sink);
        self.anchors.begins(span.source, anchor);
        self.anchors.decide(node, Numbered { anchor, label: None, number: None, apart: false });
    }

    /// An id made of a heading's text as GitHub makes it: lower case, blanks to
    /// hyphens, without punctuation; a number behind it where it repeats.
    fn slug(&mut self, title: &str) -> String {
        unique(slugs::github(title), &mut self.slugs)
    }

    fn figure(&mut self, block: &Block, figure: &Figure) {
        if !figure.caption.is_empty() {
            self.captioned(block, CaptionKind::Figure);
        } else {
            self.unnumbered(block);
        }
        let owner = self.anchors.of(block.id).and_then(|numbered| numbered.label.clone());
        let whole =
            owner.as_ref().map_or_else(Reading::default, |label| self.reading(block, CaptionKind::Figure, label));
        if let [panel] = figure.panels.as_slice() {
            if panel.attr.id.is_some() {
                self.register(panel.id, &panel.attr, panel.span, None, whole);
            }
            return;
        }
        for (at, panel) in figure.panels.iter().enumerate() {
            let letter = format!("({})", crate::style::numbering::Counter::LowerLetter.format(at + 1));
            let lettered = |text: &str| owner.as_ref().map(|_| format!("{text}{letter}")).unwrap_or_default();
            let (full, number) = (lettered(&whole.full), lettered(&whole.number));
            self.register(panel.id, &panel.attr, panel.span, None, Reading { full, number, many: whole.many.clone() });
        }
    }

    fn captioned(&mut self, block: &Block, kind: CaptionKind) {
        let own = own_kinds::of(self.wording, block);
        let silent = match own {
            // Typed numbers of figures say nothing of another series.
            Some(_) => [CaptionKind::Figure, CaptionKind::Table, CaptionKind::Code]
                .into_iter()
                .all(|kind| self.typed.captions.silences(kind)),
            None => self.typed.captions.silences(kind),
        };
        let counted = !block.attr.has_class("unnumbered") && !silent;
        let typed = self.typed.captions.label(block.id).cloned();
        let label = typed.or_else(|| counted.then(|| self.counted_caption(block, kind)));
        let reading = label.as_ref().map_or_else(Reading::default, |label| self.reading(block, kind, label));
        self.register_in(own.is_some(), block.id, &block.attr, block.span, (label, reading));
    }

    /// How references to a caption read.
    fn reading(&self, block: &Block, kind: CaptionKind, label: &Label) -> Reading {
        let Some((_, own)) = own_kinds::of(self.wording, block) else {
            return Reading::of(label, self.wording.caption(kind).prefix.as_ref(), self.words.gap);
        };
        let number = format!("{}{}{}", own.before_number, label.chapter, label.ordinal);
        let gap = if own.joined { "" } else { self.words.gap };
        Reading { full: label.text(), number: number.clone(), many: None }.worded(own.prefix.as_ref(), &number, gap)
    }

    /// The label of a caption that is counted, with the number that its author chose.
    fn counted_caption(&mut self, block: &Block, kind: CaptionKind) -> Label {
        let panel = match &block.kind {
            BlockKind::Figure(Figure { panels, .. }) if panels.len() == 1 => panels.first().map(|panel| &panel.attr),
            _ => None,
        };
        let has_id = block.attr.id.is_some() || panel.is_some_and(|attr| attr.id.is_some());
        if self.wording.counts_labelled && !has_id {
            self.tell_unlabelled(block.span);
        }
        let own = own_kinds::of(self.wording, block);
        match block.attr.get("label").or_else(|| panel?.get("label")).filter(|label| !label.value.is_empty()) {
            Some(label) => self.counts.chosen_caption(kind, own, &label.value),
            None => self.counts.caption(kind, own),
        }
    }

    /// Notes once a file that a caption without a label is counted, which pandoc-crossref
    /// leaves without a number.
    fn tell_unlabelled(&mut self, span: Span) {
        if self.unlabelled.insert(span.source) {
            let message = "this caption has no label and is counted; pandoc-crossref counts only what has one";
            let hint = "add `{-}` to print it without a number, or an id such as `{#fig:x}`";
            self.sink.push(Diagnostic::note(Code::Unlabelled, span, message).hint(hint));
        }
    }

    fn theorem(&mut self, block: &Block, kind: TheoremKind) {
        if !kind.is_counted(block.attr.id.is_some()) || block.attr.has_class("unnumbered") {
            return self.unnumbered(block);
        }
        let label = self.counts.theorem(kind);
        let reading = Reading::of(&label, self.wording.theorem_prefix(kind), self.words.gap);
        self.register(block.id, &block.attr, block.span, Some(label), reading);
    }

    fn equation(&mut self, block: &Block, math: &Math) {
        let counted = !block.attr.has_class("unnumbered");
        if math.lines.len() > 1 {
            let lines = math.lines.iter().map(|line| self.equation_line(line, counted, block.span)).collect();
            return self.anchors.decide_lines(block.id, lines);
        }
        let typed = block.attr.get("tag").map(|tag| (tag, true));
        let typed = typed.or_else(|| block.attr.get("tag*").map(|tag| (tag, false)));
        let counts = counted && math.lines.iter().any(|line| line.number == LineNumber::Counted);
        if block.attr.id.is_none() && typed.is_none() && !counts {
            return;
        }
        let label = match typed {
            Some((number, brackets)) => Some(self.counts.typed_equation(&number.value, brackets)),
            None => counted.then(|| self.counts.equation()),
        };
        let reading = label.as_ref().map_or_else(Reading::default, |label| self.equation_reading(label));
        self.register(block.id, &block.attr, block.span, label, reading);
    }

    fn equation_reading(&self, label: &Label) -> Reading {
        let (full, number) = (self.counts.equation_reference(label), label.text());
        let prefix = self.wording.equation.prefix.as_ref();
        Reading { full, number, many: None }.worded(prefix, &label.text(), self.words.gap)
    }

    /// What is decided about a line of a formula.
    fn equation_line(&mut self, line: &NumberedLine, counted: bool, formula: Span) -> Option<Numbered> {
        let label = match &line.number {
            LineNumber::Typed { text, bare } => Some(self.counts.typed_equation(text, !bare)),
            LineNumber::Counted if counted => Some(self.counts.equation()),
            LineNumber::Counted | LineNumber::None => None,
        };
        if label.is_none() && line.labels.is_empty() {
            return None;
        }
        let reading = label.as_ref().map_or_else(Reading::default, |label| self.equation_reading(label));
        let (name, span) = line.labels.first().map_or((String::new(), formula), |id| (id.value.clone(), id.span));
        let anchor = self.anchors.add(name, label.as_ref().map(Label::text).unwrap_or_default(), reading, span);
        line.labels.iter().for_each(|id| self.anchors.name(&id.value, anchor, id.span, self.sink));
        Some(Numbered { anchor, label, number: None, apart: false })
    }

    /// Something that has an id but no number: links may lead to it. An example has
    /// the number of its item.
    fn unnumbered(&mut self, block: &Block) {
        if let Some(number) = block.attr.get(EXAMPLE_NUMBER) {
            let number = number.value.clone();
            let reading = Reading { full: number.clone(), number, many: None };
            self.register(block.id, &block.attr, block.span, None, reading);
        } else if block.attr.id.as_ref().is_some_and(|id| id.value != "refs") {
            self.register(block.id, &block.attr, block.span, None, Reading::default());
        } else if self.cited.contains(&block.id) && self.anchors.of(block.id).is_none() {
            let anchor = self.anchors.add_silent(format!("cite-{}", self.cited_count), block.span);
            self.cited_count += 1;
            self.anchors.decide(block.id, Numbered { anchor, label: None, number: None, apart: false });
            self.anchors.begins(block.span.source, anchor);
        }
    }

    fn register(&mut self, node: NodeId, attr: &Attr, span: Span, label: Option<Label>, reading: Reading) {
        self.register_in(false, node, attr, span, (label, reading));
    }

    /// The same of what may be counted apart.
    fn register_in(
        &mut self,
        apart: bool,
        node: NodeId,
        attr: &Attr,
        span: Span,
        (label, reading): (Option<Label>, Reading),
    ) {
        let name = attr.id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
        let text = label.as_ref().map_or_else(|| reading.full.clone(), Label::text);
        let anchor = self.anchors.add(name.clone(), text, reading, span);
        if let Some(id) = &attr.id {
            self.anchors.name(&name, anchor, id.span, self.sink);
        }
        self.anchors.decide(node, Numbered { anchor, label, number: None, apart });
    }
}

/// A slug with a number behind it where it repeats.
fn unique(slug: String, slugs: &mut HashMap<String, usize>) -> String {
    let seen = slugs.entry(slug.clone()).or_insert(0);
    *seen += 1;
    if *seen == 1 { slug } else { format!("{slug}-{}", *seen - 1) }
}

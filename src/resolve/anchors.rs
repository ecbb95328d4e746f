//! Finds everything that can be referred to and gives it its number and label.
//!
//! The document is walked in the order of the page, so the numbers are those
//! that a reader counts.

use std::collections::{HashMap, HashSet};

use super::Title;
use super::captions::Counts;
use super::headings::Headings;
use super::slugs::{self, Slugs};
use super::typed_captions::TypedCaptions;
use super::typed_numbers::{TypedNumbers, is_unnumbered, typed_number};
use super::wording;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned, message, nearest};
use crate::model::blocks_of;
use crate::model::document::{ALIAS, Attr, Block, BlockKind, Document, EXAMPLE_NUMBER, Figure, NodeId};
use crate::model::resolved::{Anchor, AnchorId, CaptionKind, Label};
use crate::model::wording::{Prefix, Wording};
use crate::style::{Style, Words};

/// How many names are compared to find those that were meant: many references
/// to nothing beside many ids must not take minutes.
const MAX_COMPARED: usize = 200_000;

/// What was decided about a numbered node.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    /// What references point to.
    pub(super) anchor: AnchorId,
    /// The label of a caption or an equation.
    pub(super) label: Option<Label>,
    /// The number of a heading.
    pub(super) number: Option<String>,
}

/// How a reference to an anchor reads.
#[derive(Debug, Clone, Default)]
struct Reading {
    /// The whole, such as 图 1.
    full: String,
    /// The number alone.
    number: String,
    /// The word before several numbers, where the document chose it.
    many: Option<String>,
}

impl Reading {
    fn of(label: &Label, prefix: Option<&Prefix>, gap: &str) -> Self {
        let number = format!("{}{}", label.chapter, label.ordinal);
        Self { full: label.text(), number: number.clone(), many: None }.worded(prefix, &number, gap)
    }

    /// With the word that the document chose before a number.
    fn worded(self, prefix: Option<&Prefix>, number: &str, gap: &str) -> Self {
        let Some(prefix) = prefix else { return self };
        let (one, many) = wording::leads(prefix, gap);
        Self { full: format!("{one}{number}"), many: Some(many), ..self }
    }
}

/// Everything that can be referred to.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    list: Vec<Anchor>,
    readings: Vec<Reading>,
    by_name: HashMap<String, AnchorId>,
    /// The first of each name in each file.
    by_file: HashMap<(SourceId, String), AnchorId>,
    /// What links call headings, in each file.
    slugs: Slugs,
    by_node: HashMap<NodeId, Numbered>,
    /// How many names were compared with ids that do not exist.
    compared: usize,
}

impl Anchors {
    /// What was decided about a node.
    pub(super) fn of(&self, node: NodeId) -> Option<&Numbered> {
        self.by_node.get(&node)
    }

    /// The anchor of an id as it is written in a reference in some file, where one
    /// of that file is meant before all others; Quarto's hyphen (`fig-x`) is as
    /// good as a colon, and `Fig:x` at the beginning of a sentence as `fig:x`.
    pub(super) fn find(&self, id: &str, file: SourceId) -> Option<AnchorId> {
        let known = |id: &str| self.by_file.get(&(file, id.to_owned())).or_else(|| self.by_name.get(id)).copied();
        known(id).or_else(|| {
            let (kind, rest) = id.split_once(['-', ':'])?;
            let kind = kind.to_ascii_lowercase();
            known(&format!("{kind}:{rest}")).or_else(|| known(&format!("{kind}-{rest}")))
        })
    }

    /// The anchor that a link names: an id, or what some program makes of a heading.
    pub(super) fn find_linked(&self, name: &str, file: SourceId) -> Option<AnchorId> {
        self.find(name, file).or_else(|| self.slugs.find(file, name)).or_else(|| self.find(&name.to_lowercase(), file))
    }

    /// The id that is nearest to one that does not exist; `None` too once
    /// [`MAX_COMPARED`] names were compared.
    pub(super) fn nearest(&mut self, id: &str) -> Option<&str> {
        self.compared += self.by_name.len();
        if self.compared > MAX_COMPARED {
            return None;
        }
        let mut names: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
        names.sort_unstable();
        nearest(id, names)
    }

    /// The text of a reference; `None` if the anchor carries no number and no
    /// text.
    pub(super) fn reading(&self, anchor: AnchorId, number_only: bool) -> Option<&str> {
        let reading = &self.readings[anchor.0];
        let text = if number_only { &reading.number } else { &reading.full };
        (!text.is_empty()).then_some(text)
    }

    /// The word before several numbers, where the document chose it.
    pub(super) fn plural(&self, anchor: AnchorId) -> Option<&str> {
        self.readings[anchor.0].many.as_deref()
    }

    /// Notes that something points to an anchor.
    pub(super) fn mark_referenced(&mut self, anchor: AnchorId) {
        self.list[anchor.0].referenced = true;
    }

    /// The anchors in the order of the page.
    pub(super) fn into_list(self) -> Vec<Anchor> {
        self.list
    }

    /// Takes an anchor that nothing but fuzi itself points to.
    pub(super) fn add_silent(&mut self, name: String, span: Span) -> AnchorId {
        self.add(name, String::new(), Reading::default(), span)
    }

    fn add(&mut self, name: String, label: String, reading: Reading, span: Span) -> AnchorId {
        let id = AnchorId(self.list.len());
        self.list.push(Anchor { name, label, referenced: false, span });
        self.readings.push(reading);
        id
    }

    fn name(&mut self, name: &str, anchor: AnchorId, span: Span, sink: &mut Sink) {
        self.by_file.entry((span.source, name.to_owned())).or_insert(anchor);
        if self.by_name.contains_key(name) {
            let message = message!("the id “{name}” is given twice", name);
            sink.push(
                Diagnostic::warning(Code::DuplicateId, span, message)
                    .hint("rename one of them; references lead to the first one"),
            );
        } else {
            self.by_name.insert(name.to_owned(), anchor);
        }
    }
}

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
        anchors: Anchors::default(),
        headings: Headings::new(style, words).alone(super::official::is_alone(document)),
        counts: Counts::new(style, words),
        wording: &document.meta.wording,
        words,
        slugs: HashMap::new(),
        cited,
        cited_count: 0,
        silent_chapters: 0,
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
    sink: &'a mut Sink,
}

impl Collector<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.aliases(block);
            blocks_of(block).into_iter().for_each(|inner| self.blocks(inner));
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => self.heading(block, *level, content),
            BlockKind::Figure(figure) => self.figure(block, figure),
            BlockKind::Table(table) if table.caption.is_some() => self.captioned(block, CaptionKind::Table),
            BlockKind::Code(code) if code.caption.is_some() => self.captioned(block, CaptionKind::Code),
            BlockKind::Equation(_) => self.equation(block),
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
        self.anchors.name(&name, anchor, block.attr.id.as_ref().map_or(block.span, |id| id.span), self.sink);
        // Links are written in its file, to the heading as it was written.
        let written = self.typed.headings.written(block.id).unwrap_or(&title);
        let slug = self.anchors.slugs.add(block.span.source, written, anchor);
        self.anchors.by_name.entry(slug.clone()).or_insert(anchor);
        self.anchors.by_file.entry((block.span.source, slug)).or_insert(anchor);
        let number = heading.number;
        self.anchors.by_node.insert(block.id, Numbered { anchor, label: None, number });
    }

    /// The title, if it was a heading of the text.
    fn title(&mut self, Title { node, span }: Title, content: &[crate::model::document::Inline]) {
        let title = super::inlines::written_text(content);
        let name = self.slug(&title);
        let reading = Reading { full: title.clone(), ..Reading::default() };
        let anchor = self.anchors.add(name.clone(), title, reading, span);
        self.anchors.name(&name, anchor, span, self.sink);
        self.anchors.by_node.insert(node, Numbered { anchor, label: None, number: None });
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
        let prefix = self.wording.figure.prefix.as_ref();
        let whole = owner.as_ref().map_or_else(Reading::default, |label| Reading::of(label, prefix, self.words.gap));
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
        let counted = !block.attr.has_class("unnumbered") && !self.typed.captions.silences(kind);
        let typed = self.typed.captions.label(block.id).cloned();
        let label = typed.or_else(|| counted.then(|| self.counts.caption(kind)));
        let prefix = self.wording.caption(kind).prefix.as_ref();
        let reading = label.as_ref().map_or_else(Reading::default, |label| Reading::of(label, prefix, self.words.gap));
        self.register(block.id, &block.attr, block.span, label, reading);
    }

    fn equation(&mut self, block: &Block) {
        let typed = block.attr.get("tag").map(|tag| (tag, true));
        let typed = typed.or_else(|| block.attr.get("tag*").map(|tag| (tag, false)));
        if block.attr.id.is_none() && typed.is_none() {
            return;
        }
        let counted = !block.attr.has_class("unnumbered");
        let label = match typed {
            Some((number, brackets)) => Some(self.counts.typed_equation(&number.value, brackets)),
            None => counted.then(|| self.counts.equation()),
        };
        let reading = label.as_ref().map_or_else(Reading::default, |label| {
            let (full, number) = (self.counts.equation_reference(label), label.text());
            let prefix = self.wording.equation.prefix.as_ref();
            Reading { full, number, many: None }.worded(prefix, &label.text(), self.words.gap)
        });
        self.register(block.id, &block.attr, block.span, label, reading);
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
            self.anchors.by_node.insert(block.id, Numbered { anchor, label: None, number: None });
        }
    }

    fn register(&mut self, node: NodeId, attr: &Attr, span: Span, label: Option<Label>, reading: Reading) {
        let name = attr.id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
        let text = label.as_ref().map_or_else(|| reading.full.clone(), Label::text);
        let anchor = self.anchors.add(name.clone(), text, reading, span);
        if let Some(id) = &attr.id {
            self.anchors.name(&name, anchor, id.span, self.sink);
        }
        self.anchors.by_node.insert(node, Numbered { anchor, label, number: None });
    }
}

/// A slug with a number behind it where it repeats.
fn unique(slug: String, slugs: &mut HashMap<String, usize>) -> String {
    let seen = slugs.entry(slug.clone()).or_insert(0);
    *seen += 1;
    if *seen == 1 { slug } else { format!("{slug}-{}", *seen - 1) }
}

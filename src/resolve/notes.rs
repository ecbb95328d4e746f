//! Footnotes: numbered in the order of their first marks, each printed once.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Resolver;
use super::inlines::written_text;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, message, nearest};
use crate::model::document::{self, Block, BlockKind, CellContent, InlineKind as Written, NodeId, NoteDefinition};
use crate::model::resolved::{Inline, InlineKind, Note, NoteId};
use crate::model::{Bounds, blocks_of};
use crate::style::value::NoteRestart;

/// How deep the text of notes may stand in the text of notes.
const MAX_NESTED: usize = 16;

const IN_BRACKETS: &str = "a footnote within a footnote is printed in brackets";

/// Which notes there are and which have been marked.
pub(super) struct Notes<'a> {
    /// By the file and the name: every file may have its own `[^1]`.
    own: BTreeMap<(SourceId, &'a str), &'a NoteDefinition>,
    /// By the name alone, for a mark whose file has no such note.
    any: HashMap<&'a str, &'a NoteDefinition>,
    /// The notes that are printed, by their definitions.
    numbered: HashMap<NodeId, NoteId>,
    /// The text of each numbered note, in order of the numbers.
    pending: Vec<(Vec<Block>, Span)>,
    /// What each of them counts in its chapter, or in the document where notes run
    /// through it.
    numbers: Vec<usize>,
    /// The last of these numbers.
    count: usize,
    /// Whether the notes themselves are being resolved.
    inside: bool,
    used: HashSet<NodeId>,
    /// The notes whose text is being printed within another note.
    nested: Vec<NodeId>,
    /// The notes that were printed within a note that itself stands within a note.
    expanded: HashSet<NodeId>,
    /// How many are printed at most.
    most: usize,
    /// Whether it was said that there are too many.
    reported: bool,
}

impl<'a> Notes<'a> {
    pub(super) fn new(list: &'a [NoteDefinition], bounds: Bounds, sink: &mut Sink) -> Self {
        let mut own: BTreeMap<(SourceId, &str), &NoteDefinition> = BTreeMap::new();
        let mut any: HashMap<&str, &NoteDefinition> = HashMap::new();
        for note in list {
            any.entry(&note.name).or_insert(note);
            let known = own.entry((note.span.source, &note.name)).or_insert(note);
            if known.id != note.id {
                let message = message!("the footnote “{note}” is given twice", note = note.name);
                sink.push(
                    Diagnostic::warning(Code::DuplicateId, note.span, message)
                        .hint("rename one of them; the first one is printed"),
                );
            }
        }
        Self {
            own,
            any,
            numbered: HashMap::new(),
            pending: Vec::new(),
            numbers: Vec::new(),
            count: 0,
            inside: false,
            used: HashSet::new(),
            nested: Vec::new(),
            expanded: HashSet::new(),
            most: bounds.notes,
            reported: false,
        }
    }

    /// The note that a mark at a place means.
    fn find(&self, name: &str, span: Span) -> Option<&'a NoteDefinition> {
        self.own.get(&(span.source, name)).or_else(|| self.any.get(name)).copied()
    }

    fn is_full(&self) -> bool {
        self.pending.len() >= self.most
    }

    fn number(&mut self, blocks: Vec<Block>, span: Span) -> NoteId {
        self.count += 1;
        self.numbers.push(self.count);
        self.pending.push((blocks, span));
        NoteId(self.pending.len() - 1)
    }
}

impl Resolver<'_> {
    /// A chapter begins.
    pub(super) fn begin_notes_of_chapter(&mut self) {
        if self.style.notes.restart == NoteRestart::Chapter {
            self.notes.count = 0;
        }
    }

    /// Whether a note is being resolved, which cannot hold another one.
    pub(super) fn in_note(&self) -> bool {
        self.notes.inside
    }

    /// The mark of a named note; `None` within a note or if it does not exist.
    pub(super) fn note_ref(&mut self, name: &str, span: Span) -> Option<Inline> {
        let definition = self.notes.find(name, span)?;
        if self.notes.inside {
            return None;
        }
        self.notes.used.insert(definition.id);
        if let Some(note) = self.notes.numbered.get(&definition.id) {
            return Some(Inline::new(InlineKind::NoteRef { note: *note, repeated: true }, span));
        }
        if self.notes.is_full() {
            return None;
        }
        let note = self.notes.number(definition.blocks.clone(), definition.span);
        self.notes.numbered.insert(definition.id, note);
        Some(Inline::new(InlineKind::NoteRef { note, repeated: false }, span))
    }

    /// The mark of a note written in place; `None` within a note.
    pub(super) fn inline_note(&mut self, blocks: &[Block], span: Span) -> Option<Inline> {
        if self.notes.inside {
            self.sink.warn(Code::CyclicNote, span, IN_BRACKETS);
            return None;
        }
        if self.notes.is_full() {
            self.report_full(span);
            return None;
        }
        let note = self.notes.number(blocks.to_vec(), span);
        Some(Inline::new(InlineKind::NoteRef { note, repeated: false }, span))
    }

    /// What is printed for a mark that cannot be one: the number of a note that
    /// is printed elsewhere (then the second value is true), or its text.
    pub(super) fn note_text(&mut self, name: &str, span: Span) -> (String, bool) {
        let Some(definition) = self.notes.find(name, span) else {
            let message = message!("undefined footnote “{name}”", name);
            let mut diagnostic = Diagnostic::warning(Code::UndefinedNote, span, message);
            let mut names: Vec<&str> = self.notes.any.keys().copied().collect();
            names.sort_unstable();
            if let Some(near) = nearest(name, names) {
                diagnostic = diagnostic.hint(message!("did you mean “[^{near}]”?", near));
            }
            self.sink.push(diagnostic);
            return (format!("[^{name}]"), false);
        };
        self.notes.used.insert(definition.id);
        if let Some(note) = self.notes.numbered.get(&definition.id) {
            return (self.style.notes.format.format(self.notes.numbers[note.0]), true);
        }
        if self.notes.inside {
            self.sink.warn(Code::CyclicNote, span, IN_BRACKETS);
        } else {
            self.report_full(span);
        }
        // Deeper down each text is printed once, so that it does not multiply.
        let nested = &self.notes.nested;
        if nested.contains(&definition.id)
            || nested.len() >= MAX_NESTED
            || (!nested.is_empty() && !self.notes.expanded.insert(definition.id))
        {
            return (format!("[^{name}]"), false);
        }
        self.notes.nested.push(definition.id);
        let text = format!("（{}）", self.nested_text(&definition.blocks));
        self.notes.nested.pop();
        (text, false)
    }

    /// The text of a note within a note in one line, with that of the notes in it.
    pub(super) fn nested_text(&mut self, blocks: &[Block]) -> String {
        let mut text = String::new();
        for block in blocks {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                    self.nested_inlines(content, &mut text);
                }
                BlockKind::Quote { blocks, attribution } => {
                    text.push_str(&self.nested_text(blocks));
                    self.nested_inlines(attribution.as_deref().unwrap_or_default(), &mut text);
                }
                BlockKind::Definitions(list) => {
                    for definition in list {
                        self.nested_inlines(&definition.term, &mut text);
                        definition.details.iter().for_each(|details| text.push_str(&self.nested_text(details)));
                    }
                }
                BlockKind::Code(code) => text.push_str(&code.text),
                BlockKind::Equation(math) => text.push_str(&math.source),
                BlockKind::Figure(figure) => {
                    figure.panels.iter().for_each(|panel| self.nested_inlines(&panel.caption, &mut text));
                    self.nested_inlines(&figure.caption, &mut text);
                }
                BlockKind::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        if let CellContent::Text(content) = &cell.content {
                            self.nested_inlines(content, &mut text);
                            text.push(' ');
                        }
                    }
                    self.nested_inlines(table.caption.as_deref().unwrap_or_default(), &mut text);
                }
                BlockKind::Alert { title, blocks, .. } => {
                    text.push_str(title.as_deref().unwrap_or_default());
                    text.push_str(&self.nested_text(blocks));
                }
                BlockKind::Theorem(theorem) => {
                    self.nested_inlines(&theorem.title, &mut text);
                    text.push_str(&self.nested_text(&theorem.blocks));
                }
                BlockKind::List(_) | BlockKind::Container(_) => {
                    blocks_of(block).into_iter().for_each(|inner| text.push_str(&self.nested_text(inner)));
                }
                BlockKind::PageBreak | BlockKind::Rule | BlockKind::Include(_) | BlockKind::Raw { .. } => {}
            }
        }
        text
    }

    fn nested_inlines(&mut self, content: &[document::Inline], text: &mut String) {
        for inline in content {
            match &inline.kind {
                Written::Marked(_, inner) | Written::Span(inner) | Written::Link { content: inner, .. } => {
                    self.nested_inlines(inner, text);
                }
                Written::NoteRef(name) => text.push_str(&self.note_text(name, inline.span).0),
                Written::Note(blocks) => {
                    self.sink.warn(Code::CyclicNote, inline.span, IN_BRACKETS);
                    text.push_str(&format!("（{}）", self.nested_text(blocks)));
                }
                Written::Text(_)
                | Written::Code(_)
                | Written::SoftBreak
                | Written::HardBreak
                | Written::Math(_)
                | Written::Cite(_)
                | Written::Reference(_)
                | Written::References(_)
                | Written::Image(_)
                | Written::Raw { .. }
                | Written::Edit(_) => text.push_str(&written_text(std::slice::from_ref(inline))),
            }
        }
    }

    /// Resolves the text of all notes once their numbers are known.
    pub(super) fn finish_notes(&mut self) -> Vec<Note> {
        self.notes.inside = true;
        let mut list = Vec::new();
        for (at, (blocks, span)) in std::mem::take(&mut self.notes.pending).into_iter().enumerate() {
            let blocks = self.boxed_blocks(&blocks, 0);
            list.push(Note { mark: self.style.notes.format.format(self.notes.numbers[at]), blocks, span });
        }
        self.report_unused_notes();
        list
    }

    /// Says once that there are more notes than the bounds allow, or than Word numbers.
    fn report_full(&mut self, span: Span) {
        if std::mem::replace(&mut self.notes.reported, true) {
            return;
        }
        let max_notes = self.notes.most;
        let (message, hint) = match max_notes < Bounds::MOST.notes {
            true => (
                message!(
                    "the document has more than {max_notes} footnotes; from here on they are printed in brackets",
                    max_notes
                ),
                message!("raise `{key}` under [limits] if you trust it", key = "notes"),
            ),
            false => (
                message!("Word numbers {max_notes} footnotes; from here on they are printed in brackets", max_notes),
                message!("divide the document"),
            ),
        };
        self.sink.push(Diagnostic::warning(Code::Unsupported, span, message).hint(hint));
    }

    /// One diagnostic a file for the notes that nothing refers to.
    fn report_unused_notes(&mut self) {
        let mut files: BTreeMap<SourceId, Vec<&NoteDefinition>> = BTreeMap::new();
        for ((file, _), definition) in &self.notes.own {
            if !self.notes.used.contains(&definition.id) {
                files.entry(*file).or_default().push(definition);
            }
        }
        for mut unused in files.into_values() {
            unused.sort_unstable_by_key(|definition| definition.span.start);
            self.sink.extend(unused_notes(&unused));
        }
    }
}

/// How many notes a diagnostic names.
const NAMED: usize = 5;

fn unused_notes(unused: &[&NoteDefinition]) -> Option<Diagnostic> {
    let names: Vec<String> = unused.iter().take(NAMED).map(|note| format!("“{}”", note.name)).collect();
    let message = match names.as_slice() {
        [one] => message!("nothing refers to the footnote {one}; it is not printed", one),
        list if unused.len() > NAMED => {
            let more = unused.len() - NAMED;
            message!("nothing refers to the footnotes {list} and {more} more; they are not printed", list, more)
        }
        [list @ .., last] => {
            message!("nothing refers to the footnotes {list} and {last}; they are not printed", list, last)
        }
        [] => return None,
    };
    let hint = message!("write [^{unused}] where it belongs", unused = unused[0].name);
    Some(Diagnostic::warning(Code::UnusedNote, unused[0].span, message).hint(hint))
}

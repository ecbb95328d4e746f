//! Markdown becomes a [`Document`].
//!
//! comrak parses; what it does not know — front matter, attributes, containers,
//! captions, citations, references — is read here, on the lines before it
//! (`mask`) and on the pieces of text after it (`pieces`, `inline`). Nothing is
//! numbered, looked up in another file or checked against the style here.

mod abbreviations;
mod attributes;
mod authors;
mod autolink;
mod bars;
mod block;
mod block_id;
mod bold_headings;
mod callout;
mod caption;
mod cell;
mod chunk;
mod citation;
mod code;
mod code_division;
mod columns;
mod container;
mod crossref_fields;
mod crossref_templates;
mod definitions;
mod directive;
mod drawn_cell;
mod drawn_table;
mod edits;
mod equation;
mod field_values;
mod figure;
mod float;
mod float_source;
mod foreign_fields;
mod formula_lines;
mod formula_masks;
mod front_matter;
mod grid;
mod html;
mod ids;
mod indented;
mod info;
mod inline;
mod inline_node;
mod kramdown;
mod line;
mod line_ends;
mod link_variables;
mod list_marks;
mod listed;
mod macro_fields;
mod mask;
mod myst;
mod options;
mod own_kinds;
mod own_lines;
mod parse;
mod picture;
mod pieces;
mod places;
mod positions;
mod profile;
mod quote;
mod reference;
mod revisions;
mod rewrite;
mod role;
mod role_line;
mod ruled;
mod scan;
mod scan_caption;
mod scan_formula;
mod shortcode;
mod split_attributes;
mod survey;
mod tab_mark;
mod table;
mod tabular;
mod tabular_cell;
mod tabular_columns;
#[cfg(test)]
mod tests;
mod tex;
mod tex_call;
mod tex_marks;
mod tex_package;
mod tex_reference;
mod theorem;
mod theorem_chunk;
mod tight_headings;
mod tilde;
mod toml_fields;
mod typed_lists;
mod unprinted;
mod variables;
mod wiki;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use comrak::nodes::Node;

pub use self::line_ends::Newline;
use self::mask::Masks;
use self::positions::Positions;
pub use self::profile::merged;
pub use self::variables::variables;
use super::latex;
use crate::diag::{Code, Diagnostic, Message, Result, Sink, SourceId, Span, message};
use crate::model::document::{Document, NoteDefinition};
use crate::model::{Bounds, TypedNumber};

/// How deep marked passages may stand in marked passages.
pub(crate) const MAX_INLINES: usize = 32;

/// Reads a manuscript.
///
/// # Errors
///
/// Errors of the front matter, as many as there are.
pub fn read(source: SourceId, text: &str, sink: &mut Sink) -> Result<Document> {
    read_with(source, text, &Given { allow_raw: true, ..Given::default() }, sink)
}

/// Where the front matter of a manuscript says that it is a draft, if it does.
#[must_use]
pub fn draft(text: &str) -> Option<std::ops::Range<usize>> {
    if !text.contains("draft") {
        return None;
    }
    let fields = front_matter::fields(SourceId(0), text, None);
    let (key, _) = fields.into_iter().find(|(key, value)| {
        key.value == "draft"
            && matches!(&value.value, crate::model::Value::Scalar { text, .. } if text.eq_ignore_ascii_case("true"))
    })?;
    Some(key.span.range())
}

/// Fields with their values, as they are written.
pub type FieldList = Vec<(crate::diag::Spanned<String>, crate::diag::Spanned<crate::model::Value>)>;

/// What a project says of its manuscripts.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// What the ends of lines mean where the manuscript does not say it.
    pub newline: Option<Newline>,
    /// Variables from other files, those that count first before the others.
    pub variables: Vec<FieldList>,
    /// Variables that count before all others, also before the front matter; their
    /// values are no Markdown but printed as they are.
    pub literal: Vec<(String, String)>,
    /// The row that those are the cells of: its number, and its file.
    pub row: Option<(usize, String)>,
    /// What marks such as `{{ data.csv:2024.total }}` print, or what is wrong with
    /// them, by what stands in their braces.
    pub cells: BTreeMap<String, std::result::Result<String, (Message, Message)>>,
    /// The profile that is built.
    pub profile: Option<String>,
    /// Whether passages in the language of one edition go into it as they are: those of
    /// Typst can compute without end, those of Word can name files and programs.
    pub allow_raw: bool,
    /// Whether the marks of those who revise the text are shown in the Word file.
    pub tracked: bool,
    /// How large they may be.
    pub bounds: Bounds,
}

/// Reads a manuscript of a project.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(source: SourceId, text: &str, given: &Given, sink: &mut Sink) -> Result<Document> {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let (front, body) = front_matter::split(text, start);
    let ids = ids::defined_ids(text, source);
    let (note_names, folded_notes, notes) = (HashSet::new(), HashMap::new(), Vec::new());
    let kept_escapes = HashSet::new();
    let mut macros = latex::Macros::default();
    macros.read(&text[..body]);
    if ["macros", "math"].iter().any(|field| text[..body].contains(field)) {
        macro_fields::read(&front_matter::fields(source, text, given.profile.as_deref()), &mut macros);
    }
    let kinds = match ["kinds", "custom"].iter().any(|field| text[..body].contains(field)) {
        true => own_kinds::keys(front_matter::fields(source, text, given.profile.as_deref())),
        false => BTreeSet::new(),
    };
    let mut shared = Shared {
        source,
        text,
        sink,
        ids,
        kinds,
        note_names,
        folded_notes,
        notes,
        kept_escapes,
        nesting_told: false,
        index_told: false,
        newline: None,
        html_told: BTreeSet::new(),
        code: code::Told::default(),
        anchor: None,
        listed: listed::Listed::default(),
        macros,
        unprinted: unprinted::Unprinted::default(),
        tight: tight_headings::Tight::find(&text[body..]),
        indented: indented::Indented::default(),
        facts: variables::Facts::default(),
        behind: None,
        typed_numbers: BTreeMap::new(),
        item_markers: BTreeMap::new(),
        given,
        profiles: BTreeSet::new(),
    };
    shared.tight.tell(source, text, body, shared.sink);
    let mut blocks = shared.blocks(&text[body..], Positions::verbatim(&text[body..], body), Depth::default());
    let mut meta = match front {
        Some(range) => front_matter::read(range, &mut shared)?,
        None => Default::default(),
    };
    profile::leave_out(&mut blocks);
    shared.notes.iter_mut().for_each(|note| profile::leave_out(&mut note.blocks));
    shared.listed.give(&mut meta);
    meta.profiles.append(&mut shared.profiles);
    meta.used.append(&mut shared.facts.used);
    meta.variables = shared.declared();
    shared.unprinted.report(source, given.tracked, shared.sink);
    std::mem::take(&mut shared.indented).tell(shared.sink);
    bold_headings::tell(&blocks, source, text, shared.sink);
    let newline = shared.newline.or(given.newline);
    let notes = shared.notes.iter_mut().map(|note| &mut note.blocks);
    typed_lists::settle(std::iter::once(&mut blocks).chain(notes), source, text, shared.sink);
    line_ends::settle(&mut blocks, source, text, newline, shared.sink);
    edits::settle(&mut blocks, &shared.unprinted);
    shared.notes.iter_mut().for_each(|note| edits::settle(&mut note.blocks, &shared.unprinted));
    let mut document = Document::new(meta, blocks, shared.notes);
    document.bounds = given.bounds;
    Ok(document)
}

/// How deep a node stands.
#[derive(Debug, Clone, Copy, Default)]
struct Depth {
    blocks: usize,
    quotes: usize,
    inlines: usize,
}

impl Depth {
    fn block(self) -> Self {
        Self { blocks: self.blocks + 1, ..self }
    }

    fn quote(self) -> Self {
        Self { blocks: self.blocks + 1, quotes: self.quotes + 1, ..self }
    }

    fn inline(self) -> Self {
        Self { inlines: self.inlines + 1, ..self }
    }
}

/// What all parts of one source share.
struct Shared<'s> {
    source: SourceId,
    text: &'s str,
    sink: &'s mut Sink,
    /// Every id that the source defines.
    ids: BTreeSet<String>,
    /// What the ids of the kinds begin with that the front matter declares.
    kinds: BTreeSet<String>,
    /// The names of the notes as written.
    note_names: HashSet<String>,
    /// The first note of each name, whatever its capitals.
    folded_notes: HashMap<String, String>,
    notes: Vec<NoteDefinition>,
    /// The bytes of backslashes that escape nothing although CommonMark has it so.
    kept_escapes: HashSet<usize>,
    nesting_told: bool,
    /// Whether it was told that there is no index.
    index_told: bool,
    /// What the front matter says of the ends of lines.
    newline: Option<Newline>,
    /// The HTML elements, and the roles in braces, of which it was told that they
    /// mean nothing.
    html_told: BTreeSet<String>,
    /// What was asked and told of its code.
    code: code::Told,
    /// An anchor of HTML that waits for a block.
    anchor: Option<crate::diag::Spanned<String>>,
    /// The lists for which marks stand in the text.
    listed: listed::Listed,
    /// The commands of formulas that were defined so far.
    macros: latex::Macros,
    /// What is not printed of it.
    unprinted: unprinted::Unprinted,
    /// The headings without a blank of the text that is read next.
    tight: tight_headings::Tight,
    /// The paragraphs that would be code.
    indented: indented::Indented,
    /// What shortcodes print of the front matter.
    facts: variables::Facts,
    /// An id behind the block that it names.
    behind: Option<crate::diag::Spanned<String>>,
    /// How the numbers of lists of LaTeX are written, by their first bytes.
    typed_numbers: BTreeMap<usize, TypedNumber>,
    /// What items of LaTeX print in place of the bullet, by their first bytes.
    item_markers: BTreeMap<usize, String>,
    /// What the project says of it.
    given: &'s Given,
    /// The profiles that it speaks of.
    profiles: BTreeSet<String>,
}

/// One parsed text on its way into the model.
struct Reader<'r, 'a, 's> {
    shared: &'r mut Shared<'s>,
    masks: &'r Masks<'r>,
    positions: Positions,
    /// The notes written in place, by the names that comrak gave them.
    inline_notes: HashMap<String, Node<'a>>,
    in_link: bool,
}

impl Shared<'_> {
    /// A span of the source, however odd the bytes.
    fn span(&self, start: usize, end: usize) -> Span {
        let start = floor_boundary(self.text, start);
        let end = floor_boundary(self.text, end).max(start);
        Span::new(self.source, start, end)
    }

    /// The source of a span.
    fn written(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The note that a mark means: the one of exactly this name, else the first
    /// whose name differs in its capitals alone.
    fn note_name(&self, written: &str) -> Option<String> {
        self.note_names.get(written).or_else(|| self.folded_notes.get(&written.to_lowercase())).cloned()
    }

    /// Whether blocks at this depth can hold no others.
    fn is_deepest(&self, blocks: usize) -> bool {
        blocks >= self.given.bounds.nesting
    }

    /// Whether quotations at this depth can hold no others.
    fn is_deepest_quote(&self, quotes: usize) -> bool {
        quotes >= self.given.bounds.quotes
    }

    /// Tells once that blocks are nested too deeply.
    fn tell_nesting(&mut self, span: Span, blocks: usize) {
        let (bounds, most) = (self.given.bounds, Bounds::MOST);
        let (key, can_be_raised) = match self.is_deepest(blocks) {
            true => ("nesting", bounds.nesting < most.nesting),
            false => ("quotes", bounds.quotes < most.quotes),
        };
        let hint = can_be_raised.then(|| message!("raise `{key}` under [limits] if you trust it", key));
        self.tell_too_deep(span, hint);
    }

    /// Tells once that something is nested too deeply.
    fn tell_too_deep(&mut self, span: Span, hint: Option<Message>) {
        if !std::mem::replace(&mut self.nesting_told, true) {
            let message = "nested too deeply; from here on the text is kept without its structure";
            let warning = Diagnostic::warning(Code::Nesting, span, message);
            self.sink.push(hint.into_iter().fold(warning, Diagnostic::hint));
        }
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// The place of a node.
    fn span_of(&self, node: Node<'a>) -> Span {
        let place = node.data().sourcepos;
        let start = self.positions.at(place.start.line, place.start.column);
        let end = match self.masks.at_line(place.end.line) {
            // comrak counts the columns of the mark.
            Some((_, mask)) => self.mask_span(mask, 0, self.masks.written(mask).len()).end as usize,
            None => self.positions.at(place.end.line, place.end.column + 1),
        };
        self.shared.span(start, end)
    }

    /// The place of a masked line from byte `from` to `to` of what was written.
    fn mask_span(&self, mask: mask::Mask, from: usize, to: usize) -> Span {
        let line_start = self.masks.line_start(mask);
        let at = self.positions.at(mask.line + 1, 1) + mask.start - line_start;
        self.shared.span(at + from, at + to)
    }
}

fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

//! Markdown becomes a [`Document`].
//!
//! comrak parses; what it does not know — front matter, attributes, containers,
//! captions, citations, references — is read here, on the lines before it
//! (`mask`) and on the pieces of text after it (`pieces`, `inline`). Nothing is
//! numbered, looked up in another file or checked against the style here.

mod attributes;
mod authors;
mod autolink;
mod bars;
mod block;
mod block_id;
mod bold_headings;
mod callout;
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
mod equation;
mod figure;
mod float;
mod float_source;
mod foreign_fields;
mod formula_lines;
mod front_matter;
mod grid;
mod html;
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
mod own_lines;
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
mod shortcode;
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

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, parse_document};

pub use self::line_ends::Newline;
use self::mask::{Known, Masks};
use self::positions::{Positions, lines};
pub use self::profile::merged;
pub use self::variables::variables;
use super::latex;
use crate::diag::{Code, Diagnostic, Message, Result, Sink, SourceId, Span, message};
use crate::model::TypedNumber;
use crate::model::document::{Block, Document, Inline, InlineKind, NoteDefinition};

/// How deep blocks may stand in blocks.
pub(crate) const MAX_BLOCKS: usize = 24;
/// How deep quotes may stand in quotes.
pub(crate) const MAX_QUOTES: usize = 12;
/// How deep marked passages may stand in marked passages.
pub(crate) const MAX_INLINES: usize = 32;

/// How often the lines of formulas are tried anew.
const MAX_ATTEMPTS: usize = 3;

/// Stands before a text that is to be read as one paragraph.
const GUARD: &str = "\\#";

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
}

/// Reads a manuscript of a project.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(source: SourceId, text: &str, given: &Given, sink: &mut Sink) -> Result<Document> {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let (front, body) = front_matter::split(text, start);
    let ids = defined_ids(text, source);
    let (note_names, folded_notes, notes) = (HashSet::new(), HashMap::new(), Vec::new());
    let kept_escapes = HashSet::new();
    let mut macros = latex::Macros::default();
    macros.read(&text[..body]);
    if ["macros", "math"].iter().any(|field| text[..body].contains(field)) {
        macro_fields::read(&front_matter::fields(source, text, given.profile.as_deref()), &mut macros);
    }
    let mut shared = Shared {
        source,
        text,
        sink,
        ids,
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
    shared.unprinted.report(source, shared.sink);
    std::mem::take(&mut shared.indented).tell(shared.sink);
    bold_headings::tell(&blocks, source, text, shared.sink);
    let newline = shared.newline.or(given.newline);
    let notes = shared.notes.iter_mut().map(|note| &mut note.blocks);
    typed_lists::settle(std::iter::once(&mut blocks).chain(notes), source, text, shared.sink);
    line_ends::settle(&mut blocks, source, text, newline, shared.sink);
    Ok(Document::new(meta, blocks, shared.notes))
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

    /// Reads a text as blocks.
    fn blocks(&mut self, text: &str, positions: Positions, depth: Depth) -> Vec<Block> {
        let tight = std::mem::take(&mut self.tight);
        let (spaced, blanks) = (tight.spaced(text), tight.blanks(&positions));
        let (rewritten, lists) = rewrite::rewrite(&spaced, positions);
        let rewrite::Rewritten { text: written, positions, known } = rewritten;
        self.take_lists(lists);
        let positions = positions.with_blanks(blanks);
        let text = &*self.prepare(&written, &positions, Some(&known));
        let mut masks = Masks::find(text, known);
        settle_formulas(&mut masks);
        let masked = link_variables::hide(bars::hide(masks.masked(), &masks));
        let options = options::options(&masked);
        if !options.extension.math_code {
            let span = self.span(positions.at(1, 1), positions.at(1, 1));
            let message = "a paragraph opens too many formulas with $` and does not close them; all stay as text";
            self.sink.push(Diagnostic::warning(Code::Math, span, message).hint("close each with `$, or write $…$"));
        }
        let arena = Arena::new();
        let root = parse_document(&arena, &masked, &options);
        definitions::settle(root, &masked);
        bars::restore(root, &masked);
        link_variables::restore(root, &masked);
        tex_package::restore(root, &written, &masked);
        let inline_notes = self.collect_notes(root);
        Reader { shared: self, masks: &masks, positions, inline_notes, in_link: false }.blocks(root, depth)
    }

    /// Takes what is known of the lists of LaTeX; tells the first of which more was
    /// said than is printed.
    fn take_lists(&mut self, lists: rewrite::Lists) {
        self.typed_numbers.extend(lists.typed);
        self.item_markers.extend(lists.markers);
        if let Some((place, marker)) = lists.told.into_iter().next()
            && self.html_told.insert("\\begin{enumerate}".to_owned())
        {
            let span = self.span(place.start, place.end);
            let message = message!("the label of this list is printed as `{marker}`", marker);
            let hint = "write a label such as `(\\alph*)`, with one character at most on each side";
            self.sink.push(Diagnostic::warning(Code::RawFormat, span, message).hint(hint));
        }
    }

    /// Reads a text as the content of one paragraph.
    fn inlines(&mut self, text: &str, positions: Positions, depth: Depth) -> Vec<Inline> {
        let whole = self.span(positions.at(1, 1), positions.at(1, 1) + text.len());
        let arena = Arena::new();
        let guarded = format!("{GUARD}{}", text.trim_end());
        let positions = positions.behind(GUARD.len());
        let prepared = link_variables::hide(self.prepare(&guarded, &positions, None));
        let root = parse_document(&arena, &prepared, &options::options(&prepared));
        link_variables::restore(root, &prepared);
        tex_package::restore(root, &guarded, &prepared);
        let inline_notes = self.collect_notes(root);
        let mut blocks = root.children().filter(|node| !is_note(node));
        let is_paragraph = |node: &Node<'_>| matches!(node.data().value, NodeValue::Paragraph);
        let (Some(paragraph), None) = (blocks.next().filter(is_paragraph), blocks.next()) else {
            return vec![Inline::new(InlineKind::Text(unprinted::show(text).into_owned()), whole)];
        };
        let mut reader = Reader { shared: self, masks: &mask::NONE, positions, inline_notes, in_link: false };
        let mut pieces = reader.pieces(paragraph);
        pieces.remove(0);
        reader.scan(pieces, depth)
    }

    /// The text with what comrak would take for something else said in its own
    /// marks; every byte keeps its place. Nothing is `known` of one paragraph.
    fn prepare<'t>(&mut self, text: &'t str, positions: &Positions, known: Option<&Known>) -> Cow<'t, str> {
        // A control character of the author's own is told where it is left out.
        if self.text.contains(unprinted::HIDDEN) {
            return self.prepare_marks(text, positions, known);
        }
        let hidden = unprinted::hide(text, known);
        self.unprinted.note(text, &hidden.found, positions);
        match hidden.text {
            Cow::Borrowed(text) => self.prepare_marks(text, positions, known),
            Cow::Owned(text) => Cow::Owned(self.prepare_marks(&text, positions, known).into_owned()),
        }
    }

    /// The marks of formulas and ranges.
    fn prepare_marks<'t>(&mut self, text: &'t str, positions: &Positions, known: Option<&Known>) -> Cow<'t, str> {
        let marked = tex_marks::mark(text, known);
        for at in marked.lone {
            let (number, start) = lines(text)
                .map(|(start, _)| start)
                .enumerate()
                .take_while(|(_, s)| *s <= at)
                .last()
                .unwrap_or_default();
            let at = positions.at(number + 1, at - start + 1);
            if self.kept_escapes.insert(at) {
                let message = "this looks like a mark of a formula, but the other one is missing; it stays as text";
                let hint = "close it with `\\)` or `\\]`, or write the formula between `$` signs";
                let diagnostic = Diagnostic::warning(Code::Math, self.span(at, at + 2), message);
                self.sink.push(diagnostic.hint(hint));
            }
        }
        tilde::hide(tex_package::hide(marked.text, known), known)
    }

    /// Takes down the names of the notes; gives those written in place.
    fn collect_notes<'a>(&mut self, root: Node<'a>) -> HashMap<String, Node<'a>> {
        let mut in_place = HashMap::new();
        for node in root.descendants() {
            if let NodeValue::FootnoteDefinition(note) = &node.data().value {
                if is_in_place(&note.name) {
                    in_place.insert(note.name.clone(), node);
                } else {
                    self.folded_notes.entry(note.name.to_lowercase()).or_insert_with(|| note.name.clone());
                    self.note_names.insert(note.name.clone());
                }
            }
        }
        in_place
    }

    /// The note that a mark means: the one of exactly this name, else the first
    /// whose name differs in its capitals alone.
    fn note_name(&self, written: &str) -> Option<String> {
        self.note_names.get(written).or_else(|| self.folded_notes.get(&written.to_lowercase())).cloned()
    }

    /// Tells once that something is nested too deeply.
    fn tell_nesting(&mut self, span: Span) {
        if !std::mem::replace(&mut self.nesting_told, true) {
            let message = "nested too deeply; from here on the text is kept without its structure";
            self.sink.push(Diagnostic::warning(Code::Nesting, span, message));
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

/// Takes back the masks of formulas of several lines that comrak does not see
/// as one block, because they begin and end in different blocks.
fn settle_formulas(masks: &mut Masks<'_>) {
    for attempt in 0..=MAX_ATTEMPTS {
        if !masks.has_formulas() {
            return;
        }
        let masked = masks.masked();
        let arena = Arena::new();
        let root = parse_document(&arena, &masked, &options::options(&masked));
        let fences: BTreeSet<(usize, usize)> = root.descendants().filter_map(fence_lines).collect();
        let changed = masks.retain_formulas(|open, close| attempt < MAX_ATTEMPTS && fences.contains(&(open, close)));
        if !changed {
            return;
        }
    }
}

/// The lines of a closed fence.
fn fence_lines(node: Node<'_>) -> Option<(usize, usize)> {
    let data = node.data();
    let NodeValue::CodeBlock(code) = &data.value else { return None };
    let place = data.sourcepos;
    (code.fenced && code.closed && mask::index_of(&code.info).is_some()).then_some((place.start.line, place.end.line))
}

fn is_in_place(name: &str) -> bool {
    name.strip_prefix("__inline_").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_note(node: &Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::FootnoteDefinition(_))
}

/// Every id in attributes anywhere in the text.
fn defined_ids(text: &str, source: SourceId) -> BTreeSet<String> {
    let places = text.match_indices('{');
    let plausible = places.filter(|(at, _)| {
        let area = &text.as_bytes()[*at..text.len().min(at + attributes::MAX_LENGTH)];
        area.iter().position(|byte| *byte == b'}').is_some_and(|end| area[..end].contains(&b'#'))
    });
    let braced = plausible.filter_map(|(at, _)| attributes::parse(&text[at..], source, at)?.0.id).map(|id| id.value);
    let labels = text.match_indices("\\label{").filter_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        rest.find('}').filter(|len| *len < reference::MAX_KEY).map(|len| rest[..len].trim().to_owned())
    });
    let targets = lines(text).filter_map(|(_, line)| myst::label(line.trim()).map(str::to_owned));
    braced.chain(labels).chain(targets).collect()
}

fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

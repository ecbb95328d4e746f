//! The written document becomes the printed one: every number, label,
//! reference, size and script is decided here, once, for both editions.
//!
//! First everything that can be referred to is found and numbered
//! (`numbering`), then the blocks are turned over in the order of the page. It
//! must not know how an edition says any of it.

mod anchors;
mod blocks;
mod captions;
mod citations;
mod code;
mod code_lines;
mod column_widths;
mod combining;
mod containers;
mod cover;
mod cover_page;
mod dates;
mod decimals;
mod doubled;
mod edits;
mod equations;
mod examples;
mod figures;
mod files;
mod flat;
mod formula_references;
mod front_sections;
mod headings;
mod identity;
mod inlines;
mod keys;
mod language;
mod line_edges;
mod links;
mod listings;
mod lists;
mod long_words;
mod merged_cells;
mod meta;
mod notes;
mod numbering;
mod official;
mod own_kinds;
mod pictures;
mod punctuation;
mod references;
mod scripts;
mod section_names;
mod slugs;
mod structure;
mod table_attributes;
mod table_size;
mod tables;
mod theorems;
mod titles;
mod typed_captions;
mod typed_numbers;
mod typed_references;
mod wide_formulas;
mod wording;

pub use language::language;
pub use wording::settings;

use std::collections::BTreeMap;

use crate::assets::Images;
use crate::cite::References;
use crate::diag::{Sink, Span};
use crate::length::Length;
use crate::model::document::{Document, FileLinks, NodeId};
use crate::model::resolved::{AnchorId, Comment, CommentId, Inline, OwnPages, Resolved};
use crate::model::wording::Wording;
use crate::model::{Lang, seal};
use crate::style::{Style, Words};
use anchors::Anchors;
use citations::Citations;
use identity::Identities;
use notes::Notes;

/// Decides everything about a document that is not a page break.
///
/// `images` holds the pictures that could be read, by the paths that the
/// manuscript uses; for the others a box is printed. `references` holds the
/// works that the document may cite.
pub fn resolve(
    mut document: Document,
    style: &Style,
    images: &Images,
    references: &References,
    sink: &mut Sink,
) -> Resolved {
    edits::settle(&mut document);
    typed_captions::adopt(&mut document);
    typed_references::settle(&mut document);
    let title = structure::find_title(&mut document);
    front_sections::settle(&mut document, style);
    structure::raise(&mut document);
    examples::settle(&mut document, &references.library);
    own_kinds::settle(&mut document, &references.library);
    official::settle(&mut document, style);
    document.identify();
    let title = title.map(|span| Title { node: document.fresh_node(), span });
    let lang = document.meta.lang.as_ref().map_or_else(Lang::chinese, |lang| lang.value.clone());
    let words = Words::of(&lang);
    let typed = typed_numbers::settle(&mut document, style, words, sink);
    let citations = Citations::new(&document, references, &lang, sink);
    citations.append_list(&mut document, words, references);
    let captions = typed_captions::settle(&mut document, title, style, words, &typed, sink);
    let typed = numbering::Typed { headings: &typed, captions: &captions };
    let mut led = citations.cited_blocks();
    led.extend(files::begins(&document));
    let mut anchors = numbering::collect(&document, title, style, words, &typed, led, sink);
    let citations = citations.anchored(&mut anchors);
    let mut resolver = Resolver {
        style,
        images,
        words,
        wording: &document.meta.wording,
        files: &document.links,
        lang: lang.clone(),
        document_lang: lang,
        boxes: 0,
        nested_columns: 0,
        may_turn: true,
        turned: false,
        resized: Vec::new(),
        width: style.column_width(style.page.text_width(), style.page.columns),
        anchors,
        notes: Notes::new(&document.notes, document.bounds, sink),
        citations,
        identities: Identities::default(),
        listed: BTreeMap::new(),
        printed_fields: Vec::new(),
        heading_level: 0,
        algorithm_lines: None,
        before_contents: false,
        is_tracked: document.tracking.is_some(),
        comments: Vec::new(),
        open_comment: None,
        sink,
    };
    let meta = resolver.meta(&document.meta, title);
    let [declared, front] = front_sections::ends(&document.blocks);
    resolver.before_contents = true;
    let declarations = resolver.blocks(&document.blocks[..declared]);
    resolver.before_contents = false;
    let front_sections = resolver.blocks(&document.blocks[declared..front]);
    let blocks = resolver.blocks(&document.blocks[front..]);
    let (blocks, imprint) = resolver.official(&document, blocks);
    resolver.report_unprinted(&document.meta);
    let notes = resolver.finish_notes();
    table_size::report(&resolver.resized, resolver.sink);
    let texts = [front_sections.as_slice(), &blocks];
    let (listed, bounds) = (&resolver.listed, document.bounds);
    let listings = listings::collect(&document.meta, style, words, texts, listed, bounds, resolver.sink);
    let meta = crate::model::resolved::Meta {
        own_page: style.title.own_page && (!meta.abstracts.is_empty() || !listings.is_empty()),
        ..meta
    };
    let mut resolved = Resolved {
        meta,
        declarations,
        listings,
        front_sections,
        blocks,
        imprint,
        notes,
        anchors: resolver.anchors.into_list(),
        comments: resolver.comments,
        tracking: document.tracking.unwrap_or_default(),
        seal: String::new(),
        own_pages: OwnPages::default(),
    };
    resolved.seal = seal(&resolved);
    resolved
}

/// The title, where it was a heading of the text.
#[derive(Debug, Clone, Copy)]
struct Title {
    node: NodeId,
    span: Span,
}

/// What is known while the blocks are turned over.
struct Resolver<'a> {
    style: &'a Style,
    images: &'a Images,
    words: &'static Words,
    /// How the document words its references.
    wording: &'a Wording,
    /// Where its links to files lead.
    files: &'a FileLinks,
    /// The language of the passage.
    lang: Lang,
    /// The language of the document.
    document_lang: Lang,
    /// The width of the text at this place.
    width: Length,
    /// In how many boxes the text at this place stands: quotations, lists and
    /// whatever else no page can begin in.
    boxes: usize,
    /// In how many columns within columns it stands.
    nested_columns: usize,
    /// Whether marks of those who revise the text are shown.
    is_tracked: bool,
    /// What was said of the text so far.
    comments: Vec<Comment>,
    /// The comment whose passage has begun.
    open_comment: Option<CommentId>,
    /// Whether a table may turn the page here, but for boxes.
    may_turn: bool,
    /// Whether the table that was decided last turns the page.
    turned: bool,
    /// The tables that are not set as the style says.
    resized: Vec<table_size::Resized>,
    anchors: Anchors,
    notes: Notes<'a>,
    citations: Citations,
    identities: Identities,
    /// What the lists before the text print of headings and captions, where that
    /// is not all of them.
    listed: BTreeMap<AnchorId, Vec<Inline>>,
    /// The fields of the front matter that are printed elsewhere than among the
    /// lines under the title.
    printed_fields: Vec<String>,
    /// The level of the heading over this place; 0 before the first.
    heading_level: u8,
    /// How many lines the algorithm has so far that is being resolved.
    algorithm_lines: Option<u32>,
    /// Whether the blocks that are being resolved stand before the contents.
    before_contents: bool,
    sink: &'a mut Sink,
}

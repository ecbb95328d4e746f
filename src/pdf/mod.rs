//! Typst source becomes the PDF: compiled in this process, exported, its
//! complaints traced back to the manuscript, its page numbers found.
//!
//! It sees no file: pictures and fonts are handed over, anything else that the
//! source asks for is refused.

mod blame;
mod edits;
mod export;
mod extent;
mod flow;
mod glyphs;
mod joiners;
mod links;
mod overfull;
mod page_images;
mod passages;
mod scaled;
mod standards;
mod world;

use std::collections::BTreeSet;
use std::ops::Range;

use typst::foundations::{Label, Selector};
use typst::introspection::Introspector as _;
use typst::syntax::Source;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::assets::{Fonts, Images};
use crate::diag::{Result, Sink, Sources};
use crate::length::Length;
use crate::model::resolved::{AnchorId, Pages};
use crate::style::Style;
use crate::write::typst::{
    COLUMNS_END, COLUMNS_FOOT, IMPRINT, OWN_PAGES_END, OWN_PAGES_START, Shown, TEXT_END, TypstSource, anchor_label,
    head_label,
};
pub use export::{Exported, export};
pub use page_images::PageImage;
pub use passages::Passage;
use world::{KeptWorld, World};

/// How many compilations an unused piece of layout is kept for the next one.
const CACHE_AGE: usize = 1;

/// Pages that have been laid out but not exported.
#[derive(Debug)]
pub struct Layout {
    document: PagedDocument,
    pages: Pages,
    /// What was laid out, to trace complaints back.
    source: TypstSource,
    text: Source,
}

impl Layout {
    /// On which page each anchor lies.
    #[must_use]
    pub fn pages(&self) -> &Pages {
        &self.pages
    }

    /// What the next layout of the same document has to know.
    #[must_use]
    pub fn shown(&self, style: &Style) -> Shown {
        let found = flow::search(&self.document, &self.text, &self.source, style);
        Shown {
            broken: self.broken_tables(),
            floated: found.figures,
            lone: found.lone,
            lone_rows: found.lone_rows,
            spare: None,
        }
    }

    /// The room that the columns of the last page can spare at its foot so that they end
    /// level, if that is wanted and they do not.
    #[must_use]
    pub fn spare(&self, style: &Style) -> Option<Length> {
        flow::spare_room(&self.document, style)
    }

    /// Whether these pages are others only in that their last columns leave room at the
    /// foot of their page.
    #[must_use]
    pub fn is_balanced_form_of(&self, other: &Self) -> bool {
        let end = |layout: &Self| page_with(&layout.document, COLUMNS_END);
        let foot = page_with(&self.document, COLUMNS_FOOT);
        foot.is_some() && foot == end(self) && foot == end(other) && self.page_count() == other.page_count()
    }

    /// The captions of tables that go on over pages, of those that tell it there.
    fn broken_tables(&self) -> BTreeSet<AnchorId> {
        let heads = |anchor: &AnchorId| {
            let label = Label::new(PicoStr::intern(&head_label(*anchor)))?;
            Some(self.document.introspector().query(&Selector::Label(label)).len())
        };
        let is_broken = |anchor: &&AnchorId| heads(anchor).is_some_and(|heads| heads > 1);
        self.source.continuing().iter().filter(is_broken).copied().collect()
    }

    /// How many pages there are.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }
}

/// What the typesetter keeps of a document for the next time: of one that was
/// changed a little most is known already.
#[derive(Debug, Default)]
pub struct Warm(Option<KeptWorld>);

/// What a source was written with.
#[derive(Clone, Copy)]
pub struct Stock<'a> {
    /// The pictures that it asks for.
    pub images: &'a Images,
    /// The fonts that it names.
    pub fonts: &'a Fonts,
    /// The style that it follows.
    pub style: &'a Style,
}

/// Lays out the pages. `anchors` is the number of anchors of the document,
/// `texts` are those that its places lie in.
///
/// # Errors
///
/// What the typesetter complains of, at its place in the manuscript.
pub fn layout(
    source: TypstSource,
    anchors: usize,
    stock: Stock<'_>,
    texts: &Sources,
    warm: &mut Warm,
    sink: &mut Sink,
) -> Result<Layout> {
    let world = World::new(warm.0.take(), &source.text, stock.images, stock.fonts);
    let text = world.text().clone();
    warm.0 = Some(world.kept());
    let result = typst::compile::<PagedDocument>(&world);
    let warnings = result.warnings.iter().filter(|warning| !blame::is_about_parts(warning));
    sink.extend(warnings.map(|warning| blame::diagnostic(warning, &text, &source)));
    let compiled = result.output;
    let document = compiled
        .map_err(|errors| errors.iter().map(|error| blame::diagnostic(error, &text, &source)).collect::<Vec<_>>())?;
    let document = joiners::removed(document);
    extent::check(&document)?;
    links::check(&document, &text, &source)?;
    glyphs::report_missing(&document, &text, &source, texts, sink);
    overfull::report(&document, between_own_pages(&document), &text, &source, stock.style, sink);
    scaled::report(&document, &text, &source, sink);
    let pages = Pages::new((0..anchors).map(|at| page_of(&document, AnchorId(at))).collect());
    let pages = pages.counted(document.pages().len()).with_imprint(before_imprint(&document));
    let last = document.pages().last().map(|page| page.number.to_string());
    let pages = last.map_or(pages.clone(), |last| pages.ending_at(last));
    Ok(Layout { document, pages, source, text })
}

/// How many pages begin between the end of the text and the imprint.
fn before_imprint(document: &PagedDocument) -> usize {
    let page = |name: &str| page_with(document, name);
    page(IMPRINT).zip(page(TEXT_END)).map_or(0, |(imprint, text)| imprint.saturating_sub(text))
}

/// The pages, from 0, that are not a template's own.
fn between_own_pages(document: &PagedDocument) -> Range<usize> {
    let start = page_with(document, OWN_PAGES_END).unwrap_or(0);
    let end = page_with(document, OWN_PAGES_START).map_or(document.pages().len(), |page| page - 1);
    start..end
}

/// The page, from 1, on which a label stands.
fn page_with(document: &PagedDocument, name: &str) -> Option<usize> {
    let introspector = document.introspector();
    let location = introspector.query_label(Label::new(PicoStr::intern(name))?).ok()?.location()?;
    introspector.page(location).map(std::num::NonZeroUsize::get)
}

fn page_of(document: &PagedDocument, anchor: AnchorId) -> Option<String> {
    let label = Label::new(PicoStr::intern(&anchor_label(anchor)))?;
    let introspector = document.introspector();
    let location = introspector.query_label(label).ok()?.location()?;
    let page = introspector.page(location)?.get();
    document.pages().get(page - 1).map(|page| page.number.to_string())
}

/// Drops pieces of layout that nothing has used lately, so that memory does not
/// grow with every document; for whoever lays out more than one, when nobody
/// waits for it.
pub fn forget() {
    typst::comemo::evict(CACHE_AGE);
}

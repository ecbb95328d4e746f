//! The pages of a document on the way to its editions: what is shown of them, where
//! a place of the manuscript is on them, and where a place on them was written.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::files::record::Inputs;
use crate::diag::{Place, SourceId, Sources};
use crate::pdf::{Layout, PageImage, Passage};

/// Who looks on while a document is built.
#[derive(Clone, Copy)]
pub(super) struct Onlooker<'a> {
    /// Is shown the pages as soon as they are laid out, and again where they were
    /// laid out anew.
    pub(super) pages: Option<&'a (dyn Fn(Preview) + Sync)>,
    /// Whether editions are still wanted of what was read.
    pub(super) wanted: &'a (dyn Fn(&Inputs) -> bool + Sync),
}

impl Onlooker<'_> {
    /// Nobody looks on.
    pub(super) const NOBODY: Onlooker<'static> = Onlooker { pages: None, wanted: &|_| true };
}

/// Pages that are laid out, with the texts that they come from.
#[derive(Debug)]
pub struct Preview {
    layout: Arc<Layout>,
    sheets: Vec<PageImage>,
    sources: Sources,
    /// Gathered once somebody asks for a line.
    passages: OnceLock<Vec<Passage>>,
}

/// A place on the pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The page, from 0.
    pub page: usize,
    /// The distance from its top in pt.
    pub top: f64,
}

impl Preview {
    pub(super) fn new(layout: Arc<Layout>, sources: Sources) -> Self {
        let sheets = layout.sheets();
        Self { layout, sheets, sources, passages: OnceLock::new() }
    }

    /// The pages in their order.
    #[must_use]
    pub fn sheets(&self) -> &[PageImage] {
        &self.sheets
    }

    /// A page, from 0, as an SVG whose text is outlines.
    #[must_use]
    pub fn draw(&self, page: usize) -> Option<String> {
        self.layout.draw(page)
    }

    /// The file and the place in it that was written what is nearest to a point of a
    /// page, in pt from its upper left corner.
    #[must_use]
    pub fn origin(&self, page: usize, x: f64, y: f64) -> Option<(&str, Place)> {
        let span = self.layout.origin(page, x, y)?;
        let source = self.sources.get(span.source)?;
        Some((source.name(), source.place(span.range().start)))
    }

    /// Where a line of a file is on the pages: what begins there, or else what was
    /// begun last before it, or follows it. The file is named as in diagnostics, or
    /// by more of its path.
    #[must_use]
    pub fn find(&self, file: &Path, line: usize) -> Option<Spot> {
        let fits = self.fits(&plain(file));
        let mut found: Option<((Reverse<usize>, usize), &Passage)> = None;
        for passage in self.passages.get_or_init(|| self.layout.passages()) {
            let Some(source) = self.sources.get(passage.span.source) else { continue };
            let Some(&fit) = fits.get(&passage.span.source) else { continue };
            let at = source.place(passage.span.range().start).line;
            let distance = if at <= line { line - at } else { usize::MAX / 2 + (at - line) };
            // Of two files of one name the one whose path says more.
            let rank = (Reverse(fit), distance);
            // A heading is larger than where a contents list or a running head repeats it.
            let is_better =
                found.is_none_or(|(best, known)| rank < best || (rank == best && passage.size > known.size));
            if is_better {
                found = Some((rank, passage));
            }
        }
        found.map(|(_, passage)| Spot { page: passage.page, top: passage.top })
    }

    /// The texts that may be meant by a path, with how many parts of it they share.
    fn fits(&self, file: &Path) -> HashMap<SourceId, usize> {
        let texts = (0..).map(SourceId).map_while(|id| Some((id, self.sources.get(id)?)));
        let fitting = texts.filter_map(|(id, source)| {
            let name = plain(Path::new(source.name()));
            let is_end = !name.as_os_str().is_empty() && file.ends_with(&name);
            is_end.then(|| (id, name.components().count()))
        });
        fitting.collect()
    }
}

/// A path without what leads nowhere at its start.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, Component::CurDir | Component::ParentDir)).collect()
}

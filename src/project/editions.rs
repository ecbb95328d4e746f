//! A resolved document becomes its editions: laid out, exported and written, as
//! much of it as possible at a time.

use std::path::Path;
use std::sync::Arc;

use super::files::Content;
use super::load::Stop;
use super::outcome::{Edition, Made, Output, edition_path};
use super::preview::Preview;
use crate::assets::{Fonts, Images};
use crate::check::{self, Levels, Subject};
use crate::diag::{Code, Diagnostic, Sink, Sources};
use crate::model::document::Document;
use crate::model::resolved::{Listing, Pages, Resolved};
use crate::pdf;
use crate::style::Style;
use crate::style::value::PdfStandard;
use crate::template::Template;
use crate::write;
use crate::write::docx::{Manuscript, WordFile};
use crate::write::typst::{Shown, TypstSource};

/// How many times pages are laid out anew because tables break or figures leave their
/// places.
const MOST_LAYOUTS: usize = 4;

/// How many lines less than the columns of the last page seem to spare is tried, one
/// after the other: what keeps together in them shows only when they are laid out.
const LESS_LINES: [f64; 5] = [0.0, 0.5, 1.0, 2.0, 4.0];

/// What is left of a build for the next one of the same document.
#[derive(Debug, Default)]
pub(super) struct Warm {
    pub(super) typesetter: pdf::Warm,
    /// On which page each anchor was.
    pub(super) pages: Option<Pages>,
    /// Held, so that they are known.
    pub(super) images: Images,
}

/// Who looks on, and whether editions are still wanted.
#[derive(Clone, Copy)]
pub(super) struct Live<'a> {
    pub(super) pages: Option<&'a (dyn Fn(Preview) + Sync)>,
    pub(super) wanted: &'a (dyn Fn() -> bool + Sync),
}

impl Live<'_> {
    fn go_on(self) -> Result<(), Stop> {
        if (self.wanted)() { Ok(()) } else { Err(Stop::Abandoned) }
    }
}

/// A resolved document with all that its editions need.
pub(super) struct EditionWriter<'a> {
    pub(super) resolved: &'a Resolved,
    pub(super) style: &'a Style,
    pub(super) images: &'a Images,
    pub(super) fonts: &'a Fonts,
    pub(super) sources: &'a Sources,
    pub(super) template: Option<&'a Template>,
    /// What it was read from.
    pub(super) manuscript: Manuscript<'a>,
    pub(super) live: Live<'a>,
}

impl EditionWriter<'_> {
    /// What the rules of `check` tell of it.
    pub(super) fn examined(&self, document: &Document, levels: &Levels) -> Sink {
        let Self { resolved, style, images, fonts, sources, .. } = *self;
        let mut sink = Sink::new();
        check::examine(&Subject { document, resolved, style, images, fonts, sources }, levels, &mut sink);
        sink
    }

    pub(super) fn source(&self) -> write::typst::TypstSource {
        write::typst::write(self.resolved, self.style, self.images, self.fonts)
    }

    /// Makes the editions. While the pages are laid out, the pictures are made
    /// ready for Word, and what can be of the Word file is written; while the PDF is
    /// exported, the Word file is written with the page numbers of the layout.
    pub(super) fn files(
        &self,
        editions: &[Edition],
        output: &Path,
        warm: &mut Warm,
        sink: &mut Sink,
    ) -> Result<Made, Stop> {
        let (wants_pdf, wants_docx) = (editions.contains(&Edition::Pdf), editions.contains(&Edition::Docx));
        let mut layout_sink = Sink::new();
        let guess = warm.pages.take();
        let (layout, draft) = rayon::join(
            || wants_pdf.then(|| self.layout(&mut warm.typesetter, &mut layout_sink)).transpose(),
            || {
                self.prepare_pictures(wants_docx);
                guess.filter(|_| wants_docx && wants_pdf).map(|pages| self.draft(pages))
            },
        );
        sink.extend(layout_sink.into_sorted());
        let layout = layout.map_err(Stop::Errors)?;
        let pages = layout.as_deref().map(pdf::Layout::pages);
        // The next time begins with these pages, whatever becomes of the editions.
        warm.pages = pages.cloned();
        self.live.go_on()?;
        let draft = draft.filter(|(guess, _)| Some(guess) == pages).map(|(_, word)| word);
        let (pdf, docx) = rayon::join(
            || layout.as_deref().map(|layout| pdf::export(layout, self.style.pdf.standard)).transpose(),
            || wants_docx.then(|| draft.unwrap_or_else(|| self.word(pages))),
        );
        let docx = docx.map(|docx| {
            sink.extend(docx.said.into_sorted());
            docx.file
        });
        self.live.go_on()?;
        let count = layout.as_deref().map(pdf::Layout::page_count);
        let named = |edition: Edition, content: Content| {
            let pages = count.filter(|_| edition == Edition::Pdf);
            (Output { edition, path: edition_path(output, edition), pages, written: true }, content)
        };
        let pdf = pdf.map_err(Stop::Errors)?.map(|made| {
            // What is aimed at unasked need not be said of every draft: a
            // picture without text and the like are told anyway.
            if self.style.pdf.standard != PdfStandard::Auto {
                sink.extend(made.unmet);
            }
            named(Edition::Pdf, Content::Bytes(made.bytes))
        });
        let docx = docx.map(|file| named(Edition::Docx, Content::Word(file)));
        Ok(Made::Files(pdf.into_iter().chain(docx).collect(), layout))
    }

    fn layout(&self, warm: &mut pdf::Warm, sink: &mut Sink) -> crate::diag::Result<Arc<pdf::Layout>> {
        let anchors = self.resolved.anchors().len();
        let stock = pdf::Stock { images: self.images, fonts: self.fonts, style: self.style };
        let mut said = Sink::new();
        let layout = self.settled(
            |source, sink| {
                // What was said of pages that are laid out anew is said of them again.
                *sink = Sink::new();
                pdf::layout(source, anchors, stock, self.sources, warm, sink)
            },
            &mut said,
        );
        sink.extend(said.into_sorted());
        layout
    }

    /// Pages whose tables say where they go on, and whose figures leave no foot empty:
    /// laid out once more if there are any, and again should that move others. Whoever
    /// looks on sees the first ones and the last ones.
    fn settled(
        &self,
        mut layout: impl FnMut(TypstSource, &mut Sink) -> crate::diag::Result<pdf::Layout>,
        sink: &mut Sink,
    ) -> crate::diag::Result<Arc<pdf::Layout>> {
        let mut known = Shown::default();
        let mut pages = Arc::new(layout(self.source(), sink)?);
        self.show(&pages);
        let mut is_shown = true;
        for _ in 0..MOST_LAYOUTS {
            let shown = known.with(pages.shown(self.style));
            if shown == known {
                break;
            }
            known = shown;
            let source = write::typst::write_again(self.resolved, self.style, self.images, self.fonts, &known);
            pages = Arc::new(layout(source, sink)?);
            is_shown = false;
        }
        if let Some(balanced) = self.balanced(&pages, known, &mut layout, sink)? {
            pages = Arc::new(balanced);
            is_shown = false;
        }
        if !is_shown {
            self.show(&pages);
        }
        Ok(pages)
    }

    /// The same pages with level columns on the last one; nothing where they are level, or
    /// cannot be made so without moving something to another page.
    fn balanced(
        &self,
        pages: &pdf::Layout,
        mut known: Shown,
        layout: &mut impl FnMut(TypstSource, &mut Sink) -> crate::diag::Result<pdf::Layout>,
        sink: &mut Sink,
    ) -> crate::diag::Result<Option<pdf::Layout>> {
        let Some(most) = pages.spare(self.style) else { return Ok(None) };
        let line = self.style.body.pitch();
        for room in LESS_LINES.map(|lines| most - line.scaled(lines)) {
            if room < line {
                break;
            }
            known.spare = Some(room);
            let source = write::typst::write_again(self.resolved, self.style, self.images, self.fonts, &known);
            let mut said = Sink::new();
            let balanced = layout(source, &mut said)?;
            // A table that breaks only now says so. Figures stay: the empty feet are wanted.
            let Shown { broken, lone, lone_rows, .. } = balanced.shown(self.style);
            let is_settled = broken.is_subset(&known.broken)
                && lone_rows.is_subset(&known.lone_rows)
                && lone.keys().all(|at| known.lone.contains_key(at));
            let says_more = said.iter().count() > sink.iter().count();
            if is_settled && !says_more && balanced.is_balanced_form_of(pages) {
                *sink = said;
                return Ok(Some(balanced));
            }
            known.broken.extend(broken);
            known.lone_rows.extend(lone_rows);
        }
        Ok(None)
    }

    fn show(&self, pages: &Arc<pdf::Layout>) {
        if let Some(show) = self.live.pages {
            show(Preview::new(pages.clone(), self.sources.clone()));
        }
    }

    fn prepare_pictures(&self, wanted: bool) {
        use rayon::prelude::*;
        if wanted {
            self.images.iter().collect::<Vec<_>>().par_iter().for_each(|image| {
                let _ = image.word();
            });
        }
    }

    /// The Word file with the page numbers of the last time: after most edits
    /// they are the same, and it is done while the pages are laid out.
    fn draft(&self, pages: Pages) -> (Pages, Word) {
        let word = self.word(Some(&pages));
        (pages, word)
    }

    fn word(&self, pages: Option<&Pages>) -> Word {
        let mut said = Sink::new();
        if pages.is_none() && self.resolved.listings().iter().any(|listing: &Listing| !listing.entries.is_empty()) {
            let message = "the contents of the Word file have no page numbers";
            let diagnostic = Diagnostic::warning(Code::ContentsPages, None, message);
            said.push(diagnostic.hint("build the PDF together with it, or update the contents in Word (F9)"));
        }
        let (images, style, template) = (self.images, self.style, self.template);
        let file = write::docx::write(self.resolved, images, style, pages, template, &self.manuscript, &mut said);
        Word { file, said }
    }
}

/// A Word file with what was said while it was written.
struct Word {
    file: WordFile,
    said: Sink,
}

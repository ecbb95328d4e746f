//! What in laid-out pages keeps a PDF from PDF/A-2a or PDF/UA-1, found before
//! it is exported: the exporter tells only after the whole work.
//!
//! Only what is certain is told, in the exporter's words; what else there may be
//! is left to the exporter.

use std::collections::HashSet;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Content, Repr as _, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::math::EquationElem;
use typst::model::{Document as _, HeadingElem};
use typst::pdf::ArtifactElem;
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{ImageElem, ImageKind};
use typst_layout::PagedDocument;

/// Which of PDF/A-2a and PDF/UA-1 forbid something.
type Forbids = [bool; 2];
const BOTH: Forbids = [true, true];
const ARCHIVE: Forbids = [true, false];
const ACCESSIBLE: Forbids = [false, true];

/// Something that a standard forbids.
#[derive(Debug)]
pub(super) struct Fault {
    /// Which of the standards, in the order PDF/A-2a, PDF/UA-1.
    pub(super) forbids: Forbids,
    span: Span,
    what: String,
    hint: Option<&'static str>,
    /// Whether the exporter names no standard when it complains.
    unnamed: bool,
    /// Whether the exporter finds it before anything else, in the structure of
    /// the document.
    structural: bool,
}

impl Fault {
    fn new(forbids: Forbids, span: Span, what: impl Into<String>, hint: Option<&'static str>) -> Self {
        Self { forbids, span, what: what.into(), hint, unnamed: false, structural: false }
    }

    /// As the exporter would complain under the standards of these names.
    pub(super) fn complaint(&self, names: &[&str]) -> SourceDiagnostic {
        let message =
            if self.unnamed { self.what.clone() } else { format!("{} error: {}", names.join(", "), self.what) };
        let complaint = SourceDiagnostic::error(self.span, message);
        self.hint.into_iter().fold(complaint, typst::diag::SourceDiagnostic::with_hint)
    }
}

/// What keeps the pages from the standards, first what is wrong with the
/// structure: of a standard that this forbids the exporter tells nothing else.
pub(super) fn faults(document: &PagedDocument) -> [Vec<Fault>; 2] {
    let mut faults = Vec::new();
    let info = document.info();
    if !matches!(info.date, Smart::Custom(Some(date)) if date.year().is_some_and(|year| year >= 0)) {
        let hint = Some("set the date of the document");
        faults.push(Fault::new(ARCHIVE, Span::detached(), "missing document date", hint));
    }
    if info.title.is_none() {
        let hint = Some("set the title with `set document(title: [...])`");
        faults.push(Fault::new(ACCESSIBLE, Span::detached(), "missing document title", hint));
    }
    let mut search = Search { faults, level: 0, artifacts: Vec::new(), glyphs: HashSet::new() };
    for page in document.pages() {
        search.frame(&page.frame);
    }
    let (structural, others) = search.faults.into_iter().partition(|fault| fault.structural);
    [structural, others]
}

struct Search {
    faults: Vec<Fault>,
    /// The level of the last heading.
    level: usize,
    /// The open elements that readers who cannot see are not told of.
    artifacts: Vec<Location>,
    /// The glyphs that were complained of.
    glyphs: HashSet<(String, Span, String)>,
}

impl Search {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => self.text(text),
                FrameItem::Image(image, _, span) => {
                    if matches!(image.kind(), ImageKind::Pdf(_)) {
                        let what = "embedding PDFs is currently not supported in this export mode";
                        let hint = Some("try converting the PDF to an SVG before embedding it");
                        self.faults.push(Fault { unnamed: true, ..Fault::new(BOTH, *span, what, hint) });
                    }
                }
                FrameItem::Tag(Tag::Start(element, flags)) if flags.tagged => self.element(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.artifacts.retain(|open| open != location),
                FrameItem::Tag(_) | FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn element(&mut self, element: &Content) {
        if element.is::<ArtifactElem>() {
            self.artifacts.extend(element.location());
        }
        if !self.artifacts.is_empty() {
            return;
        }
        let alt = if let Some(image) = element.to_packed::<ImageElem>() {
            Some(image.alt.get_cloned(StyleChain::default()))
        } else {
            element.to_packed::<EquationElem>().map(|equation| equation.alt.get_cloned(StyleChain::default()))
        };
        if alt.is_some_and(|alt| alt.is_none_or(|alt| alt.is_empty())) {
            let hint = Some("make sure your images and equations have alt text");
            self.faults.push(Fault::new(BOTH, element.span(), "missing alt text", hint));
        }
        let Some(heading) = element.to_packed::<HeadingElem>() else { return };
        let level = heading.resolve_level(StyleChain::default()).get();
        let span = element.span();
        if level > self.level + 1 {
            let (what, hint) = match self.level {
                0 => ("the first heading must be of level 1".to_owned(), None),
                before => {
                    let what = format!("skipped from heading level {before} to {level}");
                    (what, Some("heading levels must be consecutive"))
                }
            };
            self.faults.push(Fault { structural: true, ..Fault::new(ACCESSIBLE, span, what, hint) });
        }
        self.level = level;
    }

    fn text(&mut self, item: &TextItem) {
        for glyph in &item.glyphs {
            let Some(text) = item.text.get(glyph.range()) else { continue };
            let private = text.chars().find(|ch| is_private(*ch));
            if glyph.id != 0 && private.is_none() {
                continue;
            }
            let family = item.font.info().family.clone();
            let span = glyph.span.0;
            if !self.glyphs.insert((family.clone(), span, text.to_owned())) {
                continue;
            }
            if glyph.id == 0 {
                let what = format!("the text `{}` could not be displayed with font `{}`", text.repr(), family.repr());
                self.faults.push(Fault::new(BOTH, span, what, Some("try using a different font")));
            }
            if let Some(ch) = private {
                let what = format!("the PDF contains the codepoint `{}`", ch.repr());
                let hint = Some("codepoints from the Unicode private area are forbidden in this export mode");
                self.faults.push(Fault::new(ARCHIVE, span, what, hint));
            }
        }
    }
}

/// The private areas of Unicode.
fn is_private(ch: char) -> bool {
    matches!(u32::from(ch), 0xE000..=0xF8FF | 0xF0000..=0xFFFFD | 0x10_0000..=0x10_FFFD)
}

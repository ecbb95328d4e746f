//! Bytes from the fuzzer become what the stages take. It knows no stage's
//! insides: what must hold is asked of what a stage gives back.

pub mod package;

use std::sync::{Arc, LazyLock};

use fuzi::assets::{Fonts, Images};
use fuzi::cite::References;
use fuzi::diag::{Diagnostic, Sink, Sources, Span};
use fuzi::model::resolved::Resolved;
use fuzi::read::markdown;
use fuzi::resolve;
use fuzi::style::{self, PRESETS, Style};

/// The presets with their fonts.
static STYLES: LazyLock<Vec<(Style, Arc<Fonts>)>> = LazyLock::new(|| {
    let mut sources = Sources::new();
    let mut load = |(name, text): &(&str, &str)| {
        let style = style::load(sources.add(*name, *text), text).expect("a preset is whole");
        let fonts = Fonts::shared(&style.families(), true);
        (style, fonts)
    };
    PRESETS.iter().map(&mut load).collect()
});

/// A manuscript that was read and resolved in one of the presets.
pub struct Manuscript {
    /// What is printed.
    pub resolved: Resolved,
    /// How it looks.
    pub style: &'static Style,
    /// The fonts of the style.
    pub fonts: &'static Fonts,
    /// No pictures: a manuscript of the fuzzer has no files.
    pub images: Images,
}

/// The text of the bytes, as an editor would show it.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Reads and resolves a manuscript; the first byte chooses the style. `None` if
/// it cannot be read.
pub fn manuscript(bytes: &[u8]) -> Option<Manuscript> {
    let (choice, rest) = bytes.split_first()?;
    let (style, fonts) = &STYLES[usize::from(*choice) % STYLES.len()];
    let text = text(rest);
    let (mut sources, mut sink, images) = (Sources::new(), Sink::new(), Images::new());
    let document = markdown::read(sources.add("a.md", text.as_str()), &text, &mut sink).ok()?;
    let resolved = resolve::resolve(document, style, &images, &References::default(), &mut sink);
    every_place_is_in(&sources, &sink.into_sorted());
    Some(Manuscript { resolved, style, fonts, images })
}

/// Every diagnostic points into its source, between characters.
///
/// # Panics
///
/// If one does not.
pub fn every_place_is_in(sources: &Sources, diagnostics: &[Diagnostic]) {
    let edits = diagnostics.iter().flat_map(|diagnostic| &diagnostic.fix).map(|edit| edit.span);
    let spans = diagnostics.iter().filter_map(|diagnostic| diagnostic.span);
    spans.chain(edits).for_each(|span| is_in(sources, span));
}

/// A place lies in its source, between characters.
///
/// # Panics
///
/// If it does not.
pub fn is_in(sources: &Sources, span: Span) {
    let source = sources.get(span.source).expect("the source of a span is known");
    assert!(source.text().get(span.range()).is_some(), "{span:?} is no part of the text");
}

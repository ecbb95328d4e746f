//! What still stands in the printed text like a mark of some dialect of Markdown
//! is told at its place, with what fuzi reads instead.
//!
//! It looks at the resolved text, so that a spelling is found exactly as long as
//! nothing reads it. Escaped characters, code, formulas, references and raw
//! passages are what their author meant. Which construct a mark belongs to stands
//! in [`construct`], how it is found in [`find`] and [`pairs`], what mends it in
//! [`mend`].

mod construct;
mod find;
mod latex;
mod line;
mod mend;
mod pairs;
#[cfg(test)]
mod tests;

use self::construct::Construct;
use self::find::Found;
use self::line::{Line, lines};
use super::Levels;
use crate::diag::{Code, Diagnostic, Message, Sink, Sources, Span, message};
use crate::model::resolved::Resolved;

/// The longest part of a mark that a message quotes, in characters.
const QUOTED: usize = 30;

/// Tells every mark that is printed; one whose place an earlier diagnostic names
/// is not told again.
pub fn examine_leftovers(resolved: &Resolved, sources: &Sources, levels: &Levels, sink: &mut Sink) {
    if !levels.is_on(Code::LeftoverMarkup) {
        return;
    }
    let told = Told::new(sink);
    for line in lines(resolved, sources) {
        for found in find::find(&line) {
            let span = line.span(found.range.clone());
            // The reader tells every tag; what has no place here was told there.
            let is_placeless = span.start == span.end && found.construct == Construct::Tag;
            let is_cited = told.citations && found.construct == Construct::Citation;
            if !is_placeless && !is_cited && !told.touches(span) {
                sink.push(diagnostic(&line, &found, span));
            }
        }
    }
}

fn diagnostic(line: &Line<'_>, found: &Found, span: Span) -> Diagnostic {
    let text: String = line.written(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    };
    let message = message!(
        "“{quoted}” is printed as text; it looks like {construct}",
        quoted,
        construct = Message::from(found.construct.name())
    );
    let diagnostic = Diagnostic::warning(Code::LeftoverMarkup, span, message).hint(found.construct.hint());
    diagnostic.fix(mend::edits(line, found, span))
}

/// The places of earlier diagnostics about marks.
struct Told {
    /// In their order, each with the greatest end of it and those before it in its
    /// source.
    places: Vec<(Span, u32)>,
    /// Whether citations were told, which is once for all where there are no works.
    citations: bool,
}

impl Told {
    fn new(sink: &Sink) -> Self {
        let about_marks = |code: Code| !matches!(code, Code::TypedNumber | Code::Empty | Code::Nesting);
        let mut spans: Vec<Span> =
            sink.iter().filter(|told| about_marks(told.code)).filter_map(|told| told.span).collect();
        spans.sort_unstable();
        let mut places: Vec<(Span, u32)> = Vec::with_capacity(spans.len());
        for span in spans {
            let before = places.last().filter(|(last, _)| last.source == span.source).map_or(0, |(_, end)| *end);
            places.push((span, before.max(span.end)));
        }
        Self { places, citations: sink.iter().any(|told| told.code == Code::Citation) }
    }

    fn touches(&self, span: Span) -> bool {
        let after = self.places.partition_point(|(told, _)| (told.source, told.start) < (span.source, span.end));
        let before = after.checked_sub(1).and_then(|at| self.places.get(at));
        before.is_some_and(|(told, end)| told.source == span.source && *end > span.start)
    }
}

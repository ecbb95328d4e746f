//! The rules of running Chinese text: what stands where another character belongs.
//!
//! They look at [`passage`]s, in which every character knows its bytes. A text in
//! another language is not examined.

mod blank;
mod brackets;
mod chars;
mod dash;
mod ellipsis;
mod half_width;
mod letters;
mod passage;
mod quotes;
mod range;
mod references;
mod sentence;
#[cfg(test)]
mod tests;
mod unit;

use self::passage::Passage;
use super::{Levels, Subject};
use crate::diag::{Code, Sink, Sources};
use crate::model::Lang;
use crate::model::document::Document;

/// One rule: the code that it tells, and what finds it in a passage.
type TextRule = (Code, fn(&Passage, &mut Sink));

/// Every rule that looks at one passage.
const RULES: &[TextRule] = &[
    (Code::HalfWidthPunctuation, half_width::find),
    (Code::StraightQuotes, quotes::find),
    (Code::Ellipsis, ellipsis::find),
    (Code::Dash, dash::find),
    (Code::FullWidthLetter, letters::find),
    (Code::BlankBetweenHanzi, blank::find),
    (Code::NumberRange, range::find),
    (Code::UnitSpace, unit::find),
];

pub(super) fn examine(subject: &Subject<'_>, levels: &Levels, sink: &mut Sink) {
    let lang = subject.document.meta.lang.as_ref().map(|lang| &lang.value);
    examine_text(subject.document, lang, subject.sources, levels, sink);
}

/// Applies the rules of running text to what was written in a language; Chinese
/// if none is said.
pub fn examine_text(document: &Document, lang: Option<&Lang>, sources: &Sources, levels: &Levels, sink: &mut Sink) {
    if lang.is_some_and(|lang| lang.language() != "zh") {
        return;
    }
    let passages = passage::passages(document, sources);
    for (_, rule) in RULES.iter().filter(|(code, _)| levels.is_on(*code)) {
        passages.iter().for_each(|passage| rule(passage, sink));
    }
    if levels.is_on(Code::UnbalancedBracket) {
        brackets::find(&passages, sink);
    }
}

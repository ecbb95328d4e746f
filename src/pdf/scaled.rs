//! Formulas that were made smaller to fit their line, as the notes among the laid-out
//! pages say, become messages.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::syntax::Source;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::blame;
use crate::diag::{Code, Diagnostic, Sink, message};
use crate::write::typst::{SCALED_FORMULA, TypstSource};

/// Reports each formula that is set smaller, with its scale.
pub(super) fn report(document: &PagedDocument, text: &Source, source: &TypstSource, sink: &mut Sink) {
    let Some(label) = Label::new(PicoStr::intern(SCALED_FORMULA)) else { return };
    for note in document.introspector().query(&Selector::Label(label)) {
        let Some(Value::Array(values)) = note.to_packed::<MetadataElem>().map(|note| &note.value) else { continue };
        let (Ok(Value::Float(scale)), Ok(Value::Content(formula))) = (values.at(0, None), values.at(1, None)) else {
            continue;
        };
        let place = blame::range(text, formula.span()).and_then(|range| source.origin(range.start));
        let percent = format!("{:.0}", scale * 100.0);
        let message = message!("this formula is too wide for the line; it is set at {percent} % of its size", percent);
        let hint = "break the formula into lines with `\\\\` and `&`, or shorten it";
        sink.push(Diagnostic::warning(Code::WideFormula, place, message).hint(hint));
    }
}

//! The fixes of diagnostics become a new text: only the bytes that they name
//! change.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Edit, SourceId};

/// A text with fixes applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// What each applied fix mended, in the order of the places.
    pub codes: Vec<Code>,
}

/// Applies the fixes that lie in a source. Of those that touch each other only
/// the first counts; the others may come the next time. `None` if there are
/// none.
#[must_use]
pub fn apply(id: SourceId, text: &str, diagnostics: &[Diagnostic]) -> Option<Fixed> {
    let mut taken: BTreeMap<u32, &Edit> = BTreeMap::new();
    let mut codes = Vec::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| !diagnostic.fix.is_empty()) {
        let fits = |edit: &Edit| {
            // Those that only touch wait too, for each was found without the other.
            let before = taken.range(..=edit.span.end).next_back();
            let apart = before.is_none_or(|(_, other)| other.span.end < edit.span.start);
            edit.span.source == id && text.get(edit.span.range()).is_some() && apart
        };
        if diagnostic.fix.iter().all(fits) {
            taken.extend(diagnostic.fix.iter().map(|edit| (edit.span.start, edit)));
            codes.push(diagnostic.code);
        }
    }
    if codes.is_empty() {
        return None;
    }
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for edit in taken.into_values() {
        let range = edit.span.range();
        new.push_str(text.get(done..range.start)?);
        new.push_str(&edit.replacement);
        done = range.end;
    }
    new.push_str(&text[done..]);
    Some(Fixed { text: new, codes })
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::diag::{Code, Diagnostic, Edit, SourceId, Span};

    const ID: SourceId = SourceId(0);

    fn fix(edits: &[(usize, usize, &str)]) -> Diagnostic {
        let edits = edits.iter().map(|(start, end, new)| Edit::new(Span::new(ID, *start, *end), *new));
        Diagnostic::warning(Code::Dash, None, "").fix(edits)
    }

    #[test]
    fn the_first_of_those_that_touch_counts() {
        let list = [fix(&[(1, 2, "B"), (4, 5, "E")]), fix(&[(2, 3, "x")]), fix(&[(6, 6, "!")])];
        let fixed = apply(ID, "abcdef", &list).unwrap();
        assert_eq!((fixed.text.as_str(), fixed.codes.len()), ("aBcdEf!", 2));
    }

    #[test]
    fn places_that_are_none_change_nothing() {
        assert_eq!(apply(ID, "中", &[fix(&[(1, 2, "x")]), fix(&[(0, 9, "x")])]), None);
        assert_eq!(apply(SourceId(1), "abc", &[fix(&[(0, 1, "x")])]), None);
        assert_eq!(apply(ID, "abc", &[fix(&[])]), None);
    }
}

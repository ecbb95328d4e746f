//! What is wrong with the entries themselves: incomplete ones, twins, broken
//! identifiers, entries that nothing cites. Told only where it is asked for.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::References;
use super::gbt7714::identifier;
use super::library::Library;
use super::record::{Field, Kind, Record, Role};
use super::style::Engine;
use crate::diag::{Code, Diagnostic, Sink, SourceId, message};

/// Tells what is wrong with the works of a list, and which works are not on it, as
/// far as it is asked for.
pub(super) fn report(references: &References, listed: &[usize], sink: &mut Sink) {
    let References { library, style, examined } = references;
    let records = library.records();
    for at in listed {
        // Other styles have no list of what every entry needs.
        if let (Engine::Gb(rules), true) = (&style.0, examined.contains(&Code::IncompleteEntry)) {
            let wants_author = rules.system == super::gbt7714::System::AuthorDate;
            incomplete(&records[*at], wants_author, sink);
        }
        if examined.contains(&Code::Identifier) {
            identifiers(&records[*at], sink);
        }
    }
    if examined.contains(&Code::SimilarEntries) {
        twins(library, listed, sink);
    }
    if examined.contains(&Code::UncitedEntry) {
        uncited(library, listed, sink);
    }
}

/// What the standard asks of a type (必备, GB/T 7714—2025 §8 tables).
fn incomplete(record: &Record, wants_author: bool, sink: &mut Sink) {
    let has = |field: Field| record.has(field);
    let mut missing: Vec<&str> = Vec::new();
    let mut want = |there: bool, what: &'static str| {
        if !there {
            missing.push(what);
        }
    };
    want(has(Field::Title), "a title");
    let is_dated = record.issued.is_some();
    match record.kind {
        Kind::Book | Kind::Proceedings | Kind::Compilation | Kind::Chapter | Kind::Thesis | Kind::Map => {
            want(!matches!(record.kind, Kind::Chapter) || has(Field::Container), "the book that it stands in");
            want(has(Field::Place), "a place (address)");
            want(has(Field::Publisher), if record.kind == Kind::Thesis { "a school" } else { "a publisher" });
            want(is_dated, "a year");
        }
        Kind::ConferencePaper => {
            want(has(Field::Container) || has(Field::Event), "a conference (booktitle)");
            want(is_dated, "a year");
        }
        Kind::Article => {
            want(has(Field::Container), "a journal");
            want(is_dated, "a year");
        }
        Kind::Newspaper => {
            want(has(Field::Container), "a newspaper (journal)");
            want(is_dated, "a date");
        }
        Kind::Report => want(is_dated, "a date"),
        Kind::Standard => want(has(Field::Number), "a number (number)"),
        Kind::Patent => {
            want(has(Field::Number), "a number (number)");
            want(is_dated, "a date");
        }
        Kind::Web | Kind::Dataset | Kind::Preprint => {
            want(has(Field::Url) || has(Field::Doi), "an address (url)");
            want(record.accessed.is_some(), "the day of access (urldate)");
        }
        Kind::Archive => want(has(Field::Publisher), "the archive (institution)"),
        Kind::Periodical | Kind::Database | Kind::Software | Kind::Other => {}
    }
    let names_nobody = record.names(Role::Author).is_none() && record.names(Role::Editor).is_none();
    if names_nobody && wants_author {
        missing.push("an author");
    }
    if !missing.is_empty() {
        let message = message!("the entry “{key}” lacks {missing}", key = record.key.value, missing);
        sink.warn(Code::IncompleteEntry, record.key.span, message);
    }
}

/// A DOI is `10.`, a prefix of digits, a slash and a name (ISO 26324 §4).
fn identifiers(record: &Record, sink: &mut Sink) {
    let Some(doi) = record.fields.get(&Field::Doi) else { return };
    let text = identifier(&doi.value);
    let parts = text.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    let good = parts.is_some_and(|(prefix, name)| {
        prefix.len() >= 4
            && prefix.chars().all(|ch| ch.is_ascii_digit() || ch == '.')
            && !name.is_empty()
            && !name.contains(char::is_whitespace)
    });
    if !good {
        let diagnostic =
            Diagnostic::warning(Code::Identifier, doi.span, message!("“{doi}” is not a valid DOI", doi = doi.value));
        sink.push(diagnostic.hint("begin a DOI with 10. and a number, then a slash: 10.1038/s41586-025-09422-z"));
    }
}

/// Two works of the list with one DOI, or one title and year.
fn twins(library: &Library, listed: &[usize], sink: &mut Sink) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for at in listed {
        let record = &library.records()[*at];
        let bare = |text: &str| text.to_lowercase().chars().filter(|ch| ch.is_alphanumeric()).collect::<String>();
        let title = format!(
            "{}|{}|{}|{}",
            bare(record.text(Field::Title)),
            bare(record.text(Field::Volume)),
            bare(record.text(Field::Container)),
            record.year()
        );
        let doi = identifier(record.text(Field::Doi)).to_lowercase();
        let keys = [(!doi.is_empty()).then(|| format!("doi:{doi}")), record.has(Field::Title).then_some(title)];
        for key in keys.into_iter().flatten() {
            let first = seen.entry(key).or_insert(&record.key.value);
            if *first != record.key.value {
                let message =
                    message!("the entries “{first}” and “{key}” look the same", first, key = record.key.value);
                let diagnostic = Diagnostic::warning(Code::SimilarEntries, record.key.span, message);
                sink.push(diagnostic.hint("cite one of them everywhere"));
                break;
            }
        }
    }
}

/// How many names a diagnostic lists.
const NAMED: usize = 5;

/// One diagnostic a file for the works that nothing cites.
fn uncited(library: &Library, listed: &[usize], sink: &mut Sink) {
    let listed: HashSet<usize> = listed.iter().copied().collect();
    let mut files: BTreeMap<SourceId, Vec<&Record>> = BTreeMap::new();
    for (at, record) in library.records().iter().enumerate() {
        if !listed.contains(&at) {
            files.entry(record.span.source).or_default().push(record);
        }
    }
    for records in files.into_values() {
        let names: Vec<String> = records.iter().take(NAMED).map(|record| format!("“{}”", record.key.value)).collect();
        let message = match records.len().saturating_sub(NAMED) {
            0 => message!("nothing cites {names}", names),
            count => message!("nothing cites {names} and {count} more", names, count),
        };
        let diagnostic = Diagnostic::note(Code::UncitedEntry, records[0].key.span, message);
        sink.push(diagnostic.hint("write nocite: \"@*\" in the front matter to list them all the same"));
    }
}

#[cfg(test)]
mod tests {
    use crate::cite::{Library, References, SourceText};
    use crate::diag::{Code, Sink, SourceId, Span, Spanned};
    use crate::model::Lang;

    #[test]
    fn entries_are_examined_where_it_is_asked_for() {
        let text = "@book{a, title={甲}, author={张三}, doi={https://doi.org/xyz}}
            @book{b, title={乙}, address={京}, publisher={社}, year=2020, doi={10.1000/1}}
            @book{c, title={乙}, address={京}, publisher={社}, year=2020}
            @online{d, title={丙}, url={https://x.org}}
            @book{e, title={丁}}";
        let mut sink = Sink::new();
        let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text }], &mut sink);
        let references = References { library, examined: Code::ALL.iter().copied().collect(), ..References::default() };
        let span = Span::new(SourceId(1), 0, 0);
        let nocite: Vec<_> = ["a", "b", "c", "d"].iter().map(|key| Spanned::new((*key).to_owned(), span)).collect();
        crate::cite::format(&[], &nocite, &references, &Lang::chinese(), &mut sink);
        let told = sink.into_sorted();
        let count = |code: Code| told.iter().filter(|diagnostic| diagnostic.code == code).count();
        assert_eq!(count(Code::IncompleteEntry), 2, "{told:#?}");
        assert_eq!((count(Code::Identifier), count(Code::SimilarEntries), count(Code::UncitedEntry)), (1, 1, 1));
    }
}

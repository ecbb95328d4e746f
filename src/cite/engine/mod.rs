//! Citation styles of CSL 1.0 through hayagriva.
//!
//! The engine knows one language a run: it runs once in the language of the
//! document and, where works in the other kind of language are listed, once more
//! in English or Chinese; each entry is taken from the run of its own language.
//! What it gets wrong is put right by the passes of [`rendered`].

mod macros;
mod rendered;
mod work;

use std::collections::{HashMap, HashSet};

use citationberg::taxonomy::Locator as CslLocator;
use citationberg::{IndependentStyle, Locale, LocaleCode, StyleClass};
use hayagriva::archive::ArchivedStyle;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChildren, LocatorPayload,
    SpecificLocator,
};

use super::library::Library;
use super::locator;
use super::record::Record;
use super::{Cited, Entry, Formatted, Fragment, Request, Target, undefined};
use crate::model::Lang;
use rendered::{citation, flatten, repaired};

/// The largest CSL file that is read, in bytes.
const MAX_BYTES: usize = 4 << 20;

/// A style of CSL 1.0.
#[derive(Debug)]
pub(super) struct Csl {
    style: IndependentStyle,
}

impl Csl {
    /// The style of a name in hayagriva's archive.
    pub(super) fn archived(name: &str) -> Option<Self> {
        match ArchivedStyle::by_name(name)?.get() {
            citationberg::Style::Independent(style) => Some(Self { style }),
            citationberg::Style::Dependent(_) => None,
        }
    }

    /// The names of the archive, each style once.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        let independent = |style: &&ArchivedStyle| matches!(style.get(), citationberg::Style::Independent(_));
        ArchivedStyle::all().iter().filter(independent).filter_map(|style| style.names().first().copied())
    }

    /// Reads a CSL file.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if text.len() > MAX_BYTES {
            return Err(format!("is larger than {} MB", MAX_BYTES >> 20));
        }
        if depth(text) > 200 {
            return Err("is nested too deeply".to_owned());
        }
        if !macros::are_bounded(text) {
            return Err("has macros that call each other without end".to_owned());
        }
        if text.contains("1.1mlz1") || text.contains("<layout locale=") {
            return Err("is written in CSL-M, of which fuzi reads only what is CSL 1.0".to_owned());
        }
        match citationberg::Style::from_xml(text) {
            Ok(citationberg::Style::Independent(style)) => Ok(Self { style }),
            Ok(citationberg::Style::Dependent(style)) => {
                let parent = style.parent_link.href;
                Err(format!("only names another style, {parent}; use that one"))
            }
            Err(error) => Err(format!("is no style of CSL 1.0: {error}")),
        }
    }

    /// Whether it is a version of GB/T 7714.
    fn is_gb(&self) -> bool {
        self.style.info.id.contains("7714")
    }

    /// Whether citations are by author and year.
    fn is_author_date(&self) -> bool {
        use citationberg::{CitationFormat, StyleCategory};
        let by_year = |category: &StyleCategory| {
            matches!(category, StyleCategory::CitationFormat { format: CitationFormat::AuthorDate })
        };
        self.style.info.category.iter().any(by_year)
    }

    /// Whether citations are footnotes.
    pub(super) fn has_notes(&self) -> bool {
        self.style.settings.class == StyleClass::Note
    }
}

/// How deep elements stand in elements.
fn depth(text: &str) -> usize {
    let (mut depth, mut most) = (0usize, 0);
    for (at, _) in text.match_indices('<') {
        match text.as_bytes().get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'?' | b'!') | None => {}
            Some(_) => {
                let end = text[at..].find('>').map_or(text.len(), |end| at + end);
                if !text[..end].ends_with('/') {
                    depth += 1;
                    most = most.max(depth);
                }
            }
        }
    }
    most
}

/// Places by key.
type Index<'a> = HashMap<&'a str, usize>;

/// One run of the engine: the citations, and the entries by their keys.
struct Run {
    citations: Vec<Vec<Fragment>>,
    entries: Vec<(String, Option<String>, Vec<Fragment>)>,
}

/// Formats the citations and the list of `listed` works.
pub(super) fn format(
    csl: &Csl,
    requests: &[Request<'_>],
    listed: &[usize],
    library: &Library,
    lang: &Lang,
) -> Formatted {
    let records: Vec<&Record> = listed.iter().map(|at| &library.records()[*at]).collect();
    let works: Vec<hayagriva::Entry> = records.iter().map(|record| work::work(record)).collect();
    let index: Index<'_> = records.iter().enumerate().map(|(at, record)| (record.key.value.as_str(), at)).collect();
    let is_chinese = |record: &&&Record| record.language.is_east_asian();
    let document_chinese = lang.is_east_asian();
    let chinese = records.iter().any(|record| is_chinese(&record));
    let western = records.iter().any(|record| !record.language.is_east_asian());
    let locales = hayagriva::archive::locales();
    let run = |tag: &str| run(csl, requests, &works, &index, tag, &locales);
    let needs_other = if document_chinese { western } else { chinese };
    let (own, other) = rayon::join(
        || run(if document_chinese { "zh-CN" } else { "en-US" }),
        || needs_other.then(|| run(if document_chinese { "en-US" } else { "zh-CN" })),
    );
    let of = |chinese: bool| match &other {
        Some(other) if chinese != document_chinese => other,
        _ => &own,
    };
    let places: Index<'_> = own.entries.iter().enumerate().map(|(at, (key, ..))| (key.as_str(), at)).collect();
    let citations = requests.iter().enumerate().map(|(at, request)| {
        let first = request.cite.items.iter().find_map(|item| index.get(item.key.value.as_str()));
        let chinese = first.map_or(document_chinese, |first| records[*first].language.is_east_asian());
        let place = |fragment: &Fragment| match &fragment.target {
            Some(Target::Entry(work)) => {
                let entry = places.get(records[*work].key.value.as_str());
                Fragment { target: entry.map(|at| Target::Entry(*at)), ..fragment.clone() }
            }
            _ => fragment.clone(),
        };
        let mut fragments: Vec<Fragment> = of(chinese).citations[at].iter().map(place).collect();
        for item in request.cite.items.iter().filter(|item| !index.contains_key(item.key.value.as_str())) {
            fragments.push(undefined(&item.key.value));
        }
        Cited { fragments, note: csl.has_notes() }
    });
    let citations = citations.collect();
    let other_places: Index<'_> =
        other.iter().flat_map(|run| run.entries.iter().enumerate()).map(|(at, (key, ..))| (key.as_str(), at)).collect();
    let mut first: Index<'_> = Index::new();
    for (at, request) in requests.iter().enumerate() {
        request.cite.items.iter().for_each(|item| {
            first.entry(&item.key.value).or_insert(at);
        });
    }
    let entries = own.entries.iter().map(|(key, label, fragments)| {
        let record = records[index[key.as_str()]];
        let is_other = other.is_some() && record.language.is_east_asian() != document_chinese;
        let place = other_places.get(key.as_str()).filter(|_| is_other);
        let found = place.and_then(|at| other.as_ref()?.entries.get(*at));
        Entry {
            key: key.clone(),
            label: label.clone(),
            fragments: found.map_or(fragments, |(.., fragments)| fragments).clone(),
            span: record.span,
            first: first.get(key.as_str()).copied(),
        }
    });
    Formatted { citations, entries: entries.collect() }
}

fn run(
    csl: &Csl,
    requests: &[Request<'_>],
    works: &[hayagriva::Entry],
    index: &Index<'_>,
    tag: &str,
    locales: &[Locale],
) -> Run {
    let locale = Some(LocaleCode(tag.to_owned()));
    let locators: Vec<Vec<String>> = requests
        .iter()
        .map(|request| {
            let text = |suffix: &str| {
                let locator = locator::parse(suffix);
                if locator.pages.is_empty() { locator.other } else { locator.pages }
            };
            request.cite.items.iter().map(|item| text(&item.suffix)).collect()
        })
        .collect();
    let mut driver = BibliographyDriver::new();
    let mut known = vec![false; requests.len()];
    for (at, request) in requests.iter().enumerate() {
        let items = request.cite.items.iter().zip(&locators[at]).filter_map(|(item, locator)| {
            let work = &works[*index.get(item.key.value.as_str())?];
            let kind =
                if locator::parse(&item.suffix).pages.is_empty() { CslLocator::Custom } else { CslLocator::Page };
            let locator = (!locator.is_empty()).then(|| SpecificLocator(kind, LocatorPayload::Str(locator)));
            let has_author = work.authors().is_some_and(|authors| !authors.is_empty());
            let purpose = match (request.cite.narrative, item.suppress_author) {
                (true, _) if has_author && !csl.has_notes() => Some(CitePurpose::Prose),
                (_, true) if csl.is_author_date() => Some(CitePurpose::Year),
                _ => None,
            };
            Some(CitationItem::new(work, locator, None, false, purpose))
        });
        let items: Vec<_> = items.collect();
        known[at] = !items.is_empty();
        if known[at] {
            driver.citation(CitationRequest::new(items, &csl.style, locale.clone(), locales, Some(at + 1)));
        }
    }
    // Works that are listed without being cited.
    let cited: HashSet<usize> = requests
        .iter()
        .flat_map(|request| &request.cite.items)
        .filter_map(|item| index.get(item.key.value.as_str()).copied())
        .collect();
    let rest = works.iter().enumerate().filter(|(at, _)| !cited.contains(at)).map(|(_, work)| work);
    let hidden = rest.map(|work| CitationItem::new(work, None, None, true, None)).collect::<Vec<_>>();
    if !hidden.is_empty() {
        driver.citation(CitationRequest::new(hidden, &csl.style, locale.clone(), locales, None));
    }
    let rendered = driver.finish(BibliographyRequest { style: &csl.style, locale, locale_files: locales });
    let mut made = rendered.citations.into_iter();
    let chinese = tag.starts_with("zh");
    let citations = requests.iter().zip(known).map(|(request, known)| {
        let mut fragments = Vec::new();
        if let Some(made) = made.next_if(known) {
            citation(&made.citation, request, index, &mut fragments);
            // The engine gives the bare year, without the brackets of the style.
            if csl.is_author_date() && request.cite.items.iter().all(|item| item.suppress_author) {
                fragments.insert(0, Fragment::plain("("));
                fragments.push(Fragment::plain(")"));
            }
        }
        if csl.is_gb() {
            // GB/T 7714—2015 §9.1.2: a hyphen joins numbers that follow each other.
            fragments.iter_mut().for_each(|fragment| fragment.text = fragment.text.replace('–', "-"));
        }
        repaired(fragments, chinese)
    });
    let citations = citations.collect();
    let items = rendered.bibliography.map(|list| list.items).unwrap_or_default();
    let entries = items.into_iter().map(|item| {
        let label = item.first_field.map(|field| {
            let mut label = Vec::new();
            flatten(&ElemChildren(vec![field]), None, &mut label);
            label.iter().map(|part| part.text.as_str()).collect::<String>()
        });
        let mut fragments = Vec::new();
        flatten(&item.content, None, &mut fragments);
        (item.key, label, repaired(fragments, chinese))
    });
    Run { citations, entries: entries.collect() }
}

/// An iterator that moves on only where it is told to.
trait NextIf: Iterator {
    fn next_if(&mut self, wanted: bool) -> Option<Self::Item> {
        if wanted { self.next() } else { None }
    }
}

impl<I: Iterator> NextIf for I {}

#[cfg(test)]
mod tests {
    use super::Csl;
    use crate::cite::{Library, Method, References, Request, SourceText};
    use crate::diag::{Sink, SourceId, Span, Spanned};
    use crate::model::Lang;
    use crate::model::document::{Cite, CiteItem};

    const BIB: &str = "@book{a, author={张三 and 李四}, title={甲}, edition={2}, address={京}, publisher={社}, year=2020}
        @article{b, author={Smith, John}, title={B}, journal={Nature}, year=2019, volume={1}, number={2}, pages={3--4}}
        @online{c, title={C}, url={https://x.org}, urldate={2024-01-02}}
        @standard{d, title={D}, number={GB/T 1—2020}} @misc{e, year={c1988}, volume={第1卷}, pages={x}, edition={新版}}";

    fn citations(method: Method) -> Vec<String> {
        let mut sink = Sink::new();
        let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text: BIB }], &mut sink);
        let references = References { library, method, check: false };
        let item = |key: &str, suffix: &str, suppress_author: bool| {
            let key = Spanned::new(key.to_owned(), Span::new(SourceId(1), 0, 0));
            CiteItem { key, prefix: String::new(), suffix: suffix.to_owned(), suppress_author }
        };
        let cite = |items: Vec<CiteItem>, narrative: bool| Cite { items, narrative, source: String::new() };
        let cites = [
            cite(vec![item("a", "第 3 页", false), item("b", "", false)], false),
            cite(vec![item("b", "", false)], true),
            cite(vec![item("c", "", false)], true),
            cite(vec![item("b", "", true)], false),
            cite(vec![item("d", "ch. 2", false), item("e", "", false), item("none", "", false)], false),
        ];
        let requests: Vec<Request<'_>> =
            cites.iter().map(|cite| Request { cite, span: Span::new(SourceId(1), 0, 0) }).collect();
        let made = crate::cite::format(&requests, &[], &references, &Lang::chinese(), &mut sink);
        let text = |cited: &crate::cite::Cited| cited.fragments.iter().map(|part| part.text.as_str()).collect();
        made.citations.iter().map(text).collect()
    }

    #[test]
    fn every_style_of_the_archive_formats() {
        for name in Csl::names() {
            let made = citations(Method::named(name).unwrap());
            assert!(made[4].contains("[none?]"), "{name}: {made:?}");
        }
    }

    #[test]
    fn what_stands_before_a_work_stays_there() {
        let mut sink = Sink::new();
        let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text: BIB }], &mut sink);
        let references = References { library, method: Method::named("apa").unwrap(), check: false };
        let item = |key: &str, prefix: &str| {
            let key = Spanned::new(key.to_owned(), Span::new(SourceId(1), 0, 0));
            CiteItem { key, prefix: prefix.to_owned(), suffix: String::new(), suppress_author: false }
        };
        let cite = Cite { items: vec![item("b", "见"), item("e", "see")], narrative: false, source: String::new() };
        let request = Request { cite: &cite, span: Span::new(SourceId(1), 0, 0) };
        let made = crate::cite::format(&[request], &[], &references, &Lang::chinese(), &mut sink);
        let parts = &made.citations[0].fragments;
        let text: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert!(text.starts_with('(') && text.contains("见Smith, 2019") && text.contains("see "), "{text}");
        assert_eq!(parts.iter().filter(|part| part.target.is_some()).count(), 2, "{parts:#?}");
    }

    #[test]
    fn authors_may_be_left_out() {
        let made = citations(Method::named("apa").unwrap());
        assert_eq!((made[1].as_str(), made[3].as_str()), ("Smith (2019)", "(2019)"));
    }

    #[test]
    fn what_is_no_style_is_refused() {
        assert!(Csl::read("<html/>").is_err() && Csl::read("").is_err() && Csl::read(&"<a>".repeat(9999)).is_err());
        let circle =
            "<style><macro name=\"a\"><text macro=\"b\"/></macro><macro name='b'><text macro='a'/></macro></style>";
        assert!(Csl::read(circle).unwrap_err().contains("macros"));
    }
}

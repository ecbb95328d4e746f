//! Citation styles of CSL 1.0 through hayagriva.
//!
//! The engine knows one language a run: it runs once in the language of the
//! document and, where works in the other kind of language are listed, once more
//! in English or Chinese; each entry is taken from the run of its own language.
//! Where a style lets it, each run has the works of its language alone ([`part`]).
//! What the engine gets wrong is put right by the passes of [`rendered`].

mod macros;
mod part;
mod prose;
mod rendered;
mod run;
mod style;
mod work;

use std::collections::HashMap;

use citationberg::IndependentStyle;

use super::library::Library;
use super::record::Record;
use super::{Cited, Entry, Formatted, Fragment, Request, Target, gbt7714, undefined};
use crate::model::Lang;
use part::{Part, cited};
pub(super) use prose::emphasised;
use run::{ListEntry, Run};
pub(super) use style::Csl;
use style::Habits;

/// Places by key.
type Index<'a> = HashMap<&'a str, usize>;

/// All that the runs of the engine are about.
struct Job<'a> {
    csl: &'a Csl,
    habits: Habits,
    requests: &'a [Request<'a>],
    /// The listed works, as the files have them and as the engine knows them.
    records: Vec<&'a Record>,
    works: Vec<hayagriva::Entry>,
    index: Index<'a>,
    /// Whether the document is in Chinese or its like.
    chinese: bool,
}

impl<'a> Job<'a> {
    fn new(csl: &'a Csl, requests: &'a [Request<'a>], listed: &[usize], library: &'a Library, lang: &Lang) -> Self {
        let records: Vec<&Record> = listed.iter().map(|at| &library.records()[*at]).collect();
        let index = records.iter().enumerate().map(|(at, record)| (record.key.value.as_str(), at)).collect();
        let works = records.iter().map(|record| work::work(record, csl)).collect();
        let chinese = lang.is_east_asian();
        Self { csl, habits: csl.habits(), requests, records, works, index, chinese }
    }

    /// Whether a citation is set as in Chinese: by the first work of it.
    fn is_chinese(&self, request: &Request<'_>) -> bool {
        let first = cited(request, &self.index).next();
        first.map_or(self.chinese, |first| self.records[first].language.is_east_asian())
    }
}

/// What the runs made.
struct Made {
    /// In the language of the document.
    own: Run,
    /// In the other one, where works are in it.
    other: Option<Run>,
    /// The keys of the list in their order.
    order: Vec<String>,
}

/// Formats the citations and the list of `listed` works.
pub(super) fn format(
    csl: &Csl,
    requests: &[Request<'_>],
    listed: &[usize],
    library: &Library,
    lang: &Lang,
) -> Formatted {
    formatted(&Job::new(csl, requests, listed, library, lang), listed, library)
}

fn formatted(job: &Job<'_>, listed: &[usize], library: &Library) -> Formatted {
    let made = if job.habits.is_separable { apart(job, listed, library) } else { together(job) };
    let entries = entries(job, &made);
    let places: Index<'_> = made.order.iter().enumerate().map(|(at, key)| (key.as_str(), at)).collect();
    let citations = job.requests.iter().enumerate().map(|(at, request)| {
        let run = made.other.as_ref().filter(|_| job.is_chinese(request) != job.chinese).unwrap_or(&made.own);
        let mut fragments: Vec<Fragment> = run.citations[at].iter().map(|part| placed(job, part, &places)).collect();
        for item in request.cite.items.iter().filter(|item| !job.index.contains_key(item.key.value.as_str())) {
            fragments.push(undefined(&item.key.value));
        }
        Cited { fragments, note: job.csl.has_notes() }
    });
    Formatted { citations: citations.collect(), entries }
}

/// Both runs with all works: their texts depend on each other.
fn together(job: &Job<'_>) -> Made {
    let run = |chinese| run::run(job, &job.csl.style, &Part::whole(job), chinese);
    let (own, other) = rayon::join(|| run(job.chinese), || has_other(job).then(|| run(!job.chinese)));
    let order = own.entries.iter().map(|(key, _)| key.clone()).collect();
    Made { own, other, order }
}

/// Each run with the works of its language; the order is found by itself.
fn apart(job: &Job<'_>, listed: &[usize], library: &Library) -> Made {
    let style: IndependentStyle = job.csl.unsorted();
    let run = |chinese| run::run(job, &style, &Part::of_language(job, chinese), chinese);
    let order = || {
        let hint = gbt7714::roughly_ordered(listed, library);
        let at: HashMap<usize, usize> = listed.iter().enumerate().map(|(at, work)| (*work, at)).collect();
        run::order(job, &hint.iter().map(|work| at[work]).collect::<Vec<_>>(), job.chinese)
    };
    let ((own, other), order) =
        rayon::join(|| rayon::join(|| run(job.chinese), || has_other(job).then(|| run(!job.chinese))), order);
    Made { own, other, order }
}

/// Whether works are listed in the other kind of language than the document's.
fn has_other(job: &Job<'_>) -> bool {
    job.records.iter().any(|record| record.language.is_east_asian() != job.chinese)
}

/// The list, each entry in its own language.
fn entries(job: &Job<'_>, made: &Made) -> Vec<Entry> {
    let by_key = |run: &Run| -> HashMap<String, ListEntry> { run.entries.iter().cloned().collect() };
    let (own, other) = (by_key(&made.own), made.other.as_ref().map(by_key));
    let mut first: Index<'_> = Index::new();
    for (at, request) in job.requests.iter().enumerate() {
        request.cite.items.iter().for_each(|item| {
            first.entry(&item.key.value).or_insert(at);
        });
    }
    let entry = |key: &String| {
        let record = job.records[job.index[key.as_str()]];
        let is_other = record.language.is_east_asian() != job.chinese;
        let found = other.as_ref().filter(|_| is_other).and_then(|other| other.get(key));
        let own = own.get(key);
        Entry {
            key: key.clone(),
            // Numbers are those of the document.
            label: own.or(found).and_then(|entry| entry.label.clone()),
            fragments: found.or(own).map(|entry| entry.fragments.clone()).unwrap_or_default(),
            span: record.span,
            first: first.get(key.as_str()).copied(),
        }
    };
    made.order.iter().map(entry).collect()
}

/// A part of a citation that leads to the place of its work in the list.
fn placed(job: &Job<'_>, part: &Fragment, places: &Index<'_>) -> Fragment {
    let target = match &part.target {
        Some(Target::Entry(work)) => {
            places.get(job.records[*work].key.value.as_str()).map(|place| Target::Entry(*place))
        }
        other => other.clone(),
    };
    Fragment { target, ..part.clone() }
}

#[cfg(test)]
mod tests {
    use super::{Csl, Habits, Job, formatted};
    use crate::cite::{CitationStyle, Library, References, Request, SourceText};
    use crate::diag::{Sink, SourceId, Span, Spanned};
    use crate::model::Lang;
    use crate::model::document::{Cite, CiteItem};

    const BIB: &str = "@book{a, author={张三 and 李四}, title={甲}, edition={2}, address={京}, publisher={社}, year=2020}
        @article{b, author={Smith, John}, title={B}, journal={Nature}, year=2019, volume={1}, number={2}, pages={3--4}}
        @online{c, title={C}, url={https://x.org}, urldate={2024-01-02}}
        @standard{d, title={D}, number={GB/T 1—2020}} @misc{e, year={c1988}, volume={第1卷}, pages={x}, edition={新版}}";

    fn citations(style: CitationStyle) -> Vec<String> {
        let mut sink = Sink::new();
        let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text: BIB }], &mut sink);
        let references = References { library, style, ..References::default() };
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
            let made = citations(CitationStyle::named(name).unwrap());
            assert!(made[4].contains("[none?]"), "{name}: {made:?}");
        }
    }

    #[test]
    fn works_format_alike_apart_and_together() {
        const ALIKE: &str = "@book{a, author={张三 and 李四}, title={甲}, publisher={社}, year=2020}
            @article{b, author={Smith, John}, title={B}, journal={Nature}, year=2019, volume={1}, pages={3--4}}
            @book{k, author={Zhu, X. and Doe, A.}, title={K}, publisher={P}, year=2001}
            @article{g, author={Smith, John and Doe, A.}, title={G}, journal={J}, year=2019}
            @article{h, author={Smith, John and Doe, A.}, title={H}, journal={J}, year=2019}
            @book{i, author={Smith, John}, title={I}, langid={chinese}, year=2019}
            @book{j, author={张三 and 李四}, title={又}, publisher={社}, year=2020}";
        let mut sink = Sink::new();
        let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text: ALIKE }], &mut sink);
        let cites: Vec<Cite> = ["a g", "b", "j", "h i", "a", "b", "b", "i", "a", "a g"]
            .iter()
            .map(|keys| {
                let keys = keys.split(' ').map(|key| Spanned::new(key.to_owned(), Span::new(SourceId(1), 0, 0)));
                let (prefix, suffix) = (String::new(), String::new());
                let item =
                    |key| CiteItem { key, prefix: prefix.clone(), suffix: suffix.clone(), suppress_author: false };
                Cite { items: keys.map(item).collect(), narrative: false, source: String::new() }
            })
            .collect();
        let requests: Vec<Request<'_>> =
            cites.iter().map(|cite| Request { cite, span: Span::new(SourceId(1), 0, 0) }).collect();
        let listed: Vec<usize> = (0..library.records().len()).collect();
        let mut separable = 0;
        for name in Csl::names() {
            let csl = Csl::archived(name).unwrap();
            for lang in [Lang::chinese(), Lang::parse("en").unwrap()] {
                let mut job = Job::new(&csl, &requests, &listed, &library, &lang);
                separable += usize::from(job.habits.is_separable);
                let apart = formatted(&job, &listed, &library);
                job.habits = Habits::default();
                assert_eq!(apart, formatted(&job, &listed, &library), "{name}");
            }
        }
        assert!(separable > 20, "{separable}");
    }

    #[test]
    fn what_stands_before_a_work_stays_there() {
        let mut sink = Sink::new();
        let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text: BIB }], &mut sink);
        let references = References { library, style: CitationStyle::named("apa").unwrap(), ..References::default() };
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
        let made = citations(CitationStyle::named("apa").unwrap());
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

//! One run of the engine over a part of the works.

use std::collections::HashMap;
use std::sync::LazyLock;

use citationberg::taxonomy::Locator as CslLocator;
use citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChildren, LocatorPayload,
    Rendered, SpecificLocator,
};

use super::part::{Part, cited};
use super::rendered::{citation, flatten, repaired};
use super::{Job, prose, work};
use crate::cite::{Fragment, Request, locator};

/// What a run made: the citations, empty where another part has them, and the
/// entries by their keys, in the order of the list.
pub(super) struct Run {
    pub(super) citations: Vec<Vec<Fragment>>,
    pub(super) entries: Vec<(String, ListEntry)>,
}

/// An entry with what stands before it.
#[derive(Clone)]
pub(super) struct ListEntry {
    pub(super) label: Option<String>,
    pub(super) fragments: Vec<Fragment>,
}

/// A place in a work, as the engine is told it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Place {
    is_page: bool,
    text: String,
}

/// What a citation says: those that say the same have the same text.
#[derive(PartialEq, Eq, Hash)]
struct Said<'a> {
    narrative: bool,
    works: Vec<(usize, bool, &'a Place)>,
}

/// Runs the engine in the language of a tag.
pub(super) fn run(job: &Job<'_>, style: &IndependentStyle, part: &Part, chinese: bool) -> Run {
    let places: Vec<Vec<Place>> = job
        .requests
        .iter()
        .map(|request| request.cite.items.iter().map(|item| place(&item.suffix)).collect())
        .collect();
    let (locale, locales) = (tag(chinese), locales(chinese));
    let mut driver = BibliographyDriver::new();
    let mut given = 0;
    let mut before: HashMap<Said<'_>, [Option<usize>; 2]> = HashMap::new();
    let mut made_at: Vec<Option<usize>> = vec![None; job.requests.len()];
    for (at, request) in job.requests.iter().enumerate() {
        if !part.has_request(request, &job.index) {
            continue;
        }
        // The engine tells a work that is cited once apart in another way than one
        // that is cited again: what is said more than twice is given to it twice.
        let twice = before.entry(said(job, request, &places[at])).or_default();
        if let Some(same) = twice[1].filter(|_| job.habits.repeats) {
            made_at[at] = Some(same);
            continue;
        }
        let items = items(job, request, &places[at]);
        driver.citation(CitationRequest::new(items, style, Some(locale.clone()), locales, Some(at + 1)));
        *twice = [Some(given), twice[0]];
        made_at[at] = Some(given);
        given += 1;
    }
    let hidden = uncited(job, part);
    if !hidden.is_empty() {
        driver.citation(CitationRequest::new(hidden, style, Some(locale.clone()), locales, None));
    }
    let rendered = driver.finish(BibliographyRequest { style, locale: Some(locale), locale_files: locales });
    let text = |(request, made): (&Request<'_>, &Option<usize>)| {
        let made = made.and_then(|made| rendered.citations.get(made));
        made.map(|made| cite(job, request, &made.citation, chinese)).unwrap_or_default()
    };
    let citations = job.requests.iter().zip(&made_at).map(text).collect();
    Run { citations, entries: entries(job, rendered, chinese) }
}

/// The keys of all works in the order of the list.
pub(super) fn order(job: &Job<'_>, hint: &[usize], chinese: bool) -> Vec<String> {
    let style = job.csl.order_only();
    let (locale, locales) = (tag(chinese), locales(chinese));
    let mut driver = BibliographyDriver::new();
    // The engine renders the keys of two works whenever it compares them: what
    // comes in nearly the right order is compared least.
    let items = hint.iter().map(|at| CitationItem::new(&job.works[*at], None, None, true, None)).collect();
    driver.citation(CitationRequest::new(items, &style, Some(locale.clone()), locales, None));
    let rendered = driver.finish(BibliographyRequest { style: &style, locale: Some(locale), locale_files: locales });
    rendered.bibliography.into_iter().flat_map(|list| list.items).map(|item| item.key).collect()
}

fn tag(chinese: bool) -> LocaleCode {
    LocaleCode(if chinese { "zh-CN" } else { "en-US" }.to_owned())
}

fn place(suffix: &str) -> Place {
    let locator = locator::parse(suffix);
    let is_page = !locator.pages.is_empty();
    let text = match (locator.pages, locator.other) {
        (pages, other) if other.is_empty() => pages,
        (pages, other) if pages.is_empty() => other,
        // The engine sets no word before what is more than pages.
        _ => return Place { is_page: false, text: suffix.trim().replace("--", "–").replace('-', "–") },
    };
    Place { is_page, text }
}

fn said<'a>(job: &Job<'_>, request: &Request<'_>, places: &'a [Place]) -> Said<'a> {
    let work = |key: &str| job.index.get(key).copied();
    let works = request
        .cite
        .items
        .iter()
        .zip(places)
        .filter_map(|(item, place)| Some((work(&item.key.value)?, item.suppress_author, place)));
    Said { narrative: request.cite.narrative, works: works.collect() }
}

/// The works of a citation as the engine takes them.
fn items<'a>(job: &'a Job<'_>, request: &Request<'_>, places: &'a [Place]) -> Vec<CitationItem<'a, hayagriva::Entry>> {
    let items = request.cite.items.iter().zip(places).filter_map(|(item, place)| {
        let work = &job.works[*job.index.get(item.key.value.as_str())?];
        let kind = if place.is_page { CslLocator::Page } else { CslLocator::Custom };
        let locator = (!place.text.is_empty()).then(|| SpecificLocator(kind, LocatorPayload::Str(&place.text)));
        let has_author = work.authors().is_some_and(|authors| !authors.is_empty());
        let purpose = match (request.cite.narrative, item.suppress_author) {
            (true, _) if has_author && !job.csl.has_notes() && !job.csl.is_numeric() => Some(CitePurpose::Prose),
            (_, true) if job.csl.is_author_date() => Some(CitePurpose::Year),
            _ => None,
        };
        Some(CitationItem::new(work, locator, None, false, purpose))
    });
    items.collect()
}

/// The works of a part that are listed without being cited.
fn uncited<'a>(job: &'a Job<'_>, part: &Part) -> Vec<CitationItem<'a, hayagriva::Entry>> {
    let mut seen = vec![false; job.works.len()];
    job.requests.iter().flat_map(|request| cited(request, &job.index)).for_each(|at| seen[at] = true);
    let rest = job.works.iter().enumerate().filter(|(at, _)| !seen[*at] && part.has(*at));
    rest.map(|(_, work)| CitationItem::new(work, None, None, true, None)).collect()
}

/// The text of a citation.
fn cite(job: &Job<'_>, request: &Request<'_>, made: &ElemChildren, chinese: bool) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    citation(made, request, &job.index, &mut fragments);
    // The engine gives the bare year, without the brackets of the style.
    if job.csl.is_author_date() && request.cite.items.iter().all(|item| item.suppress_author) {
        fragments.insert(0, Fragment::plain("("));
        fragments.push(Fragment::plain(")"));
    }
    if job.csl.is_gb() {
        // GB/T 7714—2015 §9.1.2: a hyphen joins numbers that follow each other.
        fragments.iter_mut().for_each(|fragment| fragment.text = fragment.text.replace('–', "-"));
    }
    if request.cite.narrative && job.csl.is_numeric() {
        let at = cited(request, &job.index).next();
        fragments = at.map(|at| prose::named(job.records[at], &fragments)).unwrap_or(fragments);
    }
    repaired(prose::emphasised(fragments, request), chinese)
}

fn entries(job: &Job<'_>, rendered: Rendered, chinese: bool) -> Vec<(String, ListEntry)> {
    let items = rendered.bibliography.map(|list| list.items).unwrap_or_default();
    let entry = |item: hayagriva::BibliographyItem| {
        let label = item.first_field.map(|field| {
            let mut label = Vec::new();
            flatten(&ElemChildren(vec![field]), None, &mut label);
            label.iter().map(|part| part.text.as_str()).collect::<String>()
        });
        let mut fragments = Vec::new();
        flatten(&item.content, None, &mut fragments);
        let mut fragments = repaired(fragments, chinese);
        if let Some(at) = job.index.get(item.key.as_str()) {
            work::join_school(job.records[*at], job.csl, &mut fragments);
        }
        (item.key, ListEntry { label, fragments })
    };
    items.into_iter().map(entry).collect()
}

/// The locales that runs look words up in: for English, and for Chinese, which
/// falls back on English. They are unpacked once.
pub(super) fn locales(chinese: bool) -> &'static [Locale] {
    static SHARED: LazyLock<[Vec<Locale>; 2]> = LazyLock::new(|| {
        let all = hayagriva::archive::locales();
        let of = |tags: &[&str]| {
            let code = |locale: &Locale| locale.lang.as_ref().map_or(String::new(), |code| code.0.clone());
            all.iter().filter(|locale| tags.iter().any(|tag| code(locale).starts_with(tag))).cloned().collect()
        };
        [of(&["en"]), of(&["zh", "en"])]
    });
    &SHARED[usize::from(chinese)]
}

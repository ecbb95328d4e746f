//! The text of citations (GB/T 7714—2025 §9, GB/T 7714—2015 §9).

use std::collections::HashMap;

use super::entry::{self, Wish, creators};
use super::words::{self, Words};
use super::{Edition, Rules, System, names};
use crate::cite::library::Library;
use crate::cite::locator::{self, Locator};
use crate::cite::record::{Field, Record};
use crate::cite::{Cited, Fragment, Request, undefined};
use crate::model::document::CiteItem;
use crate::model::resolved::Marks;
use crate::model::{Lang, Mark};

/// The list that citations lead to.
pub(super) struct List<'a> {
    rules: Rules,
    library: &'a Library,
    letters: &'a [String],
    /// The place in the list of each work.
    places: HashMap<usize, usize>,
    /// The signs of the text around the citations.
    words: Words,
    east_asian: bool,
}

impl<'a> List<'a> {
    pub(super) fn new(rules: Rules, order: &[usize], letters: &'a [String], library: &'a Library, lang: &Lang) -> Self {
        let language = crate::cite::language::Language::of_tag(&lang.tag()).unwrap_or_default();
        let places = order.iter().enumerate().map(|(at, record)| (*record, at)).collect();
        let east_asian = language.is_east_asian();
        Self { rules, library, letters, places, words: words::of(rules.edition, language), east_asian }
    }

    /// For each entry the first request that cites it.
    pub(super) fn first_citations(&self, requests: &[Request<'_>]) -> Vec<Option<usize>> {
        let mut first = vec![None; self.places.len()];
        for (at, request) in requests.iter().enumerate() {
            for (place, _) in request.cite.items.iter().filter_map(|item| self.find(item)) {
                first[place].get_or_insert(at);
            }
        }
        first
    }

    pub(super) fn citations(&self, requests: &[Request<'_>]) -> Vec<Cited> {
        match self.rules.system {
            System::Numeric => requests.iter().map(|request| self.numbers(request)).collect(),
            System::AuthorDate => requests.iter().map(|request| self.author_date(request)).collect(),
            System::Note => self.notes(requests),
        }
    }

    fn find(&self, item: &CiteItem) -> Option<(usize, &'a Record)> {
        let at = self.library.get(&item.key.value)?;
        Some((*self.places.get(&at)?, &self.library.records()[at]))
    }

    /// Numbers, raised. In the sentence the author stands before the number; one
    /// without an author is 文献[1] in line, and so is `[-@key]`.
    fn numbers(&self, request: &Request<'_>) -> Cited {
        let cite = request.cite;
        let mut fragments = Vec::new();
        let single = cite.items.first().filter(|_| cite.items.len() == 1);
        let mut raised = !single.is_some_and(|item| item.suppress_author);
        if cite.narrative
            && let Some((_, record)) = single.and_then(|item| self.find(item))
        {
            let words = words::of(self.rules.edition, record.language);
            let name = creators(record).map(|names| names::cited(names, &words, record.language));
            raised = name.is_some();
            let name = name.unwrap_or_else(|| if self.east_asian { "文献" } else { "Ref. " }.to_owned());
            fragments.push(Fragment::plain(name));
        }
        let mut run: Vec<usize> = Vec::new();
        for item in &cite.items {
            let Some((place, _)) = self.find(item) else {
                self.bracket(&mut run, &mut fragments, raised);
                fragments.push(undefined(&item.key.value));
                continue;
            };
            if !item.prefix.is_empty() {
                self.bracket(&mut run, &mut fragments, raised);
                fragments.push(Fragment::plain(item.prefix.as_str()));
            }
            run.push(place);
            let locator = locator::parse(&item.suffix);
            if locator != Locator::default() {
                self.bracket(&mut run, &mut fragments, raised);
                // The pages stand outside of the bracket (2025 §9.1.3).
                let is_apart = !locator.pages.is_empty() && locator.other.starts_with(|c: char| c.is_ascii());
                let gap = if is_apart { " " } else { "" };
                fragments.push(marked(&Fragment::plain(format!("{}{gap}{}", locator.pages, locator.other)), raised));
            }
        }
        self.bracket(&mut run, &mut fragments, raised);
        Cited { fragments, note: false }
    }

    /// `[1-3,7]`: numbers in order, those that follow each other joined by a
    /// hyphen (2025 §9.1.1, 2015 §9.1.2).
    fn bracket(&self, run: &mut Vec<usize>, out: &mut Vec<Fragment>, raised: bool) {
        let mut places = std::mem::take(run);
        if places.is_empty() {
            return;
        }
        places.sort_unstable();
        places.dedup();
        let mut parts = vec![Fragment::plain("[")];
        let mut at = 0;
        while at < places.len() {
            let last = (at..places.len()).take_while(|next| places[*next] == places[at] + (next - at)).last();
            let last = last.unwrap_or(at);
            if at > 0 {
                parts.push(Fragment::plain(","));
            }
            parts.push(number(places[at]));
            if last > at {
                parts.push(Fragment::plain("-"));
                parts.push(number(places[last]));
            }
            at = last + 1;
        }
        parts.push(Fragment::plain("]"));
        out.extend(parts.iter().map(|part| marked(part, raised)));
    }

    /// （张三，2024）; in the sentence 张三（2024）; pages raised behind the bracket
    /// (2025 §9.2, 2015 §9.2).
    fn author_date(&self, request: &Request<'_>) -> Cited {
        let cite = request.cite;
        // Half-width brackets want a blank before them in Latin text.
        let (open, close, between) = match (self.rules.edition, self.east_asian) {
            (Edition::Of2025, true) => ("（", "）", "；"),
            (Edition::Of2015, true) => ("(", ")", "; "),
            (_, false) => ("(", ")", "; "),
        };
        let mut fragments = Vec::new();
        let mut pages = String::new();
        if cite.narrative
            && let Some((place, record)) = cite.items.first().and_then(|item| self.find(item))
        {
            fragments.push(Fragment::to_entry(self.name(record), place));
            if self.year(record, place).is_empty() {
                return Cited { fragments, note: false };
            }
            if !self.east_asian {
                fragments.push(Fragment::plain(" "));
            }
        }
        fragments.push(Fragment::plain(open));
        for (at, item) in cite.items.iter().enumerate() {
            if at > 0 {
                fragments.push(Fragment::plain(between));
            }
            if !item.prefix.is_empty() {
                let gap = if item.prefix.is_ascii() { " " } else { "" };
                fragments.push(Fragment::plain(format!("{}{gap}", item.prefix)));
            }
            let Some((place, record)) = self.find(item) else {
                fragments.push(undefined(&item.key.value));
                continue;
            };
            let without = item.suppress_author || cite.narrative;
            fragments.push(Fragment::to_entry(self.name_and_year(record, place, without), place));
            let locator = locator::parse(&item.suffix);
            if !locator.pages.is_empty() && cite.items.len() == 1 {
                pages = locator.pages;
            } else if !locator.pages.is_empty() {
                fragments.push(Fragment::plain(format!("{}{}", self.words.colon, locator.pages)));
            }
            if !locator.other.is_empty() {
                fragments.push(Fragment::plain(format!("{}{}", self.words.comma, locator.other)));
            }
        }
        fragments.push(Fragment::plain(close));
        if !pages.is_empty() {
            fragments.push(marked(&Fragment::plain(pages), true));
        }
        Cited { fragments, note: false }
    }

    /// The author; for a standard of 2025 its number.
    fn name(&self, record: &Record) -> String {
        if let Some(number) = entry::number_first(record, self.rules.edition) {
            return number.to_owned();
        }
        let words = words::of(self.rules.edition, record.language);
        match creators(record) {
            Some(names) => names::cited(names, &words, record.language),
            None => words.anonymous.to_owned(),
        }
    }

    /// The year with its letter; none for a standard, whose number says it.
    fn year(&self, record: &Record, place: usize) -> String {
        let year = record.year();
        let is_numbered = entry::number_first(record, self.rules.edition).is_some();
        if year.is_empty() || is_numbered { String::new() } else { format!("{year}{}", self.letters[place]) }
    }

    fn name_and_year(&self, record: &Record, place: usize, without_name: bool) -> String {
        let year = self.year(record, place);
        match (without_name, year.is_empty()) {
            (true, false) => year,
            (_, true) => self.name(record),
            (false, false) => format!("{}{}{year}", self.name(record), self.words.comma),
        }
    }

    /// A note says all the first time, then author and title; 同上 right behind a
    /// note of the same work.
    fn notes(&self, requests: &[Request<'_>]) -> Vec<Cited> {
        let mut seen: Vec<bool> = vec![false; self.places.len()];
        let mut last: Option<usize> = None;
        let mut list = Vec::new();
        for request in requests {
            let mut fragments = Vec::new();
            for (at, item) in request.cite.items.iter().enumerate() {
                if at > 0 {
                    fragments.push(Fragment::plain(" "));
                }
                let Some((place, record)) = self.find(item) else {
                    last = None;
                    fragments.push(undefined(&item.key.value));
                    continue;
                };
                if !item.prefix.is_empty() {
                    let gap = if item.prefix.is_ascii() { " " } else { "" };
                    fragments.push(Fragment::plain(format!("{}{gap}", item.prefix)));
                }
                let locator = locator::parse(&item.suffix);
                fragments.extend(self.note(record, &locator, seen[place], last == Some(place)));
                seen[place] = true;
                last = (request.cite.items.len() == 1).then_some(place);
            }
            list.push(Cited { fragments, note: true });
        }
        list
    }

    fn note(&self, record: &Record, locator: &Locator, seen: bool, again: bool) -> Vec<Fragment> {
        let words = words::of(self.rules.edition, record.language);
        let mut fragments = if again {
            let pages =
                if locator.pages.is_empty() { String::new() } else { format!("{}{}", words.colon, locator.pages) };
            vec![Fragment::plain(format!("{}{pages}.", words.ibid))]
        } else {
            let short = seen && record.has(Field::Title);
            entry::fragments(record, self.rules, Wish { letter: "", pages: &locator.pages, short })
        };
        if !locator.other.is_empty() {
            if let Some(end) = fragments.last_mut() {
                end.text.truncate(end.text.trim_end_matches('.').len());
            }
            fragments.push(Fragment::plain(format!("{}{}.", words.comma, locator.other)));
        }
        fragments
    }
}

fn number(place: usize) -> Fragment {
    Fragment::to_entry((place + 1).to_string(), place)
}

fn marked(fragment: &Fragment, raised: bool) -> Fragment {
    let marks = if raised { fragment.marks.with(Mark::Superscript) } else { Marks::default() };
    Fragment { marks, ..fragment.clone() }
}

//! GB/T 7714 in its editions of 2015 and 2025: by numbers, by author and year,
//! in notes.
//!
//! Every entry is set in its own language: `words` has the punctuation and the
//! fixed words, `entry` says which parts each type has, `parts` sets them, `cited` the citations.

mod cited;
mod entry;
mod names;
mod order;
mod parts;
mod pinyin;
mod words;

pub(super) use entry::identifier;

#[cfg(test)]
use super::Fragment;
use super::library::Library;
use super::{Entry, Formatted, Request};
use crate::model::Lang;

/// An edition of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edition {
    /// GB/T 7714—2015.
    Of2015,
    /// GB/T 7714—2025, in force since 2026-07-01.
    Of2025,
}

/// How a citation leads to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    /// 顺序编码制: by the number of the entry.
    Numeric,
    /// 著者-出版年制: by author and year.
    AuthorDate,
    /// By a note that says all.
    Note,
}

/// An edition with one of its systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rules {
    pub(super) edition: Edition,
    pub(super) system: System,
}

/// Works nearly as a list by author and year has them.
pub(super) fn roughly_ordered(listed: &[usize], library: &Library) -> Vec<usize> {
    order::roughly(listed, library)
}

/// Formats the citations and the list of `listed` works.
pub(super) fn format(
    rules: Rules,
    requests: &[Request<'_>],
    listed: &[usize],
    library: &Library,
    lang: &Lang,
) -> Formatted {
    let order = match rules.system {
        System::Numeric | System::Note => listed.to_vec(),
        System::AuthorDate => order::by_author(listed, library, rules.edition),
    };
    let letters = match rules.system {
        System::AuthorDate => order::letters(&order, library),
        System::Numeric | System::Note => vec![String::new(); order.len()],
    };
    let list = cited::List::new(rules, &order, &letters, library, lang);
    let citations = list.citations(requests);
    let first = list.first_citations(requests);
    let entries = order.iter().enumerate().map(|(at, record)| {
        let record = &library.records()[*record];
        let wish = entry::Wish { letter: &letters[at], ..entry::Wish::default() };
        Entry {
            key: record.key.value.clone(),
            label: (rules.system == System::Numeric).then(|| format!("[{}]", at + 1)),
            fragments: entry::fragments(record, rules, wish),
            span: record.span,
            first: first[at],
        }
    });
    Formatted { citations, entries: entries.collect() }
}

/// The text of fragments, for tests and comparisons.
#[cfg(test)]
pub(super) fn plain(fragments: &[Fragment]) -> String {
    fragments.iter().map(|fragment| fragment.text.as_str()).collect()
}

#[cfg(test)]
mod tests;

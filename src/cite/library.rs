//! The works of all bibliography files of a document.

use std::collections::{HashMap, HashSet};

use super::record::Record;
use super::{Request, bibtex, structured};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Spanned, message};

/// A bibliography file.
#[derive(Debug, Clone, Copy)]
pub struct SourceText<'t> {
    /// Its id.
    pub id: SourceId,
    /// Its name, whose extension says what it is.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
}

/// Works by their keys.
#[derive(Debug, Default)]
pub struct Library {
    records: Vec<Record>,
    by_key: HashMap<String, usize>,
}

impl Library {
    /// Reads files in their order. Of two works with one key the first counts.
    #[must_use]
    pub fn read(files: &[SourceText<'_>], sink: &mut Sink) -> Self {
        let mut library = Self::default();
        for file in files {
            let text = file.text.trim_start_matches('\u{FEFF}');
            let is_bibtex = match file.name.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
                "bib" | "bibtex" => true,
                "json" | "yaml" | "yml" => false,
                _ => text.trim_start().starts_with(['@', '%']),
            };
            let records = if is_bibtex {
                bibtex::read(file.id, file.text, sink)
            } else {
                structured::read(file.id, file.text, sink)
            };
            records.into_iter().for_each(|record| library.add(record, sink));
        }
        library
    }

    fn add(&mut self, record: Record, sink: &mut Sink) {
        let key = record.key.value.clone();
        if key.is_empty() {
            let diagnostic = Diagnostic::warning(Code::Bibliography, record.key.span, "this entry has no key");
            return sink.push(diagnostic.hint("write @book{key, …}"));
        }
        if self.by_key.contains_key(&key) {
            let message = message!("the key “{key}” is given twice", key);
            let diagnostic = Diagnostic::warning(Code::Bibliography, record.key.span, message);
            return sink.push(diagnostic.hint("rename one of them; the first entry is used"));
        }
        self.by_key.insert(key, self.records.len());
        self.records.push(record);
    }

    /// Whether there are no works.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The keys, in the order of the files.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.records.iter().map(|record| record.key.value.as_str())
    }

    /// The place of a work.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// All works.
    pub(super) fn records(&self) -> &[Record] {
        &self.records
    }

    /// The works that are listed, in the order of their first citations, then
    /// those that are listed without being cited.
    pub(super) fn listed(&self, requests: &[Request<'_>], nocite: &[Spanned<String>]) -> Vec<usize> {
        let mut seen = HashSet::new();
        let cited =
            requests.iter().flat_map(|request| &request.cite.items).filter_map(|item| self.get(&item.key.value));
        let named = nocite.iter().filter_map(|key| self.get(&key.value));
        let all = nocite.iter().any(|key| key.value == "*");
        let rest = (0..self.records.len()).filter(|_| all);
        cited.chain(named).chain(rest).filter(|at| seen.insert(*at)).collect()
    }
}

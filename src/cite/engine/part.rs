//! Which works and citations a run of the engine is given.

use std::collections::HashSet;

use super::{Index, Job};
use crate::cite::Request;
use crate::cite::record::{Field, Record, Role};

/// The works of a run, by their places among the listed ones.
#[derive(Debug)]
pub(super) struct Part {
    works: Vec<bool>,
}

impl Part {
    /// All works.
    pub(super) fn whole(job: &Job<'_>) -> Self {
        Self { works: vec![true; job.records.len()] }
    }

    /// The works of which texts are taken in one kind of language, and those that
    /// these may have to be told apart from.
    pub(super) fn of_language(job: &Job<'_>, chinese: bool) -> Self {
        let mut works: Vec<bool> =
            job.records.iter().map(|record| record.language.is_east_asian() == chinese).collect();
        for request in job.requests.iter().filter(|request| job.is_chinese(request) == chinese) {
            cited(request, &job.index).for_each(|at| works[at] = true);
        }
        // A text begins with a name, or with the title where there is none.
        let known = |(record, _): &(&&Record, &bool)| beginning(record).to_owned();
        let shown: HashSet<String> =
            job.records.iter().zip(&works).filter(|(_, wanted)| **wanted).map(|pair| known(&pair)).collect();
        for (wanted, record) in works.iter_mut().zip(&job.records) {
            *wanted |= shown.contains(beginning(record));
        }
        Self { works }
    }

    /// Whether it has a work.
    pub(super) fn has(&self, work: usize) -> bool {
        self.works[work]
    }

    /// Whether it has a citation: all those of its works.
    pub(super) fn has_request(&self, request: &Request<'_>, index: &Index<'_>) -> bool {
        cited(request, index).any(|at| self.works[at])
    }
}

/// The listed works that are cited.
pub(super) fn cited<'a>(request: &Request<'a>, index: &'a Index<'_>) -> impl Iterator<Item = usize> + 'a {
    request.cite.items.iter().filter_map(|item| index.get(item.key.value.as_str()).copied())
}

/// What the text of a work begins with, as far as works can look alike.
fn beginning(record: &Record) -> &str {
    let names = [Role::Author, Role::Editor].iter().find_map(|role| record.names(*role));
    match names.and_then(|names| names.list.first()) {
        Some(name) => &name.family,
        None => record.text(Field::Title),
    }
}

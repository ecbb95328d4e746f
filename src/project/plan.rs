//! What a build would do, told without building: for engines that share jobs
//! out over machines or decide themselves what is to be made anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::batch::{Batch, spread};
use super::cache::{BUILD, Slot, question};
use super::files::record::{self, Dependency, DiskState, Inputs};
use super::files::{self, FileError};
use super::job::Job;
use super::manifest;
use super::outcome::{Options, edition_path};
use super::threads::Threads;

/// A job as others need to know it; paths are as the user would write them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The id of the document within its project.
    pub document: String,
    /// Its editions.
    pub outputs: Vec<PathBuf>,
    /// The files that it is made of and that are there, sorted.
    pub inputs: Vec<PathBuf>,
    /// Whether those are all: what a text includes or shows is known once it has
    /// been built with a cache.
    pub complete: bool,
    /// A hash of all that is known of what it is made of, the same on every
    /// machine; if that is complete, the same key gives the same editions.
    pub key: String,
    /// Whether the editions are there already.
    pub fresh: bool,
}

/// Tells what a build would do with each job, several at a time and in any
/// order; the number is that of the job.
///
/// # Errors
///
/// If there are no threads to be had.
pub fn plan(
    jobs: &[Job],
    options: &Options,
    batch: &Batch,
    tell: &(dyn Fn(usize, Plan) + Sync),
) -> Result<(), FileError> {
    let threads = Threads::new(batch.threads)?;
    let answers = DiskState::default();
    spread(&threads, jobs.len(), &|at| {
        tell(at, one(&jobs[at], options, batch, &answers));
        true
    });
    Ok(())
}

fn one(job: &Job, options: &Options, batch: &Batch, answers: &DiskState) -> Plan {
    let slot = batch.cache.slot(job, options);
    let known = slot.as_ref().and_then(Slot::inputs);
    let asked: Vec<Dependency> = match &known {
        Some(known) => known.keys().cloned().collect(),
        None => job.sources.iter().cloned().map(Dependency::Holds).collect(),
    };
    let root = job.root.real();
    let inputs: Inputs = asked
        .into_iter()
        .map(|asked| {
            let answer = answers.now(root, &asked);
            (asked, answer)
        })
        .collect();
    let complete = known.is_some_and(|known| known == inputs);
    let key = record::hash(format!("{BUILD}\n{}\n{inputs:?}", question(job, options)).as_bytes());
    let output = options.output_path(job);
    Plan {
        document: job.id(),
        outputs: options.editions(job).into_iter().map(|edition| edition_path(&output, edition)).collect(),
        inputs: present(job, &inputs),
        complete,
        key,
        fresh: complete && slot.is_some_and(|slot| slot.fresh(job, options, answers).is_some()),
    }
}

/// The files that a document used and that are there, sorted; those of the
/// project as the user would write them.
pub(super) fn present(job: &Job, inputs: &Inputs) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    if job.in_project {
        found.insert(job.root.shown(Path::new(manifest::FILE_NAME)));
    }
    found.extend(job.record.as_ref().map(|record| job.root.shown(record.path())));
    for question in inputs.keys() {
        match question {
            Dependency::Holds(path) | Dependency::Leads(path) => drop(found.insert(job.root.shown(path))),
            Dependency::Family(_) => found.extend(question.files(job.root.real())),
            Dependency::Lists(_) => {}
        }
    }
    found.retain(|path| files::is_file(path));
    found.into_iter().collect()
}

//! Many jobs become their editions, some at a time; what came of each is told
//! as soon as it is known.

use crate::diag::message;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::cache::CacheAt;
use super::editions::Warm;
use super::files::FileError;
use super::files::record::DiskState;
use super::job::Job;
use super::outcome::{JobOutcome, Options, edition_path};
use super::preview::{Onlooker, Preview};
use super::threads::Threads;
use crate::pdf;

/// How many jobs are built.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// How many threads build; `None` for as many as there are cores.
    pub threads: Option<usize>,
    /// Whether nothing more is begun once a document has failed.
    pub fail_fast: bool,
    /// Where it is kept what came of a document.
    pub cache: CacheAt,
}

/// What happens while jobs are built; the number is that of the job.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event {
    /// A job is begun.
    Begun(usize),
    /// The pages of a job are laid out, its editions follow; told while watching if
    /// [`Options::keep_layout`] asks for it, and again if they were laid out anew.
    Pages(usize, Box<Preview>),
    /// A job is done.
    Done(usize, Box<JobOutcome>),
}

/// Builds jobs and tells what happens, from several threads and in any order.
/// Memory does not grow with the number of jobs.
///
/// # Errors
///
/// If there are no threads to be had.
pub fn build_all(
    jobs: &[Job],
    options: &Options,
    batch: &Batch,
    tell: &(dyn Fn(Event) + Sync),
) -> Result<(), FileError> {
    let threads = Threads::new(batch.threads)?;
    let answers = DiskState::default();
    spread(&threads, jobs.len(), &|at| {
        tell(Event::Begun(at));
        let built = one(&jobs[at], options, &batch.cache, &answers, &threads, &mut Warm::default(), Onlooker::NOBODY);
        let goes_on = !(batch.fail_fast && built.failed(options));
        tell(Event::Done(at, Box::new(built)));
        // A process that ends forgets by itself.
        if jobs.len() > 1 {
            pdf::forget();
        }
        goes_on
    });
    Ok(())
}

/// Does so many things, as many at a time as there are threads, until one of
/// them says that nothing more is to be begun.
pub(super) fn spread(threads: &Threads, count: usize, work: &(dyn Fn(usize) -> bool + Sync)) {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let worker = || {
        while !stop.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            if !work(at) {
                stop.store(true, Ordering::Relaxed);
            }
        }
    };
    // Threads of their own: one of the pool that waits could be given a second
    // document, and a third, without end.
    thread::scope(|scope| {
        for _ in 1..threads.count().min(count) {
            scope.spawn(worker);
        }
        worker();
    });
}

/// Builds a job unless it is fresh.
pub(super) fn one(
    job: &Job,
    options: &Options,
    cache: &CacheAt,
    answers: &DiskState,
    threads: &Threads,
    warm: &mut Warm,
    onlooker: Onlooker<'_>,
) -> JobOutcome {
    let slot = cache.slot(job, options);
    // What is fresh has no pages to show.
    let known = slot.as_ref().filter(|_| !options.keep_layout);
    if let Some(built) = known.and_then(|slot| slot.fresh(job, options, answers)) {
        return built;
    }
    let mut built = threads.build(job, options, cache, warm, onlooker);
    if let Some(slot) = slot.filter(|_| !built.failed(options) && !built.abandoned) {
        built.cache_error = slot.keep(job, &built).err();
    }
    built
}

/// Two of the jobs that would write the same file, as an error; those of one
/// project file are found when it is read.
#[must_use]
pub fn collision(jobs: &[Job], options: &Options) -> Option<FileError> {
    let mut known: HashMap<PathBuf, &Job> = HashMap::new();
    for job in jobs {
        for edition in options.editions(job) {
            let path = edition_path(&options.output_path(job), edition);
            if let Some(other) = known.insert(path.clone(), job) {
                let [one, two] = [other, job].map(|job| job.root.shown(&job.sources[0]));
                let reason = message!(
                    "would be written from “{one}” and from “{two}”",
                    one = one.display(),
                    two = two.display()
                );
                return Some(FileError::new(path, reason));
            }
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use std::fs;
    use std::sync::Mutex;

    use super::super::threads::Threads;
    use super::super::{CacheAt, Options, discover};
    use crate::diag::Code;

    use super::{Batch, DiskState, Event, Onlooker, Warm, build_all, one};

    /// One of the documents crashes on another thread than the one that waits.
    #[test]
    fn a_crash_fails_one_document_and_its_threads_go_on() {
        let folder = std::env::temp_dir().join(format!("fuzi-panics-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("fuzi.toml"), "[[document]]\neach = [\"*.md\"]\n").unwrap();
        for name in ["a", "b", "c"] {
            let text = if name == "b" { "---\n" } else { "# 好\n" };
            fs::write(folder.join(format!("{name}.md")), text).unwrap();
        }
        let jobs = discover(&folder).unwrap();
        let options = Options::default();
        let batch = Batch { threads: Some(2), ..Batch::default() };
        let failed = Mutex::new(Vec::new());
        let tell = |event: Event| {
            if let Event::Done(at, built) = event {
                let codes: Vec<Code> = built.diagnostics.iter().map(|d| d.code).collect();
                failed.lock().unwrap().push((jobs[at].id(), built.failed(&options), codes));
            }
        };
        build_all(&jobs, &options, &batch, &tell).unwrap();
        let mut done = failed.into_inner().unwrap();
        done.sort();
        let good = |name: &str| (name.to_owned(), false, vec![]);
        assert_eq!(done, [good("a"), ("b".to_owned(), true, vec![Code::Bug]), good("c")]);
        assert!(folder.join("a.pdf").exists() && folder.join("c.docx").exists() && !folder.join("b.pdf").exists());
        // As while watching: the same threads build it once it is fixed.
        let threads = Threads::new(Some(2)).unwrap();
        let mut warm = Warm::default();
        let answers = DiskState::default();
        let mut build = || one(&jobs[1], &options, &CacheAt::Nowhere, &answers, &threads, &mut warm, Onlooker::NOBODY);
        let crashed = build();
        assert!(crashed.failed(&options) && !crashed.inputs.is_empty());
        fs::write(folder.join("b.md"), "# 好\n").unwrap();
        let fixed = build();
        assert!(!fixed.failed(&options), "{:?}", fixed.diagnostics);
        fs::remove_dir_all(folder).unwrap();
    }
}

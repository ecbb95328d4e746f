//! The threads that build.

use crate::diag::message;
use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::cache::{CacheAt, ImageCache};
use super::editions::Warm;
use super::files::{Content, FileError};
use super::job::Job;
use super::load::Loader;
use super::outcome::{JobOutcome, Options, Output};
use super::panics;
use super::preview::Onlooker;
use crate::pdf;

/// The stack of each thread of a build: what is deeply nested is walked
/// recursively by the typesetter, within the bounds of reading.
pub(super) const STACK: usize = 256 << 20;

/// Threads that build. They are not those of the global pool: a caller that
/// builds several documents from there would hold the very threads that its
/// builds wait for, and their stacks are too small.
pub(super) struct Threads {
    pool: ThreadPool,
    /// The pictures that their documents share.
    images: ImageCache,
}

impl Threads {
    /// So many threads, or one for each core.
    pub(super) fn new(count: Option<usize>) -> Result<Self, FileError> {
        let named = |at| format!("{}-{at}", panics::THREAD);
        let pool = ThreadPoolBuilder::new().thread_name(named).stack_size(STACK).num_threads(count.unwrap_or(0));
        let pool = pool.build();
        pool.map(|pool| Self { pool, images: ImageCache::default() })
            .map_err(|error| FileError::new("", message!("cannot be built: {error}", error = error.to_string())))
    }

    pub(super) fn count(&self) -> usize {
        self.pool.current_num_threads()
    }

    /// Builds a job; `warm` is what was left of the last time.
    pub(super) fn build(
        &self,
        job: &Job,
        options: &Options,
        cache: &CacheAt,
        warm: &mut Warm,
        onlooker: Onlooker<'_>,
    ) -> JobOutcome {
        let pictures = self.images.keeping(cache.conversions(job), job.limits.bounds);
        self.pool.install(|| super::build::run(job, options, &pictures, warm, onlooker))
    }
}

/// The threads that all single builds of a process share.
fn shared() -> Result<&'static Threads, &'static FileError> {
    static SHARED: LazyLock<Result<Threads, FileError>> = LazyLock::new(|| Threads::new(None));
    SHARED.as_ref()
}

/// Does some work on a thread of those builds; `None` if there can be none.
pub(super) fn on_threads<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    shared().ok().map(|threads| threads.pool.install(work))
}

/// Builds one document.
#[must_use]
pub fn build(job: &Job, options: &Options) -> JobOutcome {
    alone(job, |threads| threads.build(job, options, &CacheAt::Nowhere, &mut Warm::default(), Onlooker::NOBODY))
}

/// Builds one document and hands back its only edition; `None` if there is none.
///
/// # Errors
///
/// If the edition cannot be packed.
pub fn build_to_bytes(job: &Job, options: &Options) -> (JobOutcome, Result<Option<Vec<u8>>, FileError>) {
    let (built, files) = build_in_memory(job, options);
    let packed = files.into_iter().next().map(|(output, content)| {
        let failed = |error| FileError::new(output.path, message!("cannot be packed: {error}", error));
        content.into_bytes().map_err(failed)
    });
    (built, packed.transpose())
}

/// Builds one document and forgets what came of it: whether it can be done is all that
/// is asked.
pub fn try_out(job: &Job, options: &Options) {
    build_in_memory(job, &Options { trial: None, ..options.clone() });
}

/// Builds one document and hands over its editions instead of writing them.
pub(super) fn build_in_memory(job: &Job, options: &Options) -> (JobOutcome, Vec<(Output, Content)>) {
    let mut files = Vec::new();
    let built = alone(job, |threads| {
        let pictures = threads.images.keeping(None, job.limits.bounds);
        let deliver = |made, _: &Loader<'_>, _: &mut JobOutcome| files = made;
        threads
            .pool
            .install(|| super::build::make(job, options, &pictures, &mut Warm::default(), Onlooker::NOBODY, deliver))
    });
    (built, files)
}

fn alone(job: &Job, work: impl FnOnce(&Threads) -> JobOutcome) -> JobOutcome {
    match shared() {
        Ok(threads) => {
            let built = work(threads);
            pdf::forget();
            built
        }
        Err(error) => {
            let file_error = Some(FileError::new(job.output.clone(), error.reason.clone()));
            JobOutcome { file_error, ..JobOutcome::default() }
        }
    }
}

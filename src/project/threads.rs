//! The threads that build.

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::build::{self, Built, Options};
use super::files::FileError;
use super::plan::Job;

/// The stack of each thread of a build: what is deeply nested is walked
/// recursively by the typesetter, within the bounds of reading.
const STACK: usize = 256 << 20;

/// Threads that build. They are not those of the global pool: a caller that
/// builds several documents from there would hold the very threads that its
/// builds wait for, and their stacks are too small.
pub(super) struct Threads(ThreadPool);

impl Threads {
    /// So many threads, or one for each core.
    pub(super) fn new(count: Option<usize>) -> Result<Self, FileError> {
        let pool = ThreadPoolBuilder::new().stack_size(STACK).num_threads(count.unwrap_or(0)).build();
        pool.map(Self).map_err(|error| FileError::new("", format!("cannot be built: {error}")))
    }

    pub(super) fn count(&self) -> usize {
        self.0.current_num_threads()
    }

    pub(super) fn build(&self, job: &Job, options: &Options) -> Built {
        self.0.install(|| build::run(job, options))
    }
}

/// Builds one document on threads that all such builds of a process share.
#[must_use]
pub fn build(job: &Job, options: &Options) -> Built {
    static SHARED: LazyLock<Result<Threads, FileError>> = LazyLock::new(|| Threads::new(None));
    match &*SHARED {
        Ok(threads) => threads.build(job, options),
        Err(error) => {
            let file_error = Some(FileError::new(job.output.clone(), error.reason.clone()));
            Built { file_error, ..Built::default() }
        }
    }
}

//! A path within a project means documents of that project: those of the file, or
//! those whose files all lie in the folder.

use std::path::{Component, Path, PathBuf};

use super::job::Job;

/// A path within a project.
pub(super) struct Part<'a> {
    pub(super) path: &'a Path,
    pub(super) is_folder: bool,
}

impl Part<'_> {
    /// The documents that the path means; none if no document of the project has
    /// its files.
    pub(super) fn of<'a>(&self, jobs: impl Iterator<Item = &'a Job> + Clone) -> Vec<Job> {
        if self.is_folder {
            return jobs
                .filter(|job| job.sources.iter().all(|file| tidy(file).starts_with(self.path)))
                .cloned()
                .collect();
        }
        let holds = |job: &&Job| job.sources.iter().any(|file| tidy(file) == self.path);
        let own = |job: &&Job| holds(job) && (job.sources.len() == 1 || job.record.is_some());
        let own: Vec<Job> = jobs.clone().filter(own).cloned().collect();
        if !own.is_empty() {
            return own;
        }
        jobs.filter(holds).take(1).map(|job| self.alone(job)).collect()
    }

    /// One file of a document by itself, as that document is set.
    fn alone(&self, job: &Job) -> Job {
        let folder = job.output.ancestors().nth(job.name.components().count()).unwrap_or(Path::new(""));
        let name = self.path.with_extension("");
        let sources = vec![self.path.to_owned()];
        Job { output: folder.join(&name), name, sources, outline: None, ..job.clone() }
    }
}

/// A path without `.`.
fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

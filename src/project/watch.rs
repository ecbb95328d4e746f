//! Jobs are built again whenever a file changes that they used, until someone
//! ends it; one process, so that the typesetter keeps what it knows.
//!
//! Folders are followed and not files: editors save by renaming, and a file that
//! is missing may come to be. What changed is decided by content alone.

use crate::diag::message;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::{Config, EventKind, PollWatcher, RecursiveMode, Watcher};

use super::batch::{Batch, Event, one, spread};
use super::discover::discover_at;
use super::editions::Warm;
use super::error::Error;
use super::files::record::{DiskState, Inputs};
use super::files::{self, FileError};
use super::job::Job;
use super::outcome::{JobOutcome, Options};
use super::own_folder::FOLDER;
use super::place::Place;
use super::preview::{Onlooker, Preview};
use super::threads::Threads;
use crate::pdf;

/// How long nothing may happen before the disk counts as quiet: an editor saves
/// in several steps.
const QUIET: Duration = Duration::from_millis(25);
/// How many changes are waited for at most; a folder that never rests must not
/// keep a document from being built.
const MOST_CHANGES: usize = 400;

/// What happens while documents are watched.
#[derive(Debug)]
pub enum Round<'a> {
    /// The first of some changes is seen; what it means is found when the disk is quiet.
    Stirred,
    /// Documents are about to be built, again or for the first time.
    Begun(Arc<[Job]>),
    /// One of those is begun or done.
    Job(Event),
    /// All of those are done.
    Ended,
    /// A path cannot be planned; its documents from before stay.
    Undiscovered(&'a Error),
    /// Nothing is left to do until something changes; so many documents are
    /// followed.
    Waiting(usize),
}

/// Builds the documents of some paths, and again whenever they change. Ends when
/// `tell` says so by giving back `false`. With `poll` files are looked at in that
/// interval: some network folders and those of another system tell of no changes.
///
/// # Errors
///
/// If the system cannot tell of changes, or there are no threads.
pub fn watch(
    paths: &[PathBuf],
    options: &Options,
    batch: &Batch,
    poll: Option<Duration>,
    tell: &(dyn Fn(Round<'_>) -> bool + Sync),
) -> Result<(), FileError> {
    let (sender, changes) = channel();
    let take = move |event| drop(sender.send(event));
    let watcher = match poll {
        // The times that it compares count seconds: the content tells more.
        Some(interval) => {
            let config = Config::default().with_poll_interval(interval).with_compare_contents(true);
            PollWatcher::new(take, config).map(|watcher| Box::new(watcher) as BoxedWatcher)
        }
        None => notify::recommended_watcher(take).map(|watcher| Box::new(watcher) as BoxedWatcher),
    };
    let watcher = watcher.map_err(|error| cannot(&error))?;
    let threads = Threads::new(batch.threads)?;
    let mut state = State {
        paths,
        options,
        batch,
        threads,
        answers: DiskState::default(),
        plans: HashMap::new(),
        done: HashMap::new(),
        followed: BTreeSet::new(),
        above: BTreeSet::new(),
        watcher,
        poll,
    };
    let mut is_first = true;
    loop {
        let mut is_new = std::mem::take(&mut is_first);
        // What changed while documents were built is found without an event.
        while state.round(tell) {
            is_new = true;
            state.follow();
            state.answers.renew(&[]);
        }
        state.follow();
        // Events that change nothing, as a file that is touched, are no news.
        if is_new && !tell(Round::Waiting(state.done.len())) {
            return Ok(());
        }
        let Some(changed) = state.changes(&changes, tell) else { return Ok(()) };
        state.answers.renew(&changed);
    }
}

fn cannot(error: &notify::Error) -> FileError {
    FileError::new(".", message!("cannot be watched: {error}", error = error.to_string()))
}

/// A change, or why there is none.
type Received = Result<notify::Result<notify::Event>, RecvTimeoutError>;

/// Whoever tells of changes.
type BoxedWatcher = Box<dyn Watcher + Send + Sync>;

/// What is known between two rounds.
struct State<'a> {
    paths: &'a [PathBuf],
    options: &'a Options,
    batch: &'a Batch,
    threads: Threads,
    answers: DiskState,
    /// For each path its documents and what was read to find them.
    plans: HashMap<&'a Path, Plan>,
    /// For each document, by its file, what came of it.
    done: HashMap<PathBuf, Done>,
    followed: BTreeSet<PathBuf>,
    /// Those of them in which nothing matters but a project file.
    above: BTreeSet<PathBuf>,
    watcher: BoxedWatcher,
    /// How often it asks for changes, unless it is told.
    poll: Option<Duration>,
}

/// The documents of a path.
#[derive(Default)]
struct Plan {
    /// Where they lie, with links resolved.
    root: PathBuf,
    /// Whether no project file was found there or above.
    is_alone: bool,
    inputs: Inputs,
    jobs: Vec<Job>,
}

impl Plan {
    /// Whether a project file above has come that would be that of its path.
    fn is_claimed(&self, path: &Path) -> bool {
        self.is_alone && Place::find(path).is_ok_and(|place| place.in_project)
    }
}

/// What a document was made of, and what it became.
struct Done {
    /// Its job in words: another job is another document.
    job: String,
    root: PathBuf,
    inputs: Inputs,
    outputs: Vec<PathBuf>,
    /// What the typesetter keeps of it.
    warm: Warm,
    /// Whether it was left undone.
    abandoned: bool,
}

/// A document in work.
struct Work {
    /// What was left of the last time.
    warm: Option<Warm>,
    /// What it read and what it wrote.
    made: Option<(Inputs, Vec<PathBuf>)>,
    /// Whether it was left undone.
    abandoned: bool,
}

impl<'a> State<'a> {
    /// Plans and builds what changed; says whether anything did.
    fn round(&mut self, tell: &(dyn Fn(Round<'_>) -> bool + Sync)) -> bool {
        let mut changed = false;
        for path in self.paths {
            changed |= self.plan(path, tell);
        }
        let jobs: Vec<Job> = self.plans.values().flat_map(|plan| plan.jobs.iter().cloned()).collect();
        self.done.retain(|output, _| jobs.iter().any(|job| job.output == *output));
        let stale: Vec<Job> = jobs.into_iter().filter(|job| !self.is_done(job)).collect();
        if !stale.is_empty() {
            self.build(stale.into(), tell);
            return true;
        }
        changed
    }

    /// Finds the documents of a path, unless nothing of what tells them has
    /// changed; says whether it has.
    fn plan(&mut self, path: &'a Path, tell: &(dyn Fn(Round<'_>) -> bool + Sync)) -> bool {
        let known = self.plans.get(path).filter(|plan| !plan.inputs.is_empty());
        if known.is_some_and(|plan| self.answers.hold(&plan.root, &plan.inputs) && !plan.is_claimed(path)) {
            return false;
        }
        let (inputs, root, is_alone, planned) = match Place::find(path) {
            Ok(place) => {
                let is_alone = !place.in_project;
                let (root, record) = place.root.recording();
                let real = root.real().to_owned();
                let place = Place { root, ..place };
                // A folder without a project file may get one.
                place.ask();
                let planned = discover_at(&place, path, &self.options.asked);
                (record.inputs(), real, is_alone, planned)
            }
            Err(error) => (Inputs::new(), files::resolved(path), false, Err(error.into())),
        };
        let plan = self.plans.entry(path).or_default();
        let is_new = plan.inputs != inputs || plan.root != root;
        (plan.inputs, plan.root, plan.is_alone) = (inputs, root, is_alone);
        match planned {
            Ok(found) => {
                plan.jobs = found.jobs;
                if let Some(error) = found.refused.filter(|_| is_new) {
                    tell(Round::Undiscovered(&error));
                }
            }
            Err(error) if is_new => drop(tell(Round::Undiscovered(&error))),
            Err(_) => {}
        }
        is_new
    }

    fn is_done(&self, job: &Job) -> bool {
        let known = self.done.get(&job.output).filter(|done| !done.abandoned && done.job == in_words(job));
        known.is_some_and(|done| self.answers.hold(&done.root, &done.inputs))
    }

    fn build(&mut self, jobs: Arc<[Job]>, tell: &(dyn Fn(Round<'_>) -> bool + Sync)) {
        tell(Round::Begun(jobs.clone()));
        let before = jobs.iter().map(|job| self.done.remove(&job.output).map(|done| done.warm));
        let work: Vec<Mutex<Work>> =
            before.map(|warm| Mutex::new(Work { warm, made: None, abandoned: false })).collect();
        spread(&self.threads, jobs.len(), &|at| {
            tell(Round::Job(Event::Begun(at)));
            let mut work = work[at].lock().unwrap_or_else(PoisonError::into_inner);
            let shown = |preview: Preview| {
                let _ = tell(Round::Job(Event::Pages(at, Box::new(preview))));
            };
            let built = self.one(&jobs[at], &mut work.warm, &shown);
            work.abandoned = built.abandoned;
            let outputs = built.outputs.iter().map(|output| files::resolved(&output.path)).collect();
            work.made = Some((built.inputs.clone(), outputs));
            let goes_on = tell(Round::Job(Event::Done(at, Box::new(built))));
            pdf::forget();
            goes_on
        });
        tell(Round::Ended);
        for (job, work) in jobs.iter().zip(work) {
            let Work { warm, made, abandoned } = work.into_inner().unwrap_or_else(PoisonError::into_inner);
            let (Some((inputs, outputs)), warm) = (made, warm.unwrap_or_default()) else { continue };
            let root = job.root.real().to_owned();
            let done = Done { job: in_words(job), root, inputs, outputs, warm, abandoned };
            self.done.insert(job.output.clone(), done);
        }
    }

    /// Builds a document, and leaves it undone as soon as what it read is another.
    fn one(&self, job: &Job, warm: &mut Option<Warm>, shown: &(dyn Fn(Preview) + Sync)) -> JobOutcome {
        let root = job.root.real();
        let onlooker = Onlooker {
            pages: self.options.keep_layout.then_some(shown),
            wanted: &|inputs| self.answers.later().hold(root, inputs),
        };
        let cache = &self.batch.cache;
        one(job, self.options, cache, &self.answers, &self.threads, warm.get_or_insert_default(), onlooker)
    }

    /// Follows the folders of all that was read, and theirs, in which they may
    /// be replaced.
    fn follow(&mut self) {
        let plans = self.plans.values().map(|plan| (&plan.root, &plan.inputs));
        let documents = self.done.values().map(|done| (&done.root, &done.inputs));
        let mut wanted = BTreeSet::new();
        for (root, inputs) in plans.chain(documents) {
            // Whoever asks knows the root by its name, and would read all that lies beside it.
            let top = root.parent().filter(|_| self.poll.is_none()).unwrap_or(root);
            add_folders(&root.join(super::manifest::FILE_NAME), (root, top), &mut wanted);
            for file in inputs.keys().flat_map(|question| question.files(root)) {
                add_folders(&file, (root, top), &mut wanted);
                // Behind a link the content changes elsewhere.
                add_folders(&files::resolved(&file), (root, top), &mut wanted);
            }
        }
        self.above = self.folders_above().filter(|folder| !wanted.contains(folder)).collect();
        wanted.extend(self.above.iter().cloned());
        for gone in self.followed.difference(&wanted) {
            let _ = self.watcher.unwatch(gone);
        }
        // All anew: a folder of the same name may be another one by now. Whoever asks
        // knows folders by their names, and would begin to compare anew.
        let (asks, known) = (self.poll.is_some(), &self.followed);
        wanted.retain(|folder| {
            (asks && known.contains(folder)) || self.watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        });
        self.followed = wanted;
    }

    /// The folders above what has no project file, which may get one. Whoever asks
    /// for changes would read all that lies in them, and asks for the project file alone.
    fn folders_above(&self) -> impl Iterator<Item = PathBuf> {
        let alone = self.plans.values().filter(|plan| plan.is_alone && self.poll.is_none());
        let above = alone.flat_map(|plan| plan.root.ancestors().skip(1));
        above.filter(|folder| folder.parent().is_some()).map(Path::to_owned)
    }

    /// The first change; times out when a project file above has come that nobody
    /// follows.
    fn first(&self, changes: &Receiver<notify::Result<notify::Event>>) -> Received {
        let Some(interval) = self.poll else { return changes.recv().map_err(|_| RecvTimeoutError::Disconnected) };
        loop {
            match changes.recv_timeout(interval) {
                Err(RecvTimeoutError::Timeout) if !self.plans.iter().any(|(path, plan)| plan.is_claimed(path)) => {}
                received => return received,
            }
        }
    }

    /// Waits for changes and then for quiet; gives the paths that changed, or `None` if
    /// nobody watches any more.
    fn changes(
        &self,
        changes: &Receiver<notify::Result<notify::Event>>,
        tell: &(dyn Fn(Round<'_>) -> bool + Sync),
    ) -> Option<Vec<PathBuf>> {
        let mut changed: Vec<PathBuf> = Vec::new();
        loop {
            let event = if changed.is_empty() {
                let event = self.first(changes);
                tell(Round::Stirred);
                match event {
                    Ok(event) => event,
                    // A project file above has come, and nothing else is known to have changed.
                    Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            } else {
                match changes.recv_timeout(QUIET) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => return Some(changed),
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            };
            match event {
                Ok(event) if event.need_rescan() => changed.push(PathBuf::from("/")),
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
                Ok(event) => changed.extend(event.paths.into_iter().filter(|path| self.matters(path))),
                // What was lost is found by asking for everything.
                Err(_) => changed.push(PathBuf::from("/")),
            }
            if changed.len() > MOST_CHANGES {
                return Some(changed);
            }
        }
    }

    /// Whether a change of a file is one to look at.
    fn matters(&self, path: &Path) -> bool {
        let is_above = path.parent().is_some_and(|folder| self.above.contains(folder));
        !self.is_own(path) && (!is_above || path.file_name().is_some_and(|name| name == super::manifest::FILE_NAME))
    }

    /// Whether fuzi itself writes a file.
    fn is_own(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.starts_with('.') && name.ends_with(".part"))
            || path.iter().any(|part| part == FOLDER)
            || self.done.values().any(|done| done.outputs.iter().any(|output| output == path))
    }
}

/// A job in words, to tell it from what it was before its project file changed.
fn in_words(job: &Job) -> String {
    format!("{job:?}")
}

/// The nearest folder of a file that is there, and those above it up to a top, which
/// is the root or the folder above.
fn add_folders(file: &Path, (root, top): (&Path, &Path), folders: &mut BTreeSet<PathBuf>) {
    for folder in file.ancestors().skip(1).filter(|folder| files::is_dir(folder)) {
        // Whoever was there before has those above too.
        if !folders.insert(folder.to_owned()) || !folder.starts_with(root) || folder == top {
            return;
        }
    }
}

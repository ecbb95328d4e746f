//! A document that can compute without end, or may need too much memory, is built once
//! in a process of its own, which writes nothing and is stopped when it is past its
//! time or its memory. Only one that stood this is built in this process, where nothing
//! can stop it.

use std::ffi::OsString;
use std::io::{self, Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::files::record;
use super::job::Job;
use super::limits::Limits;
use super::load::Stop;
use super::risk::Risk;
use crate::diag::{Code, Diagnostic, message};

/// The variable of the environment that tells a process which document it tries.
pub const TRIED: &str = "FUZI_TRIED";

/// How often it is asked whether the document is still wanted.
const SLICE: Duration = Duration::from_millis(250);
/// How much is read of what a process says on its standard error.
const MAX_SAID: u64 = 1 << 16;
/// What the standard library, and the system, say where there is no memory left.
const NO_MEMORY: [&str; 2] = ["memory allocation of", "annot allocate memory"];

const LOOP: &str = "look for what grows or goes on without end here, or raise the limits under [limits]";
const LATE: &str = "divide the document, or raise `time` under [limits]";
const FULL: &str = "divide the document, or raise `memory` under [limits]";
const DIVIDE: &str = "divide the document";
const UNTRIED: &str = "let fuzi start processes";

/// The command that tries a document: the same one that builds it, which finds
/// [`TRIED`] in its environment.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// What tells a document apart from all others of a command.
#[must_use]
pub fn trial_key(job: &Job) -> String {
    record::hash(format!("{:?}\n{}\n{:?}", job.root.real(), job.id(), job.sources).as_bytes())
}

impl Trial {
    /// Tries a document.
    pub(super) fn run(&self, job: &Job, risk: Risk, wanted: &dyn Fn() -> bool) -> Result<(), Stop> {
        let limits = job.limits;
        let document = job.id();
        let (message, hint) = match self.outcome(job, limits.time, wanted) {
            Ok(End::Done) => return Ok(()),
            Ok(End::Unwanted) => return Err(Stop::Abandoned),
            Ok(End::Late) => {
                let seconds = limits.time.as_secs();
                let message = message!("“{document}” took longer than {seconds} s and was stopped", document, seconds);
                (message, [LOOP, LATE])
            }
            Ok(End::Full) => {
                let size = limits.memory >> 20;
                let message =
                    message!("“{document}” needed more than {size} MB of memory and was stopped", document, size);
                (message, [LOOP, FULL])
            }
            Ok(End::Crashed(status)) => {
                let status = status.to_string();
                (message!("the typesetter crashed on “{document}” ({status})", document, status), [LOOP, DIVIDE])
            }
            Err(error) => {
                let message =
                    message!("“{document}” cannot be tried in a process of its own: {error}", document, error);
                (message, [UNTRIED, UNTRIED])
            }
        };
        let (place, hint) = match (risk, hint) {
            (Risk::Raw(place), [hint, _]) => (Some(place), hint),
            (Risk::Heavy, [_, hint]) => (None, hint),
        };
        Err(Stop::Errors(vec![Diagnostic::error(Code::Limit, place, message).hint(hint)]))
    }

    fn outcome(&self, job: &Job, time: Duration, wanted: &dyn Fn() -> bool) -> io::Result<End> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env(TRIED, trial_key(job));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let input = child.stdin.take();
        let feeding = job.input.clone();
        // Where it reads no manuscript, the end of its input tells that we are gone.
        let held = match (input, feeding) {
            (Some(mut input), Some(text)) => {
                thread::spawn(move || input.write_all(&text));
                None
            }
            (input, _) => input,
        };
        let end = watched(&mut child, time, wanted);
        let _ = child.kill();
        let status = child.wait()?;
        drop::<Option<ChildStdin>>(held);
        Ok(match end {
            Ok(_) if status.success() => End::Done,
            Ok(said) if NO_MEMORY.iter().any(|words| said.contains(words)) => End::Full,
            Ok(_) => End::Crashed(status),
            Err(end) => end,
        })
    }
}

/// How a trial ends.
enum End {
    Done,
    Late,
    Full,
    Unwanted,
    Crashed(ExitStatus),
}

/// What a process said before it ended by itself; else why it is to be stopped.
fn watched(child: &mut Child, time: Duration, wanted: &dyn Fn() -> bool) -> Result<String, End> {
    let (tell, told) = mpsc::channel();
    if let Some(errors) = child.stderr.take() {
        // It closes when the process ends.
        thread::spawn(move || tell.send(said(errors)));
    }
    // The time is counted, not looked up: that is left to the command.
    let mut left = time;
    loop {
        let slice = left.min(SLICE);
        match told.recv_timeout(slice) {
            Ok(said) => {
                // What it says last is said; it ends without our help.
                let _ = child.wait();
                return Ok(said);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(String::new()),
            Err(RecvTimeoutError::Timeout) => left -= slice,
        }
        if left.is_zero() {
            return Err(End::Late);
        }
        if !wanted() {
            return Err(End::Unwanted);
        }
    }
}

fn said(mut errors: impl Read) -> String {
    let mut said = Vec::new();
    let _ = errors.by_ref().take(MAX_SAID).read_to_end(&mut said);
    let _ = io::copy(&mut errors, &mut io::sink());
    String::from_utf8_lossy(&said).into_owned()
}

/// Bounds this process to the limits of the document that it tries, before it starts
/// the threads that build. Where the system has no such bounds, the time alone ends it.
pub fn bound_to(job: &Job) {
    bound(job.limits);
}

#[cfg(all(unix, feature = "cli"))]
fn bound(limits: Limits) {
    use rlimit::Resource;

    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    // The stacks of the threads are counted though hardly any of them is used.
    let memory = limits.memory.saturating_add(threads.saturating_mul(super::threads::STACK as u64));
    // Should whoever started it be gone, it ends all the same.
    let seconds = limits.time.as_secs().saturating_mul(threads).saturating_add(1);
    for (resource, bound) in [(Resource::DATA, memory), (Resource::CPU, seconds), (Resource::CORE, 0)] {
        let most = resource.get_hard().unwrap_or(rlimit::INFINITY);
        let _ = resource.set(bound.min(most), bound.min(most));
    }
}

#[cfg(not(all(unix, feature = "cli")))]
fn bound(_: Limits) {}

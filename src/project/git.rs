//! What git keeps of a manuscript: its text at a revision, and what it said before.
//!
//! git is asked for names of commits and for bytes of files, in a way in which it runs
//! nothing that a repository names, fetches nothing and writes nothing: the repository
//! may come from somebody whom nobody trusts.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::base::BaseFile;
use super::files::MAX_BYTES;
use crate::write::docx::{Manuscript, SourceFile};

/// How many revisions of a manuscript are looked at, from the newest.
const REVISIONS: usize = 500;
/// How long git may take.
const TIME: Duration = Duration::from_secs(20);
/// The most bytes of a line in which git names a file.
const LINE: u64 = 1 << 16;

/// What a repository could name to be run: its hooks, a program that watches its files,
/// one that shows signatures, and what fetches objects that it lacks.
const SETTINGS: [&str; 6] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.pager=cat",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
];
const ENVIRONMENT: [(&str, &str); 4] = [
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
];

/// The bytes of a file in a folder as a revision has it: `revision` is one, or
/// `revision:path` with a path from the top of the repository. `None` if git does not
/// know it, or is not there.
pub(super) fn at_revision(folder: &Path, file: &Path, revision: &str) -> Option<Vec<u8>> {
    // It would be an option.
    if revision.starts_with('-') || revision.is_empty() {
        return None;
    }
    let own = if revision.contains(':') { None } else { Some(named(revision, file.to_str()?)) };
    let mut command = git(folder);
    command.args(["cat-file", "blob", own.as_deref().unwrap_or(revision)]);
    asked(command, String::new(), bounded).filter(|(_, is_done)| *is_done)?.0
}

/// The files of a manuscript as they were when their texts had a hash, from the newest
/// of their revisions back.
pub(super) fn with_hash(folder: &Path, names: &[String], hash: &str) -> Option<Vec<BaseFile>> {
    if names.is_empty() || names.iter().any(|name| name.contains('\n')) {
        return None;
    }
    let mut command = git(folder);
    command.args(["rev-list", "--all", "--full-history", &format!("--max-count={REVISIONS}"), "--"]).args(names);
    let (listed, _) = asked(command, String::new(), bounded)?;
    let revisions = String::from_utf8(listed?).ok()?;
    let asks =
        revisions.lines().flat_map(|revision| names.iter().map(move |name| format!("{}\n", named(revision, name))));
    let mut command = git(folder);
    command.args(["cat-file", "--batch"]);
    let (names, hash, count) = (names.to_vec(), hash.to_owned(), revisions.lines().count());
    asked(command, asks.collect(), move |out| {
        let mut out = BufReader::new(out);
        (0..count).find_map(|_| {
            let files = version(&mut out, &names)?;
            (hash_of(&files).as_deref() == Some(hash.as_str())).then_some(files)
        })
    })?
    .0
}

/// The name by which git knows a file of the folder that it is asked in.
fn named(revision: &str, file: &str) -> String {
    format!("{revision}:./{}", file.replace('\\', "/"))
}

/// The files of one revision, as git writes them one behind the other; one that is no
/// text or is missing is left out.
fn version(out: &mut impl BufRead, names: &[String]) -> Option<Vec<BaseFile>> {
    let mut files = Vec::new();
    for name in names {
        let mut line = Vec::new();
        out.by_ref().take(LINE).read_until(b'\n', &mut line).ok().filter(|read| *read > 0)?;
        let line = String::from_utf8_lossy(&line).into_owned();
        // `<object> blob <size>`, or `<what was asked> missing`.
        let mut words = line.trim_end().rsplit(' ');
        let Some(size) = words.next().and_then(|size| size.parse::<u64>().ok()) else { continue };
        let is_blob = words.next() == Some("blob");
        let mut bytes = Vec::new();
        if size > MAX_BYTES || out.by_ref().take(size + 1).read_to_end(&mut bytes).ok()? as u64 != size + 1 {
            return None;
        }
        bytes.pop();
        if let (true, Ok(text)) = (is_blob, String::from_utf8(bytes)) {
            files.push(BaseFile { name: name.clone(), text });
        }
    }
    Some(files)
}

fn hash_of(files: &[BaseFile]) -> Option<String> {
    let files = files.iter().map(|file| SourceFile { name: &file.name, text: &file.text }).collect();
    Manuscript { files, carried: false }.hash()
}

/// git, asked in a folder: which program that is says the search path of the machine,
/// never the folder.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"]).arg("-C").arg(folder);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.envs(ENVIRONMENT);
    command
}

/// All that is said, if that is no more than a file may hold.
fn bounded(out: ChildStdout) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    out.take(MAX_BYTES + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MAX_BYTES).then_some(bytes)
}

/// What is read of what git says to some questions, and whether it ended well; it is
/// ended once that is read, and when it takes too long.
fn asked<T: Send + 'static>(
    mut command: Command,
    questions: String,
    read: impl FnOnce(ChildStdout) -> T + Send + 'static,
) -> Option<(T, bool)> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let (mut input, out) = (child.stdin.take()?, child.stdout.take()?);
    thread::spawn(move || input.write_all(questions.as_bytes()));
    let (tell, told) = mpsc::channel();
    thread::spawn(move || tell.send(read(out)));
    let said = told.recv_timeout(TIME).ok();
    if said.is_none() {
        let _ = child.kill();
    }
    // What is no longer read ends it.
    let status = child.wait().ok()?;
    Some((said?, status.success()))
}

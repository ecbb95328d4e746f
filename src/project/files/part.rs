//! A file in the making stands beside its place under a name that no other has,
//! `.NAME.PID-N.part`, and is locked. What a process that was killed left behind is
//! known by that name and by the lock that nobody holds any more.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Where files cannot be locked, one of this age belongs to nobody.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// The files that this process has in the making.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn open() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file in the making; it is removed unless it gets its name.
#[derive(Debug)]
pub(super) struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    /// Begins a file for a place, in a folder that is there. The first one in a
    /// folder removes what killed processes left in it.
    pub(super) fn begin(target: &Path) -> io::Result<Self> {
        clear(target.parent().unwrap_or(Path::new("")));
        loop {
            let path = beside(target);
            // Until it is known here, nothing may end the process.
            let mut open = open();
            let file = match File::options().read(true).write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                file => file?,
            };
            // Not every file system has locks.
            let _ = file.lock();
            // Another process may have cleared it away before it was locked.
            if path.symlink_metadata().is_ok() {
                open.insert(path.clone());
                return Ok(Self { path, file });
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Gives the file its name, unless the one of that name holds the same; says
    /// whether it did.
    pub(super) fn settle(self, target: &Path) -> io::Result<bool> {
        let is_same = self.is_same(target).unwrap_or(false);
        let mut open = open();
        match is_same {
            true => fs::remove_file(&self.path)?,
            false => fs::rename(&self.path, target)?,
        }
        open.remove(&self.path);
        Ok(!is_same)
    }

    /// Reads through its own handle: on some systems a lock shuts out every other.
    fn is_same(&self, target: &Path) -> io::Result<bool> {
        if self.file.metadata()?.len() != fs::symlink_metadata(target)?.len() {
            return Ok(false);
        }
        (&self.file).rewind()?;
        let (mut one, mut other) = (BufReader::new(&self.file), BufReader::new(File::open(target)?));
        let (mut a, mut b) = ([0; 1 << 14], [0; 1 << 14]);
        loop {
            let read = one.read(&mut a)?;
            other.read_exact(&mut b[..read])?;
            if read == 0 || a[..read] != b[..read] {
                return Ok(read == 0);
            }
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if open().remove(&self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes all files that this process has in the making. The process must end
/// then: whoever begins another one, or would give one its name, waits for ever.
pub fn discard_unfinished() {
    let open = open();
    for path in open.iter() {
        let _ = fs::remove_file(path);
    }
    std::mem::forget(open);
}

/// Another name in the folder of a file, which no other thread or process has.
fn beside(path: &Path) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    path.with_file_name(format!(".{name}.{}-{count}.part", std::process::id()))
}

/// The process that a file in the making belongs to, by its name.
fn owner(name: &str) -> Option<u32> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| number.to_string() == text);
    let (name, rest) = name.strip_prefix('.')?.strip_suffix(".part")?.rsplit_once('.')?;
    let (process, count) = rest.split_once('-')?;
    number(count).and(number(process)).filter(|_| !name.is_empty())
}

/// Removes from a folder what killed processes left in it, once in a process.
fn clear(folder: &Path) {
    static CLEARED: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let mut cleared = CLEARED.lock().unwrap_or_else(PoisonError::into_inner);
    if !cleared.get_or_insert_default().insert(folder.to_owned()) {
        return;
    }
    drop(cleared);
    let readable = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(readable) else { return };
    for entry in entries.flatten() {
        remove_abandoned(&folder.join(entry.file_name()));
    }
}

/// Removes a file if it was in the making in a process that is gone; says whether
/// it did.
pub(in crate::project) fn remove_abandoned(path: &Path) -> bool {
    let Some(owner) = path.file_name().and_then(|name| owner(name.to_str()?)) else { return false };
    let is_file = path.symlink_metadata().is_ok_and(|about| about.is_file());
    // Held, so that none of this process is begun meanwhile.
    let open = open();
    let is_ours = open.contains(path);
    is_file && !is_ours && !is_alive(owner) && !is_locked(path) && fs::remove_file(path).is_ok()
}

/// Whether another process has a number, where the system tells. The number alone
/// does not say that it is a process of fuzi, or of this machine.
fn is_alive(process: u32) -> bool {
    process != std::process::id() && Path::new("/proc").join(process.to_string()).exists()
}

/// Whether a process holds a file, on this machine or, where the file system is
/// shared and knows locks, on another one.
fn is_locked(path: &Path) -> bool {
    // Some systems lock only what is open for writing, and a file may be read-only.
    let file = File::options().write(true).open(path).or_else(|_| File::open(path));
    let Ok(file) = file else { return true };
    match file.try_lock() {
        Ok(()) => false,
        Err(TryLockError::WouldBlock) => true,
        Err(TryLockError::Error(_)) => {
            let age = file.metadata().and_then(|about| about.modified()).ok().and_then(|time| time.elapsed().ok());
            age.is_none_or(|age| age < ABANDONED)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, owner};
    use std::fs;
    use std::io::Write as _;

    #[test]
    fn names_of_files_in_the_making() {
        for (name, process) in [(".a.pdf.12-0.part", 12), (".我的 报告.v1-2.docx.4000-17.part", 4000)] {
            assert_eq!(owner(name), Some(process), "{name}");
        }
        let others = ["a.pdf.12-0.part", ".a.pdf.part", ".12-0.part", "..12-0.part", ".a.012-0.part", ".a.+1-0.part"];
        for name in others.into_iter().chain([".a.12-.part", ".a.12-0.part.txt", ".a.12_0.part", ".part", ""]) {
            assert_eq!(owner(name), None, "{name}");
        }
    }

    #[test]
    fn what_gets_no_name_is_gone() {
        let folder = std::env::temp_dir().join(format!("fuzi-part-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let target = folder.join("a.txt");
        drop(Part::begin(&target).unwrap());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        for (text, is_new) in [("one", true), ("one", false), ("two", true)] {
            let part = Part::begin(&target).unwrap();
            part.file().write_all(text.as_bytes()).unwrap();
            assert_eq!(part.settle(&target).unwrap(), is_new, "{text}");
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        }
        fs::remove_dir_all(folder).unwrap();
    }
}

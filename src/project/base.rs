//! The base of a Word file: the manuscript that it was made from. The file carries
//! the manuscript's hash alone; under that hash the manuscript is kept here, so that
//! what was changed in Word can be told from what was changed in Markdown.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

use super::files::{self, FileError, bounds};
use super::job::Job;
use super::load::Loader;
use super::outcome::{BaseAt, Edition, JobOutcome, Options};
use super::own_folder::{FOLDER, ignore_file};
use super::seal::{Kind, sealed, unsealed};
use crate::write::docx::Manuscript;

/// How many manuscripts a folder keeps, and how many bytes of them; the oldest go.
const MOST: Most = Most { files: 200_000, bytes: 512 << 20 };
/// The hashes that begin so are one of 4,096: only then the folder is listed.
const SOMETIMES: &str = "000";
/// The largest manuscript, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// A file of a manuscript that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseFile {
    /// Its name from the folder of the project on, with `/`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A bound of what a folder keeps.
#[derive(Debug, Clone, Copy)]
struct Most {
    files: usize,
    bytes: u64,
}

/// A folder of manuscripts.
struct Folder {
    path: PathBuf,
    /// The folder `.fuzi`, if that is where it lies.
    own: Option<PathBuf>,
}

impl Folder {
    fn of(job: &Job, options: &Options) -> Option<Self> {
        match &options.base {
            BaseAt::Nowhere => None,
            // There is no file into which edits could go back.
            BaseAt::Project(_) if job.input.is_some() => None,
            BaseAt::Project(_) if job.in_project => {
                let own = job.root.shown(Path::new(FOLDER));
                Some(Self { path: own.join("base"), own: Some(own) })
            }
            BaseAt::Project(single) => single.clone().map(|path| Self { path, own: None }),
        }
    }
}

/// Keeps the manuscript of a Word file that goes without it.
pub(super) fn keep_for(job: &Job, options: &Options, loader: &Loader<'_>, built: &mut JobOutcome) {
    let is_word = built.outputs.iter().any(|output| output.edition == Edition::Docx);
    if !is_word || options.carries_source(job) {
        return;
    }
    match keep(job, options, &Manuscript { files: loader.manuscript(), carried: false }) {
        Ok(hash) => built.base = hash,
        Err(error) => built.base_error = Some(error),
    }
}

/// Keeps a manuscript, and gives back the hash under which it is found.
///
/// # Errors
///
/// If the folder cannot be written, or lies behind a link that leads out of the
/// project.
fn keep(job: &Job, options: &Options, manuscript: &Manuscript) -> Result<Option<String>, FileError> {
    let (Some(folder), Some(hash)) = (Folder::of(job, options), manuscript.hash()) else { return Ok(None) };
    let path = folder.path.join(&hash);
    let mut files = vec![(path.clone(), packed(&hash, manuscript).into())];
    files.extend(folder.own.as_ref().and_then(|own| ignore_file(own)));
    if folder.own.is_some() {
        let advice = "remove the link, or put the manuscript into the Word file with --source";
        files.iter().try_for_each(|(path, _)| bounds::check(path, &[job.root.real()], advice))?;
    }
    let is_new = files::write_all(&files)?[0];
    match is_new {
        true if hash.starts_with(SOMETIMES) => prune(&folder.path, MOST),
        true => {}
        // What is used again is not the oldest.
        false => files::touch(&path),
    }
    Ok(Some(hash))
}

/// Whether the manuscript of a hash is where [`keep`] would put it, or nothing is
/// kept at all.
pub(super) fn is_kept(job: &Job, options: &Options, hash: &str) -> bool {
    Folder::of(job, options).is_none_or(|folder| files::is_plain_file(&folder.path.join(hash)))
}

/// The manuscript of a hash, as it was kept for a job.
pub(super) fn kept(job: &Job, options: &Options, hash: &str) -> Option<Vec<BaseFile>> {
    Folder::of(job, options).and_then(|folder| base(&folder.path, hash))
}

/// The manuscript of a hash, as it was kept in a folder; `None` if there is none or
/// it is damaged.
#[must_use]
pub fn base(folder: &Path, hash: &str) -> Option<Vec<BaseFile>> {
    if !is_hash(hash) {
        return None;
    }
    let body = unsealed(Kind::Base, hash, files::read_named(&folder.join(hash)).ok()?)?;
    let mut json = Vec::new();
    DeflateDecoder::new(body.as_slice()).take(MAX_BYTES).read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}

fn packed(hash: &str, manuscript: &Manuscript) -> Vec<u8> {
    let file = |file: &crate::write::docx::SourceFile<'_>| BaseFile { name: file.name.into(), text: file.text.into() };
    let list: Vec<BaseFile> = manuscript.files.iter().map(file).collect();
    let json = serde_json::to_vec(&list).unwrap_or_default();
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    // A vector takes all that it is given.
    let body = packer.write_all(&json).and_then(|()| packer.finish()).unwrap_or_default();
    sealed(Kind::Base, hash, &body)
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Removes the oldest manuscripts that are beyond the bound, and no other file.
/// Another process may do the same.
fn prune(folder: &Path, most: Most) {
    let is_base = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(is_hash)
            && files::is_plain_file(path)
            && files::begins_with(path, Kind::Base.mark().as_bytes())
    };
    let paths = files::paths(folder).unwrap_or_default().into_iter().filter(is_base);
    let mut found: Vec<_> = paths.filter_map(|path| Some((files::stamp(&path)?, path))).collect();
    found.sort_by_key(|(stamp, _)| std::cmp::Reverse(stamp.modified));
    let mut bytes = 0;
    for (at, (stamp, path)) in found.iter().enumerate() {
        bytes += stamp.len;
        if at >= most.files || bytes > most.bytes {
            let _ = files::remove_file(path);
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests lay out folders of their own")]
mod tests {
    use super::{BaseFile, Most, base, packed, prune};
    use crate::project::files::{self, paths, write_all};
    use crate::write::docx::{Manuscript, SourceFile};

    #[test]
    fn a_manuscript_is_found_by_its_hash() {
        let folder = std::env::temp_dir().join(format!("fuzi-base-{}", std::process::id()));
        let texts = ["甲".repeat(5_000), "<!-- 乙 -->\r\n".to_owned()];
        let file = |(name, text)| SourceFile { name, text };
        let files = ["a.md", "章/b.md"].into_iter().zip(texts.iter().map(String::as_str)).map(file).collect();
        let manuscript = Manuscript { files, carried: false };
        let hash = manuscript.hash().unwrap();
        let bytes = packed(&hash, &manuscript);
        assert!(bytes.len() < 500, "{}", bytes.len());
        let other = hash.chars().rev().collect::<String>();
        write_all(&[(folder.join(&hash), bytes.clone().into()), (folder.join(&other), bytes.into())]).unwrap();
        let found = base(&folder, &hash).unwrap();
        let known = |file: &SourceFile<'_>| BaseFile { name: file.name.into(), text: file.text.into() };
        assert_eq!(found, manuscript.files.iter().map(known).collect::<Vec<_>>());
        assert_eq!(base(&folder, &other), None, "a copy under another name");
        assert_eq!(base(&folder, "../a"), None);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_oldest_go() {
        let folder = std::env::temp_dir().join(format!("fuzi-prune-{}", std::process::id()));
        let hash = |n: usize| format!("{n:064}");
        let entry = |name: String, text: &str| (folder.join(name), text.as_bytes().to_vec().into());
        for n in 0..6 {
            write_all(&[entry(hash(n), "fuzi-base 1 x")]).unwrap();
            let age = std::time::Duration::from_secs(60 * (10 - n as u64));
            let file = std::fs::File::options().write(true).open(folder.join(hash(n))).unwrap();
            file.set_modified(std::time::SystemTime::now() - age).unwrap();
        }
        write_all(&[entry(hash(9), "mine"), entry("notes.txt".to_owned(), "fuzi-base 1")]).unwrap();
        files::touch(&folder.join(hash(0)));
        prune(&folder, Most { files: 4, bytes: 1000 });
        let left = |kept: &[usize]| {
            let mut wanted: Vec<_> = kept.iter().map(|n| folder.join(hash(*n))).collect();
            wanted.push(folder.join("notes.txt"));
            assert_eq!(paths(&folder).unwrap(), wanted);
        };
        left(&[0, 3, 4, 5, 9]);
        prune(&folder, Most { files: 4, bytes: 30 });
        left(&[0, 5, 9]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}

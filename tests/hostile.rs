//! What somebody who means harm may send: each input of `hostile/cases` gives the
//! diagnostics that it says, within bounds of time and memory, and the documents beside
//! it are built.
//!
//! The inputs of a kind are the documents of one project, built by one process; those
//! that begin with `$` are commands of their own. `UPDATE=1` writes what came of each.

mod case;
mod cut;
mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use case::Case;

use crate::support::command;
use crate::support::folder::{Folder, repository};

/// How many inputs there are at least.
const LEAST: usize = 150;
/// What a process may take: seconds of the processor, and kilobytes of memory.
const SECONDS: u32 = 120;
const KILOBYTES: u32 = 3 << 20;
/// What a document may take that is tried first; raw Typst that never ends is stopped
/// soon, and all else has time on a busy machine.
fn project(kind: &str) -> String {
    let time = if kind == "raw_typst" { "3s" } else { "60s" };
    format!(
        "[[document]]\neach = [\"*.md\"]\n[build]\nallow-raw = true\n[limits]\ntime = \"{time}\"\nmemory = \"500MB\"\n"
    )
}

/// A document that has nothing wrong, beside the others.
const GOOD: &str = "zz-good";

fn kinds() -> Vec<PathBuf> {
    let entries = fs::read_dir(repository("tests/hostile/cases")).unwrap();
    let mut kinds: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    kinds.sort();
    kinds
}

/// The command, within bounds where the system has any.
fn bounded() -> Command {
    let fuzi = command::fuzi();
    if !cfg!(target_os = "linux") {
        return fuzi;
    }
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -t {SECONDS}; ulimit -d {KILOBYTES}; ulimit -c 0; exec \"$0\" \"$@\"")]);
    shell.arg(fuzi.get_program());
    for (name, value) in fuzi.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What came of the documents of a project, by their names.
fn built(folder: &Folder) -> BTreeMap<String, String> {
    let arguments = ["build", "--no-cache", "--all", "--message-format", "json"];
    let run = bounded().args(arguments).current_dir(folder.path()).output().unwrap();
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut ends: BTreeMap<String, String> = BTreeMap::new();
    for line in text(&run.stderr).lines() {
        let Ok(event) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let of = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        match &*of("event") {
            "diagnostic" => _ = codes.entry(of("document")).or_default().insert(of("code")),
            "document" => _ = ends.insert(of("document"), of("status")),
            _ => {}
        }
    }
    assert!(ends.contains_key(GOOD), "the process did not come to its end: {}\n{}", run.status, text(&run.stderr));
    let told = |(name, status): (String, String)| {
        let codes = codes.remove(&name).unwrap_or_default();
        let all: Vec<String> = std::iter::once(status).chain(codes).collect();
        (name, all.join(" "))
    };
    ends.into_iter().map(told).collect()
}

/// What came of a command.
fn ended(case: &Case, arguments: &str) -> String {
    let folder = Folder::new();
    let project = folder.join("project");
    fs::create_dir(&project).unwrap();
    folder.write("outside.md", "SECRET\n");
    place(case, "a.md", &project);
    let run = bounded().args(arguments.split(' ')).current_dir(&project).output().unwrap();
    let said = text(&run.stderr) + &text(&run.stdout);
    assert!(!said.contains("SECRET"), "{}: {said}", case.name);
    assert_eq!(folder.names(), ["outside.md", "project"], "{}: something is written outside", case.name);
    assert_eq!(folder.read("outside.md"), b"SECRET\n", "{}: something outside is changed", case.name);
    let codes: BTreeSet<&str> =
        case::codes(&said).into_iter().chain(said.contains("panicked").then_some("panic")).collect();
    let Output { status, .. } = run;
    let status = status.code().map_or_else(|| status.to_string(), |code| code.to_string());
    std::iter::once(&*status).chain(codes).collect::<Vec<_>>().join(" ")
}

/// Writes the files of a case into a folder.
fn place(case: &Case, manuscript: &str, folder: &Path) {
    for (name, bytes) in case.files(manuscript) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    #[cfg(unix)]
    for (name, target) in &case.links {
        std::os::unix::fs::symlink(target, folder.join(name)).unwrap();
    }
}

fn run(kind: &str) {
    let path = repository("tests/hostile/cases").join(kind).with_extension("txt");
    let cases = case::read(&path);
    let folder = Folder::new();
    folder.write("fuzi.toml", project(kind));
    folder.write(&format!("{GOOD}.md"), "# 好\n\n正文\n");
    let (commands, documents): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.command().is_some());
    documents.iter().for_each(|case| place(case, &format!("{}.md", case.name), folder.path()));
    let mut came: BTreeMap<String, String> = built(&folder);
    assert_eq!(came.remove(GOOD).as_deref(), Some("built"));
    for (case, arguments) in commands.iter().filter_map(|case| Some((case, case.command()?))) {
        came.insert(case.name.clone(), ended(case, arguments));
    }
    unharmed(&folder, &documents, &came);
    if std::env::var_os("UPDATE").is_some() {
        return case::update(&path, &came);
    }
    let of = |case: &Case| came.get(&case.name).cloned().unwrap_or_else(|| "nothing".to_owned());
    let wrong = cases.iter().filter(|case| of(case) != case.expected);
    let wrong: Vec<String> = wrong.map(|case| format!("{}: {}, not {}", case.name, of(case), case.expected)).collect();
    assert!(wrong.is_empty(), "{kind}:\n{}", wrong.join("\n"));
}

/// What stands in no edition, whatever the manuscript is.
const NEVER: [&str; 5] = ["javascript:", "vbscript:", "file:", "DDEAUTO", "SECRET"];

fn unharmed(folder: &Folder, documents: &[&Case], came: &BTreeMap<String, String>) {
    for case in documents.iter().filter(|case| came.get(&case.name).is_some_and(|came| came.starts_with("built"))) {
        let (pdf, word) = (format!("{}.pdf", case.name), format!("{}.docx", case.name));
        let mut said = text(&folder.read(&pdf));
        let package = crate::support::word::Package::open(&folder.read(&word));
        let acts = |name: &&str| name.ends_with(".rels") || *name == "word/document.xml";
        let parts = package.names().filter(acts).map(|name| package.part(name).to_owned());
        said.extend(parts.map(|part| case::acting(&part)));
        for word in NEVER {
            assert!(!said.contains(word), "{}: an edition holds “{word}”", case.name);
        }
    }
}

macro_rules! kinds {
    ($($kind:ident)*) => {
        const KINDS: &[&str] = &[$(stringify!($kind),)*];
        $(#[test] fn $kind() { run(stringify!($kind)); })*
    };
}

kinds! { bibliographies data drawings files includes markdown office pages pictures raw_typst raw_word settings }

/// Ten pictures of ninety million pixels each, which are 2.5 GB together: they are past the
/// memory of their document, or past the pixels that it may have, and the other is built.
#[test]
fn ten_large_pictures() {
    let folder = Folder::new();
    let shown = |at: u8| {
        folder.write(&format!("{at}.png"), files::large(at));
        format!("![甲]({at}.png)\n\n")
    };
    let text: String = (0..10).map(shown).collect();
    folder.write("large.md", text);
    folder.write(&format!("{GOOD}.md"), "# 好\n\n正文\n");
    for (limits, expected) in [("memory = \"400MB\"", "failed limit"), ("all-pixels = 100_000_000", "built image")] {
        folder.write("fuzi.toml", format!("[[document]]\neach = [\"*.md\"]\n[limits]\n{limits}\n"));
        let mut came = built(&folder);
        assert_eq!(came.remove(GOOD).as_deref(), Some("built"), "{limits}");
        assert_eq!(came.remove("large").as_deref(), Some(expected), "{limits}");
    }
}

#[test]
fn every_kind_is_run() {
    let stems: Vec<String> =
        kinds().iter().map(|kind| kind.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(stems, KINDS);
    let count: usize = kinds().iter().map(|kind| case::read(kind).len()).sum();
    assert!(count >= LEAST, "there are {count} inputs");
}

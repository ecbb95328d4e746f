//! The inputs of a file of `cases`, one behind the other, each under a line with its
//! name and what comes of it:
//!
//! ```text
//! ===== name: built image =====
//! The manuscript; ⟦3×text⟧ is a text three times, with ◆ its number in each,
//! \n a line break; ⟦xff 00⟧ is bytes.
//! --- file a.svg ---
//! A file beside it.
//! --- link b.md ../outside.md ---
//! ```
//!
//! `$ read a.docx` as the first line is a command, run in a folder of its own. Files
//! that are named and not given are those of `files`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use super::files;

static REPEATED: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?s)⟦(\\d+)×([^⟦⟧]*)⟧").unwrap());
static BYTES: LazyLock<Regex> = LazyLock::new(|| Regex::new("⟦x([0-9a-f ]+)⟧").unwrap());
static HEAD: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?m)^===== ([a-z0-9-]+): (.*) =====$").unwrap());
static PART: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?m)^--- (file|link) (\\S+)(?: (\\S+))? ---\n").unwrap());
static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?:error|warning|note)\\[([a-z0-9-]+)\\]").unwrap());
static ACTING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?s)<w:instrText[^>]*>[^<]*|w:instr=\"[^\"]*|Target=\"[^\"]*").unwrap());

pub(super) struct Case {
    pub(super) name: String,
    /// What comes of it: how it ends, and the codes of what is said.
    pub(super) expected: String,
    text: String,
    given: Vec<(String, String)>,
    /// Links with their targets.
    pub(super) links: Vec<(String, String)>,
}

pub(super) fn read(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let heads: Vec<_> = HEAD.captures_iter(&text).collect();
    assert_eq!(heads.len(), text.matches("\n=====").count() + 1, "{}: a head is no head", path.display());
    let ends = heads.iter().skip(1).map(|head| head.get(0).unwrap().start()).chain([text.len()]);
    let case = |(head, end): (&regex::Captures<'_>, usize)| {
        let body = &text[head.get(0).unwrap().end() + 1..end];
        Case::read(&head[1], &head[2], body)
    };
    let cases: Vec<Case> = heads.iter().zip(ends).map(case).collect();
    let names: std::collections::BTreeSet<&str> = cases.iter().map(|case| &*case.name).collect();
    assert_eq!(names.len(), cases.len(), "{}: a name is given twice", path.display());
    cases
}

impl Case {
    fn read(name: &str, expected: &str, body: &str) -> Self {
        let parts: Vec<_> = PART.captures_iter(body).collect();
        let first = parts.first().map_or(body.len(), |part| part.get(0).unwrap().start());
        let (mut given, mut links) = (Vec::new(), Vec::new());
        for (at, part) in parts.iter().enumerate() {
            let end = parts.get(at + 1).map_or(body.len(), |next| next.get(0).unwrap().start());
            match &part[1] {
                "file" => given.push((part[2].to_owned(), body[part.get(0).unwrap().end()..end].to_owned())),
                _ => links.push((part[2].to_owned(), part[3].to_owned())),
            }
        }
        Self { name: name.to_owned(), expected: expected.to_owned(), text: body[..first].to_owned(), given, links }
    }

    /// The arguments of the command that it is.
    pub(super) fn command(&self) -> Option<&str> {
        self.text.lines().next()?.strip_prefix("$ ")
    }

    /// All files with their names.
    pub(super) fn files(&self, manuscript: &str) -> Vec<(String, Vec<u8>)> {
        let text = match self.command() {
            Some(_) => self.text.split_once('\n').map_or("", |(_, rest)| rest),
            None => &self.text,
        };
        let mut files = vec![(manuscript.to_owned(), bytes(text))];
        let many = |name: &str, text: &str| {
            let number = name.find('◆').map_or(1, |_| 10);
            (0..number).map(|at| (name.replace('◆', &at.to_string()), bytes(text))).collect::<Vec<_>>()
        };
        files.extend(self.given.iter().flat_map(|(name, text)| many(name, text)));
        let all: String = std::iter::once(&self.text).chain(self.given.iter().map(|(_, text)| text)).cloned().collect();
        let named = files::ALL.iter().filter(|(name, _)| all.contains(name));
        files.extend(named.map(|(name, make)| ((*name).to_owned(), make())));
        files
    }
}

/// The bytes that a text stands for.
fn bytes(text: &str) -> Vec<u8> {
    let mut text = text.to_owned();
    while REPEATED.is_match(&text) {
        let repeat = |found: &regex::Captures<'_>| {
            let (count, inner): (usize, String) = (found[1].parse().unwrap(), found[2].replace("\\n", "\n"));
            match inner.contains('◆') {
                true => (0..count).map(|at| inner.replace('◆', &at.to_string())).collect(),
                false => inner.repeat(count),
            }
        };
        text = REPEATED.replace_all(&text, repeat).into_owned();
    }
    let (mut out, mut at) = (Vec::new(), 0);
    for found in BYTES.captures_iter(&text) {
        let place = found.get(0).unwrap();
        out.extend_from_slice(&text.as_bytes()[at..place.start()]);
        out.extend(found[1].split(' ').map(|byte| u8::from_str_radix(byte, 16).unwrap()));
        at = place.end();
    }
    out.extend_from_slice(&text.as_bytes()[at..]);
    out
}

/// The codes in what a command says.
pub(super) fn codes(said: &str) -> Vec<&str> {
    CODE.captures_iter(said).map(|found| found.get(1).unwrap().as_str()).collect()
}

/// What a part of a Word file lets its reader do: its fields and relations.
pub(super) fn acting(part: &str) -> String {
    ACTING.find_iter(part).map(|found| found.as_str()).collect()
}

/// Writes what came of each case into its head.
pub(super) fn update(path: &Path, came: &BTreeMap<String, String>) {
    let text = fs::read_to_string(path).unwrap();
    let head = |found: &regex::Captures<'_>| {
        let came = came.get(&found[1]).map_or("nothing", |came| came);
        format!("===== {}: {came} =====", &found[1])
    };
    fs::write(path, HEAD.replace_all(&text, head).as_bytes()).unwrap();
}

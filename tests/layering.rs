//! The arrows between the modules, and what only one of them may do.

mod circles;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::folder::repository;

/// For each module what it may use of the crate.
const ARROWS: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("length", &[]),
    ("model", &["diag", "length"]),
    ("style", &["diag", "length", "model"]),
    ("ooxml", &["diag"]),
    ("template", &["diag", "length", "model", "style", "ooxml"]),
    ("word", &["diag", "ooxml"]),
    ("verify", &["diag", "assets", "word"]),
    ("merge", &["diag", "model", "word"]),
    ("track", &["diag", "model"]),
    ("assets", &["diag", "length", "model"]),
    ("yaml", &["diag", "model"]),
    ("read", &["diag", "length", "model", "yaml"]),
    ("resolve", &["diag", "length", "model", "style", "assets", "cite"]),
    ("cite", &["diag", "model", "style", "yaml"]),
    ("check", &["diag", "length", "model", "style", "assets"]),
    ("write::typst", &["diag", "length", "model", "style", "assets"]),
    ("write::docx", &["diag", "length", "model", "style", "assets", "template", "ooxml"]),
    ("pdf", &["diag", "length", "model", "style", "assets", "write::typst"]),
    (
        "project",
        &[
            "diag",
            "model",
            "ooxml",
            "style",
            "assets",
            "template",
            "word",
            "verify",
            "merge",
            "track",
            "check",
            "yaml",
            "read",
            "resolve",
            "cite",
            "write",
            "write::typst",
            "write::docx",
            "pdf",
        ],
    ),
    ("cli", &["diag", "project"]),
];

/// Words of one format, which the model must not know.
const FORMATS: &[&str] = &[
    "comrak", "Comrak", "typst", "Typst", "docx", "Docx", "Ooxml", "ooxml", "Omml", "omml", "Markdown", "markdown",
    "latex", "LaTeX", "Latex", "Html", "html",
];

/// A file of the sources without comments, texts and test modules.
struct File {
    path: PathBuf,
    /// Its module, such as `write::docx`.
    module: String,
    whole: String,
    code: String,
}

fn sources() -> Vec<File> {
    let root = repository("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 100, "the sources are not found");
    paths.into_iter().map(|path| read(&root, path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn read(root: &Path, path: PathBuf) -> File {
    let whole = fs::read_to_string(&path).unwrap();
    let path = path.strip_prefix(root).unwrap().to_owned();
    let parts: Vec<String> = path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let module = match &parts[..] {
        [first, second, ..] if first == "write" && second != "mod" => format!("write::{second}"),
        [first, ..] => first.clone(),
        [] => String::new(),
    };
    let is_test = parts.iter().any(|part| ["tests", "testing", "samples"].contains(&part.as_str()));
    let code = if is_test { String::new() } else { stripped(&whole) };
    File { path, module, whole, code }
}

/// The code without comments, texts and what stands behind `#[cfg(test)]` at
/// the end of a file.
fn stripped(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let signs: Vec<char> = text[..end].chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < signs.len() {
        let len = comment(&signs[at..]).or_else(|| literal(&signs[at..]));
        match len {
            Some(len) => {
                out.push(' ');
                at += len;
            }
            None => {
                out.push(signs[at]);
                at += 1;
            }
        }
    }
    out
}

fn comment(signs: &[char]) -> Option<usize> {
    match signs {
        ['/', '/', ..] => Some(signs.iter().position(|c| *c == '\n').unwrap_or(signs.len())),
        ['/', '*', ..] => {
            let end = signs.windows(2).skip(2).position(|pair| pair == ['*', '/']);
            Some(end.map_or(signs.len(), |end| end + 4))
        }
        _ => None,
    }
}

/// The length of a text or a character.
fn literal(signs: &[char]) -> Option<usize> {
    match signs {
        ['r', rest @ ..] if matches!(rest, ['"' | '#', ..]) => {
            let marks = rest.iter().take_while(|c| **c == '#').count();
            (rest.get(marks) == Some(&'"')).then(|| {
                let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', marks)).collect();
                let end = rest[marks + 1..].windows(close.len()).position(|part| part == close);
                end.map_or(signs.len(), |end| 2 + marks + end + close.len())
            })
        }
        ['"', rest @ ..] => {
            let mut escaped = false;
            let end = rest.iter().position(|c| {
                let ends = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                ends
            });
            Some(end.map_or(signs.len(), |end| end + 2))
        }
        ['\'', '\\', rest @ ..] => rest.iter().skip(1).position(|c| *c == '\'').map(|end| end + 4),
        ['\'', _, '\'', ..] => Some(3),
        _ => None,
    }
}

/// The words of Rust in a code.
fn identifiers(code: &str) -> BTreeSet<&str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

/// What a code names behind `crate::`, one level deep, two within `write`.
fn uses(code: &str) -> BTreeSet<String> {
    let flat: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = BTreeSet::new();
    for (at, _) in flat.match_indices("crate::") {
        names(&flat[at + "crate::".len()..], "", &mut found);
    }
    found
}

fn names(path: &str, prefix: &str, found: &mut BTreeSet<String>) {
    if let Some(group) = path.strip_prefix('{') {
        let mut depth = 0;
        let mut start = 0;
        for (at, sign) in group.char_indices() {
            match sign {
                '{' => depth += 1,
                '}' if depth == 0 => return names(group[start..at].trim(), prefix, found),
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    names(group[start..at].trim(), prefix, found);
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    let name = &path[..end];
    match path[end..].strip_prefix("::") {
        Some(rest) if name == "write" && prefix.is_empty() => names(rest, "write::", found),
        _ if !name.is_empty() && name.chars().all(|c| c.is_lowercase() || c == '_') => {
            found.insert(format!("{prefix}{name}"));
        }
        _ => {}
    }
}

#[test]
fn the_arrows_between_the_modules() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !["lib", "main", "write"].contains(&file.module.as_str())) {
        let rule = ARROWS.iter().find(|(module, _)| *module == file.module);
        let (_, allowed) = rule.unwrap_or_else(|| panic!("no rule for the module {}", file.module));
        for used in uses(&file.code) {
            if used != file.module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: {} may not use {used}", file.path.display(), file.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_writers_never_name_each_other() {
    for file in sources() {
        let other = match file.module.as_str() {
            "write::typst" => "docx",
            "write::docx" => "typst",
            _ => continue,
        };
        assert!(!identifiers(&file.code).contains(other), "{} names {other}", file.path.display());
    }
}

#[test]
fn the_state_of_the_word_file_knows_no_part_and_no_block() {
    for file in sources().iter().filter(|file| file.path.starts_with("write/docx/state")) {
        let flat: String = file.code.split_whitespace().collect();
        for word in ["docx::parts", "docx::body", "docx::template"] {
            assert!(!flat.contains(word), "{} uses {word}", file.path.display());
        }
    }
}

#[test]
fn the_model_knows_no_format() {
    for file in sources().iter().filter(|file| file.module == "model") {
        for word in identifiers(&file.code) {
            assert!(!FORMATS.iter().any(|format| word.contains(format)), "{} names {word}", file.path.display());
        }
    }
}

#[test]
fn only_project_touches_the_disk() {
    for file in sources().iter().filter(|file| file.module != "project") {
        let flat: String = file.code.split_whitespace().collect();
        for word in ["std::fs", "fs::read", "fs::write", "File::open", "File::create", "Command::new", "env::temp_dir"]
        {
            assert!(!flat.contains(word), "{} uses {word}", file.path.display());
        }
    }
}

#[test]
fn only_the_page_of_this_machine_listens() {
    for file in sources() {
        let flat: String = file.code.split_whitespace().collect();
        let listens = flat.contains("std::net") || flat.contains("TcpListener");
        assert!(!listens || file.path.starts_with("cli/serve"), "{} listens", file.path.display());
    }
}

#[test]
fn writers_know_no_clock_and_no_environment() {
    let pure = [
        "model",
        "style",
        "template",
        "word",
        "verify",
        "read",
        "resolve",
        "check",
        "write::typst",
        "write::docx",
        "cite",
    ];
    for file in sources().iter().filter(|file| pure.contains(&file.module.as_str())) {
        let flat: String = file.code.split_whitespace().collect();
        for word in
            ["SystemTime", "Instant::now", "std::env", "env::var", "thread::current", "process::id", "RandomState"]
        {
            assert!(!flat.contains(word), "{} uses {word}", file.path.display());
        }
    }
}

#[test]
fn only_the_command_prints() {
    for file in sources().iter().filter(|file| file.module != "cli") {
        for word in ["print!", "println!", "eprint!", "eprintln!", "dbg!", "stdout()", "stderr()"] {
            assert!(!file.code.contains(word), "{} uses {word}", file.path.display());
        }
    }
}

#[test]
fn nothing_is_left_to_do() {
    for file in sources() {
        assert!(file.whole.starts_with("//! "), "{} does not open with //!", file.path.display());
        for word in ["todo!", "unimplemented!", "#[ignore"] {
            assert!(!file.whole.contains(word), "{} has {word}", file.path.display());
        }
        assert!(!file.code.contains("unsafe "), "{} is unsafe", file.path.display());
    }
}

#[test]
fn the_reader_of_sources_reads() {
    let code = "use crate::{diag::Code, write::{typst::{a, b}, docx}};\n// use crate::cli;\nlet x = \"crate::pdf\"; crate::model::f('\"'); r#\"crate::read\"#;";
    let expected = ["diag", "model", "write::docx", "write::typst"];
    assert_eq!(uses(&stripped(code)).into_iter().collect::<Vec<_>>(), expected);
}

//! Files that import each other in a circle: none of them can be read before the others.

use std::collections::{BTreeMap, BTreeSet};

use super::{File, sources, stripped};

/// Where circles may remain, with the reason.
const ALLOWED: &[(&[&str], &str)] = &[
    (&["read", "markdown"], "passes over blocks that read what stands in blocks by the same passes"),
    (&["read", "latex"], "the parser reads environments, which hold what the parser reads"),
];

/// The module of a file, such as `write`, `docx`, `xml`.
type Module = Vec<String>;

fn module(file: &File) -> Module {
    let mut parts: Module =
        file.path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    if parts.len() == 1 && ["lib", "main"].contains(&parts[0].as_str()) { Vec::new() } else { parts }
}

/// The paths that the `use` items at the beginnings of lines name.
fn imports(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let line = rest[..at].rsplit('\n').next().unwrap_or_default().trim();
        let begins = line.is_empty() || (line.starts_with("pub") && !line.contains(['{', ';', '=']));
        rest = &rest[at + "use ".len()..];
        if begins {
            let end = rest.find(';').unwrap_or(rest.len());
            let item: String = rest[..end].split_whitespace().collect::<Vec<_>>().join(" ");
            expand("", &item, &mut paths);
            rest = &rest[end..];
        }
    }
    paths
}

/// A tree of imports as paths without braces.
fn expand(prefix: &str, item: &str, paths: &mut Vec<String>) {
    let Some((before, group)) = item.split_once('{') else {
        let path = item.split(" as ").next().unwrap_or_default().trim();
        paths.push(format!("{prefix}{path}"));
        return;
    };
    let prefix = format!("{prefix}{}", before.trim());
    let (mut depth, mut start) = (0, 0);
    for (at, ch) in group.char_indices() {
        match ch {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                if !group[start..at].trim().is_empty() {
                    expand(&prefix, group[start..at].trim(), paths);
                }
                start = at + 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
}

/// The file that a path of another names: the last of its modules that is one.
fn target(from: &Module, path: &str, files: &BTreeSet<Module>) -> Option<Module> {
    let mut names = path.split("::").map(str::trim).peekable();
    let mut at = from.clone();
    match names.next()? {
        "crate" => at.clear(),
        "self" => {}
        "super" => {
            at.pop();
            while names.next_if_eq(&"super").is_some() {
                at.pop();
            }
        }
        _ => return None,
    }
    for name in names {
        let inner: Module = at.iter().cloned().chain([name.to_owned()]).collect();
        if !files.contains(&inner) {
            break;
        }
        at = inner;
    }
    (at != *from && files.contains(&at)).then_some(at)
}

/// Everything that each leads to.
fn reached(edges: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeMap<&Module, BTreeSet<&Module>> {
    let from = |start| {
        let mut seen = BTreeSet::new();
        let mut open = vec![start];
        while let Some(file) = open.pop() {
            open.extend(edges.get(file).into_iter().flatten().filter(|next| seen.insert(*next)));
        }
        (start, seen)
    };
    edges.keys().map(from).collect()
}

/// The groups of files that lead to each other.
fn circles(edges: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<BTreeSet<&Module>> {
    let reached = reached(edges);
    let leads = |from: &Module, to: &Module| reached.get(from).is_some_and(|seen| seen.contains(to));
    let circle = |file| edges.keys().filter(|other| leads(file, other) && leads(other, file)).collect::<BTreeSet<_>>();
    edges.keys().map(circle).filter(|circle| circle.len() > 1).collect()
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = sources();
    let files: BTreeSet<Module> = sources.iter().map(module).collect();
    let mut edges = BTreeMap::new();
    for file in sources.iter().filter(|file| !module(file).iter().any(|part| part == "tests")) {
        let from = module(file);
        let code = stripped(&file.whole);
        let to: BTreeSet<Module> = imports(&code).iter().filter_map(|path| target(&from, path, &files)).collect();
        edges.insert(from, to);
    }
    assert!(edges.values().map(BTreeSet::len).sum::<usize>() > 1000, "the imports are not found");
    let within = |circle: &BTreeSet<&Module>, folder: &[&str]| {
        circle.iter().all(|file| file.len() >= folder.len() && file.iter().zip(folder).all(|(a, b)| a == b))
    };
    let wrong: Vec<String> = circles(&edges)
        .into_iter()
        .filter(|circle| !ALLOWED.iter().any(|(folder, _)| within(circle, folder)))
        .map(|circle| circle.into_iter().map(|file| file.join("::")).collect::<Vec<_>>().join(", "))
        .collect();
    assert!(wrong.is_empty(), "move what both need into a file below both:\n{}", wrong.join("\n"));
}

#[test]
fn circles_are_found() {
    let of = |path: &str| path.split("::").map(str::to_owned).collect::<Module>();
    let files = ["a", "a::b", "a::c", "d"].map(of).into_iter().collect();
    let code = "use crate::a::{b::X, c};\npub(super) use super::c::{Y, Z as W};\nuse std::fmt;\nlet reuse = 1;\n";
    assert_eq!(imports(code), ["crate::a::b::X", "crate::a::c", "super::c::Y", "super::c::Z", "std::fmt"]);
    assert_eq!(target(&of("a::b"), "super::c::Y", &files), Some(of("a::c")));
    assert_eq!(target(&of("d"), "crate::a::Unknown", &files), Some(of("a")));
    assert_eq!(target(&of("a::b"), "std::fmt", &files), None);
    let edges = [("a::b", "a::c"), ("a::c", "d"), ("d", "a::b"), ("a", "d")];
    let edges = edges.map(|(from, to)| (of(from), BTreeSet::from([of(to)]))).into_iter().collect();
    let expected = BTreeSet::from([of("a::b"), of("a::c"), of("d")]);
    assert_eq!(circles(&edges), BTreeSet::from([expected.iter().collect()]));
}

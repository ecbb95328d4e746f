//! What a path means: the project above it, wildcards, the standard input.

use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::cli::{fuzi, run};
use crate::support::command;
use crate::support::folder::Folder;
use crate::support::word::Package;

const SIDE: &str = "# 一\n\n{{ author }}\n\n![雨点](/assets/x.svg)\n";
const DOT: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";

/// A project with a book, single documents and files that nothing names.
fn project() -> Folder {
    let folder = Folder::new();
    folder.write(
        "fuzi.toml",
        "[build]\nto = [\"docx\"]\nout-dir = \"out\"\nvariables = {author = \"课题组\"}\n\n\
         [[document]]\nsources = [\"book/*.md\"]\noutput = \"book\"\nvariables = {author = \"书的作者\"}\n\n\
         [[document]]\neach = [\"docs/*.md\"]\noutput = \"{stem}-1\"\n\n[check.rules]\nellipsis = \"error\"\n",
    );
    folder.write("assets/x.svg", DOT);
    for name in ["book/1.md", "book/2.md", "docs/a.md", "docs/b.md", "docs/deep/c.md", "notes/n.md", "notes/m.md"] {
        folder.write(name, SIDE);
    }
    folder
}

/// What a build in a folder of the project writes into `out`, from its names.
fn built(folder: &Folder, from: &str, args: &[&str]) -> Vec<String> {
    let _ = std::fs::remove_dir_all(folder.join("out"));
    let args = [&["build", "--quiet", "--no-cache", "--message-format", "short"], args].concat();
    let output = fuzi(&folder.join(from), &args);
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{from} {args:?}");
    let mut found = Vec::new();
    list(&folder.join("out"), &mut found);
    let mut names: Vec<String> =
        found.iter().map(|path| path.strip_prefix(folder.join("out")).unwrap().display().to_string()).collect();
    names.sort();
    names
}

fn list(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { list(&path, found) } else { found.push(path) }
    }
}

#[test]
fn files_and_folders_belong_to_the_project_above() {
    let folder = project();
    for (from, args, wanted) in [
        // A document of the project.
        ("", &["docs/a.md"][..], &["a-1.docx"][..]),
        ("docs", &["a.md"], &["a-1.docx"]),
        ("assets", &["../docs/a.md"], &["a-1.docx"]),
        ("docs/deep", &["../../docs/a.md", "../b.md", "../a.md"], &["a-1.docx", "b-1.docx"]),
        // One file of a document, and one of none.
        ("", &["book/2.md"], &["book/2.docx"]),
        ("book", &["2.md"], &["book/2.docx"]),
        ("docs/deep", &["c.md"], &["docs/deep/c.docx"]),
        // Folders.
        ("", &["docs"], &["a-1.docx", "b-1.docx"]),
        ("", &["book"], &["book.docx"]),
        ("notes", &["../notes"], &["notes/m.docx", "notes/n.docx"]),
        // The project itself.
        ("notes", &[], &["a-1.docx", "b-1.docx", "book.docx"]),
        ("docs/deep", &["."], &["a-1.docx", "b-1.docx", "book.docx"]),
        ("docs/deep", &["../.."], &["a-1.docx", "b-1.docx", "book.docx"]),
    ] {
        assert_eq!(built(&folder, from, args), wanted, "{from} {args:?}");
    }
    let text = |name: &str| Package::open(&folder.read(name)).text();
    built(&folder, "book", &["2.md"]);
    assert!(text("out/book/2.docx").contains("书的作者"), "the variables of its document");
    built(&folder, "notes", &["n.md"]);
    assert!(text("out/notes/n.docx").contains("课题组"), "the variables of the project");
}

#[test]
fn the_project_above_holds_for_every_command() {
    let folder = project();
    folder.write("docs/a.md", "好...\n");
    let from = |folder: &Folder, inside: &str, args: &[&str]| {
        let output = fuzi(&folder.join(inside), args);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (status, out, _) = from(&folder, "docs", &["check", "a.md", "--message-format", "short"]);
    assert!(status == 1 && out.contains("../docs/a.md:1:2: error[F0903 ellipsis"), "{out}");
    let (status, out, _) = from(&folder, "docs", &["plan", "b.md"]);
    assert!(status == 0 && out.contains("out/b-1") && out.lines().count() == 1, "{out}");
    assert_eq!(from(&folder, "docs", &["build", "b.md", "--quiet"]).0, 0);
    let (_, out, _) = from(&folder, "docs", &["plan", "b.md"]);
    assert!(out.starts_with("fresh"), "the cache of the project: {out}");
    let (_, out, _) = run(&folder, &["plan", "docs/b.md"]);
    assert!(out.starts_with("fresh"), "the same from anywhere: {out}");
    let (status, out, _) = from(&folder, "docs", &["clean"]);
    assert!(status == 0 && out.contains(".fuzi/cache") && !folder.has(".fuzi/cache/documents"), "{out}");
}

#[test]
fn each_file_belongs_to_its_own_project() {
    let folder = project();
    folder.write("docs/deep/fuzi.toml", "[build]\nto = [\"docx\"]\nout-dir = \"made\"\n");
    let (status, _, err) = run(&folder, &["build", "docs/a.md", "docs/deep/c.md"]);
    assert!(status == 0 && folder.has("out/a-1.docx") && folder.has("docs/deep/made/c.docx"), "{err}");
    let text = Package::open(&folder.read("docs/deep/made/c.docx")).text();
    assert!(!text.contains("课题组"), "nothing of the project above: {text}");
}

#[test]
fn a_folder_means_the_files_below_it_too() {
    let folder = Folder::new();
    let texts = ["docs/index.md", "docs/guide/a.md", "docs/guide/deep/b.qmd"];
    let others = ["docs/.hidden/x.md", "docs/node_modules/p/x.md", "docs/_build/x.md", "docs/own/x.md", "docs/.x.md"];
    for name in texts.iter().chain(&others) {
        folder.write(name, "# 甲\n");
    }
    folder.write("docs/own/fuzi.toml", "[build]\nout-dir = \"made\"\n");
    let plan = |args: &[&str]| {
        let (status, out, err) = run(&folder, &[&["plan", "--message-format", "short"], args].concat());
        assert_eq!(status, 0, "{args:?}: {err}");
        out.lines().map(|line| line.split_whitespace().nth(2).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(plan(&["docs"]), ["docs/guide/a.pdf", "docs/guide/deep/b.pdf", "docs/index.pdf"]);
    assert_eq!(plan(&["docs/own"]), ["docs/own/made/x.pdf"]);
    // In a project the folder of its editions is left out, and they go there.
    folder.write("fuzi.toml", "[build]\nout-dir = \"docs/site\"\n");
    folder.write("docs/site/copy.md", "# 甲\n");
    let made = ["guide/a", "guide/deep/b", "index"].map(|name| format!("docs/site/docs/{name}.pdf"));
    assert_eq!(plan(&["docs"]), made);
    let (status, _, err) = run(&folder, &["build", "docs", "--to", "docx", "--quiet"]);
    assert!(status == 0 && folder.has("docs/site/docs/guide/deep/b.docx") && !folder.has("docs/own/x.docx"), "{err}");
    folder.write("empty/own/fuzi.toml", "");
    let (status, _, err) = run(&folder, &["build", "empty"]);
    assert!(status != 0 && err.contains("name one of those"), "{err}");
}

#[test]
fn without_a_path_the_files_below_are_counted_and_left() {
    let folder = Folder::new();
    for name in ["a.md", "docs/b.md", "docs/deep/c.md", "only/below/d.md"] {
        folder.write(name, "# 甲\n");
    }
    let (status, _, err) = run(&folder, &["--lang", "en", "build", "--to", "docx"]);
    assert!(status == 0 && err.contains("3 more Markdown files"), "{err}");
    assert!(folder.has("a.docx") && !folder.has("docs/b.docx"), "{err}");
    let (status, _, err) = run(&folder, &["--lang", "en", "check"]);
    assert!(status == 0 && err.contains("3 more Markdown files"), "{err}");
    let only = |args: &[&str]| fuzi(&folder.join("only"), args);
    let output = only(&["--lang", "en", "build", "--to", "docx"]);
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(3) && err.contains("only in folders below"), "{err}");
    assert_eq!(only(&["build", ".", "--to", "docx", "--quiet"]).status.code(), Some(0));
    let (status, _, err) = run(&folder, &["--lang", "en", "build", ".", "--to", "docx"]);
    assert!(status == 0 && folder.has("docs/deep/c.docx") && folder.has("only/below/d.docx"), "{err}");
    assert!(!err.contains("more Markdown files"), "{err}");
    // All of a project is meant without a path as well.
    folder.write("fuzi.toml", "");
    let (_, _, err) = run(&folder, &["--lang", "en", "plan"]);
    assert!(!err.contains("more Markdown files"), "{err}");
}

#[test]
fn nothing_outside_the_project_is_read() {
    let outer = Folder::new();
    outer.write("secret.md", "# 秘密\n");
    outer.write("project/fuzi.toml", "[build]\nto = [\"docx\"]\n");
    outer.write("project/docs/a.md", "{{< include ../../secret.md >}}\n\n{{< include ../b.md >}}\n");
    outer.write("project/b.md", "# 附件\n");
    let (status, _, err) = run(&outer, &["build", "project/docs/a.md", "--message-format", "short"]);
    assert!(status == 0 && err.lines().count() == 1 && err.contains("outside the project"), "{err}");
    assert!(Package::open(&outer.read("project/docs/a.docx")).text().contains("附件"));
    // A project file with mistakes is told, whichever of its files is named.
    outer.write("project/fuzi.toml", "[build]\nto = [\"html\"]\n");
    let (status, _, err) = run(&outer, &["build", "project/docs/a.md", "--message-format", "short"]);
    assert!(status == 1 && err.contains("project/fuzi.toml:2:7: error[manifest]"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_project_file_that_anyone_could_have_put_there_is_not_found() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder.write("fuzi.toml", "[build]\nout-dir = \"out\"\nto = [\"docx\"]\n");
    folder.write("mine/a.md", "# 甲\n");
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o1777)).unwrap();
    assert_eq!(run(&folder, &["build", "mine/a.md", "--to", "docx", "--quiet"]).0, 0);
    assert!(folder.has("mine/a.docx") && !folder.has("out"));
}

#[test]
fn wildcards_that_no_shell_expanded_are_expanded() {
    let folder = Folder::new();
    for name in ["docs/1.md", "docs/2.md", "docs/x.txt", "docs/deep/3.md"] {
        folder.write(name, "# 甲\n");
    }
    let (status, _, err) = run(&folder, &["build", "docs/*.md", "docs/1.md", "--to", "docx", "--quiet"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(folder.has("docs/1.docx") && folder.has("docs/2.docx") && !folder.has("docs/deep/3.docx"));
    assert_eq!(run(&folder, &["build", "**/?.md", "--to", "docx", "--quiet"]).0, 0);
    assert!(folder.has("docs/deep/3.docx"));
    let (status, _, err) = run(&folder, &["build", "docs/*.qmd", "--message-format", "short"]);
    assert!(status == 3 && err.contains("“docs/*.qmd” fits no file"), "{err}");
    #[cfg(unix)]
    {
        // A name that looks like one.
        folder.write("[*].md", "# 乙\n");
        assert_eq!(run(&folder, &["build", "[*].md", "--to", "docx", "--quiet"]).0, 0);
        assert!(folder.has("[*].docx"));
    }
}

/// Runs the command with a text on its standard input.
fn piped(folder: &Path, args: &[&str], text: &str) -> Output {
    let mut command = command::fuzi();
    command.current_dir(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // One that is refused reads nothing.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}

const PIPED: &str = "# 一\n\n![雨点](x.svg)\n\n见 @fig:无。\n";

#[test]
fn the_standard_input_is_a_manuscript() {
    let folder = Folder::new();
    folder.write("x.svg", DOT);
    let output = piped(folder.path(), &["build", "-", "-o", "made/out.pdf", "--message-format", "short"], PIPED);
    let (status, err) = told(&output);
    assert!(status == 0 && err.starts_with("<stdin>:5:3: warning[undefined-reference]"), "{err}");
    assert_eq!(err.lines().count(), 1, "the picture is found: {err}");
    assert!(folder.read("made/out.pdf").starts_with(b"%PDF") && !folder.has("made/out.docx"));
    let output = piped(folder.path(), &["build", "-", "--to", "docx", "-o", "-", "--quiet"], PIPED);
    assert_eq!(output.status.code(), Some(0));
    assert!(Package::open(&output.stdout).text().contains("一"));
    assert_eq!(folder.names(), ["made", "x.svg"]);
    let output = piped(folder.path(), &["check", "-", "--message-format", "short"], "好...\n");
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("<stdin>:1:2: warning[F0903 ellipsis]"));
    // Nothing half done goes out.
    let output = piped(folder.path(), &["build", "-", "--to", "pdf", "-o", "-", "--strict"], PIPED);
    assert!(output.status.code() == Some(1) && output.stdout.is_empty());
}

#[test]
fn the_standard_input_belongs_to_the_project_of_its_folder() {
    let folder = project();
    let output = piped(&folder.join("notes"), &["build", "-", "--to", "docx", "-o", "-", "--quiet"], SIDE);
    let (status, err) = told(&output);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(Package::open(&output.stdout).text().contains("课题组"));
    assert!(!folder.has("out") && !folder.has(".fuzi"));
}

#[test]
fn one_edition_is_named() {
    let folder = Folder::with("# 一\n");
    folder.write("b.md", "# 二\n");
    assert_eq!(run(&folder, &["build", "a.md", "-o", "out/report.docx", "--quiet"]).0, 0);
    assert!(folder.has("out/report.docx") && !folder.has("out/report.pdf") && !folder.has("a.docx"));
    assert_eq!(run(&folder, &["build", "a.md", "-o", "x.pdf", "--to", "pdf", "--quiet"]).0, 0);
    for (args, said) in [
        (&["a.md", "-o", "x.pdf", "--to", "docx"][..], "“x.pdf” is not of the edition that `--to` names"),
        (&["a.md", "-o", "x.pdf", "--to", "pdf,docx"], "not of the edition"),
        (&["a.md", "-o", "x.odt"], "“x.odt” does not end in .pdf or .docx"),
        (&["a.md", "-o", "-"], "choose it with `--to pdf` or `--to docx`"),
        (&["a.md", "-o", "-", "--to", "pdf,docx"], "choose it with"),
        (&["a.md", "b.md", "-o", "x.pdf"], "there are 2"),
        (&["-"], "name the edition with `-o FILE`"),
    ] {
        let (status, out, err) = run(&folder, &[&["build"], args].concat());
        assert!(status == 2 && out.is_empty() && err.contains(said), "{args:?}: {err}");
    }
    for args in [&["plan", "-"][..], &["watch", "-"], &["check", "-", "--fix"]] {
        let (status, _, err) = run(&folder, args);
        assert!(status == 2 && err.contains("standard input"), "{args:?}: {err}");
    }
}

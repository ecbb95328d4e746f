//! What a manuscript said before is found in git's history, and nothing that a
//! repository names is run on the way there.

use std::path::Path;
use std::process::Command;

use super::{TEXT, built, changed, command};
use crate::support;
use crate::support::folder::Folder;

/// A repository with a commit of each text of `a.md`.
fn repository(texts: &[&str]) -> Folder {
    let folder = Folder::new();
    git(folder.path(), &["init", "--quiet"]);
    for text in texts {
        folder.write("a.md", text);
        git(folder.path(), &["add", "a.md"]);
        git(folder.path(), &["commit", "--quiet", "--message", "Change"]);
    }
    folder
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "A").env(format!("GIT_{who}_EMAIL"), "a@example.org");
    }
    let done = git.args(arguments).current_dir(folder).output().expect("git is there");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

/// What a build says that shows the changes since something.
fn tracked(folder: &Path, since: &str) -> (Option<i32>, String) {
    let arguments = ["build", "--lang", "en", "--to", "docx", "a.md", "--track-from", since];
    let run = support::command::fuzi().args(arguments).current_dir(folder).output().unwrap();
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

/// The text of a Word file's part.
fn text(folder: &Folder) -> String {
    let docx = folder.read("a-changes.docx");
    support::word::Package::open(&docx).part("word/document.xml").to_owned()
}

#[test]
fn a_base_is_found_among_the_commits() {
    let (built, docx) = built();
    let folder = repository(&["旧文。\n", TEXT, "新文。\n", &TEXT.replace("引文一句", "引文三句")]);
    folder.write("a.png", built.read("a.png"));
    folder.write("b.docx", changed(&docx, "价格下降很快", "价格下降得很快"));
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md"]);
    assert_eq!(status, Some(0), "{out}{err}");
    let wanted = TEXT.replace("引文一句", "引文三句").replacen("价格下降很快", "价格下降得很快", 1);
    assert_eq!(String::from_utf8(folder.read("a.md")).unwrap(), wanted);
}

#[test]
fn changes_since_a_revision_are_tracked() {
    let folder = repository(&["第一版的话。\n", "第二版的话。\n", "第三版的话。\n"]);
    for (since, old) in [("HEAD~2", "一"), ("HEAD~1", "二"), ("HEAD~2:a.md", "一"), ("HEAD^{/Change}~1:./a.md", "二")]
    {
        let (status, err) = tracked(folder.path(), since);
        assert_eq!(status, Some(0), "{since}: {err}");
        let xml = text(&folder);
        assert!(xml.contains(&format!("{old}</w:delText>")), "{since}: {xml}");
    }
    // A file of that name counts more.
    folder.write("HEAD~1", "第零版的话。\n");
    assert_eq!(tracked(folder.path(), "HEAD~1").0, Some(0));
    assert!(text(&folder).contains("零</w:delText>"));
    for unknown in ["HEAD~9", "--all", "HEAD:b.md", "HEAD~9:a.txt"] {
        let (status, err) =
            tracked(folder.path(), &format!("./{unknown}").replace("./--", "--").replace("./HEAD", "HEAD"));
        assert_ne!(status, Some(0), "{unknown}: {err}");
    }
    let (status, err) = tracked(folder.path(), "HEAD~9");
    assert!(
        status == Some(3) && err.contains("is neither a file nor a revision in which git has the manuscript"),
        "{err}"
    );
}

#[test]
fn nothing_that_a_repository_names_is_run() {
    let folder = repository(&["旧文。\n", "新文。\n"]);
    let mark = folder.join("ran");
    let touch = format!("touch '{}';", mark.display());
    // The old text is missing, and is to be fetched from a program.
    let blob = git(folder.path(), &["rev-parse", "HEAD~1:a.md"]);
    let (first, rest) = blob.split_at(2);
    std::fs::remove_file(folder.join(&format!(".git/objects/{first}/{rest}"))).unwrap();
    folder.write(".gitattributes", "*.md diff=x filter=x\n");
    for (name, value) in [
        ("core.fsmonitor", touch.as_str()),
        ("core.pager", &touch),
        ("core.hooksPath", folder.path().to_str().unwrap()),
        ("diff.x.textconv", &touch),
        ("diff.external", &touch),
        ("filter.x.smudge", &touch),
        ("log.showSignature", "true"),
        ("gpg.program", &touch),
        ("alias.cat-file", &format!("!{touch}")),
        ("remote.origin.url", folder.path().to_str().unwrap()),
        ("remote.origin.promisor", "true"),
        ("remote.origin.uploadpack", &touch),
        ("protocol.file.allow", "always"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
    ] {
        git(folder.path(), &["config", name, value]);
    }
    let (status, err) = tracked(folder.path(), "HEAD~1");
    assert_eq!(status, Some(3), "{err}");
    let (status, err) = tracked(folder.path(), "HEAD");
    assert_eq!(status, Some(0), "{err}");
    let (_, docx) = built();
    folder.write("b.docx", docx);
    let (status, _, err) = command(folder.path(), &["b.docx", "a.md"]);
    assert!(status == Some(3) && err.contains("name it with --base"), "{err}");
    assert!(!mark.exists(), "a program of the repository was run");
    // Asked without care, git runs it.
    let _ = Command::new("git").args(["cat-file", "blob", &blob]).current_dir(folder.path()).output().unwrap();
    assert!(mark.exists() || cfg!(windows), "the trap does not work");
}

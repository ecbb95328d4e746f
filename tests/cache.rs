//! The cache: what `clean` removes and what it leaves, what a moved entry is worth,
//! and where nothing is written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::run;
use crate::support::command;
use crate::support::folder::Folder;

const MANIFEST: &str = "[build]\nto = [\"docx\"]\n[document]\nsources = [\"a.md\"]\n";

fn project() -> Folder {
    let folder = Folder::with("# 一\n");
    folder.write("fuzi.toml", MANIFEST);
    folder
}

/// The entries of a cache folder, without its tag.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let parts = fs::read_dir(cache.join("documents")).map(|parts| parts.map(|part| part.unwrap().path()));
    let parts: Vec<PathBuf> = parts.into_iter().flatten().collect();
    parts.iter().flat_map(|part| fs::read_dir(part).unwrap().map(|entry| entry.unwrap().path())).collect()
}

#[test]
fn clean_removes_only_what_fuzi_wrote() {
    let folder = project();
    assert_eq!(run(&folder, &["build", "--cache-dir", "cache"]).0, 0);
    assert_eq!(entries(&folder.join("cache")).len(), 1);
    let own = ["cache/documents/notes.txt", "cache/documents/ab/thesis.docx", "cache/pictures/photo.png", "cache/a.md"];
    own.iter().for_each(|name| drop(folder.write(name, "mine")));
    let (status, out, err) = run(&folder, &["clean", "--cache-dir", "cache"]);
    assert_eq!((status, out.as_str()), (0, "removed cache\n"), "{err}");
    assert!(own.iter().all(|name| folder.has(name)));
    fs::remove_dir_all(folder.join("cache/documents/ab")).unwrap();
    fs::remove_file(folder.join("cache/documents/notes.txt")).unwrap();
    // Empty folders go too.
    assert_eq!(run(&folder, &["build", "--cache-dir", "cache"]).0, 0);
    assert_eq!(run(&folder, &["clean", "--cache-dir", "cache"]).0, 0);
    assert!(!folder.has("cache/documents") && folder.has("cache/pictures/photo.png"));
    let (status, out, err) = run(&folder, &["clean", "--cache-dir", "cache"]);
    assert_eq!((status, out.as_str(), err.as_str()), (0, "", ""), "there is nothing left to remove");
}

#[test]
fn clean_wants_the_tag_of_fuzi() {
    let folder = project();
    assert_eq!(run(&folder, &["build", "--cache-dir", "cache"]).0, 0);
    for tag in [None, Some("Signature: 8a477f597d28d172789f06886806bc55\n# another program\n")] {
        fs::remove_file(folder.join("cache/CACHEDIR.TAG")).unwrap();
        tag.map(|tag| folder.write("cache/CACHEDIR.TAG", tag));
        let (status, out, err) = run(&folder, &["clean", "--cache-dir", "cache"]);
        assert_eq!((status, out.as_str()), (3, ""), "{err}");
        assert!(err.contains("CACHEDIR.TAG"), "{err}");
        assert_eq!(entries(&folder.join("cache")).len(), 1);
        folder.write("cache/CACHEDIR.TAG", "");
    }
    folder.write("a.md", "# 二\n");
    let (status, _, err) = run(&folder, &["build", "--cache-dir", "cache"]);
    assert!(status == 0 && err.contains("“cache” is not a cache of fuzi"), "{err}");
}

#[test]
fn an_entry_under_another_name_is_stale() {
    let folder = project();
    folder.write("b/a.md", "# 二\n");
    folder.write("b/fuzi.toml", MANIFEST);
    assert_eq!(run(&folder, &["build", ".", "--cache-dir", "one"]).0, 0);
    assert_eq!(run(&folder, &["build", "b", "--cache-dir", "other"]).0, 0);
    let [one, other] = ["one", "other"].map(|name| entries(&folder.join(name)).remove(0));
    let fresh = |name: &str| run(&folder, &["build", "b", "--cache-dir", name]).2.contains("fresh");
    assert!(fresh("other"));
    fs::copy(one, &other).unwrap();
    // What it says of the files is not even compared.
    folder.write("b/a.md", "# 一\n");
    fs::copy(folder.join("a.docx"), folder.join("b/a.docx")).unwrap();
    assert!(!fresh("other"));
    assert!(fresh("other"));
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn clean_does_not_follow_links() {
        let folder = project();
        assert_eq!(run(&folder, &["build"]).0, 0);
        assert_eq!(run(&folder, &["build", "--cache-dir", "elsewhere"]).0, 0);
        let there = entries(&folder.join("elsewhere"));
        let refused = |args: &[&str], link: &str| {
            let (status, out, err) = run(&folder, args);
            assert_eq!((status, out.as_str()), (3, ""), "{err}");
            assert!(err.contains(&format!("{link}” is a link")), "{err}");
            assert_eq!(entries(&folder.join("elsewhere")), there);
        };
        symlink("elsewhere", folder.join("link")).unwrap();
        refused(&["clean", "--cache-dir", "link"], "link");
        refused(&["clean", "--cache-dir", "link/"], "link/");
        // Within the folder too.
        fs::remove_dir_all(folder.join(".fuzi/cache/documents")).unwrap();
        symlink("../../elsewhere/documents", folder.join(".fuzi/cache/documents")).unwrap();
        refused(&["clean"], ".fuzi/cache/documents");
        for name in [".fuzi/cache", ".fuzi"] {
            fs::remove_dir_all(folder.join(name)).unwrap();
            symlink(folder.join("elsewhere"), folder.join(name)).unwrap();
            refused(&["clean"], name);
            fs::remove_file(folder.join(name)).unwrap();
            fs::create_dir_all(folder.join(".fuzi")).unwrap();
        }
    }

    #[test]
    fn nothing_is_kept_through_a_link_out_of_the_project() {
        let (folder, elsewhere) = (project(), Folder::new());
        fs::create_dir(folder.join(".fuzi")).unwrap();
        symlink(elsewhere.path(), folder.join(".fuzi/cache")).unwrap();
        let (status, _, err) = run(&folder, &["build"]);
        assert!(status == 0 && err.contains("“.fuzi/cache” is a link"), "{err}");
        assert_eq!(elsewhere.names(), Vec::<String>::new());
        // Unless the command names it.
        let (status, _, err) = run(&folder, &["build", "--cache-dir", ".fuzi/cache"]);
        assert!(status == 0 && !err.contains("is a link"), "{err}");
        assert_eq!(elsewhere.names(), ["CACHEDIR.TAG", "documents"]);
    }

    #[test]
    fn no_edition_is_written_through_a_link_out_of_the_project() {
        let (folder, elsewhere) = (project(), Folder::new());
        folder.write("fuzi.toml", format!("{MANIFEST}out-dir = \"out\"\n"));
        symlink(elsewhere.path(), folder.join("out")).unwrap();
        let (status, _, err) = run(&folder, &["build"]);
        assert!(status == 3 && err.contains("“out” is a link") && err.contains("--out-dir"), "{err}");
        assert_eq!(elsewhere.names(), Vec::<String>::new());
        let (status, _, err) = run(&folder, &["build", "--out-dir", "out"]);
        assert_eq!(status, 0, "{err}");
        assert_eq!(elsewhere.names(), ["a.docx"]);
        // A link within the project leads to no other's files.
        fs::remove_file(folder.join("out")).unwrap();
        fs::create_dir(folder.join("editions")).unwrap();
        symlink("editions", folder.join("out")).unwrap();
        assert_eq!(run(&folder, &["build"]).0, 0);
        assert!(folder.has("editions/a.docx"));
        // The command may name the project through one.
        symlink(folder.path(), elsewhere.join("link")).unwrap();
        fs::remove_file(folder.join("editions/a.docx")).unwrap();
        assert_eq!(run(&elsewhere, &["build", "link"]).0, 0);
        assert!(folder.has("editions/a.docx"));
    }
}

#[cfg(unix)]
mod leftovers {
    use super::*;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    /// The number of a process that is gone.
    fn dead() -> u32 {
        let mut child = Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        child.id()
    }

    /// All files below a folder whose names end as those in the making do.
    fn parts(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => found.extend(parts(&path)),
                false => found.extend(Some(path).filter(|path| path.extension().is_some_and(|end| end == "part"))),
            }
        }
        found
    }

    #[test]
    fn what_a_killed_process_left_goes_with_the_next_build() {
        let folder = project();
        let dead = dead();
        let left = [format!(".a.docx.{dead}-0.part"), format!(".b.pdf.{dead}-17.part")];
        left.iter().for_each(|name| drop(folder.write(name, "half")));
        let alive = std::process::id();
        let names = [format!("a.docx.{dead}-0.part"), format!(".a.docx.{dead}.part"), format!(".a.docx.{dead}-0.tmp")];
        let kept = [format!(".a.docx.{alive}-0.part"), format!(".held.docx.{dead}-0.part")];
        names.iter().chain(&kept).for_each(|name| drop(folder.write(name, "mine")));
        let link = format!(".link.docx.{dead}-0.part");
        std::os::unix::fs::symlink("a.md", folder.join(&link)).unwrap();
        // A process of another machine, of which only the lock is seen here.
        let held = fs::File::open(folder.join(&kept[1])).unwrap();
        held.lock().unwrap();
        assert_eq!(run(&folder, &["build"]).0, 0);
        assert!(!left.iter().any(|name| folder.has(name)), "{:?}", folder.names());
        assert!(names.iter().chain(&kept).all(|name| folder.has(name)), "{:?}", folder.names());
        assert!(folder.join(&link).is_symlink());
    }

    /// Whenever a signal comes, the process removes what it has in the making.
    #[test]
    fn a_build_that_is_asked_to_end_leaves_nothing_unfinished() {
        let folder = Folder::new();
        folder.write("fuzi.toml", "[build]\nto = [\"docx\"]\nout-dir = \"out\"\n[[document]]\neach = [\"*.md\"]\n");
        (0..12).for_each(|n| drop(folder.write(&format!("{n}.md"), format!("# 第 {n} 份\n"))));
        for round in 0..10 {
            let (signal, status) = if round % 2 == 0 { ("-INT", 130) } else { ("-TERM", 143) };
            let mut child = command::fuzi()
                .current_dir(folder.path())
                .args(["build", "--quiet", "--no-cache", "--jobs", "2"])
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(15 + 5 * round));
            let sent = Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
            let ended = child.wait().unwrap().code();
            // Before it listens, the signal itself ends it; it may be done, too.
            assert!(sent.is_ok() && [Some(status), Some(0), None].contains(&ended), "{ended:?}");
            assert_eq!(parts(folder.path()), Vec::<PathBuf>::new());
        }
    }

    #[test]
    fn the_status_tells_the_signal() {
        use std::io::{BufRead, BufReader};
        for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
            let folder = project();
            let mut child =
                command::fuzi().current_dir(folder.path()).args(["watch"]).stderr(Stdio::piped()).spawn().unwrap();
            // It listens by the time it says anything.
            let mut line = String::new();
            let mut said = BufReader::new(child.stderr.take().unwrap());
            said.read_line(&mut line).unwrap();
            assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
            assert_eq!(child.wait().unwrap().code(), Some(status), "{line}");
        }
    }
}

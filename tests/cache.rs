//! The cache: what `clean` removes and what it leaves, what a moved entry is worth,
//! and where nothing is written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::run;
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

//! Many documents: what a project file makes of them, what is built anew and
//! what is left alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::{fuzi, run};
use crate::support::command;
use crate::support::folder::Folder;
use crate::support::word::Package;

/// A project of so many short reports in two folders.
fn project(count: usize) -> Folder {
    let folder = Folder::new();
    folder.write(
        "fuzi.toml",
        "[build]\nto = [\"docx\"]\nout-dir = \"out\"\n[[document]]\neach = [\"reports/**/*.md\"]\n",
    );
    for n in 0..count {
        folder.write(&format!("reports/{}/{n:02}.md", n % 2), format!("# 第 {n} 份\n\n![图](p.svg \"图\")\n"));
    }
    for part in 0..2 {
        folder.write(&format!("reports/{part}/p.svg"), picture(9));
    }
    folder
}

fn picture(side: usize) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}'><rect width='9' height='9'/></svg>")
}

/// How many documents were built, fresh and failed.
fn counts(folder: &Folder, args: &[&str]) -> [usize; 3] {
    let (_, _, err) = run(folder, &[&["build", "--message-format", "json"], args].concat());
    let events = err.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect(line));
    let status: Vec<String> = events.filter_map(|event| Some(event["status"].as_str()?.to_owned())).collect();
    ["built", "fresh", "failed"].map(|wanted| status.iter().filter(|status| *status == wanted).count())
}

#[test]
fn each_file_a_document() {
    let folder = project(4);
    let (status, _, err) = run(&folder, &["build"]);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("4 documents in") && err.contains("built   4") && !err.contains("wrote"), "{err}");
    let text = Package::open(&folder.read("out/reports/1/03.docx")).text();
    assert!(text.replace('\u{a0}', " ").contains("第 3 份"), "{text}");
    assert_eq!(run(&folder, &["build", "--to", "docx", "--out-dir", "elsewhere", "--quiet"]).2, "");
    assert!(folder.has("elsewhere/reports/0/02.docx"));
}

#[test]
fn manuscripts_below_a_folder_without_any() {
    let folder = Folder::new();
    folder.write("docs/a/one.md", "# 一\n");
    folder.write("docs/b/two.markdown", "# 二\n");
    folder.write("docs/node_modules/x/readme.md", "# x\n");
    assert_eq!(counts(&folder, &["docs", "--to", "docx"]), [2, 0, 0]);
    assert!(folder.has("docs/a/one.docx") && folder.has("docs/b/two.docx"));
    assert!(!folder.has("docs/node_modules/x/readme.docx"));
}

#[test]
fn defaults_variables_and_names() {
    let folder = Folder::with("# 一\n");
    folder.write("b.md", "---\ntitle: 自己的\n---\n\n# 二\n");
    folder.write(
        "fuzi.toml",
        "[build]\nto = [\"docx\"]\nstyle = \"thesis\"\nvariables = {title = \"共同的\", \"学号\" = \"2020\"}\n\
         [[document]]\neach = [\"?.md\"]\noutput = \"{学号}/{stem}-{title}\"\n\
         [[document]]\nsources = [\"b.md\", \"*.md\"]\nto = [\"pdf\"]\noutput = \"both\"\nstyle = \"report\"\nout-dir = \"pdf\"\n\
         [document.variables]\n\"学号\" = 7\n",
    );
    let (status, _, err) = run(&folder, &["build"]);
    assert_eq!(status, 0, "{err}");
    let text = |name: &str| Package::open(&folder.read(name)).text();
    assert!(text("2020/a-共同的.docx").contains("共同的") && text("2020/a-共同的.docx").contains("2020"));
    let own = text("2020/b-共同的.docx");
    assert!(own.contains("自己的") && !own.contains("共同的"), "the front matter goes first: {own}");
    assert!(folder.has("pdf/both.pdf") && !folder.has("pdf/both.docx"));
}

#[test]
fn mistakes_of_a_project_have_lines() {
    let folder = project(2);
    let said = |manifest: &str| {
        folder.write("fuzi.toml", manifest);
        let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
        // The others of several are built.
        assert!(matches!(status, 1 | 4), "{status} {err}");
        err
    };
    let nothing = said("[[document]]\neach = [\"reports/*.md\"]\n");
    assert!(nothing.starts_with("fuzi.toml:2:9: error[manifest]: no file of the project matches"), "{nothing}");
    let same = said(
        "[[document]]\neach = [\"reports/*/*.md\"]\n[[document]]\nsources = [\"reports/1/01.md\"]\noutput = \"reports/1/01\"\n",
    );
    assert!(same.starts_with("fuzi.toml:5:10: error[manifest]: the documents of “reports/1/01.md” and"), "{same}");
    let inside = said("[build]\nout-dir = \"reports/1\"\n[[document]]\nsources = [\"reports/1/01.md\"]\n");
    assert!(inside.starts_with("fuzi.toml:2:11: error[manifest]: the output folder “reports/1” holds"), "{inside}");
    let name = said("[[document]]\neach = [\"reports/*/*.md\"]\noutput = \"{stme}\"\n");
    assert!(name.starts_with("fuzi.toml:3:10: error[manifest]: ") && name.lines().count() == 1, "{name}");
    let away = said("[[document]]\neach = [\"reports/0/*.md\"]\noutput = \"{x}\"\nvariables = {x = \"../../a\"}\n");
    assert!(away.contains("not a path within"), "{away}");
    let both = said("[[document]]\neach = [\"reports/0/*.md\"]\nsources = [\"reports/1/01.md\"]\n");
    assert!(both.starts_with("fuzi.toml:2:9:"), "{both}");
    assert!(said("document = [[]]\n").starts_with("fuzi.toml:1:"));
    folder.write("a.md", "a");
    folder.write("a.markdown", "a");
    fs::remove_file(folder.join("fuzi.toml")).unwrap();
    let (status, _, err) = run(&folder, &["build"]);
    assert!(status == 3 && err.contains("would be written from"), "{err}");
}

#[test]
fn only_what_changed_is_built() {
    let folder = project(4);
    assert_eq!(counts(&folder, &[]), [4, 0, 0]);
    assert_eq!(counts(&folder, &[]), [0, 4, 0]);
    folder.write("reports/0/00.md", "# 改了\n\n![图](p.svg \"图\")\n\n![图](new.svg \"图\")\n");
    assert_eq!(counts(&folder, &[]), [1, 3, 0]);
    // What was missing and is there now.
    assert_eq!(counts(&folder, &[]), [0, 4, 0]);
    folder.write("reports/0/new.svg", picture(5));
    assert_eq!(counts(&folder, &[]), [1, 3, 0]);
    folder.write("reports/1/p.svg", picture(7));
    assert_eq!(counts(&folder, &[]), [2, 2, 0]);
    // The same content is no change, another time of the file or not.
    folder.write("reports/1/p.svg", picture(7));
    assert_eq!(counts(&folder, &[]), [0, 4, 0]);
    // Editions that are gone or that someone changed.
    fs::remove_file(folder.join("out/reports/0/00.docx")).unwrap();
    folder.write("out/reports/1/01.docx", "x");
    assert_eq!(counts(&folder, &[]), [2, 2, 0]);
    // Other options are another question.
    assert_eq!(counts(&folder, &["--source"]), [4, 0, 0]);
    assert_eq!(counts(&folder, &["--style", "paper"]), [4, 0, 0]);
    assert_eq!(counts(&folder, &["--no-cache"]), [4, 0, 0]);
    // A new document.
    folder.write("reports/0/new.md", "# 新\n");
    assert_eq!(counts(&folder, &["--style", "paper"])[0], 5, "the editions were others in between");
    assert_eq!(run(&folder, &["clean"]).0, 0);
    assert_eq!(counts(&folder, &[]), [5, 0, 0]);
}

#[test]
fn styles_and_includes_are_inputs() {
    let folder = Folder::with("{{< include part.md >}}\n");
    folder.write("part.md", "# 一\n");
    folder.write("fuzi.toml", "[build]\nto = [\"docx\"]\n[document]\nsources = [\"a.md\"]\nstyle = \"my\"\n");
    folder.write("styles/my.toml", "inherits = \"base\"\n");
    folder.write("styles/base.toml", "[body]\nsize = \"四号\"\n");
    let changes: [(&str, &str); 4] = [
        ("part.md", "# 二\n"),
        ("styles/base.toml", "[body]\nsize = \"五号\"\n"),
        ("my", "[body]\nsize = \"小四\"\n"),
        (
            "fuzi.toml",
            "[build]\nto = [\"docx\"]\n[document]\nsources = [\"a.md\"]\nstyle = \"my\"\nvariables = {title = \"题\"}\n",
        ),
    ];
    assert_eq!(counts(&folder, &[]), [1, 0, 0]);
    for (file, text) in changes {
        assert_eq!(counts(&folder, &[]), [0, 1, 0], "before {file}");
        folder.write(file, text);
        assert_eq!(counts(&folder, &[]), [1, 0, 0], "after {file}");
    }
}

/// `{{< var … >}}` takes its values from files that the document then depends on.
#[test]
fn variables_of_other_files_are_inputs() {
    let folder = Folder::with("甲 {{< var a.b >}}，乙 {{< var c >}}，丙 {{< var d >}}。\n");
    folder.write("_variables.yml", "a:\n  b: 文件\nc: 先\n");
    let manifest =
        "[build]\nto = [\"docx\"]\n[document]\nsources = [\"a.md\"]\nvariables = {c = \"后\", d = \"清单\"}\n";
    folder.write("fuzi.toml", manifest);
    let (status, _, said) = run(&folder, &["build"]);
    assert!(status == 0 && !said.contains("leftover-markup"), "{said}");
    assert_eq!(counts(&folder, &[]), [0, 1, 0]);
    folder.write("_variables.yml", "a:\n  b: 另一个\n");
    assert_eq!(counts(&folder, &[]), [1, 0, 0]);
    let printed = Package::open(&folder.read("a.docx")).text();
    assert!(printed.contains("甲 另一个，乙 后，丙 清单。"), "{printed}");
}

#[test]
fn warnings_are_shown_again() {
    let folder = Folder::with("见 @fig:无。\n");
    folder.write("fuzi.toml", "[document]\nsources = [\"a.md\"]\n");
    let (_, _, first) = run(&folder, &["build"]);
    let (status, _, again) = run(&folder, &["build"]);
    assert!(status == 0 && again.contains("fresh a.pdf, 1 page"), "{again}");
    let warning = |text: &str| text[..text.find("a.pdf").unwrap()].rsplit_once('\n').unwrap().0.to_owned();
    assert_eq!(warning(&first), warning(&again));
    assert!(again.contains("--> a.md:1:3"), "{again}");
    let parent = fuzi(folder.path().parent().unwrap(), &["build", folder.path().to_str().unwrap()]);
    let from_outside = String::from_utf8_lossy(&parent.stderr).into_owned();
    assert!(from_outside.contains(&format!("--> {}:1:3", folder.join("a.md").display())), "{from_outside}");
    assert!(from_outside.contains("fresh "), "{from_outside}");
    assert_eq!(run(&folder, &["build", "--strict"]).0, 1);
}

#[test]
fn damaged_and_foreign_entries_are_ignored() {
    let folder = project(2);
    assert_eq!(counts(&folder, &["--cache-dir", "cache"]), [2, 0, 0]);
    assert!(!folder.has(".fuzi/cache"));
    let entries: Vec<_> = fs::read_dir(folder.join("cache/documents"))
        .unwrap()
        .flat_map(|part| fs::read_dir(part.unwrap().path()).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(entries.len(), 2);
    let whole = fs::read(&entries[0]).unwrap();
    fs::write(&entries[0], &whole[..whole.len() / 2]).unwrap();
    fs::write(&entries[1], "fuzi-cache 99\n{}").unwrap();
    assert_eq!(counts(&folder, &["--cache-dir", "cache"]), [2, 0, 0]);
    assert_eq!(counts(&folder, &["--cache-dir", "cache"]), [0, 2, 0]);
}

#[test]
fn a_cache_that_cannot_be_written_is_said_once() {
    let folder = project(2);
    folder.write("cache", "a file in the way");
    let (status, _, err) = run(&folder, &["build", "--cache-dir", "cache"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(err.matches("could not update the cache").count(), 1, "{err}");
    assert!(folder.has("out/reports/1/01.docx"));
}

#[test]
fn editions_that_are_the_same_are_not_touched() {
    let folder = Folder::with("# 一\n");
    assert_eq!(run(&folder, &["build", "a.md"]).0, 0);
    let time = |name: &str| fs::metadata(folder.join(name)).unwrap().modified().unwrap();
    let before = (time("a.pdf"), time("a.docx"));
    let (_, _, err) = run(&folder, &["build", "a.md"]);
    assert!(err.contains("unchanged a.pdf, 1 page") && err.contains("unchanged a.docx"), "{err}");
    assert!(before == (time("a.pdf"), time("a.docx")));
    assert_eq!(folder.names(), ["a.docx", "a.md", "a.pdf"]);
}

#[test]
fn some_fail_and_the_others_are_built() {
    let folder = project(6);
    folder.write("reports/0/00.md", "---\ntitle: [一]\n---\n");
    folder.write("reports/1/05.md", b"\xFF");
    let (status, _, err) = run(&folder, &["build", "--jobs", "2"]);
    assert_eq!(status, 4, "{err}");
    assert!(err.contains("built   4") && err.contains("failed  2  out/reports/0/00, out/reports/1/05"), "{err}");
    let place = |name: &str| err.find(name).unwrap();
    assert!(place("00.md:2:8") < place("05.md:1:1"), "in the order of the documents: {err}");
    let (status, _, err) = run(&folder, &["build", "--fail-fast", "--jobs", "1", "--no-cache"]);
    assert_eq!(status, 1, "{err}");
    assert!(err.contains("not begun  5"), "{err}");
}

#[test]
fn shards_hold_every_document_once() {
    let folder = project(9);
    let mut names = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let (status, _, err) = run(&folder, &["build", "--shard", shard, "--message-format", "json"]);
        assert_eq!(status, 0, "{err}");
        let events = err.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        names.extend(events.filter_map(|event| Some(event["document"].as_str()?.to_owned())));
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 9);
    assert_eq!(counts(&folder, &[]), [0, 9, 0]);
    for wrong in ["0/3", "4/3", "1", "a/b"] {
        assert_eq!(run(&folder, &["build", "--shard", wrong]).0, 2, "{wrong}");
    }
}

/// Other folders, other numbers of threads, other orders: the same bytes.
#[test]
fn batches_are_reproducible() {
    let editions = |jobs: &str| {
        let folder = project(4);
        let (status, _, err) = run(&folder, &["build", "--to", "pdf,docx", "--jobs", jobs]);
        assert_eq!(status, 0, "{err}");
        let name = |n: usize, edition: &str| format!("out/reports/{}/{n:02}.{edition}", n % 2);
        (0..4).flat_map(|n| ["pdf", "docx"].map(|edition| folder.read(&name(n, edition)))).collect::<Vec<_>>()
    };
    assert!(editions("1") == editions("3"));
}

#[test]
fn processes_share_a_folder() {
    let folder = project(6);
    std::thread::scope(|scope| {
        let both: Vec<_> = (0..3).map(|_| scope.spawn(|| run(&folder, &["build", "--jobs", "2"]))).collect();
        for one in both {
            let (status, _, err) = one.join().unwrap();
            assert_eq!(status, 0, "{err}");
        }
    });
    assert_eq!(counts(&folder, &[]), [0, 6, 0]);
    let parts = fs::read_dir(folder.join("out/reports/0")).unwrap().count();
    assert_eq!(parts, 3, "temporary files are left over");
}

/// Whenever a build is ended, each edition is whole or not there, and the next
/// build makes the rest.
#[test]
fn a_build_may_be_killed_at_any_moment() {
    let folder = project(12);
    for round in 0..12 {
        let mut child =
            command::fuzi().current_dir(folder.path()).args(["build", "--quiet", "--jobs", "2"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(3 + 4 * round));
        let _ = child.kill();
        child.wait().unwrap();
    }
    let editions = || -> Vec<Vec<u8>> {
        let name = |n: usize| format!("out/reports/{}/{n:02}.docx", n % 2);
        (0..12).map(name).filter(|name| folder.has(name)).map(|name| folder.read(&name)).collect()
    };
    for edition in editions() {
        assert!(Package::open(&edition).text().contains("份"));
    }
    let (status, _, err) = run(&folder, &["build"]);
    assert_eq!(status, 0, "{err}");
    let made = editions();
    assert_eq!(made.len(), 12);
    assert_eq!(run(&folder, &["build", "--no-cache"]).0, 0);
    assert!(editions() == made, "what was kept is what is made");
}

#[test]
fn pictures_are_converted_once() {
    let folder = project(2);
    assert_eq!(counts(&folder, &[]), [2, 0, 0]);
    let kept: Vec<PathBuf> = files(&folder.join(".fuzi/cache/pictures"));
    assert_eq!(kept.len(), 2, "one picture, its outlines and its pixels: {kept:?}");
    let whole = folder.read("out/reports/0/00.docx");
    let times = || kept.iter().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect::<Vec<_>>();
    let before = times();
    folder.write("reports/0/00.md", "# 第 0 份\n\n![图](p.svg \"图\")\n\n又及\n");
    assert_eq!(counts(&folder, &[]), [1, 1, 0]);
    assert!(times() == before);
    // A damaged one is made anew.
    fs::write(&kept[0], "x").unwrap();
    folder.write("reports/0/00.md", "# 第 0 份\n\n![图](p.svg \"图\")\n");
    assert_eq!(counts(&folder, &[]), [1, 1, 0]);
    assert!(folder.read("out/reports/0/00.docx") == whole);
    assert_eq!(files(&folder.join(".fuzi/cache/pictures")), kept);
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn a_plan_tells_what_a_build_does() {
    let folder = project(3);
    let plan = || {
        let (status, out, err) = run(&folder, &["plan", "--json"]);
        assert_eq!(status, 0, "{err}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap()
    };
    let before = plan();
    assert_eq!(before[1]["document"], "out/reports/0/02");
    assert_eq!(before[1]["outputs"], serde_json::json!(["out/reports/0/02.docx"]));
    assert!(before[1]["fresh"] == false && before[1]["complete"] == false);
    assert_eq!(run(&folder, &["build", "--document", "out/reports/0/02"]).0, 0);
    let after = plan();
    assert!(after[1]["fresh"] == true && after[1]["complete"] == true && after[0]["fresh"] == false);
    let inputs = serde_json::json!(["fuzi.toml", "reports/0/02.md", "reports/0/p.svg"]);
    assert_eq!(after[1]["inputs"], inputs);
    // The key follows the content, and nothing else.
    let other = project(3);
    assert_eq!(run(&other, &["build"]).0, 0);
    let (_, out, _) = run(&other, &["plan", "--json"]);
    let other_plan = serde_json::from_str::<serde_json::Value>(&out).unwrap();
    assert_eq!(other_plan[1]["key"], after[1]["key"]);
    folder.write("reports/0/p.svg", picture(7));
    assert!(plan()[1]["key"] != after[1]["key"] && plan()[1]["fresh"] == false);
    let (status, _, err) = run(&folder, &["build", "--document", "out/reports/0/2"]);
    assert!(status == 2 && err.contains("did you mean “out/reports/0/0"), "{err}");
}

#[test]
fn a_depfile_names_what_an_edition_depends_on() {
    let folder = Folder::with("{{< include 一 b.md >}}\n\n![图](p.svg)\n\n![无](none.png)\n");
    folder.write("一 b.md", "# 二\n");
    folder.write("p.svg", picture(9));
    folder.write("my.toml", "inherits = \"report\"\n");
    let args = ["build", "a.md", "--style", "my.toml", "--depfile", "a.d"];
    let (status, _, err) = run(&folder, &args);
    assert_eq!(status, 0, "{err}");
    let rule = String::from_utf8(folder.read("a.d")).unwrap();
    assert!(rule.starts_with("a.pdf a.docx: ") && rule.ends_with("\n"), "{rule}");
    for input in [" a.md", " 一\\ b.md", " p.svg", "my.toml", "/fuzi"] {
        assert!(rule.contains(input), "{input}: {rule}");
    }
    assert!(!rule.contains("none.png"), "{rule}");
    assert!(rule.ends_with("\na.md:\n\nmy.toml:\n\np.svg:\n\n一\\ b.md:\n"), "what may vanish has a rule: {rule}");
}

#[test]
fn a_stamp_is_newer_than_what_was_built() {
    let folder = Folder::with("# 好\n");
    folder.write("b.md", "![图](./p.svg \"图\")\n\n![又](p.svg \"图\")\n");
    folder.write("p.svg", picture(9));
    let args = ["build", "a.md", "b.md", "--depfile", "out/all.d", "--stamp", "out/all.stamp"];
    assert_eq!(run(&folder, &args).0, 0);
    let rule = String::from_utf8(folder.read("out/all.d")).unwrap();
    assert!(rule.starts_with("out/all.stamp: ") && rule.matches(": ").count() == 1, "{rule}");
    assert_eq!(rule.matches(" p.svg").count(), 1, "{rule}");
    // Editions that come out the same keep their time; the stamp does not.
    let time = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH;
    for name in ["a.pdf", "out/all.stamp"] {
        std::fs::File::options().write(true).open(folder.path().join(name)).unwrap().set_modified(old).unwrap();
    }
    assert_eq!(run(&folder, &args).0, 0);
    assert!(time("a.pdf") == old && time("out/all.stamp") > old);
    folder.write("a.md", "---\nlang: [\n---\n");
    folder.write("out/all.stamp", "");
    std::fs::File::options().write(true).open(folder.path().join("out/all.stamp")).unwrap().set_modified(old).unwrap();
    assert_ne!(run(&folder, &args).0, 0);
    assert_eq!(time("out/all.stamp"), old, "nothing is done after a failure");
}

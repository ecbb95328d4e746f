//! `fuzi check` and `fuzi explain`: what is told and when, levels, fixes, formats.

use std::path::Path;

use fuzi::diag::Code;
use fuzi::project::{self, Options};

use crate::support::cases;
use crate::support::command;
use crate::support::folder::{Folder, repository};

/// A manuscript with two things that can be mended, one that cannot, and the same
/// signs where they must stay.
const WRONG: &str = "# 一\n\n### 三\n\n你好,世界...`a,甲...`\n";
const RIGHT: &str = "# 一\n\n### 三\n\n你好，世界……`a,甲...`\n";

/// Runs the command and gives its exit status with what it printed.
fn fuzi(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = command::fuzi().current_dir(folder).args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn run(folder: &Folder, args: &[&str]) -> (i32, String, String) {
    fuzi(folder.path(), args)
}

/// The codes that are told of a path.
fn codes(path: &Path) -> Vec<Code> {
    let jobs = project::discover(path).unwrap();
    jobs.iter().flat_map(|job| project::check(job, &Options::default()).diagnostics).map(|found| found.code).collect()
}

#[test]
fn the_report_and_the_examples_are_clean() {
    // Nobody wrote down on which days the pages that the report cites were read.
    let mut report = codes(&repository("report"));
    report.retain(|code| *code != Code::IncompleteEntry);
    assert_eq!(report, []);
    for name in ["english", "official", "paper", "report", "thesis"] {
        assert_eq!(codes(&repository(&format!("tests/examples/{name}/{name}.md"))), [], "{name}");
    }
}

#[test]
fn nothing_is_written() {
    let folder = Folder::with(WRONG);
    let (status, out, err) = run(&folder, &["check", "a.md", "--message-format", "short"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let expected = "\
a.md:3:1: warning[F0801 skipped-level]: this heading skips a level: `###` below `#`
a.md:5:3: warning[F0901 half-width-punctuation]: write “，” for “,” in a Chinese sentence
a.md:5:6: warning[F0903 ellipsis]: the Chinese ellipsis is “……”, not “...”
";
    assert_eq!(out, expected);
    assert_eq!(folder.names(), ["a.md"]);
    assert_eq!(folder.read("a.md"), WRONG.as_bytes());
    let (_, out, err) = run(&folder, &["check", "a.md"]);
    assert!(out.contains("--> a.md:5:6") && out.contains("help: write `##`"), "{out}");
    assert_eq!(err, "checked 1 document: 3 warnings; 2 can be fixed with `--fix`\n");
}

#[test]
fn exit_status() {
    let folder = Folder::with("好。\n");
    folder.write("wrong.md", WRONG);
    folder.write("fails.md", "---\ntitle: [一]\n---\n");
    let status = |args: &[&str]| run(&folder, args).0;
    assert_eq!(status(&["check", "a.md", "--strict"]), 0);
    assert_eq!(status(&["check", "wrong.md"]), 0);
    assert_eq!(status(&["check", "wrong.md", "--strict"]), 1);
    assert_eq!(status(&["check", "a.md", "fails.md"]), 1);
    assert_eq!(status(&["check", "nowhere.md"]), 3);
    assert_eq!(status(&["check", "a.md", "--fix", "--diff"]), 2);
    assert_eq!(status(&["check", "a.md", "--diff", "--strict"]), 0);
    assert_eq!(status(&["check", "wrong.md", "--diff", "--strict"]), 1);
}

#[test]
fn what_a_build_tells_is_told_too() {
    let folder = Folder::with("见 @fig:无 和\u{10FFFD}。\n\n![雨](no.png)\n\n```{=openxml}\n<w:broken\n```\n");
    let (status, out, _) = run(&folder, &["check", "a.md", "--message-format", "short", "--allow-raw"]);
    assert_eq!(status, 0, "{out}");
    for code in ["undefined-reference", "missing-glyph", "image", "unmentioned", "docx"] {
        assert!(out.contains(&format!(" {code}]")), "{code}: {out}");
    }
}

#[test]
fn all_documents_of_a_folder() {
    let folder = Folder::with(WRONG);
    folder.write("b.md", "你好...\n");
    let (status, out, err) = run(&folder, &["check"]);
    assert_eq!(status, 0);
    assert!(out.contains("a.md:5:6") && out.contains("b.md:1:3"), "{out}");
    assert_eq!(err, "checked 2 documents: 4 warnings; 3 can be fixed with `--fix`\n");
}

#[test]
fn heaps_are_counted_for_people_only() {
    let folder = Folder::with("你好...\n\n".repeat(12));
    let check = |more: &[&str]| run(&folder, &[&["check", "a.md"], more].concat());
    let (_, out, err) = check(&["--message-format", "short"]);
    let expected = "a.md:1:3: warning[F0903 ellipsis]: the Chinese ellipsis is “……”, not “...” \
                    (12 of these in this file: 1:3, 3:3, 5:3, …)\n";
    assert_eq!((out.as_str(), err.as_str()), (expected, ""));
    let (_, out, err) = check(&[]);
    assert_eq!(out.matches("ellipsis]").count(), 1, "{out}");
    assert!(out.contains("help: add `--all`"), "{out}");
    assert_eq!(err, "checked 1 document: 12 warnings; 12 can be fixed with `--fix`\n");
    for more in [&["--all"] as &[&str], &["--all", "--message-format", "short"], &["--message-format", "github"]] {
        assert_eq!(check(more).1.matches("F0903").count(), 12, "{more:?}");
    }
    let events = check(&["--message-format", "json"]).1;
    assert_eq!(events.matches("\"event\":\"diagnostic\"").count(), 12, "{events}");
    assert_eq!(check(&["--message-format", "sarif"]).1.matches("\"ruleId\"").count(), 12);
    assert_eq!(run(&folder, &["build", "a.md", "--to", "docx", "--all"]).0, 0);
    check(&["--fix"]);
    assert_eq!(folder.read("a.md"), "你好……\n\n".repeat(12).into_bytes());
}

#[test]
fn a_project_sets_the_levels() {
    let folder = Folder::with(WRONG);
    let rules = "\"ellipsis\" = \"off\", \"F0801\" = \"error\", half-width-punctuation = \"warn\"";
    folder.write("fuzi.toml", format!("[check]\nrules = {{ {rules} }}\n"));
    let (status, out, _) = run(&folder, &["check", "--message-format", "short"]);
    assert_eq!(status, 1);
    assert!(out.contains("error[F0801 skipped-level]") && !out.contains("ellipsis"), "{out}");
    // A build looks for what is named and for nothing else.
    let (status, _, err) = run(&folder, &["build", "--to", "docx", "--message-format", "short"]);
    assert!(status == 1 && err.contains("error[skipped-level]") && err.contains("half-width"), "{err}");
    folder.write("fuzi.toml", "[check]\nrules = {skipped-level = \"off\", dash = \"error\"}\n");
    let (status, _, err) = run(&folder, &["build", "--to", "docx", "--strict", "--message-format", "short"]);
    assert!(status == 0 && !err.contains("skipped-level") && !err.contains("half-width"), "{err}");
    folder.write("fuzi.toml", format!("[check]\nrules = {{ {rules} }}\n"));
    // What is off is not mended either.
    assert_eq!(run(&folder, &["check", "--fix"]).0, 1);
    assert_eq!(folder.read("a.md"), RIGHT.replace("……", "...").into_bytes());
}

#[test]
fn wrong_levels_are_errors() {
    let folder = Folder::with(WRONG);
    folder.write("fuzi.toml", "[check.rules]\nelipsis = \"off\"\ndash = \"loud\"\n");
    let (status, out, _) = run(&folder, &["check", "--message-format", "short"]);
    assert_eq!(status, 1);
    assert!(!out.contains("no problems found"), "{out}");
    assert!(out.contains("fuzi.toml:2:1: error[F0601 manifest]: there is no rule “elipsis”"), "{out}");
    assert!(out.contains("fuzi.toml:3:8: error[F0601 manifest]: “loud” is not a valid level"), "{out}");
}

#[test]
fn fixes_change_the_named_bytes_alone() {
    let folder = Folder::with(WRONG);
    let (status, out, _) = run(&folder, &["check", "a.md", "--diff"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("--- a.md\n+++ a.md\n") && out.contains("\n+你好，世界……`a,甲...`\n"), "{out}");
    assert_eq!(folder.read("a.md"), WRONG.as_bytes());
    let (status, out, err) = run(&folder, &["check", "a.md", "--fix"]);
    assert_eq!(status, 0);
    assert_eq!(folder.read("a.md"), RIGHT.as_bytes());
    assert!(out.contains("skipped-level") && !out.contains("ellipsis"), "{out}");
    assert_eq!(err, "fixed 2 places in a.md\nchecked 1 document: 1 warning\n");
    assert_eq!(folder.names(), ["a.md"]);
    assert_eq!(run(&folder, &["check", "a.md", "--diff"]), (0, String::new(), String::new()));
}

#[test]
fn leftover_marks_with_one_safe_answer_are_mended() {
    let chat =
        "增长【1†source】，回落 【2†L3】。据报道citeturn0search1，又如 :contentReference[oaicite:0]{index=0}。\n";
    let folder = Folder::with(format!("{chat}\n这是** 重点 **的话和 ~~ 删 ~~，`** x **`。\n"));
    run(&folder, &["check", "a.md", "--fix"]);
    let mended = "增长，回落。据报道，又如。\n\n这是**重点**的话和 ~~删~~，`** x **`。\n";
    assert_eq!(String::from_utf8_lossy(&folder.read("a.md")), mended);
}

#[test]
fn what_is_meant_as_a_heading_or_a_paragraph_becomes_one() {
    let bold = "# 一\n\n**1. 甲**\n\n文\n\n**（1）乙**\n\n文\n\n**2. 丙**\n\n文\n";
    let folder = Folder::with(bold);
    run(&folder, &["check", "a.md", "--fix"]);
    let mended = "# 一\n\n## 1. 甲\n\n文\n\n### （1）乙\n\n文\n\n## 2. 丙\n\n文\n";
    assert_eq!(String::from_utf8_lossy(&folder.read("a.md")), mended);
    folder.write("a.md", "#报告\r\n\r\n##甲\r\n\r\n\t文，文。\r\n\t文。\r\n");
    run(&folder, &["check", "a.md", "--fix"]);
    let mended = "# 报告\r\n\r\n## 甲\r\n\r\n文，文。\r\n\r\n文。\r\n";
    assert_eq!(String::from_utf8_lossy(&folder.read("a.md")), mended);
}

#[test]
fn what_stands_for_a_variable_is_not_mended() {
    let folder = Folder::with("用 {{< var x >}} 后和 ** 重点 ** 的话，{{< var chat >}}。\n");
    folder.write("_variables.yml", "x: \"** 值 ** 后和重点\"\nchat: \"见【1†source】\"\n");
    run(&folder, &["check", "--fix", "a.md"]);
    let mended = "用 {{< var x >}} 后和 **重点** 的话，{{< var chat >}}。\n";
    assert_eq!(String::from_utf8_lossy(&folder.read("a.md")), mended);
}

#[test]
fn included_files_are_mended_where_they_lie() {
    let folder = Folder::with("{{< include parts/b.md >}}\n");
    folder.write("parts/b.md", "\u{FEFF}你好...\r\n");
    assert_eq!(run(&folder, &["check", "a.md", "--fix"]).0, 0);
    assert_eq!(folder.read("parts/b.md"), "\u{FEFF}你好……\r\n".as_bytes());
    assert_eq!(folder.read("a.md"), "{{< include parts/b.md >}}\n".as_bytes());
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_stays() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(WRONG);
    let mode = |mode: u32| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(folder.join("a.md"), mode(0o600)).unwrap();
    assert_eq!(run(&folder, &["check", "a.md", "--fix"]).0, 0);
    assert_eq!(std::fs::metadata(folder.join("a.md")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn formats_for_machines() {
    let folder = Folder::with("你好...\n");
    let (_, out, err) = run(&folder, &["check", "a.md", "--message-format", "json"]);
    let found: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!((found["code"].as_str(), found["number"].as_str()), (Some("ellipsis"), Some("F0903")));
    assert_eq!((&found["event"], &found["fix"][0]["replacement"]), (&"diagnostic".into(), &"……".into()));
    assert_eq!(err, "");
    let (_, out, _) = run(&folder, &["check", "a.md", "--message-format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((log["version"].as_str(), log["runs"][0]["results"].as_array().map(Vec::len)), (Some("2.1.0"), Some(1)));
    let (_, out, _) = run(&folder, &["check", "a.md", "--message-format", "github"]);
    assert!(out.starts_with("::warning file=a.md,line=1,col=3,endColumn=6,title=F0903 ellipsis::"), "{out}");
}

#[test]
fn explanations() {
    let folder = Folder::new();
    let (status, by_number, _) = run(&folder, &["explain", "F0903"]);
    assert_eq!(status, 0);
    assert!(by_number.starts_with("F0903 ellipsis (warn, reported by `fuzi check`)\n"), "{by_number}");
    assert_eq!(run(&folder, &["explain", "ellipsis"]).1, by_number);
    let (status, _, err) = run(&folder, &["explain", "elipsis"]);
    assert_eq!(status, 2);
    assert!(err.contains("did you mean “ellipsis”?"), "{err}");
    let (list, all) = (run(&folder, &["explain"]).1, run(&folder, &["explain", "--all"]).1);
    assert_eq!(list.lines().count(), Code::ALL.len());
    assert!(all.contains(&by_number) && Code::ALL.iter().all(|code| all.contains(&code.number())));
}

/// Every case of the suite is checked without panic, and its fixes settle.
#[test]
fn every_case_of_the_suite_is_checked() {
    let folder = Folder::new();
    folder.copy_from(&repository("tests/suite").join(cases::ASSETS));
    for case in cases::all() {
        let file = folder.write("a.md", &case.text);
        let job = project::discover(&file).unwrap().remove(0);
        for fixed in project::fix(&job).unwrap() {
            assert_ne!(fixed.old, fixed.new, "{}/{}", case.area, case.name);
            std::fs::write(&fixed.path, &fixed.new).unwrap();
        }
        assert_eq!(project::fix(&job).unwrap(), [], "{}/{} does not settle", case.area, case.name);
        let built = project::check(&job, &Options::default());
        assert!(built.outputs.is_empty());
        folder.copy_from(&repository("tests/suite").join(cases::ASSETS));
    }
}

/// README.md and README.zh.md name every rule of check with its number.
#[test]
fn the_readme_lists_the_rules() {
    for name in ["README.md", "README.zh.md"] {
        let text = std::fs::read_to_string(repository(name)).unwrap();
        let listed: Vec<&str> = text.lines().filter(|line| line.starts_with("| F0")).collect();
        let rules: Vec<&Code> = Code::ALL.iter().filter(|code| code.is_of_check()).collect();
        assert_eq!(listed.len(), rules.len(), "{name}");
        for (line, code) in listed.iter().zip(rules) {
            assert!(line.starts_with(&format!("| {} | `{code}` | ", code.number())), "{name}: {line}");
        }
    }
}

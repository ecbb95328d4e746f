//! The command itself: exit status, options, what it prints and writes.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::process::Output;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::command;
use crate::support::folder::Folder;
use crate::support::word::Package;

const GOOD: &str = "---\ntitle: 题\n---\n\n# 一 {#sec:a}\n\n见 @sec:a。\n";
const WARNS: &str = "见 @fig:无。\n";
const FAILS: &str = "---\ntitle: [一]\n---\n";

/// Runs the command in a folder.
pub fn fuzi(folder: &Path, args: &[&str]) -> Output {
    command::fuzi().current_dir(folder).args(args).output().unwrap()
}

/// Runs it and gives its exit status with what it printed.
pub fn run(folder: &Folder, args: &[&str]) -> (i32, String, String) {
    let output = fuzi(folder.path(), args);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn help_and_wrong_usage_in_chinese() {
    let folder = Folder::with(GOOD);
    let (status, out, _) = run(&folder, &["--lang", "zh", "build", "--help"]);
    assert_eq!(status, 0);
    for part in ["用法：fuzi build [选项] [PATH]...", "参数：", "选项：", "[可选：pdf、docx]", "显示帮助"]
    {
        assert!(out.contains(part), "{part} is not in {out}");
    }
    assert!(!out.contains("Usage") && !out.contains('\u{1b}'), "{out}");
    for (args, said) in [
        (&["--lang", "zh", "biuld"][..], "没有命令“biuld”\n\n  提示：是不是“build”？\n\n用法：fuzi [选项] <命令>"),
        (&["build", "--stirct", "--lang=zh"], "没有参数“--stirct”\n\n  提示：是不是“--strict”？\n\n用法：fuzi build "),
        (&["build", "--lang=zh", "--to", "html"], "“html”不是“--to <EDITION>”的有效值\n\n  提示：可用的有 pdf、docx"),
        (&["build", "--lang=zh", "--shard", "9/8"], "有效值：请写成 1/8、2/8……8/8"),
        (&["--lang=zh"], "错误：缺少命令"),
    ] {
        let (status, _, err) = run(&folder, args);
        assert_eq!(status, 2, "{err}");
        assert!(err.starts_with("错误：") && err.contains(said), "{err}");
    }
}

#[test]
fn both_editions_beside_the_source() {
    let folder = Folder::with(GOOD);
    let (status, out, err) = run(&folder, &["build", "a.md"]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("wrote a.pdf, 1 pages") || err.contains("wrote a.pdf, 1 page"), "{err}");
    assert!(err.contains("wrote a.docx") && err.contains("done in"), "{err}");
    assert_eq!(folder.names(), ["a.docx", "a.md", "a.pdf"]);
    assert!(folder.read("a.pdf").starts_with(b"%PDF-"));
    assert_eq!(Package::open(&folder.read("a.docx")).problems(), Vec::<String>::new());
}

#[test]
fn messages_in_chinese() {
    let folder = Folder::with(WARNS);
    let lines = |lang: Option<&str>, args: &[&str]| {
        let mut command = command::fuzi();
        command.current_dir(folder.path()).args(args);
        if let Some(lang) = lang {
            command.env("LANG", lang);
        }
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    let chinese = lines(None, &["build", "a.md", "--message-format", "short", "--lang", "zh"]);
    assert!(chinese.contains("警告[undefined-reference]"), "{chinese}");
    assert_eq!(lines(Some("zh_CN.UTF-8"), &["build", "a.md", "--no-cache", "--message-format", "short"]), chinese);
    let english = lines(Some("zh_CN.UTF-8"), &["build", "a.md", "--lang", "en", "--message-format", "short"]);
    assert!(english.contains("warning[undefined-reference]"), "{english}");
}

#[test]
fn many_findings_in_chinese() {
    let text = "---\ntitle: 题\ncolour: 红\n---\n\n# 一 {#a}\n\n### 二 {#a}\n\n见 @fig:rian 和 [连接](#没有)，脚注[^x]。\n\n\
                ![图](missing.png){width=wide}\n\n::: 居中\n文字,文字...\n:::\n\n公式 $\\foo{x}$。\n";
    let folder = Folder::with(text);
    let (_, out, err) = run(&folder, &["check", "a.md", "--message-format", "short", "--lang", "zh"]);
    for line in [
        "a.md:3:1: 警告[F0103 unknown-field]: 样式不印前置元数据的字段 `colour`\n",
        "a.md:8:1: 警告[F0801 skipped-level]: 标题跳级：`#` 之下是 `###`\n",
        "a.md:8:9: 警告[F0201 duplicate-id]: id “a”重复\n",
        "a.md:10:3: 警告[F0202 undefined-reference]: 未定义的引用“fig:rian”\n",
        "a.md:10:15: 警告[F0207 undefined-anchor]: 链接目标“没有”不存在：没有这样的标题或 id\n",
        "a.md:10:27: 警告[F0204 undefined-note]: 未定义的注释 `x`\n",
        "a.md:12:6: 警告[F0301 image]: 图片“missing.png”不存在\n",
        "a.md:12:25: 警告[F0111 unknown-attribute]: “wide”不是有效的图片尺寸\n",
        "a.md:15:3: 警告[F0901 half-width-punctuation]: 中文句子里的“,”应为“，”\n",
        "a.md:15:6: 警告[F0903 ellipsis]: 中文省略号是“……”，不是“...”\n",
        "a.md:18:5: 警告[F0116 math]: 公式中的命令 \\foo 未知，印出其名\n",
    ] {
        assert!(out.contains(line), "{line}\n{out}{err}");
    }
    let (_, out, _) = run(&folder, &["check", "a.md", "--message-format", "json", "--lang", "zh"]);
    assert!(out.contains("\"severity\":\"warning\"") && out.contains("未定义的引用"), "{out}");
    let (_, _, err) = run(&folder, &["check", "a.md", "--lang", "zh"]);
    assert!(err.starts_with("已检查 1 个文档：") && err.ends_with("个可用 `--fix` 修正\n"), "{err}");
}

#[test]
fn exit_status() {
    let folder = Folder::with(GOOD);
    folder.write("warns.md", WARNS);
    folder.write("fails.md", FAILS);
    let status = |args: &[&str]| run(&folder, args).0;
    assert_eq!(status(&["build", "a.md"]), 0);
    assert_eq!(status(&["build", "warns.md"]), 0);
    assert_eq!(status(&["build", "warns.md", "--strict"]), 1);
    assert_eq!(status(&["build", "a.md", "--strict"]), 0);
    assert_eq!(status(&["build", "fails.md"]), 1);
    assert_eq!(status(&["build", "nowhere.md"]), 3);
    assert_eq!(status(&["build", "nowhere.md", "fails.md"]), 3);
    assert_eq!(status(&["build", "a.md", "--to", "html"]), 2);
    assert_eq!(status(&["build", "--nothing"]), 2);
    assert_eq!(status(&["publish"]), 2);
    assert_eq!(status(&[]), 2);
    assert_eq!(status(&["--help"]), 0);
    assert_eq!(status(&["--version"]), 0);
    assert!(!folder.has("fails.pdf") && !folder.has("fails.docx"));
}

#[test]
fn files_that_cannot_be_written() {
    let folder = Folder::with(GOOD);
    folder.write("in-the-way", "x");
    let (status, _, err) = run(&folder, &["build", "a.md", "--out-dir", "in-the-way"]);
    assert_eq!(status, 3, "{err}");
    assert!(err.contains("in-the-way"), "{err}");
    std::fs::create_dir(folder.join("a.docx")).unwrap();
    let (status, _, err) = run(&folder, &["build", "a.md", "--to", "docx"]);
    assert_eq!(status, 3, "{err}");
    assert!(err.contains("a.docx"), "{err}");
    assert_eq!(folder.names(), ["a.docx", "a.md", "in-the-way"], "temporary files are left over");
}

#[test]
fn one_edition_in_another_folder() {
    let folder = Folder::with(GOOD);
    assert_eq!(run(&folder, &["build", "a.md", "--to", "pdf", "--out-dir", "out/deep"]).0, 0);
    assert!(folder.has("out/deep/a.pdf") && !folder.has("out/deep/a.docx") && !folder.has("a.pdf"));
    assert_eq!(run(&folder, &["build", "a.md", "--to", "docx", "--out-dir", "word"]).0, 0);
    assert!(folder.has("word/a.docx") && !folder.has("word/a.pdf"));
    assert_eq!(run(&folder, &["build", "a.md", "--to", "pdf,docx", "--out-dir", "both"]).0, 0);
    assert!(folder.has("both/a.docx") && folder.has("both/a.pdf"));
}

#[test]
fn diagnostics_for_editors_and_machines() {
    let folder = Folder::with(WARNS);
    let (_, out, err) = run(&folder, &["build", "a.md", "--message-format", "short"]);
    assert_eq!(out, "");
    assert_eq!(err, "a.md:1:3: warning[undefined-reference]: undefined reference “fig:无”\n");
    let (_, out, err) = run(&folder, &["build", "a.md", "--message-format", "json"]);
    assert_eq!(out, "");
    let lines: Vec<serde_json::Value> = err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{err}");
    assert_eq!((&lines[2]["event"], &lines[2]["warnings"]), (&"end".into(), &1.into()));
    assert_eq!((&lines[0]["event"], &lines[0]["document"]), (&"diagnostic".into(), &"a".into()));
    assert_eq!((&lines[1]["event"], &lines[1]["status"]), (&"document".into(), &"built".into()));
    assert_eq!(lines[1]["outputs"][0]["path"], "a.pdf");
    assert_eq!(lines[0]["code"], "undefined-reference");
    assert_eq!(lines[0]["severity"], "warning");
    assert_eq!(lines[0]["file"], "a.md");
    assert_eq!(lines[0]["start"], serde_json::json!({"line": 1, "column": 3}));
    assert_eq!(lines[0]["end"], serde_json::json!({"line": 1, "column": 9}));
    let (_, _, err) = run(&folder, &["build", "a.md"]);
    assert!(err.contains("--> a.md:1:3") && err.contains("1 warning"), "{err}");
    assert!(!err.contains('\u{1B}'), "colours are for terminals");
}

#[test]
fn strict_writes_nothing() {
    let folder = Folder::with(WARNS);
    let (status, _, err) = run(&folder, &["build", "a.md", "--strict"]);
    assert_eq!(status, 1);
    assert!(err.contains("nothing was written"), "{err}");
    assert_eq!(folder.names(), ["a.md"]);
}

#[test]
fn emitting() {
    let folder = Folder::with(GOOD);
    let (status, out, _) = run(&folder, &["build", "a.md", "--emit", "model"]);
    assert_eq!(status, 0);
    let model: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(model["anchors"][0]["label"], "第一章");
    let (status, out, _) = run(&folder, &["build", "a.md", "--emit", "typst"]);
    assert_eq!(status, 0);
    assert!(out.contains("#heading(level: 1"), "{out}");
    assert_eq!(folder.names(), ["a.md"], "looking inside writes no editions");
}

#[test]
fn a_sheet_by_its_path() {
    let folder = Folder::with(GOOD);
    folder.write("sheet.toml", "[body]\nsize = \"四号\"\n");
    let typst = |style: &str| run(&folder, &["build", "a.md", "--style", style, "--emit", "typst"]);
    assert!(typst("sheet.toml").1.contains("size: 14pt"), "{:?}", typst("sheet.toml").2);
    assert_eq!(typst("report").0, 0);
    let (status, _, err) = typst("nowhere.toml");
    assert_eq!(status, 1);
    assert!(err.contains("nowhere.toml") && err.contains("report"), "{err}");
}

#[test]
fn a_folder_of_documents() {
    let folder = Folder::new();
    let names: Vec<String> = (0..12).map(|n| format!("{n:02}")).collect();
    names.iter().for_each(|name| drop(folder.write(&format!("{name}.md"), format!("# 第 {name} 份\n"))));
    folder.write("notes.txt", "不是文稿");
    let (status, _, err) = run(&folder, &["build", "."]);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("12 documents in"), "{err}");
    for name in &names {
        let package = Package::open(&folder.read(&format!("{name}.docx")));
        assert!(package.text().replace('\u{a0}', " ").contains(&format!("第 {name} 份")));
        assert!(folder.has(&format!("{name}.pdf")));
    }
    assert_eq!(folder.names().len(), 12 * 3 + 1);
    assert_eq!(run(&Folder::new(), &["build"]).0, 3, "an empty folder holds nothing to build");
}

#[test]
fn one_bad_document_does_not_stop_the_others() {
    let folder = Folder::with(GOOD);
    folder.write("b.md", FAILS);
    folder.write("c.md", GOOD);
    let (status, _, err) = run(&folder, &["build", "."]);
    assert_eq!(status, 4, "{err}");
    assert!(err.contains("failed  1  b"), "{err}");
    assert!(folder.has("a.pdf") && folder.has("c.docx") && !folder.has("b.pdf"));
}

#[test]
fn a_project() {
    let folder = Folder::new();
    folder.write("fuzi.toml", "[document]\nsources = [\"one.md\", \"parts/two.md\"]\noutput = \"book\"\n[build]\nto = [\"docx\"]\nout-dir = \"out\"\n");
    folder.write("one.md", "---\ntitle: 书\n---\n\n# 甲 {#sec:one}\n\n见 @sec:two。\n");
    folder.write("parts/two.md", "# 乙 {#sec:two}\n\n见 @sec:one，![图](a.svg) 与 @fig:无。\n");
    folder.write(
        "parts/a.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
    );
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains("parts/two.md:3:26: warning[undefined-reference]"), "{err}");
    assert!(folder.has("out/book.docx") && !folder.has("out/book.pdf"));
    let text = Package::open(&folder.read("out/book.docx")).text();
    assert!(text.contains("见第二章。") && text.contains("见第一章，"), "{text}");
    assert_eq!(run(&folder, &["build", "fuzi.toml", "--to", "pdf"]).0, 0);
    assert!(folder.has("out/book.pdf"), "the command overrules the project");
}

#[test]
fn a_project_with_mistakes() {
    let folder = Folder::with(GOOD);
    folder.write("fuzi.toml", "[document]\nsource = [\"a.md\"]\n[build]\nto = [\"html\"]\n");
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 1, "{err}");
    assert!(err.contains("fuzi.toml:2:1: error[manifest]: ") && err.contains("html"), "{err}");
    folder.write("fuzi.toml", "[document]\nsources = [\"nowhere.md\"]\n");
    assert_eq!(run(&folder, &["build"]).0, 3);
    folder.write("fuzi.toml", "[document]\nsources = [\"../a.md\"]\n");
    assert_eq!(run(&folder, &["build"]).0, 3);
}

#[test]
fn a_new_project_builds() {
    let folder = Folder::new();
    let (status, out, err) = run(&folder, &["init", "new"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("report.md") && out.contains("fuzi build new"), "{out}");
    let (status, _, err) = run(&folder, &["build", "new", "--strict"]);
    assert_eq!(status, 0, "{err}");
    assert!(folder.has("new/report.pdf") && folder.has("new/report.docx"));
    let before = folder.read("new/report.md");
    assert_eq!(run(&folder, &["init", "new"]).0, 3, "a project is not overwritten");
    assert!(before == folder.read("new/report.md"));
}

#[test]
fn a_manuscript_becomes_a_project_without_a_sample() {
    let folder = Folder::with(GOOD);
    folder.write("README.md", "说明\n");
    assert_eq!(run(&folder, &["init"]).0, 0);
    let manifest = String::from_utf8(folder.read("fuzi.toml")).unwrap();
    assert!(manifest.contains("sources = [\"a.md\"]"), "{manifest}");
    assert_eq!(folder.names(), [".gitignore", "README.md", "a.md", "fuzi.toml"]);
    let (status, _, err) = run(&folder, &["build"]);
    assert!(status == 0 && folder.names().contains(&"a.pdf".to_owned()), "{err}");
}

#[test]
fn a_failed_build_leaves_the_old_edition() {
    let folder = Folder::with(GOOD);
    assert_eq!(run(&folder, &["build", "a.md"]).0, 0);
    let old = (folder.read("a.pdf"), folder.read("a.docx"));
    for (text, args) in [
        (FAILS, &["build", "a.md"][..]),
        ("```{=typst}\n#(\n```\n", &["build", "a.md", "--allow-raw"]),
        (WARNS, &["build", "a.md", "--strict"]),
    ] {
        folder.write("a.md", text);
        assert_eq!(run(&folder, args).0, 1);
        assert!(old == (folder.read("a.pdf"), folder.read("a.docx")), "an edition changed: {text}");
    }
    folder.write("a.md", b"\xFF");
    assert_eq!(run(&folder, &["build", "a.md"]).0, 1);
    assert!(old == (folder.read("a.pdf"), folder.read("a.docx")));
    assert_eq!(folder.names(), ["a.docx", "a.md", "a.pdf"]);
}

/// Other processes, other folders, other times: the same bytes.
#[test]
fn processes_do_not_matter() {
    let manuscript = format!(
        "{GOOD}\n[a](https://a.example) [b](https://b.example) [c](https://c.example)[^n]\n\n1. x\n\n| a |\n|---|\n| b |\n\n[^n]: y\n"
    );
    let built: Vec<(Vec<u8>, Vec<u8>)> = (0..4)
        .map(|_| {
            let folder = Folder::with(&manuscript);
            assert_eq!(run(&folder, &["build", "a.md"]).0, 0);
            (folder.read("a.pdf"), folder.read("a.docx"))
        })
        .collect();
    assert!(built.iter().all(|one| *one == built[0]), "the editions differ between processes");
}

#[test]
fn an_edition_alone_is_the_same_as_with_the_other() {
    let folder = Folder::with(GOOD);
    assert_eq!(run(&folder, &["build", "a.md"]).0, 0);
    for edition in ["pdf", "docx"] {
        assert_eq!(run(&folder, &["build", "a.md", "--to", edition, "--out-dir", "alone"]).0, 0);
        assert!(folder.read(&format!("alone/a.{edition}")) == folder.read(&format!("a.{edition}")), "{edition}");
    }
}

#[test]
fn every_source_has_its_own_notes() {
    let folder = Folder::with("甲[^1]。\n\n[^1]: 第一个文件的注\n");
    folder.write("b.md", "乙[^1]。\n\n[^1]: 第二个文件的注\n");
    folder.write("fuzi.toml", "[document]\nsources = [\"a.md\", \"b.md\"]\noutput = \"both\"\n");
    let (status, model, err) = run(&folder, &["build", "--strict", "--emit", "model"]);
    assert_eq!(status, 0, "{err}");
    assert!(model.contains("第一个文件的注") && model.contains("第二个文件的注"), "{model}");
}

#[test]
fn styles_are_listed_and_shown() {
    let folder = Folder::with(GOOD);
    folder.write("styles/论文.toml", "description = \"学位论文\"\n[body]\nsize = \"五号\"\n");
    folder.write("styles/report.toml", "[body]\n");
    folder.write("styles/notes.txt", "");
    let (status, out, err) = run(&folder, &["styles"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.starts_with("report") && out.contains("学位论文") && !out.contains("notes"), "{out}");
    assert!(out.contains("styles/report.toml  hidden by fuzi's own style"), "{out}");
    let column = |line: &str, word: &str| {
        line.split(word).next().unwrap().chars().map(|c| 1 + usize::from(!c.is_ascii())).sum::<usize>()
    };
    let places: Vec<usize> =
        out.lines().filter(|line| line.contains("论文")).map(|line| column(line, "styles/")).collect();
    let first = out.lines().map(|line| column(line, "(fuzi)")).min();
    assert_eq!(places.first().copied(), first, "{out}");
    let (_, whole, _) = run(&folder, &["styles", "show", "论文"]);
    assert!(whole.contains("[body]\nfont = \"body\"\nsize = \"五号\"\n"), "{whole}");
    folder.write("whole.toml", &whole);
    assert_eq!(
        run(&folder, &["styles", "show", "whole.toml"]).1.lines().skip(1).collect::<Vec<_>>(),
        whole.lines().skip(1).collect::<Vec<_>>()
    );
    let typst = |style: &str| run(&folder, &["build", "a.md", "--style", style, "--emit", "typst"]).1;
    assert!(!typst("论文").is_empty() && typst("论文") == typst("whole.toml"));
    let (status, out, err) = run(&folder, &["styles", "show", "reprot"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("did you mean “report”?"), "{err}");
}

#[test]
fn fields_are_explained() {
    let folder = Folder::with(GOOD);
    folder.write("my.toml", "[body]\nsize = \"五号\"\n");
    let explain = |args: &[&str]| run(&folder, &[&["styles", "explain"], args].concat());
    let (status, out, _) = explain(&["body.size", "--style", "my.toml"]);
    assert_eq!(status, 0);
    assert!(out.contains("body.size = \"五号\"  # my.toml:2:8") && out.contains("\"小四\""), "{out}");
    assert!(out.contains("Running text. The size."), "{out}");
    assert!(explain(&["table"]).1.contains("rules = \"three-line\""));
    assert!(explain(&["first_line"]).1.lines().count() > 10);
    assert!(explain(&[]).1.contains("[heading1]"));
    let (status, out, err) = explain(&["body.siez"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("did you mean “body.size”?"), "{err}");
    let (status, schema, _) = run(&folder, &["styles", "schema"]);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!((status, &schema["$defs"]["Text"]["properties"]["bold"]["type"]), (0, &"boolean".into()));
}

#[test]
fn a_new_style_is_found_by_its_name() {
    let folder = Folder::with("---\ntitle: 题\nstyle: 我的\n---\n\n# 一\n");
    let (status, out, err) = run(&folder, &["styles", "new", "我的"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("styles/我的.toml"), "{out}");
    let sheet = String::from_utf8(folder.read("styles/我的.toml")).unwrap();
    assert!(sheet.contains("inherits = \"report\"\n") && sheet.contains("# size = \"12pt\""), "{sheet}");
    assert_eq!(run(&folder, &["build", "a.md", "--strict"]).0, 0);
    assert_eq!(run(&folder, &["styles", "new", "我的"]).0, 3, "a sheet is not overwritten");
    assert_eq!(sheet.as_bytes(), folder.read("styles/我的.toml"));
    let (status, _, err) = run(&folder, &["styles", "new", "second", "--from", "styles/我的.toml"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(run(&folder, &["styles", "show", "second"]).0, 0);
    for name in ["report", "../x", "a/b", "", ".x"] {
        assert_eq!(run(&folder, &["styles", "new", name]).0, 3, "{name}");
    }
    assert_eq!(run(&folder, &["styles", "new", "third", "--from", "nowhere"]).0, 1);
    let other = Folder::new();
    let (status, _, err) =
        run(&folder, &["styles", "new", "third", "--from", other.write("other.toml", "").to_str().unwrap()]);
    assert!(status == 3 && err.contains("outside the project"), "{err}");
    assert_eq!(std::fs::read_dir(folder.join("styles")).unwrap().count(), 2);
}

#[test]
fn fonts_of_a_style() {
    let folder = Folder::with(GOOD);
    let (status, out, err) = run(&folder, &["fonts"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("Fuzi Song") && out.contains("Times New Roman, 宋体") && out.contains("8105"), "{out}");
    folder.write("my.toml", "[fonts.body]\neast-asian = [\"没有的字体\", \"Fuzi Song\"]\n");
    folder.write("fuzi.toml", "[document]\nsources = [\"a.md\"]\nstyle = \"my.toml\"\n");
    let (status, out, err) = run(&folder, &["fonts"]);
    assert_eq!(status, 0);
    assert!(out.contains("没有的字体 (not found), Fuzi Song"), "{out}");
    assert!(err.contains("--> my.toml:2:15") && err.contains("the PDF uses “Fuzi Song” instead"), "{err}");
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.starts_with("my.toml:2:15: warning[font]: "), "{err}");
}

/// The parts of a Word file by their names.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(Package::open(&bytes).problems(), Vec::<String>::new());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut part = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(&mut part).collect()
}

/// Builds the Word file and gives its parts.
fn word(folder: &Folder, args: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let (status, _, err) = run(folder, &[&["build", "--to", "docx"], args].concat());
    assert_eq!(status, 0, "{err}");
    parts(folder.read("a.docx"))
}

const ITEM: &str = "customXml/item1.xml";

#[test]
fn the_word_file_carries_the_source_if_it_is_asked_to() {
    let folder = Folder::with("# 一\n\n{{< include parts/b.md >}}\n");
    folder.write("parts/b.md", "二 & <三>\r\n");
    let carried = word(&folder, &["a.md", "--source"]);
    let item = String::from_utf8(carried[ITEM].clone()).unwrap();
    let tree = roxmltree::Document::parse(&item).unwrap();
    let files: Vec<_> = tree.root_element().children().collect();
    assert_eq!(files.iter().map(|file| file.attribute("name")).collect::<Vec<_>>(), [Some("a.md"), Some("parts/b.md")]);
    assert_eq!(files[1].text(), Some("5LqMICYgPOS4iT4NCg=="));
    for args in [&["a.md"][..], &["a.md", "--no-source"]] {
        assert!(!word(&folder, args).contains_key(ITEM));
    }
    folder.write("fuzi.toml", "[document]\nsources = [\"a.md\"]\n[build]\nsource = true\n");
    assert!(word(&folder, &["."]).contains_key(ITEM));
    assert!(!folder.has(".fuzi/base"), "what the file carries is not kept beside it");
    assert!(!word(&folder, &[".", "--no-source"]).contains_key(ITEM));
}

/// What stands in a comment is for those who write, and no part of the file tells
/// it to those who read; yet the manuscript is found by what the file does tell.
#[test]
fn comments_stay_out_of_the_word_file() {
    const SECRET: &str = "INTERNAL";
    let text = format!("# 一\n\n甲<!-- {SECRET} 1 -->乙\n\n<!-- {SECRET} 2 -->\n\n丙\n");
    let folder = Folder::with(&text);
    folder.write("fuzi.toml", "[document]\nsources = [\"a.md\"]\n");
    let kept = |args: &[&str], bases: &Path| {
        let parts = word(&folder, args);
        let secrets = [SECRET.to_owned(), STANDARD.encode(&text)];
        let [plain, encoded] = secrets.map(String::into_bytes);
        for (name, part) in &parts {
            let holds = |secret: &[u8]| part.windows(secret.len().min(16)).any(|piece| piece == &secret[..piece.len()]);
            assert!(!holds(&plain) && !holds(&encoded), "{name}");
        }
        let properties = String::from_utf8(parts["docProps/custom.xml"].clone()).unwrap();
        let (_, value) = properties.split_once("fuzi.source.sha256\"><vt:lpwstr>").unwrap();
        let base = fuzi::project::base(bases, &value[..64]).unwrap();
        assert_eq!(base.iter().map(|file| (&*file.name, &*file.text)).collect::<Vec<_>>(), [("a.md", &*text)]);
        bases.join(&value[..64])
    };
    let base = kept(&["."], &folder.join(".fuzi/base"));
    assert_eq!(folder.read(".fuzi/.gitignore"), b"*\n");
    // One that is gone is kept anew, though nothing else has changed.
    std::fs::remove_file(base).unwrap();
    kept(&["."], &folder.join(".fuzi/base"));
    assert_eq!(run(&folder, &["clean"]).0, 0);
    kept(&["."], &folder.join(".fuzi/base"));
    // That of a file without a project lies with what is the user's.
    std::fs::remove_file(folder.join("fuzi.toml")).unwrap();
    kept(&["a.md"], &command::user_cache().join("fuzi/base"));
}

#[cfg(unix)]
#[test]
fn no_manuscript_is_kept_through_a_link_out_of_the_project() {
    let (folder, elsewhere) = (Folder::with(GOOD), Folder::new());
    folder.write("fuzi.toml", "[document]\nsources = [\"a.md\"]\n");
    std::fs::create_dir(folder.join(".fuzi")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.join(".fuzi/base")).unwrap();
    let (status, _, err) = run(&folder, &["build", "--to", "docx"]);
    assert!(status == 0 && err.contains("could not keep the manuscript") && err.contains("--source"), "{err}");
    assert_eq!(elsewhere.names(), Vec::<String>::new());
}

/// Names and texts with controls of terminals and of the direction of text.
#[cfg(unix)]
#[test]
fn controls_never_reach_the_terminal() {
    let folder = Folder::with("好。\n");
    folder.write(
        "e\u{1b}[31m\u{202e}\n.md",
        "甲\u{1b}]0;x\u{7}乙\u{202e}丙...\u{9b}丁,好。\r\n\r\n见 @fig:\u{1b}[2J。\n",
    );
    let manifest = "[document\u{1b}[31m]\nx\u{202e} = \"\u{7f}\"\n";
    folder.write("p/fuzi.toml", manifest);
    folder.write("styles/s\u{1b}[31m.toml", "description = \"\u{202e}\u{85}\"\ninherits = \"report\"\n");
    let raw = |ch: char| {
        (ch.is_control() && ch != '\n') || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}')
    };
    let formats = ["human", "short", "json", "github"].map(|format| ["--message-format", format]);
    let commands: &[&[&str]] = &[
        &["build", "--no-cache"],
        &["build", "p"],
        &["check", "--message-format", "sarif"],
        &["plan"],
        &["plan", "--json"],
        &["styles"],
        &["styles", "show", "styles/s\u{1b}[31m.toml"],
        &["explain", "x\u{1b}"],
        &["init", "n\u{1b}"],
        &["clean", "--cache-dir", "."],
    ];
    let with_formats = formats
        .iter()
        .flat_map(|format| [["build", "--no-cache"], ["check", "."]].map(|c| [&c[..], &format[..]].concat()));
    for args in commands.iter().map(|args| args.to_vec()).chain(with_formats) {
        let (_, out, err) = run(&folder, &args);
        assert!(!out.contains(raw) && !err.contains(raw), "{args:?}: {out:?} {err:?}");
        assert!(!(out + &err).is_empty(), "{args:?}");
    }
}

#[test]
fn a_project_says_how_manuscripts_are_read() {
    let folder = Folder::with("---\ntitle: 题\n---\n\n# 1 绪论\n\n第一行。第二句。\n另一行。又一句。\n\n# 2 方法\n");
    let project = |markdown: &str| {
        format!("[document]\nsources = [\"a.md\"]\noutput = \"a\"\n[build]\nto = [\"docx\"]\n{markdown}")
    };
    folder.write("fuzi.toml", project("[markdown]\nnewline = \"paragraph\"\nnumbers = \"count\"\n"));
    let (status, _, err) = run(&folder, &["build", "--strict"]);
    assert_eq!((status, err.contains("warning")), (0, false), "{err}");
    let text = Package::open(&folder.read("a.docx")).text();
    assert!(text.contains("第一章") && !text.contains("1 绪论"), "{text}");
    let model = run(&folder, &["build", "--emit", "model"]).1;
    assert!(!model.contains("第二句。另一行"), "{model}");
    folder.write("fuzi.toml", project("[markdown]\nnewline = \"段落\"\n"));
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 1, "{err}");
    assert!(
        err.contains("fuzi.toml:7:11: error[manifest]: “newline” must be one of “join”, “paragraph”, “break”"),
        "{err}"
    );
}

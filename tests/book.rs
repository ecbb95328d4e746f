//! Many files, one document: links between them, ids, front matter.

use crate::cli::run;
use crate::support::folder::Folder;
use crate::support::word::Package;

/// A project of one document of these files in their order.
fn book(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    let names: Vec<String> = files.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let sources = names.join(", ");
    folder.write("fuzi.toml", format!("[document]\nsources = [{sources}]\noutput = \"book\"\n"));
    for (name, text) in files {
        folder.write(name, text);
    }
    folder
}

/// What is said of a build that makes both editions.
fn said(folder: &Folder) -> String {
    let (status, _, err) = run(folder, &["build", "--quiet", "--all", "--message-format", "short"]);
    assert_eq!(status, 0, "{err}");
    err
}

/// How many links within the document the Word file has.
fn inner_links(folder: &Folder) -> usize {
    Package::open(&folder.read("book.docx")).part("word/document.xml").matches("<w:hyperlink w:anchor=").count()
}

#[test]
fn links_lead_to_the_files_of_the_document() {
    let links = "[a](b/two.md) [b](./b/two.md#limits) [c](b/two) [d](b/two.html#limits) [e](b/) [f](b/README.md#more) \
                 [g](/b/two.md) [h](b\\two.md) [i](b/%74wo.md#%6Cimits) [[two#Limits]] [[b/two|j]] [k](b/index.html)";
    let folder = book(&[
        ("one.md", &format!("# 引言\n\n{links}\n")),
        ("b/two.md", "# 方法\n\n[l](../one.md)、[m](three.md)\n\n## Limits\n\n文字\n"),
        ("b/README.md", "# 讨论\n\n## More\n\n文字\n"),
        ("b/three.md", "没有标题的文件。\n"),
    ]);
    assert_eq!(said(&folder), "");
    assert_eq!(inner_links(&folder), 14);
}

#[test]
fn links_that_leave_the_document_are_told_once_a_file() {
    let folder = book(&[
        ("one.md", "# 引言\n\n[a](other.md#x) [b](other.md) [c](two.md#nothing) [d](missing.md)\n"),
        ("two.md", "# 方法\n\n[a](./other.md)、[[elsewhere#x]]\n"),
    ]);
    folder.write("other.md", "# 讨论\n");
    let err = said(&folder);
    assert_eq!(err.lines().count(), 3, "{err}");
    assert!(err.contains("one.md:3:1: warning[link-target]: the file “other.md”, to which 3 links lead"), "{err}");
    assert!(err.contains("one.md:3:31: warning[undefined-anchor]: that file has no heading or id “nothing”"), "{err}");
    assert!(err.contains("“missing.md” is neither"), "{err}");
}

#[test]
fn ids_belong_to_their_files() {
    let page = |name: &str| {
        format!(
            "# {name}\n\n[这里](#parameters)、[这里](#limits)，见 @tbl:x。\n\n## P {{#parameters}}\n\n## Limits\n\n| a |\n|---|\n| 1 |\n\n: 表 {{#tbl:x}}\n"
        )
    };
    let (one, two) = (page("引言"), page("方法"));
    let folder = book(&[("one.md", &one), ("two.md", &two)]);
    assert_eq!(said(&folder), "");
    let three = "# 讨论\n\n[那里](#parameters)、[那里](#limits)，见 @tbl:x、[那里](two.md#limits)。\n";
    let folder = book(&[("one.md", &one), ("two.md", &two), ("three.md", three)]);
    let err = said(&folder);
    assert_eq!(err.matches("three.md:3:").count(), 3, "{err}");
    assert_eq!(err.matches("warning[duplicate-id]: several other files have").count(), 3, "{err}");
    let folder = book(&[("one.md", "# 引言\n\n## A {#x}\n\n## B {#x}\n"), ("two.md", "# 方法\n")]);
    assert!(said(&folder).contains("the id “x” is given twice"));
}

#[test]
fn each_file_says_what_its_chapter_is_called() {
    let folder = book(&[
        ("one.md", "---\ntitle: 书名\nauthor: 甲\n---\n\n# 开头\n\n文字\n"),
        ("two.md", "---\ntitle: 方法篇\nauthor: 甲\nicon: material/x\ntags: [a]\n---\n\n## 节\n\n[回](one.md)\n"),
        ("three.md", "---\ntitle: 不用的\ndate: 2024-01-01\nauthor: 乙\n---\n\n# 讨论篇\n\n[去](two.md)\n"),
        ("four.md", "---\ntitle: 草稿\ndraft: true\n---\n\n# 草稿\n"),
    ]);
    let err = said(&folder);
    assert_eq!(err.lines().count(), 2, "{err}");
    assert!(err.contains("three.md:3:7: warning[front-matter]: `author`, `date` count only in"), "{err}");
    assert!(err.contains("four.md:3:1: warning[draft]: “four.md” is a draft and is left out"), "{err}");
    let text = Package::open(&folder.read("book.docx")).text();
    for wanted in ["书名", "方法篇", "讨论篇"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!text.contains("不用的") && !text.contains("草稿"), "{text}");
    let alone = Folder::with("---\ndraft: true\n---\n\n# 草稿\n");
    let (status, _, err) = run(&alone, &["build", "a.md"]);
    assert!(status == 0 && !err.contains("draft"), "{err}");
}

#[test]
fn forty_files_link_to_each_other() {
    let name = |n: usize| format!("part-{}/{:02}-topic.md", n % 4, n % 40);
    let files: Vec<(String, String)> = (0..40)
        .map(|n| {
            let link = |k: usize| {
                let to = n * 7 + k * 3 + 1;
                let fragment = ["", "#limits", "#design-goals"][k % 3];
                format!("[link {k}](../{}{fragment})", name(to))
            };
            let links: Vec<String> = (0..25).map(link).collect();
            let text = format!(
                "---\ntitle: Topic {n}\ntags: [x]\n---\n\n{}\n\n## Limits\n\n[Here](#limits).\n\n## Design goals {{#design-goals}}\n\nText.[^1]\n\n[^1]: Note.\n",
                links.join(", ")
            );
            (name(n), text)
        })
        .collect();
    let listed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = book(&listed);
    assert_eq!(said(&folder), "");
    assert_eq!(inner_links(&folder), 1040);
}

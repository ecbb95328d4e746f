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
    assert!(err.contains("four.md:3:1: note[draft]: “four.md” is a draft and is left out"), "{err}");
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

/// What the headings of the Word file are, by their styles.
fn headings(folder: &Folder, name: &str) -> Vec<String> {
    let package = Package::open(&folder.read(name));
    let document = package.part("word/document.xml").to_owned();
    let paragraphs = document.split("<w:p>").filter_map(|paragraph| {
        let level = paragraph.split("w:val=\"Heading").nth(1)?.chars().next().filter(char::is_ascii_digit)?;
        let texts = paragraph.split("<w:t").skip(1).filter_map(|text| text.split_once('>')?.1.split("</w:t>").next());
        Some(format!("{level} {}", texts.collect::<String>()))
    });
    paragraphs.collect()
}

fn pages(folder: &Folder, names: &[&str]) {
    for name in names {
        let title = name.rsplit('/').next().unwrap().split('.').next().unwrap();
        folder.write(name, format!("# Page {title}\n\nText.\n\n## Part of {title}\n\nText.\n"));
    }
}

#[test]
fn navigations_are_books() {
    let mkdocs = "site_name: Manual\nextra: !!python/name:a.b\nnav:\n  - index.md\n  - Setup:\n    - setup/index.md\n    - Colours: setup/colours.md\n  - Usage:\n    - usage/first.md\n    - Web: https://example.org\n";
    let summary = "# Summary\n\n[Intro](index.md)\n\n- [Setup](setup/index.md)\n  - [Colours](setup/colours.md)\n\n# Usage\n\n- [First](usage/first.md)\n";
    let quarto = "project:\n  type: book\nbook:\n  title: Manual\n  chapters:\n    - index.md\n    - part: setup/index.md\n      chapters:\n        - setup/colours.md\n    - part: Usage\n      chapters: [usage/first.md]\n";
    let sidebars = "// @ts-check\nmodule.exports = {\n  // All.\n  docs: [\n    'index',\n    {type: 'category', label: 'Setup', link: {type: 'doc', id: 'setup/index'}, items: ['setup/colours']},\n    {type: 'category', label: 'Usage', items: ['usage/first',]},\n  ],\n};\n";
    for (name, text, dir) in [
        ("mkdocs.yml", mkdocs, "docs/"),
        ("SUMMARY.md", summary, ""),
        ("_quarto.yml", quarto, ""),
        ("sidebars.js", sidebars, "docs/"),
    ] {
        let folder = Folder::new();
        folder.write(name, text);
        pages(
            &folder,
            &["index.md", "setup/index.md", "setup/colours.md", "usage/first.md"]
                .map(|page| format!("{dir}{page}"))
                .each_ref()
                .map(String::as_str),
        );
        folder.write("fuzi.toml", format!("[document]\nsources = \"{name}\"\n"));
        let (status, _, err) = run(&folder, &["build", "--quiet", "--message-format", "short"]);
        assert_eq!((status, err.as_str()), (0, ""), "{name}");
        let wanted = [
            "1 Page index",
            "2 Part of index",
            "1 Page index",
            "2 Part of index",
            "2 Page colours",
            "3 Part of colours",
            "1 Usage",
            "2 Page first",
            "3 Part of first",
        ];
        let found: Vec<String> = headings(&folder, "book.docx");
        let plain: Vec<String> = found.iter().map(|line| line.replace('\u{a0}', " ")).collect();
        assert!(
            plain.iter().zip(wanted).all(|(found, wanted)| found.ends_with(&wanted[1..]) && found[..1] == wanted[..1]),
            "{name}: {plain:?}"
        );
        assert_eq!(plain.len(), wanted.len(), "{name}: {plain:?}");
        // Without a project file.
        std::fs::remove_file(folder.join("fuzi.toml")).unwrap();
        std::fs::remove_file(folder.join("book.docx")).unwrap();
        let (status, _, err) = run(&folder, &["build", name, "--to", "docx", "--quiet"]);
        assert_eq!((status, err.as_str()), (0, ""), "{name}");
        assert!(folder.has("book.docx"));
    }
}

#[test]
fn sidebars_of_vitepress_and_vuepress_are_read_without_running_them() {
    let vitepress = "import { defineConfig } from 'vitepress'\n\nexport default defineConfig({\n  title: 'Manual',\n  head: [['link', { rel: icon() }]],\n  themeConfig: {\n    // sidebar: [],\n    sidebar: [\n      { text: 'Start', items: [\n        { text: 'Home', link: '/' },\n        { text: 'First', link: '/guide/first' },\n      ] },\n      { text: 'Web', link: 'https://example.org' },\n      { text: 'Usage', base: '/guide/', collapsed: true, items: [{ text: 'Second', link: 'second.html#x' }] },\n    ],\n  },\n})\n";
    let vuepress = "module.exports = {\n  title: `Manual`,\n  themeConfig: { sidebar: { '/guide/': ['first', ['second', 'Second']], '/': [''] } },\n}\n";
    for (name, text, wanted) in [
        (
            "docs/.vitepress/config.mts",
            vitepress,
            &["1 Start", "2 Page index", "2 Page first", "1 Usage", "2 Page second"][..],
        ),
        ("docs/.vuepress/config.js", vuepress, &["1 Page first", "1 Page second", "1 Page index"]),
    ] {
        let folder = Folder::new();
        folder.write(name, text);
        for page in ["index", "guide/first", "guide/second"] {
            let title = page.rsplit('/').next().unwrap();
            folder.write(&format!("docs/{page}.md"), format!("# Page {title}\n\nText.\n"));
        }
        folder.write("fuzi.toml", format!("[document]\nsources = \"{name}\"\n"));
        let (status, _, err) = run(&folder, &["build", "--quiet", "--to", "docx", "--message-format", "short"]);
        assert_eq!((status, err.as_str()), (0, ""), "{name}");
        let found = headings(&folder, "book.docx");
        let plain: Vec<String> = found.iter().map(|line| line.replace('\u{a0}', " ")).collect();
        let is_same = |(found, wanted): (&String, &&str)| found.ends_with(&wanted[1..]) && found[..1] == wanted[..1];
        assert!(plain.len() == wanted.len() && plain.iter().zip(wanted).all(is_same), "{name}: {plain:?}");
        // Without a project file.
        std::fs::remove_file(folder.join("fuzi.toml")).unwrap();
        let (status, _, err) = run(&folder, &["build", name, "--to", "docx", "--quiet"]);
        assert_eq!((status, err.as_str()), (0, ""), "{name}");
        assert!(folder.has("docs/book.docx"));
        folder.write(name, "export default { themeConfig: { sidebar: pages('.') } }\n");
        let (status, _, err) = run(&folder, &["build", name, "--message-format", "short"]);
        let wanted = "error[navigation]: this sidebar is a program; list the files themselves in `sources`";
        assert!(status == 1 && err.contains(wanted), "{err}");
    }
}

#[test]
fn all_sidebars_of_a_site_are_read_in_their_order() {
    let vitepress = "const api = () => [{ text: 'Calls', link: 'calls' }]\nexport default {\n  srcDir: './pages',\n  locales: {\n    root: { themeConfig: { sidebar: {\n      '/guide/': { base: '/guide', items: [\n        { text: 'Start', link: '/start' },\n        { text: 'More', items: [{ text: 'Deep', base: '/guide/deep/', items: [{ link: 'end' }] }] },\n      ] },\n      '/api/': { base: '/api/', items: api() },\n    } } },\n    zh: { themeConfig: { sidebar: [{ text: '指南', link: '/zh/guide' }] } },\n    de: { themeConfig: { sidebar: pages('de') } },\n  },\n}\n";
    let docusaurus = "import type {SidebarsConfig} from '@docusaurus/plugin-content-docs';\n\nconst sidebars: SidebarsConfig = {\n  guide: ['guide/start', {More: [{type: 'category', label: 'Deep', items: ['guide/deep/end']}]}],\n  api: {Calls: ['api/calls']},\n  all: [{type: 'autogenerated', dirName: '.'}],\n  zh: ['zh/guide'],\n};\n\nexport default sidebars;\n";
    for (name, text, dir, told, wanted) in [
        (
            "site/.vitepress/config.ts",
            vitepress,
            "site/pages",
            "site/.vitepress/config.ts:13:26: warning[navigation]: this sidebar is a program",
            &["1 start", "1 More", "2 Deep", "3 end", "1 calls", "1 guide"][..],
        ),
        (
            "sidebars.ts",
            docusaurus,
            "docs",
            "sidebars.ts:6:16: warning[navigation]: an autogenerated sidebar",
            &["1 start", "1 More", "2 Deep", "3 end", "1 Calls", "2 calls", "1 guide"],
        ),
    ] {
        let folder = Folder::new();
        folder.write(name, text);
        for page in ["guide/start", "guide/deep/end", "api/calls", "zh/guide"] {
            let title = page.rsplit('/').next().unwrap();
            folder.write(&format!("{dir}/{page}.md"), format!("# {title}\n\nText.\n"));
        }
        folder.write("fuzi.toml", format!("[document]\nsources = \"{name}\"\n"));
        let (status, _, err) = run(&folder, &["build", "--quiet", "--to", "docx", "--message-format", "short"]);
        assert!(status == 0 && err.lines().count() == 1 && err.starts_with(told), "{err}");
        let found = headings(&folder, "book.docx");
        let plain: Vec<String> = found.iter().map(|line| line.replace('\u{a0}', " ")).collect();
        let is_same = |(found, wanted): (&String, &&str)| found.ends_with(&wanted[1..]) && found[..1] == wanted[..1];
        assert!(plain.len() == wanted.len() && plain.iter().zip(wanted).all(is_same), "{name}: {plain:?}");
    }
}

#[test]
fn what_a_navigation_lacks_is_told_at_its_place() {
    let folder = Folder::new();
    folder.write("mkdocs.yml", "nav:\n  - a.md\n  - b.md\n  - ../mkdocs.yml\n  - B: a.md\n");
    folder.write("docs/a.md", "# A\n\nText.\n");
    let (status, _, err) = run(&folder, &["build", "--quiet", "--to", "docx", "--message-format", "short"]);
    assert_eq!(status, 0, "{err}");
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(
        lines,
        [
            "mkdocs.yml:3:5: warning[navigation]: “b.md” does not exist and is left out",
            "mkdocs.yml:4:5: warning[navigation]: “../mkdocs.yml” leads back into the navigation and is left out",
            "mkdocs.yml:5:8: warning[navigation]: “a.md” is listed twice and printed once",
        ]
    );
    folder.write("sidebars.js", "module.exports = {docs: require('./x')};\n");
    let (status, _, err) = run(&folder, &["build", "sidebars.js", "--quiet", "--message-format", "short"]);
    assert!(status == 1 && err.contains("sidebars.js:1:1: error[navigation]: this sidebar is a program"), "{err}");
    // A manuscript of that name.
    folder.write("SUMMARY.md", "# Results\n\nAll is well.\n");
    let (status, _, err) = run(&folder, &["build", "SUMMARY.md", "--quiet", "--to", "docx"]);
    assert!(status == 0 && folder.has("SUMMARY.docx"), "{err}");
}

#[test]
fn pictures_are_found_as_repositories_write_them() {
    let folder = Folder::new();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    folder.write("assets/x.svg", svg);
    folder.write("docs/img/a b.svg", svg);
    folder.write(
        "docs/one.qmd",
        "# 图\n\n![a](/assets/x.svg)\n\n![b](../assets/x.svg?raw=true)\n\n![c](img\\a%20b.svg)\n\n![d](<img/a b.svg>)\n",
    );
    folder.write("fuzi.toml", "[document]\nsources = \"docs/one.qmd\"\noutput = \"book\"\n");
    assert_eq!(said(&folder), "");
}

#[test]
fn included_files_mean_the_ids_around_them() {
    let folder = book(&[
        ("one.md", "# 引言\n\n## Limits\n\n{{< include /parts/note.md >}}\n"),
        ("two.md", "# 方法\n\n## Limits\n\n{{< include parts/note.md >}}\n"),
    ]);
    folder.write("parts/note.md", "见[那里](#limits)。\n");
    assert_eq!(said(&folder), "");
    assert_eq!(inner_links(&folder), 2);
}

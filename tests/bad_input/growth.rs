//! Twice the text takes about twice the time, whatever it is made of: each of
//! these could take minutes.

use std::time::Instant;

use fuzi::diag::Code;
use fuzi::project::{Edition, Emit, Goal, Options};

use super::whole;
use crate::support::folder::Folder;
use crate::support::make::{self, text};

/// More than this for twice the text is not linear; 4 is quadratic.
const MAX_RATIO: f64 = 3.2;
/// What is shorter says nothing, in seconds.
const SHORTEST: f64 = 0.2;
/// How often it is tried, since the machine has other work too.
const ATTEMPTS: usize = 3;

/// The seconds that a document takes up to the resolved one, or to Word.
fn seconds(document: &str, word: bool) -> f64 {
    let folder = Folder::with(document);
    let options = match word {
        true => Options { to: vec![Edition::Docx], ..Options::default() },
        false => Options { goal: Goal::Emit(Emit::Model), ..Options::default() },
    };
    let started = Instant::now();
    make::make(&folder.join("a.md"), options);
    started.elapsed().as_secs_f64()
}

fn grows_linearly(name: &str, size: usize, word: bool, document: impl Fn(usize) -> String) {
    let (small, large) = (document(size), document(size * 2));
    let mut measured = Vec::new();
    let linear = (0..ATTEMPTS).any(|_| {
        let (one, two) = (seconds(&small, word), seconds(&large, word));
        measured.push((one, two));
        two / one.max(SHORTEST) < MAX_RATIO
    });
    eprintln!("{name}: {measured:.2?}");
    assert!(linear, "{name}: seconds, and for twice as much: {measured:.2?}");
}

#[test]
fn inlines_of_one_paragraph() {
    let many = |part: &'static str| move |count| part.repeat(count);
    grows_linearly("links", 10_000, false, many("[甲](https://example.org/a) "));
    grows_linearly("references to nothing", 10_000, false, many("@fig:a "));
    grows_linearly("references", 10_000, false, |count| {
        format!("![图](wide.png){{#fig:a}}\n\n{}\n", "@fig:a ".repeat(count))
    });
    grows_linearly("quotation marks that nothing opened", 20_000, false, many("“甲’"));
    grows_linearly("formulas that nothing closes", 10_000, false, many("$`a "));
}

#[test]
fn marks_in_marks() {
    grows_linearly("nested emphasis", 20_000, false, |count| {
        format!("{}b{}", "*a **a ".repeat(count), " a** a*".repeat(count))
    });
    grows_linearly("emphasis after each mark of a quote", 10_000, false, |count| "> *a **a ".repeat(count) + "b");
    grows_linearly("half of a picture", 20_000, false, |count| "![[]()".repeat(count));
}

#[test]
fn what_is_not_printed() {
    let many = |part: &'static str| move |count| part.repeat(count);
    grows_linearly("insertions", 10_000, false, many("{++甲++} "));
    grows_linearly("insertions that nothing closes", 20_000, false, many("{++ {--a {~~a~>b {>>"));
    grows_linearly("comments", 10_000, false, many("甲 %%乙%% "));
    grows_linearly("halves of comments", 10_000, false, many("%% a\n\n"));
    grows_linearly("comment lines", 10_000, false, |count| format!("(a)=\n\n{}", "甲\n% a\n".repeat(count)));
    grows_linearly("text references", 5_000, false, |count| format!("(ref:a) b\n\n{}", "(ref:a) ".repeat(count)));
    grows_linearly("values of the front matter", 5_000, false, |count| {
        format!("---\ntitle: 题\n---\n\n{}", "{{< meta title >}} {{ a }} ".repeat(count))
    });
    grows_linearly("shortcodes that nothing closes", 10_000, false, many("{{< a {{ "));
    grows_linearly("ids of blocks", 3_000, false, many("甲 ^a1\n\n[[#^a1]] [[b#^c2]]\n\n"));
    grows_linearly("text references to nothing", 20_000, false, many("(ref:a (ref:"));
}

#[test]
fn many_blocks() {
    grows_linearly("tables", 4_000, false, |count| "| a | b |\n|---|---|\n| x | y |\n\n".repeat(count));
    grows_linearly("half of a table", 8_000, false, |count| "aaa\rbbb\n-\u{b}\n".repeat(count));
    grows_linearly("containers that nothing closes", 4_000, false, |count| "::: center\n甲\n\n".repeat(count));
}

#[test]
fn many_keys() {
    let keys = |count: usize, indent: &str| (0..count).map(|n| format!("{indent}key{n}: 1\n")).collect::<String>();
    grows_linearly("keys of a style", 2_000, false, |count| format!("---\nstyle:\n{}---\n\n文\n", keys(count, "  ")));
    grows_linearly("keys of the front matter", 8_000, false, |count| format!("---\n{}---\n\n文\n", keys(count, "")));
    let made = text(format!("---\n{}---\n\n文\n", keys(2_000, "")));
    assert_eq!(made.codes(), ["unknown-field"], "{}", made.said);
    assert!(made.said.contains("and 1990 more"), "{}", made.said);
}

/// Each level of columns in columns would multiply the work of the layout.
#[test]
fn columns_in_columns() {
    let (open, close) = ("::: {.columns count=2}\n\n".repeat(18), "\n:::\n".repeat(18));
    let made = text(format!("{open}深\n{close}"));
    assert!(made.says(Code::Nesting, "5:1"), "{}", made.said);
    assert_eq!(made.codes(), ["nesting"]);
    whole(&made, &["深"]);
}

/// The layout looks for each character among the pieces of its paragraph.
#[test]
fn paragraphs_of_very_many_pieces_are_divided() {
    let made = text("[甲](https://example.org/a) ".repeat(5_000) + "完");
    assert!(made.says(Code::Unsupported, "1:1"), "{}", made.said);
    assert_eq!(made.codes(), ["unsupported"]);
    whole(&made, &["甲", "完"]);
}

#[test]
fn long_code_is_whole_and_counted_through() {
    let made = text(format!("```{{.python linenos=true}}\n{}```\n", "x = 1\n".repeat(2_500) + "完\n"));
    assert!(!crate::support::make::has_errors(&made), "{}", made.said);
    whole(&made, &["x = 1", "完"]);
    let folder = Folder::with(format!("```\n{}```\n", "x\n".repeat(2_500)));
    let source = make::emit(&folder.join("a.md"), Emit::Typst);
    assert_eq!(source.matches("raw(block: true, ").count(), 3);
}

#[test]
fn contents_are_bounded() {
    let headings: String = (0..4_100).map(|n| format!("# 题{n}\n\n## 节{n}\n\n")).collect();
    let folder = Folder::with(format!("---\ntoc: true\n---\n\n{headings}"));
    let made = make::make(&folder.join("a.md"), Options { goal: Goal::Emit(Emit::Model), ..Options::default() });
    assert_eq!(made.codes(), ["unsupported"]);
    assert!(made.said.contains("8200 entries; 4100 of them"), "{}", made.said);
}

//! Marks of CriticMarkup, and what has changed since an earlier version, become tracked
//! changes and comments of the Word file: all accepted it says what the manuscript says,
//! all rejected what it said.

use std::process::Output;

use fuzi::Edits;
use fuzi::diag::Code;
use fuzi::project::Options;

use crate::support::command;
use crate::support::folder::Folder;
use crate::support::make::{Made, make, text};
use crate::support::word::Package;

fn part(docx: &[u8], name: &str) -> String {
    Package::open(docx).part(name).to_owned()
}

/// The text of a Word file with all of its changes accepted, or rejected.
fn said(docx: &[u8], accepted: bool) -> String {
    let xml = part(docx, "word/document.xml");
    let gone = if accepted { "w:del" } else { "w:ins" };
    let of = roxmltree::Document::parse(&xml).unwrap();
    let mut out = String::new();
    for node in of.descendants() {
        let name = node.tag_name().name();
        if name == "p" && !out.is_empty() {
            out.push('\n');
        }
        let is_gone = node.ancestors().any(|node| format!("w:{}", node.tag_name().name()) == gone);
        if matches!(name, "t" | "delText") && !is_gone {
            out.push_str(node.text().unwrap_or_default());
        }
    }
    let lines = out.lines().filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The document of `new` with its changes since `old`.
fn tracked(old: &str, new: &str) -> Made {
    let folder = Folder::with(new);
    let earlier = folder.write("old.txt", old);
    let options = Options { track_from: Some(earlier), own_fonts: true, ..Options::default() };
    make(&folder.join("a.md"), options)
}

/// Accepted it is the new text, rejected the old one.
fn assert_changes(old: &str, new: &str) -> String {
    let made = tracked(old, new);
    let docx = made.docx();
    assert_eq!(said(docx, true), said(text(new).docx(), true), "accepted: {old:?} to {new:?}");
    assert_eq!(said(docx, false), said(text(old).docx(), true), "rejected: {old:?} to {new:?}");
    part(docx, "word/document.xml")
}

const CRITIC: &str = "# 绪论\n\n本文{++首次++}研究{--旧的--}问题，{~~方法 A~>方法 B~~}好。{==这一句==}{>>导师: 有数据吗？<<}\n\n\
    {++整段，含**粗**。++}\n\n{--一。\n\n二。--}\n\n{++\n新段。\n\n- 新项\n++}\n\n见[链{++接++}](https://a.cn)[^1]。\n\n\
    [^1]: 注{++新++}{>>出处<<}\n";

#[test]
fn critic_marks_are_changes_and_comments_in_word() {
    let made = text(CRITIC);
    let docx = made.docx();
    assert_eq!(said(docx, true), "绪论\n本文首次研究问题，方法 B好。这一句\n整段，含粗。\n新段。\n新项\n见链接。");
    assert_eq!(said(docx, false), "绪论\n本文研究旧的问题，方法 A好。这一句\n一。\n二。\n见链。");
    let comments = part(docx, "word/comments.xml");
    for part in ["w:author=\"导师\"", "有数据吗？", "出处"] {
        assert!(comments.contains(part), "{part} is missing in {comments}");
    }
    let xml = part(docx, "word/document.xml");
    assert_eq!(xml.matches("<w:commentReference").count(), 2);
    assert_eq!(xml.matches("<w:commentRangeStart").count(), 1);
    assert!(!part(docx, "word/footnotes.xml").contains("comment"));
    assert!(made.says(Code::NotPrinted, "3:3"), "{}", made.said);
}

#[test]
fn accepted_marks_leave_no_trace() {
    let folder = Folder::with(CRITIC);
    let options = Options { edits: Some(Edits::Accept), own_fonts: true, ..Options::default() };
    let made = make(&folder.join("a.md"), options);
    let xml = part(made.docx(), "word/document.xml");
    assert_eq!(said(made.docx(), true), said(text(CRITIC).docx(), true));
    for part in ["<w:ins ", "<w:del ", "comment"] {
        assert!(!xml.contains(part), "{part} is in the text");
    }
    assert!(!Package::open(made.docx()).names().any(|name| name.contains("comments")));
}

#[test]
fn changes_since_an_earlier_version_are_tracked() {
    let base = "# 一\n\n甲乙丙丁，戊己庚辛。\n\n第二段 two words here。\n\n- 项一\n- 项二\n\n> 引文甲乙丙丁。\n";
    for (old, new) in [
        (base.to_owned(), base.replace("戊己", "戊午己")),
        (base.to_owned(), base.replace("two words", "three plain words")),
        (base.to_owned(), base.replace("第二段", "**第二**段")),
        (base.to_owned(), base.replace("- 项一\n", "")),
        (base.to_owned(), base.replace("- 项二\n", "- 项二\n- 项三\n")),
        (base.to_owned(), base.replace("> 引文甲乙丙丁。\n", "")),
        (base.to_owned(), base.replace("# 一", "# 一甲\n\n全新的一段。")),
        (base.to_owned(), base.replace("第二段 two words here。", "完全另外的文字，与原来没有关系。")),
    ] {
        let xml = assert_changes(&old, &new);
        assert!(xml.contains("<w:ins ") || xml.contains("<w:del "), "nothing is tracked from {old:?} to {new:?}");
        assert_changes(&new, &old);
    }
}

#[test]
fn an_item_that_is_gone_counts_nothing() {
    let old = "1. 甲甲甲\n2. 乙乙乙\n3. 丙丙丙\n";
    let docx = tracked(old, "1. 甲甲甲\n2. 丙丙丙\n");
    let read = fuzi::word::Document::read("a.docx", docx.docx()).unwrap();
    let dump = read.dump();
    assert!(dump.contains("number \"2.\"") && !dump.contains("number \"3.\""), "{dump}");
}

#[test]
fn rows_of_tables_are_tracked() {
    let table = |rows: &str| format!("| 甲 | 乙 |\n|---|---|\n{rows}\n: 表\n");
    let old = table("| 一二三 | 1 |\n| 四五六 | 2 |\n");
    let new = table("| 一二三 | 9 |\n| 新的行 | 3 |\n| 四五六 | 2 |\n");
    let xml = assert_changes(&old, &new);
    let rows: Vec<&str> = xml.split("<w:tr>").collect();
    assert_eq!(rows.iter().filter(|row| row.contains("<w:trPr><w:ins ")).count(), 1);
}

#[test]
fn a_number_that_only_counts_on_is_no_change() {
    let old = "# 一\n\n见 @fig:a。\n\n![图甲](x.png){#fig:a}\n";
    let new = "# 一\n\n![图乙](y.png){#fig:b}\n\n见 @fig:a。\n\n![图甲](x.png){#fig:a}\n";
    let xml = part(tracked(old, new).docx(), "word/document.xml");
    let paragraphs: Vec<&str> = xml.split("<w:p>").collect();
    let reference = paragraphs.iter().find(|paragraph| paragraph.contains("见")).unwrap();
    assert!(!reference.contains("<w:ins ") && !reference.contains("<w:del "), "{reference}");
}

fn fuzi(folder: &Folder, args: &[&str]) -> Output {
    command::fuzi().current_dir(folder.path()).args(args).output().unwrap()
}

#[test]
fn editions_with_changes_stand_beside_those_without() {
    let folder = Folder::with("# 一\n\n新的话。\n");
    folder.write("old.txt", "# 一\n\n旧的话。\n");
    assert!(fuzi(&folder, &["build", "a.md", "--to", "docx"]).status.success());
    let before = folder.read("a.docx");
    assert!(fuzi(&folder, &["build", "a.md", "--to", "docx", "--track-from", "old.txt"]).status.success());
    assert_eq!(folder.read("a.docx"), before);
    assert!(folder.has("a-changes.docx"));
    let told = fuzi(&folder, &["build", "a.md", "--track-from", "a.md"]);
    assert!(String::from_utf8_lossy(&told.stderr).contains("nothing has changed since"));
    let missing = fuzi(&folder, &["build", "a.md", "--track-from", "none.md"]);
    assert_eq!(missing.status.code(), Some(3), "{}", String::from_utf8_lossy(&missing.stderr));
}

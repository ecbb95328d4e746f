//! `fuzi verify`: what is changed in one edition is found, and nothing else.

pub mod planted;

use std::path::Path;

use crate::support::command;
use crate::support::editions::differences;
use crate::support::folder::{Folder, repository};
use crate::support::make;

/// A manuscript with one of everything that is compared.
const TEXT: &str = include_str!("verify/a.md");

/// The manuscript beside its picture, and both editions.
fn built() -> (Folder, Vec<u8>, Vec<u8>) {
    let folder = Folder::with(TEXT);
    folder.write("a.png", std::fs::read(repository("tests/suite/assets/wide.png")).unwrap());
    let made = make::in_folder(&folder);
    let (pdf, docx) = (made.pdf().to_vec(), made.docx().to_vec());
    (folder, pdf, docx)
}

fn verify(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let run = command::fuzi().args(["verify", "--lang", "en"]).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (run.status.code(), text(&run.stdout), text(&run.stderr))
}

#[test]
fn the_status_says_whether_editions_are_equal() {
    let (folder, pdf, docx) = built();
    folder.write("a.pdf", &pdf);
    folder.write("a.docx", &docx);
    folder.write("b.docx", planted::with(&docx, "word/document.xml", "(最后一段)", "最后一节"));
    folder.write("c.pdf", "text");
    let (status, out, err) = verify(folder.path(), &["a.pdf", "a.docx"]);
    assert_eq!((status, &*out), (Some(0), ""), "{err}");
    let same = "both editions were made of the same text";
    assert!(err.starts_with(same) && err.contains("say the same"), "{err}");
    let (status, out, err) = verify(folder.path(), &["a.pdf", "b.docx", "a.md"]);
    assert_eq!(status, Some(1), "{out}{err}");
    let line = TEXT.lines().position(|line| line == "最后一段。").unwrap() + 1;
    for part in ["paragraph: page ", "below “第二章 方法”", &format!("a.md:{line}"), "最后一段。", "最后一节。"]
    {
        assert!(out.contains(part), "“{part}” is not in\n{out}");
    }
    assert!(err.contains("differ in 1 place"), "{err}");
    let (status, out, _) = verify(folder.path(), &["a.pdf", "b.docx", "a.md", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(data["seals"], "same");
    assert_eq!((status, &data["equal"], &data["differences"][0]["line"]), (Some(1), &false.into(), &line.into()));
    let (status, out, _) = verify(folder.path(), &["a.pdf", "b.docx", "--format", "html"]);
    assert!(status == Some(1) && out.contains("<td>最后一节。</td>"), "{out}");
    assert!(out.contains(&format!("<p>{same}</p>")), "{out}");
    assert_eq!(verify(folder.path(), &["c.pdf", "a.docx"]).0, Some(1));
    assert_eq!(verify(folder.path(), &["d.pdf", "a.docx"]).0, Some(3));
}

#[test]
fn damaged_editions_are_refused_or_differ() {
    let (_, pdf, docx) = built();
    for part in 1..12 {
        let cut = &pdf[..pdf.len() * part / 12];
        let mut changed = pdf.clone();
        changed.iter_mut().skip(part * 97).step_by(1009).for_each(|byte| *byte ^= 0x15);
        // What matters is that it ends, and without a panic.
        let _ = fuzi::verify::pdf_items("a.pdf", cut.to_vec());
        let _ = fuzi::verify::pdf_items("a.pdf", changed);
    }
    assert_eq!(differences(&pdf, &docx), [] as [&str; 0]);
}

#[test]
fn the_report_is_the_same_in_both_editions() {
    let made = make::both(&repository("report/report.md"));
    assert_eq!(differences(made.pdf(), made.docx()), [] as [&str; 0]);
}

/// Each edition carries the hash of its text, whatever was set with which style.
#[test]
fn editions_tell_whether_they_were_made_of_the_same_text() {
    let folder = Folder::with("# 题\n\n正文 *甲* `b`[^1]。\n\n[^1]: 注\n");
    let text = String::from_utf8(folder.read("a.md")).unwrap();
    let write = |name: &str, text: &str| {
        let made = make::in_folder(&Folder::with(text));
        folder.write(&format!("{name}.pdf"), made.pdf());
        folder.write(&format!("{name}.docx"), made.docx());
    };
    write("a", &text);
    write("blank", &text.replace("\n\n", "\n\n\n\n"));
    write("other", &text.replace("正文", "本文"));
    write("louder", &text.replace("*甲*", "**甲**"));
    folder.write("old.docx", planted::with(&folder.read("a.docx"), "docProps/custom.xml", "(fuzi.text)", "text"));
    for (pdf, word, seals) in [
        ("a", "a", "same"),
        ("a", "blank", "same"),
        ("a", "other", "different"),
        ("louder", "a", "different"),
        ("a", "old", "missing"),
    ] {
        let (_, out, err) =
            verify(folder.path(), &[&format!("{pdf}.pdf"), &format!("{word}.docx"), "--format", "json"]);
        let data: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"));
        assert_eq!(data["seals"], seals, "{pdf} {word}");
    }
}

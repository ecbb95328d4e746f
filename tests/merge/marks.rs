//! Marks of CriticMarkup in the manuscript are tracked changes and comments of the Word
//! file: what nobody touched comes back as it was, what was accepted or rejected as that.

use super::{command, merged_with};
use crate::support::folder::Folder;
use crate::support::make;
use crate::verify::planted;
use fuzi::project::MergeResult;

/// A manuscript with a mark of each kind.
const TEXT: &str = "---\ntitle: 题\nauthor: 李\nlang: zh-CN\n---\n\n甲{--去掉--}乙{++加上++}丙{~~旧的~>新的~~}丁{>>李: 为何<<}戊，{==这里==}{>>导师: 数据<<}好。\n\n{++整段加上的。++}\n\n{--整段去掉的。--}\n\n末段。\n";

fn built() -> (Folder, Vec<u8>) {
    let folder = Folder::with(TEXT);
    let docx = make::in_folder(&folder).docx().to_vec();
    (folder, docx)
}

/// What becomes of the manuscript, or the reason why not.
fn after(folder: &Folder, edited: &[u8], reject: bool) -> Result<String, String> {
    let (merged, files) = merged_with(folder, edited, reject);
    let refused = merged.told.iter().find_map(|told| match &told.outcome {
        MergeResult::Refused(reason) => Some(reason.to_string()),
        MergeResult::Merged => None,
    });
    assert!(merged.comments.is_empty(), "{:?}", merged.comments);
    refused.map_or_else(|| Ok(files.first().map_or_else(|| TEXT.to_owned(), |file| file.after.clone())), Err)
}

fn changed(docx: &[u8], old: &str, new: &str) -> Vec<u8> {
    planted::with(docx, "word/document.xml", old, new)
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn marks_that_nobody_touched_stay_and_are_not_rejected() {
    let (folder, docx) = built();
    for reject in [false, true] {
        assert_eq!(after(&folder, &docx, reject), Ok(TEXT.to_owned()));
    }
    // A program that gives them a date changes nothing.
    let dated = planted::with_all(
        &docx,
        "word/document.xml",
        "w:author=\"李\"",
        "w:author=\"李\" w:date=\"2026-02-03T00:00:00Z\"",
    );
    for reject in [false, true] {
        assert_eq!(after(&folder, &dated, reject), Ok(TEXT.to_owned()));
    }
}

#[test]
fn marks_that_were_accepted_or_rejected_come_back() {
    let (folder, docx) = built();
    let change = |kind: &str, text: &str| {
        format!("(<w:{kind} [^>]*><w:r><w:(?:t|delText)[^>]*>{text}</w:(?:t|delText)></w:r></w:{kind}>)")
    };
    for (kind, text, now, old, new) in [
        ("ins", "加上", run("加上"), "{++加上++}", "加上"),
        ("ins", "加上", String::new(), "{++加上++}", ""),
        ("del", "去掉", String::new(), "{--去掉--}", ""),
        ("del", "去掉", run("去掉"), "{--去掉--}", "去掉"),
        ("ins", "新的", run("新的"), "{~~旧的~>新的~~}", "{--旧的--}新的"),
        ("del", "旧的", String::new(), "{~~旧的~>新的~~}", "{++新的++}"),
        ("ins", "整段加上的。", run("整段加上的。"), "{++整段加上的。++}", "整段加上的。"),
    ] {
        let edited = changed(&docx, &change(kind, text), &now);
        assert_eq!(after(&folder, &edited, false), Ok(TEXT.replace(old, new)), "{kind} {text} became {now}");
    }
    let both = changed(&changed(&docx, &change("ins", "新的"), ""), &change("del", "旧的"), &run("旧的"));
    assert_eq!(after(&folder, &both, false), Ok(TEXT.replace("{~~旧的~>新的~~}", "旧的")));
    let whole = changed(
        &docx,
        "(<w:p>(?:<w:pPr>(?:[^p]|p[^>])*</w:pPr>)?(?:<w:bookmark[^>]*>)*<w:del [^>]*><w:r><w:delText[^>]*>整段去掉的。.*?</w:p>)",
        "",
    );
    assert_eq!(after(&folder, &whole, false), Ok(TEXT.replace("{--整段去掉的。--}\n\n", "")));
}

#[test]
fn edits_beside_marks_and_in_them_come_back() {
    let (folder, docx) = built();
    for (old, new, written, wanted) in [
        (">丙<", ">丙了<", "丙{~~", "丙了{~~"),
        (">丁<", ">了丁<", "~~}丁", "~~}了丁"),
        ("戊，", "己，", "戊，", "己，"),
        ("加上<", "加在上<", "{++加上", "{++加在上"),
    ] {
        let edited = changed(&docx, &format!("({old})"), new);
        assert_eq!(after(&folder, &edited, false), Ok(TEXT.replacen(written, wanted, 1)), "{old} became {new}");
    }
    let advisor = "</w:t></w:r></w:ins><w:ins w:id=\"901\" w:author=\"导师\" w:date=\"2026-01-02T00:00:00Z\"><w:r><w:t>入</w:t></w:r></w:ins>";
    let tracked = changed(&docx, "加上(</w:t></w:r></w:ins>)", advisor);
    assert_eq!(after(&folder, &tracked, false), Ok(TEXT.replace("加上++}", "加上++}入")));
    assert_eq!(after(&folder, &tracked, true), Ok(TEXT.to_owned()));
}

#[test]
fn what_reaches_across_a_mark_is_refused() {
    let (folder, docx) = built();
    let across = changed(&docx, "(乙</w:t></w:r><w:ins .*?加上</w:t></w:r></w:ins>)", "某</w:t></w:r>");
    assert_eq!(after(&folder, &across, false), Err("an edit reaches across a mark of CriticMarkup".to_owned()));
    let gone = changed(&docx, "(<w:r><w:commentReference w:id=\"0\"/></w:r>)", "");
    assert_eq!(after(&folder, &gone, false), Err("a comment of the manuscript is missing".to_owned()));
}

#[test]
fn a_comment_comes_back_with_what_it_is_about() {
    let (folder, docx) = built();
    let edited = changed(
        &docx,
        "(<w:r><w:t[^>]*>末段。</w:t></w:r>)",
        &format!(
            "{}<w:commentRangeStart w:id=\"9\"/>{}<w:commentRangeEnd w:id=\"9\"/><w:r><w:commentReference w:id=\"9\"/></w:r>{}",
            run("末"),
            run("段"),
            run("。")
        ),
    );
    let comment =
        "<w:comment w:id=\"9\" w:author=\"导师\"><w:p><w:r><w:t>哪段？</w:t></w:r></w:p></w:comment></w:comments>";
    folder.write("b.docx", planted::with(&edited, "word/comments.xml", "(</w:comments>)", comment));
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md", "--criticmarkup"]);
    assert!(status == Some(0) && out.matches("comment by").count() == 1, "{out}{err}");
    let now = String::from_utf8(folder.read("a.md")).unwrap();
    assert_eq!(now, TEXT.replace("末段。", "末{==段==}{>>导师: 哪段？<<}。"));
}

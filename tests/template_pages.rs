//! The pages of a school's Word file that are its own: its cover, declarations
//! and forms stay in the Word edition.

use fuzi::diag::Language;
use fuzi::template::Template;

use crate::support::folder::Folder;
use crate::support::make::{Made, in_folder};
use crate::support::template::{School, field, said};
use crate::support::word::Package;

const LINE: &str = "这是正文的一段示例文字，用来说明字号、行距与首行缩进，写作时请替换。";
const TEXT: &str = "---\ntitle: 城市内涝的成因\nauthor: 林知夏\n学号: 20231234\ndate: 2026-05-20\n\
    abstract: 本文研究内涝。\nstyle: s.toml\n---\n\n# 绪论\n\n正文。\n";
const BREAK: &str = "</w:t><w:br w:type=\"page\"/><w:t>";

fn school(template: Vec<u8>) -> (String, Made, Package) {
    let sheet = Template::read("t.docx", &template).unwrap().sheet("t.docx", Some("t.docx"), Language::Chinese).text;
    let folder = Folder::with(TEXT);
    folder.write("s.toml", &sheet);
    folder.write("t.docx", template);
    let made = in_folder(&folder);
    let package = Package::open(made.docx());
    assert_eq!(package.problems(), Vec::<String>::new(), "{}", made.said);
    (sheet, made, package)
}

fn thesis() -> School {
    School::new()
        .heading("1", "heading 1", 1, 32)
        .margin("front", "hdr", &said("东海大学学位论文"))
        .margin("number", "ftr", &field("PAGE"))
        .margin("text", "hdr", &field("STYLEREF \"heading 1\""))
        .margin("back", "ftr", &said("教务处制"))
}

/// The places of texts in the document, in their order.
#[track_caller]
fn in_order(package: &Package, texts: &[&str]) {
    let document = package.part("word/document.xml");
    let places: Vec<usize> =
        texts.iter().map(|text| document.find(text).unwrap_or_else(|| panic!("no {text}: {document}"))).collect();
    assert!(places.is_sorted(), "{places:?} {document}");
}

#[test]
fn pages_before_and_behind_the_text_stay_in_their_own_sections() {
    let template = thesis()
        .direct("1", "<w:jc w:val=\"center\"/>", "", "本科毕业论文")
        .section(&[], "")
        .direct("", "<w:jc w:val=\"center\"/>", "", "原创性声明")
        .text("", "本人郑重声明。")
        .section(&["front", "number"], "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>")
        .text("1", "摘要")
        .text("", LINE)
        .section(&["front", "number"], "")
        .text("1", "绪论")
        .text("", LINE)
        .section(&["text", "number"], "<w:pgNumType w:start=\"1\"/>")
        .direct("1", "", "", "成绩评定表")
        .table("", &["姓名", "成绩"])
        .packed(&["back"], "");
    let (_, made, package) = school(template);
    in_order(&package, &["本科毕业论文", "本人郑重声明。", "本文研究内涝。", "正文。", "成绩评定表", "成绩<"]);
    let document = package.part("word/document.xml");
    assert!(!document.contains(LINE) && !document.contains(">城市内涝的成因<"), "{document}");
    let sections: Vec<&str> = document.split("<w:sectPr").skip(1).collect();
    assert!(!sections[0].contains("w:headerReference"), "{}", sections[0]);
    assert!(sections[1].contains("w:headerReference") && sections[1].contains("upperRoman"), "{}", sections[1]);
    assert!(sections[2].contains("w:start=\"1\""), "{}", sections[2]);
    let shown: Vec<String> = package.names().filter_map(|name| package.part_text(name).map(str::to_owned)).collect();
    for text in ["东海大学学位论文", "教务处制"] {
        assert!(shown.iter().any(|part| part.contains(text)), "{text}");
    }
    assert!(made.said.contains("stand in the Word file only"), "{}", made.said);
}

#[test]
fn a_cover_may_end_with_a_break_within_the_section_of_the_text() {
    let template = thesis()
        .direct("1", "", "", "课程设计报告")
        .text("", &format!("二〇二六年五月{BREAK}"))
        .text("1", "绪论")
        .text("", LINE)
        .packed(&["text", "number"], "<w:titlePg/>");
    let (_, _, package) = school(template);
    in_order(&package, &["课程设计报告", "<w:titlePg", "二〇二六年五月", "正文。"]);
    let document = package.part("word/document.xml");
    assert_eq!(document.matches("<w:titlePg").count(), 1, "{document}");
    assert!(!document.contains("w:type=\"page\""), "the section begins the page: {document}");
    let cover = &document[..document.find("课程设计报告").unwrap()];
    assert!(cover.contains("<w:numId w:val=\"0\"/>"), "the cover is no chapter: {cover}");
}

#[test]
fn the_head_of_a_paper_is_no_cover() {
    let template = thesis()
        .direct("", "<w:jc w:val=\"center\"/>", "", "Title of the Paper")
        .text("", "Jane Doe")
        .text("1", "Introduction")
        .text("", LINE)
        .packed(&[], "");
    let (_, made, package) = school(template);
    let document = package.part("word/document.xml");
    assert!(!document.contains("Jane Doe") && document.contains("城市内涝的成因"), "{document}");
    assert!(!made.said.contains("stand in the Word file only"), "{}", made.said);
}

#[test]
fn pages_that_fetch_something_are_left_out() {
    let fetch = "</w:t><w:instrText>x</w:instrText><w:t>";
    let template = thesis()
        .text("", &format!("封面{fetch}"))
        .text(
            "",
            &format!(
                "</w:t><w:fldChar w:fldCharType=\"begin\"/><w:instrText> INCLUDETEXT a </w:instrText>\
            <w:fldChar w:fldCharType=\"end\"/><w:t>{BREAK}"
            ),
        )
        .text("1", "绪论")
        .text("", LINE)
        .packed(&[], "");
    let (_, made, package) = school(template);
    assert!(!package.part("word/document.xml").contains("封面"));
    assert!(made.said.contains("pages of the template are left out"), "{}", made.said);
}

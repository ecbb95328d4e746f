//! Tables that were put in come back, also where the program gave them no style; what
//! fuzi itself puts into its places by tables does not become one.

use super::{QUOTE, TEXT, after, built, changed, merged, run};
use crate::support::folder::Folder;
use crate::support::make;
use crate::verify::planted;

/// A table as python-docx makes it, with no style.
fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!(
        "<w:tbl><w:tblPr><w:tblW w:type=\"auto\" w:w=\"0\"/></w:tblPr>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

#[test]
fn a_new_table_without_a_style_is_a_table() {
    let (folder, docx) = built();
    let new = table(&[&["年份", "产量"], &["2024", "三百"]]);
    let wanted = TEXT.replace("- 甲，词\n", "- 甲，词\n\n| 年份 | 产量 |\n|---|---|\n| 2024 | 三百 |\n");
    assert_eq!(after(&folder, &changed(&docx, QUOTE, &format!("{new}{QUOTE}"))), Ok(wanted));
    let one = table(&[&["孤零零的一行", "没有表头"]]);
    let refused = Err("a table was put in".to_owned());
    assert_eq!(after(&folder, &changed(&docx, QUOTE, &format!("{one}{QUOTE}"))), refused);
}

#[test]
fn tables_that_only_place_things_stay_so() {
    let text = "甲段。\n\n$$ a=b $$ {#eq:a}\n\n乙段。\n";
    let folder = Folder::with(text);
    let docx = make::in_folder(&folder).docx().to_vec();
    let (merged, files) = merged(&folder, &changed(&docx, "乙段。", "丙段。"));
    assert!(merged.is_whole(), "{:?} {:?}", merged.told, merged.kept);
    assert_eq!(files[0].after, text.replace("乙段", "丙段"));
}

#[test]
fn other_names_of_styles_are_no_edit() {
    // With the table the text is Chinese for the most part, and styles get Chinese names.
    let text = "Some words.\n\n```\ncode\n```\n\nMore words.\n";
    let folder = Folder::with(text);
    let docx = make::in_folder(&folder).docx().to_vec();
    let cells = "这里有许多中文的说明文字".repeat(5);
    let new = table(&[&["年份", "产量"], &[cells.as_str(), "三百"]]);
    let last = "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr>";
    let xml = crate::support::word::Package::open(&docx).part("word/document.xml").to_owned();
    let at = xml.rfind(last).unwrap();
    let edited = planted::with_all(&docx, "word/document.xml", &xml[at..], &format!("{new}{}", &xml[at..]));
    let (merged, _) = merged(&folder, &edited);
    assert!(merged.is_whole(), "{:?} {:?}", merged.told, merged.kept);
}

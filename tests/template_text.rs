//! What the text of a school's Word file says of its styles: the section that
//! counts, direct formatting, the part of each style, typed numbers.

use fuzi::diag::Language;
use fuzi::template::Template;

use crate::support::folder::Folder;
use crate::support::make::{Made, in_folder};
use crate::support::template::{School, field, said};
use crate::support::word::Package;

const LINE: &str = "这是正文的一段示例文字，用来说明字号、行距与首行缩进，写作时请替换。";
const TEXT: &str = "---\ntitle: 题目\nstyle: s.toml\n---\n\n# 绪论\n\n正文。\n\n## 背景\n\n\
    | a | b |\n|---|---|\n| 1 | 2 |\n\n: 表题 {#tbl:x}\n";

/// A value of a sheet: `key` of the table `name`.
fn value(sheet: &str, name: &str, key: &str) -> Option<String> {
    let table = toml_table(sheet, name)?;
    let line = table.lines().find(|line| line.starts_with(&format!("{key} = ")))?;
    Some(line.split_once(" = ")?.1.trim_matches('"').to_owned())
}

fn toml_table<'s>(sheet: &'s str, name: &str) -> Option<&'s str> {
    let start = sheet.find(&format!("\n[{name}]"))? + 1;
    let rest = &sheet[start..];
    Some(&rest[..rest.find("\n[").unwrap_or(rest.len())])
}

fn sheet(template: &[u8]) -> String {
    Template::read("t.docx", template).unwrap().sheet("t.docx", Some("t.docx"), Language::Chinese).text
}

/// The sheet of a template, and an edition that starts from it.
fn school(template: Vec<u8>) -> (String, Made, Package) {
    let sheet = sheet(&template);
    let folder = Folder::with(TEXT);
    folder.write("s.toml", &sheet);
    folder.write("t.docx", template);
    let made = in_folder(&folder);
    let package = Package::open(made.docx());
    assert_eq!(package.problems(), Vec::<String>::new(), "{}", made.said);
    (sheet, made, package)
}

/// The style of a name in the part with the styles.
fn style<'p>(package: &'p Package, id: &str) -> &'p str {
    let part = package.part("word/styles.xml");
    let start = part.find(&format!("w:styleId=\"{id}\"")).unwrap_or_else(|| panic!("no style {id}: {part}"));
    &part[start..start + part[start..].find("</w:style>").unwrap()]
}

#[track_caller]
fn says(sheet: &str, expected: &[(&str, &str, &str)]) {
    for (table, key, wanted) in expected {
        assert_eq!(value(sheet, table, key).as_deref(), Some(*wanted), "[{table}] {key}\n{sheet}");
    }
}

fn thesis() -> School {
    School::new()
        .heading("1", "heading 1", 1, 32)
        .margin("cover", "ftr", "")
        .margin("front", "hdr", &said("摘要"))
        .margin("text", "hdr", &field("STYLEREF \"heading 1\""))
        .margin("back", "hdr", &said("致谢"))
        .margin("number", "ftr", &field("PAGE"))
}

#[test]
fn the_section_with_the_chapters_gives_the_page() {
    let margins =
        |twips: usize| format!("<w:pgMar w:top=\"{twips}\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\"/>");
    let long = "本人声明所呈交的论文是本人在导师指导下进行的研究工作及取得的成果。".repeat(9);
    let template = thesis()
        .text("", &long)
        .section(&["cover"], &margins(2000))
        .text("1", "摘 要")
        .text("", &long)
        .section(&["front", "number"], &format!("<w:pgNumType w:fmt=\"upperRoman\"/>{}", margins(2000)))
        .text("1", "绪论")
        .text("", LINE)
        .section(&["text"], &format!("<w:cols w:num=\"2\" w:space=\"360\"/>{}", margins(1134)))
        .text("1", "致谢")
        .text("", &long)
        .packed(&["back"], &margins(3000));
    let (sheet, _, package) = school(template);
    let wanted = [
        ("page", "margin-top", "20mm"),
        ("page", "columns", "2"),
        ("header", "odd", "{chapter}"),
        ("header", "front", "摘要"),
        ("page-number", "pattern", "1"),
        ("page-number", "front", "I"),
    ];
    says(&sheet, &wanted);
    assert!(package.part("word/document.xml").contains("w:top=\"1134\""));
    assert!(!package.names().any(|name| package.part_text(name).is_some_and(|text| text.contains("致谢"))));
}

#[test]
fn without_headings_the_section_with_most_text_gives_the_page() {
    let template = School::new()
        .text("", "Title of the paper")
        .section(&[], "<w:cols w:space=\"720\"/>")
        .text("", &LINE.repeat(4))
        .section(&[], "<w:cols w:num=\"2\" w:space=\"360\"/>")
        .text("", "Thanks.")
        .packed(&[], "<w:cols w:space=\"720\"/>");
    says(&sheet(&template), &[("page", "columns", "2"), ("page", "column-gap", "18磅"), ("page", "balance", "false")]);
}

/// Word levels the columns of a section behind which another goes on in the same page.
#[test]
fn columns_before_a_last_section_in_the_same_page_end_level() {
    let template = School::new()
        .text("", &LINE.repeat(4))
        .section(&[], "<w:cols w:num=\"2\" w:space=\"360\"/>")
        .packed(&[], "<w:type w:val=\"continuous\"/><w:cols w:space=\"720\"/>");
    says(&sheet(&template), &[("page", "columns", "2"), ("page", "balance", "true")]);
}

#[test]
fn what_most_text_is_formatted_with_directly_is_the_style() {
    let body = "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/>";
    let song = "<w:rFonts w:eastAsia=\"仿宋\"/><w:sz w:val=\"24\"/>";
    let head = "<w:jc w:val=\"center\"/>";
    let template = School::new()
        .heading("1", "heading 1", 1, 44)
        .style("cap", "caption", "<w:jc w:val=\"left\"/>", "")
        .direct("1", head, "<w:sz w:val=\"32\"/>", "绪论")
        .direct("", body, song, LINE)
        .direct("", body, song, LINE)
        .direct("", "", "<w:color w:val=\"FF0000\"/>", "（此处不必改。）")
        .direct("cap", head, "<w:sz w:val=\"18\"/>", "表 1 数据")
        .table("<w:sz w:val=\"15\"/>", &["项目", "数值"])
        .packed(&[], "");
    let (sheet, _, package) = school(template);
    let wanted = [
        ("body", "size", "小四"),
        ("body", "pitch", "固定值 20磅"),
        ("body", "first-line", "2字符"),
        ("fonts.body", "word-east-asian", "仿宋"),
        ("heading1.text", "size", "三号"),
        ("heading1.text", "align", "center"),
        ("table-caption.text", "size", "小五"),
        ("table-caption.text", "align", "center"),
        ("table.text", "size", "六号"),
    ];
    says(&sheet, &wanted);
    assert!(!sheet.contains("FF0000"));
    // The Word edition says it in its styles; that of all others stays as it is.
    assert!(!style(&package, "a").contains("w:sz"));
    assert!(style(&package, "1").contains("<w:sz w:val=\"32\"/>"));
    let text = style(&package, "BodyText");
    assert!(
        text.contains("w:line=\"400\"") && text.contains("仿宋") && text.contains("<w:basedOn w:val=\"a\"/>"),
        "{text}"
    );
    assert!(package.part("word/document.xml").contains("<w:pStyle w:val=\"BodyText\"/>"));
}

#[test]
fn styles_play_the_part_that_they_are_used_for() {
    let template = School::new()
        .heading("1", "heading 1", 1, 44)
        .heading("x1", "论文章名", 1, 30)
        .heading("x2", "1-节", 2, 26)
        .style("bt", "PKU正文", "<w:ind w:firstLine=\"480\"/>", "<w:sz w:val=\"24\"/>")
        .style("fig", "插图说明", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"18\"/>")
        .style("ref", "文献条目", "<w:ind w:left=\"420\" w:hanging=\"420\"/>", "<w:sz w:val=\"20\"/>")
        .margin("head", "hdr", &field("STYLEREF 论文章名"))
        .text("x1", "1 绪论")
        .text("bt", LINE)
        .text("x2", "1.1 背景")
        .text("bt", LINE)
        .text("fig", "图 1.1 结构")
        .text("x1", "参考文献")
        .text("ref", "[1] 张三. 论文[J]. 学报, 2020.")
        .packed(&["head"], "");
    let (sheet, _, package) = school(template);
    let wanted = [
        ("body", "size", "小四"),
        ("heading1", "number", "1"),
        ("heading1.text", "size", "小三"),
        ("heading2", "number", "1.1"),
        ("heading2.text", "size", "13磅"),
        ("figure-caption.text", "size", "小五"),
        ("references", "hang", "21磅"),
        ("header", "odd", "{chapter}"),
    ];
    says(&sheet, &wanted);
    let document = package.part("word/document.xml");
    assert!(document.contains("<w:pStyle w:val=\"x1\"/>") && document.contains("<w:pStyle w:val=\"bt\"/>"));
    assert!(!document.contains("<w:pStyle w:val=\"1\"/>"));
    // Word counts what was typed in the template.
    assert!(style(&package, "x1").contains("<w:numPr>"), "{}", style(&package, "x1"));
    assert!(package.text().contains("1.1"), "{}", package.text());
}

#[test]
fn headings_that_are_formatted_directly_become_styles() {
    let big = "<w:rFonts w:eastAsia=\"黑体\"/><w:b/><w:sz w:val=\"32\"/>";
    let template = School::new()
        .direct("", "<w:jc w:val=\"center\"/>", big, "第一章 绪论")
        .text("", LINE)
        .direct("", "", "<w:b/>", "1.1 背景")
        .text("", LINE)
        .text("", "3 月以来的数据")
        .packed(&[], "");
    let (sheet, _, package) = school(template);
    let wanted = [
        ("heading1", "number", "第一章"),
        ("heading1.text", "size", "三号"),
        ("heading1.text", "bold", "true"),
        ("heading2", "number", "1.1"),
        ("heading2.text", "size", "五号"),
        ("body", "size", "五号"),
    ];
    says(&sheet, &wanted);
    assert!(style(&package, "Heading1").contains("<w:outlineLvl w:val=\"0\"/>"));
}

#[test]
fn lines_win_over_the_length_beside_them() {
    let spacing = "<w:spacing w:beforeLines=\"50\" w:before=\"50\" w:afterLines=\"100\" w:after=\"100\"/>";
    let template = |pitch: usize| {
        let school = School::new().heading("1", "heading 1", 1, 32).style("2", "heading 2", spacing, "");
        school.text("", LINE).packed(&[], &format!("<w:docGrid w:type=\"lines\" w:linePitch=\"{pitch}\"/>"))
    };
    says(&sheet(&template(312)), &[("heading2.text", "before", "0.5行"), ("heading2.text", "after", "1行")]);
    says(&sheet(&template(400)), &[("heading2.text", "before", "10磅"), ("heading2.text", "after", "20磅")]);
}

#[test]
fn styles_that_nothing_uses_say_nothing() {
    let blue = "<w:color w:val=\"2F5496\"/>";
    let school =
        || School::new().style("BT", "Body Text", "", "<w:sz w:val=\"24\"/>").style("toc", "TOC Heading", "", blue);
    let unused = school().style("FP", "First Paragraph", "", "").text("FP", LINE).text("BT", "再写一句。");
    let unused = sheet(&unused.packed(&[], ""));
    says(&unused, &[("body", "size", "小四")]);
    assert!(!unused.contains("2F5496"), "{unused}");
    says(&sheet(&school().text("toc", "目录").packed(&[], "")), &[("contents.title", "color", "#2F5496")]);
}

#[test]
fn fonts_of_parts_have_roles_of_their_own() {
    let latin = |name: &str| format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"黑体\"/>");
    let template = School::new()
        .style("1", "heading 1", "", &latin("Arial"))
        .style("2", "heading 2", "", &latin("Times New Roman"))
        .style("cap", "caption", "", "<w:rFonts w:eastAsia=\"仿宋\"/>")
        .style("t", "Title", "", "")
        .text("", LINE);
    let sheet = sheet(&template.packed(&[], ""));
    let wanted = [
        ("fonts.heading", "word-latin", "Arial"),
        ("heading1.text", "font", "heading"),
        ("fonts.caption", "word-east-asian", "仿宋"),
        ("figure-caption.text", "font", "caption"),
        ("heading2.text", "font", "title"),
        ("fonts.title", "word-latin", "Times New Roman"),
        ("fonts.title", "word-east-asian", "黑体"),
        ("title.title", "font", "body"),
    ];
    says(&sheet, &wanted);
}

#[test]
fn a_sheet_says_which_style_plays_which_part() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .heading("x1", "论文章名", 1, 30)
        .style("z", "章节名", "", "<w:sz w:val=\"26\"/>")
        .style("bt", "PKU正文", "", "")
        .text("x1", "绪论")
        .direct("z", "<w:jc w:val=\"center\"/>", "", "某章")
        .text("bt", LINE)
        .packed(&[], "");
    let first = sheet(&template);
    says(&first, &[("docx.styles", "heading1", "论文章名"), ("docx.styles", "body", "PKU正文")]);
    let folder = Folder::with(TEXT);
    folder.write("t.docx", &template);
    folder.write("s.toml", first.replace("\"论文章名\"", "\"章节名\""));
    let made = in_folder(&folder);
    let package = Package::open(made.docx());
    assert!(package.part("word/document.xml").contains("<w:pStyle w:val=\"z\"/>"), "{}", made.said);
    // Its direct formatting counts, and it stands in the outline.
    let chosen = style(&package, "z");
    assert!(chosen.contains("<w:jc w:val=\"center\"/>") && chosen.contains("<w:outlineLvl w:val=\"0\"/>"), "{chosen}");
    folder.write("s.toml", first.replace("\"论文章名\"", "\"论文章\""));
    let said = in_folder(&folder).said;
    assert!(said.contains("s.toml:") && said.contains("no style of paragraphs “论文章”"), "{said}");
}

#[test]
fn headers_show_styles_that_the_text_uses() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .heading("x1", "论文章名", 1, 30)
        .heading("x9", "旧章名", 1, 30)
        .margin("a", "hdr", &field("STYLEREF 旧章名 \\n"))
        .text("x1", "绪论")
        .text("", LINE);
    let (sheet, made, package) = school(template.packed(&["a"], ""));
    says(&sheet, &[("header", "odd", "{chapter}")]);
    let header =
        package.names().find_map(|name| package.part_text(name).filter(|text| text.contains("<w:hdr"))).unwrap();
    assert!(header.contains("STYLEREF &quot;论文章名&quot;") && header.contains("\\n"), "{header}");
    assert!(made.said.contains("a style that the text does not use (STYLEREF 旧章名 \\n)"), "{}", made.said);
}

#[test]
fn what_a_tab_parts_in_a_header_stays_apart() {
    let tab = "<w:r><w:tab/></w:r>";
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .margin("a", "hdr", &format!("{tab}{}{tab}{}", said("东海大学学位论文"), field("STYLEREF \"heading 1\"")))
        .text("1", "绪论")
        .text("", LINE);
    let sheet = sheet(&template.packed(&["a"], ""));
    says(&sheet, &[("header", "odd", "东海大学学位论文\u{2003}\u{2003}{chapter}")]);
}

#[test]
fn a_header_of_signs_alone_says_nothing() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .margin("a", "hdr", &format!("{}{}", field("DOCPROPERTY code"), said(".")))
        .text("1", "绪论")
        .text("", LINE);
    says(&sheet(&template.packed(&["a"], "")), &[("header", "odd", "")]);
}

#[test]
fn the_heading_of_an_abstract_is_told_from_its_text() {
    let template = thesis()
        .style("x", "ABSTRACT", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"36\"/>")
        .text("x", "ABSTRACT")
        .direct("", "", "<w:sz w:val=\"20\"/>", "This thesis is about floods in cities and about what they cost.")
        .text("1", "绪论")
        .text("", LINE)
        .text("1", "结论")
        .text("", LINE);
    let sheet = sheet(&template.packed(&[], ""));
    assert_eq!(value(&sheet, "title.abstract-title", "size").as_deref(), Some("小二"), "{sheet}");
    assert_ne!(value(&sheet, "title.abstract-text", "size").as_deref(), Some("小二"), "{sheet}");
}

#[test]
fn chapters_that_breaks_set_on_new_pages_begin_pages() {
    let with = |between: &str| {
        let chapters = ["绪论", "方法", "结论"];
        let filled =
            chapters.iter().fold(thesis(), |school, title| school.text("1", title).text("", LINE).raw(between));
        sheet(&filled.packed(&[], ""))
    };
    let broken = with("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    assert_eq!(toml_table(&broken, "heading1").map(|table| table.contains("new-page = true")), Some(true), "{broken}");
    let going_on = with("");
    assert!(!going_on.contains("new-page = true"), "{going_on}");
}

#[test]
fn a_field_of_a_header_shows_the_new_document() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .margin("a", "hdr", &field("STYLEREF \"heading 1\""))
        .text("1", "旧章")
        .text("", LINE);
    let (_, _, package) = school(template.packed(&["a"], ""));
    let mut parts = package.names().filter_map(|name| package.part_text(name)).filter(|part| part.contains("STYLEREF"));
    let header = parts.next().unwrap();
    assert!(header.contains("绪论<") && !header.contains(">x<"), "{header}");
}

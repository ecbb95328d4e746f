//! The pages of a school's Word file that are its own: its cover, declarations
//! and forms stay in the Word edition.

use fuzi::diag::Language;
use fuzi::template::Template;
use fuzi::verify::pdf_items;

use crate::support::editions::differences;
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

/// What the PDF says, without blanks.
fn pdf_text(made: &Made) -> String {
    let items = pdf_items("a.pdf", made.pdf().to_vec()).unwrap_or_else(|errors| panic!("{errors:?}"));
    items.iter().flat_map(|item| item.text.chars()).filter(|sign| !sign.is_whitespace()).collect()
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
    let pdf = pdf_text(&made);
    for text in ["本科毕业论文", "本人郑重声明", "成绩评定表", "成绩"] {
        assert!(pdf.contains(text), "{text}: {pdf}");
    }
    assert!(!pdf.contains("城市内涝的成因"), "the template's cover stands in place of the title: {pdf}");
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
    assert!(pdf_text(&made).contains("城市内涝的成因"), "the title stands in the PDF");
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

/// A cover of what stands in its paragraphs, before a chapter.
fn cover(fill: impl FnOnce(School) -> School) -> (String, Made, Package) {
    let filled = fill(School::new().heading("1", "heading 1", 1, 32));
    school(filled.text("", BREAK).text("1", "绪论").text("", LINE).packed(&[], ""))
}

fn blanks(sheet: &str) -> Vec<&str> {
    let table = sheet.split("[template.fields]\n").nth(1).unwrap_or_default();
    table.lines().take_while(|line| !line.is_empty()).collect()
}

#[test]
fn blanks_of_lines_are_filled_by_their_labels() {
    let (sheet, made, package) = cover(|school| {
        school
            .text("", "{{题目}}")
            .text("", "学    号：____________")
            .direct("", "", "<w:u w:val=\"single\"/>", "作者：                ")
            .text("", "姓    名  </w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:tab/><w:tab/><w:tab/><w:t>")
            .text("", "专业：")
            .text("", "二〇××年×月×日")
            .text("", "作者签名：________ 日期：    年  月  日")
    });
    let wanted = [
        "\"题目\" = \"title\"",
        "\"学号\" = \"学号\"",
        "\"作者\" = \"author\"",
        "\"姓名\" = \"author\"",
        "\"专业\" = \"专业\"",
        "\"日期\" = \"date\"",
    ];
    assert_eq!(blanks(&sheet), wanted);
    let text = package.text();
    for shown in ["城市内涝的成因", "  20231234  ", "林知夏", "2026 年 5 月 20 日", "作者签名：________ 日期：    年"]
    {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(!text.contains("{{") && !text.contains("20231234____"), "{text}");
    assert!(made.said.contains("nothing in the front matter fills") && made.said.contains("“专业”"), "{}", made.said);
}

#[test]
fn blanks_in_tables_controls_and_fields_are_filled() {
    let row = |cells: &[&str]| {
        let cells: String =
            cells.iter().map(|cell| format!("<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = format!(
        "<w:tbl><w:tblPr/><w:tblGrid/>{}{}{}</w:tbl>",
        row(&["论文题目：", ""]),
        row(&["姓名", "张三", "学号", "XXXXXXXX"]),
        row(&["指导教师签字", "", "日期", ""]),
    );
    let control = "<w:sdt><w:sdtPr><w:alias w:val=\"题目\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r>\
        <w:t>单击此处输入文字。</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let (_, made, package) = cover(|school| {
        school.raw(&table).raw(control).raw(&format!("<w:p>{}</w:p>", field("DOCPROPERTY 学号 \\* MERGEFORMAT")))
    });
    let text = package.text();
    assert_eq!(text.matches("城市内涝的成因").count(), 2, "{text}");
    assert_eq!(text.matches("20231234").count(), 2, "{text}");
    assert!(!text.contains("张三") && !text.contains("单击此处") && !text.contains("2026 年"), "{text}");
    assert!(!package.part("word/document.xml").contains("showingPlcHdr"));
    assert!(!made.said.contains("say what to write"), "{}", made.said);
}

#[test]
fn the_sheet_says_which_field_fills_a_blank() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .text("", "学号：________")
        .text("", &format!("作者：________{BREAK}"))
        .text("1", "绪论")
        .text("", LINE)
        .packed(&[], "");
    let folder = Folder::with(TEXT);
    folder.write("t.docx", template);
    folder.write(
        "s.toml",
        "inherits = \"report\"\n[docx]\ntemplate = \"t.docx\"\n[template.fields]\n\"学号\" = \"\"\n\"作者\" = \"学号\"\n",
    );
    let made = in_folder(&folder);
    let text = Package::open(made.docx()).text();
    assert!(text.contains("学号：________"), "{text}");
    assert!(text.contains("20231234") && !text.contains("林知夏"), "{text}");
}

#[test]
fn texts_that_say_what_to_write_are_told() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .direct("", "", "<w:color w:val=\"FF0000\"/>", "三号黑体居中")
        .text("", "（请填写设计的主要要求）")
        .text("", &format!("指导教师：李四{BREAK}"))
        .text("1", "绪论")
        .text("", LINE)
        .packed(&[], "");
    let imported = Template::read("t.docx", &template).unwrap().sheet("t.docx", Some("t.docx"), Language::English);
    assert_eq!(imported.blanks, [("指导教师".to_owned(), "指导教师".to_owned())]);
    assert!(
        imported.text.contains("三号黑体居中") && imported.text.contains("请填写设计的主要要求"),
        "{}",
        imported.text
    );
    let (_, made, package) = school(template);
    assert!(package.text().contains("李四"), "nothing fills it");
    for text in ["三号黑体居中", "请填写设计的主要要求", "李四"] {
        assert!(made.said.contains(text), "{text}: {}", made.said);
    }
}

#[test]
fn the_cover_looks_as_its_styles_were_written() {
    let chapter = "<w:pageBreakBefore/><w:jc w:val=\"left\"/>";
    let template = School::new()
        .heading("1", "heading 1", 1, 44)
        .text("", "某某大学")
        .direct("1", "<w:jc w:val=\"center\"/>", "", "硕士学位论文")
        .text("", "二〇二六年")
        .direct("1", chapter, "<w:sz w:val=\"32\"/>", "绪论")
        .text("", LINE)
        .direct("1", chapter, "<w:sz w:val=\"32\"/>", "方法")
        .text("", LINE)
        .packed(&[], "");
    let (_, _, package) = school(template);
    in_order(&package, &["某某大学", "1OfTemplate", "硕士学位论文", "二〇二六年", "正文。"]);
    let styles = package.part("word/styles.xml");
    let copy = &styles[styles.find("w:styleId=\"1OfTemplate\"").unwrap()..];
    let copy = &copy[..copy.find("</w:style>").unwrap()];
    assert!(copy.contains("w:val=\"44\"") && !copy.contains("pageBreakBefore"), "{copy}");
}

#[test]
fn a_file_of_ours_has_no_pages_of_its_own() {
    let folder = Folder::with(TEXT.replace("style: s.toml", "style: thesis"));
    let made = in_folder(&folder);
    let template = Template::read("ours.docx", made.docx()).unwrap();
    assert!(template.pages().is_empty(), "{:?}", template.pages());
}

/// A PDF of two pages.
fn two_pages() -> Vec<u8> {
    let folder = Folder::with("扫描的封面。\n\n::: pagebreak\n:::\n\n扫描的声明。\n");
    in_folder(&folder).pdf().to_vec()
}

/// The text with a cover and a form in its template, under a sheet with more.
fn with_pages(more: &str) -> Made {
    let template = thesis()
        .text("", &format!("本科毕业论文{BREAK}"))
        .text("1", "绪论")
        .text("", LINE)
        .section(&["text", "number"], "")
        .direct("1", "", "", "成绩评定表")
        .table("", &["姓名", "成绩"])
        .packed(&["back"], "");
    let folder = Folder::with(TEXT);
    folder.write("t.docx", template);
    folder.write("c.pdf", two_pages());
    folder.write("s.toml", format!("inherits = \"report\"\n[docx]\ntemplate = \"t.docx\"\n{more}"));
    in_folder(&folder)
}

#[test]
fn pages_of_a_pdf_stand_in_the_pdf_for_those_of_the_template() {
    let made = with_pages("[template]\npages = \"c.pdf\"\nback-pages = \"c.pdf\"\n");
    let text = pdf_text(&made);
    assert!(!text.contains("本科毕业论文") && !text.contains("成绩评定表"), "{text}");
    assert!(!made.said.contains("overfull"), "{}", made.said);
    let pages = made.built.outputs.iter().filter_map(|output| output.pages).max();
    assert_eq!(pages, Some(6), "two pages, abstract, text, two pages: {}", made.said);
    let package = Package::open(made.docx());
    assert!(package.text().contains("本科毕业论文"), "the Word edition has the template's own");
    assert_eq!(package.problems(), Vec::<String>::new());
}

#[test]
fn each_side_of_the_pages_is_set_unless_a_pdf_is_named_for_it() {
    let set = |more: &str| {
        let text = pdf_text(&with_pages(more));
        ["本科毕业论文", "成绩评定表"].map(|part| text.contains(part))
    };
    assert_eq!(set(""), [true, true]);
    assert_eq!(set("[template]\npages = \"c.pdf\"\n"), [false, true]);
    assert_eq!(set("[template]\nback-pages = \"c.pdf\"\n"), [true, false]);
}

#[test]
fn a_file_of_pages_that_is_none_is_refused() {
    let folder = Folder::with(TEXT);
    folder.write("s.toml", "inherits = \"report\"\n[template]\npages = \"a.md\"\nback-pages = \"none.pdf\"\n");
    let made = in_folder(&folder);
    assert!(made.pdf.is_none() && made.docx.is_none(), "{}", made.said);
    for part in ["the file of pages “a.md” ", "the file of pages “none.pdf” does not exist"] {
        assert!(made.said.contains(part), "{part}: {}", made.said);
    }
}

#[test]
fn the_template_s_own_pages_are_no_difference_of_the_editions() {
    for more in ["", "[template]\npages = \"c.pdf\"\nback-pages = \"c.pdf\"\n"] {
        let made = with_pages(more);
        assert_eq!(differences(made.pdf(), made.docx()), Vec::<String>::new(), "{more}");
    }
}

/// A cover of what is written, and what its PDF says.
fn cover_pdf(xml: &str) -> (Made, String) {
    let (_, made, _) = cover(|school| school.raw(xml));
    assert!(made.pdf.is_some(), "{}", made.said);
    let text = pdf_text(&made);
    (made, text)
}

#[test]
fn the_pdf_sets_tables_with_merged_cells() {
    let cell =
        |own: &str, text: &str| format!("<w:tc><w:tcPr>{own}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let rows = [
        cell("<w:vMerge w:val=\"restart\"/>", "评语栏") + &cell("<w:gridSpan w:val=\"2\"/>", "横跨两格"),
        cell("<w:vMerge/>", "") + &cell("", "左格") + &cell("", "右格"),
    ];
    let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let (made, text) = cover_pdf(&format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"));
    for part in ["评语栏", "横跨两格", "左格", "右格"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!made.said.contains("overfull"), "{}", made.said);
}

#[test]
fn the_pdf_sets_tabs_boxes_and_underlined_blanks() {
    let line = "<w:p><w:pPr><w:tabs><w:tab w:val=\"right\" w:pos=\"8000\"/></w:tabs></w:pPr>\
        <w:r><w:t>签名：</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">          </w:t>\
        <w:tab/></w:r><w:r><w:t>某年某月</w:t></w:r></w:p>";
    let boxed = "<w:p><w:r><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:rect style=\"width:200pt;height:60pt\">\
        <v:textbox><w:txbxContent><w:p><w:r><w:t>框中的字</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect>\
        </w:pict></w:r></w:p>";
    let (_, text) = cover_pdf(&format!("{line}{boxed}"));
    assert!(text.contains("签名：") && text.contains("某年某月") && text.contains("框中的字"), "{text}");
}

#[test]
fn what_the_pdf_cannot_set_of_the_pages_is_told() {
    let formula = "<w:p><m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:r><m:t>x</m:t></m:r>\
        </m:oMath><w:r><w:t>封面</w:t></w:r></w:p>";
    let (made, text) = cover_pdf(formula);
    assert!(text.contains("封面"), "{text}");
    assert!(made.said.contains("formulas of the template's own pages are left out of the PDF"), "{}", made.said);
}

#[test]
fn a_title_over_several_paragraphs_is_filled_with_the_headers_that_repeat_it() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .margin("front", "hdr", &said("基于多源数据的价格预测研究"))
        .text("", "管理学博士学位论文")
        .text("", "基于多源数据的")
        .text("", "价格预测研究")
        .text("", "博士研究生： 张  三")
        .text("", "学号：20200001")
        .text("", &format!("经济管理学院{BREAK}"))
        .text("1", "绪论")
        .text("", LINE)
        .packed(&["front"], "");
    let (sheet, made, package) = school(template);
    let wanted = ["\"博士研究生\" = \"author\"", "\"学号\" = \"学号\"", "\"基于多源数据的\" = \"title\""];
    assert_eq!(blanks(&sheet), wanted);
    assert!(sheet.contains("odd = \"{title}\""), "{sheet}");
    in_order(&package, &["管理学博士学位论文", "城市内涝的成因", "博士研究生", "林知夏", "20231234", "经济管理学院"]);
    let text = package.text();
    assert!(!text.contains("价格预测") && !text.contains("多源数据") && !text.contains("20200001"), "{text}");
    let headers: Vec<&str> =
        package.names().filter_map(|name| package.part_text(name)).filter(|part| part.contains("<w:hdr")).collect();
    assert!(headers.iter().any(|part| part.contains("城市内涝的成因")), "{headers:?}");
    assert!(!headers.iter().any(|part| part.contains("价格预测")), "{headers:?}");
    let pdf = pdf_text(&made);
    assert!(pdf.contains("城市内涝的成因") && !pdf.contains("价格预测"), "{pdf}");
}

#[test]
fn a_sample_of_an_english_title_that_nothing_fills_is_told() {
    let (sheet, made, package) = cover(|school| {
        school
            .text("", "本科毕业论文格式模板")
            .text("", "Thesis Template for the Degree of Bachelor in East Sea University")
            .text("", "June, 20XX")
    });
    let wanted = [
        "\"本科毕业论文格式模板\" = \"title\"",
        "\"Thesis Template for the Degree of Bachelor in East Sea University\" = \"title-en\"",
    ];
    assert_eq!(blanks(&sheet), wanted);
    let text = package.text();
    assert!(text.contains("城市内涝的成因") && !text.contains("格式模板"), "{text}");
    for text in ["Thesis Template for the Degree", "June, 20XX"] {
        assert!(made.said.contains(text), "{text}: {}", made.said);
    }
}

#[test]
fn other_names_of_a_field_fill_a_blank() {
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .text("", &format!("指导教师：________{BREAK}"))
        .text("1", "绪论")
        .text("", LINE)
        .packed(&[], "");
    let sheet = Template::read("t.docx", &template).unwrap().sheet("t.docx", Some("t.docx"), Language::Chinese).text;
    let folder = Folder::with(TEXT.replace("学号: 20231234", "supervisor: 王芳"));
    folder.write("s.toml", &sheet);
    folder.write("t.docx", template);
    let made = in_folder(&folder);
    let text = Package::open(made.docx()).text();
    assert!(text.contains("王芳") && !text.contains("____"), "{text}");
    assert!(!made.said.contains("supervisor"), "{}", made.said);
}

#[test]
fn narrow_underlined_blanks_take_no_line_of_their_own() {
    let line = "<w:p><w:r><w:t>密级：</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr>\
        <w:t xml:space=\"preserve\"> 公开 </w:t></w:r></w:p>";
    // The indent of running text does not fit into such a blank.
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>";
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .raw(&line.repeat(40))
        .text("", BREAK)
        .text("1", "绪论")
        .direct("", indent, "", LINE);
    let (_, made, _) = school(template.packed(&[], ""));
    let items = pdf_items("a.pdf", made.pdf().to_vec()).unwrap_or_else(|errors| panic!("{errors:?}"));
    let last = items.iter().rev().find(|item| item.text.contains("公开"));
    assert_eq!(last.and_then(|item| item.page), Some(1), "{items:?}");
}

#[test]
fn shapes_that_the_pdf_does_not_draw_are_told() {
    let shape = |kind: &str, paint: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">\
             <wp:extent cx=\"1270000\" cy=\"127000\"/><wp:docPr id=\"1\" name=\"x\"/><a:graphic><a:graphicData \
             uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr/><wps:spPr>\
             <a:prstGeom prst=\"{kind}\"><a:avLst/></a:prstGeom>{paint}</wps:spPr><wps:bodyPr/></wps:wsp>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t>封面</w:t></w:r></w:p>"
        )
    };
    let told = "drawn shapes of the template's own pages are left out of the PDF";
    let line = "<a:ln><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln>";
    let themed = "<a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill>";
    for (kind, paint) in [("bentConnector3", line), ("line", line), ("rect", themed)] {
        let (made, _) = cover_pdf(&shape(kind, paint));
        assert!(made.said.contains(told), "{kind}: {}", made.said);
    }
    let (made, _) = cover_pdf(&shape("rect", "<a:noFill/>"));
    assert!(!made.said.contains(told), "{}", made.said);
}

//! Word templates as schools make them, each small and made up after what their
//! rules ask for: a sheet comes of every one, both editions keep its pages, and
//! running text looks as the template's text does.

use fuzi::diag::Language;
use fuzi::project::Emit;
use fuzi::template::Template;
use fuzi::verify::pdf_items;

use crate::support::command::fuzi;
use crate::support::folder::Folder;
use crate::support::make::{Made, emit, in_folder};
use crate::support::template::{School, field, said};
use crate::support::word::Package;

const LINE: &str = "这是正文的一段示例文字，用来说明字号、行距与首行缩进，写作时请替换为自己的内容。";
const TEXT: &str = "---\ntitle: 城市内涝的成因\nauthor: 林知夏\n学号: 20231234\n学院: 水利学院\n\
    date: 2026-05-20\nabstract: 本文研究内涝。\nstyle: s.toml\n---\n\n# 绪论\n\n内涝是城市的难题。每到雨季，积水淹没道路与地铁，损失逐年上升，成因却不止一端，需要分别研究。\n\n\
    ## 背景\n\n| 年份 | 次数 |\n|---|---|\n| 2025 | 3 |\n\n: 内涝次数 {#tbl:x}\n\n# 方法\n\n调查与模型。先在三个城区布设水位计，再以降雨过程驱动一维管网与二维地表的模型，比较各种成因的份额。\n";
const BREAK: &str = "</w:t><w:br w:type=\"page\"/><w:t>";
const BODY: &str =
    "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/>";
const SMALL_FOUR: &str = "<w:rFonts w:eastAsia=\"宋体\"/><w:sz w:val=\"24\"/>";
/// 小四、固定值 20 磅、首行缩进两字符.
const USUAL: [&str; 3] = ["小四", "固定值 20磅", "2字符"];

/// What came of a template.
struct Graduate {
    sheet: String,
    made: Made,
    package: Package,
    warnings: Vec<String>,
    /// What the PDF is set from.
    source: String,
}

/// Imports a template and builds both editions from it.
#[track_caller]
fn graduate(template: Vec<u8>, body: [&str; 3]) -> Graduate {
    let imported = Template::read("t.docx", &template).unwrap().sheet("t.docx", Some("t.docx"), Language::Chinese);
    assert_eq!(body_of(&imported.text), body, "{}", imported.text);
    let warnings = imported.warnings.iter().map(|warning| format!("{:?}", warning.message)).collect();
    let folder = Folder::with(TEXT);
    folder.write("s.toml", &imported.text);
    // SCHOOLS=FOLDER writes each school there, to be looked at.
    if let Ok(to) = std::env::var("SCHOOLS") {
        let name = std::thread::current().name().unwrap_or_default().rsplit("::").next().unwrap_or_default().to_owned();
        std::fs::create_dir_all(format!("{to}/{name}")).unwrap();
        std::fs::write(format!("{to}/{name}/t.docx"), &template).unwrap();
        std::fs::write(format!("{to}/{name}/a.md"), TEXT).unwrap();
    }
    folder.write("t.docx", template);
    let made = in_folder(&folder);
    let source = emit(&folder.join("a.md"), Emit::Typst);
    let package = Package::open(made.docx());
    assert_eq!(package.problems(), Vec::<String>::new(), "{}", made.said);
    let again = Template::read("a.docx", made.docx()).unwrap().sheet("a.docx", None, Language::Chinese).text;
    assert_eq!(body_of(&again), body, "the Word edition looks otherwise: {again}");
    Graduate { sheet: imported.text, made, package, warnings, source }
}

/// Size, pitch and indent of running text in a sheet.
fn body_of(sheet: &str) -> [String; 3] {
    let table = sheet.split("\n[body]").nth(1).unwrap_or_default().split("\n[").next().unwrap_or_default();
    ["size", "pitch", "first-line"].map(|key| {
        let line = table.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
        line.unwrap_or_default().trim_matches('"').to_owned()
    })
}

impl Graduate {
    fn pdf(&self) -> String {
        let items = pdf_items("a.pdf", self.made.pdf().to_vec()).unwrap_or_else(|errors| panic!("{errors:?}"));
        items.iter().flat_map(|item| item.text.chars()).filter(|sign| !sign.is_whitespace()).collect()
    }

    /// Texts, without blanks, that stand in both editions.
    #[track_caller]
    fn shows(&self, texts: &[&str]) {
        let word: String = self.package.text().chars().filter(|sign| !sign.is_whitespace()).collect();
        let pdf = self.pdf();
        for text in texts.iter().chain(&["内涝是城市的难题。", "调查与模型。"]) {
            assert!(word.contains(text), "{text} in Word: {word}");
            assert!(pdf.contains(text), "{text} in the PDF: {pdf}");
        }
    }

    /// What each header and footer of the Word edition says.
    fn margins(&self) -> Vec<String> {
        let names = self.package.names().filter(|name| name.starts_with("word/template") && name.ends_with(".xml"));
        let texts = names.filter_map(|name| self.package.part_text(name)).map(|part| {
            let texts = part.split("</w:t>").filter_map(|text| text.rsplit_once("<w:t")?.1.split_once('>'));
            texts.map(|(_, text)| text).collect::<String>()
        });
        texts.collect()
    }

    #[track_caller]
    fn says(&self, lines: &[&str]) {
        lines.iter().for_each(|line| assert!(self.sheet.contains(line), "{line}\n{}", self.sheet));
    }
}

fn start() -> School {
    School::new().heading("1", "heading 1", 1, 32).heading("2", "heading 2", 2, 28).style(
        "b",
        "论文正文",
        BODY,
        SMALL_FOUR,
    )
}

/// Chapters as templates show them.
fn chapters(school: School) -> School {
    school.text("1", "绪论").text("b", LINE).text("2", "背景").text("b", LINE).text("1", "结论").text("b", LINE)
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<w:tc><w:tcPr/><w:p><w:r><w:t xml:space=\"preserve\">{cell}</w:t></w:r></w:p></w:tc>"))
        .collect();
    format!("<w:tr>{cells}</w:tr>")
}

const MARGINS: &str = "<w:pgMar w:top=\"1701\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1701\" w:header=\"851\" \
    w:footer=\"992\" w:gutter=\"0\"/>";

#[test]
fn a_page_with_margins() {
    let school = graduate(chapters(start()).packed(&[], MARGINS), USUAL);
    school.shows(&[]);
    school.says(&["margin-top = \"30mm\"", "margin-left = \"30mm\"", "margin-right = \"25mm\""]);
}

#[test]
fn a_cover_with_a_table_of_labels() {
    let table = format!(
        "<w:tbl><w:tblPr/><w:tblGrid/>{}{}{}</w:tbl>",
        row(&["论文题目", ""]),
        row(&["学    院", ""]),
        row(&["姓    名", "              "]),
    );
    let cover = start().direct("", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"72\"/>", "东海大学本科毕业论文");
    let school = graduate(chapters(cover.raw(&table).text("", BREAK)).packed(&[], MARGINS), USUAL);
    school.shows(&["东海大学本科毕业论文", "城市内涝的成因", "水利学院", "林知夏"]);
}

#[test]
fn a_cover_with_underlined_blanks() {
    let blank = |label: &str| {
        format!(
            "{label}</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">                    "
        )
    };
    let cover = start()
        .direct("", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"52\"/>", "毕业设计（论文）")
        .text("", &blank("题  目："))
        .text("", &blank("姓  名："))
        .text("", &blank("学  号："))
        .text("", &format!("二〇  年  月{BREAK}"));
    let school = graduate(chapters(cover).packed(&[], MARGINS), USUAL);
    school.shows(&["毕业设计（论文）", "题目：城市内涝的成因", "姓名：林知夏", "学号：20231234"]);
}

#[test]
fn declarations_before_the_abstract() {
    let template = start()
        .direct("", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"72\"/>", "硕士学位论文")
        .section(&[], MARGINS)
        .direct("", "<w:jc w:val=\"center\"/>", "<w:b/>", "学位论文原创性声明")
        .text("", "本人郑重声明：所呈交的论文是本人独立研究的成果。")
        .text("", "作者签名：            日期：    年  月  日")
        .direct("", "<w:pageBreakBefore/><w:jc w:val=\"center\"/>", "<w:b/>", "学位论文使用授权书")
        .text("", "本人同意学校保留并送交论文的复印件。")
        .section(&[], MARGINS)
        .text("1", "摘要")
        .text("b", LINE)
        .section(&[], MARGINS);
    let school = graduate(chapters(template).packed(&[], MARGINS), USUAL);
    school.shows(&[
        "硕士学位论文",
        "原创性声明",
        "所呈交的论文是本人独立研究的成果",
        "使用授权书",
        "复印件",
        "本文研究内涝",
    ]);
    school.says(&["inherits = \"thesis\"", "[header]  # 模板没有页眉\nodd = \"\""]);
}

#[test]
fn headers_with_the_chapter_and_its_number() {
    let header = format!("{}{}", field("STYLEREF \"heading 1\" \\n"), field("STYLEREF \"heading 1\""));
    let template = start().margin("h", "hdr", &header).margin("f", "ftr", &field("PAGE"));
    let school = graduate(chapters(template).packed(&["h", "f"], MARGINS), USUAL);
    school.shows(&["绪论"]);
    school.says(&["odd = \"{chapter}\"", "pattern = \"1\""]);
}

#[test]
fn typed_numbers() {
    let template = start()
        .text("1", "第一章 绪论")
        .text("b", LINE)
        .text("2", "1.1 背景")
        .text("b", LINE)
        .text("1", "第二章 方法")
        .text("b", LINE);
    let school = graduate(template.packed(&[], MARGINS), USUAL);
    school.shows(&["第一章绪论", "1.1背景", "第二章方法"]);
    school.says(&["number = \"第一章\"", "number = \"1.1\""]);
}

#[test]
fn text_that_is_formatted_directly() {
    let own = "<w:spacing w:line=\"360\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"480\"/>";
    let body = |school: School| school.direct("", own, SMALL_FOUR, LINE).direct("", own, SMALL_FOUR, LINE);
    let centred = "<w:outlineLvl w:val=\"0\"/><w:jc w:val=\"center\"/>";
    let chapter = |school: School, text: &str| {
        school.direct("", centred, "<w:rFonts w:eastAsia=\"黑体\"/><w:sz w:val=\"32\"/>", text)
    };
    let template = body(chapter(body(chapter(School::new(), "1 绪论")), "2 方法"));
    let school = graduate(template.packed(&[], MARGINS), ["小四", "1.5倍", "2字符"]);
    school.shows(&["1绪论", "2方法"]);
    school.says(&["size = \"三号\""]);
}

#[test]
fn a_file_that_is_a_template() {
    let cover = start().text("", &format!("课程设计报告{BREAK}")).into_template();
    graduate(chapters(cover).packed(&[], MARGINS), USUAL).shows(&["课程设计报告"]);
}

#[test]
fn a_file_of_the_strict_form() {
    let cover = start().text("", &format!("实验报告{BREAK}")).margin("h", "hdr", &said("东海大学")).into_strict();
    let school = graduate(chapters(cover).packed(&["h"], MARGINS), USUAL);
    school.shows(&["实验报告"]);
    assert!(
        school.package.names().all(|name| !school.package.part_text(name).is_some_and(|t| t.contains("purl.oclc")))
    );
}

#[test]
fn two_columns_behind_a_title_over_both() {
    let template = start().text("", "论文题目").section(&[], MARGINS);
    let columns = format!("{MARGINS}<w:cols w:num=\"2\" w:space=\"425\"/>");
    let school = graduate(chapters(template).packed(&[], &format!("<w:type w:val=\"continuous\"/>{columns}")), USUAL);
    school.shows(&[]);
    school.says(&["columns = 2"]);
}

#[test]
fn pages_before_the_text_keep_their_numbers_and_headers() {
    let template = start()
        .settings("<w:evenAndOddHeaders/>")
        .margin("o", "hdr", &said("单页页眉"))
        .margin("e", "hdr", &said("双页页眉"))
        .margin("t", "hdr", &said("首页页眉"))
        .margin("f", "ftr", &format!("{}{}{}", said("第"), field("PAGE"), said("页")))
        .text("", &format!("毕业论文{BREAK}"))
        .text("", &format!("任务书的第一页{BREAK}"))
        .text("", "任务书的第二页")
        .section(
            &["o", "even:e", "first:t", "f", "even:f", "first:f"],
            "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"3\"/><w:titlePg/>",
        );
    let school = graduate(chapters(template).packed(&["o", "even:e", "f", "even:f"], MARGINS), USUAL);
    school.shows(&["任务书的第二页"]);
    let parts = ["counter(page).update(3)", "locate(<own-front-0>)", "calc.even", "display(\"I\")"];
    for text in parts.iter().chain(&["首页页眉", "双页页眉", "单页页眉"]) {
        assert!(school.source.contains(text), "{text}: {}", school.source);
    }
}

#[test]
fn blanks_of_headers_are_filled() {
    let control = "<w:sdt><w:sdtPr><w:alias w:val=\"题目\"/></w:sdtPr><w:sdtContent><w:r><w:t>请输入题目</w:t></w:r>\
        </w:sdtContent></w:sdt>";
    let template = start()
        .margin("a", "hdr", &said("{{学号}} {{题目}}"))
        .margin("b", "hdr", control)
        .margin("c", "ftr", &field("DOCPROPERTY 姓名"))
        .text("", "课程设计")
        .section(&["a", "c"], "");
    let school = graduate(chapters(template).packed(&["b"], MARGINS), USUAL);
    school.says(&["odd = \"{title}\"", "\"学号\" = \"学号\""]);
    let margins = school.margins();
    for text in ["20231234 城市内涝的成因", "城市内涝的成因", "林知夏"] {
        assert!(margins.contains(&text.to_owned()), "{text}: {margins:?}");
    }
    assert!(!margins.iter().any(|text| text.contains("请输入题目")), "{margins:?}");
    for text in ["20231234", "林知夏"] {
        assert!(school.source.contains(text), "{text}: {}", school.source);
    }
}

#[test]
fn what_stands_before_the_chapters_has_headers_of_its_own() {
    let template = start()
        .margin("a", "hdr", &said("前置页眉"))
        .margin("b", "hdr", &said("正文页眉"))
        .margin("f", "ftr", &field("PAGE"))
        .text("", &format!("毕业论文{BREAK}"))
        .text("1", "摘要")
        .text("b", LINE)
        .section(&["a", "f"], "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>");
    let school = graduate(chapters(template).packed(&["b", "f"], "<w:pgNumType w:start=\"1\"/>"), USUAL);
    school.says(&["odd = \"正文页眉\"", "front = \"前置页眉\"", "front = \"I\""]);
    let relations = school.package.part("word/_rels/document.xml.rels");
    let document = school.package.part("word/document.xml");
    let headers: Vec<&str> = document
        .split("<w:sectPr>")
        .skip(1)
        .map(|section| {
            let id = section.split("<w:headerReference w:type=\"default\" r:id=\"").nth(1).unwrap();
            let id = id.split('"').next().unwrap();
            let entry = relations.split("<Relationship ").find(|entry| entry.contains(&format!("\"{id}\""))).unwrap();
            let target = entry.split("Target=\"").nth(1).unwrap().split('"').next().unwrap();
            let part = school.package.part(&format!("word/{target}"));
            if part.contains("前置页眉") { "front" } else { "text" }
        })
        .collect();
    assert_eq!(headers, ["front", "front", "text"], "{document}");
}

#[test]
fn odd_and_even_headers() {
    let template = start()
        .settings("<w:evenAndOddHeaders/>")
        .margin("o", "hdr", &field("STYLEREF \"heading 1\""))
        .margin("e", "hdr", &said("东海大学硕士学位论文"))
        .margin("f", "ftr", &field("PAGE"));
    let school = graduate(chapters(template).packed(&["o", "even:e", "f", "even:f"], MARGINS), USUAL);
    school.shows(&[]);
    school.says(&["odd = \"{chapter}\"", "even = \"东海大学硕士学位论文\""]);
}

#[test]
fn a_title_in_a_box() {
    let boxed = "<w:p><w:r><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:rect style=\"width:300pt;height:80pt\">\
        <v:textbox><w:txbxContent><w:p><w:r><w:t>题目：____________</w:t></w:r></w:p></w:txbxContent></v:textbox>\
        </v:rect></w:pict></w:r></w:p>";
    let cover = start().text("", "开题报告").raw(boxed).text("", BREAK);
    graduate(chapters(cover).packed(&[], MARGINS), USUAL).shows(&["开题报告", "题目：城市内涝的成因"]);
}

#[test]
fn content_controls() {
    let control = |label: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"{label}\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r>\
             <w:t>单击此处输入文字。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    };
    let cover = start().text("", "课程论文").raw(&control("题目")).raw(&control("姓名")).text("", BREAK);
    let school = graduate(chapters(cover).packed(&[], MARGINS), USUAL);
    school.shows(&["课程论文", "城市内涝的成因", "林知夏"]);
    assert!(!school.pdf().contains("单击此处"), "{}", school.pdf());
}

#[test]
fn a_table_of_marks_behind_the_last_chapter() {
    let template = chapters(start())
        .section(&[], MARGINS)
        .direct("", "<w:jc w:val=\"center\"/>", "<w:b/>", "成绩评定表")
        .table("", &["学生姓名", "指导教师评语", "答辩成绩"]);
    graduate(template.packed(&[], MARGINS), USUAL).shows(&["成绩评定表", "指导教师评语", "答辩成绩"]);
}

#[test]
fn an_official_document() {
    let body = "<w:spacing w:line=\"580\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
    let template = School::new()
        .heading("1", "heading 1", 1, 32)
        .style("b", "公文正文", body, "<w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/>")
        .text("1", "一、总体要求")
        .text("b", LINE)
        .text("1", "二、工作任务")
        .text("b", LINE);
    let school = graduate(template.packed(&[], MARGINS), ["三号", "固定值 29磅", "2字符"]);
    school.shows(&["一、绪论"]);
    school.says(&["inherits = \"official\"", "grid = \"none\""]);
}

#[test]
fn what_is_not_understood_is_said_with_what_to_write() {
    let table = "<w:tbl><w:tblPr><w:tblStyle w:val=\"t\"/></w:tblPr><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>年</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let style = "<w:style w:type=\"table\" w:styleId=\"t\"><w:name w:val=\"Bands\"/>\
        <w:tblStylePr w:type=\"band1Horz\"><w:tcPr><w:shd w:val=\"clear\" w:fill=\"DDDDDD\"/></w:tcPr></w:tblStylePr></w:style>";
    let template = chapters(
        start()
            .raw_style(style)
            .settings("<w:evenAndOddHeaders/>")
            .margin("a", "hdr", &said("前置页眉"))
            .margin("b", "hdr", &said("正文页眉"))
            .text("1", "摘要")
            .text("b", LINE)
            .section(&["a", "even:a", "first:a"], "<w:titlePg/>"),
    )
    .raw(table)
    .section(&["b"], MARGINS)
    .text("b", LINE)
    .packed(&["b"], "<w:cols w:num=\"3\"/>");
    let school = graduate(template, USUAL);
    school.shows(&["本文研究内涝"]);
    for line in [
        "标题 3、4 没有样式：外观取自 report；要改就在 [heading3.text]、[heading4.text] 里写",
        "正文里没有“图 1”“表 1”这样的题注",
        "表格样式中隔行的格式",
        "另有一节分 3 栏",
        "正文之前各节的偶数页页眉页脚",
        "正文之前各节首页不同的页眉页脚",
    ] {
        assert!(school.sheet.contains(line), "{line}\n{}", school.sheet);
        assert!(school.warnings.iter().any(|warning| warning.contains(line)), "{line} {:?}", school.warnings);
    }
}

fn run(folder: &Folder, args: &[&str]) -> (i32, String, String) {
    let output = fuzi().current_dir(folder.path()).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_template_is_compared_with_its_edition_and_with_a_style() {
    let folder = Folder::with(TEXT);
    folder.write("t.docx", chapters(start()).packed(&[], MARGINS));
    assert_eq!(run(&folder, &["styles", "import", "t.docx", "-o", "s.toml"]).0, 0);
    assert_eq!(run(&folder, &["build", "a.md", "--to", "docx"]).0, 0);
    for other in ["a.docx", "s.toml"] {
        let (status, out, err) = run(&folder, &["styles", "compare", "t.docx", other, "--lang", "en"]);
        assert_eq!((status, out.as_str()), (0, ""), "{other}: {err}");
        assert!(err.contains("looks as t.docx says"), "{err}");
    }
    let (status, out, err) = run(&folder, &["styles", "compare", "t.docx", "report", "--lang", "zh"]);
    assert_eq!(status, 1, "{err}");
    let line = out.lines().find(|line| line.contains("margin-top")).unwrap_or_else(|| panic!("{out}"));
    assert!(line.contains("上边距") && line.contains("30mm") && line.contains("25.4mm"), "{line}");
    assert!(out.contains("[page]  页面") && !out.contains("paper"), "{out}");
    let (status, out, _) = run(&folder, &["styles", "compare", "t.docx", "report", "--message-format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, &data["equal"]), (1, &serde_json::Value::Bool(false)));
    let is = |found: &serde_json::Value| found["part"] == "page" && found["field"] == "margin-top";
    assert!(data["differences"].as_array().unwrap().iter().any(is), "{out}");
    assert_eq!(run(&folder, &["styles", "compare", "t.docx", "nowhere.docx"]).0, 3);
    assert_eq!(run(&folder, &["styles", "compare", "a.md", "report"]).0, 1);
}

#[test]
fn the_style_below_an_imported_sheet_may_be_chosen() {
    let folder = Folder::with(TEXT);
    folder.write("t.docx", chapters(start()).packed(&[], MARGINS));
    for from in ["report", "thesis", "official"] {
        let (status, out, err) = run(&folder, &["styles", "import", "t.docx", "--from", from]);
        assert_eq!(status, 0, "{err}");
        assert!(out.contains(&format!("inherits = \"{from}\"")), "{out}");
        assert!(out.contains("margin-top = \"30mm\""), "{out}");
    }
    assert_eq!(run(&folder, &["styles", "import", "t.docx", "--from", "paper"]).0, 2);
}

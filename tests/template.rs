//! A school's Word template: what is read from it, and an edition that starts
//! from it.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::command;
use crate::support::folder::Folder;
use crate::support::make::{Made, in_folder};
use crate::support::word::Package;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const TEXT: &str = "---\ntitle: 题目\nstyle: styles/school.toml\ntoc: true\n---\n\n# 绪论 {#sec:a}\n\n见 @sec:b 与 @tbl:x[^1]。\n\n\
    ## 背景 {#sec:b}\n\n- 甲\n- 乙\n\n1. 子\n2. 丑\n\n> 引文\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: 表题 {#tbl:x}\n\n\
    # 致谢 {-}\n\n谢。\n\n[^1]: 注。\n";

/// The parts of a template as Chinese Word writes them: ids are numbers, names
/// those of the user interface.
fn parts() -> Vec<(&'static str, String)> {
    let style = |id: &str, name: &str, inside: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{inside}</w:style>")
    };
    let heading = |level: usize, font: &str, size: usize, align: &str| {
        style(
            &level.to_string(),
            &format!("标题 {level}"),
            &format!(
                "<w:basedOn w:val=\"a\"/><w:next w:val=\"a\"/><w:pPr><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"5\"/></w:numPr>\
                 <w:spacing w:beforeLines=\"50\" w:before=\"156\"/><w:jc w:val=\"{align}\"/><w:outlineLvl w:val=\"{}\"/></w:pPr>\
                 <w:rPr><w:rFonts w:ascii=\"Arial\" w:eastAsia=\"{font}\"/><w:sz w:val=\"{size}\"/></w:rPr>",
                level - 1,
                level - 1
            ),
        )
    };
    let styles = format!(
        "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorEastAsia\"/>\
         <w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:pPr><w:spacing w:line=\"400\" \
         w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/><w:jc w:val=\"both\"/></w:pPr><w:rPr><w:sz w:val=\"24\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"a0\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"a1\"><w:name w:val=\"Normal Table\"/></w:style>{}{}{}{}{}{}{}{}</w:styles>",
        heading(1, "黑体", 32, "center"),
        heading(2, "黑体", 28, "left"),
        style(
            "a3",
            "题注",
            "<w:pPr><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:sz w:val=\"21\"/></w:rPr>"
        ),
        style("a5", "引用", "<w:basedOn w:val=\"a\"/><w:rPr><w:rFonts w:eastAsia=\"楷体\"/></w:rPr>"),
        style("a7", "TOC Heading", "<w:basedOn w:val=\"1\"/>"),
        style("toc", "toc 1", "<w:basedOn w:val=\"a\"/>"),
        style(
            "toc2",
            "toc 2",
            "<w:basedOn w:val=\"toc\"/><w:pPr><w:tabs><w:tab w:val=\"right\" w:pos=\"7000\"/></w:tabs></w:pPr>"
        ),
        // An id of ours for another style.
        style("Title", "封面落款", ""),
    );
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"2\"><w:multiLevelType w:val=\"multilevel\"/>\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"1\"/><w:suff w:val=\"space\"/><w:lvlText w:val=\"第%1章\"/><w:lvlJc w:val=\"left\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"2\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%2、\"/><w:lvlJc w:val=\"left\"/></w:lvl>\
         </w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>"
    );
    let theme = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"t\"><a:themeElements><a:fontScheme name=\"t\">\
        <a:majorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/></a:majorFont>\
        <a:minorFont><a:latin typeface=\"Times New Roman\"/><a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"仿宋\"/></a:minorFont>\
        </a:fontScheme></a:themeElements></a:theme>";
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |list: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
        )
    };
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>");
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>{}{}{}{}{}{}\
         <Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/></Types>",
        part("document", "document.main"),
        part("styles", "styles"),
        part("numbering", "numbering"),
        part("settings", "settings"),
        part("header1", "header"),
        part("footer1", "footer"),
    );
    vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(relation("rId1", "officeDocument", "word/document.xml"))),
        (
            "word/_rels/document.xml.rels",
            relations(
                relation("rId1", "styles", "styles.xml")
                    + &relation("rId2", "numbering", "numbering.xml")
                    + &relation("rId3", "settings", "settings.xml")
                    + &relation("rId4", "theme", "theme/theme1.xml")
                    + &relation("rId5", "header", "header1.xml")
                    + &relation("rId6", "footer", "footer1.xml"),
            ),
        ),
        ("word/_rels/header1.xml.rels", relations(relation("rId1", "image", "media/logo.png"))),
        ("word/media/logo.png", "no picture, but copied".to_owned()),
        (
            "word/document.xml",
            format!(
                "<w:document {W}><w:body><w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/></w:sectPr></w:pPr></w:p>\
                 <w:p><w:r><w:t>正文从这里开始，一直写到这一行的末尾为止，够长了。</w:t></w:r></w:p>\
                 <w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId6\"/><w:pgSz w:w=\"10433\" w:h=\"14742\"/>\
                 <w:pgMar w:top=\"1701\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1701\" w:header=\"1020\" w:footer=\"992\" w:gutter=\"283\"/>\
                 <w:cols w:space=\"425\"/><w:docGrid w:type=\"lines\" w:linePitch=\"312\"/></w:sectPr></w:body></w:document>"
            ),
        ),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        (
            "word/settings.xml",
            format!(
                "<w:settings {W}><w:documentProtection w:edit=\"forms\" w:enforcement=\"1\"/><w:defaultTabStop w:val=\"420\"/>\
                 <w:evenAndOddHeaders/><w:updateFields w:val=\"true\"/><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
            ),
        ),
        ("word/theme/theme1.xml", theme.to_owned()),
        (
            "word/header1.xml",
            format!(
                "<w:hdr {W}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>某某大学学位论文</w:t></w:r></w:p></w:hdr>"
            ),
        ),
        (
            "word/footer1.xml",
            format!(
                "<w:ftr {W}><w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:t>第 </w:t></w:r>{field}<w:r><w:t> 页</w:t></w:r></w:p></w:ftr>"
            ),
        ),
    ]
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn import(folder: &Folder, args: &[&str]) -> (i32, String, String) {
    let mut command = command::fuzi();
    let output = command.current_dir(folder.path()).args(["styles", "import"]).args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// A folder with the template, the sheet made from it, and a manuscript.
fn school() -> Folder {
    let folder = Folder::with(TEXT);
    folder.write("学校模板.docx", packed(&parts()));
    let (status, _, err) = import(&folder, &["学校模板.docx", "-o", "styles/school.toml", "--lang", "zh"]);
    assert_eq!(status, 0, "{err}");
    folder
}

fn built(folder: &Folder) -> (Made, Package) {
    let made = in_folder(folder);
    let package = Package::open(made.docx());
    (made, package)
}

#[test]
fn a_sheet_speaks_the_language_of_the_user() {
    let folder = Folder::with(TEXT);
    folder.write("t.docx", packed(&parts()));
    let (_, sheet, _) = import(&folder, &["t.docx", "--lang", "en"]);
    for line in ["# Read by fuzi from the Word template “t.docx”", "size = \"12pt\"", "[page]  # as in the section"]
    {
        assert!(sheet.contains(line), "{line}: {sheet}");
    }
    for word in ["磅", "字符", "倍", "行\"", "固定值", "模板没有"] {
        assert!(!sheet.contains(word), "{word}: {sheet}");
    }
}

#[test]
fn a_template_becomes_a_sheet() {
    let folder = school();
    let sheet = String::from_utf8(folder.read("styles/school.toml")).unwrap();
    for line in [
        "inherits = \"report\"",
        "paper = \"16开\"",
        "margin-top = \"30mm\"",
        "gutter = \"5mm\"",
        "word-east-asian = \"仿宋\"",
        "east-asian = [\"Zhuque Fangsong (technical preview)\", \"Fuzi Song\"]",
        "size = \"小四\"",
        "pitch = \"固定值 20磅\"",
        "first-line = \"2字符\"",
        "number = \"第一章\"",
        "number = \"一、\"",
        "before = \"0.5行\"",
        "odd = \"某某大学学位论文\"",
        "pattern = \"第 1 页\"",
        "template = \"../学校模板.docx\"",
        "#   - 标题 3、4 没有样式：外观取自 report；要改就在 [heading3.text]、[heading4.text] 里写 font、size、align",
        "#   - 模板没有这些样式：标题 [title.title]、目录 3 [contents.level3]、脚注文本 [notes.text]；外观取自 report，要改就写方括号里的表",
    ] {
        assert!(sheet.lines().any(|found| found == line), "{line}\n{sheet}");
    }
    let (status, out, err) = import(&folder, &["学校模板.docx"]);
    assert_eq!(status, 0);
    assert!(out.contains("\ntemplate = \"学校模板.docx\"\n") && !err.contains("outside of this folder"), "{out}{err}");
    let (_, out, err) = import(&folder, &[folder.join("学校模板.docx").to_str().unwrap()]);
    assert!(!out.contains("\ntemplate = ") && err.contains("outside of this folder"), "{out}{err}");
    let (_, out, err) = import(&folder, &["学校模板.docx"]);
    assert!(out.contains("inherits = ") && err.contains("warning[template]: not taken over: "), "{err}");
    assert_eq!(import(&folder, &["学校模板.docx", "-o", "styles/school.toml"]).0, 3, "a sheet is not overwritten");
    assert_eq!(import(&folder, &["学校模板.docx", "-o", "styles/school.toml", "--force"]).0, 0);
    assert_eq!(import(&folder, &["nowhere.docx"]).0, 3);
}

#[test]
fn an_edition_starts_from_a_template() {
    let folder = school();
    let (made, package) = built(&folder);
    assert_eq!(package.problems(), Vec::<String>::new(), "{}", made.said);
    assert_eq!(made.said.matches("no style “").count(), 3, "{}", made.said);
    let document = package.part("word/document.xml");
    // The template's styles, page and headers.
    assert!(document.contains("<w:pStyle w:val=\"1\"/>") && document.contains("<w:pStyle w:val=\"a5\"/>"));
    assert!(document.contains("<w:pgSz w:w=\"10433\" w:h=\"14742\"/>") && document.contains("w:gutter=\"283\""));
    assert!(document.contains("<w:headerReference w:type=\"default\"") && !document.contains("\"Heading1\""));
    assert!(package.part("word/template1.xml").contains("某某大学学位论文"));
    assert!(package.names().any(|name| name == "word/template3.png") && !package.names().any(|n| n.contains("footer")));
    // The page numbers of the contents stand at the right even where its style says nothing.
    let tab = "<w:tab w:val=\"right\" w:leader=\"dot\" w:pos=";
    assert_eq!(document.matches("<w:pStyle w:val=\"toc\"/>").count(), document.matches(tab).count(), "{document}");
    assert!(document.contains("<w:pStyle w:val=\"toc2\"/>") && document.contains(tab));
    let styles = package.part("word/styles.xml");
    assert!(styles.contains("w:styleId=\"FuziTitle\"") && styles.contains("封面落款"), "ids do not clash");
    assert_eq!(styles.matches("<w:name w:val=\"标题 1\"/>").count(), 1);
    assert!(package.part("word/theme/theme1.xml").contains("仿宋"));
    let settings = package.part("word/settings.xml");
    assert!(settings.contains("<w:defaultTabStop w:val=\"420\"/>") && settings.contains("evenAndOddHeaders"));
    assert!(!settings.contains("documentProtection") && !settings.contains("updateFields"));
    // Word counts the headings, in the template's own list; the text agrees.
    assert!(package.text().contains("第一章绪论") && package.text().contains("一、背景"), "{}", package.text());
    assert!(!package.text().contains("第二章") && !package.text().contains("第一章目录"));
    let numbering = package.part("word/numbering.xml");
    assert_eq!(numbering.matches("第%1章").count(), 1);
    assert!(made.said.lines().all(|line| !line.contains("numbers headings")));
}

#[test]
fn other_numbers_than_the_templates_stand_as_text() {
    let folder = school();
    folder.write("styles/school.toml", "[docx]\ntemplate = \"../学校模板.docx\"\n");
    let (made, package) = built(&folder);
    assert!(made.said.contains("numbers headings of level 2 as “一、”, the style as “1.1”"), "{}", made.said);
    assert!(package.text().contains("第一章绪论") && package.text().contains("1.1"), "{}", package.text());
    assert!(!package.text().contains("一、"), "{}", package.text());
}

#[test]
fn a_template_without_lists_gets_ours() {
    let folder = school();
    let without = |text: &str| text.replace("<w:numId w:val=\"5\"/>", "<w:numId w:val=\"0\"/>");
    let parts: Vec<_> = parts().into_iter().map(|(name, text)| (name, without(&text))).collect();
    folder.write("学校模板.docx", packed(&parts));
    let (made, package) = built(&folder);
    assert_eq!(package.problems(), Vec::<String>::new(), "{}", made.said);
    assert_eq!(package.part("word/numbering.xml").matches("<w:pStyle w:val=\"1\"/>").count(), 2);
    assert!(package.part("word/styles.xml").contains("<w:numId w:val=\"7\"/>"));
}

#[test]
fn an_edition_of_ours_is_a_template() {
    let folder = Folder::with(TEXT.replace("style: styles/school.toml\n", ""));
    folder.write("template.docx", in_folder(&folder).docx());
    assert_eq!(import(&folder, &["template.docx", "-o", "sheet.toml"]).0, 0);
    folder.write("a.md", TEXT.replace("styles/school.toml", "sheet.toml"));
    let (made, package) = built(&folder);
    assert_eq!(made.said, "");
    assert_eq!(package.problems(), Vec::<String>::new());
    assert!(
        package.text().contains("\n第一章\u{3000}绪论\n") && package.text().contains("\n1.1"),
        "{}",
        package.text()
    );
}

#[test]
fn bad_templates_are_errors() {
    let folder = school();
    let broken = |name: &str, text: &str| {
        let parts = parts().into_iter().filter(|(known, _)| !text.is_empty() || *known != name);
        let parts: Vec<_> =
            parts.map(|(known, old)| (known, if known == name { text.to_owned() } else { old })).collect();
        packed(&parts)
    };
    let deep = format!("<w:styles {W}>{}{}</w:styles>", "<w:style>".repeat(5_000), "</w:style>".repeat(5_000));
    let bomb = " ".repeat(40 << 20);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(bomb.as_bytes()).unwrap();
    let bomb = zip.finish().unwrap().into_inner();
    let cases: [(Vec<u8>, &str); 9] = [
        (b"not a docx".to_vec(), "is not a Word file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".to_vec(), "is encrypted, or an old Word file (.doc)"),
        (packed(&[("a.txt", "x".to_owned())]), "has no [Content_Types].xml"),
        (broken("word/document.xml", ""), "has no document"),
        (broken("word/styles.xml", ""), "has no styles"),
        (broken("word/styles.xml", "<w:styles>"), "is broken: its part word/styles.xml"),
        (broken("word/styles.xml", "<a/>"), "has the root element <a>, not <w:styles>"),
        (broken("word/styles.xml", &deep), "is nested more than"),
        (bomb, "unpacks to far more"),
    ];
    for (bytes, reason) in cases {
        folder.write("学校模板.docx", bytes);
        let (status, _, err) = import(&folder, &["学校模板.docx"]);
        assert_eq!(status, 1, "{reason}: {err}");
        assert!(err.contains("error[template]: the template “学校模板.docx” ") && err.contains(reason), "{err}");
        let made = in_folder(&folder);
        assert!(made.docx.is_none() && made.said.contains(reason), "{}", made.said);
    }
}

#[test]
fn templates_stay_within_the_project() {
    let folder = school();
    for path in ["../../学校模板.docx", "/etc/passwd", "C:\\\\a.docx", "https://a.example/a.docx", "../nowhere.docx"]
    {
        folder.write("styles/school.toml", format!("[docx]\ntemplate = \"{path}\"\n"));
        let made = in_folder(&folder);
        assert!(made.docx.is_none() && made.said.contains("error[template]"), "{path}: {}", made.said);
    }
}

/// The parts of the template, with a style for notes, and with one of them
/// changed.
fn changed(name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let note = "<w:style w:type=\"paragraph\" w:styleId=\"a9\"><w:name w:val=\"footnote text\"/></w:style></w:styles>";
    let change = |known: &str, text: String| {
        let text = text.replace("</w:styles>", note);
        if known == name { change(&text) } else { text }
    };
    let parts: Vec<_> = parts().into_iter().map(|(known, text)| (known, change(known, text))).collect();
    packed(&parts)
}

/// A part that would spoil the Word file is left out or replaced, and named.
#[test]
fn spoiled_parts_of_a_template_are_left_out() {
    let folder = school();
    let cases: [(&str, &str, &str); 10] = [
        ("word/theme/theme1.xml", "<a:theme>", "ends within an element"),
        ("word/theme/theme1.xml", "<w:styles/>", "has the root element <w:styles>, not <a:theme>"),
        ("word/header1.xml", "<w:hdr><!-- a -- b --></w:hdr>", "a comment"),
        ("word/header1.xml", "<w:hdr><x:p/></w:hdr>", "the prefix “x”"),
        ("word/header1.xml", "<w:hdr><w:p r:id=\"rId9\"/></w:hdr>", "a part that is not there"),
        ("word/footer1.xml", "<w:hdr/>", "has the root element <w:hdr>, not <w:ftr>"),
        ("word/footer1.xml", "<w:ftr><w:p w:a=\"1\" w:a=\"2\"/></w:ftr>", "is not well-formed XML"),
        ("word/numbering.xml", "<!DOCTYPE a><a/>", "has a document type"),
        ("word/numbering.xml", "<w:numbering>&#1;</w:numbering>", "U+0001"),
        ("word/settings.xml", "<w:settings/><w:settings/>", "more than one root element"),
    ];
    for (name, text, reason) in cases {
        folder.write("学校模板.docx", changed(name, |_| text.to_owned()));
        let (made, package) = built(&folder);
        let said = made.said.lines().any(|line| {
            line.contains("warning[template]") && line.contains(&format!("“{name}”")) && line.contains(reason)
        });
        assert!(said, "{name} {reason}: {}", made.said);
        assert_eq!(package.problems(), Vec::<String>::new(), "{name} {reason}");
        assert!(package.text().contains("绪论"), "{}", package.text());
        let (status, _, err) = import(&folder, &["学校模板.docx"]);
        assert!(status == 0 && err.contains(name), "{status} {err}");
    }
}

/// A header that fetches or runs something when the file is opened stays behind.
#[test]
fn what_acts_by_itself_is_left_out() {
    let folder = school();
    let field =
        "<w:p><w:fldSimple w:instr=\" DDEAUTO c:\\\\x.exe \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:hdr>";
    folder.write("学校模板.docx", changed("word/header1.xml", |text| text.replace("</w:hdr>", field)));
    let (made, package) = built(&folder);
    let said = "“word/header1.xml” of the template has a field that may fetch or run something (DDEAUTO)";
    assert!(made.said.contains(said), "{}", made.said);
    assert!(package.names().all(|name| !name.ends_with(".xml") || !package.part(name).contains("DDEAUTO")));
    assert_eq!(package.problems(), Vec::<String>::new());
}

/// Numbers that Word does not accept are changed, and the part is named.
#[test]
fn values_out_of_range_are_changed() {
    let folder = school();
    let big = |text: &str| text.replace("w:val=\"24\"", "w:val=\"999999\"").replace("w:line=\"400\"", "w:line=\"x\"");
    folder.write("学校模板.docx", changed("word/styles.xml", big));
    let (made, package) = built(&folder);
    assert!(
        made.said.contains("“word/styles.xml” of the template has values that Word does not accept"),
        "{}",
        made.said
    );
    let styles = package.part("word/styles.xml");
    assert!(styles.contains("w:val=\"3276\"") && !styles.contains("999999") && !styles.contains("\"x\""));
    let deep = |text: &str| {
        text.replace("w:ilvl=\"1\"", "w:ilvl=\"77\"").replace("<w:start w:val=\"1\"", "<w:start w:val=\"-5\"")
    };
    folder.write("学校模板.docx", changed("word/numbering.xml", deep));
    let (made, package) = built(&folder);
    assert!(made.said.contains("“word/numbering.xml”"), "{}", made.said);
    let numbering = package.part("word/numbering.xml");
    assert!(!numbering.contains("\"77\"") && !numbering.contains("\"-5\""));
    let wide = |text: &str| text.replace("w:w=\"10433\"", "w:w=\"104330000\"");
    folder.write("学校模板.docx", changed("word/document.xml", wide));
    let (made, package) = built(&folder);
    assert!(made.said.contains("a section of the template"), "{}", made.said);
    let document = package.part("word/document.xml");
    assert!(document.contains("\"31680\"") && !document.contains("104330000"));
}

/// Whatever a template says of numbers, lines and columns, the sheet that is
/// made from it is one that fuzi reads.
#[test]
fn sheets_made_from_templates_are_read() {
    const FORMATS: &str = "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex \
        chicago ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal \
        japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero \
        bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese \
        ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting \
        ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified \
        chineseCountingThousand koreanDigital koreanCounting koreanLegal koreanDigital2 vietnameseCounting \
        russianLower russianUpper none numberInDash hebrew1 hebrew2 arabicAlpha arabicAbjad hindiVowels \
        hindiConsonants hindiNumbers hindiCounting thaiLetters thaiNumbers thaiCounting bahtText dollarText custom";
    let read = |what: &str, bytes: &[u8]| {
        let sheet = fuzi::template::Template::read("a.docx", bytes).unwrap().sheet(
            "a.docx",
            None,
            fuzi::diag::Language::Chinese,
        );
        let mut sources = fuzi::diag::Sources::new();
        let id = sources.add("a.toml", sheet.text.as_str());
        let loaded = fuzi::style::load(id, &sheet.text);
        assert!(loaded.is_ok(), "{what}: {loaded:?}\n{}", sheet.text);
        sheet
    };
    for restart in ["continuous", "eachSect", "eachPage", "never"] {
        for format in FORMATS.split_whitespace().step_by(if restart == "continuous" { 1 } else { 16 }) {
            let notes = format!(
                "<w:footnotePr><w:numFmt w:val=\"{format}\"/><w:numRestart w:val=\"{restart}\"/></w:footnotePr></w:settings>"
            );
            let sheet = read(
                &format!("{restart} {format}"),
                &changed("word/settings.xml", |text| text.replace("</w:settings>", &notes)),
            );
            assert_eq!(sheet.text.contains("restart = \"chapter\""), restart == "eachSect");
        }
    }
    for format in FORMATS.split_whitespace() {
        let own = |text: &str| text.replace("\"chineseCountingThousand\"", &format!("\"{format}\""));
        read(format, &changed("word/numbering.xml", own));
        let pages = |text: &str| text.replace("<w:cols", &format!("<w:pgNumType w:fmt=\"{format}\"/><w:cols"));
        read(format, &changed("word/document.xml", pages));
    }
    for (old, new) in [
        ("w:space=\"425\"", "w:num=\"0\""),
        ("w:space=\"425\"", "w:num=\"45\" w:space=\"31680\""),
        ("w:space=\"425\"", "w:num=\"4\" w:space=\"-9\""),
        ("w:linePitch=\"312\"", "w:linePitch=\"31680\" w:charSpace=\"4294967295\""),
        ("w:type=\"lines\" w:linePitch", "w:type=\"linesAndChars\" w:charSpace=\"-99999999\" w:linePitch"),
        ("w:top=\"1701\"", "w:top=\"31680\""),
        ("w:left=\"1701\"", "w:left=\"10400\""),
        ("w:gutter=\"283\"", "w:gutter=\"-283\""),
        ("w:header=\"1020\"", "w:header=\"20000\""),
        ("w:w=\"10433\"", "w:w=\"1\""),
        ("w:h=\"14742\"", "w:h=\"99999999999999999999\""),
    ] {
        read(new, &changed("word/document.xml", |text| text.replace(old, new)));
    }
    for (old, new) in [
        ("w:line=\"400\"", "w:line=\"0\""),
        ("w:line=\"400\"", "w:line=\"99999999\""),
        ("w:lineRule=\"exact\"", "w:lineRule=\"auto\""),
        ("w:firstLineChars=\"200\"", "w:firstLineChars=\"99999\""),
        ("w:val=\"24\"", "w:val=\"1\""),
        ("w:val=\"24\"", "w:val=\"3276\""),
        ("w:beforeLines=\"50\"", "w:beforeLines=\"99999\""),
        ("w:before=\"156\"", "w:before=\"-156\""),
        ("w:eastAsia=\"黑体\"", "w:eastAsia=\"\""),
        ("w:eastAsia=\"楷体\"", "w:eastAsia=\"楷&quot;体&#10;\\\""),
    ] {
        read(new, &changed("word/styles.xml", |text| text.replace(old, new)));
    }
}

/// The template with the values of the strict form: other schemas, lengths with
/// units, sides named by start and end.
fn strict() -> Vec<u8> {
    let changes = [
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
        ("w:line=\"400\"", "w:line=\"20pt\""),
        ("w:sz w:val=\"24\"", "w:sz w:val=\"12pt\""),
        ("w:firstLine=\"480\"", "w:firstLine=\"24pt\""),
        ("w:jc w:val=\"left\"", "w:jc w:val=\"start\""),
        ("w:jc w:val=\"right\"", "w:jc w:val=\"end\""),
        ("w:tab w:val=\"right\" w:pos=\"7000\"", "w:tab w:val=\"end\" w:pos=\"350pt\""),
        ("w:pgSz w:w=\"10433\" w:h=\"14742\"", "w:pgSz w:w=\"521.65pt\" w:h=\"737.10pt\""),
        ("w:top=\"1701\" w:right=\"1417\"", "w:top=\"85.05pt\" w:right=\"70.85pt\""),
        ("w:defaultTabStop w:val=\"420\"", "w:defaultTabStop w:val=\"21pt\""),
    ];
    let strict = |text: String| changes.iter().fold(text, |text, (from, to)| text.replace(from, to));
    let parts: Vec<_> = parts().into_iter().map(|(name, text)| (name, strict(text))).collect();
    packed(&parts)
}

#[test]
fn a_strict_template_gives_the_same_as_a_transitional_one() {
    let folder = school();
    let (_, wanted) = built(&folder);
    let sheet = folder.read("styles/school.toml");
    folder.write("学校模板.docx", strict());
    let args = ["学校模板.docx", "-o", "styles/school.toml", "--force", "--lang", "zh"];
    let (status, _, err) = import(&folder, &args);
    assert_eq!(status, 0, "{err}");
    assert_eq!(String::from_utf8(folder.read("styles/school.toml")), String::from_utf8(sheet));
    let (made, package) = built(&folder);
    assert_eq!(package.problems(), Vec::<String>::new(), "{}", made.said);
    for name in wanted.names() {
        if name.ends_with("xml") || name.ends_with("rels") {
            assert_eq!(package.part(name), wanted.part(name), "{name}");
            assert!(!package.part(name).contains("purl.oclc"), "{name}");
        }
    }
}

#[test]
fn properties_of_a_template_stay_with_those_of_fuzi() {
    let folder = school();
    let mut all = parts();
    for (name, text) in &mut all {
        if *name == "_rels/.rels" {
            let more = format!(
                "<Relationship Id=\"rId2\" Type=\"{OFFICE}/custom-properties\" Target=\"docProps/custom.xml\"/></R"
            );
            *text = text.replace("</R", &more);
        }
    }
    let property = |pid: u8, name: &str, inside: &str| {
        format!(
            "<c:property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{pid}\" name=\"{name}\">{inside}</c:property>"
        )
    };
    let custom = format!(
        "<c:Properties xmlns:c=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:t=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{}{}{}</c:Properties>",
        property(2, "密级", "<t:lpwstr>内部</t:lpwstr>"),
        property(3, "fuzi.version", "<t:lpwstr>old</t:lpwstr>"),
        property(4, "Year", "<t:i4>2026</t:i4>"),
    );
    all.push(("docProps/custom.xml", custom));
    folder.write("学校模板.docx", packed(&all));
    let (made, package) = built(&folder);
    assert_eq!(package.problems(), Vec::<String>::new(), "{}", made.said);
    let custom = package.part("docProps/custom.xml");
    assert!(custom.contains("pid=\"2\" name=\"密级\"><vt:lpwstr>内部</vt:lpwstr>"), "{custom}");
    assert!(custom.contains("pid=\"3\" name=\"Year\"><vt:i4>2026</vt:i4>"), "{custom}");
    assert!(custom.contains("pid=\"4\" name=\"fuzi.version\"") && !custom.contains("old"), "{custom}");
}

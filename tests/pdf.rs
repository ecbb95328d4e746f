//! The PDF edition of whole documents: faces, glyphs, tags, outline.

use fuzi::project::Emit;

use crate::support::folder::{Folder, repository};
use crate::support::make::{self, both};
use crate::support::{cases, pages, word};

fn has(pdf: &[u8], word: &str) -> bool {
    pdf.windows(word.len()).any(|part| part == word.as_bytes())
}

fn count(pdf: &[u8], word: &str) -> usize {
    pdf.windows(word.len()).filter(|part| *part == word.as_bytes()).count()
}

#[test]
fn the_report_is_tagged_and_its_fonts_are_inside() {
    let made = both(&repository("report"));
    let pdf = made.pdf();
    for word in [
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/Outlines",
        "/Title",
        "/FontFile",
        "/Alt",
        "/S/Figure",
        "/S/Table",
        "/S/H1",
    ] {
        assert!(has(pdf, word), "the PDF has no {word}");
    }
    // A descriptor without a file names a font that is not inside.
    assert_eq!(count(pdf, "/Type/FontDescriptor"), count(pdf, "/FontFile"));
    assert!(!has(pdf, "/JavaScript") && !has(pdf, "/Launch") && !has(pdf, "/OpenAction"));
}

#[test]
fn the_report_uses_only_the_faces_of_its_style() {
    let folder = repository("report");
    let model = make::model(&folder);
    let pages = pages::layout(&make::emit(&folder, Emit::Typst), &model, &folder).unwrap();
    let foreign: Vec<&String> = pages.families.iter().filter(|name| !pages::families().contains(*name)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    let missing: Vec<char> =
        pages.missing.into_iter().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect();
    assert!(missing.is_empty(), "no face has {missing:?}");
    assert!(pages.count > 3);
}

/// Characters that no face has are told, and only those.
#[test]
fn missing_glyphs_are_told() {
    for case in cases::all().iter().filter(|case| case.area == "cjk") {
        let folder = Folder::new();
        folder.copy_from(&repository("tests/suite").join(cases::ASSETS));
        let file = folder.write("a.md", &case.text);
        let model = make::model(&file);
        let pages = pages::layout(&make::emit(&file, Emit::Typst), &model, folder.path()).unwrap();
        let said = both(&file).said;
        for sign in pages.missing.iter().filter(|sign| !sign.is_whitespace()) {
            assert!(said.contains(&format!("character “{sign}”")), "{}: {sign} is missing in silence", case.name);
        }
        assert_eq!(said.matches("[missing-glyph]").count(), pages.missing.len(), "{}: {said}", case.name);
    }
}

#[test]
fn language_and_title_are_in_the_file() {
    for (lang, tag) in [("zh-CN", "/Lang(zh"), ("zh-TW", "/Lang(zh"), ("ja", "/Lang(ja"), ("en", "/Lang(en")] {
        let made = make::text(format!("---\ntitle: Title\nauthor: Author\nlang: {lang}\n---\n\n# A\n\nx\n"));
        for word in [tag, "/StructTreeRoot", "/Outlines", "(Title)", "(Author)"] {
            assert!(has(made.pdf(), word), "{lang}: the PDF has no {word}");
        }
    }
}

#[test]
fn no_clock_is_in_the_file() {
    let made = make::text("x\n");
    assert!(!has(made.pdf(), "/CreationDate"), "a document without a date has no date of the day");
}

#[test]
fn tabs_of_code_are_columns_in_both_editions() {
    let text = "---\ntitle: 代码\nstyle: {code: {tab: 3}}\n---\n\n行内 `if\tx`。\n\n\
        ```go\nfunc main() {\n\tif x {\n\t\ta\t= 1\n\t}\n}\n```\n";
    let folder = Folder::with(text);
    let path = folder.join("a.md");
    let pages = pages::layout(&make::emit(&path, Emit::Typst), &make::model(&path), folder.path()).unwrap();
    let written = word::Package::open(make::word(text).docx()).text();
    for text in [pages.body, written] {
        for part in ["if x", "   if x {", "      a  = 1", "   }"] {
            assert!(text.contains(part), "{part:?} is not in {text:?}");
        }
    }
}

/// The text that the fonts of a PDF can print, from the maps that readers copy by.
fn printable(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let maps = streams.filter_map(|stream| stream.decompressed_content().ok());
    let maps = maps.map(|map| String::from_utf8_lossy(&map).into_owned()).filter(|map| map.contains("begincmap"));
    let sign = regex::Regex::new(r"(?m)<([0-9A-Fa-f]{4})>\r?$").unwrap();
    let signs = |map: String| -> String {
        let codes = sign.captures_iter(&map).filter_map(|found| u32::from_str_radix(&found[1], 16).ok());
        codes.filter_map(char::from_u32).collect()
    };
    maps.map(signs).collect()
}

#[test]
fn a_table_that_breaks_says_so_on_its_further_pages() {
    let table = |rows: usize, style: &str| {
        let rows: String = (0..rows).map(|row| format!("| {row} | 1.5 |\n")).collect();
        let made = make::text(format!(
            "---\nstyle: {style}\n---\n\n# 一\n\n| 甲 | 乙 |\n|---|---|\n{rows}\n: 数据 {{#tbl:a}}\n"
        ));
        printable(made.pdf()).contains('续')
    };
    assert!(table(90, "thesis"));
    assert!(!table(3, "thesis"));
    assert!(!table(90, "report"));
}

//! The PDF satisfies PDF/A-2a and PDF/UA-1, as a validator sees it, and says
//! what keeps it from that where it does not.
//!
//! The validator compares the widths of CID fonts with those in the CFF program,
//! where a subset has none (the standards mean the widths that are drawn with,
//! those of `/W`): it takes every such font for wrong. Those findings are left
//! out and the widths are compared with the faces themselves instead.

use std::collections::BTreeMap;
use std::path::Path;

use fuzi::project::{Edition, Options};
use fuzi::style::value::PdfStandard;
use lopdf::{Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::examples::examples;
use crate::support::folder::{Folder, repository};
use crate::support::make::{both, make};

/// What a validator finds, but for the widths that it misreads.
fn findings(pdf: &[u8], profile: &str) -> Vec<String> {
    let profile: ValidationProfile = profile.parse().unwrap();
    let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
    let is_width = |message: &str| message.contains("width 0.000 in its embedded CIDFontType0C program");
    let found = report.failures.iter().filter(|failure| !is_width(&failure.message));
    found.map(|failure| format!("{} {}", failure.rule_id, failure.message)).collect()
}

/// The widths that the PDF declares for hanzi, which are those of the em, and
/// how many there are.
fn wrong_widths(pdf: &[u8]) -> (Vec<String>, usize) {
    let document = Document::load_mem(pdf).unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        let (Ok(descendants), Ok(map)) = (font.get(b"DescendantFonts"), font.get(b"ToUnicode")) else { continue };
        let name = font.get(b"BaseFont").and_then(Object::as_name).map(String::from_utf8_lossy).unwrap_or_default();
        let descendants = resolved(&document, descendants).as_array().unwrap();
        let descendant = resolved(&document, &descendants[0]).as_dict().unwrap();
        let widths = widths(&document, descendant.get(b"W").unwrap());
        let map = resolved(&document, map).as_stream().unwrap();
        let text = String::from_utf8(map.decompressed_content().unwrap()).unwrap();
        for (cid, sign) in signs(&text) {
            if ('\u{4E00}'..='\u{9FFF}').contains(&sign) {
                count += 1;
                let width = widths.get(&cid).copied().unwrap_or(1000.0);
                if (width - 1000.0).abs() > 0.5 {
                    wrong.push(format!("{name}: {sign} is {width} wide"));
                }
            }
        }
    }
    (wrong, count)
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).unwrap().1
}

/// The array `/W`: `first [w w …]` or `first last w`.
fn widths(document: &Document, array: &Object) -> BTreeMap<u32, f32> {
    let list = resolved(document, array).as_array().unwrap();
    let mut found = BTreeMap::new();
    let mut at = 0;
    while at + 1 < list.len() {
        let first = list[at].as_i64().unwrap() as u32;
        if let Ok(each) = resolved(document, &list[at + 1]).as_array() {
            found.extend((first..).zip(each.iter().map(|width| width.as_float().unwrap())));
            at += 2;
        } else {
            let (last, width) = (list[at + 1].as_i64().unwrap() as u32, list[at + 2].as_float().unwrap());
            found.extend((first..=last).map(|cid| (cid, width)));
            at += 3;
        }
    }
    found
}

/// The glyphs of a ToUnicode map that stand for a single sign.
fn signs(map: &str) -> Vec<(u32, char)> {
    let line = regex::Regex::new(r"(?m)^<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]{4})>\r?$").unwrap();
    let number = |text: &str| u32::from_str_radix(text, 16).unwrap();
    line.captures_iter(map).filter_map(|found| Some((number(&found[1]), char::from_u32(number(&found[2]))?))).collect()
}

fn check(path: &Path) {
    let made = both(path);
    for profile in ["2a", "ua1"] {
        let found = findings(made.pdf(), profile);
        assert!(found.is_empty(), "{} is not {profile}: {found:#?}", path.display());
    }
    let (wrong, count) = wrong_widths(made.pdf());
    assert!(wrong.is_empty(), "{}: {wrong:?}", path.display());
    let is_chinese = !path.ends_with("english.md");
    assert!(!is_chinese || count > 100, "{}: {count} hanzi were found", path.display());
}

#[test]
fn the_report_and_the_examples_are_archives_and_accessible() {
    check(&repository("report"));
    examples().iter().for_each(|path| check(path));
}

#[test]
fn a_table_that_says_where_it_goes_on_is_archived_and_accessible() {
    let rows = "| 1 | 1.5 | 2 |\n".repeat(90);
    let front = "---\ntitle: 论文\nauthor: 甲\ndate: 2026-01-31\nlang: zh-CN\nstyle: thesis\n---\n\n# 一\n\n";
    let table = format!("| 甲 | 乙 | < |\n|---|---|---|\n| ^ | 一 | 二 |\n{rows}\n: 数据 {{#tbl:a}}\n");
    let folder = Folder::new();
    let made = both(&folder.write("a.md", format!("{front}{table}")));
    for profile in ["2a", "ua1"] {
        let found = findings(made.pdf(), profile);
        assert!(found.is_empty(), "{profile}: {found:#?}");
    }
}

/// What keeps a PDF from a standard that its sheet names is said at its place.
#[test]
fn what_is_missing_is_said() {
    let sheet = "style: {pdf: {standard: \"a-2a, ua-1\"}}";
    let said = |text: &str| {
        let folder = Folder::with(text);
        folder.write("p.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        let made = both(&folder.join("a.md"));
        assert!(made.pdf.is_some(), "{}", made.said);
        made.said
    };
    let whole = said(&format!("---\ntitle: 题\ndate: 2026-01-02\n{sheet}\n---\n\n# 一\n"));
    assert!(!whole.contains("pdf-standard"), "{whole}");
    let bare = said(&format!("---\n{sheet}\n---\n\n# 绪论\n"));
    assert!(
        bare.contains("PDF/A-2a: missing document date") && bare.contains("PDF/UA-1: missing document title"),
        "{bare}"
    );
    let blind = said(&format!("---\ntitle: 题\ndate: 2026-01-02\n{sheet}\n---\n\n![](p.svg)\n"));
    assert!(blind.contains("missing alt text") && blind.contains("a.md:7:5: warning[pdf-standard]"), "{blind}");
    let drafts = said("# 一\n");
    assert!(!drafts.contains("pdf-standard"), "{drafts}");
}

/// Which standards a document can satisfy is known before the export, which is
/// most of the work of a long one.
#[test]
fn a_document_is_exported_once() {
    let pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
               3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 50] >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n0\n%%EOF\n";
    let whole = "title: 题\ndate: 2026-01-02";
    let cases: [(&str, &str, [bool; 2]); 11] = [
        (whole, "# 一\n\n$x$\n\n![画](p.svg)\n", [true, true]),
        (whole, "没有标题\n", [true, true]),
        ("title: 题", "# 一\n", [false, true]),
        ("date: 2026-01-02", "# 绪论\n", [true, false]),
        ("lang: zh", "# 绪论\n", [false, false]),
        (whole, "![](p.svg)\n", [false, false]),
        (whole, "## 一\n", [true, true]),
        (whole, "# 甲\n\n## 乙\n\n# 丙\n\n### 丁\n", [true, false]),
        (whole, "缺 \u{12345} 字\n", [false, false]),
        (whole, "用 \u{E000} 字\n", [false, true]),
        (whole, "![画](p.pdf)\n", [false, false]),
    ];
    for (front, text, expected) in cases {
        let folder = Folder::with(format!("---\n{front}\n---\n\n{text}"));
        folder.write("p.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        folder.write("p.pdf", pdf);
        let options = Options { to: vec![Edition::Pdf], keep_layout: true, ..Options::default() };
        let made = make(&folder.join("a.md"), options);
        let layout = made.built.layout.as_ref().unwrap_or_else(|| panic!("{text}: {}", made.said));
        let exported = fuzi::pdf::export(layout, PdfStandard::Auto).unwrap();
        let says = |what: &[u8]| exported.bytes.windows(what.len()).any(|part| part == what);
        assert_eq!([says(b"pdfaid:part"), says(b"pdfuaid:part")], expected, "{front}: {text}: {:?}", exported.unmet);
        assert_eq!(exported.tries, 1, "{front}: {text}: {:?}", exported.unmet);
    }
}

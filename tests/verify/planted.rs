//! What is changed in a Word file is found: one change at a time, each in a file
//! that was equal to its PDF.

use std::io::{Cursor, Read as _, Write as _};

use fuzi::verify::Kind;
use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::editions::{compared, differences};

const DOCUMENT: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";
const NUMBERING: &str = "word/numbering.xml";
const LINKS: &str = "word/_rels/document.xml.rels";
const LINKS_OF_NOTES: &str = "word/_rels/footnotes.xml.rels";

/// What is planted: its part, what it replaces (the first group of an expression,
/// at its first place), with what, and where it is to be found.
type Plant = (&'static str, &'static str, &'static str, Kind);

const PLANTS: &[Plant] = &[
    (DOCUMENT, r"占 12\.(5)%", "6", Kind::Text),
    (DOCUMENT, "最后一段(。)", "", Kind::Text),
    (DOCUMENT, "with (L)atin", "l", Kind::Text),
    (DOCUMENT, "(引文)", "引语", Kind::Text),
    (DOCUMENT, "(试验报告)", "实验报告", Kind::Text),
    (DOCUMENT, "(张三)", "张山", Kind::Text),
    (DOCUMENT, "(return)", "retrun", Kind::Text),
    (DOCUMENT, "(到网站)", "到网页", Kind::Text),
    (DOCUMENT, r#"REF _Ref_fig_p .*?preserve">图.(1)<"#, "2", Kind::Text),
    (DOCUMENT, r#"_Ref_引言"/><w:r><w:t xml:space="preserve">(引言)"#, "引论", Kind::Heading(1)),
    (DOCUMENT, r#"pStyle w:val="(Heading2)""#, "Heading1", Kind::Heading(2)),
    (DOCUMENT, r#"pStyle w:val="(Heading2)""#, "BodyText", Kind::Heading(2)),
    (DOCUMENT, ">(17)<", "71", Kind::Cell),
    (DOCUMENT, ">(值)<", "值（%）", Kind::Cell),
    (DOCUMENT, r"(<w:tr>(?:[^t]|t[^r])*?>y<.*?</w:tr>)", "", Kind::Cell),
    (DOCUMENT, ">(图题)<|　(图题)<", "图提", Kind::Caption),
    (DOCUMENT, "(结果)<", "结论", Kind::Caption),
    (DOCUMENT, r#"SEQ 图 .*?preserve">(1)<"#, "7", Kind::Caption),
    (DOCUMENT, r#"SEQ 表 .*?preserve">(1)<"#, "2", Kind::Caption),
    (DOCUMENT, r#"docPr [^>]*descr="(一张图)"#, "两张图", Kind::Picture),
    (DOCUMENT, "(<w:drawing>.*?</w:drawing>)", "", Kind::Picture),
    (LINKS, "example.com/(x)", "y", Kind::Link),
    (LINKS_OF_NOTES, "example.org/(n)", "m", Kind::NoteLink),
    (DOCUMENT, r#"hyperlink (r:id="rId\d+" )"#, "", Kind::Link),
    (NOTES, "(第二)条注", "第三", Kind::Note),
    (NOTES, "(。)</w:t>", "", Kind::Note),
    (DOCUMENT, r#"(<w:footnoteReference w:id="2"/>)"#, "", Kind::Note),
    (DOCUMENT, r#"footnoteReference w:id="(1)"#, "2", Kind::Note),
    (DOCUMENT, ">(−)<", "+", Kind::Formula),
    (DOCUMENT, r#"chr m:val="(∑)"#, "∏", Kind::Formula),
    (DOCUMENT, "(<m:rad>.*?</m:rad>)", "", Kind::Formula),
    (DOCUMENT, r#"SEQ 式 .*?preserve">(1)<"#, "2", Kind::Formula),
    (DOCUMENT, r"<m:t[^>]*>(b)<", "c", Kind::Text),
    (DOCUMENT, r#"PAGEREF _Toc000000003 .*?preserve">(\d+)<"#, "99", Kind::Text),
    (DOCUMENT, "(第一章)", "第二章", Kind::Text),
    (DOCUMENT, r#"(<w:p><w:pPr><w:pStyle w:val="TOC2"/>.*?</w:p>)"#, "", Kind::Text),
    (NUMBERING, r#"lvlText w:val="(•)"#, "◦", Kind::Text),
    (NUMBERING, r#"numFmt w:val="(lowerLetter)"#, "decimal", Kind::Text),
    (NUMBERING, r#"lvlText w:val="(第%1章)"#, "第%1部分", Kind::Heading(1)),
    (NUMBERING, r#"lvlText w:val="(%1\.%2)"#, "%1-%2", Kind::Heading(2)),
    (DOCUMENT, r#"(<w:t xml:space="preserve">最后一段。</w:t>)"#, "<w:rPr><w:vanish/></w:rPr>", Kind::Text),
    (DOCUMENT, r#"(<w:numPr><w:ilvl w:val="0"/><w:numId w:val="\d+"/></w:numPr>)"#, "", Kind::Text),
    (DOCUMENT, r#"<w:t[^>]*>(甲)</w:t>"#, "", Kind::Text),
    (DOCUMENT, r#"<w:t[^>]*>(甲)</w:t>"#, "乙", Kind::Text),
];

/// Two texts that change places.
const SWAPS: &[(&str, &str, &str, Kind)] = &[
    (DOCUMENT, "图题", "又一图", Kind::Caption),
    (DOCUMENT, r#"descr="一张图""#, r#"descr="另一张图""#, Kind::Picture),
    (DOCUMENT, ">17<", ">28<", Kind::Cell),
    (DOCUMENT, ">甲<", ">乙<", Kind::Text),
    (DOCUMENT, r#"footnoteReference w:id="1""#, r#"footnoteReference w:id="2""#, Kind::Note),
];

/// A Word file with one of its parts changed.
fn edited(docx: &[u8], part: &str, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        out.start_file(entry.name(), SimpleFileOptions::default()).unwrap();
        if entry.name() == part {
            bytes = edit(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A Word file with one more part in XML, to which its text is related by its name.
pub fn with_part(docx: &[u8], name: &str, part: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation =
        format!("<Relationship Id=\"rId901\" Type=\"{kind}/{name}\" Target=\"{name}.xml\"/></Relationships>");
    let docx = edited(docx, LINKS, |text| text.replace("</Relationships>", &relation));
    let mut archive = ZipWriter::new_append(Cursor::new(docx)).unwrap();
    archive.start_file(format!("word/{name}.xml"), SimpleFileOptions::default()).unwrap();
    archive.write_all(part.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A Word file with every place of a text replaced.
pub fn with_all(docx: &[u8], part: &str, old: &str, new: &str) -> Vec<u8> {
    edited(docx, part, |text| text.replace(old, new))
}

/// A Word file with the first group of an expression replaced.
pub fn with(docx: &[u8], part: &str, old: &str, new: &str) -> Vec<u8> {
    edited(docx, part, |text| {
        let found = Regex::new(old).unwrap();
        let found = found.captures(text).unwrap_or_else(|| panic!("{old} is not in {part}"));
        let group = found.iter().skip(1).flatten().next().unwrap();
        format!("{}{new}{}", &text[..group.start()], &text[group.end()..])
    })
}

#[test]
fn every_planted_difference_is_found() {
    let (_, pdf, docx) = super::built();
    assert_eq!(differences(&pdf, &docx), [] as [&str; 0]);
    let mut missed = Vec::new();
    let mut check = |docx: &[u8], what: String, kind: Kind| {
        let found = compared(&pdf, docx);
        if !found.iter().any(|difference| difference.kind == kind) {
            missed.push(format!("{what}: {found:?}"));
        }
    };
    for (part, old, new, kind) in PLANTS {
        check(&with(&docx, part, old, new), format!("{old} as {new}"), *kind);
    }
    for (part, a, b, kind) in SWAPS {
        let swapped = edited(&docx, part, |text| {
            assert!(text.contains(a) && text.contains(b), "{a} or {b} is not in {part}");
            text.replace(a, "\u{1}").replace(b, a).replace('\u{1}', b)
        });
        check(&swapped, format!("{a} and {b}"), *kind);
    }
    assert!(PLANTS.len() + SWAPS.len() >= 40);
    assert!(missed.is_empty(), "{} are missed\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn captions_of_any_style_are_known_by_their_count() {
    let (_, pdf, docx) = super::built();
    let renamed = edited(&docx, "word/styles.xml", |text| {
        let other = Regex::new(r#"<w:name w:val="([^"]*[Cc]aption)"/>"#).unwrap();
        assert!(other.is_match(text), "{text}");
        let mut count = 0;
        let named = other.replace_all(text, |_: &regex::Captures<'_>| {
            count += 1;
            format!("<w:name w:val=\"图名{count}\"/>")
        });
        named.into_owned()
    });
    assert_eq!(differences(&pdf, &renamed), [] as [&str; 0]);
}

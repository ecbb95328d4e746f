//! Word files in the manner of Word and WPS: runs cut by their revision ids, paragraphs
//! with ids, marks of spelling, and parts and properties of WPS.

use std::io::{Cursor, Write};

use regex::Regex;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{TEXT, after, built, changed, merged};
use crate::verify::planted;

/// The Word file as WPS saves it.
fn saved(docx: &[u8]) -> Vec<u8> {
    let xml = crate::support::word::Package::open(docx).part("word/document.xml").to_owned();
    let mut count = 0;
    // Each run of text is cut behind its second character.
    let runs = Regex::new(
        "<w:r>(<w:rPr>(?:[^<]|<[^/]|</w:[^r]|</w:r[^P])*?</w:rPr>)?<w:t xml:space=\"preserve\">([^<&]{3,})</w:t></w:r>",
    )
    .unwrap();
    let cut = runs.replace_all(&xml, |found: &regex::Captures<'_>| {
        count += 1;
        let looks = found.get(1).map_or("", |looks| looks.as_str());
        let at = found[2].char_indices().nth(2).map_or(0, |(at, _)| at);
        let (one, two) = found[2].split_at(at);
        let run = |text: &str| {
            format!("<w:r w:rsidR=\"00A1{count:04}\" w:rsidRPr=\"00B2{count:04}\">{looks}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        };
        format!("<w:proofErr w:type=\"spellStart\"/>{}<w:proofErr w:type=\"spellEnd\"/>{}", run(one), run(two))
    });
    assert!(count > 10, "only {count} runs were cut");
    let mut number = 0;
    let cut = Regex::new("<w:p>").unwrap().replace_all(&cut, |_: &regex::Captures<'_>| {
        number += 1;
        format!("<w:p w14:paraId=\"4A{number:06X}\" w14:textId=\"77777777\" w:rsidR=\"00C30000\" w:rsidRDefault=\"00C30000\">")
    });
    let spaces = "<w:document xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
        xmlns:wpsCustomData=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\" ";
    let head = cut.replacen(" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"", "", 1);
    let text = head.replacen("<w:document ", spaces, 1);
    let docx = planted::with_all(docx, "word/document.xml", &xml, &text);
    let property = |id: u8, name: &str, value: &str| {
        format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{id}\" name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>"
        )
    };
    let own = property(90, "KSOProductBuildVer", "2052-12.1.0.16929")
        + &property(91, "ICV", "0A1B2C3D4E5F_13")
        + "</Properties>";
    let docx = planted::with_all(&docx, "docProps/custom.xml", "</Properties>", &own);
    let mut archive = ZipWriter::new_append(Cursor::new(docx)).unwrap();
    archive.start_file("customXml/item9.xml", SimpleFileOptions::default()).unwrap();
    let data = "<s:customData xmlns:s=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\"><customSectProps/></s:customData>";
    archive.write_all(data.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_file_saved_without_an_edit_changes_nothing() {
    let (folder, docx) = built();
    let (merged, files) = merged(&folder, &saved(&docx));
    assert!(merged.is_whole() && merged.told.is_empty() && files.is_empty(), "{:?} {:?}", merged.told, merged.kept);
}

#[test]
fn an_edit_comes_back() {
    let (folder, docx) = built();
    let docx = saved(&docx);
    // The run that is edited is what is left of one.
    let edited = changed(&docx, ">下降很快，见<", ">下降得很快，见<");
    assert_eq!(after(&folder, &edited), Ok(TEXT.replacen("价格下降很快", "价格下降得很快", 1)));
    // A change that is tracked, between the parts of a run.
    let typed = "<w:ins w:id=\"900\" w:author=\"导师\"><w:r w:rsidR=\"00D40001\"><w:t>的原文</w:t></w:r></w:ins>";
    let edited =
        changed(&docx, "<w:t xml:space=\"preserve\">引文</w:t></w:r>", &format!("<w:t>引文</w:t></w:r>{typed}"));
    assert_eq!(after(&folder, &edited), Ok(TEXT.replacen("引文一句", "引文的原文一句", 1)));
}

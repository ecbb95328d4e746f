//! The Word edition of whole documents: the report of this repository, and one
//! document with pictures of every format.

use std::collections::BTreeSet;
use std::io::Cursor;

use fuzi::project::Emit;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::support::folder::{Folder, repository};
use crate::support::make::{self, Made, both, in_folder};
use crate::support::visible::{self, lost, squeeze, unhyphened};
use crate::support::{pages, word};

fn report() -> Made {
    both(&repository("report"))
}

#[test]
fn the_report_builds_without_a_warning() {
    let made = report();
    let others: BTreeSet<&str> = made.codes().into_iter().filter(|code| *code != "citation").collect();
    assert!(others.is_empty(), "{}", made.said);
    assert!(made.pdf.is_some() && made.docx.is_some());
}

#[test]
fn the_report_is_a_sound_package() {
    let made = report();
    let package = word::Package::open(made.docx());
    assert_eq!(package.problems(), Vec::<String>::new());
    let settings = package.part("word/settings.xml");
    assert!(!settings.contains("updateFields"), "Word would ask a question on opening");
    assert!(!package.part("word/document.xml").contains("w:dirty"));
    assert!(package.part("docProps/core.xml").contains("<dc:title>"));
}

/// The same text in the same order, the same labels and numbers, in both.
#[test]
fn the_report_says_the_same_in_both() {
    let folder = repository("report");
    let model = make::model(&folder);
    let visible = visible::of(&model);
    let package = word::Package::open(report().docx());
    assert_eq!(lost(&visible.body, &package.text(), squeeze), None);
    assert_eq!(lost(&visible.notes, &package.notes(), squeeze), None);
    let pages = pages::layout(&make::emit(&folder, Emit::Typst), &model, &folder).unwrap();
    assert_eq!(lost(&visible.body, &pages.body, unhyphened), None);
    assert_eq!(lost(&visible.notes, &pages.notes, unhyphened), None);
    let (word, pdf) = (squeeze(&package.text()), squeeze(&pages.body));
    assert!(visible.labels.len() > 10, "{:?}", visible.labels);
    for label in &visible.labels {
        assert!(word.contains(label.as_str()) && pdf.contains(label.as_str()), "“{label}” is not in both");
    }
}

#[test]
fn the_report_is_the_same_each_time() {
    let (one, two) = (report(), report());
    assert!(one.pdf == two.pdf && one.docx == two.docx);
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(24, 12, Rgb([31, 95, 168])));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG whose EXIF says that it lies on its side.
fn turned() -> Vec<u8> {
    let jpeg = encoded(ImageFormat::Jpeg);
    let exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend((exif.len() as u16 + 2).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[test]
fn pictures_of_every_format() {
    let folder = Folder::new();
    let formats = [
        ("a.png", encoded(ImageFormat::Png)),
        ("a.jpg", encoded(ImageFormat::Jpeg)),
        ("a.gif", encoded(ImageFormat::Gif)),
        ("a.webp", encoded(ImageFormat::WebP)),
        ("a.bmp", encoded(ImageFormat::Bmp)),
        ("a.tiff", encoded(ImageFormat::Tiff)),
        ("turned.jpg", turned()),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='32' height='16'><rect width='32' height='16'/></svg>"
                .to_vec(),
        ),
    ];
    let mut manuscript = String::new();
    for (name, bytes) in &formats {
        folder.write(name, bytes);
        manuscript.push_str(&format!("![图 {name}]({name} \"替代 {name}\")\n\n"));
    }
    folder.write("a.md", manuscript.replace("图 ", "题"));
    let made = in_folder(&folder);
    assert_eq!(made.said, "");
    let package = word::Package::open(made.docx());
    assert_eq!(package.problems(), Vec::<String>::new());
    let media: Vec<&str> = package.names().filter(|name| name.contains("media/")).collect();
    let shown = |name: &&str| ["png", "jpg", "jpeg", "gif", "svg"].contains(&name.rsplit('.').next().unwrap());
    assert!(media.iter().all(shown), "Word does not show all of {media:?}");
    assert!(media.iter().any(|name| name.ends_with(".svg")), "a drawing stays a drawing: {media:?}");
    let document = package.part("word/document.xml");
    assert_eq!(document.matches("<wp:inline").count(), formats.len());
    for (name, _) in &formats {
        assert!(document.contains(&format!("descr=\"替代 {name}\"")), "{name} has no text in its place");
    }
    let model = make::model(&folder.join("a.md"));
    for (at, (name, _)) in formats.iter().enumerate() {
        let picture = &model["blocks"][at]["kind"]["figure"]["panels"][0]["picture"];
        let (width, height) = (picture["width"].as_f64().unwrap(), picture["height"].as_f64().unwrap());
        // Word is given the size before the turn.
        let turned = *name == "turned.jpg";
        let (width, height) = if turned { (height, width) } else { (width, height) };
        assert!((width / height - 2.0).abs() < 0.01, "{name}: {width} x {height}");
        let extent = format!("cx=\"{}\" cy=\"{}\"", (width * 12_700.0).round(), (height * 12_700.0).round());
        assert!(document.contains(&extent), "{name}: {extent}");
    }
    assert_eq!(document.matches("rot=\"5400000\"").count(), 1, "a quarter turn clockwise");
}

/// What an edit may touch leads back to where it was written.
#[test]
fn rows_notes_and_the_parts_of_the_title_block_are_anchored() {
    let text = "---\ntitle: 题\nauthor: 甲\nabstract: 摘要的文字。\nkeywords: [词]\nbibliography: w.bib\n---\n\n# 章\n\n\
        正文[^a]，见 [@k]。\n\n| 头 | 二 |\n|---|---|\n| 子 | 1 |\n| ^ | 2 |\n\n: 表\n\n[^a]: 注的文字。\n";
    let folder = Folder::with(text);
    folder
        .write("w.bib", "@book{k, title = {书}, author = {张三}, publisher = {社}, address = {北京}, year = {2020}}\n");
    let package = word::Package::open(in_folder(&folder).docx());
    assert_eq!(package.problems(), Vec::<String>::new());
    let document = roxmltree::Document::parse(package.part("word/document.xml")).unwrap();
    let marks = |node: roxmltree::Node| -> Vec<String> {
        let name = |n: roxmltree::Node| n.attributes().find(|a| a.name() == "name").map(|a| a.value().to_owned());
        let all = node.descendants().filter(|n| n.tag_name().name() == "bookmarkStart");
        all.filter_map(name).filter(|name| name.starts_with("_fz_")).collect()
    };
    let all = marks(document.root());
    for part in ["title", "line_1", "abstract_1", "keywords_1"] {
        assert!(all.contains(&format!("_fz_{part}")), "{part}: {all:?}");
    }
    let rows: Vec<_> = document.descendants().filter(|n| n.tag_name().name() == "tr").collect();
    assert_eq!(rows.len(), 3);
    for (at, row) in rows.into_iter().enumerate() {
        assert!(marks(row).iter().any(|name| name.ends_with(&format!("_{}", at + 1))), "{at}: {all:?}");
    }
    let reference = document.descendants().find(|n| n.tag_name().name() == "footnoteReference").unwrap();
    let before = reference.parent().and_then(|run| run.prev_sibling()).unwrap();
    assert_eq!(before.tag_name().name(), "bookmarkStart");
    assert!(!package.part("word/footnotes.xml").contains("_fz_"));
    let entry = document.descendants().rfind(|n| n.tag_name().name() == "p").unwrap();
    assert_eq!(marks(entry).len(), 1, "an entry of the bibliography");
}

//! What must hold of every package: well-formed, in order, complete, the same
//! each time.

#![expect(clippy::wildcard_enum_match_arm, reason = "looks for what it checks")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use super::samples::{everything, ornate, thesis};
use super::testing::style;
use super::{Manuscript, write_with};
use crate::assets::{Raster, WordPicture};
use crate::diag::{Code, Sink};
use crate::model::resolved::{BlockKind, ImageId, Pages, Resolved};
use crate::style::Style;
use crate::style::value::{Grid, NotePlace, NoteRestart};

/// The smallest PNG, and one with an SVG that is turned.
fn pictures() -> [WordPicture; 2] {
    let raster = Arc::new(b"\x89PNG\r\n\x1a\n".to_vec());
    let svg = Some(Arc::new(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()));
    [
        WordPicture { raster: raster.clone(), format: Raster::Png, svg: None, quarter_turns: 0 },
        WordPicture { raster, format: Raster::Png, svg, quarter_turns: 1 },
    ]
}

fn written(doc: &Resolved) -> (Vec<u8>, Vec<Code>) {
    written_in(doc, &style())
}

fn written_in(doc: &Resolved, style: &Style) -> (Vec<u8>, Vec<Code>) {
    let pictures = pictures();
    let shown = |id: ImageId| pictures.get(id.0);
    let mut sink = Sink::new();
    let pages = Pages::new((0..doc.anchors.len()).map(|at| Some((at + 1).to_string())).collect());
    let bytes = write_with(doc, &shown, style, Some(&pages), None, &Manuscript::default(), &mut sink).bytes().unwrap();
    (bytes, sink.into_sorted().into_iter().map(|diagnostic| diagnostic.code).collect())
}

fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_owned(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

#[test]
fn two_writings_are_equal() {
    let doc = everything();
    assert_eq!(written(&doc).0, written(&doc).0);
}

#[test]
fn what_cannot_be_written_is_said() {
    let (_, codes) = written(&everything());
    assert!(codes.contains(&Code::ControlCharacter));
    assert!(codes.contains(&Code::Docx));
}

#[test]
fn parts_are_well_formed_and_relations_resolve() {
    let (doc, full) = (thesis(), ornate());
    let mut ending = ornate();
    ending.notes.place = NotePlace::End;
    sound(&parts(written(&everything()).0));
    sound(&parts(written_in(&doc, &full).0));
    sound(&parts(written_in(&doc, &ending).0));
}

fn sound(parts: &BTreeMap<String, String>) {
    for (name, text) in parts.iter().filter(|(name, _)| name.ends_with("xml") || name.ends_with("rels")) {
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for (name, text) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels").next().unwrap();
        let owner = name.replace("_rels/", "").replace(".rels", "");
        let tree = roxmltree::Document::parse(text).unwrap();
        let mut ids = BTreeSet::new();
        for relation in tree.root_element().children() {
            ids.insert(relation.attribute("Id").unwrap().to_owned());
            if relation.attribute("TargetMode").is_none() {
                let target = format!("{folder}{}", relation.attribute("Target").unwrap());
                assert!(parts.contains_key(&target), "{target}");
            }
        }
        let owner = parts.get(&owner).map_or("", String::as_str);
        for used in owner.split("=\"rId").skip(1) {
            assert!(ids.contains(&format!("rId{}", used.split('"').next().unwrap())));
        }
    }
}

#[test]
fn ids_are_unique_and_targets_exist() {
    let parts = parts(written(&everything()).0);
    let tree = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let styles = roxmltree::Document::parse(&parts["word/styles.xml"]).unwrap();
    let w = |name: &'static str| ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", name);
    let named = |element: &str, attribute: &'static str| -> Vec<String> {
        let found = tree.descendants().filter(|node| node.tag_name().name() == element);
        found.filter_map(|node| node.attribute(w(attribute)).map(str::to_owned)).collect()
    };
    for (element, attribute) in [("bookmarkStart", "id"), ("bookmarkStart", "name")] {
        let list = named(element, attribute);
        assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len());
        assert!(list.iter().all(|name| name.chars().count() <= 40));
    }
    let drawings: Vec<_> =
        tree.descendants().filter(|n| n.has_tag_name("docPr")).filter_map(|n| n.attribute("id")).collect();
    assert_eq!(drawings.iter().collect::<BTreeSet<_>>().len(), drawings.len());
    let bookmarks: BTreeSet<String> = named("bookmarkStart", "name").into_iter().collect();
    assert!(named("hyperlink", "anchor").iter().all(|name| bookmarks.contains(name)));
    for instruction in tree.descendants().filter(|node| node.tag_name().name() == "instrText") {
        let text = instruction.text().unwrap_or_default();
        let mut words = text.split_whitespace();
        if matches!(words.next(), Some("REF" | "PAGEREF" | "NOTEREF")) {
            assert!(bookmarks.contains(words.next().unwrap()), "{text}");
        }
    }
    let known: BTreeSet<&str> = styles.descendants().filter_map(|node| node.attribute(w("styleId"))).collect();
    for element in ["pStyle", "rStyle", "tblStyle"] {
        for name in named(element, "val") {
            assert!(known.contains(name.as_str()), "{name}");
        }
    }
    let bases = styles.descendants().filter(|node| matches!(node.tag_name().name(), "basedOn" | "next"));
    assert!(bases.filter_map(|node| node.attribute(w("val"))).all(|name| known.contains(name)));
}

#[test]
fn every_text_is_found_again() {
    let doc = everything();
    let parts = parts(written(&doc).0);
    let mut all = String::new();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        let tree = roxmltree::Document::parse(&parts[name]).unwrap();
        let texts = tree.descendants().filter(|node| node.tag_name().name() == "t");
        texts.filter_map(|node| node.text()).for_each(|text| all.push_str(text));
    }
    let json = serde_json::to_value(&doc).unwrap();
    let mut texts = Vec::new();
    collect(&json, &mut texts);
    for text in texts {
        let clean: String = text.chars().filter(|ch| !ch.is_control()).collect();
        assert!(all.contains(&clean), "{clean}");
    }
}

/// The texts of all runs.
fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            if let (Some(serde_json::Value::String(text)), true) = (map.get("text"), map.contains_key("script")) {
                texts.push(text.clone());
            }
            map.values().for_each(|value| collect(value, texts));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

#[test]
fn an_empty_document_is_a_document() {
    let mut doc = everything();
    doc.blocks.clear();
    doc.listings.clear();
    doc.notes.clear();
    doc.anchors.clear();
    doc.meta.title.content.clear();
    let parts = parts(written(&doc).0);
    assert!(parts["word/document.xml"].contains("<w:sectPr>"));
}

#[test]
fn a_document_that_contradicts_itself_is_written() {
    use super::testing::{block, inline, paragraph, span, text};
    use crate::model::Align;
    use crate::model::resolved::*;
    let mut doc = everything();
    let cell = |column, columns, rows| {
        let (content, align) = (text("格"), Align::Left);
        Cell { content, column, columns, rows, align, lacks: None, span: span() }
    };
    let table = |columns, rows: Vec<Vec<Cell>>| {
        let body = rows.into_iter().map(|cells| Row { cells, change: None }).collect();
        block(BlockKind::Table(Table {
            columns,
            head: vec![],
            body,
            caption: None,
            size: None,
            width: None,
            continued: None,
        }))
    };
    let column = Column { align: Align::Left, share: f64::NAN, point: None };
    let code = Code {
        text: "字".into(),
        lang: None,
        lines: vec![vec![(Token::Plain, 1..9)]],
        first_line: Some(u32::MAX),
        long: vec![],
        caption: None,
    };
    let heading = |level| Heading {
        level,
        number: Some("?".into()),
        attachment: false,
        unlisted: false,
        content: vec![],
        anchor: AnchorId(77_777),
    };
    doc.blocks = vec![
        table(vec![], vec![vec![cell(0, 1, 1)]]),
        table(vec![column; 2], vec![vec![cell(1, 9, 9), cell(0, 0, 0), cell(7, 1, 1)], vec![], vec![cell(1, 1, 1)]]),
        block(BlockKind::Code(code)),
        block(BlockKind::Heading(heading(0))),
        block(BlockKind::Heading(heading(9))),
        block(BlockKind::Figure(Figure { panels: vec![], rows: vec![], caption: None, float: Float::Here })),
        block(BlockKind::Container(Container::Columns(0), vec![])),
        block(BlockKind::Container(Container::Landscape, vec![block(BlockKind::PageBreak)])),
        paragraph(vec![
            inline(InlineKind::NoteRef { note: NoteId(99), repeated: true }),
            inline(InlineKind::Reference { anchor: AnchorId(99_999), content: text("无") }),
        ]),
    ];
    let parts = parts(written(&doc).0);
    assert!(roxmltree::Document::parse(&parts["word/document.xml"]).is_ok());
}

#[test]
fn properties_stand_in_the_order_of_the_schema() {
    let parts = parts(written(&everything()).0);
    for part in ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/numbering.xml"] {
        assert_eq!(crate::ooxml::Element::parse_own(&parts[part]).unwrap().write_part(), parts[part], "{part}");
    }
    let document = &parts["word/document.xml"];
    let heading = document.find("<w:pStyle w:val=\"Heading1\"").unwrap();
    assert!(document[..heading].ends_with("<w:pPr>"));
    assert!(document.contains("<w:tblHeader/>") && document.contains("w:val=\"Table of Contents\""));
}

/// The properties of the sections, in their order.
fn sections(parts: &BTreeMap<String, String>) -> Vec<String> {
    let document = &parts["word/document.xml"];
    let rest = document.split("<w:sectPr>").skip(1);
    rest.filter_map(|rest| rest.split("</w:sectPr>").next()).map(str::to_owned).collect()
}

#[test]
fn zones_have_sections_with_counts_and_margins_of_their_own() {
    let parts = parts(written_in(&thesis(), &ornate()).0);
    let sections = sections(&parts);
    let [cover, front, text, ..] = &sections[..] else { panic!("{sections:#?}") };
    assert!(!cover.contains("Reference") && !cover.contains("pgNumType"));
    assert!(front.contains("<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>") && !front.contains("w:num=\"2\""));
    assert!(text.contains("<w:pgNumType w:start=\"1\"/>") && text.contains("w:num=\"2\""));
    assert_eq!(sections.iter().filter(|section| section.contains("w:start=")).count(), 2);
    for section in &sections[1..] {
        assert_eq!(section.matches("headerReference").count(), 2, "{section}");
        assert_eq!(section.matches("footerReference").count(), 2, "{section}");
    }
    let landscape = sections.iter().find(|section| section.contains("landscape")).unwrap();
    assert!(!landscape.contains("w:num="), "a wide page has one column");
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
}

#[test]
fn headers_repeat_the_chapter_with_its_number() {
    let mut style = ornate();
    let mut doc = thesis();
    // A chapter without a number has none in the header either.
    let chapters = doc.blocks.iter_mut().filter_map(|block| match &mut block.kind {
        BlockKind::Heading(heading) if heading.level == 1 => Some(heading),
        _ => None,
    });
    chapters.last().unwrap().number = None;
    let all = parts(written_in(&doc, &style).0);
    let headers: Vec<&String> = all.iter().filter(|(name, _)| name.contains("header")).map(|part| part.1).collect();
    let text = headers.iter().find(|xml| xml.contains("STYLEREF 1")).unwrap();
    assert!(text.contains(" IF ") && text.contains("STYLEREF 1 \\n") && text.contains("绪论"));
    assert!(headers.iter().any(|xml| xml.contains("付梓：一份文稿，两种成品")));
    // Where the text has no header, it must not have that of the front.
    style.header.odd.clear();
    let all = parts(written_in(&thesis(), &style).0);
    assert!(all.iter().any(|(name, xml)| name.contains("header") && xml.ends_with("<w:p/></w:hdr>")));
}

#[test]
fn a_grid_gives_the_pitch_of_lines_and_the_space_of_characters() {
    let mut style = style();
    assert!(sections(&parts(written_in(&everything(), &style).0))[0].ends_with("<w:docGrid w:linePitch=\"312\"/>"));
    style.page.grid = Grid::Lines(40);
    assert!(sections(&parts(written_in(&everything(), &style).0))[0].contains("<w:docGrid w:type=\"lines\""));
    style.page.grid = Grid::Characters(22, 28);
    let all = parts(written_in(&everything(), &style).0);
    // Not rounded up: the last line would leave the page.
    let pitch = (style.grid_pitch().pt() * 20.0).floor();
    let grid = format!("<w:docGrid w:type=\"lines\" w:linePitch=\"{pitch}\"/>");
    assert!(sections(&all)[0].ends_with(&grid));
    let space = format!("<w:spacing w:val=\"{}\"/>", style.tracking().twips());
    assert!(all["word/styles.xml"].split("</w:docDefaults>").next().unwrap().contains(&space));
}

#[test]
fn notes_stand_where_the_style_says() {
    let mut style = style();
    style.notes.restart = NoteRestart::Page;
    let foot = parts(written_in(&everything(), &style).0);
    assert!(sections(&foot)[0].contains("<w:numRestart w:val=\"eachPage\"/></w:footnotePr>"));
    style.notes.place = NotePlace::End;
    let end = parts(written_in(&everything(), &style).0);
    assert!(!end.contains_key("word/footnotes.xml") && end.contains_key("word/endnotes.xml"));
    assert!(end["word/document.xml"].contains("<w:endnoteReference w:id=\"1\"/>"));
    assert!(end["word/styles.xml"].contains("w:val=\"endnote text\""));
    assert!(end.values().all(|part| !part.contains("footnoteRef") && !part.contains("FootnoteText")));
}

#[test]
fn covers_have_their_fields_in_columns() {
    let all = parts(written_in(&thesis(), &ornate()).0);
    let document = &all["word/document.xml"];
    let cover = document.split("<w:sectPr>").next().unwrap();
    assert!(cover.contains("<w:gridCol w:w=\"1200\"/>") && cover.contains("w:val=\"distribute\""));
    assert!(cover.contains("w:val=\"Kicker\"") && cover.contains("w:val=\"MastheadNumber\""));
    assert!(cover.contains("<w:pBdr><w:bottom"));
    assert_eq!(cover.matches("<w:tbl>").count(), 1);
    assert!(document.contains("w:val=\"Bibliography\"") && document.contains("w:val=\"Salutation\""));
    assert!(document.contains("<w:lang w:val=\"en\"/>"), "the words of the second abstract are English");
    assert!(!document.contains("<w:tblHeader/>"));
}

#[test]
fn the_titles_of_attachments_have_no_number() {
    let mut style = style();
    style.official.on = true;
    let all = parts(written_in(&everything(), &style).0);
    let own = all["word/styles.xml"].split("w:styleId=\"AttachmentTitle\"").nth(1).unwrap();
    let own = own.split("</w:style>").next().unwrap();
    assert!(own.contains("w:outlineLvl") && !own.contains("w:numPr"), "{own}");
}

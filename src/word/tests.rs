//! Small Word files, as their readers see them.

use std::io::Cursor;

use super::{Block, Document, Paragraph, PieceKind};
use crate::ooxml::{Element, Package};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file of these parts, each with the end of its relation's type.
fn file(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    let mut package = Package::default();
    package.file("_rels/.rels", relations(relation("r1", "officeDocument", "word/document.xml")));
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    package.word("document", "document.main", Element::parse(&body).unwrap());
    let own: String = parts.iter().map(|(kind, _)| relation(kind, kind, &format!("{kind}.xml"))).collect();
    let link = format!(
        "<Relationship Id=\"link\" Type=\"{RELATIONS}/hyperlink\" Target=\"https://a.example/\" TargetMode=\"External\"/>"
    );
    let image = relation("image", "image", "media/a.png");
    package.file("word/_rels/document.xml.rels", relations(own + &link + &image));
    parts.iter().for_each(|(kind, part)| package.file(&format!("word/{kind}.xml"), (*part).to_owned()));
    package.write(Cursor::new(Vec::new())).unwrap().into_inner()
}

fn read(body: &str, parts: &[(&str, &str)]) -> Document {
    Document::read("a.docx", &file(body, parts)).unwrap()
}

fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) | Block::SectionBreak(_) => None,
        })
        .collect()
}

/// The lines of a body without other parts.
fn dumped(body: &str) -> String {
    read(body, &[]).dump()
}

#[test]
fn only_the_results_of_fields_are_text() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let inner = format!("{begin}{}{separate}{}{end}", code("REF a"), text("lost"));
    let nested = format!("{begin}{}{inner}{}{separate}{}{end}", code(" IF "), text("lost too"), text("kept"));
    let simple = "<w:fldSimple w:instr=\" SEQ 图 \"><w:r><w:t>3</w:t></w:r></w:fldSimple>";
    let document = read(&format!("<w:p>{}{nested}{simple}{}</w:p>", text("a"), text("b")), &[]);
    assert_eq!(paragraphs(&document)[0].text(), "akept3b");
    let dump = document.dump();
    assert!(dump.contains("field \"IF {REF a}\"\n  \"kept\"\n  end of field\n  field \"SEQ 图\"\n  \"3\"\n"), "{dump}");
    assert!(document.problems.is_empty());
}

#[test]
fn a_field_may_run_over_paragraphs() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>1</w:t></w:r></w:p>\
                <w:p><w:r><w:t>2</w:t><w:fldChar w:fldCharType=\"end\"/><w:t>3</w:t></w:r></w:p>";
    let document = read(body, &[]);
    let texts: Vec<String> = paragraphs(&document).iter().map(|paragraph| paragraph.text()).collect();
    assert_eq!(texts, ["1", "23"]);
}

#[test]
fn a_field_that_never_ends_hides_nothing() {
    let document = read("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>a</w:t></w:r></w:p>", &[]);
    assert_eq!(paragraphs(&document)[0].text(), "a");
    assert_eq!(document.problems.len(), 1);
    assert!(document.problems.iter().all(|problem| problem.message.is_translated()));
}

#[test]
fn changes_are_told_with_author_and_date() {
    let by = "w:author=\"甲\" w:date=\"2026-01-01T00:00:00Z\"";
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:ins {by}/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">a </w:t></w:r>\
         <w:ins {by}><w:r><w:t>b</w:t></w:r><w:del {by}><w:r><w:delText>c</w:delText></w:r></w:del></w:ins>\
         <w:moveFromRangeStart w:id=\"1\" w:name=\"move1\"/><w:moveFrom {by}><w:r><w:t>d</w:t></w:r></w:moveFrom>\
         <w:moveFromRangeEnd w:id=\"1\"/></w:p>"
    );
    let told = "by \"甲\" at \"2026-01-01T00:00:00Z\"";
    let lines = format!(
        "paragraph \"\" inserted {told}\n  \"a \"\n  \"b\" inserted {told}\n  \"c\" inserted {told} deleted {told}\n  \
         \"d\" moved away as \"move1\" {told}\n"
    );
    assert!(dumped(&body).starts_with(&lines), "{}", dumped(&body));
    assert_eq!(paragraphs(&read(&body, &[]))[0].text(), "a b");
}

#[test]
fn boxes_are_read_once_and_count_for_themselves() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>in</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:docPr id=\"1\"/>{inside}</wp:inline></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent><w:t>out</w:t></w:r></w:p>"
    );
    let lines = "paragraph \"\"\n  text box\n    paragraph \"\"\n      \"in\"\n  \"out\"\n";
    assert!(dumped(&body).starts_with(lines), "{}", dumped(&body));
}

#[test]
fn pictures_links_and_content_controls() {
    let body = "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink r:id=\"link\"><w:r><w:t>a</w:t></w:r></w:hyperlink>\
        <w:hyperlink w:anchor=\"b\"><w:r><w:t>c</w:t></w:r></w:hyperlink>\
        <w:r><w:drawing><wp:inline><wp:extent cx=\"10\" cy=\"20\"/><wp:docPr descr=\"河\"/><a:graphic><a:blip r:embed=\"image\"/></a:graphic></wp:inline></w:drawing></w:r></w:p></w:sdtContent></w:sdt>";
    let lines = "paragraph \"\"\n  \"a\" links \"https://a.example/\"\n  \"c\" links #b\n  \
                 picture \"word/media/a.png\" 10 x 20 EMU alt \"河\"\n";
    assert!(dumped(body).starts_with(lines), "{}", dumped(body));
}

#[test]
fn tables_have_spans_and_headers() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let body = format!(
        "<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "a"),
        cell("<w:vMerge w:val=\"restart\"/>", "b"),
        cell("", "c"),
        cell("<w:vMerge/>", "")
    );
    let lines = "table \"\"\n  header row\n    cell of 2 columns\n      paragraph \"\"\n        \"a\"\n    cell begins rows\n      \
                 paragraph \"\"\n        \"b\"\n  row\n    cell\n      paragraph \"\"\n        \"c\"\n    cell continues\n      paragraph \"\"\n";
    assert!(dumped(&body).starts_with(lines), "{}", dumped(&body));
}

#[test]
fn notes_and_comments_stand_by_their_ids() {
    let body = "<w:p><w:r><w:footnoteReference w:id=\"7\"/></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
                <w:r><w:commentReference w:id=\"0\"/></w:r></w:p>\
                <w:sectPr><w:footnotePr><w:numFmt w:val=\"decimalEnclosedCircle\"/></w:footnotePr></w:sectPr>";
    let notes = "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
                 <w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/><w:t>n</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let comments = "<w:comments><w:comment w:id=\"0\" w:author=\"乙\"><w:p><w:r><w:t>why</w:t></w:r></w:p></w:comment></w:comments>";
    let document = read(body, &[("footnotes", notes), ("comments", comments)]);
    let lines = "paragraph \"\"\n  mark of footnote 7 marked \"①\"\n  begin of comment 0\n  \"a\"\n  end of comment 0\n  mark of comment 0\n\
                 footnote 7 marked \"①\"\n  paragraph \"\"\n    own mark\n    \"n\"\n\
                 comment 0 by \"乙\" at \"\"\n  paragraph \"\"\n    \"why\"\nsection 0 begins nextPage\n";
    assert_eq!(document.dump(), lines);
}

#[test]
fn numbers_come_through_styles() {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"标题 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style></w:styles>";
    let level = |at: u8, format: &str, text: &str, style: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:pStyle w:val=\"{style}\"/><w:numFmt w:val=\"{format}\"/><w:suff w:val=\"space\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, "chineseCounting", "第%1章", "1"),
        level(1, "decimal", "%2)", "2")
    );
    let heading = |style: &str, more: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr></w:p>");
    let body = heading("1", "")
        + &heading("2", "")
        + &heading("1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>")
        + &heading("1", "");
    let document = read(&body, &[("styles", styles), ("numbering", &numbering)]);
    let seen: Vec<(&str, Option<u8>, Option<&str>)> = paragraphs(&document)
        .iter()
        .map(|p| (&*p.style_name, p.outline, p.number.as_ref().map(|number| &*number.text)))
        .collect();
    let expected = [
        ("heading 1", Some(1), Some("第一章")),
        ("heading 2", Some(2), Some("1)")),
        ("heading 1", Some(1), None),
        ("heading 1", Some(1), Some("第二章")),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_broken_part_is_left_out_and_said() {
    let document = read("<w:p><w:r><w:t>a</w:t></w:r></w:p>", &[("comments", "<w:comments>"), ("styles", "no XML")]);
    assert_eq!(paragraphs(&document)[0].text(), "a");
    assert_eq!(document.problems.len(), 2);
    assert!(document.problems.iter().all(|problem| problem.message.is_translated()));
    assert!(Document::read("a.docx", b"PK no Word file").is_err());
}

#[test]
fn what_is_too_much_is_left_out_and_said() {
    let body = format!("<w:p><w:r>{}</w:r></w:p><w:p/>", "<w:tab/>".repeat(20_000));
    let document = read(&body, &[]);
    assert!(paragraphs(&document)[0].pieces.len() < 10_000);
    assert_eq!(document.problems.len(), 1);
    assert!(document.problems[0].message.is_translated());
}

#[test]
fn deep_boxes_are_read_or_refused() {
    for depth in [20, 40, 60] {
        let open = "<w:p><w:r><w:pict><w:txbxContent>".repeat(depth);
        let close = "</w:txbxContent></w:pict></w:r></w:p>".repeat(depth);
        let text = format!("<w:document><w:body>{open}{close}</w:body></w:document>");
        if Element::parse(&text).is_ok() {
            let document = read(&format!("{open}{close}"), &[]);
            assert!(document.dump().matches("text box").count() == depth);
        }
    }
}

#[test]
fn strict_files_are_read() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let body = format!("<x:p xmlns:x=\"{strict}\"><x:r><x:rPr><x:b/></x:rPr><x:t>a</x:t></x:r></x:p>");
    let document = read(&body, &[]);
    assert!(matches!(&paragraphs(&document)[0].pieces[0].kind, PieceKind::Text(text) if text == "a"));
    assert!(paragraphs(&document)[0].pieces[0].marks.bold);
}

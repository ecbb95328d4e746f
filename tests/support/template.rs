//! Small Word files of schools, made of what a test writes.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A Word file that is put together.
#[derive(Default)]
pub struct School {
    body: String,
    styles: String,
    /// Headers and footers: their id, their element, what is in them.
    margins: Vec<(&'static str, &'static str, String)>,
    settings: String,
    is_template: bool,
    is_strict: bool,
}

impl School {
    /// A file with the default styles, whose running text is that of Normal:
    /// 五号 宋体.
    pub fn new() -> Self {
        let defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
            w:eastAsia=\"宋体\"/><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>\
            <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
            <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"a0\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
            <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"a1\"><w:name w:val=\"Normal Table\"/></w:style>";
        Self { styles: defaults.to_owned(), ..Self::default() }
    }

    /// Adds a style of paragraphs based on Normal.
    pub fn style(mut self, id: &str, name: &str, paragraph: &str, run: &str) -> Self {
        self.styles += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"a\"/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
        self
    }

    /// Adds a style as it is written.
    pub fn raw_style(mut self, xml: &str) -> Self {
        self.styles += xml;
        self
    }

    /// Adds a heading, a style with a level of the outline.
    pub fn heading(self, id: &str, name: &str, level: usize, half_points: usize) -> Self {
        let outline = format!("<w:outlineLvl w:val=\"{}\"/>", level - 1);
        let run = format!("<w:rFonts w:eastAsia=\"黑体\"/><w:sz w:val=\"{half_points}\"/>");
        self.style(id, name, &outline, &run)
    }

    /// Adds a paragraph; no style is Normal.
    pub fn text(self, style: &str, text: &str) -> Self {
        self.direct(style, "", "", text)
    }

    /// Adds a paragraph that is formatted directly.
    pub fn direct(mut self, style: &str, paragraph: &str, run: &str, text: &str) -> Self {
        self.body += &paragraph_of(style, paragraph, run, text);
        self
    }

    /// Adds elements of the body as they are written.
    pub fn raw(mut self, xml: &str) -> Self {
        self.body += xml;
        self
    }

    /// Adds a table with lines and one column of cells.
    pub fn table(mut self, run: &str, cells: &[&str]) -> Self {
        let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\"/>");
        let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(side).concat();
        let row = |cell: &&str| format!("<w:tr><w:tc>{}</w:tc></w:tr>", paragraph_of("", "", run, cell));
        let rows: String = cells.iter().map(row).collect();
        self.body += &format!("<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{rows}</w:tbl>");
        self
    }

    /// What stands in the settings.
    pub fn settings(mut self, inside: &str) -> Self {
        self.settings += inside;
        self
    }

    /// Makes it a template (.dotx).
    pub fn into_template(mut self) -> Self {
        self.is_template = true;
        self
    }

    /// Makes it a file of the strict form: other schemas.
    pub fn into_strict(mut self) -> Self {
        self.is_strict = true;
        self
    }

    /// Ends a section; headers and footers are given by their ids (`even:` or `first:` before them), the rest as
    /// it stands in `w:sectPr`.
    pub fn section(mut self, margins: &[&str], inside: &str) -> Self {
        let section = self.section_of(margins, inside);
        self.body += &format!("<w:p><w:pPr>{section}</w:pPr></w:p>");
        self
    }

    /// Adds a header (`hdr`) or a footer (`ftr`).
    pub fn margin(mut self, id: &'static str, element: &'static str, inside: &str) -> Self {
        self.margins.push((id, element, inside.to_owned()));
        self
    }

    fn section_of(&self, margins: &[&str], inside: &str) -> String {
        let reference = |id: &&str| {
            let (kind, id) = id.split_once(':').unwrap_or(("default", id));
            let (_, element, _) = self.margins.iter().find(|(known, ..)| *known == id).unwrap();
            let name = if *element == "hdr" { "headerReference" } else { "footerReference" };
            format!("<w:{name} w:type=\"{kind}\" r:id=\"{id}\"/>")
        };
        let references: String = margins.iter().map(reference).collect();
        format!("<w:sectPr>{references}<w:pgSz w:w=\"11906\" w:h=\"16838\"/>{inside}</w:sectPr>")
    }

    /// The bytes; the last section is given as others are.
    pub fn packed(mut self, margins: &[&str], inside: &str) -> Vec<u8> {
        self.body += &self.section_of(margins, inside);
        let mut relations = vec![
            ("rs".to_owned(), "styles", "styles".to_owned(), "styles"),
            ("rt".to_owned(), "settings", "settings".to_owned(), "settings"),
        ];
        for (id, element, _) in &self.margins {
            let kind = if *element == "hdr" { "header" } else { "footer" };
            relations.push(((*id).to_owned(), kind, (*id).to_owned(), kind));
        }
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}.xml\"/>")
        };
        let all = |list: String| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{list}</Relationships>");
        let part = |name: &str, kind: &str| {
            format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>")
        };
        let parts: String = relations.iter().map(|(_, _, name, kind)| part(name, kind)).collect();
        let types = format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{parts}</Types>",
            part("document", if self.is_template { "template.main" } else { "document.main" })
        );
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), types),
            ("_rels/.rels".to_owned(), all(relation("r1", "officeDocument", "word/document"))),
            (
                "word/_rels/document.xml.rels".to_owned(),
                all(relations.iter().map(|(id, kind, name, _)| relation(id, kind, name)).collect()),
            ),
            ("word/document.xml".to_owned(), format!("<w:document {W}><w:body>{}</w:body></w:document>", self.body)),
            ("word/styles.xml".to_owned(), format!("<w:styles {W}>{}</w:styles>", self.styles)),
            ("word/settings.xml".to_owned(), format!("<w:settings {W}>{}</w:settings>", self.settings)),
        ];
        for (id, element, inside) in &self.margins {
            files.push((format!("word/{id}.xml"), format!("<w:{element} {W}><w:p>{inside}</w:p></w:{element}>")));
        }
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            let text = if self.is_strict { strict(&text) } else { text };
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A part in the words of the strict form.
fn strict(text: &str) -> String {
    let schema = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let changed = text.replace(schema, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    changed.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
}

fn paragraph_of(style: &str, paragraph: &str, run: &str, text: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
    format!("<w:p><w:pPr>{style}{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

/// Text of a header or a footer.
pub fn said(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// A field of a header or a footer.
pub fn field(instruction: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    format!("{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{}{end}", said("x"))
}

//! The Word file gives the accessibility checker of Word nothing to say: the
//! rules of <https://support.microsoft.com/office/651e08f2-0fc3-4e10-aaca-74b4a67101c1>
//! that a document can break by how it is written, in `report/` and the examples.

use crate::examples::examples;
use crate::support::folder::repository;
use crate::support::make::make;
use crate::support::word::{Package, parse};

use fuzi::project::{Edition, Options};
use roxmltree::Node;

/// The least contrast of text, WCAG 2.2 § 1.4.3.
const CONTRAST: f64 = 4.5;

#[test]
fn word_finds_nothing_to_say() {
    let mut documents = examples();
    documents.push(repository("report"));
    let mut colours = 0;
    for path in documents {
        let package = Package::open(make(&path, Options { to: vec![Edition::Docx], ..Options::default() }).docx());
        let mut found = Vec::new();
        found.extend(properties(&package));
        for name in ["word/document.xml", "word/footnotes.xml", "word/styles.xml"] {
            if !package.names().any(|part| part == name) {
                continue;
            }
            let part = parse(package.part(name)).unwrap();
            found.extend(drawings(part.root_element()));
            found.extend(tables(part.root_element()));
            found.extend(links(part.root_element()));
            found.extend(contrasts(part.root_element(), &mut colours));
        }
        found.extend(headings(&package));
        assert!(found.is_empty(), "{}:\n{}", path.display(), found.join("\n"));
    }
    assert!(colours > 20, "only {colours} colours of text were compared");
}

#[test]
fn the_rules_find_what_they_are_for() {
    let part = |inner: &str| {
        format!(r#"<w:document xmlns:w="w" xmlns:wp="wp" xmlns:r="r"><w:body>{inner}</w:body></w:document>"#)
    };
    let found = |inner: &str| {
        let text = part(inner);
        let part = parse(&text).unwrap();
        let root = part.root_element();
        let mut count = 0;
        [drawings(root), tables(root), links(root), contrasts(root, &mut count)].concat().join("; ")
    };
    for (inner, expected) in [
        (r#"<w:r><wp:inline><wp:docPr name="a"/></wp:inline></w:r>"#, "a has no alternative text"),
        (r#"<w:r><wp:anchor><wp:docPr name="a" descr="b"/></wp:anchor></w:r>"#, "a floats"),
        (
            r#"<w:tbl><w:tblPr><w:tblStyle/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
            "no header row: 甲",
        ),
        (r#"<w:hyperlink r:id="1"><w:r><w:t> </w:t></w:r></w:hyperlink>"#, "a link without text"),
        (r#"<w:r><w:rPr><w:color w:val="999999"/></w:rPr></w:r>"#, "999999 on FFFFFF: 2.8"),
    ] {
        assert_eq!(found(inner), expected);
    }
}

/// Title and language.
fn properties(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    let core = parse(package.part("docProps/core.xml")).unwrap();
    let title = core.descendants().find(|node| node.tag_name().name() == "title");
    if title.and_then(|node| node.text()).is_none_or(|text| text.trim().is_empty()) {
        found.push("the document has no title".into());
    }
    let styles = parse(package.part("word/styles.xml")).unwrap();
    let defaults = styles.descendants().find(|node| is(*node, "docDefaults"));
    let lang = defaults.and_then(|node| node.descendants().find(|node| is(*node, "lang")));
    for key in ["val", "eastAsia"] {
        if lang.and_then(|node| value(node, key)).is_none() {
            found.push(format!("the document has no language ({key})"));
        }
    }
    found
}

/// Pictures stand in the line and say what they show.
fn drawings(root: Node) -> Vec<String> {
    let mut found = Vec::new();
    for drawing in root.descendants().filter(|node| is(*node, "docPr")) {
        let name = value(drawing, "name").unwrap_or_default();
        let decorative = drawing.descendants().any(|node| is(node, "decorative"));
        if value(drawing, "descr").is_none_or(str::is_empty) && !decorative {
            found.push(format!("{name} has no alternative text"));
        }
        if drawing.parent().is_some_and(|node| is(node, "anchor")) {
            found.push(format!("{name} floats"));
        }
    }
    found
}

/// The first row of a table is repeated, which makes it the header. What has no
/// table style only sets things side by side, as on a cover.
fn tables(root: Node) -> Vec<String> {
    let tables = root.descendants().filter(|node| is(*node, "tbl"));
    let headless = tables.filter(|table| holds(*table, "tblStyle")).filter(|table| {
        let first = table.children().find(|node| is(*node, "tr"));
        !first.is_some_and(|row| row.children().any(|node| is(node, "trPr") && holds(node, "tblHeader")))
    });
    headless.map(|table| format!("no header row: {}", text(table))).collect()
}

/// Links say where they lead.
fn links(root: Node) -> Vec<String> {
    let links = root.descendants().filter(|node| is(*node, "hyperlink"));
    let empty =
        links.filter(|link| text(*link).trim().is_empty() && !holds(*link, "drawing") && !holds(*link, "oMath"));
    empty.map(|_| "a link without text".to_owned()).collect()
}

/// Levels of headings are not skipped.
fn headings(package: &Package) -> Vec<String> {
    let document = parse(package.part("word/document.xml")).unwrap();
    let styles = document.descendants().filter(|node| is(*node, "pStyle"));
    let mut before = 0;
    let mut found = Vec::new();
    for style in styles.filter_map(|node| value(node, "val")) {
        let Some(level) = style.strip_prefix("Heading").and_then(|level| level.parse::<u32>().ok()) else { continue };
        if level > before + 1 {
            found.push(format!("a heading of level {level} behind one of level {before}"));
        }
        before = level;
    }
    found
}

/// Coloured text stands out from the colour behind it.
fn contrasts(root: Node, count: &mut usize) -> Vec<String> {
    let mut found = Vec::new();
    for properties in root.descendants().filter(|node| is(*node, "rPr")) {
        let own = |name: &str, key: &str| {
            let node = properties.children().find(|node| is(*node, name))?;
            value(node, key).filter(|value| *value != "auto")
        };
        let Some(colour) = own("color", "val") else { continue };
        let behind = own("shd", "fill").or_else(|| shading(properties)).unwrap_or("FFFFFF");
        let contrast = contrast(colour, behind);
        *count += 1;
        if contrast < CONTRAST {
            found.push(format!("{colour} on {behind}: {contrast:.1}"));
        }
    }
    found
}

/// The colour of the paragraph or cell in which something stands.
fn shading<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let properties =
        node.ancestors().flat_map(|node| node.children()).filter(|node| is(*node, "pPr") || is(*node, "tcPr"));
    let fills = properties.flat_map(|node| node.children()).filter(|node| is(*node, "shd"));
    fills.filter_map(|node| value(node, "fill")).find(|fill| *fill != "auto")
}

/// WCAG 2.2, “contrast ratio”.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, “relative luminance” of an sRGB colour in hexadecimal digits.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn text(node: Node) -> String {
    let texts = node.descendants().filter(|node| is(*node, "t"));
    texts.filter_map(|node| node.text()).collect()
}

fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn holds(node: Node, name: &str) -> bool {
    node.descendants().any(|inner| is(inner, name))
}

fn value<'a>(node: Node<'a, '_>, key: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == key).map(|attribute| attribute.value())
}

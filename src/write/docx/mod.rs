//! A resolved document becomes a Word package: native, editable, and with the
//! very text that was decided.
//!
//! Blocks become paragraphs and tables, inlines become runs and fields (`body`),
//! around them stand the parts that say how all of it looks (`parts`); what is
//! in scope while a text is written, and what gathers, is `state`. Runs and the
//! properties of paragraphs and tables are elements of docx-rs, which enter our
//! trees at one place (`xml`); what it does not know is
//! added to them. Everything becomes one tree a part, written once with the
//! properties in the schema's order ([`crate::ooxml`]). The parts around the text and the
//! package are our own. Nothing here counts what is printed, and no look is
//! decided here.

#![deny(clippy::wildcard_enum_match_arm, reason = "a new node must be answered by every writer")]

mod body;
mod field;
mod parts;
mod properties;
mod runs;
#[cfg(test)]
mod samples;
mod state;
mod template;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod xml;

use std::sync::Arc;

use crate::assets::Images;
use crate::diag::Sink;
use crate::model::resolved::{Pages, Resolved};
pub use crate::ooxml::WordFile;
use crate::ooxml::{Element, Package, Relations};
use crate::style::Style;
use crate::template::Template;
pub use parts::source::{Manuscript, SourceFile};

use body::changes::comments;
use parts::{document_properties, header_footer, numbering, settings, source, styles, theme};
use state::scheme::Scheme;
use state::writer::{Pictures, Settled, Writer};
use state::{names, section};

/// Writes the Word file. It carries the hash of the manuscript along, and its texts
/// if they are to be carried.
#[must_use]
pub fn write(
    doc: &Resolved,
    images: &Images,
    style: &Style,
    pages: Option<&Pages>,
    template: Option<&Template>,
    manuscript: &Manuscript,
    sink: &mut Sink,
) -> WordFile {
    let dressed = template.map(|template| template.dress(style));
    let style = dressed.as_ref().unwrap_or(style);
    let shown = |id: crate::model::resolved::ImageId| if id.0 < images.len() { images.get(id).word() } else { None };
    write_with(doc, &shown, style, pages, template, manuscript, sink)
}

fn write_with<'a>(
    doc: &'a Resolved,
    pictures: Pictures<'a>,
    style: &'a Style,
    pages: Option<&'a Pages>,
    template: Option<&'a Template>,
    manuscript: &Manuscript,
    sink: &'a mut Sink,
) -> WordFile {
    let scheme = Scheme::new(style, template);
    let mut writer = Writer::new(doc, pictures, style, pages, scheme, sink);
    writer.has_template = template.is_some();
    writer.has_cover = template.is_some_and(|template| !template.pages().front.is_empty());
    let noted = format!("{}s", names::note_name(style.notes.place));
    for part in ["styles", "settings", "numbering", &noted, "fontTable"] {
        writer.relations.part(part, &format!("{part}.xml"));
    }
    writer.relations.part("theme", "theme/theme1.xml");
    writer.headers_and_footers();
    let body = document(&mut writer);
    let mut relations = std::mem::take(&mut writer.relations);
    let notes = writer.notes();
    let note_relations = std::mem::take(&mut writer.relations);
    let mut package = Package::default();
    // The file is the same with and without the PDF beside it, but for contents.
    let pages = pages.filter(|_| !doc.listings.is_empty()).and_then(Pages::count);
    let Settled { styles: mut used, mut statistics, .. } = std::mem::take(&mut writer.settled);
    statistics.add(&body);
    let count = (pages, statistics);
    package.word("document", "document.main", body);
    package.word(&noted, &noted, notes);
    package.word("numbering", "numbering", numbering::write(style, &writer.scheme, &writer.lists));
    package.word("settings", "settings", settings::write(style, &doc.meta.lang));
    package.word("fontTable", "fontTable", settings::fonts(style));
    for part in writer.sections.header_footer.parts() {
        package.word(&part.name, part.kind, part.tree.clone());
        if !part.relations.is_empty() {
            package.file(&format!("word/_rels/{}.xml.rels", part.name), part.relations.tree());
        }
    }
    used.extend(template::used_styles(&package));
    package.word("styles", "styles", styles::write(style, &writer.styles, &writer.scheme, &doc.meta.lang, &used));
    if let Some(comments) = comments(&doc.comments) {
        package.word("comments", "comments", comments);
        relations.part("comments", "comments.xml");
    }
    source::add(&mut package, &mut relations, manuscript);
    package.file("word/_rels/document.xml.rels", relations.tree());
    if !note_relations.is_empty() {
        package.file(&format!("word/_rels/{noted}.xml.rels"), note_relations.tree());
    }
    for (name, bytes) in writer.media.files() {
        package.file(&format!("word/{name}"), Arc::clone(bytes));
    }
    surroundings(&mut package, doc, style, manuscript, document_properties::app(count.0, count.1));
    if let Some(template) = template {
        template::apply(template, style, &doc.meta, &mut package, writer.sink);
    }
    WordFile::new(package)
}

/// The text: title, lists, blocks, and the properties of the last section.
fn document(writer: &mut Writer) -> Element {
    writer.title_block();
    writer.listings();
    let doc = writer.doc;
    writer.sections.wanted = section::text_section(writer.style);
    writer.part(&doc.blocks);
    if let Some(imprint) = &doc.imprint {
        writer.imprint(imprint);
    }
    writer.finish();
    if header_footer::needs_end(doc, writer.style) {
        writer.end_with_bookmark(header_footer::END);
    }
    if writer.style.balances_columns() {
        writer.balance_columns();
    }
    let last = writer.sections.write(writer.style);
    let body = Element::new("w:body").holding_all(writer.take()).holding(last);
    Element::new("w:document").holding(body)
}

/// The parts that do not depend on the text.
fn surroundings(package: &mut Package, doc: &Resolved, style: &Style, manuscript: &Manuscript, app: Element) {
    const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
    const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    const CUSTOM: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
    const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
    const CORE_RELATION: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    package.part("docProps/core.xml", CORE, document_properties::core(&doc.meta));
    package.part("docProps/app.xml", APP, app);
    package.part("docProps/custom.xml", CUSTOM, document_properties::custom(manuscript.hash().as_deref(), doc.seal()));
    package.part("word/theme/theme1.xml", THEME, theme::write(style));
    let mut relations = Relations::default();
    relations.part("officeDocument", "word/document.xml");
    relations.foreign(CORE_RELATION, "docProps/core.xml");
    relations.part("extended-properties", "docProps/app.xml");
    relations.part("custom-properties", "docProps/custom.xml");
    package.file("_rels/.rels", relations.tree());
}

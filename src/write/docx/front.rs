//! The contents and the lists of figures and tables become fields of Word that
//! are filled in already (ECMA-376-1 §17.16.5.68), so that Word asks nothing
//! on opening and can renew them when told to.

use std::fmt::Write as _;

use super::inline::Around;
use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use super::{field, look};
use crate::model::resolved::{CaptionKind, Front, FrontEntry, FrontKind};
use crate::ooxml::escape;

impl Writer<'_> {
    /// The lists before the text.
    pub(super) fn fronts(&mut self) {
        let fronts = &self.doc.fronts;
        fronts.iter().for_each(|front| self.front(front));
        if !fronts.is_empty() && self.style.contents.page_after {
            self.owe_page();
        }
    }

    fn front(&mut self, front: &Front) {
        let instruction = match front.kind {
            FrontKind::Contents { depth } => format!("TOC \\o \"1-{}\" \\h \\z \\u", depth.clamp(1, 9)),
            FrontKind::Figures => format!("TOC \\h \\z \\c \"{}\"", self.counted(CaptionKind::Figure)),
            FrontKind::Tables => format!("TOC \\h \\z \\c \"{}\"", self.counted(CaptionKind::Table)),
        };
        let is_contents = matches!(front.kind, FrontKind::Contents { .. });
        if is_contents {
            self.raw(OPEN);
        }
        let around = Around::size(self.looks.get(id::TOC_HEADING).text.size());
        let heading = Content::flat(self.text(&front.heading, around));
        self.paragraph(Para::new(id::TOC_HEADING), &heading);
        let mut before = field::begin(&instruction);
        for entry in &front.entries {
            let (style, mut content) = self.entry(front.kind, entry);
            content.xml.insert_str(0, &std::mem::take(&mut before));
            self.paragraph(Para::new(style), &content);
        }
        let end = Content::flat(before + field::END);
        self.paragraph(Para::new(id::SEPARATOR), &end);
        // What ends a section stands in a paragraph of its own: LibreOffice loses
        // the section of one in which a field ends.
        self.raw(if is_contents { CLOSE } else { "" });
    }

    /// The name of the count that a list lists: that of its first label.
    fn counted(&self, kind: CaptionKind) -> String {
        let looks = self.style.caption(kind);
        let word = if looks.label.is_empty() { self.words.caption(kind) } else { &looks.label };
        word.chars().filter(|sign| sign.is_alphanumeric()).collect()
    }

    fn entry(&mut self, kind: FrontKind, entry: &FrontEntry) -> (&'static str, Content) {
        let style = match kind {
            FrontKind::Contents { .. } => id::toc(entry.level),
            FrontKind::Figures | FrontKind::Tables => id::TABLE_OF_FIGURES,
        };
        let around = Around::size(self.looks.get(style).text.size());
        let mut inner = Content::default();
        if let Some(label) = &entry.label {
            let gap = look::gap(self.style.contents.gap, around.size);
            inner.xml = self.text(&format!("{label}{gap}"), around);
        }
        let text = self.inlines(&entry.content, around);
        inner.push(&text);
        let Some(name) = self.anchors.listed_name(entry.anchor) else { return (style, inner) };
        let page = self.pages.and_then(|pages| pages.of(entry.anchor)).unwrap_or_default();
        let page = if page.is_empty() { String::new() } else { self.text(page, around) };
        let number = field::complex(&format!("PAGEREF {name} \\h"), &page);
        let mut xml = String::new();
        let _ = write!(
            xml,
            "<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{}<w:r><w:tab/></w:r>{number}</w:hyperlink>",
            escape(&name),
            inner.xml
        );
        (style, Content { xml, tall: inner.tall })
    }
}

const OPEN: &str = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/>\
                    </w:docPartObj></w:sdtPr><w:sdtContent>";
const CLOSE: &str = "</w:sdtContent></w:sdt>";

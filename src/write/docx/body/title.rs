//! The title block: title, authors, further lines, abstracts and keywords.

use super::block::Place;
use super::inline_context::InlineContext;
use crate::model::Mark;
use crate::model::resolved::{Abstract, Inline, Marks};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::state::{section::Section, zone::Zone};

impl Writer<'_> {
    /// The title block, if the document has one, and the abstracts.
    pub(in crate::write::docx) fn title_block(&mut self) {
        let meta = &self.doc.meta;
        let front = self.front_zone();
        let has_cover = meta.cover && !self.has_cover;
        self.enter(if has_cover { Zone::Cover } else { front });
        if self.has_cover {
            // What a cover is not numbered with, the text is.
            self.sections.begin_anew();
        } else {
            self.cover();
        }
        if meta.cover {
            self.declarations();
        }
        self.enter(front);
        for (at, text) in meta.abstracts.iter().enumerate() {
            if self.style.title.abstract_page && !self.is_empty() {
                self.owe_front_page();
            }
            self.abstract_block(at + 1, text);
        }
        if !self.is_empty() && meta.own_page {
            self.owe_front_page();
        }
        if !meta.cover {
            self.declarations();
        }
    }

    /// The titles and what stands around them.
    fn cover(&mut self) {
        let meta = &self.doc.meta;
        if let Some(head) = &meta.masthead {
            self.masthead(head);
        }
        self.head_fields(&meta.head_fields);
        if let Some(logo) = &meta.logo {
            self.begin_part("logo");
            let (para, content) = self.shown(logo);
            self.paragraph(para, content);
        }
        for (name, style, line) in [("school", id::SCHOOL, &meta.school), ("kicker", id::KICKER, &meta.kicker)] {
            if let Some(line) = line {
                self.begin_part(name);
                self.line(style, line);
            }
        }
        let titles = [("title", id::TITLE, &meta.title), ("subtitle", id::SUBTITLE, &meta.subtitle)];
        for (name, style, content) in titles {
            if !content.is_empty() {
                self.begin_part(name);
                let mut content = self.styled(style, content);
                if let Some(anchor) = meta.anchor.filter(|_| style == id::TITLE) {
                    content = content.map(|nodes| self.anchored(anchor, nodes));
                }
                self.paragraph(Para::new(style), content);
            }
        }
        self.cover_lines(&meta.lines);
        self.foreign_titles();
    }

    /// The pages behind the cover, which have neither header nor number; without one,
    /// pages before the contents like theirs.
    fn declarations(&mut self) {
        let declarations = &self.doc.declarations;
        if !declarations.is_empty() {
            if !self.is_empty() {
                self.owe_page();
            }
            self.part(declarations);
            self.owe_page();
        }
    }

    /// What comes stands on pages of a zone, in one column.
    fn enter(&mut self, zone: Zone) {
        self.sections.wanted = Section { zone, ..Section::default() };
    }

    /// The zone of what stands before the text: one of its own where the style
    /// sets it apart and there is something.
    fn front_zone(&self) -> Zone {
        if self.zones().contains(&Zone::Front) { Zone::Front } else { Zone::Text }
    }

    /// The zones of the document that have headers and footers.
    #[must_use]
    pub(in crate::write::docx) fn zones(&self) -> &'static [Zone] {
        if self.doc.has_front() && self.style.has_front_pages() { &[Zone::Front, Zone::Text] } else { &[Zone::Text] }
    }

    /// A line of a style.
    pub(in crate::write::docx) fn line(&mut self, style: &'static str, text: &str) {
        let context = self.context(style);
        let content = Content::flat(self.text(text, context));
        self.paragraph(Para::new(style), content);
    }

    /// An abstract, the `number`th of the document.
    fn abstract_block(&mut self, number: usize, text: &Abstract) {
        self.passage = Some(text.lang.clone()).filter(|lang| *lang != self.doc.meta.lang);
        if !text.title.is_empty() {
            self.begin_part(&format!("title_{number}"));
            let title = self.styled(id::SUBTITLE, &text.title);
            self.paragraph(Para::new(id::SUBTITLE), title);
        }
        if let Some(heading) = &text.heading {
            self.begin_part(&format!("abstract_{number}"));
            self.line(id::ABSTRACT_TITLE, heading);
        }
        let place = Place { style: id::ABSTRACT, ..self.top() };
        self.blocks(&text.blocks, place);
        if let Some((label, words)) = &text.keywords {
            self.begin_part(&format!("keywords_{number}"));
            self.keywords(label, words);
        }
        self.passage = None;
    }

    fn keywords(&mut self, label: &str, words: &[Inline]) {
        let bold = InlineContext { marks: Marks::default().with(Mark::Strong), ..self.context(id::ABSTRACT) };
        let mut content = Content::flat(self.text(label, bold));
        content.push(self.styled(id::ABSTRACT, words));
        self.paragraph(Para::new(id::ABSTRACT), content);
    }
}

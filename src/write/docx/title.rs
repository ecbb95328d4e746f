//! The title block: title, authors, further lines, abstract and keywords.

use super::inline::Around;
use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use crate::model::Mark;
use crate::model::resolved::{Abstract, CoverLine, Inline, Marks};

impl Writer<'_> {
    /// The title block, if the document has one.
    pub(super) fn title_block(&mut self) {
        let meta = &self.doc.meta;
        for (style, content) in [(id::TITLE, &meta.title), (id::SUBTITLE, &meta.subtitle)] {
            if !content.is_empty() {
                let content = self.styled(style, content);
                self.paragraph(Para::new(style), &content);
            }
        }
        for line in &meta.lines {
            match line {
                CoverLine::Authors(names) => self.line(id::AUTHOR, names),
                CoverLine::Line(text) => self.line(id::TITLE_LINE, text),
                CoverLine::Field { label, value } => self.line(id::TITLE_LINE, &format!("{label} {value}")),
            }
        }
        meta.abstracts.iter().for_each(|text| self.abstract_block(text));
        if !self.is_empty() && meta.own_page {
            self.owe_page();
        }
    }

    fn line(&mut self, style: &'static str, text: &str) {
        let around = Around::size(self.looks.get(style).text.size());
        let content = Content::flat(self.text(text, around));
        self.paragraph(Para::new(style), &content);
    }

    fn abstract_block(&mut self, text: &Abstract) {
        if let Some(heading) = &text.heading {
            self.line(id::ABSTRACT_TITLE, heading);
        }
        let place = super::block::Place { style: id::ABSTRACT, ..self.top() };
        self.blocks(&text.blocks, place);
        if let Some((label, words)) = &text.keywords {
            self.keywords(label, words);
        }
    }

    fn keywords(&mut self, label: &str, words: &[Inline]) {
        let size = self.looks.get(id::ABSTRACT).text.size();
        let bold = Around { size, link: false, marks: Marks::default().with(Mark::Strong) };
        let mut content = Content::flat(self.text(label, bold));
        let words = self.styled(id::ABSTRACT, words);
        content.push(&words);
        self.paragraph(Para::new(id::ABSTRACT), &content);
    }
}

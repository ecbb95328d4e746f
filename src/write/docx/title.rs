//! The title block: title, authors, further lines, abstract and keywords.

use super::inline::Around;
use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use crate::model::Mark;
use crate::model::resolved::{Abstract, Inline, Marks};

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
        self.authors();
        let date = meta.date.iter().map(std::borrow::ToOwned::to_owned);
        let fields = meta.fields.iter().map(|(label, value)| {
            if label.ends_with(['：', ':']) {
                format!("{label}{value}")
            } else {
                format!("{label}{}{value}", self.colon())
            }
        });
        let lines: Vec<String> = fields.chain(date).collect();
        lines.iter().for_each(|line| self.line(id::TITLE_LINE, line));
        if let Some(text) = &meta.abstract_text {
            self.abstract_block(text);
        }
        if !self.is_empty() && meta.own_page {
            self.owe_page();
        }
    }

    /// What stands between the label of a field and its value.
    fn colon(&self) -> &'static str {
        if self.doc.meta.lang.is_east_asian() { "：" } else { ": " }
    }

    /// The authors in one line, then each of their affiliations, numbers and
    /// addresses once.
    fn authors(&mut self) {
        let authors = &self.doc.meta.authors;
        let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).filter(|n| !n.is_empty()).collect();
        if !names.is_empty() {
            self.line(id::AUTHOR, &names.join(self.words.list));
        }
        let mut seen: Vec<&str> = Vec::new();
        let places = authors.iter().flat_map(|author| &author.affiliation);
        let others = authors.iter().flat_map(|author| author.id.iter().chain(&author.email));
        for text in places.chain(others) {
            if !text.is_empty() && !seen.contains(&text.as_str()) {
                seen.push(text);
                self.line(id::TITLE_LINE, text);
            }
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

//! What stands before the text: title block, abstract, contents.

use super::Writer;
use super::escape::literal;
use super::flow::Ends;
use super::look::pt;
use crate::model::resolved::{Abstract, CoverLine, Front, FrontEntry, FrontKind, Inline};
use crate::style::Text;
use crate::style::value::Leader;

impl Writer<'_> {
    pub(super) fn front(&mut self) {
        let doc = self.doc;
        let mut last: Option<Ends> = None;
        self.title_block(&mut last);
        for text in &doc.meta().abstracts {
            self.abstract_text(text, &mut last);
        }
        if doc.meta().own_page {
            self.push("\n#pagebreak(weak: true)\n");
            last = None;
        }
        for front in doc.fronts() {
            self.list_of(front, &mut last);
        }
        if !doc.fronts().is_empty() && self.style.contents.page_after {
            self.push("\n#pagebreak(weak: true)\n");
        } else if let Some(ends) = last {
            self.space(ends.after + Ends::of(&self.style.body).before);
        }
    }

    fn title_block(&mut self, last: &mut Option<Ends>) {
        let (meta, look) = (self.doc.meta(), &self.style.title);
        if !meta.title.is_empty() {
            self.part(&look.title, last, |writer| writer.inlines(&meta.title));
        }
        if !meta.subtitle.is_empty() {
            self.part(&look.subtitle, last, |writer| writer.inlines(&meta.subtitle));
        }
        for line in &meta.lines {
            match line {
                CoverLine::Authors(names) => self.plain_part(&look.author, last, names),
                CoverLine::Line(text) => self.plain_part(&look.line, last, text),
                CoverLine::Field { label, value } => self.plain_part(&look.line, last, &format!("{label} {value}")),
            }
        }
    }

    fn abstract_text(&mut self, text: &Abstract, last: &mut Option<Ends>) {
        let look = &self.style.title;
        if let Some(heading) = &text.heading {
            self.plain_part(&look.abstract_title, last, heading);
            self.part(&look.abstract_text, last, |writer| writer.flow(&text.blocks, &look.abstract_text));
        }
        if let Some((label, words)) = &text.keywords {
            self.part(&look.abstract_text, last, |writer| {
                writer.push(&format!("#strong({})", literal(label)));
                writer.inlines(words);
                writer.push("\n\n");
            });
        }
    }

    fn list_of(&mut self, front: &Front, last: &mut Option<Ends>) {
        let look = &self.style.contents;
        self.plain_part(&look.title, last, &front.heading);
        for entry in &front.entries {
            let level = match front.kind {
                FrontKind::Contents { .. } => look.level(entry.level),
                FrontKind::Figures | FrontKind::Tables => &look.level2,
            };
            self.part(level, last, |writer| writer.entry(entry, level));
        }
    }

    fn entry(&mut self, entry: &FrontEntry, look: &Text) {
        self.linked.insert(entry.anchor);
        let label = super::anchor_label(entry.anchor);
        self.push(&format!("#[#show link: set text(fill: text-color)\n#link(<{label}>)["));
        if let Some(number) = &entry.label {
            self.push(&format!("#{}#h({})", literal(number), pt(look.size().scaled(0.5))));
        }
        self.inlines(&entry.content);
        self.push(match self.style.contents.leader {
            Leader::Dots => " #box(width: 1fr, repeat(gap: 0.12em)[.]) ",
            Leader::None => "#h(1fr)",
        });
        self.push(&format!("#context counter(page).at(<{label}>).first()]]"));
    }

    /// A passage of the front in a look, with the space that belongs before it.
    fn part(&mut self, look: &Text, last: &mut Option<Ends>, write: impl FnOnce(&mut Self)) {
        let ends = Ends::of(look);
        match last {
            Some(above) => self.space(above.after + ends.before),
            None => self.push(&format!("#v({})\n", pt(look.before()))),
        }
        self.styled(look, write);
        self.push("\n");
        *last = Some(ends);
    }

    fn plain_part(&mut self, look: &Text, last: &mut Option<Ends>, text: &str) {
        self.part(look, last, |writer| writer.push(&format!("#{}", literal(text))));
    }

    /// The inlines of a title or an entry.
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        self.inline_list(content);
    }
}

//! What stands before the text: title block, abstract, contents.

use super::Writer;
use super::escape::literal;
use super::flow::Ends;
use super::look::pt;
use super::page;
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::{Abstract, CoverField, CoverLine, Inline, Listing, ListingEntry, ListingKind, TitleText};
use crate::style::Text;
use crate::style::value::{Leader, Measure};

/// How far over the baseline the middle of a line is, in its size: that of an em
/// square that reaches from 0.88 over the baseline to 0.12 under it.
const MIDDLE: f64 = 0.38;

impl Writer<'_> {
    /// Title block, abstracts and lists, on the pages that the style gives them.
    pub(super) fn front(&mut self) {
        let (doc, style) = (self.doc, self.style);
        let meta = doc.meta();
        let own_pages = style.has_front_pages() && doc.has_front();
        let mut last: Option<Ends> = None;
        let has_title = meta.pages_before.is_empty() && !self.has_own_front();
        if self.has_own_front() {
            self.own_pages_before();
        } else if !has_title {
            self.pages_before();
        } else if meta.cover {
            self.cover();
        }
        if meta.cover {
            self.declarations(own_pages);
        }
        if own_pages {
            self.page_run(&page::front(style));
        } else {
            self.push(page::first_page(style, false));
        }
        if !meta.cover && has_title {
            self.title_block(&mut last);
        }
        for (at, text) in doc.meta().abstracts.iter().enumerate() {
            if style.title.abstract_page && (at > 0 || last.is_some()) {
                self.front_page();
                last = None;
            }
            self.abstract_text(text, &mut last);
        }
        if doc.meta().own_page && (has_title || last.is_some()) {
            self.front_page();
            last = None;
        }
        if !meta.cover && !doc.declarations().is_empty() {
            if last.take().is_some() {
                self.new_page();
            }
            self.flow(doc.declarations(), &style.body);
            self.new_page();
        }
        for front in doc.listings() {
            self.list_of(front, &mut last);
        }
        if !doc.front_sections().is_empty() {
            if last.take().is_some() {
                self.new_page();
            }
            self.flow(doc.front_sections(), &style.body);
        }
        if own_pages {
            self.page_run(&page::body(style));
            self.push(page::first_page(style, false));
        } else if !doc.listings().is_empty() && style.contents.page_after {
            self.new_page();
        } else if let Some(ends) = last {
            let first = doc.blocks().first().and_then(|block| self.ends(block, &style.body));
            self.space(ends.to(first.unwrap_or(Ends::of(&style.body))));
        }
    }

    /// What headers call for the logo, its middle at that of the line. It stands before
    /// them in the source, as it must be known where they are defined.
    pub(super) fn header_logo(&mut self) {
        if !self.style.header.has_logo() {
            return;
        }
        self.push("#let page-logo() = ");
        match &self.doc.meta().header_logo {
            Some(logo) => {
                let down = logo.height.scaled(0.5) - self.style.header.text.size().scaled(MIDDLE);
                self.push(&format!("box(baseline: {}, ", pt(down)));
                self.picture(logo);
                self.push(")\n");
            }
            None => self.push("none\n"),
        }
    }

    /// The next page before the text: a right-hand one where chapters begin on those.
    fn front_page(&mut self) {
        self.new_page();
        if self.style.page.right_chapters && !self.in_columns {
            self.push(page::TO_RIGHT);
        }
    }

    /// Pages with a header and a footer of their own, counted from 1 if the
    /// front has a count.
    fn page_run(&mut self, arguments: &str) {
        self.push("\n#pagebreak(weak: true)\n");
        if self.style.page.right_chapters {
            self.push(page::TO_RIGHT);
        }
        self.push(&format!("#set page({arguments})\n"));
        if self.style.page_number.front().is_some() {
            self.push("#counter(page).update(1)\n");
        }
        self.begins_page = true;
    }

    /// The title block on a page of its own, which is not counted.
    fn cover(&mut self) {
        self.push("#page(header: none, footer: none)[\n");
        self.title_block(&mut None);
        self.push("]\n");
        self.foreign_titles();
        self.push("#counter(page).update(1)\n");
    }

    /// The pages behind the cover, which are not counted either.
    fn declarations(&mut self, front_follows: bool) {
        let (doc, style) = (self.doc, self.style);
        if doc.declarations().is_empty() {
            return;
        }
        self.push(&format!("#set page({})\n", page::bare(style)));
        self.begins_page = true;
        self.flow(doc.declarations(), &style.body);
        if !front_follows {
            self.page_run(&page::body(style));
        }
        self.push("#counter(page).update(1)\n");
    }

    fn title_block(&mut self, last: &mut Option<Ends>) {
        let (meta, look) = (self.doc.meta(), &self.style.title);
        if let Some(masthead) = &meta.masthead {
            self.masthead(masthead, last);
        }
        for row in &meta.head_fields {
            self.part(&look.head_text, last, |writer| writer.head_row(row));
        }
        if let Some(logo) = &meta.logo {
            let centred = Text { align: Align::Center, ..look.head_text.clone() };
            self.part(&centred, last, |writer| {
                writer.push("#");
                writer.picture(logo);
            });
        }
        for (line, look) in [(&meta.school, &look.school_text), (&meta.kicker, &look.kicker_text)] {
            if let Some(line) = line {
                self.plain_part(look, last, line);
            }
        }
        if !meta.title.is_empty() {
            self.part(&look.title, last, |writer| {
                if let Some(anchor) = meta.anchor {
                    writer.mark(anchor);
                }
                writer.title(&meta.title);
            });
        }
        if !meta.subtitle.is_empty() {
            self.part(&look.subtitle, last, |writer| writer.title(&meta.subtitle));
        }
        let mut is_first_field = true;
        for line in &meta.lines {
            match line {
                CoverLine::Authors(names) => self.plain_part(&look.author, last, names),
                CoverLine::Line(text) => self.plain_part(&look.line, last, text),
                CoverLine::Field(field) => {
                    let before = if is_first_field { look.fields_before } else { Length::ZERO };
                    is_first_field = false;
                    let looks = Text { before: Measure::Fixed(look.line.before() + before), ..look.line.clone() };
                    self.part(&looks, last, |writer| writer.cover_field(field));
                }
            }
        }
    }

    /// Small fields beside each other.
    fn head_row(&mut self, row: &[CoverField]) {
        let look = &self.style.title;
        let size = look.head_text.size();
        let widths = [self.doc.meta().head_label, look.field_gap.length(size), look.head_value.length(size)];
        let fields = row.iter().map(|field| filled(field, widths, look.head_rule, &look.head_text));
        let fields = fields.collect::<Vec<_>>().join("#h(1fr)");
        self.push(&fields);
    }

    /// The title pages in other languages.
    fn foreign_titles(&mut self) {
        let look = &self.style.title;
        for foreign in &self.doc.meta().foreign_titles {
            if self.style.page.right_chapters {
                self.push(page::TO_RIGHT);
            }
            self.push(&format!(
                "#page(header: none, footer: none)[#set text(lang: {})\n",
                literal(foreign.lang.language())
            ));
            let mut last = None;
            let title = Text { before: look.school_text.before, ..look.title.clone() };
            self.part(&title, &mut last, |writer| writer.title(&foreign.title));
            for (at, line) in foreign.lines.iter().enumerate() {
                let before = look.line.before() + if at == 0 { look.fields_before } else { Length::ZERO };
                let look = Text { before: Measure::Fixed(before), ..look.line.clone() };
                self.plain_part(&look, &mut last, line);
            }
            self.push("]\n");
        }
    }

    /// A field in two columns.
    fn cover_field(&mut self, field: &CoverField) {
        let look = &self.style.title;
        let size = look.line.size();
        let widths = [look.field_label, look.field_gap, look.field_value].map(|width| width.length(size));
        self.push(&filled(field, widths, look.field_rule, &look.line));
    }

    fn abstract_text(&mut self, text: &Abstract, last: &mut Option<Ends>) {
        let look = &self.style.title;
        if !text.title.is_empty() {
            self.part(&look.subtitle, last, |writer| writer.title(&text.title));
        }
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

    fn list_of(&mut self, front: &Listing, last: &mut Option<Ends>) {
        let look = &self.style.contents;
        let listed = look.listed();
        self.part_with(&look.title, "sticky: true, ", last, |writer| writer.text(&front.heading));
        for entry in &front.entries {
            let level = match front.kind {
                ListingKind::Contents { .. } => look.level(entry.level),
                ListingKind::Figures | ListingKind::Tables => &listed,
            };
            let gap = self.style.listing_gap(front.kind, entry.level).length(level.size());
            self.part(level, last, |writer| writer.entry(entry, level, gap));
        }
    }

    fn entry(&mut self, entry: &ListingEntry, look: &Text, gap: Length) {
        self.linked.insert(entry.anchor);
        let label = super::anchor_label(entry.anchor);
        let hang = pt(self.style.contents.hang.length(look.size()));
        self.push(&format!("#par(hanging-indent: {hang})[#show link: set text(fill: text-color)\n#link(<{label}>)["));
        if let Some(number) = &entry.label {
            self.push(&format!("#{}#h({})", literal(number), pt(gap)));
        }
        self.inlines(&entry.content);
        self.push(match self.style.contents.leader {
            Leader::Dots => " #box(width: 1fr, repeat(gap: 0.12em)[.]) ",
            Leader::None => "#h(1fr)",
        });
        let sign = self.style.page_number.front().filter(|_| entry.in_front).map(|front| front.counter.sign());
        let page = format!("counter(page).at(<{label}>).first()");
        match sign {
            Some(sign) => self.push(&format!("#context numbering({}, {page})]]", literal(&sign.to_string()))),
            None => self.push(&format!("#context {page}]]")),
        }
    }

    /// A passage of the front in a look, with the space that belongs before it.
    pub(super) fn part(&mut self, look: &Text, last: &mut Option<Ends>, write: impl FnOnce(&mut Self)) {
        self.part_with(look, "", last, write);
    }

    /// The same with further arguments for its block.
    fn part_with(&mut self, look: &Text, more: &str, last: &mut Option<Ends>, write: impl FnOnce(&mut Self)) {
        let ends = Ends::of(look);
        self.begins_page = false;
        match last {
            Some(above) => self.space(above.to(ends)),
            None => self.push(&format!("#v({})\n", pt(look.before()))),
        }
        self.styled_block(look, more, write);
        self.push("\n");
        *last = Some(ends);
    }

    pub(super) fn plain_part(&mut self, look: &Text, last: &mut Option<Ends>, text: &str) {
        self.part(look, last, |writer| writer.text(text));
    }

    fn text(&mut self, text: &str) {
        self.push(&format!("#{}", literal(text)));
    }

    fn title(&mut self, title: &TitleText) {
        self.push(if title.balanced { "#together[" } else { "" });
        self.inlines(title);
        self.push(if title.balanced { "]" } else { "" });
    }

    /// The inlines of an entry or a heading.
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        self.inline_list(content);
    }
}

/// A field in the widths of its label, of the gap and of its value, which stands over a
/// line where the half of the leading under the text ends.
fn filled(field: &CoverField, [label, gap, value]: [Length; 3], rule: Length, look: &Text) -> String {
    let stroke = if rule > Length::ZERO { pt(rule) } else { "none".to_owned() };
    format!(
        "#box(width: {}, align(left, {}))#h({})#box(width: {}, stroke: (bottom: {stroke}), outset: (bottom: {}), align(center, {}))",
        pt(label),
        spread(field),
        pt(gap),
        pt(value),
        pt((look.pitch() - look.size()).scaled(0.5)),
        literal(&field.value)
    )
}

/// A label whose characters fill its column, as covers have them, or one at its end.
fn spread(field: &CoverField) -> String {
    if !field.spreads {
        return format!("h(1fr) + {}", literal(&field.label));
    }
    let signs: Vec<String> = field.label.chars().map(|ch| literal(&ch.to_string())).collect();
    signs.join(" + h(1fr) + ")
}

//! Blocks, one short function a node.

use super::Writer;
use super::escape::literal;
use super::flow::Ends;
use super::look::{color, inset, pt, rules};
use crate::length::Length;
use crate::model::resolved::{
    Block, BlockKind, Change, Container, Definition, Heading, Inline, Item, Label, Lead, List, Marker, Paragraph,
    joins_words,
};
use crate::model::{AlertKind, RawFormat};
use crate::style::Text;
use crate::style::value::Measure;

impl Writer<'_> {
    pub(super) fn block(&mut self, block: &Block, look: &Text) {
        if let Some(anchor) = block.anchor {
            self.mark(anchor);
        }
        // What stands in lines says by itself that it was changed.
        let is_whole = matches!(block.kind, BlockKind::Code(_) | BlockKind::Equation(_) | BlockKind::Figure(_));
        let colour = block.change.filter(|_| is_whole && self.doc.tracking().is_printed);
        if let Some(change) = colour {
            let marks = &self.style.marks;
            let fill = match change {
                Change::Inserted => marks.inserted,
                Change::Deleted => marks.deleted,
            };
            let around = if change == Change::Deleted { "#pdf.artifact" } else { "#" };
            self.push(&format!("{around}[#set text(fill: {})\n", color(fill)));
        }
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(paragraph) => self.paragraph(paragraph),
            BlockKind::Quote { blocks, attribution } => self.quote(blocks, attribution.as_deref()),
            BlockKind::Alert { kind, title, blocks } => self.alert(*kind, title, blocks),
            BlockKind::List(list) => self.list(list, look),
            BlockKind::Definitions(list) => list.iter().for_each(|definition| self.definition(definition, look)),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Equation(equation) => self.equation(equation),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Theorem(theorem) => {
                let mut look = self.style.theorem.text.clone();
                if theorem.flush {
                    look.first_line = Measure::Characters(0.0);
                }
                match theorem.ruled {
                    true => self.algorithm(&theorem.blocks, &look),
                    false => self.styled(&look, |writer| writer.flow(&theorem.blocks, &look)),
                }
            }
            BlockKind::Container(kind, blocks) => self.container(*kind, blocks, look),
            BlockKind::PageBreak => self.new_page(),
            BlockKind::Rule => self.rule_across(),
            BlockKind::Raw { format: RawFormat::Print, text } => {
                self.push(&format!("#eval({}, mode: \"markup\")", literal(text)));
            }
            BlockKind::Raw { format: RawFormat::Word, .. } => {}
        }
        if colour.is_some() {
            self.push("]");
        }
    }

    /// A passage in a look of its own.
    pub(super) fn styled(&mut self, look: &Text, write: impl FnOnce(&mut Self)) {
        self.styled_block(look, "", write);
    }

    /// The same with further arguments for its block.
    pub(super) fn styled_block(&mut self, look: &Text, more: &str, write: impl FnOnce(&mut Self)) {
        self.push(&format!("#block(width: 100%, {more}inset: {}, {{ {} [", inset(look), rules(look)));
        self.boxed(|writer| writer.in_role(&look.font, write));
        self.push("] })");
    }

    fn rule_across(&mut self) {
        let look = &self.style.thematic_break;
        let stroke = format!("{} + {}", pt(look.width), color(look.color));
        self.push(&format!("#align(center, line(length: {}%, stroke: {stroke}))", look.length * 100.0));
    }

    fn heading(&mut self, heading: &Heading) {
        if heading.attachment {
            return self.attachment_title(heading);
        }
        let look = self.style.heading(heading.level);
        let to_right = heading.level == 1 && self.style.page.right_chapters && !self.in_columns;
        if (look.new_page || to_right) && self.boxes == 0 {
            // A break at the head of a page of its own paper would leave it empty.
            if !self.on_new_page {
                self.new_page();
                if to_right {
                    self.push(super::page::TO_RIGHT);
                }
            }
            self.begins_page = false;
            if heading.level == 1 && !self.in_columns {
                self.push(super::page::first_page(self.style, true));
            }
            self.push(&format!("#v({})\n", pt(look.text.before())));
        }
        self.push(&format!("#heading(level: {}, [", heading.level));
        // The reader's list of headings has their text with what is hidden in it, but
        // not what is made only on the page.
        if joins_words(&heading.content) {
            self.push("#let joint = context joint\n");
        }
        self.in_role(&look.text.font, |writer| {
            if let Some(number) = &heading.number {
                // In ems, so that a running head keeps it in its own size.
                let gap = look.gap.length(look.text.size()).pt() / look.text.size().pt();
                writer.push(&format!("#{}#h({}em)", literal(number), (gap * 1000.0).round() / 1000.0));
            }
            writer.inlines(&heading.content);
        });
        self.push("])");
        self.label(heading.anchor);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if let Some(lead) = &paragraph.lead {
            self.lead(lead, !paragraph.content.is_empty());
        }
        for seal in paragraph.seals.iter().filter(|seal| seal.format == RawFormat::Print) {
            self.push(&format!("#place(top + left, dx: {}, dy: {}, ", pt(seal.left), pt(Length::ZERO - seal.up)));
            self.picture(&seal.picture);
            self.push(")");
        }
        if let Some(beside) = &paragraph.beside {
            self.beside(beside, paragraph);
        } else if paragraph.continued {
            self.push("#[#set par(first-line-indent: 0pt)\n");
            self.inlines(&paragraph.content);
            self.push("]");
        } else {
            self.inlines(&paragraph.content);
        }
        if let Some(mark) = &paragraph.end {
            // It never stands alone on the last line: nothing breaks before it.
            self.push(&format!("#h(1fr)#sym.wj#box({})", literal(mark)));
        }
    }

    /// An algorithm: its label between two rules, its lines over a third.
    fn algorithm(&mut self, blocks: &[Block], look: &Text) {
        let table = &self.style.table;
        let half = pt((look.pitch() - look.size()).scaled(0.5));
        let [top, head, bottom] = [table.top_rule, table.head_rule, table.bottom_rule].map(pt);
        let (label, lines) = blocks.split_at(1.min(blocks.len()));
        self.push(&format!("#block(width: 100%, stroke: (top: {top}, bottom: {bottom}), inset: (y: {half}))["));
        let flush = Text { first_line: Measure::Characters(0.0), ..look.clone() };
        self.styled_block(&flush, "sticky: true, ", |writer| writer.flow(label, &flush));
        self.push(&format!("#block(sticky: true, above: {half}, below: {half}, line(length: 100%, stroke: {head}))\n"));
        self.styled(look, |writer| writer.flow(lines, look));
        self.push("]");
    }

    /// What stands before the text of a theorem.
    fn lead(&mut self, lead: &Lead, runs_on: bool) {
        let style = &self.style.theorem;
        if let Some(anchor) = lead.anchor {
            self.mark(anchor);
        }
        let label = literal(&lead.label.as_ref().map_or_else(|| lead.word.clone(), Label::text));
        if !lead.font.is_empty() {
            return self.push(&format!("#text(font: f-{}, {label})", lead.font));
        }
        let strong = |text: &str| if style.bold_label { format!("#strong({text})") } else { format!("#{text}") };
        self.push(&strong(&label));
        self.inlines(&lead.title);
        if !lead.delimiter.is_empty() {
            self.push(&strong(&literal(&lead.delimiter)));
        }
        if runs_on {
            self.push(&format!("#h({})", pt(style.gap.length(style.text.size()))));
        }
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&[Inline]>) {
        let style = self.style;
        self.push("#{ show quote.where(block: true): it => it.body; quote(block: true, quotes: false, [");
        self.styled(&style.quote.text, |writer| writer.flow(blocks, &style.quote.text));
        if let Some(content) = attribution {
            self.space(Ends::of(&style.quote.text).to(Ends::of(&style.quote.attribution)));
            self.styled(&style.quote.attribution, |writer| writer.inlines(content));
        }
        self.push("]) }");
    }

    fn alert(&mut self, kind: AlertKind, title: &str, blocks: &[Block]) {
        let alert = &self.style.alert;
        let tone = color(match kind {
            AlertKind::Note => alert.note,
            AlertKind::Tip => alert.tip,
            AlertKind::Important => alert.important,
            AlertKind::Warning => alert.warning,
            AlertKind::Caution => alert.caution,
        });
        let (fill, rule, padding) = (color(alert.fill), pt(alert.rule), pt(alert.padding));
        let [top, bottom] =
            [&alert.title, &alert.text].map(|look| pt(alert.padding + (look.pitch() - look.size()).scaled(0.5)));
        let inset = format!("(x: {padding}, top: {top}, bottom: {bottom})");
        self.push(&format!("#block(width: 100%, fill: {fill}, stroke: (left: {rule} + {tone}), inset: {inset}, ["));
        self.styled(&alert.title, |writer| {
            writer.push(&format!("#text(fill: {tone}, {})", literal(title)));
        });
        self.space(Ends::of(&alert.title).to(Ends::of(&alert.text)));
        self.styled(&alert.text, |writer| writer.flow(blocks, &alert.text));
        self.push("])");
    }

    fn list(&mut self, list: &List, look: &Text) {
        let style = &self.style.list;
        let size = look.size();
        let leading = look.pitch() - size;
        let gap = if list.tight { leading } else { leading + style.loose.length(size) };
        let depth = list.depth;
        let indent = if depth == 0 { style.indent.length(size) } else { Length::ZERO };
        let (indent, hang) = (pt(indent), pt(style.hang.length(size)));
        let width = pt(style.label_room(list.number_room(), size));
        let common = format!("tight: false, spacing: {}, indent: {indent}, body-indent: 0pt", pt(gap));
        self.push("#[#set par(first-line-indent: 0pt)\n");
        match list.marker {
            Marker::Bullet => {
                let marker = one_marker(list);
                let shown = marker.map_or("\"\"".to_owned(), literal);
                self.push(&format!("#list({common}, marker: box(width: {width}, align(left, {shown}))"));
                self.items(list, look, &width, |_| marker.is_none());
            }
            Marker::Number { .. } => {
                let labels = list.items.iter().map(|item| if item.task.is_some() { "" } else { item.marker.as_str() });
                let labels: Vec<&str> = labels.collect();
                let labels: Vec<String> = labels.iter().map(|label| literal(label)).collect();
                // Named once: within the function they would be made anew for each item.
                self.push(&format!("#let labels = ({},)\n", labels.join(", ")));
                let numbers = format!("(..n) => box(width: {width}, align(left, labels.at(n.pos().last() - 1)))");
                self.push(&format!("#enum({common}, number-align: start + top, full: false, numbering: {numbers}"));
                self.items(list, look, &hang, |item| item.task.is_some());
            }
        }
        self.push(")]");
    }

    /// The items of a list, some of which bring a marker of their own.
    fn items(&mut self, list: &List, look: &Text, hang: &str, has_own: impl Fn(&Item) -> bool) {
        let close = Text { before: Measure::Fixed(Length::ZERO), after: Measure::Fixed(Length::ZERO), ..look.clone() };
        let look = if list.tight { &close } else { look };
        for item in &list.items {
            self.push(", [");
            if has_own(item) {
                self.push(&format!("#h(-{hang})#box(width: {hang}, {})", literal(&item.marker)));
            }
            self.boxed(|writer| writer.mapped(item.span, |writer| writer.flow(&item.blocks, look)));
            self.push("]");
        }
    }

    fn definition(&mut self, definition: &Definition, look: &Text) {
        self.push("#block(sticky: true)[#set par(first-line-indent: 0pt)\n#strong[");
        self.inlines(&definition.term);
        self.push("]]\n");
        let indent = pt(self.style.list.indent.length(look.size()));
        for blocks in &definition.details {
            self.space(look.pitch() - look.size());
            self.push(&format!("#pad(left: {indent})[#set par(first-line-indent: 0pt)\n"));
            self.boxed(|writer| writer.flow(blocks, look));
            self.push("]\n");
        }
        self.space(look.pitch() - look.size());
    }

    fn container(&mut self, kind: Container, blocks: &[Block], look: &Text) {
        let style = self.style;
        if blocks.is_empty() {
            return;
        }
        match kind {
            Container::Plain => self.flow(blocks, look),
            Container::Landscape if self.in_columns => self.flow(blocks, look),
            Container::Landscape => {
                self.push("\n\n#page(flipped: true)[\n");
                (self.begins_page, self.on_new_page) = (true, true);
                self.flow(blocks, look);
                self.push("]\n\n");
                self.begins_page = true;
            }
            Container::Center => {
                self.push("#[#set align(center)\n#set par(first-line-indent: 0pt, justify: false)\n");
                self.flow(blocks, look);
                self.push("]");
            }
            Container::Salutation => self.styled(&style.salutation, |writer| writer.flow(blocks, &style.salutation)),
            Container::Signature => self.styled(&style.signature, |writer| writer.flow(blocks, &style.signature)),
            Container::Official(placed) => self.placed(placed, blocks),
            Container::References => {
                let look = &style.references.text;
                let hang = pt(style.references.hang.length(look.size()));
                self.styled(look, |writer| {
                    writer.push(&format!("#set par(hanging-indent: {hang})\n"));
                    writer.flow(blocks, look);
                });
            }
            Container::Abstract => {
                self.styled(&style.title.abstract_text, |writer| writer.flow(blocks, &style.title.abstract_text));
            }
            Container::Columns(count) => {
                self.columns(count, |writer| writer.flow(blocks, look));
            }
        }
    }
}

/// The marker that all items of a list of bullets have; `None` where some bring
/// the box of a task.
fn one_marker(list: &List) -> Option<&str> {
    let first = list.items.first()?.marker.as_str();
    list.items.iter().all(|item| item.task.is_none() && item.marker == first).then_some(first)
}

//! The fields of official documents become what is printed (GB/T 9704-2012 §7):
//! the red head, whom it is addressed to, what stands behind the text, and the
//! imprint. Texts and distances are decided here; where an edition puts them on
//! its pages is its matter.

mod attachments;
mod closing;
mod fields;
mod joint;
mod masthead;

use super::Resolver;
use super::dates::calendar_date;
use crate::diag::Span;
use crate::length::Length;
use crate::model::document::Document;
use crate::model::is_han;
use crate::model::resolved::{
    Block, BlockKind, Container, Imprint, Inline, Lead, OfficialPart, Paragraph, Placed, plain_text,
};
pub(super) use attachments::{is_alone, settle};
use fields::Entry;
pub(super) use fields::{Field, given};

impl Resolver<'_> {
    /// The blocks with what the fields of the front matter add to them, and the
    /// imprint.
    pub(super) fn official(&mut self, document: &Document, blocks: Vec<Block>) -> (Vec<Block>, Option<Imprint>) {
        if !self.style.official.on {
            return (blocks, None);
        }
        let imprint = self.imprint(document);
        let behind = blocks.iter().position(is_attachment).unwrap_or(blocks.len());
        let mut blocks = blocks;
        let attachments = blocks.split_off(behind);
        let titles: Vec<String> = attachments.iter().filter_map(attachment_title).collect();
        let has = |blocks: &[Block], wanted: Container| {
            blocks.iter().any(|block| matches!(&block.kind, BlockKind::Container(kind, _) if *kind == wanted))
        };
        let is_signed = has(&blocks, Container::Signature);
        let mut whole = Vec::new();
        if !has(&blocks, Container::Salutation) {
            whole.extend(self.recipients(document));
        }
        let list = self.list_of_attachments(document, &titles, &blocks);
        let sealed = self.is_sealed(document);
        let at = blocks.iter().position(|block| matches!(block.kind, BlockKind::Container(Container::Signature, _)));
        let rest = at.map(|at| blocks.split_off(at)).unwrap_or_default();
        whole.extend(blocks);
        whole.extend(list);
        whole.extend(self.attendance(document));
        for block in rest {
            whole.push(self.signed_by_hand(document, block, sealed));
        }
        if !is_signed {
            whole.extend(self.signature(document, sealed));
        }
        whole.extend(self.remark(document));
        whole.extend(attachments);
        (whole, imprint)
    }

    /// Takes a field: it is printed now.
    fn take<'d>(&mut self, document: &'d Document, field: Field) -> Option<&'d Entry> {
        let entry = given(&document.meta, self.style, field)?;
        self.printed_fields.push(entry.0.value.clone());
        Some(entry)
    }

    fn recipients(&mut self, document: &Document) -> Option<Block> {
        let entry = self.take(document, Field::Recipients)?;
        let text = document.meta.items(entry).join("，");
        let text = text.trim_end_matches(['：', ':', '。']);
        Some(self.placed(OfficialPart::Salutation, &format!("{text}："), entry.1.span))
    }

    /// Who took part in a meeting (§10.3): one paragraph a list, the label in the font of
    /// chapters (黑体), the lines of names under each other.
    fn attendance(&mut self, document: &Document) -> Vec<Block> {
        let lists = [(Field::Attendees, "出席："), (Field::Absentees, "请假："), (Field::Observers, "列席：")];
        let mut blocks = Vec::new();
        for (field, label) in lists {
            let Some(entry) = self.take(document, field) else { continue };
            let names = document.meta.items(entry).join("、");
            let look = self.style.official_text(OfficialPart::Attendance);
            let place = Placed {
                part: OfficialPart::Attendance,
                before: if blocks.is_empty() { look.before() } else { Length::ZERO },
                first: look.indent(),
                left: look.indent() + self.text_width(label),
                right: look.indent_right(),
            };
            let span = entry.1.span;
            let lead = Lead {
                font: self.style.heading1.text.font.clone(),
                label: None,
                word: label.to_owned(),
                count: String::new(),
                title: Vec::new(),
                delimiter: String::new(),
                anchor: None,
            };
            let paragraph = Paragraph { lead: Some(lead), ..Paragraph::new(self.words(&names, span), false) };
            blocks.push(block_at(place, paragraph, span));
        }
        blocks
    }

    fn remark(&mut self, document: &Document) -> Option<Block> {
        let (_, value) = self.take(document, Field::Remark)?;
        let text = value.value.trim();
        let text = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')'])).unwrap_or(text);
        Some(self.placed(OfficialPart::Remark, &format!("（{text}）"), value.span))
    }

    fn imprint(&mut self, document: &Document) -> Option<Imprint> {
        let copies = self.take(document, Field::CopiesTo).map(|entry| {
            let text = document.meta.items(entry).join("，");
            let text = text.trim_start_matches("抄送：").trim_end_matches('。');
            format!("抄送：{text}。")
        });
        let is_named = self.style.official.imprint_printer;
        let office = is_named.then(|| self.take(document, Field::PrintedBy)).flatten();
        let day = is_named.then(|| self.take(document, Field::PrintDate)).flatten();
        let office = office.map(|(_, value)| value.value.trim().to_owned());
        let date = day.map(|(_, value)| {
            let date = written_date(value.value.trim().trim_end_matches("印发"));
            format!("{date}印发")
        });
        let imprint = Imprint {
            copies: copies.unwrap_or_default(),
            office: office.unwrap_or_default(),
            date: date.unwrap_or_default(),
        };
        (!imprint.rows().is_empty()).then_some(imprint)
    }

    /// A paragraph at the place that its look gives it.
    fn placed(&mut self, part: OfficialPart, text: &str, span: Span) -> Block {
        let look = self.style.official_text(part);
        let place = Placed {
            part,
            before: look.before(),
            first: look.indent() + look.first_line(),
            left: look.indent(),
            right: look.indent_right(),
        };
        let content = self.words(text, span);
        paragraph_at(place, content, span)
    }

    /// The width of a text of the body: hanzi and full-width signs stand in a
    /// square, letters and digits take half of it, and a quarter parts the two.
    fn text_width(&self, text: &str) -> Length {
        let (size, tracking) = (self.style.body.size(), self.style.tracking());
        let width = |ch: char| size.scaled(if ch.is_ascii() { 0.5 } else { 1.0 }) + tracking;
        let parts = |a: char, b: char| {
            let is_word = |ch: char| ch.is_ascii_alphanumeric();
            (is_word(a) && is_han(b)) || (is_han(a) && is_word(b))
        };
        let borders = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| parts(*a, *b)).count();
        text.chars().fold(size.scaled(0.25 * borders as f64), |sum, ch| sum + width(ch))
    }
}

fn paragraph_at(place: Placed, content: Vec<Inline>, span: Span) -> Block {
    block_at(place, Paragraph::new(content, false), span)
}

fn block_at(place: Placed, paragraph: Paragraph, span: Span) -> Block {
    let inner = Block::new(BlockKind::Paragraph(paragraph), span);
    Block::new(BlockKind::Container(Container::Official(place), vec![inner]), span)
}

/// A date as official documents have it: Arabic digits without noughts before them.
fn written_date(text: &str) -> String {
    let date = calendar_date(text).map(|(year, month, day)| format!("{year}年{month}月{day}日"));
    date.unwrap_or_else(|| text.trim().to_owned())
}

fn is_attachment(block: &Block) -> bool {
    attachment_title(block).is_some()
}

/// The title of an attachment, if one begins with the block.
fn attachment_title(block: &Block) -> Option<String> {
    let BlockKind::Container(Container::Plain, blocks) = &block.kind else { return None };
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.attachment => Some(plain_text(&heading.content)),
        _ => None,
    })
}

//! Attachments: headings with `.appendix` and what follows them, and the list of
//! them behind the text (GB/T 9704-2012 §7.3.4, §7.3.8).

use super::{Field, paragraph_at};
use crate::diag::Span;
use crate::length::Length;
use crate::model::document::{self, BlockKind as Written, Document, NodeId};
use crate::model::resolved::{Block, BlockKind, Container, OfficialPart, Placed, plain_text};
use crate::resolve::Resolver;
use crate::style::Style;

/// How many characters 附件： takes.
const LABEL: &str = "附件：";

/// The headings of an attachment count as those of the text do, one level higher.
pub(in crate::resolve) fn settle(document: &mut Document, style: &Style) {
    if !style.official.on {
        return;
    }
    let mut inside = false;
    for block in &mut document.blocks {
        let Written::Heading { level, .. } = &mut block.kind else { continue };
        if *level == 1 {
            inside = block.attr.has_class("appendix");
        } else if inside {
            *level -= 1;
        }
    }
}

/// Whether a document has one attachment alone, which has no number.
pub(in crate::resolve) fn is_alone(document: &Document) -> bool {
    let is_one = |block: &&document::Block| {
        matches!(block.kind, Written::Heading { level: 1, .. }) && block.attr.has_class("appendix")
    };
    document.blocks.iter().filter(is_one).count() == 1
}

impl Resolver<'_> {
    /// An attachment begins: a page, its label, its title.
    pub(in crate::resolve) fn attachment(&mut self, content: &[document::Inline], id: NodeId, span: Span) -> BlockKind {
        let BlockKind::Heading(mut heading) = self.heading(1, content, id) else {
            return BlockKind::Container(Container::Plain, Vec::new());
        };
        let label = heading.number.take().unwrap_or_else(|| "附件".to_owned());
        heading.attachment = true;
        let plain = |kind| Block::new(kind, span);
        let label = self.placed(OfficialPart::AttachmentLabel, &label, span);
        let blocks = vec![plain(BlockKind::PageBreak), label, plain(BlockKind::Heading(heading))];
        BlockKind::Container(Container::Plain, blocks)
    }

    /// The list of attachments: what the front matter says, else the titles of
    /// those that follow, unless the text lists them itself.
    pub(super) fn list_of_attachments(&mut self, document: &Document, titles: &[String], text: &[Block]) -> Vec<Block> {
        let given = self.take(document, Field::Attachments);
        let listed = given.is_none() && text.iter().any(lists_attachments);
        let titles = given.map_or_else(|| titles.to_vec(), |entry| document.meta.items(entry));
        if listed || titles.is_empty() {
            return Vec::new();
        }
        let Some(span) = given.map(|(_, value)| value.span).or(document.blocks.first().map(|block| block.span)) else {
            return Vec::new();
        };
        let look = self.style.official_text(OfficialPart::Attachments);
        let (before, edge) = (look.before(), look.indent());
        let label = self.text_width(LABEL);
        let mut list = Vec::with_capacity(titles.len());
        for (at, title) in titles.iter().enumerate() {
            let title = bare_title(title);
            let number = if titles.len() > 1 { format!("{}. ", at + 1) } else { String::new() };
            let room = self.number_room(&number);
            let (text, first) = match at {
                0 => (format!("{LABEL}{number}{title}"), edge),
                _ => (format!("{number}{title}"), edge + label),
            };
            let place = Placed {
                part: OfficialPart::Attachments,
                before: if at == 0 { before } else { Length::ZERO },
                first,
                left: edge + label + room,
                right: Length::ZERO,
            };
            let content = self.words(&text, span);
            list.push(paragraph_at(place, content, span));
        }
        list
    }

    /// The width of a number: a digit takes half a square, the dot and the space
    /// a quarter each.
    fn number_room(&self, number: &str) -> Length {
        let size = self.style.body.size();
        let width = |ch: char| size.scaled(if ch.is_ascii_digit() { 0.5 } else { 0.25 }) + self.style.tracking();
        number.chars().fold(Length::ZERO, |sum, ch| sum + width(ch))
    }
}

/// A title without the label and the number that were typed before it, and without
/// a mark at its end.
fn bare_title(title: &str) -> &str {
    let title = title.trim().trim_start_matches("附件：").trim();
    let rest = title.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let numbered = rest.len() < title.len();
    let title = rest.strip_prefix(['.', '．', '、']).filter(|_| numbered).unwrap_or(title);
    title.trim().trim_end_matches(['。', '；', ';', '.'])
}

/// Whether a paragraph of the text lists attachments.
fn lists_attachments(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(paragraph) => {
            let text = plain_text(&paragraph.content);
            text.trim_start().starts_with("附件：") || text.trim_start().starts_with("附件:")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::bare_title;

    #[test]
    fn typed_numbers_go_and_years_stay() {
        assert_eq!(bare_title("1. 检查组名单。"), "检查组名单");
        assert_eq!(bare_title("附件：2．检查办法"), "检查办法");
        assert_eq!(bare_title("2026年检查计划"), "2026年检查计划");
    }
}

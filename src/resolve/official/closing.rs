//! Who signs, and when (GB/T 9704-2012 §7.3.5): under a seal the name stands in
//! the middle over the date, which keeps a distance from the right edge; without
//! one the date begins farther right than the name, and the longer line keeps the
//! distance.

use super::{Field, paragraph_at, written_date};
use crate::diag::{Code, Diagnostic, Span, message};
use crate::length::Length;
use crate::model::RawFormat;
use crate::model::document::Document;
use crate::model::resolved::{
    Block, BlockKind, Container, Inline, OfficialPart, Paragraph, Picture, Placed, Seal, plain_text,
};
use crate::resolve::Resolver;
use crate::resolve::dates::calendar_date;

/// The field with the seals.
const SEAL: [&str; 2] = ["印章", "seal"];
/// What of it says that no seal is put.
const NO_SEAL: [&str; 7] = ["无", "否", "不加盖", "none", "no", "false", "off"];

impl Resolver<'_> {
    /// Whether a seal is put on the document.
    pub(super) fn is_sealed(&mut self, document: &Document) -> bool {
        let Some((_, value)) = self.take(document, Field::Seal) else { return true };
        let text = value.value.trim().to_lowercase();
        !NO_SEAL.contains(&text.as_str())
    }

    /// The signature of the front matter.
    pub(super) fn signature(&mut self, document: &Document, sealed: bool) -> Vec<Block> {
        let names = self.take(document, Field::SignedBy);
        let date = self.take(document, Field::IssueDate).map(|(_, value)| value).or(document.meta.date.as_ref());
        let mut lines: Vec<(Vec<Inline>, Span)> = Vec::new();
        let seals = self.seals(document);
        if let Some(entry) = names {
            let span = entry.1.span;
            for name in document.meta.items(entry) {
                let name = if self.style.official.signatory { post_and_name(&name) } else { name };
                lines.push((self.words(&name, span), span));
            }
        }
        if let Some(date) = date {
            lines.push((self.words(&written_date(&date.value), date.span), date.span));
        }
        let offices = lines.len() - usize::from(date.is_some());
        // Several offices keep a place for the seal of each.
        if sealed && offices > 1 && seals.len() != 1 {
            let date = date.and_then(|_| lines.pop());
            self.tell_odd_seals(document, seals.len(), offices);
            return self.joint_signature(lines, date, seals);
        }
        self.signature_lines(lines, sealed, seals.into_iter().next().flatten())
    }

    /// The pictures of the seals, as high as the style has them.
    fn seals(&mut self, document: &Document) -> Vec<Option<Picture>> {
        let height = self.style.official.seal;
        let images = document.meta.pictures_of(&SEAL);
        images.into_iter().map(|image| Some(self.picture_as_high(image?, height, self.words.seal))).collect()
    }

    /// Says that there is not one seal for each office.
    fn tell_odd_seals(&mut self, document: &Document, seals: usize, offices: usize) {
        let Some((_, image)) = document.meta.picture(&SEAL).filter(|_| seals != offices) else { return };
        let message = message!("{seals} seals are named for {offices} offices", seals, offices);
        let diagnostic = Diagnostic::warning(Code::UnknownField, image.path.span, message);
        self.sink.push(diagnostic.hint("name one picture for each office that signs, in their order"));
    }

    /// A signature that stands in the text, if its last line is a date.
    pub(super) fn signed_by_hand(&mut self, document: &Document, block: Block, sealed: bool) -> Block {
        let BlockKind::Container(Container::Signature, blocks) = &block.kind else { return block };
        let mut lines = Vec::new();
        for inner in blocks {
            let BlockKind::Paragraph(paragraph) = &inner.kind else { return block };
            lines.push((paragraph.content.clone(), inner.span));
        }
        let dated = lines.last().is_some_and(|(line, _)| calendar_date(&plain_text(line)).is_some());
        if !dated || lines.len() < 2 {
            return block;
        }
        let ids: Vec<_> = blocks.iter().map(|inner| inner.id).collect();
        let seals = self.seals(document);
        let offices = lines.len() - 1;
        if offices > 1 && seals.len() > 1 {
            let date = lines.pop();
            self.tell_odd_seals(document, seals.len(), offices);
            let blocks = self.joint_signature(lines, date, seals);
            return Block { kind: BlockKind::Container(Container::Plain, blocks), ..block };
        }
        let mut lines = self.signature_lines(lines, sealed, seals.into_iter().next().flatten());
        for (line, id) in lines.iter_mut().zip(ids) {
            if let BlockKind::Container(_, inner) = &mut line.kind {
                inner.iter_mut().for_each(|block| block.id = id);
            }
        }
        Block { kind: BlockKind::Container(Container::Plain, lines), ..block }
    }

    /// Names and, in the last line, the date; the middle of a seal lies over it, between
    /// the two (§7.3.5.1).
    fn signature_lines(&self, lines: Vec<(Vec<Inline>, Span)>, sealed: bool, seal: Option<Picture>) -> Vec<Block> {
        let widths: Vec<Length> = lines.iter().map(|(line, _)| self.text_width(&plain_text(line))).collect();
        let Some((date, names)) = widths.split_last() else { return Vec::new() };
        let name = names.iter().fold(Length::ZERO, |widest, width| widest.max(*width));
        let (look, official) = (&self.style.signature, &self.style.official);
        let [under_seal, plain, shift] =
            [official.sealed, official.unsealed, official.shift].map(|measure| measure.length(look.size()));
        let zero = Length::ZERO;
        // The distance of the date, and of the widest name, from the right.
        let is_signed = official.signatory && !names.is_empty();
        let (date_right, name_right) = match sealed {
            _ if is_signed => (under_seal, under_seal),
            true => (under_seal, (under_seal + (*date - name).scaled(0.5)).max(zero)),
            false if names.is_empty() => (plain, plain),
            false if *date > name => (plain, plain + shift + *date - name),
            false => ((plain + name - shift - *date).max(zero), plain),
        };
        // A name that reaches the edge moves the date with it.
        let date_right = if sealed && !is_signed { date_right.max((name - *date).scaled(0.5)) } else { date_right };
        let last = widths.len() - 1;
        let place = |at: usize| Placed {
            part: OfficialPart::Signature,
            before: match at {
                0 => look.before(),
                at if at == last && is_signed => look.pitch(),
                _ => zero,
            },
            first: zero,
            left: zero,
            right: match at {
                at if at == last => date_right,
                at if sealed && !is_signed => name_right + (name - widths[at]).scaled(0.5),
                at if !is_signed => name_right + name - widths[at],
                _ => name_right,
            },
        };
        let lines = lines.into_iter().enumerate();
        let mut blocks: Vec<Block> = lines.map(|(at, (line, span))| paragraph_at(place(at), line, span)).collect();
        let Some(picture) = seal else { return blocks };
        let middle = self.style.page.text_width() - date_right - date.scaled(0.5);
        let left = middle - picture.width.scaled(0.5);
        // Pages are painted in the order of the text, so that the seal must come before
        // all of it; Word measures from a paragraph, best from one without space before it.
        let half = picture.height.scaled(0.5);
        let places = [
            (RawFormat::Print, 0, half - look.pitch().scaled(last as f64) + look.above()),
            (RawFormat::Word, last, half),
        ];
        for (format, at, up) in places {
            if let Some(paragraph) = blocks.get_mut(at).and_then(line_of) {
                paragraph.seals.push(Seal { format, left, up, picture: picture.clone() });
            }
        }
        blocks
    }
}

/// The post of a person who signs, two characters before the name (§7.3.5.3).
fn post_and_name(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let name = words.pop().unwrap_or_default();
    if words.is_empty() { name.to_owned() } else { format!("{}\u{3000}\u{3000}{name}", words.join("\u{3000}")) }
}

/// The paragraph of a line.
pub(super) fn line_of(block: &mut Block) -> Option<&mut Paragraph> {
    let BlockKind::Container(_, inner) = &mut block.kind else { return None };
    inner.first_mut().and_then(|block| match &mut block.kind {
        BlockKind::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    })
}

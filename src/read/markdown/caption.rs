//! The caption of a table or of code, which a line of its own gives (`: …`,
//! `Table: …`, `Listing: …`), goes to its block, or stays as text.

use super::mask::{Kind, Mask};
use super::tex_call::is_id;
use super::{Depth, Reader, attributes, html, scan_caption, table};
use crate::diag::{Span, Spanned};
use crate::model::document::{Block, BlockKind, Inline, InlineKind};

impl Reader<'_, '_, '_> {
    /// The lines of a caption behind its colon, with the place of each.
    fn caption_lines(&self, mask: Mask) -> (String, Vec<usize>, Span) {
        let (Kind::Caption { lines, .. } | Kind::Listing { lines, .. }) = mask.kind else {
            return (String::new(), Vec::new(), self.mask_span(mask, 0, 0));
        };
        let (mut text, mut starts) = (String::new(), Vec::new());
        let mut whole = self.mask_span(mask, 0, self.masks.written(mask).len());
        for line in mask.line..mask.line + lines {
            let Some((_, part)) = self.masks.at_line(line + 1) else { continue };
            let written = self.masks.written(part);
            let mark = if line == mask.line {
                scan_caption::caption_mark(written).or_else(|| scan_caption::tight_caption(written)).unwrap_or(0)
            } else {
                0
            };
            let lead = written.len() - written[mark..].trim_start().len();
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&written[lead..]);
            starts.push(self.mask_span(part, lead, lead).start as usize);
            whole = whole.to(self.mask_span(part, 0, written.len()));
        }
        (text, starts, whole)
    }

    pub(super) fn give_caption(&mut self, mask: Mask, block: &mut Block) {
        let (mut text, mut starts, whole) = self.caption_lines(mask);
        let is_table = matches!(block.kind, BlockKind::Table(_));
        let label = if is_table { self.label(&mut text, &mut starts) } else { None };
        let positions = super::positions::Positions::of_lines(starts);
        let (caption, mut attr) = self.shared.caption(&text, positions, Depth::default());
        block.span = block.span.to(whole);
        match &mut block.kind {
            BlockKind::Table(table) => {
                attr.id = attr.id.take().or(label);
                attributes::check(&attr, &attributes::TABLE, self.shared.sink);
                table.caption = Some(caption);
                let own = std::mem::replace(&mut block.attr, attr).id;
                if let Some(own) = own {
                    html::name(block, own);
                }
            }
            BlockKind::Code(code) => {
                attributes::check(&attr, &attributes::CODE, self.shared.sink);
                code.caption = Some(caption);
                block.attr.id = block.attr.id.take().or(attr.id);
                block.attr.classes.extend(attr.classes);
                block.attr.pairs.extend(attr.pairs);
            }
            _ => {}
        }
    }

    /// Takes bookdown's label from the beginning of a caption: `(\#tab:id) Text` (“Tables”
    /// of its manual).
    fn label(&self, text: &mut String, starts: &mut [usize]) -> Option<Spanned<String>> {
        let rest = text.strip_prefix("(\\#tab:")?;
        let name = rest.split_once(')').map(|(name, _)| name).filter(|name| is_id(name))?;
        let (id, end) = (format!("tab:{name}"), text.len() - rest.len() + name.len() + 1);
        let end = text.len() - text[end..].trim_start().len();
        let start = starts.first_mut()?;
        let at = *start + "(\\#".len();
        *start += end;
        let id = Spanned::new(id, self.shared.span(at, at + "tab:".len() + name.len()));
        text.drain(..end);
        Some(id)
    }

    pub(super) fn stray(&mut self, mask: Mask) -> Block {
        let (text, starts, span) = self.caption_lines(mask);
        self.shared.sink.push(table::stray_caption(span));
        let positions = super::positions::Positions::of_lines(starts);
        let written = self.masks.written(mask);
        let mark = &written
            [..scan_caption::caption_mark(written).or_else(|| scan_caption::tight_caption(written)).unwrap_or(0)];
        let mut content = vec![Inline::new(InlineKind::Text(format!("{mark} ")), span)];
        content.extend(self.shared.inlines(&text, positions, Depth::default()));
        Block::new(BlockKind::Paragraph(super::line::tidy(content)), span)
    }
}

/// Whether a caption of this kind belongs to the block.
pub(super) fn takes_caption(block: &Block, kind: Kind) -> bool {
    match (&block.kind, kind) {
        (BlockKind::Table(table), Kind::Caption { .. }) => table.caption.is_none(),
        (BlockKind::Code(code), Kind::Listing { .. }) => code.caption.is_none(),
        _ => false,
    }
}

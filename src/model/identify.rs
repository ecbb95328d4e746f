//! Gives every node of a document its identity, in the order of the source. It must
//! not know what anybody keeps by it.

use super::document::{Block, BlockKind, Document, Inline, InlineKind, NodeId};
use super::walk::{blocks_of_mut, contents_of_mut};

impl Document {
    /// Gives every node that stands in the document an identity of its own.
    pub fn identify(&mut self) {
        let mut next = Next(0);
        let meta = &mut self.meta;
        [&mut meta.title, &mut meta.subtitle].into_iter().flatten().for_each(|content| next.inlines(content));
        next.blocks(&mut meta.abstract_text);
        for other in &mut meta.translations {
            other.title.iter_mut().for_each(|content| next.inlines(content));
            next.blocks(&mut other.abstract_text);
        }
        next.blocks(&mut meta.revisions);
        next.blocks(&mut self.blocks);
        for note in &mut self.notes {
            note.id = next.node();
            next.blocks(&mut note.blocks);
        }
        self.identified = next.0;
    }

    /// An identity for a node that joins an identified document.
    pub fn fresh_node(&mut self) -> NodeId {
        let mut next = Next(self.identified);
        let id = next.node();
        self.identified = next.0;
        id
    }
}

/// The last identity that was given.
struct Next(u32);

impl Next {
    fn node(&mut self) -> NodeId {
        self.0 += 1;
        NodeId(self.0)
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            block.id = self.node();
            if let BlockKind::Figure(figure) = &mut block.kind {
                figure.panels.iter_mut().for_each(|panel| panel.id = self.node());
            }
            contents_of_mut(block).into_iter().for_each(|content| self.inlines(content));
            blocks_of_mut(block).into_iter().for_each(|inner| self.blocks(inner));
        }
    }

    fn inlines(&mut self, content: &mut [Inline]) {
        for inline in content {
            inline.id = self.node();
            match &mut inline.kind {
                InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                    self.inlines(inner);
                }
                InlineKind::Note(blocks) => self.blocks(blocks),
                InlineKind::Text(_)
                | InlineKind::SoftBreak
                | InlineKind::HardBreak
                | InlineKind::Code(_)
                | InlineKind::Image(_)
                | InlineKind::NoteRef(_)
                | InlineKind::Math(_)
                | InlineKind::Cite(_)
                | InlineKind::Reference(_)
                | InlineKind::References(_)
                | InlineKind::Raw { .. }
                | InlineKind::Edit(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::diag::{Sink, SourceId};
    use crate::model::document::NodeId;
    use crate::model::{visit_blocks, visit_inlines};
    use crate::read::markdown;

    const EVERYTHING: &str = "---\ntitle: \"**题**目\"\nabstract: 摘*要*。\ntitle-en: A *title*\n---\n\n\
        # 章[^1] ^[行内注 *甲*。]\n\n> 引[文](x.md)\n\n- 项 `x`\n  1. 又\n\n词\n: 释 $x$\n\n| 甲 | 乙 |\n|---|---|\n| **丙** | @fig:a |\n\n: 表 {#tbl:a}\n\n\
        ![图](a.png){#fig:a}\n\n::: center\n居中 [@key]\n:::\n\n> [!NOTE]\n> 注\n\n[^1]: 注文 **粗**\n";

    #[test]
    fn every_node_has_an_identity_of_its_own() {
        let mut document = markdown::read(SourceId(0), EVERYTHING, &mut Sink::new()).unwrap();
        document.identify();
        let mut found = vec![document.fresh_node()];
        visit_blocks(&document, &mut |block| found.push(block.id));
        visit_inlines(&document, &mut |inline| found.push(inline.id));
        found.extend(document.notes.iter().map(|note| note.id));
        assert!(found.len() > 40, "{}", found.len());
        assert!(!found.contains(&NodeId::NONE));
        assert_eq!(found.iter().collect::<HashSet<_>>().len(), found.len());
    }
}

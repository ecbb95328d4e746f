//! What a block is known by when the document comes back: its id where it was
//! given one, else what it says. The same manuscript gives the same ids, and a
//! block keeps its own while others around it change.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::inlines::written_text;
use crate::model::document::{Block, BlockKind, CellContent, Table};
use crate::model::resolved::BlockId;

/// How often each content occurred so far.
#[derive(Debug, Default)]
pub(super) struct Identities {
    seen: HashMap<[u8; BlockId::LENGTH], u32>,
}

impl Identities {
    /// The id of a block that holds text itself; `None` for one that only holds
    /// other blocks, or nothing.
    pub(super) fn next(&mut self, block: &Block) -> Option<BlockId> {
        let mut hash = Sha256::new();
        match &block.attr.id {
            Some(id) => hash.update(format!("id\0{}", id.value)),
            None => content(block, &mut hash)?,
        }
        Some(self.unique(hash))
    }

    /// The id of an entry of the bibliography, by the key of its work.
    pub(super) fn entry(&mut self, key: &str) -> BlockId {
        let mut hash = Sha256::new();
        hash.update(format!("entry\0{key}"));
        self.unique(hash)
    }

    fn unique(&mut self, mut hash: Sha256) -> BlockId {
        let first = short(&hash);
        let count = self.seen.entry(first).or_insert(0);
        *count += 1;
        if *count == 1 {
            return BlockId::new(first);
        }
        // Those that say the same are told apart by their order.
        hash.update(format!("\0{count}"));
        let own = short(&hash);
        self.seen.insert(own, 1);
        BlockId::new(own)
    }
}

fn short(hash: &Sha256) -> [u8; BlockId::LENGTH] {
    let digest = hash.clone().finalize();
    std::array::from_fn(|at| digest[at])
}

/// Takes in the kind of a block and what it says.
fn content(block: &Block, hash: &mut Sha256) -> Option<()> {
    let mut take = |kind: &str, text: &str| hash.update(format!("{kind}\0{text}"));
    match &block.kind {
        BlockKind::Heading { level, content } => take(&format!("heading{level}"), &written_text(content)),
        BlockKind::Paragraph(content) => take("paragraph", &written_text(content)),
        BlockKind::Code(code) => take("code", &code.text),
        BlockKind::Equation(math) => take("equation", &math.source),
        BlockKind::Table(table) => take("table", &table_text(table)),
        BlockKind::Figure(figure) => {
            let paths: Vec<&str> = figure.panels.iter().map(|panel| panel.image.path.value.as_str()).collect();
            take("figure", &format!("{}\0{}", paths.join("\0"), written_text(&figure.caption)));
        }
        BlockKind::Rule => take("rule", ""),
        BlockKind::Include(path) => take("include", &path.value),
        BlockKind::Quote { .. }
        | BlockKind::Alert { .. }
        | BlockKind::Theorem(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Container(_)
        | BlockKind::PageBreak
        | BlockKind::Raw { .. } => return None,
    }
    Some(())
}

fn table_text(table: &Table) -> String {
    let cell = |content: &CellContent| match content {
        CellContent::Text(content) => written_text(content),
        CellContent::JoinLeft => "<".to_owned(),
        CellContent::JoinAbove => "^".to_owned(),
    };
    let cells = table.rows.iter().flat_map(|row| &row.cells).map(|one| cell(&one.content));
    let caption = table.caption.as_deref().map(written_text);
    caption.into_iter().chain(cells).collect::<Vec<_>>().join("\0")
}

#[cfg(test)]
mod tests {
    use super::Identities;
    use crate::diag::{SourceId, Span, Spanned};
    use crate::model::document::{Block, BlockKind, Inline, InlineKind};

    fn span() -> Span {
        Span::new(SourceId(0), 0, 1)
    }

    fn paragraph(text: &str) -> Block {
        Block::new(BlockKind::Paragraph(vec![Inline::new(InlineKind::Text(text.to_owned()), span())]), span())
    }

    fn ids(texts: &[&str]) -> Vec<String> {
        let mut identities = Identities::default();
        texts.iter().map(|text| identities.next(&paragraph(text)).unwrap().to_string()).collect()
    }

    #[test]
    fn blocks_keep_their_ids_while_others_change() {
        let before = ids(&["甲", "乙", "甲"]);
        let after = ids(&["新", "甲", "乙二", "甲"]);
        assert_eq!(before[0], after[1]);
        assert_eq!(before[2], after[3]);
        assert_ne!(before[0], before[2]);
        assert_ne!(before[1], after[2]);
    }

    #[test]
    fn an_id_of_its_own_outlives_the_text() {
        let labelled = |text: &str| {
            let mut block = paragraph(text);
            block.attr.id = Some(Spanned::new("sec:x".to_owned(), span()));
            Identities::default().next(&block)
        };
        assert_eq!(labelled("甲"), labelled("乙"));
        assert_ne!(labelled("甲"), Identities::default().next(&paragraph("甲")));
    }

    #[test]
    fn what_only_holds_blocks_has_none() {
        let quote = Block::new(BlockKind::Quote { blocks: vec![paragraph("甲")], attribution: None }, span());
        assert_eq!(Identities::default().next(&quote), None);
    }
}

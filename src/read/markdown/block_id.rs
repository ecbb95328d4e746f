//! `^id` at the end of a block names it (Obsidian's help, "Link to a block in a
//! note"), `@tab title` begins a tab (VuePress), and `![[note]]` alone in its
//! paragraph is the text of another file, or of one of its sections.

use comrak::nodes::{Node, NodeValue};

use super::pieces::Piece;
use super::{Depth, Reader, callout};
use crate::diag::Spanned;
use crate::model::document::{Block, BlockKind};

/// The longest id, in bytes.
const MAX_ID: usize = 100;

impl<'a> Reader<'_, 'a, '_> {
    /// Takes the id at the end of a paragraph away from it.
    pub(super) fn take_block_id(&mut self, pieces: &mut Vec<Piece<'a>>) -> Option<Spanned<String>> {
        let Some(Piece::Text { text, at, exact: true }) = pieces.last_mut() else { return None };
        let filled = text.trim_end();
        let mark = filled.rfind('^').filter(|mark| is_id(&filled[mark + 1..]))?;
        let before = filled[..mark].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace()) {
            return None;
        }
        let (start, end) = (*at + mark, *at + filled.len());
        let id = filled[mark..].to_owned();
        let rest = filled[..mark].trim_end().len();
        text.truncate(rest);
        if rest == 0 {
            pieces.pop();
            while pieces.last().is_some_and(|piece| matches!(piece, Piece::Soft(_) | Piece::Hard(_))) {
                pieces.pop();
            }
        }
        Some(Spanned::new(id, self.shared.span(start, end)))
    }

    /// Whether a block touches the paragraph below it, so that its attributes belong to it.
    pub(super) fn touches_block(&self, node: Node<'a>) -> bool {
        node.previous_sibling().is_some_and(|before| {
            let before = before.data();
            let takes = matches!(
                before.value,
                NodeValue::CodeBlock(_) | NodeValue::Table(_) | NodeValue::List(_) | NodeValue::BlockQuote
            );
            takes && before.sourcepos.end.line + 1 == node.data().sourcepos.start.line
        })
    }

    /// Takes `@tab title` off the head of a paragraph.
    pub(super) fn take_tab(&mut self, pieces: &mut Vec<Piece<'a>>, depth: Depth) -> Option<Block> {
        let Some(Piece::Text { text, at, .. }) = pieces.first_mut() else { return None };
        let rest = text.strip_prefix("@tab")?;
        let rest = rest.strip_prefix(":active").unwrap_or(rest);
        let title = rest.strip_prefix([' ', '\t'])?.trim_start();
        let gone = text.len() - title.len();
        let start = *at;
        *text = title.to_owned();
        *at += gone;
        let end = pieces.iter().position(|piece| matches!(piece, Piece::Soft(_) | Piece::Hard(_)));
        let mut below = pieces.split_off(end.unwrap_or(pieces.len()));
        below.drain(..below.len().min(1));
        let title = std::mem::replace(pieces, below);
        let span = self.shared.span(start, title.last().map_or(start, |last| last.range().end));
        let content = self.scan(title, depth);
        Some(callout::bold(content, span))
    }

    /// `![[note]]`, `![[note#heading]]`, if the paragraph is nothing else.
    pub(super) fn embedded_note(&self, pieces: &[Piece<'a>]) -> Option<Block> {
        let [Piece::Text { text, at, exact: true }] = pieces else { return None };
        let inner = text.trim().strip_prefix("![[")?.strip_suffix("]]")?;
        let target = inner.split('|').next()?.trim();
        let (file, section) = target.split_once('#').map_or((target, None), |(file, section)| (file, Some(section)));
        let name = file.rsplit('/').next().unwrap_or(file);
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        let is_note = extension.is_none_or(|extension| extension == "md" || extension.contains(' '));
        if file.is_empty() || !is_note || inner.contains(['[', ']']) || text.contains('\n') {
            return None;
        }
        let ending = if extension == Some("md") { "" } else { ".md" };
        let section = section.map_or(String::new(), |section| format!("#{}", section.trim()));
        let start = at + text.find("![[")?;
        let span = self.shared.span(start, start + inner.len() + "![[]]".len());
        Some(Block::new(BlockKind::Include(Spanned::new(format!("{file}{ending}{section}"), span)), span))
    }
}

/// Whether it is an id, and no exponent.
fn is_id(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (2..=MAX_ID).contains(&text.len())
        && text.bytes().all(is_sign)
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn ids_are_no_exponents() {
        assert!(is_id("37066d") && is_id("quote-of-the-day"));
        assert!(!is_id("2") && !is_id("n") && !is_id("12") && !is_id("a b") && !is_id(""));
    }
}

//! Boxed remarks and titled passages of every dialect: the word that names a
//! box becomes the kind of an alert; what has no node of its own — tabs,
//! folded passages — becomes its content under a title in bold.
//!
//! Words: Quarto (`callout-note`), Obsidian, Material for MkDocs, VuePress,
//! VitePress, Docusaurus and MyST. Where such a passage begins and ends is not
//! known here.

use comrak::nodes::{Node, NodeCallout, NodeValue};

use super::pieces::literal;
use super::positions::Positions;
use super::{Depth, Reader, theorem};
use crate::diag::Span;
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind};
use crate::model::{AlertKind, AlertName, Mark, TheoremKind, written_text};

/// What a passage between two fences becomes.
pub(crate) enum Form {
    /// A container as its attributes say.
    Plain,
    /// A boxed remark.
    Alert(AlertKind, Option<AlertName>, Option<String>),
    /// A passage under a title in bold.
    Titled(Vec<Inline>, Span),
    /// Tabs: the headings in it are titles in bold.
    Tabs,
    /// A theorem, a definition, a proof with its title.
    Theorem(TheoremKind, Vec<Inline>),
    /// A picture of MyST with its caption.
    Figure(Box<super::myst::FigureHead>),
}

/// The alert that a word means.
pub(crate) fn kind_of(word: &str) -> Option<(AlertKind, Option<AlertName>)> {
    use AlertKind::{Caution, Important, Note, Tip, Warning};
    use AlertName as Name;
    let lower = word.to_ascii_lowercase();
    Some(match lower.strip_prefix("callout-").unwrap_or(&lower) {
        "note" | "callout" | "admonition" | "remark" => (Note, None),
        "info" | "information" => (Note, Some(Name::Info)),
        "todo" => (Note, Some(Name::Todo)),
        "question" | "help" | "faq" => (Note, Some(Name::Question)),
        "example" => (Note, Some(Name::Example)),
        "quote" | "cite" => (Note, Some(Name::Quote)),
        "abstract" | "summary" | "tldr" => (Note, Some(Name::Summary)),
        "seealso" => (Note, Some(Name::SeeAlso)),
        "tip" | "hint" => (Tip, None),
        "success" | "check" | "done" => (Tip, Some(Name::Success)),
        "important" => (Important, None),
        "warning" | "attention" => (Warning, None),
        "caution" => (Caution, None),
        "danger" | "error" => (Caution, Some(Name::Danger)),
        "failure" | "fail" | "missing" => (Caution, Some(Name::Failure)),
        "bug" => (Caution, Some(Name::Bug)),
        _ => return None,
    })
}

/// The alert that a word means, whatever it is; an unknown word is its title.
pub(crate) fn any_kind(word: &str, title: Option<String>) -> Form {
    match kind_of(word) {
        Some((kind, name)) => Form::Alert(kind, name, title),
        None => Form::Alert(AlertKind::Note, None, title.or_else(|| Some(capitalised(word)).filter(|t| !t.is_empty()))),
    }
}

fn capitalised(word: &str) -> String {
    let spaced = word.replace(['-', '_'], " ");
    let mut chars = spaced.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

/// A title in bold.
pub(crate) fn bold(content: Vec<Inline>, span: Span) -> Block {
    let strong = Inline::new(InlineKind::Marked(Mark::Strong, content), span);
    Block::new(BlockKind::Paragraph(vec![strong]), span)
}

impl<'a> Reader<'_, 'a, '_> {
    /// The text of a title that stands at byte `at` of the source.
    pub(super) fn title_text(&mut self, title: &str, at: usize) -> Option<String> {
        let content = self.title_inlines(title, at);
        Some(written_text(&content).trim().to_owned()).filter(|title| !title.is_empty())
    }

    /// The same with its marks.
    pub(super) fn title_inlines(&mut self, title: &str, at: usize) -> Vec<Inline> {
        match title.trim().is_empty() {
            true => Vec::new(),
            false => self.shared.inlines(title, Positions::verbatim(title, at), Depth::default()),
        }
    }

    /// A callout as Obsidian writes it: `> [!tip]- title`.
    pub(super) fn callout(&mut self, node: Node<'a>, callout: &NodeCallout, span: Span, depth: Depth) -> Block {
        let first = node.first_child().filter(|child| matches!(child.data().value, NodeValue::CalloutTitle));
        let title = first.map(|title| {
            title.detach();
            self.masks.restore(&literal(title)).trim().to_owned()
        });
        let form = any_kind(&callout.callout_type, title.filter(|title| !title.is_empty()));
        let blocks = self.blocks(node, depth.quote());
        formed(form, blocks, Attr::default(), span)
    }
}

/// The block that a passage becomes.
pub(crate) fn formed(form: Form, mut blocks: Vec<Block>, attr: Attr, span: Span) -> Block {
    match form {
        Form::Plain => {}
        Form::Alert(kind, name, title) => {
            let title = title.or_else(|| first_heading(&mut blocks));
            let attr = Attr { id: attr.id, ..Attr::default() };
            return Block::with(BlockKind::Alert { kind, name, title, blocks }, attr, span);
        }
        Form::Titled(title, place) => {
            if !title.is_empty() {
                blocks.insert(0, bold(title, place));
            }
        }
        Form::Tabs => blocks = tabs(blocks),
        Form::Theorem(kind, title) => return theorem::block(kind, title, blocks, attr, span),
        Form::Figure(head) => return head.figure(blocks, span),
    }
    Block::with(BlockKind::Container(blocks), attr, span)
}

/// A heading at the very start of a box is its title (Quarto's callouts).
fn first_heading(blocks: &mut Vec<Block>) -> Option<String> {
    let Some(Block { kind: BlockKind::Heading { content, .. }, .. }) = blocks.first() else { return None };
    let title = written_text(content).trim().to_owned();
    blocks.remove(0);
    Some(title)
}

/// The headings of the level of the first one become titles in bold.
fn tabs(blocks: Vec<Block>) -> Vec<Block> {
    let level_of = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    };
    let tab = blocks.iter().find_map(level_of);
    let settle = |block: Block| match block.kind {
        BlockKind::Heading { level, content } if Some(level) == tab => bold(content, block.span),
        _ => block,
    };
    blocks.into_iter().map(settle).collect()
}

#[cfg(test)]
mod tests {
    use super::{any_kind, kind_of};
    use crate::model::{AlertKind, AlertName};

    #[test]
    fn words_name_alerts() {
        assert_eq!(kind_of("callout-Tip"), Some((AlertKind::Tip, None)));
        assert_eq!(kind_of("BUG"), Some((AlertKind::Caution, Some(AlertName::Bug))));
        assert_eq!(kind_of("定理"), None);
        let super::Form::Alert(AlertKind::Note, None, title) = any_kind("my-box", None) else { panic!() };
        assert_eq!(title.as_deref(), Some("My box"));
    }
}
